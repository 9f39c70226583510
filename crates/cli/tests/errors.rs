//! Exit codes, and what the user is told when something is wrong.

mod common;

use common::{Folder, command};
use flate2::write::GzEncoder;
use std::io::{Read, Write};
use std::process::Stdio;

#[test]
fn exit_codes_are_found_nothing_and_error() {
    let folder = Folder::with_papers();
    assert_eq!(folder.run(&["kwic", "papers", "وزير"]).code, 0);
    for arguments in [
        &["kwic", "papers", "زززز"][..],
        &["collocates", "papers", "زززز"],
        &["dispersion", "papers", "زززز"],
        &["trend", "papers", "زززز"],
        &["ngrams", "papers", "--min-freq", "100000"],
        &["words", "papers", "--min-freq", "100000"],
        &["lexicon", "search", "papers", "زززز*"],
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, 1, "{arguments:?}: {}", ran.err);
    }
    let ran = folder.run(&["kwic", "papers", "زززز"]);
    assert_eq!(ran.out, "doc,position,before,match,after\n");
    assert!(ran.err.contains("not found on layer standard"), "{}", ran.err);
    assert_eq!(folder.run(&["kwic", "papers", "زززز", "--quiet"]).err, "");
    assert_eq!(folder.run(&["kwic", "papers"]).code, 2);
    assert_eq!(folder.run(&["--help"]).code, 0);
    assert_eq!(folder.run(&["nonsense"]).code, 2);
}

