//! Many corpora at once: each against the others together.

use crate::keyness::counter::ItemCounter;
use crate::keyness::items::ItemOptions;
use crate::keyness::join::Joined;
use crate::keyness::keywords::{KeyUnit, KeywordOptions, KeywordRow, keywords};
use crate::keyness::measure::KeynessMeasure;
use crate::keyness::table::FrequencyTable;
use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_count::Selection;
use siyaq_stats::{Contingency, Measure};
use std::collections::{BTreeMap, BTreeSet};

/// The frequencies of several corpora, or of the parts of one.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupTables {
    groups: Vec<(String, FrequencyTable)>,
}

impl GroupTables {
    /// Several corpora by their names.
    #[must_use]
    pub fn new(groups: Vec<(String, FrequencyTable)>) -> Self {
        Self { groups }
    }

    /// The documents of each value of a metadata field, or the ranges of each value of an attribute of a
    /// structure (`field.name`: titles and bodies), values in their own order. What has no value, and
    /// values without counted tokens, are left out.
    ///
    /// Cost: one pass over the tokens for all values together.
    ///
    /// # Errors
    /// When the field does not exist, or the items cannot be counted.
    pub fn by_field(
        selection: &Selection<'_>,
        field: &str,
        options: &ItemOptions,
    ) -> Result<Self, AnalysisError> {
        let parts = selection.corpus().parts_by(field, selection.part())?;
        let counter = ItemCounter::new(selection);
        let (names, parts): (Vec<String>, Vec<Selection<'_>>) = parts
            .into_iter()
            .map(|(value, part)| (value.to_string(), selection.of_part(part)))
            .unzip();
        let tables = counter.count_together(&parts, options)?;
        let groups = names.into_iter().zip(tables);
        Ok(Self { groups: groups.filter(|(_, table)| table.tokens() > 0).collect() })
    }

    /// The names and tables.
    #[must_use]
    pub fn groups(&self) -> &[(String, FrequencyTable)] {
        &self.groups
    }

    pub(crate) fn joined(&self) -> Joined<'_> {
        let tables: Vec<&FrequencyTable> = self.groups.iter().map(|(_, table)| table).collect();
        Joined::new(&tables)
    }
}

/// The keywords of each group against all others.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupKeywords {
    /// The groups with their tokens.
    pub groups: Vec<(String, u64)>,
    /// What was compared.
    pub by: KeyUnit,
    /// How many items were tested in each group.
    pub tests: Vec<u64>,
    /// Rows that there were before all but the first of each group were left out.
    pub found: u64,
    /// Of those, the rows whose texts contradict the frequencies; see [`Keywords::contradicted`].
    ///
    /// [`Keywords::contradicted`]: crate::Keywords::contradicted
    pub contradicted: u64,
    /// For each group, the median lengths of its texts and of those of all others, where they are known.
    pub text_lengths: Vec<Option<(u64, u64)>>,
    /// The measures of the rows.
    pub measures: Vec<KeynessMeasure>,
    /// Whether the rows have bootstrap intervals.
    pub bootstrap: bool,
    /// The keywords, group by group, each the strongest first.
    pub rows: Vec<GroupKeywordRow>,
}

/// A keyword of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupKeywordRow {
    /// The name of the group.
    pub group: String,
    /// The keyword; the reference is all other groups.
    pub keyword: KeywordRow,
}

/// Compares each group with all others together; q-values are adjusted within a group.
///
/// Cost: that of [`keywords`] for each group, and a sum of all others.
///
/// # Errors
/// As [`keywords`]; and when there are fewer than two groups.
///
/// # Examples
/// ```
/// use siyaq_analysis::{Direction, GroupTables, ItemOptions, KeywordOptions, group_keywords};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// let texts = [("economy", "سعر النفط سعر الغاز"), ("sport", "فاز الفريق فاز المنتخب")];
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
/// let mut options = KeywordOptions::default();
/// (options.min_freq, options.direction) = (2, Direction::Positive);
/// let found = group_keywords(&tables, &options)?;
/// let rows = found.rows.iter().map(|row| (row.group.as_str(), row.keyword.form.as_str()));
/// assert_eq!(rows.collect::<Vec<_>>(), [("economy", "سعر"), ("sport", "فاز")]);
/// let first = &found.rows[0].keyword;
/// assert_eq!((first.freq_target, first.freq_reference), (2, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn group_keywords(
    tables: &GroupTables,
    options: &KeywordOptions,
) -> Result<GroupKeywords, AnalysisError> {
    let groups = tables.groups();
    if groups.len() < 2 {
        return Err(AnalysisErrorKind::TooFewGroups { found: groups.len() }.into());
    }
    let (mut rows, mut tests, mut text_lengths) = (Vec::new(), Vec::new(), Vec::new());
    let (mut all, mut contradicted) = (0, 0);
    for (place, (name, table)) in groups.iter().enumerate() {
        let others = groups.iter().enumerate().filter(|(other, _)| *other != place);
        let others: Vec<&FrequencyTable> = others.map(|(_, (_, table))| table).collect();
        let found = keywords(table, &FrequencyTable::sum(&others), options)?;
        tests.push(found.tests);
        text_lengths.push(found.text_lengths);
        all += found.found;
        contradicted += found.contradicted;
        let row = |keyword| GroupKeywordRow { group: name.clone(), keyword };
        rows.extend(found.rows.into_iter().map(row));
    }
    Ok(GroupKeywords {
        groups: groups.iter().map(|(name, table)| (name.clone(), table.tokens())).collect(),
        by: options.by,
        tests,
        found: all,
        contradicted,
        text_lengths,
        measures: options.measures.clone(),
        bootstrap: options.bootstrap.is_some(),
        rows,
    })
}

