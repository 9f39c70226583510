//! Layers: the words as written, and the words after a folding profile.

use crate::bits::PackedIds;
use crate::{Bytes, IndexError, Starts, TermId, TokenClass};
use siyaq_lexicon::Lexicon;
use std::sync::OnceLock;

/// One way of looking at the words of a corpus: a lexicon of forms, and for each word the form it
/// folds to. A corpus stores its tokens once, as words; every other layer is a map over the
/// lexicon.
#[derive(Debug)]
pub struct Layer {
    name: String,
    lexicon: Lexicon<Bytes>,
    classes: Bytes,
    fold: Option<Fold>,
    table: OnceLock<Vec<u32>>,
}

#[derive(Debug)]
pub(crate) struct Fold {
    /// Word to form of this layer.
    pub(crate) map: PackedIds,
    /// Where the words of each form start in `words`.
    pub(crate) first: Starts,
    /// The words, by form, ascending.
    pub(crate) words: PackedIds,
}

impl Layer {
    pub(crate) fn new(
        name: &str,
        lexicon: Lexicon<Bytes>,
        classes: Bytes,
        fold: Option<Fold>,
    ) -> Result<Self, IndexError> {
        let forms = lexicon.len() as usize;
        if classes.as_ref().len() != forms {
            let what = format!("{} classes, {forms} forms", classes.as_ref().len());
            return Err(IndexError::corrupt(&format!("{name}.classes"), what));
        }
        if let Some(fold) = &fold
            && (fold.first.len() != forms as u64
                || fold.first.get(forms as u64) != fold.map.count() as u64
                || fold.words.count() != fold.map.count())
        {
            let what = "its maps do not fit its lexicon";
            return Err(IndexError::corrupt(&format!("{name}.first"), what));
        }
        Ok(Self { name: name.to_owned(), lexicon, classes, fold, table: OnceLock::new() })
    }

    /// The name: `word`, or the name of the profile.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The forms of this layer. Ids go from the most frequent form down; frequencies are tokens of
    /// the whole corpus.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon<Bytes> {
        &self.lexicon
    }

    /// The form of this layer that a word folds to; the word itself on the layer `word`.
    #[must_use]
    pub fn fold(&self, word: TermId) -> TermId {
        match &self.fold {
            None => word,
            Some(fold) => TermId(self.within(fold.map.get(word.index()))),
        }
    }

    fn within(&self, form: u32) -> u32 {
        if form < self.lexicon.len() { form } else { 0 }
    }

    /// The form for every word, as a table for hot loops. Decoded at the first call, then kept.
    #[must_use]
    pub fn fold_table(&self) -> &[u32] {
        self.table.get_or_init(|| match &self.fold {
            None => (0..self.lexicon.len()).collect(),
            Some(fold) => fold.map.to_vec().into_iter().map(|form| self.within(form)).collect(),
        })
    }

    /// The words that fold to a form, ascending.
    #[must_use]
    pub fn words_of(&self, form: TermId) -> Vec<TermId> {
        if form.0 >= self.lexicon.len() {
            return Vec::new();
        }
        match &self.fold {
            None => vec![form],
            Some(fold) => fold
                .first
                .unit(u64::from(form.0))
                .filter_map(|place| usize::try_from(place).ok())
                .map(|place| TermId(fold.words.get(place)))
                .collect(),
        }
    }

    /// The class of the tokens of a form.
    #[must_use]
    pub fn class(&self, form: TermId) -> TokenClass {
        let number = self.classes.as_ref().get(form.index()).copied();
        number.and_then(TokenClass::from_number).unwrap_or(TokenClass::Symbol)
    }

    /// The number of the class of each form.
    #[must_use]
    pub fn class_table(&self) -> &[u8] {
        self.classes.as_ref()
    }

    pub(crate) fn verify(&self) -> Result<(), IndexError> {
        self.lexicon.verify().map_err(|error| IndexError::lexicon(&self.name, error))?;
        let classes = self.classes.as_ref();
        if classes.iter().any(|number| TokenClass::from_number(*number).is_none()) {
            return Err(IndexError::corrupt(&format!("{}.classes", self.name), "unknown class"));
        }
        let Some(fold) = &self.fold else { return Ok(()) };
        for form in 0..self.lexicon.len() {
            for word in self.words_of(TermId(form)) {
                if fold.map.get(word.index()) != form {
                    let what = format!("word {} is listed under form {form}", word.0);
                    return Err(IndexError::corrupt(&format!("{}.words", self.name), what));
                }
            }
        }
        Ok(())
    }
}
