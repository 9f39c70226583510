//! Proclitics that what follows them makes evident.
//!
//! In treebanks of news and among the frequent words some proclitics are rare, ف and س foremost, and
//! rare words have few relatives, so the scorer leaves clitics on. What a grammar says of the rest
//! tells more: ف stands before verbs, before words with an article or a hamza of their own, س before
//! the imperfect, a preposition before nouns; and a word that is far more frequent without its first
//! letter than with it is mostly made of the two. Counted on the 20,000 words of our lists, the rules
//! are wrong about one of a hundred, mostly names, which are listed therefore.

use crate::features::{ATTESTED, Frequencies, VerbForms};
use crate::grammar::{Cut, Form, Head, SUFFIXES, Tail};
use crate::letters::{
    ALEF, BEH, FEH, HEH, KAF, LAM, Letter, MEEM, NOON, SEEN, TEH, TEH_MARBUTA, WAW, YEH,
};

/// Words that begin with the letters of the article and have none, or whose article is never
/// taken off.
pub(crate) const NO_ARTICLE: [&[Letter]; 14] = [
    b"allh", b"allhm", b"alDy", b"alty", b"alDyn", b"allDan", b"alltan", b"allDyn", b"alltyn",
    b"allwaty", b"allaty", b"allaiy", b"alan", b"alalh",
];

/// Whether a stem that begins with ال begins with the article.
///
/// After ل the article loses its alef, and the beginning of a word does not: للحكومة, but
/// لالتقاء. So the spelling after ل says which of the two it is.
pub(crate) fn has_article(stem: &[Letter], types: &impl Frequencies) -> bool {
    let Some(rest) = stem.strip_prefix(&[ALEF, LAM]) else { return false };
    if rest.len() < 2 || NO_ARTICLE.contains(&stem) {
        return false;
    }
    if rest.last() == Some(&TEH_MARBUTA) && rest.len() > 2 {
        return true;
    }
    let after_lam = types.frequency(Form::of(&[&[LAM, LAM], rest]).as_slice());
    let kept = types.frequency(Form::of(&[&[LAM], stem]).as_slice());
    if after_lam != kept {
        return after_lam > kept;
    }
    types.frequency(rest) > 0 || rest.len() > 3
}

/// A word whose first letter could be a proclitic.
pub(crate) struct Proclitic<'w, F> {
    word: &'w [Letter],
    letter: Letter,
    /// What follows the letter.
    rest: &'w [Letter],
    /// How the first alef of the word is spelt.
    first_alef: u8,
    types: &'w F,
}

/// The letters of a word with an article, at least.
const ARTICLE_WORD: usize = 5;
/// By how much the Zipf value in halves of what follows must be larger than that of the word, where
/// it is a word with an article: ten times as frequent.
const ARTICLE_ZIPF: u8 = 2;
/// The same where it is any other word: thirty times as frequent.
const WORD_ZIPF: u8 = 3;
/// By how much more the stem of a rest with clitics must be more frequent.
const STEM_ZIPF: u8 = 2;
/// By how much what follows و must be more frequent than the word, and what follows a preposition.
const WAW_ZIPF: u8 = 2;
const PREPOSITION_ZIPF: u8 = 2;
/// By how much a noun must be more frequent than the word with its pronoun, and than its feminine.
const NOUN_ZIPF: u8 = 2;
/// What a word that is not listed counts as, and what its stem with an article does.
const UNKNOWN: u8 = 3;
const RARE: u8 = 2;
/// A hundred times as frequent.
const FAR_LIKELIER: u8 = 4;

impl<'w, F: Frequencies> Proclitic<'w, F> {
    /// What is looked at in a word; `None` for one that begins with no proclitic of these.
    pub(crate) fn of(word: &'w [Letter], first_alef: u8, types: &'w F) -> Option<Self> {
        let (letter, rest) = word.split_first()?;
        let is_known = matches!(*letter, WAW | FEH | BEH | LAM | KAF | SEEN);
        let first_alef = first_alef & 3;
        is_known.then_some(Self { word, letter: *letter, rest, first_alef, types })
    }

