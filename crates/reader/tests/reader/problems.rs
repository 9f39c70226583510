//! Every kind of bad record: reported with its place, and skipped or repaired.

use crate::{cursor, drain, fail, gzip, read, utf16};
use ProblemKind as Kind;
use proptest::prelude::*;
use siyaq_reader::{
    DateOrder, Encoding, Format, Problem, ProblemKind, Reader, ReaderErrorKind, ReaderOptions,
    Severity, Split,
};
use siyaq_types::Document;

/// The kinds of the problems of one line, and the text of its document.
fn line(json: &[u8]) -> (Vec<Kind>, Option<String>) {
    let bytes = [json, "\n{\"text\": \"نهاية النص\"}\n".as_bytes()].concat();
    let mut outcome = read("n.jsonl", &bytes, &ReaderOptions::default());
    assert_eq!(outcome.documents.pop().unwrap().text, "نهاية النص", "the next line is read");
    assert!(outcome.problems.iter().all(|problem| problem.line == 1));
    (outcome.kinds(), outcome.documents.pop().map(|document| document.text))
}

#[test]
fn bad_lines_are_skipped() {
    let cases: &[(&str, Kind)] = &[
        ("{\"text\": \"نص\"", Kind::InvalidJson),
        ("{\"text\": \"نص\"} x", Kind::InvalidJson),
        ("{\"text\": \"نص\",}", Kind::InvalidJson),
        ("{'text': 'نص'}", Kind::InvalidJson),
        ("نص", Kind::InvalidJson),
        ("{\"text\": \"\\q\"}", Kind::InvalidJson),
        ("{\"text\": \"a\", \"n\": 01}", Kind::InvalidJson),
        ("[1, 2]", Kind::NotAnObject),
        ("\"نص\"", Kind::NotAnObject),
        ("{\"body\": \"نص\"}", Kind::MissingText),
        ("{\"text\": null}", Kind::MissingText),
        ("{\"text\": 5}", Kind::TextType),
        ("{\"text\": [\"نص\"]}", Kind::TextType),
        ("{\"text\": {\"ar\": \"نص\"}}", Kind::TextType),
    ];
    for (json, kind) in cases {
        assert_eq!(line(json.as_bytes()), (vec![*kind], None), "{json}");
        assert_eq!(kind.severity(), Severity::Skipped);
    }
    assert_eq!(line(b"{\"text\": \" \"}"), (vec![Kind::EmptyText], None));
}

#[test]
fn what_can_be_repaired_is() {
    let repaired = |text: &str, kind| (vec![kind], Some(text.to_owned()));
    let cases: &[(&[u8], &str, Kind)] = &[
        (b"{\"text\": \"a\xffb\"}", "a\u{fffd}b", Kind::InvalidEncoding),
        (b"{\"text\": \"a\\ud83db\"}", "a\u{fffd}b", Kind::LoneSurrogate),
        (b"{\"text\": \"a\\u0000b\"}", "ab", Kind::NulCharacter),
        (b"{\"text\": \"a\0b\"}", "ab", Kind::NulCharacter),
        (b"{\"text\": \"a\tb\"}", "a\tb", Kind::ControlCharacter),
    ];
    for (json, text, kind) in cases {
        assert_eq!(line(json), repaired(text, *kind), "{kind}");
        assert_eq!(kind.severity(), Severity::Repaired);
    }
    // A mark at the start of the file is no problem, one before a later line is one.
    assert_eq!(line(b"\xef\xbb\xbf{\"text\": \"a\"}"), (vec![], Some("a".to_owned())));
    let joined = "{\"text\": \"a\"}\n\u{feff}{\"text\": \"b\"}\n";
    let outcome = read("n", joined.as_bytes(), &ReaderOptions::default());
    assert_eq!((outcome.texts(), outcome.kinds()), (vec!["a", "b"], vec![Kind::ByteOrderMark]));
}

