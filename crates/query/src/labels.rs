//! The spelling that a form is shown by.

use crate::rule::WordRule;
use siyaq_index::{Corpus, Layer, TermId};

/// The spellings that the forms of a layer are shown by: of each the one most often written.
///
/// A profile folds spellings together, and readers do not know the word by what is left: on `standard`
/// الإمارات and الامارات are one form, الامارات, and are shown as الإمارات where that is written more
/// often. Ties are decided by the bytes. The frequencies are those of the whole corpus, so that a form has
/// one label whatever part of it is counted.
///
/// A value of a column is shown as it is. A stem, a root or a segment is no spelling of the words that it is taken from. It is shown as that of its
/// words most often written which is nothing but it, and as it is where there is none, as are clitics with
/// their mark.
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
}

impl<'c> FormLabels<'c> {
    /// The labels of a layer of this corpus.
    #[must_use]
    pub fn new(corpus: &'c Corpus, layer: &'c Layer) -> Self {
        let words = corpus.words();
        let derived = layer.query().derived.then(|| WordRule::of(layer).ok());
        Self { words, layer, derived }
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
        let spelling = |word: TermId| self.words.lexicon().form(word);
        match &self.derived {
            None => {
                // A layer spells abbreviations without spaces. A label with some, among others that
                // spaces part, would look like several.
                let fits = |word: &&str| key.contains(' ') || !word.contains([' ', '\u{A0}']);
                let first = self.layer.first_word(form).map(spelling);
                first.filter(fits).unwrap_or_else(|| {
                    self.layer.words_of(form).into_iter().map(spelling).find(fits).unwrap_or(key)
                })
            }
            Some(None) => key,
            // Half of the words of a corpus have the conjunction for a part, and none is that alone.
            Some(Some(rule)) if rule.bare_clitic(key).is_some() => key,
            Some(Some(rule)) => {
                let mut words = self.layer.words_of(form).into_iter().map(spelling);
                words.find(|word| rule.fold(word) == key).unwrap_or(key)
            }
        }
    }
}
