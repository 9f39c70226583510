//! Lexical bundles: n-grams that are frequent and widespread.

use crate::AnalysisError;
use crate::SequenceLabels;
use crate::dispersion::{Parts, PartsBy};
use crate::rank::per_million;
use rayon::prelude::*;
use siyaq_count::{NgramOptions, Selection, map_ngrams};
use siyaq_types::TermId;
use std::ops::RangeInclusive;

/// Which bundles are wanted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BundleOptions {
    /// The least frequency.
    pub min_freq: u64,
    /// The least frequency in a million tokens.
    pub min_per_million: f64,
    /// In how many parts a bundle stands at least.
    pub min_range: u64,
    /// The metadata field whose values are the parts; documents where there is none. Documents
    /// without a value are in no part.
    pub range_by: Option<String>,
}

/// Ten in a million tokens, in five documents: the least that Biber et al. (1999) ask for.
impl Default for BundleOptions {
    fn default() -> Self {
        Self { min_freq: 2, min_per_million: 10.0, min_range: 5, range_by: None }
    }
}

/// The lexical bundles of a selection.
///
/// Reference: D. Biber, S. Johansson, G. Leech, S. Conrad and E. Finegan, Longman Grammar of
/// Spoken and Written English (1999), chapter 13.
#[derive(Clone, Debug, PartialEq)]
pub struct BundleList {
    /// The tokens counted.
    pub tokens: u64,
    /// How many parts there are to stand in.
    pub parts: u64,
    /// The bundles: frequency down, then by the bytes of the words.
    pub rows: Vec<BundleRow>,
}

/// One bundle.
#[derive(Clone, Debug, PartialEq)]
pub struct BundleRow {
    /// The words.
    pub words: Vec<TermId>,
    /// How often it occurs.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub doc_freq: u64,
    /// In how many parts.
    pub range: u64,
}

/// Finds the bundles of every length in `lengths`.
///
/// Cost: one pass over the tokens and one sort of the n-grams for each length.
///
/// # Errors
/// When there is no such field, or a length cannot be counted.
///
/// # Examples
/// ```
/// use siyaq_analysis::{BundleOptions, bundle_list};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["من جهة أخرى قال", "من جهة أخرى أضاف", "في نهاية المطاف في نهاية المطاف"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let mut options = BundleOptions::default();
/// options.min_range = 2;
/// let list = bundle_list(&Selection::new(&corpus, corpus.words()), 3..=3, &options)?;
/// assert_eq!((list.parts, list.rows.len()), (3, 1));
/// let words = list.rows[0].words.iter().map(|word| corpus.words().lexicon().form(*word));
/// assert_eq!(words.collect::<Vec<_>>(), ["من", "جهة", "أخرى"]);
/// assert_eq!((list.rows[0].freq, list.rows[0].range), (2, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn bundle_list(
    selection: &Selection<'_>,
    lengths: RangeInclusive<usize>,
    options: &BundleOptions,
) -> Result<BundleList, AnalysisError> {
    let tokens = selection.token_count();
    let by = options.range_by.clone().map_or(PartsBy::Documents, PartsBy::Field);
    let parts = Parts::new(selection, &by)?;
    let lexicon = selection.layer().lexicon();
    // The documents without a value are a part of no name, which is none here.
    let named = |part: &u32| parts.names().get(*part as usize).is_some_and(Option::is_some);
    let range = |documents: &[(u32, u64)], counts: &mut Vec<(u32, u64)>| -> u64 {
        parts.count(&[], documents, counts);
        counts.iter().filter(|(part, _)| named(part)).count() as u64
    };
    let mut rows = Vec::new();
    for n in lengths {
        let ngrams = NgramOptions::new(n).min_freq(options.min_freq.max(1));
        let found = map_ngrams(selection, &ngrams, |found| {
            let freq = found.positions.len() as u64;
            let per_million = per_million(freq, tokens);
            if per_million.is_none_or(|per_million| per_million < options.min_per_million) {
                return None;
            }
            let range = range(found.parts, &mut Vec::new());
            (range >= options.min_range).then(|| BundleRow {
                words: found.ordinals.iter().map(|ordinal| lexicon.at_ordinal(*ordinal)).collect(),
                freq,
                per_million,
                doc_freq: found.parts.len() as u64,
                range,
            })
        })?;
        rows.extend(found.into_iter().flatten());
    }
    let forms = |row: &BundleRow| -> Vec<&str> {
        row.words.iter().map(|word| lexicon.form(*word)).collect()
    };
    rows.par_sort_by(|a, b| b.freq.cmp(&a.freq).then_with(|| forms(a).cmp(&forms(b))));
    let parts = parts.names().iter().flatten().count() as u64;
    Ok(BundleList { tokens, parts, rows })
}

impl BundleList {
    /// The spellings that the rows are shown by; of the selection that they were found in.
    ///
    /// # Errors
    /// When the spellings cannot be counted.
    pub fn labels<'c>(
        &self,
        selection: &Selection<'c>,
    ) -> Result<SequenceLabels<'c>, AnalysisError> {
        let rows = self.rows.iter().map(|row| (row.words.as_slice(), Some(row.freq)));
        SequenceLabels::of_words(selection, rows)
    }
}
