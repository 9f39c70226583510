//! Diversity, changes over time, comparison and neighbours from the command line.

mod common;

use common::Folder;

fn column<'t>(csv: &'t str, name: &str) -> Vec<&'t str> {
    let place = csv.lines().next().and_then(|head| head.split(',').position(|own| own == name));
    let cell = |line: &'t str| place.and_then(|place| line.split(',').nth(place));
    csv.lines().skip(1).filter_map(cell).collect()
}

fn reals(csv: &str, name: &str) -> Vec<f64> {
    column(csv, name).iter().filter_map(|cell| cell.parse().ok()).collect()
}

#[test]
fn diversity_of_parts_curves_and_laws() {
    let folder = Folder::with_papers();
    let whole = folder.found(&["diversity", "papers"]);
    assert!(whole.starts_with("part,tokens,types,hapaxes,ttr,hdd,mattr,mtld,guiraud_r,"));
    assert_eq!(column(&whole, "part"), [""]);
    let sources = folder.found(&["diversity", "papers", "--by", "source", "--measures", "all"]);
    assert_eq!(column(&sources, "part"), ["alufuq", "minbar"]);
    let sum = |csv: &str| reals(csv, "tokens").iter().sum::<f64>();
    assert!((sum(&whole) - sum(&sources)).abs() < 0.5);
    let seeded =
        |seed| folder.found(&["diversity", "papers", "--measures", "vocd_d,hdd", "--seed", seed]);
    assert_eq!(seeded("1"), seeded("1"));
    assert_ne!(column(&seeded("1"), "vocd_d"), column(&seeded("2"), "vocd_d"));
    assert_eq!(column(&seeded("1"), "hdd"), column(&seeded("2"), "hdd"));
    for (curve, head, label) in
        [("growth", "tokens,types,hapaxes,heaps\n", "Heaps"), ("ranks", "rank,freq,zipf,", "Zipf")]
    {
        let ran =
            folder.run(&["diversity", "papers", "--curve", curve, "--svg", "c.svg", "--quiet"]);
        assert!(ran.code == 0 && ran.out.starts_with(head), "{}", ran.err);
        assert!(folder.read("c.svg").contains(label));
    }
    let wide = ["diversity", "papers", "--measures", "ttr,mattr", "--window", "10000000"];
    let reasons = folder.found(&[&wide[..], &["--reasons"]].concat());
    assert!(reasons.contains(",mattr,undefined\n"), "{reasons}");
    assert!(reasons.ends_with(",,mattr=shorter_than_window\n"), "{reasons}");
    let laws = folder.found(&["diversity", "papers", "--curve", "laws"]);
    assert!(column(&laws, "law").contains(&"zipf_mandelbrot"));
    assert!(folder.failed(&["diversity", "papers", "--svg", "c.svg"]).contains("--curve"));
    assert!(folder.failed(&["diversity", "papers", "--measures", "vocabulary"]).contains("mattr"));
}

