//! The language of the words around a network.

use std::fmt;

/// The language that a picture or a page speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PageLanguage {
    /// Arabic, from right to left.
    #[default]
    Arabic,
    /// English.
    English,
}

impl PageLanguage {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Arabic, Self::English];

    /// The code of ISO 639: `ar`, `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    /// The language of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The words of the language.
    pub(super) const fn words(self) -> &'static Words {
        match self {
            Self::Arabic => &ARABIC,
            Self::English => &ENGLISH,
        }
    }
}

impl fmt::Display for PageLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What stands over a picture or a page, and in which language all its words are. Names of measures are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Heading<'t> {
    /// The title.
    pub title: &'t str,
    /// The language.
    pub language: PageLanguage,
}

/// The words around a network.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) direction: &'static str,
    pub(super) comma: &'static str,
    pub(super) nodes: &'static str,
    pub(super) edges: &'static str,
    /// From the least weight up to the greatest.
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    /// What the colours mean, by order.
    pub(super) orders: [&'static str; 3],
    pub(super) search: &'static str,
    pub(super) reset: &'static str,
    pub(super) word: &'static str,
    pub(super) collocate: &'static str,
    pub(super) together: &'static str,
    pub(super) documents: &'static str,
}

const ARABIC: Words = Words {
    direction: "rtl",
    comma: "، ",
    nodes: "الكلمات",
    edges: "الروابط",
    from: "من",
    to: "إلى",
    orders: ["الأحمر: ما طُلب", "الأزرق: متلازماته", "الأخضر: متلازمات متلازماته"],
    search: "بحث",
    reset: "إعادة الضبط",
    word: "الكلمة",
    collocate: "المتلازم",
    together: "مرات الاجتماع",
    documents: "عدد الوثائق",
};

const ENGLISH: Words = Words {
    direction: "ltr",
    comma: ", ",
    nodes: "words",
    edges: "links",
    from: "from",
    to: "to",
    orders: ["red: asked for", "blue: collocates", "green: collocates of those"],
    search: "Search",
    reset: "Reset",
    word: "word",
    collocate: "collocate",
    together: "together",
    documents: "documents",
};
