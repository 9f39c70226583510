//! What speaks for and against a cut: features of a candidate, each a place in the table of weights.
//!
//! A feature is a fact about the candidate (its clitics, the letters beside them, how frequent the
//! stem, the word and words of the same family are), hashed into [`SLOTS`] places. All numbers are
//! whole, so a word gets the same score on every machine.

use crate::evidence::Analyses;
use crate::grammar::{Cut, Form, Head, Tail};
use crate::letters::{ALEF, BEH, FEH, HEH, LAM, Letter, NOON, TEH, TEH_MARBUTA, WAW, YEH};

/// Places in the table of weights.
pub(crate) const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 17;

/// Frequencies of folded forms.
pub(crate) trait Frequencies {
    /// The Zipf value of a form in halves: `2·log10` of its occurrences in a billion words, 0 for a
    /// form that is not known, 15 at most.
    fn zipf(&self, form: &[Letter]) -> u8;

    /// A finer measure of frequency, where there is one. Only its order counts.
    fn frequency(&self, form: &[Letter]) -> u64 {
        u64::from(self.zipf(form))
    }

    /// How the first alef of a form is usually spelt: 0 bare, 1 and 2 with hamza, 3 with madda.
    fn first_alef(&self, form: &[Letter]) -> u8;

    /// How the form is cut, if that is known.
    fn decided(&self, form: &[Letter]) -> Option<Cut>;

    /// Whether the form is known to have no clitics.
    fn is_whole(&self, form: &[Letter]) -> bool {
        self.decided(form) == Some(Cut::WHOLE)
    }

    /// Which forms of a verb it could be.
    fn verb(&self, form: &[Letter]) -> VerbForms;

    /// What a morphological analyser says of a word, where there is one.
    fn analyses(&self, _word: &[Letter]) -> Option<Analyses> {
        None
    }
}

/// Which forms of a verb a word without clitics could be, a bit each: the perfect and the
/// imperative 1, the imperfect 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct VerbForms(pub(crate) u8);

impl VerbForms {
    pub(crate) const PERFECT: Self = Self(1);
    pub(crate) const IMPERFECT: Self = Self(2);

