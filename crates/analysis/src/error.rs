//! What can go wrong in an analysis.

use siyaq_count::CountError;
use siyaq_index::IndexError;
use siyaq_query::QueryError;
use siyaq_stats::StatsError;

/// An error in an analysis.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct AnalysisError(#[from] AnalysisErrorKind);

/// The kinds of [`AnalysisError`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnalysisErrorKind {
    /// The corpus could not be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A query could not be answered.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The count is impossible.
    #[error(transparent)]
    Count(#[from] CountError),
    /// A measure was given an impossible table.
    #[error("scoring {form:?}: {source}")]
    Stats {
        /// The form that was scored.
        form: String,
        /// What was wrong.
        source: StatsError,
    },
    /// Counts that make no table.
    #[error("scoring collocations: {source}")]
    Tables {
        /// What was wrong.
        source: StatsError,
    },
    /// A measure that is no test was to give p-values.
    #[error(
        "{measure} is no test; take log_likelihood, chi_squared, fisher_right, fisher_two_sided, poisson_right or lambda_z"
    )]
    NotATest {
        /// The measure asked for.
        measure: String,
    },
    /// A network that reaches nowhere.
    #[error(
        "a network reaches at least one step from its first words; give the order as 1 or more"
    )]
    NoOrder,
    /// Nothing to weigh with.
    #[error("name a measure of association")]
    NoMeasure,
    /// A measure of expressions that is not known.
    #[error("{name:?} ranks no expressions; choose c_value or scp")]
    UnknownExpressionMeasure {
        /// What was asked for.
        name: String,
    },
    /// Expressions of one word.
    #[error("an expression has at least 2 words; the longest may have {longest}")]
    ShortExpressions {
        /// The most words asked for.
        longest: usize,
    },
    /// More equal parts than there are tokens.
    #[error(
        "{tokens} tokens cannot be cut into {parts} equal parts; name at most a million, or as many as tokens"
    )]
    TooManyParts {
        /// The parts asked for.
        parts: u32,
        /// The tokens counted.
        tokens: u64,
    },
    /// Expressions that are too long to be counted.
    #[error(
        "an expression of {longest} words is too long to be counted; the longest may have {limit} here"
    )]
    LongExpressions {
        /// The most words asked for.
        longest: usize,
        /// The most there may be.
        limit: usize,
    },
    /// More tokens than are numbered.
    #[error("at most {most} tokens can be put together; choose fewer documents by --where")]
    TooManyTokens {
        /// How many could be.
        most: u64,
    },
    /// The selection has no tokens.
    #[error("the {what} has no tokens to count; check --where and --classes")]
    NoTokens {
        /// Which selection.
        what: &'static str,
    },
    /// Documents are to be compared, and are not known.
    #[error("the {what} is a list that does not say how many documents it is of")]
    NoDocuments {
        /// Which table.
        what: &'static str,
    },
    /// Texts are to be compared, and are not known.
    #[error(
        "the {what} has no texts: what is asked for is computed from documents, not from a list"
    )]
    NoTexts {
        /// Which table.
        what: &'static str,
    },
    /// Distances between occurrences are needed, and are not known.
    #[error(
        "the {what} has no distances between occurrences, which ARF is computed of: it is a list, pairs of words near each other, or several corpora together"
    )]
    NoDistances {
        /// Which table.
        what: &'static str,
    },
    /// A measure or test of keyness that there is not.
    #[error("{name:?}: {why}")]
    UnknownKeyness {
        /// What was asked for.
        name: String,
        /// What is wrong, and what there is.
        why: String,
    },
    /// Nothing to compare with.
    #[error("{found} groups with tokens: at least two are needed to compare each with the others")]
    TooFewGroups {
        /// How many there are.
        found: usize,
    },
    /// Styles are to be compared by words that are everywhere equally frequent.
    #[error("no word varies between them: there is nothing to compare styles by")]
    NothingVaries,
    /// Too few periods for a trend.
    #[error("{found} periods with tokens: a change needs two at least; choose a shorter unit")]
    TooFewPeriods {
        /// How many there are.
        found: usize,
    },
    /// Dates so far apart that nearly all periods between them are empty.
    #[error(
        "field {field}: from {} to {} there are {periods} periods by {by}, and {filled} have documents; check the outermost dates (the next ones are {} and {}), {}, or take a longer unit",
        .ends[0], .ends[3], .ends[1], .ends[2], advice_on_dates(field)
    )]
    EmptyPeriods {
        /// The date field.
        field: String,
        /// The unit of time.
        by: &'static str,
        /// The first two periods with documents, and the last two.
        ends: Box<[String; 4]>,
        /// How many there are.
        periods: u64,
        /// How many have documents.
        filled: usize,
    },
    /// Too few forms for a space.
    #[error("{found} forms are frequent enough: a space needs two at least; lower --min-freq")]
    TooFewForms {
        /// How many there are.
        found: usize,
    },
    /// Options of a space that make none.
    #[error("a space needs a dimension, a window and finite weights above 0")]
    BadSpace,
    /// The field for a trend is not a date.
    #[error("field {field} holds no dates; index it with --meta {field}:date")]
    NotADate {
        /// The field.
        field: String,
    },
    /// There is no date field for a trend.
    #[error("this corpus has no date field; index it with --meta FIELD:date")]
    NoDateField,
    /// Rows are to be in an order that is not known.
    #[error(
        "{name:?} is no order; write freq, doc_freq, form or a measure of dispersion such as dp_norm, perhaps with :asc or :desc"
    )]
    UnknownOrder {
        /// What was asked for.
        name: String,
    },
    /// Rows are to be ranked by a score that is not computed.
    #[error("cannot sort by {wanted}: it is not computed; choose one of {known}")]
    NotComputed {
        /// The score asked for.
        wanted: String,
        /// The scores there are.
        known: String,
    },
}

impl AnalysisError {
    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> &AnalysisErrorKind {
        &self.0
    }
}

impl From<IndexError> for AnalysisError {
    fn from(error: IndexError) -> Self {
        AnalysisErrorKind::from(error).into()
    }
}

impl From<CountError> for AnalysisError {
    fn from(error: CountError) -> Self {
        AnalysisErrorKind::from(error).into()
    }
}

impl From<QueryError> for AnalysisError {
    fn from(error: QueryError) -> Self {
        AnalysisErrorKind::from(error).into()
    }
}

/// How dates are left out: those of texts have no field that a condition could name.
fn advice_on_dates(field: &str) -> String {
    match field.contains(' ') {
        true => "choose the years that count by --years".to_owned(),
        false => format!("leave them out by --where '{field}>=…'"),
    }
}
