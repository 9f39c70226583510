//! Cardinal numbers in words: `خمسة وعشرين ألفا`, `مليون ونصف المليون`.

use super::amount::{percent_end, with_added};
use super::counted::is_counted;
use super::cursor::Cursor;
use super::decimal::Decimal;
use super::homograph::{is_other_word, scale_of_one_or_two};
use super::numerals::{
    Numeral, binds_numeral, fraction, is_fifth, is_part, is_third, numeral, one_or_two,
    without_proclitics,
};
use super::words::{is_club, is_weekday, multiplier, unit, unit_of_two, with_proclitic};
use std::borrow::Cow;

/// A number in words, before what و may add to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cardinal {
    pub(super) value: Decimal,
    /// The token behind it.
    pub(super) end: usize,
    /// The power of its last multiplier; `None` for a number below a thousand.
    pub(super) power: Option<u8>,
}

/// The number that begins with the word at `at`, perhaps behind proclitics.
pub(super) fn cardinal(cursor: Cursor<'_>, at: usize) -> Option<Cardinal> {
    let word = cursor.word(at);
    let before = at.checked_sub(1).filter(|before| cursor.is_whole(*before, at + 1));
    let previous = before.map(|before| cursor.word(before)).unwrap_or_default();
    let joins = previous != "بين";
    let Some(start) = without_proclitics(&word, |word| Start::of(cursor, word, at)) else {
        return definite(cursor, at);
    };
    if let Start::Fraction(_) = start
        && word.starts_with('و')
        && is_added_elsewhere(cursor, at, &previous)
    {
        return None;
    }
    if let Start::Numeral(numeral) = start
        && is_other_word(cursor, &word, at, numeral)
    {
        return None;
    }
    // في 1990 ألف كتابا, (60.417) ألف رحلة, الثلاثين مليون ريال
    let bare = matches!(start, Start::Numeral(Numeral::Scale(_) | Numeral::Ten))
        || matches!(start, Start::Numeral(Numeral::Dual(_))) && one_or_two(&word).is_some();
    let bound = before.is_some_and(|before| {
        cursor.number(before).is_some()
            || matches!(cursor.sign(before), Some(')' | '»' | '"' | '”'))
                && !is_said_again(cursor, before, start)
            || is_part_before(&previous)
                && !word.starts_with('و')
                && matches!(start, Start::Numeral(Numeral::Scale(_) | Numeral::Dual(_)))
            || binds_numeral(&previous)
            || previous.find("ال").and_then(|at| numeral(previous.get(at + 4..)?)).is_some()
            || matches!(&*previous, "الذي" | "التي" | "قد" | "كما")
    });
    if bare && bound || is_fifth_of(cursor, &word, at) {
        return None;
    }
    continued(cursor, start, at, Manner { joins, definite: false })
}

/// Whether the word is a part of the numeral behind it: `ثلاثة أرباع مليار`, `النصف مليار`.
fn is_part_before(word: &str) -> bool {
    with_proclitic(word, |word| {
        let word = word.strip_prefix("ال").unwrap_or(word);
        is_part(word) || is_third(word) || is_fifth(word) || fraction(word).is_some()
    })
}

/// Whether the word at `at` is a fifth or another part of what follows: `خمس الإنتاج`, `خمس مليون`. What a
/// number counts is a plural without the article.
fn is_fifth_of(cursor: Cursor<'_>, word: &str, at: usize) -> bool {
    if without_proclitics(word, |word| is_fifth(word).then_some(())).is_none()
        || !cursor.is_whole(at, at + 2)
    {
        return false;
    }
    let next = cursor.word(at + 1);
    let scale = matches!(&*next, "الف" | "مليون" | "مليار" | "بليون" | "تريليون" | "ترليون");
    // ألوان and إلى are written without a hamza too.
    let definite = cursor.form(at + 1).starts_with("ال")
        && next.chars().count() > 3
        && multiplier(&next).is_none()
        && !with_proclitic(&next, is_weekday)
        && !matches!(&*next, "الي" | "اليوم" | "الليله" | "الان" | "الذي" | "التي" | "الماضي");
    let singular = matches!(
        &*next,
        "سكان"
            | "انتاج"
            | "اجمالي"
            | "مساحه"
            | "حجم"
            | "عدد"
            | "قيمه"
            | "ناتج"
            | "احتياطي"
            | "ميزانيه"
            | "كميه"
            | "مجموع"
    );
    scale || definite || singular
}

