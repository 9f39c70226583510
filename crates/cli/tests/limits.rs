//! Absurd numbers are refused at once, or do no harm.

mod common;

use common::{Folder, command};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Longer than any run on a small file may take, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

const NUMBERS: [&str; 8] = [
    "0",
    "1",
    "4294967295",
    "4294967295:4294967295",
    "4294967296",
    "18446744073709551615",
    "-1",
    "99999999999999999999999",
];

/// Verbs with a run on a small file.
const RUNS: [&str; 29] = [
    "words a.jsonl",
    "ngrams a.jsonl",
    "ngrams a.jsonl -n 5 --skip 1",
    "bundles a.jsonl",
    "pframes a.jsonl",
    "mwe a.jsonl",
    "kwic a.jsonl في",
    "kwic a.jsonl في --sample 2",
    "collocates a.jsonl في",
    "collocations a.jsonl",
    "compare-collocates a.jsonl في --reference a.jsonl",
    "network a.jsonl في",
    "network a.jsonl",
    "keywords a.jsonl --reference a.jsonl",
    "keywords a.jsonl --reference a.jsonl --collocations",
    "dispersion a.jsonl في",
    "diversity a.jsonl --measures all",
    "diversity a.jsonl --curve growth",
    "trend a.jsonl في --meta date:date",
    "change a.jsonl --meta date:date",
    "compare a.jsonl --each s --meta s",
    "neighbours a.jsonl في --min-freq 1",
    "variants a.jsonl في",
    "tokenize a.jsonl",
    "words a.jsonl --bootstrap 20",
    "mwe a.jsonl --merge --min-freq 2",
    "tfidf a.jsonl --each documents",
    "trend a.jsonl في --meta date:date --show periods",
    "compare a.jsonl --each s --meta s --delta burrows",
];

/// The options of a verb that take a number, by the names of their values.
fn numbers_of(folder: &Folder, verb: &str) -> Vec<String> {
    let names = [
        "<N>",
        "<K>",
        "<N|N..M>",
        "<BEFORE:AFTER>",
        "<SEED>",
        "<S>",
        "<TIMES>",
        "<X>",
        "<RATIO>",
        "<SCORE>",
        "<Q>",
        "<P>",
        "<SHARE>",
        "<FIRST..LAST>",
        "<documents|FIELD|N>",
    ];
    let help = folder.found(&[verb, "--help"]);
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let takes = lines.filter(|line| names.iter().any(|name| line.ends_with(name)));
    let option = |line: &str| {
        let long = line.split([' ', ',']).find(|word| word.starts_with("--"));
        long.or(line.split(' ').next()).unwrap_or_default().to_owned()
    };
    takes.map(option).collect()
}

#[test]
fn absurd_numbers_end_at_once() {
    let folder = Folder::empty();
    let mut texts = String::new();
    for number in 0..6 {
        texts += &format!(
            "{{\"id\":\"{number}\",\"text\":\"قال في البيت كلمة في المدينة وقال في السوق كلمة أخرى في يوم {number}\",\
             \"date\":\"202{number}-01-01\",\"s\":\"{}\"}}\n",
            number % 2
        );
    }
    folder.file("a.jsonl", texts);
    let mut faults = Vec::new();
    let mut tried = 0;
    for run in RUNS {
        let verb = run.split(' ').next().unwrap_or_default();
        for option in numbers_of(&folder, verb) {
            for number in NUMBERS {
                let mut arguments: Vec<String> =
                    run.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
                arguments.push(if option.starts_with("--") {
                    format!("{option}={number}")
                } else {
                    format!("{option}{number}")
                });
                tried += 1;
                faults.extend(fault(&folder, &arguments));
            }
        }
    }
    assert!(tried > 500, "{tried}");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What is wrong with a run: it does not end, it panics, or it fails without a word.
fn fault(folder: &Folder, arguments: &[String]) -> Option<String> {
    let mut command = command(folder.path(), arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            _ if start.elapsed() > PATIENCE => {
                let _ = child.kill();
                let _ = child.wait();
                return Some(format!("{}: does not end", arguments.join(" ")));
            }
            _ => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let mut said = String::new();
    if let Some(mut err) = child.stderr.take() {
        let _ = std::io::Read::read_to_string(&mut err, &mut said);
    }
    let fine = match status.code() {
        Some(0 | 1) => true,
        Some(2) => said.contains("error: "),
        _ => false,
    };
    (!fine || said.contains("panicked"))
        .then(|| format!("{}: {status}\n{said}", arguments.join(" ")))
}

#[test]
fn a_regular_expression_is_bounded() {
    let folder = Folder::empty();
    folder.file("list.csv", "form,freq\nفي,90\nمن,50\n");
    for pattern in
        ["((((.{100}){100}){100}){100})", "(.{1000}){1000}", "[ا-ي]{1,4000}.*[ا-ي]{1,4000}"]
    {
        let start = Instant::now();
        let ran = folder.run(&["lexicon", "search", "list.csv", pattern, "--regex"]);
        assert_eq!(ran.code, 2, "{pattern}: {}", ran.err);
        assert!(
            ran.err.contains("too large") || ran.err.contains("MiB") || ran.err.contains("bytes"),
            "{}",
            ran.err
        );
        assert!(start.elapsed() < PATIENCE, "{pattern}");
    }
}

#[test]
fn a_thousand_stars_are_looked_for_in_no_time() {
    let folder = Folder::with_papers();
    let stars = vec!["*"; 1000].join(" ");
    let start = Instant::now();
    assert_eq!(folder.run(&["kwic", "papers", &stars, "-q"]).code, 1);
    assert!(start.elapsed() < PATIENCE);
}

#[test]
#[cfg(target_os = "linux")]
fn help_that_cannot_be_written_is_an_error() {
    let folder = Folder::empty();
    for arguments in
        [&["--help"][..], &["words", "--help"], &["--version"], &["completions", "bash"]]
    {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let Ok(full) = full else { return };
        let status = command(folder.path(), arguments).stdout(full).stderr(Stdio::null()).status();
        assert_eq!(status.ok().and_then(|status| status.code()), Some(2), "{arguments:?}");
    }
}
