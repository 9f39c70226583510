//! What is asked of raw files is met in one of them or told: options that no file has a use for, and
//! fields that no record has.

mod common;

use common::{Folder, Ran};

/// How raw files of a format are read: the formats that each option is for, with a value. What is not
/// here is for all of them.
const OF_FORMATS: [(&str, &str, &[&str]); 15] = [
    ("--split", "--split line", &["txt"]),
    ("--no-header", "--no-header", &["csv", "tsv"]),
    ("--quotes", "--quotes", &["csv", "tsv"]),
    ("--no-quotes", "--no-quotes", &["csv", "tsv"]),
    ("--delimiter", "--delimiter ;", &["csv", "tsv"]),
    ("--text-field", "--text-field body", &["jsonl", "csv", "tsv"]),
    ("--title-field", "--title-field title", &["jsonl", "csv", "tsv"]),
    ("--id-field", "--id-field key", &["jsonl", "csv", "tsv", "conllu", "vert"]),
    ("--meta", "--meta extra", &["jsonl", "csv", "tsv", "conllu", "vert"]),
    (
        "--date-order",
        "--date-order mdy --meta day:date",
        &["jsonl", "csv", "tsv", "conllu", "vert"],
    ),
    ("--columns", "--columns word", &["vert"]),
    ("--newline", "--newline space", &["txt", "jsonl", "csv", "tsv"]),
    ("--break-on-semicolon", "--break-on-semicolon", &["txt", "jsonl", "csv", "tsv"]),
    ("--break-on-colon", "--break-on-colon", &["txt", "jsonl", "csv", "tsv"]),
    ("--no-collapse", "--no-collapse", &["txt", "jsonl", "csv", "tsv"]),
];

/// What is for a text however it came: verbs that work on texts tokenise annotated ones anew.
const OF_TOKENS: [&str; 4] =
    ["--newline", "--break-on-semicolon", "--break-on-colon", "--no-collapse"];

fn folder() -> Folder {
    let folder = Folder::empty();
    let line = |source: &str| {
        format!(
            "{{\"id\": \"{source}\", \"title\": \"خبر\", \"source\": \"{source}\", \"day\": \"05/06/2015\", \
             \"text\": \"قال الوزير في المدينة\"}}\n"
        )
    };
    folder.file("raw.jsonl", line("a") + &line("b"));
    folder.file("raw.txt", "قال الوزير في البيت\nفي كتابه\n");
    folder.file("raw.csv", "id,text\n1,في البيت\n");
    folder.file("raw.tsv", "id\ttext\n1\tفي البيت\n");
    folder.file("list.csv", "form,freq\nفي,90\nمن,50\n");
    let word = |id: u32| format!("{id}\tكتب\tكَتَب\tVERB\t_\t_\t0\troot\t_\t_\n");
    folder.file("raw.conllu", format!("# newdoc\n{}{}\n", word(1), word(2)));
    folder.file("raw.vert", "<doc key=\"a\">\nكتب\n</doc>\n");
    folder
}

/// A run: arguments parted by spaces.
fn run(folder: &Folder, verb: &str, parts: &[&str]) -> Ran {
    let words = parts.iter().flat_map(|part| part.split(' ')).filter(|word| !word.is_empty());
    let arguments: Vec<&str> = std::iter::once(verb).chain(words).collect();
    folder.run(&arguments)
}

