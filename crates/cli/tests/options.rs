//! Every option of every verb is obeyed or refused: none is taken and then forgotten.
//!
//! The help of each verb lists its options. Each of them has a case here: a run in which it changes
//! what comes out, or one in which it is refused because it would change nothing. An option without
//! a case fails the test, and so does a case whose option has gone.

mod common;

use common::{Folder, Ran};
use std::collections::BTreeSet;

/// Verbs that count or search, each with a run in which `@` stands for the input.
const COUNTING: [(&str, &str); 19] = [
    ("words", "@"),
    ("ngrams", "@"),
    ("bundles", "@ -n 2 --min-per-million 0 --min-range 1"),
    ("pframes", "@ -n 3 --min-freq 2"),
    ("mwe", "@ --min-freq 2 --min-doc-freq 1"),
    ("kwic", "@ في"),
    ("collocates", "@ في --min-freq 1"),
    ("collocations", "@ --min-freq 2"),
    ("compare-collocates", "@ في --reference-where source=minbar --min-freq 1"),
    ("network", "@ في --min-freq 1 --order 1"),
    ("keywords", "@ --reference-where source=minbar --min-freq 1"),
    ("tfidf", "@ --each source"),
    ("dispersion", "@ في"),
    ("diversity", "@ --by documents"),
    ("trend", "@ في"),
    ("change", "@ -n 2 --min-freq 2 --min-docs 1"),
    ("compare", "@ --each category"),
    ("neighbours", "@ في --min-freq 3 --dimensions 5"),
    ("variants", "@ في"),
];

/// What says what is counted: option, value, and the verbs that refuse it.
const SCOPE: [(&str, &str, &[&str]); 8] = [
    ("--layer", "--layer word", &[]),
    ("--where", "--where category=politics", &[]),
    ("--classes", "--classes all", &[]),
    ("--punctuation", "--punctuation keep", &[]),
    ("--across", "--across paragraph", &["words", "tfidf", "diversity", "compare", "variants"]),
    ("--within", "--within doc", &["words", "tfidf", "diversity", "compare", "variants"]),
    ("--dedupe-by", "--dedupe-by category", &[]),
    ("--stop", "--stop ar", &[]),
];

/// Where an option of `SCOPE` cannot be seen in the usual run of a verb: another one.
const SCOPE_RUNS: [(&str, &str, &str); 24] = [
    ("kwic", "--punctuation", "@ في --group-by after:1"),
    ("kwic", "--across", "@ * --group-by after:1"),
    ("kwic", "--within", "@ * --group-by after:1"),
    ("kwic", "--classes", "@ في --group-by after:1"),
    ("kwic", "--layer", "@ علي"),
    ("dispersion", "--punctuation", "@ في_ال*"),
    ("dispersion", "--across", "@ قال_*"),
    ("dispersion", "--within", "@ قال_*"),
    ("dispersion", "--classes", "@ في"),
    ("dispersion", "--layer", "@ علي"),
    ("trend", "--punctuation", "@ في"),
    ("trend", "--across", "@ في_*_*_*"),
    ("trend", "--within", "@ في_*_*_*"),
    ("trend", "--layer", "@ علي"),
    ("variants", "--layer", "@ علي"),
    ("variants", "--classes", "@ في"),
    ("collocates", "--layer", "@ علي --min-freq 1"),
    ("compare-collocates", "--layer", "@ علي --reference-where source=minbar --min-freq 1"),
    ("network", "--layer", "@ علي --min-freq 1 --order 1"),
    ("keywords", "--across", "@ -n 2 --reference-where source=minbar --min-freq 1"),
    ("keywords", "--within", "@ -n 2 --reference-where source=minbar --min-freq 1"),
    ("neighbours", "--where", "@ في --min-freq 3 --dimensions 5"),
    ("diversity", "--layer", "@"),
    ("compare", "--where", "@ --each source"),
];

/// How raw files are read: option, value, input. What each format has a use for is told in `asked.rs`.
const READING: [(&str, &str, &str); 20] = [
    ("--input-format", "--input-format text", "raw.jsonl"),
    ("--encoding", "--encoding windows-1256", "raw.jsonl"),
    ("--split", "--split line", "raw.txt"),
    ("--text-field", "--text-field body", "raw.jsonl"),
    ("--id-field", "--id-field key", "raw.jsonl"),
    ("--title-field", "--title-field title", "raw.jsonl"),
    ("--meta", "--meta extra", "raw.jsonl"),
    ("--no-header", "--no-header --text-field 2", "raw.csv"),
    ("--columns", "--columns word", "raw.jsonl"),
    ("--meta-path", "--meta-path {kind}.jsonl", "raw.jsonl"),
    ("--date-order", "--date-order mdy", "raw.jsonl"),
    ("--delimiter", "--delimiter ;", "raw.csv"),
    ("--quotes", "--quotes", "raw.tsv"),
    ("--no-quotes", "--no-quotes", "raw.csv"),
    ("--record-limit", "--record-limit 100", "raw.jsonl"),
    ("--strict", "--strict", "bad.jsonl"),
    ("--newline", "--newline space", "raw.txt"),
    ("--break-on-semicolon", "--break-on-semicolon", "raw.txt"),
    ("--break-on-colon", "--break-on-colon", "raw.txt"),
    ("--no-collapse", "--no-collapse", "raw.txt"),
];

/// What is seen in the metadata alone.
const OF_METADATA: [&str; 3] = ["--meta", "--meta-path", "--date-order"];

