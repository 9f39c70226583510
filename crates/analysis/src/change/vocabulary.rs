//! What rose and what fell: the trends of a whole vocabulary.

use crate::change::periods::Periods;
use crate::sequence_labels::SequenceLabels;
use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_count::{NgramOccurrences, NgramOptions, Selection, map_ngrams};
use siyaq_stats::{
    BurstOptions, Correction, Level, SampleCount, Undefined, bursts, mann_kendall, pettitt,
    theil_sen,
};
use siyaq_types::{TermId, did_you_mean};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering as AtomicOrdering};

/// What changes are ranked by. Signed values by their size, unless only rises or falls are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChangeKey {
    /// `slope`: the change per million tokens and period, which the most frequent words lead.
    Slope,
    /// `relative_slope`: the change as a share of the mean frequency.
    RelativeSlope,
    /// `tau`: how steadily it rises or falls.
    Tau,
    /// `p`: the p-value of the trend, the smallest first; of equal ones, as in short series, that of the
    /// greatest relative slope.
    #[default]
    P,
    /// `change_p`: the p-value of the change of level, the smallest first.
    Change,
    /// `burst_weight`: the weight of the strongest burst.
    Burst,
}

impl ChangeKey {
    /// Every key, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::Slope, Self::RelativeSlope, Self::Tau, Self::P, Self::Change, Self::Burst];

    /// The name, which is that of its column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Slope => "slope",
            Self::RelativeSlope => "relative_slope",
            Self::Tau => "tau",
            Self::P => "p",
            Self::Change => "change_p",
            Self::Burst => "burst_weight",
        }
    }
}

impl fmt::Display for ChangeKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl FromStr for ChangeKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::name).join(", ");
        let found = Self::ALL.into_iter().find(|key| key.name() == text);
        let near = || did_you_mean(text, Self::ALL.map(Self::name));
        found.ok_or_else(|| format!("{text:?} is none of {}{}", known(), near()))
    }
}

/// Which changes are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Course {
    /// What becomes more frequent.
    Rising,
    /// What becomes less frequent.
    Falling,
    /// Both.
    #[default]
    Both,
}

/// How the vocabulary is tested.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChangeOptions {
    /// Words in an item: 1 for words, more for n-grams.
    pub n: usize,
    /// The least frequency of an item that is kept.
    pub min_freq: u64,
    /// The least number of documents of an item that is kept.
    pub min_doc_freq: u64,
    /// Which changes are wanted.
    pub course: Course,
    /// What they are ranked by.
    pub sort: ChangeKey,
    /// How p-values are adjusted. The number of tests is that of all items of dated documents, before
    /// the least frequency is looked at.
    pub correction: Correction,
    /// The greatest adjusted p-value of an item that is kept; 1 keeps all.
    pub max_q: f64,
    /// How bursts are told from chance.
    pub bursts: BurstOptions,
}

impl Default for ChangeOptions {
    /// Words of at least 20 occurrences in 5 documents, the surest trend first.
    fn default() -> Self {
        Self {
            n: 1,
            min_freq: 20,
            min_doc_freq: 5,
            course: Course::Both,
            sort: ChangeKey::default(),
            correction: Correction::BenjaminiHochberg,
            max_q: 1.0,
            bursts: BurstOptions::default(),
        }
    }
}

/// The changes of a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The periods.
    pub periods: Periods,
    /// How many tests were made: one for every different item of the dated documents, before the least
    /// frequency is looked at.
    pub tests: u64,
    /// The items in their order; ties by relative slope, then by frequency, then by the bytes of the
    /// words.
    pub rows: Vec<ChangeRow>,
}

/// The change of one item.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    /// The form; the words of an n-gram are joined by one space.
    pub form: String,
    /// The same as it is most often written.
    pub label: String,
    /// Its frequency in the dated documents.
    pub freq: u64,
    /// The dated documents that have it.
    pub doc_freq: u64,
    /// How often it occurs in each period.
    pub freqs: Vec<u64>,
    /// Kendall's tau of frequency and time.
    pub tau: Result<f64, Undefined>,
    /// The slope of Theil and Sen, per million tokens and period.
    pub slope: Result<f64, Undefined>,
    /// The lower end of its 95 % interval.
    pub slope_low: Result<f64, Undefined>,
    /// The upper end of its 95 % interval.
    pub slope_high: Result<f64, Undefined>,
    /// The slope by the mean frequency per million.
    pub relative_slope: Result<f64, Undefined>,
    /// The decimal logarithm of the p-value of Mann and Kendall.
    pub log10_p: Result<f64, Undefined>,
    /// The same, adjusted.
    pub log10_q: Result<f64, Undefined>,
    /// The first period after Pettitt's change of level.
    pub change: Option<String>,
    /// The p-value of that change.
    pub change_log10_p: Result<f64, Undefined>,
    /// The strongest burst.
    pub burst: Option<Burst>,
}

