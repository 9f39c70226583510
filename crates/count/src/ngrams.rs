//! N-grams and skip-grams.

use crate::columns::{frequency_order, joined};
use crate::packed::{Key, KeyLayout, KeySink, TaskKeys, for_each_partition};
use crate::scan::{Buffers, Stretch};
use crate::selection::Selection;
use crate::{CountError, CountErrorKind};
use rayon::prelude::*;
use std::cmp::Ordering;

/// The most skip-grams that may begin at one word.
const MOST_SKIP_GRAMS: u64 = 10_000;

/// Which n-grams are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NgramOptions {
    /// Words in an n-gram.
    pub n: usize,
    /// How many words in all may be left out between the words of one n-gram. 0 counts n-grams;
    /// k counts k-skip-n-grams, which include the plain ones.
    ///
    /// Reference: D. Guthrie, B. Allison, W. Liu, L. Guthrie and Y. Wilks, "A Closer Look at
    /// Skip-gram Modelling", LREC 2006.
    pub skip: usize,
    /// The least frequency of an n-gram that is kept.
    pub min_freq: u64,
    /// The least number of documents of an n-gram that is kept.
    pub min_doc_freq: u64,
}

impl NgramOptions {
    /// All n-grams of `n` words.
    #[must_use]
    pub fn new(n: usize) -> Self {
        Self { n, skip: 0, min_freq: 1, min_doc_freq: 1 }
    }

    /// Up to `skip` words left out.
    #[must_use]
    pub fn skip(self, skip: usize) -> Self {
        Self { skip, ..self }
    }

    /// Refuses skip-grams that would never come to an end.
    pub(crate) fn check(&self) -> Result<(), CountError> {
        // As many begin at a word as there are ways to part the words left out among the gaps and
        // the end: (n - 1 + skip) over (n - 1).
        if self.skip == 0 {
            return Ok(());
        }
        let mut ways = 1u128;
        for gap in 1..self.n as u128 {
            ways = ways.saturating_mul(self.skip as u128 + gap) / gap;
            if ways > u128::from(MOST_SKIP_GRAMS) {
                let (words, skip, limit) = (self.n, self.skip, MOST_SKIP_GRAMS);
                return Err(CountErrorKind::TooManySkips { words, skip, limit }.into());
            }
        }
        Ok(())
    }

    /// Only those with at least this frequency.
    #[must_use]
    pub fn min_freq(self, min_freq: u64) -> Self {
        Self { min_freq, ..self }
    }

    /// Only those in at least this many documents.
    #[must_use]
    pub fn min_doc_freq(self, min_doc_freq: u64) -> Self {
        Self { min_doc_freq, ..self }
    }
}

/// The n-grams of a selection with their frequencies: frequency down, ties by the bytes of the
/// forms joined by spaces.
///
/// Memory: 20 bytes a distinct n-gram up to 64 bits of packed forms, 28 beyond, and 4 for the
/// order.
#[derive(Clone, Debug)]
pub struct NgramCounts<'c> {
    n: usize,
    skip: usize,
    sums: Sums,
    layout: KeyLayout,
    /// The forms of the layer in byte order.
    forms: Vec<&'c str>,
    keys: Keys,
    freqs: Vec<u64>,
    doc_freqs: Vec<u32>,
    order: Vec<u32>,
}

/// How many n-grams there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sums {
    /// All, those included that begin or end with a word that results leave out.
    pub(crate) total: u64,
    /// Those without such a word.
    pub(crate) counted: u64,
    /// Distinct ones that fulfil the minima, kept or not.
    pub(crate) found: u64,
}

#[derive(Clone, Debug)]
pub(crate) enum Keys {
    Narrow(Vec<u64>),
    Wide(Vec<u128>),
}

/// One n-gram.
#[derive(Clone, Copy, Debug)]
pub struct NgramRow<'r> {
    counts: &'r NgramCounts<'r>,
    place: usize,
    /// How often it occurs.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

