//! Which clitics there are, in which order they stand, and how a word may be cut into them.
//!
//! Before the stem: a question particle, a conjunction, then a preposition or the future particle.
//! After it: one pronoun. The article is a matter of the stem and is looked at later.

use crate::letters::{
    ALEF, BEH, FEH, HAMZA, HAMZA_ON_WAW, HAMZA_ON_YEH, HEH, KAF, LAM, Letter, MEEM, MOST_LETTERS,
    NOON, SEEN, TEH, TEH_MARBUTA, WAW, YEH,
};

/// What a proclitic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proclitic {
    Question,
    Conjunction,
    Preposition,
    Future,
}

/// The proclitics of a word, each of one letter. Their places in this list are part of the
/// dictionary format.
pub(crate) const PREFIXES: [&[Letter]; 22] = [
    b"",
    &[WAW],
    &[FEH],
    &[BEH],
    &[LAM],
    &[KAF],
    &[SEEN],
    &[WAW, BEH],
    &[WAW, LAM],
    &[WAW, KAF],
    &[WAW, SEEN],
    &[FEH, BEH],
    &[FEH, LAM],
    &[FEH, KAF],
    &[FEH, SEEN],
    &[ALEF],
    &[ALEF, WAW],
    &[ALEF, FEH],
    &[ALEF, BEH],
    &[ALEF, LAM],
    &[ALEF, SEEN],
    &[ALEF, KAF],
];

/// The first of [`PREFIXES`] that begins with the question particle. Words that have it are
/// listed, and never guessed.
const FIRST_QUESTION: usize = 15;

/// The pronouns that end a word, the longest first where one ends with another. Their places are
/// part of the dictionary format.
pub(crate) const SUFFIXES: [&[Letter]; 13] = [
    b"",
    &[HEH],
    &[HEH, ALEF],
    &[HEH, MEEM],
    &[HEH, MEEM, ALEF],
    &[HEH, NOON],
    &[KAF],
    &[KAF, MEEM],
    &[KAF, MEEM, ALEF],
    &[KAF, NOON],
    &[NOON, ALEF],
    &[YEH],
    &[NOON, YEH],
];

/// The place in [`SUFFIXES`] of the pronoun ي.
pub(crate) const SUFFIX_YEH: u8 = 11;

/// What the letter of a proclitic is.
pub(crate) const fn proclitic(letter: Letter) -> Proclitic {
    match letter {
        ALEF => Proclitic::Question,
        WAW | FEH => Proclitic::Conjunction,
        SEEN => Proclitic::Future,
        _ => Proclitic::Preposition,
    }
}

/// A way to cut a word: how many letters stand before the stem and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Cut {
    /// A place in [`PREFIXES`].
    pub(crate) prefix: u8,
    /// A place in [`SUFFIXES`].
    pub(crate) suffix: u8,
}

impl Cut {
    /// The cut that leaves the word whole.
    pub(crate) const WHOLE: Self = Self { prefix: 0, suffix: 0 };

    /// The cut with these numbers; `None` where they name nothing.
    pub(crate) fn from_numbers(prefix: u8, suffix: u8) -> Option<Self> {
        let known = usize::from(prefix) < PREFIXES.len() && usize::from(suffix) < SUFFIXES.len();
        known.then_some(Self { prefix, suffix })
    }

    /// The same cut, said in one way: where nothing but a pronoun stands after a preposition, the
    /// preposition is the stem that carries it, in لهم as in له.
    #[inline]
    pub(crate) fn on_preposition(self, letters: &[Letter]) -> Self {
        let before = self.before();
        let Some((last, rest)) = before.split_last().filter(|_| self.suffix == 0) else {
            return self;
        };
        let stem = letters.get(before.len()..).unwrap_or_default();
        if stem.len() > 3 || proclitic(*last) != Proclitic::Preposition {
            return self;
        }
        let prefix = PREFIXES.iter().position(|letters| *letters == rest);
        let suffix = SUFFIXES.iter().position(|letters| *letters == stem);
        let numbers = prefix.zip(suffix.filter(|suffix| *suffix > 0));
        let cut = numbers.map(|(prefix, suffix)| (prefix as u8, suffix as u8));
        cut.map_or(self, |(prefix, suffix)| Self { prefix, suffix })
    }

