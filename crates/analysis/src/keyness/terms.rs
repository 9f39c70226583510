//! Terms of groups by tf-idf.

use crate::keyness::groups::GroupTables;
use crate::keyness::table::FrequencyTable;
use crate::rank::{by_score, per_million};
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_count::Selection;
use siyaq_stats::{TfIdf, Undefined};

/// Among what a word is rare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RareAmong {
    /// Among the groups.
    #[default]
    Groups,
    /// Among the documents of all groups.
    Documents,
}

/// How terms are weighed.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TermOptions {
    /// The formula.
    pub formula: TfIdf,
    /// Among what a word is rare.
    pub among: RareAmong,
    /// The least frequency of a term in its group.
    pub min_freq: u64,
    /// Of each group at most so many terms, the heaviest.
    pub per_group: Option<usize>,
}

/// The terms of groups.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupTerms {
    /// How they were weighed.
    pub options: TermOptions,
    /// The groups with their tokens.
    pub groups: Vec<(String, u64)>,
    /// How many groups or documents there are, among which words are rare.
    pub among: u64,
    /// The terms, group by group, the heaviest first; ties by frequency, then by the bytes of the form.
    pub rows: Vec<TermRow>,
}

/// A term of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct TermRow {
    /// The place of the group.
    pub group: usize,
    /// The form.
    pub form: String,
    /// The form as it is most often written.
    pub label: String,
    /// Its frequency in the group.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
    /// How many groups, or documents, have it.
    pub with: u64,
    /// Its rarity.
    pub inverse: Result<f64, Undefined>,
    /// Its weight.
    pub weight: Result<f64, Undefined>,
}

/// An item in the groups that have it, by their places.
struct Item {
    groups: Vec<(usize, u64)>,
    with: u64,
}

/// The terms of several corpora, or parts of one, by tf-idf.
///
/// Cost: a comparison of the vocabularies, and a weight for each item and group that has it.
///
/// # Errors
/// When there are fewer than two groups, or rarity among documents is wanted and they are not known.
///
/// # Examples
/// ```
/// use siyaq_analysis::{GroupTables, ItemOptions, TermOptions, group_terms};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// let texts = [("economy", "خبر عن النفط"), ("sport", "خبر عن الفريق")];
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
/// # options.fields.push("section".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let tables = GroupTables::by_field(&selection, "section", &ItemOptions::default())?;
/// let mut options = TermOptions::default();
/// options.per_group = Some(1);
/// let found = group_terms(&tables, &options)?;
/// let rows = found.rows.iter().map(|row| (row.group, row.form.as_str(), row.with));
/// // Words of both groups weigh nothing.
/// assert_eq!(rows.collect::<Vec<_>>(), [(0, "النفط", 1), (1, "الفريق", 1)]);
/// assert_eq!(found.rows[0].weight, Ok(1.0)); // the logarithm of two groups by one, to the base 2
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn group_terms(
    tables: &GroupTables,
    options: &TermOptions,
) -> Result<GroupTerms, AnalysisError> {
    let groups = tables.groups();
    let documents = groups.iter().map(|(_, table)| table.documents()).sum::<Option<u64>>();
    let joined = tables.joined();
    let item = |item: usize| {
        let counts = (0..groups.len()).map(|group| joined.counts(item, group));
        let own: Vec<(usize, (u64, Option<u64>))> =
            counts.enumerate().filter(|(_, (freq, _))| *freq > 0).collect();
        let with = match options.among {
            RareAmong::Groups => own.len() as u64,
            RareAmong::Documents => own.iter().map(|(_, (_, docs))| docs.unwrap_or(0)).sum(),
        };
        Item { groups: own.into_iter().map(|(group, (freq, _))| (group, freq)).collect(), with }
    };
    let among = match options.among {
        RareAmong::Groups => groups.len() as u64,
        RareAmong::Documents => {
            documents.ok_or(AnalysisErrorKind::NoDocuments { what: "target" })?
        }
    };
    let sizes = groups.iter().map(|(name, table)| (name.clone(), table.tokens())).collect();
    let form = |item| (joined.form(item), joined.label(item));
    weighed(sizes, among, joined.len(), item, form, options)
}