impl<'r> NgramRow<'r> {
    /// The words, each by its place in the byte order of the forms of the layer.
    pub fn ordinals(&self) -> impl Iterator<Item = u32> + use<'r> {
        let (counts, place) = (self.counts, self.place);
        (0u32..).take(counts.n).map(move |word| match &counts.keys {
            Keys::Narrow(keys) => {
                keys.get(place).map_or(0, |key| counts.layout.ordinal(*key, word))
            }
            Keys::Wide(keys) => keys.get(place).map_or(0, |key| counts.layout.ordinal(*key, word)),
        })
    }

    /// The words of the n-gram.
    pub fn forms(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let counts = self.counts;
        self.ordinals()
            .map(|ordinal| counts.forms.get(ordinal as usize).copied().unwrap_or_default())
    }

    /// Its place in the byte order of the words, as in [`NgramCounts::in_form_order`].
    #[must_use]
    pub fn place(&self) -> usize {
        self.place
    }

    /// The words joined by one space.
    #[must_use]
    pub fn form(&self) -> String {
        self.forms().collect::<Vec<_>>().join(" ")
    }
}

impl<'c> NgramCounts<'c> {
    /// Counts from columns in the byte order of the words, and the numbers of all n-grams and of the
    /// distinct ones.
    pub(crate) fn from_columns(
        selection: &Selection<'c>,
        options: &NgramOptions,
        layout: KeyLayout,
        sums: Sums,
        (keys, freqs, doc_freqs): (Keys, Vec<u64>, Vec<u32>),
    ) -> Self {
        let order = frequency_order(&freqs);
        let lexicon = selection.layer().lexicon();
        let forms = (0..lexicon.len()).into_par_iter();
        let forms = forms.map(|ordinal| lexicon.form(lexicon.at_ordinal(ordinal))).collect();
        let (n, skip) = (options.n, options.skip);
        Self { n, skip, sums, layout, forms, keys, freqs, doc_freqs, order }
    }

    /// Words in each n-gram.
    #[must_use]
    pub fn n(&self) -> usize {
        self.n
    }

    /// How many distinct n-grams are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// How many distinct n-grams fulfil the minima, those beyond the first of
    /// [`count_top_ngrams`] included.
    #[must_use]
    pub fn found(&self) -> u64 {
        self.sums.found
    }

    /// How many n-grams the selection has in all, those that were not kept included.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.sums.total
    }

    /// Puts the n-grams into another order, which is stable.
    pub fn sort_by(&mut self, order: impl Fn(&NgramRow<'_>, &NgramRow<'_>) -> Ordering + Sync) {
        let mut places = std::mem::take(&mut self.order);
        places.par_sort_by(|a, b| order(&self.at(*a as usize), &self.at(*b as usize)));
        self.order = places;
    }

    /// As [`sort_by`](Self::sort_by), and leaves only the first `top` in the order. Those beyond are
    /// not sorted.
    pub fn sort_top_by(
        &mut self,
        top: usize,
        order: impl Fn(&NgramRow<'_>, &NgramRow<'_>) -> Ordering + Sync,
    ) {
        let mut places = std::mem::take(&mut self.order);
        let by = |a: &u32, b: &u32| {
            order(&self.at(*a as usize), &self.at(*b as usize)).then_with(|| a.cmp(b))
        };
        if top < places.len() {
            places.select_nth_unstable_by(top, by);
            places.truncate(top);
        }
        places.par_sort_unstable_by(by);
        self.order = places;
    }

    /// The n-gram at a place of the order; an empty row beyond the end.
    #[must_use]
    pub fn row(&self, index: usize) -> NgramRow<'_> {
        self.at(self.order.get(index).map_or(usize::MAX, |place| *place as usize))
    }

    fn at(&self, place: usize) -> NgramRow<'_> {
        NgramRow {
            counts: self,
            place,
            freq: self.freqs.get(place).copied().unwrap_or(0),
            doc_freq: self.doc_freqs.get(place).copied().map_or(0, u64::from),
        }
    }

    /// The n-gram at a place of the byte order of the words; an empty row beyond the end.
    #[must_use]
    pub fn in_form_order(&self, place: usize) -> NgramRow<'_> {
        self.at(place)
    }

    /// The place of an n-gram of these forms in the byte order of the words, and its frequency; `None`
    /// where it is not kept.
    #[must_use]
    pub fn find(&self, ordinals: &[u32]) -> Option<(usize, u64)> {
        if ordinals.len() != self.n {
            return None;
        }
        let place = match &self.keys {
            Keys::Narrow(keys) => keys.binary_search(&self.layout.key(ordinals)),
            Keys::Wide(keys) => keys.binary_search(&self.layout.key(ordinals)),
        };
        let place = place.ok()?;
        Some((place, self.freqs.get(place).copied()?))
    }

    /// The n-grams in order.
    pub fn rows(&self) -> impl Iterator<Item = NgramRow<'_>> {
        (0..self.len()).map(|index| self.row(index))
    }

    /// Adds the counts of other documents of the same corpus. Counting parts and merging them is
    /// counting the whole, as long as no document was counted twice.
    ///
    /// # Errors
    /// When the counts are of different layers, or of n-grams of another kind; when n-grams were
    /// left out of one of them, since their sum would miss what is rare here and frequent there.
    pub fn merge(self, other: Self) -> Result<Self, CountError> {
        for counts in [&self, &other] {
            let kept: u64 = counts.freqs.iter().sum();
            if kept != counts.sums.counted {
                return Err(CountErrorKind::Cut.into());
            }
        }
        let alike = (self.n, self.skip, self.layout.ordinals, self.layout.ordinal_bits)
            == (other.n, other.skip, other.layout.ordinals, other.layout.ordinal_bits)
            && self.forms == other.forms;
        if !alike {
            return Err(CountErrorKind::Unlike.into());
        }
        let left = (self.freqs, self.doc_freqs);
        let right = (other.freqs, other.doc_freqs);
        let (keys, (freqs, doc_freqs)) = match (self.keys, other.keys) {
            (Keys::Narrow(a), Keys::Narrow(b)) => {
                let (keys, freqs) = merge_sorted((a, left), (b, right));
                (Keys::Narrow(keys), freqs)
            }
            (Keys::Wide(a), Keys::Wide(b)) => {
                let (keys, freqs) = merge_sorted((a, left), (b, right));
                (Keys::Wide(keys), freqs)
            }
            _ => return Err(CountErrorKind::Unlike.into()),
        };
        let order = frequency_order(&freqs);
        let sums = Sums {
            total: self.sums.total + other.sums.total,
            counted: self.sums.counted + other.sums.counted,
            found: freqs.len() as u64,
        };
        let Self { n, skip, layout, forms, .. } = self;
        Ok(Self { n, skip, sums, layout, forms, keys, freqs, doc_freqs, order })
    }
}