/// The number with the article at `at`: `المائتي ألف دولار`, `العشرة ملايين`, `الخمسين في المائة`, `المليون
/// ريال`. It is found where what follows shows that it is no ordinal and no name.
fn definite(cursor: Cursor<'_>, at: usize) -> Option<Cardinal> {
    let word = cursor.word(at);
    let before = at.checked_sub(1).filter(|before| cursor.is_whole(*before, at + 1));
    let previous = before.map(|before| cursor.word(before)).unwrap_or_default();
    let bare = |word: &str| {
        let rest = word.strip_prefix("ال").or_else(|| word.strip_prefix("لل"))?;
        let is_one = matches!(rest, "واحد" | "واحده") && is_one_percent(cursor, rest, at);
        let part = || fraction(rest).or_else(|| (rest == "صفر").then_some("0"));
        let percent = is_percent_in_words(cursor, at + 1);
        part().filter(|_| percent).map(Start::Fraction).or_else(|| {
            let numeral = numeral(rest).filter(|found| is_one || *found != Numeral::Unit(1));
            numeral.map(Start::Numeral)
        })
    };
    let start = without_proclitics(&word, bare)?;
    let joins = previous != "بين";
    let number = continued(cursor, start, at, Manner { joins, definite: true })?;
    let (round, ten) = match start {
        Start::Numeral(Numeral::Scale(_) | Numeral::Hundreds(100)) => (true, false),
        Start::Numeral(Numeral::Tens(_)) => (false, true),
        _ => (false, false),
    };
    // The day of the week; two thousand are one word.
    let alone = |next: &str| next.is_empty() || !next.starts_with('و') && next != "عشر";
    if start.is_two() && alone(&cursor.word(at + 1)) {
        return None;
    }
    // خمسة في المائة دولار, جزء في المليون, القيمة بالمليون ريال
    let rate = round && (previous == "في" || word.starts_with('ب') || word.starts_with("وب"));
    // الدورة العشرين, ثلثي المليون, السابع والعشرين
    let counts_other = before.is_some_and(|before| cursor.number(before).is_some())
        || binds_numeral(&previous)
        || with_proclitic(&previous, |word| is_third(word) || is_part(word))
        || ten && with_proclitic(&previous, |word| word.starts_with("ال"))
        || with_proclitic(&previous, |word| fraction(word).is_some() || is_fifth(word))
        || previous.find("ال").and_then(|at| numeral(previous.get(at + 4..)?)).is_some();
    // العشرة ملايين, المليون ونصف المليون, but not الألف, nor التريليوني, which is an adjective too.
    let multiplied = !matches!(
        start,
        Start::Fraction(_)
            | Start::Numeral(Numeral::Tens(_) | Numeral::Scale(_) | Numeral::Dual(_))
    ) && number.power.is_some();
    let said_again = || {
        let half = added_fraction(cursor, number.end, number.power?)?;
        (half.1 > number.end + 1 && matches!(start, Start::Numeral(Numeral::Scale(_))))
            .then_some(())
    };
    let shown = multiplied || is_counted_at_last(cursor, at, number) || said_again().is_some();
    (shown && !rate && !counts_other).then_some(number)
}

/// Whether `في المئة` or its like stands at `at`, and no sign, which may belong to the next number.
fn is_percent_in_words(cursor: Cursor<'_>, at: usize) -> bool {
    cursor.sign(at).is_none() && percent_follows(cursor, at)
}

/// Whether a currency or a percentage follows the number and what و adds to it.
fn is_counted_at_last(cursor: Cursor<'_>, at: usize, number: Cardinal) -> bool {
    let (_, end) = with_added(cursor, at, (number.value, number.end), number.power);
    // الربع %26
    let counted = unit(&cursor.word(end)).is_some() || is_percent_in_words(cursor, end);
    counted && cursor.is_whole(at, end + 1)
}

/// Whether a half or a quarter behind و is added to what stands before it: `دولار ونصف دولار`, `مليار،
/// ونصف المليار`.
fn is_added_elsewhere(cursor: Cursor<'_>, at: usize, previous: &str) -> bool {
    let next = cursor.word(at + 1);
    if is_definite_scale(&next).is_some() {
        return true;
    }
    let amount = unit(previous).is_some()
        || unit_of_two(previous).is_some()
        || multiplier(previous).is_some()
        || without_proclitics(previous, numeral).is_some();
    unit(&next).is_some() && amount
}

/// The power of `المليون` and its like.
fn is_definite_scale(word: &str) -> Option<u8> {
    multiplier(word.strip_prefix("ال")?)
}

/// Whether the bracket at `at` closes a number that the words behind it say again, which begin with
/// one of this power: `(1500) ألف وخمسمئة ريال`, but not `(69,965,144) مليون ريال`.
fn is_said_again(cursor: Cursor<'_>, at: usize, start: Start) -> bool {
    let Start::Numeral(Numeral::Scale(power)) = start else { return false };
    let number = at.checked_sub(1).and_then(|inner| Decimal::parse(cursor.number(inner)?));
    number.is_some_and(|number| number.multiples(power) == 1)
}

