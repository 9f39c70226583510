//! Keywords: the items whose frequencies in a target and a reference differ, ranked.

use crate::dispersion::BootstrapInterval;
use crate::keyness::join::Joined;
use crate::keyness::measure::{KeynessMeasure, KeynessTest, TextMeasure, WordInTexts, tendency};
use crate::keyness::regression::TextModel;
use crate::keyness::table::FrequencyTable;
use crate::rank::{by_score, per_million, rank_place};
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_stats::{
    BootstrapOptions, Contingency, Correction, GroupEffect, Level, Measure, Undefined,
    WordsInTexts, bootstrap_log_ratios, p_value,
};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The measures of keyness that are computed unless others are named; where both corpora have their
/// texts, with [`DEFAULT_TEXT_KEYNESS`].
pub const DEFAULT_KEYNESS: [Measure; 4] = [
    Measure::LogLikelihood4,
    Measure::LogRatio,
    Measure::LogRatioCiLow { level: Level::NINETY_FIVE },
    Measure::LogRatioCiHigh { level: Level::NINETY_FIVE },
];

/// What stands beside them where texts are known, since tokens are not drawn one by one: the evidence of
/// texts that have a word, and of its frequency in each.
pub const DEFAULT_TEXT_KEYNESS: [TextMeasure; 2] =
    [TextMeasure::TextDispersion, TextMeasure::MannWhitneyZ];

/// Which keywords are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Direction {
    /// Those more frequent in the target.
    Positive,
    /// Those more frequent in the reference.
    Negative,
    /// Both; the sign of the log ratio tells them apart.
    #[default]
    Both,
    /// Lock words: those of which the 95 % interval of the log ratio shows that it is at most so
    /// far from 0, ranked by how far it may be. They occur on both sides with the least frequency.
    ///
    /// Baker (2011), "Times may change, but we will always have money"; the interval makes sure
    /// that a word is not equal by want of evidence.
    Lock {
        /// The greatest distance of the log ratio from 0.
        bound: f64,
    },
}

/// What is compared: how many tokens, or how many documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum KeyUnit {
    /// The frequency of an item, among the tokens.
    #[default]
    Tokens,
    /// The documents that have an item, among the documents (text dispersion keyness).
    Documents,
}

/// How keywords are found and ranked.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeywordOptions {
    /// The measures, in the order of their columns.
    pub measures: Vec<KeynessMeasure>,
    /// The measure that ranks; the first where none is named.
    pub sort: Option<KeynessMeasure>,
    /// What measures of one table compare.
    pub by: KeyUnit,
    /// The least frequency, in the target or in the reference, of an item that is kept.
    pub min_freq: u64,
    /// The least number of documents, in the target or in the reference, of an item that is kept.
    pub min_doc_freq: u64,
    /// Which keywords are wanted.
    pub direction: Direction,
    /// The test that p-values are of.
    pub test: KeynessTest,
    /// The greatest adjusted p-value of an item that is kept; 1 keeps all.
    pub max_q: f64,
    /// How p-values are adjusted. The number of tests is that of all items of both corpora, before the
    /// minimum frequency is looked at.
    pub correction: Correction,
    /// Words that are no items, though their tokens count in the sizes of the corpora: an item of several
    /// words goes when its first or its last is one of them.
    pub leave_out: BTreeSet<String>,
    /// The most rows that are kept.
    pub top: Option<usize>,
    /// Bootstrap intervals of the log ratio over texts, for the rows that are kept.
    pub bootstrap: Option<BootstrapOptions>,
    /// What regressions take the groups of texts for, if the tables have any.
    pub effect: GroupEffect,
}

impl Default for KeywordOptions {
    fn default() -> Self {
        Self {
            measures: DEFAULT_KEYNESS.map(KeynessMeasure::Table).to_vec(),
            sort: None,
            by: KeyUnit::Tokens,
            min_freq: 5,
            min_doc_freq: 1,
            direction: Direction::Both,
            test: KeynessTest::default(),
            max_q: 1.0,
            correction: Correction::BenjaminiHochberg,
            leave_out: BTreeSet::new(),
            top: None,
            bootstrap: None,
            effect: GroupEffect::Fixed,
        }
    }
}

