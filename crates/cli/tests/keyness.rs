//! Keywords in all their forms, and dispersion over any parts.

mod common;

use common::Folder;

fn column<'t>(csv: &'t str, name: &str) -> Vec<&'t str> {
    let place = csv.lines().next().and_then(|head| head.split(',').position(|own| own == name));
    let cell = |line: &'t str| place.and_then(|place| line.split(',').nth(place));
    csv.lines().skip(1).filter_map(cell).collect()
}

const REST: [&str; 6] = ["keywords", "papers", "--where", "source=alufuq", "--reference", "rest"];

#[test]
fn measures_tests_and_intervals_over_texts() {
    let folder = Folder::with_papers();
    let more = [
        "--measures",
        "cohen_d,mann_whitney_p,adjusted_log_ratio(dispersion=rosengren_kf),log_ratio",
        "--test",
        "mann_whitney",
        "--bootstrap",
        "50",
        "--seed",
        "3",
        "--top",
        "5",
        "--log-p",
    ];
    let arguments = [&REST[..], &more[..]].concat();
    let csv = folder.found(&arguments);
    let head = csv.lines().next().unwrap_or_default();
    assert!(
        head.ends_with(
            ",cohen_d,mann_whitney_p,adjusted_log_ratio(dispersion=rosengren_kf),log_ratio,p,q,\
             log10_p,log10_q,bootstrap_low,bootstrap_high"
        ),
        "{head}"
    );
    assert_eq!(column(&csv, "mann_whitney_p"), column(&csv, "p"));
    assert_eq!(csv.lines().count(), 6);
    let number = |text: &&str| text.parse::<f64>().unwrap_or(f64::NAN);
    for ((low, high), ratio) in column(&csv, "bootstrap_low")
        .iter()
        .zip(column(&csv, "bootstrap_high"))
        .zip(column(&csv, "log_ratio"))
    {
        assert!(number(low) <= number(&ratio) && number(&ratio) <= number(&high));
    }
    assert_eq!(csv, folder.found(&[&arguments[..], &["--threads", "1"]].concat()));
    let other: Vec<&str> =
        arguments.iter().map(|own| if *own == "3" { "4" } else { own }).collect();
    assert_ne!(csv, folder.found(&other));
}

#[test]
fn documents_pairs_lock_words_and_stop_words() {
    let folder = Folder::with_papers();
    let of = |more: &[&str]| folder.found(&[&REST[..], more].concat());
    let docs = of(&["--by", "documents", "--min-docs", "10", "--measures", "log_ratio"]);
    let most =
        |name| column(&docs, name).iter().filter_map(|n| n.parse::<u64>().ok()).collect::<Vec<_>>();
    let both = most("doc_freq_target").into_iter().zip(most("doc_freq_reference"));
    assert!(both.into_iter().all(|(a, b)| a.max(b) >= 10));
    let pairs = of(&["-n", "2", "--top", "3"]);
    assert!(column(&pairs, "form").iter().all(|form| form.split(' ').count() == 2), "{pairs}");
    let lock = of(&["--direction", "lock", "--lock-bound", "0.8"]);
    let ends = ["log_ratio_ci_low", "log_ratio_ci_high"].map(|name| column(&lock, name));
    assert!(!ends[0].is_empty());
    let near = |end: &&str| end.parse::<f64>().is_ok_and(|end| end.abs() <= 0.8);
    assert!(ends.iter().flatten().all(near), "{lock}");
    assert!(column(&of(&[]), "form").contains(&"في"));
    assert!(!column(&of(&["--stop", "ar"]), "form").contains(&"في"));
}

#[test]
fn words_that_are_key_in_many_texts() {
    let folder = Folder::with_papers();
    let csv = folder.found(&[&REST[..], &["--key-key", "--key-max-p", "0.001"]].concat());
    assert!(csv.starts_with("form,key_texts,key_share,doc_freq,freq_target,freq_reference\n"));
    let texts: Vec<u64> =
        column(&csv, "key_texts").iter().filter_map(|count| count.parse().ok()).collect();
    assert!(texts.len() > 1 && texts.is_sorted_by(|a, b| a >= b) && texts.iter().all(|n| *n >= 2));
}

