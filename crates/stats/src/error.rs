//! The one error type of the crate.

use std::error::Error;
use std::fmt;

/// Why numbers or a measure's name could not be accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct StatsError {
    kind: StatsErrorKind,
}

/// What went wrong, with the values that say where.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum StatsErrorKind {
    /// A contingency table with no observations at all.
    EmptyTable,
    /// A contingency table whose joint frequency or margins exceed what contains them.
    ImpossibleTable {
        /// The joint frequency.
        o11: u64,
        /// The frequency of the first event.
        r1: u64,
        /// The frequency of the second event.
        c1: u64,
        /// The sample size.
        n: u64,
    },
    /// A sum of counts that does not fit into 64 bits.
    CountOverflow,
    /// A name that belongs to no measure.
    UnknownMeasure {
        /// The name as it was given.
        name: String,
        /// The names that are understood, comma separated.
        known: String,
    },
    /// A parameter that the measure does not take.
    UnknownParameter {
        /// The measure's name.
        measure: &'static str,
        /// The parameter as it was given.
        parameter: String,
        /// The parameters that the measure takes, comma separated; empty when it takes none.
        known: &'static str,
    },
    /// A parameter value outside its domain.
    BadParameter {
        /// The parameter's name.
        parameter: &'static str,
        /// The value as it was given.
        value: String,
        /// What would be accepted.
        expected: &'static str,
    },
    /// Parts of a corpus that hold no tokens at all, or no parts.
    EmptyParts,
    /// A count for a part that does not exist.
    NoSuchPart {
        /// The number of the part, from zero.
        part: u32,
        /// How many parts there are.
        parts: usize,
    },
    /// A count in a part that holds no tokens.
    CountInEmptyPart {
        /// The number of the part, from zero.
        part: u32,
    },
    /// Positions that do not ascend strictly.
    UnsortedPositions {
        /// The position that came too late.
        position: u64,
    },
    /// A position at or past the end of the corpus.
    PositionOutside {
        /// The position.
        position: u64,
        /// The size of the corpus in tokens.
        tokens: u64,
    },
    /// Another number of positions than the frequency promised.
    PositionCount {
        /// The frequency that was announced.
        expected: u64,
        /// The positions that were found.
        found: u64,
    },
    /// Columns of different length, or a row past their end.
    RowCount {
        /// The rows of the first column.
        expected: u64,
        /// The rows of the other column, or the number of the row.
        found: u64,
    },
    /// A number that is negative, infinite or not a number, where a count is needed.
    BadNumber {
        /// What the number is.
        what: &'static str,
        /// The number as it was given.
        value: f64,
    },
    /// Another number of cells than a table of two values for each word has.
    CellCount {
        /// The cells that were given.
        found: usize,
    },
}

impl StatsError {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &StatsErrorKind {
        &self.kind
    }
}

impl From<StatsErrorKind> for StatsError {
    fn from(kind: StatsErrorKind) -> Self {
        Self { kind }
    }
}

impl Error for StatsError {}

/// The measure of this name among those that there are.
pub(crate) fn named<M: Copy>(
    name: &str,
    mut all: impl Iterator<Item = M> + Clone,
    name_of: impl Fn(M) -> &'static str,
) -> Result<M, StatsError> {
    let every = all.clone();
    all.find(|measure| name_of(*measure) == name).ok_or_else(|| {
        let names: Vec<&str> = every.map(&name_of).collect();
        StatsErrorKind::UnknownMeasure { name: name.to_owned(), known: names.join(", ") }.into()
    })
}

/// How alike two names are, from 0 to 1, from where on one is proposed for the other.
const ALIKE: f64 = 0.7;

/// The name that is most like one that is none of the names, or all of them where none is like it.
fn proposal(name: &str, known: &str) -> String {
    let letters = |name: &str| name.to_lowercase().replace(['_', '-', ' '], "");
    let asked = name.split('(').next().map(letters).unwrap_or_default();
    let likeness = |known: &str| {
        let own = letters(known);
        let begins = asked.len() > 2 && own.starts_with(&asked);
        let alike = strsim::normalized_damerau_levenshtein(&asked, &own);
        if begins { alike.max(ALIKE) } else { alike }
    };
    let names = known.split(", ").map(|known| (likeness(known), known));
    match names.reduce(|best, next| if next.0 > best.0 { next } else { best }) {
        Some((alike, near)) if alike >= ALIKE => {
            format!("did you mean {near}? MEASURES.md describes all measures")
        }
        _ => format!("choose one of: {known}"),
    }
}

impl fmt::Display for StatsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            StatsErrorKind::EmptyTable => {
                f.write_str("contingency table: N is 0; there is nothing to compare")
            }
            StatsErrorKind::ImpossibleTable { o11, r1, c1, n } => write!(
                f,
                "contingency table: O11 = {o11}, R1 = {r1}, C1 = {c1}, N = {n} is impossible; \
                 O11 must not exceed R1 or C1, and R1 + C1 - O11 must not exceed N"
            ),
            StatsErrorKind::CountOverflow => {
                f.write_str("sum of counts does not fit into 64 bits; check the counts")
            }
            StatsErrorKind::UnknownMeasure { name, known } => {
                write!(f, "unknown measure \"{name}\"; {}", proposal(name, known))
            }
            StatsErrorKind::UnknownParameter { measure, parameter, known: "" } => {
                write!(f, "measure {measure} takes no parameters, but \"{parameter}\" was given")
            }
            StatsErrorKind::UnknownParameter { measure, parameter, known } => {
                write!(f, "measure {measure} has no parameter \"{parameter}\"; it takes: {known}")
            }
            StatsErrorKind::BadParameter { parameter, value, expected } => {
                write!(f, "parameter {parameter} is \"{value}\"; expected {expected}")
            }
            StatsErrorKind::EmptyParts => {
                f.write_str("no part of the corpus holds a token; dispersion needs at least one")
            }
            StatsErrorKind::NoSuchPart { part, parts } => {
                write!(f, "count for part {part}, but there are {parts} parts numbered from 0")
            }
            StatsErrorKind::CountInEmptyPart { part } => {
                write!(f, "count in part {part}, which holds no tokens")
            }
            StatsErrorKind::UnsortedPositions { position } => {
                write!(f, "position {position} does not follow the one before it; sort positions")
            }
            StatsErrorKind::PositionOutside { position, tokens } => {
                write!(f, "position {position} lies outside a corpus of {tokens} tokens")
            }
            StatsErrorKind::PositionCount { expected, found } => {
                write!(f, "expected {expected} positions, found {found}")
            }
            StatsErrorKind::RowCount { expected, found } => {
                write!(f, "the columns have {expected} rows, but {found} were asked for or given")
            }
            StatsErrorKind::BadNumber { what, value } => {
                write!(f, "{what} is {value}; expected a number from 0 on")
            }
            StatsErrorKind::CellCount { found } => {
                write!(f, "{found} cells; a table of K words has 2^K of them, K at least 2")
            }
        }
    }
}
