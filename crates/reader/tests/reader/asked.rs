//! What is asked of an input is met in one of its files, or told: no option is taken and forgotten, and
//! no field is missed in silence.

use crate::cursor;
use siyaq_reader::{
    Asked, DateOrder, Format, Header, Input, Problem, ProblemKind, Quoting, Reader, ReaderError,
    ReaderOptions, Split,
};
use std::path::Path;

const WORD: &str = "1\tكتب\tكتب\tVERB\t_\t_\t0\troot\t_\t_\n\n";

/// A file of each format.
fn files() -> [(Format, &'static str, String); 6] {
    [
        (Format::Text, "a.txt", "كتب\n".to_owned()),
        (Format::Jsonl, "b.jsonl", "{\"text\": \"كتب\", \"1\": \"كتب\"}\n".to_owned()),
        (Format::Csv, "c.csv", "text,1\nكتب,كتب\n".to_owned()),
        (Format::Tsv, "d.tsv", "text\t1\nكتب\tكتب\n".to_owned()),
        (Format::Conllu, "e.conllu", WORD.to_owned()),
        (Format::Vertical, "f.vert", "كتب\n".to_owned()),
    ]
}

type Set = fn(ReaderOptions) -> ReaderOptions;

/// The options that are not for every format: name, formats, and how each is set.
const OPTIONS: [(&str, &[Format], Set); 10] = [
    ("split", &[Format::Text], |options| options.split(Split::Line)),
    ("no_header", TABLES, |options| options.header(Header::None).text_field("1")),
    ("quotes", TABLES, |options| options.quoting(Quoting::Quoted)),
    ("no_quotes", TABLES, |options| options.quoting(Quoting::Plain)),
    ("delimiter", TABLES, |options| options.delimiter(Some(','))),
    ("text_field", RECORDS, |options| options.text_field("1")),
    ("title_field", RECORDS, |options| options.title_field(Some("1".to_owned()))),
    ("id_field", WITH_FIELDS, |options| options.id_field("1")),
    ("meta", WITH_FIELDS, |options| options.fields(vec!["1".parse().unwrap()])),
    ("columns", &[Format::Vertical], |options| options.columns(vec!["word".to_owned()])),
];

const TABLES: &[Format] = &[Format::Csv, Format::Tsv];
const RECORDS: &[Format] = &[Format::Jsonl, Format::Csv, Format::Tsv];
const WITH_FIELDS: &[Format] =
    &[Format::Jsonl, Format::Csv, Format::Tsv, Format::Conllu, Format::Vertical];

/// Vertical text cannot be read without names of its columns.
fn with_columns(options: ReaderOptions, format: Format) -> ReaderOptions {
    match format {
        Format::Vertical => options.columns(vec!["word".to_owned()]),
        _ => options,
    }
}

fn read(reader: Result<Reader, ReaderError>) -> Result<Vec<Problem>, ReaderError> {
    let mut documents = reader?.documents();
    for document in &mut documents {
        document?;
    }
    Ok(documents.take_problems())
}

/// Whether options were not refused, whatever else may be wrong.
fn has_use(result: &Result<Vec<Problem>, ReaderError>) -> bool {
    result.as_ref().err().is_none_or(|error| !error.to_string().contains("is for files of"))
}

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Vec<Input>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let input = Input::Path(folder.path().to_owned());
    (folder, vec![input])
}

#[test]
fn every_option_has_a_use_or_is_refused_for_every_format() {
    for (name, of, set) in OPTIONS {
        for (format, file, text) in files() {
            for named in [Format::Auto, format] {
                let options = set(with_columns(ReaderOptions::default().format(named), format));
                let result = read(Reader::from_read(file, cursor(text.as_bytes()), options));
                if of.contains(&format) {
                    assert!(has_use(&result), "{name} {file}: {result:?}");
                    continue;
                }
                let said = result.unwrap_err().to_string();
                let found = match named {
                    Format::Auto => format!("{file} is read as {format}"),
                    named => format!("the format {named} is named"),
                };
                assert!(said.contains(&format!("`{name}` is for files of {}", of[0])), "{said}");
                assert!(said.contains(of[of.len() - 1].name()) && said.contains(&found), "{said}");
            }
        }
    }
}

