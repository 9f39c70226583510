//! The words that cardinal numbers are made of.
//!
//! Words are keys as in [`words`](super::words).

use super::words::{ordinal, with_proclitic};
use siyaq_text::chars::is_arabic_letter;

/// What a word of a cardinal number adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    /// 1 to 9.
    Unit(u16),
    /// Ten, and the ten of eleven to nineteen.
    Ten,
    /// 20 to 90.
    Tens(u16),
    /// 100 to 900 in one word.
    Hundreds(u16),
    /// A thousand, a million and so on, by its power of ten.
    Scale(u8),
    /// Two thousand, two million and so on.
    Dual(u8),
    /// The two of twelve, which stands before its ten only: `أثنى` alone is a verb.
    TwoOfTwelve,
}

/// Whether a word as it is written may begin a number or an hour in words, perhaps behind
/// proclitics: a look at its first letters, so that other words need not be folded. Words in forms of
/// presentation always may.
pub(super) fn may_begin(form: &str) -> bool {
    let mut letters = ['\0'; 8];
    let bare = form.chars().filter(|c| is_arabic_letter(*c));
    for (place, letter) in letters.iter_mut().zip(bare) {
        *place = match letter {
            'أ' | 'إ' | 'آ' => 'ا',
            'ک' => 'ك',
            '\u{FB50}'.. => return true,
            other => other,
        };
    }
    let [first, second, ..] = letters;
    let conjunction = matches!(first, 'و' | 'ف');
    let particle = |letter| matches!(letter, 'ب' | 'ل' | 'ك');
    let definite = |letters: &[char]| match letters {
        ['ا' | 'ل', 'ل', rest @ ..] => may_begin_bare(rest),
        _ => false,
    };
    let begins = |letters: &[char]| may_begin_bare(letters) || definite(letters);
    begins(&letters)
        || (conjunction || particle(first)) && begins(&letters[1..])
        || conjunction && particle(second) && begins(&letters[2..])
}

/// Whether a numeral or the ordinal of an hour may begin with the letters.
fn may_begin_bare(letters: &[char]) -> bool {
    let [first, second, third, ..] = letters else { return false };
    match (first, second) {
        ('ا' | 'ل', 'ل') => matches!(third, 'ف' | 'و' | 'ح' | 'ث' | 'ر' | 'خ' | 'س' | 'ت' | 'ع'),
        ('س', 'ت') => matches!(third, '\0' | 'ة' | 'ه' | 'و' | 'ي' | 'ی' | 'م'),
        ('م', 'ئ') => matches!(third, 'ة' | 'ه' | 'ت'),
        ('ت', 'ر') => matches!(third, 'ي' | 'ی' | 'ل'),
        ('م' | 'ب', 'ل') => matches!(third, 'ي' | 'ی'),
        ('ص', 'ف') => *third == 'ر',
        ('خ', 'م') => *third == 'س',
        ('م', 'ا') => *third == 'ئ',
        ('ا', 'ر') => *third == 'ب',
        ('ا', 'ح') => *third == 'د',
        ('ا', 'ث') => *third == 'ن',
        ('و', 'ا') => *third == 'ح',
        ('ع', 'ش') => *third == 'ر',
        ('ث', 'ل' | 'م') => *third == 'ا',
        ('ن', 'ص') => *third == 'ف',
        ('ت', 'س') | ('س' | 'ر', 'ب') => *third == 'ع',
        _ => false,
    }
}

/// The numeral that a word without proclitics is; `None` for those with the article, for plurals
/// that count nothing by themselves (`ملايين`), and for those of [`one_or_two`].
pub(super) fn numeral(word: &str) -> Option<Numeral> {
    Some(match word {
        "واحد" | "واحده" | "واحدا" | "احد" | "احدي" => Numeral::Unit(1),
        "اثنان" | "اثنين" | "اثنتان" | "اثنتين" => Numeral::Unit(2),
        "اثنا" | "اثني" | "اثنتا" | "اثنتي" => Numeral::TwoOfTwelve,
        "عشر" | "عشره" => Numeral::Ten,
        "عشرون" | "عشرين" => Numeral::Tens(20),
        "مئه" | "مائه" => Numeral::Hundreds(100),
        "مئتان" | "مئتين" | "مئتا" | "مئتي" | "مائتان" | "مائتين" | "مائتا" | "مائتي" => {
            Numeral::Hundreds(200)
        }
        "الف" => Numeral::Scale(3),
        "مليون" => Numeral::Scale(6),
        "مليار" | "بليون" => Numeral::Scale(9),
        "تريليون" | "ترليون" => Numeral::Scale(12),
        "الفان" | "الفين" | "الفي" => Numeral::Dual(3),
        "مليونان" | "مليونين" | "مليوني" => Numeral::Dual(6),
        "ملياران" | "مليارين" | "ملياري" | "بليونين" | "بليوني" => {
            Numeral::Dual(9)
        }
        "تريليونان" | "تريليونين" | "تريليوني" => Numeral::Dual(12),
        _ => return of_stem(word),
    })
}

