//! How far apart the styles of groups or documents are.

use crate::comparison::clusters::{Clusters, FeatureTable, linked};
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_stats::{DeltaMeasure, DeltaScores, Undefined};

/// The distances of all pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct StyleDistances {
    /// The measures of the rows.
    pub measures: Vec<DeltaMeasure>,
    /// The most frequent words by which styles were compared, those that vary.
    pub words: usize,
    /// The pairs, the nearest first by the first measure; ties in the order of the members.
    pub rows: Vec<StyleDistance>,
}

/// Two members.
#[derive(Clone, Debug, PartialEq)]
pub struct StyleDistance {
    /// The first.
    pub first: String,
    /// The second.
    pub second: String,
    /// The distances, in the order of the measures.
    pub scores: Vec<Result<f64, Undefined>>,
}

/// Measures how far apart the styles of all pairs of members are, by all forms of the table.
///
/// # Errors
/// When there are fewer than two members, or no form varies.
///
/// # Examples
/// ```
/// use siyaq_analysis::{FeatureTable, GroupTables, ItemOptions, style_distances};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
/// use siyaq_stats::DeltaMeasure;
///
/// let texts = [("a", "قد كان في"), ("b", "لم يكن من"), ("c", "كان قد في")];
/// # let mut shard = Shard::new();
/// # for (number, (value, text)) in texts.iter().enumerate() {
/// #     let metadata = vec![Some(MetaValue::String(value.to_string()))];
/// #     let id = number.to_string();
/// #     shard.start_document(Document { id, metadata, ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # options.fields.push("author".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let tables = GroupTables::by_field(&selection, "author", &ItemOptions::default())?;
/// let table = FeatureTable::of_groups(&tables, 100);
/// let found = style_distances(&table, &[DeltaMeasure::Burrows])?;
/// let nearest = &found.rows[0];
/// assert_eq!((nearest.first.as_str(), nearest.second.as_str()), ("a", "c"));
/// assert_eq!((found.rows.len(), found.words, nearest.scores[0]), (3, 6, Ok(0.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn style_distances(
    table: &FeatureTable,
    measures: &[DeltaMeasure],
) -> Result<StyleDistances, AnalysisError> {
    let scores = scores(table)?;
    let names = table.names();
    let row = |first: usize, second: usize| {
        let of = |measure: &DeltaMeasure| scores.distance(first, second, *measure);
        StyleDistance {
            first: names.get(first).cloned().unwrap_or_default(),
            second: names.get(second).cloned().unwrap_or_default(),
            scores: measures.iter().map(of).collect(),
        }
    };
    let pairs = (0..names.len()).into_par_iter();
    let mut rows: Vec<StyleDistance> = pairs
        .flat_map_iter(|first| (first + 1..names.len()).map(move |second| (first, second)))
        .map(|(first, second)| row(first, second))
        .collect();
    let key = |row: &StyleDistance| row.scores.first().and_then(|score| score.ok());
    rows.par_sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    Ok(StyleDistances { measures: measures.to_vec(), words: scores.words(), rows })
}

/// Clusters members by the distance of their styles, joined by the mean distance of their members
/// (UPGMA). What has no distance is as far apart as the farthest.
///
/// # Errors
/// As [`style_distances`].
///
/// # Examples
/// ```
/// use siyaq_analysis::{FeatureTable, GroupTables, ItemOptions, style_clusters};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
/// use siyaq_stats::DeltaMeasure;
///
/// let texts = [("a", "قد كان في"), ("b", "لم يكن من"), ("c", "كان قد في")];
/// # let mut shard = Shard::new();
/// # for (number, (value, text)) in texts.iter().enumerate() {
/// #     let metadata = vec![Some(MetaValue::String(value.to_string()))];
/// #     let id = number.to_string();
/// #     shard.start_document(Document { id, metadata, ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # options.fields.push("author".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let tables = GroupTables::by_field(&selection, "author", &ItemOptions::default())?;
/// let found = style_clusters(&FeatureTable::of_groups(&tables, 100), DeltaMeasure::Burrows, 2)?;
/// let members = found.members.iter().map(|member| (member.cluster, member.name.as_str()));
/// assert_eq!(members.collect::<Vec<_>>(), [(1, "a"), (1, "c"), (2, "b")]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn style_clusters(
    table: &FeatureTable,
    measure: DeltaMeasure,
    clusters: usize,
) -> Result<Clusters, AnalysisError> {
    let scores = scores(table)?;
    let members = table.names().len();
    let found: Vec<Option<f64>> = (0..members)
        .flat_map(|first| (first + 1..members).map(move |second| (first, second)))
        .map(|(first, second)| scores.distance(first, second, measure).ok())
        .collect();
    let farthest = found.iter().flatten().copied().fold(0.0, f64::max);
    let distances = found.into_iter().map(|distance| distance.unwrap_or(farthest)).collect();
    Ok(linked(table.names(), distances, clusters, table.forms().to_vec()))
}

fn scores(table: &FeatureTable) -> Result<DeltaScores, AnalysisError> {
    let found = table.names().len();
    DeltaScores::new(table.rows(), table.tokens()).map_err(|reason| {
        match reason {
            Undefined::NoVariation => AnalysisErrorKind::NothingVaries,
            _ => AnalysisErrorKind::TooFewGroups { found },
        }
        .into()
    })
}
