//! What is counted: a layer, token classes, documents.

use rayon::prelude::*;
use siyaq_index::{
    Boundary, Corpus, DocId, Layer, Punctuation, Scope, Subcorpus, TermId, TokenClass,
};
use std::ops::Range;
use std::sync::OnceLock;

/// Stands for a token that is not counted.
pub(crate) const NOT_COUNTED: u32 = u32::MAX;

/// About how many tokens one task takes.
const TASK: u64 = 1 << 18;

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
    ranks: OnceLock<Vec<u32>>,
    forms: OnceLock<Vec<u64>>,
    sizes: OnceLock<DocumentSizes>,
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
            ranks: OnceLock::new(),
            forms: OnceLock::new(),
            sizes: OnceLock::new(),
        }
    }

    /// The same under another scope.
    #[must_use]
    pub fn with_scope(self, scope: Scope) -> Self {
        Self { scope, ..Self::new(self.corpus, self.layer) }.with_part(self.part)
    }

    /// The same in other documents.
    #[must_use]
    pub fn with_part(self, part: Subcorpus) -> Self {
        Self { scope: self.scope, part, ..Self::new(self.corpus, self.layer) }
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

    /// For each word, the place of its form in byte order, or [`NOT_COUNTED`].
    pub(crate) fn ranks(&self) -> &[u32] {
        self.ranks.get_or_init(|| {
            let lexicon = self.layer.lexicon();
            let ranks: Vec<u32> =
                (0..lexicon.len()).map(|form| lexicon.rank(TermId(form))).collect();
            let counted: Vec<bool> =
                TokenClass::ALL.iter().map(|class| self.counts_class(*class)).collect();
            let words = self.corpus.words();
            let folds = self.layer.fold_table().iter().zip(words.class_table());
            folds
                .map(|(form, class)| {
                    let counts = counted.get(usize::from(*class)).copied().unwrap_or(false);
                    let rank = ranks.get(*form as usize).copied();
                    if counts { rank.unwrap_or(NOT_COUNTED) } else { NOT_COUNTED }
                })
                .collect()
        })
    }

    /// The form with this place in byte order.
    #[must_use]
    pub(crate) fn form_at(&self, rank: u32) -> TermId {
        self.layer.lexicon().at_rank(rank)
    }

    /// How often each form occurs in the chosen documents, by form id.
    ///
    /// Cost: one look at the vocabulary for a whole corpus, one pass over the tokens for a part.
    #[must_use]
    pub fn form_freqs(&self) -> &[u64] {
        self.forms.get_or_init(|| {
            if self.part.is_everything() { self.freqs_of_words() } else { self.freqs_of_tokens() }
        })
    }

    fn freqs_of_words(&self) -> Vec<u64> {
        let mut freqs = vec![0u64; self.layer.lexicon().len() as usize];
        let lexicon = self.corpus.words().lexicon();
        let ranks = self.ranks();
        let folds = self.layer.fold_table();
        for (word, (form, rank)) in (0u32..).zip(folds.iter().zip(ranks)) {
            if *rank != NOT_COUNTED
                && let Some(freq) = freqs.get_mut(*form as usize)
            {
                *freq += lexicon.freq(TermId(word));
            }
        }
        freqs
    }

    fn freqs_of_tokens(&self) -> Vec<u64> {
        let forms = self.layer.lexicon().len() as usize;
        let (ranks, folds) = (self.ranks(), self.layer.fold_table());
        let counted =
            |word: &u32| ranks.get(*word as usize).is_some_and(|rank| *rank != NOT_COUNTED);
        self.tasks()
            .into_par_iter()
            .fold(
                || (vec![0u64; forms], Vec::new()),
                |(mut freqs, mut ids), documents| {
                    self.corpus.tokens().read(self.token_range(&documents), &mut ids);
                    for word in ids.iter().filter(|word| counted(word)) {
                        let form = folds.get(*word as usize).map_or(0, |form| *form as usize);
                        if let Some(freq) = freqs.get_mut(form) {
                            *freq += 1;
                        }
                    }
                    (freqs, ids)
                },
            )
            .map(|(freqs, _)| freqs)
            .reduce(
                || vec![0u64; forms],
                |mut sum, part| {
                    for (to, from) in sum.iter_mut().zip(part) {
                        *to += from;
                    }
                    sum
                },
            )
    }

    /// How many tokens are counted.
    #[must_use]
    pub fn token_count(&self) -> u64 {
        self.form_freqs().iter().sum()
    }

    /// How many counted tokens each of the documents has.
    ///
    /// Cost: one pass over the tokens.
    #[must_use]
    pub fn document_sizes(&self) -> &DocumentSizes {
        self.sizes.get_or_init(|| {
            let ranks = self.ranks();
            let counted =
                |word: &&u32| ranks.get(**word as usize).is_some_and(|rank| *rank != NOT_COUNTED);
            let sizes: Vec<Vec<(DocId, u64)>> = self
                .tasks()
                .into_par_iter()
                .map_init(Vec::new, |ids, documents| {
                    documents
                        .map(|doc| {
                            let range = self.corpus.document_range(DocId(doc));
                            self.corpus.tokens().read(range, ids);
                            (DocId(doc), ids.iter().filter(counted).count() as u64)
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

    /// For each of some ascending token positions, how many counted tokens of the selection stand
    /// before it.
    ///
    /// Cost: decodes the documents that hold the positions.
    #[must_use]
    pub fn counted_before(&self, positions: &[u64]) -> Vec<u64> {
        let (ranks, sizes) = (self.ranks(), self.document_sizes());
        let mut out = Vec::with_capacity(positions.len());
        let mut ids = Vec::new();
        let mut rest = positions;
        while let Some(first) = rest.first() {
            let doc = self.corpus.document_of(*first);
            let range = self.corpus.document_range(doc);
            let inside = rest.partition_point(|pos| *pos < range.end).max(1);
            let (own, after) = rest.split_at(inside);
            self.corpus.tokens().read(range.clone(), &mut ids);
            let place = sizes.documents.partition_point(|other| *other < doc);
            let mut counted = sizes.starts.get(place).copied().unwrap_or(0);
            let mut own = own.iter().copied().peekable();
            for (pos, word) in range.zip(&ids) {
                while own.next_if_eq(&pos).is_some() {
                    out.push(counted);
                }
                let rank = ranks.get(*word as usize).copied().unwrap_or(NOT_COUNTED);
                counted += u64::from(rank != NOT_COUNTED);
            }
            rest = after;
        }
        out
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