    /// What follows the letter.
    pub(crate) const fn rest(&self) -> &'w [Letter] {
        self.rest
    }

    /// The cut with the letter as a preposition or as the particle of the future, given how what
    /// follows is cut; `None` where it is not evident.
    pub(crate) fn before_stem(&self, inner: Cut) -> Option<Cut> {
        if inner.prefix > 0 || self.is_of_its_own(self.word) || self.front_is_of_its_own(inner) {
            return None;
        }
        let is_imperfect = self.verb(inner).has(VerbForms::IMPERFECT);
        let is_evident = match (self.letter, self.rest) {
            // سأكتب, since few words have a hamza in this place.
            (SEEN, [ALEF, _, _, ..]) => self.first_alef == 1 && is_imperfect,
            // ليكتبوا, سيكتبون.
            (LAM, [YEH | TEH, _, _, _, _, ..]) if is_imperfect => {
                matches!(inner.stem(self.rest), [.., WAW, ALEF])
                    || inner.suffix > 0 && inner.stem(self.rest).last() == Some(&WAW)
            }
            (SEEN, [YEH | TEH, _, _, _, _, ..]) => {
                is_imperfect && inner.stem(self.rest).ends_with(&[WAW, NOON])
            }
            (BEH | LAM | KAF, [_, _, _, _, ..]) => {
                !is_imperfect
                    && self.zipf_with_article(self.word) == 0
                    && !self.is_spelt_as_one()
                    && self.is_made_of(inner, PREPOSITION_ZIPF)
                    && self.stems(inner).iter().any(|stem| {
                        self.zipf_with_article(stem.as_slice()) > self.zipf(self.word).max(RARE)
                    })
            }
            _ => false,
        };
        let cut = Cut::before_stem(self.letter, inner.suffix).filter(|_| is_evident);
        cut.filter(|cut| cut.fits(self.word))
    }

    /// The cut of what follows, when that is ل or س before an imperfect, which are seldom seen after
    /// ف: فليكتب, فسيعلمون.
    pub(crate) fn before_imperfect(&self, inner: Cut) -> Option<Cut> {
        if self.letter != FEH {
            return None;
        }
        let [particle @ (LAM | SEEN), YEH | TEH | NOON | ALEF, _, _, _, ..] = self.rest else {
            return None;
        };
        let cut = Cut::before_stem(*particle, inner.suffix)?;
        let fits = inner.prefix == 0 && cut.fits(self.rest) && self.types.verb(self.rest).is_none();
        (fits && self.verb(cut).has(VerbForms::IMPERFECT)).then_some(cut)
    }

    /// Whether the letter is a conjunction, given how what follows is cut.
    pub(crate) fn is_conjunction(&self, inner: Cut) -> bool {
        match self.letter {
            FEH => self.is_feh(inner),
            WAW => {
                self.rest.len() > 2
                    && self.types.verb(self.word).is_none()
                    && self.zipf_with_article(self.word) == 0
                    && self.zipf(self.rest) >= self.zipf(self.word).max(UNKNOWN) + WAW_ZIPF
            }
            _ => false,
        }
    }

    fn is_feh(&self, inner: Cut) -> bool {
        let short = self.word.len() < 5
            && self.has_article(self.word)
            && self.zipf(self.rest) <= self.zipf(self.word);
        match self.rest {
            // A hamza after ف begins a stem: فأعلن, فإن; but not in فأرة.
            [ALEF, _, _, ..] if self.first_alef > 0 && !short => return true,
            _ if self.is_before_article() => return true,
            _ => {}
        }
        if self.rest.len() < 2 || self.is_of_its_own(self.word) || self.front_is_of_its_own(inner) {
            return false;
        }
        let verb = self.verb(inner);
        match self.rest {
            [ALEF, SEEN, TEH, _, _, ..] => true,
            _ if !verb.is_none() && self.ends_as_verb(inner, verb) => true,
            // Verbs of the forms VII and VIII: فانطلق, فاتفق.
            [ALEF, NOON, _, _, _, ..] | [ALEF, _, TEH, _, _, ..] if !verb.is_none() => true,
            [LAM | SEEN, ..]
                if self.before_imperfect(Cut { prefix: 0, ..inner }) == Some(inner) =>
            {
                true
            }
            _ => self.is_frequent(inner, verb),
        }
    }

    /// Whether what follows is known with its article, or has an article and a sound plural:
    /// فالعبرة is ف and العبرة, but there is no النسيا in فالنسيا.
    fn is_before_article(&self) -> bool {
        let [ALEF, LAM, noun @ ..] = self.rest else { return false };
        let plural = matches!(noun, [_, _, _, .., ALEF, TEH] | [_, _, _, .., WAW | YEH, NOON]);
        self.rest.len() >= ARTICLE_WORD
            && (self.zipf(self.rest) >= self.zipf(self.word) + ARTICLE_ZIPF
                || plural && self.zipf(self.word) < ATTESTED)
    }

    /// Whether what follows, if it is a verb, ends as verbs alone do: with وا, with و or نا before a
    /// pronoun, or with a pronoun after an imperfect.
    fn ends_as_verb(&self, inner: Cut, verb: VerbForms) -> bool {
        let stem = inner.stem(self.rest);
        if inner.suffix == 0 {
            return matches!(stem, [_, _, .., WAW, ALEF]);
        }
        let is_imperfect = verb.has(VerbForms::IMPERFECT);
        matches!(stem, [_, _, .., WAW] | [_, _, .., NOON, ALEF])
            || is_imperfect && matches!(stem, [YEH | TEH | NOON, _, _, _, ..])
    }

    /// Whether what follows is so much more frequent than the word that the word is made of it.
    fn is_frequent(&self, inner: Cut, verb: VerbForms) -> bool {
        let (word, rest) = (self.zipf(self.word).max(UNKNOWN), self.zipf(self.rest));
        // An imperative has a bare alef where the imperfect has a hamza.
        let is_name = !verb.has(VerbForms::IMPERFECT) && self.is_listed() && self.is_spelt_as_one();
        !verb.is_none() && !is_name && self.is_made_of(inner, 0)
            || self.rest.len() > 2
                && self.zipf_with_article(self.word) == 0
                && !self.is_spelt_as_one()
                && rest >= word + WORD_ZIPF
    }

    /// Whether what follows, or its stem, is more frequent than the word by so many halves.
    fn is_made_of(&self, inner: Cut, by: u8) -> bool {
        let stem = match inner {
            Cut::WHOLE => 0,
            _ => self.stem_zipf(inner).saturating_sub(STEM_ZIPF),
        };
        self.zipf(self.rest).max(stem) >= self.zipf(self.word).max(UNKNOWN) + by
    }

    fn is_listed(&self) -> bool {
        self.zipf(self.word) > 0
    }

    /// Whether the word is written with a bare alef where what follows has a hamza: فارينا is not ف and
    /// أرينا.
    fn is_spelt_as_one(&self) -> bool {
        self.rest.first() == Some(&ALEF)
            && self.first_alef == 0
            && self.types.first_alef(self.rest) > 0
    }

    /// Whether the letters with the proclitic are a verb, or a noun that has an article.
    fn is_of_its_own(&self, letters: &[Letter]) -> bool {
        !self.types.verb(letters).is_none() || self.has_article(letters)
    }

    fn has_article(&self, letters: &[Letter]) -> bool {
        self.zipf_with_article(letters) >= ATTESTED
    }

    fn zipf_with_article(&self, letters: &[Letter]) -> u8 {
        self.zipf(Form::of(&[&[ALEF, LAM], letters]).as_slice())
    }

    /// The same of the word without the pronoun that what follows has.
    fn front_is_of_its_own(&self, inner: Cut) -> bool {
        let cut = Cut { prefix: 0, ..inner };
        if inner.suffix == 0 || !cut.fits(self.word) {
            return false;
        }
        let stem = cut.stem(self.word);
        let tail = Tail::of(stem).unwrap_or_default();
        self.is_of_its_own(stem)
            || self.is_of_its_own(Form::stem(cut, Head::Keep, tail, self.word).as_slice())
    }

    /// The stems of what follows: as it is written, and as it is spelt alone.
    fn stems(&self, inner: Cut) -> [Form; 2] {
        let tail = Tail::of(inner.stem(self.rest)).filter(|_| inner.suffix > 0).unwrap_or_default();
        [Tail::Keep, tail].map(|tail| Form::stem(inner, Head::Keep, tail, self.rest))
    }

    /// Which forms of a verb the stem of what follows could be.
    fn verb(&self, inner: Cut) -> VerbForms {
        let forms = self.stems(inner).map(|stem| self.types.verb(stem.as_slice()));
        forms.into_iter().fold(VerbForms::default(), VerbForms::or)
    }

    fn stem_zipf(&self, inner: Cut) -> u8 {
        self.stems(inner).iter().map(|stem| self.zipf(stem.as_slice())).max().unwrap_or_default()
    }

    fn zipf(&self, form: &[Letter]) -> u8 {
        self.types.zipf(form)
    }
}

