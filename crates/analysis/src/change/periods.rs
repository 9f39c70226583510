//! Periods of time, and which documents belong to them.

use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_count::Selection;
use siyaq_types::{Date, DocId, FieldKind, MetaValue, did_you_mean};
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
        f.pad(self.unit())
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
            _ => {
                let near = did_you_mean(text, ["year", "month", "week", "day"]);
                Err(format!("{text:?} is no period; choose year, month, week or day{near}"))
            }
        }
    }
}

impl Period {
    /// The word for the unit.
    const fn unit(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        }
    }

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

/// The periods of a selection, from the first document to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Periods {
    field: String,
    by: Period,
    names: Vec<String>,
    tokens: Vec<u64>,
    documents: Vec<u64>,
    /// For each document of the selection its period.
    of_document: Vec<Option<u32>>,
    undated: (u64, u64),
}

impl Periods {
    /// The periods of a selection by the dates of `field`, or of the first date field; periods
    /// without documents between others are there too.
    ///
    /// # Errors
    /// When there is no such field, it holds no dates, or nearly all periods are empty.
    pub fn new(
        selection: &Selection<'_>,
        by: Period,
        field: Option<&str>,
    ) -> Result<Self, AnalysisError> {
        let documents = selection.corpus().documents()?;
        let place = match field {
            Some(name) => documents.field(name)?,
            None => documents
                .fields()
                .iter()
                .position(|field| field.kind == FieldKind::Date)
                .ok_or(AnalysisErrorKind::NoDateField)?,
        };
        let spec = documents.spec(place).ok_or(AnalysisErrorKind::NoDateField)?;
        if spec.kind != FieldKind::Date {
            return Err(AnalysisErrorKind::NotADate { field: spec.name }.into());
        }
        Self::by_dates(selection, by, &spec.name, |doc| match documents.value_at(doc, place) {
            Some(MetaValue::Date(date)) => Some(date),
            _ => None,
        })
    }

    /// The periods of a selection by a date for each document from anywhere; `field` says where
    /// from.
    ///
    /// # Errors
    /// When nearly all periods are empty, as one wrong date makes them.
    pub fn by_dates(
        selection: &Selection<'_>,
        by: Period,
        field: &str,
        date: impl Fn(DocId) -> Option<Date>,
    ) -> Result<Self, AnalysisError> {
        let sizes = selection.document_sizes();
        let date_of = |doc: &DocId| date(*doc).and_then(|date| Some((by.number(date)?, date)));
        let dates: Vec<Option<(i32, Date)>> = sizes.documents().iter().map(date_of).collect();
        let known: BTreeMap<i32, Date> = dates.iter().flatten().copied().collect();
        check(by, field, &known)?;
        let (numbers, names): (Vec<i32>, Vec<String>) = filled(by, known).into_iter().unzip();
        let mut made = Self {
            field: field.to_owned(),
            by,
            tokens: vec![0; names.len()],
            documents: vec![0; names.len()],
            names,
            of_document: Vec::with_capacity(dates.len()),
            undated: (0, 0),
        };
        for (date, size) in dates.into_iter().zip(sizes.sizes()) {
            let period = date.and_then(|(number, _)| numbers.binary_search(&number).ok());
            let slots = period.and_then(|period| {
                Some((made.documents.get_mut(period)?, made.tokens.get_mut(period)?))
            });
            let (documents, tokens) = match slots {
                Some(slots) => slots,
                None => (&mut made.undated.0, &mut made.undated.1),
            };
            *documents += 1;
            *tokens += size;
            made.of_document.push(period.and_then(|period| u32::try_from(period).ok()));
        }
        Ok(made)
    }

    /// The date field, or where else the dates come from.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// The unit of time.
    #[must_use]
    pub fn by(&self) -> Period {
        self.by
    }

    /// The periods as they are written, in order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The counted tokens of each period.
    #[must_use]
    pub fn tokens(&self) -> &[u64] {
        &self.tokens
    }

    /// The documents of each period.
    #[must_use]
    pub fn documents(&self) -> &[u64] {
        &self.documents
    }

