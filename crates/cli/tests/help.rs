//! Help, completions and the demo.

mod common;

use common::Folder;

const VERBS: [&str; 28] = [
    "demo",
    "index",
    "info",
    "verify",
    "layers",
    "normalize",
    "tokenize",
    "words",
    "ngrams",
    "bundles",
    "pframes",
    "mwe",
    "kwic",
    "collocates",
    "collocations",
    "compare-collocates",
    "network",
    "keywords",
    "tfidf",
    "dispersion",
    "diversity",
    "trend",
    "change",
    "compare",
    "neighbours",
    "variants",
    "lexicon",
    "completions",
];

#[test]
fn every_verb_teaches() {
    let folder = Folder::empty();
    let overview = folder.found(&["--help"]);
    for verb in VERBS {
        assert!(overview.contains(&format!("  {verb} ")), "{verb} in\n{overview}");
        let help = folder.found(&[verb, "--help"]);
        let examples = verb == "lexicon" || help.contains("Example");
        assert!(examples, "{verb} has no example:\n{help}");
        let rows = [
            "words",
            "ngrams",
            "bundles",
            "pframes",
            "mwe",
            "kwic",
            "collocates",
            "collocations",
            "compare-collocates",
            "keywords",
            "tfidf",
            "dispersion",
            "diversity",
            "change",
            "compare",
            "neighbours",
            "trend",
            "variants",
            "tokenize",
        ];
        assert!(!rows.contains(&verb) || help.contains("Columns:"), "{verb}");
        let short = folder.found(&[verb, "-h"]);
        assert!(short.lines().count() <= help.lines().count(), "{verb}");
        let wide = help.lines().map(|line| line.chars().count()).max();
        assert!(wide <= Some(110), "{verb}: {wide:?}");
    }
    for verb in ["build", "search", "train"] {
        assert!(folder.found(&["lexicon", verb, "--help"]).contains("Examples:"));
    }
}

#[test]
fn shells_are_completed() {
    let folder = Folder::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.found(&["completions", shell]);
        for verb in VERBS {
            assert!(script.contains(verb), "{shell} misses {verb}");
        }
    }
    assert_eq!(folder.run(&["completions", "dos"]).code, 2);
}

#[test]
fn the_demo_shows_what_it_says() {
    let folder = Folder::empty();
    let demo = folder.found(&["demo"]);
    insta::assert_snapshot!(demo);
    assert_eq!(demo, folder.found(&["demo", "--threads", "1"]));
    let saved = folder.run(&["demo", "--save", "papers"]);
    assert_eq!(saved.code, 0, "{}", saved.err);
    assert!(folder.found(&["verify", "papers"]).starts_with("ok: "));
    assert!(folder.failed(&["demo", "--save", "papers"]).contains("papers exists"));
    let kwic =
        folder.found(&["kwic", "papers", "درجات الحرارة", "--format", "table", "--limit", "1"]);
    assert!(kwic.contains("درجات الحرارة"));
}
