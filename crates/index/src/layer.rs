//! Layers: the words as written, after a folding profile, taken apart, or a column of values.

use crate::codes::Codes;
use crate::{
    Bytes, IndexError, LayerModel, LayerRecord, PackedIds, Postings, QueryRule, Split, Starts,
    TermId, TokenClass, TokenColumn,
};
use siyaq_lexicon::Lexicon;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What every token of a corpus is seen as: a code at every position, a lexicon of forms, and for each
/// code the form it stands for, or the forms of its parts.
///
/// On most layers the codes are the words, which a corpus stores once, and the layer is a map over
/// them. A layer with a column of its own has codes of its own. Who reads [`codes`](Self::codes),
/// [`postings`](Self::postings) and the forms of a code need not know which it is.
#[derive(Debug)]
pub struct Layer {
    record: LayerRecord,
    /// What the names of its files begin with.
    stem: String,
    lexicon: Arc<Lexicon<Bytes>>,
    classes: Bytes,
    codes: Arc<Codes>,
    shape: Shape,
    table: OnceLock<Vec<u32>>,
}

/// How codes and forms belong together.
#[derive(Debug)]
pub(crate) enum Shape {
    /// A code is its own form.
    Words,
    /// Code to form, and back.
    Fold(PackedIds, Inverse),
    /// Code to the forms of its parts, and back.
    Split(Split, Inverse),
}

/// From forms to codes.
#[derive(Debug)]
pub(crate) struct Inverse {
    /// Where the codes of each form start in `words`.
    pub(crate) first: Starts,
    /// The codes, by form, ascending.
    pub(crate) words: PackedIds,
}

impl Layer {
    pub(crate) fn new(
        record: &LayerRecord,
        stem: &str,
        lexicon: Arc<Lexicon<Bytes>>,
        classes: Bytes,
        codes: Arc<Codes>,
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
        let (record, stem, table) = (record.clone(), stem.to_owned(), OnceLock::new());
        Ok(Self { record, stem, lexicon, classes, codes, shape, table })
    }

    /// What the layer was made with, where its name does not say everything, as the manifest has it.
    #[must_use]
    pub const fn options(&self) -> &serde_json::Value {
        &self.record.options
    }

    /// The name: `word`, the name of a profile, or that of a column.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.record.name
    }

    /// What the layer makes of the words, for descriptions of it.
    #[must_use]
    pub fn model(&self) -> LayerModel {
        self.record.kind
    }

    /// How a word of a query becomes a form of the layer.
    #[must_use]
    pub const fn query(&self) -> &QueryRule {
        &self.record.query
    }

    /// The code at every position.
    #[must_use]
    pub fn codes(&self) -> &TokenColumn {
        self.codes.tokens()
    }

    /// How many codes there are.
    #[must_use]
    pub fn code_count(&self) -> u32 {
        self.codes.tokens().types()
    }

    /// How often a code stands in the corpus.
    #[must_use]
    pub fn code_freq(&self, code: TermId) -> u64 {
        self.codes.freq(code)
    }

    /// The number of the class of the tokens of each code.
    #[must_use]
    pub fn code_classes(&self) -> &[u8] {
        self.codes.classes()
    }

    /// The positions of a code.
    #[must_use]
    pub fn postings(&self, code: TermId) -> Postings<'_> {
        self.codes.postings(code)
    }

    /// The blocks of tokens that the list of a code names.
    pub(crate) fn listed_blocks(&self, code: TermId) -> impl Iterator<Item = u64> + '_ {
        self.codes.listed_blocks(code)
    }

    /// The positions of any of some codes, ascending; `within` are ranges to look in, which ascend
    /// and lie apart, `None` for everywhere.
    ///
    /// # Cost
    /// Every block of 128 tokens in which one of the codes stands is decoded once, a fifth of a
    /// microsecond each, however many codes there are; shared out over the current rayon pool.
    #[must_use]
    pub fn positions(&self, codes: &[TermId], within: Option<&[Range<u64>]>) -> Vec<u64> {
        self.codes.positions(codes, within)
    }

    /// The forms of this layer. Ids go from the most frequent form down; frequencies are tokens of
    /// the whole corpus.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon<Bytes> {
        &self.lexicon
    }

    /// The form that a code stands for: the word itself on the layer `word`; on a layer that takes
    /// words apart the form of the first part, see [`split`](Self::split).
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

    /// The forms that a code has, in order: one, or those of its parts.
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

    /// What [`fold`](Self::fold) gives for every code, as a table for hot loops. Decoded at the
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

    /// The codes that have a form, ascending.
    #[must_use]
    pub fn codes_of(&self, form: TermId) -> Vec<TermId> {
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

    /// The words that have a form, ascending: none on a layer with a column of its own, whose forms
    /// belong to positions and not to words.
    #[must_use]
    pub fn words_of(&self, form: TermId) -> Vec<TermId> {
        if self.is_over_words() { self.codes_of(form) } else { Vec::new() }
    }

    /// Whether the codes are the words of the corpus.
    #[must_use]
    pub fn is_over_words(&self) -> bool {
        self.record.kind != LayerModel::Column
    }

    /// The word most often written among those that have a form, ties by their bytes; `None` for a
    /// form that there is not, and on a layer with a column of its own.
    #[must_use]
    pub fn first_word(&self, form: TermId) -> Option<TermId> {
        if form.0 >= self.lexicon.len() || !self.is_over_words() {
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
        self.lexicon.verify().map_err(|error| IndexError::lexicon(self.name(), error))?;
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
            let of_form = self.codes_of(form);
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
        let expected: usize = (0..self.code_count()).map(|code| self.distinct(TermId(code))).sum();
        if listed == expected {
            Ok(())
        } else {
            Err(wrong("words", format!("{listed} words, {expected} expected")))
        }
    }

    /// How many different forms a code has.
    fn distinct(&self, word: TermId) -> usize {
        let mut forms = self.forms_of(word);
        forms.sort_unstable();
        forms.dedup();
        forms.len()
    }
}
