//! What is found.

use super::calendar::CalendarDate;
use super::clock::ClockTime;
use super::decimal::Decimal;
use super::money::Money;
use siyaq_types::ByteSpan;
use std::fmt;
use std::ops::Range;

/// Something with a value, before it has a place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<T> {
    /// The first token.
    pub(super) start: usize,
    /// The token behind the last one.
    pub(super) end: usize,
    pub(super) value: T,
}

impl<T> Found<T> {
    pub(super) fn into_value(self, value: impl FnOnce(T) -> SpanValue) -> Found<SpanValue> {
        Found { start: self.start, end: self.end, value: value(self.value) }
    }
}

/// What tokens say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading<T> {
    /// One thing.
    Clear(Found<T>),
    /// One thing or another, and no other thing one by one; with the token behind them.
    Unclear(usize),
}

impl<T> Reading<T> {
    pub(super) fn into_value(self, value: impl FnOnce(T) -> SpanValue) -> Reading<SpanValue> {
        match self {
            Self::Clear(found) => Reading::Clear(found.into_value(value)),
            Self::Unclear(end) => Reading::Unclear(end),
        }
    }
}

/// What kind of thing tokens mean together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpanKind {
    /// A day, a month with its year, a year.
    Date,
    /// A time of day.
    Time,
    /// A percentage.
    Percent,
    /// An amount of money.
    Money,
    /// Any other number.
    Number,
}

impl SpanKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Date, Self::Time, Self::Percent, Self::Money, Self::Number];

    /// The name of the kind in output and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Number => "number",
        }
    }
}

impl fmt::Display for SpanKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What tokens mean together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpanValue {
    /// A date.
    Date(CalendarDate),
    /// A time of day.
    Time(ClockTime),
    /// A percentage; `80%` is 80.
    Percent(Decimal),
    /// An amount of money.
    Money(Money),
    /// A number.
    Number(Decimal),
}

impl SpanValue {
    /// The kind of the value.
    #[must_use]
    pub const fn kind(self) -> SpanKind {
        match self {
            Self::Date(_) => SpanKind::Date,
            Self::Time(_) => SpanKind::Time,
            Self::Percent(_) => SpanKind::Percent,
            Self::Money(_) => SpanKind::Money,
            Self::Number(_) => SpanKind::Number,
        }
    }
}

impl fmt::Display for SpanValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::Money(money) => money.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// Tokens that mean something together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Span {
    /// The tokens, as places in the row of tokens.
    pub tokens: Range<usize>,
    /// From the start of the first token to the end of the last.
    pub span: ByteSpan,
    /// What they mean.
    pub value: SpanValue,
}

impl Span {
    /// What kind of thing it is.
    #[must_use]
    pub const fn kind(&self) -> SpanKind {
        self.value.kind()
    }
}
