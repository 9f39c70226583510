//! Exact, deterministic counts over a corpus: words, n-grams, skip-grams, window co-occurrences.
//!
//! A corpus and a [`Selection`] go in (which layer, which token classes, which documents), counts
//! come out. Counts are `u64`, the same for any number of threads, and in a total order: frequency
//! down, then the bytes of the form up. Scores and tests of significance are made of them in
//! `siyaq-analysis`.
//!
//! ```
//! use siyaq_count::{NgramOptions, Selection, count_ngrams};
//! use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
//!
//! let mut shard = Shard::new();
//! shard.start_document(Document { id: "a".into(), ..Document::default() });
//! for form in ["قال", "الوزير", "ثم", "قال", "الوزير"] {
//!     shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
//! }
//! let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
//! let selection = Selection::new(&corpus, corpus.words());
//! let bigrams = count_ngrams(&selection, &NgramOptions::new(2))?;
//! assert_eq!(bigrams.row(0).form(), "قال الوزير");
//! assert_eq!((bigrams.row(0).freq, bigrams.total()), (2, 4));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// In flow order; a blank line keeps the formatter from sorting across it.
mod error;
mod omitted;

mod selection;

mod dedupe;

mod columns;
mod packed;
mod scan;

mod frames;
mod ngrams;
mod stretches;

mod occurrences;
mod shown;
mod spellings;

mod words;

mod pairs;

mod cooccurrence;
mod window;

pub use cooccurrence::{CooccurrenceMatrix, count_cooccurrences};
pub use dedupe::dedupe_by;
pub use error::{CountError, CountErrorKind};
pub use frames::{FrameOccurrences, map_frames};
pub use ngrams::{
    NgramCounts, NgramOptions, NgramRow, count_ngrams, count_top_ngrams, longest_ngram,
};
pub use occurrences::{
    FormOccurrences, NgramOccurrences, count_ngrams_with, map_forms, map_ngrams,
};
pub use omitted::Omitted;
pub use pairs::{
    NeighbourTypes, PairCounts, PairOccurrences, PairRow, WindowOptions, WindowOverlap, WindowSpan,
    count_neighbour_types, count_pairs, map_pairs,
};
pub use scan::Stretch;
pub use selection::{DocumentSizes, Selection};
pub use shown::{ShownCount, count_shown_ngrams};
pub use spellings::{Spelling, WordSequences, count_other_spellings};
pub use stretches::{FormStretches, form_stretches};
pub use window::{WindowCounts, WindowRow, count_windows, window_documents, window_words};
pub use words::{WordRow, count_forms, count_words, forms_in_order};
