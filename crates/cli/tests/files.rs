//! Results in files, with their manifests; lists, stop lists, dictionaries.

mod common;

use common::Folder;
use serde_json::Value;

/// Some cells of each row, joined by commas.
fn cells(csv: &str, places: &[usize]) -> Vec<String> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        places.iter().map(|place| cells[*place]).collect::<Vec<_>>().join(",")
    };
    csv.lines().skip(1).map(row).collect()
}

#[test]
fn a_result_file_has_a_manifest_that_tells_how_it_was_made() {
    let folder = Folder::with_papers();
    let ran = folder.run(&[
        "words",
        "papers",
        "--where",
        "source=minbar",
        "--min-freq",
        "3",
        "-o",
        "w.csv",
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let csv = folder.read("w.csv");
    let manifest: Value = serde_json::from_str(&folder.read("w.csv.manifest.json")).unwrap();
    let info: Value =
        serde_json::from_str(&folder.found(&["info", "papers", "--format", "json"])).unwrap();
    assert_eq!(manifest["command"], "words");
    assert_eq!(manifest["arguments"][1], "papers");
    assert_eq!(manifest["options"]["min_freq"], 3);
    assert_eq!(manifest["options"]["layer"], "standard");
    assert_eq!(manifest["options"]["where"], "source=minbar");
    assert_eq!(manifest["options"]["punctuation"], "skip");
    assert_eq!(manifest["options"]["top"], Value::Null);
    assert_eq!(manifest["options"]["threads"], Value::Null);
    assert_eq!(manifest["inputs"][0]["blake3"], info["corpus_hash"]);
    assert_eq!(manifest["inputs"][0]["sources"][0]["path"], "minbar.jsonl");
    assert_eq!(manifest["result"]["rows"], csv.lines().count() - 1);
    assert_eq!(manifest["result"]["file"], "w.csv");
    assert_eq!(manifest["tool"]["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_name_of_a_file_chooses_the_format() {
    let folder = Folder::with_papers();
    for (name, start) in [
        ("w.csv", "form,freq"),
        ("w.tsv", "form\tfreq"),
        ("w.json", "[\n{"),
        ("w.jsonl", "{\"form\""),
        ("w.txt", "form  "),
    ] {
        folder.run(&["words", "papers", "-o", name, "--quiet"]);
        assert!(folder.read(name).starts_with(start), "{name}");
    }
    folder.run(&["words", "papers", "-o", "plain", "--format", "tsv"]);
    assert_eq!(folder.read("plain"), folder.read("w.tsv"));
    folder.run(&["tokenize", "minbar.jsonl", "-o", "t.jsonl"]);
    assert!(folder.read("t.jsonl").starts_with("{\"doc\":"));
    let manifest: Value = serde_json::from_str(&folder.read("t.jsonl.manifest.json")).unwrap();
    assert_eq!(manifest["command"], "tokenize");
    assert_eq!(manifest["result"]["rows"], folder.read("t.jsonl").lines().count());
}

#[test]
fn conditions_choose_documents() {
    let folder = Folder::with_papers();
    let sum = |arguments: &[&str]| -> u64 {
        // A number such as 3,5 is a form too.
        let csv = folder.found(&[arguments, &["--format", "tsv"]].concat());
        csv.lines()
            .skip(1)
            .map(|line| line.split('\t').nth(1).unwrap().parse::<u64>().unwrap())
            .sum()
    };
    let all = sum(&["words", "papers"]);
    let parts: u64 = ["source=minbar", "source=alufuq"]
        .map(|part| sum(&["words", "papers", "--where", part]))
        .iter()
        .sum();
    assert_eq!(all, parts);
    let years: u64 = ["year=2023", "year>=2024"]
        .map(|part| sum(&["words", "papers", "--where", part]))
        .iter()
        .sum();
    assert_eq!(all, years);
    assert_eq!(
        sum(&["words", "minbar.jsonl", "--title-field", "title"]),
        sum(&["words", "papers", "--where", "source=minbar"])
    );
}

#[test]
fn keywords_of_parts_files_and_lists_agree() {
    let folder = Folder::with_papers();
    let title = ["--title-field", "title", "--quiet"];
    for name in ["minbar", "alufuq"] {
        let (input, output) = (format!("{name}.jsonl"), format!("{name}.csv"));
        folder.run(&[&["words", &input, "-o", &output][..], &title].concat());
    }
    let parts =
        folder.found(&["keywords", "papers", "--where", "source=minbar", "--reference", "rest"]);
    let conditions = folder.found(&[
        "keywords",
        "papers",
        "--where",
        "source=minbar",
        "--reference-where",
        "source=alufuq",
    ]);
    let files = folder.found(
        &[&["keywords", "minbar.jsonl", "--reference", "alufuq.jsonl"][..], &title].concat(),
    );
    let lists = folder.found(&["keywords", "minbar.csv", "--reference", "alufuq.csv"]);
    assert!(parts.lines().count() > 100);
    assert_eq!(parts, conditions);
    // Each corpus shows its own spellings; what is counted is the same.
    let counted: Vec<usize> = (1..16).collect();
    assert_eq!(cells(&parts, &counted), cells(&files, &counted));
    let lists_with_zeros = |text: &str| text.lines().count();
    assert_eq!(lists_with_zeros(&parts), lists_with_zeros(&lists));
    let positive = folder.found(&[
        "keywords",
        "papers",
        "--where",
        "source=alufuq",
        "--reference",
        "rest",
        "--direction",
        "positive",
        "--top",
        "20",
    ]);
    assert!(positive.contains("درهم"), "{positive}");
}

#[test]
fn stop_listed_forms_are_left_out() {
    let folder = Folder::with_papers();
    folder.file("stop.txt", "# function words\nفِي\nفى\nمن # a preposition\n");
    let all = folder.found(&["words", "papers"]);
    let own = folder.found(&["words", "papers", "--stop", "stop.txt"]);
    assert!(all.contains("\nفي,") && all.contains("\nمن,"));
    assert!(!own.contains("\nفي,") && !own.contains("\nمن,"));
    assert_eq!(own.lines().count(), all.lines().count() - 2);
    let shipped = folder.found(&["words", "papers", "--stop", "ar"]);
    assert!(shipped.lines().count() < own.lines().count() - 50);
    for arguments in [
        &["collocates", "papers", "وزير", "--min-freq", "1", "--stop", "ar"][..],
        &["keywords", "papers", "--where", "source=minbar", "--reference", "rest", "--stop", "ar"],
    ] {
        assert!(!folder.found(arguments).contains("\nفي,"), "{arguments:?}");
    }
    assert!(folder.failed(&["words", "papers", "--stop", "nowhere"]).contains("nowhere"));
}

#[test]
fn dictionaries_are_built_and_searched() {
    let folder = Folder::with_papers();
    folder.found(&["lexicon", "build", "papers", "-o", "papers.lex"]);
    folder.run(&["words", "papers", "-o", "words.csv", "--classes", "all"]);
    // A list has the forms as its layer has them in the column key.
    let by_key = ["--form-field", "key"];
    folder.found(&[&["lexicon", "build", "words.csv", "-o", "words.lex"], &by_key[..]].concat());
    let of_corpus = folder.found(&["lexicon", "search", "papers", "ال*ية"]);
    assert!(of_corpus.contains("\nالمحلية,"), "{of_corpus}");
    for lexicon in ["papers.lex", "words.lex", "words.csv"] {
        let keys = if lexicon == "words.csv" { &by_key[..] } else { &[] };
        let found = folder.found(&[&["lexicon", "search", lexicon, "ال*ية"], keys].concat());
        assert_eq!(cells(&found, &[0, 1, 2]), cells(&of_corpus, &[3, 1, 2]), "{lexicon}");
    }
    let regex = folder.found(&["lexicon", "search", "papers.lex", "--regex", "(و|ف)?قال(ت)?"]);
    assert!(regex.contains("\nوقال,") && regex.contains("\nقال,"), "{regex}");
    let fuzzy = folder.found(&["lexicon", "search", "papers", "وزارة", "--fuzzy", "1"]);
    assert!(
        cells(&fuzzy, &[3]).iter().all(|distance| distance == "0" || distance == "1"),
        "{fuzzy}"
    );
    assert_eq!(folder.run(&["lexicon", "search", "papers", "أ", "--fuzzy", "9"]).code, 2);
    assert_eq!(folder.run(&["lexicon", "search", "papers", "(", "--regex"]).code, 2);
    let unfolded = folder.run(&["lexicon", "search", "papers.lex", "*ستشفى"]);
    assert_eq!((unfolded.code, unfolded.err.contains("--fold standard")), (1, true));
    let folded = folder.found(&["lexicon", "search", "papers.lex", "إلَى", "--fold", "standard"]);
    assert!(folded.contains("\nالي,") || folded.contains("\nالى,"), "{folded}");
}

#[test]
fn samples_and_sorting_are_the_same_every_time() {
    let folder = Folder::with_papers();
    let sample =
        |seed: &str| folder.found(&["kwic", "papers", "في", "--sample", "10", "--seed", seed]);
    assert_eq!(sample("1"), sample("1"));
    assert_ne!(sample("1"), sample("2"));
    assert_eq!(sample("1").lines().count(), 11);
    let sorted = folder.found(&[
        "kwic",
        "papers",
        "وزير",
        "--sort",
        "-field:date",
        "--show",
        "date",
        "--format",
        "jsonl",
    ]);
    let dates: Vec<String> = sorted
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["date"].as_str().unwrap().to_owned()
        })
        .collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    let limited = folder.found(&["kwic", "papers", "في", "--limit", "3", "--context", "2:1"]);
    assert_eq!(limited.lines().count(), 4);
}
