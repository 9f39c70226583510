//! Arabic in Latin letters and back.
//!
//! In: Arabic text, or text in one of the schemes. Out: the other. The schemes for machines
//! ([`TranslitScheme::Buckwalter`], its safe and XML variants, and [`TranslitScheme::Hsb`]) write one sign for each
//! Arabic character and lose nothing; [`TranslitScheme::Din31635`] is for readers and goes one way.

mod din;
mod letters;

use crate::chars::{is_arabic_letter, is_arabic_mark};
use crate::error::{TextError, TextErrorKind};
use letters::Letters;
use std::fmt;
use std::str::FromStr;
use unicode_normalization::char::compose;

/// A way to write Arabic in Latin letters.
///
/// | | ء آ أ ؤ إ ئ | ة ى | ث ح ذ ش | ص ض ط ظ ع غ | marks | ٱ پ چ ڤ گ |
/// |---|---|---|---|---|---|---|
/// | `buckwalter` | `' \| > & < }` | `p Y` | `v H * $` | `S D T Z E g` | ``F N K a u i ~ o ` `` | `{ P J V G` |
/// | `safe-buckwalter` | `C M O W I Q` | `p Y` | `v H V c` | `S D T Z E g` | `F N K a u i ~ o e` | `L P J B G` |
/// | `xml-buckwalter` | `' \| O W I }` | `p Y` | `v H * $` | `S D T Z E g` | ``F N K a u i ~ o ` `` | `{ P J V G` |
/// | `hsb` | `' Ā Â ŵ Ǎ ŷ` | `ħ ý` | `θ H ð š` | `S D T Ď ς γ` | `ã ũ ĩ a u i ~ . á` | `Ä p c v g` |
/// | `din31635` | `ʾ ʾā ʾ ʾ ʾi ʾ` | `h ā` | `ṯ ḥ ḏ š` | `ṣ ḍ ṭ ẓ ʿ ġ` | vowels | `p č v g` |
///
/// The marks are fathatan, dammatan, kasratan, fatha, damma, kasra, shadda, sukun and the dagger
/// alef. Tatweel is `_`, and the letters not shown are `A b t j x d r z s f q k l m n h w y`.
///
/// What a scheme does not know passes through unchanged: white space, digits of every system,
/// punctuation, other scripts, Arabic characters outside its table ([`Self::unknown`] finds
/// those). Text that already has signs of the scheme, such as Latin words, cannot be told from
/// Arabic on the way back; [`Self::clashes`] finds such signs, and a text without any comes back
/// as it was.
///
/// Not for presentation forms and hamzas that are written after their letter: bring those to
/// ordinary letters first, by [`Profile::Clean`](crate::Profile::Clean). Not for Arabizi.
///
/// # Queries
///
/// In Buckwalter's scheme `*` is ذ and `|` is آ, and `< > & { } ' $` are letters too, while a query
/// uses some of these signs for itself. Read queries by [`Self::query_to_arabic`], which leaves
/// the signs of the query alone; a letter that looks like one takes a `\` before it. In the safe
/// variant no letter looks like a sign of any query language but `~` and `_`, which stand for
/// shadda and tatweel and are hardly ever searched for, so it is the one to offer to people who
/// type queries.
///
/// References: T. Buckwalter, "Arabic Transliteration"; N. Habash, A. Soudi and T. Buckwalter, "On
/// Arabic Transliteration", 2007; DIN 31635.
///
/// ```
/// use siyaq_text::TranslitScheme;
///
/// let scheme = TranslitScheme::Buckwalter;
/// assert_eq!(scheme.to_latin("وزير الشؤون الإسلامية"), "wzyr Al$&wn Al<slAmyp");
/// assert_eq!(scheme.to_arabic("*hb <lY Almktbp").as_deref(), Some("ذهب إلى المكتبة"));
/// assert_eq!(TranslitScheme::Hsb.to_latin("إلى المدرسة"), "Ǎlý Almdrsħ");
/// assert_eq!(TranslitScheme::Din31635.to_latin("مُحَمَّدٌ"), "muḥammadun");
/// # assert_eq!(TranslitScheme::SafeBuckwalter.to_latin("ذهب إلى"), "Vhb IlY");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TranslitScheme {
    /// The scheme of Tim Buckwalter's lexicon, in ASCII.
    Buckwalter,
    /// Buckwalter's scheme with letters in place of signs.
    #[default]
    SafeBuckwalter,
    /// Buckwalter's scheme with letters in place of `<`, `>` and `&`.
    XmlBuckwalter,
    /// The scheme of Habash, Soudi and Buckwalter: one letter each, closer to the sound. إ is
    /// written `Ǎ` and read from `Ă` too.
    Hsb,
    /// DIN 31635, for readers. It goes one way: long vowels, hamzas and alefs cannot be told apart
    /// afterwards.
    ///
    /// It shows what is written: vowels where the text has them, an initial bare alef without a
    /// vowel as `a`, a bare waw and yeh as `w` and `y`. Teh marbuta is `h`, and `t` before a vowel
    /// sign. The article ال gets its hyphen where it begins a word of five letters or more, or of
    /// any length when it has an alef wasla, and its `l` takes the sound of a sun letter; after و, ف,
    /// ب or ك only where vowel signs show it (`wa-l-qamar`). Digits and punctuation become those of
    /// Latin text.
    Din31635,
}