/// Whether a cut that the letters allow is none that the words allow.
pub(crate) fn is_out_of_question(word: &[Letter], cut: Cut, types: &impl Frequencies) -> bool {
    let stem = cut.stem(word);
    let zipf = |form: Form| types.zipf(form.as_slice());
    // No pronoun follows a word with an article: المياه, beside التقاه.
    let definite = cut.suffix > 0
        && stem.starts_with(&[ALEF, LAM])
        && types.verb(stem).is_none()
        && has_article(stem, types);
    // A last ه is mostly ة, where that word is far more frequent: حكوميه.
    let teh_marbuta = || {
        let other = zipf(Form::of(&[stem, &[TEH_MARBUTA]]));
        let known = types.zipf(stem).max(tail_zipf(word, cut, types)).max(types.zipf(word));
        cut.after() == [HEH] && other >= known + FAR_LIKELIER
    };
    // The dialects put ب before the imperfect, where it is no preposition: بيعتبر.
    let present = || {
        matches!(cut.innermost(), BEH | KAF)
            && types.verb(stem).has(VerbForms::IMPERFECT)
            && zipf(Form::of(&[&[ALEF, LAM], stem])) + FAR_LIKELIER <= types.zipf(stem)
    };
    definite || teh_marbuta() || present()
}