impl KeywordOptions {
    /// Whether both tables must have been made with their texts.
    #[must_use]
    pub fn needs_texts(&self) -> bool {
        let measures = self.measures.iter().any(|measure| measure.needs_texts());
        measures || self.test.needs_texts() || self.bootstrap.is_some()
    }

    /// Whether both tables must have been made with the distances between occurrences.
    #[must_use]
    pub fn needs_gaps(&self) -> bool {
        self.measures.iter().any(|measure| measure.needs_gaps())
    }

    fn has_regressions(&self) -> bool {
        let test = matches!(self.test, KeynessTest::Regression(_));
        test || self.measures.iter().any(|measure| measure.is_regression())
    }
}

/// Keywords.
#[derive(Clone, Debug, PartialEq)]
pub struct Keywords {
    /// Tokens of the target.
    pub tokens_target: u64,
    /// Tokens of the reference.
    pub tokens_reference: u64,
    /// Items that were tested.
    pub tests: u64,
    /// Rows that there were before all but the first were left out.
    pub found: u64,
    /// Of those, the rows whose texts contradict the frequencies of both corpora: a test over texts says
    /// with p below 0.05 that there is a difference, the other way round. The p of the row is 1.
    pub contradicted: u64,
    /// The median length in tokens of the texts of the target and of the reference, where they are
    /// known. A rank test takes what is equally frequent for more frequent where texts are longer.
    pub text_lengths: Option<(u64, u64)>,
    /// Texts of the target and of the reference, where documents are compared.
    pub texts: Option<(u64, u64)>,
    /// The measures of the rows.
    pub measures: Vec<KeynessMeasure>,
    /// Whether the rows have bootstrap intervals.
    pub bootstrap: bool,
    /// The items, the strongest first; ties by frequency, then by the bytes of the form.
    pub rows: Vec<KeywordRow>,
}

/// One item.
#[derive(Clone, Debug, PartialEq)]
pub struct KeywordRow {
    /// The form; the words of an n-gram are joined by one space.
    pub form: String,
    /// The same as it is most often written.
    pub label: String,
    /// Its frequency in the target.
    pub freq_target: u64,
    /// Its frequency in the reference.
    pub freq_reference: u64,
    /// The first in a million tokens.
    pub per_million_target: Option<f64>,
    /// The second in a million tokens.
    pub per_million_reference: Option<f64>,
    /// Documents of the target that have it, where they are known.
    pub doc_freq_target: Option<u64>,
    /// Documents of the reference that have it, where they are known.
    pub doc_freq_reference: Option<u64>,
    /// The scores, in the order of the measures, or why there is none.
    pub scores: Vec<Result<f64, Undefined>>,
    /// The decimal logarithm of the p-value, also where p is too small for a number. Of a test over
    /// texts p is 1 where the texts point the other way than the two frequencies.
    pub log10_p: Result<f64, Undefined>,
    /// The same, adjusted.
    pub log10_q: Result<f64, Undefined>,
    /// The bootstrap interval of the log ratio, when it was asked for.
    pub interval: Option<Result<BootstrapInterval, Undefined>>,
}

impl KeywordRow {
    /// The p-value.
    ///
    /// # Errors
    /// Why there is none; below [`LEAST_P`](siyaq_stats::LEAST_P) there is its logarithm only.
    pub fn p(&self) -> Result<f64, Undefined> {
        self.log10_p.and_then(p_value)
    }

    /// The adjusted p-value.
    ///
    /// # Errors
    /// As [`KeywordRow::p`].
    pub fn q(&self) -> Result<f64, Undefined> {
        self.log10_q.and_then(p_value)
    }
}