/// An option that the format of the only file has no use for is refused, and none is that it has a use
/// for; where there is another file that has, nothing is refused.
#[test]
fn how_raw_files_are_read_is_refused_where_no_file_has_a_use_for_it() {
    let mut faults = Vec::new();
    let folder = folder();
    let formats = ["txt", "jsonl", "csv", "tsv", "conllu", "vert"];
    let refused = |parts: &[&str], verb: &str, option: &str| {
        let ran = run(&folder, verb, parts);
        assert!(!ran.err.contains("panicked"), "{verb} {parts:?}: {}", ran.err);
        ran.code == 2 && ran.err.contains(&format!("{option} is for files of "))
    };
    for (option, with, of) in OF_FORMATS {
        for format in formats {
            let file = format!("raw.{format}");
            let columns =
                if format == "vert" && option != "--columns" { "--columns word" } else { "" };
            for (verb, output) in [("index", "-o made --force"), ("tokenize", ""), ("words", "")] {
                let anew = verb == "tokenize" && OF_TOKENS.contains(&option);
                let expected = !anew && !of.contains(&format);
                let all = [&file, output, columns, with];
                // The error is that of what was named first.
                let with = with.split(" --meta").next().unwrap_or(with);
                let told = if expected && option == "--date-order" { "--meta" } else { option };
                if refused(&all, verb, told) != expected {
                    faults.push(format!("{verb} {file} {with}: refused or not, wrongly"));
                }
            }
        }
        let other = format!("raw.{}", of[0]);
        let first = if of[0] == "txt" { "raw.jsonl" } else { "raw.txt" };
        for files in [[first, &other], [&other, first]] {
            let all = [files[0], files[1], with];
            for verb in ["tokenize", "words"] {
                if refused(&all, verb, option) {
                    faults.push(format!("{verb} {files:?} {with}: refused"));
                }
            }
        }
    }
    // Two sides of a comparison are one input.
    let sides = ["raw.txt --reference raw.jsonl", "raw.jsonl --reference raw.txt"];
    for (side, with) in
        sides.iter().flat_map(|side| [(side, "--split line"), (side, "--meta source")])
    {
        let ran = run(&folder, "keywords", &[side, with]);
        if ran.code == 2 {
            faults.push(format!("keywords {side} {with}: {}", ran.err));
        }
    }
    let with = "--columns word --min-freq 1";
    if !refused(&[sides[0], with], "keywords", "--columns") {
        faults.push("keywords --columns: not refused for two sides".to_owned());
    }
    for (option, with, _) in
        OF_FORMATS.iter().filter(|(.., of)| !of.contains(&"csv") || of.len() > 2)
    {
        let ran = run(&folder, "keywords", &["list.csv --reference list.csv", with]);
        let fits = ran.code == 2 && ran.err.contains("says how texts are read; these are lists");
        if !fits {
            faults.push(format!("keywords of lists {option}: {}", ran.err));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A field that no record has is told by the option that asks for it, in every verb and every format.
#[test]
fn a_field_that_no_record_has_is_told() {
    let folder = folder();
    for (file, near) in [("raw.jsonl", "title"), ("raw.csv", "text"), ("raw.vert", "key")] {
        for option in ["--title-field", "--id-field", "--meta"] {
            if file == "raw.vert" && option == "--title-field" {
                continue;
            }
            let field = format!("{near}x");
            let columns = if file == "raw.vert" { "--columns word" } else { "" };
            for (verb, output) in [("index", "-o made --force"), ("tokenize", ""), ("words", "")] {
                let ran = run(&folder, verb, &[file, output, columns, option, &field]);
                let err = &ran.err;
                assert!(ran.code < 2, "{verb} {file} {option}: {err}");
                for said in [&format!("({option})"), &format!("did you mean {near}?")] {
                    assert!(err.contains(said.as_str()), "{verb} {file} {option}: {err}");
                }
                assert_eq!(err.matches(&field).count(), 1, "{verb} {file} {option}: {err}");
            }
        }
    }
    let ran = run(&folder, "words", &["raw.jsonl --text-field txt"]);
    assert!(ran.code == 2 && ran.err.contains("(--text-field); did you mean text?"), "{}", ran.err);
    let ran = run(&folder, "words", &["raw.jsonl --title-field titel --strict"]);
    assert!(ran.code == 2 && ran.err.contains("(--title-field)"), "{}", ran.err);
}

/// Texts that come with their tokens are worked on as texts, and not their lines.
#[test]
fn annotated_files_are_texts() {
    let folder = folder();
    for (file, columns) in [("raw.conllu", ""), ("raw.vert", "--columns word")] {
        for verb in ["tokenize", "normalize"] {
            let ran = run(&folder, verb, &[file, columns]);
            let strange = ["VERB", "newdoc", "<doc"].iter().find(|word| ran.out.contains(**word));
            assert!(ran.code == 0 && strange.is_none(), "{verb} {file}: {} {}", ran.out, ran.err);
        }
    }
}
