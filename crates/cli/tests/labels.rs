//! What is shown is the spelling most often written; what is counted stands beside it as `key`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its output has failed")]

mod common;

use common::Folder;
use serde_json::Value;
use siyaq::text::{Normalizer, Profile};
use std::collections::{BTreeMap, BTreeSet};

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

/// The n-grams of the papers as they are written.
fn written(folder: &Folder) -> BTreeSet<String> {
    let list = ["ngrams", "papers", "-n", "1..5", "--layer", "word", "--format", "jsonl"];
    let rows = folder.found(&list);
    let form = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        row["form"].as_str().unwrap().to_owned()
    };
    rows.lines().map(form).collect()
}

/// Whether the cells of a verb are sequences, or words near a node, that need not be written as each word is
/// most often written by itself.
fn is_of_context(verb: &[&str], form: &str) -> bool {
    form.contains(' ') || verb[0].ends_with("collocates")
}

#[test]
fn every_verb_shows_the_spelling_most_often_written() {
    let folder = Folder::with_papers();
    let (labels, written) = (labels(&folder), written(&folder));
    let folding = Normalizer::new(Profile::Standard);
    let mut differ = 0;
    for (verb, columns) in verbs() {
        let out = folder.found(&[verb, &["--format", "jsonl", "-q"]].concat());
        for line in out.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            for (form, key) in columns {
                let [form, key] = [form, key].map(|name| row[*name].as_str().unwrap());
                let pairs = words(form).into_iter().zip(words(key));
                assert_eq!(words(form).len(), words(key).len(), "{verb:?}: {line}");
                if is_of_context(verb, form) && !form.contains(':') {
                    let alone =
                        words(key).into_iter().map(|word| labels.get(word).map(String::as_str));
                    let alone = alone.collect::<Option<Vec<_>>>().map(|words| words.join(" "));
                    let is_pair = verb.contains(&"--collocations");
                    assert!(
                        written.contains(form)
                            || form.contains('*')
                            || is_pair
                            || alone.as_deref() == Some(form),
                        "{verb:?}: {line}"
                    );
                    for (shown, counted) in pairs.filter(|(_, counted)| is_plain(counted)) {
                        assert_eq!(folding.normalize(shown), counted, "{verb:?}: {line}");
                        differ += usize::from(shown != counted);
                    }
                    continue;
                }
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

/// Words of which the layer `standard` has another form than is written here.
const SPELT: [&str; 14] = [
    "أمس",
    "إلى",
    "أكد",
    "إيران",
    "ألغى",
    "أول",
    "إعلان",
    "آخر",
    "أحمد",
    "إبراهيم",
    "على",
    "رأى",
    "أزمة",
    "إضراب",
];

/// A folder with texts of these words alone, each of them with its source and date.
fn spelt() -> Folder {
    let folder = Folder::empty();
    let mut lines = String::new();
    let mut state = 7usize;
    for number in 0..40 {
        let mut text = String::new();
        for place in 0..60 {
            // The runs of a small generator, so that some words meet more often than others.
            state = (state * 1_103 + 12_345) % 65_536;
            let word = match (place + number) % 5 {
                0 => SPELT[number % 3],
                1 => SPELT[3 + number % 2],
                _ => SPELT[(state / 64) % SPELT.len()],
            };
            text.push_str(word);
            text.push_str(if place % 12 == 11 { ". " } else { " " });
        }
        let (year, source) = (2019 + number % 4, ["a", "b"][number % 2]);
        lines += &format!(
            "{{\"id\":\"d{number}\",\"source\":\"{source}\",\"date\":\"{year}-0{}-01\",\"text\":\"{text}\"}}\n",
            1 + number % 9
        );
    }
    folder.file("spelt.jsonl", lines);
    let index = [
        "index",
        "spelt.jsonl",
        "-o",
        "c",
        "--meta",
        "source,date:date",
        "--layers",
        "standard,stem",
    ];
    assert_eq!(folder.run(&index).code, 0);
    folder
}

/// Runs of every verb that shows forms; what a verb does with options that make another table too.
const SHOWING: &[&str] = &[
    "words c",
    "words c --bootstrap 20 --top 5",
    "ngrams c -n 1..3",
    "ngrams c -n 2 --sort form --top 20",
    "bundles c -n 2 --min-per-million 0 --min-range 1",
    "pframes c -n 3 --min-freq 2",
    "mwe c --min-freq 2 --min-doc-freq 1",
    "mwe c --merge --min-freq 2 --min-doc-freq 1",
    "kwic c أمس",
    "kwic c أمس --explain",
    "kwic c أمس --group-by match",
    "kwic c أ* --group-by match,after:1,before:1..2,field:source",
    "kwic c أمسس",
    "kwic c أمس --layer stem --group-by match",
    "collocates c أمس --min-freq 1 --dispersion dp_nofreq",
    "collocates c أمسس",
    "collocations c --min-freq 1 --tuple --gravity",
    "compare-collocates c أمس --where source=a --reference rest --min-freq 1",
    "compare-collocates c أمس --where source=a --reference-where source=b --min-freq 1",
    // Its other formats are data, with keys.
    "network c أمس --min-freq 1 --format svg",
    "keywords c --where source=a --reference rest --min-freq 1",
    "keywords c --each source --min-freq 1",
    "keywords c --where source=a --reference rest --min-freq 1 --collocations",
    "keywords c --where source=a --reference rest --min-freq 1 -n 2",
    "keywords c --where source=a --reference rest --key-key --key-max-p 1",
    "keywords c --where source=a --reference rest --min-freq 1 --query أمس",
    "tfidf c --each source",
    "tfidf c --each date",
    "dispersion c أمس",
    "dispersion c أمس --summary",
    "dispersion c أمسس",
    "diversity c --by source",
    "trend c أمس --by year",
    "trend c أمس --by year --show periods",
    "trend c أمس --by year --show steps",
    "change c --by year --min-freq 1 --min-docs 1",
    "change c --by year -n 2 --min-freq 1 --min-docs 1",
    "compare c --documents --delta burrows",
    "neighbours c أمس --min-freq 2 --dimensions 3",
    "neighbours c --by year --drift --min-freq 2 --dimensions 3",
    "variants c أمس --distance 1",
    "lexicon search c أ*",
    "info c",
];

/// Verbs that show no forms of a layer of a corpus, or the form that was asked for.
const OTHERS: &[(&str, &str)] = &[
    ("run", "writes files, as the verbs do that it asks"),
    ("reproduce", "compares bytes"),
    ("demo", "its scenes are verbs of the list"),
    ("index", "says what was read"),
    ("verify", "says what is damaged"),
    ("layers", "lists layers and their sizes"),
    ("normalize", "folding is what is asked for"),
    ("tokenize", "prints words as they are written, or folded by the profile that is asked for"),
    ("completions", "prints a script"),
    ("lexicon", "search is in the list, build and train write files"),
];

#[test]
fn no_table_and_no_message_shows_a_folded_form() {
    let folder = spelt();
    let folding = Normalizer::new(Profile::Standard);
    let folded: Vec<String> = SPELT.map(|word| folding.normalize(word).into_owned()).to_vec();
    assert!(folded.iter().zip(SPELT).all(|(form, word)| form != word), "{folded:?}");
    let is_letter = |sign: char| ('\u{621}'..='\u{65f}').contains(&sign);
    for run in SHOWING {
        let arguments: Vec<&str> = run.split(' ').collect();
        let mut all = arguments.clone();
        if !run.contains("--format") && !run.starts_with("info") {
            all.extend(["--format", "table"]);
        }
        let ran = folder.run(&all);
        assert!(ran.code < 2, "{run}: {}", ran.err);
        assert_eq!(ran.code == 1, run.contains("أمسس"), "{run}: {}{}", ran.out, ran.err);
        for word in (ran.out.clone() + &ran.err).split(|sign| !is_letter(sign)) {
            assert!(
                !folded.iter().any(|form| form == word),
                "{run}: {word}\n{}{}",
                ran.out,
                ran.err
            );
        }
    }
    let overview = folder.found(&["--help"]);
    let verbs = overview.lines().skip_while(|line| *line != "Commands:").skip(1);
    for verb in verbs.take_while(|line| !line.is_empty()) {
        let verb = verb.split_whitespace().next().unwrap_or_default();
        let shown = SHOWING.iter().any(|run| run.split(' ').next() == Some(verb));
        let other = verb == "help" || OTHERS.iter().any(|(name, _)| *name == verb);
        assert!(shown || other, "{verb} is in neither list");
    }
}

/// What has no `--where`, or says by design what the whole corpus has.
const OF_THE_WHOLE: [&str; 4] = ["--explain", "variants", "lexicon", "info"];

/// Spellings of documents that are not asked for, and of words that are left out, are no labels.
#[test]
fn labels_are_of_what_is_counted() {
    let folder = spelt();
    let folding = Normalizer::new(Profile::Standard);
    // A third newspaper writes everything without hamza, and more often than the others together.
    let known = folder.read("spelt.jsonl");
    let all: String = (0..3)
        .flat_map(|copy| known.lines().map(move |line| (copy, line)))
        .map(|(copy, line)| {
            let mut row: Value = serde_json::from_str(line).unwrap();
            row["id"] = format!("{copy}-{}", row["id"].as_str().unwrap()).into();
            row["source"] = "z".into();
            row["text"] = folding.normalize(row["text"].as_str().unwrap()).into_owned().into();
            format!("{row}\n")
        })
        .collect();
    folder.file("more.jsonl", known + &all);
    let index = ["index", "more.jsonl", "-o", "c", "--force", "--meta", "source,date:date"];
    let layers = ["--layers", "standard,stem"];
    assert_eq!(folder.run(&[&index[..], &layers].concat()).code, 0);
    let folded: Vec<String> = SPELT.map(|word| folding.normalize(word).into_owned()).to_vec();
    let is_letter = |sign: char| ('\u{621}'..='\u{65f}').contains(&sign);
    let shown = |arguments: &[&str]| -> Option<String> {
        let ran = folder.run(arguments);
        assert!(ran.code < 2, "{arguments:?}: {}", ran.err);
        let both = ran.out + &ran.err;
        let word =
            both.split(|sign| !is_letter(sign)).find(|word| folded.iter().any(|f| f == word));
        word.map(|word| format!("{word}\n{both}"))
    };
    assert!(shown(&["words", "c", "--format", "table"]).is_some());
    for run in SHOWING.iter().filter(|run| !OF_THE_WHOLE.iter().any(|whole| run.contains(whole))) {
        let run = run.replace("--reference rest", "--reference-where source=b");
        let mut arguments: Vec<&str> = run.split(' ').collect();
        if !run.contains("--where") {
            arguments.extend(["--where", "source in (a,b)"]);
        }
        if !run.contains("--format") {
            arguments.extend(["--format", "table"]);
        }
        let wrong = shown(&arguments);
        assert_eq!(wrong, None, "{arguments:?}");
    }
    // Of the two spellings of one form the one that is left out is the more frequent.
    folder.file("stop.txt", folded.join("\n"));
    for run in SHOWING {
        let verb = run.split(' ').next().unwrap_or_default();
        let help = folder.found(&[verb, "--help"]);
        if !help.contains("--stop") || run.contains("--query") {
            continue;
        }
        let mut arguments: Vec<&str> = run.split(' ').collect();
        arguments.extend(["--stop", "stop.txt"]);
        if !run.contains("--format") {
            arguments.extend(["--format", "table"]);
        }
        let wrong = shown(&arguments);
        assert_eq!(wrong, None, "{arguments:?}");
    }
}

#[test]
fn a_stem_is_shown_as_its_words_write_it() {
    let folder = Folder::empty();
    let text = "زار الإمارات. في الإمارات. والإمارات. من الأمارات. مكرّمة. المكرمة. والمكرمة. لدى الوزير. لديه. لديها. لديهم";
    folder.file("a.txt", text);
    let index = ["index", "a.txt", "-o", "c", "--layers", "stem,segments,light10"];
    assert_eq!(folder.run(&index).code, 0);
    for (layer, shown, hidden) in [
        ("stem", &["إمارات", "لدى", "مكرمة"][..], &["امارات", "أمارات", "لدي", "مكرّمة"][..]),
        ("segments", &["الإمارات", "لدى", "المكرمة"], &["الامارات", "لدي"]),
        ("light10", &["إمار", "مكرم"], &["امار", "أمار", "مكرّم"]),
    ] {
        let list = folder.found(&["words", "c", "--layer", layer]);
        let forms: Vec<&str> = list.lines().filter_map(|line| line.split(',').next()).collect();
        assert!(shown.iter().all(|form| forms.contains(form)), "{layer}: {list}");
        assert!(!hidden.iter().any(|form| forms.contains(form)), "{layer}: {list}");
    }
}

/// A surname that is written as a conjunction is not, in a group of its hits.
#[test]
fn groups_are_spelt_as_their_hits() {
    let folder = Folder::empty();
    let text = "قال فان غال. وصل فان غال. وعاد فإن غال. فإن حضر. فإن غاب. فإن عاد. علي صالح. على صالح. على الطاولة. على الباب. علي صالح";
    folder.file("a.txt", text);
    for (keys, query, expected) in [
        ("before:1", "غال", vec!["فان,3"]),
        ("match", "* غال", vec!["فان غال,3"]),
        ("match", "علي صالح", vec!["علي صالح,3"]),
        ("after:1,match", "فان", vec!["غال,فان,3"]),
    ] {
        let found = folder.found(&["kwic", "a.txt", query, "--group-by", keys]);
        let first: Vec<String> = found
            .lines()
            .skip(1)
            .take(1)
            .map(|line| {
                line.split(',').take(expected[0].split(',').count()).collect::<Vec<_>>().join(",")
            })
            .collect();
        assert_eq!(first, expected, "{keys} {query}: {found}");
    }
}

#[test]
fn forms_go_by_the_alphabet_and_the_first_are_the_first() {
    let folder = Folder::empty();
    // Letters of other languages behind the one that they are made from; hamza makes no difference.
    let order =
        ["باب", "بيت", "پاريس", "تاج", "چاي", "حبر", "كوب", "گاز", "لبن", "مسؤول", "مسوول", "وزير"];
    let mut text = String::new();
    for (number, word) in order.iter().enumerate() {
        // The most frequent first is another order, and so is that of the bytes.
        text.extend(std::iter::repeat_n(format!("{word}. "), 1 + (number * 5) % 12));
    }
    folder.file("a.txt", text);
    let forms = |arguments: &[&str]| -> Vec<String> {
        let out = folder.found(&[arguments, &["--layer", "word"]].concat());
        out.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
    };
    let mut backwards = order;
    backwards.reverse();
    for verb in [&["words", "a.txt"][..], &["ngrams", "a.txt", "-n", "1"]] {
        for (sort, expected) in [("form", order), ("form:desc", backwards)] {
            let all = [verb, &["--sort", sort]].concat();
            assert_eq!(forms(&all), expected, "{verb:?}");
            for top in [1, 5, 11, 12, 40] {
                let first = forms(&[&all[..], &["--top", &top.to_string()]].concat());
                assert_eq!(first, expected[..top.min(12)], "{verb:?} {top}");
            }
        }
    }
    // As a concordance is sorted.
    let lines = folder.found(&["kwic", "a.txt", "*", "--sort", "match", "--layer", "word"]);
    let mut matches: Vec<&str> =
        lines.lines().skip(1).map(|l| l.split(',').nth(3).unwrap()).collect();
    matches.dedup();
    assert_eq!(matches, order);
    // Word by word.
    folder.file("b.txt", "تاج باب. پاريس لبن. بيت كوب. پاريس كوب. باب وزير");
    let pairs = forms(&["ngrams", "b.txt", "-n", "2", "--sort", "form"]);
    assert_eq!(pairs, ["باب وزير", "بيت كوب", "پاريس كوب", "پاريس لبن", "تاج باب"]);
}

#[test]
fn an_abbreviation_is_one_with_spaces_and_without() {
    let folder = Folder::empty();
    folder.file("a.txt", "برلين (د .ب .أ) قال. وقالت د.ب.أ ثم (د . ب . أ) أمس");
    let layers = [
        "index",
        "a.txt",
        "-o",
        "c",
        "--layers",
        "light,standard,broad,stem,segments,light10,snowball,isri",
    ];
    assert_eq!(folder.run(&layers).code, 0);
    let words = folder.found(&["words", "c", "--layer", "word", "--classes", "abbr"]);
    assert_eq!(words.lines().count(), 4, "{words}");
    for layer in ["light", "standard", "broad", "stem", "segments", "light10", "snowball", "isri"] {
        let forms = folder.found(&["words", "c", "--layer", layer, "--classes", "abbr"]);
        let row = forms.lines().nth(1).unwrap_or_default();
        assert!(forms.lines().count() == 2 && row.contains(",3,"), "{layer}: {forms}");
        for query in ["د.ب.أ", "د .ب .أ"] {
            let hits = folder.found(&["kwic", "c", query, "--layer", layer]);
            assert_eq!(hits.lines().count(), 4, "{layer} {query}: {hits}");
        }
    }
    // A corpus from raw files. It is shown as it is written without spaces.
    let raw = folder.found(&["words", "a.txt", "--classes", "abbr"]);
    assert!(raw.contains("\nد.ب.أ,3,"), "{raw}");
    // As it is folded, where it is not written so.
    folder.file("b.txt", "برلين (د .ب .أ) قال. ثم (د . ب . أ) أمس");
    let raw = folder.found(&["words", "b.txt", "--classes", "abbr"]);
    assert!(raw.contains("\nد.ب.ا,2,"), "{raw}");
    let pairs = folder.found(&["ngrams", "b.txt", "-n", "2"]);
    assert!(pairs.contains("برلين د.ب.ا,"), "{pairs}");
}

#[test]
fn an_abbreviation_is_one_token_among_others() {
    let folder = Folder::empty();
    let text = "(د .ب .أ) د.ب.أ (د . ب\u{A0}. أ)";
    folder.file("a.txt", text);
    let tokenized = |args: &[&str]| folder.found(&[&["tokenize", "a.txt"], args].concat());
    let lines = "( د.ب.أ ) د.ب.أ ( د.ب.أ )\n";
    assert_eq!(tokenized(&["--format", "text"]), lines);
    assert_eq!(tokenized(&["--format", "text", "--sentences"]), lines);
    assert_eq!(tokenized(&["--format", "text", "--segment", "atb"]), lines);
    let folded = lines.replace('أ', "ا");
    assert_eq!(tokenized(&["--format", "text", "--profile", "standard"]), folded);
    // As the vocabulary spells it, and where it stands in the source.
    let forms = |args: &[&str]| -> Vec<String> {
        let rows = tokenized(args);
        let rows = rows.lines().skip(1).map(|row| row.split(',').nth(2).unwrap().to_owned());
        rows.filter(|form| form.starts_with('د')).collect()
    };
    assert_eq!(forms(&["--format", "csv", "--profile", "standard"]), ["د.ب.ا"; 3]);
    assert_eq!(forms(&["--format", "csv", "--segment", "atb", "--restored"]), ["د.ب.أ"; 3]);
    let written = ["د .ب .أ", "د.ب.أ", "د . ب\u{A0}. أ"];
    assert_eq!(forms(&["--format", "csv"]), written);
    assert_eq!(tokenized(&["--sentences"]), format!("{text}\n"));
}