/// The terms of each document that has tokens, by tf-idf. The table must have been made of the selection,
/// with texts.
///
/// # Errors
/// When the table has no texts, or there are fewer than two documents.
///
/// # Examples
/// ```
/// use siyaq_analysis::{ItemCounter, ItemOptions, TermOptions, document_terms};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["خبر عن النفط", "خبر عن الفريق"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let table = ItemCounter::new(&selection).count(&selection, &ItemOptions::default().texts(true))?;
/// let found = document_terms(&selection, &table, &TermOptions::default())?;
/// assert_eq!((found.among, found.rows.len()), (2, 6));
/// let first = &found.rows[0];
/// assert_eq!((first.form.as_str(), first.freq, first.with), ("النفط", 1, 1));
/// assert_eq!(found.rows[1].weight, Ok(0.0)); // a word of both documents
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn document_terms(
    selection: &Selection<'_>,
    table: &FrequencyTable,
    options: &TermOptions,
) -> Result<GroupTerms, AnalysisError> {
    let no_texts = AnalysisErrorKind::NoTexts { what: "table" };
    let sizes = table.text_sizes().ok_or(no_texts)?.sizes();
    let documents = selection.corpus().documents()?;
    let ids = selection.document_sizes().documents().iter();
    let groups: Vec<(String, u64)> =
        ids.zip(sizes).map(|(doc, size)| (documents.id(*doc).to_owned(), *size)).collect();
    let among = sizes.iter().filter(|size| **size > 0).count() as u64;
    let item = |item: usize| {
        let counts = table.text_counts(Some(item)).iter();
        let groups: Vec<(usize, u64)> =
            counts.map(|(text, freq)| (*text as usize, *freq)).collect();
        Item { with: groups.len() as u64, groups }
    };
    let form = |item| {
        let form = table.form(item);
        let label = table.label(item).unwrap_or_else(|| form.clone());
        (form, label)
    };
    weighed(groups, among, table.len(), item, form, options)
}

fn weighed(
    groups: Vec<(String, u64)>,
    among: u64,
    items: usize,
    item: impl Fn(usize) -> Item + Sync,
    form: impl Fn(usize) -> (String, String) + Sync,
    options: &TermOptions,
) -> Result<GroupTerms, AnalysisError> {
    if groups.iter().filter(|(_, tokens)| *tokens > 0).count() < 2 {
        return Err(AnalysisErrorKind::TooFewGroups { found: groups.len() }.into());
    }
    let rows_of = |place: usize| {
        let found = item(place);
        let (form, label) = form(place);
        let formula = options.formula;
        let kept: Vec<(usize, u64)> =
            found.groups.into_iter().filter(|(_, freq)| *freq >= options.min_freq).collect();
        kept.into_iter()
            .map(|(group, freq)| {
                let tokens = groups.get(group).map_or(0, |(_, tokens)| *tokens);
                TermRow {
                    group,
                    form: form.clone(),
                    label: label.clone(),
                    freq,
                    per_million: per_million(freq, tokens),
                    with: found.with,
                    inverse: formula.inverse_frequency(found.with, among),
                    weight: formula.weight((freq, tokens), (found.with, among)),
                }
            })
            .collect::<Vec<TermRow>>()
    };
    // The items come in the order of their words, which the sort keeps among equals.
    let mut rows: Vec<TermRow> = (0..items).into_par_iter().flat_map_iter(rows_of).collect();
    rows.par_sort_by(|a, b| {
        let heavier = by_score(a.weight.ok(), b.weight.ok());
        a.group.cmp(&b.group).then(heavier).then_with(|| b.freq.cmp(&a.freq))
    });
    if let Some(most) = options.per_group {
        let (mut group, mut shown) = (usize::MAX, 0);
        rows.retain(|row| {
            shown = if row.group == group { shown + 1 } else { 1 };
            group = row.group;
            shown <= most
        });
    }
    Ok(GroupTerms { options: options.clone(), groups, among, rows })
}
