//! Concordance lines: each hit with the text around it, as it was written.

use crate::collate::Collation;
use crate::error::QueryError;
use crate::expand::Counted;
use crate::hits::{Hit, UnitCursor};
use crate::keys::View;
use crate::sample::Sample;
use crate::sort::{SortKey, sorted};
use crate::window::Window;
use rayon::prelude::*;
use siyaq_index::{Boundary, ClassSet, Corpus, DocId, Scope, Split, Structure, TermId, TokenPos};
use siyaq_types::Annotation;
use std::borrow::Cow;
use std::ops::Range;

/// How many lines one task takes.
const TASK: usize = 1024;

/// What the size of a context counts: words as they are written, whatever the layer is, so that a
/// context is the same stretch of text on every layer. Words are never cut but at the match: where
/// that begins or ends inside one, the rest of it comes along and is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ContextUnit {
    /// Every word as it is written, punctuation too.
    #[default]
    Tokens,
    /// Tokens of the classes that count; the others between them come along.
    Words,
}

/// Which lines to show, in which order, and how much around each hit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KwicOptions {
    /// How much text stands before the match.
    pub before: u32,
    /// How much text stands after the match.
    pub after: u32,
    /// What the size of a context counts.
    pub unit: ContextUnit,
    /// The unit beyond which no context is shown: the document, or a smaller one.
    pub clip: Boundary,
    /// Which tokens are words in contexts that are counted in words, and what sort keys look at: as
    /// the words of a phrase, those of a key end where the scope says.
    pub scope: Scope,
    /// The keys to sort by, the most important first; none for the order of the corpus.
    pub sort: Vec<SortKey>,
    /// The layer of the words in sort keys, whose tokens these keys count; and the one that was
    /// searched, where matches begin or end inside words.
    pub layer: String,
    /// The order of words and of metadata strings in sort keys.
    pub collation: Collation,
    /// Take some of the hits, before sorting.
    pub sample: Option<Sample>,
    /// How many lines to pass over, after sorting.
    pub offset: usize,
    /// How many lines to show at most.
    pub limit: Option<usize>,
}

/// Every hit in the order of the corpus, with ten tokens before and after, within the document.
impl Default for KwicOptions {
    fn default() -> Self {
        Self {
            before: 10,
            after: 10,
            unit: ContextUnit::Tokens,
            clip: Boundary::Document,
            scope: Scope::default(),
            sort: Vec::new(),
            layer: "standard".to_owned(),
            collation: Collation::default(),
            sample: None,
            offset: 0,
            limit: None,
        }
    }
}

impl KwicOptions {
    /// With so much context before and after.
    #[must_use]
    pub fn context(mut self, before: u32, after: u32) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    /// With contexts of tokens, or of words.
    #[must_use]
    pub fn unit(mut self, unit: ContextUnit) -> Self {
        self.unit = unit;
        self
    }

    /// With no context beyond this unit.
    #[must_use]
    pub fn clip(mut self, clip: Boundary) -> Self {
        self.clip = clip;
        self
    }

    /// Under another scope.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// With tokens of these classes as words.
    #[must_use]
    pub fn classes(mut self, classes: ClassSet) -> Self {
        self.scope.classes = classes;
        self
    }

    /// Sorted by these keys.
    #[must_use]
    pub fn sort(mut self, keys: impl IntoIterator<Item = SortKey>) -> Self {
        self.sort = keys.into_iter().collect();
        self
    }

    /// With the words of another layer in sort keys, and its parts of words in matches.
    #[must_use]
    pub fn layer(mut self, layer: impl Into<String>) -> Self {
        self.layer = layer.into();
        self
    }

    /// With another order of words.
    #[must_use]
    pub fn collation(mut self, collation: Collation) -> Self {
        self.collation = collation;
        self
    }

    /// A sample of the hits.
    #[must_use]
    pub fn sample(mut self, sample: Sample) -> Self {
        self.sample = Some(sample);
        self
    }

    /// Without the first lines.
    #[must_use]
    pub fn offset(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// At most so many lines.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }
}

/// One line of a concordance. The texts are those of the source, spacing included, with one space
/// for any white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicLine {
    /// The document.
    pub doc: DocId,
    /// The position of the first word of the match in the document, from 0. It counts words as they
    /// are written, on every layer.
    pub position: u64,
    /// The match, in places of the corpus.
    pub hit: Hit,
    /// What stands before the match.
    pub before: String,
    /// The match, with what was passed over inside it.
    pub match_text: String,
    /// What stands after the match.
    pub after: String,
    /// The match with the rest of the words that it begins and ends in.
    pub words: String,
}

/// Lines of a concordance, chosen and in order. A line is made when it is asked for.
#[derive(Clone, Debug)]
pub struct Concordance<'a> {
    corpus: &'a Corpus,
    hits: Cow<'a, [Hit]>,
    /// What the words of the layer are made of, where they are several tokens.
    split: Option<&'a Split>,
    total: usize,
    shape: Shape,
}

