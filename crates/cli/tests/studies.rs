//! What reviewers ask for: dispersion freed from frequency, regressions, tuples, terms, styles, periods,
//! sequences, and intervals.

mod common;

use common::Folder;

fn column<'t>(csv: &'t str, name: &str) -> Vec<&'t str> {
    let place = csv.lines().next().and_then(|head| head.split(',').position(|own| own == name));
    let cell = |line: &'t str| place.and_then(|place| line.split(',').nth(place));
    csv.lines().skip(1).filter_map(cell).collect()
}

fn numbers(csv: &str, name: &str) -> Vec<f64> {
    let found = column(csv, name);
    assert!(!found.is_empty(), "{name} in {csv}");
    found.iter().map(|text| text.parse().unwrap_or(f64::NAN)).collect()
}

#[test]
fn dispersion_and_diversity_with_intervals() {
    let folder = Folder::with_papers();
    let run = ["words", "papers", "--dispersion", "dp_nofreq", "--bootstrap", "60", "--top", "9"];
    let csv = folder.found(&run);
    let ends = ["dp_nofreq_low", "dp_nofreq", "dp_nofreq_high"].map(|name| numbers(&csv, name));
    let [low, value, high] = &ends;
    assert!(low.iter().zip(value).all(|(low, value)| low < value), "{csv}");
    assert!(value.iter().zip(high).all(|(value, high)| value < high), "{csv}");
    assert_eq!(csv, folder.found(&[&run[..], &["--threads", "1"]].concat()));
    assert_ne!(csv, folder.found(&[&run[..], &["--seed", "2"]].concat()));
    let summary = ["dispersion", "papers", "وزير", "--summary", "--bootstrap", "60"];
    let csv = folder.found(&summary);
    assert!(csv.starts_with("measure,value,low,high,even_to_clumped,description\n"), "{csv}");
    assert!(
        folder.failed(&["dispersion", "papers", "وزير", "--bootstrap", "60"]).contains("--summary")
    );
    let diversity = ["diversity", "papers", "--by", "source", "--bootstrap", "60"];
    let csv = folder.found(&diversity);
    for (name, rows) in [("mattr", 2), ("mtld", 2)] {
        let ends = ["_low", "", "_high"].map(|end| column(&csv, &format!("{name}{end}")));
        let [low, value, high] =
            ends.map(|column| column.iter().map(|text| text.parse::<f64>()).collect::<Vec<_>>());
        let both = low.into_iter().zip(high).zip(value);
        let inside = both.filter_map(|((low, high), value)| {
            let (low, high, value) = (low.ok()?, high.ok()?, value.ok()?);
            Some(low < value && value < high)
        });
        assert_eq!(inside.collect::<Vec<_>>(), vec![true; rows], "{csv}");
    }
    let none = [&diversity[..], &["--measures", "ttr"]].concat();
    assert!(folder.failed(&none).contains("mattr and mtld"));
}

const REST: [&str; 6] = ["keywords", "papers", "--where", "source=alufuq", "--reference", "rest"];

#[test]
fn keywords_by_regressions_and_arf() {
    let folder = Folder::with_papers();
    let of = |more: &[&str]| folder.found(&[&REST[..], &["--min-freq", "8"], more].concat());
    let measures = "negative_binomial_log_ratio,negative_binomial_low,negative_binomial_high,negative_binomial_p,log_relative_risk,quasi_poisson_log_ratio";
    let csv = of(&["--test", "negative_binomial", "--measures", measures]);
    // Of a word whose texts point the other way than its frequencies there is no evidence.
    let [risk, fitted] = ["log_relative_risk", "negative_binomial_log_ratio"]
        .map(|name| column(&csv, name).into_iter().map(|text| text.parse::<f64>().unwrap_or(0.0)));
    let told = column(&csv, "negative_binomial_p").into_iter().zip(column(&csv, "p"));
    let mut opposed = 0;
    for ((fitted_p, p), (risk, fitted)) in told.zip(risk.zip(fitted)) {
        let expected = if risk * fitted < 0.0 { "1.0" } else { fitted_p };
        assert_eq!(p, expected, "{risk} {fitted}");
        opposed += usize::from(expected == "1.0");
    }
    assert!((1..100).contains(&opposed), "{opposed}");
    // Without groups the quasi-Poisson ratio is that of the frequencies.
    let pairs =
        column(&csv, "log_relative_risk").into_iter().zip(column(&csv, "quasi_poisson_log_ratio"));
    for (plain, fitted) in pairs {
        match (plain.parse::<f64>(), fitted.parse::<f64>()) {
            (Ok(plain), Ok(fitted)) => assert!((plain - fitted).abs() < 1e-6, "{csv}"),
            (plain, fitted) => assert_eq!(plain.is_ok(), fitted.is_ok(), "{csv}"),
        }
    }
    // Each source is on one side only: fixed effects leave nothing to compare, random ones do not.
    let fixed = of(&["--test", "negative_binomial", "--effect", "source", "--reasons"]);
    assert!(fixed.contains("p=confounded") && column(&fixed, "p").iter().all(|p| p.is_empty()));
    let group = ["--test", "negative_binomial", "--effect", "category", "--measures", measures];
    assert_ne!(csv, of(&group));
    let random = ["--effect-as", "random", "--measures", "negative_binomial_group_sd"];
    let random = of(&[&group[..4], &random].concat());
    assert!(column(&random, "negative_binomial_group_sd").iter().any(|sd| !sd.is_empty()));
    let alone = folder.failed(&[&REST[..], &["--effect", "category"]].concat());
    assert!(alone.contains("is for regressions"), "{alone}");
    let quasi = ["--test", "quasi_poisson", "--effect", "category", "--effect-as", "random"];
    assert!(folder.failed(&[&REST[..], &quasi].concat()).contains("no random effects"));
    let measures = "adjusted_log_ratio(dispersion=arf),log_odds_dirichlet_z";
    let arf = of(&["--measures", measures, "--reasons"]);
    let adjusted = column(&arf, "adjusted_log_ratio(dispersion=arf)");
    assert!(adjusted.iter().filter(|ratio| !ratio.is_empty()).count() > 50, "{arf}");
    assert!(numbers(&arf, "log_odds_dirichlet_z").iter().all(|own| own.is_finite()));
    let pairs = ["--collocations", "--measures", "adjusted_log_ratio(dispersion=arf)"];
    assert!(folder.failed(&[&REST[..], &pairs].concat()).contains("no distances"));
    let query = of(&["--query", "وزير", "--measures", "adjusted_log_ratio(dispersion=arf)"]);
    assert_eq!(query.lines().count(), 2, "{query}");
}