    /// Whether there is none.
    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether the other forms are among them.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Those of both.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What all candidates of a word share.
pub(crate) struct Family {
    /// The place of the first alef, and how it is spelt: bare, with a hamza above or below, with
    /// madda.
    alef: Option<(usize, u8)>,
    word: u8,
    with_article: u8,
    with_and: u8,
    with_pronoun: u8,
    /// The word with ة in the place of its last letter.
    with_teh_marbuta: u8,
    relatives: u8,
    verb: VerbForms,
    analyses: Option<Analyses>,
}

/// Forms of this Zipf value in halves count as relatives.
pub(crate) const ATTESTED: u8 = 3;

impl Family {
    /// What is known of a word. `first_alef` is how its first alef is spelt.
    pub(crate) fn of(word: &[Letter], first_alef: u8, types: &impl Frequencies) -> Self {
        let alef = word.iter().position(|letter| *letter == ALEF);
        let zipf = |pieces: &[&[Letter]]| types.zipf(Form::of(pieces).as_slice());
        Self {
            alef: alef.map(|place| (place, first_alef & 3)),
            word: types.zipf(word),
            with_article: zipf(&[&[ALEF, LAM], word]),
            with_and: zipf(&[&[WAW], word]),
            with_pronoun: zipf(&[word, &[HEH, ALEF]]).max(zipf(&[word, &[HEH]])),
            with_teh_marbuta: match word {
                [rest @ .., HEH] => zipf(&[rest, &[TEH_MARBUTA]]),
                _ => 0,
            },
            relatives: relatives(word, types),
            verb: types.verb(word),
            analyses: types.analyses(word),
        }
    }
}

impl Family {
    /// By how much a Zipf value differs from that of the word, from 0 to 16 with 8 for equality.
    fn difference(&self, zipf: u8) -> u8 {
        (zipf + 8).saturating_sub(self.word).min(16)
    }
}

/// How many of seven words that a stem could have are attested.
fn relatives(stem: &[Letter], types: &impl Frequencies) -> u8 {
    let proclitics: [&[Letter]; 5] = [&[ALEF, LAM], &[WAW], &[BEH], &[LAM], &[FEH]];
    let enclitics: [&[Letter]; 2] = [&[HEH], &[HEH, ALEF]];
    let before = proclitics
        .iter()
        .filter(|clitic| types.zipf(Form::of(&[clitic, stem]).as_slice()) >= ATTESTED);
    let after = enclitics
        .iter()
        .filter(|clitic| types.zipf(Form::of(&[stem, clitic]).as_slice()) >= ATTESTED);
    (before.count() + after.count()) as u8
}

/// Hashes a feature into its place.
struct Slots<F> {
    visit: F,
}

impl<F: FnMut(usize)> Slots<F> {
    #[inline]
    fn add(&mut self, template: u8, values: [u8; 5]) {
        let [a, b, c, d, e] = values;
        let packed = u64::from_le_bytes([template, a, b, c, d, e, 0, 1]);
        let mixed = packed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (self.visit)((mixed >> (64 - SLOT_BITS)) as usize);
    }
}

/// The best Zipf value that the stem has in some spelling, and that of the spelling in the word.
fn stem_zipf(cut: Cut, word: &[Letter], types: &impl Frequencies) -> (u8, u8, u8) {
    let zipf = |head, tail| types.zipf(Form::stem(cut, head, tail, word).as_slice());
    let stem = cut.stem(word);
    let plain = zipf(Head::Keep, Tail::Keep);
    let (mut rewritten, mut rule) = (0, 0);
    if cut.before().last() == Some(&LAM) && stem.first() == Some(&LAM) {
        rewritten = zipf(Head::Article, Tail::Keep);
        rule = 5;
        let hidden = zipf(Head::HiddenArticle, Tail::Keep);
        if hidden > rewritten {
            (rewritten, rule) = (hidden, 6);
        }
    }
    if let Some(tail) = Tail::of(stem).filter(|_| cut.suffix > 0) {
        let other = zipf(Head::Keep, tail);
        if other > rewritten {
            (rewritten, rule) = (other, tail as u8);
        }
    }
    (plain, rewritten, rule)
}

/// Which forms of a verb the stem could be, as it is written or as it is spelt alone.
fn stem_verb(cut: Cut, word: &[Letter], types: &impl Frequencies) -> VerbForms {
    let stem = cut.stem(word);
    let plain = types.verb(stem);
    match Tail::of(stem).filter(|_| cut.suffix > 0) {
        Some(tail) => plain.or(types.verb(Form::stem(cut, Head::Keep, tail, word).as_slice())),
        None => plain,
    }
}

/// How the decision about a part of the word agrees with a candidate, and how frequent the part is.
fn agreement(part: &[Letter], expected: Cut, types: &impl Frequencies) -> [u8; 2] {
    let known = match types.decided(part) {
        None => 0,
        Some(cut) if cut == expected => 1,
        Some(Cut::WHOLE) => 2,
        Some(cut) if cut.suffix == expected.suffix => 3,
        Some(_) => 4,
    };
    [known, types.zipf(part) / 3]
}

/// The facts about a candidate that count for its proclitics.
struct Facts<'w> {
    suffix: u8,
    stem: &'w [Letter],
    /// Letters of the stem, at most 7.
    length: u8,
    /// The Zipf value of the stem in its best spelling, and the rule of that spelling.
    best: u8,
    rule: u8,
    /// That of the stem with an article, 16 where it has one.
    with_article: u8,
    relatives: u8,
    /// Which forms of a verb the stem could be.
    verb: VerbForms,
    /// On which side of the beginning of the stem the first alef of the word is, and its spelling.
    alef: Option<(u8, u8)>,
}