#[test]
fn bad_values_of_fields_are_left_out() {
    let options = ReaderOptions::default().title_field(Some("headline".to_owned())).fields(vec![
        "n:int".parse().unwrap(),
        "d:date".parse().unwrap(),
        "s".parse().unwrap(),
    ]);
    let json = "{\"text\": \"نص\", \"n\": 1.5, \"d\": \"21/07/2O15\", \"s\": [], \"headline\": {}}\n\
                {\"text\": \"نص\", \"n\": \"\", \"d\": \" \", \"s\": null}\n\
                {\"text\": \"نص\", \"n\": true, \"d\": 2015}\n\
                {\"text\": \"نص\", \"id\": [1]}";
    let outcome = read("n", json.as_bytes(), &options);
    assert_eq!(outcome.documents.len(), 4);
    assert_eq!(outcome.documents[0].metadata, [None, None, None]);
    assert_eq!(outcome.documents[2].metadata[1].as_ref().unwrap().to_string(), "2015");
    assert_eq!(outcome.ids()[3], "n:4");
    let starts: Vec<usize> = json.match_indices("{\"text").map(|(start, _)| start).collect();
    assert_eq!(starts[2..], [118, 157]);
    assert_eq!(
        outcome.messages(),
        [
            "n, line 1, byte 0, document \"n:1\": the field \"headline\" is an object, no string: left out",
            "n, line 1, byte 0, document \"n:1\": the field \"n\" is \"1.5\", no int: left out",
            "n, line 1, byte 0, document \"n:1\": the field \"d\" is \"21/07/2O15\", no date: left out",
            "n, line 1, byte 0, document \"n:1\": the field \"s\" is a list, no string: left out",
            "n, line 3, byte 118, document \"n:3\": the field \"n\" is \"true\", no int: left out",
            "n, line 4, byte 157, document \"n:4\": the id is a list: it was made from the name of the file",
        ]
    );
}

#[test]
fn dates_are_read_in_the_order_that_is_declared() {
    let json = "{\"text\": \"نص\", \"d\": \"05/01/2024\"}\n\
                {\"text\": \"نص\", \"d\": \"٢٠٢٤-١-٥\"}\n\
                {\"text\": \"نص\", \"d\": \"17.05.2015\"}\n";
    let read = |order| {
        let fields = vec!["d:date".parse().unwrap()];
        let options = ReaderOptions::default().fields(fields).date_order(order);
        let outcome = read("n", json.as_bytes(), &options);
        let values: Vec<Option<String>> = outcome
            .documents
            .iter()
            .map(|document| document.metadata[0].as_ref().map(ToString::to_string))
            .collect();
        (values, outcome.kinds())
    };
    let some = |date: &str| Some(date.to_owned());
    assert_eq!(
        read(DateOrder::DayFirst),
        (vec![some("2024-01-05"), some("2024-01-05"), some("2015-05-17")], vec![])
    );
    assert_eq!(
        read(DateOrder::MonthFirst),
        (vec![some("2024-05-01"), some("2024-01-05"), None], vec![Kind::FieldType])
    );
    // Undeclared it stays what it is: the reader does not know the column.
    assert_eq!(
        read(DateOrder::Auto),
        (vec![some("05/01/2024"), some("2024-01-05"), some("17/05/2015")], vec![])
    );
}

#[test]
fn faults_are_located() {
    let json = "{\"text\": \"أول\"}\n\n  {\"text\": \"ثان\"]\n";
    let outcome = read("n", json.as_bytes(), &ReaderOptions::default());
    let problem = &outcome.problems[0];
    let byte = json.find(']').unwrap() as u64;
    assert_eq!((problem.line, problem.byte), (3, byte));
    // In another encoding the place is that in the text converted to UTF-8, after the mark.
    let wide = read("n", &utf16(json, true, true), &ReaderOptions::default());
    assert_eq!((wide.problems[0].line, wide.problems[0].byte), (3, byte));
    // In UTF-8 the mark counts.
    let marked = read("n", format!("\u{feff}{json}").as_bytes(), &ReaderOptions::default());
    assert_eq!((marked.problems[0].line, marked.problems[0].byte), (3, byte + 3));
}

