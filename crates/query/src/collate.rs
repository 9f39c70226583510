//! The order of Arabic forms.

use crate::error::QueryError;
use rayon::prelude::*;
use siyaq_index::{Layer, TermId};
use siyaq_text::{Normalizer, Profile};
use std::fmt;
use std::str::FromStr;

/// The order of words in sorting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Collation {
    /// By the numbers of the code points: hamza on its seats before alef, Persian letters after
    /// all Arabic ones, marks among letters.
    Codepoint,
    /// As in an Arabic index: marks, hamza on a seat, and the forms of alef, yeh, kaf and heh make
    /// no difference at first (they are folded by the profile `broad`); letters that other
    /// languages added follow the Arabic letter that they are made from. Forms that are the same
    /// so far go by code points.
    #[default]
    Arabic,
}

impl fmt::Display for Collation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Codepoint => "codepoint",
            Self::Arabic => "arabic",
        })
    }
}

impl FromStr for Collation {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "codepoint" => Ok(Self::Codepoint),
            "arabic" => Ok(Self::Arabic),
            _ => Err(QueryError::unknown(text, "codepoint, arabic")),
        }
    }
}

/// Added letters that stay after folding, each with the Arabic letter that it follows.
const ADDED: [(char, char); 14] = [
    ('پ', 'ب'),
    ('ٻ', 'ب'),
    ('ٹ', 'ت'),
    ('ٺ', 'ت'),
    ('چ', 'ج'),
    ('ڃ', 'ج'),
    ('ڈ', 'د'),
    ('ڑ', 'ر'),
    ('ژ', 'ز'),
    ('ڤ', 'ف'),
    ('گ', 'ك'),
    ('ں', 'ن'),
    ('ۆ', 'و'),
    ('ے', 'ي'),
];

/// Comes after every letter.
const LAST: char = char::MAX;

/// Makes the text that forms are compared by, ties by their bytes.
#[derive(Debug)]
pub struct CollationKeys {
    /// `None` for the order of code points.
    arabic: Option<ArabicOrder>,
}

impl CollationKeys {
    /// What a form is compared by, before its bytes.
    ///
    /// Cost: folds the form.
    #[must_use]
    pub fn key(&self, form: &str) -> String {
        self.arabic.as_ref().map_or_else(|| form.to_owned(), |order| order.key(form))
    }
}

/// The same for the Arabic order.
#[derive(Debug)]
pub(crate) struct ArabicOrder {
    normalizer: Normalizer,
}

impl ArabicOrder {
    pub(crate) fn new() -> Self {
        Self { normalizer: Normalizer::new(Profile::Broad) }
    }

    /// Keys are compared by code points, then the forms themselves.
    pub(crate) fn key(&self, form: &str) -> String {
        let folded = self.normalizer.normalize(form);
        let mut key = String::with_capacity(folded.len());
        for letter in folded.chars() {
            let added = ADDED.iter().position(|(added, _)| *added == letter);
            match added.and_then(|place| Some((place, ADDED.get(place)?.1))) {
                Some((place, base)) => {
                    key.push(base);
                    // Several letters may follow the same one: they differ in what comes next.
                    key.extend(std::iter::repeat_n(LAST, place + 1));
                }
                None => key.push(letter),
            }
        }
        key
    }
}

impl Collation {
    /// The keys of this order.
    #[must_use]
    pub fn keys(self) -> CollationKeys {
        CollationKeys { arabic: (self == Self::Arabic).then(ArabicOrder::new) }
    }

    /// For each form that is marked in `used`, its place in this order, from 1; 0 for the others.
    #[must_use]
    pub fn ranks(self, layer: &Layer, used: &[bool]) -> Vec<u32> {
        let lexicon = layer.lexicon();
        let forms = (0u32..).zip(used).filter(|(_, used)| **used).map(|(form, _)| TermId(form));
        let mut ranks = vec![0; used.len()];
        let mut put = |form: TermId, rank: u32| {
            if let Some(slot) = ranks.get_mut(form.index()) {
                *slot = rank;
            }
        };
        match self {
            Self::Codepoint => {
                forms.for_each(|form| put(form, lexicon.ordinal(form).saturating_add(1)));
            }
            Self::Arabic => {
                let order = ArabicOrder::new();
                let forms: Vec<TermId> = forms.collect();
                let mut keys: Vec<(String, u32, TermId)> = forms
                    .into_par_iter()
                    .map(|form| (order.key(lexicon.form(form)), lexicon.ordinal(form), form))
                    .collect();
                keys.par_sort_unstable();
                for (rank, (_, _, form)) in (1..).zip(&keys) {
                    put(*form, rank);
                }
            }
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_letters_follow_their_base_and_hamza_makes_no_difference() {
        let order = ArabicOrder::new();
        let mut words =
            ["تاج", "پاريس", "بيت", "باب", "وزير", "گاز", "لبن", "كوب", "مسؤول", "مسوول", "مسود"];
        words.sort_by_key(|word| (order.key(word), *word));
        assert_eq!(
            words,
            ["باب", "بيت", "پاريس", "تاج", "كوب", "گاز", "لبن", "مسود", "مسؤول", "مسوول", "وزير"]
        );
        let mut plain = words;
        plain.sort_unstable();
        assert_ne!(plain, words);
    }
}
