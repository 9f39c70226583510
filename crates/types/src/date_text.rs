//! Dates as people write them.

use crate::{Date, ParseDateError};
use std::fmt;
use std::str::FromStr;

/// A date with the year last, of which it is not known whether the day or the month comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnorderedDate {
    year: i16,
    first: u8,
    second: u8,
}

impl UnorderedDate {
    /// The date with the day first; `None` where there is no such day.
    #[must_use]
    pub fn day_first(self) -> Option<Date> {
        Date::new(self.year, Some(self.second), Some(self.first))
    }

    /// The date with the month first; `None` where there is no such day.
    #[must_use]
    pub fn month_first(self) -> Option<Date> {
        Date::new(self.year, Some(self.first), Some(self.second))
    }
}

impl fmt::Display for UnorderedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}/{:04}", self.first, self.second, self.year)
    }
}

/// What a text says of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDate {
    /// A date.
    Certain(Date),
    /// A date whose day and month could be either way round.
    Unordered(UnorderedDate),
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl WrittenDate {
    /// Reads a date; `None` where the text is none.
    ///
    /// - year first: `2024`, `2024-01`, `2024-01-05`, `2024-1-5`, the same with `/` and `.`,
    ///   `20240105`, each with a time after it or without;
    /// - year last: `17/05/2015`, `05.01.2024`, `5-1-2024`: which number is the day is not guessed;
    /// - RFC 822, as feeds have it: `Tue, 21 Jul 2015 10:00:00 GMT`.
    ///
    /// Digits may be Arabic (٢٠٢٤-٠١-٠٥); marks of direction are passed over.
    ///
    /// ```
    /// use siyaq_types::WrittenDate;
    /// let read = |text| match WrittenDate::read(text) {
    ///     Some(WrittenDate::Certain(date)) => date.to_string(),
    ///     Some(WrittenDate::Unordered(date)) => format!("either {date}"),
    ///     None => "none".to_owned(),
    /// };
    /// assert_eq!(read("٢٠٢٤-٠١-٠٥"), "2024-01-05");
    /// assert_eq!(read("Tue, 21 Jul 2015 10:00:00 GMT"), "2015-07-21");
    /// assert_eq!(read("17.5.2015"), "either 17/05/2015");
    /// assert_eq!(read("5/5/15"), "none");
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter_map(plain).collect();
        let plain = plain.trim();
        if let Some(date) = feed(plain) {
            return Some(Self::Certain(date));
        }
        let ends = |c: char| c == 'T' || c == ',' || c.is_whitespace();
        let day = plain.split(ends).next().unwrap_or_default();
        let separator = day.chars().find(|c| !c.is_ascii_digit());
        let Some(separator) = separator.filter(|c| "-/.".contains(*c)) else {
            return compact(day).map(Self::Certain);
        };
        let parts: Vec<&str> = day.split(separator).collect();
        match parts.as_slice() {
            [year, month] => Date::new(four(year)?, Some(two(month)?), None).map(Self::Certain),
            [year, month, day] if year.len() == 4 => {
                Date::new(four(year)?, Some(two(month)?), Some(two(day)?)).map(Self::Certain)
            }
            [first, second, year] => {
                let (first, second, year) = (two(first)?, two(second)?, four(year)?);
                let date = UnorderedDate { year, first, second };
                // A date that exists neither way is none.
                date.day_first().or(date.month_first())?;
                Some(Self::Unordered(date))
            }
            _ => None,
        }
    }
}

/// Reads what [`WrittenDate::read`](crate::WrittenDate::read) does, but for dates whose day and
/// month could be either way round.
impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match WrittenDate::read(text) {
            Some(WrittenDate::Certain(date)) => Ok(date),
            _ => Err(ParseDateError(text.to_owned())),
        }
    }
}

/// A character with Arabic digits as ASCII digits; `None` for a mark of direction.
fn plain(letter: char) -> Option<char> {
    let digit = |zero: u32| char::from_digit(u32::from(letter) - zero, 10);
    match letter {
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            None
        }
        _ => Some(letter),
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn four(text: &str) -> Option<i16> {
    (text.len() == 4 && digits(text)).then(|| text.parse().ok()).flatten()
}

fn two(text: &str) -> Option<u8> {
    (text.len() <= 2 && digits(text)).then(|| text.parse().ok()).flatten()
}

/// `2024` or `20240105`.
fn compact(text: &str) -> Option<Date> {
    if text.len() == 4 {
        return Date::new(four(text)?, None, None);
    }
    let (year, rest) = text.split_at_checked(4).filter(|_| text.len() == 8)?;
    let (month, day) = rest.split_at_checked(2)?;
    Date::new(four(year)?, Some(two(month)?), Some(two(day)?))
}

/// The date of RFC 822 and its successors: `Tue, 21 Jul 2015`, the day of the week or not.
fn feed(text: &str) -> Option<Date> {
    let text = match text.split_once(',') {
        Some((weekday, rest)) if weekday.len() == 3 => rest,
        _ => text,
    };
    let mut words = text.split_whitespace();
    let day = two(words.next()?)?;
    let name = words.next()?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)?;
    let year = words.next()?;
    let year = match two(year).filter(|_| year.len() == 2) {
        // RFC 2822, 4.3: two digits below 50 are of this century.
        Some(short) => i16::from(short) + if short < 50 { 2000 } else { 1900 },
        None => four(year)?,
    };
    Date::new(year, u8::try_from(month + 1).ok(), Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certain(text: &str) -> Option<String> {
        match WrittenDate::read(text)? {
            WrittenDate::Certain(date) => Some(date.to_string()),
            WrittenDate::Unordered(_) => None,
        }
    }

    #[test]
    fn dates_with_the_year_first_are_certain() {
        for (text, date) in [
            ("2024-1-5", "2024-01-05"),
            ("2024/01/05 10:30", "2024-01-05"),
            ("2024.01.05", "2024-01-05"),
            ("20240105", "2024-01-05"),
            ("2024-01-05T23:59:59+03:00", "2024-01-05"),
            ("۲۰۲۴/۱/۵", "2024-01-05"),
            ("\u{200f}٢٠٢٤/١", "2024-01"),
            ("Mon, 05 Jan 2024 00:00:00 +0200", "2024-01-05"),
            ("5 Jan 99", "1999-01-05"),
        ] {
            assert_eq!(certain(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn day_and_month_are_not_guessed() {
        for text in ["17/05/2015", "05.01.2024", "1-2-2024", "٠٥/٠١/٢٠٢٤", "05/17/2015 9:00"]
        {
            assert!(matches!(WrittenDate::read(text), Some(WrittenDate::Unordered(_))), "{text}");
        }
        let Some(WrittenDate::Unordered(date)) = WrittenDate::read("17/05/2015") else {
            unreachable!("17/05/2015 is a date");
        };
        assert_eq!(date.day_first().unwrap().to_string(), "2015-05-17");
        assert_eq!(date.month_first(), None);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "أمس",
            "32/01/2015",
            "17/05/15",
            "2015-02-30",
            "10102015",
            "2015-7-1-1",
            "1.5",
            "12",
        ] {
            assert_eq!(WrittenDate::read(text), None, "{text}");
        }
    }
}
