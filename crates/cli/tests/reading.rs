//! What raw input may hold, and what the user is told of it.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod common;

use common::{Folder, command, gzip};
use std::collections::BTreeMap;
use std::process::Stdio;

/// The words of a file with their frequencies, and what was said on the way.
fn words(folder: &Folder, arguments: &[&str]) -> (BTreeMap<String, u64>, String) {
    let arguments = [&["words"], arguments, &["--format", "jsonl"]].concat();
    let ran = folder.run(&arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
    let row = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        (row["form"].as_str().unwrap().to_owned(), row["freq"].as_u64().unwrap())
    };
    (ran.out.lines().map(row).collect(), ran.err)
}

fn bag(words: &[&str]) -> BTreeMap<String, u64> {
    words.iter().map(|word| ((*word).to_owned(), 1)).collect()
}

#[test]
fn zeros_after_a_gzip_file_are_told() {
    // That they cost no record is one of the cases of faults.rs.
    let folder = Folder::empty();
    folder.file("pad.txt.gz", [&gzip("كتاب")[..], &[0; 512]].concat());
    let (_, said) = words(&folder, &["pad.txt.gz"]);
    assert!(said.contains("512 zero bytes follow the gzip data"), "{said}");
}

#[test]
fn tables_of_spreadsheets_are_read() {
    let folder = Folder::empty();
    folder.file("sep.csv", "sep=,\nid,text\n1,كتاب\n");
    folder.file("semicolon.csv", "id;text\n1;كتاب\n");
    folder.file("other.csv", "id^text\n1^كتاب\n");
    assert_eq!(words(&folder, &["sep.csv"]).0, bag(&["كتاب"]));
    assert_eq!(words(&folder, &["semicolon.csv"]).0, bag(&["كتاب"]));
    assert_eq!(words(&folder, &["other.csv", "--delimiter", "^"]).0, bag(&["كتاب"]));
    assert!(folder.failed(&["words", "other.csv"]).contains("separator"));
    assert!(folder.failed(&["words", "other.csv", "--delimiter", "،"]).contains("tab"));
}

#[test]
fn a_quotation_mark_in_a_tsv_takes_in_no_records() {
    let folder = Folder::empty();
    folder.file("t.tsv", "id\ttext\n1\t\"كتاب\n2\tقلم\n3\tورق\n4\tحبر\"\n");
    let (found, said) = words(&folder, &["t.tsv"]);
    assert_eq!((found, said.as_str()), (bag(&["كتاب", "قلم", "ورق", "حبر"]), ""));
    let ran = folder.run(&["index", "t.tsv", "-o", "all"]);
    assert!(ran.err.contains("read 5 lines: 4 records, 4 documents"), "{}", ran.err);
    // Asked for, quotes join the lines, and that is told.
    let ran = folder.run(&["index", "t.tsv", "-o", "joined", "--quotes"]);
    assert!(ran.err.contains("t.tsv, line 2"), "{}", ran.err);
    assert!(ran.err.contains("read 5 lines: 1 records, 1 documents"), "{}", ran.err);
}

#[test]
fn deep_json_is_counted() {
    // That it is skipped is one of the cases of faults.rs.
    let folder = Folder::empty();
    folder.file("line.jsonl", format!("{{\"text\":\"قلم\"}}\n{}\n", "[".repeat(10_000)));
    let (_, said) = words(&folder, &["line.jsonl"]);
    assert!(said.contains("1 × record nested too deep"), "{said}");
}

#[test]
fn a_record_that_is_too_long_is_left_out() {
    let folder = Folder::empty();
    let long = "ط".repeat(3_000);
    folder.file("l.jsonl", format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"قلم\"}}\n"));
    let (found, said) = words(&folder, &["l.jsonl", "--record-limit", "4K"]);
    assert_eq!(found, bag(&["قلم"]));
    assert!(said.contains("limit of 4096 bytes"), "{said}");
    assert_eq!(words(&folder, &["l.jsonl"]).0.len(), 2);
    assert!(folder.failed(&["words", "l.jsonl", "--record-limit", "many"]).contains("256M"));
    folder.file("l.txt", &long);
    let message = folder.failed(&["normalize", "l.txt", "--record-limit", "4K"]);
    assert!(message.contains("l.txt, line 1"), "{message}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_input_without_an_end_is_refused() {
    let folder = Folder::empty();
    for arguments in [
        &["words", "/dev/zero"][..],
        &["words", "/dev/zero", "--input-format", "jsonl"],
        &["words", "/dev/zero", "--input-format", "csv"],
    ] {
        let message = folder.failed(&[arguments, &["--record-limit", "1M"]].concat());
        assert!(message.contains("record too long"), "{arguments:?}: {message}");
    }
}