/// Templates for the innermost proclitic have numbers from here.
const INNERMOST: u8 = 64;

impl Facts<'_> {
    fn letter(&self, index: usize) -> u8 {
        self.stem.get(index).copied().unwrap_or(0)
    }

    fn last(&self, index: usize) -> u8 {
        let at = self.stem.len().checked_sub(index + 1);
        at.and_then(|at| self.stem.get(at)).copied().unwrap_or(0)
    }

    /// Features of the proclitics `p` with the stem. They are there twice: for all proclitics, and
    /// for the innermost one alone, so that what is learnt of لل counts for ولل.
    fn add<F: FnMut(usize)>(&self, slots: &mut Slots<F>, template: u8, p: u8, family: &Family) {
        let (s, length, letter) = (self.suffix, self.length, |index| self.letter(index));
        let definite = u8::from(self.with_article > 15);
        let mut add = |number: u8, values| slots.add(template + number, values);
        add(2, [p, 0, 0, 0, 0]);
        add(4, [p, s, length, 0, 0]);
        add(5, [p, s, self.best, 0, 0]);
        add(6, [p, s, (self.best + 12).saturating_sub(family.word).min(20), 0, 0]);
        add(8, [p, letter(0), 0, 0, 0]);
        add(9, [p, letter(0), letter(1), 0, 0]);
        add(10, [p, letter(0), letter(1), letter(2), 0]);
        add(15, [p, s, u8::from(self.best > 0), self.rule, length.min(4)]);
        add(16, [p, s, definite, length.min(4), 0]);
        add(17, [p, self.with_article, 0, 0, 0]);
        add(18, [p, s, self.relatives, 0, 0]);
        let imperfect = matches!(letter(0), YEH | TEH | NOON | ALEF);
        add(23, [p, s, u8::from(imperfect), length.min(4), 0]);
        let definite_word = family.difference(family.with_article);
        add(27, [p, s, definite_word / 2, family.difference(self.best) / 2, 0]);
        add(29, [p, s, family.difference(self.with_article.min(15)), definite, 0]);
        add(30, [p, s, letter(0), self.last(0), 0]);
        add(35, [p, s, self.verb.0, length.min(4), 0]);
        add(36, [p, s, self.verb.0, family.verb.0, u8::from(imperfect)]);
        // An alef with a hamza is mostly the first letter of its stem.
        if let Some((side, spelling)) = self.alef {
            add(33, [p, side, spelling, 0, 0]);
            add(34, [p, side, spelling, length.min(4), s]);
        }
    }
}

