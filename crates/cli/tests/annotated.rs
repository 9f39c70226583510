//! Annotated text: a treebank and vertical text as corpora, with layers of their own and structures.
//! The numbers are counted by hand in `datasets/treebank.conllu` and in the text below.

mod common;

use common::Folder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const TREEBANK: &str = "../../datasets/treebank.conllu";

fn with_treebank() -> Folder {
    let folder = Folder::empty();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(TREEBANK);
    folder.file("t.conllu", std::fs::read(source).expect("the sample treebank"));
    let made = folder.run(&["index", "t.conllu", "-o", "t", "--layers", "light,standard,segments"]);
    assert_eq!(made.code, 0, "{}", made.err);
    folder
}

/// Two columns of a result.
fn columns(out: &str, key: &str, value: &str) -> BTreeMap<String, String> {
    let mut lines = out.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let place = |name: &str| {
        header.iter().position(|own| *own == name).expect("the column that is asked for")
    };
    let (key, value) = (place(key), place(value));
    lines.map(|row| (row[key].to_owned(), row[value].to_owned())).collect()
}

fn counts<const N: usize>(rows: [(&str, &str); N]) -> BTreeMap<String, String> {
    rows.into_iter().map(|(form, freq)| (form.to_owned(), freq.to_owned())).collect()
}

/// The words between the two sides of each line.
fn matches(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let out = folder.found(&[&["kwic", "t", "--format", "tsv"][..], arguments].concat());
    let mut lines = out.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let place = header.iter().position(|name| name == "match").expect("a column match");
    lines.map(|row| row[place].clone()).collect()
}

#[test]
fn parts_of_speech_and_lemmas_are_counted() {
    let folder = with_treebank();
    let words = |arguments: &[&str]| {
        let all = [&["words", "t", "--format", "tsv", "--top", "0"][..], arguments].concat();
        columns(&folder.found(&all), "form", "freq")
    };
    let expected = counts([
        ("NOUN", "14"),
        ("PUNCT", "10"),
        ("ADP", "6"),
        ("VERB", "6"),
        ("ADJ", "4"),
        ("CCONJ", "2"),
        ("PRON", "2"),
        ("PROPN", "2"),
    ]);
    assert_eq!(words(&["--layer", "upos", "--classes", "all", "--punctuation", "keep"]), expected);
    let lemmas = words(&["--layer", "lemma"]);
    for (lemma, freq) in [("كَتَب", "3"), ("كِتَاب", "3"), ("قَدِيم", "3"), ("هُوَ", "1"), ("بَحر", "1")]
    {
        assert_eq!(lemmas.get(lemma).map(String::as_str), Some(freq), "{lemma}");
    }
    assert_eq!(lemmas.len(), 22);
    // In the second story only, and in one of its sentences.
    let lemmas = words(&["--layer", "lemma", "--where", "title~سوق"]);
    assert_eq!((lemmas.get("كَتَب"), lemmas.len()), (Some(&"1".to_owned()), 15));
    let lemmas = words(&["--layer", "lemma", "--where", "s.id=suq-1"]);
    let expected = ["بَاع", "تَاجِر", "كِتَاب", "قَدِيم", "فِي", "سُوق"].map(|lemma| (lemma, "1"));
    assert_eq!(lemmas, counts(expected));
}

#[test]
fn phrases_of_parts_of_speech_are_counted() {
    let folder = with_treebank();
    let all = ["ngrams", "t", "-n", "2", "--layer", "upos", "--min-freq", "1"];
    let out = folder.found(&[&all[..], &["--format", "tsv", "--top", "0"]].concat());
    let expected = counts([
        ("ADP NOUN", "6"),
        ("NOUN ADJ", "4"),
        ("NOUN NOUN", "3"),
        ("VERB NOUN", "3"),
        ("CCONJ VERB", "2"),
        ("NOUN ADP", "2"),
        ("NOUN PRON", "2"),
        ("PRON NOUN", "2"),
        ("PROPN ADP", "2"),
        ("VERB PROPN", "2"),
        ("ADJ ADP", "1"),
        ("VERB ADP", "1"),
    ]);
    assert_eq!(columns(&out, "form", "freq"), expected);
    assert_eq!(matches(&folder, &["ADJ ADP", "--layer", "upos"]), ["قديمة في"]);
    // Beyond the sentence, within the paragraph: قديمة. وكتب
    assert_eq!(matches(&folder, &["NOUN CCONJ", "--layer", "upos", "--within", "p"]).len(), 1);
    let none = folder.run(&["kwic", "t", "NOUN CCONJ", "--layer", "upos"]);
    assert_eq!(none.code, 1);
    assert!(folder.failed(&["kwic", "t", "NOUN", "--within", "verse"]).contains("s, item, p, doc"));
}