#[test]
fn changes_of_the_vocabulary_and_of_a_query() {
    let folder = Folder::with_papers();
    let base = ["change", "papers", "--min-freq", "10", "--min-docs", "3"];
    let told = folder.run(&base);
    assert!(told.err.starts_with("no trend is sure: the least q is 0.0"), "{}", told.err);
    let base = [&base[..], &["-q"]].concat();
    let all = folder.found(&base);
    let sure = reals(&all, "log10_p");
    assert!(sure.len() > 20 && sure.is_sorted_by(|a, b| a <= b), "the surest first");
    let steep = folder.found(&[&base[..], &["--sort", "slope"]].concat());
    assert!(reals(&steep, "slope").is_sorted_by(|a, b| a.abs() >= b.abs()));
    let rising = folder.found(&[&base[..], &["--direction", "rising", "--sort", "tau"]].concat());
    let tau = reals(&rising, "tau");
    assert!(!tau.is_empty() && tau.iter().all(|tau| *tau > 0.0) && tau.is_sorted_by(|a, b| a >= b));
    let pairs = folder.found(&[&base[..], &["-n", "2"]].concat());
    assert!(column(&pairs, "form").iter().all(|form| form.split(' ').count() == 2));
    let drawn = ["change", "papers", "--min-freq", "10", "--min-docs", "3", "--svg", "c.svg"];
    let ran = folder.run(&[&drawn[..], &["--svg-top", "2"]].concat());
    assert!(ran.code == 0 && ran.err.trim().ends_with("drew c.svg"), "{}", ran.err);
    assert!(folder.read("c.svg").contains(column(&ran.out, "form")[1]));
    let trend = ["trend", "papers", "المطر*|الامطار"];
    for (show, head) in [
        ("test", "measure,value,description\n"),
        ("changes", "from,to,tokens,freq,per_million\n"),
        ("bursts", "from,to,tokens,freq,per_million,level,weight\n"),
    ] {
        let ran = folder.run(&[&trend[..], &["--show", show]].concat());
        assert!(ran.out.starts_with(head), "{show}: {}", ran.out);
    }
    let with = folder.found(&["trend", "papers", "وزير", "--with", "الصحة", "--by", "year"]);
    assert!(
        with.starts_with("period,tokens,freq_node,freq_collocate,together,per_node,log_dice,mi\n")
    );
    assert!(reals(&with, "together").iter().sum::<f64>() > 0.5, "{with}");
    let ran = folder.run(&[&trend[..], &["--svg", "t.svg"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.read("t.svg").contains("المطر"));
    assert!(folder.failed(&["change", "papers", "--field", "source"]).contains("no dates"));
    assert!(folder.failed(&["change", "papers", "--sort", "speed"]).contains("relative_slope"));
}

#[test]
fn corpora_are_compared_and_clustered() {
    let folder = Folder::with_papers();
    let ran = folder.run(&["compare", "papers", "--each", "category", "--svg", "m.svg", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let groups = column(&ran.out, "first").len();
    assert!(groups > 2 && folder.read("m.svg").contains("jensen_shannon, in bits"));
    let two = folder.found(&["compare", "minbar.jsonl", "alufuq.jsonl", "--title-field", "title"]);
    let each = folder.found(&["compare", "papers", "--each", "source"]);
    assert_eq!(reals(&two, "jensen_shannon"), reals(&each, "jensen_shannon"));
    let halves = |seed| {
        folder.found(&["compare", "papers", "--each", "source", "--splits", "3", "--seed", seed])
    };
    assert_eq!(column(&halves("1"), "second"), ["alufuq", "minbar", "minbar"]);
    assert_eq!(halves("1"), halves("1"));
    assert_ne!(halves("1"), halves("2"));
    let clustered =
        folder.run(&["compare", "papers", "--documents", "--cluster", "groups", "--clusters", "4"]);
    assert!(clustered.err.starts_with("by 200 forms: "), "{}", clustered.err);
    let numbers = reals(&clustered.out, "cluster");
    assert!(numbers.is_sorted() && numbers.last().is_some_and(|last| (*last - 4.0).abs() < 0.1));
    let steps = folder.run(&["compare", "papers", "--each", "category", "--cluster", "steps"]);
    assert!(steps.out.starts_with("step,first,second,distance,members\n1,"));
    for (arguments, says) in [
        (&["compare", "papers"][..], "two"),
        (&["compare", "papers", "papers"], "twice"),
        (&["compare", "papers", "--documents"], "--cluster"),
        (&["compare", "papers", "--each", "author"], "author"),
    ] {
        assert!(folder.failed(arguments).contains(says), "{arguments:?}");
    }
}

#[test]
fn words_that_keep_the_same_company() {
    let folder = Folder::with_papers();
    let base = ["neighbours", "papers", "وزير", "--min-freq", "5", "--dimensions", "20"];
    let csv = folder.found(&base);
    let cosines = reals(&csv, "cosine");
    assert!(csv.starts_with("form,cosine,freq,key\n") && cosines.is_sorted_by(|a, b| a >= b));
    assert!(!column(&csv, "form").contains(&"وزير"));
    assert_eq!(csv, folder.found(&[&base[..], &["--threads", "1"]].concat()));
    let years = folder.found(&[&base[..], &["--by", "year", "--top", "3"]].concat());
    assert_eq!(column(&years, "period"), ["2023", "2023", "2023", "2024", "2024", "2024"]);
    let drift = folder.run(&[
        "neighbours",
        "papers",
        "--by",
        "year",
        "--drift",
        "--min-freq",
        "20",
        "--dimensions",
        "10",
    ]);
    assert_eq!((drift.code, drift.err.trim()), (0, "from 2023 to 2024"));
    // A word that is not there is an answer.
    let unknown = folder.run(&["neighbours", "papers", "وزيرزير"]);
    assert!(unknown.code == 1 && unknown.err.contains("not found"), "{}", unknown.err);
    assert!(reals(&drift.out, "distance").is_sorted_by(|a, b| a >= b));
    for (arguments, says) in [
        (&["neighbours", "papers"][..], "WORD"),
        (&["neighbours", "papers", "وزير", "--words", "5"], "--words"),
        (&["neighbours", "papers", "وزير", "--words", "90000"], "30000"),
        (&["neighbours", "papers", "--drift"], "--by"),
    ] {
        assert!(folder.failed(arguments).contains(says), "{arguments:?}");
    }
}

#[test]
fn one_wrong_date_is_said_and_makes_no_table_of_empty_periods() {
    let folder = Folder::empty();
    let record = |id: &str, date: &str| {
        format!("{{\"id\":\"{id}\",\"date\":\"{date}\",\"text\":\"كتاب جديد\"}}\n")
    };
    let records = [record("1", "0001-01-01"), record("2", "2020-01-01"), record("3", "2020-01-03")];
    folder.file("dated.jsonl", records.concat());
    let made = folder.run(&["index", "dated.jsonl", "-o", "dated", "--meta", "date:date", "-q"]);
    assert_eq!(made.code, 0, "{}", made.err);
    for arguments in [
        &["trend", "dated", "كتاب", "--by", "day"][..],
        &["change", "dated", "--by", "day", "--min-freq", "1", "--min-docs", "1"],
        &["neighbours", "dated", "كتاب", "--by", "day", "--min-freq", "1"],
    ] {
        let error = folder.failed(arguments);
        for part in ["0001-01-01", "737427 periods", "2020-01-01", "--where"] {
            assert!(error.contains(part), "{error}");
        }
    }
    let chosen = ["--by", "day", "--where", "date>=2000-01-01"];
    let csv = folder.found(&[&["trend", "dated", "كتاب"][..], &chosen].concat());
    assert_eq!(csv.lines().count(), 4);
}
