//! All pairs of a corpus, ranked.

use crate::rank::{rank_place, rank_rows};
use crate::{AnalysisError, AnalysisErrorKind, CollocateOptions};
use rayon::prelude::*;
use siyaq_count::{Selection, WindowSpan, count_pairs};
use siyaq_stats::{Contingency, Measure};
use siyaq_types::TermId;

/// The pairs of a corpus that stand near each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocations {
    /// The tokens counted.
    pub tokens: u64,
    /// The window.
    pub span: WindowSpan,
    /// The measures of the rows.
    pub measures: Vec<Measure>,
    /// The pairs, the strongest first; ties by frequency, then by the bytes of the first form,
    /// then of the second.
    pub rows: Vec<CollocationRow>,
}

/// One pair: a node form and a collocate in its windows.
#[derive(Clone, Debug, PartialEq)]
pub struct CollocationRow {
    /// The node, an id of the layer's lexicon.
    pub form_1: TermId,
    /// The collocate.
    pub form_2: TermId,
    /// The two-by-two table, as of the collocates of the node.
    pub table: Contingency,
    /// The scores, in the order of the measures.
    pub scores: Vec<Option<f64>>,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Finds all pairs whose second form stands in windows of the first at least `min_freq` times.
///
/// # Errors
/// When the window is empty, or the rows are to be ranked by a measure that is not computed.
pub fn collocations(
    selection: &Selection<'_>,
    options: &CollocateOptions,
) -> Result<Collocations, AnalysisError> {
    let rank = rank_place(&options.measures, options.sort)?;
    let counts = count_pairs(selection, options.span, options.min_freq)?;
    let freqs = selection.form_freqs();
    let freq = |form: TermId| freqs.get(form.index()).copied().unwrap_or(0);
    let tokens = selection.token_count();
    let lexicon = selection.layer().lexicon();
    let mut rows = counts
        .rows
        .par_iter()
        .map(|pair| {
            let r1 = counts.window_tokens.get(pair.node.index()).copied().unwrap_or(0);
            let n = tokens.saturating_sub(freq(pair.node));
            let table = Contingency::new(pair.freq, r1, freq(pair.collocate), n);
            let table = table.map_err(|source| AnalysisErrorKind::Stats {
                form: lexicon.form(pair.node).to_owned(),
                source,
            })?;
            Ok(CollocationRow {
                form_1: pair.node,
                form_2: pair.collocate,
                table,
                scores: options.measures.iter().map(|measure| measure.score(&table)).collect(),
                doc_freq: pair.doc_freq,
            })
        })
        .collect::<Result<Vec<_>, AnalysisError>>()?;
    let ranks = |row: &CollocationRow| (lexicon.rank(row.form_1), lexicon.rank(row.form_2));
    rank_rows(
        &mut rows,
        rank,
        |row| &row.scores,
        |row| row.table.o11(),
        |a, b| ranks(a).cmp(&ranks(b)),
    );
    let (span, measures) = (options.span, options.measures.clone());
    Ok(Collocations { tokens, span, measures, rows })
}
