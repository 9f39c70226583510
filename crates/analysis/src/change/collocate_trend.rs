//! The company of a query over time: how often another stands near it.

use crate::AnalysisError;
use crate::change::periods::Period;
use crate::change::trend::trend;
use siyaq_count::{Selection, WindowSpan};
use siyaq_query::{Hit, Hits};
use siyaq_stats::{Contingency, Measure, Undefined};
use siyaq_types::TokenPos;
use std::ops::Range;

/// A query and another near it, over time.
#[derive(Clone, Debug, PartialEq)]
pub struct CollocateTrend {
    /// The date field.
    pub field: String,
    /// The measures of the rows.
    pub measures: Vec<Measure>,
    /// Every period from the first to the last, those without documents included.
    pub rows: Vec<CompanyRow>,
    /// The documents that have no date, or one that is not exact enough.
    pub undated_documents: u64,
}

/// One period.
#[derive(Clone, Debug, PartialEq)]
pub struct CompanyRow {
    /// The period as it is written.
    pub period: String,
    /// Its tokens.
    pub tokens: u64,
    /// How often the query occurs.
    pub freq_node: u64,
    /// How often the other occurs.
    pub freq_collocate: u64,
    /// How often the other stands near the query.
    pub together: u64,
    /// The same for each occurrence of the query.
    pub per_node: Result<f64, Undefined>,
    /// The scores, in the order of the measures, or why there is none.
    pub scores: Vec<Result<f64, Undefined>>,
}

/// Finds the hits that stand in the window of one of the nodes: within the span of counted tokens
/// before or after it, in the same unit of the scope, and not overlapping it. Each hit is there
/// once.
///
/// # Examples
/// ```
/// use siyaq_analysis::hits_near;
/// use siyaq_count::{Selection, WindowSpan};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_query::{Hit, SearchOptions, search};
///
/// let texts = ["أسعار النفط", "أسعار الذهب", "النفط والغاز"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let options = SearchOptions::default().layer("word");
/// let prices = search(&corpus, &"أسعار".parse()?, &options)?;
/// let oil = search(&corpus, &"النفط".parse()?, &options)?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let near = hits_near(&selection, &prices, &oil, WindowSpan { before: 5, after: 5 });
/// assert_eq!(near.as_slice(), [Hit::words(0, 1)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn hits_near(selection: &Selection<'_>, hits: &Hits, nodes: &Hits, span: WindowSpan) -> Hits {
    let (places, around) = (counted(selection, hits), counted(selection, nodes));
    let units = selection.corpus().units(selection.scope().across);
    let longest = around.iter().map(|node| node.end - node.start).max().unwrap_or(0);
    let (before, after) = (span.before as u64, span.after as u64);
    let is_near = |(hit, place): &(&Hit, &Range<u64>)| {
        let first = place.start.saturating_sub(after + longest);
        let from = around.partition_point(|node| node.start < first);
        let rest = around.iter().zip(nodes).skip(from);
        let reachable = rest.take_while(|(node, _)| node.start < place.end + before);
        let mut reachable = reachable.filter(|(node, _)| {
            let follows = place.start >= node.end && place.start - node.end < after;
            let precedes = node.start >= place.end && node.start - place.end < before;
            follows || precedes
        });
        reachable.any(|(_, node)| units.unit_of(node.start.pos()) == units.unit_of(hit.start.pos()))
    };
    let near = hits.iter().zip(&places).filter(is_near).map(|(hit, _)| *hit);
    Hits::from(near.collect::<Vec<Hit>>())
}

