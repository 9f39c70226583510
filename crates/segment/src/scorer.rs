//! Decides how a word is cut and how its stem is spelt, from frequencies and weights.
//!
//! The same code decides while a dictionary is trained, about every known type, and later about
//! words that the dictionary does not have.

use crate::contractions::begins_with_la;
use crate::evident::{NO_ARTICLE, Proclitic, has_article, is_out_of_question, with_pronoun};
use crate::features::{Family, Frequencies, SLOTS, features};
use crate::grammar::{Cut, Form, Head, Tail, candidates};
use crate::letters::{FEH, HEH, LAM, Letter, WAW};

/// The weights of the features.
pub(crate) trait Weights {
    /// The weight of the feature with this place.
    fn weight(&self, slot: usize) -> i32;
}

impl Weights for [i32] {
    #[inline]
    fn weight(&self, slot: usize) -> i32 {
        self.get(slot % SLOTS).copied().unwrap_or_default()
    }
}

/// What is decided about a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Verdict {
    pub(crate) cut: Cut,
    pub(crate) head: Head,
    pub(crate) tail: Tail,
    /// Whether the stem begins with an article that can be taken off.
    pub(crate) article: bool,
}

impl Verdict {
    /// The verdict that the word is one piece.
    pub(crate) const WHOLE: Self =
        Self { cut: Cut::WHOLE, head: Head::Keep, tail: Tail::Keep, article: false };
}

/// The cut with the best score; of equals the one that cuts less, then the first. `first_alef` is
/// how its first alef is spelt. Only cuts that `allows` allows count.
fn best_cut(
    word: &[Letter],
    first_alef: u8,
    allows: impl Fn(Cut) -> bool,
    types: &impl Frequencies,
    weights: &(impl Weights + ?Sized),
) -> Cut {
    let mut count = 0;
    candidates(word, |_| count += 1);
    if count < 2 {
        return Cut::WHOLE;
    }
    let family = Family::of(word, first_alef, types);
    let mut best: Option<(i32, Cut)> = None;
    candidates(word, |cut| {
        if !allows(cut) || is_out_of_question(word, cut, types) {
            return;
        }
        let mut score = 0_i32;
        features(word, cut, &family, types, |slot| score += weights.weight(slot));
        let better = best.is_none_or(|(top, other)| {
            score > top || score == top && cut.pieces() < other.pieces()
        });
        if better {
            best = Some((score, cut));
        }
    });
    best.map_or(Cut::WHOLE, |(_, cut)| cut)
}

/// The cut of a word that nothing is known of, of those that `allows` allows.
///
/// The parts of a word are cut as the words that they are alone: what follows a conjunction, and what
/// stands before a pronoun. `decided` says how, for words that something is known of.
pub(crate) fn decide(
    word: &[Letter],
    first_alef: u8,
    allows: &dyn Fn(Cut) -> bool,
    decided: &dyn Fn(&[Letter]) -> Option<Cut>,
    types: &impl Frequencies,
    weights: &(impl Weights + ?Sized),
) -> Cut {
    let cut = best_cut(word, first_alef, allows, types, weights);
    let known_or_best = |letters: &[Letter]| {
        let best = || best_cut(letters, first_alef, |_| true, types, weights);
        decided(letters).unwrap_or_else(best)
    };
    let before_stem = before_stem(word, cut, first_alef, types, known_or_best);
    let mut cut = before_stem.filter(|cut| allows(*cut)).unwrap_or(cut);
    if let [conjunction @ (WAW | FEH), rest @ ..] = word {
        let allows_after = |cut: Cut| cut.after_conjunction(*conjunction).is_none_or(allows);
        let unknown = || decide(rest, first_alef, &allows_after, decided, types, weights);
        let mut inner = decided(rest).filter(|cut| allows_after(*cut)).unwrap_or_else(unknown);
        let proclitic = Proclitic::of(word, first_alef, types);
        let particle = proclitic.as_ref().and_then(|proclitic| proclitic.before_imperfect(inner));
        inner = particle.unwrap_or(inner);
        let is_cut = cut.before().first() == Some(conjunction)
            || proclitic.is_some_and(|proclitic| proclitic.is_conjunction(inner));
        let whole = inner.after_conjunction(*conjunction).filter(|_| is_cut);
        cut = whole.filter(|cut| cut.fits(word) && allows(*cut)).unwrap_or(cut);
    }
    cut = with_pronoun(word, cut, types).filter(|cut| allows(*cut)).unwrap_or(cut);
    if cut.suffix == 0 {
        return cut;
    }
    let Some(front) = front(word, cut, decided, types) else { return cut };
    let front = front.as_slice();
    let unknown = || decide(front, first_alef, &|cut| cut.suffix == 0, decided, types, weights);
    let before = decided(front).unwrap_or_else(unknown);
    let both = Cut { prefix: before.prefix, ..cut };
    let more = both.before().len() > cut.before().len() && before.suffix == 0;
    if more && both.fits(word) && allows(both) { both } else { cut }
}

/// The cut with a preposition that the scorer left on, but which what follows makes evident.
fn before_stem(
    word: &[Letter],
    cut: Cut,
    first_alef: u8,
    types: &impl Frequencies,
    known_or_best: impl Fn(&[Letter]) -> Cut,
) -> Option<Cut> {
    let proclitic = Proclitic::of(word, first_alef, types).filter(|_| cut.prefix == 0)?;
    proclitic.before_stem(known_or_best(proclitic.rest()))
}

