//! What is written reads back as what it was, by other people's readers, whatever the text and the number of threads.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use serde_json::Value;
use siyaq_output::{
    Column, Format, LineEnd, OutputErrorKind, OwnedCell, RowSink, RowTable, Rows, WriteOptions,
    row_cells, write_rows,
};
use siyaq_stats::Undefined;

fn written<R: Rows + ?Sized>(rows: &R, options: &WriteOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = write_rows(rows, options, &mut bytes).unwrap();
    assert_eq!(written.bytes, bytes.len() as u64);
    bytes
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("form"),
        Column::integer("freq"),
        Column::integer("rank_change"),
        Column::real("log_ratio", 2),
    ]
}

/// Text in which everything is frequent that a format could trip over.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("كتاب".to_owned()),
        Just("م\u{64e}درسة".to_owned()),
        prop::sample::select(vec![
            ",",
            "\"",
            "\"\"",
            "\n",
            "\r",
            "\r\n",
            "\t",
            " ",
            "'",
            "\\",
            "=",
            "-",
            "\0",
            "\u{1b}",
            "\u{202e}",
            "\u{2067}",
            "\u{2069}",
            "\u{feff}",
            "\u{200f}",
            "\u{2028}",
            "\u{7f}",
            "{",
            "\u{1f600}",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

fn cells() -> impl Strategy<Value = Vec<OwnedCell>> {
    let real = prop_oneof![
        Just(Err(Undefined::Empty)),
        Just(Ok(-0.0)),
        any::<f64>().prop_map(|value| Some(value)
            .filter(|value| value.is_finite())
            .ok_or(Undefined::TooLarge)),
        (0u32..1000).prop_map(|value| Ok(f64::from(value) / 7.0)),
    ];
    let form = prop_oneof![9 => text().prop_map(OwnedCell::Text), 1 => Just(OwnedCell::Missing)];
    (form, any::<u64>(), any::<i64>(), real).prop_map(|(form, freq, change, ratio)| {
        vec![form, OwnedCell::Integer(freq), OwnedCell::Signed(change), OwnedCell::Real(ratio)]
    })
}

fn table() -> impl Strategy<Value = RowTable> {
    prop::collection::vec(cells(), 0..12).prop_map(|rows| {
        let mut table = RowTable::new(columns());
        rows.into_iter().for_each(|row| table.push(row));
        table
    })
}

/// Whether a field of CSV reads as the cell that was written.
fn same_field(field: &str, cell: &OwnedCell) -> bool {
    match cell {
        OwnedCell::Text(text) => field == text,
        OwnedCell::Integer(value) => field.parse() == Ok(*value),
        OwnedCell::Signed(value) => field.parse() == Ok(*value),
        OwnedCell::Real(Ok(value)) => {
            field.parse::<f64>().is_ok_and(|read| read.to_bits() == value.to_bits())
        }
        OwnedCell::Real(Err(_)) | OwnedCell::Missing => field.is_empty(),
    }
}

fn same_value(value: &Value, cell: &OwnedCell) -> bool {
    match cell {
        OwnedCell::Text(text) => value.as_str() == Some(text),
        OwnedCell::Integer(expected) => value.as_u64() == Some(*expected),
        OwnedCell::Signed(expected) => value.as_i64() == Some(*expected),
        OwnedCell::Real(Ok(expected)) => {
            value.as_f64().is_some_and(|read| read.to_bits() == expected.to_bits())
        }
        OwnedCell::Real(Err(_)) | OwnedCell::Missing => value.is_null(),
    }
}

fn check_csv(table: &RowTable, options: &WriteOptions) {
    let bytes = written(table, options);
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes.as_slice());
    assert_eq!(reader.headers().unwrap(), vec!["form", "freq", "rank_change", "log_ratio"]);
    let records = reader.records().collect::<Result<Vec<_>, _>>().unwrap();
    assert_eq!(records.len(), table.len());
    for (index, record) in records.iter().enumerate() {
        let cells = row_cells(table, index);
        assert_eq!(record.len(), cells.len());
        for (field, cell) in record.iter().zip(&cells) {
            assert!(same_field(field, cell), "{field:?} is not {cell:?}");
        }
    }
}

/// TSV is cut at tabs and line ends and nothing else.
fn check_tsv(table: &RowTable, options: &WriteOptions, line_end: &str) {
    let text = String::from_utf8(written(table, options)).unwrap();
    let mut lines = text.split_terminator(line_end);
    assert_eq!(lines.next(), Some("form\tfreq\trank_change\tlog_ratio"));
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.len(), table.len());
    for (index, line) in lines.iter().enumerate() {
        let fields: Vec<&str> = line.split('\t').collect();
        let cells = row_cells(table, index);
        assert_eq!(fields.len(), cells.len());
        for (field, cell) in fields.iter().zip(cells) {
            let cell = match cell {
                OwnedCell::Text(text) => OwnedCell::Text(text.replace(['\t', '\r', '\n'], " ")),
                other => other,
            };
            assert!(same_field(field, &cell), "{field:?} is not {cell:?}");
        }
    }
}

