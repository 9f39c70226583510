//! CSV and TSV: quotes, line ends, headers.

use crate::{fail, read};
use proptest::prelude::*;
use siyaq_reader::{Header, ProblemKind, Quoting, ReaderErrorKind, ReaderOptions};

#[test]
fn quoted_fields_hold_separators_and_line_ends() {
    let csv =
        "id,text\r\na,\"قال: \"\"نعم\"\",\r\nثم خرج\"\r\n\r\n\"b\",\"\"\"ل\"\r\nc,5\" شاشة\r\n";
    let outcome = read("n.csv", csv.as_bytes(), &ReaderOptions::default());
    assert_eq!(outcome.ids(), ["a", "b", "c"]);
    assert_eq!(outcome.texts(), ["قال: \"نعم\",\r\nثم خرج", "\"ل", "5\" شاشة"]);
    assert!(outcome.problems.is_empty());
}

#[test]
fn without_a_header_columns_are_numbered() {
    let options = ReaderOptions::default()
        .header(Header::None)
        .text_field("2")
        .id_field("1")
        .fields(vec!["3:int".parse().unwrap()]);
    let outcome = read("n.tsv", "a\tأول\t1\nb\tثان\t2\n".as_bytes(), &options);
    assert_eq!((outcome.ids(), outcome.texts()), (vec!["a", "b"], vec!["أول", "ثان"]));
    assert_eq!(outcome.documents[1].metadata[0].as_ref().unwrap().to_string(), "2");
}

#[test]
fn ids_are_made_from_the_number_of_the_record() {
    let outcome = read("n.csv", "text\n\"أ\nأ\"\n\nب\n".as_bytes(), &ReaderOptions::default());
    assert_eq!(outcome.ids(), ["n.csv:1", "n.csv:2"]);
}

#[test]
fn plain_quoting_takes_marks_as_letters() {
    let options = ReaderOptions::default().quoting(Quoting::Plain);
    let outcome = read("n.tsv", "text\tid\n\"داعش\" يهدد\ta\n\"نص\tb\n".as_bytes(), &options);
    assert_eq!(outcome.texts(), ["\"داعش\" يهدد", "\"نص"]);
}

#[test]
fn problems_of_tables_are_reported() {
    let csv = "id,text,year\na,أول\nb,,1\nc,ثان,أمس\n,ثالث,\nd,\"رابع,1\ne,خامس,1\n";
    let options = ReaderOptions::default()
        .fields(vec!["year:int".parse().unwrap(), "place".parse().unwrap()]);
    let outcome = read("n.csv", csv.as_bytes(), &options);
    assert_eq!(outcome.ids(), ["c", "n.csv:4"]);
    assert_eq!(csv.find("\nd,"), Some(53));
    assert_eq!(outcome.documents[0].metadata, [None, None]);
    let messages = [
        "n.csv, line 1, byte 0: the table has no column \"place\" (`meta`): its values are left out; \
         there are id, text, year",
        "n.csv, line 2, byte 13: the record has 2 fields, the first record 3",
        "n.csv, line 3, byte 22, document \"b\": the text is empty: there is no document",
        "n.csv, line 4, byte 27, document \"c\": the field \"year\" is \"أمس\", no int: left out",
        "n.csv, line 6, byte 54: a quotation mark in this record is never closed: the rest of the \
         file is one field; close it, or give `no_quotes`",
    ];
    assert_eq!(outcome.messages(), messages);
}

#[test]
fn a_table_without_a_text_column_is_an_error() {
    let (_, error) = fail("n.csv", "id,body\na,نص\n".as_bytes(), &ReaderOptions::default());
    assert!(matches!(error.kind(), ReaderErrorKind::MissingColumn { .. }));
    assert_eq!(
        error.to_string(),
        "n.csv has no column \"text\" for the text; its columns are \"id\", \"body\": name one as \
         text field"
    );
}

