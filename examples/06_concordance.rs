//! Where does a phrase occur, and what stands around it? Concordance lines, sorted, and what
//! follows the phrase, counted.
//!
//! `cargo run -p siyaq-examples --example 06_concordance`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::query::{GroupOptions, KwicOptions, Query, SearchOptions, concordance, group, search};
use siyaq_examples::papers;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = papers()?;

    // `*` stands for any letters, `|` for "or". The words are looked up on the layer `standard`,
    // so «إطلاق» and «اطلاق» are both found.
    let query: Query = "*وقف اطلاق النار".parse()?;
    let hits = search(&corpus, &query, &SearchOptions::default())?;
    assert_eq!((hits.len(), hits.doc_freq(&corpus)), (19, 14));
    println!("{query}: {} hits in {} articles\n", hits.len(), hits.doc_freq(&corpus));

    // Lines are sorted by what follows the match. In Arabic what comes before stands on the right;
    // the columns are named by reading order, so no name depends on the screen.
    let options = KwicOptions::default().context(5, 5).sort(["after:1..2".parse()?]);
    let lines = concordance(&corpus, &hits, &options)?;
    let documents = corpus.documents()?;
    for line in lines.lines() {
        println!(
            "{:<22} {} [{}] {}",
            documents.id(line.doc),
            line.before,
            line.match_text,
            line.after
        );
    }

    // The same hits by the word that follows.
    println!();
    let next = GroupOptions::default().keys(["after:1".parse()?]);
    let next = group(&corpus, &hits, &next)?;
    for row in next.iter().take(5) {
        println!("{:>3} in {:>2} articles  … {}", row.freq, row.doc_freq, row.keys.join(" "));
    }
    let first = next.first().ok_or("something follows")?;
    assert_eq!((first.keys.join(" ").as_str(), first.freq), ("في", 9));
    Ok(())
}