type Freqs = (Vec<u64>, Vec<u32>);

fn merge_sorted<K: Key>(left: (Vec<K>, Freqs), right: (Vec<K>, Freqs)) -> (Vec<K>, Freqs) {
    let rows = |(keys, (freqs, docs)): (Vec<K>, Freqs)| {
        keys.into_iter().zip(freqs.into_iter().zip(docs)).peekable()
    };
    let (mut left, mut right) = (rows(left), rows(right));
    let (mut keys, mut freqs, mut docs) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let key = match (left.peek(), right.peek()) {
            (Some((a, _)), Some((b, _))) => *a.min(b),
            (Some((key, _)), None) | (None, Some((key, _))) => *key,
            (None, None) => return (keys, (freqs, docs)),
        };
        let both = [left.next_if(|(a, _)| *a == key), right.next_if(|(b, _)| *b == key)];
        let (mut freq, mut doc_freq) = (0, 0);
        for (_, (more, more_docs)) in both.into_iter().flatten() {
            freq += more;
            doc_freq += more_docs;
        }
        keys.push(key);
        freqs.push(freq);
        docs.push(doc_freq);
    }
}

/// Counts the n-grams of a selection.
///
/// Cost: one pass over the tokens and one sort of the n-grams, which are packed into 64 bits where
/// they fit (three words of a million forms do) and 128 otherwise. Memory: 8 or 16 bytes for each
/// n-gram of the text while it is counted.
///
/// # Errors
/// When n is 0, or so large that an n-gram does not fit 128 bits (n > 6 for a million forms), and
/// when more than 10,000 skip-grams begin at one word.
///
/// # Examples
/// ```
/// use siyaq_count::{NgramOptions, Selection, count_ngrams};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["الأمن الغذائي أولا", "أزمة الأمن الغذائي"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let bigrams = count_ngrams(&selection, &NgramOptions::new(2).min_doc_freq(2))?;
/// assert_eq!((bigrams.len(), bigrams.total()), (1, 4));
/// let row = bigrams.row(0);
/// assert_eq!((row.form().as_str(), row.freq, row.doc_freq), ("الأمن الغذائي", 2, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_ngrams<'c>(
    selection: &Selection<'c>,
    options: &NgramOptions,
) -> Result<NgramCounts<'c>, CountError> {
    count_top_ngrams(selection, options, usize::MAX)
}

