//! Light stems, what is left of a word without its commonest affixes, and roots.
//!
//! In: a word. Out: its stem, which is a key for counting and searching and no word. [`light10`] and
//! [`isri`] take words as the profile `standard` writes them; the rules of [`snowball`] look at
//! hamzas and final ى, so that it takes them as they are written. [`StemKeys`] knows which is which. The stemmers go by letters alone and know no dictionary, so they take
//! letters off that belong to the word, and leave affixes on. Light stems keep broken plurals apart;
//! roots join them, and unrelated words with them. Where the parts of a word matter, segment it.
//!
//! | word | `light10` | `snowball` | `isri` |
//! |---|---|---|---|
//! | الكتاب | كتاب | كتاب | كتب |
//! | وبالمدرسة | مدرس | مدرس | وبالمدرسة |
//! | كتابهم | كتابهم | كتاب | كتب |
//! | يكتبون | يكتب | يكتب | كتب |
//! | وزير | زير | وزير | وزر |
//!
//! ```
//! use siyaq_text::stem::Stemmer;
//!
//! assert_eq!(Stemmer::Light10.stem("المهندسون"), "مهندس");
//! assert_eq!(Stemmer::Snowball.stem("المهندسون"), "مهندس");
//! assert_eq!("light10".parse::<Stemmer>()?, Stemmer::Light10);
//! # Ok::<(), siyaq_text::TextError>(())
//! ```

mod isri;
mod light10;

pub use isri::isri;
pub use light10::light10;

use crate::error::{TextError, TextErrorKind};
use crate::normalize::Normalizer;
use crate::steps::Profile;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// The stem of a word by the Arabic stemmer of Snowball, which takes proclitics, the article,
/// pronouns, and endings of nouns and verbs.
///
/// Snowball folds hamzas on its way: `مسؤول` gives `مسوول`. A stem is never empty and has never
/// more characters than its word. Twice is not once: `مكتبات` gives `مكتبا`, and that gives `مكتب`.
///
/// Cost: some allocations for each word, so stem the types of a corpus and not its tokens.
///
/// References: A. Chelli, A. Aries, "Arabic stemming algorithm", Snowball.
///
/// ```
/// use siyaq_text::stem::snowball;
/// assert_eq!(snowball("سيكتبون"), "يكتب");
/// assert_eq!(snowball("كتابهم"), "كتاب");
/// ```
#[must_use]
pub fn snowball(word: &str) -> Cow<'_, str> {
    let stem = frostem::Stemmer::new(frostem::Algorithm::Arabic).stem(word);
    if stem.is_empty() { Cow::Borrowed(word) } else { stem }
}

/// A stemmer that goes by letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stemmer {
    /// [`light10`]: the article, و, and ten endings.
    #[default]
    Light10,
    /// [`snowball`]: more affixes, those of verbs among them.
    Snowball,
    /// [`isri`]: roots, by the patterns of words.
    Isri,
}

impl Stemmer {
    /// Every stemmer.
    pub const ALL: [Self; 3] = [Self::Light10, Self::Snowball, Self::Isri];

    /// The name of the stemmer in options and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light10 => "light10",
            Self::Snowball => "snowball",
            Self::Isri => "isri",
        }
    }

    /// The stem of a word that is written as the stemmer takes it.
    #[must_use]
    pub fn stem(self, word: &str) -> Cow<'_, str> {
        match self {
            Self::Light10 => Cow::Borrowed(light10(word)),
            Self::Snowball => snowball(word),
            Self::Isri => isri(word),
        }
    }
}

/// Makes keys of words: their stems, folded by the profile `standard`.
///
/// ```
/// use siyaq_text::stem::{StemKeys, Stemmer};
///
/// let keys = StemKeys::new(Stemmer::Snowball);
/// assert_eq!(keys.key("فأطفالهم"), keys.key("أطفال"));
/// assert_eq!(StemKeys::new(Stemmer::Light10).key("والأطفال"), "اطفال");
/// ```
#[derive(Clone, Debug)]
pub struct StemKeys {
    stemmer: Stemmer,
    clean: Normalizer,
    standard: Normalizer,
}

impl StemKeys {
    /// Keys by a stemmer.
    #[must_use]
    pub fn new(stemmer: Stemmer) -> Self {
        let (clean, standard) = (Profile::Clean, Profile::Standard);
        Self { stemmer, clean: Normalizer::new(clean), standard: Normalizer::new(standard) }
    }

    /// The key of a word as it is written.
    #[must_use]
    pub fn key(&self, word: &str) -> String {
        match self.stemmer {
            Stemmer::Snowball => {
                self.standard.normalize(&snowball(&self.clean.normalize(word))).into_owned()
            }
            stemmer => stemmer.stem(&self.standard.normalize(word)).into_owned(),
        }
    }
}

impl fmt::Display for Stemmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Stemmer {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|stemmer| stemmer.name() == text.trim())
            .ok_or_else(|| TextError::new(TextErrorKind::UnknownStemmer(text.to_owned())))
    }
}