/// Cases of single verbs: verb, option, the run without the option, the option with its value, and
/// what the message says where it is refused.
const CASES: &[(&str, &str, &str, &str, &str)] = &[
    // What changes what comes out.
    ("words", "--min-freq", "@", "--min-freq 5", ""),
    ("words", "--dispersion", "@", "--dispersion arf", ""),
    ("words", "--parts", "@", "--parts source", ""),
    ("words", "--bootstrap", "@ --top 5", "--bootstrap 20", ""),
    ("words", "--seed", "@ --top 5 --bootstrap 20", "--seed 9", ""),
    ("words", "--seed", "@ --top 5", "--seed 9", "--bootstrap"),
    ("dispersion", "--bootstrap", "@ في --summary", "--bootstrap 20", ""),
    ("dispersion", "--bootstrap", "@ في", "--bootstrap 20", "--summary"),
    ("dispersion", "--seed", "@ في --summary --bootstrap 20", "--seed 9", ""),
    ("mwe", "--merge", "@ --min-freq 3", "--merge", ""),
    ("mwe", "--steps", "@ --merge --min-freq 3", "--steps 3", ""),
    ("mwe", "--steps", "@", "--steps 3", "--merge"),
    ("mwe", "--score", "@ --merge --min-freq 3 --steps 9", "--score mi3", ""),
    ("mwe", "--score", "@", "--score mi3", "--merge"),
    ("mwe", "--min-score", "@ --merge --min-freq 3", "--min-score 99", ""),
    ("mwe", "--longest", "@ --merge", "--longest 3", "cannot be used"),
    ("collocates", "--dispersion", "@ في", "--dispersion dp_nofreq,range", ""),
    ("collocates", "--dispersion", "@ في", "--dispersion arf", "needs positions"),
    ("collocations", "--dispersion", "@", "--dispersion all", ""),
    ("collocates", "--tuple", "@ في", "--tuple", ""),
    ("collocations", "--tuple", "@", "--tuple", ""),
    (
        "keywords",
        "--effect",
        "@ --reference-where source=minbar --min-freq 9 --test negative_binomial",
        "--effect category",
        "",
    ),
    ("keywords", "--effect", "@ --each source", "--effect category", "is for regressions"),
    (
        "keywords",
        "--effect-as",
        "@ --each source --min-freq 40 --test negative_binomial --effect category",
        "--effect-as random",
        "",
    ),
    ("keywords", "--effect-as", "@ --each source", "--effect-as random", "--effect"),
    ("tfidf", "--each", "@ raw.txt", "--each source", ""),
    ("tfidf", "-n", "@ --each source", "-n 2", ""),
    ("tfidf", "--tf", "@ --each source", "--tf share", ""),
    ("tfidf", "--idf", "@ --each source", "--idf smooth", ""),
    ("tfidf", "--base", "@ --each source", "--base e", ""),
    ("tfidf", "--among", "@ --each source", "--among documents", ""),
    ("tfidf", "--min-freq", "@ --each source", "--min-freq 5", ""),
    ("diversity", "--bootstrap", "@ --measures mattr", "--bootstrap 20", ""),
    ("diversity", "--bootstrap", "@ --measures ttr", "--bootstrap 20", "mattr and mtld"),
    ("diversity", "--seed", "@ --measures mattr --bootstrap 20", "--seed 9", ""),
    ("trend", "--stretches", "@ في --show periods", "--stretches 2", ""),
    ("trend", "--stretches", "@ في", "--stretches 2", "--show periods"),
    ("trend", "--variability", "@ في --show steps", "--variability cv", ""),
    ("trend", "--variability", "@ في", "--variability cv", "--show steps"),
    ("compare", "--delta", "@ --each category", "--delta cosine", ""),
    (
        "compare",
        "--features",
        "@ --each category --delta cosine --cluster steps",
        "--features 9",
        "--words",
    ),
    ("words", "--sort", "@", "--sort form", ""),
    ("ngrams", "-n", "@", "-n 3", ""),
    ("ngrams", "--skip", "@", "--skip 1", ""),
    ("ngrams", "--min-freq", "@", "--min-freq 3", ""),
    ("ngrams", "--min-doc-freq", "@", "--min-doc-freq 3", ""),
    ("ngrams", "--dispersion", "@", "--dispersion range", ""),
    ("ngrams", "--parts", "@ --dispersion range", "--parts source", ""),
    ("ngrams", "--parts", "@", "--parts source", "name some by --dispersion"),
    ("ngrams", "--sort", "@", "--sort form", ""),
    ("bundles", "-n", "@ --min-per-million 0 --min-range 1", "-n 2", ""),
    ("bundles", "--min-freq", "@ -n 2 --min-per-million 0 --min-range 1", "--min-freq 5", ""),
    ("bundles", "--min-per-million", "@ -n 2 --min-range 1", "--min-per-million 500", ""),
    ("bundles", "--min-range", "@ -n 2 --min-per-million 0", "--min-range 2", ""),
    ("bundles", "--range-by", "@ -n 2 --min-per-million 0 --min-range 1", "--range-by source", ""),
    ("pframes", "-n", "@ --min-freq 2", "-n 3", ""),
    ("pframes", "--slots", "@ -n 3 --min-freq 2", "--slots any", ""),
    ("pframes", "--min-freq", "@ -n 3", "--min-freq 2", ""),
    ("pframes", "--min-doc-freq", "@ -n 3 --min-freq 2", "--min-doc-freq 4", ""),
    ("pframes", "--min-variants", "@ -n 3 --min-freq 2", "--min-variants 4", ""),
    ("pframes", "--fillers", "@ -n 3 --min-freq 4", "--fillers 1", ""),
    ("mwe", "--longest", "@ --min-freq 2", "--longest 2", ""),
    ("mwe", "--measure", "@ --min-freq 2", "--measure scp", ""),
    ("mwe", "--min-freq", "@", "--min-freq 3", ""),
    ("mwe", "--min-doc-freq", "@ --min-freq 2", "--min-doc-freq 4", ""),
    ("kwic", "--context", "@ في", "--context 2", ""),
    ("kwic", "--context-unit", "@ في", "--context-unit words", ""),
    ("kwic", "--clip", "@ في", "--clip sentence", ""),
    ("kwic", "--sort", "@ في", "--sort after:1", ""),
    ("kwic", "--collation", "@ ا* --sort match", "--collation codepoint", ""),
    ("kwic", "--collation", "@ في", "--collation codepoint", "--sort"),
    ("kwic", "--sample", "@ في", "--sample 3", ""),
    ("kwic", "--seed", "@ في --sample 3", "--seed 7", ""),
    ("kwic", "--seed", "@ في", "--seed 7", "--sample"),
    ("kwic", "--offset", "@ في", "--offset 3", ""),
    ("kwic", "--limit", "@ في", "--limit 3", ""),
    ("kwic", "--show", "@ في", "--show source", ""),
    ("kwic", "--group-by", "@ في", "--group-by after:1", ""),
    ("kwic", "--sample", "@ في --group-by after:1", "--sample 3", "cannot be used"),
    ("kwic", "--context", "@ في --group-by after:1", "--context 3", "cannot be used"),
    ("kwic", "--clip", "@ في --group-by after:1", "--clip sentence", "cannot be used"),
    ("kwic", "--show", "@ في --group-by after:1", "--show source", "cannot be used"),
    ("kwic", "--sort", "@ في --group-by after:1", "--sort match", "cannot be used"),
    ("kwic", "--explain", "@ في", "--explain", ""),
    ("kwic", "--translit", "@ fy", "--translit buckwalter", ""),
    ("collocates", "--explain", "@ في", "--explain", ""),
    ("collocates", "--translit", "@ fy", "--translit buckwalter", ""),
    ("collocates", "--window", "@ في", "--window 0:1", ""),
    ("collocates", "--measures", "@ في", "--measures mi", ""),
    ("collocates", "--sort", "@ في", "--sort t_score", ""),
    ("collocates", "--min-freq", "@ في", "--min-freq 1", ""),
    ("collocates", "--positions", "@ في", "--positions", ""),
    ("collocates", "--correction", "@ في", "--correction holm", ""),
    ("collocates", "--test", "@ في --correction holm", "--test chi_squared", ""),
    ("collocates", "--test", "@ في", "--test chi_squared", "--correction"),
    ("collocates", "--window-model", "@ في", "--window-model cqpweb", ""),
    ("collocations", "--window", "@", "--window 0:1", ""),
    ("collocations", "--measures", "@", "--measures mi", ""),
    ("collocations", "--sort", "@", "--sort t_score", ""),
    ("collocations", "--min-freq", "@", "--min-freq 2", ""),
    ("collocations", "--positions", "@", "--positions", ""),
    ("collocations", "--correction", "@", "--correction holm", ""),
    ("collocations", "--test", "@ --correction holm", "--test chi_squared", ""),
    ("collocations", "--test", "@", "--test chi_squared", "--correction"),
    ("collocations", "--window-model", "@", "--window-model cqpweb", ""),
    ("collocations", "--directed", "@", "--directed", ""),
    ("collocations", "--gravity", "@", "--gravity", ""),
    ("compare-collocates", "--explain", "@ في --reference-where source=minbar", "--explain", ""),
    (
        "compare-collocates",
        "--translit",
        "@ fy --reference-where source=minbar",
        "--translit buckwalter",
        "",
    ),
    (
        "compare-collocates",
        "--reference",
        "@ في --reference-where source=minbar",
        "--reference raw.txt",
        "",
    ),
    (
        "compare-collocates",
        "--reference-where",
        "@ في --reference raw.jsonl --meta source",
        "--reference-where source=minbar",
        "",
    ),
    ("compare-collocates", "--window", "@ في --reference-where source=minbar", "--window 0:1", ""),
    (
        "compare-collocates",
        "--effect",
        "@ في --reference-where source=minbar",
        "--effect log_odds",
        "",
    ),
    (
        "compare-collocates",
        "--min-freq",
        "@ في --reference-where source=minbar",
        "--min-freq 1",
        "",
    ),
    (
        "compare-collocates",
        "--confidence",
        "@ في --reference-where source=minbar",
        "--confidence 0.5",
        "",
    ),
    (
        "compare-collocates",
        "--correction",
        "@ من --where source=minbar --reference rest --min-freq 1",
        "--correction holm",
        "",
    ),
    ("compare-collocates", "--max-q", "@ في --reference-where source=minbar", "--max-q 0.5", ""),
    (
        "compare-collocates",
        "--sort",
        "@ في --reference-where source=minbar",
        "--sort difference",
        "",
    ),
    ("network", "--explain", "@ في", "--explain", ""),
    ("network", "--explain", "@", "--explain", "grows from a query"),
    ("network", "--translit", "@ fy", "--translit buckwalter", ""),
    ("network", "--translit", "@", "--translit buckwalter", "grows from a query"),
    ("network", "--order", "@ في", "--order 1", ""),
    ("network", "--order", "@", "--order 1", "grows from a query"),
    ("network", "--measure", "@ في", "--measure mi", ""),
    ("network", "--min-score", "@ في", "--min-score 9", ""),
    ("network", "--min-freq", "@ في", "--min-freq 2", ""),
    ("network", "--min-docs", "@ في", "--min-docs 40", ""),
    ("network", "--neighbours", "@ في", "--neighbours 2", ""),
    ("network", "--neighbours", "@", "--neighbours 2", "grows from a query"),
    ("network", "--max-edges", "@ --min-docs 1", "--max-edges 2", ""),
    ("network", "--max-edges", "@ في", "--max-edges 2", "without a query"),
    ("network", "--window", "@ في", "--window 0:1", ""),
    ("network", "--format", "@ في", "--format graphml", ""),
    ("network", "--output", "@ في", "-o net.svg", ""),
    ("network", "--title", "@ في --format svg", "--title اسم", ""),
    ("network", "--lang", "@ في --format html", "--lang en", ""),
    ("network", "--lang", "@ في --format json", "--lang en", "--lang"),
    ("network", "--title", "@ في --format json", "--title اسم", "--title"),
    ("keywords", "--reference", "@ --where source=minbar", "--reference rest", ""),
    (
        "keywords",
        "--reference-where",
        "@ --where source=minbar",
        "--reference-where source=alufuq",
        "",
    ),
    ("keywords", "--each", "@", "--each source", ""),
    ("keywords", "--target-tokens", "list.csv --reference list.csv", "--target-tokens 99999", ""),
    (
        "keywords",
        "--target-tokens",
        "@ --reference list.csv",
        "--target-tokens 99999",
        "frequency lists",
    ),
    ("keywords", "--target-tokens", "@ --each source", "--target-tokens 99999", "frequency list"),
    ("keywords", "--reference-tokens", "@ --reference list.csv", "--reference-tokens 99999", ""),
    (
        "keywords",
        "--reference-tokens",
        "@ --where source=minbar --reference rest",
        "--reference-tokens 99999",
        "frequency list",
    ),
    ("keywords", "-n", "@ --reference-where source=minbar", "-n 2", ""),
    ("keywords", "-n", "list.csv --reference list.csv", "-n 2", "is a list"),
    ("keywords", "--skip", "@ --reference-where source=minbar -n 2", "--skip 1", ""),
    ("keywords", "--collocations", "@ --reference-where source=minbar", "--collocations", ""),
    ("keywords", "--collocations", "list.csv --reference list.csv", "--collocations", "is a list"),
    (
        "keywords",
        "--window",
        "@ --reference-where source=minbar --collocations",
        "--window 1:1",
        "",
    ),
    ("keywords", "--window", "@ --reference-where source=minbar", "--window 1:1", "--collocations"),
    ("keywords", "--query", "@ --reference-where source=minbar", "--query في", ""),
    ("keywords", "--queries", "@ --reference-where source=minbar", "--queries queries.txt", ""),
    ("keywords", "--layer", "list.csv --reference list.csv", "--layer word", "these are lists"),
    ("keywords", "--by", "@ --reference-where source=minbar", "--by documents", ""),
    ("keywords", "--measures", "@ --reference-where source=minbar", "--measures log_ratio", ""),
    ("keywords", "--sort", "@ --reference-where source=minbar", "--sort log_ratio", ""),
    ("keywords", "--min-freq", "@ --reference-where source=minbar", "--min-freq 2", ""),
    ("keywords", "--min-docs", "@ --reference-where source=minbar", "--min-docs 9", ""),
    ("keywords", "--direction", "@ --reference-where source=minbar", "--direction negative", ""),
    (
        "keywords",
        "--lock-bound",
        "@ --reference-where source=minbar --direction lock",
        "--lock-bound 3",
        "",
    ),
    (
        "keywords",
        "--lock-bound",
        "@ --reference-where source=minbar",
        "--lock-bound 3",
        "--direction lock",
    ),
    ("keywords", "--test", "@ --reference-where source=minbar", "--test chi_squared", ""),
    ("keywords", "--max-q", "@ --reference-where source=minbar", "--max-q 0.5", ""),
    (
        "keywords",
        "--correction",
        "@ --reference-where source=minbar --by documents",
        "--correction holm",
        "",
    ),
    ("keywords", "--bootstrap", "@ --reference-where source=minbar --top 5", "--bootstrap 20", ""),
    (
        "keywords",
        "--seed",
        "@ --reference-where source=minbar --top 5 --bootstrap 20",
        "--seed 9",
        "",
    ),
    ("keywords", "--seed", "@ --reference-where source=minbar", "--seed 9", "--bootstrap"),
    ("keywords", "--key-key", "@ --reference-where source=minbar", "--key-key", ""),
    (
        "keywords",
        "--key-min-freq",
        "@ --reference-where source=minbar --key-key --key-max-p 1",
        "--key-min-freq 6",
        "",
    ),
    (
        "keywords",
        "--key-max-p",
        "@ --reference-where source=minbar --key-key",
        "--key-max-p 0.5",
        "",
    ),
    (
        "keywords",
        "--key-min-texts",
        "@ --reference-where source=minbar --key-key --key-max-p 1",
        "--key-min-texts 9",
        "",
    ),
    (
        "keywords",
        "--key-min-freq",
        "@ --reference-where source=minbar",
        "--key-min-freq 6",
        "--key-key",
    ),
    (
        "keywords",
        "--measures",
        "@ --reference-where source=minbar --key-key",
        "--measures mi",
        "cannot be used",
    ),
    ("keywords", "--svg", "@ --each source", "--svg heat.svg", ""),
    ("keywords", "--svg", "@ --reference-where source=minbar", "--svg heat.svg", "--each"),
    ("keywords", "--svg-top", "@ --each source", "--svg-top 2", "--svg"),
    ("dispersion", "--explain", "@ في", "--explain", ""),
    ("dispersion", "--translit", "@ fy", "--translit buckwalter", ""),
    ("dispersion", "--by", "@ في", "--by source", ""),
    ("dispersion", "--summary", "@ في", "--summary", ""),
    ("dispersion", "--sort", "@ في", "--sort part", ""),
    ("dispersion", "--sort", "@ في --summary", "--sort freq", "cannot be used"),
    ("diversity", "--by", "@", "--by source", ""),
    ("diversity", "--measures", "@", "--measures ttr", ""),
    ("diversity", "--window", "@", "--window 50", ""),
    ("diversity", "--window", "@ --measures ttr", "--window 50", "mattr"),
    ("diversity", "--sample", "@", "--sample 20", ""),
    ("diversity", "--sample", "@ --measures ttr", "--sample 20", "hdd"),
    ("diversity", "--threshold", "@", "--threshold 0.6", ""),
    ("diversity", "--threshold", "@ --measures ttr", "--threshold 0.6", "mtld"),
    ("diversity", "--seed", "@ --measures vocd_d", "--seed 9", ""),
    ("diversity", "--seed", "@", "--seed 9", "vocd_d"),
    ("diversity", "--curve", "@", "--curve growth", ""),
    ("diversity", "--step", "@ --curve growth", "--step 500", ""),
    ("diversity", "--step", "@", "--step 500", "--curve"),
    ("diversity", "--shuffle", "@ --curve growth", "--shuffle", ""),
    ("diversity", "--shuffle", "@ --curve ranks", "--shuffle", "growth"),
    ("diversity", "--measures", "@ --curve growth", "--measures ttr", "--curve"),
    ("diversity", "--svg", "@ --curve growth", "--svg curve.svg", ""),
    ("diversity", "--svg", "@", "--svg curve.svg", "--curve"),
    ("trend", "--explain", "@ في", "--explain", ""),
    ("trend", "--translit", "@ fy", "--translit buckwalter", ""),
    ("trend", "--by", "@ في", "--by year", ""),
    ("trend", "--field", "raw.jsonl في --meta date:date,later:date", "--field later", ""),
    ("trend", "--date-from", "@ في", "--date-from text", ""),
    ("trend", "--years", "@ في --date-from text", "--years 1900..1901", ""),
    ("trend", "--years", "@ في", "--years 1900..1901", "--date-from"),
    ("trend", "--show", "@ في", "--show test", ""),
    ("trend", "--with", "@ في", "--with من", ""),
    ("trend", "--window", "@ في --with من", "--window 0:1", ""),
    ("trend", "--window", "@ في", "--window 0:1", "--with"),
    ("trend", "--measures", "@ في --with من", "--measures t_score", ""),
    ("trend", "--measures", "@ في", "--measures t_score", "--with"),
    ("trend", "--svg", "@ في", "--svg line.svg", ""),
    ("trend", "--svg", "@ في --with من", "--svg line.svg", "--with"),
    ("change", "--by", "@ --min-freq 2", "--by year", ""),
    (
        "change",
        "--field",
        "raw.jsonl --min-freq 2 --meta date:date,later:date",
        "--field later",
        "",
    ),
    ("change", "-n", "@ --min-freq 2", "-n 2", ""),
    ("change", "--min-freq", "@", "--min-freq 40", ""),
    ("change", "--min-docs", "@", "--min-docs 60", ""),
    ("change", "--direction", "@", "--direction rising", ""),
    ("change", "--sort", "@", "--sort tau", ""),
    ("change", "--max-q", "@", "--max-q 0.3", ""),
    ("change", "--burst-scale", "@ --min-freq 2 --min-docs 1", "--burst-scale 5", ""),
    ("change", "--svg", "@", "--svg change.svg", ""),
    ("change", "--svg-top", "@ --svg change.svg", "--svg-top 1", ""),
    ("change", "--svg-top", "@", "--svg-top 1", "--svg"),
    ("change", "--across", "@ -n 1", "--across sentence", "single words"),
    ("compare", "--each", "@ raw.txt", "--each source", ""),
    ("compare", "--documents", "@ --cluster groups --where category=politics", "--documents", ""),
    ("compare", "--words", "@ --each source", "--words 50", ""),
    ("compare", "--words", "@ --each source --cluster groups", "--words 50", "--features"),
    ("compare", "--splits", "@ --each source", "--splits 2", ""),
    ("compare", "--seed", "@ --each source --splits 2", "--seed 9", ""),
    ("compare", "--seed", "@ --each source", "--seed 9", "--splits"),
    ("compare", "--cluster", "@ --each category", "--cluster groups", ""),
    ("compare", "--clusters", "@ --each category --cluster groups", "--clusters 2", ""),
    ("compare", "--clusters", "@ --each category", "--clusters 2", "--cluster"),
    ("compare", "--features", "@ --each category --cluster steps", "--features 20", ""),
    ("compare", "--features", "@ --each category", "--features 20", "--cluster"),
    ("compare", "--svg", "@ --each source", "--svg heat.svg", ""),
    ("neighbours", "--translit", "@ fy --min-freq 3", "--translit buckwalter", ""),
    (
        "neighbours",
        "--translit",
        "@ --drift --by year --min-freq 3",
        "--translit buckwalter",
        "none is named",
    ),
    ("neighbours", "--by", "@ في --min-freq 3 --dimensions 5", "--by year", ""),
    (
        "neighbours",
        "--field",
        "raw.jsonl في --by year --min-freq 3 --dimensions 5 --meta date:date,later:date",
        "--field later",
        "",
    ),
    ("neighbours", "--field", "@ في --min-freq 3", "--field date", "--by"),
    ("neighbours", "--drift", "@ --by year --min-freq 3 --dimensions 5", "--drift", ""),
    ("neighbours", "--near", "@ --drift --by year --min-freq 3 --dimensions 5", "--near 3", ""),
    ("neighbours", "--near", "@ في --min-freq 3", "--near 3", "--drift"),
    ("neighbours", "--words", "@ في --min-freq 3 --dimensions 5", "--words 50", ""),
    ("neighbours", "--min-freq", "@ في --dimensions 5", "--min-freq 5", ""),
    ("neighbours", "--dimensions", "@ في --min-freq 3", "--dimensions 5", ""),
    ("neighbours", "--window", "@ في --min-freq 3 --dimensions 5", "--window 0:1", ""),
    ("variants", "--translit", "@ fy", "--translit buckwalter", ""),
    ("variants", "--distance", "@ في", "--distance 1", ""),
    ("tokenize", "--profile", "raw.txt", "--profile standard", ""),
    ("tokenize", "--profile", "raw.txt --spans", "--profile standard", "--spans"),
    ("tokenize", "--steps", "raw.txt", "--steps +digits,+alef", ""),
    ("tokenize", "--spans", "raw.txt", "--spans", ""),
    ("tokenize", "--sentences", "raw.txt", "--sentences", ""),
    ("tokenize", "--segment", "raw.txt", "--segment atb", ""),
    ("tokenize", "--restored", "raw.txt --segment atb", "--restored", ""),
    ("tokenize", "--restored", "raw.txt", "--restored", "--segment"),
    ("tokenize", "--marker", "raw.txt --segment atb", "--marker =", ""),
    ("tokenize", "--marker", "raw.txt", "--marker =", "--segment"),
    ("tokenize", "--dictionary", "raw.txt --segment atb", "--dictionary none", ""),
    ("tokenize", "--dictionary", "raw.txt", "--dictionary none", "--segment"),
    ("tokenize", "--exceptions", "raw.txt --segment atb", "--exceptions exceptions.tsv", ""),
    ("tokenize", "--exceptions", "raw.txt", "--exceptions exceptions.tsv", "--segment"),
    ("tokenize", "--fused", "raw.txt --segment atb", "--fused always", ""),
    ("tokenize", "--fused", "raw.txt", "--fused never", "--segment"),
    ("tokenize", "--format", "raw.txt", "--format jsonl", ""),
    ("tokenize", "--format", "raw.txt --sentences", "--format jsonl", ""),
    ("tokenize", "--format", "raw.txt --sentences", "--format text", ""),
    ("tokenize", "--top", "raw.txt", "--top 3", ""),
    ("tokenize", "--top", "raw.txt --sentences --format csv", "--top 3", ""),
    ("tokenize", "--top", "raw.txt --sentences", "--top 3", "counts rows"),
    ("tokenize", "--top", "raw.txt --format text", "--top 3", "counts rows"),
    ("tokenize", "--output", "raw.txt", "-o tokens.csv", ""),
    ("normalize", "--profile", "raw.txt", "--profile broad", ""),
    ("normalize", "--steps", "raw.txt", "--steps +digits,+alef", ""),
    ("normalize", "--translit", "raw.txt", "--translit hsb", ""),
    ("normalize", "--from-translit", "latin.txt", "--from-translit buckwalter", ""),
    ("normalize", "--list", "", "--list", ""),
    ("normalize", "--list", "raw.txt", "--list", "leave the inputs out"),
    ("normalize", "--translit", "--list", "--translit hsb", "--list"),
    ("normalize", "--output", "raw.txt", "-o text.txt", ""),
    ("index", "--output", "raw.jsonl", "-o made", ""),
    ("index", "--force", "raw.jsonl -o papers", "--force", ""),
    ("index", "--layers", "raw.jsonl -o made", "--layers light", ""),
    ("index", "--layers", "raw.jsonl -o made", "--layers light,light", "light"),
    ("index", "--layers", "raw.jsonl -o made", "--layers word", "word"),
    ("index", "--layers", "raw.jsonl -o made", "--layers exact", "layer word"),
    ("index", "--scheme", "raw.jsonl -o made --layers stem", "--scheme d1", ""),
    ("index", "--scheme", "raw.jsonl -o made", "--scheme d1", "stem and segments"),
    ("index", "--dictionary", "raw.jsonl -o made --layers stem", "--dictionary none", ""),
    ("index", "--dictionary", "raw.jsonl -o made", "--dictionary none", "stem and segments"),
    (
        "index",
        "--exceptions",
        "raw.jsonl -o made --layers segments",
        "--exceptions exceptions.tsv",
        "",
    ),
    (
        "index",
        "--exceptions",
        "raw.jsonl -o made",
        "--exceptions exceptions.tsv",
        "stem and segments",
    ),
    ("index", "--fused", "raw.jsonl -o made --layers segments", "--fused never", ""),
    ("index", "--fused", "raw.jsonl -o made", "--fused never", "stem and segments"),
    ("layers", "--add", "papers", "--add stem", ""),
    ("layers", "--scheme", "papers --add stem", "--scheme d1", ""),
    ("layers", "--scheme", "papers", "--scheme d1", "--add"),
    ("layers", "--dictionary", "papers --add stem", "--dictionary none", ""),
    ("layers", "--dictionary", "papers", "--dictionary none", "--add"),
    ("layers", "--exceptions", "papers --add segments", "--exceptions exceptions.tsv", ""),
    ("layers", "--exceptions", "papers --add light10", "--exceptions exceptions.tsv", "--add"),
    ("layers", "--fused", "papers --add segments", "--fused never", ""),
    ("layers", "--fused", "papers", "--fused never", "--add"),
    ("info", "--dictionary", "papers", "--dictionary", "cannot be used"),
    ("info", "--dictionary", "", "--dictionary", ""),
    ("info", "--format", "papers", "--format json", ""),
    ("demo", "--save", "", "--save saved", ""),
    ("lexicon build", "--output", "list.csv", "-o list.lex", ""),
    ("lexicon build", "--layer", "papers -o list.lex", "--layer word", ""),
    ("lexicon build", "--layer", "list.csv -o list.lex", "--layer word", "no layers"),
    ("lexicon build", "--form-field", "list.csv -o list.lex", "--form-field other", ""),
    ("lexicon build", "--form-field", "papers -o list.lex", "--form-field other", "is a corpus"),
    ("lexicon build", "--freq-field", "list.csv -o list.lex", "--freq-field other_freq", ""),
    ("lexicon build", "--strict", "bad.csv -o list.lex", "--strict", ""),
    ("lexicon search", "--translit", "list.csv fy", "--translit buckwalter", ""),
    ("lexicon search", "--regex", "list.csv ..", "--regex", ""),
    ("lexicon search", "--fuzzy", "list.csv في", "--fuzzy 1", ""),
    ("lexicon search", "--layer", "papers أ*", "--layer word", ""),
    ("lexicon search", "--layer", "list.csv أ*", "--layer word", "no layers"),
    ("lexicon search", "--fold", "list.csv إلى", "--fold standard", ""),
    ("lexicon search", "--fold", "papers إلى", "--fold broad", "folds by --layer"),
    ("lexicon search", "--fold", "list.csv .. --regex", "--fold broad", "cannot be used"),
    ("lexicon search", "--form-field", "list.csv *", "--form-field other", ""),
    ("lexicon search", "--form-field", "papers *", "--form-field other", "is a corpus"),
    ("lexicon search", "--freq-field", "list.csv *", "--freq-field other_freq", ""),
    ("lexicon search", "--format", "papers *", "--format jsonl", ""),
    ("lexicon search", "--output", "papers *", "-o result.csv", ""),
    ("lexicon search", "--excel", "papers *", "--excel", ""),
    ("lexicon search", "--top", "papers *", "--top 1", ""),
    ("lexicon search", "--strict", "bad.csv *", "--strict", ""),
];

