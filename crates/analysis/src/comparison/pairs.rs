//! Corpora in pairs: chi-squared, rank correlation, divergence; and each beside itself.

use crate::keyness::{FrequencyTable, GroupTables};
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_stats::{
    HomogeneityOptions, LogBase, TextWords, Undefined, compare_parts, frequent_in_all, homogeneity,
    jensen_shannon, most_frequent, similarity, spearman,
};

/// How corpora are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompareOptions {
    /// How many forms are compared: the most frequent ones of both together, and for the correlation of
    /// ranks those that are most frequent in both ([`frequent_in_all`]).
    pub words: usize,
    /// How often the texts of each corpus are halved at random, which needs tables with texts: each
    /// corpus is then compared with itself too. 0 compares the corpora as they are.
    pub splits: u32,
    /// The seed of the halves.
    pub seed: u64,
}

impl Default for CompareOptions {
    /// The 500 most frequent forms of the corpora as they are.
    fn default() -> Self {
        Self { words: 500, splits: 0, seed: 1 }
    }
}

/// Corpora compared in pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The corpora with their tokens.
    pub groups: Vec<(String, u64)>,
    /// Whether the numbers are means over random halves.
    pub halves: bool,
    /// Every pair once, in the order of the corpora.
    pub rows: Vec<ComparisonRow>,
}

/// Two corpora, or the halves of one.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonRow {
    /// The first.
    pub first: String,
    /// The second, the same one for the halves of one corpus.
    pub second: String,
    /// Chi-squared by degrees of freedom; low is alike, about 1 is chance.
    pub chi_squared_by_freedom: Result<f64, Undefined>,
    /// The standard deviation of the same over two divisions or more.
    pub deviation: Result<f64, Undefined>,
    /// Cramér's V of the same table; none for halves.
    pub cramer_v: Result<f64, Undefined>,
    /// Spearman's correlation of the ranks of forms that are frequent in both; high is alike.
    pub spearman: Result<f64, Undefined>,
    /// The Jensen-Shannon divergence in bits; low is alike.
    pub jensen_shannon: Result<f64, Undefined>,
}

/// Forms that random halves may choose from, for each that is compared.
const CHOICE: usize = 10;

/// Compares all pairs of corpora.
///
/// Kilgarriff (2001), "Comparing corpora": chi-squared and divergence over the most frequent forms of both
/// together, Spearman's correlation over as many that are frequent in both: the greatest sum chooses forms
/// that one of them has more often, which would push the correlation down; and the same of random halves,
/// since the difference between corpora means little unless it exceeds that within them. Halves choose
/// their most frequent forms among ten times as many that are the most frequent of all corpora together.
///
/// Cost: a sort of the forms for each pair; for halves, each text once for each pair and split.
///
/// # Errors
/// When there are fewer than two corpora (one is enough for halves), or halves are wanted of tables
/// without texts.
///
/// # Examples
/// ```
/// use siyaq_analysis::{CompareOptions, GroupTables, ItemOptions, compare};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// let texts = [("a", "ماء نار"), ("b", "نار ماء"), ("c", "ثلج برد")];
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
/// let found = compare(&tables, &CompareOptions::default())?;
/// let pair = |place: usize| (found.rows[place].first.as_str(), found.rows[place].second.as_str());
/// // The first two have the same words; the third shares none with them, which is a whole bit.
/// assert_eq!((pair(0), found.rows[0].jensen_shannon), (("a", "b"), Ok(0.0)));
/// assert_eq!((pair(1), found.rows[1].jensen_shannon), (("a", "c"), Ok(1.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compare(
    tables: &GroupTables,
    options: &CompareOptions,
) -> Result<Comparison, AnalysisError> {
    let groups = tables.groups();
    let halves = options.splits > 0;
    if groups.len() < 2 && !(halves && groups.len() == 1) {
        return Err(AnalysisErrorKind::TooFewGroups { found: groups.len() }.into());
    }
    let places = || (0..groups.len()).flat_map(|a| (a..groups.len()).map(move |b| (a, b)));
    let pairs: Vec<(usize, usize)> = places().filter(|(a, b)| halves || a != b).collect();
    let name = |place: usize| groups.get(place).map_or_else(String::new, |own| own.0.clone());
    let rows: Vec<ComparisonRow> = if halves {
        if groups.iter().any(|(_, table)| table.text_sizes().is_none()) {
            return Err(AnalysisErrorKind::NoTexts { what: "comparison" }.into());
        }
        let texts = texts_of(tables, options.words.saturating_mul(CHOICE));
        let row = |(a, b): (usize, usize)| of_halves(&texts, (a, b), options, &name);
        pairs.into_par_iter().map(row).collect()
    } else {
        let freqs = freqs_of(tables);
        let row = |(a, b): (usize, usize)| as_they_are(&freqs, (a, b), options, &name);
        pairs.into_par_iter().map(row).collect()
    };
    let groups = groups.iter().map(|(name, table)| (name.clone(), table.tokens())).collect();
    Ok(Comparison { groups, halves, rows })
}