/// The numerals from three to nine, and the tens and hundreds made of them.
fn of_stem(word: &str) -> Option<Numeral> {
    STEMS.iter().find_map(|(stem, unit)| match word.strip_prefix(stem)? {
        "" | "ه" => Some(Numeral::Unit(*unit)),
        "ون" | "ين" => Some(Numeral::Tens(unit * 10)),
        "مئه" | "مائه" => Some(Numeral::Hundreds(unit * 100)),
        _ => None,
    })
}

/// What the words from three to nine begin with.
const STEMS: [(&str, u16); 8] = [
    ("ثلاث", 3),
    ("اربع", 4),
    ("خمس", 5),
    ("ست", 6),
    ("سبع", 7),
    ("ثماني", 8),
    ("ثمان", 8),
    ("تسع", 9),
];

/// The power of `ألفا`, `مليونا` and their like, which are one in the accusative, and two before what
/// they count.
pub(super) fn one_or_two(word: &str) -> Option<u8> {
    match word {
        "الفا" => Some(3),
        "مليونا" => Some(6),
        "مليارا" | "بليونا" => Some(9),
        "تريليونا" | "ترليونا" => Some(12),
        _ => None,
    }
}

/// The halves and quarters that a million is taken by: `نصف مليون`.
pub(super) fn fraction(word: &str) -> Option<&'static str> {
    match word {
        "نصف" => Some("0.5"),
        "ربع" => Some("0.25"),
        _ => None,
    }
}

/// The word without its proclitics, where what is left is what `find` looks for: `وعشرين`,
/// `بثلاثة`, `ولعشر`. What is found with fewer proclitics goes first. `لست` is a verb.
pub(super) fn without_proclitics<T>(word: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let particle = |word: &str| {
        let rest = word.strip_prefix(['ب', 'ل', 'ك']).filter(|_| word != "لست")?;
        find(rest)
    };
    let conjunction = || word.strip_prefix(['و', 'ف']);
    find(word)
        .or_else(|| find(conjunction()?))
        .or_else(|| particle(word))
        .or_else(|| particle(conjunction()?))
}

/// Whether a numeral behind the word belongs to it, or counts something else than it says: `القرن
/// الخامس عشر`, `بضعة عشر`, `مئات ألف`.
pub(super) fn binds_numeral(word: &str) -> bool {
    with_proclitic(word, |word| {
        let masculine = word.strip_suffix('ه').unwrap_or(word);
        let quantity = matches!(
            word,
            "بضع" | "بضعه" | "مئات" | "مءات" | "عشرات" | "الاف" | "ملايين" | "مليارات"
        );
        quantity || ordinal(masculine.strip_prefix("ال").unwrap_or(masculine)).is_some()
    })
}

/// Whether the word is a part that no decimal number is, `ثلث`.
pub(super) fn is_third(word: &str) -> bool {
    matches!(word.strip_prefix("ال").unwrap_or(word), "ثلث" | "ثلثا" | "ثلثي" | "ثلثين" | "ثلثان")
}

/// Whether the word is a fraction of one in the singular: `خمس المليون`, `عشر`.
pub(super) fn is_fifth(word: &str) -> bool {
    matches!(word, "خمس" | "سدس" | "سبع" | "ثمن" | "تسع" | "عشر")
}

/// Whether the word makes parts of the numeral before it: `ثلاثة أرباع`.
pub(super) fn is_part(word: &str) -> bool {
    matches!(word, "ارباع" | "اثلاث" | "اخماس" | "اسداس" | "اسباع" | "اثمان" | "اتساع" | "اعشار")
}
