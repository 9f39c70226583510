//! The spread of a query over the parts of a corpus.

use crate::rank::per_million;
use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_count::Selection;
use siyaq_query::Hits;
use siyaq_stats::{DispersionMeasure, Gaps, PartSizes};
use siyaq_types::{DocId, Place};
use std::collections::BTreeMap;

/// How a query is spread over documents, or over the values of a metadata field.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispersion {
    /// The field, or `None` for documents.
    pub by: Option<String>,
    /// How often the query occurs.
    pub freq: u64,
    /// The tokens counted.
    pub tokens: u64,
    /// Every part with tokens: documents in the order of the corpus, values in their own order.
    /// The part of the documents without a value is named by no name.
    pub parts: Vec<PartRow>,
    /// Every measure of dispersion.
    pub summary: Vec<(DispersionMeasure, Option<f64>)>,
}

/// One part.
#[derive(Clone, Debug, PartialEq)]
pub struct PartRow {
    /// The id of the document or the value of the field.
    pub part: Option<String>,
    /// Its tokens.
    pub tokens: u64,
    /// How often the query occurs in it.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
}

/// Counts the hits of a query in each document, or in the documents of each value of a field, and
/// measures how evenly they are spread.
///
/// # Errors
/// When the field does not exist, or the selection has no tokens.
pub fn dispersion(
    selection: &Selection<'_>,
    hits: &Hits,
    by: Option<&str>,
) -> Result<Dispersion, AnalysisError> {
    let documents = selection.corpus().documents()?;
    let sizes = selection.document_sizes();
    let counts: BTreeMap<DocId, u64> = hits.by_document(selection.corpus()).into_iter().collect();
    let per_document = sizes.documents().iter().copied().zip(sizes.sizes());
    let per_document =
        per_document.map(|(doc, size)| (doc, size, counts.get(&doc).copied().unwrap_or(0)));
    let parts: Vec<(Option<String>, u64, u64)> = match by {
        None => per_document
            .map(|(doc, size, freq)| (Some(documents.id(doc).to_owned()), size, freq))
            .collect(),
        Some(field) => {
            let field = documents.field(field)?;
            let mut values = BTreeMap::new();
            for (doc, size, freq) in per_document {
                let sums = values.entry(documents.value_at(doc, field)).or_insert((0, 0));
                *sums = (sums.0 + size, sums.1 + freq);
            }
            let named = values.into_iter();
            named
                .map(|(value, (size, freq))| (value.map(|value| value.to_string()), size, freq))
                .collect()
        }
    };
    let tokens = sizes.total();
    let freq = parts.iter().map(|(_, _, freq)| freq).sum();
    let summary = summary(selection, hits, &parts, (freq, tokens))?;
    let row = |(part, tokens, freq): (Option<String>, u64, u64)| PartRow {
        part,
        tokens,
        freq,
        per_million: per_million(freq, tokens),
    };
    let parts = parts.into_iter().filter(|(_, tokens, _)| *tokens > 0).map(row).collect();
    Ok(Dispersion { by: by.map(str::to_owned), freq, tokens, parts, summary })
}

fn summary(
    selection: &Selection<'_>,
    hits: &Hits,
    parts: &[(Option<String>, u64, u64)],
    (freq, tokens): (u64, u64),
) -> Result<Vec<(DispersionMeasure, Option<f64>)>, AnalysisError> {
    let no_tokens = || AnalysisError::from(AnalysisErrorKind::NoTokens { what: "selection" });
    let sizes = PartSizes::new(parts.iter().map(|(_, size, _)| *size).collect());
    let sizes = sizes.map_err(|_| no_tokens())?;
    let counts: Vec<(u32, u64)> = (0u32..)
        .zip(parts)
        .filter(|(_, (_, _, freq))| *freq > 0)
        .map(|(part, (_, _, freq))| (part, *freq))
        .collect();
    // A query of punctuation can have hits in a document without counted tokens; the measures
    // are then undefined.
    let counts = sizes.counts(&counts).ok();
    let starts: Vec<Place> = hits.iter().map(|hit| hit.start).collect();
    let gaps = Gaps::new(tokens, freq, selection.counted_before(&starts)).ok();
    let value = |measure: DispersionMeasure| {
        let value = if measure.needs_positions() {
            gaps.as_ref().and_then(|gaps| measure.of_gaps(gaps))
        } else {
            counts.as_ref().and_then(|counts| measure.of_parts(counts))
        };
        (measure, value)
    };
    Ok(DispersionMeasure::all().map(value).collect())
}