#[test]
fn a_word_that_is_not_there_brings_its_neighbours() {
    let folder = Folder::with_papers();
    let ran = folder.run(&["kwic", "papers", "الحرارةة"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("nearby forms: الحرارة"), "{}", ran.err);
}

#[test]
fn wrong_names_are_answered_with_the_right_ones() {
    let folder = Folder::with_papers();
    for (arguments, parts) in [
        (&["words", "papers", "--layer", "lemma"][..], &["\"lemma\"", "word, light, standard"][..]),
        (&["words", "papers", "--where", "author=x"], &["\"author\"", "source, category, date"]),
        (&["words", "papers", "--where", "source="], &["--where", "value"]),
        (&["words", "papers", "--where", "source=nobody"], &["no document"]),
        (&["kwic", "papers", "وزير", "--show", "author"], &["\"author\"", "source"]),
        (&["kwic", "papers", "وزير", "--sort", "left:1"], &["left:1", "before:N"]),
        (&["kwic", "papers", "(وزير"], &["cannot read the query"]),
        (
            &["collocates", "papers", "وزير", "--measures", "mutual"],
            &["mutual", "did you mean mutual_information?"],
        ),
        (&["collocates", "papers", "وزير", "--window", "0:0"], &["window"]),
        (&["words", "papers", "--dispersion", "d"], &["dp_norm"]),
        (&["words", "papers", "--classes", "verbs"], &["verbs", "word_ar"]),
        (&["words", "papers", "--sort", "length"], &["length", "doc_freq"]),
        (&["kwic", "papers", "wzyr", "--translit", "din31635"], &["reading only"]),
        (&["kwic", "papers", "wzyr", "--translit", "latin"], &["latin", "safe-buckwalter"]),
        (&["ngrams", "papers", "--sort", "length"], &["length", "doc_freq"]),
        (&["ngrams", "papers", "-n", "0"], &["2..5"]),
        (&["trend", "papers", "وزير", "--field", "source"], &["source", "no dates"]),
        (&["trend", "papers", "وزير", "--by", "hour"], &["month"]),
        (&["normalize", "minbar.jsonl", "--steps", "+shadow"], &["shadow"]),
        (&["keywords", "papers", "--reference", "rest"], &["--where"]),
        (&["keywords", "papers"], &["--reference"]),
    ] {
        let message = folder.failed(arguments);
        for part in parts {
            assert!(message.contains(part), "{arguments:?} misses {part:?}:\n{message}");
        }
    }
}

#[test]
fn a_corpus_without_its_manifest_is_not_raw_text() {
    let folder = Folder::with_papers();
    assert!(folder.failed(&["tokenize", "papers"]).contains("is a corpus"));
    std::fs::remove_file(folder.path().join("papers/manifest.json")).unwrap();
    for arguments in [&["words", "papers"][..], &["info", "papers"], &["tokenize", "papers"]] {
        let message = folder.failed(arguments);
        assert!(message.contains("manifest.json"), "{arguments:?}: {message}");
    }
}

#[test]
fn frequency_lists_may_say_how_many_tokens_there_are() {
    let folder = Folder::with_papers();
    folder.file("list.csv", "form,freq\nفي,50\nمن,30\n");
    let keywords = |more: &[&str]| {
        let arguments = [&["keywords", "papers", "--reference", "list.csv"], more].concat();
        folder.run(&arguments).out
    };
    let per_million = |out: &str| {
        let row = out.lines().find(|row| row.starts_with("في,")).unwrap().to_owned();
        row.split(',').nth(4).unwrap().to_owned()
    };
    assert_eq!(per_million(&keywords(&[])), "625000.0");
    assert_eq!(per_million(&keywords(&["--reference-tokens", "1000"])), "50000.0");
    let few = ["keywords", "papers", "--reference", "list.csv", "--reference-tokens", "79"];
    assert!(folder.failed(&few).contains("add up to 80"));
    let no_list = ["keywords", "papers", "--reference", "list.csv", "--target-tokens", "79"];
    assert!(folder.failed(&no_list).contains("frequency lists"));
}

#[test]
fn bad_files_are_named() {
    let folder = Folder::with_papers();
    assert!(folder.failed(&["words", "nowhere.txt"]).contains("nowhere.txt"));
    assert!(folder.failed(&["info", "nowhere"]).contains("nowhere"));
    assert!(folder.failed(&["info", "minbar.jsonl"]).contains("minbar.jsonl"));
    folder.file("empty.txt", "");
    assert!(folder.failed(&["words", "empty.txt"]).contains("no document was read"));
    assert!(folder.failed(&["index", "empty.txt", "-o", "out"]).contains("empty.txt"));
    assert!(!folder.path().join("out").exists());
    assert!(folder.failed(&["index", "minbar.jsonl", "-o", "papers"]).contains("--force"));
    assert!(folder.failed(&["index", "minbar.jsonl", "-o", "no/where"]).contains("no does not"));
    assert!(folder.failed(&["words", "papers", "-o", "no/where.csv"]).contains("no/where.csv"));
    assert!(folder.failed(&["words", "papers", "minbar.jsonl"]).contains("papers is a corpus"));
}

#[test]
fn bad_records_are_counted_with_their_places() {
    let folder = Folder::empty();
    let lines = "{\"id\":\"a\",\"text\":\"كتاب جديد\"}\n{\"id\":\"b\",\"text\":\n{\"id\":\"c\"}\n";
    folder.file("bad.jsonl", lines);
    let ran = folder.run(&["index", "bad.jsonl", "-o", "bad"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("skipped: 1 × invalid JSON"), "{}", ran.err);
    assert!(ran.err.contains("bad.jsonl, line 2"), "{}", ran.err);
    assert!(ran.err.contains("document \"c\""), "{}", ran.err);
    assert!(ran.err.contains("indexed 1 documents, 2 tokens"), "{}", ran.err);
    assert!(folder.failed(&["words", "bad.jsonl", "--strict"]).contains("bad.jsonl, line 2"));
}

#[test]
fn a_truncated_gzip_file_gives_what_is_there_and_says_so() {
    let folder = Folder::empty();
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for number in 0..20_000u32 {
        let word = number.wrapping_mul(2_654_435_761);
        writeln!(encoder, "{{\"id\":\"{number}\",\"text\":\"كتاب {word} جديد\"}}").unwrap();
    }
    let bytes = encoder.finish().unwrap();
    folder.file("cut.jsonl.gz", &bytes[..bytes.len() / 2]);
    let ran = folder.run(&["words", "cut.jsonl.gz", "--top", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("cut off: 1 × truncated file"), "{}", ran.err);
    assert!(ran.err.contains("cut.jsonl.gz"), "{}", ran.err);
}

#[test]
fn a_damaged_corpus_is_an_error_and_never_a_panic() {
    let folder = Folder::with_papers();
    assert!(folder.found(&["verify", "papers"]).starts_with("ok: "));
    let corpus = folder.path().join("papers");
    for entry in std::fs::read_dir(&corpus).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let whole = std::fs::read(&path).unwrap();
        let mut damaged = whole.clone();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 0x55;
        std::fs::write(&path, &damaged).unwrap();
        let ran = folder.run(&["verify", "papers"]);
        assert_eq!(ran.code, 2, "{}: {}", path.display(), ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        for arguments in [&["words", "papers"][..], &["kwic", "papers", "وزير"]] {
            let ran = folder.run(arguments);
            assert!(!ran.err.contains("panicked"), "{}: {}", path.display(), ran.err);
        }
        std::fs::write(&path, &whole[..middle]).unwrap();
        assert_eq!(folder.run(&["words", "papers"]).code, 2, "{}", path.display());
        std::fs::write(&path, &whole).unwrap();
    }
    std::fs::remove_file(corpus.join("manifest.json")).unwrap();
    let message = folder.failed(&["verify", "papers"]);
    assert!(message.contains("papers"), "{message}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = Folder::with_papers();
    let message = folder.failed(&["words", "papers", "-o", "/dev/full"]);
    assert!(message.contains("/dev/full") && message.contains("No space"), "{message}");
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    for arguments in
        [&["words", "papers"][..], &["tokenize", "minbar.jsonl"], &["normalize", "minbar.jsonl"]]
    {
        let output =
            command(folder.path(), arguments).stdout(full.try_clone().unwrap()).output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {message}");
        assert!(message.contains("No space"), "{message}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::with_papers();
    for arguments in [
        &["ngrams", "papers", "-n", "1..5"][..],
        &["tokenize", "minbar.jsonl", "alufuq.jsonl"],
        &["normalize", "minbar.jsonl", "alufuq.jsonl"],
        &["kwic", "papers", "*"],
        &["info", "papers", "--format", "json"],
        &["completions", "zsh"],
    ] {
        let mut child = command(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut some = [0; 16];
        out.read_exact(&mut some).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), message.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn numbers_outside_their_bounds_are_refused() {
    let folder = Folder::with_papers();
    let keywords = ["keywords", "papers", "--where", "source=alufuq", "--reference", "rest"];
    let of = |verb: &[&str], more: &[&str]| folder.failed(&[verb, more].concat());
    for (verb, option, value) in [
        (&keywords[..], "--max-q", "nan"),
        (&keywords, "--max-q", "1.5"),
        (&keywords, "--lock-bound", "nan"),
        (&keywords, "--key-max-p", "2"),
        (&["change", "papers"], "--max-q", "inf"),
        (&["change", "papers"], "--burst-scale", "1"),
        (&["compare-collocates", "papers", "وزير", "--reference", "rest"], "--max-q", "nan"),
        (&["diversity", "papers"], "--threshold", "1"),
        (&["diversity", "papers"], "--window", "0"),
        (&["diversity", "papers"], "--sample", "0"),
    ] {
        let message = of(verb, &[option, value]);
        assert!(message.contains(option) && message.contains("number"), "{message}");
    }
}

/// What a name, a query or the value of an option may hold by mistake or by malice: clearing the
/// screen, going back over the line, turning the text around.
const STEERING: &str = "x\u{1b}[2Jy\rz\u{9b}31m\u{202e}w\u{2066}v\u{7}";

#[test]
fn nothing_that_was_given_steers_the_terminal() {
    let folder = Folder::with_papers();
    let option = format!("--{STEERING}");
    let group = format!("({STEERING}");
    let field = format!("{STEERING}=1");
    for arguments in [
        &[STEERING][..],
        &["words", STEERING],
        &["words", "papers", &option],
        &["words", "papers", "--top", STEERING],
        &["words", "papers", "--classes", STEERING],
        &["words", "papers", "--layer", STEERING],
        &["words", "papers", "--where", STEERING],
        &["words", "papers", "--where", &field],
        &["words", "papers", "--format", STEERING],
        &["words", "papers", "--sort", STEERING],
        &["words", "papers", "-o", STEERING],
        &["words", "papers", "papers", STEERING, "--top", "1"],
        &["words", "papers", "--stop", STEERING],
        &["kwic", "papers", &group],
        &["kwic", "papers", STEERING],
        &["kwic", "papers", "وزير", "--show", STEERING],
        &["kwic", "papers", "وزير", "--sort", STEERING],
        &["index", "minbar.jsonl", "-o", "new", "--layers", STEERING],
        &["index", "minbar.jsonl", "-o", "new", "--meta", STEERING],
        &["collocates", "papers", "وزير", "--measures", STEERING],
        &["collocates", "papers", "وزير", "--window", STEERING],
        &["normalize", "minbar.jsonl", "--steps", STEERING],
        &["completions", STEERING],
        &["lexicon", STEERING],
        &["verify", STEERING],
        &["info", STEERING],
    ] {
        let ran = folder.run(arguments);
        for text in [&ran.out, &ran.err] {
            let steers = |c: char| {
                c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202e}' | '\u{2066}')
            };
            assert!(!text.contains(steers), "{arguments:?}: {text:?}");
        }
    }
}
