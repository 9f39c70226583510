//! What is counted: a layer, token classes, documents.

use crate::omitted::Omitted;
use rayon::prelude::*;
use siyaq_index::{
    Boundary, Corpus, DocId, Layer, Punctuation, Scope, Starts, Subcorpus, TermId, TokenClass,
    TokenPos,
};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Stands for a token that is not counted.
pub(crate) const NOT_COUNTED: u32 = u32::MAX;

/// About how many tokens one task takes.
const TASK: u64 = 1 << 18;

/// For each code of the layer the tokens that are counted: the places of their forms in byte order.
#[derive(Debug)]
pub(crate) enum Ordinals {
    /// One a code, or [`NOT_COUNTED`].
    Words(Vec<u32>),
    /// On a layer that takes words apart any number, in `ordinals` from the entry of the word in
    /// `first` up to the next.
    Parts { first: Vec<u32>, ordinals: Vec<u32> },
}

impl Ordinals {
    /// The counted tokens of a word.
    #[inline]
    pub(crate) fn of(&self, word: u32) -> &[u32] {
        let place = word as usize;
        match self {
            Self::Words(ordinals) => match ordinals.get(place) {
                Some(ordinal) if *ordinal != NOT_COUNTED => std::slice::from_ref(ordinal),
                _ => &[],
            },
            Self::Parts { first, ordinals } => match (first.get(place), first.get(place + 1)) {
                (Some(from), Some(to)) => {
                    ordinals.get(*from as usize..*to as usize).unwrap_or_default()
                }
                _ => &[],
            },
        }
    }

    /// The same with something else for every counted token.
    pub(crate) fn map(&self, of: impl Fn(u32) -> u32) -> Self {
        let counted =
            |ordinal: &u32| if *ordinal == NOT_COUNTED { NOT_COUNTED } else { of(*ordinal) };
        match self {
            Self::Words(ordinals) => Self::Words(ordinals.iter().map(counted).collect()),
            Self::Parts { first, ordinals } => Self::Parts {
                first: first.clone(),
                ordinals: ordinals.iter().map(counted).collect(),
            },
        }
    }

    /// How many tokens of these words are counted.
    fn count(&self, words: &[u32]) -> u64 {
        words.iter().map(|word| self.of(*word).len() as u64).sum()
    }
}

/// What is counted, and how: the forms of a layer, in the documents of a subcorpus, under the
/// settings of a scope.
///
/// The tables that every count needs are made at the first count and kept.
#[derive(Debug)]
pub struct Selection<'c> {
    corpus: &'c Corpus,
    layer: &'c Layer,
    scope: Scope,
    part: Subcorpus,
    omitted: Option<Arc<Omitted>>,
    ordinals: OnceLock<Ordinals>,
    forms: OnceLock<Vec<u64>>,
    tokens: OnceLock<u64>,
    sizes: OnceLock<DocumentSizes>,
    units: OnceLock<Starts>,
}

/// How many counted tokens each chosen document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSizes {
    documents: Vec<DocId>,
    /// Where the counted tokens of each document start among all of them; one entry more than
    /// documents.
    starts: Vec<u64>,
}

impl DocumentSizes {
    /// The documents, ascending.
    #[must_use]
    pub fn documents(&self) -> &[DocId] {
        &self.documents
    }

    /// The counted tokens of each document, in the order of [`documents`](Self::documents).
    pub fn sizes(&self) -> impl Iterator<Item = u64> + '_ {
        self.starts.windows(2).map(|pair| match pair {
            [start, end] => end - start,
            _ => 0,
        })
    }

    /// All counted tokens.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Where the counted tokens of the documents start, and where the last ones end.
    #[must_use]
    pub fn starts(&self) -> &[u64] {
        &self.starts
    }
}

impl<'c> Selection<'c> {
    /// Everything in the corpus, under the default scope.
    #[must_use]
    pub fn new(corpus: &'c Corpus, layer: &'c Layer) -> Self {
        Self {
            corpus,
            layer,
            scope: Scope::default(),
            part: corpus.everything(),
            omitted: None,
            ordinals: OnceLock::new(),
            forms: OnceLock::new(),
            tokens: OnceLock::new(),
            sizes: OnceLock::new(),
            units: OnceLock::new(),
        }
    }

