//! The frequency of a query over time.

use crate::rank::per_million;
use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_count::Selection;
use siyaq_query::Hits;
use siyaq_types::{Date, DocId, FieldKind, MetaValue};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The unit of time of a trend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// `2015`.
    Year,
    /// `2015-07`.
    #[default]
    Month,
    /// `2015-W30`, by ISO 8601.
    Week,
    /// `2015-07-21`.
    Day,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        })
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "year" => Ok(Self::Year),
            "month" => Ok(Self::Month),
            "week" => Ok(Self::Week),
            "day" => Ok(Self::Day),
            _ => Err(format!("{text:?} is no period; choose year, month, week or day")),
        }
    }
}

impl Period {
    /// Whether a date is exact enough to lie in one period.
    #[must_use]
    pub fn fits(self, date: Date) -> bool {
        self.number(date).is_some()
    }

    /// The period as a number that goes up by one from period to period; `None` where the date is
    /// not known so exactly.
    fn number(self, date: Date) -> Option<i32> {
        match self {
            Self::Year => Some(i32::from(date.year())),
            Self::Month => Some(i32::from(date.year()) * 12 + i32::from(date.month()?) - 1),
            // Weeks from Monday; 1970-01-01 was a Thursday.
            Self::Week => date.day().map(|_| (date.days_since_1970() + 3).div_euclid(7)),
            Self::Day => date.day().map(|_| date.days_since_1970()),
        }
    }

    /// The period as it is written.
    fn name(self, date: Date) -> Option<String> {
        match self {
            Self::Year => Some(format!("{:04}", date.year())),
            Self::Month => Some(format!("{:04}-{:02}", date.year(), date.month()?)),
            Self::Week => date.iso_week().map(|(year, week)| format!("{year:04}-W{week:02}")),
            Self::Day => date.day().map(|_| date.to_string()),
        }
    }

    /// A date in the next period.
    fn next(self, date: Date) -> Option<Date> {
        let (year, month) = (date.year(), date.month().unwrap_or(1));
        match self {
            Self::Year => Date::new(year + 1, None, None),
            Self::Month if month == 12 => Date::new(year + 1, Some(1), None),
            Self::Month => Date::new(year, Some(month + 1), None),
            Self::Week => (0..7).try_fold(date, |date, _| Self::Day.next(date)),
            Self::Day => {
                let day = date.day()?;
                Date::new(year, Some(month), Some(day + 1))
                    .or_else(|| Date::new(year, Some(month + 1), Some(1)))
                    .or_else(|| Date::new(year + 1, Some(1), Some(1)))
            }
        }
    }
}

/// A query over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Where the dates come from: the name of the date field, or what [`trend_of`] was told.
    pub field: String,
    /// The unit of time.
    pub by: Period,
    /// Every period from the first to the last, those without documents included.
    pub rows: Vec<TrendRow>,
    /// The documents that have no date, or one that is not exact enough, all together.
    pub undated: TrendRow,
}

/// One period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendRow {
    /// The period as it is written.
    pub period: String,
    /// Documents of the period.
    pub documents: u64,
    /// Its tokens.
    pub tokens: u64,
    /// How often the query occurs.
    pub freq: u64,
    /// The same in a million tokens; `None` in a period without tokens.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub doc_freq: u64,
}

impl TrendRow {
    fn add(&mut self, size: u64, freq: u64) {
        self.documents += 1;
        self.tokens += size;
        self.freq += freq;
        self.doc_freq += u64::from(freq > 0);
    }
}

/// Counts the hits of a query in every period. The dates are those of `field`, or of the first
/// date field.
///
/// # Errors
/// When there is no such field, or it holds no dates.
pub fn trend(
    selection: &Selection<'_>,
    hits: &Hits,
    by: Period,
    field: Option<&str>,
) -> Result<Trend, AnalysisError> {
    let documents = selection.corpus().documents()?;
    let place = match field {
        Some(name) => documents.field(name)?,
        None => documents
            .fields()
            .iter()
            .position(|field| field.kind == FieldKind::Date)
            .ok_or(AnalysisErrorKind::NoDateField)?,
    };
    let spec = documents.fields().get(place).ok_or(AnalysisErrorKind::NoDateField)?;
    if spec.kind != FieldKind::Date {
        return Err(AnalysisErrorKind::NotADate { field: spec.name.clone() }.into());
    }
    let date = |doc: DocId| match documents.value_at(doc, place) {
        Some(MetaValue::Date(date)) => Some(date),
        _ => None,
    };
    Ok(trend_of(selection, hits, by, &spec.name, date))
}

/// Counts the hits of a query in every period, with a date for each document from anywhere; `field`
/// says where from.
#[must_use]
pub fn trend_of(
    selection: &Selection<'_>,
    hits: &Hits,
    by: Period,
    field: &str,
    date: impl Fn(DocId) -> Option<Date>,
) -> Trend {
    let counts: BTreeMap<DocId, u64> = hits.by_document(selection.corpus()).into_iter().collect();
    let sizes = selection.document_sizes();
    let mut periods: BTreeMap<i32, (Date, TrendRow)> = BTreeMap::new();
    let mut undated = TrendRow::default();
    for (doc, size) in sizes.documents().iter().copied().zip(sizes.sizes()) {
        let freq = counts.get(&doc).copied().unwrap_or(0);
        match date(doc).and_then(|date| by.number(date).map(|number| (number, date))) {
            Some((number, date)) => {
                let (_, row) = periods.entry(number).or_insert_with(|| (date, TrendRow::default()));
                row.add(size, freq);
            }
            None => undated.add(size, freq),
        }
    }
    undated.per_million = per_million(undated.freq, undated.tokens);
    Trend { field: field.to_owned(), by, rows: filled(by, periods), undated }
}

/// The periods in order, with an empty row for each that has no document.
fn filled(by: Period, periods: BTreeMap<i32, (Date, TrendRow)>) -> Vec<TrendRow> {
    let mut rows = Vec::with_capacity(periods.len());
    let mut expected: Option<(i32, Date)> = None;
    for (number, (date, mut row)) in periods {
        while let Some((next, empty)) = expected
            && next < number
        {
            let period = by.name(empty).unwrap_or_default();
            rows.push(TrendRow { period, ..TrendRow::default() });
            expected = by.next(empty).map(|date| (next + 1, date));
        }
        row.period = by.name(date).unwrap_or_default();
        row.per_million = per_million(row.freq, row.tokens);
        rows.push(row);
        expected = by.next(date).map(|date| (number + 1, date));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(by: Period, dates: &[&str]) -> Vec<String> {
        let mut periods = BTreeMap::new();
        for date in dates {
            let date: Date = date.parse().unwrap();
            periods.insert(by.number(date).unwrap(), (date, TrendRow::default()));
        }
        filled(by, periods).into_iter().map(|row| row.period).collect()
    }

    #[test]
    fn periods_without_documents_are_there() {
        assert_eq!(names(Period::Year, &["2015-07-01", "2017"]), ["2015", "2016", "2017"]);
        assert_eq!(
            names(Period::Month, &["2015-11-30", "2016-02-01"]),
            ["2015-11", "2015-12", "2016-01", "2016-02"]
        );
        assert_eq!(
            names(Period::Week, &["2015-12-20", "2016-01-05"]),
            ["2015-W51", "2015-W52", "2015-W53", "2016-W01"]
        );
        assert_eq!(
            names(Period::Day, &["2016-02-28", "2016-03-01"]),
            ["2016-02-28", "2016-02-29", "2016-03-01"]
        );
    }
}
