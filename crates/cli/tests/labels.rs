//! What is shown is the spelling most often written; what is counted stands beside it as `key`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its output has failed")]

mod common;

use common::Folder;
use serde_json::Value;
use siyaq::text::{Normalizer, Profile};
use std::collections::BTreeMap;

/// For each form the spelling most often written, ties by their bytes, out of the list of the words as written.
fn labels(folder: &Folder) -> BTreeMap<String, String> {
    let list = ["words", "papers", "--layer", "word", "--classes", "all", "--format", "jsonl"];
    let folding = Normalizer::new(Profile::Standard);
    let mut best: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for line in folder.found(&list).lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let (word, freq) = (row["form"].as_str().unwrap(), row["freq"].as_u64().unwrap());
        assert_eq!(row["key"], row["form"]);
        let own = (freq, word.to_owned());
        let known = best.entry(folding.normalize(word).into_owned()).or_insert_with(|| own.clone());
        if freq > known.0 || freq == known.0 && word < known.1.as_str() {
            *known = own;
        }
    }
    best.into_iter().map(|(form, (_, word))| (form, word)).collect()
}

/// Whether a form is letters alone, which every class of tokens folds alike.
fn is_plain(form: &str) -> bool {
    form.chars().all(|letter| ('\u{621}'..='\u{64a}').contains(&letter))
}

/// The words of a cell with forms; frequencies of fillers and the slot of a frame are none.
fn words(cell: &str) -> Vec<&str> {
    cell.split(' ').map(|word| word.split(':').next().unwrap_or(word)).collect()
}

type Verb = (&'static [&'static str], &'static [(&'static str, &'static str)]);

/// The verbs that print forms, and their columns of spellings with those of the forms themselves.
fn verbs() -> Vec<Verb> {
    vec![
        (&["words", "papers"][..], &[("form", "key")][..]),
        (&["ngrams", "papers", "-n", "1..3", "--min-freq", "2"], &[("form", "key")]),
        (&["ngrams", "papers", "-n", "2", "--top", "40"], &[("form", "key")]),
        (&["bundles", "papers", "-n", "2", "--min-range", "2"], &[("form", "key")]),
        (
            &["pframes", "papers", "-n", "3", "--min-freq", "5"],
            &[("frame", "key"), ("fillers", "key_fillers")],
        ),
        (&["mwe", "papers", "--min-freq", "3"], &[("form", "key")]),
        (&["collocates", "papers", "في", "--min-freq", "2"], &[("form", "key")]),
        (&["collocations", "papers"], &[("form_1", "key_1"), ("form_2", "key_2")]),
        (
            &[
                "compare-collocates",
                "papers",
                "في",
                "--where",
                "source=alufuq",
                "--reference",
                "rest",
            ],
            &[("form", "key")],
        ),
        (
            &["keywords", "papers", "--where", "source=alufuq", "--reference", "rest"],
            &[("form", "key")],
        ),
        (&["keywords", "papers", "--each", "category"], &[("form", "key")]),
        (
            &[
                "keywords",
                "papers",
                "--where",
                "source=alufuq",
                "--reference",
                "rest",
                "--collocations",
            ],
            &[("form", "key")],
        ),
        (
            &[
                "keywords",
                "papers",
                "--where",
                "source=alufuq",
                "--reference",
                "rest",
                "--key-key",
                "--key-max-p",
                "0.01",
            ],
            &[("form", "key")],
        ),
        (&["change", "papers", "--by", "month"], &[("form", "key")]),
        (
            &["neighbours", "papers", "المطر", "--min-freq", "5", "--dimensions", "20"],
            &[("form", "key")],
        ),
        (&["lexicon", "search", "papers", "*ا*"], &[("form", "key")]),
    ]
}

#[test]
fn every_verb_shows_the_spelling_most_often_written() {
    let folder = Folder::with_papers();
    let labels = labels(&folder);
    let mut differ = 0;
    for (verb, columns) in verbs() {
        let out = folder.found(&[verb, &["--format", "jsonl"]].concat());
        for line in out.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            for (form, key) in columns {
                let [form, key] = [form, key].map(|name| row[*name].as_str().unwrap());
                let pairs = words(form).into_iter().zip(words(key));
                assert_eq!(words(form).len(), words(key).len(), "{verb:?}: {line}");
                for (shown, counted) in pairs.filter(|(_, counted)| is_plain(counted)) {
                    assert_eq!(
                        Some(shown),
                        labels.get(counted).map(String::as_str),
                        "{verb:?}: {line}"
                    );
                    differ += usize::from(shown != counted);
                }
            }
        }
        // A table has no keys, and the same spellings.
        let table = folder.found(&[verb, &["--format", "table", "-q"]].concat());
        assert!(!table.lines().next().unwrap().contains("key "), "{verb:?}: {table}");
    }
    assert!(differ > 1000, "{differ}");
}