    /// The same under another scope.
    #[must_use]
    pub fn with_scope(self, scope: Scope) -> Self {
        Self { scope, omitted: self.omitted, ..Self::new(self.corpus, self.layer) }
            .with_part(self.part)
    }

    /// The same in other documents.
    #[must_use]
    pub fn with_part(self, part: Subcorpus) -> Self {
        self.of_part(part)
    }

    /// The same, where results leave some tokens out.
    #[must_use]
    pub fn with_omitted(self, omitted: Omitted) -> Self {
        Self { omitted: Some(Arc::new(omitted)), ..self.without_omitted() }
    }

    /// The same, where results leave nothing out.
    #[must_use]
    pub fn without_omitted(&self) -> Self {
        Self { omitted: None, ..self.of_part(self.part.clone()) }
    }

    /// Whether results leave tokens out.
    #[must_use]
    pub fn omits(&self) -> bool {
        self.omitted.is_some()
    }

    /// Those of some ranges of places that begin with a token which results do not leave out.
    ///
    /// Cost: a look at the token of each.
    #[must_use]
    pub fn shown(&self, mut ranges: Vec<Range<TokenPos>>) -> Vec<Range<TokenPos>> {
        if let Some(omitted) = self.omitted() {
            let mut ids = Vec::new();
            ranges.retain(|range| {
                let (pos, part) = (range.start.pos(), range.start.part_number());
                self.layer.codes().read(pos..pos.saturating_add(1), &mut ids);
                ids.first().is_none_or(|code| !omitted.has(pos, *code, usize::from(part)))
            });
        }
        ranges
    }

    /// The tokens that results leave out, if there are such.
    pub(crate) fn omitted(&self) -> Option<&Omitted> {
        self.omitted.as_deref()
    }

    /// Other documents of the same corpus, under the same settings.
    #[must_use]
    pub fn of_part(&self, part: Subcorpus) -> Self {
        let omitted = self.omitted.clone();
        Self { scope: self.scope, part, omitted, ..Self::new(self.corpus, self.layer) }
    }

    /// The same on the layer of the words of the corpus: the tokens that are counted here, as they are
    /// written. `None` on a layer whose tokens are no words: a column, or parts of words.
    #[must_use]
    pub fn over_words(&self) -> Option<Self> {
        if !self.layer.is_over_words() || self.layer.split().is_some() {
            return None;
        }
        let words = Self::new(self.corpus, self.corpus.words());
        let (part, omitted) = (self.part.clone(), self.omitted.clone());
        Some(Self { scope: self.scope, part, omitted, ..words })
    }

