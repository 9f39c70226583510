//! The named steps of normalisation.

use std::fmt;

/// One step of normalisation.
///
/// Each step can be turned on and off by its name. The order in which steps are written does not
/// matter: the result is that of [`Step::ALL`] in order, applied until nothing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Step {
    /// Writes canonically equal text in one way, that of Unicode's form NFC: a letter and the hamza
    /// that follows it as the one letter that means both, marks in canonical order.
    Compose = 0,
    /// Replaces presentation forms by the letters they show.
    Presentation = 1,
    /// Deletes the tatweel; one that carries a hamza becomes hamza on yeh. With `compose` an alef
    /// becomes آ by a madda on a tatweel behind it.
    Tatweel = 2,
    /// Deletes what shows nothing: soft hyphen, zero width joiner, bidi controls, byte-order mark,
    /// variation selectors, tags; inside an Arabic word the zero width space too.
    Controls = 3,
    /// Deletes the zero width non-joiner.
    Zwnj = 4,
    /// Deletes vowel signs, shadda and dagger alef.
    Diacritics = 5,
    /// Deletes the marks of Quranic spelling.
    Quran = 6,
    /// Writes every form of alef as bare alef.
    Alef = 7,
    /// Writes alef maqsura and Persian yeh as yeh.
    Yeh = 8,
    /// Writes Persian kaf as kaf.
    Kaf = 9,
    /// Writes the hehs of Persian and Urdu as heh, and their teh marbuta as teh marbuta; the hamza
    /// that marks a genitive goes.
    Heh = 10,
    /// Writes Arabic-Indic and Persian digits as ASCII digits.
    Digits = 11,
    /// Writes teh marbuta as heh.
    Teh = 12,
    /// Writes hamza on waw as waw and hamza on yeh as yeh.
    Hamza = 13,
    /// Writes the Maghrebi feh and qaf, and the three letters for hard g, in one way.
    Maghrebi = 14,
    /// Writes three identical letters or more in a row as one.
    Elong = 15,
    /// Decodes character references of HTML, and what a careless cleaner left of them.
    Entities = 16,
    /// Writes the Arabic signs of decimals and thousands between digits as point and comma.
    Separators = 17,
    /// Writes the dagger alef as alef, where ordinary spelling has one.
    DaggerAlef = 18,
    /// Writes hamza before waw in one way, on waw, whether a text has it on waw, on yeh or on the line.
    ///
    /// Two traditions write the same words differently there. In a vocabulary of 581,802 types (28.8
    /// million tokens of newspapers of 2015, words of letters alone) 124 forms of `broad` are met by a
    /// second one, which together have 29,296 tokens; 1,018 of these are in the rarer spelling:
    ///
    /// | words | forms | tokens | of them rarer | as in |
    /// |---|---|---|---|---|
    /// | مسؤول and its derivatives | 53 | 17,990 | 435 | المسؤولين, المسئولين |
    /// | شؤون | 14 | 9,824 | 314 | الشؤون, الشئون |
    /// | plurals in ـوا, ـون and ـو behind a hamza | 43 | 858 | 217 | جاؤوا, جاءوا; يسيئون, يسيؤون |
    /// | others | 14 | 624 | 52 | رؤوف, رءوف; الدؤوب, الدءوب; سيؤول, سيئول; موؤودة, موءودة |
    ///
    /// All pairs were looked at. One unites two words: مؤوي, which gives shelter, and مئوي, of a hundred,
    /// with one token each.
    HamzaSeat = 19,
}

impl Step {
    /// Every step, in canonical order.
    pub const ALL: [Self; 20] = [
        Self::Entities,
        Self::Compose,
        Self::Presentation,
        Self::Tatweel,
        Self::Controls,
        Self::Zwnj,
        Self::DaggerAlef,
        Self::Diacritics,
        Self::Quran,
        Self::Alef,
        Self::Yeh,
        Self::Kaf,
        Self::Heh,
        Self::Digits,
        Self::Separators,
        Self::Teh,
        Self::HamzaSeat,
        Self::Hamza,
        Self::Maghrebi,
        Self::Elong,
    ];