#[test]
fn a_lemma_is_found_with_its_marks_or_without() {
    let folder = with_treebank();
    for lemma in ["كِتَاب", "كتاب"] {
        assert_eq!(matches(&folder, &[lemma, "--layer", "lemma"]), ["كتبا", "الكتب", "كتب"]);
    }
    // The spelling is that of the verb as well.
    assert_eq!(matches(&folder, &["كتب", "--layer", "lemma"]), ["كتبت", "كتبت", "كتب"]);
    assert_eq!(matches(&folder, &["كتب", "--layer", "standard"]), ["كتب", "كتب"]);
    let out = folder.found(&[
        "collocates",
        "t",
        "كتاب",
        "--layer",
        "lemma",
        "--min-freq",
        "2",
        "--format",
        "tsv",
    ]);
    assert_eq!(columns(&out, "form", "o11"), counts([("تَاجِر", "3"), ("قَدِيم", "2")]));
    let out = folder.found(&[
        "keywords",
        "t",
        "--layer",
        "lemma",
        "--where",
        "id=suq",
        "--reference",
        "rest",
        "--min-freq",
        "3",
        "--format",
        "tsv",
    ]);
    assert_eq!(columns(&out, "form", "freq_target").get("تَاجِر"), Some(&"3".to_owned()));
}

#[test]
fn what_is_written_as_one_word_is_shown_so() {
    let folder = with_treebank();
    let out = folder.found(&["kwic", "t", "رسالة", "--format", "tsv"]);
    assert!(out.contains("وكتبت لأختها\tرسالة\tطويلة."), "{out}");
    let out = folder.found(&["kwic", "t", "تاجر", "--layer", "lemma", "--format", "tsv"]);
    assert!(out.contains("قالت ليلى ل\tالتاجر\t: هذه"), "{out}");
    let text = folder.found(&["tokenize", "t.conllu", "--format", "text"]);
    assert!(text.contains("للتاجر") && text.contains("للبحر"), "{text}");
}

#[test]
fn info_lists_structures() {
    let folder = with_treebank();
    let out = folder.found(&["info", "t"]);
    let line = |name: &str| {
        let named = |line: &&str| line.split_whitespace().next() == Some(name);
        let lines = out.lines().skip_while(|line| *line != "structures");
        let line = lines.skip(1).find(named).expect("a line for each structure");
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("s"), "s 6 id 6 values, text 6 values");
    assert_eq!(line("p"), "p 3 id 3 values");
    assert_eq!(line("doc"), "doc 2");
    assert_eq!(line("mwt"), "mwt 5 form 5 values");
    folder.found(&["verify", "t", "--quiet"]);
}

/// Every verb takes every layer: a map, one that takes words apart, and columns.
#[test]
fn every_verb_takes_every_layer() {
    let folder = with_treebank();
    for (layer, word) in [
        ("word", "كتب"),
        ("standard", "كتب"),
        ("segments", "كتب"),
        ("lemma", "كتاب"),
        ("upos", "NOUN"),
        ("deprel", "obl"),
    ] {
        let verbs: [&[&str]; 22] = [
            &["words"],
            &["words", "--stop", "ar"],
            &["ngrams", "-n", "2", "--min-freq", "1"],
            &["bundles", "-n", "2", "--min-freq", "1", "--min-range", "1"],
            &["pframes", "--min-freq", "1"],
            &["mwe", "--min-freq", "1"],
            &["kwic", word],
            &["kwic", word, "--group-by", "after:1"],
            &["kwic", word, "--explain"],
            &["collocates", word, "--min-freq", "1"],
            &["collocations", "--min-freq", "1"],
            &["compare-collocates", word, "--where", "id=suq", "--reference", "rest"],
            &["network", word, "--min-freq", "1", "--format", "graphml"],
            &["keywords", "--where", "id=suq", "--reference", "rest", "--min-freq", "1"],
            &["keywords", "--where", "s.length>7", "--reference", "rest", "--min-freq", "1"],
            &["tfidf", "--each", "title", "--min-freq", "1"],
            &["dispersion", word],
            &["diversity"],
            &["compare", "--each", "title"],
            &["neighbours", word, "--words", "10", "--min-freq", "1"],
            &["variants", word],
            &["ngrams", "-n", "2", "--min-freq", "1", "--stop", "ar", "--within", "p"],
        ];
        for verb in verbs {
            let (name, rest) = verb.split_first().expect("a verb");
            let arguments = [&[*name, "t"][..], rest, &["--layer", layer]].concat();
            let ran = folder.run(&arguments);
            assert!(ran.code == 0 || ran.code == 1, "{arguments:?}: {}", ran.err);
        }
        let ran = folder.run(&["lexicon", "search", "t", "*", "--layer", layer]);
        assert_eq!(ran.code, 0, "{layer}: {}", ran.err);
    }
}

