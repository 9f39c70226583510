//! A research program that needs two things, and takes two crates: words of text from
//! `siyaq-token`, a measure from `siyaq-stats`. No corpus, no index.
//!
//! `cargo run -p siyaq-examples --example 10_embed_one_crate`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq_stats::{Contingency, Measure};
use siyaq_token::Tokenizer;
use std::collections::BTreeMap;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let text =
        "زار وزير الصحة المستشفى. قال وزير الصحة إن المستشفى جديد. سأل الوزير المدير عن الصحة.";

    // Any other source of text will do as well; the tokeniser borrows it and allocates nothing.
    let mut words: Vec<&str> = Vec::new();
    Tokenizer::default().tokenize_with(text, |token| {
        if token.class.folds() {
            words.extend(token.span.text(text));
        }
    });
    println!("{} words: {}", words.len(), words.join(" "));

    // Frequencies of words and of pairs, counted by hand.
    let mut freqs: BTreeMap<&str, u64> = BTreeMap::new();
    let mut pairs: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for word in &words {
        *freqs.entry(word).or_default() += 1;
    }
    for pair in words.windows(2) {
        if let [first, second] = pair {
            *pairs.entry((first, second)).or_default() += 1;
        }
    }

    // The two-by-two table of a pair is its frequency, those of its words, and the number of pairs.
    let measure: Measure = "log_likelihood".parse()?;
    for ((first, second), freq) in pairs.iter().filter(|(_, freq)| **freq > 1) {
        let table = Contingency::new(*freq, freqs[first], freqs[second], words.len() as u64 - 1)?;
        let score = measure.score(&table).ok_or("a score of 2 is defined")?;
        println!("{freq}  {score:.4}  {first} {second}");
        assert_eq!(format!("{score:.4} {first} {second}"), "7.6642 وزير الصحة");
    }
    Ok(())
}
