//! Collocates and what is made of them, from the command line.

mod common;

use common::Folder;

/// The rows of a CSV without quoted cells, by column.
fn rows(csv: &str) -> Vec<Vec<(&str, &str)>> {
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    lines.map(|line| header.iter().copied().zip(line.split(',')).collect()).collect()
}

fn cell<'a>(row: &[(&'a str, &'a str)], name: &str) -> &'a str {
    row.iter().find(|(column, _)| *column == name).map_or("no such column", |(_, cell)| cell)
}

fn number(row: &[(&str, &str)], name: &str) -> f64 {
    cell(row, name).parse().unwrap_or(f64::NAN)
}

#[test]
fn collocates_are_tested_and_adjusted() {
    let folder = Folder::with_papers();
    let p_values = |correction: &str| -> Vec<(f64, f64)> {
        let csv = folder.found(&["collocates", "papers", "في", "--correction", correction]);
        rows(&csv).iter().map(|row| (number(row, "p"), number(row, "q"))).collect()
    };
    let bonferroni = p_values("bonferroni");
    let holm = p_values("holm");
    assert!(bonferroni.len() > 5);
    for ((p, q), (same, less)) in bonferroni.iter().zip(&holm) {
        assert!((p - same).abs() <= 0.0 && q >= less && less >= p, "{p} {q} {less}");
    }
    assert_eq!(p_values("bh"), p_values("benjamini_hochberg"));
    let error = folder.failed(&["collocates", "papers", "وزير", "--correction", "scheffe"]);
    assert!(error.contains("bonferroni, sidak, holm"), "{error}");
    let error =
        folder.failed(&["collocates", "papers", "وزير", "--correction", "bh", "--test", "dice"]);
    assert!(error.contains("dice is no test"), "{error}");
}

#[test]
fn other_tools_have_their_tables() {
    let folder = Folder::with_papers();
    let first = |model: &str| {
        let csv = folder.found(&[
            "collocates",
            "papers",
            "درجات",
            "--window-model",
            model,
            "--min-freq",
            "1",
        ]);
        let rows = rows(&csv);
        let row =
            rows.iter().find(|row| cell(row, "form").starts_with("الحرار")).expect("stands there");
        // O11 alone need not be whole, and only NLTK's.
        ["o11", "r1", "c1", "n"].map(|name| number(row, name) as u64)
    };
    let siyaq = first("siyaq");
    assert_eq!(siyaq, first("ucs"));
    let [pairs, nodes, freq, tokens] = first("sketch-engine");
    assert!(pairs >= siyaq[0] && nodes < siyaq[1] && freq >= siyaq[2] && tokens > siyaq[3]);
    assert_eq!(first("wordsmith"), [pairs, nodes, freq, tokens]);
    assert_eq!(first("lancsbox"), [pairs, nodes * 10, freq, tokens]);
    assert_eq!(first("cqpweb")[2..], [freq, tokens]);
    assert_eq!(first("nltk")[1..], [nodes, freq, tokens]);
    let error = folder.failed(&["collocates", "papers", "درجات", "--window-model", "antconc"]);
    assert!(error.contains("sketch-engine"), "{error}");
}

#[test]
fn pairs_have_positions_and_direction() {
    let folder = Folder::with_papers();
    let csv = folder.found(&[
        "collocations",
        "papers",
        "--window",
        "0:2",
        "--positions",
        "--directed",
        "--reasons",
        "--measures",
        "odds_ratio",
        "--min-freq",
        "10",
    ]);
    let rows = rows(&csv);
    assert!(!rows.is_empty());
    for row in &rows {
        let places = number(row, "after_1") + number(row, "after_2");
        assert_eq!(cell(row, "o11"), places.to_string());
        let reason = if cell(row, "odds_ratio").is_empty() { "odds_ratio=empty_cell" } else { "" };
        assert_eq!(cell(row, "undefined"), reason);
        assert!(number(row, "delta_p_collocate_given_node").abs() <= 1.0);
        assert!(number(row, "delta_p_node_given_collocate").abs() <= 1.0);
        assert_eq!(cell(row, "before_1"), "no such column");
    }
}

