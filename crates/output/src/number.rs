//! Numbers as bytes: never locale dependent, always readable back to the same value.

use std::io::{self, Write};

use serde_json::ser::{CompactFormatter, Formatter};

/// Appends the decimal digits of `value`.
pub(crate) fn push_integer(out: &mut Vec<u8>, value: u64) {
    infallible(CompactFormatter.write_u64(out, value));
}

/// Appends `value` with its sign.
pub(crate) fn push_signed(out: &mut Vec<u8>, value: i64) {
    infallible(CompactFormatter.write_i64(out, value));
}

/// Appends the shortest decimal that reads back as exactly `value`, which must be finite.
///
/// There is always a digit before a point and one after it unless an exponent follows: `12.0`, `0.001`. From 1e-5 to below 1e16 there
/// is no exponent; beyond, it is written as `1.5e-7` or `1e+16`, which JSON, R, Python and the common spreadsheets read as a number.
/// Plain decimals are no way out there: a p-value of 1e-300 would fill 302 characters.
pub(crate) fn push_real(out: &mut Vec<u8>, value: f64) {
    infallible(CompactFormatter.write_f64(out, value));
}

/// Writing to a vector cannot fail.
fn infallible(result: io::Result<()>) {
    debug_assert!(result.is_ok(), "writing to memory does not fail");
}

/// Appends `value` rounded to `decimals` digits after the point, for eyes. What is not zero never looks like zero, and what is
/// very large does not fill the line: both have an exponent.
pub(crate) fn push_rounded(out: &mut Vec<u8>, value: f64, decimals: u8) {
    let magnitude = value.abs();
    let half_unit = 0.5 * 10f64.powi(-i32::from(decimals));
    let written = if magnitude >= 1e15 || (magnitude > 0.0 && magnitude < half_unit) {
        write!(out, "{value:.1e}")
    } else {
        // Adding zero turns a negative zero into zero.
        write!(out, "{:.*}", usize::from(decimals), value + 0.0)
    };
    infallible(written);
}

/// The last real of each column with the place where it stands in the buffer: lists sorted by frequency repeat their scores, and
/// copying a few bytes is cheaper than finding the shortest decimal again.
#[derive(Debug, Default)]
pub(crate) struct RealMemo {
    last: Vec<(u64, usize, usize)>,
}

impl RealMemo {
    pub(crate) fn push(&mut self, out: &mut Vec<u8>, column: usize, value: f64) {
        if self.last.len() <= column {
            self.last.resize(column + 1, (0, 0, 0));
        }
        let Some(slot) = self.last.get_mut(column) else { return };
        let (bits, start, end) = *slot;
        if bits == value.to_bits() && end > start {
            out.extend_from_within(start..end);
        } else {
            let start = out.len();
            push_real(out, value);
            *slot = (value.to_bits(), start, out.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real(value: f64) -> String {
        let mut out = Vec::new();
        push_real(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    fn rounded(value: f64, decimals: u8) -> String {
        let mut out = Vec::new();
        push_rounded(&mut out, value, decimals);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn reals_are_shortest_and_plain_within_bounds() {
        let cases = [
            (0.0, "0.0"),
            (12.0, "12.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.001, "0.001"),
            (1e-5, "0.00001"),
            (1.5e-7, "1.5e-7"),
            (1e-300, "1e-300"),
            (9_007_199_254_740_993.0, "9007199254740992.0"),
            (1e16, "1e+16"),
            (-2.5, "-2.5"),
        ];
        for (value, expected) in cases {
            assert_eq!(real(value), expected);
        }
    }

    #[test]
    fn rounding_never_hides_a_value() {
        let cases = [
            (2.345, 2, "2.35"),
            (0.0, 2, "0.00"),
            (-0.0, 2, "0.00"),
            (0.004, 2, "4.0e-3"),
            (0.006, 2, "0.01"),
            (-0.001, 1, "-1.0e-3"),
            (3.2e-300, 4, "3.2e-300"),
            (1e20, 2, "1.0e20"),
            (7.0, 0, "7"),
        ];
        for (value, decimals, expected) in cases {
            assert_eq!(rounded(value, decimals), expected, "{value} with {decimals}");
        }
    }

    #[test]
    fn the_memo_repeats_only_the_same_value_of_the_same_column() {
        let mut memo = RealMemo::default();
        let mut out = Vec::new();
        for (column, value) in
            [(0, 0.0), (0, 0.0), (1, 0.5), (0, 0.5), (1, 0.5), (1, -0.0), (1, 0.0)]
        {
            memo.push(&mut out, column, value);
            out.push(b' ');
        }
        assert_eq!(String::from_utf8(out).unwrap(), "0.0 0.0 0.5 0.5 0.5 -0.0 0.0 ");
    }
}