#[test]
fn bytes_that_the_encoding_lacks_are_replaced_where_they_stand() {
    let options = ReaderOptions::default().encoding(Encoding::Iso8859_6).split(Split::Line);
    let outcome = read("n", b"\xc7\xc8\n\xc7\xff\xc8\xff\n\xc8\n", &options);
    assert_eq!(outcome.texts(), ["اب", "ا\u{fffd}ب\u{fffd}", "ب"]);
    assert_eq!(outcome.problems.len(), 1);
    let problem = &outcome.problems[0];
    assert_eq!((problem.kind, problem.line, problem.byte), (Kind::InvalidEncoding, 2, 7));
    assert!(problem.message.starts_with("2 places"));
    let mut wide = utf16("نص عربي طويل", false, true);
    wide.push(0x06);
    let outcome = read("n", &wide, &ReaderOptions::default());
    assert_eq!(
        (outcome.texts(), outcome.kinds()),
        (vec!["نص عربي طويل\u{fffd}"], vec![Kind::InvalidEncoding])
    );
}

#[test]
fn plain_text_is_repaired() {
    let outcome = read("n", b"a\xff\0b", &ReaderOptions::default().encoding(Encoding::Utf8));
    assert_eq!(outcome.texts(), ["a\u{fffd}b"]);
    assert_eq!(outcome.kinds(), [Kind::InvalidEncoding, Kind::NulCharacter]);
}

#[test]
fn empty_files_are_reported() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", &gzip(b""), &crate::zstd(b"")] {
        for format in Format::ALL {
            let splits = match format {
                Format::Auto | Format::Text => Split::ALL,
                _ => &[Split::File],
            };
            for split in splits {
                let columns = match format {
                    Format::Vertical => vec!["word".to_owned()],
                    _ => Vec::new(),
                };
                let options =
                    ReaderOptions::default().format(*format).split(*split).columns(columns);
                let outcome = read("n", bytes, &options);
                assert_eq!(outcome.kinds(), [Kind::EmptyFile], "{bytes:?} {format} {split}");
            }
        }
    }
    assert_eq!(read("n", b" \n", &ReaderOptions::default()).kinds(), [Kind::EmptyText]);
}

#[test]
fn french_is_read_but_not_surely() {
    let bytes = encoding_rs::WINDOWS_1252.encode("L'été à Noël, où êtes-vous allé ? Æ þ ð ß").0;
    let outcome = read("n.txt", &bytes, &ReaderOptions::default());
    assert_eq!(outcome.kinds(), [Kind::UncertainEncoding]);
    assert_eq!(outcome.documents.len(), 1);
}

#[test]
fn records_that_are_too_long_are_skipped() {
    let long = "ط".repeat(100);
    let json = format!("{{\"text\": \"أ\"}}\n{{\"text\": \"{long}\"}}\n{{\"text\": \"ب\"}}\n");
    let csv = format!("text,id\nأ,1\n\"{long}\n\",2\nب,3\n");
    let blocks = format!("أ\n\n{long}\n{long}\n\nب\n");
    let lines = format!("أ\n{long}\nب\n");
    for (name, bytes) in [("n.jsonl", json), ("n.csv", csv), ("b", blocks), ("l", lines)] {
        for batch in [1, 8, 50, 1 << 20] {
            let split = match name {
                "b" => Split::Blank,
                "l" => Split::Line,
                _ => Split::File,
            };
            let options = ReaderOptions::default().split(split).batch_bytes(batch).record_limit(60);
            let outcome = read(name, bytes.as_bytes(), &options);
            assert_eq!(outcome.texts(), ["أ", "ب"], "{name} {batch}");
            assert_eq!(outcome.kinds(), [Kind::TooLong]);
            let made = format!("{name}:3");
            assert_eq!(outcome.ids()[1], if name == "n.csv" { "3" } else { made.as_str() });
        }
    }
    let outcome = read("n", "ط".repeat(50).as_bytes(), &ReaderOptions::default().record_limit(60));
    assert_eq!((outcome.texts(), outcome.kinds()), (vec![], vec![Kind::TooLong]));
}

/// Gives so many bytes at a time, as a pipe may.
struct Trickle(std::io::Cursor<Vec<u8>>, usize);

impl std::io::Read for Trickle {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let most = self.1.min(out.len());
        self.0.read(&mut out[..most])
    }
}

