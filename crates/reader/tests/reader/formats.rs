//! Every format in every compression and encoding gives the same documents.

use crate::{gzip, read, utf16, zstd};
use siyaq_reader::{Encoding, Format, Header, ProblemKind, ReaderOptions, Split};
use siyaq_types::{Document, MetaValue};

const FIRST: &str = "أعلن وزير التربية اليوم عن خطة جديدة لدعم المدارس في القرى والأرياف";
const SECOND: &str = "وقال إن المجلس سيناقش مشروع القانون غدا في جلسة مفتوحة، ثم يصوت عليه";

/// The text of a file in each format, with the options and the ids to expect.
fn cases() -> Vec<(&'static str, String, ReaderOptions, Vec<&'static str>)> {
    let options = ReaderOptions::default();
    vec![
        (
            "n.jsonl",
            format!(
                "{{\"id\": \"a\", \"text\": \"{FIRST}\"}}\n{{\"id\": \"b\", \"text\": \"{SECOND}\"}}"
            ),
            options.clone(),
            vec!["a", "b"],
        ),
        ("n.csv", format!("id,text\na,{FIRST}\nb,{SECOND}\n"), options.clone(), vec!["a", "b"]),
        ("n.tsv", format!("text\tid\n{FIRST}\ta\n{SECOND}\tb"), options.clone(), vec!["a", "b"]),
        (
            "n.txt",
            format!("{FIRST}\r\n{SECOND}\r\n"),
            options.clone().split(Split::Line),
            vec!["n.txt:1", "n.txt:2"],
        ),
        (
            "n.txt",
            format!("\n\n{FIRST}\n \r\n\n{SECOND}\n\n"),
            options.split(Split::Blank),
            vec!["n.txt:1", "n.txt:2"],
        ),
    ]
}

fn check(name: &str, bytes: &[u8], options: &ReaderOptions, ids: &[&str]) {
    for packed in [bytes.to_vec(), gzip(bytes), zstd(bytes)] {
        let outcome = read(name, &packed, options);
        assert_eq!(outcome.messages(), [""; 0], "{name}");
        assert_eq!(outcome.ids(), ids);
        assert_eq!(outcome.texts(), [FIRST, SECOND], "{name} {options:?}");
    }
}

#[test]
fn every_encoding_is_told_and_can_be_named() {
    for (name, text, options, ids) in cases() {
        let encoded = [
            (Encoding::Utf8, text.as_bytes().to_vec()),
            (Encoding::Utf8, [b"\xef\xbb\xbf", text.as_bytes()].concat()),
            (Encoding::Utf16Le, utf16(&text, false, true)),
            (Encoding::Utf16Be, utf16(&text, true, true)),
            (Encoding::Utf16Le, utf16(&text, false, false)),
            (Encoding::Utf16Be, utf16(&text, true, false)),
            (Encoding::Windows1256, encoding_rs::WINDOWS_1256.encode(&text).0.into_owned()),
            (Encoding::Iso8859_6, encoding_rs::ISO_8859_6.encode(&text).0.into_owned()),
        ];
        for (encoding, bytes) in encoded {
            check(name, &bytes, &options, &ids);
            check(name, &bytes, &options.clone().encoding(encoding), &ids);
        }
    }
}

#[test]
fn a_file_is_a_document_exactly_as_it_is_written() {
    let text = format!("  {FIRST}\r\n\r\n{SECOND}\n");
    for bytes in [text.as_bytes().to_vec(), utf16(&text, false, true), zstd(text.as_bytes())] {
        let outcome = read("كتاب.txt", &bytes, &ReaderOptions::default());
        assert_eq!((outcome.ids(), outcome.texts()), (vec!["كتاب.txt"], vec![text.as_str()]));
    }
}

#[test]
fn an_encoding_is_told_after_a_long_english_beginning() {
    let english = "x,".repeat(40_000);
    let text = format!("id,text,\"{english}\"\na,{FIRST},\nb,{SECOND},\n");
    let windows = encoding_rs::WINDOWS_1256.encode(&text).0.into_owned();
    for bytes in [text.into_bytes(), windows] {
        let outcome = read("n.csv", &bytes, &ReaderOptions::default());
        assert_eq!(outcome.texts(), [FIRST, SECOND]);
        assert_eq!(outcome.messages(), [""; 0]);
    }
}