fn check_objects(table: &RowTable, values: &[Value]) {
    assert_eq!(values.len(), table.len());
    for (index, value) in values.iter().enumerate() {
        let object = value.as_object().unwrap();
        assert_eq!(object.len(), 4);
        for (column, cell) in columns().iter().zip(row_cells(table, index)) {
            let value = &object[column.name.as_ref()];
            assert!(same_value(value, &cell), "{value:?} is not {cell:?}");
        }
    }
}

proptest! {
    #[test]
    fn csv_and_tsv_read_back(table in table(), crlf: bool) {
        let line_end = if crlf { LineEnd::CrLf } else { LineEnd::Lf };
        let options = WriteOptions::default().line_end(line_end);
        check_csv(&table, &options.clone().format(Format::Csv));
        check_tsv(&table, &options.format(Format::Tsv), if crlf { "\r\n" } else { "\n" });
    }

    #[test]
    fn json_and_jsonl_read_back(table in table()) {
        let json = written(&table, &WriteOptions::default().format(Format::Json));
        check_objects(&table, &serde_json::from_slice::<Vec<Value>>(&json).unwrap());
        let jsonl = String::from_utf8(written(&table, &WriteOptions::default().format(Format::Jsonl))).unwrap();
        let lines = jsonl.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<_>>();
        check_objects(&table, &lines);
    }

    #[test]
    fn excel_never_begins_a_text_with_a_formula(table in table()) {
        let bytes = written(&table, &WriteOptions::default().excel(true));
        let content = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
        let mut reader = csv::ReaderBuilder::new().from_reader(content);
        for (index, record) in reader.records().enumerate() {
            let record = record.unwrap();
            let field = record.get(0).unwrap();
            prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{field:?}");
            if let Some(OwnedCell::Text(text)) = row_cells(&table, index).first() {
                prop_assert!(field == text || field.strip_prefix('\'') == Some(text));
            }
        }
    }
}

/// Many rows whose lengths vary, so that chunks differ, and whose forms come in parts.
struct Many(usize);

impl Rows for Many {
    fn columns(&self) -> Vec<Column> {
        vec![Column::text("form"), Column::integer("freq"), Column::real("per_million", 2)]
    }

    fn len(&self) -> usize {
        self.0
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let tokens = ["من", "الكتاب", "قال \"نعم\"", "a,b", "ا"];
        sink.text_parts(&mut (0..=index % 7).map(|part| tokens[(index / 3 + part) % tokens.len()]));
        sink.integer((index as u64).wrapping_mul(0x9e37_79b9) >> (index % 40));
        let value = (!index.is_multiple_of(11)).then(|| (index / 5) as f64 / 3.0);
        sink.real(value.ok_or(Undefined::EmptyCell));
    }
}

/// The obvious version: one thread, one row after the other, by the `csv` crate.
fn slow_csv(rows: &Many) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["form", "freq", "per_million"]).unwrap();
    for index in 0..rows.len() {
        let fields = row_cells(rows, index).into_iter().map(|cell| match cell {
            OwnedCell::Text(text) => text,
            OwnedCell::Integer(value) => value.to_string(),
            OwnedCell::Real(Ok(value)) => format!("{value:?}"),
            _ => String::new(),
        });
        writer.write_record(fields).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn any_number_of_threads_writes_the_bytes_of_the_slow_version() {
    for count in [0, 1, 1023, 1024, 1025, 60_000] {
        let rows = Many(count);
        let expected = slow_csv(&rows);
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let inside = pool.install(|| written(&rows, &WriteOptions::default()));
            assert!(inside == expected, "{count} rows, {threads} threads");
        }
        assert!(
            written(&rows, &WriteOptions::default()) == expected,
            "{count} rows, outside the pool"
        );
    }
}