/// For each corpus the frequencies of all items.
fn freqs_of(tables: &GroupTables) -> Vec<Vec<u64>> {
    let joined = tables.joined();
    let column = |group: usize| -> Vec<u64> {
        (0..joined.len()).map(|item| joined.counts(item, group).0).collect()
    };
    (0..tables.groups().len()).map(column).collect()
}

/// For each corpus its texts, with the most frequent items of all corpora alone.
fn texts_of(tables: &GroupTables, most: usize) -> Vec<Vec<TextWords>> {
    let joined = tables.joined();
    let freqs = freqs_of(tables);
    let sums: Vec<Vec<u64>> = (0..joined.len())
        .map(|item| vec![freqs.iter().filter_map(|own| own.get(item)).sum()])
        .collect();
    let mut chosen = most_frequent(&sums, most);
    chosen.sort_unstable();
    let texts = (0..tables.groups().len()).map(|group| {
        let table = joined.table(group);
        let sizes = table.and_then(FrequencyTable::text_sizes).map_or(0, |own| own.sizes().len());
        let mut texts: Vec<TextWords> = vec![Vec::new(); sizes];
        for (word, item) in (0u32..).zip(&chosen) {
            let counts = table.map_or(&[][..], |own| own.text_counts(joined.place(*item, group)));
            for (text, freq) in counts {
                if let Some(words) = texts.get_mut(*text as usize) {
                    words.push((word, *freq));
                }
            }
        }
        texts
    });
    texts.collect()
}

fn as_they_are(
    freqs: &[Vec<u64>],
    (a, b): (usize, usize),
    options: &CompareOptions,
    name: &impl Fn(usize) -> String,
) -> ComparisonRow {
    let (first, second) = (freqs.get(a), freqs.get(b));
    let both = first.into_iter().flatten().zip(second.into_iter().flatten());
    let all: Vec<Vec<u64>> = both.map(|(a, b)| vec![*a, *b]).filter(|row| row != &[0, 0]).collect();
    let chosen = |places: Vec<usize>| -> Vec<Vec<u64>> {
        places.iter().filter_map(|place| all.get(*place).cloned()).collect()
    };
    let rows = chosen(most_frequent(&all, options.words));
    let ranked = chosen(frequent_in_all(&all, options.words));
    let column = |rows: &[Vec<u64>], side: usize| -> Vec<u64> {
        rows.iter().filter_map(|row| row.get(side).copied()).collect()
    };
    let (x, y) = (column(&rows, 0), column(&rows, 1));
    let table = compare_parts(&rows);
    ComparisonRow {
        first: name(a),
        second: name(b),
        chi_squared_by_freedom: table
            .as_ref()
            .map_err(|reason| *reason)
            .map(|found| found.by_freedom),
        deviation: Err(Undefined::NoHalves),
        cramer_v: table.map(|found| found.cramer_v),
        spearman: spearman(&column(&ranked, 0), &column(&ranked, 1)),
        jensen_shannon: jensen_shannon(&x, &y, LogBase::Two),
    }
}

fn of_halves(
    texts: &[Vec<TextWords>],
    (a, b): (usize, usize),
    options: &CompareOptions,
    name: &impl Fn(usize) -> String,
) -> ComparisonRow {
    let halves = HomogeneityOptions::default()
        .words(options.words)
        .splits(options.splits)
        .seed(options.seed);
    let found = match (texts.get(a), texts.get(b)) {
        (Some(own), _) if a == b => homogeneity(own, &halves),
        (Some(first), Some(second)) => similarity(first, second, &halves),
        _ => Err(Undefined::Empty),
    };
    ComparisonRow {
        first: name(a),
        second: name(b),
        chi_squared_by_freedom: found.map(|own| own.chi_squared_by_freedom),
        deviation: found.and_then(|own| match own.splits {
            0 | 1 => Err(Undefined::TooFew),
            _ => Ok(own.deviation),
        }),
        cramer_v: Err(Undefined::Halved),
        spearman: found.map(|own| own.spearman),
        jensen_shannon: found.map(|own| own.jensen_shannon),
    }
}