    /// This cut with a conjunction before it; `None` where there is one already.
    pub(crate) fn after_conjunction(self, conjunction: Letter) -> Option<Self> {
        let letters: &[Letter] = match *self.before() {
            [] => &[conjunction],
            [letter] => &[conjunction, letter],
            _ => return None,
        };
        let prefix = PREFIXES.iter().position(|prefix| *prefix == letters)?;
        Some(Self { prefix: prefix as u8, ..self })
    }

    /// The cut with one proclitic and this pronoun.
    pub(crate) fn before_stem(proclitic: Letter, suffix: u8) -> Option<Self> {
        let prefix = PREFIXES.iter().position(|prefix| *prefix == [proclitic])?;
        Some(Self { prefix: prefix as u8, suffix })
    }

    /// The letters before the stem.
    #[inline]
    pub(crate) fn before(self) -> &'static [Letter] {
        PREFIXES.get(usize::from(self.prefix)).copied().unwrap_or_default()
    }

    /// The letters after the stem.
    #[inline]
    pub(crate) fn after(self) -> &'static [Letter] {
        SUFFIXES.get(usize::from(self.suffix)).copied().unwrap_or_default()
    }

    /// The letter of the preposition or particle that stands next to the stem; 0 without one.
    pub(crate) fn innermost(self) -> Letter {
        match self.before().last() {
            Some(&letter) if !matches!(letter, WAW | FEH) => letter,
            _ => 0,
        }
    }

    /// The stem as the word has it.
    #[inline]
    pub(crate) fn stem(self, word: &[Letter]) -> &[Letter] {
        let end = word.len().saturating_sub(self.after().len());
        word.get(self.before().len()..end).unwrap_or_default()
    }

    /// Into how many pieces it cuts.
    pub(crate) fn pieces(self) -> usize {
        self.before().len() + 1 + usize::from(self.suffix > 0)
    }

    /// Whether `word` has these clitics, and a stem between them that could be one.
    pub(crate) fn fits(self, word: &[Letter]) -> bool {
        let (before, after) = (self.before(), self.after());
        word.starts_with(before)
            && word.len() > before.len() + after.len()
            && word.ends_with(after)
            && self.is_possible(word)
    }

    /// What the grammar allows, given that the letters of the clitics are there.
    fn is_possible(self, word: &[Letter]) -> bool {
        let stem = self.stem(word);
        let last_before = self.before().last().copied();
        if self.suffix > 0 && stem.last() == Some(&TEH_MARBUTA) {
            return false;
        }
        match stem {
            [] => false,
            // Two prepositions of one letter carry pronouns: به, له.
            [host] => {
                self == Self::WHOLE
                    || self.suffix > 0
                        && matches!(*host, BEH | LAM)
                        && matches!(last_before, None | Some(WAW | FEH | ALEF))
            }
            // The future particle stands before the four letters of the imperfect.
            [first, ..] => last_before != Some(SEEN) || matches!(*first, YEH | TEH | NOON | ALEF),
        }
    }
}

/// Calls `visit` with every cut of `word` that may be guessed, the whole word first.
pub(crate) fn candidates(word: &[Letter], mut visit: impl FnMut(Cut)) {
    for (suffix, letters) in SUFFIXES.iter().enumerate() {
        if !word.ends_with(letters) {
            continue;
        }
        for prefix in 0..FIRST_QUESTION {
            let cut = Cut { prefix: prefix as u8, suffix: suffix as u8 };
            if cut.fits(word) {
                visit(cut);
            }
        }
    }
}

/// How the end of the stem is spelt when no pronoun follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Tail {
    /// As it is.
    #[default]
    Keep = 0,
    /// ت is ة: شقيقته is شقيقة and ه.
    TehMarbuta = 1,
    /// ا is ى: مستواه is مستوى and ه.
    Maqsura = 2,
    /// ئ and ؤ are ء: أبنائه is أبناء and ه.
    Hamza = 3,
    /// A silent ا follows و: كتبوه is كتبوا and ه.
    SilentAlef = 4,
}

impl Tail {
    pub(crate) const ALL: [Self; 5] =
        [Self::Keep, Self::TehMarbuta, Self::Maqsura, Self::Hamza, Self::SilentAlef];

