//! The spelling that a form is shown by.

use crate::rule::WordRule;
use siyaq_index::{Corpus, Layer, TermId};
use siyaq_text::{Normalizer, Profile};
use std::cmp::Reverse;
use std::sync::{Arc, LazyLock};

/// Writes words without vowel signs, tatweel and letters of old fonts.
static PLAIN: LazyLock<Normalizer> = LazyLock::new(|| Normalizer::new(Profile::Light));

/// The spellings that the forms of a layer are shown by: of each the one most often written.
///
/// A profile folds spellings together, and readers do not know the word by what is left: on `standard`
/// الإمارات and الامارات are one form, الامارات, and are shown as الإمارات where that is written more
/// often. Ties are decided by the bytes. The frequencies are those of the whole corpus, or of a part of it
/// where they are given ([`FormLabels::among`]).
///
/// A value of a column is shown as it is. A stem, a root or a segment is no spelling of the words that it
/// is taken from. It is shown as it is most often written inside of them, by words without vowel signs,
/// tatweel and letters of old fonts; and as it is where no word shows it, as are clitics with their mark.
///
/// # Examples
/// ```
/// use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, QueryRule, Shard};
/// use siyaq_index::TokenClass;
/// use siyaq_query::FormLabels;
///
/// let mut shard = Shard::new();
/// shard.start_batch(0);
/// shard.start_document(Document { id: "a".into(), ..Document::default() });
/// for form in ["أمس", "امس", "أمس"] {
///     shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// }
/// let mut options = BuildOptions::default();
/// let layer = LayerRule::fold("standard", |form, out| out.push_str(&form.replace('أ', "ا")));
/// options.layers.push(layer.query(QueryRule::default()));
/// let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let layer = corpus.layer("standard")?;
/// let labels = FormLabels::new(&corpus, layer);
/// let form = layer.lexicon().id("امس").expect("a form of the layer");
/// assert_eq!((labels.label(form), labels.key(form)), ("أمس", "امس"));
/// # Ok::<(), siyaq_index::IndexError>(())
/// ```
#[derive(Clone, Debug)]
pub struct FormLabels<'c> {
    words: &'c Layer,
    layer: &'c Layer,
    /// For a layer of stems, roots or segments: how its forms are made. `None` too where its rule cannot
    /// be read; its forms are shown as they are then.
    derived: Option<Option<WordRule>>,
    /// How often each word is among what is counted, by its id; where that is not the whole corpus.
    among: Option<Arc<[u64]>>,
}

impl<'c> FormLabels<'c> {
    /// The labels of a layer of this corpus.
    #[must_use]
    pub fn new(corpus: &'c Corpus, layer: &'c Layer) -> Self {
        let words = corpus.words();
        let derived = layer.query().derived.then(|| WordRule::of(layer).ok());
        Self { words, layer, derived, among: None }
    }

    /// The labels among what is counted: `freqs` is how often each word of the corpus is there, by its id,
    /// or nothing where everything is counted. Words that are not there are no label, but of a form that
    /// has no others.
    #[must_use]
    pub fn among(self, freqs: Option<Vec<u64>>) -> Self {
        Self { among: freqs.map(Arc::from), ..self }
    }

    /// The words that have a form, those most often written among what is counted first.
    fn spellings(&self, form: TermId) -> impl Iterator<Item = &'c str> + use<'c> {
        let mut words = self.layer.words_of(form);
        if let Some(freqs) = &self.among {
            let freq = |word: &TermId| freqs.get(word.index()).copied().unwrap_or(0);
            if words.iter().any(|word| freq(word) > 0) {
                words.retain(|word| freq(word) > 0);
            }
            words.sort_by_key(|word| Reverse(freq(word)));
        }
        let lexicon = self.words.lexicon();
        words.into_iter().map(move |word| lexicon.form(word))
    }

