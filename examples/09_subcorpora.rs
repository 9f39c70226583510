//! When is the talk of artificial intelligence, and in which pages? Parts of a corpus, and
//! frequency over time.
//!
//! `cargo run -p siyaq-examples --example 09_subcorpora`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::analysis::{Period, dispersion, trend};
use siyaq::count::Selection;
use siyaq::index::Where;
use siyaq::query::{SearchOptions, search};
use siyaq_examples::papers;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = papers()?;
    let layer = corpus.layer("standard")?;
    let query = "الذكاء الاصطناعي".parse()?;

    // A part of the corpus is named by a condition on the metadata; `year` belongs to the date.
    for condition in ["year=2023", "year=2024", r#"year=2024 & category="technology""#] {
        let part = corpus.select(&condition.parse::<Where>()?)?;
        let hits = search(&corpus, &query, &SearchOptions::default().within(&part))?;
        let tokens = Selection::new(&corpus, layer).with_part(part).token_count();
        println!("{condition:<38} {:>3} hits in {tokens:>6} tokens", hits.len());
    }

    // The frequency over time, relative to the tokens of each month.
    let selection = Selection::new(&corpus, layer);
    let hits = search(&corpus, &query, &SearchOptions::default())?;
    println!();
    let months = trend(&selection, &hits, Period::Month, None)?;
    for row in &months.rows {
        let per_million = row.per_million.unwrap_or_default();
        println!(
            "{} {:>3} {per_million:>8.1} {}",
            row.period,
            row.freq,
            "#".repeat(row.freq.try_into()?)
        );
    }

    // The same hits by the pages of the paper.
    println!();
    let pages = dispersion(&selection, &hits, &"category".parse()?)?;
    for row in &pages.parts {
        println!(
            "{:>3} in {:>5} tokens  {}",
            row.freq,
            row.tokens,
            row.part.as_deref().unwrap_or("-")
        );
    }

    // The same 56 hits are in the months and in the pages, and most are on one page.
    assert_eq!(hits.len(), 56);
    assert_eq!(months.rows.iter().map(|row| row.freq).sum::<u64>(), 56);
    assert_eq!(pages.parts.iter().map(|row| row.freq).max(), Some(43));
    Ok(())
}
