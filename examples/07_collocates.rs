//! Which words keep company with a word, more than chance would have it?
//!
//! `cargo run -p siyaq-examples --example 07_collocates`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::analysis::{CollocateOptions, collocates};
use siyaq::count::Selection;
use siyaq::query::{SearchOptions, search};
use siyaq_examples::papers;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = papers()?;
    let layer = corpus.layer("standard")?;
    let selection = Selection::new(&corpus, layer);
    let hits = search(&corpus, &"سعر|اسعار".parse()?, &SearchOptions::default())?;

    // Three words before and three after, cut at the ends of sentences. Each measure answers
    // another question: log Dice how exclusive a pair is, MI how surprising, log-likelihood and
    // t-score how sure.
    let options = CollocateOptions::default()
        .span("3:3".parse()?)
        .measures(vec![
            "log_dice".parse()?,
            "mi".parse()?,
            "log_likelihood".parse()?,
            "t_score".parse()?,
        ])
        .min_freq(3)
        .positions(true);
    let found = collocates(&selection, &hits, &options)?;
    println!(
        "{} nodes, {} tokens in their windows, {} outside nodes\n",
        found.nodes, found.window_tokens, found.tokens
    );

    let names: Vec<String> = found.options.measures.iter().map(ToString::to_string).collect();
    println!(" o11    c1 {}  -3 -2 -1 +1 +2 +3  form", names.join("  "));
    for row in &found.rows {
        let scores: Vec<String> = row
            .scores
            .iter()
            .map(|score| score.map_or_else(|_| "-".to_owned(), |score| format!("{score:.2}")))
            .collect();
        let places: Vec<String> = row.by_distance.iter().map(|freq| format!("{freq:>2}")).collect();
        println!(
            "{:>4} {:>5} {:>30}  {}  {}",
            row.table.o11(),
            row.table.c1(),
            scores.join("  "),
            places.join(" "),
            layer.lexicon().form(row.form)
        );
    }

    // Prices are those of oil first of all.
    let first = found.rows.first().ok_or("there are collocates")?;
    let together = first.table.contingency().map(|table| table.o11());
    assert_eq!((layer.lexicon().form(first.form), together), ("النفط", Some(14)));
    Ok(())
}