/// The number that و at `at` adds to one that stands before it.
pub(super) fn added(cursor: Cursor<'_>, at: usize) -> Option<Cardinal> {
    let (word, at) = conjoined(cursor, at)?;
    let start = Start::of(cursor, &word, at).or_else(|| one(&word))?;
    continued(cursor, start, at, Manner { joins: true, definite: false })
}

/// The half or quarter that و at `at` adds to what a multiplier says, and the token behind it:
/// `مليون ونصف المليون`.
pub(super) fn added_fraction(cursor: Cursor<'_>, at: usize, power: u8) -> Option<(Decimal, usize)> {
    let (word, at) = conjoined(cursor, at)?;
    let part = Decimal::parse(fraction(word.strip_prefix("ال").unwrap_or(&word))?)?;
    let next = cursor.word(at + 1);
    let same = multiplier(next.strip_prefix("ال").unwrap_or(&next)) == Some(power)
        && follows(cursor, at + 1);
    Some((part.shifted(power)?, if same { at + 2 } else { at + 1 }))
}

/// The first word of a number.
#[derive(Clone, Copy, Debug)]
enum Start {
    Numeral(Numeral),
    /// `نصف مليون`
    Fraction(&'static str),
}

impl Start {
    fn is_two(self) -> bool {
        matches!(self, Self::Numeral(Numeral::Unit(2)))
    }