#[test]
fn how_bytes_come_in_says_nothing_about_lengths() {
    // A header and records of a few bytes less and more than the limit, however their lines end.
    for limit in 20..40 {
        for end in ["\n", "\r\n"] {
            let header = format!("text,{}{end}", "h".repeat(24));
            let table = format!("{header}أ,1{end}{},2{end}ب,3{end}", "ط".repeat(14));
            let lines = ["أ", &"x".repeat(29), "ب", ""].join(end);
            for (name, bytes) in [("n.csv", table), ("n.txt", lines)] {
                let options = ReaderOptions::default().split(Split::Line).record_limit(limit);
                let read = |at_once: usize| {
                    let bytes = Trickle(cursor(bytes.as_bytes()), at_once);
                    drain(&mut Reader::from_read(name, bytes, options.clone()).unwrap()).0
                };
                let whole = read(usize::MAX);
                for at_once in [1, 2, 7] {
                    assert_eq!(read(at_once), whole, "{limit} {name} {end:?} {at_once}");
                }
            }
        }
    }
}

/// Everything a reader gives, with the lines and the records that it counts.
fn counted(
    name: &str,
    bytes: &[u8],
    options: &ReaderOptions,
    at_once: usize,
) -> (Vec<Document>, Vec<Problem>, u64, u64) {
    let bytes = Trickle(cursor(bytes), at_once);
    let mut all = (Vec::new(), Vec::new(), 0, 0);
    for batch in Reader::from_read(name, bytes, options.clone()).unwrap() {
        let parsed = batch.unwrap().parse();
        all.0.extend(parsed.documents);
        all.1.extend(parsed.problems);
        all.2 += parsed.lines;
        all.3 += parsed.records;
    }
    all
}

/// Pieces that each format is made of, blank lines of all kinds among them.
fn pieces(name: &str) -> &'static [&'static str] {
    match name {
        "n.jsonl" => &[
            "{\"text\": \"a\"}",
            "{\"text\": \"abcdefghijklmnop\"}",
            "\n",
            "\r\n",
            " ",
            "        ",
            "{",
            "\n",
        ],
        "n.csv" => &["a,b", "\"a\nb\",c", "\n", "\r\n", "\r", "\"", "abcdefgh,", " ", "\n"],
        "n.conllu" => &[
            "# newdoc id = a\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
            "# newdoc id = b\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
            "1\tabcdefghijklmnop\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
            "# x = y\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\n\n",
            "# newdoc\n# x\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
            "# x\n# newdoc\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
            "# newdoc id = c\n# newdoc\n\n",
            "# newdoc\n",
            "# sent_id = a\n",
            "1.1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n",
            "x\n",
            "\u{a0}\n",
            "\u{feff}",
            "\n",
            "\r\n",
            "          \n",
        ],
        "n.vert" => &[
            "<doc id=\"a\">\n",
            "</doc>\n",
            "<doc>\n",
            "<s>\n",
            "</s>\n",
            "a\n",
            "\n",
            "bcdefgh\n",
            "  <s> \n",
            "</s></doc><doc n=1><s>\n",
            "<corpus>",
            "</corpus>\n",
            "<text>\n",
            "</text>",
            "<!-- a -->\n",
            "<DOC>\n",
            "<doc/>",
            "a</doc>\n",
            "\u{a0}\n",
            "\u{feff}",
            "<s",
        ],
        _ => &["a", "abcdefgh", "\n", "\n", "\r\n", " ", "\t", "          ", "\r", "\u{2028}"],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn how_bytes_come_in_says_nothing(
        (name, split) in prop::sample::select(vec![
            ("lines", Split::Line), ("blocks", Split::Blank), ("file", Split::File),
            ("n.jsonl", Split::File), ("n.csv", Split::File), ("n.conllu", Split::File),
            ("n.vert", Split::File),
        ]),
        chosen in prop::collection::vec(any::<prop::sample::Index>(), 0..24),
        limit in 0u64..90,
        batch in prop::sample::select(vec![1usize, 3, 10, 1 << 20]),
        at_once in 1usize..12,
    ) {
        let pieces = pieces(name);
        let text: String = chosen.iter().map(|piece| *piece.get(pieces)).collect();
        // Documents of annotated text begin with a line that names them.
        let text = match name {
            "n.conllu" => format!("# newdoc id = 0\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n{text}"),
            "n.vert" => format!("<doc id=\"0\">\n{text}"),
            "n.csv" => format!("text,id\n{text}"),
            _ => text,
        };
        let mut options = ReaderOptions::default()
            .split(split)
            .encoding(Encoding::Utf8)
            .record_limit(limit);
        if name == "n.vert" {
            options.columns = vec!["word".to_owned()];
        }
        let expected = counted(name, text.as_bytes(), &options, usize::MAX);
        let found = counted(name, text.as_bytes(), &options.batch_bytes(batch), at_once);
        prop_assert_eq!(found, expected, "{:?} limit {}", text, limit);
    }
}

#[test]
fn an_input_without_an_end_is_left() {
    for name in ["n.txt", "n.jsonl", "n.csv", "n.tsv"] {
        for bytes in [&b"\0"[..], b"a", "ط".as_bytes(), b"\"a,"] {
            let endless = std::io::repeat(bytes[0]);
            let start = cursor(&bytes.repeat(10_000));
            let options = ReaderOptions::default().record_limit(100_000).encoding(Encoding::Utf8);
            let input = std::io::Read::chain(start, endless);
            let mut reader = Reader::from_read(name, input, options).unwrap();
            let (outcome, error) = drain(&mut reader);
            assert!(error.is_none() && outcome.documents.is_empty());
            assert!(outcome.kinds().contains(&Kind::TooLong), "{name} {:?}", outcome.messages());
            assert!(reader.sources().is_empty(), "what was not read whole is no source");
        }
    }
}

#[test]
fn deep_records_are_skipped() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    for deep in [nested(10_000), objects(10_000), nested(129), "[".repeat(100_000)] {
        for record in [
            format!("{{\"text\": \"نص\", \"m\": {deep}}}"),
            format!("{{\"m\": {deep}, \"text\": \"نص\"}}"),
            format!("{{\"text\": {deep}}}"),
            format!("{{\"text\": \"نص\"}} {deep}"),
            deep.clone(),
        ] {
            assert_eq!(line(record.as_bytes()), (vec![Kind::TooDeep], None));
        }
    }
    // Deep enough for anything that is meant, and brackets in strings are no depth.
    let fine = format!("{{\"text\": \"{}\", \"m\": {}}}", "[{".repeat(500), nested(100));
    assert_eq!(line(fine.as_bytes()), (vec![], Some("[{".repeat(500))));
    let hidden = format!("{{\"text\": \"a\\\0\"{}\"}}", "[".repeat(10_000));
    assert_eq!(line(hidden.as_bytes()).0, [Kind::TooDeep]);
}