/// What stands before the pronoun of a cut as it is spelt alone, if it is known as a word or is the
/// plural of a verb.
fn front(
    word: &[Letter],
    cut: Cut,
    decided: &dyn Fn(&[Letter]) -> Option<Cut>,
    types: &impl Frequencies,
) -> Option<Form> {
    let all = Cut { prefix: 0, ..cut };
    let tail = Tail::of(all.stem(word)).unwrap_or_default();
    let forms = [Tail::Keep, tail].map(|tail| Form::stem(all, Head::Keep, tail, word));
    let known = forms
        .into_iter()
        .filter(|form| decided(form.as_slice()).is_some())
        .max_by_key(|form| types.frequency(form.as_slice()));
    let plural = Form::stem(all, Head::Keep, Tail::SilentAlef, word);
    known.or((tail == Tail::SilentAlef).then_some(plural))
}

/// How the stem of a cut is spelt, by the frequencies of the spellings.
pub(crate) fn spell(word: &[Letter], cut: Cut, types: &impl Frequencies) -> Verdict {
    let (mut head, mut tail) = (Head::Keep, Tail::Keep);
    let stem = cut.stem(word);
    let freq = |head, tail| types.frequency(Form::stem(cut, head, tail, word).as_slice());
    if cut.suffix > 0 {
        // التهمتها is no noun, since it would have an article and a pronoun.
        let no_noun =
            || has_article(Form::stem(cut, head, Tail::TehMarbuta, word).as_slice(), types);
        let rule = Tail::of(stem)
            .filter(|rule| stem.len() > 1 && !(*rule == Tail::TehMarbuta && no_noun()));
        let kept = if stem == MEANING { 0 } else { freq(Head::Keep, Tail::Keep) };
        tail = rule.filter(|rule| freq(Head::Keep, *rule) > kept).unwrap_or_default();
    } else if cut.before().last() == Some(&LAM) && stem.starts_with(&[LAM]) && stem.len() > 1 {
        let whole = types.is_whole(stem) && !begins_with_la(stem);
        let bare = if whole { freq(Head::Keep, Tail::Keep) } else { 0 };
        let article = freq(Head::Article, Tail::Keep);
        // لله is ل and الله, although له is no word of one piece.
        let hidden =
            if whole || stem == [LAM, HEH] { freq(Head::HiddenArticle, Tail::Keep) } else { 0 };
        head = if bare > article && bare >= hidden {
            Head::Keep
        } else if hidden > article {
            Head::HiddenArticle
        } else {
            Head::Article
        };
    }
    let article = cut.suffix == 0
        && match head {
            Head::Keep => has_article(stem, types),
            _ => !NO_ARTICLE.contains(&Form::stem(cut, head, tail, word).as_slice()),
        };
    Verdict { cut, head, tail, article }
}

/// The stem of معناه, which is معنى, although معنا (مع and نا) is as frequent.
const MEANING: &[Letter] = b"mAna";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::VerbForms;
    use crate::letters::letters_of;
    use std::collections::BTreeMap;

    struct Types(BTreeMap<Vec<Letter>, u8>);

    impl Types {
        fn of(list: &[(&str, u8)]) -> Self {
            Self(list.iter().map(|(form, zipf)| (letters_of(form).unwrap(), *zipf)).collect())
        }
    }

    impl Frequencies for Types {
        fn zipf(&self, form: &[Letter]) -> u8 {
            self.0.get(form).copied().unwrap_or_default()
        }

        fn first_alef(&self, _form: &[Letter]) -> u8 {
            0
        }

        fn decided(&self, form: &[Letter]) -> Option<Cut> {
            self.0.contains_key(form).then_some(Cut::WHOLE)
        }

        fn verb(&self, _form: &[Letter]) -> VerbForms {
            VerbForms::default()
        }
    }

    fn spelt(word: &str, prefix: u8, suffix: u8, types: &Types) -> Verdict {
        let word = letters_of(word).unwrap();
        let cut = Cut { prefix, suffix };
        assert!(cut.fits(&word));
        spell(&word, cut, types)
    }

    #[test]
    fn stems_are_spelt_as_they_stand_alone() {
        let types = Types::of(&[
            ("شقيقة", 8),
            ("بيت", 10),
            ("بية", 2),
            ("مستوي", 10),
            ("ابناء", 9),
            ("كتبوا", 8),
            ("ابو", 11),
            ("ابوا", 4),
        ]);
        assert_eq!(spelt("شقيقته", 0, 1, &types).tail, Tail::TehMarbuta);
        assert_eq!(spelt("بيته", 0, 1, &types).tail, Tail::Keep);
        assert_eq!(spelt("مستواه", 0, 1, &types).tail, Tail::Maqsura);
        assert_eq!(spelt("ابنائه", 0, 1, &types).tail, Tail::Hamza);
        assert_eq!(spelt("كتبوه", 0, 1, &types).tail, Tail::SilentAlef);
        assert_eq!(spelt("ابوه", 0, 1, &types).tail, Tail::Keep);
    }

    #[test]
    fn an_article_after_lam_is_found_by_frequency() {
        let types = Types::of(&[
            ("الحكومة", 11),
            ("لبنان", 11),
            ("البنان", 3),
            ("لجنة", 9),
            ("اللجنة", 10),
            ("الجنة", 8),
            ("الله", 12),
        ]);
        assert_eq!(spelt("للحكومة", 4, 0, &types).head, Head::Article);
        assert_eq!(spelt("للبنان", 4, 0, &types).head, Head::Keep);
        assert_eq!(spelt("للجنة", 4, 0, &types).head, Head::HiddenArticle);
        let god = spelt("لله", 4, 0, &types);
        assert_eq!((god.head, god.article), (Head::HiddenArticle, false));
    }
}