/// What of the options a line depends on.
#[derive(Clone, Copy, Debug)]
struct Shape {
    before: u64,
    after: u64,
    unit: ContextUnit,
    clip: Boundary,
    counted: Counted,
}

/// Chooses and sorts hits to be shown as lines.
///
/// # Errors
/// When the corpus has no such layer or field, or its document table is damaged.
///
/// # Cost
/// Nothing in the order of the corpus; sampling looks at every hit, sorting at the words around
/// every hit (four bytes for each word of a key).
///
/// # Examples
/// ```
/// use siyaq_query::{KwicOptions, SearchOptions, concordance, search};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["يرتفع سعر النفط اليوم", "يهبط سعر الغاز غدا"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"سعر".parse()?, &SearchOptions::default().layer("word"))?;
/// let options = KwicOptions::default().layer("word").context(1, 1).sort(["after:1".parse()?]);
/// let lines = concordance(&corpus, &hits, &options)?.collect();
/// let shown = |place: usize| (lines[place].before.as_str(), lines[place].after.as_str());
/// assert_eq!((lines.len(), shown(0), shown(1)), (2, ("يهبط", "الغاز"), ("يرتفع", "النفط")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn concordance<'a>(
    corpus: &'a Corpus,
    hits: impl Into<Cow<'a, [Hit]>>,
    options: &KwicOptions,
) -> Result<Concordance<'a>, QueryError> {
    let mut chosen: Cow<'a, [Hit]> = hits.into();
    if let Some(sample) = options.sample {
        chosen = Cow::Owned(sample.take(corpus, &chosen)?);
    }
    let total = chosen.len();
    let from = options.offset.min(total);
    let to = options.limit.map_or(total, |limit| from.saturating_add(limit).min(total));
    if options.sort.is_empty() {
        chosen = match chosen {
            Cow::Borrowed(hits) => Cow::Borrowed(hits.get(from..to).unwrap_or_default()),
            Cow::Owned(mut hits) => {
                hits.truncate(to);
                hits.drain(..from);
                Cow::Owned(hits)
            }
        };
    } else {
        let layer = corpus.layer(&options.layer)?;
        let view = View { corpus, layer, scope: options.scope };
        let places = sorted(&view, &chosen, &options.sort, options.collation)?;
        let places = places.get(from..to).unwrap_or_default();
        let hits = places.iter().filter_map(|place| chosen.get(*place).copied()).collect();
        chosen = Cow::Owned(hits);
    }
    let shape = Shape {
        before: u64::from(options.before),
        after: u64::from(options.after),
        unit: options.unit,
        clip: options.clip,
        counted: Counted::new(options.scope.classes),
    };
    let cuts = |hit: &Hit| hit.start.part_number() > 0 || hit.end.part_number() > 0;
    let split = match corpus.layer(&options.layer) {
        Ok(layer) => layer.split(),
        Err(error) if chosen.iter().any(cuts) => return Err(error.into()),
        // Whole words are shown whatever the layer is.
        Err(_) => None,
    };
    Ok(Concordance { corpus, hits: chosen, split, total, shape })
}

impl Concordance<'_> {
    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether there is no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// How many lines there would be without offset and limit: the hits, or the sample of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether matches may be pieces of words, because a word of the layer is several tokens.
    #[must_use]
    pub fn cuts_words(&self) -> bool {
        self.split.is_some()
    }

    /// The hits of the lines, in their order.
    #[must_use]
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The lines, each made as the iterator comes to it.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = KwicLine> + '_ {
        let mut painter = Painter::new(self.corpus, self.split, self.shape);
        self.hits.iter().map(move |hit| painter.line(*hit))
    }

    /// One line; `None` beyond the last.
    #[must_use]
    pub fn line(&self, place: usize) -> Option<KwicLine> {
        self.hits.get(place).map(|hit| Painter::new(self.corpus, self.split, self.shape).line(*hit))
    }

    /// All lines at once, made by all threads.
    #[must_use]
    pub fn collect(&self) -> Vec<KwicLine> {
        let lines: Vec<Vec<KwicLine>> = self
            .hits
            .par_chunks(TASK)
            .map(|hits| {
                let mut painter = Painter::new(self.corpus, self.split, self.shape);
                hits.iter().map(|hit| painter.line(*hit)).collect()
            })
            .collect();
        lines.into_iter().flatten().collect()
    }
}

/// Makes lines.
struct Painter<'c> {
    corpus: &'c Corpus,
    split: Option<&'c Split>,
    shape: Shape,
    window: Window<'c>,
    documents: UnitCursor<'c>,
    units: UnitCursor<'c>,
    /// The ranges of tokens that are written as one word, where there are such.
    written: Option<&'c Structure>,
}