    pub(crate) fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The rule other than [`Tail::Keep`] that the last letter of a stem allows.
    pub(crate) fn of(stem: &[Letter]) -> Option<Self> {
        match stem.last()? {
            &TEH => Some(Self::TehMarbuta),
            &ALEF => Some(Self::Maqsura),
            &HAMZA_ON_WAW | &HAMZA_ON_YEH => Some(Self::Hamza),
            &WAW => Some(Self::SilentAlef),
            _ => None,
        }
    }

    /// Rewrites the end of a folded stem.
    pub(crate) fn apply(self, stem: &mut Form) {
        match self {
            Self::Keep => {}
            Self::TehMarbuta => stem.set_last(TEH_MARBUTA),
            Self::Maqsura => stem.set_last(YEH),
            Self::Hamza => stem.set_last(HAMZA),
            Self::SilentAlef => stem.push(ALEF),
        }
    }
}

/// How the beginning of the stem is spelt when no preposition ل stands before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Head {
    /// As it is.
    #[default]
    Keep = 0,
    /// ل is the article ال: للحكومة is ل and الحكومة.
    Article = 1,
    /// The article has no letter of its own: للجنة is ل and اللجنة.
    HiddenArticle = 2,
}

impl Head {
    pub(crate) const ALL: [Self; 3] = [Self::Keep, Self::Article, Self::HiddenArticle];

    pub(crate) fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The letters that the stem has before those of the word.
    pub(crate) const fn letters(self) -> &'static [Letter] {
        match self {
            Self::Keep => b"",
            Self::Article => &[ALEF],
            Self::HiddenArticle => &[ALEF, LAM],
        }
    }
}

/// A folded form on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    len: usize,
    letters: [Letter; MOST_LETTERS + 4],
}

impl Form {
    pub(crate) const fn new() -> Self {
        Self { len: 0, letters: [0; MOST_LETTERS + 4] }
    }

    /// Pieces one after the other. What does not fit is left out, which no word is long enough for.
    pub(crate) fn of(pieces: &[&[Letter]]) -> Self {
        let mut form = Self::new();
        for letter in pieces.iter().copied().flatten() {
            form.push(*letter);
        }
        form
    }

    /// The stem of a cut as it is spelt alone.
    pub(crate) fn stem(cut: Cut, head: Head, tail: Tail, word: &[Letter]) -> Self {
        let mut form = Self::of(&[head.letters(), cut.stem(word)]);
        tail.apply(&mut form);
        form
    }

    pub(crate) fn push(&mut self, letter: Letter) {
        if let Some(place) = self.letters.get_mut(self.len) {
            *place = letter;
            self.len += 1;
        }
    }

    fn set_last(&mut self, letter: Letter) {
        if let Some(last) = self.letters.get_mut(..self.len).and_then(<[Letter]>::last_mut) {
            *last = letter;
        }
    }

    pub(crate) fn as_slice(&self) -> &[Letter] {
        self.letters.get(..self.len).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::{letters_of, written};

    fn cuts(word: &str) -> Vec<String> {
        let word = letters_of(word).unwrap();
        let mut cuts = Vec::new();
        candidates(&word, |cut| {
            let before: Vec<String> =
                cut.before().iter().map(|letter| written(&[*letter])).collect();
            cuts.push(format!(
                "{}[{}]{}",
                before.concat(),
                written(cut.stem(&word)),
                written(cut.after())
            ));
        });
        cuts
    }

    #[test]
    fn the_candidates_of_some_words() {
        assert_eq!(cuts("وزير"), ["[وزير]", "و[زير]"]);
        assert_eq!(cuts("به"), ["[به]", "[ب]ه"]);
        assert_eq!(cuts("وله"), ["[وله]", "و[له]", "[ول]ه", "و[ل]ه"]);
        assert_eq!(cuts("مدرسة"), ["[مدرسة]"]);
        assert_eq!(cuts("سيكتبها"), ["[سيكتبها]", "س[يكتبها]", "[سيكتب]ها", "س[يكتب]ها"]);
        assert_eq!(cuts("سحابها"), ["[سحابها]", "[سحاب]ها"]);
    }

    #[test]
    fn numbers_of_the_format_name_things() {
        for (place, letters) in PREFIXES.iter().enumerate() {
            assert!(PREFIXES.iter().skip(place + 1).all(|other| other != letters));
        }
        assert_eq!(SUFFIXES[usize::from(SUFFIX_YEH)], [YEH]);
        assert_eq!(Cut::from_numbers(22, 0), None);
        assert_eq!(Tail::from_number(5), None);
    }
}
