//! Proclitics that what follows them makes evident.
//!
//! In treebanks of news and among the frequent words some proclitics are rare, ف and س foremost, and
//! rare words have few relatives, so the scorer leaves clitics on. What a grammar says of the rest
//! tells more: ف stands before verbs, before words with an article or a hamza of their own, س before
//! the imperfect, a preposition before nouns; and a word that is far more frequent without its first
//! letter than with it is mostly made of the two. Counted on the 20,000 words of our lists, the rules
//! are wrong about one of a hundred, mostly names, which are listed therefore.

use crate::contractions::{Fused, particle};
use crate::features::{ATTESTED, Frequencies, VerbForms};
use crate::grammar::{Cut, Form, Head, SUFFIXES, Tail};
use crate::letters::{
    ALEF, BEH, FEH, HAH, HEH, KAF, LAM, Letter, MEEM, NOON, SEEN, TEH, TEH_MARBUTA, WAW, YEH,
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
/// By how much ة is more frequent than the ه that is written for it: a thousand times.
const MISSPELT_ZIPF: u8 = 6;
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
            // ليكتبوا, ليرسخ, سيكتبون, سيصاحب.
            (LAM | SEEN, [YEH | TEH, _, _, _, ..]) if is_imperfect => {
                self.is_made_of(inner, 1) || self.rest.len() > 4 && self.ends_as_plural(inner)
            }
            (BEH | LAM | KAF, [_, _, _, _, ..]) => !is_imperfect && self.is_preposition(inner),
            _ => false,
        };
        let cut = Cut::before_stem(self.letter, inner.suffix).filter(|_| is_evident);
        cut.filter(|cut| cut.fits(self.word))
    }

    /// Whether the imperfect that follows ends as a plural: يكتبوا after ل, يكتبون after س.
    fn ends_as_plural(&self, inner: Cut) -> bool {
        let stem = inner.stem(self.rest);
        match self.letter {
            LAM => matches!(stem, [.., WAW, ALEF]) || inner.suffix > 0 && stem.last() == Some(&WAW),
            _ => stem.ends_with(&[WAW, NOON]),
        }
    }

    /// Whether the letter is a preposition before a noun, given how what follows is cut.
    fn is_preposition(&self, inner: Cut) -> bool {
        if self.zipf_with_article(self.word) > 0 || self.is_spelt_as_one() {
            return false;
        }
        // An imperfect whose ه was left on: بيقاطعه.
        let is_whole = self.letter != LAM && inner.suffix == 0;
        if is_whole && is_imperfect_with_heh(self.rest, self.types) {
            return false;
        }
        let with_article =
            |stem: &Form| self.zipf_with_article(stem.as_slice()) > self.zipf(self.word).max(RARE);
        // كصيارفة, which no list has, beside الصيارفة.
        let only_alone = || {
            !self.is_listed()
                && inner == Cut::WHOLE
                && self.zipf_with_article(self.rest) >= ATTESTED
        };
        // A place has no article: بنجران.
        let is_name = || {
            self.letter != KAF
                && inner == Cut::WHOLE
                && self.zipf(self.rest) >= self.zipf(self.word).max(UNKNOWN) + WORD_ZIPF
        };
        self.is_made_of(inner, PREPOSITION_ZIPF) && self.stems(inner).iter().any(with_article)
            || only_alone()
            || is_name()
            || self.letter != LAM
                && matches!(self.rest, [ALEF, LAM, _, _, _, ..])
                && self.zipf(self.rest) >= self.zipf(self.word).max(ATTESTED)
            || is_derived(self.rest) && self.zipf(self.rest) >= ATTESTED
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
                    && (self.zipf(self.rest) >= self.zipf(self.word).max(UNKNOWN) + WAW_ZIPF
                        || self.is_shaped_as_rest(inner))
            }
            _ => false,
        }
    }

    /// Whether what follows و has the shape of a word that no stem with و has: the verbs and their
    /// nouns of the forms VII, VIII and X (واستطرد, واجتناب), a plural of a verb (واذكروا), and what
    /// begins with another و (ووزع, ووعيد, but not ووكر).
    fn is_shaped_as_rest(&self, inner: Cut) -> bool {
        let verb = self.verb(inner);
        let is_known = self.zipf(self.rest) >= ATTESTED;
        match self.rest {
            rest if is_derived(rest) && is_known => true,
            [ALEF, SEEN, TEH, _, _, ..] => !verb.is_none(),
            [ALEF, NOON, _, _, _, ..] | [ALEF, _, TEH, _, _, ..] if !verb.is_none() => true,
            [ALEF, _, _, _, ..] => !verb.is_none() && self.ends_as_verb(inner, verb),
            [WAW, _, _, ..] => {
                self.zipf(self.rest) >= self.zipf(self.word)
                    && (!verb.is_none() || self.has_article(self.rest))
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
        // An imperative has a bare alef where the imperfect has a hamza, and none ends in نا.
        let imperative = verb.has(VerbForms::IMPERFECT)
            && (inner.suffix > 0 || !self.rest.ends_with(&[NOON, ALEF]));
        let is_name = !imperative && self.is_listed() && self.is_spelt_as_one();
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

/// Whether a word has the shape of a verb of form X, or of the noun of one of the forms VII and VIII:
/// استنفاد, انطلاق, اجتناب.
fn is_derived(word: &[Letter]) -> bool {
    matches!(
        word,
        [ALEF, SEEN, TEH, _, _, ..]
            | [ALEF, NOON, _, _, ALEF, _, ..]
            | [ALEF, _, TEH, _, ALEF, _, ..]
    )
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
    // The dialects put ب before the imperfect, where it is no preposition: بيعتبر, بيقاطعه.
    let present = || {
        matches!(cut.innermost(), BEH | KAF)
            && (is_imperfect_alone(stem, types)
                || cut.suffix == 0 && is_imperfect_with_heh(stem, types))
    };
    // فارينا is not ف and أرينا, since who writes a hamza writes it after ف too.
    let spelt_as_one = || {
        matches!(cut.before(), [FEH | BEH | KAF])
            && stem.first() == Some(&ALEF)
            && types.zipf(word) > 0
            && types.first_alef(word) == 0
            && types.first_alef(stem) > 0
    };
    definite || teh_marbuta() || present() || spelt_as_one()
}

/// Whether letters are an imperfect, and are far less frequent as a noun with its article.
fn is_imperfect_alone(letters: &[Letter], types: &impl Frequencies) -> bool {
    let with_article = Form::of(&[&[ALEF, LAM], letters]);
    // إليهم is no يهم with an article.
    let is_article = types.first_alef(with_article.as_slice()) == 0;
    let noun = if is_article { types.zipf(with_article.as_slice()) } else { 0 };
    types.verb(letters).has(VerbForms::IMPERFECT) && noun + FAR_LIKELIER <= types.zipf(letters)
}

/// Whether letters are an imperfect whose ه was left on: يقاطعه. After ت nouns look the same, of which
/// one has an article and another one ends in ة: تشويه, تلقيه, ترجمه.
fn is_imperfect_with_heh(letters: &[Letter], types: &impl Frequencies) -> bool {
    let [verb @ .., HEH] = letters else { return false };
    let no_noun = || {
        let feminine = Form::of(&[verb, &[TEH_MARBUTA]]);
        let known = types.zipf(feminine.as_slice());
        known.max(zipf_with_article(verb, types)).max(zipf_with_article(letters, types)) < ATTESTED
    };
    match verb {
        [YEH | NOON, _, _, ..] => is_imperfect_alone(verb, types),
        [TEH, _, _, ..] => is_imperfect_alone(verb, types) && no_noun(),
        _ => false,
    }
}

/// The Zipf value of the stem in the spelling that it has without a pronoun.
fn tail_zipf(word: &[Letter], cut: Cut, types: &impl Frequencies) -> u8 {
    let tail = Tail::of(cut.stem(word)).filter(|_| cut.suffix > 0);
    tail.map_or(0, |tail| types.zipf(Form::stem(cut, Head::Keep, tail, word).as_slice()))
}

/// The pronouns that [`with_pronoun`] looks for.
const EVIDENT_PRONOUNS: [&[Letter]; 9] = [
    &[HEH],
    &[HEH, ALEF],
    &[HEH, MEEM],
    &[HEH, MEEM, ALEF],
    &[HEH, NOON],
    &[KAF, MEEM],
    &[KAF],
    &[NOON, ALEF],
    &[NOON, YEH],
];

/// The cut with the pronoun that a verb or a frequent noun has at its end: ناشدهم, وزيره. Pronouns
/// that are the end of many other words are left to the scorer.
pub(crate) fn with_pronoun(word: &[Letter], cut: Cut, types: &impl Frequencies) -> Option<Cut> {
    let rest = word.get(cut.before().len()..).unwrap_or_default();
    let of_its_own = |letters: &[Letter]| {
        let with_article = zipf_with_article(letters, types);
        // الشرطه is الشرطة, and شرطه so is شرط with a pronoun. Of adjectives the feminine is often
        // written so, and تجاريه is no تجاري of his.
        let misspelt = || match letters {
            [front @ .., HEH] => {
                let feminine = Form::of(&[&[ALEF, LAM], front, &[TEH_MARBUTA]]);
                let by = if front.last() == Some(&YEH) { FAR_LIKELIER } else { WORD_ZIPF };
                types.zipf(feminine.as_slice()) >= with_article + by
            }
            _ => false,
        };
        !types.verb(letters).is_none() || with_article > 0 && !misspelt()
    };
    // للمحاكم has an article.
    let after_lam = cut.before().last() == Some(&LAM) && rest.first() == Some(&LAM);
    if cut.suffix > 0
        || after_lam
        || rest.starts_with(&[ALEF, LAM])
        || of_its_own(word)
        || of_its_own(rest)
    {
        return None;
    }
    EVIDENT_PRONOUNS.into_iter().find_map(|letters| {
        let suffix = SUFFIXES.iter().position(|suffix| *suffix == letters)?;
        let with = Cut { suffix: suffix as u8, ..cut };
        let host = Host { word, rest, cut: with, pronoun: letters, types };
        let is_evident = with.fits(word)
            && with.stem(word).len() > 2
            && (host.is_verb()
                || host.is_noun()
                || host.is_masculine()
                || host.is_dual_or_plural());
        is_evident.then_some(with)
    })
}

fn zipf_with_article(letters: &[Letter], types: &impl Frequencies) -> u8 {
    types.zipf(Form::of(&[&[ALEF, LAM], letters]).as_slice())
}

/// What could carry a pronoun.
struct Host<'w, F> {
    word: &'w [Letter],
    /// The word without its proclitics.
    rest: &'w [Letter],
    cut: Cut,
    pronoun: &'static [Letter],
    types: &'w F,
}

impl<F: Frequencies> Host<'_, F> {
    fn stem(&self) -> &[Letter] {
        self.cut.stem(self.word)
    }

    /// The stem as it is spelt without a pronoun.
    fn alone(&self) -> Form {
        let tail = Tail::of(self.stem()).unwrap_or_default();
        Form::stem(self.cut, Head::Keep, tail, self.word)
    }

    /// Whether it is a verb: ناشدهم, يصلني, عرفتني, يشكركم.
    fn is_verb(&self) -> bool {
        let verb = self.types.verb(self.stem()).or(self.types.verb(self.alone().as_slice()));
        let is_rarer = || self.types.zipf(self.rest) < self.types.zipf(self.stem());
        match (self.pronoun, self.stem()) {
            ([HEH], _) => false,
            // وضعنا is "we put" and "our situation"; وصلتنا is "it reached us" alone.
            ([NOON, ALEF], [_, _, .., TEH]) => verb.has(VerbForms::PERFECT),
            ([NOON, ALEF], [YEH | TEH, _, _, _, ..]) => verb.has(VerbForms::IMPERFECT),
            ([NOON, ALEF], _) => false,
            ([KAF], [YEH | NOON, _, _, _, ..]) => verb.has(VerbForms::IMPERFECT) && is_rarer(),
            ([KAF], _) => false,
            ([NOON, YEH], [YEH | TEH | NOON, _, _, ..]) => verb.has(VerbForms::IMPERFECT),
            ([NOON, YEH], [_, _, .., TEH | WAW]) => !verb.is_none(),
            ([NOON, YEH], _) => false,
            // يتحكم and its like have the root of حكم.
            ([KAF, MEEM], [.., HAH]) => false,
            _ => !verb.is_none(),
        }
    }

    /// Whether it is a noun that is far more frequent than the word and than its own feminine.
    fn is_noun(&self) -> bool {
        let (types, stem) = (self.types, self.stem());
        // بيانا is بيان.
        let accusative = || match self.rest {
            [noun @ .., ALEF] if self.pronoun == [NOON, ALEF] => types.zipf(noun),
            _ => 0,
        };
        if self.pronoun == [NOON, YEH] || stem.last() == Some(&ALEF) || accusative() > 0 {
            return false;
        }
        let is_name = matches!(self.pronoun, [KAF] | [NOON, ALEF]) && stem.len() < 4;
        let feminine = types.zipf(Form::of(&[stem, &[TEH_MARBUTA]]).as_slice());
        !is_name
            && types.is_whole(stem)
            && zipf_with_article(stem, types) >= ATTESTED
            && types.zipf(stem) >= feminine.max(types.zipf(self.rest)) + NOUN_ZIPF
    }

    /// Whether a last ه is the pronoun of a noun and no ة: شرطه beside شرطها, although شرطة is more
    /// frequent. In edited news one ة of 1,200 is written ه (of the adjectives in ية), and nouns take ه
    /// about as often as ها.
    fn is_masculine(&self) -> bool {
        let (types, stem) = (self.types, self.stem());
        let with = |end: &[Letter]| types.zipf(Form::of(&[stem, end]).as_slice());
        let pronoun = with(&[HEH, ALEF]);
        self.pronoun == [HEH]
            && types.is_whole(stem)
            && types.zipf(stem) >= types.zipf(self.rest) + NOUN_ZIPF
            && zipf_with_article(stem, types) >= ATTESTED
            && pronoun >= ATTESTED
            && pronoun + MISSPELT_ZIPF >= with(&[TEH_MARBUTA])
    }

    /// Whether it is a dual or a plural without its ن: منافسيه beside منافسين, but سوريه beside سورية.
    fn is_dual_or_plural(&self) -> bool {
        let [_, _, _, .., YEH] = self.stem() else { return false };
        // تأمينا is تأمين, and names end in يك.
        if matches!(self.pronoun, [NOON, ..] | [KAF]) {
            return false;
        }
        let with = |last: Letter| self.types.zipf(Form::of(&[self.stem(), &[last]]).as_slice());
        let full = with(NOON);
        full >= ATTESTED && full > with(TEH_MARBUTA) && full > self.types.zipf(self.stem())
    }
}

/// The particle and the verb of a word that is both written together: مانجحت, لايمكن.
pub(crate) fn particle_before_verb(
    stem: &[Letter],
    types: &impl Frequencies,
) -> Option<&'static Fused> {
    let fused = particle(stem)?;
    let rest = stem.get(2..).unwrap_or_default();
    let verb = types.verb(rest);
    let is_verb = match (stem, rest) {
        ([LAM, ..], [YEH | TEH | NOON, _, _, ..]) => verb.has(VerbForms::IMPERFECT),
        // Names end in ي as well: مانامي, ماكوني, but مايعني.
        ([MEEM, ..], [YEH | TEH | NOON | ALEF, _, _, .., YEH]) => !verb.is_none(),
        ([MEEM, ..], [.., YEH]) => false,
        ([MEEM, ..], [_, _, _, _, ..]) => !verb.is_none(),
        _ => false,
    };
    let alone = types.verb(stem).is_none() && zipf_with_article(stem, types) == 0;
    (is_verb && alone && types.zipf(rest) >= types.zipf(stem).max(UNKNOWN) + FAR_LIKELIER)
        .then_some(fused)
}
