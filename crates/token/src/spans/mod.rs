//! Dates, times, percentages, amounts of money and numbers over tokens.
//!
//! In: a text and its tokens. Out: [`Span`]s in order, none over another, each with the value
//! that its tokens mean. Tokens stay as they are, and every span lies in one sentence.
//!
//! | kind | found | value |
//! |---|---|---|
//! | [`Date`](SpanKind::Date) | `الثلاثاء 25 يناير 2011`, `٢٥ كانون الثاني/يناير ٢٠١١`, `25/1/2011`, `يناير 2011`, `25 يناير`, `عام 2011`, `14 شوال 1436هـ` | `2011-01-25`, `2011-01`, `--01-25`, `2011`, `AH 1436-10-14` |
//! | [`Time`](SpanKind::Time) | `10:30`, `الساعة 10.30 مساء`, `8 صباحا`, `الساعة الثامنة إلا ربعا` | `10:30`, `22:30`, `08:00`, `07:45` |
//! | [`Percent`](SpanKind::Percent) | `80%`, `٨٠٪`, `80 في المئة`, `عشرين بالمائة` | `80%`, `20%` |
//! | [`Money`](SpanKind::Money) | `3,5 مليون دولار`, `50 درهما مغربيا`, `$150`, `مليوني ريال` | `3500000 USD`, `50 MAD`, `150 USD`, `2000000 riyal` |
//! | [`Number`](SpanKind::Number) | `1.234.567`, `0،6`, `5 ملايين و300 ألف`, `خمسة وعشرين ألفا` | `1234567`, `0.6`, `5300000`, `25000` |
//!
//! # Dates
//!
//! - Day before month: `9/11/2001` is 9 November. Where only month before day makes a date
//!   (`9/30/2015`), it is that one. The year may come first: `2011/1/25`. A year of two digits is
//!   read behind two slashes only: `25/1/11`, from 1969 to 2030; `25/10/36` is Hijri in some newspapers.
//! - The numbers of articles and decrees are no dates: `المادة (1/7/26)`.
//! - `9/11` is two numbers, also behind a day of the week: `السبت 2/10` is the second of Shawwal in
//!   one newspaper and of October in the next.
//! - `2010-2011` is two numbers, also after `عام`. A year alone needs `عام` or `سنة` before it or
//!   the sign of an era behind it; a number with `م` is a year from 1700 to 2099 and metres
//!   otherwise.
//! - `هـ` and `م` decide about the calendar, and so do `للهجرة` and `للميلاد`. Without them a year from
//!   1400 to 1447 (until 2026) after `عام` is Hijri, unless it stands beside a year of the Middle Ages
//!   or is only about known (`عام 1446 تقريبا`). Years from 1340 to 1399 and from 1448 to 1460 are those
//!   of one calendar as often as of the other (`سقطت القسطنطينية عام 1453`): they are Hijri where
//!   their sentence speaks of the Hijra, and else numbers. A Gregorian year behind it makes every
//!   year Hijri (`عام 1319 الموافق 1902`). All others are Gregorian. A numeric date is Hijri from 1300
//!   to 1447, Gregorian from 1461, and none between.
//! - A year `قبل الميلاد` is a number, and so are a century (`القرن 18م`) and a Hijri year of two
//!   digits, which may be short for another (`36هـ`), unless `عام`, `سنة` or a month stands before it or
//!   its Gregorian year behind it (`93هـ/711م`). One or two digits before `الهجري` and `الميلادي` are a
//!   century, unless `عام` stands before them: `القرن 8 الهجري (14 الميلادي)`.
//! - Months have their Egyptian, Levantine and Maghrebi names, two of them joined in any way;
//!   `تشرين 1` is `تشرين الأول`.
//!   `صفر` needs its year, because it is a zero too.
//! - The day may be an ordinal in words: `الخامس والعشرين من يناير`, and a year behind `عام` a number
//!   in words. Months alone, `أمس` and the first days of ranges (`25-31 مايو`) are not found.
//! - [`CalendarDate::gregorian`] converts Hijri dates.
//!
//! # Numbers
//!
//! [`Decimal`] says what the separators mean. Thousands may be parted by spaces: `250 000 درهم`; by
//! ordinary ones where the number ends in `000`, or has three groups or a fraction and counts a
//! currency, a percentage or millions, and by U+00A0, U+202F and U+2009 everywhere. `.5%` is half a
//! percent, and `٪٢٫٣-` a negative one; the sign may stand apart: `٪ 76`. A stroke before another number
//! is a minus where a percentage or a degree follows, or behind a word for a quantity (`إلى -5`); with
//! nothing before it but a bracket or such a word it is one too (`(-8.1%)`, `بنسبة-9.31%`), and behind
//! other words the percentage has no value (`الأسهم-5%`). One `،` before `مليون` and larger is always a
//! decimal sign. Brackets around a number belong to its amount: `(72) مليون ريال`.
//!
//! The parts of a decimal number in the wrong order are put right: `57ر1` is 1.57, three tokens whose
//! letter is the comma of agencies, and so is `57 .1` before a word, as one archive prints it, and
//! `57.1` with a right-to-left mark behind its point, as one agency does. ألف, مليون, مليار and تريليون
//! multiply, and what و adds to them is added: `5 ملايين و300 ألف`, `مليار و460 مليون`. Rows of seven
//! digits or more after a zero are telephone numbers.
//!
//! What may be two numbers is none: `12.200 طن` and `837ر72 متر` (a fraction or thousands), `150 300
//! ريال` (one number or two), `4،260%` and `2.000 مليون`. Three digits behind a point are a fraction before
//! a percentage (`5.000%` is five). A price of thousands has no value where another number of its
//! sentence shows that the sign is a decimal one: `2.000 درهم بنسبة 2.560%`, `1،050 درهم` beside `0،720`.
//!
//! The first number of a range whose unit stands at the second shares a percentage or a currency where
//! `إلى` and `بين` join them (`من 20 إلى 30%`, `بين 700 و1200 ريال`). It has no value where the second
//! counts millions (`بين 5 و10 ملايين`) and where a dash or `أو` stands between (`20-30%`).
//!
//! Cardinal numbers may be words, or words and digits: `مئة وخمسون`, `مليونين ونصف المليون`, `ثلاثة
//! آلاف و500`; behind `بين` a و parts two numbers. Those that count upwards are read where they are years
//! or long: `سنة ثماني عشرة ومئة` is 118, `سبعة وستين وتسعمائة وألف` is 1967. Else they may be several (`خمسين
//! ومئة ريال`, `مائة ألف وأربعة عشر ألفا`), and none of them has a value, nor has what و joins to a number with
//! the article (`الأربع وعشرين ساعة`). Found alone are those from two on without the
//! article: `واحد` is a pronoun as often as a number, `العشرين` an ordinal as often as a cardinal
//! (`القرن العشرين`), and `مئات`, `ملايين`, `ثلاثة أرباع` and other parts say no number. `ألفا` and
//! `مليونا` are one before و with a number (`مليونا و526 ألف`) and two before what they count (`مليارا
//! دولار`), and not found elsewhere. One is a number before a percentage: `واحد بالمئة`. Words that are
//! other words as often need what shows the number: `ألف كتابا` is a verb, `وست هام` a club, and `أثنى`
//! never a two. Twos of currencies are found (`دولارين`), twos of other nouns are not. Nothing is a
//! number before a percentage (`صفر بالمئة`), and a half and a quarter before a percentage, a million
//! and a currency (`نصف دولار`, `ربع المليون`). Parts of what follows are no numbers: `ثلاثة أرباع مليار`,
//! `النصف مليار`, `خمس الإنتاج`, `خمس مليون`, `ثلاثة من عشرة في المائة`.
//!
//! With the article a number is found where a currency or a percentage in words follows (`المليون
//! ريال`, `الخمسين في المائة`), and without them where a multiplier does (`العشرة ملايين`), but for tens,
//! which are ordinals behind another noun (`الدورة العشرين`). `بالمليون ريال` is a unit and no number,
//! `في المليون` a rate, `خمس المليون` and `ثلثا المليون` are parts.
//!
//! # Times and money
//!
//! A part of the day makes twelve hours twenty-four; noon is `12:00` and `12 ليلا` is `00:00`. `12 مساء`
//! may be noon or midnight, and `00:10 صباحا` ten o'clock with its halves in the wrong order; they have no
//! value, nor has `15:30 صباحا`. An hour
//! alone, and `10.30`, needs `الساعة` before it or such a part behind it; in words, a part of the day is
//! enough only behind a preposition (`في الثامنة مساء`). Minutes may follow in words (`8 ونصف مساء`,
//! `العاشرة والحادية والعشرين دقيقة`, `التاسعة والدقيقة الثلاثون`). `الساعة الواحدة` alone is an hour of any day, and
//! a number before what it counts no hour (`الساعة 23 دولارا`).
//!
//! The proportions of a screen look like times, and have no value beside words for it (`شاشة 16:10`);
//! elsewhere `10:16` is one. Behind a score (`صفر - 3 مساء أمس`) and the words for editions and matches
//! (`دورته الـ12 مساء أمس`) a number is no hour.
//!
//! What the sentence says of the part of the day counts, and an hour that may lie in two parts has
//! no value; an hour with none about it is as it is written.
//!
//! - The part may stand apart, with nothing between but a day, a zone of time or a bracket: `مساء اليوم
//!   الساعة السابعة`, `السابعة بتوقيت مكة مساء`. Behind other words it leaves a doubt.
//! - The first of two hours that `إلى`, `حتى`, a dash, `و` or `أو` joins takes the part of the second, as
//!   far as that is certain: `من 8 إلى 10 مساء` begins at 20:00, `الساعة 11 و12 ليلا` is 23:00 and 00:00, `من
//!   10 إلى 2 ظهرا` nobody knows when. The second takes that of the first where it is the larger (`من 5
//!   مساء إلى الساعة 10`), and has no value where it is not.
//! - Where other words stand between two hours, the one without a part has no value, unless both lie
//!   before noon: `الساعة السابعة وتستمر حتى الحادية عشرة مساء` may begin in the morning, and so may what ends `حتى
//!   منتصف الليل`.
//!
//! A half behind its currency belongs to it: `5 دولارات ونصف`, `مليون ريال ونصف`; `ونصف السكان` does not.
//!
//! A dollar is the one of the United States, unless another country is named (`دولار تايواني`, `دولار هونغ
//! كونغ`), and `£` is sterling; other names that several countries use have a code only where the
//! country is named. A country whose currency has no code here leaves the name without one.
//!
//! # Clitics
//!
//! A proclitic that is written with the first word of a span belongs to it: `ومارس 2011`, `لفبراير
//! 2011`, `والثلاثاء 25 يناير`, `للثالث من أغسطس`. Words that a year needs before it (`وعام 2011`) stay
//! outside with theirs, and so do proclitics before digits, which are tokens of their own: `بـ50
//! درهما`.
//!
//! ```
//! use siyaq_token::Tokenizer;
//! use siyaq_token::spans::SpanFinder;
//!
//! let text = "ارتفع الإنتاج 3,5٪ يوم الثلاثاء ٢٥ كانون الثاني/يناير ٢٠١١ إلى 1.2 مليون ريال.";
//! let tokens = Tokenizer::default().tokenize(text);
//! let spans: Vec<_> = SpanFinder::default()
//!     .find(text, &tokens)
//!     .iter()
//!     .map(|span| format!("{} {}", span.kind(), span.value))
//!     .collect();
//! assert_eq!(spans, ["percent 3.5%", "date 2011-01-25", "money 1200000 riyal"]);
//! ```

