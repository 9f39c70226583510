//! Layers: the words as written, after a folding profile, or taken apart.

use crate::packed::PackedIds;
use crate::{Bytes, IndexError, Split, Starts, TermId, TokenClass};
use siyaq_lexicon::Lexicon;
use std::sync::OnceLock;

/// One way of looking at the words of a corpus: a lexicon of forms, and for each word the form it
/// folds to, or the forms of its parts. A corpus stores its tokens once, as words; every other
/// layer is a map over the lexicon.
#[derive(Debug)]
pub struct Layer {
    name: String,
    /// What the names of its files begin with.
    stem: String,
    lexicon: Lexicon<Bytes>,
    classes: Bytes,
    shape: Shape,
    table: OnceLock<Vec<u32>>,
    options: serde_json::Value,
}

/// How words and forms belong together.
#[derive(Debug)]
pub(crate) enum Shape {
    /// A word is its own form.
    Words,
    /// Word to form, and back.
    Fold(PackedIds, Inverse),
    /// Word to the forms of its parts, and back.
    Split(Split, Inverse),
}

/// From forms to words.
#[derive(Debug)]
pub(crate) struct Inverse {
    /// Where the words of each form start in `words`.
    pub(crate) first: Starts,
    /// The words, by form, ascending.
    pub(crate) words: PackedIds,
}

impl Layer {
    pub(crate) fn new(
        name: &str,
        stem: &str,
        lexicon: Lexicon<Bytes>,
        classes: Bytes,
        shape: Shape,
    ) -> Result<Self, IndexError> {
        let forms = lexicon.len() as usize;
        if classes.len() != forms {
            let what = format!("{} classes, {forms} forms", classes.len());
            return Err(IndexError::corrupt(&format!("{stem}.classes"), what));
        }
        if let Shape::Fold(_, inverse) | Shape::Split(_, inverse) = &shape {
            let all = inverse.words.count();
            let fits = match &shape {
                Shape::Fold(map, _) => all == map.count(),
                // A word that has a form twice is listed once.
                Shape::Split(split, _) => all as u64 <= split.part_count(),
                Shape::Words => true,
            };
            let lists = &inverse.first;
            if !fits || lists.len() != forms as u64 || lists.get(forms as u64) != all as u64 {
                let what = "its maps do not fit its lexicon";
                return Err(IndexError::corrupt(&format!("{stem}.first"), what));
            }
        }
        let (name, stem, table) = (name.to_owned(), stem.to_owned(), OnceLock::new());
        let options = serde_json::Value::Null;
        Ok(Self { name, stem, lexicon, classes, shape, table, options })
    }

    /// With what the manifest says that the layer was made with.
    pub(crate) fn with_options(self, options: serde_json::Value) -> Self {
        Self { options, ..self }
    }