#[test]
fn bad_bytes_are_located_in_their_line() {
    let bytes = b"\xd8\xa7\n\xd8\xa8\n\xd8\xff\n";
    let utf8 = ReaderOptions::default().encoding(Encoding::Utf8);
    for options in [utf8.clone(), utf8.clone().split(Split::Line)] {
        let outcome = read("n.txt", bytes, &options);
        let problem = &outcome.problems[0];
        assert_eq!((problem.kind, problem.line, problem.byte), (Kind::InvalidEncoding, 3, 6));
    }
    let outcome = read("n.csv", b"text\n\"a\nb\xff\"\n", &utf8);
    assert_eq!((outcome.problems[0].line, outcome.problems[0].byte), (3, 9));
}

#[test]
fn what_would_be_silent_has_a_word() {
    let kinds =
        |name: &str, bytes: &[u8], options: &ReaderOptions| read(name, bytes, options).kinds();
    let plain = ReaderOptions::default();
    assert_eq!(kinds("n.csv", b"id,text\n", &plain), [Kind::NoRecords]);
    assert_eq!(kinds("n.jsonl", b"\n \n", &plain), [Kind::NoRecords]);
    assert_eq!(kinds("n.csv", b"text,text\na,b\n", &plain), [Kind::RepeatedName]);
    assert_eq!(
        kinds("n.csv", b"text,caf\xe9\na,b\n", &plain.clone().encoding(Encoding::Utf8)),
        [Kind::InvalidEncoding]
    );
    let twice = "{\"text\": \"أ\", \"text\": \"ب\"}".as_bytes();
    let outcome = read("n", twice, &plain);
    assert_eq!((outcome.texts(), outcome.kinds()), (vec!["ب"], vec![Kind::RepeatedName]));
    let lines = plain.clone().split(Split::Line);
    for text in ["أ\u{85}ب\n", "أ\rب\n", "أ\u{2028}ب"] {
        assert_eq!(kinds("n.txt", text.as_bytes(), &lines), [Kind::LineBreak], "{text:?}");
    }
    assert_eq!(kinds("n.txt", "أ\r\nب\r\n".as_bytes(), &lines), []);
    for big in [true, false] {
        let bytes: Vec<u8> = "\u{feff}نص عربي"
            .chars()
            .map(u32::from)
            .flat_map(|c| if big { c.to_be_bytes() } else { c.to_le_bytes() })
            .collect();
        for bytes in [&bytes[..], &bytes[4..]] {
            let (_, error) = fail("n.txt", bytes, &plain);
            assert!(error.to_string().contains("UTF-32"), "{error}");
        }
    }
}