/// The signs of Siyaq's query language, for [`TranslitScheme::query_to_arabic`].
pub const QUERY_SIGNS: &str = "*?|()";

impl TranslitScheme {
    /// Every scheme.
    pub const ALL: [Self; 5] =
        [Self::Buckwalter, Self::SafeBuckwalter, Self::XmlBuckwalter, Self::Hsb, Self::Din31635];

    /// The name of the scheme in options and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Buckwalter => "buckwalter",
            Self::SafeBuckwalter => "safe-buckwalter",
            Self::XmlBuckwalter => "xml-buckwalter",
            Self::Hsb => "hsb",
            Self::Din31635 => "din31635",
        }
    }

    /// The table of the scheme; none where it does not write one sign for each character.
    const fn letters(self) -> Option<&'static Letters> {
        static BUCKWALTER: Letters = Letters::BUCKWALTER;
        static SAFE: Letters = Letters::SAFE;
        static XML: Letters = Letters::XML;
        static HSB: Letters = Letters::HSB;
        match self {
            Self::Buckwalter => Some(&BUCKWALTER),
            Self::SafeBuckwalter => Some(&SAFE),
            Self::XmlBuckwalter => Some(&XML),
            Self::Hsb => Some(&HSB),
            Self::Din31635 => None,
        }
    }

    /// Whether text can be brought back to Arabic.
    #[must_use]
    pub const fn is_two_way(self) -> bool {
        self.letters().is_some()
    }

    /// The text in Latin letters.
    ///
    /// Cost: one pass and one allocation.
    #[must_use]
    pub fn to_latin(self, text: &str) -> String {
        match self.letters() {
            Some(letters) => text.chars().map(|c| letters.latin(c).unwrap_or(c)).collect(),
            None => din::to_latin(text),
        }
    }

    /// The text in Arabic letters; `None` for a scheme that goes one way.
    ///
    /// A letter of HSB may also be written as a plain letter and a combining accent.
    ///
    /// ```
    /// use siyaq_text::TranslitScheme;
    /// assert_eq!(TranslitScheme::SafeBuckwalter.to_arabic("Vhb 25").as_deref(), Some("ذهب 25"));
    /// assert_eq!(TranslitScheme::Hsb.to_arabic("s\u{30C}ms").as_deref(), Some("شمس"));
    /// assert_eq!(TranslitScheme::Din31635.to_arabic("šams"), None);
    /// ```
    #[must_use]
    pub fn to_arabic(self, text: &str) -> Option<String> {
        let mut out = String::with_capacity(text.len() * 2);
        let letters = self.letters()?;
        let mut chars = text.chars().peekable();
        while let Some(mut c) = chars.next() {
            while let Some(whole) = chars
                .peek()
                .filter(|next| is_accent(**next))
                .and_then(|next| compose(c, *next).filter(|whole| letters.arabic(*whole).is_some()))
            {
                chars.next();
                c = whole;
            }
            out.push(letters.arabic(c).unwrap_or(c));
        }
        Some(out)
    }

    /// A query in Arabic letters; `None` for a scheme that goes one way. The characters of `signs`
    /// mean something to the query and stay, and so does a `\` with the character behind it, except
    /// that a `\` before a letter of the scheme gives the letter.
    ///
    /// ```
    /// use siyaq_text::{QUERY_SIGNS, TranslitScheme};
    ///
    /// let arabic = |scheme: TranslitScheme, query| scheme.query_to_arabic(query, QUERY_SIGNS).unwrap();
    /// assert_eq!(arabic(TranslitScheme::SafeBuckwalter, "(ktAb*|k?tb) Vhb"), "(كتاب*|ك?تب) ذهب");
    /// assert_eq!(arabic(TranslitScheme::Buckwalter, r"ktAb* \*hb >*"), "كتاب* ذهب أ*");
    /// assert_eq!(arabic(TranslitScheme::SafeBuckwalter, r"\* \?"), r"\* \?");
    /// ```
    #[must_use]
    pub fn query_to_arabic(self, query: &str, signs: &str) -> Option<String> {
        let letters = self.letters()?;
        let mut out = String::with_capacity(query.len() * 2);
        let mut plain = query;
        while let Some((before, sign)) =
            plain.char_indices().find(|(_, c)| *c == '\\' || signs.contains(*c))
        {
            let (text, rest) = plain.split_at_checked(before).unwrap_or((plain, ""));
            out.push_str(&self.to_arabic(text)?);
            let mut rest = rest.chars();
            rest.next();
            let escaped = if sign == '\\' { rest.next() } else { None };
            match escaped.map(|c| (c, letters.arabic(c))) {
                Some((_, Some(letter))) => out.push(letter),
                Some((c, None)) => out.extend([sign, c]),
                None => out.push(sign),
            }
            plain = rest.as_str();
        }
        out.push_str(&self.to_arabic(plain)?);
        Some(out)
    }

    /// The Arabic letters and marks of a text that the scheme has no sign for.
    ///
    /// ```
    /// use siyaq_text::TranslitScheme;
    /// assert_eq!(TranslitScheme::Buckwalter.unknown("كتاب ژ ٢").collect::<String>(), "ژ");
    /// ```
    pub fn unknown(self, text: &str) -> impl Iterator<Item = char> {
        let knows = move |c: &char| match self.letters() {
            Some(letters) => letters.latin(*c).is_some(),
            None => din::knows(*c),
        };
        text.chars().filter(move |c| (is_arabic_letter(*c) || is_arabic_mark(*c)) && !knows(c))
    }

    /// The characters of a text that pass through [`Self::to_latin`], and that
    /// [`Self::to_arabic`] would then take for letters of the scheme. A text without any comes
    /// back as it was. For a scheme that goes one way there are none.
    ///
    /// ```
    /// use siyaq_text::TranslitScheme;
    /// assert_eq!(TranslitScheme::Buckwalter.clashes("طائرة F16 | مصر").collect::<String>(), "F|");
    /// assert_eq!(TranslitScheme::SafeBuckwalter.clashes("طائرة F16 | مصر").collect::<String>(), "F");
    /// ```
    pub fn clashes(self, text: &str) -> impl Iterator<Item = char> {
        // An accent may join the sign before it.
        let accent = move |c: char| self == Self::Hsb && is_accent(c);
        text.chars().filter(move |c| {
            self.letters().is_some_and(|letters| {
                letters.latin(*c).is_none() && (letters.arabic(*c).is_some() || accent(*c))
            })
        })
    }
}

/// Whether `c` is an accent that stands behind its letter.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

impl fmt::Display for TranslitScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for TranslitScheme {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|scheme| scheme.name() == text.trim())
            .ok_or_else(|| TextError::new(TextErrorKind::UnknownScheme(text.to_owned())))
    }
}