#[test]
fn fields_can_be_separated_by_anything() {
    let csv = "id:text\na:\"أ:ب\"\n".as_bytes();
    let (_, error) = fail("n.csv", csv, &ReaderOptions::default());
    assert!(error.to_string().ends_with("name one as text field, or name the separator"));
    let options = ReaderOptions::default().delimiter(Some(':'));
    assert_eq!(read("n.csv", csv, &options).texts(), ["أ:ب"]);
    for wrong in ['"', '\n', '،'] {
        let options = ReaderOptions::default().delimiter(Some(wrong));
        let error = siyaq_reader::Reader::from_read("n.csv", csv, options).unwrap_err();
        assert!(matches!(error.kind(), ReaderErrorKind::Options { .. }));
    }
}

#[test]
fn a_header_alone_has_no_documents() {
    for csv in ["id,text", "id,text\n", "id,text\r\n\r\n"] {
        let outcome = read("n.csv", csv.as_bytes(), &ReaderOptions::default());
        assert_eq!(outcome.kinds(), [ProblemKind::NoRecords], "{csv:?}");
    }
    let outcome = read("n.csv", b"", &ReaderOptions::default());
    assert_eq!(outcome.kinds(), [ProblemKind::EmptyFile]);
}

#[test]
fn a_tsv_has_no_quotes_unless_asked() {
    let tsv = "id\ttext\n1\t\"قال\n2\tنعم\n3\t\"لا\"\n".as_bytes();
    let plain = read("n.tsv", tsv, &ReaderOptions::default());
    assert_eq!(plain.texts(), ["\"قال", "نعم", "\"لا\""]);
    assert!(plain.problems.is_empty());
    let quoted = read("n.tsv", tsv, &ReaderOptions::default().quoting(Quoting::Quoted));
    assert_eq!(quoted.texts(), ["قال\n2\tنعم\n3\tلا\""]);
    assert_eq!(quoted.kinds(), [ProblemKind::QuotedLines]);
    assert_eq!(quoted.problems[0].line, 2);
}

#[test]
fn separators_are_found() {
    for (csv, text) in [
        ("sep=,\nid,text\n1,كتاب\n", "كتاب"),
        ("sep=;\r\nid;text\r\n1;أ,ب\r\n", "أ,ب"),
        ("\u{feff}\"sep=|\"\nid|text\n1|كتاب\n", "كتاب"),
        ("sep=\t\nid\ttext\n1\tكتاب\n", "كتاب"),
        ("id;text\n1;أ,ب\n", "أ,ب"),
        ("id\ttext\n1\tكتاب\n", "كتاب"),
        ("\"id\";\"text\"\n1;\"أ;ب\"\n", "أ;ب"),
    ] {
        for batch in [1, 1 << 20] {
            let options = ReaderOptions::default().batch_bytes(batch);
            let outcome = read("n.csv", csv.as_bytes(), &options);
            assert_eq!((outcome.ids(), outcome.texts()), (vec!["1"], vec![text]), "{csv:?}");
            assert!(outcome.problems.is_empty(), "{:?}", outcome.messages());
        }
    }
    let named = ReaderOptions::default().delimiter(Some(','));
    let outcome = read("n.csv", "sep=;\nid,text\n1,أ;ب\n".as_bytes(), &named);
    assert_eq!(outcome.texts(), ["أ;ب"]);
}

#[test]
fn invalid_bytes_of_a_field_are_replaced() {
    let outcome = read(
        "n.csv",
        b"text\n\xd9\x86\xd8\xb5 \xff\xd9\x86\xd8\xb5\n\0\xd9\x86\n",
        &ReaderOptions::default(),
    );
    assert_eq!(outcome.texts(), ["نص \u{fffd}نص", "ن"]);
    assert_eq!(outcome.kinds(), [ProblemKind::InvalidEncoding, ProblemKind::NulCharacter]);
}

/// A text without byte-order marks before it: those before records are removed.
fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

fn is_visible(text: &str) -> bool {
    text.chars().any(|sign| !sign.is_whitespace() && sign != '\u{feff}')
}