#[test]
fn texts_without_a_sign_to_see_are_none() {
    let lines = ReaderOptions::default().split(Split::Line);
    for text in
        ["\u{200f}", "\u{feff}\u{200b}", " \u{a0}", "\u{1a}", "\u{202b}\u{202c}\t", "\u{ad}"]
    {
        let escapes: String = text.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
        let json = format!("{{\"text\": \"{escapes}\"}}");
        for (name, bytes, options) in [
            ("n.jsonl", json, ReaderOptions::default()),
            ("n.csv", format!("id,text\n1,{text}\n"), ReaderOptions::default()),
            ("n.txt", format!("x\n{text}\n"), lines.clone()),
        ] {
            let outcome = read(name, bytes.as_bytes(), &options);
            let kinds: Vec<Kind> =
                outcome.kinds().into_iter().filter(|kind| *kind != Kind::ByteOrderMark).collect();
            assert_eq!(kinds, [Kind::EmptyText], "{name} {text:?}");
        }
        let blocks = ReaderOptions::default().split(Split::Blank);
        let outcome = read("n.txt", format!("x\n{text}\nx\n\nx\n").as_bytes(), &blocks);
        assert_eq!((outcome.documents.len(), outcome.kinds()), (2, vec![Kind::LineBreak]));
        assert_eq!(outcome.problems[0].line, 2);
        let columns = ReaderOptions::default().columns(vec!["word".to_owned()]);
        let vertical = format!("<doc>\n{text}\nx\n</doc>\n");
        let outcome = read("n.vert", vertical.as_bytes(), &columns);
        assert_eq!(outcome.documents[0].annotation.as_ref().unwrap().tokens.len(), 1);
    }
    let ids = "{\"id\": \" \", \"text\": \"نص\"}\n{\"id\": \"\\u200f\", \"text\": \"نص\"}\n";
    assert_eq!(read("n", ids.as_bytes(), &ReaderOptions::default()).ids(), ["n:1", "n:2"]);
    for text in ["ـ", ".", "\u{301}", "\u{200f}ا"] {
        assert_eq!(read("n.txt", text.as_bytes(), &lines).kinds(), [], "{text:?}");
    }
}

#[test]
fn markup_is_no_text_unless_it_is_named_so() {
    for text in ["<?xml version=\"1.0\"?><a>نص</a>", "\n<HTML>نص", "<!DOCTYPE html>", "{\\rtf1 نص}"]
    {
        let (_, error) = fail("n.txt", text.as_bytes(), &ReaderOptions::default());
        assert!(matches!(error.kind(), ReaderErrorKind::UnsupportedFile { .. }), "{error}");
        let named = ReaderOptions::default().format(Format::Text);
        assert_eq!(read("n.txt", text.as_bytes(), &named).texts(), [text]);
    }
    let columns = ReaderOptions::default().columns(vec!["word".to_owned()]);
    let vertical = "<?xml version=\"1.0\"?>\n<doc>\nقال\n</doc>\n";
    assert_eq!(read("n.vert", vertical.as_bytes(), &columns).documents.len(), 1);
    let outcome = read("n.conll", "1\tقال\tV\n".as_bytes(), &ReaderOptions::default());
    assert_eq!(outcome.kinds(), [Kind::Annotation, Kind::EmptyText], "of other columns");
}

