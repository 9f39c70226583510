//! Every verb with measures: no cell is NaN or infinite, and with --reasons each that is empty says
//! why.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its output has failed")]

mod common;

use common::Folder;
use serde_json::Value;
use siyaq::analysis::TextMeasure;
use siyaq::stats::{DispersionMeasure, Measure, Undefined, WindowModel};
use std::collections::BTreeSet;

/// Columns that hold names or counts, which are missing where there is none to tell.
const NO_MEASURES: [&str; 7] = [
    "part",
    "change",
    "burst_from",
    "burst_to",
    "doc_freq_target",
    "doc_freq_reference",
    "undefined",
];

/// Why a corpus is too small for a verb.
const REFUSED: [&str; 2] = ["has no tokens to count", "no word varies between them"];

fn names<M: ToString>(measures: impl IntoIterator<Item = M>) -> String {
    measures.into_iter().map(|measure| measure.to_string()).collect::<Vec<_>>().join(",")
}

/// Runs a verb and reads its rows; the reasons that were met go into `met`.
fn check(folder: &Folder, arguments: &[&str], met: &mut BTreeSet<String>) -> usize {
    let ran = folder.run(&[arguments, &["--reasons", "--format", "json", "--quiet"]].concat());
    if ran.code == 2 {
        // Nothing to count is an error and no row; so are texts too few to be compared.
        let known = REFUSED.iter().any(|refused| ran.err.contains(refused));
        assert!(known && ran.out.is_empty(), "{arguments:?}: {}", ran.err);
        return 0;
    }
    let lower = ran.out.to_lowercase();
    for wrong in [":nan", ":inf", ":-inf", ": nan", ": inf", ": -inf", "1e999"] {
        assert!(!lower.contains(wrong), "{arguments:?}: {wrong}");
    }
    let rows: Value = serde_json::from_str(&ran.out).unwrap();
    let rows = rows.as_array().unwrap();
    for row in rows {
        let cells = row.as_object().unwrap();
        assert!(cells.contains_key("undefined"), "{arguments:?}");
        let text = cells["undefined"].as_str().unwrap_or_default();
        let reasons: Vec<(&str, &str)> =
            text.split(' ').filter_map(|part| part.rsplit_once('=')).collect();
        for (name, reason) in &reasons {
            assert!(cells[*name].is_null(), "{arguments:?}: {name} has a value and a reason");
            assert!(Undefined::ALL.iter().any(|known| known.name() == *reason), "{reason}");
            met.insert((*reason).to_owned());
        }
        for (name, value) in cells {
            let explained = reasons.iter().any(|(own, _)| own == name);
            assert!(
                !value.is_null() || explained || NO_MEASURES.contains(&name.as_str()),
                "{arguments:?}: {name} is empty without a reason in {row}"
            );
        }
    }
    rows.len()
}

