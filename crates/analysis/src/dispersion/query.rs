//! The spread of a query over the parts of a corpus.

use crate::AnalysisError;
use crate::dispersion::intervals::{BootstrapInterval, dispersion_intervals};
use crate::dispersion::parts::{Parts, PartsBy};
use crate::rank::per_million;
use siyaq_count::Selection;
use siyaq_query::Hits;
use siyaq_stats::{BootstrapOptions, DispersionMeasure, Gaps, Undefined};
use siyaq_types::TokenPos;
use std::collections::BTreeMap;

/// How a query is spread over documents, over the values of a metadata field, or over equal parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispersion {
    /// What the parts are.
    pub by: PartsBy,
    /// How often the query occurs.
    pub freq: u64,
    /// The tokens counted.
    pub tokens: u64,
    /// Every part with tokens: documents in the order of the corpus, values in their own order.
    /// The part of the documents without a value is named by no name.
    pub parts: Vec<PartRow>,
    /// Every measure of dispersion, or why it has no value.
    pub summary: Vec<(DispersionMeasure, Result<f64, Undefined>)>,
    /// Bootstrap intervals of them, where they were asked for; positions have none.
    pub intervals: Option<Vec<Result<BootstrapInterval, Undefined>>>,
}

/// One part.
#[derive(Clone, Debug, PartialEq)]
pub struct PartRow {
    /// The id of the document, the value of the field, or the number of the part.
    pub part: Option<String>,
    /// Its tokens.
    pub tokens: u64,
    /// How often the query occurs in it.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
}

/// How many hits each document of the selection has that has any, by its place in the selection.
pub(crate) fn by_document(selection: &Selection<'_>, hits: &Hits) -> Vec<(u32, u64)> {
    let documents = selection.document_sizes().documents();
    let counts = hits.by_document(selection.corpus()).into_iter();
    let placed = counts.filter_map(|(doc, freq)| {
        Some((u32::try_from(documents.binary_search(&doc).ok()?).ok()?, freq))
    });
    placed.collect()
}

/// Counts the hits of a query in each part, and measures how evenly they are spread. A hit belongs
/// to the part that holds its first token.
///
/// # Errors
/// When the field does not exist, or the selection has no tokens.
///
/// # Examples
/// ```
/// use siyaq_analysis::{PartsBy, dispersion};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_query::{SearchOptions, search};
/// use siyaq_stats::DispersionMeasure;
///
/// let texts = ["ماء نار", "نار هواء", "ماء ماء"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"ماء".parse()?, &SearchOptions::default().layer("word"))?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let found = dispersion(&selection, &hits, &PartsBy::Documents)?;
/// let freqs: Vec<u64> = found.parts.iter().map(|part| part.freq).collect();
/// assert_eq!((found.freq, freqs), (3, vec![1, 0, 2]));
/// assert!(found.summary.contains(&(DispersionMeasure::Range, Ok(2.0))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn dispersion(
    selection: &Selection<'_>,
    hits: &Hits,
    by: &PartsBy,
) -> Result<Dispersion, AnalysisError> {
    measured(selection, hits, by, None)
}

/// As [`dispersion`], with bootstrap intervals of the measures over parts.
///
/// # Errors
/// As [`dispersion`].
///
/// # Examples
/// ```
/// use siyaq_analysis::{PartsBy, dispersion_with_intervals};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// # use siyaq_query::{SearchOptions, search};
/// use siyaq_stats::{BootstrapOptions, DispersionMeasure};
///
/// let texts = ["ماء نار", "نار هواء", "ماء ماء", "هواء تراب"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"ماء".parse()?, &SearchOptions::default().layer("word"))?;
/// let (selection, bootstrap) = (Selection::new(&corpus, corpus.words()), BootstrapOptions::default());
/// let found = dispersion_with_intervals(&selection, &hits, &PartsBy::Documents, &bootstrap)?;
/// let share = |row: &(DispersionMeasure, _)| row.0 == DispersionMeasure::RangeShare;
/// let place = found.summary.iter().position(share).expect("one of all measures");
/// assert_eq!(found.summary[place].1, Ok(0.5)); // two of four documents
/// let interval = found.intervals.expect("intervals were asked for")[place]?;
/// assert!(interval.low < 0.5 && 0.5 < interval.high);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn dispersion_with_intervals(
    selection: &Selection<'_>,
    hits: &Hits,
    by: &PartsBy,
    options: &BootstrapOptions,
) -> Result<Dispersion, AnalysisError> {
    measured(selection, hits, by, Some(options))
}

fn measured(
    selection: &Selection<'_>,
    hits: &Hits,
    by: &PartsBy,
    bootstrap: Option<&BootstrapOptions>,
) -> Result<Dispersion, AnalysisError> {
    let parts = Parts::new(selection, by)?;
    let sizes = parts.sizes();
    let starts: Vec<TokenPos> = hits.iter().map(|hit| hit.start).collect();
    let positions = selection.counted_before(&starts);
    let per_document = by_document(selection, hits);
    let mut counts = Vec::new();
    parts.count(&positions, &per_document, &mut counts);
    let freq = hits.len() as u64;
    // A query of punctuation can have hits in a document without counted tokens; the measures
    // are then undefined.
    let word = sizes.counts(&counts).ok();
    let gaps = Gaps::new(sizes.tokens(), freq, positions).ok();
    let measures: Vec<DispersionMeasure> = DispersionMeasure::all().collect();
    let of_parts = word.map(|word| word.evaluate(&measures)).unwrap_or_default();
    let value = |(place, measure): (usize, &DispersionMeasure)| {
        let of_part = || of_parts.get(place).copied().unwrap_or(Err(Undefined::Empty));
        let of_gaps = || measure.evaluate_gaps(gaps.as_ref().ok_or(Undefined::Empty)?);
        (*measure, if measure.needs_positions() { of_gaps() } else { of_part() })
    };
    let summary = measures.iter().enumerate().map(value).collect();
    let intervals = bootstrap.map(|options| {
        let mut found = dispersion_intervals(sizes, &[&counts], &measures, options);
        found.pop().unwrap_or_default()
    });
    let counts: BTreeMap<u32, u64> = counts.into_iter().collect();
    let row = |((number, part), tokens): ((u32, &Option<String>), &u64)| {
        let freq = counts.get(&number).copied().unwrap_or(0);
        PartRow {
            part: part.clone(),
            tokens: *tokens,
            freq,
            per_million: per_million(freq, *tokens),
        }
    };
    let named = (0u32..).zip(parts.names()).zip(sizes.sizes());
    let rows = named.filter(|(_, tokens)| **tokens > 0).map(row).collect();
    Ok(Dispersion { by: by.clone(), freq, tokens: sizes.tokens(), parts: rows, summary, intervals })
}