/// Every option can be given where a folder has every format, in any order of the files; and where a
/// folder has none that it is for it is refused before a document is read.
#[test]
fn an_option_of_some_formats_needs_one_file_of_them() {
    let all = files();
    for (name, of, set) in OPTIONS {
        for (format, file, text) in &all {
            if !of.contains(format) {
                continue;
            }
            let mut written = vec![("m.txt", "كتب\n"), ("n.txt", "كتب\n")];
            written.push((file, text));
            let options = set(with_columns(ReaderOptions::default(), *format));
            let (_kept, inputs) = folder(&written);
            let result = read(Reader::open(inputs, options));
            assert!(has_use(&result), "{name} {file}: {result:?}");
        }
        let others: Vec<(&str, &str)> = all
            .iter()
            .filter(|(format, ..)| !of.contains(format) && *format != Format::Vertical)
            .map(|(_, file, text)| (*file, text.as_str()))
            .collect();
        let (_kept, inputs) = folder(&others);
        let mut reader = Reader::open(inputs, set(ReaderOptions::default())).unwrap();
        let said = reader.next().unwrap().unwrap_err().to_string();
        assert!(said.contains(&format!("`{name}` is for files of")), "{said}");
        assert!(reader.next().is_none());
    }
}

#[test]
fn readers_of_one_input_share_what_is_asked() {
    let options = ReaderOptions::default().split(Split::Line).title_field(Some("1".to_owned()));
    let asked = Asked::new(&options).unwrap();
    for (is_last, (_, file, text)) in [(false, &files()[1]), (true, &files()[0])] {
        let reader = Reader::from_read(file, cursor(text.as_bytes()), options.clone()).unwrap();
        let reader = reader.with_asked(&asked, is_last).unwrap();
        reader.for_each(|batch| assert!(batch.unwrap().parse().problems.is_empty()));
    }
    assert!(asked.is_content() && asked.check().is_ok() && asked.missing().is_empty());
    let asked = Asked::new(&options).unwrap();
    asked.meets(Path::new("a.txt"), Format::Text);
    assert!(asked.check().unwrap_err().to_string().contains("`title_field` is for files of jsonl"));
}