/// What is asked of a corpus with the fields `source` and `date`; `word` occurs in it.
fn runs(corpus: &str, word: &str, source: &str) -> Vec<Vec<String>> {
    let association = names(Measure::ALL);
    let keyness = format!("{association},{}", names(TextMeasure::ALL));
    let dispersion = names(DispersionMeasure::all());
    let this = format!("source={source}");
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for parts in ["documents", "source", "1", "7"] {
        runs.push(vec!["words", corpus, "--dispersion", &dispersion, "--parts", parts]);
        for n in ["1", "2"] {
            let base = vec!["ngrams", corpus, "-n", n, "--dispersion", &dispersion];
            runs.push([base.clone(), vec!["--parts", parts]].concat());
            runs.push([base, vec!["--parts", parts, "--skip", "2"]].concat());
        }
        for query in [word, "زقزقة"] {
            runs.push(vec!["dispersion", corpus, query, "--by", parts]);
            runs.push(vec!["dispersion", corpus, query, "--by", parts, "--summary"]);
        }
        runs.push(vec!["diversity", corpus, "--measures", "all", "--by", parts]);
    }
    for curve in ["growth", "ranks", "laws"] {
        runs.push(vec!["diversity", corpus, "--curve", curve]);
    }
    for model in WindowModel::ALL {
        let span = if model == WindowModel::Nltk { "0:2" } else { "2:2" };
        for verb in [vec!["collocates", corpus, word], vec!["collocations", corpus]] {
            let more = vec!["--window", span, "--window-model", model.name(), "--min-freq", "1"];
            let test = vec!["--correction", "holm", "--measures", &association];
            runs.push([verb, more, test].concat());
        }
    }
    runs.push(vec!["collocations", corpus, "--window", "0:1", "--min-freq", "1", "--gravity"]);
    let reference = ["--where", &this, "--reference", "rest", "--min-freq", "1"];
    for effect in ["log_ratio", "log_odds"] {
        let verb = vec!["compare-collocates", corpus, word, "--effect", effect];
        runs.push([verb, reference.to_vec()].concat());
    }
    for test in ["log_likelihood_4", "fisher_two_sided", "welch", "mann_whitney"] {
        let more = vec!["--measures", &keyness, "--test", test, "--bootstrap", "20"];
        runs.push([vec!["keywords", corpus], reference.to_vec(), more.clone()].concat());
        runs.push([vec!["keywords", corpus, "--each", "source", "--min-freq", "1"], more].concat());
    }
    for direction in ["positive", "negative", "lock"] {
        let base = [vec!["keywords", corpus], reference.to_vec()].concat();
        runs.push([base, vec!["--by", "documents", "--direction", direction]].concat());
    }
    let pairs = ["--collocations", "--measures", &association];
    runs.push([vec!["keywords", corpus], reference.to_vec(), pairs.to_vec()].concat());
    for by in ["year", "month", "day"] {
        runs.push(vec!["change", corpus, "--by", by, "--min-freq", "1", "--min-docs", "1"]);
        for query in [word, "زقزقة"] {
            for show in ["series", "test", "changes", "bursts"] {
                runs.push(vec!["trend", corpus, query, "--by", by, "--show", show]);
            }
            let company = ["--with", word, "--measures", &association];
            runs.push([vec!["trend", corpus, query, "--by", by], company.to_vec()].concat());
        }
    }
    for more in [vec![], vec!["--splits", "3"], vec!["--words", "1"]] {
        runs.push([vec!["compare", corpus, "--each", "source"], more].concat());
    }
    runs.into_iter().map(|run| run.into_iter().map(str::to_owned).collect()).collect()
}

/// Intervals, tuples, terms, styles, periods and regressions of the same corpus.
fn more_runs(corpus: &str, word: &str, source: &str) -> Vec<Vec<String>> {
    let this = format!("source={source}");
    let dispersion = names(DispersionMeasure::all());
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for parts in ["documents", "source", "1", "7"] {
        let words = ["words", corpus, "--dispersion", &dispersion, "--parts", parts];
        runs.push([&words[..], &["--bootstrap", "20", "--top", "30"]].concat());
        let drawn = ["--bootstrap", "20", "--by", parts];
        runs.push([&["dispersion", corpus, word, "--summary"][..], &drawn].concat());
        runs.push([&["diversity", corpus, "--measures", "mattr,mtld"][..], &drawn].concat());
    }
    runs.push(vec!["collocations", corpus, "--window", "0:1", "--min-freq", "1", "--tuple"]);
    runs.push(vec!["collocates", corpus, word, "--min-freq", "1", "--tuple"]);
    for each in ["source", "documents"] {
        for idf in ["log", "smooth"] {
            let more = ["--each", each, "--idf", idf, "--among", "documents", "--min-freq", "1"];
            runs.push([&["tfidf", corpus][..], &more].concat());
        }
    }
    let reference = ["--where", &this, "--reference", "rest", "--min-freq", "9"];
    for (test, effect_as) in [
        ("quasi_poisson", "fixed"),
        ("negative_binomial", "fixed"),
        ("negative_binomial", "random"),
    ] {
        let effect = ["--effect", "source", "--effect-as", effect_as, "--test", test];
        let arf = ["--measures", "adjusted_log_ratio(dispersion=arf)"];
        runs.push([&["keywords", corpus][..], &reference, &arf, &effect].concat());
    }
    for query in [word, "زقزقة"] {
        for show in ["periods", "steps"] {
            runs.push(vec!["trend", corpus, query, "--by", "month", "--show", show]);
        }
    }
    let delta = ["--delta", "burrows,cosine,quadratic,eder,eder_stylo", "--words", "9"];
    runs.push([&["compare", corpus, "--each", "source"][..], &delta].concat());
    runs.into_iter().map(|run| run.into_iter().map(str::to_owned).collect()).collect()
}

