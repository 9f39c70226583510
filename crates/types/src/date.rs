//! Dates as news has them: sometimes only a year, or a year and a month.

use std::fmt;

/// A date in the Gregorian calendar; month and day may be unknown.
///
/// An unknown month or day sorts before every known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// The date, `None` where the month or the day does not exist in that year.
    ///
    /// ```
    /// use siyaq_types::Date;
    /// assert!(Date::new(2016, Some(2), Some(29)).is_some());
    /// assert!(Date::new(2015, Some(2), Some(29)).is_none());
    /// assert!(Date::new(2015, None, Some(1)).is_none());
    /// ```
    #[must_use]
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let valid = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => {
                (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)
            }
        };
        (valid && (0..=9999).contains(&year)).then_some(Self {
            year,
            month: month.unwrap_or(0),
            day: day.unwrap_or(0),
        })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        if self.month == 0 { None } else { Some(self.month) }
    }

    /// The day of the month, 1 to 31, where it is known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        if self.day == 0 { None } else { Some(self.day) }
    }

    /// Days since 1970-01-01, an unknown month or day taken as the first.
    #[must_use]
    pub fn days_since_1970(self) -> i32 {
        // Days from civil, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let month = i32::from(self.month.max(1));
        let year = i32::from(self.year) - i32::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted = (month + 9) % 12;
        let day_of_year = (153 * shifted + 2) / 5 + i32::from(self.day.max(1)) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The ISO 8601 week of the date, as (year of the week, week 1 to 53); `None` where the day is
    /// not known.
    ///
    /// ```
    /// use siyaq_types::Date;
    /// let date: Date = "2016-01-01".parse().expect("an ISO date");
    /// assert_eq!(date.iso_week(), Some((2015, 53)));
    /// ```
    #[must_use]
    pub fn iso_week(self) -> Option<(i16, u8)> {
        self.day()?;
        let days = self.days_since_1970();
        // 1970-01-01 was a Thursday; the week belongs to the year of its Thursday.
        let weekday = (days + 3).rem_euclid(7);
        let thursday = days - weekday + 3;
        let mut year = self.year;
        let new_year = |year: i16| Self { year, month: 1, day: 1 }.days_since_1970();
        if thursday < new_year(year) {
            year -= 1;
        } else if thursday >= new_year(year + 1) {
            year += 1;
        }
        let week = (thursday - new_year(year)) / 7 + 1;
        u8::try_from(week).ok().map(|week| (year, week))
    }
}

const fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month(), self.day()) {
            (Some(month), Some(day)) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => write!(f, "{:04}-{month:02}", self.year),
            (None, _) => write!(f, "{:04}", self.year),
        }
    }
}

/// A text that is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError(pub(crate) String);

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD", self.0)
    }
}

impl std::error::Error for ParseDateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written() {
        for text in ["2015", "2015-07", "2015-07-21", "1915-12-31", "0001-01-01"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        assert_eq!("2015/07/21".parse::<Date>().unwrap().to_string(), "2015-07-21");
        assert_eq!("2015-07-21T10:00:00Z".parse::<Date>().unwrap().to_string(), "2015-07-21");
        for text in ["", "21-07-2015", "2015-13", "2015-02-30", "2015-07-21-1", "15"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_count_from_1970() {
        let days = |text: &str| text.parse::<Date>().unwrap().days_since_1970();
        assert_eq!(days("1970-01-01"), 0);
        assert_eq!(days("2000-03-01"), 11_017);
        assert_eq!(days("1969-12-31"), -1);
        assert_eq!(days("2015"), days("2015-01-01"));
    }

    #[test]
    fn weeks_follow_iso_8601() {
        let week = |text: &str| text.parse::<Date>().unwrap().iso_week();
        assert_eq!(week("2015-07-21"), Some((2015, 30)));
        assert_eq!(week("2018-12-31"), Some((2019, 1)));
        assert_eq!(week("2021-01-03"), Some((2020, 53)));
        assert_eq!(week("2021-01"), None);
    }
}
