//! Which corpora, or documents, belong together by the forms that part them most.

use crate::keyness::{FrequencyTable, GroupTables};
use crate::{AnalysisError, AnalysisErrorKind};
use kodama::{Method, linkage};
use rayon::prelude::*;
use siyaq_count::Selection;
use siyaq_stats::{LogBase, compare_parts, jensen_shannon, most_frequent};

/// How clusters are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClusterOptions {
    /// How many key features are compared.
    pub features: usize,
    /// Features are chosen among so many most frequent forms.
    pub candidates: usize,
    /// Into how many clusters the members are divided.
    pub clusters: usize,
}

impl Default for ClusterOptions {
    /// 200 features among the 5,000 most frequent forms, 5 clusters.
    fn default() -> Self {
        Self { features: 200, candidates: 5_000, clusters: 5 }
    }
}

/// The frequencies of forms in what is to be clustered.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureTable {
    names: Vec<String>,
    /// The tokens of each member.
    tokens: Vec<u64>,
    forms: Vec<String>,
    /// For each form its frequency in each member.
    rows: Vec<Vec<u64>>,
}

impl FeatureTable {
    /// The most frequent forms in several corpora, or parts of one.
    #[must_use]
    pub fn of_groups(tables: &GroupTables, candidates: usize) -> Self {
        let joined = tables.joined();
        let groups = tables.groups();
        let row = |item: usize| -> Vec<u64> {
            (0..groups.len()).map(|group| joined.counts(item, group).0).collect()
        };
        let all: Vec<Vec<u64>> = (0..joined.len()).map(row).collect();
        let top = most_frequent(&all, candidates);
        Self {
            names: groups.iter().map(|(name, _)| name.clone()).collect(),
            tokens: groups.iter().map(|(_, table)| table.tokens()).collect(),
            forms: top.iter().map(|item| joined.label(*item)).collect(),
            rows: top.iter().filter_map(|item| all.get(*item).cloned()).collect(),
        }
    }

    /// The most frequent forms in the documents of a selection that hold tokens. The table must
    /// have been made of it, with texts.
    ///
    /// # Errors
    /// When the table has no texts, or the corpus no documents.
    pub fn of_documents(
        selection: &Selection<'_>,
        table: &FrequencyTable,
        candidates: usize,
    ) -> Result<Self, AnalysisError> {
        let no_texts = AnalysisErrorKind::NoTexts { what: "table" };
        let sizes = table.text_sizes().ok_or(no_texts)?.sizes();
        let documents = selection.corpus().documents()?;
        let kept: Vec<usize> = (0..sizes.len())
            .filter(|place| sizes.get(*place).is_some_and(|size| *size > 0))
            .collect();
        let ids = selection.document_sizes().documents();
        let name = |place: &usize| ids.get(*place).map(|doc| documents.id(*doc).to_owned());
        let sums: Vec<Vec<u64>> = (0..table.len()).map(|item| vec![table.freq(item)]).collect();
        let top = most_frequent(&sums, candidates);
        let row = |item: &usize| -> Vec<u64> {
            let mut dense = vec![0; sizes.len()];
            for (text, freq) in table.text_counts(Some(*item)) {
                if let Some(cell) = dense.get_mut(*text as usize) {
                    *cell = *freq;
                }
            }
            kept.iter().filter_map(|place| dense.get(*place).copied()).collect()
        };
        Ok(Self {
            names: kept.iter().filter_map(name).collect(),
            tokens: kept.iter().filter_map(|place| sizes.get(*place).copied()).collect(),
            forms: top.iter().map(|item| shown(table, *item)).collect(),
            rows: top.iter().map(row).collect(),
        })
    }

    /// What is to be clustered.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The forms, the most frequent first.
    #[must_use]
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    pub(crate) fn tokens(&self) -> &[u64] {
        &self.tokens
    }

    pub(crate) fn rows(&self) -> &[Vec<u64>] {
        &self.rows
    }
}

/// An item as it is most often written.
fn shown(table: &FrequencyTable, item: usize) -> String {
    table.label(item).unwrap_or_else(|| table.form(item))
}

/// A hierarchy of clusters.
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    /// The forms by which members were compared, each as it is most often written, those that part them
    /// most first.
    pub features: Vec<String>,
    /// The members with their clusters, cluster by cluster, in the order of the members.
    pub members: Vec<ClusterMember>,
    /// The steps by which clusters were joined, the nearest first.
    pub steps: Vec<ClusterStep>,
}

/// A member and its cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterMember {
    /// The number of the cluster, from 1, the largest first.
    pub cluster: usize,
    /// The member.
    pub name: String,
}