#[test]
fn collocates_of_two_parts_are_compared() {
    let folder = Folder::with_papers();
    let parts = ["--where", "source=alufuq", "--reference", "rest"];
    let compare = |more: &[&str]| {
        let arguments = ["compare-collocates", "papers", "في"];
        folder.found(&[&arguments[..], &parts, more].concat())
    };
    let csv = compare(&[]);
    let rows = rows(&csv);
    assert!(!rows.is_empty());
    for row in &rows {
        assert!(number(row, "o11_target").max(number(row, "o11_reference")) >= 5.0);
        let difference = number(row, "difference");
        assert!(
            (number(row, "log_ratio_target") - number(row, "log_ratio_reference") - difference)
                .abs()
                < 1e-9
        );
        assert!(number(row, "difference_ci_low") <= difference);
        assert!(number(row, "q") >= number(row, "p"));
    }
    assert!(compare(&["--effect", "log_odds"]).starts_with("form,o11_target,e11_target,"));
    let turned = folder.run(&[
        "compare-collocates",
        "papers",
        "في",
        "--where",
        "source=minbar",
        "--reference-where",
        "source=alufuq",
        "--top",
        "1",
    ]);
    assert_eq!(turned.code, 0);
    let overlap = folder.run(&["compare-collocates", "papers", "في", "--reference", "papers"]);
    assert!(overlap.err.contains("are in the target and in the reference"), "{}", overlap.err);
    let files = ["minbar.jsonl", "--reference", "alufuq.jsonl", "--format", "json"];
    let ran =
        folder.run(&["compare-collocates", files[0], "في", files[1], files[2], files[3], files[4]]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.failed(&["compare-collocates", "papers", "في"]).contains("--reference"));
    let error = folder.failed(&["compare-collocates", "papers", "في", "--reference", "rest"]);
    assert!(error.contains("give --where"), "{error}");
    let error = folder.failed(
        &[&["compare-collocates", "papers", "في", "--confidence", "2"], &parts[..]].concat(),
    );
    assert!(error.contains("between 0 and 1"), "{error}");
}