impl<'c> Painter<'c> {
    fn new(corpus: &'c Corpus, split: Option<&'c Split>, shape: Shape) -> Self {
        Self {
            corpus,
            split,
            shape,
            window: Window::new(corpus.words(), shape.counted),
            documents: UnitCursor::new(corpus.boundaries(Boundary::Document)),
            units: UnitCursor::new(corpus.boundaries(shape.clip)),
            written: corpus.structure(Annotation::WRITTEN.0).ok(),
        }
    }

    fn line(&mut self, hit: Hit) -> KwicLine {
        let words = hit.word_range();
        let doc = self.documents.document(words.start);
        let document = self.documents.unit(words.start);
        let before = TokenPos::word(self.before(words.start))..hit.start;
        let after = hit.end..TokenPos::word(self.after(words.end));
        KwicLine {
            doc,
            position: words.start.saturating_sub(document.start),
            hit,
            before: self.text(before),
            match_text: self.text(hit.start..hit.end),
            after: self.text(after),
            words: self.text(self.whole(words)),
        }
    }

    /// Where the text before a match begins.
    fn before(&mut self, pos: u64) -> u64 {
        let unit = self.units.unit(pos);
        if self.shape.unit == ContextUnit::Tokens {
            return unit.start.max(pos.saturating_sub(self.shape.before));
        }
        let mut start = TokenPos::word(pos);
        for _ in 0..self.shape.before {
            match self.window.previous(unit.start, start) {
                Some(step) => start = step.place,
                None => return unit.start,
            }
        }
        start.pos()
    }

    /// Where the text after a match ends.
    fn after(&mut self, pos: u64) -> u64 {
        let unit = self.units.unit(pos.saturating_sub(1));
        if self.shape.unit == ContextUnit::Tokens {
            return unit.end.min(pos.saturating_add(self.shape.after));
        }
        let mut end = TokenPos::word(pos);
        for _ in 0..self.shape.after {
            match self.window.next(end, unit.end) {
                Some(step) => end = step.end,
                None => return unit.end,
            }
        }
        end.pos()
    }

    /// Words with the rest of what they are written as one word with.
    fn whole(&self, words: Range<u64>) -> Range<TokenPos> {
        let mut whole = words.clone();
        if let Some(written) = self.written {
            for pos in [words.start, words.end.saturating_sub(1)] {
                let number = written.first_from(pos.saturating_add(1)).checked_sub(1);
                let around = number.map(|number| written.range(number));
                if let Some(around) = around.filter(|around| around.contains(&pos)) {
                    whole = whole.start.min(around.start)..whole.end.max(around.end);
                }
            }
        }
        TokenPos::word(whole.start)..TokenPos::word(whole.end)
    }

    /// What is written for the tokens from a position on, all of them before `end`, and where the next
    /// token is.
    fn written(&self, pos: u64, end: u64) -> Option<(&'c str, u64)> {
        let written = self.written?;
        let number = written.first_from(pos);
        let range = written.range(number);
        let fits = number < written.len() && range.start == pos && !range.is_empty();
        let form = written.value(number, Annotation::WRITTEN.1)?;
        (fits && range.end <= end).then_some((form, range.end))
    }

    fn text(&mut self, range: Range<TokenPos>) -> String {
        let words = self.corpus.words().lexicon();
        let (mut next, end) = (range.start.pos(), range.end.pos_after());
        // A word of Arabic has some ten bytes.
        let room = usize::try_from(end.saturating_sub(next)).map_or(0, |words| words.min(64) * 11);
        let mut text = String::with_capacity(room);
        while next < end {
            let pos = next;
            next += 1;
            let Some(word) = self.window.word(pos) else { break };
            if pos > range.start.pos() && self.corpus.space_before(pos) {
                text.push(' ');
            }
            if let Some((form, after)) = self.written(pos, end) {
                push_clean(form, &mut text);
                next = after;
                continue;
            }
            let form = words.form(TermId(word));
            push_clean(self.cut(pos, TermId(word), form, &range).unwrap_or(form), &mut text);
        }
        text
    }

    /// The piece of a word that lies in a range which begins or ends inside it.
    fn cut<'f>(
        &self,
        pos: u64,
        word: TermId,
        form: &'f str,
        range: &Range<TokenPos>,
    ) -> Option<&'f str> {
        let split = self.split?;
        let starts = range.start.pos() == pos && range.start.part_number() > 0;
        let ends = range.end.pos() == pos;
        let at = |part: u8| split.span(word, part).start as usize;
        let from = if starts { at(range.start.part_number()) } else { 0 };
        let to = if ends { at(range.end.part_number()) } else { form.len() };
        form.get(from..to)
    }
}

/// Adds a form; a line break or control character in it, which only a damaged or foreign corpus
/// has, becomes a space.
fn push_clean(form: &str, text: &mut String) {
    let breaks = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    if form.contains(breaks) {
        text.extend(form.chars().map(|sign| if breaks(sign) { ' ' } else { sign }));
    } else {
        text.push_str(form);
    }
}