/// The Zipf value of the stem in the spelling that it has without a pronoun.
fn tail_zipf(word: &[Letter], cut: Cut, types: &impl Frequencies) -> u8 {
    let tail = Tail::of(cut.stem(word)).filter(|_| cut.suffix > 0);
    tail.map_or(0, |tail| types.zipf(Form::stem(cut, Head::Keep, tail, word).as_slice()))
}

/// The cut with the pronoun that a verb or a frequent noun has at its end: ناشدهم, وزيره. Pronouns
/// that are the end of many other words are left to the scorer.
pub(crate) fn with_pronoun(word: &[Letter], cut: Cut, types: &impl Frequencies) -> Option<Cut> {
    let rest = word.get(cut.before().len()..).unwrap_or_default();
    let with_article =
        |letters: &[Letter]| types.zipf(Form::of(&[&[ALEF, LAM], letters]).as_slice());
    let of_its_own =
        |letters: &[Letter]| !types.verb(letters).is_none() || with_article(letters) > 0;
    if cut.suffix > 0 || rest.starts_with(&[ALEF, LAM]) || of_its_own(word) || of_its_own(rest) {
        return None;
    }
    let suffixes: [&[Letter]; 6] =
        [&[HEH], &[HEH, ALEF], &[HEH, MEEM], &[HEH, MEEM, ALEF], &[HEH, NOON], &[NOON, YEH]];
    suffixes.into_iter().find_map(|letters| {
        let suffix = SUFFIXES.iter().position(|suffix| *suffix == letters)?;
        let with = Cut { suffix: suffix as u8, ..cut };
        let stem = with.stem(word);
        if !with.fits(word) || stem.len() < 3 {
            return None;
        }
        let tail = Tail::of(stem).unwrap_or_default();
        let alone = Form::stem(with, Head::Keep, tail, word);
        let verb = types.verb(stem).or(types.verb(alone.as_slice()));
        let is_verb = match (letters, stem) {
            ([HEH], _) => false,
            ([NOON, YEH], [YEH | TEH | NOON, _, _, _, ..]) => verb.has(VerbForms::IMPERFECT),
            ([NOON, YEH], _) => false,
            _ => !verb.is_none(),
        };
        let feminine = types.zipf(Form::of(&[stem, &[TEH_MARBUTA]]).as_slice());
        let is_noun = letters != [NOON, YEH]
            && stem.last() != Some(&ALEF)
            && types.is_whole(stem)
            && with_article(stem) >= ATTESTED
            && types.zipf(stem) >= feminine.max(types.zipf(rest)) + NOUN_ZIPF;
        (is_verb || is_noun).then_some(with)
    })
}