fn check_all(folder: &Folder, runs: &[Vec<String>]) -> (usize, BTreeSet<String>) {
    let mut met = BTreeSet::new();
    let mut rows = 0;
    for run in runs {
        let arguments: Vec<&str> = run.iter().map(String::as_str).collect();
        rows += check(folder, &arguments, &mut met);
    }
    (rows, met)
}

#[test]
fn sample_corpora() {
    let folder = Folder::with_papers();
    // Rows enough for every reason, and not so many that the test takes long.
    let mut runs = runs("papers", "وزير", "alufuq");
    runs.extend(more_runs("papers", "وزير", "alufuq"));
    for run in &mut runs {
        if !run.contains(&"--top".to_owned()) {
            run.extend(["--top", "400"].map(str::to_owned));
        }
    }
    let (rows, met) = check_all(&folder, &runs);
    assert!(rows > 10_000, "{rows}");
    for reason in ["never_together", "too_few", "single_part", "empty_cell", "no_halves", "halved"]
    {
        assert!(met.contains(reason), "{reason}: {met:?}");
    }
}

/// One word type only, in two documents of one word each, a document without words, and two dates.
#[test]
fn a_corpus_of_next_to_nothing() {
    let folder = Folder::empty();
    let document = |id: &str, text: &str, source: &str, date: &str| {
        format!(
            "{{\"id\":\"{id}\",\"text\":\"{text}\",\"source\":\"{source}\",\"date\":\"{date}\"}}\n"
        )
    };
    let one = document("أ", "نعم", "هنا", "2023-01-01");
    let other = document("ب", "نعم نعم", "هناك", "2024-02-02");
    let empty = document("ج", "؟!", "لا شيء", "2024-05-05");
    for (name, text) in
        [("two", format!("{one}{other}")), ("three", format!("{one}{other}{empty}"))]
    {
        folder.file("in.jsonl", text);
        let meta = ["--meta", "source,date:date", "--quiet"];
        let index = [&["index", "in.jsonl", "-o", name][..], &meta].concat();
        assert_eq!(folder.run(&index).code, 0);
        let mut runs = runs(name, "نعم", "هنا");
        runs.extend(more_runs(name, "نعم", "هنا"));
        let (rows, met) = check_all(&folder, &runs);
        assert!(rows > 300, "{rows}");
        for reason in ["empty_margin", "too_few", "no_variation", "nothing_repeated", "no_burst"] {
            assert!(met.contains(reason), "{name} {reason}: {met:?}");
        }
    }
}

/// Without --reasons no column of reasons.
#[test]
fn reasons_are_for_the_asking() {
    let folder = Folder::with_papers();
    for verb in [&["words", "papers"][..], &["compare", "papers", "--each", "source"]] {
        let plain = folder.found(&[verb, &["--top", "3"]].concat());
        assert!(!plain.contains("undefined"), "{plain}");
        let with = folder.found(&[verb, &["--top", "3", "--reasons"]].concat());
        let heads: Vec<&str> = [&plain, &with].map(|csv| csv.lines().next().unwrap()).to_vec();
        assert_eq!(heads[1], format!("{},undefined", heads[0]));
    }
}