#[test]
fn every_format_is_the_same_for_any_number_of_threads() {
    let rows = Many(20_000);
    for format in Format::ALL {
        let options = WriteOptions::default().format(format);
        let bytes = [1, 3].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| written(&rows, &options))
        });
        assert!(bytes[0] == bytes[1], "{format}");
    }
    let json: Vec<Value> =
        serde_json::from_slice(&written(&rows, &WriteOptions::default().format(Format::Json)))
            .unwrap();
    assert_eq!(json.len(), 20_000);
}

#[test]
fn top_keeps_the_first_rows() {
    let rows = Many(5000);
    let all = written(&rows, &WriteOptions::default());
    let some = written(&rows, &WriteOptions::default().top(Some(2000)));
    assert!(all.starts_with(&some));
    assert_eq!(some.iter().filter(|&&byte| byte == b'\n').count(), 2001);
    assert_eq!(written(&rows, &WriteOptions::default().top(Some(0))), b"form,freq,per_million\n");
}

#[test]
fn no_rows_are_a_header_or_an_empty_array() {
    let none = RowTable::new(vec![Column::text("form")]);
    let text = |format| {
        String::from_utf8(written(&none, &WriteOptions::default().format(format))).unwrap()
    };
    assert_eq!(text(Format::Csv), "form\n");
    assert_eq!(text(Format::Json), "[]\n");
    assert_eq!(text(Format::Jsonl), "");
    assert_eq!(text(Format::Table), "form\n");
}

#[test]
fn empty_and_missing_are_told_apart_and_no_line_is_blank() {
    let mut table = RowTable::new(vec![Column::text("form"), Column::text("title")]);
    table.push(vec![OwnedCell::Text(String::new()), OwnedCell::Missing]);
    assert_eq!(written(&table, &WriteOptions::default()), b"form,title\n\"\",\n");
    let mut single = RowTable::new(vec![Column::text("form")]);
    single.push(vec![OwnedCell::Missing]);
    assert_eq!(written(&single, &WriteOptions::default()), b"form\n\"\"\n");
}

#[test]
fn excel_neutralises_what_a_spreadsheet_would_run() {
    let texts =
        ["=1+1", "+1", "-ه", "@SUM(A1)", "\t=1", "\r", "\u{ff1d}1", "a=1", "=\"a\"", "كتاب"];
    let mut table = RowTable::new(vec![Column::text("form"), Column::real("log_ratio", 2)]);
    for text in texts {
        table.push(vec![OwnedCell::Text(text.to_owned()), OwnedCell::Real(Ok(-1.5))]);
    }
    let bytes = written(&table, &WriteOptions::default().excel(true));
    let expected = "\u{feff}form,log_ratio\n\"'=1+1\",-1.5\n\"'+1\",-1.5\n\"'-ه\",-1.5\n\"'@SUM(A1)\",-1.5\n\"'\t=1\",-1.5\n\
                    \"'\r\",-1.5\n\"'\u{ff1d}1\",-1.5\na=1,-1.5\n\"'=\"\"a\"\"\",-1.5\nكتاب,-1.5\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn rows_of_a_wrong_shape_are_refused() {
    let mut short = RowTable::new(columns());
    short.push(vec![OwnedCell::Missing; 4]);
    short.push(vec![OwnedCell::Missing; 3]);
    let mut infinite = RowTable::new(columns());
    infinite.push(vec![
        OwnedCell::Missing,
        OwnedCell::Missing,
        OwnedCell::Missing,
        OwnedCell::Real(Ok(f64::INFINITY)),
    ]);
    let twice = RowTable::new(vec![Column::text("form"), Column::integer("form")]);
    for format in Format::ALL {
        let kind = |rows: &RowTable| {
            let options = WriteOptions::default().format(format);
            write_rows(rows, &options, &mut Vec::new()).unwrap_err().kind().clone()
        };
        assert_eq!(kind(&short), OutputErrorKind::RowShape { row: 1, expected: 4, found: 3 });
        assert_eq!(
            kind(&infinite),
            OutputErrorKind::NotFinite { row: 0, column: "log_ratio".to_owned() }
        );
        assert_eq!(kind(&twice), OutputErrorKind::DuplicateColumn { name: "form".to_owned() });
    }
    let excel = WriteOptions::default().format(Format::Json).excel(true);
    let error = write_rows(&Many(1), &excel, &mut Vec::new()).unwrap_err();
    assert!(matches!(error.kind(), OutputErrorKind::Options { .. }));
}
