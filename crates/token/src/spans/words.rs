//! The words that dates, times and amounts are made of.
//!
//! All words are keys: profile `standard` with the teh marbuta folded too, so that a final
//! `ة` and `ه` are the same, and so are `ى` and `ي` and the alefs.

use super::calendar::Calendar;
use super::money::CurrencyUnit;

/// A month of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) calendar: Calendar,
    pub(super) number: u8,
}

/// The month that a word names; `None` for a word that names none alone.
pub(super) fn month(word: &str) -> Option<Month> {
    let (calendar, number) = match word {
        "يناير" | "جانفي" => (Calendar::Gregorian, 1),
        "فبراير" | "فيفري" | "شباط" => (Calendar::Gregorian, 2),
        "مارس" | "اذار" => (Calendar::Gregorian, 3),
        "ابريل" | "افريل" | "نيسان" => (Calendar::Gregorian, 4),
        "مايو" | "ماي" | "ايار" => (Calendar::Gregorian, 5),
        "يونيو" | "يونيه" | "جوان" | "حزيران" => (Calendar::Gregorian, 6),
        "يوليو" | "يوليه" | "يوليوز" | "جويليه" | "تموز" => {
            (Calendar::Gregorian, 7)
        }
        "اغسطس" | "اوت" | "غشت" | "اب" => (Calendar::Gregorian, 8),
        "سبتمبر" | "شتنبر" | "ايلول" => (Calendar::Gregorian, 9),
        "اكتوبر" => (Calendar::Gregorian, 10),
        "نوفمبر" | "نونبر" => (Calendar::Gregorian, 11),
        "ديسمبر" | "دجنبر" => (Calendar::Gregorian, 12),
        "محرم" | "المحرم" => (Calendar::Hijri, 1),
        "صفر" => (Calendar::Hijri, 2),
        "رجب" => (Calendar::Hijri, 7),
        "شعبان" => (Calendar::Hijri, 8),
        "رمضان" => (Calendar::Hijri, 9),
        "شوال" => (Calendar::Hijri, 10),
        "ذوالقعده" => (Calendar::Hijri, 11),
        "ذوالحجه" => (Calendar::Hijri, 12),
        _ => return None,
    };
    Some(Month { calendar, number })
}

/// Whether the word is the first of two that name a month.
pub(super) fn begins_month(word: &str) -> bool {
    matches!(word, "كانون" | "تشرين" | "ربيع" | "جمادي" | "ذو" | "ذي" | "ذا")
}

/// The month that two words name.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<Month> {
    let (calendar, one, two) = match first {
        "كانون" => (Calendar::Gregorian, 12, 1),
        "تشرين" => (Calendar::Gregorian, 10, 11),
        "ربيع" => (Calendar::Hijri, 3, 4),
        "جمادي" => (Calendar::Hijri, 5, 6),
        _ => (Calendar::Hijri, 11, 12),
    };
    let number = match (first, second) {
        ("ذو" | "ذي" | "ذا", "القعده" | "قعده") => one,
        ("ذو" | "ذي" | "ذا", "الحجه" | "حجه") => two,
        ("ذو" | "ذي" | "ذا", _) => return None,
        (first, "الاول" | "اول" | "الاولي") if begins_month(first) => one,
        (first, "الثاني" | "ثاني" | "الثانيه" | "الاخر" | "الاخره") if begins_month(first) => {
            two
        }
        _ => return None,
    };
    Some(Month { calendar, number })
}

/// Whether the word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "السبت"
            | "الاحد"
            | "الاثنين"
            | "الاتنين"
            | "الثلاثاء"
            | "الاربعاء"
            | "الخميس"
            | "الجمعه"
    )
}

/// Whether a year follows the word.
pub(super) fn is_year_word(word: &str) -> bool {
    matches!(word, "عام" | "العام" | "سنه" | "السنه" | "عامي" | "سنتي" | "للعام" | "للسنه")
}

/// The calendar that the sign behind a year names.
pub(super) fn era(word: &str) -> Option<Calendar> {
    match word {
        "م" | "ميلادي" | "ميلاديه" | "الميلادي" | "الميلاديه" | "للميلاد" => {
            Some(Calendar::Gregorian)
        }
        "ه" | "هجري" | "هجريه" | "الهجري" | "الهجريه" | "للهجره" => {
            Some(Calendar::Hijri)
        }
        _ => None,
    }
}

/// Whether the token is the abbreviation of `قبل الميلاد`.
pub(super) fn is_before_eras(form: &str) -> bool {
    matches!(form, "ق.م" | "ق م")
}

/// Whether a number behind the word counts things in a row, so that a short one is no year.
pub(super) fn is_numbered(word: &str) -> bool {
    matches!(
        word,
        "الماده"
            | "ماده"
            | "الدوره"
            | "النسخه"
            | "الطبعه"
            | "الدفعه"
            | "المرتبه"
            | "المركز"
            | "الفقره"
            | "البند"
            | "الصفحه"
            | "صفحه"
            | "الايه"
            | "الجزء"
            | "الفصل"
            | "رقم"
            | "الرقم"
    )
}

