//! How evenly pairs are spread over the documents in which they stand together.

use crate::AnalysisError;
use rayon::prelude::*;
use siyaq_count::{Selection, WindowOptions, map_pairs, window_documents};
use siyaq_stats::{DispersionMeasure, PartSizes, Undefined};
use siyaq_types::{DocId, TermId, TokenPos};
use std::collections::HashMap;
use std::ops::Range;

type Score = Result<f64, Undefined>;

/// The documents of a selection as parts.
struct Documents<'s> {
    ids: &'s [DocId],
    sizes: Option<PartSizes>,
}

impl<'s> Documents<'s> {
    fn new(selection: &'s Selection<'_>) -> Self {
        let sizes = selection.document_sizes();
        Self { ids: sizes.documents(), sizes: PartSizes::new(sizes.sizes().collect()).ok() }
    }

    /// The measures of something that stands so often in these documents.
    fn scores(
        &self,
        documents: impl Iterator<Item = (DocId, u64)>,
        measures: &[DispersionMeasure],
    ) -> Vec<Score> {
        let place = |(doc, count): (DocId, u64)| {
            let place = self.ids.binary_search(&doc).ok()?;
            Some((u32::try_from(place).ok()?, count))
        };
        let counts: Vec<(u32, u64)> = documents.filter_map(place).collect();
        let word = self.sizes.as_ref().and_then(|sizes| sizes.counts(&counts).ok());
        let score = |measure: &DispersionMeasure| {
            measure.evaluate_parts(word.as_ref().ok_or(Undefined::Empty)?)
        };
        measures.iter().map(score).collect()
    }
}

/// The dispersion of what stands around nodes, for each of some forms.
pub(crate) fn around_nodes(
    selection: &Selection<'_>,
    nodes: &[Range<TokenPos>],
    options: WindowOptions,
    forms: &[TermId],
    measures: &[DispersionMeasure],
) -> Result<Vec<Vec<Score>>, AnalysisError> {
    let documents = Documents::new(selection);
    let counts = window_documents(selection, nodes, options, forms)?;
    let score = |own: Vec<(DocId, u64)>| documents.scores(own.into_iter(), measures);
    Ok(counts.into_par_iter().map(score).collect())
}

/// The dispersion of all pairs of at least this frequency, by the places of node and collocate in the byte
/// order of the forms.
pub(crate) fn of_pairs(
    selection: &Selection<'_>,
    options: WindowOptions,
    min_freq: u64,
    measures: &[DispersionMeasure],
) -> Result<HashMap<[u32; 2], Vec<Score>>, AnalysisError> {
    let documents = Documents::new(selection);
    let (found, _) = map_pairs(selection, options, |pair| {
        let enough = pair.freq() >= min_freq;
        enough.then(|| (pair.ordinals, documents.scores(pair.documents(), measures)))
    })?;
    Ok(found.into_iter().collect())
}
