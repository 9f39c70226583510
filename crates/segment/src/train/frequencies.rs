//! Lists of word forms with frequencies.

use super::read_text;
use super::types::Types;
use crate::error::{SegmentError, SegmentErrorKind};
use siyaq_lexicon::{FrequencyList, FrequencyListOptions};
use std::path::Path;

/// What the numbers of a frequency list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FrequencyScale {
    /// Occurrences, in CSV or TSV with the columns `form` and `freq`, as a frequency list of a
    /// corpus has them. They are taken as shares of their sum.
    Counts,
    /// Zipf values, the decimal logarithm of the occurrences in a billion words: a form, a tab, and
    /// a number such as `6.93`.
    Zipf,
}

/// The hundredth root of ten.
const ROOT_100: f64 = 1.023_292_992_280_754;

/// Ten to the power of a Zipf value with two decimals, by multiplication alone, which is the same
/// on every machine.
fn per_billion(zipf: &str) -> Option<f64> {
    let (whole, decimals) = zipf.split_once('.').unwrap_or((zipf, ""));
    let whole: u32 = whole.parse().ok().filter(|whole| *whole < 10)?;
    let decimals = match decimals.as_bytes() {
        [] => 0,
        [tenths @ b'0'..=b'9'] => u32::from(tenths - b'0') * 10,
        [tenths @ b'0'..=b'9', hundredths @ b'0'..=b'9', rest @ ..]
            if rest.iter().all(u8::is_ascii_digit) =>
        {
            u32::from(tenths - b'0') * 10 + u32::from(hundredths - b'0')
        }
        _ => return None,
    };
    let mut value = 1.0;
    for _ in 0..whole {
        value *= 10.0;
    }
    for _ in 0..decimals {
        value *= ROOT_100;
    }
    Some(value)
}

/// Adds the forms of a list to `types`.
pub(super) fn read_frequencies(
    path: &Path,
    scale: FrequencyScale,
    types: &mut Types,
) -> Result<(), SegmentError> {
    if scale == FrequencyScale::Counts {
        return read_counts(path, types);
    }
    let text = read_text("read the frequency list", path)?;
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let row = line.split_once('\t').and_then(|(form, rest)| {
            let zipf = rest.split('\t').next().unwrap_or_default().trim();
            per_billion(zipf).map(|value| (form, value))
        });
        match row {
            Some((form, per_billion)) => types.add(form, per_billion),
            // A header.
            None if number == 1 => {}
            None => {
                let reason = "a form, a tab and a Zipf value between 0 and 10 are expected";
                return Err(SegmentError::line(Some(path), number, reason));
            }
        }
    }
    Ok(())
}

/// Adds the forms of a list of counts, each as its share in a billion.
fn read_counts(path: &Path, types: &mut Types) -> Result<(), SegmentError> {
    let options = FrequencyListOptions::default().strict(true);
    let list = FrequencyList::read(path, &options).map_err(SegmentErrorKind::Frequencies)?;
    add_counts(list.iter().collect(), types);
    Ok(())
}

/// Adds forms with their occurrences, each as its share in a billion.
pub(super) fn add_counts(mut rows: Vec<(&str, u64)>, types: &mut Types) {
    // Sums of fractions depend on their order.
    rows.sort_unstable();
    let total: u64 = rows.iter().map(|(_, count)| count).sum();
    for (form, count) in rows {
        types.add(form, count as f64 / total.max(1) as f64 * 1e9);
    }
}