    /// What the layer was made with, where its name does not say everything, as the manifest has it.
    #[must_use]
    pub const fn options(&self) -> &serde_json::Value {
        &self.options
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

    /// The form of this layer that a word folds to; the word itself on the layer `word`; on a layer
    /// that takes words apart the form of the first part, see [`split`](Self::split).
    #[must_use]
    pub fn fold(&self, word: TermId) -> TermId {
        match &self.shape {
            Shape::Words => word,
            Shape::Fold(map, _) => TermId(self.within(map.get(word.index()))),
            Shape::Split(split, _) => TermId(split.forms(word).first().copied().unwrap_or(0)),
        }
    }

    /// The parts of words, on a layer that takes them apart.
    #[must_use]
    pub fn split(&self) -> Option<&Split> {
        match &self.shape {
            Shape::Split(split, _) => Some(split),
            Shape::Words | Shape::Fold(..) => None,
        }
    }

    /// The forms that a word has on this layer, in order: one, or those of its parts.
    #[must_use]
    pub fn forms_of(&self, word: TermId) -> Vec<TermId> {
        match self.split() {
            None => vec![self.fold(word)],
            Some(split) => split.forms(word).iter().copied().map(TermId).collect(),
        }
    }

    fn within(&self, form: u32) -> u32 {
        if form < self.lexicon.len() { form } else { 0 }
    }

    /// What [`fold`](Self::fold) gives for every word, as a table for hot loops. Decoded at the
    /// first call, then kept.
    #[must_use]
    pub fn fold_table(&self) -> &[u32] {
        self.table.get_or_init(|| match &self.shape {
            Shape::Words => (0..self.lexicon.len()).collect(),
            Shape::Fold(map, _) => map.to_vec().into_iter().map(|form| self.within(form)).collect(),
            Shape::Split(split, _) => {
                let words = u32::try_from(split.word_count()).unwrap_or(u32::MAX);
                (0..words).map(|word| self.fold(TermId(word)).0).collect()
            }
        })
    }

    /// The words that have a form, ascending.
    #[must_use]
    pub fn words_of(&self, form: TermId) -> Vec<TermId> {
        if form.0 >= self.lexicon.len() {
            return Vec::new();
        }
        match &self.shape {
            Shape::Words => vec![form],
            Shape::Fold(_, inverse) | Shape::Split(_, inverse) => inverse
                .first
                .unit(u64::from(form.0))
                .filter_map(|place| usize::try_from(place).ok())
                .map(|place| TermId(inverse.words.get(place)))
                .collect(),
        }
    }

    /// The word most often written among those that have a form, ties by their bytes; `None` for a
    /// form that there is not.
    #[must_use]
    pub fn first_word(&self, form: TermId) -> Option<TermId> {
        if form.0 >= self.lexicon.len() {
            return None;
        }
        match &self.shape {
            Shape::Words => Some(form),
            // Words are numbered by frequency, and those of a form ascend.
            Shape::Fold(_, inverse) | Shape::Split(_, inverse) => {
                let words = inverse.first.unit(u64::from(form.0));
                let first = usize::try_from(words.start).ok().filter(|_| !words.is_empty())?;
                Some(TermId(inverse.words.get(first)))
            }
        }
    }

    /// The class of the tokens of a form.
    #[must_use]
    pub fn class(&self, form: TermId) -> TokenClass {
        let number = self.class_table().get(form.index()).copied();
        number.and_then(TokenClass::from_number).unwrap_or(TokenClass::Symbol)
    }

    /// The number of the class of each form.
    #[must_use]
    pub fn class_table(&self) -> &[u8] {
        self.classes.all()
    }

    /// Checks the layer against the words.
    pub(crate) fn verify(&self, words: &Self) -> Result<(), IndexError> {
        self.lexicon.verify().map_err(|error| IndexError::lexicon(&self.name, error))?;
        let wrong =
            |part: &str, what: String| IndexError::corrupt(&format!("{}.{part}", self.stem), what);
        let classes = self.class_table();
        if classes.iter().any(|number| TokenClass::from_number(*number).is_none()) {
            return Err(wrong("classes", "unknown class".to_owned()));
        }
        if let Some(split) = self.split() {
            split.verify(&self.stem, |word| words.lexicon.form(word))?;
        }
        let mut listed = 0;
        for form in (0..self.lexicon.len()).map(TermId) {
            let of_form = self.words_of(form);
            listed += of_form.len();
            let has = |word: &TermId| match self.split() {
                None => self.fold(*word) == form,
                Some(split) => split.forms(*word).contains(&form.0),
            };
            if let Some(word) = of_form.iter().find(|word| !has(word)) {
                let what = format!("word {} is listed under form {}", word.0, form.0);
                return Err(wrong("words", what));
            }
            if !of_form.is_sorted_by(|one, next| one < next) {
                return Err(wrong("words", format!("the words of form {} do not ascend", form.0)));
            }
        }
        let expected: usize =
            (0..words.lexicon.len()).map(|word| self.distinct(TermId(word))).sum();
        if listed == expected {
            Ok(())
        } else {
            Err(wrong("words", format!("{listed} words, {expected} expected")))
        }
    }

    /// How many different forms a word has.
    fn distinct(&self, word: TermId) -> usize {
        let mut forms = self.forms_of(word);
        forms.sort_unstable();
        forms.dedup();
        forms.len()
    }
}