    /// A word that begins a number; ones do so only in larger ones.
    fn of(cursor: Cursor<'_>, word: &str, at: usize) -> Option<Self> {
        if let Some(part) = fraction(word) {
            let next = cursor.word(at + 1);
            let millions = multiplier(next.strip_prefix("ال").unwrap_or(&next));
            let coin = unit(&next).is_some() && !is_club(&cursor.word(at + 2));
            let counts = millions.is_some_and(|power| power > 3) || coin;
            let shown = percent_follows(cursor, at + 1) || counts && follows(cursor, at + 1);
            return shown.then_some(Self::Fraction(part));
        }
        if word == "صفر" {
            return percent_follows(cursor, at + 1).then_some(Self::Fraction("0"));
        }
        if let Some(power) = one_or_two(word) {
            return scale_of_one_or_two(cursor, at, power).map(Self::Numeral);
        }
        let numeral = numeral(word)?;
        let manner = Manner { joins: true, definite: false };
        let alone = || matches!(below_hundred(cursor, numeral, at, manner), Some((1, _)));
        let is_pronoun =
            numeral == Numeral::Unit(1) && alone() && !is_one_percent(cursor, word, at);
        (!is_pronoun).then_some(Self::Numeral(numeral))
    }
}

/// Whether the token is the beginning of `بالمئة` and its like, in one sentence with the one before
/// it.
fn percent_follows(cursor: Cursor<'_>, at: usize) -> bool {
    percent_end(cursor, at).is_some_and(|end| cursor.is_whole(at - 1, end))
}

/// `واحد بالمئة`, `واحد ونصف في المئة`.
fn is_one_percent(cursor: Cursor<'_>, word: &str, at: usize) -> bool {
    let half = added_fraction(cursor, at + 1, 0).map(|(_, end)| end);
    // واحد ونصف مليون
    let counted = half.is_some_and(|end| is_counted(cursor, end) && follows(cursor, end));
    let percent = percent_follows(cursor, half.unwrap_or(at + 1));
    matches!(word, "واحد" | "واحده" | "واحدا") && (percent || counted)
}

/// `واحد` behind a hundred.
fn one(word: &str) -> Option<Start> {
    numeral(word).filter(|numeral| *numeral == Numeral::Unit(1)).map(Start::Numeral)
}

/// How the words of a number go on.
#[derive(Clone, Copy)]
struct Manner {
    /// Whether و adds to hundreds and units.
    joins: bool,
    /// Whether the first word has the article, so that the others may have it too.
    definite: bool,
}

impl Manner {
    /// The numeral of a word behind و.
    fn added(self, word: &str) -> Option<Numeral> {
        let bare = word.strip_prefix("ال").filter(|_| self.definite);
        numeral(bare.unwrap_or(word))
    }
}

/// The number that begins with a word at `at`.
fn continued(cursor: Cursor<'_>, start: Start, at: usize, manner: Manner) -> Option<Cardinal> {
    let one = || Decimal::parse("1");
    let (mut value, mut end, mut power) = match start {
        Start::Fraction(part) => (Decimal::parse(part)?, at + 1, None),
        Start::Numeral(Numeral::Scale(power)) => (one()?.shifted(power)?, at + 1, Some(power)),
        Start::Numeral(Numeral::Dual(power)) => {
            (Decimal::parse("2")?.shifted(power)?, at + 1, Some(power))
        }
        Start::Numeral(numeral) => {
            let (value, end) = below_thousand(cursor, numeral, at, manner)?;
            let value = Decimal::whole(value);
            match added_fraction(cursor, end, 0).filter(|_| manner.joins) {
                Some((half, end)) => (value.plus(half)?, end, None),
                None => (value, end, None),
            }
        }
    };
    while let Some(next) = multiplier(&cursor.word(end)).filter(|_| follows(cursor, end)) {
        value = value.shifted(next)?;
        power = Some(next);
        end += 1;
    }
    // نصف المليون, عشرة الملايين, but خمس المليون is a fifth.
    if let Some(next) = is_definite_scale(&cursor.word(end)).filter(|_| follows(cursor, end)) {
        if !takes_article(cursor, start, end, power) {
            return None;
        }
        value = value.shifted(next)?;
        power = Some(next);
        end += 1;
    }
    let is_part = is_part(&cursor.word(end)) && follows(cursor, end);
    // مليون وثلث المليون
    let has_third = || conjoined(cursor, end).is_some_and(|(word, _)| is_third(&word));
    (!is_part && !has_third()).then_some(Cardinal { value, end, power })
}

/// Whether the multiplier with the article at `at` multiplies the number that begins so and ends there.
fn takes_article(cursor: Cursor<'_>, start: Start, at: usize, power: Option<u8>) -> bool {
    let many =
        matches!(&*cursor.word(at), "الالاف" | "الملايين" | "المليارات" | "البلايين" | "التريليونات");
    power.is_none()
        && match start {
            Start::Fraction(_) => !many,
            Start::Numeral(Numeral::Hundreds(_) | Numeral::Tens(_)) => !many,
            Start::Numeral(_) => many,
        }
}

/// A number of up to three digits, and the token behind it.
fn below_thousand(
    cursor: Cursor<'_>,
    first: Numeral,
    at: usize,
    manner: Manner,
) -> Option<(u16, usize)> {
    let next = numeral(&cursor.word(at + 1)).filter(|_| follows(cursor, at + 1));
    let (hundreds, end) = match (first, next) {
        (Numeral::Hundreds(hundreds), _) => (hundreds, at + 1),
        (Numeral::Unit(unit @ 3..), Some(Numeral::Hundreds(100))) => (unit * 100, at + 2),
        _ => return below_hundred(cursor, first, at, manner),
    };
    let rest = || {
        let (word, next) = conjoined(cursor, end).filter(|_| manner.joins)?;
        let (rest, end) = below_hundred(cursor, manner.added(&word)?, next, manner)?;
        Some((hundreds + rest, end))
    };
    Some(rest().unwrap_or((hundreds, end)))
}

/// A number of up to two digits, and the token behind it.
fn below_hundred(
    cursor: Cursor<'_>,
    first: Numeral,
    at: usize,
    manner: Manner,
) -> Option<(u16, usize)> {
    let is_teen = || numeral(&cursor.word(at + 1)) == Some(Numeral::Ten) && follows(cursor, at + 1);
    let unit = match first {
        Numeral::Unit(unit) => unit,
        Numeral::TwoOfTwelve => return is_teen().then_some((12, at + 2)),
        Numeral::Ten => return Some((10, at + 1)),
        Numeral::Tens(tens) => return Some((tens, at + 1)),
        _ => return None,
    };
    if is_teen() {
        return Some((unit + 10, at + 2));
    }
    let tens = conjoined(cursor, at + 1).filter(|_| manner.joins);
    match tens.and_then(|(word, next)| Some((manner.added(&word)?, next))) {
        Some((Numeral::Tens(tens), next)) => Some((unit + tens, next + 1)),
        _ => Some((unit, at + 1)),
    }
}

/// Whether the token stands in one sentence with the one before it.
fn follows(cursor: Cursor<'_>, at: usize) -> bool {
    cursor.is_whole(at - 1, at + 1)
}

/// The word that و at `at` adds, without it, and the token that it is or ends with.
fn conjoined(cursor: Cursor<'_>, at: usize) -> Option<(Cow<'_, str>, usize)> {
    if !follows(cursor, at) {
        return None;
    }
    match cursor.word(at) {
        word if word == "و" => {
            Some((cursor.word(at + 1), at + 1)).filter(|_| follows(cursor, at + 1))
        }
        // واحد has no و.
        word if numeral(&word).is_some() => None,
        Cow::Borrowed(word) => Some((Cow::Borrowed(word.strip_prefix('و')?), at)),
        Cow::Owned(word) => Some((Cow::Owned(word.strip_prefix('و')?.to_owned()), at)),
    }
}