/// A row on its way, with its place among the items.
struct Scored {
    item: usize,
    freqs: (u64, u64),
    table: Contingency,
    /// Of the measure that ranks.
    score: Option<f64>,
    /// Whether its texts say the opposite.
    contradicted: bool,
    log10_p: Result<f64, Undefined>,
    log10_q: Result<f64, Undefined>,
}

/// Compares the frequencies of a target with those of a reference.
///
/// Cost: a comparison of the vocabularies, which tables of one [`ItemCounter`](crate::ItemCounter)
/// share, and a table for each item with the least frequency, with its test and the measure that ranks;
/// the other measures are computed for the rows that stay. Bootstrap intervals cost, for
/// some dozen replicates together, a read for every text of every row, and eight bytes for each row and
/// replicate, 256 megabytes at most.
///
/// # Errors
/// When one of them has no tokens, the rows are to be ranked by a measure that is not computed,
/// documents or texts are needed and not known.
///
/// # Examples
/// ```
/// use siyaq_analysis::{GroupTables, ItemOptions, KeynessMeasure, KeywordOptions, keywords};
/// # use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
/// use siyaq_stats::Measure;
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
/// let [(_, economy), (_, sport)] = tables.groups() else { panic!("two sections") };
/// let mut options = KeywordOptions::default();
/// (options.min_freq, options.measures) = (2, vec![KeynessMeasure::Table(Measure::LogRatio)]);
/// let found = keywords(economy, sport, &options)?;
/// let row = &found.rows[0];
/// assert_eq!((row.form.as_str(), row.freq_target, row.freq_reference), ("سعر", 2, 1));
/// assert_eq!((found.rows.len(), found.tests, row.scores[0]), (1, 6, Ok(1.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn keywords(
    target: &FrequencyTable,
    reference: &FrequencyTable,
    options: &KeywordOptions,
) -> Result<Keywords, AnalysisError> {
    let rank = rank_place(&options.measures, options.sort)?;
    check(target, reference, options)?;
    let joined = Joined::new(&[target, reference]);
    let kept = |item: &usize| {
        options.leave_out.is_empty() || !left_out(&joined.form(*item), &options.leave_out)
    };
    let items: Vec<usize> = (0..joined.len()).filter(kept).collect();
    let tests = joined.looked_at() - (joined.len() - items.len()) as u64;
    // Intervals that hold for the whole table are widened for all of its tests; the columns keep the
    // names that were asked for.
    let widened = KeywordOptions {
        measures: options.measures.iter().map(|measure| measure.for_tests(tests)).collect(),
        ..options.clone()
    };
    let model = options.has_regressions().then(|| TextModel::new(&joined, options.effect));
    let model = model.flatten();
    let mut rows = items
        .into_par_iter()
        .filter(|item| frequent(&joined, *item, options))
        .map(|item| scored(&joined, item, model.as_ref(), (rank, &widened)))
        .collect::<Result<Vec<_>, AnalysisError>>()?;
    let log10_p: Vec<Result<f64, Undefined>> = rows.iter().map(|row| row.log10_p).collect();
    for (row, q) in rows.iter_mut().zip(options.correction.adjust_log10(&log10_p, tests)) {
        row.log10_q = q;
    }
    rows.retain(|row| wanted(row, options));
    // The items are in the order of their words, which the sort keeps among equals.
    match options.direction {
        Direction::Lock { .. } => rows.par_sort_by(|a, b| {
            let nearer = reach(&a.table).partial_cmp(&reach(&b.table));
            nearer.unwrap_or(Ordering::Equal).then_with(|| b.freqs.0.cmp(&a.freqs.0))
        }),
        _ => {
            rows.par_sort_by(|a, b| {
                by_score(a.score, b.score).then_with(|| b.freqs.0.cmp(&a.freqs.0))
            });
        }
    }
    let found = rows.len() as u64;
    let contradicted = rows.iter().filter(|row| row.contradicted).count() as u64;
    rows.truncate(options.top.unwrap_or(usize::MAX));
    let finished = |row: Scored| (row.item, finished(&joined, row, model.as_ref(), &widened));
    let mut rows: Vec<(usize, KeywordRow)> = rows.into_par_iter().map(finished).collect();
    if let Some(bootstrap) = &options.bootstrap {
        add_intervals(&joined, &mut rows, bootstrap);
    }
    Ok(Keywords {
        tokens_target: target.tokens(),
        tokens_reference: reference.tokens(),
        tests,
        found,
        contradicted,
        text_lengths: target.median_text().zip(reference.median_text()),
        texts: match options.by {
            KeyUnit::Tokens => None,
            KeyUnit::Documents => target.documents().zip(reference.documents()),
        },
        measures: options.measures.clone(),
        bootstrap: options.bootstrap.is_some(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

fn check(
    target: &FrequencyTable,
    reference: &FrequencyTable,
    options: &KeywordOptions,
) -> Result<(), AnalysisError> {
    for (table, what) in [(target, "target"), (reference, "reference")] {
        if table.tokens() == 0 {
            return Err(AnalysisErrorKind::NoTokens { what }.into());
        }
        let by_documents = options.by == KeyUnit::Documents || options.min_doc_freq > 1;
        if by_documents && table.documents().is_none() {
            return Err(AnalysisErrorKind::NoDocuments { what }.into());
        }
        if options.needs_texts() && table.text_sizes().is_none() {
            return Err(AnalysisErrorKind::NoTexts { what }.into());
        }
        if options.needs_gaps() && !table.has_gaps() {
            return Err(AnalysisErrorKind::NoDistances { what }.into());
        }
    }
    Ok(())
}

fn frequent(joined: &Joined<'_>, item: usize, options: &KeywordOptions) -> bool {
    let (target, reference) = (joined.counts(item, 0), joined.counts(item, 1));
    let enough = match options.direction {
        Direction::Lock { .. } => target.0.min(reference.0),
        _ => target.0.max(reference.0),
    };
    let docs = target.1.unwrap_or(0).max(reference.1.unwrap_or(0));
    enough >= options.min_freq && (options.min_doc_freq <= 1 || docs >= options.min_doc_freq)
}

fn scored(
    joined: &Joined<'_>,
    item: usize,
    model: Option<&TextModel>,
    (rank, options): (Option<usize>, &KeywordOptions),
) -> Result<Scored, AnalysisError> {
    let (target, reference) = (joined.counts(item, 0), joined.counts(item, 1));
    let sizes = [0, 1].map(|table| joined.table(table));
    let (a, b, c, d) = match options.by {
        KeyUnit::Tokens => {
            let [c, d] = sizes.map(|table| table.map_or(0, FrequencyTable::tokens));
            (target.0, reference.0, c, d)
        }
        KeyUnit::Documents => {
            let [c, d] = sizes.map(|table| table.and_then(FrequencyTable::documents).unwrap_or(0));
            (target.1.unwrap_or(0), reference.1.unwrap_or(0), c, d)
        }
    };
    let table = Contingency::keyness(a, b, c, d)
        .map_err(|source| AnalysisErrorKind::Stats { form: joined.form(item), source })?;
    // A regression takes longer than all the rest, so that measures that neither rank nor test wait
    // until it is known which rows stay.
    let texts = in_texts(joined, item, model, options);
    let score = rank.and_then(|rank| options.measures.get(rank));
    let outcome = options.test.outcome(&table, texts.as_ref());
    Ok(Scored {
        item,
        freqs: (target.0, reference.0),
        table,
        score: score.and_then(|measure| measure.score(&table, texts.as_ref()).ok()),
        contradicted: outcome.is_ok_and(|outcome| outcome.contradicts),
        log10_p: outcome.map(|outcome| outcome.log10_p),
        log10_q: Err(Undefined::NotATest),
    })
}

/// An item in the texts of both, where something is asked for that looks at them.
fn in_texts<'j>(
    joined: &'j Joined<'_>,
    item: usize,
    model: Option<&'j TextModel>,
    options: &KeywordOptions,
) -> Option<WordInTexts<'j>> {
    let counts = |side: usize| joined.table(side)?.part_counts(joined.place(item, side));
    let texts = options.needs_texts().then(|| {
        let (target, reference) = counts(0).zip(counts(1))?;
        let mut word = WordInTexts::new(target, reference);
        if let Some(model) = model {
            let of = |side| Some(joined.table(side)?.text_counts(joined.place(item, side)));
            word = word.with_model(model, [0, 1].map(|side| of(side).unwrap_or_default()));
        }
        let gaps = |side: usize| joined.table(side)?.gaps(joined.place(item, side));
        if let Some((target, reference)) = gaps(0).zip(gaps(1)) {
            word = word.with_gaps(target, reference);
        }
        Some(word)
    });
    texts.flatten()
}

/// How far from 0 the log ratio may be, by its 95 % interval.
fn reach(table: &Contingency) -> f64 {
    let level = Level::NINETY_FIVE;
    let low = Measure::LogRatioCiLow { level }.score(table);
    let high = Measure::LogRatioCiHigh { level }.score(table);
    low.zip(high).map_or(f64::INFINITY, |(low, high)| low.abs().max(high.abs()))
}

fn wanted(row: &Scored, options: &KeywordOptions) -> bool {
    let direction = match options.direction {
        Direction::Positive => tendency(&row.table).is_gt(),
        Direction::Negative => tendency(&row.table).is_lt(),
        Direction::Both => true,
        Direction::Lock { bound } => reach(&row.table) <= bound,
    };
    let sure = options.max_q >= 1.0 || row.log10_q.is_ok_and(|q| q <= options.max_q.log10());
    direction && sure
}

/// Whether the first or the last word of an item is one of some words.
fn left_out(form: &str, words: &BTreeSet<String>) -> bool {
    let mut ends = form.split(' ');
    let ends = [ends.next(), ends.next_back()];
    ends.into_iter().flatten().any(|word| words.contains(word))
}

/// A row that stays, with all of its scores.
fn finished(
    joined: &Joined<'_>,
    row: Scored,
    model: Option<&TextModel>,
    options: &KeywordOptions,
) -> KeywordRow {
    let texts = in_texts(joined, row.item, model, options);
    let score = |measure: &KeynessMeasure| measure.score(&row.table, texts.as_ref());
    let rate = |side: usize, freq: u64| {
        joined.table(side).and_then(|table| per_million(freq, table.tokens()))
    };
    KeywordRow {
        form: joined.form(row.item),
        label: joined.label(row.item),
        freq_target: row.freqs.0,
        freq_reference: row.freqs.1,
        per_million_target: rate(0, row.freqs.0),
        per_million_reference: rate(1, row.freqs.1),
        doc_freq_target: joined.counts(row.item, 0).1,
        doc_freq_reference: joined.counts(row.item, 1).1,
        scores: options.measures.iter().map(score).collect(),
        log10_p: row.log10_p,
        log10_q: row.log10_q,
        interval: None,
    }
}

fn add_intervals(
    joined: &Joined<'_>,
    rows: &mut [(usize, KeywordRow)],
    options: &BootstrapOptions,
) {
    let side = |side: usize| {
        let table = joined.table(side)?;
        let of = |(item, _): &(usize, KeywordRow)| table.text_counts(joined.place(*item, side));
        Some((table.text_sizes()?.sizes(), rows.iter().map(of).collect::<Vec<_>>()))
    };
    let Some(((tokens, words), (other_tokens, other_words))) = side(0).zip(side(1)) else { return };
    let target = WordsInTexts { tokens, words: &words };
    let reference = WordsInTexts { tokens: other_tokens, words: &other_words };
    // Too few texts leave every row without an interval.
    let intervals = bootstrap_log_ratios(&target, &reference, options);
    let intervals = intervals.unwrap_or_else(|reason| vec![Err(reason); rows.len()]);
    for ((_, row), interval) in rows.iter_mut().zip(intervals) {
        row.interval = Some(interval.map(BootstrapInterval::from));
    }
}