#[test]
fn lines_and_records_are_counted() {
    for (name, text, expected) in [
        ("n.jsonl", "{\"text\": \"أ\"}\n\n{}\nx", (4, 3, 1)),
        ("n.csv", "id,text\n1,\"أ\nب\"\n2,ج\n", (4, 2, 2)),
        ("n.tsv", "id\ttext\n1\t\"أ\n2\tب\"", (3, 2, 2)),
        ("n.txt", "أ\nب", (2, 1, 1)),
    ] {
        for batch in [1, 1 << 20] {
            let options = ReaderOptions::default().batch_bytes(batch);
            let reader = Reader::from_read(name, cursor(text.as_bytes()), options).unwrap();
            let mut counts = (0, 0, 0);
            for batch in reader {
                let parsed = batch.unwrap().parse();
                counts.0 += parsed.lines;
                counts.1 += parsed.records;
                counts.2 += parsed.documents.len();
            }
            assert_eq!(counts, expected, "{name} {batch}");
        }
    }
}

#[test]
fn arrays_and_archives_are_refused() {
    let options = ReaderOptions::default();
    let (_, error) = fail("n.json", b"[\n  {\"text\": \"a\"}\n]", &options);
    assert!(matches!(error.kind(), ReaderErrorKind::JsonArray { .. }));
    assert_eq!(
        error.to_string(),
        "n.json is one JSON array, not one object a line: convert it with  jq -c '.[]' n.json"
    );
    let (_, error) = fail("n.zip", b"PK\x03\x04....", &options);
    assert_eq!(
        error.to_string(),
        "n.zip is a zip archive or an office document: unpack it or save it as text first"
    );
    // Among the files of a folder they are left out, and that is told.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), b"%PDF-1.7").unwrap();
    std::fs::write(folder.path().join("b.txt"), "نص").unwrap();
    let input = siyaq_reader::Input::Path(folder.path().to_owned());
    let mut reader = Reader::open(vec![input], options).unwrap();
    let (outcome, error) = crate::drain(&mut reader);
    assert!(error.is_none());
    assert_eq!((outcome.ids(), outcome.kinds()), (vec!["b.txt"], vec![Kind::UnsupportedFile]));
}

#[test]
fn strict_reading_ends_at_the_first_problem() {
    let json = "{\"id\": \"a\", \"text\": \"أول\"}\n{\"id\": \"b\"}\n{}\n{\"id\": \"c\", \"text\": \"نص\"}";
    for batch in [1, 1 << 20] {
        let options = ReaderOptions::default().strict(true).batch_bytes(batch);
        let reader = Reader::from_read("n", crate::cursor(json.as_bytes()), options).unwrap();
        let mut documents = reader.documents();
        assert_eq!(json.find("{\"id\": \"b\"}"), Some(30));
        assert_eq!(documents.next().unwrap().unwrap().id, "a");
        let error = documents.next().unwrap().unwrap_err();
        assert_eq!(
            error.to_string(),
            "n, line 2, byte 30, document \"b\": the record has no text: the field \"text\" is missing"
        );
        assert!(matches!(error.kind(), ReaderErrorKind::Strict { problem } if problem.line == 2));
        assert!(documents.next().is_none());
    }
    let (_, error) = fail("n", b"", &ReaderOptions::default().strict(true));
    assert!(matches!(error.kind(), ReaderErrorKind::Strict { .. }));
}

#[test]
fn documents_keep_their_problems() {
    let json = "{\"text\": \"أول\"}\n{}\n{\"text\": \"ثان\"}";
    let reader = Reader::from_read("n", crate::cursor(json.as_bytes()), ReaderOptions::default());
    let mut documents = reader.unwrap().documents();
    let texts: Vec<_> = documents.by_ref().map(|document| document.unwrap().text).collect();
    assert_eq!(texts, ["أول", "ثان"]);
    assert_eq!(documents.problems().len(), 1);
    assert_eq!(documents.reader().sources().len(), 1);
    assert_eq!(documents.take_problems()[0].kind, Kind::MissingText);
    assert!(documents.problems().is_empty());
}