    /// The corpus.
    #[must_use]
    pub fn corpus(&self) -> &'c Corpus {
        self.corpus
    }

    /// The layer.
    #[must_use]
    pub fn layer(&self) -> &'c Layer {
        self.layer
    }

    /// The settings.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The documents.
    #[must_use]
    pub fn part(&self) -> &Subcorpus {
        &self.part
    }

    /// Whether a token of this class counts.
    #[must_use]
    pub fn counts_class(&self, class: TokenClass) -> bool {
        self.scope.punctuation == Punctuation::Keep || self.scope.classes.contains(class)
    }

    /// The counted tokens of each word.
    pub(crate) fn ordinals(&self) -> &Ordinals {
        self.ordinals.get_or_init(|| {
            let lexicon = self.layer.lexicon();
            let ordinals: Vec<u32> =
                (0..lexicon.len()).map(|form| lexicon.ordinal(TermId(form))).collect();
            let counted: Vec<bool> =
                TokenClass::ALL.iter().map(|class| self.counts_class(*class)).collect();
            let counts = |class: &u8| counted.get(usize::from(*class)).copied().unwrap_or(false);
            let ordinal = |form: &u32| ordinals.get(*form as usize).copied().unwrap_or(NOT_COUNTED);
            let classes = self.layer.code_classes();
            let Some(split) = self.layer.split() else {
                let folds = self.layer.fold_table().iter().zip(classes);
                let ordinal =
                    |(form, class)| if counts(class) { ordinal(form) } else { NOT_COUNTED };
                return Ordinals::Words(folds.map(ordinal).collect());
            };
            let (mut first, mut parts) = (vec![0], Vec::new());
            for (word, class) in (0u32..).zip(classes) {
                if counts(class) {
                    parts.extend(split.forms(TermId(word)).iter().map(ordinal));
                }
                // The layer has no more parts than 32 bits can number.
                first.push(u32::try_from(parts.len()).unwrap_or(u32::MAX));
            }
            Ordinals::Parts { first, ordinals: parts }
        })
    }

    /// The form with this place in byte order.
    #[must_use]
    pub(crate) fn form_at(&self, ordinal: u32) -> TermId {
        self.layer.lexicon().at_ordinal(ordinal)
    }

    /// How often each form occurs in the chosen documents, by form id, without the tokens that are
    /// left out.
    ///
    /// Cost: one look at the vocabulary for a whole corpus, one pass over the tokens for a part.
    #[must_use]
    pub fn form_freqs(&self) -> &[u64] {
        self.forms.get_or_init(|| {
            let by_position = self.omitted().is_some_and(Omitted::is_by_position);
            if self.part.is_everything() && !by_position {
                self.freqs_of_codes()
            } else {
                self.freqs_of_tokens()
            }
        })
    }

    /// Adds to the frequencies of the forms of the counted tokens of a code; `pos` is where it stands,
    /// or any place where that makes no difference.
    #[inline]
    fn add(&self, freqs: &mut [u64], pos: u64, word: u32, freq: u64) {
        if self.ordinals().of(word).is_empty() {
            return;
        }
        let forms = match self.layer.split() {
            Some(split) => split.forms(TermId(word)),
            None => {
                self.layer.fold_table().get(word as usize).map_or(&[][..], std::slice::from_ref)
            }
        };
        for (part, form) in forms.iter().enumerate() {
            if let Some(sum) = freqs.get_mut(*form as usize)
                && !self.omitted().is_some_and(|omitted| omitted.has(pos, word, part))
            {
                *sum += freq;
            }
        }
    }

    fn freqs_of_codes(&self) -> Vec<u64> {
        let mut freqs = vec![0u64; self.layer.lexicon().len() as usize];
        for code in 0..self.layer.code_count() {
            self.add(&mut freqs, 0, code, self.layer.code_freq(TermId(code)));
        }
        freqs
    }

    fn freqs_of_tokens(&self) -> Vec<u64> {
        let forms = self.layer.lexicon().len() as usize;
        self.sum_of_tokens(forms, |freqs, pos, code| self.add(freqs, pos, code, 1))
    }

    /// A sum over the tokens of the chosen documents, by id: `add` is given the sums, a position and the
    /// code that stands there.
    fn sum_of_tokens(&self, ids: usize, add: impl Fn(&mut [u64], u64, u32) + Sync) -> Vec<u64> {
        let counted = |(mut freqs, mut codes): (Vec<u64>, Vec<u32>), documents: Range<u32>| {
            for piece in self.part.pieces(self.token_range(&documents)) {
                self.layer.codes().read(piece.clone(), &mut codes);
                for (pos, code) in piece.zip(&codes) {
                    add(&mut freqs, pos, *code);
                }
            }
            (freqs, codes)
        };
        let sum = |mut sum: Vec<u64>, part: Vec<u64>| {
            for (to, from) in sum.iter_mut().zip(part) {
                *to += from;
            }
            sum
        };
        let none = || vec![0u64; ids];
        let tasks = self.tasks().into_par_iter().fold(|| (none(), Vec::new()), counted);
        tasks.map(|(freqs, _)| freqs).reduce(none, sum)
    }

    /// How often each word of the corpus is among the tokens that count and are not left out, by its id:
    /// the spellings that are behind the forms of the layer. `None` where the selection makes no
    /// difference to the spellings of a form: where everything counts, on the layer of the words
    /// themselves, and on layers with a column of their own.
    ///
    /// Cost: one look at the vocabulary for a whole corpus, one pass over the tokens for a part.
    #[must_use]
    pub fn word_freqs(&self) -> Option<Vec<u64>> {
        let everything = self.part.is_everything();
        let own = std::ptr::eq(self.layer, self.corpus.words()) || !self.layer.is_over_words();
        if own || everything && self.omitted().is_none() {
            return None;
        }
        let words = self.layer.code_count();
        let mut freqs: Vec<u64> = if everything {
            (0..words).map(|word| self.layer.code_freq(TermId(word))).collect()
        } else {
            let add = |freqs: &mut [u64], _, word: u32| {
                if let Some(freq) = freqs.get_mut(word as usize) {
                    *freq += 1;
                }
            };
            self.sum_of_tokens(words as usize, add)
        };
        for (word, freq) in (0u32..).zip(&mut freqs) {
            let counts = (0..self.ordinals().of(word).len())
                .any(|part| !self.omitted().is_some_and(|omitted| omitted.has(0, word, part)));
            if !counts {
                *freq = 0;
            }
        }
        Some(freqs)
    }

    /// How many tokens are counted, those that results leave out among them.
    #[must_use]
    pub fn token_count(&self) -> u64 {
        *self.tokens.get_or_init(|| match self.omitted {
            None => self.form_freqs().iter().sum(),
            Some(_) => self.document_sizes().total(),
        })
    }

    /// How many counted tokens each of the documents has.
    ///
    /// Cost: one pass over the tokens.
    #[must_use]
    pub fn document_sizes(&self) -> &DocumentSizes {
        self.sizes.get_or_init(|| {
            let ordinals = self.ordinals();
            let sizes: Vec<Vec<(DocId, u64)>> = self
                .tasks()
                .into_par_iter()
                .map_init(Vec::new, |ids, documents| {
                    documents
                        .map(|doc| {
                            let range = self.corpus.document_range(DocId(doc));
                            let counted = self.part.pieces(range).map(|piece| {
                                self.layer.codes().read(piece, ids);
                                ordinals.count(ids)
                            });
                            (DocId(doc), counted.sum())
                        })
                        .collect()
                })
                .collect();
            let mut out = DocumentSizes { documents: Vec::new(), starts: vec![0] };
            let mut sum = 0;
            for (doc, size) in sizes.into_iter().flatten() {
                sum += size;
                out.documents.push(doc);
                out.starts.push(sum);
            }
            out
        })
    }

    /// For each of some ascending places, how many counted tokens of the selection stand before it.
    ///
    /// Cost: decodes the documents that hold the places.
    #[must_use]
    pub fn counted_before(&self, places: &[TokenPos]) -> Vec<u64> {
        let (ordinals, sizes) = (self.ordinals(), self.document_sizes());
        let mut out = Vec::with_capacity(places.len());
        let mut ids = Vec::new();
        let mut rest = places;
        while let Some(first) = rest.first() {
            let doc = self.corpus.document_of(first.pos());
            let range = self.corpus.document_range(doc);
            let inside = rest.partition_point(|place| place.pos() < range.end).max(1);
            let (own, after) = rest.split_at(inside);
            let number = sizes.documents.partition_point(|other| *other < doc);
            let mut counted = sizes.starts.get(number).copied().unwrap_or(0);
            let mut own = own.iter().peekable();
            for piece in self.part.pieces(range) {
                self.layer.codes().read(piece.clone(), &mut ids);
                for (pos, code) in piece.zip(&ids) {
                    let tokens = ordinals.of(*code).len() as u64;
                    // Places between the pieces have as many before them as the next piece.
                    while let Some(place) = own.next_if(|place| place.pos() <= pos) {
                        let part = if place.pos() == pos { place.part_number() } else { 0 };
                        out.push(counted + tokens.min(u64::from(part)));
                    }
                    counted += tokens;
                }
            }
            out.extend(own.map(|_| counted));
            rest = after;
        }
        out
    }

    /// The units that stretches of counted tokens do not leave.
    pub(crate) fn units(&self) -> &Starts {
        self.units.get_or_init(|| self.corpus.units(self.scope.across))
    }

    /// The chosen documents in ranges of about [`TASK`] tokens.
    pub(crate) fn tasks(&self) -> Vec<Range<u32>> {
        let starts = self.corpus.boundaries(Boundary::Document);
        let mut tasks = Vec::new();
        for range in self.part.document_ranges() {
            let mut from = range.start;
            while from < range.end {
                let target = starts.get(u64::from(from)).saturating_add(TASK);
                let last = u32::try_from(starts.unit_of(target)).unwrap_or(u32::MAX);
                let to = last.clamp(from + 1, range.end);
                let to = if starts.get(u64::from(range.end)) <= target { range.end } else { to };
                tasks.push(from..to);
                from = to;
            }
        }
        tasks
    }

    /// The token positions of a range of documents.
    pub(crate) fn token_range(&self, documents: &Range<u32>) -> Range<u64> {
        let starts = self.corpus.boundaries(Boundary::Document);
        starts.get(u64::from(documents.start))..starts.get(u64::from(documents.end))
    }
}