#[test]
fn each_value_stands_against_the_others_and_is_drawn() {
    let folder = Folder::with_papers();
    let ran =
        folder.run(&["keywords", "papers", "--each", "category", "--top", "4", "--svg", "map.svg"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.err.trim(), "drew map.svg");
    let groups = column(&ran.out, "group");
    let mut different = groups.clone();
    different.dedup();
    assert!(different.len() > 2 && groups.len() == 4 * different.len(), "{groups:?}");
    let svg = folder.read("map.svg");
    for group in different {
        assert!(svg.contains(group), "{group}");
    }
    assert!(svg.contains("text-anchor=\"end\"") && svg.contains('\u{2067}'));
    assert!(folder.read("map.svg.manifest.json").contains("\"svg\""));
    let sources = folder.found(&["keywords", "papers", "--each", "source", "--min-freq", "1"]);
    let two = folder.found(&[
        "keywords",
        "minbar.jsonl",
        "alufuq.jsonl",
        "--title-field",
        "title",
        "--min-freq",
        "1",
    ]);
    assert_eq!(two.replace(".jsonl", "").lines().count(), sources.lines().count());
    let alone = folder.found(&[&REST[..], &["--min-freq", "1"]].concat());
    let own: Vec<String> = sources
        .lines()
        .filter_map(|line| line.strip_prefix("alufuq,").map(str::to_owned))
        .collect();
    assert_eq!(own, alone.lines().skip(1).collect::<Vec<_>>());
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = Folder::with_papers();
    folder.file("list.csv", "form,freq\nفي,80\n");
    for (arguments, says) in [
        (&["keywords", "papers", "--reference", "list.csv", "--by", "documents"][..], "documents"),
        (&["keywords", "papers", "--reference", "list.csv", "--measures", "cohen_d"], "texts"),
        (&["keywords", "papers", "--each", "author"], "author"),
        (&["keywords", "papers", "list.csv", "--reference", "papers"], "several targets"),
        (&["keywords", "papers", "papers"], "twice"),
        (&["keywords", "papers", "--reference", "list.csv", "--measures", "welch"], "welch"),
        (&["keywords", "papers", "--reference", "list.csv", "--test", "log_ratio"], "no test"),
        (&["keywords", "papers", "--reference", "list.csv", "--svg", "a.svg"], "--each"),
        (&["words", "papers", "--parts", "author"], "author"),
    ] {
        let said = folder.failed(arguments);
        assert!(said.contains(says), "{arguments:?}: {said}");
    }
}

#[test]
fn dispersion_over_documents_values_and_equal_parts() {
    let folder = Folder::with_papers();
    for parts in ["documents", "source", "5"] {
        let words = folder.found(&[
            "words",
            "papers",
            "--min-freq",
            "20",
            "--dispersion",
            "range,juilland_u",
            "--parts",
            parts,
        ]);
        assert!(words.starts_with("form,freq,per_million,doc_freq,dp_norm,range,juilland_u\n"));
        let ngrams = folder.found(&[
            "ngrams",
            "papers",
            "-n",
            "1..2",
            "--min-freq",
            "20",
            "--dispersion",
            "dp_norm,range,juilland_u",
            "--parts",
            parts,
            "--sort",
            "dp_norm:asc",
        ]);
        let cells = |csv: &str, form: &str, from: usize| -> Vec<String> {
            let line = csv.lines().find(|line| line.starts_with(&format!("{form},")));
            line.unwrap_or_default().split(',').skip(from).map(str::to_owned).collect()
        };
        assert_eq!(cells(&words, "في", 4), cells(&ngrams, "في", 5), "{parts}");
        let query = folder.found(&["dispersion", "papers", "في", "--by", parts, "--summary"]);
        let range = query.lines().find_map(|line| line.strip_prefix("range,"));
        assert!(range.is_some_and(|rest| rest.starts_with(&cells(&words, "في", 5)[0])), "{parts}");
    }
}