    /// The layer.
    #[must_use]
    pub fn layer(&self) -> &'c Layer {
        self.layer
    }

    /// The form itself, as the layer has it.
    #[must_use]
    pub fn key(&self, form: TermId) -> &'c str {
        self.layer.lexicon().form(form)
    }

    /// The spelling to show.
    #[must_use]
    pub fn label(&self, form: TermId) -> &'c str {
        let key = self.key(form);
        match &self.derived {
            None => {
                // A layer spells abbreviations without spaces. A label with some, among others that
                // spaces part, would look like several.
                let fits = |word: &&str| key.contains(' ') || !word.contains([' ', '\u{A0}']);
                let first = || {
                    let word = self.layer.first_word(form).filter(|_| self.among.is_none())?;
                    Some(self.words.lexicon().form(word)).filter(fits)
                };
                first().unwrap_or_else(|| self.spellings(form).find(fits).unwrap_or(key))
            }
            Some(None) => key,
            // Half of the words of a corpus have the conjunction for a part, and none is that alone.
            Some(Some(rule)) if rule.bare_clitic(key).is_some() => key,
            Some(Some(rule)) => self.spelling_inside(form, key, rule).unwrap_or(key),
        }
    }

    /// Whether the forms are spellings of words that the layer folds together: not the words themselves,
    /// nor stems, segments or values of a column.
    #[must_use]
    pub fn are_spellings(&self) -> bool {
        let is_fold = self.layer.is_over_words() && self.layer.split().is_none();
        is_fold && self.derived.is_none() && !std::ptr::eq(self.words, self.layer)
    }

    /// A word of the corpus as it is shown, on a layer whose forms are spellings of words: as it is written,
    /// but for those with spaces inside, which are shown by the label of their form.
    #[must_use]
    pub fn spelling(&self, word: TermId) -> &'c str {
        let form = self.words.lexicon().form(word);
        match form.contains([' ', '\u{A0}']) {
            true => self.label(self.layer.fold(word)),
            false => form,
        }
    }

    /// How a stem or a segment is most often written inside its words, without vowel signs; none where no
    /// word shows it, as those whose letters a stemmer has changed do not. Ties as in the list of words.
    fn spelling_inside(&self, form: TermId, key: &str, rule: &WordRule) -> Option<&'c str> {
        let words = self.layer.words_of(form);
        let freq = |word: &TermId| match &self.among {
            Some(freqs) => freqs.get(word.index()).copied().unwrap_or(0),
            None => self.words.code_freq(*word),
        };
        let mut left: u64 = words.iter().map(freq).sum();
        let nothing_counted = left == 0;
        // Votes of words that are sure of every letter, and of the others, which count where there are none.
        let (mut votes, mut others) = (Votes::default(), Votes::default());
        for word in &words {
            let number = if nothing_counted { 1 } else { freq(word) };
            let form = self.words.lexicon().form(*word);
            if number > 0
                && let Some(spelling) = written_as(form, key, rule)
            {
                // Before a pronoun the ى of لدى is written ي.
                let hidden = key.ends_with('ي') && !form.ends_with(spelling);
                if hidden { &mut others } else { &mut votes }.add(spelling, number);
            }
            // Most words of a frequent stem are rare, and change nothing.
            left = left.saturating_sub(number);
            if left > 0 && votes.lead() > left {
                break;
            }
        }
        votes.first().or_else(|| others.first())
    }
}

/// How often each of a few spellings was met, in the order in which they were met first.
#[derive(Default)]
struct Votes<'c>(Vec<(&'c str, u64)>);

impl<'c> Votes<'c> {
    fn add(&mut self, spelling: &'c str, number: u64) {
        match self.0.iter_mut().find(|(known, _)| *known == spelling) {
            Some((_, sum)) => *sum += number,
            None => self.0.push((spelling, number)),
        }
    }

    /// By how much the first is before the second.
    fn lead(&self) -> u64 {
        let (first, second) = self.0.iter().fold((0, 0), |(first, second), (_, sum)| {
            if *sum > first { (*sum, first) } else { (first, second.max(*sum)) }
        });
        first - second
    }

    /// The most frequent; of equal ones that which was met first.
    fn first(&self) -> Option<&'c str> {
        let most = self.0.iter().map(|(_, sum)| *sum).max()?;
        self.0.iter().find(|(_, sum)| *sum == most).map(|(spelling, _)| *spelling)
    }
}

/// The piece of a word that a stem is, letter by letter; none where the word does not show it, or shows it
/// with signs that are no letters.
fn written_as<'w>(word: &'w str, key: &str, rule: &WordRule) -> Option<&'w str> {
    if PLAIN.normalize(word) != word {
        return None;
    }
    let folded = rule.fold(word);
    let at = folded.find(key)?;
    let (before, letters) = (folded.get(..at)?.chars().count(), key.chars().count());
    if folded.chars().count() != word.chars().count() {
        return None;
    }
    let mut places = word.char_indices().map(|(place, _)| place).chain([word.len()]);
    let start = places.nth(before)?;
    let end = if letters == 0 { start } else { places.nth(letters - 1)? };
    word.get(start..end)
}