/// Options that results have, with a run of `words`; every verb that prints rows has them.
const RESULTS: [(&str, &str); 4] = [
    ("--format", "--format jsonl"),
    ("--output", "-o result.csv"),
    ("--excel", "--excel"),
    ("--top", "--top 1"),
];

/// What needs more than a line to be seen: told elsewhere.
const ELSEWHERE: [(&str, &str, &str); 8] = [
    ("*", "--help", "prints this list"),
    ("*", "--version", "prints the version"),
    ("*", "--threads", "results do not depend on it: tests of each crate"),
    ("*", "--quiet", "nothing is said: errors.rs"),
    ("*", "--reasons", "adds a column: undefined.rs"),
    ("neighbours", "--seed", "only digits that are not printed may change"),
    ("lexicon train", "*", "needs treebanks: segments.rs"),
    ("completions", "*", "help.rs"),
];

fn folder() -> Folder {
    let folder = Folder::with_papers();
    let papers = folder.read("minbar.jsonl") + &folder.read("alufuq.jsonl");
    // Other fields for other choices: another text, another id, another date, one that is not kept.
    let mut raw = String::new();
    for (number, line) in papers.lines().enumerate() {
        let fields = format!(
            "\"body\": \"كلمة {number} في كتاب من الكتب، في في\", \"key\": \"k{number}\", \
             \"extra\": \"e{}\", \"day\": \"05/0{}/2015\", \"later\": \"20{}-05-0{}\", ",
            number % 3,
            1 + number % 9,
            10 + number % 7,
            1 + number % 9
        );
        raw.push_str(&line.replacen('{', &format!("{{{fields}"), 1));
        raw.push('\n');
    }
    folder.file("raw.jsonl", &raw);
    folder.file("bad.jsonl", format!("{raw}{{\"id\": 7\n"));
    let sentence = "قال الوزير في المدينة: نعم؛ ثم في البيت !!! وقال في ٢٠١٥ مما في يده";
    folder.file(
        "raw.txt",
        format!("{sentence}\n{sentence} في\nفي كتابه وللوزير 25 يناير 2011\n").repeat(9),
    );
    let row = "1,\"في البيت، \"\"قال\"\", في\",x\n2,في المدينة في,y\n";
    folder.file("raw.csv", format!("id,text,s\n{}", row.repeat(9)));
    folder.file("raw.tsv", "id\ttext\n1\t\"في البيت\"\n2\t\"في المدينة\"\n");
    folder.file("list.csv", "form,freq,doc_freq,other,other_freq\nفي,90,9,ما,1\nمن,50,9,لا,2\nالى,20,9,هل,3\nإلى,9,3,لم,4\n");
    folder.file("bad.csv", "form,freq\nفي,9\nمن,many\n");
    folder.file("latin.txt", "ktAb fy Albyt\n");
    folder.file("queries.txt", "في\nمن\n");
    folder.file("exceptions.tsv", "وللوزير\tوللوزير\nالوزير\tا+لوزير\n");
    folder
}