#[test]
fn networks_and_drawings_show_spellings() {
    let folder = Folder::with_papers();
    let labels = labels(&folder);
    let graph = folder.found(&["network", "papers", "اطلاق", "--format", "json"]);
    let graph: Value = serde_json::from_str(&graph).unwrap();
    let nodes = graph["nodes"].as_array().unwrap();
    assert_eq!((&nodes[0]["label"], &nodes[0]["key"]), (&"إطلاق".into(), &"اطلاق".into()));
    for node in nodes.iter().filter(|node| is_plain(node["key"].as_str().unwrap())) {
        assert_eq!(
            node["label"].as_str(),
            labels.get(node["key"].as_str().unwrap()).map(|s| s.as_str())
        );
    }
    let svg = ["keywords", "papers", "--each", "source", "--svg", "k.svg", "--svg-top", "12", "-q"];
    folder.found(&svg);
    let drawn = folder.read("k.svg");
    assert!(drawn.contains("الأطلس") && !drawn.contains("الاطلس"), "{drawn}");
}

#[test]
fn a_list_with_keys_is_compared_by_them() {
    let folder = Folder::with_papers();
    folder.run(&["words", "papers", "-o", "words.csv", "-q"]);
    let found = folder.found(&[
        "keywords",
        "papers",
        "--reference",
        "words.csv",
        "--min-freq",
        "1",
        "--measures",
        "log_ratio",
        "--format",
        "jsonl",
    ]);
    for line in found.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        assert_eq!(row["freq_target"], row["freq_reference"], "{line}");
    }
}

#[test]
fn a_drawing_says_what_its_table_says() {
    let folder = Folder::with_papers();
    for (by, title) in [("tokens", "log_ratio of tokens"), ("documents", "log_ratio of documents")]
    {
        let out = folder.run(&[
            "keywords",
            "papers",
            "--each",
            "category",
            "--by",
            by,
            "--measures",
            "log_ratio",
            "--direction",
            "positive",
            "--svg",
            "k.svg",
            "--svg-top",
            "3",
            "--format",
            "jsonl",
            "-q",
        ]);
        let drawn = folder.read("k.svg");
        assert!(drawn.contains(title), "{drawn}");
        let mut group = (String::new(), 0);
        for line in out.out.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let own = row["group"].as_str().unwrap();
            group = if group.0 == own { (group.0, group.1 + 1) } else { (own.to_owned(), 1) };
            if group.1 > 3 {
                continue;
            }
            let value = format!(">\u{2068}{:.1}\u{2069}<", row["log_ratio"].as_f64().unwrap());
            assert!(drawn.contains(row["form"].as_str().unwrap()), "{by}: {line}");
            assert!(drawn.contains(&value), "{by}: {line}");
        }
    }
}

#[test]
fn a_page_speaks_one_language() {
    let folder = Folder::with_papers();
    let page = |language: &str, format: &str| {
        let network =
            ["network", "papers", "المطر", "--min-freq", "2", "--title", "-", "--lang", language];
        folder.found(&[&network[..], &["--format", format]].concat())
    };
    let arabic = ["الكلمات", "الروابط", "الأحمر", "بحث", "إعادة الضبط", "المتلازم", "عدد الوثائق"];
    let english = ["words", "links", "red: asked for", "Search", "Reset", "collocate", "documents"];
    for format in ["html", "svg"] {
        let (ar, en) = (page("ar", format), page("en", format));
        let shown = |text: &str| text.split("<script").next().unwrap_or_default().to_owned();
        // The first three stand in the picture, the rest on the page.
        let most = if format == "html" { arabic.len() } else { 3 };
        for (own, other) in arabic.iter().zip(english).take(most) {
            assert!(ar.contains(own) && en.contains(other), "{own} {other}");
            assert!(!shown(&en).contains(own), "{own}");
            assert!(!shown(&ar).contains(&format!(">{other}")), "{other}");
        }
    }
    assert!(page("en", "html").starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
    assert!(folder.failed(&["network", "papers", "المطر", "--lang", "fr"]).contains("ar, en"));
}

#[test]
fn the_name_of_a_file_promises_its_format() {
    let folder = Folder::with_papers();
    for (arguments, says) in [
        (&["words", "papers", "-o", "table.xlsx"][..], ".csv, .tsv, .json, .jsonl"),
        (&["kwic", "papers", "المطر", "-o", "k.html"], ".jsonl"),
        (&["network", "papers", "المطر", "-o", "net.pdf"], ".graphml, .gexf, .json, .svg, .html"),
        (&["network", "papers", "المطر", "-o", "net.html", "--format", "svg"], "--format says svg"),
        (&["words", "papers", "-o", "w.csv", "--format", "json"], ".json"),
        (&["words", "papers", "-o", "w.csv.gz"], ".gz"),
        (&["tokenize", "minbar.jsonl", "-o", "t.docx"], ".docx"),
        (&["lexicon", "search", "papers", "ا*", "-o", "l.xls"], ".xls"),
        (&["compare", "papers", "--each", "source", "--svg", "m.png"], ".svg"),
    ] {
        let said = folder.failed(arguments);
        assert!(said.contains(says), "{arguments:?}: {said}");
        let name = arguments.iter().find(|name| name.contains('.') && !name.starts_with("minbar"));
        assert!(!folder.path().join(name.unwrap()).exists(), "{arguments:?}");
    }
    folder.run(&["words", "papers", "-o", "W.CSV", "-q"]);
    assert!(folder.read("W.CSV").starts_with("form,freq,"));
    folder.run(&["words", "papers", "-o", "w.txt", "--format", "table", "-q"]);
    assert!(folder.read("w.txt").starts_with("form  "));
}
