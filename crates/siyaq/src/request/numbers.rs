//! Numbers within their bounds, as they are written on a command line.

use super::error::{Result as Checked, invalid};
use std::fmt::Display;
use std::ops::RangeInclusive;

fn bounded(text: &str, bounds: &str, fits: impl Fn(f64) -> bool) -> Result<f64, String> {
    let number = text.trim().parse::<f64>().ok().filter(|number| fits(*number));
    number.ok_or_else(|| format!("{text:?} is no number {bounds}"))
}

/// A probability: 0 and 1 are some.
pub(crate) fn probability(text: &str) -> Result<f64, String> {
    bounded(text, "from 0 to 1", |number| (0.0..=1.0).contains(&number))
}

/// A share that is neither nothing nor all.
pub(crate) fn inner_share(text: &str) -> Result<f64, String> {
    bounded(text, "between 0 and 1", |number| 0.0 < number && number < 1.0)
}

/// A number that is not negative.
pub(crate) fn not_negative(text: &str) -> Result<f64, String> {
    bounded(text, "from 0 on", |number| number.is_finite() && number >= 0.0)
}

/// How many times greater.
pub(crate) fn more_than_one(text: &str) -> Result<f64, String> {
    bounded(text, "above 1", |number| number.is_finite() && number > 1.0)
}

/// How many, at least one.
pub(crate) fn some<N: std::str::FromStr + Default + PartialOrd>(text: &str) -> Result<N, String> {
    let number = text.trim().parse::<N>().ok().filter(|number| *number > N::default());
    number.ok_or_else(|| format!("{text:?} is no whole number from 1 on"))
}

/// A number with separators between thousands.
pub(crate) fn count_of(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Refuses a value that would not be read as one of its kind, whoever set it.
pub(crate) fn within<N: Display>(
    option: &str,
    value: N,
    read: impl Fn(&str) -> Result<N, String>,
) -> Checked<()> {
    match read(&value.to_string()) {
        Ok(_) => Ok(()),
        Err(why) => invalid(format!("`{option}`: {why}")),
    }
}

/// Refuses a whole number out of its bounds.
pub(crate) fn whole<N: Display + PartialOrd>(
    option: &str,
    value: N,
    bounds: RangeInclusive<N>,
) -> Checked<()> {
    if bounds.contains(&value) {
        return Ok(());
    }
    invalid(format!("`{option}`: {value} is not in {}..={}", bounds.start(), bounds.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_within_their_bounds() {
        for (text, fits) in [
            ("0", [true, false, true, false]),
            ("0.5", [true, true, true, false]),
            ("1", [true, false, true, false]),
            ("2", [false, false, true, true]),
            ("-1", [false; 4]),
            ("nan", [false; 4]),
            ("inf", [false; 4]),
            ("many", [false; 4]),
        ] {
            let readers = [probability, inner_share, not_negative, more_than_one];
            assert_eq!(readers.map(|read| read(text).is_ok()), fits, "{text}");
        }
        assert_eq!([0, 999, 1000, 1_234_567].map(count_of), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!((some::<u32>("7"), some::<usize>("1")), (Ok(7), Ok(1)));
        assert!(some::<u32>("0").is_err() && some::<u32>("-3").is_err());
    }
}