/// The long options in the help of a verb, and the short ones that have no long name.
fn options_of(folder: &Folder, verb: &str) -> BTreeSet<String> {
    let mut arguments: Vec<&str> = verb.split(' ').collect();
    arguments.push("--help");
    let help = folder.found(&arguments);
    let mut options = BTreeSet::new();
    for line in help.lines().map(str::trim_start).filter(|line| line.starts_with('-')) {
        let names: Vec<&str> = line
            .split([' ', ',', '=', '['])
            .filter(|word| !word.is_empty())
            .take_while(|word| word.starts_with('-'))
            .collect();
        let is_name = |name: &&&str| {
            name.len() > 1 && !name.ends_with('.') && !name.contains(char::is_uppercase)
        };
        let long = names.iter().filter(is_name).find(|name| name.starts_with("--"));
        options.extend(long.or(names.iter().find(is_name)).map(|name| (*name).to_owned()));
    }
    options
}

/// A run: arguments parted by spaces, in which `_` stands for one inside.
fn run(folder: &Folder, verb: &str, input: &str, parts: &[&str]) -> Ran {
    let words = verb.split(' ').chain(parts.iter().flat_map(|part| part.split(' ')));
    let words = words.filter(|word| !word.is_empty());
    let keeps = |word: &str| word.starts_with('-') || word.contains('.') || word.contains('=');
    let arguments: Vec<String> = words
        .map(|word| match word {
            "@" => input.to_owned(),
            word if keeps(word) || word.is_ascii() => word.to_owned(),
            word => word.replace('_', " "),
        })
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    folder.run(&arguments)
}

