//! What is frequent here and not there.

use crate::rank::{per_million, rank_place, rank_rows};
use crate::{AnalysisError, AnalysisErrorKind, FrequencyRow, FrequencyTable};
use rayon::prelude::*;
use siyaq_stats::{Contingency, Correction, Level, Measure};

/// The measures of keyness that are computed unless others are named.
pub const DEFAULT_KEYNESS: [Measure; 4] = [
    Measure::LogLikelihood4,
    Measure::LogRatio,
    Measure::LogRatioCiLow { level: Level::NINETY_FIVE },
    Measure::LogRatioCiHigh { level: Level::NINETY_FIVE },
];

/// Which keywords are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Those more frequent in the target.
    Positive,
    /// Those more frequent in the reference.
    Negative,
    /// Both; the sign of the log ratio tells them apart.
    #[default]
    Both,
}

/// How keywords are found and ranked.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeywordOptions {
    /// The measures, in the order of their columns.
    pub measures: Vec<Measure>,
    /// The measure that ranks; the first where none is named.
    pub sort: Option<Measure>,
    /// The least frequency, in the target or in the reference, of a form that is kept.
    pub min_freq: u64,
    /// Which keywords are wanted.
    pub direction: Direction,
    /// The greatest adjusted p-value of a form that is kept; 1 keeps all.
    pub max_q: f64,
    /// How p-values are adjusted. The number of tests is that of all forms of both corpora,
    /// before the minimum frequency is looked at.
    pub correction: Correction,
}

impl Default for KeywordOptions {
    fn default() -> Self {
        Self {
            measures: DEFAULT_KEYNESS.to_vec(),
            sort: None,
            min_freq: 5,
            direction: Direction::Both,
            max_q: 1.0,
            correction: Correction::BenjaminiHochberg,
        }
    }
}

/// Keywords.
#[derive(Clone, Debug, PartialEq)]
pub struct Keywords {
    /// Tokens of the target.
    pub tokens_target: u64,
    /// Tokens of the reference.
    pub tokens_reference: u64,
    /// Forms that were tested.
    pub tests: u64,
    /// The measures of the rows.
    pub measures: Vec<Measure>,
    /// The forms, the strongest first; ties by the bytes of the form.
    pub rows: Vec<KeywordRow>,
}

/// One form.
#[derive(Clone, Debug, PartialEq)]
pub struct KeywordRow {
    /// The form.
    pub form: String,
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
    /// The scores, in the order of the measures.
    pub scores: Vec<Option<f64>>,
    /// The p-value of log-likelihood over four cells, with one degree of freedom.
    pub p: Option<f64>,
    /// The adjusted p-value.
    pub q: Option<f64>,
}

/// Compares the frequencies of a target with those of a reference.
///
/// # Errors
/// When one of them has no tokens, or the rows are to be ranked by a measure that is not computed.
pub fn keywords(
    target: &FrequencyTable,
    reference: &FrequencyTable,
    options: &KeywordOptions,
) -> Result<Keywords, AnalysisError> {
    let rank = rank_place(&options.measures, options.sort)?;
    for (table, what) in [(target, "target"), (reference, "reference")] {
        if table.tokens() == 0 {
            return Err(AnalysisErrorKind::NoTokens { what }.into());
        }
    }
    let pairs = paired(target, reference);
    let tests = pairs.len() as u64;
    let mut rows = pairs
        .into_par_iter()
        .filter(|pair| pair.target.0.max(pair.reference.0) >= options.min_freq)
        .map(|pair| row(pair, target, reference, options))
        .collect::<Result<Vec<_>, AnalysisError>>()?;
    let p: Vec<Option<f64>> = rows.iter().map(|row| row.p).collect();
    for (row, q) in rows.iter_mut().zip(options.correction.adjust(&p, tests)) {
        row.q = q;
    }
    rows.retain(|row| wanted(row, options));
    rank_rows(
        &mut rows,
        rank,
        |row| &row.scores,
        |row| row.freq_target,
        |a, b| a.form.cmp(&b.form),
    );
    Ok(Keywords {
        tokens_target: target.tokens(),
        tokens_reference: reference.tokens(),
        tests,
        measures: options.measures.clone(),
        rows,
    })
}

fn wanted(row: &KeywordRow, options: &KeywordOptions) -> bool {
    let more = row.per_million_target.unwrap_or(0.0) - row.per_million_reference.unwrap_or(0.0);
    let direction = match options.direction {
        Direction::Positive => more > 0.0,
        Direction::Negative => more < 0.0,
        Direction::Both => true,
    };
    direction && (options.max_q >= 1.0 || row.q.is_some_and(|q| q <= options.max_q))
}

struct Pair<'t> {
    form: &'t str,
    target: (u64, Option<u64>),
    reference: (u64, Option<u64>),
}

fn row(
    pair: Pair<'_>,
    target: &FrequencyTable,
    reference: &FrequencyTable,
    options: &KeywordOptions,
) -> Result<KeywordRow, AnalysisError> {
    let (freq_target, freq_reference) = (pair.target.0, pair.reference.0);
    let table =
        Contingency::keyness(freq_target, freq_reference, target.tokens(), reference.tokens());
    let table =
        table.map_err(|source| AnalysisErrorKind::Stats { form: pair.form.to_owned(), source })?;
    Ok(KeywordRow {
        form: pair.form.to_owned(),
        freq_target,
        freq_reference,
        per_million_target: per_million(freq_target, target.tokens()),
        per_million_reference: per_million(freq_reference, reference.tokens()),
        doc_freq_target: pair.target.1,
        doc_freq_reference: pair.reference.1,
        scores: options.measures.iter().map(|measure| measure.score(&table)).collect(),
        p: Measure::LogLikelihood4.p_value(&table),
        q: None,
    })
}

/// Every form of either table, by its bytes: both lists are in that order.
fn paired<'t>(target: &'t FrequencyTable, reference: &'t FrequencyTable) -> Vec<Pair<'t>> {
    // A form that a corpus has not is in none of its documents, where documents are counted.
    let absent = |table: &FrequencyTable| (0, table.documents().map(|_| 0));
    let found = |row: &FrequencyRow| (row.freq, row.doc_freq);
    let mut left = target.rows().iter().peekable();
    let mut right = reference.rows().iter().peekable();
    let mut pairs = Vec::with_capacity(target.rows().len());
    loop {
        let form = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => a.form.as_str().min(b.form.as_str()),
            (Some(row), None) | (None, Some(row)) => row.form.as_str(),
            (None, None) => return pairs,
        };
        let from_target = left.next_if(|row| row.form == form).map(found);
        let from_reference = right.next_if(|row| row.form == form).map(found);
        pairs.push(Pair {
            form,
            target: from_target.unwrap_or_else(|| absent(target)),
            reference: from_reference.unwrap_or_else(|| absent(reference)),
        });
    }
}
