//! Exact decimal numbers.

use siyaq_text::chars::is_format_control;
use std::fmt;

/// A decimal number, exact as it is written: `3,5 مليون` is 3500000.
///
/// Two numbers are equal where their values are; how many zeros were written plays no part.
///
/// `٫` is a decimal sign; `٬` and `'` part thousands. Of `.` and `,` or `،`, the last one is the
/// decimal sign where both stand there. A sign that stands there twice parts thousands. A single
/// `,` or `،` is a decimal sign, unless one to three digits, the first no zero, stand before it and
/// three behind it: `0،6` is 0.6, `1,234` is 1234. So is a single `.`, but such digits on both sides
/// of it say nothing by themselves: `50.000` is 50000, and `12.200` is 12.2 in one newspaper and
/// 12200 in the next. It is 12.2 before a percentage and `مليون`, 12200 before what is counted in
/// whole ones (`12.200 سيارة`), and no number elsewhere; `5.000%` is five percent. A right-to-left mark beside the only sign
/// turns the parts round, as the reader sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    negative: bool,
    /// The digits, without zeros at the end of the fraction.
    digits: u128,
    /// How many of the digits stand after the point.
    scale: u8,
}

/// What a point between one to three digits and three more is taken for: `12.200`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// Nothing says which of the two it is.
    Unclear,
    /// A fraction stands behind it.
    Decimal,
    /// A fraction stands behind it, also one of three zeros: `5.000%`.
    Percent,
    /// It parts thousands.
    Thousands,
}

impl Decimal {
    /// The number `digits` / 10^`scale`.
    const fn new(mut digits: u128, mut scale: u8) -> Self {
        while scale > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            scale -= 1;
        }
        Self { negative: false, digits, scale }
    }

    /// A whole number.
    pub(super) fn whole(number: u16) -> Self {
        Self::new(u128::from(number), 0)
    }

    /// The number that a token of digits and separators means; `None` where it means none, such
    /// as an address (`192.168.1.1`), where it may mean two (`12.200`), and where it has more than
    /// 38 digits.
    pub(super) fn parse(token: &str) -> Option<Self> {
        Self::parse_with(token, Point::Unclear)
    }

    /// The number of a token whose point is known from what stands around it.
    pub(super) fn parse_with(token: &str, point: Point) -> Option<Self> {
        if let Some(turned) = turned(token) {
            return Self::parse_with(&turned, point);
        }
        let fraction = fraction_start(token, point)?;
        let (mut digits, mut scale) = (0_u128, 0);
        for (place, c) in token.char_indices() {
            let Some(digit) = digit(c) else { continue };
            digits = digits.checked_mul(10)?.checked_add(u128::from(digit))?;
            if fraction.is_some_and(|start| place >= start) {
                scale += 1;
            }
        }
        Some(Self::new(digits, scale))
    }

    /// The number that a token with one `،` means where it counts millions: `489،198 مليون` is a
    /// decimal number.
    pub(super) fn parse_before_millions(token: &str) -> Option<Self> {
        let (whole, fraction) = token.split_once('،')?;
        Self::joined(Self::parse(whole)?, fraction)
    }

    /// The number made of two that were written in the wrong order: `57 .1` and `57ر1` are 1.57.
    pub(super) fn joined(whole: Self, fraction: &str) -> Option<Self> {
        if whole.scale > 0 {
            return None;
        }
        let scale = u8::try_from(fraction.chars().filter_map(digit).count()).ok()?;
        let fraction = Self::parse(fraction).filter(|fraction| fraction.scale == 0)?;
        let shift = 10_u128.checked_pow(u32::from(scale))?;
        let digits = whole.digits.checked_mul(shift)?.checked_add(fraction.digits)?;
        Some(Self::new(digits, scale))
    }

    /// The number times 10^`power`.
    pub(super) fn shifted(self, power: u8) -> Option<Self> {
        let (digits, scale) = match self.scale.checked_sub(power) {
            Some(scale) => (self.digits, scale),
            None => {
                let zeros = u32::from(power - self.scale);
                (self.digits.checked_mul(10_u128.checked_pow(zeros)?)?, 0)
            }
        };
        Some(Self { digits, scale, ..self })
    }

    /// The sum of two numbers that are not negative.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let aligned = |number: Self| {
            let zeros = u32::from(scale - number.scale);
            number.digits.checked_mul(10_u128.checked_pow(zeros)?)
        };
        Some(Self::new(aligned(self)?.checked_add(aligned(other)?)?, scale))
    }

    /// Whether the number has no fraction.
    pub(super) const fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// Whether the number is a whole one of three digits.
    pub(super) const fn has_three_digits(self) -> bool {
        self.scale == 0 && matches!(self.digits, 100..=999)
    }

    /// Whether the number is a whole one below 10^`power`.
    pub(super) fn is_below(self, power: u8) -> bool {
        let limit = 10_u128.checked_pow(u32::from(power));
        self.scale == 0 && limit.is_none_or(|limit| self.digits < limit)
    }

    /// Whether the number is a whole multiple of 10^`power`.
    pub(super) fn is_round(self, power: u8) -> bool {
        let unit = 10_u128.checked_pow(u32::from(power));
        self.scale == 0 && unit.is_some_and(|unit| self.digits.is_multiple_of(unit))
    }

    /// How many times 10^`power` is in the number.
    pub(super) fn multiples(self, power: u8) -> u128 {
        let unit = 10_u128.checked_pow(u32::from(power) + u32::from(self.scale));
        unit.map_or(0, |unit| self.digits / unit)
    }

    /// The number, if it is a small whole one.
    pub(super) fn to_whole(self) -> Option<u16> {
        u16::try_from(self.digits).ok().filter(|_| self.scale == 0 && !self.negative)
    }

    /// The number with a minus.
    pub(super) const fn negated(self) -> Self {
        Self { negative: self.digits != 0, ..self }
    }

    /// The nearest floating-point number.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // The standard library rounds correctly from the written number.
        self.to_string().parse().unwrap_or_default()
    }
}

