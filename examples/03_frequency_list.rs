//! Which words do two newspapers use, and do all articles use them? A frequency list with
//! dispersion, without function words.
//!
//! `cargo run -p siyaq-examples --example 03_frequency_list`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::analysis::{Spread, word_list};
use siyaq::count::Selection;
use siyaq::lexicon::StopList;
use siyaq::stats::DispersionMeasure;
use siyaq::text::{Normalizer, Profile};
use siyaq_examples::{dataset, papers};
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = papers()?;

    // On the layer `standard`, spellings that differ in marks, hamza on alef, final ya and digits
    // are one word. A selection says what is counted: here words, in all documents.
    let layer = corpus.layer("standard")?;
    let selection = Selection::new(&corpus, layer);
    let list = word_list(&selection, 1, &Spread::new([DispersionMeasure::DpNorm]))?;
    println!("{} tokens, {} types", list.tokens, list.rows.len());

    // The stop list is folded by the same profile, so that both meet on one layer.
    let standard = Normalizer::new(Profile::Standard);
    let stop = fs::read_to_string(dataset("stopwords-ar.txt"))?;
    let stop = StopList::parse(&stop, |form| standard.normalize(form));

    // `dp_norm` is 0 for a word that is spread evenly and 1 for one that a single article keeps
    // using: a frequent word with a high value is a topic, not vocabulary.
    println!("\n{:>5} {:>11} {:>8} {:>7}  form", "freq", "per_million", "doc_freq", "dp_norm");
    let content = list.rows.iter().filter(|row| !stop.contains(layer.lexicon().form(row.form)));
    for row in content.take(20) {
        let form = layer.lexicon().form(row.form);
        let per_million = row.per_million.unwrap_or_default();
        let spread = row.dispersion.first().and_then(|value| value.ok()).unwrap_or_default();
        println!("{:>5} {per_million:>11.1} {:>8} {spread:>7.3}  {form}", row.freq, row.doc_freq);
    }

    // Every token is in some row, and the name of one of the papers is frequent in both senses.
    let paper = list.rows.iter().find(|row| layer.lexicon().form(row.form) == "المشرق");
    let paper = paper.ok_or("the paper names itself")?;
    assert_eq!((paper.freq, paper.doc_freq), (138, 119));
    assert_eq!(list.rows.iter().map(|row| row.freq).sum::<u64>(), list.tokens);
    Ok(())
}