mod decimal;

mod money;
mod umm_al_qura;

mod calendar;

mod words;

mod clock;
mod cursor;
mod numerals;
mod span;

mod homograph;

mod cardinal;

mod counted;
mod grouped;
mod reversed;

mod amount;

mod date;
mod day;
mod edition;
mod range;
mod run;
mod time;
mod year;

pub use calendar::{Calendar, CalendarDate};
pub use clock::ClockTime;
pub use decimal::Decimal;
pub use money::{Currency, CurrencyUnit, Money};
pub use span::{Span, SpanKind, SpanValue};

use crate::token::Token;
use amount::Amount;
use cursor::Cursor;
use day::Before;
use run::Run;
use siyaq_text::{Normalizer, Profile, Step, Steps};
use siyaq_types::{ByteSpan, TokenClass};
use span::Reading;

/// Finds spans.
///
/// ```
/// use siyaq_token::Tokenizer;
/// use siyaq_token::spans::{SpanFinder, SpanValue};
///
/// let text = "يوم الخميس 14 / 10 / 1436هـ الموافق 30 / 7 / 2015";
/// let tokens = Tokenizer::default().tokenize(text);
/// let spans = SpanFinder::default().find(text, &tokens);
/// let texts: Vec<_> = spans.iter().filter_map(|span| span.span.text(text)).collect();
/// assert_eq!(texts, ["الخميس 14 / 10 / 1436هـ", "30 / 7 / 2015"]);
/// let SpanValue::Date(hijri) = spans[0].value else { unreachable!() };
/// assert_eq!(hijri.to_string(), "AH 1436-10-14");
/// assert_eq!(hijri.gregorian().unwrap().to_string(), "2015-07-30");
/// ```
#[derive(Clone, Debug)]
pub struct SpanFinder {
    keys: Normalizer,
}