/// A value for each form and group, to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct KeynessMap {
    /// What was compared.
    pub by: KeyUnit,
    /// The groups.
    pub groups: Vec<String>,
    /// The forms as each is most often written, those of the first group first.
    pub labels: Vec<String>,
    /// For each form, its log ratio in each group against all others.
    pub log_ratios: Vec<Vec<Option<f64>>>,
}

/// The log ratios in all groups of the first `per_group` keywords of each that are more frequent
/// there, as many as there are: of tokens or of documents, as the keywords were found by.
///
/// # Examples
/// ```
/// use siyaq_analysis::{GroupTables, ItemOptions, KeywordOptions, group_keywords, keyness_map};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// let texts = [("economy", "سعر سعر النفط الغاز"), ("sport", "سعر اللاعب فاز الفريق")];
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
/// let mut options = KeywordOptions::default();
/// options.min_freq = 2;
/// let map = keyness_map(&tables, &group_keywords(&tables, &options)?, 10);
/// // Twice as frequent in four words on economy as in four on sport.
/// assert_eq!((map.labels, map.groups), (vec!["سعر".into()], vec!["economy".into(), "sport".into()]));
/// assert_eq!(map.log_ratios, [[Some(1.0), Some(-1.0)]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn keyness_map(tables: &GroupTables, found: &GroupKeywords, per_group: usize) -> KeynessMap {
    let groups = tables.groups();
    let sizes: Vec<u64> = groups.iter().map(|(_, table)| size(table, found.by)).collect();
    let all: u64 = sizes.iter().sum();
    let ratio = |freq: u64, sum: u64, size: u64| {
        Measure::LogRatio.score(&Contingency::keyness(freq, sum - freq, size, all - size).ok()?)
    };
    let mut forms: Vec<(String, String)> = Vec::new();
    for ((group, _), size) in found.groups.iter().zip(&sizes) {
        let own = found.rows.iter().filter(|row| row.group == *group);
        let more = own.filter(|row| {
            let KeywordRow { freq_target, freq_reference, .. } = row.keyword;
            let (target, reference) = match found.by {
                KeyUnit::Tokens => (freq_target, freq_reference),
                KeyUnit::Documents => (
                    row.keyword.doc_freq_target.unwrap_or(0),
                    row.keyword.doc_freq_reference.unwrap_or(0),
                ),
            };
            u128::from(target) * u128::from(all - size) > u128::from(reference) * u128::from(*size)
        });
        for row in more.take(per_group) {
            if !forms.iter().any(|(form, _)| *form == row.keyword.form) {
                forms.push((row.keyword.form.clone(), row.keyword.label.clone()));
            }
        }
    }
    let joined = tables.joined();
    let mut ratios: BTreeMap<String, Vec<Option<f64>>> = BTreeMap::new();
    let wanted: BTreeSet<&str> = forms.iter().map(|(form, _)| form.as_str()).collect();
    for item in 0..joined.len() {
        let form = joined.form(item);
        if !wanted.contains(form.as_str()) {
            continue;
        }
        let counts = (0..groups.len()).map(|group| joined.counts(item, group));
        let freqs: Vec<u64> = counts
            .map(|(freq, doc_freq)| match found.by {
                KeyUnit::Tokens => freq,
                KeyUnit::Documents => doc_freq.unwrap_or(0),
            })
            .collect();
        let sum: u64 = freqs.iter().sum();
        let values = freqs.iter().zip(&sizes).map(|(freq, size)| ratio(*freq, sum, *size));
        ratios.insert(form, values.collect());
    }
    let values = |(form, _): &(String, String)| ratios.get(form).cloned().unwrap_or_default();
    let log_ratios = forms.iter().map(values).collect();
    let groups = groups.iter().map(|(name, _)| name.clone()).collect();
    let labels = forms.into_iter().map(|(_, label)| label).collect();
    KeynessMap { by: found.by, groups, labels, log_ratios }
}

/// How many tokens or documents a table is of.
fn size(table: &FrequencyTable, by: KeyUnit) -> u64 {
    match by {
        KeyUnit::Tokens => table.tokens(),
        KeyUnit::Documents => table.documents().unwrap_or(0),
    }
}
