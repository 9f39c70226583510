//! How many words an n-gram has.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The longest n-gram.
const LONGEST: usize = 64;

/// Numbers of words: one, or all from one to another.
///
/// ```
/// use siyaq::request::Lengths;
///
/// let lengths: Lengths = "2..5".parse()?;
/// assert_eq!((lengths.range(), lengths.to_string()), (2..=5, "2..5".to_owned()));
/// assert_eq!(Lengths::from(3).to_string(), "3");
/// # Ok::<(), siyaq::request::ParseLengthsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    first: usize,
    last: usize,
}

impl Lengths {
    /// The numbers.
    #[must_use]
    pub fn range(self) -> RangeInclusive<usize> {
        self.first..=self.last
    }
}

/// One length.
impl From<usize> for Lengths {
    fn from(n: usize) -> Self {
        Self { first: n, last: n }
    }
}

impl fmt::Display for Lengths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(out, "{}", self.first),
            false => write!(out, "{}..{}", self.first, self.last),
        }
    }
}

/// What is no length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no length; write a number such as 3 or a range such as 2..5")]
pub struct ParseLengthsError(String);

/// Reads `3`, `2..5` or `2-5`.
impl FromStr for Lengths {
    type Err = ParseLengthsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once("..").or_else(|| text.split_once('-'));
        let (from, to) = parts.unwrap_or((text, text));
        let number = |part: &str| part.trim().trim_start_matches('=').parse::<usize>().ok();
        match (number(from), number(to)) {
            (Some(first), Some(last)) if 1 <= first && first <= last && last <= LONGEST => {
                Ok(Self { first, last })
            }
            _ => Err(ParseLengthsError(text.to_owned())),
        }
    }
}