/// Writes the number with digits of ASCII, a point, and no separators.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0width$}", self.digits, width = scale + 1);
        let sign = if self.negative { "-" } else { "" };
        let point = digits.len() - scale;
        match (digits.get(..point), digits.get(point..)) {
            (Some(whole), Some(fraction)) if scale > 0 => write!(f, "{sign}{whole}.{fraction}"),
            _ => write!(f, "{sign}{digits}"),
        }
    }
}

/// The value of a digit of the three systems.
pub(super) const fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - 0x30),
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(c as u32 - 0x6F0),
        _ => None,
    }
}

/// A number whose single sign has a right-to-left mark beside it, as it is read: the mark parts the
/// digits for the eye, so that what is written behind the sign stands before it. Agencies write
/// `50.\u{200F}1104 دولار` for 1104.50 dollars.
fn turned(token: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, '\u{200F}' | '\u{61C}');
    let is_plain = |part: &str| !part.is_empty() && part.chars().all(|c| digit(c).is_some());
    let (place, sign) =
        token.char_indices().find(|(_, c)| matches!(c, '.' | ',' | '،' | '٫' | '٬'))?;
    let (first, second) = (token.get(..place)?, token.get(place + sign.len_utf8()..)?);
    let marked = first.ends_with(is_mark) || second.starts_with(is_mark);
    let (first, second) = (first.trim_end_matches(is_mark), second.trim_start_matches(is_mark));
    (marked && is_plain(first) && is_plain(second)).then(|| format!("{second}{sign}{first}"))
}

/// The only sign of a token, `.` or `,` (for `،` too), where one to three digits stand before it, the
/// first no zero, and three behind it, so that it may part thousands as well as a fraction.
pub(super) fn sign_before_three_digits(token: &str) -> Option<char> {
    let (whole, sign) = three_digits_behind(token)?;
    let may_be_thousands = (1..=3).contains(&whole.len()) && !whole.starts_with(&[0]);
    may_be_thousands.then_some(sign)
}