/// When an item was the talk of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Burst {
    /// The first period.
    pub from: String,
    /// The last period.
    pub to: String,
    /// How much better a burst explains these periods than the usual rate, in natural logarithms
    /// of likelihood.
    pub weight: f64,
}

/// Tests every word or n-gram of a selection for a trend, a change of level and bursts.
///
/// Frequencies are per million tokens of a period; periods without tokens, and documents without
/// an exact enough date, are left out. The number of different items, rare ones too, corrects the
/// p-values.
///
/// Mann (1945), Kendall (1975), Theil (1950), Sen (1968), Pettitt (1979), Kleinberg (2002).
///
/// Cost: a sort of the tokens; for each item the square of the number of periods.
///
/// # Errors
/// When there are fewer than two periods with tokens, or the items cannot be counted.
///
/// # Examples
/// ```
/// use siyaq_analysis::{ChangeOptions, Course, Period, Periods, vocabulary_changes};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// let texts = [("2010", "ماء نار نار نار"), ("2011", "ماء ماء نار نار"), ("2012", "ماء ماء ماء نار")];
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
/// let selection = Selection::new(&corpus, corpus.words());
/// let years = Periods::new(&selection, Period::Year, None)?;
/// let mut options = ChangeOptions::default();
/// (options.min_freq, options.min_doc_freq, options.course) = (1, 1, Course::Rising);
/// let found = vocabulary_changes(&selection, years, &options)?;
/// assert_eq!((found.tests, found.rows.len()), (2, 1));
/// let row = &found.rows[0];
/// assert_eq!((row.form.as_str(), row.freqs.as_slice()), ("ماء", [1, 2, 3].as_slice()));
/// assert_eq!((row.tau, row.slope), (Ok(1.0), Ok(250_000.0))); // one more in four words each year
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn vocabulary_changes(
    selection: &Selection<'_>,
    periods: Periods,
    options: &ChangeOptions,
) -> Result<Changes, AnalysisError> {
    let filled = periods.tokens().iter().filter(|tokens| **tokens > 0).count();
    if filled < 2 {
        return Err(AnalysisErrorKind::TooFewPeriods { found: filled }.into());
    }
    let ngrams = NgramOptions::new(options.n);
    let tests = AtomicU64::new(0);
    let lexicon = selection.layer().lexicon();
    let made = map_ngrams(selection, &ngrams, |found: NgramOccurrences<'_>| {
        let sums = periods.sums(found.parts);
        if sums.iter().any(|(freq, _)| *freq > 0) {
            // A sum does not depend on the order of its parts.
            tests.fetch_add(1, AtomicOrdering::Relaxed);
        }
        let row = change(&periods, sums, options)?;
        let words = found.ordinals.iter().map(|ordinal| lexicon.at_ordinal(*ordinal)).collect();
        // Most are too rare and are nothing, which is as large as a pointer.
        Some(Box::new(Item { words, freq: found.positions.len() as u64, row }))
    })?;
    let mut items: Vec<Item> = made.into_iter().flatten().map(|item| *item).collect();
    let tests = tests.into_inner();
    let log10_p: Vec<Result<f64, Undefined>> = items.iter().map(|item| item.row.log10_p).collect();
    for (item, q) in items.iter_mut().zip(options.correction.adjust_log10(&log10_p, tests)) {
        item.row.log10_q = q;
    }
    items.retain(|item| wanted(&item.row, options));
    // The items are in the order of their words, which the sort keeps among equals.
    items.sort_by(|Item { row: a, .. }, Item { row: b, .. }| {
        let first = by_key(a, b, options.sort);
        first.then_with(|| by_key(a, b, ChangeKey::RelativeSlope)).then_with(|| b.freq.cmp(&a.freq))
    });
    Ok(Changes { periods, tests, rows: spelt(selection, items)? })
}

/// An item with its words and its frequency in all documents of the selection, dated or not.
struct Item {
    words: Vec<TermId>,
    freq: u64,
    row: ChangeRow,
}