/// Calls `visit` with the places of the features of a candidate.
pub(crate) fn features(
    word: &[Letter],
    cut: Cut,
    family: &Family,
    types: &impl Frequencies,
    visit: impl FnMut(usize),
) {
    let mut slots = Slots { visit };
    let stem = cut.stem(word);
    let (p, s) = (cut.prefix, cut.suffix);
    let (plain, rewritten, rule) = stem_zipf(cut, word, types);
    let definite = stem.starts_with(&[ALEF, LAM]);
    let facts = Facts {
        suffix: s,
        stem,
        length: stem.len().min(7) as u8,
        best: plain.max(rewritten),
        rule,
        with_article: match definite {
            true => 16,
            false => types.zipf(Form::of(&[&[ALEF, LAM], stem]).as_slice()),
        },
        relatives: relatives(stem, types),
        verb: stem_verb(cut, word, types),
        alef: family
            .alef
            .map(|(place, spelling)| (place.cmp(&cut.before().len()) as i8 as u8, spelling)),
    };
    facts.add(&mut slots, 0, p, family);
    facts.add(&mut slots, INNERMOST, cut.innermost(), family);
    let last = |index| facts.last(index);
    slots.add(1, [p, s, 0, 0, 0]);
    slots.add(3, [s, 0, 0, 0, 0]);
    slots.add(7, [p, s, family.word, 0, 0]);
    slots.add(11, [s, last(0), 0, 0, 0]);
    slots.add(12, [s, last(0), last(1), 0, 0]);
    slots.add(13, [s, last(0), last(1), last(2), 0]);
    slots.add(14, [s, rule, (rewritten + 8).saturating_sub(plain).min(16), 0, 0]);
    // What the whole word has in common with words that are whole.
    slots.add(19, [p, s, family.with_article, 0, 0]);
    slots.add(20, [p, s, family.with_and, 0, 0]);
    slots.add(21, [p, s, family.with_pronoun, 0, 0]);
    slots.add(22, [p, s, family.relatives, 0, 0]);
    let attested = u8::from(family.with_article > 0);
    slots.add(26, [p, s, family.difference(family.with_article), attested, 0]);
    let attested = u8::from(family.with_and > 0);
    slots.add(28, [p, s, family.difference(family.with_and), attested, 0]);
    if family.with_teh_marbuta > 0 {
        slots.add(31, [p, s, family.difference(family.with_teh_marbuta), 0, 0]);
    }
    slots.add(32, [p, s, facts.relatives, family.relatives, 0]);
    if s > 0 {
        let bare = types.zipf(Form::of(&[cut.before(), stem]).as_slice());
        slots.add(24, [s, (bare + 12).saturating_sub(family.word).min(20), 0, 0, 0]);
    }
    if s > 0 {
        // The word without its pronoun should be cut as the candidate cuts it.
        let tail = Tail::of(stem).filter(|_| rewritten > plain).unwrap_or_default();
        let stem = Form::stem(cut, Head::Keep, tail, word);
        let front = Form::of(&[cut.before(), stem.as_slice()]);
        let [known, zipf] = agreement(front.as_slice(), Cut { suffix: 0, ..cut }, types);
        slots.add(37, [p, s, known, zipf, 0]);
        slots.add(38, [u8::from(p > 0), u8::from(s > 0), known, zipf, 0]);
        slots.add(39, [p, s, known, facts.verb.0, 0]);
    }
    if p > 0 && !(cut.innermost() == LAM && stem.first() == Some(&LAM)) {
        let rest = word.get(cut.before().len()..).unwrap_or_default();
        let [known, zipf] = agreement(rest, Cut { prefix: 0, ..cut }, types);
        slots.add(44, [p, s, known, zipf, 0]);
        slots.add(45, [u8::from(p > 0), u8::from(s > 0), known, zipf, 0]);
        slots.add(46, [p, s, known, facts.verb.0, 0]);
    }
    if p > 0 {
        let rest = types.zipf(word.get(cut.before().len()..).unwrap_or_default());
        slots.add(25, [p, (rest + 12).saturating_sub(family.word).min(20), 0, 0, 0]);
    }
    if let Some(analyses) = &family.analyses {
        add_analyses(&mut slots, cut, analyses, facts.length);
    }
}

/// Features of what an analyser says of a candidate, which only a training that has one knows.
fn add_analyses<F: FnMut(usize)>(slots: &mut Slots<F>, cut: Cut, analyses: &Analyses, length: u8) {
    let (p, s) = (cut.prefix, cut.suffix);
    let (total, count) = (analyses.total().min(7) as u8, analyses.of(cut).min(7) as u8);
    // The analyser does not know the word; it knows other cuts of it; it knows this one.
    let known = match (total, count) {
        (0, _) => 0,
        (_, 0) => 1,
        _ => 2,
    };
    slots.add(40, [p, s, known, 0, 0]);
    slots.add(41, [cut.innermost(), s, known, length.min(4), 0]);
    slots.add(42, [p, s, count, analyses.cut_count().min(4) as u8, 0]);
    slots.add(43, [p, s, known, total, 0]);
}