/// The digits before the only sign of a token, `.` or `,`, and the sign, where three digits stand
/// behind it.
pub(super) fn three_digits_behind(token: &str) -> Option<(Vec<u32>, char)> {
    if let Some(turned) = turned(token) {
        return three_digits_behind(&turned);
    }
    let (place, sign) = token.char_indices().find(|(_, c)| matches!(c, '.' | ',' | '،'))?;
    let digits = |part: &str| -> Option<Vec<u32>> {
        part.chars().filter(|c| !is_format_control(*c)).map(digit).collect()
    };
    let whole = digits(token.get(..place)?)?;
    let fraction = digits(token.get(place + sign.len_utf8()..)?)?;
    let sign = if sign == '،' { ',' } else { sign };
    (fraction.len() == 3).then_some((whole, sign))
}

/// Where the fraction of a number begins: `Some(None)` where it has none, `None` where the token
/// is no number. The rules are those of [`Decimal`].
fn fraction_start(token: &str, point: Point) -> Option<Option<usize>> {
    let mut last = None;
    let mut count = 0;
    let mut digits = 0;
    // Whether the groups between the signs so far can be thousands.
    let mut groups = true;
    let mut group = 0;
    let first_digit = token.chars().next().and_then(digit)?;
    for (place, c) in token.char_indices() {
        if digit(c).is_some() {
            group += 1;
            digits += 1;
            continue;
        }
        if is_format_control(c) {
            continue;
        }
        let sign = match c {
            '،' => ',',
            '\'' => '٬',
            '.' | ',' | '٫' | '٬' => c,
            _ => return None,
        };
        if let Some((before, _)) = last {
            // A group behind a sign of thousands has three digits, and a decimal sign is the last.
            groups &= group == 3 && before != '٫';
            if before != sign {
                return (groups && sign != '٬').then(|| fraction(token, place))?;
            }
        } else {
            groups &= (1..=3).contains(&group);
        }
        count += 1;
        last = Some((sign, place + c.len_utf8()));
        group = 0;
    }
    let thousands = groups && group == 3;
    match (last, count) {
        (None, _) => (digits > 0).then_some(None),
        (Some(('٬', _)), _) => thousands.then_some(None),
        // Only percentages have fractions of three zeros: 50.000.
        (Some(('.', start)), 1) if thousands && first_digit != 0 => {
            let zeros = token
                .get(start..)
                .is_some_and(|rest| rest.chars().filter_map(digit).all(|digit| digit == 0));
            match point {
                Point::Percent => Some(Some(start)),
                // 2.000 million, or two thousand of them
                Point::Decimal if zeros => None,
                _ if zeros => Some(None),
                Point::Unclear => None,
                Point::Decimal => Some(Some(start)),
                Point::Thousands => Some(None),
            }
        }
        (Some(('٫' | '.', start)), 1) => Some(Some(start)),
        (Some((',', start)), 1) => {
            Some(if thousands && first_digit != 0 { None } else { Some(start) })
        }
        _ => thousands.then_some(None),
    }
}