/// Whether a number before the word says how long something lasts.
pub(super) fn is_duration(word: &str) -> bool {
    matches!(word, "دقيقه" | "دقايق" | "دقائق" | "ثانيه" | "ثواني" | "ثوان" | "ساعه" | "ساعات")
}

/// Whether a number behind the word says how long something lasts.
pub(super) fn is_lasting(word: &str) -> bool {
    matches!(word, "زمن" | "زمنه" | "وقت" | "مده" | "توقيت")
}

/// The number that an ordinal of one word names, without its article and its feminine ending: `اول` to
/// `عاشر`.
pub(super) fn ordinal(stem: &str) -> Option<u8> {
    Some(match stem {
        "اول" | "حادي" => 1,
        "ثاني" => 2,
        "ثالث" => 3,
        "رابع" => 4,
        "خامس" => 5,
        "سادس" => 6,
        "سابع" => 7,
        "ثامن" => 8,
        "تاسع" => 9,
        "عاشر" => 10,
        _ => return None,
    })
}

/// How many zeros a word adds to the number before it.
pub(super) fn multiplier(word: &str) -> Option<u8> {
    match word {
        "الف" | "الفا" | "الاف" => Some(3),
        "مليون" | "مليونا" | "ملايين" => Some(6),
        "مليار" | "مليارا" | "مليارات" | "بليون" | "بليونا" | "بلايين" => {
            Some(9)
        }
        "تريليون" | "تريليونا" | "تريليونات" | "ترليون" | "ترليونا" => {
            Some(12)
        }
        _ => None,
    }
}

/// Whether a negative number may stand behind the word: `بنسبة -2`, `إلى -5`.
pub(super) fn is_measured(word: &str) -> bool {
    matches!(
        word,
        "نسبه"
            | "نسبته"
            | "معدل"
            | "مقدار"
            | "واقع"
            | "مستوي"
            | "قيمه"
            | "درجه"
            | "حراره"
            | "الحراره"
            | "القوه"
            | "الي"
            | "من"
            | "بين"
            | "عند"
            | "بلغ"
            | "بلغت"
            | "يساوي"
            | "تساوي"
    )
}

/// Whether the word is a noun for a quantity that stands before a number: `بنسبة`.
pub(super) fn is_quantity(word: &str) -> bool {
    matches!(word, "نسبه" | "نسبته" | "نسبتها" | "معدل" | "مقدار" | "واقع" | "بلغ" | "بلغت")
}

/// Whether the word means a hundred, as in `80 في المئة`.
pub(super) fn is_hundred(word: &str) -> bool {
    matches!(word, "المئه" | "المائه" | "الميه" | "الماءه" | "المايه")
}

/// Whether the word means of a hundred.
pub(super) fn is_of_hundred(word: &str) -> bool {
    word.strip_prefix('ب').is_some_and(is_hundred)
}

/// The hour that an ordinal names, `واحدة` to `عاشرة` without its article, and `حادية` with the ten that
/// follows.
pub(super) fn hour(word: &str) -> Option<u8> {
    match word.strip_suffix('ه')? {
        "واحد" => Some(1),
        "اول" => None,
        stem => ordinal(stem),
    }
}

/// Whether `is` holds for the word, or for what is left of it without a proclitic.
pub(super) fn with_proclitic(word: &str, is: impl Fn(&str) -> bool) -> bool {
    is(word) || word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).is_some_and(is)
}

/// The minutes that a part of an hour in one word has: `والنصف`, `إلا ربعا`.
pub(super) fn part_of_hour(word: &str) -> Option<u16> {
    match word {
        "النصف" | "نصف" => Some(30),
        "الربع" | "ربع" | "ربعا" => Some(15),
        "الثلث" | "ثلث" | "ثلثا" => Some(20),
        _ => None,
    }
}

/// Whether the word stands before a time of day: `في الثامنة`, `حتى العاشرة`.
pub(super) fn is_time_word(word: &str) -> bool {
    matches!(
        word,
        "في" | "الي"
            | "حتي"
            | "من"
            | "منذ"
            | "عند"
            | "بعد"
            | "قبل"
            | "بين"
            | "تمام"
            | "حوالي"
            | "نحو"
            | "حدود"
            | "لغايه"
    )
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    /// Before noon.
    Morning,
    /// Around noon: `12 ظهرا`, `1 ظهرا`.
    Noon,
    /// After noon.
    Afternoon,
    /// `8 ليلا` is before midnight and `2 ليلا` after it.
    Night,
    /// `12:30 بعد منتصف الليل`.
    AfterMidnight,
}