    /// The documents and tokens without a date, or with one that is not exact enough.
    #[must_use]
    pub fn undated(&self) -> (u64, u64) {
        self.undated
    }

    /// The period of a document, by its place in the selection.
    #[must_use]
    pub fn of_document(&self, place: u32) -> Option<u32> {
        self.of_document.get(place as usize).copied().flatten()
    }

    /// Sums counts of documents by period: how often, and in how many documents.
    pub(crate) fn sums(&self, documents: &[(u32, u64)]) -> Vec<(u64, u64)> {
        let mut sums = vec![(0, 0); self.names.len()];
        for (doc, freq) in documents {
            let period = self.of_document(*doc);
            if let Some(sum) = period.and_then(|period| sums.get_mut(period as usize)) {
                sum.0 += freq;
                sum.1 += u64::from(*freq > 0);
            }
        }
        sums
    }
}

/// So many periods are never too many: a year of days is 365, a century of weeks 5,218.
const FEW: u64 = 5_000;
/// Of more, one in so many must have documents.
const SPARSE: u64 = 20;

/// Refuses periods of which nearly all are empty.
fn check(by: Period, field: &str, known: &BTreeMap<i32, Date>) -> Result<(), AnalysisError> {
    let mut dates = known.iter();
    let ends = dates.clone().next().zip(dates.clone().next_back());
    let Some(((start, first), (end, last))) = ends else { return Ok(()) };
    let periods = u64::from(start.abs_diff(*end)) + 1;
    let filled = known.len();
    if periods <= FEW || filled as u64 * SPARSE >= periods {
        return Ok(());
    }
    let name = |date: Option<&Date>| date.and_then(|date| by.name(*date)).unwrap_or_default();
    let second = dates.clone().nth(1).map(|(_, date)| date);
    let before_last = dates.nth_back(1).map(|(_, date)| date);
    let ends = [name(Some(first)), name(second), name(before_last), name(Some(last))];
    let (field, ends) = (field.to_owned(), Box::new(ends));
    Err(AnalysisErrorKind::EmptyPeriods { field, by: by.unit(), ends, periods, filled }.into())
}

/// The numbers and names of all periods from the first to the last.
fn filled(by: Period, periods: BTreeMap<i32, Date>) -> Vec<(i32, String)> {
    let mut rows = Vec::with_capacity(periods.len());
    let mut expected: Option<(i32, Date)> = None;
    for (number, date) in periods {
        while let Some((next, empty)) = expected
            && next < number
        {
            rows.push((next, by.name(empty).unwrap_or_default()));
            expected = by.next(empty).map(|date| (next + 1, date));
        }
        rows.push((number, by.name(date).unwrap_or_default()));
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
            periods.insert(by.number(date).unwrap(), date);
        }
        filled(by, periods).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn one_wrong_date_makes_no_table_of_empty_periods() {
        let known = |dates: &[&str]| -> BTreeMap<i32, Date> {
            let dates = dates.iter().map(|date| date.parse::<Date>().unwrap());
            dates.map(|date| (Period::Day.number(date).unwrap(), date)).collect()
        };
        let wrong = known(&["0001-01-01", "2020-01-01", "2020-01-02"]);
        let message = check(Period::Day, "date", &wrong).unwrap_err().to_string();
        // 737,425 days lie between the first day of the calendar and the last of these.
        for part in ["from 0001-01-01 to 2020-01-02", "737426 periods", "are 2020-01-01 and"] {
            assert!(message.contains(part), "{message}");
        }
        assert!(check(Period::Day, "date", &known(&["2007-01-01", "2020-01-02"])).is_ok());
        assert!(check(Period::Day, "date", &BTreeMap::new()).is_ok());
        let century = |step: i32| -> BTreeMap<i32, Date> {
            let date = "2020-01-01".parse::<Date>().unwrap();
            (0..36_525).step_by(step as usize).map(|day| (day, date)).collect()
        };
        assert!(check(Period::Day, "date", &century(20)).is_ok());
        assert!(check(Period::Day, "date", &century(60)).is_err());
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