const VERTICAL: &str = "\
<doc id=\"a\" year=\"2015\" title=\"يوم\">
<p>
<s n=\"1\">
قال\tقَال\tV
<quote speaker=\"الوزير\" n=\"1\">
نعم\tنَعَم\tX
<g/>
،\t،\tP
شكرا\tشُكر\tN
</quote>
<g/>
.\t.\tP
</s>
<s n=\"2\">
قالت\tقَال\tV
<quote speaker=\"ليلى\" n=\"12\">
&lt;لا&gt;\tلَا\tX
شكرا\tشُكر\tN
</quote>
</s>
</p>
</doc>
<doc id=\"b\" year=\"2016\">
<s>
شكرا\tشُكر\tN
كتب\tكَتَب\tV
</s>
</doc>
";

#[test]
fn vertical_text_has_its_columns_and_structures() {
    let folder = Folder::empty();
    folder.file("v.vert", VERTICAL);
    assert!(folder.failed(&["index", "v.vert", "-o", "v"]).contains("word,lemma,pos"));
    let columns_of = ["--columns", "word,lemma,pos"];
    let made = folder.run(&[&["index", "v.vert", "-o", "v"][..], &columns_of].concat());
    assert_eq!(made.code, 0, "{}", made.err);
    let words = |arguments: &[&str]| {
        let all = [&["words", "v", "--format", "tsv", "--top", "0"][..], arguments].concat();
        columns(&folder.found(&all), "form", "freq")
    };
    assert_eq!(words(&["--layer", "pos"]), counts([("V", "3"), ("N", "3"), ("X", "2")]));
    let quotes = words(&["--layer", "lemma", "--where", "quote.speaker=ليلى"]);
    assert_eq!(quotes, counts([("لَا", "1"), ("شُكر", "1")]));
    // Metadata, and structures by number.
    assert_eq!(words(&["--layer", "lemma", "--where", "year=2016"]).len(), 2);
    assert_eq!(words(&["--layer", "lemma", "--where", "quote.n<5"]).len(), 2);
    assert_eq!(words(&["--layer", "lemma", "--where", "!(quote.length>0)"]).len(), 3);
    // A phrase does not leave its quotation, nor what is chosen.
    let pairs = |arguments: &[&str]| {
        let all =
            ["ngrams", "v", "-n", "2", "--min-freq", "1", "--layer", "word", "--format", "tsv"];
        let ran = folder.run(&[&all[..], arguments].concat());
        columns(&ran.out, "form", "freq").len()
    };
    assert_eq!((pairs(&[]), pairs(&["--within", "quote"])), (5, 3));
    assert_eq!(pairs(&["--where", "quote.length>0"]), 2);
    let text = folder.found(&[&["kwic", "v", "قال", "--format", "tsv"][..]].concat());
    assert!(text.contains("قال\tنعم، شكرا. قالت <لا> شكرا"), "{text}");
    // Raw files answer by their columns too.
    let raw = [&["words", "v.vert", "--layer", "pos", "--format", "tsv"][..], &columns_of].concat();
    assert_eq!(columns(&folder.found(&raw), "form", "freq").get("V"), Some(&"3".to_owned()));
}

