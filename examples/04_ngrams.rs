//! Which words go together in a row? Bigrams, trigrams, and bigrams with a gap.
//!
//! `cargo run -p siyaq-examples --example 04_ngrams`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::count::{NgramOptions, Selection, count_ngrams};
use siyaq::index::{Across, Scope};
use siyaq_examples::papers;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = papers()?;
    let layer = corpus.layer("standard")?;
    let selection = Selection::new(&corpus, layer);

    // Punctuation is passed over, and no n-gram crosses the end of a sentence.
    for n in [2, 3] {
        let counts = count_ngrams(&selection, &NgramOptions::new(n).min_freq(5))?;
        println!("\n{} {n}-grams in all, {} of them 5 times or more", counts.total(), counts.len());
        for row in counts.rows().take(10) {
            println!("{:>5} in {:>3} articles  {}", row.freq, row.doc_freq, row.form());
        }
    }

    // The most frequent one is how articles begin: a town, and the name of the paper.
    let top = count_ngrams(&selection, &NgramOptions::new(3))?;
    assert_eq!((top.row(0).form().as_str(), top.row(0).freq), ("عمان منبر المشرق", 21));
    assert_eq!((top.row(1).form().as_str(), top.row(1).freq), ("وقف اطلاق النار", 16));

    // A skip-gram leaves out up to so many words between its own. A ceasefire is «وقف إطلاق النار»:
    // its first and last word are a bigram with a gap, and never a plain one.
    let plain = count_ngrams(&selection, &NgramOptions::new(2))?;
    let skipping = count_ngrams(&selection, &NgramOptions::new(2).skip(1))?;
    let freq = |counts: &siyaq::count::NgramCounts<'_>, wanted: [&str; 2]| {
        counts.rows().find(|row| row.forms().eq(wanted)).map_or(0, |row| row.freq)
    };
    let wanted = ["وقف", "النار"];
    println!(
        "\n{}: {} as a bigram, {} with one word between",
        wanted.join(" … "),
        freq(&plain, wanted),
        freq(&skipping, wanted)
    );

    assert_eq!((freq(&plain, wanted), freq(&skipping, wanted)), (0, 16));

    // Across sentences there are more of them: every boundary but that of segments is open.
    let scope = Scope { across: Across::Sentence, ..Scope::default() };
    let open =
        count_ngrams(&Selection::new(&corpus, layer).with_scope(scope), &NgramOptions::new(2))?;
    println!("{} bigrams within sentences, {} across them", plain.total(), open.total());
    assert!(open.total() > plain.total());
    Ok(())
}