impl SpanFinder {
    /// A finder.
    #[must_use]
    pub fn new() -> Self {
        let steps = Steps::of(Profile::Standard).with(Step::Teh);
        Self { keys: Normalizer::with_steps(steps) }
    }

    /// The spans of a text, in order. `tokens` are the tokens of this text; with those of another
    /// one the result means nothing.
    ///
    /// Cost: looks at every token once, and at the words around numbers.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &[Token]) -> Vec<Span> {
        let cursor = Cursor { text, tokens, keys: &self.keys };
        let mut spans: Vec<Span> = Vec::new();
        let (mut at, mut floor) = (0, 0);
        while let Some(token) = tokens.get(at) {
            let before = Before { floor, last: spans.last() };
            let reading = match token.class {
                TokenClass::Number => at_number(cursor, at, before),
                TokenClass::ArabicWord if cursor.form(at) == "من" => {
                    let found = date::date_in_words(cursor, at, floor);
                    found.map(|found| Reading::Clear(found.into_value(SpanValue::Date)))
                }
                TokenClass::ArabicWord => at_word(cursor, at, before),
                _ => None,
            };
            let found = match reading {
                Some(Reading::Unclear(end)) => {
                    (at, floor) = (end, end);
                    continue;
                }
                Some(Reading::Clear(found)) => Some(found),
                None => None,
            };
            at += 1;
            if let Some(found) = found
                && let (Some(first), Some(last)) =
                    (tokens.get(found.start), tokens.get(found.end - 1))
            {
                (at, floor) = (found.end, found.end);
                spans.push(Span {
                    tokens: found.start..found.end,
                    span: ByteSpan::new(first.span.start, last.span.end),
                    value: found.value,
                });
            }
        }
        spans
    }
}

