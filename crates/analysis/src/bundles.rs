//! Lexical bundles: n-grams that are frequent and widespread.

use crate::AnalysisError;
use crate::rank::per_million;
use rayon::prelude::*;
use siyaq_count::{NgramOptions, Selection, map_ngrams};
use siyaq_index::MetaValue;
use siyaq_types::TermId;
use std::collections::BTreeMap;
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
pub fn bundle_list(
    selection: &Selection<'_>,
    lengths: RangeInclusive<usize>,
    options: &BundleOptions,
) -> Result<BundleList, AnalysisError> {
    let tokens = selection.token_count();
    let (part_of, parts) = parts(selection, options.range_by.as_deref())?;
    let lexicon = selection.layer().lexicon();
    let documents = selection.document_sizes().documents();
    let range = |places: &[(u32, u64)]| -> u64 {
        let Some(part_of) = &part_of else { return places.len() as u64 };
        let docs = places.iter().filter_map(|(place, _)| documents.get(*place as usize));
        let mut met: Vec<u32> =
            docs.filter_map(|doc| part_of.get(doc.index()).copied().flatten()).collect();
        met.sort_unstable();
        met.dedup();
        met.len() as u64
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
            let range = range(found.parts);
            (range >= options.min_range).then(|| BundleRow {
                words: found.ranks.iter().map(|rank| lexicon.at_rank(*rank)).collect(),
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
    Ok(BundleList { tokens, parts, rows })
}

/// For each document the number of its part, unless documents are the parts.
type PartOf = Option<Vec<Option<u32>>>;

/// The parts that the documents of a selection belong to, and how many there are.
fn parts(selection: &Selection<'_>, by: Option<&str>) -> Result<(PartOf, u64), AnalysisError> {
    let Some(by) = by else {
        return Ok((None, u64::from(selection.part().document_count())));
    };
    let documents = selection.corpus().documents()?;
    let field = documents.field(by)?;
    let mut numbers: BTreeMap<MetaValue, u32> = BTreeMap::new();
    let mut part_of = vec![None; selection.corpus().document_count() as usize];
    for doc in selection.part().documents() {
        let Some(value) = documents.value_at(doc, field) else { continue };
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let number = *numbers.entry(value).or_insert(next);
        if let Some(slot) = part_of.get_mut(doc.index()) {
            *slot = Some(number);
        }
    }
    let parts = numbers.len() as u64;
    Ok((Some(part_of), parts))
}