/// Counts the n-grams of a selection and keeps the `top` most frequent, ties by the bytes of the
/// words: the first rows of [`count_ngrams`].
///
/// Cost: as [`count_ngrams`], without the memory for the others and without putting them in order.
///
/// # Errors
/// As [`count_ngrams`].
///
/// # Examples
/// ```
/// use siyaq_count::{NgramOptions, Selection, count_top_ngrams};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["يوما بعد يوم يوما بعد آخر"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let bigrams = count_top_ngrams(&selection, &NgramOptions::new(2), 1)?;
/// assert_eq!((bigrams.row(0).form().as_str(), bigrams.row(0).freq), ("يوما بعد", 2));
/// assert_eq!((bigrams.len(), bigrams.found(), bigrams.total()), (1, 4, 5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_top_ngrams<'c>(
    selection: &Selection<'c>,
    options: &NgramOptions,
    top: usize,
) -> Result<NgramCounts<'c>, CountError> {
    options.check()?;
    let documents = u64::from(selection.corpus().document_count());
    Ok(match Packing::of(selection, options.n, documents)? {
        Packing::Narrow(layout) => count_packed(selection, (options, top), layout, Keys::Narrow),
        Packing::Wide(layout) => count_packed(selection, (options, top), layout, Keys::Wide),
    })
}

/// How many different tags n-grams of a selection have: their documents, and, where results leave
/// tokens out, whether they are shown.
pub(crate) fn tags(selection: &Selection<'_>) -> u64 {
    u64::from(selection.corpus().document_count()) << u32::from(selection.omits())
}

/// The most words that an n-gram of a selection may have.
///
/// # Examples
/// ```
/// use siyaq_count::{NgramOptions, Selection, count_ngrams, longest_ngram};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["قال الوزير ثم سكت"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// // Four forms are told apart by two bits each, so that 64 of them fit 128 bits.
/// let selection = Selection::new(&corpus, corpus.words());
/// assert_eq!(longest_ngram(&selection), 64);
/// assert!(count_ngrams(&selection, &NgramOptions::new(65)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn longest_ngram(selection: &Selection<'_>) -> usize {
    let (tags, forms) = (tags(selection), selection.layer().lexicon().len());
    let fits = |n: &usize| KeyLayout::new::<u128>(*n, forms, tags).is_some();
    (1..).take_while(fits).last().unwrap_or(0)
}

/// How many bits an n-gram takes with what is counted by it.
pub(crate) enum Packing {
    /// 64 bits.
    Narrow(KeyLayout),
    /// 128 bits.
    Wide(KeyLayout),
}

impl Packing {
    /// The least that n words and one of so many tags fit.
    pub(crate) fn of(selection: &Selection<'_>, n: usize, tags: u64) -> Result<Self, CountError> {
        if n == 0 {
            return Err(CountErrorKind::NoWords.into());
        }
        let forms = selection.layer().lexicon().len();
        let narrow = KeyLayout::new::<u64>(n, forms, tags).map(Self::Narrow);
        let wide = |n: usize| KeyLayout::new::<u128>(n, forms, tags).map(Self::Wide);
        narrow.or_else(|| wide(n)).ok_or_else(|| {
            let limit = (1..n).take_while(|n| wide(*n).is_some()).last().unwrap_or(0);
            CountErrorKind::TooLong { words: n, forms, limit }.into()
        })
    }
}

/// The columns of some n-grams in the byte order of their words: keys, frequencies, document
/// frequencies.
type Columns<K> = (Vec<K>, Vec<u64>, Vec<u32>);

/// Leaves the most frequent rows, still in the byte order of their words.
fn cut<K: Copy>((keys, freqs, doc_freqs): &mut Columns<K>, top: usize) {
    if freqs.len() <= top {
        return;
    }
    let freq = |place: usize| freqs.get(place).copied().unwrap_or(0);
    let mut places: Vec<usize> = (0..freqs.len()).collect();
    places.select_nth_unstable_by_key(top, |place| (std::cmp::Reverse(freq(*place)), *place));
    places.truncate(top);
    places.sort_unstable();
    *keys = chosen(keys, &places);
    *doc_freqs = chosen(doc_freqs, &places);
    *freqs = chosen(freqs, &places);
}

fn chosen<T: Copy>(column: &[T], places: &[usize]) -> Vec<T> {
    places.iter().filter_map(|place| column.get(*place)).copied().collect()
}

/// What a partition has: its kept rows, how many n-grams there are, and how many distinct ones.
struct Part<K> {
    columns: Columns<K>,
    counted: u64,
    found: u64,
}