#[test]
fn tuples_of_pairs() {
    let folder = Folder::with_papers();
    let asked = ["--tuple", "--dispersion", "range,dp_nofreq", "--window", "0:1"];
    let around = folder.found(&[&["collocates", "papers", "درجات"][..], &asked].concat());
    let pairs = folder.found(&[&["collocations", "papers"][..], &asked].concat());
    // The parts are documents.
    assert_eq!(numbers(&pairs, "range"), numbers(&pairs, "doc_freq"));
    assert!(numbers(&pairs, "dp_nofreq").iter().any(|own| (0.0..0.5).contains(own)));
    let names = [
        "range",
        "dp_nofreq",
        "kld_nofreq",
        "kld_norm_collocate_given_node",
        "kld_norm_node_given_collocate",
    ];
    let (heat, first, second) =
        (column(&around, "form"), column(&pairs, "form_1"), column(&pairs, "form_2"));
    for (row, form) in heat.iter().enumerate() {
        let place = (0..first.len()).find(|at| first[*at] == "درجات" && second[*at] == *form);
        for name in names {
            let other = place.map(|place| column(&pairs, name)[place]);
            assert_eq!(Some(column(&around, name)[row]), other, "{form} {name}");
        }
    }
    for name in &names[1..] {
        assert!(numbers(&pairs, name).iter().all(|own| (-1.0..=1.0).contains(own)), "{name}");
    }
}

#[test]
fn terms_styles_periods_and_sequences() {
    let folder = Folder::with_papers();
    let terms = ["tfidf", "papers", "--each", "source", "--top", "2"];
    let csv = folder.found(&terms);
    assert_eq!(column(&csv, "group"), ["alufuq", "alufuq", "minbar", "minbar"]);
    // Of two groups one has it: log2(2/1).
    assert_eq!(numbers(&csv, "idf"), [1.0; 4]);
    assert_eq!(numbers(&csv, "tf_idf"), numbers(&csv, "freq"));
    // The same from the raw files, each a group of its own.
    let raw = ["tfidf", "alufuq.jsonl", "minbar.jsonl", "--title-field", "title", "--top", "2"];
    let raw = folder.found(&raw);
    assert_eq!(column(&raw, "form"), column(&csv, "form"));
    assert!(folder.failed(&["tfidf", "papers"]).contains("--each"));
    let documents = folder.found(&["tfidf", "papers", "--each", "documents", "--top", "1"]);
    assert!(column(&documents, "group").len() > 150);
    let styles = ["compare", "papers", "--each", "category", "--delta", "cosine", "--words", "99"];
    let near = folder.found(&styles);
    assert_eq!(column(&near, "cosine").len(), 28);
    assert!(numbers(&near, "cosine").windows(2).all(|pair| pair[0] <= pair[1]));
    let steps = folder.run(&[&styles[..], &["--cluster", "steps"]].concat());
    assert_eq!((steps.code, column(&steps.out, "step").len()), (0, 7), "{}", steps.err);
    assert_eq!(column(&steps.out, "distance")[0], column(&near, "cosine")[0]);
    assert!(folder.failed(&["compare", "papers", "--documents"]).contains("--delta"));
    let trend = ["trend", "papers", "الحرارة", "--by", "month"];
    let steps = folder.found(&[&trend[..], &["--show", "steps"]].concat());
    assert_eq!(column(&steps, "step").len(), 23);
    let periods = ["--show", "periods", "--stretches", "5"];
    let periods = folder.found(&[&trend[..], &periods].concat());
    assert_eq!(column(&periods, "from").len(), 5);
    assert!(
        folder.failed(&[&trend[..], &["--stretches", "5"]].concat()).contains("--show periods")
    );
    let merge = ["mwe", "papers", "--merge", "--steps", "20", "--min-freq", "4"];
    let found = folder.found(&merge);
    assert_eq!(numbers(&found, "step"), (1..=20).map(f64::from).collect::<Vec<_>>());
    assert!(column(&found, "key").contains(&"وقف اطلاق النار"), "{found}");
    assert_eq!(found, folder.found(&[&merge[..], &["--threads", "1"]].concat()));
}