#[test]
fn dates_are_ordered_by_their_column() {
    let folder = Folder::empty();
    let csv = |dates: [&str; 3]| {
        let row = |(number, date): (usize, &&str)| format!("{number},كتاب,{date}\n");
        let rows: String = dates.iter().enumerate().map(row).collect();
        format!("id,text,date\n{rows}")
    };
    let years = |name: &str, more: &[&str]| {
        let to = format!("of-{name}{}", more.concat());
        let arguments = ["index", name, "-o", &to, "--meta", "date:date"];
        let ran = folder.run(&[&arguments[..], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let shown = ["kwic", &to, "كتاب", "--show", "date", "--format", "tsv"];
        let lines = folder.found(&shown);
        let dates = lines.lines().skip(1).map(|line| line.rsplit('\t').next().unwrap().to_owned());
        (dates.collect::<Vec<_>>(), ran.err)
    };
    folder.file("shown.csv", csv(["05/01/2024", "17/05/2015", "٢٠٢٤-١-٥"]));
    let (dates, said) = years("shown.csv", &[]);
    assert_eq!(dates, ["2024-01-05", "2015-05-17", "2024-01-05"]);
    assert!(!said.contains("warning"), "{said}");
    folder
        .file("hidden.csv", csv(["05/01/2024", "06/02/2024", "\"Mon, 05 Jan 2024 10:00:00 GMT\""]));
    let (dates, said) = years("hidden.csv", &[]);
    assert_eq!(dates, ["", "", "2024-01-05"]);
    assert!(said.contains("2 × date of unknown order") && said.contains("dmy"), "{said}");
    let (dates, _) = years("hidden.csv", &["--date-order=mdy"]);
    assert_eq!(dates, ["2024-05-01", "2024-06-02", "2024-01-05"]);
    folder.file("both.csv", csv(["17/05/2015", "05/17/2015", "05/05/2015"]));
    let (dates, said) = years("both.csv", &[]);
    assert_eq!(dates, ["", "", "2015-05-05"]);
    assert!(said.contains("others the month"), "{said}");
}

#[test]
fn conditions_fold_as_the_layer_does() {
    let folder = Folder::empty();
    folder.file(
        "n.jsonl",
        "{\"id\":\"a1\",\"text\":\"كتاب\",\"title\":\"أزمة\",\"size\":3}\n\
         {\"id\":\"a2\",\"text\":\"قلم\",\"title\":\"رخاء\",\"size\":13}\n",
    );
    let ran = folder.run(&["index", "n.jsonl", "-o", "n", "--meta", "title,size:int"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let chosen = |condition: &str, more: &[&str]| {
        let (found, _) = words(&folder, &[&["n", "--where", condition], more].concat());
        found.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(chosen("title~ازمة", &[]), ["كتاب"]);
    assert_eq!(chosen("id=a2", &[]), ["قلم"]);
    assert_eq!(chosen("id in (a1, a2) & size in (3)", &[]), ["كتاب"]);
    let exact = ["words", "n", "--where", "title~ازمة", "--layer", "word"];
    assert!(folder.failed(&exact).contains("no document"));
    assert!(folder.failed(&["words", "n", "--where", "size~3"]).contains("size=3"));
    assert!(folder.failed(&["words", "n.jsonl", "--meta", "id"]).contains("always kept"));
}

#[test]
fn fields_are_read_from_paths() {
    let folder = Folder::empty();
    for (path, text) in
        [("in/مصر/رياضة/1.txt", "كتاب"), ("in/تونس/أدب/2.txt", "قلم"), ("in/3.txt", "ورق")]
    {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let pattern = "{country}/{category}/{id}.txt";
    let ran = folder.run(&["index", "in", "-o", "out", "--meta-path", pattern]);
    assert!(ran.err.contains("in/3.txt") && ran.err.contains("does not fit"), "{}", ran.err);
    let chosen = |condition: &str| {
        words(&folder, &["out", "--where", condition]).0.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(chosen("country=مصر & category~رياض"), ["كتاب"]);
    assert_eq!(chosen("id=2"), ["قلم"]);
    assert_eq!(chosen("country!=مصر & country!=تونس"), ["ورق"]);
    let single = ["in/مصر/رياضة/1.txt", "--meta-path", pattern, "--where", "country=مصر"];
    assert_eq!(words(&folder, &single).0, bag(&["كتاب"]));
    let twice = ["words", "in", "--meta", "country", "--meta-path", pattern];
    assert!(folder.failed(&twice).contains("named twice"));
}

#[test]
fn suspicious_documents_are_named() {
    let folder = Folder::empty();
    folder.file(
        "n.jsonl",
        "{\"id\":\"same\",\"text\":\"كتاب\"}\n{\"id\":\"same\",\"text\":\"قلم\"}\n\
         {\"id\":\"latin\",\"text\":\"this is English and كلمة\"}\n\
         {\"id\":\"marks\",\"text\":\"???? كتاب ?????\"}\n",
    );
    let ran = folder.run(&["index", "n.jsonl", "-o", "n"]);
    for (count, name) in [
        ("1 × id of an earlier document", "\"same\" is the id of 2 documents"),
        ("1 × document mostly not Arabic", "latin"),
        ("1 × document full of ? or U+FFFD", "marks"),
    ] {
        assert!(ran.err.contains(count) && ran.err.contains(name), "{}", ran.err);
    }
    let info = folder.found(&["info", "n"]);
    assert!(info.contains("1 × id of an earlier document"), "{info}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_any_bytes_work_and_steer_no_terminal() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::empty();
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    std::fs::write(folder.path().join(name), "قال الوزير كلمة\n").unwrap();
    let corpus = OsStr::from_bytes(b"corpus\xe9");
    let run = |arguments: &[&OsStr]| {
        let output = command(folder.path(), arguments).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?} {output:?}");
        output
    };
    let os = |text: &'static str| OsStr::new(text);
    run(&[os("index"), name, os("-o"), corpus]);
    let pattern = OsString::from("*.txt");
    for verb in ["words", "ngrams", "tokenize", "normalize", "diversity"] {
        run(&[os(verb), name]);
        run(&[os(verb), &pattern]);
    }
    for verb in ["words", "info", "verify"] {
        run(&[os(verb), corpus]);
    }
    run(&[os("kwic"), corpus, os("الوزير")]);
    let bad = "{\"id\":\"\\u001b[31m\\u202e\",\"text\":\"\"}\n{\"text\":\"نص\"}\n";
    std::fs::write(folder.path().join("a\u{1b}[2J\r.jsonl"), bad).unwrap();
    let ran = folder.run(&["words", "a\u{1b}[2J\r.jsonl"]);
    let steers = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(ran.err.contains("the text is empty") && !ran.err.contains(steers), "{:?}", ran.err);
}