/// The fraction behind the sign at byte `place`, if there are only digits.
fn fraction(token: &str, place: usize) -> Option<Option<usize>> {
    let rest = token.get(place..)?;
    let mut rest = rest.chars().filter(|c| !is_format_control(*c)).skip(1);
    rest.all(|c| digit(c).is_some()).then_some(Some(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_mean_what_they_mean_in_news() {
        for (token, value) in [
            ("0", Some("0")),
            ("٢٥", Some("25")),
            ("۱۹۸۵", Some("1985")),
            ("007", Some("7")),
            ("2.50", Some("2.5")),
            ("0.905", Some("0.905")),
            ("1.234", None),
            ("12.200", None),
            ("١٢.٢٠٠", None),
            ("200.\u{200F}12", None),
            ("12.20", Some("12.2")),
            ("12.2000", Some("12.2")),
            ("0.125", Some("0.125")),
            ("1234.567", Some("1234.567")),
            ("1.250.000", Some("1250000")),
            ("50.000", Some("50000")),
            ("0.000", Some("0")),
            ("1.0000", Some("1")),
            ("3,5", Some("3.5")),
            ("106,78", Some("106.78")),
            ("0،6", Some("0.6")),
            ("0,905", Some("0.905")),
            ("1,234", Some("1234")),
            ("1،500", Some("1500")),
            ("1,2345", Some("1.2345")),
            ("1234,567", Some("1234.567")),
            ("٣٫٥", Some("3.5")),
            ("١٬٢٣٤", Some("1234")),
            ("١٬٢٣٤٫٥", Some("1234.5")),
            ("1.234٫5", Some("1234.5")),
            ("1٫234.5", None),
            ("1.234٬567", None),
            ("1'234.5", Some("1234.5")),
            ("1,234.5", Some("1234.5")),
            ("1.234,5", Some("1234.5")),
            ("12,345,678", Some("12345678")),
            ("137،566،525", Some("137566525")),
            ("9.047.738.350", Some("9047738350")),
            ("1,234,567.89", Some("1234567.89")),
            ("8\u{200F}0", Some("80")),
            ("5.\u{200F}7", Some("7.5")),
            ("50.\u{200F}1104", Some("1104.5")),
            ("04.\u{200F}5", Some("5.04")),
            ("3\u{200F}،2", Some("2.3")),
            ("000,\u{200F}50", Some("50000")),
            ("2\u{202A}.\u{202C}5", Some("2.5")),
            ("1.\u{200F}2.3", None),
            ("192.168.1.1", None),
            ("25.1.2011", None),
            ("1,23,456", None),
            ("1.2,3.4", None),
            ("1٫2٫3", None),
            ("½", None),
            ("1_2", None),
            ("99999999999999999999999999999999999999999", None),
        ] {
            let number = Decimal::parse(token).map(|number| number.to_string());
            assert_eq!(number.as_deref(), value, "{token}");
        }
    }

    #[test]
    fn a_point_before_three_digits_is_what_it_is_said_to_be() {
        for (token, decimal, thousands) in [
            ("12.200", "12.2", "12200"),
            ("200.\u{200F}12", "12.2", "12200"),
            ("0.125", "0.125", "0.125"),
            ("12.20", "12.2", "12.2"),
            ("1,234", "1234", "1234"),
        ] {
            for (point, value) in [(Point::Decimal, decimal), (Point::Thousands, thousands)] {
                let number = Decimal::parse_with(token, point).map(|number| number.to_string());
                assert_eq!(number.as_deref(), Some(value), "{token} {point:?}");
            }
        }
        let zeros = [
            (Point::Unclear, Some("50000")),
            (Point::Decimal, None),
            (Point::Percent, Some("50")),
            (Point::Thousands, Some("50000")),
        ];
        for (point, value) in zeros {
            let number = Decimal::parse_with("50.000", point).map(|number| number.to_string());
            assert_eq!(number.as_deref(), value, "{point:?}");
        }
    }

    #[test]
    fn numbers_are_exact() {
        let number = |token| Decimal::parse(token).unwrap();
        assert_eq!(number("3,5").shifted(6).unwrap().to_string(), "3500000");
        assert_eq!(number("0.125").shifted(2).unwrap().to_string(), "12.5");
        assert_eq!(number("1.5").plus(number("0.5")).unwrap(), number("2"));
        assert_eq!(Decimal::joined(number("1"), "57").unwrap().to_string(), "1.57");
        assert_eq!(Decimal::joined(number("12"), "05").unwrap().to_string(), "12.05");
        assert_eq!(number("2.5").negated().to_string(), "-2.5");
        assert_eq!(number("0").negated().to_string(), "0");
        assert!((number("106,78").to_f64() - 106.78).abs() < 1e-12);
        assert!(number("999").is_below(3) && !number("1000").is_below(3));
        assert_eq!((number("1999.5").multiples(3), number("999.5").multiples(3)), (1, 0));
        let large = number("99999999999999999999999999999999999999");
        assert_eq!((large.shifted(3), large.plus(large).is_some()), (None, true));
    }
}