/// Hits as ranges of counted tokens, in their order.
fn counted(selection: &Selection<'_>, hits: &Hits) -> Vec<Range<u64>> {
    let starts: Vec<TokenPos> = hits.iter().map(|hit| hit.start).collect();
    let starts = selection.counted_before(&starts);
    // The ends of hits that overlap need not ascend.
    let mut last: Vec<(TokenPos, usize)> =
        hits.iter().map(|hit| behind(hit.end)).zip(0..).collect();
    last.sort_unstable();
    let places: Vec<TokenPos> = last.iter().map(|(place, _)| *place).collect();
    let mut ends = vec![0; starts.len()];
    for ((_, hit), before) in last.iter().zip(selection.counted_before(&places)) {
        if let Some(end) = ends.get_mut(*hit) {
            *end = before;
        }
    }
    starts.into_iter().zip(ends).map(|(start, end): (u64, u64)| start..end.max(start)).collect()
}

/// The end of a hit as a place that lies in its last word: behind all parts of it where the hit
/// takes them in.
fn behind(end: TokenPos) -> TokenPos {
    match end.part_number() {
        0 => TokenPos::part(end.pos().saturating_sub(1), u8::MAX),
        _ => end,
    }
}

/// Counts how often a collocate stands near a node in every period.
///
/// The measures read the table of the frequency of both, their joint frequency and the tokens of the
/// period, without a correction for the span, so that periods compare; a table in which the
/// collocate is near more often than the node occurs has no score.
///
/// # Errors
/// When there is no such date field.
///
/// # Examples
/// ```
/// use siyaq_analysis::{Period, collocate_trend};
/// use siyaq_count::{Selection, WindowSpan};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
/// use siyaq_query::{SearchOptions, search};
///
/// let texts = [("2010", "أسعار النفط"), ("2010", "إنتاج النفط"), ("2011", "أسعار النفط")];
/// # let mut shard = Shard::new();
/// # for (number, (value, text)) in texts.iter().enumerate() {
/// #     let metadata = vec![Some(MetaValue::Date(value.parse()?))];
/// #     let id = number.to_string();
/// #     shard.start_document(Document { id, metadata, ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # options.fields.push("date:date".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let options = SearchOptions::default().layer("word");
/// let oil = search(&corpus, &"النفط".parse()?, &options)?;
/// let prices = search(&corpus, &"أسعار".parse()?, &options)?;
/// let (selection, years) = (Selection::new(&corpus, corpus.words()), (Period::Year, None));
/// let found = collocate_trend(&selection, (&oil, &prices), WindowSpan::default(), &[], years)?;
/// let rows = found.rows.iter().map(|row| (row.period.as_str(), row.together, row.per_node));
/// assert_eq!(rows.collect::<Vec<_>>(), [("2010", 1, Ok(0.5)), ("2011", 1, Ok(1.0))]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn collocate_trend(
    selection: &Selection<'_>,
    (nodes, collocates): (&Hits, &Hits),
    span: WindowSpan,
    measures: &[Measure],
    (by, field): (Period, Option<&str>),
) -> Result<CollocateTrend, AnalysisError> {
    let near = hits_near(selection, collocates, nodes, span);
    let [nodes, collocates, near] = [
        trend(selection, nodes, by, field)?,
        trend(selection, collocates, by, field)?,
        trend(selection, &near, by, field)?,
    ];
    let rows = nodes.rows.iter().zip(&collocates.rows).zip(&near.rows);
    let rows = rows.map(|((node, collocate), near)| {
        let impossible =
            if node.tokens == 0 { Undefined::EmptyCorpus } else { Undefined::ImpossibleTable };
        let table = Contingency::new(near.freq, node.freq, collocate.freq, node.tokens);
        let table = table.map_err(|_| impossible);
        let score = |measure: &Measure| table.and_then(|table| measure.evaluate(&table));
        let per_node = (node.freq > 0).then(|| near.freq as f64 / node.freq as f64);
        CompanyRow {
            period: node.period.clone(),
            tokens: node.tokens,
            freq_node: node.freq,
            freq_collocate: collocate.freq,
            together: near.freq,
            per_node: per_node.ok_or(Undefined::AbsentWord),
            scores: measures.iter().map(score).collect(),
        }
    });
    Ok(CollocateTrend {
        field: nodes.field.clone(),
        measures: measures.to_vec(),
        rows: rows.collect(),
        undated_documents: nodes.undated.documents,
    })
}