    /// The name of the step in options, manifests and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compose => "compose",
            Self::Presentation => "presentation",
            Self::Tatweel => "tatweel",
            Self::Controls => "controls",
            Self::Zwnj => "zwnj",
            Self::Diacritics => "diacritics",
            Self::Quran => "quran",
            Self::Alef => "alef",
            Self::Yeh => "yeh",
            Self::Kaf => "kaf",
            Self::Heh => "heh",
            Self::Digits => "digits",
            Self::Teh => "teh",
            Self::Hamza => "hamza",
            Self::Maghrebi => "maghrebi",
            Self::Elong => "elong",
            Self::Entities => "entities",
            Self::Separators => "separators",
            Self::DaggerAlef => "dagger_alef",
            Self::HamzaSeat => "hamza_seat",
        }
    }

    /// The step with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The code points that the step touches, and what becomes of them.
    #[must_use]
    pub const fn code_points(self) -> &'static str {
        match self {
            Self::Compose => {
                "as NFC: 0627+0653→0622 0627+0654→0623 0627+0655→0625 0648+0654→0624 \
                 064A+0654→0626 06D5+0654→06C0 06C1+0654→06C2 06D2+0654→06D3 0065+0301→00E9; marks \
                 by combining class"
            }
            Self::Presentation => {
                "FB50–FDFF FE70–FEFC → their letters; FC5E–FC63 FE70–FE7F → the bare mark; \
                 FDFA–FDFD stay"
            }
            Self::Tatweel => "0640 deleted; 0640 with 0654 or 0655 on it, beside a letter → 0626",
            Self::Controls => {
                "default-ignorable code points but 200B 200C, and FFF9–FFFB, deleted: 00AD 034F 061C \
                 180B–180F 200D–200F 202A–202E 2060–206F FE00–FE0F FEFF E0000–E0FFF; 200B between \
                 Arabic letters deleted, unless behind 0629 0649; the digits round a single decimal \
                 sign change places where 061C or 200F goes from beside it"
            }
            Self::Zwnj => "200C deleted",
            Self::Diacritics => "064B–065F 0670 deleted",
            Self::Quran => {
                "0610–061A 06D6–06DC 06DF–06E8 06EA–06ED 0898–089F 08CA–08E1 08E3–08FF \
                 10EFD–10EFF deleted"
            }
            Self::Alef => "0622 0623 0625 0671 0672 0673 0675 → 0627",
            Self::Yeh => "0649 06CC 06CD 0620 → 064A",
            Self::Kaf => "06A9 06AA → 0643",
            Self::Heh => "06BE 06C0–06C2 06D5 → 0647, 06C3 → 0629, 06D3 → 06D2",
            Self::Digits => "0660–0669 06F0–06F9 → 0030–0039",
            Self::Teh => "0629 → 0647",
            Self::Hamza => "0624 → 0648, 0626 → 064A",
            Self::Maghrebi => "06A2 → 0641, 06A7 06A8 → 0642, 06A5 → 06A4, 06AD 0763 → 06AF",
            Self::Elong => "three or more of the same Arabic letter in a row → one",
            Self::Entities => {
                "&name; &#8221; &#x201D; → the character; #171; quot; nbsp; and their like, which \
                 have lost a part, too"
            }
            Self::Separators => "066B → 002E and 066C → 002C between digits",
            Self::DaggerAlef => {
                "0670 → 0627; 0648 0649+0670 → 0627 where they stand for one; deleted behind a final \
                 0649 and in words written without: هذا ذلك لكن الله إله الرحمن أولئك"
            }
            Self::HamzaSeat => "0621 0626 before 0648 → 0624",
        }
    }

    /// A word before the step and after it alone.
    #[must_use]
    pub const fn example(self) -> (&'static str, &'static str) {
        match self {
            Self::Compose => ("مو\u{654}من", "مؤمن"),
            Self::Presentation => ("\u{FEF9}ن", "لإن"),
            Self::Tatweel => ("محم\u{640}\u{640}د", "محمد"),
            Self::Controls => ("الم\u{AD}غرب\u{200F}", "المغرب"),
            Self::Zwnj => ("می\u{200C}خواهم", "میخواهم"),
            Self::Diacritics => ("ك\u{64F}ت\u{650}ب\u{64E}", "كتب"),
            Self::Quran => ("رحمة\u{8F0}", "رحمة"),
            Self::Alef => ("أحمد", "احمد"),
            Self::Yeh => ("على", "علي"),
            Self::Kaf => ("کتاب", "كتاب"),
            Self::Heh => ("ھربل", "هربل"),
            Self::Digits => ("١٩٨٥", "1985"),
            Self::Teh => ("مدرسة", "مدرسه"),
            Self::Hamza => ("مسؤول", "مسوول"),
            Self::Maghrebi => ("أݣادير", "أگادير"),
            Self::Elong => ("جدااااا", "جدا"),
            Self::Entities => ("&quot;نعم&quot;", "\"نعم\""),
            Self::Separators => ("٣\u{66B}٥", "٣.٥"),
            Self::DaggerAlef => ("الكت\u{670}ب", "الكتاب"),
            Self::HamzaSeat => ("مسئول", "مسؤول"),
        }
    }

    /// What can no longer be told apart after the step.
    #[must_use]
    pub const fn conflates(self) -> &'static str {
        match self {
            Self::Compose => "two encodings of one letter; no words",
            Self::Presentation => "glyphs pasted from a PDF and ordinary letters; no words",
            Self::Tatweel => {
                "stretched and plain writing; the Hijri sign ه\u{640} and the letter ه"
            }
            Self::Controls => "copies of a word with and without invisible characters; no words",
            Self::Zwnj => "Persian half-spaced and joined writing",
            Self::Diacritics => "words that differ in vowels only: كتب “he wrote” and “books”",
            Self::Quran => "Quranic and ordinary spelling",
            Self::Alef => "إن and أن and آن; فأر and فار",
            Self::Yeh => "final ى and ي: على “on” and علي the name",
            Self::Kaf => "Persian and Arabic kaf",
            Self::Heh => "Persian, Urdu and Arabic heh",
            Self::Digits => "the three digit systems",
            Self::Teh => "كلمة “a word” and كلمه “he spoke to him”",
            Self::Hamza => "سئل and سيل; the spellings مسؤول and مسوول",
            Self::Maghrebi => "Maghrebi and eastern letters; the letters for hard g",
            Self::Elong => {
                "emphatic lengthening and the plain word; words with a true triple letter"
            }
            Self::Entities => "signs and their names in HTML; no words",
            Self::Separators => "the signs of three digit systems; no words",
            Self::DaggerAlef => "Quranic and ordinary spelling; rarely words",
            Self::HamzaSeat => {
                "مسئول and مسؤول, شئون and شؤون, رءوس and رؤوس; forms that only the seat tells apart"
            }
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