#[test]
fn contradictions_are_refused_before_anything_is_read() {
    let columns = |names: &[&str]| {
        ReaderOptions::default().columns(names.iter().map(|name| (*name).to_owned()).collect())
    };
    for (options, said) in [
        (columns(&["word", "word", "pos"]), "\"word\" twice"),
        (columns(&["word", "pos", "pos"]), "\"pos\" twice"),
        (columns(&["word", "", "pos"]), "column 2 of `columns` has no name"),
        (columns(&[" ", "word"]), "column 1 of `columns` has no name"),
        (columns(&["lemma", "pos"]), "no word"),
        (ReaderOptions::default().date_order(DateOrder::DayFirst), "`date_order` is for fields"),
    ] {
        let error = Reader::from_read("f.vert", cursor(b""), options).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
}

/// Options that ask for a field, by the name of the option.
fn asking(option: &str, field: &str) -> ReaderOptions {
    let options = ReaderOptions::default();
    match option {
        "text_field" => options.text_field(field),
        "id_field" => options.id_field(field),
        "title_field" => options.title_field(Some(field.to_owned())),
        _ => options.fields(vec![field.parse().unwrap()]),
    }
}

/// A file of each format that has fields, with the field `title` and no other like it.
fn with_title() -> [(&'static str, String); 5] {
    [
        ("a.jsonl", "{\"text\": \"كتب\"}\n{\"title\": null, \"text\": \"كتب\"}\n".to_owned()),
        ("b.csv", "title,text\n,كتب\n".to_owned()),
        ("c.tsv", "text\ttitle\nكتب\t\n".to_owned()),
        ("d.conllu", format!("# newdoc\n# meta::title = خبر\n{WORD}")),
        ("e.vert", "<doc>\nكتب\n</doc>\n<doc title=\"خبر\">\nكتب\n</doc>\n".to_owned()),
    ]
}

#[test]
fn a_field_that_no_record_has_is_told_once_with_what_there_is() {
    for (file, text) in with_title() {
        let annotated = file.ends_with("conllu") || file.ends_with("vert");
        for option in ["id_field", "title_field", "meta"] {
            if annotated && option == "title_field" {
                continue;
            }
            let problems = |field: &str| {
                let options = asking(option, field);
                let options = match file {
                    "e.vert" => options.columns(vec!["word".to_owned()]),
                    _ => options,
                };
                read(Reader::from_read(file, cursor(text.as_bytes()), options)).unwrap()
            };
            assert_eq!(problems("title"), [], "{file} {option}");
            let found = problems("titel");
            assert_eq!(found.len(), 1, "{file} {option}: {found:?}");
            let kind = match file {
                "b.csv" | "c.tsv" => ProblemKind::MissingColumn,
                _ => ProblemKind::MissingField,
            };
            assert_eq!(found[0].kind, kind, "{file}");
            for said in ["\"titel\"", &format!("`{option}`"), "did you mean title?"] {
                assert!(found[0].message.contains(said), "{file}: {}", found[0]);
            }
            assert!(!problems("zzzzzz")[0].message.contains("did you mean"));
        }
        let plain = match file {
            "e.vert" => ReaderOptions::default().columns(vec!["word".to_owned()]),
            _ => ReaderOptions::default(),
        };
        let found = read(Reader::from_read(file, cursor(text.as_bytes()), plain)).unwrap();
        assert_eq!(found, [], "{file}: nobody asked for an id");
    }
}

#[test]
fn a_text_field_that_no_record_has_is_told_with_what_there_is() {
    let text = "{\"body\": \"كتب\"}\n{\"body\": \"كتب\"}\n";
    let found =
        read(Reader::from_read("a.jsonl", cursor(text.as_bytes()), asking("text_field", "bdy")));
    let found = found.unwrap();
    let last = found.last().unwrap();
    assert_eq!((found.len(), last.kind), (3, ProblemKind::MissingField));
    assert!(last.message.ends_with("a field \"bdy\" (`text_field`); did you mean body?"), "{last}");
}

/// What one file has, all have: of many batches, of several files, of several formats.
#[test]
fn a_field_is_met_in_any_record_of_any_file() {
    let without = "{\"text\": \"كتب\"}\n".repeat(3000);
    let with = "{\"text\": \"كتب\", \"title\": \"خبر\"}\n";
    let options = asking("title_field", "title").batch_bytes(500);
    let one = format!("{without}{with}");
    assert_eq!(read(Reader::from_read("a", cursor(one.as_bytes()), options.clone())).unwrap(), []);
    for other in [("b.jsonl", with), ("b.csv", "text,title\nكتب,\n")] {
        let (_kept, inputs) = folder(&[("a.jsonl", &without), other]);
        assert_eq!(read(Reader::open(inputs, options.clone())).unwrap(), [], "{other:?}");
    }
    let (_kept, inputs) = folder(&[("a.jsonl", &without), ("b.jsonl", &without)]);
    let found = read(Reader::open(inputs, options.clone())).unwrap();
    assert_eq!((found.len(), found[0].kind), (1, ProblemKind::MissingField));
    assert!(found[0].path.ends_with("a.jsonl"), "{}", found[0]);
    assert!(found[0].message.ends_with("; there are text"), "{}", found[0]);
    // Where reading is strict it is an error, and nothing is said of what was not read.
    let (_kept, inputs) = folder(&[("a.jsonl", &without)]);
    let error = read(Reader::open(inputs, options.clone().strict(true))).unwrap_err();
    assert!(error.to_string().contains("`title_field`"), "{error}");
    assert_eq!(read(Reader::from_read("a.jsonl", cursor(b"{"), options)).unwrap().len(), 1);
}