fn count_packed<'c, K: Key>(
    selection: &Selection<'c>,
    (options, top): (&NgramOptions, usize),
    layout: KeyLayout,
    wrap: fn(Vec<K>) -> Keys,
) -> NgramCounts<'c> {
    let buffers = || (Buffers::default(), KeySink::new(layout));
    let (tasks, left_out): (Vec<TaskKeys<K>>, Vec<u64>) = selection
        .tasks()
        .into_par_iter()
        .map_init(buffers, |(buffers, sink), documents| {
            let mut left_out = 0;
            selection.scan(documents, buffers, |stretch| {
                let doc = u64::from(stretch.doc.0);
                left_out += each_ngram(stretch, options.n, options.skip, |_, ngram| {
                    if let Some(first) = ngram.first() {
                        sink.push(*first, ngram.iter().copied(), doc);
                    }
                });
            });
            (sink.finish(), left_out)
        })
        .unzip();
    let parts = for_each_partition(layout, &tasks, |runs| {
        // Where all n-grams are kept, room for all at once is faster than growing.
        let kept_all = options.min_freq <= 1 && options.min_doc_freq <= 1;
        let rows = if kept_all { runs.count_distinct() } else { 0 };
        let room = (Vec::with_capacity(rows), Vec::with_capacity(rows), Vec::with_capacity(rows));
        let mut part = Part { columns: room, counted: 0, found: 0 };
        for run in runs {
            let freq = run.keys.len() as u64;
            part.counted += freq;
            let doc_freq = run.distinct_tags();
            if freq >= options.min_freq && doc_freq >= options.min_doc_freq {
                part.columns.0.push(run.key);
                part.columns.1.push(freq);
                part.columns.2.push(u32::try_from(doc_freq).unwrap_or(u32::MAX));
            }
        }
        part.found = part.columns.1.len() as u64;
        cut(&mut part.columns, top);
        part
    });
    drop(tasks);
    let counted = parts.iter().map(|part| part.counted).sum();
    let found = parts.iter().map(|part| part.found).sum();
    let sums = Sums { total: counted + left_out.iter().sum::<u64>(), counted, found };
    let mut columns = (
        joined(&parts, |part| &part.columns.0),
        joined(&parts, |part| &part.columns.1),
        joined(&parts, |part| &part.columns.2),
    );
    drop(parts);
    cut(&mut columns, top);
    let columns = (wrap(columns.0), columns.1, columns.2);
    NgramCounts::from_columns(selection, options, layout, sums, columns)
}

/// Calls `each` with the place of the first word in the stretch, and the words, of every n-gram
/// with up to `skip` words left out inside. Those that begin or end with a token that results leave
/// out are only counted: how many they are is what comes back.
#[inline]
pub(crate) fn each_ngram(
    stretch: Stretch<'_>,
    n: usize,
    skip: usize,
    mut each: impl FnMut(usize, &[u32]),
) -> u64 {
    let mut left_out = 0;
    every_ngram(stretch, n, skip, |start, ngram, is_left_out| {
        if is_left_out {
            left_out += 1;
        } else {
            each(start, ngram);
        }
    });
    left_out
}

/// The same for every n-gram, with whether it begins or ends with a token that results leave out.
#[inline]
pub(crate) fn every_ngram(
    stretch: Stretch<'_>,
    n: usize,
    skip: usize,
    mut each: impl FnMut(usize, &[u32], bool),
) {
    if skip == 0 {
        for (start, ngram) in stretch.ordinals.windows(n).enumerate() {
            each(start, ngram, stretch.omits(start) || stretch.omits(start + n - 1));
        }
        return;
    }
    let mut chosen = Vec::with_capacity(n);
    for start in 0..stretch.ordinals.len() {
        chosen.clear();
        skipping(stretch.ordinals, start, skip, n, &mut chosen, &mut |last, ngram| {
            each(start, ngram, stretch.omits(start) || stretch.omits(last));
        });
    }
}

/// Calls `each` with the place of the last word and the words of every skip-gram whose next word is
/// at `place`.
fn skipping(
    ordinals: &[u32],
    place: usize,
    skips: usize,
    n: usize,
    chosen: &mut Vec<u32>,
    each: &mut impl FnMut(usize, &[u32]),
) {
    let Some(ordinal) = ordinals.get(place) else { return };
    chosen.push(*ordinal);
    if chosen.len() == n {
        each(place, chosen);
    } else {
        let left = ordinals.len().saturating_sub(place + 1);
        for skipped in 0..=skips.min(left) {
            skipping(ordinals, place + 1 + skipped, skips - skipped, n, chosen, each);
        }
    }
    chosen.pop();
}