/// Two clusters joined.
#[derive(Clone, Debug, PartialEq)]
pub struct ClusterStep {
    /// The name of a member, or # and the number of the step that made the cluster.
    pub first: String,
    /// The same of the other one.
    pub second: String,
    /// How far apart they were.
    pub distance: f64,
    /// How many members the joined cluster has.
    pub members: usize,
}

/// Clusters members by the forms that part them most.
///
/// The features are the forms that add most to chi-squared of the table of forms by members; the
/// distance of two members is the root of the Jensen-Shannon divergence of their features in bits
/// (a metric: Endres and Schindelin 2003), 1 where one has none of them; clusters are joined by the
/// mean distance of their members (UPGMA).
///
/// Cost: the square of the number of members, times the features.
///
/// # Errors
/// When there are fewer than two members or forms.
///
/// # Examples
/// ```
/// use siyaq_analysis::{ClusterOptions, FeatureTable, GroupTables, ItemOptions, cluster_features};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// let texts = [("a", "ماء نار"), ("b", "ثلج برد"), ("c", "نار ماء")];
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
/// # options.fields.push("source".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let tables = GroupTables::by_field(&selection, "source", &ItemOptions::default())?;
/// let mut options = ClusterOptions::default();
/// options.clusters = 2;
/// let table = FeatureTable::of_groups(&tables, options.candidates);
/// let found = cluster_features(&table, &options)?;
/// let members = found.members.iter().map(|member| (member.cluster, member.name.as_str()));
/// assert_eq!(members.collect::<Vec<_>>(), [(1, "a"), (1, "c"), (2, "b")]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn cluster_features(
    table: &FeatureTable,
    options: &ClusterOptions,
) -> Result<Clusters, AnalysisError> {
    let members = table.names.len();
    let parts = compare_parts(&table.rows)
        .map_err(|_| AnalysisErrorKind::TooFewGroups { found: members })?;
    let mut order: Vec<usize> = (0..table.rows.len()).collect();
    let weight = |place: &usize| parts.by_word.get(*place).copied().unwrap_or(0.0);
    order.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    order.truncate(options.features.max(1));
    let column = |member: usize| -> Vec<u64> {
        let of = |place: &usize| table.rows.get(*place)?.get(member).copied();
        order.iter().filter_map(of).collect()
    };
    let columns: Vec<Vec<u64>> = (0..members).map(column).collect();
    let distances: Vec<f64> = columns
        .par_iter()
        .enumerate()
        .flat_map_iter(|(place, first)| {
            columns.iter().skip(place + 1).map(move |second| {
                jensen_shannon(first, second, LogBase::Two).map_or(1.0, f64::sqrt)
            })
        })
        .collect();
    let features = order.iter().filter_map(|place| table.forms.get(*place).cloned()).collect();
    Ok(linked(&table.names, distances, options.clusters, features))
}

/// The clusters that follow from the distances of all pairs, those of the first member first.
pub(crate) fn linked(
    names: &[String],
    mut distances: Vec<f64>,
    clusters: usize,
    features: Vec<String>,
) -> Clusters {
    let members = names.len();
    let joins = linkage(&mut distances, members, Method::Average);
    let name = |cluster: usize| match names.get(cluster) {
        Some(name) => name.clone(),
        None => format!("#{}", cluster - members + 1),
    };
    let steps: Vec<ClusterStep> = joins
        .steps()
        .iter()
        .map(|step| ClusterStep {
            first: name(step.cluster1),
            second: name(step.cluster2),
            distance: step.dissimilarity,
            members: step.size,
        })
        .collect();
    let pairs = joins.steps().iter().map(|step| (step.cluster1, step.cluster2));
    let joined = members.saturating_sub(clusters.max(1));
    let numbers = divided(members, pairs.take(joined));
    let mut found: Vec<ClusterMember> = numbers
        .into_iter()
        .zip(names)
        .map(|(cluster, name)| ClusterMember { cluster, name: name.clone() })
        .collect();
    found.sort_by_key(|member| member.cluster);
    Clusters { features, members: found, steps }
}

/// The number of the cluster of every member after some joins: the largest is 1, ties by the first
/// member.
fn divided(members: usize, joins: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    // A cluster made by a step has the number of members and earlier steps.
    let mut clusters: Vec<Option<Vec<usize>>> = (0..members).map(|own| Some(vec![own])).collect();
    for (first, second) in joins {
        let mut taken = |place: usize| clusters.get_mut(place).and_then(Option::take);
        let mut all = taken(first).unwrap_or_default();
        all.extend(taken(second).unwrap_or_default());
        all.sort_unstable();
        clusters.push(Some(all));
    }
    let mut left: Vec<Vec<usize>> = clusters.into_iter().flatten().collect();
    left.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    let mut numbers = vec![0; members];
    for (number, cluster) in (1..).zip(left) {
        for member in cluster {
            if let Some(slot) = numbers.get_mut(member) {
                *slot = number;
            }
        }
    }
    numbers
}