#[test]
fn several_gzip_members_and_zstd_frames_are_one_file() {
    let (first, second) = ("{\"text\": \"أول\"}\n{\"te", "xt\": \"ثان\"}\n");
    let members = [gzip(first.as_bytes()), gzip(second.as_bytes())].concat();
    let skippable = b"\x50\x2a\x4d\x18\x02\0\0\0ab".to_vec();
    let frames = [skippable, zstd(first.as_bytes()), zstd(second.as_bytes())].concat();
    for bytes in [members, frames] {
        let outcome = read("n", &bytes, &ReaderOptions::default());
        assert_eq!((outcome.texts(), outcome.ids()), (vec!["أول", "ثان"], vec!["n:1", "n:2"]));
        assert!(outcome.problems.is_empty());
    }
}

#[test]
fn fields_have_their_types() {
    let options = ReaderOptions::default().title_field(Some("title".to_owned())).fields(vec![
        "source".parse().unwrap(),
        "year:int".parse().unwrap(),
        "date:date".parse().unwrap(),
    ]);
    let expected = Document {
        id: "7".to_owned(),
        title: Some("عنوان".to_owned()),
        text: "نص".to_owned(),
        metadata: vec![
            Some(MetaValue::String("aawsat".to_owned())),
            Some(MetaValue::Integer(2015)),
            Some(MetaValue::Date("2015-07-21".parse().unwrap())),
        ],
        annotation: None,
    };
    let json = "{\"id\": 7, \"title\": \"عنوان\", \"text\": \"نص\", \"source\": \"aawsat\", \
                \"year\": 2015, \"date\": \"2015-07-21\"}";
    let csv = "title,id,text,other,source,year,date\nعنوان,7,نص,x,aawsat, 2015,2015-07-21";
    let expected = [expected];
    assert_eq!(read("n", json.as_bytes(), &options).documents, expected);
    assert_eq!(read("n.csv", csv.as_bytes(), &options).documents, expected);
}

#[test]
fn json_values_of_string_fields_become_their_text() {
    let fields = vec!["a".parse().unwrap(), "b".parse().unwrap(), "c".parse().unwrap()];
    let json = "{\"text\": \"نص\", \"a\": 1.50, \"b\": true, \"c\": 123456789012345678901234567890}\n\
                {\"text\": \"نص\", \"a\": null, \"c\": \"\"}";
    let outcome = read("n", json.as_bytes(), &ReaderOptions::default().fields(fields));
    let string = |text: &str| Some(MetaValue::String(text.to_owned()));
    let first = vec![string("1.50"), string("true"), string("123456789012345678901234567890")];
    assert_eq!(outcome.documents[0].metadata, first);
    assert_eq!(outcome.documents[1].metadata, [None, None, string("")]);
    assert!(outcome.problems.is_empty());
}

#[test]
fn the_last_of_a_key_or_column_holds() {
    let json = r#"{"text": "أول", "id": "a", "te\u0078t": "ثان"}"#;
    assert_eq!(read("n", json.as_bytes(), &ReaderOptions::default()).texts(), ["ثان"]);
    let csv = "text,id,text\nأول,a,ثان\n";
    assert_eq!(read("n.csv", csv.as_bytes(), &ReaderOptions::default()).texts(), ["ثان"]);
}