#[test]
fn stray_quotation_marks_are_told_with_their_line() {
    for (csv, text, line) in [
        ("id,text\n1,نص\n2,\"ab\"cd\n", "abcd", 3),
        ("id,text\r\n1,نص\r\n2,\"ab\" \r\n", "ab ", 3),
        ("id,text\n1,نص\n2, \"ab\"\n", " \"ab\"", 3),
        ("id,text\n1,\"نص\nنص\"\n2,\"a \\\"b\\\" c\"", "a \\b\\\" c\"", 4),
        ("id,\"te\"xt\n1,نص\n2,abc\n", "abc", 1),
    ] {
        for batch in [1, 1 << 20] {
            let options = ReaderOptions::default().batch_bytes(batch);
            let outcome = read("n.csv", csv.as_bytes(), &options);
            assert_eq!(outcome.texts()[1], text);
            let found: Vec<_> = outcome.problems.iter().map(|one| (one.kind, one.line)).collect();
            assert_eq!(found, [(ProblemKind::StrayQuote, line)], "{csv}");
        }
    }
    let plain = ReaderOptions::default().quoting(Quoting::Plain);
    assert!(read("n.csv", b"id,text\n1,\"ab\"cd\n", &plain).problems.is_empty());
}

#[test]
fn tables_that_were_joined_are_told() {
    for (csv, kinds) in [
        ("id,text\n1,أ\nid,text\n2,ب\n", vec![ProblemKind::RepeatedHeader]),
        ("id,text\r\n1,أ\r\n\u{feff}id,text\r\n2,ب\r\n", vec![ProblemKind::RepeatedHeader]),
        ("\n\"id\",\"text\"\n1,أ\nid,\"text\"\n2,ب\n", vec![ProblemKind::RepeatedHeader]),
        ("\u{feff}id,text\n1,أ\n\u{feff}2,ب\n", vec![ProblemKind::ByteOrderMark]),
    ] {
        for batch in [1, 1 << 20] {
            let options = ReaderOptions::default().batch_bytes(batch);
            let outcome = read("n.csv", csv.as_bytes(), &options);
            assert_eq!((outcome.ids(), outcome.texts()), (vec!["1", "2"], vec!["أ", "ب"]));
            let line = if csv.starts_with('\n') { 4 } else { 3 };
            assert_eq!((outcome.kinds(), outcome.problems[0].line), (kinds.clone(), line), "{csv}");
        }
    }
    let none = ReaderOptions::default().header(Header::None).text_field("2");
    let outcome = read("n.csv", "1,أ\n1,أ\n".as_bytes(), &none);
    assert_eq!((outcome.documents.len(), outcome.problems.len()), (2, 0));
}

#[test]
fn a_column_that_is_nearly_that_of_the_id_is_told() {
    for header in ["ID,text", "Id,text", "id ,text"] {
        let csv = format!("{header}\n7,نص\n");
        let outcome = read("n.csv", csv.as_bytes(), &ReaderOptions::default());
        assert_eq!(
            (outcome.ids(), outcome.kinds()),
            (vec!["n.csv:1"], vec![ProblemKind::MissingColumn])
        );
        let name = header.split(',').next().unwrap();
        let named = ReaderOptions::default().id_field(name);
        let outcome = read("n.csv", csv.as_bytes(), &named);
        assert_eq!((outcome.ids(), outcome.problems.len()), (vec!["7"], 0));
    }
}

/// Any table, in which quotation marks and line ends are frequent.
fn table() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\"", "\"\"", ",", "\n", "\r\n", "\r", "ا", "ب", " ", "\u{feff}", "x",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Cut into parts and parsed one by one, a table has the records that it has as a whole.
    #[test]
    fn parts_have_the_records_of_the_whole(rest in table(), batch in 1usize..40) {
        let csv = format!("text,id\n{rest}");
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv.as_bytes());
        let mut expected = Vec::new();
        for record in reader.records() {
            let record = record.unwrap();
            if record.len() == 2 && is_visible(&record[0]) {
                expected.push(without_mark(&record[0]).to_owned());
            }
        }
        let outcome = read("n.csv", csv.as_bytes(), &ReaderOptions::default().batch_bytes(batch));
        let texts: Vec<&str> = outcome.texts().into_iter().map(without_mark).collect();
        let texts: Vec<&str> = texts.into_iter().filter(|text| is_visible(text)).collect();
        if outcome.kinds().contains(&ProblemKind::UnclosedQuote) {
            let whole = expected.get(..texts.len()).unwrap();
            prop_assert!(expected.len() - whole.len() <= 1);
            prop_assert_eq!(texts, whole);
        } else {
            prop_assert_eq!(texts, expected);
        }
    }
}
