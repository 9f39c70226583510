//! What stands around a node, ranked.

use super::options::CollocateOptions;
use super::score::{NodeCounts, UNTESTED, by_scores, check, score_tables};
use super::spread::around_nodes;
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_count::{Selection, WindowRow, count_windows};
use siyaq_query::Hits;
use siyaq_stats::{ModelTable, Undefined};
use siyaq_types::{TermId, TokenPos};
use std::ops::Range;

/// The collocates of a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocates {
    /// How many nodes there are.
    pub nodes: u64,
    /// Tokens in windows, as often as the model counts them.
    pub window_tokens: u64,
    /// The tokens outside nodes.
    pub tokens: u64,
    /// How many tests were made: one for every form in windows, before the least frequency is
    /// looked at.
    pub tests: u64,
    /// How they were found.
    pub options: CollocateOptions,
    /// The collocates, the strongest first; ties by frequency, then by the bytes of the form.
    pub rows: Vec<CollocateRow>,
}

/// One collocate.
#[derive(Clone, Debug, PartialEq)]
pub struct CollocateRow {
    /// The collocate, an id of the layer's lexicon.
    pub form: TermId,
    /// The two-by-two table, as the model has it. Under the model of this library O11 is how often
    /// it stands in windows, R1 the tokens in windows, C1 the collocate outside nodes, N the
    /// tokens outside nodes.
    pub table: ModelTable,
    /// The scores, in the order of the measures, or why there is none.
    pub scores: Vec<Result<f64, Undefined>>,
    /// In how many documents it stands in a window.
    pub doc_freq: u64,
    /// Its dispersion over documents where it stands in windows, in the order of the measures.
    pub dispersion: Vec<Result<f64, Undefined>>,
    /// How often at each distance, when asked for: from far before to near before, then from near
    /// after to far after.
    pub by_distance: Vec<u64>,
    /// The decimal logarithm of the p-value; [`Undefined::NotATest`] where no test was asked for.
    pub log10_p: Result<f64, Undefined>,
    /// The same adjusted for the number of tests.
    pub log10_q: Result<f64, Undefined>,
}

/// Finds the collocates of the hits of a query.
///
/// # Errors
/// When the window is empty, the rows are to be ranked by a measure that is not computed, or
/// tested by one that is no test.
///
/// # Examples
/// ```
/// use siyaq_analysis::{CollocateOptions, collocates};
/// use siyaq_count::{Selection, WindowSpan};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_query::{SearchOptions, search};
///
/// let texts = ["أسعار النفط", "أسعار النفط", "إنتاج النفط"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"النفط".parse()?, &SearchOptions::default().layer("word"))?;
/// let options = CollocateOptions::default().span(WindowSpan { before: 1, after: 0 }).min_freq(2);
/// let found = collocates(&Selection::new(&corpus, corpus.words()), &hits, &options)?;
/// assert_eq!((found.nodes, found.window_tokens, found.tests, found.rows.len()), (3, 3, 2, 1));
/// let row = &found.rows[0];
/// assert_eq!(corpus.words().lexicon().form(row.form), "أسعار");
/// assert_eq!((row.table.o11(), row.doc_freq), (2.0, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn collocates(
    selection: &Selection<'_>,
    hits: &Hits,
    options: &CollocateOptions,
) -> Result<Collocates, AnalysisError> {
    collocates_of(selection, &joined(hits), options)
}

/// The collocates of nodes: ascending, not overlapping ranges of places.
pub(crate) fn collocates_of(
    selection: &Selection<'_>,
    nodes: &[Range<TokenPos>],
    options: &CollocateOptions,
) -> Result<Collocates, AnalysisError> {
    let rank = check(options)?;
    let counts = count_windows(selection, nodes, options.window())?;
    let lexicon = selection.layer().lexicon();
    let node = NodeCounts {
        tokens: selection.token_count(),
        nodes: counts.nodes,
        node_tokens: counts.node_tokens,
        window_tokens: counts.window_tokens,
    };
    let tests = counts.rows.len() as u64;
    let mut kept = counts.rows;
    kept.retain(|row| row.in_window >= options.min_freq);
    let table = |row: &WindowRow| -> Result<ModelTable, AnalysisError> {
        let counts = (row.in_window, row.freq, row.freq - row.outside_nodes);
        node.table(options, counts).map_err(|source| {
            let form = lexicon.form(row.form).to_owned();
            AnalysisErrorKind::Stats { form, source }.into()
        })
    };
    let scored = score_tables(options, &kept, tests, table)?;
    let forms: Vec<TermId> = kept.iter().map(|row| row.form).collect();
    let mut dispersion = match options.dispersion.as_slice() {
        [] => Vec::new(),
        measures => around_nodes(selection, nodes, options.window(), &forms, measures)?,
    };
    let mut rows = Vec::with_capacity(kept.len());
    for (place, row) in kept.into_iter().enumerate() {
        let table = table(&row)?;
        let (log10_p, log10_q) = scored.significance.get(place).copied().unwrap_or(UNTESTED);
        rows.push(CollocateRow {
            form: row.form,
            table,
            scores: scored.columns.iter().map(|column| column.get(place)).collect(),
            doc_freq: row.doc_freq,
            dispersion: dispersion.get_mut(place).map(std::mem::take).unwrap_or_default(),
            by_distance: row.by_distance,
            log10_p,
            log10_q,
        });
    }
    let score = |row: &CollocateRow| {
        rank.and_then(|rank| row.scores.get(rank).copied()).unwrap_or(Err(Undefined::Empty))
    };
    rows.par_sort_by(|a, b| {
        by_scores(score(a), score(b))
            .then_with(|| b.table.o11().total_cmp(&a.table.o11()))
            .then_with(|| lexicon.ordinal(a.form).cmp(&lexicon.ordinal(b.form)))
    });
    Ok(Collocates {
        nodes: counts.nodes,
        window_tokens: counts.window_tokens,
        tokens: counts.tokens,
        tests,
        options: options.clone(),
        rows,
    })
}

/// The hits as ranges, those that overlap joined: a token is in a node or it is not.
pub(crate) fn joined(hits: &Hits) -> Vec<Range<TokenPos>> {
    let mut nodes: Vec<Range<TokenPos>> = Vec::with_capacity(hits.len());
    for hit in hits {
        match nodes.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => nodes.push(hit.start..hit.end),
        }
    }
    nodes
}