#[test]
fn one_field_can_play_two_roles() {
    let options = ReaderOptions::default()
        .title_field(Some("text".to_owned()))
        .fields(vec!["id".parse().unwrap(), "text".parse().unwrap()]);
    let outcome = read("n", r#"{"id": "a", "text": "نص"}"#.as_bytes(), &options);
    let document = &outcome.documents[0];
    assert_eq!((document.text.as_str(), document.title.as_deref()), ("نص", Some("نص")));
    let string = |text: &str| Some(MetaValue::String(text.to_owned()));
    assert_eq!(document.metadata, [string("a"), string("نص")]);
}

#[test]
fn named_formats_overrule_content() {
    let json = "{\"text\": \"نص\"}";
    let text = ReaderOptions::default().format(Format::Text);
    assert_eq!(read("n.jsonl", json.as_bytes(), &text).texts(), [json]);
    let csv = ReaderOptions::default().format(Format::Csv).header(Header::None).text_field("2");
    assert_eq!(read("n.txt", "a,نص".as_bytes(), &csv).texts(), ["نص"]);
}

#[test]
fn carriage_returns_alone_end_lines() {
    let word = "1\tقال\t_\tX\t_\t_\t0\troot\t_\t_\n\n";
    let treebank = format!("# newdoc id = a\n{word}# newdoc id = b\n{word}");
    let doc = "<doc id=\"a\">\nقال\n</doc>\n<doc id=\"b\">\nلا\n</doc>\n".to_owned();
    let columns = ReaderOptions::default().columns(vec!["word".to_owned()]);
    let mut all = cases();
    all.push(("n.conllu", treebank, ReaderOptions::default(), vec!["a", "b"]));
    all.push(("n.vert", doc, columns, vec!["a", "b"]));
    for (name, text, options, ids) in all {
        let text = text.replace('\r', "");
        let expected = read(name, text.as_bytes(), &options);
        let returns = text.replace('\n', "\r");
        for batch in [1, 2, 1 << 20] {
            let options = options.clone().batch_bytes(batch);
            for bytes in [
                returns.as_bytes().to_vec(),
                [b"\xef\xbb\xbf", returns.as_bytes()].concat(),
                utf16(&returns, false, true),
                gzip(returns.as_bytes()),
                encoding_rs::WINDOWS_1256.encode(&returns).0.into_owned(),
            ] {
                let outcome = read(name, &bytes, &options);
                assert_eq!(outcome.documents, expected.documents, "{name}");
                assert_eq!(outcome.ids(), ids);
                assert_eq!(outcome.kinds(), [ProblemKind::LineBreak], "{name}");
                assert!(outcome.problems[0].message.contains("carriage returns alone"));
            }
        }
    }
}

#[test]
fn carriage_returns_end_lines_only_where_nothing_else_does() {
    let lines = ReaderOptions::default().split(Split::Line);
    // A line feed far behind, and lines that run over the ends of what is read at once.
    let long = "أ\r".repeat(20_000);
    let outcome = read("n.txt", format!("{long}\nب\n").as_bytes(), &lines);
    assert_eq!((outcome.documents.len(), outcome.kinds()), (2, vec![ProblemKind::LineBreak]));
    for length in [16_380, 16_381, 16_382, 16_383, 16_384, 65_536] {
        let first = "x".repeat(length);
        for (end, count) in [("\r", 3), ("\r\r", 3), ("\r\u{661}\r", 4)] {
            let text = format!("a\r{first}{end}ب");
            let outcome = read("n.txt", text.as_bytes(), &lines);
            assert_eq!(outcome.documents.len(), count, "{length} {end:?}");
            let windows =
                encoding_rs::WINDOWS_1256.encode(&text.replace('\u{661}', "ج")).0.into_owned();
            assert_eq!(read("n.txt", &windows, &lines).documents.len(), count);
        }
    }
    // After a megabyte line feeds end lines as well, with a carriage return or without.
    let text = format!("{}أ\r\nب\nج\rد", "كتاب\r".repeat(150_000));
    let outcome = read("n.txt", text.as_bytes(), &lines);
    assert_eq!((outcome.documents.len(), outcome.kinds()), (150_004, vec![ProblemKind::LineBreak]));
    assert_eq!(outcome.texts()[150_000..], ["أ", "ب", "ج", "د"]);
    // What is no end of a line stays: a text that is a file, a string of JSON, the end of the file.
    let plain = ReaderOptions::default();
    assert_eq!(read("n.txt", "أ\rب\r".as_bytes(), &plain).texts(), ["أ\rب\r"]);
    let json = read("n.jsonl", "{\"text\": \"أ\rب\"}".as_bytes(), &plain);
    assert_eq!((json.texts(), json.kinds()), (vec!["أ\rب"], vec![ProblemKind::ControlCharacter]));
    let one = read("n.txt", "أ\r".as_bytes(), &lines);
    assert_eq!((one.texts(), one.kinds()), (vec!["أ"], vec![]));
    let table = read("n.csv", "id,text\r1,أ\r2\r3,ب\r".as_bytes(), &plain);
    assert_eq!((table.ids(), table.problems[1].line), (vec!["1", "3"], 3));
    assert_eq!(table.kinds(), [ProblemKind::LineBreak, ProblemKind::FieldCount]);
}
