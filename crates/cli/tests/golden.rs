//! Corpora of format 2 that were written once and are kept as they are: they open, are whole, and
//! answer as they always did. A version of the program that cannot do this needs a format of its own.
//!
//! `golden/README.md` says how they were made. The answers are snapshots, and the few numbers below
//! were counted in `golden/articles.jsonl` and `golden/treebank.conllu` by other means.

mod common;

use common::Folder;
use std::path::{Path, PathBuf};

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// A folder with a copy of a corpus, which nothing may change.
fn opened(name: &str) -> Folder {
    let folder = Folder::empty();
    std::fs::create_dir(folder.path().join(name)).expect("a folder for it");
    for entry in std::fs::read_dir(golden(name)).expect("the golden corpus") {
        let path = entry.expect("a file of it").path();
        let file = path.file_name().expect("its name").to_string_lossy().into_owned();
        folder.file(&format!("{name}/{file}"), std::fs::read(&path).expect("its bytes"));
    }
    folder
}

/// What each command prints, one after the other.
fn answers(folder: &Folder, commands: &[&[&str]]) -> String {
    let one = |command: &&[&str]| format!("$ {}\n{}\n", command.join(" "), folder.found(command));
    commands.iter().map(one).collect()
}

#[test]
fn a_corpus_of_articles_answers_as_ever() {
    let folder = opened("articles");
    folder.found(&["verify", "articles"]);
    let tsv = ["--format", "tsv"];
    let commands: [&[&str]; 9] = [
        &["words", "articles", "--top", "40"],
        &["words", "articles", "--layer", "segments", "--top", "25"],
        &["words", "articles", "--layer", "word", "--where", "source=\"minbar\"", "--top", "25"],
        &["ngrams", "articles", "-n", "2", "--min-freq", "3"],
        &["kwic", "articles", "ال*ية"],
        &["kwic", "articles", "و ال*", "--layer", "segments", "--top", "10"],
        &["kwic", "articles", "في", "--where", "field.name=title"],
        &["collocates", "articles", "في", "--min-freq", "2"],
        &["dispersion", "articles", "في"],
    ];
    let commands: Vec<Vec<&str>> = commands.map(|command| [command, &tsv].concat()).into();
    let commands: Vec<&[&str]> = commands.iter().map(Vec::as_slice).collect();
    insta::assert_snapshot!("golden_articles", answers(&folder, &commands));
}

#[test]
fn a_corpus_of_a_treebank_answers_as_ever() {
    let folder = opened("treebank");
    folder.found(&["verify", "treebank"]);
    let commands: [&[&str]; 6] = [
        &["words", "treebank", "--layer", "upos", "--format", "tsv"],
        &["words", "treebank", "--layer", "lemma", "--top", "0", "--format", "tsv"],
        &["ngrams", "treebank", "--layer", "upos", "-n", "2", "--format", "tsv"],
        &["kwic", "treebank", "VERB", "--layer", "upos", "--format", "tsv"],
        &["kwic", "treebank", "NOUN ADJ", "--layer", "upos", "--within", "s", "--format", "tsv"],
        &["words", "treebank", "--where", "s.id=\"rihla-1\"", "--format", "tsv"],
    ];
    insta::assert_snapshot!("golden_treebank", answers(&folder, &commands));
}

/// A count of another kind: words that white space parts in the JSON lines, of the letters ف and ي
/// alone.
#[test]
fn a_golden_corpus_counts_what_its_source_has() {
    let folder = opened("articles");
    let source = std::fs::read_to_string(golden("articles.jsonl")).expect("the articles");
    let mut expected = 0;
    for line in source.lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
        for field in ["title", "text"] {
            let text = article[field].as_str().expect("a field of text");
            expected += text.split_whitespace().filter(|word| *word == "في").count();
        }
    }
    let found =
        folder.found(&["words", "articles", "--layer", "word", "--format", "tsv", "--top", "0"]);
    let row = found.lines().find(|line| line.split('\t').any(|cell| cell == "في"));
    let row = row.expect("a row for في");
    assert!(row.split('\t').any(|cell| cell == expected.to_string()), "{expected}: {row}");
    assert!(expected > 20);
}