/// The part of the day that an adverb names.
pub(super) fn day_part(word: &str) -> Option<DayPart> {
    match word {
        "صباحا" | "فجرا" | "ضحي" => Some(DayPart::Morning),
        "ظهرا" => Some(DayPart::Noon),
        "مساء" | "مساءا" | "عصرا" => Some(DayPart::Afternoon),
        "ليلا" => Some(DayPart::Night),
        _ => None,
    }
}

/// The part of the day that a noun names behind a full time: `10:30 صباح`, `10:30 من مساء`.
pub(super) fn day_part_noun(word: &str) -> Option<DayPart> {
    match word {
        "صباح" | "فجر" | "ص" => Some(DayPart::Morning),
        "ظهر" => Some(DayPart::Noon),
        "مساء" | "عصر" | "م" => Some(DayPart::Afternoon),
        "ليل" | "ليله" => Some(DayPart::Night),
        _ => None,
    }
}

/// The unit of money that a word names behind a number.
pub(super) fn unit(word: &str) -> Option<CurrencyUnit> {
    Some(match word {
        "دولار" | "دولارا" | "دولارات" | "الدولارات" => {
            CurrencyUnit::Dollar
        }
        "يورو" | "اورو" => CurrencyUnit::Euro,
        "درهم" | "درهما" | "دراهم" => CurrencyUnit::Dirham,
        "ريال" | "ريالا" | "ريالات" => CurrencyUnit::Riyal,
        "جنيه" | "جنيها" | "جنيهات" => CurrencyUnit::Pound,
        "دينار" | "دينارا" | "دنانير" => CurrencyUnit::Dinar,
        "ليره" | "ليرات" => CurrencyUnit::Lira,
        "ين" | "ينا" => CurrencyUnit::Yen,
        "يوان" | "يوانا" => CurrencyUnit::Yuan,
        "روبيه" | "روبيات" => CurrencyUnit::Rupee,
        "روبل" | "روبلا" | "روبلات" => CurrencyUnit::Ruble,
        "فرنك" | "فرنكا" | "فرنكات" => CurrencyUnit::Franc,
        "كرون" | "كرونه" | "كرونا" => CurrencyUnit::Krone,
        "شيكل" | "شيقل" | "شيكلا" | "شيقلا" => CurrencyUnit::Shekel,
        "استرليني" | "سترليني" => CurrencyUnit::Sterling,
        "سنت" | "سنتا" | "سنتات" => CurrencyUnit::Cent,
        "فلس" | "فلسا" | "فلوس" => CurrencyUnit::Fils,
        "هلله" | "هللات" => CurrencyUnit::Halala,
        "قرش" | "قرشا" | "قروش" => CurrencyUnit::Piastre,
        "سنتيم" | "سنتيما" | "سنتيمات" => CurrencyUnit::Centime,
        _ => return None,
    })
}

/// The unit of money that a word names two of: `ريالين`, `درهمان`. `سنتين` are two years more often
/// than two cents.
pub(super) fn unit_of_two(word: &str) -> Option<CurrencyUnit> {
    let one = word.strip_suffix("ين").or_else(|| word.strip_suffix("ان"))?;
    Some(match one {
        "دولار" => CurrencyUnit::Dollar,
        "درهم" => CurrencyUnit::Dirham,
        "ريال" => CurrencyUnit::Riyal,
        "جنيه" => CurrencyUnit::Pound,
        "دينار" => CurrencyUnit::Dinar,
        "ليرت" => CurrencyUnit::Lira,
        "روبيت" => CurrencyUnit::Rupee,
        "فرنك" => CurrencyUnit::Franc,
        "شيكل" | "شيقل" => CurrencyUnit::Shekel,
        "فلس" => CurrencyUnit::Fils,
        "هللت" => CurrencyUnit::Halala,
        "قرش" => CurrencyUnit::Piastre,
        _ => return None,
    })
}

/// Whether a word as it is written may be one of [`unit_of_two`], perhaps behind proclitics: a look
/// at its last bytes, so that other words need not be folded.
#[inline]
pub(super) fn may_be_two_units(form: &str) -> bool {
    // The second byte of ي and of ا, and ن.
    matches!(form.as_bytes(), [.., 0x8A | 0xA7, 0xD9, 0x86]) && ends_as_two_units(form)
}

#[cold]
fn ends_as_two_units(form: &str) -> bool {
    let one = form.strip_suffix("ين").or_else(|| form.strip_suffix("ان")).unwrap_or_default();
    ["ار", "هم", "ال", "يه", "رت", "يت", "نك", "كل", "قل", "لس", "لت", "رش"]
        .iter()
        .any(|end| one.ends_with(end))
}

/// Whether `ريال` before this word is the beginning of the name of a club.
pub(super) fn is_club(word: &str) -> bool {
    matches!(
        word,
        "مدريد"
            | "سوسيداد"
            | "سوسييداد"
            | "بيتيس"
            | "مايوركا"
            | "سرقسطه"
            | "بلد"
            | "سالت"
    )
}