impl Default for SpanFinder {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a span is a year and ends one token before `at`: `عامي 2010 و2011`.
fn is_year_before(span: &Span, at: usize) -> bool {
    let year = matches!(span.value, SpanValue::Date(date) if date.month().is_none());
    year && span.tokens.end + 1 == at
}

/// What begins with the word at `at`.
fn at_word(cursor: Cursor<'_>, at: usize, before: Before<'_>) -> Option<Reading<SpanValue>> {
    if words::may_be_two_units(cursor.form(at))
        && let Some(found) = amount::two_coins(cursor, at)
    {
        return Some(Reading::Clear(found.into_value(SpanValue::Money)));
    }
    if !numerals::may_begin(cursor.form(at)) {
        return None;
    }
    if let Some(time) = time::time_in_words(cursor, at, before) {
        return Some(time.into_value(SpanValue::Time));
    }
    let amount = amount::amount(cursor, at)?;
    let amount = match run::run(cursor, at, amount) {
        Run::Alone => amount,
        Run::One(sum) => sum,
        Run::Unclear(end) => return Some(Reading::Unclear(end)),
    };
    date::year_in_words(cursor, at, amount)
        .map(|found| found.into_value(SpanValue::Date))
        .map(Reading::Clear)
        .or_else(|| at_amount(cursor, at, before.floor, amount))
}

/// What begins with the number at `at`, or ends with it.
fn at_number(cursor: Cursor<'_>, at: usize, before: Before<'_>) -> Option<Reading<SpanValue>> {
    let floor = before.floor;
    let chained = before.last.is_some_and(|last| is_year_before(last, at));
    if let Some(found) = date::date(cursor, at, floor, chained) {
        return Some(Reading::Clear(found.into_value(SpanValue::Date)));
    }
    if let Some(time) = time::time(cursor, at, before) {
        return Some(time.into_value(SpanValue::Time));
    }
    match amount::amount(cursor, at) {
        Some(amount) => at_amount(cursor, at, floor, amount),
        None => amount::unclear_end(cursor, at).map(Reading::Unclear),
    }
}

/// The percentage, the money or the number at `at`, in digits or words.
fn at_amount(
    cursor: Cursor<'_>,
    at: usize,
    floor: usize,
    amount: Amount,
) -> Option<Reading<SpanValue>> {
    if let Some(found) = amount::bracketed(cursor, at, floor, amount) {
        return Some(Reading::Clear(found));
    }
    if let Some(end) = amount::part_of_percent_end(cursor, amount) {
        return Some(Reading::Unclear(end));
    }
    if let Some(found) = amount::percent(cursor, at, floor, amount) {
        if found.start == at && amount::may_be_negative(cursor, at) {
            return Some(Reading::Unclear(found.end));
        }
        return Some(Reading::Clear(found.into_value(SpanValue::Percent)));
    }
    if let Some(found) = amount::money(cursor, at, floor, amount) {
        return Some(Reading::Clear(found.into_value(SpanValue::Money)));
    }
    let found = amount::number(cursor, at, floor, amount)?;
    range::first_of_range(cursor, found, amount)
        .or_else(|| Some(Reading::Clear(found.into_value(SpanValue::Number))))
}
