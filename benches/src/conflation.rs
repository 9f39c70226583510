//! How well stems bring the words of a lemma together, on a treebank with lemmas.

use siyaq_text::{Normalizer, Profile};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Parts of speech whose words have stems worth the name.
const OPEN: [&str; 5] = ["ADJ", "ADV", "NOUN", "PROPN", "VERB"];

/// The word types of a treebank, folded by the profile `standard`, each with the lemma of the word
/// of an open class in it; of several lemmas the most frequent, then the first. Words in which no
/// piece or more than one is of an open class are left out.
///
/// Pieces of a word are lines with `SpaceAfter=No` between them, as UD Arabic-PUD has them.
///
/// # Errors
/// The file cannot be read.
pub fn lemmas_of(path: &Path) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let standard = Normalizer::new(Profile::Standard);
    let mut counts: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    let (mut form, mut lemmas) = (String::new(), Vec::new());
    for line in text.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, piece, lemma, class, .., misc] = columns.as_slice() else { continue };
        if !id.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        form.push_str(piece);
        if OPEN.contains(class) {
            lemmas.push((*lemma).to_owned());
        }
        if *class != "PUNCT" && misc.split('|').any(|item| item == "SpaceAfter=No") {
            continue;
        }
        let arabic = form.chars().any(|c| ('\u{620}'..'\u{64b}').contains(&c));
        if let ([lemma], true) = (lemmas.as_slice(), arabic) {
            let word: String = form.chars().filter(|c| c.is_alphanumeric()).collect();
            let word = standard.normalize(&word).into_owned();
            *counts.entry(word).or_default().entry(lemma.clone()).or_default() += 1;
        }
        form.clear();
        lemmas.clear();
    }
    let usual = |lemmas: BTreeMap<String, u64>| {
        let most = lemmas.values().copied().max().unwrap_or(0);
        lemmas.into_iter().find(|(_, count)| *count == most).map(|(lemma, _)| lemma)
    };
    Ok(counts.into_iter().filter_map(|(word, lemmas)| Some((word, usual(lemmas)?))).collect())
}

/// What a way of conflating words does to pairs of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conflation {
    /// Words.
    pub words: u64,
    /// Different stems.
    pub classes: u64,
    /// Pairs of words of one lemma.
    pub same_lemma: u64,
    /// Pairs of words with one stem.
    pub same_stem: u64,
    /// Pairs of words of one lemma and with one stem.
    pub both: u64,
}

impl Conflation {
    /// Compares the stems of words with their lemmas.
    pub fn of(lemmas: &BTreeMap<String, String>, stem: impl Fn(&str) -> String) -> Self {
        let mut groups: [BTreeMap<String, u64>; 3] = Default::default();
        for (word, lemma) in lemmas {
            let stem = stem(word);
            let keys = [lemma.clone(), stem.clone(), format!("{lemma}\t{stem}")];
            for (group, key) in groups.iter_mut().zip(keys) {
                *group.entry(key).or_default() += 1;
            }
        }
        let pairs = |group: &BTreeMap<String, u64>| group.values().map(|n| n * (n - 1) / 2).sum();
        let [by_lemma, by_stem, by_both] = &groups;
        Self {
            words: lemmas.len() as u64,
            classes: by_stem.len() as u64,
            same_lemma: pairs(by_lemma),
            same_stem: pairs(by_stem),
            both: pairs(by_both),
        }
    }

    /// Of the pairs with one stem, how many are of one lemma, in percent; none where there are no
    /// such pairs.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        (self.same_stem > 0).then(|| 100.0 * self.both as f64 / self.same_stem as f64)
    }

    /// Of the pairs of one lemma, how many have one stem, in percent: 100 less the understemming
    /// index of Paice (1994).
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        (self.same_lemma > 0).then(|| 100.0 * self.both as f64 / self.same_lemma as f64)
    }

    /// Of the pairs of two lemmas, how many have one stem, in a million: the overstemming index of
    /// Paice (1994).
    #[must_use]
    pub fn overstemming(&self) -> Option<f64> {
        let apart = self.words * self.words.saturating_sub(1) / 2 - self.same_lemma;
        let wrong = self.same_stem - self.both;
        (apart > 0).then(|| 1e6 * wrong as f64 / apart as f64)
    }

    /// The harmonic mean of precision and recall, in percent.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        let pairs = self.same_stem + self.same_lemma;
        (pairs > 0).then(|| 200.0 * self.both as f64 / pairs as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted() {
        let words = ["كتاب a", "الكتاب a", "كتابه a", "كاتب b", "كاتبة b", "باب c"];
        let lemmas: BTreeMap<String, String> = words
            .iter()
            .filter_map(|row| row.split_once(' '))
            .map(|(word, lemma)| (word.to_owned(), lemma.to_owned()))
            .collect();
        // The first letter after the article: ك for five of the six.
        let first = |word: &str| word.trim_start_matches("ال").chars().take(1).collect();
        let found = Conflation::of(&lemmas, first);
        let expected = Conflation { words: 6, classes: 2, same_lemma: 4, same_stem: 10, both: 4 };
        assert_eq!(found, expected);
        assert_eq!((found.precision(), found.recall()), (Some(40.0), Some(100.0)));
        assert_eq!(found.overstemming(), Some(6e6 / 11.0));
        assert_eq!(found.f1(), Some(800.0 / 14.0));
        let none = Conflation::of(&lemmas, str::to_owned);
        assert_eq!((none.precision(), none.recall(), none.classes), (None, Some(0.0), 6));
    }
}
