//! What the tests of gold values share.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

/// Asserts that a value, rounded to the digits of the text, is the text.
///
/// Rounded, not cut: within half a unit of the last digit.
#[track_caller]
pub(crate) fn assert_digits(name: &str, value: f64, expected: &str) {
    let (mantissa, exponent) = expected.split_once('e').unwrap_or((expected, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, digits)| digits.len());
    let unit = 10_f64.powi(exponent.parse::<i32>().unwrap() - i32::try_from(decimals).unwrap());
    let number: f64 = expected.parse().unwrap();
    assert!((value - number).abs() <= unit * 0.51, "{name}: {value} instead of {expected}");
}
