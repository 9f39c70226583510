//! What is typical of a newspaper of the Maghreb beside one of the Mashriq? Keywords with evidence
//! and effect size.
//!
//! `cargo run -p siyaq-examples --example 08_keywords`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::analysis::{FrequencyTable, KeywordOptions, keywords};
use siyaq::count::Selection;
use siyaq::index::{Corpus, Where};
use siyaq_examples::papers;
use std::error::Error;

/// The words of one paper with their frequencies.
fn words_of(corpus: &Corpus, paper: &str) -> Result<FrequencyTable, Box<dyn Error>> {
    let part = corpus.select(&format!("source={paper}").parse::<Where>()?)?;
    let selection = Selection::new(corpus, corpus.layer("standard")?).with_part(part);
    Ok(FrequencyTable::from_selection(&selection)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = papers()?;
    let maghreb = words_of(&corpus, "alufuq")?;
    let mashriq = words_of(&corpus, "minbar")?;

    // Log-likelihood says how sure a difference is, the log ratio how large: 1 is twice as
    // frequent, -1 half. `q` is the p-value adjusted for the number of words tested.
    let found = keywords(&maghreb, &mashriq, &KeywordOptions::default())?;
    println!(
        "{} words tested, {} against {} tokens\n",
        found.tests, found.tokens_target, found.tokens_reference
    );
    println!("{:>7} {:>7} {:>8} {:>9} {:>9}  form", "maghreb", "mashriq", "ll", "log_ratio", "q");
    for row in found.rows.iter().take(25) {
        let score =
            |place: usize| row.scores.get(place).and_then(|score| score.ok()).unwrap_or(0.0);
        let (evidence, effect) = (score(0), score(1));
        let q = row.q().unwrap_or(1.0);
        println!(
            "{:>7} {:>7} {evidence:>8.2} {effect:>9.2} {q:>9.1e}  {}",
            row.freq_target, row.freq_reference, row.form
        );
    }

    // A hundredth is «المائة» in one paper and «المئة» in the other, each without exception.
    let freqs = |form: &str| {
        let row = found.rows.iter().find(|row| row.form == form);
        row.map(|row| (row.freq_target, row.freq_reference))
    };
    assert_eq!((freqs("المائة"), freqs("المئة")), (Some((66, 0)), Some((0, 56))));
    Ok(())
}
