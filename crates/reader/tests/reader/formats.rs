//! Every format in every compression and encoding gives the same documents.

use crate::{gzip, read, utf16, zstd};
use siyaq_reader::{Encoding, Format, Header, ReaderOptions, Split};
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
