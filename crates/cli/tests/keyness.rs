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
        "--reasons",
    ];
    let arguments = [&REST[..], &more[..]].concat();
    let csv = folder.found(&arguments);
    let head = csv.lines().next().unwrap_or_default();
    assert!(
        head.ends_with(
            ",cohen_d,mann_whitney_p,adjusted_log_ratio(dispersion=rosengren_kf),log_ratio,p,q,\
             log10_p,log10_q,bootstrap_low,bootstrap_high,key,undefined"
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
    assert!(csv.starts_with("form,key_texts,key_share,doc_freq,freq_target,freq_reference,key\n"));
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
        assert!(
            words.starts_with("form,freq,per_million,doc_freq,dp_nofreq,range,juilland_u,key\n")
        );
        let ngrams = folder.found(&[
            "ngrams",
            "papers",
            "-n",
            "1..2",
            "--min-freq",
            "20",
            "--dispersion",
            "dp_nofreq,range,juilland_u",
            "--parts",
            parts,
            "--sort",
            "dp_nofreq:asc",
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

#[test]
fn the_first_rows_have_the_scores_of_all_rows() {
    let folder = Folder::with_papers();
    let all = [
        "keywords",
        "papers",
        "--where",
        "source=alufuq",
        "--reference",
        "rest",
        "--min-freq",
        "9",
    ];
    let measures = "log_ratio,mann_whitney_z,quasi_poisson_log_ratio,negative_binomial_p";
    for more in [&["--sort", "mann_whitney_z"][..], &["--test", "negative_binomial"], &[]] {
        let all = [&all[..], &["--measures", measures], more].concat();
        let every = folder.found(&all);
        let first = folder.found(&[&all[..], &["--top", "7"]].concat());
        assert_eq!(first.lines().count(), 8, "{more:?}");
        assert!(every.starts_with(&first), "{more:?}:\n{first}\n{every}");
    }
}

#[test]
fn pairs_and_queries_are_compared() {
    let folder = Folder::with_papers();
    let of = |more: &[&str]| folder.found(&[&REST[..], more].concat());
    let window = ["--collocations", "--window", "0:1"];
    let pairs = of(&[&window[..], &["--min-freq", "8"]].concat());
    assert_eq!(pairs, of(&[&window[..], &["--min-freq", "8", "--threads", "1"]].concat()));
    let target = folder.found(&[
        "collocations",
        "papers",
        "--where",
        "source=alufuq",
        "--window",
        "0:1",
        "--min-freq",
        "8",
    ]);
    let freq = |form: &str| {
        let place = column(&pairs, "form").iter().position(|own| *own == form);
        place.map(|place| column(&pairs, "freq_target")[place].to_owned())
    };
    let names = [column(&target, "form_1"), column(&target, "form_2"), column(&target, "o11")];
    assert!(names[0].len() > 5);
    for ((one, two), o11) in names[0].iter().zip(&names[1]).zip(&names[2]) {
        let form = format!("{one} {two}");
        assert_eq!(freq(&form).as_deref(), Some(*o11), "{form}");
    }
    // What ends in a word of the stop list goes, and nothing else.
    let stopped = of(&[&window[..], &["--min-freq", "8", "--stop", "ar"]].concat());
    assert!(column(&pairs, "form").contains(&"في المئة"));
    let ends = |form: &&str| form.starts_with("في ") || form.ends_with(" في");
    let left = column(&stopped, "form");
    assert!(left.contains(&"الذكاء الاصطناعي") && !left.iter().any(ends), "{stopped}");
    let queries = of(&["--query", "وزير*", "--query", "في", "--query", "قططططط"]);
    assert_eq!(column(&queries, "form").len(), 3);
    folder.file("frames.txt", "# patterns\nفي\nوزير*   # ministers\nقططططط\n");
    assert_eq!(queries, of(&["--queries", "frames.txt"]));
    let words = of(&["--min-freq", "1"]);
    let row = |csv: &str| csv.lines().find(|line| line.starts_with("في,")).map(str::to_owned);
    let cells = |csv: &str| -> Vec<String> {
        row(csv).unwrap_or_default().split(',').take(11).map(str::to_owned).collect()
    };
    assert_eq!(cells(&queries), cells(&words));
    let each = folder.found(&["keywords", "papers", "--each", "source", "--query", "في"]);
    assert_eq!(column(&each, "group"), ["alufuq", "minbar"]);
    folder.file("none.txt", "# nothing\n");
    folder.file("bad.txt", "(كتاب\n");
    for (more, says) in [
        (&["--queries", "none.txt"][..], "has no query"),
        (&["--queries", "bad.txt"], "bad.txt"),
        (&["--queries", "missing.txt"], "missing.txt"),
        (&["--query", "في", "-n", "2"], "cannot be used with"),
        (&["--query", "في", "--stop", "ar"], "cannot be used with"),
        (&["--window", "0:2"], "--collocations"),
        (&["--collocations", "--window", "0:0"], "at least one position"),
    ] {
        let said = folder.failed(&[&REST[..], more].concat());
        assert!(said.contains(says), "{more:?}: {said}");
    }
}

/// The shipped list leaves out all clitics, those of a list their own, in every verb alike.
#[test]
fn stop_lists_on_segments() {
    let folder = Folder::with_papers();
    let added = folder.run(&["layers", "papers", "--add", "segments"]);
    assert_eq!(added.code, 0, "{}", added.err);
    folder.file("mine.txt", "و\n");
    let lists: [&[&str]; 3] =
        [&["words", "papers"], &REST, &["collocates", "papers", "ال*", "--window", "2:2"]];
    for verb in lists {
        let of = |more: &[&str]| -> Vec<String> {
            let arguments = [verb, &["--layer", "segments", "--min-freq", "3"], more].concat();
            column(&folder.found(&arguments), "form").into_iter().map(str::to_owned).collect()
        };
        let (all, mine, ar) = (of(&[]), of(&["--stop", "mine.txt"]), of(&["--stop", "ar"]));
        let clitics = |forms: &[String]| -> Vec<String> {
            forms.iter().filter(|form| form.contains('+')).cloned().collect()
        };
        assert!(clitics(&all).len() > 3 && all.contains(&"و+".to_owned()), "{verb:?}");
        assert_eq!(clitics(&ar), [""; 0], "{verb:?}");
        assert_eq!(clitics(&mine).len() + 1, clitics(&all).len(), "{verb:?}");
        assert!(!mine.contains(&"و+".to_owned()), "{verb:?}");
    }
}

#[test]
fn reprints_count_once() {
    let folder = Folder::empty();
    let text = |id: u32, source: &str, cluster: &str, text: &str| {
        format!(
            "{{\"id\":\"{id}\",\"source\":\"{source}\",\"cluster\":\"{cluster}\",\"text\":\"{text}\"}}\n"
        )
    };
    let lines = [
        text(1, "a", "x", "نفط نفط غاز"),
        text(2, "a", "x", "نفط نفط غاز"),
        text(3, "a", "", "سلام نفط"),
        text(4, "b", "x", "نفط نفط غاز"),
        text(5, "b", "", "سلام سلام قول"),
    ];
    folder.file("news.jsonl", lines.concat());
    let index = ["index", "news.jsonl", "-o", "news", "--meta", "source,cluster"];
    assert_eq!(folder.run(&index).code, 0);
    let once = ["--dedupe-by", "cluster"];
    let found = |arguments: &[&str], form: &str, name: &str| {
        let csv = folder.found(arguments);
        let place = column(&csv, "form").iter().position(|own| *own == form);
        place.map(|place| column(&csv, name)[place].to_owned()).unwrap_or_default()
    };
    let words = ["words", "news"];
    assert_eq!(found(&words, "نفط", "freq"), "7");
    assert_eq!(found(&[&words[..], &once].concat(), "نفط", "freq"), "3");
    assert_eq!(found(&[&words[..], &once].concat(), "نفط", "doc_freq"), "2");
    let pair = ["ngrams", "news", "-n", "2"];
    assert_eq!(found(&[&pair[..], &once].concat(), "نفط غاز", "freq"), "1");
    // A text that both sides printed is one of each.
    let keys =
        ["keywords", "news", "--where", "source=a", "--reference", "rest", "--min-freq", "1"];
    for (more, target, reference) in [(&[][..], "5", "2"), (&once[..], "3", "2")] {
        let keys = [&keys[..], more].concat();
        assert_eq!(found(&keys, "نفط", "freq_target"), target);
        assert_eq!(found(&keys, "نفط", "freq_reference"), reference);
    }
    let other = ["keywords", "news", "--where", "source=a", "--reference-where", "source=b"];
    let other = [&other[..], &["--min-freq", "1"], &once].concat();
    assert_eq!(found(&other, "نفط", "freq_target"), "3");
    let hits =
        folder.found(&[&["dispersion", "news", "نفط", "--by", "source"][..], &once].concat());
    assert!(hits.contains("\na,5,3,") && hits.contains("\nb,3,0,"), "{hits}");
    let said = folder.failed(&["words", "news", "--dedupe-by", "author"]);
    assert!(said.contains("--dedupe-by") && said.contains("author"), "{said}");
}

/// Of random halves of one corpus no word is key, by what a reader sees without asking for more.
#[test]
fn halves_of_a_corpus_have_no_keywords() {
    let folder = Folder::empty();
    // Every text has a topic of its own, whose words come in bursts.
    let text = |number: usize| {
        let words = (0..60).map(|place| match place % 3 {
            0 => "في".to_owned(),
            1 => format!(
                "كلمة{}",
                "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().nth(number % 28).unwrap_or('ا')
            ),
            _ => format!("موضوع{}", ["نهر", "بحر", "قمر", "شجر", "حجر"][number * 7 % 5]),
        });
        words.collect::<Vec<_>>().join(" ")
    };
    let record = |number: usize| {
        let half = if (number * 13 + number / 7).is_multiple_of(2) { "a" } else { "b" };
        format!("{{\"id\":\"{number}\",\"half\":\"{half}\",\"text\":\"{}\"}}\n", text(number))
    };
    folder.file("texts.jsonl", (0..90).map(record).collect::<String>());
    let made = folder.run(&["index", "texts.jsonl", "-o", "halves", "--meta", "half", "-q"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let base = ["keywords", "halves", "--where", "half=a", "--reference", "rest"];
    let number = |text: &&str| text.parse::<f64>().unwrap_or(1.0);
    let csv = folder.found(&base);
    let head = csv.lines().next().unwrap_or_default();
    assert!(head.ends_with(",p,q,log10_p,log10_q,text_dispersion,mann_whitney_z,key"), "{head}");
    assert!(column(&csv, "q").len() > 20);
    assert!(column(&csv, "q").iter().all(|q| number(q) >= 0.05), "{csv}");
    let tokens = folder.found(&[&base[..], &["--test", "log_likelihood_4"]].concat());
    assert!(column(&tokens, "q").iter().any(|q| number(q) < 0.05), "by tokens there are");
    // The line above a table says what its evidence is, and how many tests there were.
    let table = folder.run(&[&base[..], &["--format", "table", "--reasons"]].concat());
    assert!(table.err.contains("evidence: p and q are of mann_whitney"), "{}", table.err);
    assert!(table.err.contains("tests: "), "{}", table.err);
    let docs = folder.found(&[&base[..], &["--by", "documents"]].concat());
    let texts: Vec<u64> = ["texts_target", "texts_reference"]
        .iter()
        .filter_map(|name| column(&docs, name).first()?.parse().ok())
        .collect();
    assert_eq!(texts.iter().sum::<u64>(), 90);
    // The dispersion of each side, and the number of tests in the manifest.
    let measures = "lrc,dispersion_target(dispersion=range),dispersion_reference(dispersion=range)";
    let saved = folder.run(&[&base[..], &["--measures", measures, "-o", "k.csv"]].concat());
    assert_eq!(saved.code, 0, "{}", saved.err);
    let kept = folder.read("k.csv");
    let range =
        |side: &str| column(&kept, &format!("dispersion_{side}(dispersion=range)")).join(" ");
    assert_eq!(
        range("target"),
        column(&kept, "doc_freq_target").join(" ").replace(' ', ".0 ") + ".0"
    );
    let types = folder.found(&["words", "halves"]).lines().count() - 1;
    let manifest: serde_json::Value =
        serde_json::from_str(&folder.read("k.csv.manifest.json")).unwrap_or_default();
    assert_eq!(manifest["result"]["tests"]["table"], types, "{manifest}");
}

#[test]
fn all_measures_at_once() {
    let folder = Folder::with_papers();
    for arguments in [
        &["words", "papers", "--dispersion", "all", "--top", "2"][..],
        &["ngrams", "papers", "--dispersion", "all", "--top", "2", "--min-freq", "20"],
        &["collocates", "papers", "وزير", "--measures", "all"],
        &["collocations", "papers", "--measures", "all", "--min-freq", "20", "--top", "2"],
        &["diversity", "papers", "--measures", "all"],
        &["trend", "papers", "وزير", "--with", "الصحة", "--by", "year", "--measures", "all"],
        &[&REST[..], &["--measures", "all", "--top", "2", "--min-freq", "20"]].concat(),
    ] {
        let csv = folder.found(arguments);
        assert!(csv.lines().next().unwrap_or_default().split(',').count() > 25, "{arguments:?}");
    }
    let letters = folder.found(&["words", "papers", "--classes", "letters"]);
    let digits = |csv: &str| {
        let own = |form: &&str| form.chars().all(|c| c.is_ascii_digit());
        column(csv, "form").iter().filter(|form| own(form)).count()
    };
    assert_eq!(digits(&letters), 0);
    assert!(digits(&folder.found(&["words", "papers"])) > 0);
}