#[test]
fn what_is_out_of_order_is_told_with_its_line() {
    let folder = Folder::empty();
    folder.file("v.vert", "<doc id=\"a\">\n<s>\nقال\tV\nنعم\n</q>\nشكرا\tN\tx\n</doc>\n");
    let all = ["index", "v.vert", "-o", "v", "--columns", "word,pos"];
    let made = folder.run(&all);
    assert_eq!(made.code, 0, "{}", made.err);
    for told in [
        "line 4",
        "1 fields for 2 columns",
        "line 5",
        "</q> closes nothing",
        "line 6",
        "4 × annotation out of order",
    ] {
        assert!(made.err.contains(told), "{told}: {}", made.err);
    }
    let words = folder.found(&["words", "v", "--layer", "pos", "--format", "tsv"]);
    assert_eq!(columns(&words, "form", "freq"), counts([("V", "1"), ("_", "1"), ("N", "1")]));
    assert_eq!(folder.run(&[&all[..], &["--force", "--strict"]].concat()).code, 2);
    let word = |id: &str, form: &str| format!("{id}\t{form}\t_\tX\t_\t_\t0\troot\t_\t_\n");
    let lines = [
        word("1", "قال"),
        word("2-x", "نعم"),
        word("x", "نعم"),
        "3\tنعم\n".to_owned(),
        word("8.1", "غائب"),
        word("4", "شكرا"),
    ];
    folder.file("c.conllu", lines.concat());
    let made = folder.run(&["index", "c.conllu", "-o", "c"]);
    assert_eq!(made.code, 0, "{}", made.err);
    for told in ["line 2", "line 3", "line 4", "2 fields, not 10"] {
        assert!(made.err.contains(told), "{told}: {}", made.err);
    }
    assert!(!made.err.contains("line 5"), "{}", made.err);
    let mixed = folder.failed(&["index", "c.conllu", "v.vert", "-o", "m", "--columns", "word,pos"]);
    assert!(mixed.contains("columns"), "{mixed}");
}

/// Titles and bodies of one corpus, compared.
#[test]
fn headlines_are_compared_with_bodies() {
    let folder = Folder::with_papers();
    let ran = folder.run(&[
        "keywords",
        "papers",
        "--where",
        "field.name=title",
        "--reference-where",
        "field.name=body",
        "--format",
        "json",
    ]);
    assert!(ran.code == 0 && ran.out.contains("\"form\""), "{}{}", ran.out, ran.err);
    // A test over texts is not for this, and says so.
    for part in
        ["are in the target and in the reference", "texts differ in length: the median is 9"]
    {
        assert!(ran.err.contains(part), "{}", ran.err);
    }
    let total = |condition: &str| -> u64 {
        let out = folder.found(&[
            "words", "papers", "--layer", "word", "--where", condition, "--format", "tsv", "--top",
            "0",
        ]);
        columns(&out, "form", "freq")
            .values()
            .map(|freq| freq.parse::<u64>().expect("a number"))
            .sum()
    };
    let all = total("id!=x");
    assert_eq!(total("field.name=title") + total("field.name=body"), all);
    assert_eq!(total("field.name=title | field.name=body"), all);
    assert_eq!(total("!(field.name=title)"), total("field.name=body"));
    let error = folder.failed(&["words", "papers", "--where", "field.nam=title"]);
    assert!(error.contains("field.name, field.length"), "{error}");
    // As groups they are what they are as parts.
    let each = ["keywords", "papers", "--each", "field.name", "--format", "jsonl", "-q"];
    let groups = folder.found(&each);
    let rows: Vec<Value> =
        groups.lines().map(|row| serde_json::from_str(row).expect("a row")).collect();
    let parts: Vec<Value> = serde_json::from_str(&ran.out).expect("an array of rows");
    let mut compared = 0;
    for row in rows.iter().filter(|row| row["group"] == "title") {
        let Some(part) = parts.iter().find(|part| part["key"] == row["key"]) else { continue };
        for column in ["freq_target", "freq_reference", "doc_freq_target", "doc_freq_reference"] {
            assert_eq!(part[column], row[column], "{row}");
        }
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
    let error = folder.failed(&["keywords", "papers", "--each", "field.nam"]);
    assert!(error.contains("field.name"), "{error}");
}
