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
        let csv = folder.found(&["collocates", "papers", "وزير", "--correction", correction]);
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
        let row = rows.iter().find(|row| cell(row, "form") == "الحراره").expect("stands there");
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