#[test]
fn networks_are_drawn_and_handed_on() {
    let folder = Folder::with_papers();
    let network = |more: &[&str]| {
        folder.found(
            &[&["network", "papers", "درجات", "--min-freq", "3", "--window", "3"], more].concat(),
        )
    };
    let graph: serde_json::Value = serde_json::from_str(&network(&[])).expect("JSON");
    let nodes = graph["nodes"].as_array().expect("nodes");
    let edges = graph["edges"].as_array().expect("edges");
    assert_eq!((nodes[0]["label"].as_str(), nodes[0]["order"].as_u64()), (Some("درجات"), Some(0)));
    assert!(nodes.iter().any(|node| node["order"] == 2), "{graph}");
    let first: Vec<_> = edges.iter().filter(|edge| edge["source"] == 0).collect();
    let csv = folder.found(&[
        "collocates",
        "papers",
        "درجات",
        "--min-freq",
        "3",
        "--window",
        "3",
        "--top",
        "12",
    ]);
    let rows = rows(&csv);
    assert_eq!(first.len(), rows.len());
    for (edge, row) in first.iter().zip(&rows) {
        let target = edge["target"].as_u64().and_then(|place| usize::try_from(place).ok());
        let label = target.and_then(|place| nodes[place]["label"].as_str());
        assert_eq!(label, Some(cell(row, "form")));
        assert!((edge["score"].as_f64().unwrap_or(0.0) - number(row, "log_dice")).abs() < 1e-12);
    }
    let one: serde_json::Value = serde_json::from_str(&network(&["--order", "1"])).expect("JSON");
    assert_eq!(one["edges"].as_array().map(Vec::len), Some(first.len()));

    for (format, begins, holds) in [
        ("graphml", "<?xml", "<data key=\"label\">درجات</data>"),
        ("gexf", "<?xml", "label=\"درجات\""),
        ("svg", "<?xml", ">درجات</text>"),
        ("html", "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">", ">درجات</text>"),
    ] {
        let text = network(&["--format", format]);
        assert!(text.starts_with(begins) && text.contains(holds), "{format}: {text}");
        assert_eq!(text, network(&["--format", format, "--threads", "1"]), "{format}");
        let foreign = text.replace("http://www.w3.org/2000/svg", "");
        assert!(format == "graphml" || format == "gexf" || !foreign.contains("://"), "{format}");
    }
    let ran = folder.run(&[
        "network",
        "papers",
        "--min-freq",
        "5",
        "--max-edges",
        "20",
        "-o",
        "papers.svg",
        "--title",
        "<ع>",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("20 edges"), "{}", ran.err);
    assert!(folder.read("papers.svg").contains("<title>&lt;ع&gt;</title>"));
    assert!(folder.read("papers.svg.manifest.json").contains("\"max_edges\": 20"));
    // Without a word that was asked for all nodes are of one colour.
    assert!(!folder.read("papers.svg").contains("#b5473c"));
    let wide: serde_json::Value =
        serde_json::from_str(&network(&["--min-docs", "6"])).expect("JSON");
    let kept =
        edges.iter().filter(|edge| edge["source"] == 0 && edge["doc_freq"].as_u64() >= Some(6));
    let wide = wide["edges"].as_array().expect("edges");
    assert!(wide.iter().all(|edge| edge["doc_freq"].as_u64() >= Some(6)));
    assert_eq!(wide.iter().filter(|edge| edge["source"] == 0).count(), kept.count());
    let none = folder.run(&["network", "papers", "لاتوجد"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("not found"), "{}", none.err);
    assert!(folder.failed(&["network", "papers", "قال", "--order", "9"]).contains("1..=4"));
    assert!(folder.failed(&["network", "papers", "قال", "--format", "dot"]).contains("graphml"));
}

#[test]
fn phrases_are_found() {
    let folder = Folder::with_papers();
    let csv = folder.found(&[
        "bundles",
        "papers",
        "-n",
        "3",
        "--range-by",
        "category",
        "--min-range",
        "3",
    ]);
    assert!(
        rows(&csv).iter().all(|row| number(row, "range") >= 3.0 && number(row, "doc_freq") >= 3.0)
    );
    let ran = folder.run(&["bundles", "papers", "--range-by", "source"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("only 2 values of source"), "{}", ran.err);
    assert!(folder.failed(&["bundles", "papers", "--min-per-million", "nan"]).contains("number"));

    let csv = folder.found(&["pframes", "papers", "-n", "3", "--min-freq", "10", "--fillers", "2"]);
    let frames = rows(&csv);
    assert!(!frames.is_empty());
    for row in &frames {
        assert_eq!(cell(row, "frame").split(' ').nth(1), Some("*"));
        assert!(number(row, "freq") >= 10.0 && number(row, "variants") >= 2.0);
        assert!(cell(row, "fillers").split(' ').count() <= 2);
    }
    assert!(folder.failed(&["pframes", "papers", "-n", "2"]).contains("at least 3 words"));

    let csv = folder.found(&["mwe", "papers", "--stop", "ar", "--longest", "3"]);
    assert!(rows(&csv).iter().all(|row| (2.0..=3.0).contains(&number(row, "n"))));
    let fixed = folder.found(&["mwe", "papers", "--measure", "scp"]);
    assert!(rows(&fixed).iter().all(|row| cell(row, "local_maximum") == "1"));
    assert!(folder.failed(&["mwe", "papers", "--measure", "mi"]).contains("c_value or scp"));
    assert!(folder.failed(&["mwe", "papers", "--longest", "1"]).contains("at least 2 words"));
}