/// The rows with their forms, and as they are most often written.
fn spelt(selection: &Selection<'_>, items: Vec<Item>) -> Result<Vec<ChangeRow>, AnalysisError> {
    let rows = items.iter().map(|item| (item.words.as_slice(), Some(item.freq)));
    let labels = SequenceLabels::of_words(selection, rows)?;
    let spell = |item: Item| {
        let forms = item.words.iter().map(|form| labels.forms().key(*form));
        let form = forms.collect::<Vec<_>>().join(" ");
        let label = labels.words(&item.words).collect::<Vec<_>>().join(" ");
        ChangeRow { form, label, ..item.row }
    };
    Ok(items.into_iter().map(spell).collect())
}

/// The change of an item without its form; nothing if it has too few dated occurrences.
fn change(periods: &Periods, sums: Vec<(u64, u64)>, options: &ChangeOptions) -> Option<ChangeRow> {
    let freq = sums.iter().map(|(freq, _)| freq).sum();
    let doc_freq = sums.iter().map(|(_, docs)| docs).sum();
    if freq < options.min_freq || doc_freq < options.min_doc_freq {
        return None;
    }
    let filled: Vec<(usize, u64, u64)> = (0..)
        .zip(&sums)
        .zip(periods.tokens())
        .map(|((place, (freq, _)), tokens)| (place, *freq, *tokens))
        .filter(|(_, _, tokens)| *tokens > 0)
        .collect();
    let times: Vec<f64> = filled.iter().map(|(place, ..)| *place as f64).collect();
    let values: Vec<f64> =
        filled.iter().map(|(_, freq, tokens)| *freq as f64 * 1e6 / *tokens as f64).collect();
    let samples: Vec<SampleCount> = filled
        .iter()
        .map(|(_, freq, tokens)| SampleCount { freq: (*freq).min(*tokens), tokens: *tokens })
        .collect();
    let name = |place: usize| {
        let (period, ..) = filled.get(place)?;
        periods.names().get(*period).cloned()
    };
    let test = mann_kendall(&values);
    let line = theil_sen(&times, &values, Level::NINETY_FIVE);
    let level = pettitt(&values);
    let strongest = bursts(&samples, &options.bursts).ok().and_then(|found| {
        let outer = found.bursts.into_iter().filter(|burst| burst.level == 1);
        outer.max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.start.cmp(&a.start)))
    });
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    Some(ChangeRow {
        form: String::new(),
        label: String::new(),
        freq,
        doc_freq,
        freqs: sums.iter().map(|(freq, _)| *freq).collect(),
        tau: test.map(|test| test.tau),
        slope: line.map(|line| line.slope),
        slope_low: line.and_then(|line| line.low),
        slope_high: line.and_then(|line| line.high),
        relative_slope: line.and_then(|line| {
            Some(line.slope / mean).filter(|slope| slope.is_finite()).ok_or(Undefined::Empty)
        }),
        log10_p: test.map(|test| test.log10_p),
        log10_q: Err(Undefined::NotATest),
        change: level.ok().and_then(|level| name(level.before)),
        change_log10_p: level.map(|level| level.log10_p),
        burst: strongest.and_then(|burst| {
            let to = name(burst.end.saturating_sub(1))?;
            Some(Burst { from: name(burst.start)?, to, weight: burst.weight })
        }),
    })
}

fn wanted(row: &ChangeRow, options: &ChangeOptions) -> bool {
    let tau = row.tau.unwrap_or(0.0);
    let course = match options.course {
        Course::Rising => tau > 0.0,
        Course::Falling => tau < 0.0,
        Course::Both => true,
    };
    let sure = options.max_q >= 1.0 || row.log10_q.is_ok_and(|q| q <= options.max_q.log10());
    course && sure
}

/// The strongest first, undefined ones last.
fn by_key(a: &ChangeRow, b: &ChangeRow, key: ChangeKey) -> Ordering {
    // Small p-values are strong.
    let strength = |row: &ChangeRow| match key {
        ChangeKey::Slope => row.slope.ok().map(f64::abs),
        ChangeKey::RelativeSlope => row.relative_slope.ok().map(f64::abs),
        ChangeKey::Tau => row.tau.ok().map(f64::abs),
        ChangeKey::P => row.log10_p.ok().map(|p| -p),
        ChangeKey::Change => row.change_log10_p.ok().map(|p| -p),
        ChangeKey::Burst => row.burst.as_ref().map(|burst| burst.weight),
    };
    match (strength(a), strength(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