/// What a run left: what it printed and said, and the files that it wrote.
fn left(folder: &Folder, ran: &Ran) -> String {
    let mut text = format!("{}\n{}\n{}", ran.code, ran.out, ran.err);
    for name in [
        "net.svg",
        "heat.svg",
        "curve.svg",
        "line.svg",
        "change.svg",
        "tokens.csv",
        "text.txt",
        "result.csv",
        "list.lex",
        "made/manifest.json",
        "papers/manifest.json",
        "saved/manifest.json",
    ] {
        if let Ok(bytes) = std::fs::read(folder.path().join(name)) {
            let sum = bytes
                .iter()
                .fold(0u64, |sum, byte| sum.wrapping_mul(31).wrapping_add((*byte).into()));
            text += &format!("\n{name} {sum}");
        }
    }
    text
}

/// Runs a case in folders of its own; what is wrong with it, if anything is.
fn fault(verb: &str, input: &str, run_without: &str, with: &str, refused: &str) -> Option<String> {
    let (one, other) = (folder(), folder());
    let ran = run(&other, verb, input, &[run_without, with]);
    if !refused.is_empty() {
        let fits = ran.code == 2 && ran.err.contains(refused);
        return (!fits).then(|| format!("{verb} {run_without} {with}: not refused\n{}", ran.err));
    }
    let plain = run(&one, verb, input, &[run_without]);
    if plain.code == 2 && ran.code == 2 {
        return Some(format!("{verb} {run_without} {with}: fails either way\n{}", ran.err));
    }
    let same = left(&one, &plain) == left(&other, &ran);
    same.then(|| format!("{verb} {run_without} {with}: changes nothing\n{}", ran.err))
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn what_a_verb_takes_alone_is_obeyed_or_refused() {
    let faults: Vec<String> = CASES
        .iter()
        .filter_map(|(verb, _, run, with, refused)| fault(verb, "papers", run, with, refused))
        .collect();
    assert_none(&faults);
}

#[test]
fn what_says_what_is_counted_is_obeyed_or_refused() {
    let mut faults = Vec::new();
    for (verb, usual) in COUNTING {
        for (option, with, refusing) in SCOPE {
            if option == "--stop" && !options_of(&folder(), verb).contains(option) {
                continue;
            }
            let own = SCOPE_RUNS.iter().find(|(of, name, _)| (*of, *name) == (verb, option));
            let run = own.map_or(usual, |(.., run)| run);
            let refused = if refusing.contains(&verb) { "single words" } else { "" };
            faults.extend(fault(verb, "papers", run, with, refused));
        }
    }
    assert_none(&faults);
}

#[test]
fn how_raw_files_are_read_is_obeyed_and_refused_for_a_corpus() {
    let mut faults = Vec::new();
    // Columns with ids and texts show every choice; other verbs read in the same way.
    for (option, with, input) in READING {
        let runs = match option {
            "--meta" => ["@ في --show extra", "@ في --context 3"],
            "--meta-path" => ["@ في --show kind", "@ في --context 3"],
            "--date-order" => ["@ في --show day --meta day:date", "@ في --context 3"],
            _ => ["@ في --context 3", "@ * --context 9 --clip sentence --limit 0 --classes all"],
        };
        let seen = runs.iter().any(|run| fault("kwic", input, run, with, "").is_none());
        if !seen {
            faults.push(format!("kwic {input} {with}: changes nothing"));
        }
        for verb in ["tokenize", "normalize", "index"] {
            assert!(options_of(&folder(), verb).contains(option), "{verb} {option}");
        }
    }
    for (option, with, input) in READING {
        // What becomes of the lines of a text is not seen in its letters, nor are ids and metadata.
        let letters = !["--id-field", "--newline", "--no-collapse"].contains(&option);
        let letters = letters && !OF_METADATA.contains(&option);
        if letters && !option.starts_with("--break") && option != "--split" {
            faults.extend(fault("normalize", input, "@", with, ""));
        }
        if !OF_METADATA.contains(&option) {
            faults.extend(fault("tokenize", input, "@", with, ""));
        }
        faults.extend(fault("index", input, "@ -o made", with, ""));
    }
    for (verb, usual) in COUNTING {
        for (option, with, _) in READING {
            faults.extend(fault(verb, "papers", usual, with, "how raw files are read"));
            assert!(options_of(&folder(), verb).contains(option), "{verb} {option}");
        }
    }
    assert_none(&faults);
}

#[test]
fn how_results_are_written_is_obeyed_or_refused() {
    let mut faults = Vec::new();
    for (verb, usual) in COUNTING {
        if verb == "network" {
            continue;
        }
        for (option, with) in RESULTS {
            faults.extend(fault(verb, "papers", usual, with, ""));
            let listed = options_of(&folder(), verb);
            assert!(
                listed.contains(option) || (verb, option) == ("kwic", "--top"),
                "{verb} {option}"
            );
        }
        faults.extend(fault(verb, "papers", usual, "--excel --format jsonl", "--excel"));
    }
    assert_none(&faults);
}

#[test]
fn every_option_has_a_case() {
    let folder = folder();
    let overview = folder.found(&["--help"]);
    let verbs = overview.lines().skip_while(|line| *line != "Commands:").skip(1);
    let verbs = verbs.take_while(|line| !line.is_empty());
    let mut verbs: Vec<String> = verbs
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| !["help", "lexicon"].contains(verb))
        .map(str::to_owned)
        .collect();
    verbs.extend(["build", "search", "train"].map(|verb| format!("lexicon {verb}")));
    assert!(verbs.len() > 27, "{overview}");
    let mut missing = Vec::new();
    for verb in &verbs {
        let is_counting = COUNTING.iter().any(|(counting, _)| counting == verb);
        let reads = is_counting || ["tokenize", "normalize", "index"].contains(&verb.as_str());
        for option in options_of(&folder, verb) {
            let own = CASES.iter().any(|(of, name, ..)| of == verb && *name == option);
            let scope = is_counting && SCOPE.iter().any(|(name, ..)| *name == option);
            let reading = reads && READING.iter().any(|(name, ..)| *name == option);
            let result = is_counting && RESULTS.iter().any(|(name, _)| *name == option);
            let other = ELSEWHERE.iter().any(|(of, name, _)| {
                (*of == "*" || of == verb) && (*name == "*" || *name == option)
            });
            if !(own || scope || reading || result || other) {
                missing.push(format!("{verb} {option}"));
            }
        }
    }
    for (verb, option, ..) in CASES {
        if !options_of(&folder, verb).contains(*option) {
            missing.push(format!("{verb} has no {option} any more"));
        }
    }
    assert_none(&missing);
}
