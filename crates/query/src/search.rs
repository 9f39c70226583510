//! Answering a query.

use crate::error::QueryError;
use crate::expand::{Counted, Cutting, WordSet, expand};
use crate::explain::Explanation;
use crate::hits::{Hit, Hits, UnitCursor};
use crate::syntax::Query;
use crate::window::{Step, Window};
use rayon::prelude::*;
use siyaq_index::{Boundary, Corpus, Layer, Place, Punctuation, Scope, Subcorpus, TermId};
use std::ops::Range;
use std::sync::Arc;

/// How many candidates, or how many tokens of a scan, one task takes.
const TASK: usize = 1 << 15;

/// From how many words on a phrase is looked for only where its unit has room for it.
const LONG: usize = 16;

/// How many tokens are passed over before the bounds of the unit are asked for.
const NEAR: u64 = 16;

/// Where and how a query is searched.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SearchOptions<'s> {
    /// The layer of the corpus that the query is about.
    pub layer: String,
    /// Which tokens are positions, what the others do, and what a phrase may cross.
    pub scope: Scope,
    /// The documents to search in; `None` for all.
    pub within: Option<&'s Subcorpus>,
    /// What the words of the query are.
    pub cutting: Cutting,
}

/// Everything, on the layer `standard`, under the default scope.
impl Default for SearchOptions<'_> {
    fn default() -> Self {
        Self {
            layer: "standard".to_owned(),
            scope: Scope::default(),
            within: None,
            cutting: Cutting::default(),
        }
    }
}

impl<'s> SearchOptions<'s> {
    /// On another layer.
    #[must_use]
    pub fn layer(mut self, layer: impl Into<String>) -> Self {
        self.layer = layer.into();
        self
    }

    /// Under another scope.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// In these documents only.
    #[must_use]
    pub fn within(mut self, part: &'s Subcorpus) -> Self {
        self.within = Some(part);
        self
    }

    /// With words that are cut, or not.
    #[must_use]
    pub fn cutting(mut self, cutting: Cutting) -> Self {
        self.cutting = cutting;
        self
    }
}

/// A query whose words have been looked up, ready to be counted or listed.
///
/// A token is a position of the search when its class is among the classes of the scope, or when
/// the scope keeps punctuation. Other tokens are passed over or end a phrase, as the scope says.
/// Where a word of the query, wildcards included, fits tokens of other classes only (`«`, `،`,
/// `https*`), these classes are positions too, for this search.
///
/// # Cost
/// The word of the phrase with the fewest tokens is looked up in the postings, and the tokens
/// around each of its places are compared. A phrase of frequent words only is looked for in one
/// pass over the tokens.
#[derive(Clone, Debug)]
pub struct Search<'c> {
    corpus: &'c Corpus,
    layer: &'c Layer,
    query: Query,
    phrases: Vec<Vec<Arc<WordSet>>>,
    counted: Counted,
    skips: bool,
    stops_at: Boundary,
    /// Where to search: ascending and apart; `None` for everywhere.
    ranges: Option<Vec<Range<u64>>>,
}

/// Finds a query in a corpus.
///
/// # Errors
/// When the corpus has no such layer, and when the words of the query, once cut, make too many
/// phrases.
pub fn search(
    corpus: &Corpus,
    query: &Query,
    options: &SearchOptions<'_>,
) -> Result<Hits, QueryError> {
    Ok(Search::new(corpus, query, options)?.hits())
}

impl<'c> Search<'c> {
    /// Looks the words of a query up.
    ///
    /// # Errors
    /// When the corpus has no such layer, and when the words of the query, once cut, make too many
    /// phrases.
    pub fn new(
        corpus: &'c Corpus,
        query: &Query,
        options: &SearchOptions<'_>,
    ) -> Result<Self, QueryError> {
        let layer = corpus.layer(&options.layer)?;
        let expanded = expand(corpus, layer, &options.scope, query, options.cutting)?;
        let part = options.within.filter(|part| !part.is_everything());
        Ok(Self {
            corpus,
            layer,
            query: expanded.query,
            phrases: expanded.phrases,
            counted: expanded.counted,
            skips: options.scope.punctuation == Punctuation::Skip,
            stops_at: options.scope.across.stops_at(),
            ranges: part.map(|part| part.token_ranges(corpus)),
        })
    }

    /// How many hits there are.
    ///
    /// # Cost
    /// For one word in the whole corpus, nothing but a look at the lexicon. Otherwise that of
    /// [`hits`](Self::hits), without the memory for them where the query makes one phrase.
    #[must_use]
    pub fn count(&self) -> u64 {
        match self.phrases.as_slice() {
            [phrase] => match (phrase.as_slice(), &self.ranges) {
                ([position], None) => self.freq(position),
                _ => {
                    let plan = self.plan(phrase);
                    self.each_task(phrase, plan, |hits| hits.count() as u64).iter().sum()
                }
            },
            // Several phrases may find the same range.
            _ => self.hits().len() as u64,
        }
    }

    /// Every hit, in the order of the corpus; the same for any number of threads.
    #[must_use]
    pub fn hits(&self) -> Hits {
        let found: Vec<Vec<Hit>> =
            self.phrases.iter().map(|phrase| self.phrase(phrase, self.plan(phrase))).collect();
        match <[Vec<Hit>; 1]>::try_from(found) {
            Ok([hits]) => Hits::from_sorted(hits),
            Err(found) => Hits::from(found.concat()),
        }
    }

    /// How the query was read: what its words were cut into, and which forms they stand for.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        Explanation::new(self.corpus, self.layer, &self.query, self.counted)
    }

    /// How many tokens of the corpus fit a position.
    fn freq(&self, position: &WordSet) -> u64 {
        let lexicon = self.corpus.words().lexicon();
        let freq = |word: u32| lexicon.freq(TermId(word));
        let all = || 0..lexicon.len();
        let counted = |word: &u32| self.counts(*word);
        match (self.layer.split(), position.codes()) {
            (None, Some(words)) => words.iter().copied().map(freq).sum(),
            (None, None) => all().filter(counted).map(freq).sum(),
            (Some(split), codes) => {
                let parts = |word: u32| {
                    let forms = split.forms(TermId(word));
                    forms.iter().filter(|form| position.contains(**form)).count() as u64
                };
                let words = codes.map(|codes| self.words_of(codes));
                let words = words.unwrap_or_else(|| all().filter(counted).collect());
                words.into_iter().map(|word| freq(word) * parts(word)).sum()
            }
        }
    }

    /// Whether tokens of a word are positions.
    fn counts(&self, word: u32) -> bool {
        let class = self.corpus.words().class_table().get(word as usize);
        class.is_some_and(|class| self.counted.has(*class))
    }

    /// The counted words that have a token of some codes.
    fn words_of(&self, codes: &[u32]) -> Vec<u32> {
        if self.layer.split().is_none() {
            return codes.to_vec();
        }
        let words = codes.iter().flat_map(|form| self.layer.words_of(TermId(*form)));
        let mut words: Vec<u32> =
            words.map(|word| word.0).filter(|word| self.counts(*word)).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Which position to start from, and how to find its tokens.
    fn plan(&self, phrase: &[Arc<WordSet>]) -> Plan {
        let known = phrase.iter().enumerate().filter_map(|(place, position)| {
            let codes = position.codes()?.len();
            Some((self.freq(position), place, codes))
        });
        let Some((freq, anchor, words)) = known.min() else { return Plan::Scan { anchor: 0 } };
        let tokens: u64 = match &self.ranges {
            None => self.corpus.token_count(),
            Some(ranges) => ranges.iter().map(|range| range.end - range.start).sum(),
        };
        // The lists name the blocks of tokens to decode, so they are never slower than a scan; but
        // the places are held in memory, which pays only where they are few.
        let most = tokens / if words > 1 { 8 } else { 1 };
        if freq > most { Plan::Scan { anchor } } else { Plan::Lists { anchor } }
    }

    fn phrase(&self, phrase: &[Arc<WordSet>], plan: Plan) -> Vec<Hit> {
        let tasks = self.each_task(phrase, plan, |hits| hits.collect::<Vec<Hit>>());
        match <[Vec<Hit>; 1]>::try_from(tasks) {
            Ok([hits]) => hits,
            Err(tasks) => tasks.concat(),
        }
    }

    /// Gives the hits of a phrase, which ascend, to `take` in tasks; what it makes of them comes
    /// back in the order of the tasks.
    fn each_task<T: Send>(
        &self,
        phrase: &[Arc<WordSet>],
        plan: Plan,
        take: impl Fn(&mut dyn Iterator<Item = Hit>) -> T + Sync,
    ) -> Vec<T> {
        let empty = |set: &Arc<WordSet>| set.codes().is_some_and(<[u32]>::is_empty);
        if phrase.is_empty() || phrase.iter().any(empty) {
            return Vec::new();
        }
        match plan {
            Plan::Lists { anchor } => {
                let codes = phrase.get(anchor).and_then(|set| set.codes()).unwrap_or_default();
                let places = self.places(&self.words_of(codes));
                if phrase.len() == 1 && self.layer.split().is_none() {
                    let hit = |pos: &u64| Hit::words(*pos, *pos + 1);
                    return vec![take(&mut places.iter().map(hit))];
                }
                let matches = |places: &[u64]| {
                    let mut matcher = Matcher::new(self, phrase, anchor);
                    if self.layer.split().is_some() {
                        take(&mut places.iter().flat_map(|pos| matcher.inside(*pos)))
                    } else {
                        take(&mut places.iter().filter_map(|pos| matcher.around_word(*pos)))
                    }
                };
                places.par_chunks(TASK).map(matches).collect()
            }
            Plan::Scan { anchor } => self
                .tasks()
                .into_par_iter()
                .map_init(Vec::new, |words, range| {
                    self.corpus.tokens().read(range.clone(), words);
                    let mut matcher = Matcher::new(self, phrase, anchor);
                    let tokens = range.zip(words.iter());
                    if self.layer.split().is_some() {
                        take(&mut tokens.flat_map(|(pos, word)| matcher.at_parts(pos, *word)))
                    } else {
                        take(&mut tokens.filter_map(|(pos, word)| matcher.at(pos, *word)))
                    }
                })
                .collect(),
        }
    }

    /// The token positions to search, in tasks for the threads.
    fn tasks(&self) -> Vec<Range<u64>> {
        let everything = 0..self.corpus.token_count();
        let ranges = self.ranges.as_deref().unwrap_or(std::slice::from_ref(&everything));
        let task = TASK as u64;
        ranges
            .iter()
            .flat_map(|range| {
                let end = range.end;
                range.clone().step_by(TASK).map(move |start| start..end.min(start + task))
            })
            .collect()
    }

    /// Where the words stand, ascending.
    fn places(&self, words: &[u32]) -> Vec<u64> {
        let words: Vec<TermId> = words.iter().copied().map(TermId).collect();
        self.corpus.positions(&words, self.ranges.as_deref())
    }
}

/// How the candidates of a phrase are found.
#[derive(Clone, Copy, Debug)]
enum Plan {
    /// From the postings of the words of one position.
    Lists { anchor: usize },
    /// By looking at every token.
    Scan { anchor: usize },
}

/// Compares a phrase with the tokens around the candidates for one of its positions.
struct Matcher<'s> {
    before: &'s [Arc<WordSet>],
    anchor: Option<&'s WordSet>,
    after: &'s [Arc<WordSet>],
    skips: bool,
    window: Window<'s>,
    units: UnitCursor<'s>,
}

impl<'s> Matcher<'s> {
    fn new(search: &'s Search<'_>, phrase: &'s [Arc<WordSet>], anchor: usize) -> Self {
        let (before, rest) = phrase.split_at_checked(anchor).unwrap_or_default();
        Self {
            before,
            anchor: rest.first().map(|set| &**set),
            after: rest.get(1..).unwrap_or_default(),
            skips: search.skips,
            window: Window::new(search.corpus, search.layer, search.counted),
            units: UnitCursor::new(search.corpus.boundaries(search.stops_at)),
        }
    }

    /// The match around a word that may or may not fit.
    #[inline]
    fn at(&mut self, pos: u64, word: u32) -> Option<Hit> {
        let fits = self.window.counts(word) && self.anchor?.contains(word);
        if fits { self.around_word(pos) } else { None }
    }

    /// The match around a word that fits.
    #[inline]
    fn around_word(&mut self, pos: u64) -> Option<Hit> {
        self.around(Place::word(pos), Place::word(pos + 1))
    }

    /// The matches around the parts of a word that may or may not fit.
    fn at_parts(&mut self, pos: u64, word: u32) -> Vec<Hit> {
        let Some(anchor) = self.anchor.filter(|_| self.window.counts(word)) else {
            return Vec::new();
        };
        let mut fitting = [None; Place::MOST_PARTS];
        let steps = self.window.steps(pos, word).filter(|step| anchor.contains(step.code));
        for (slot, step) in fitting.iter_mut().zip(steps) {
            *slot = Some(step);
        }
        let around = |step: Step| self.around(step.place, step.end);
        fitting.into_iter().flatten().filter_map(around).collect()
    }

    /// The matches around the parts of the word at a position.
    fn inside(&mut self, pos: u64) -> Vec<Hit> {
        self.window.word(pos).map(|word| self.at_parts(pos, word)).unwrap_or_default()
    }

    /// The match around a token that fits. The unit is looked for only when tokens nearby do not
    /// decide, because that costs more than comparing them.
    fn around(&mut self, start: Place, end: Place) -> Option<Hit> {
        let (mut start, mut end) = (start, end);
        if self.before.len() + self.after.len() > LONG && !self.has_room(start.pos()) {
            return None;
        }
        for set in self.before.iter().rev() {
            let found = self.previous(start)?;
            if !set.contains(found.code) {
                return None;
            }
            start = found.place;
        }
        for set in self.after {
            let found = self.next(end)?;
            if !set.contains(found.code) {
                return None;
            }
            end = found.end;
        }
        let hit = Hit { start, end };
        let words = hit.word_range();
        if words.end - words.start == 1 {
            return Some(hit);
        }
        let unit = self.units.unit(words.start);
        (words.end <= unit.end).then_some(hit)
    }

    /// Whether the unit of a token has as many words before and after it as a long phrase needs at
    /// least, so that such a phrase is not followed far beyond the end of a sentence.
    fn has_room(&mut self, pos: u64) -> bool {
        let unit = self.units.unit(pos);
        let words = |tokens: usize| (tokens / self.window.most_steps()) as u64;
        pos - unit.start >= words(self.before.len()) && unit.end - pos > words(self.after.len())
    }

    /// The token before `place`, perhaps in another unit.
    fn previous(&mut self, place: Place) -> Option<Step> {
        let near = place.pos().saturating_sub(if self.skips { NEAR } else { 1 });
        let found = self.window.previous(near, place);
        if found.is_some() || !self.skips {
            return found;
        }
        let unit = self.units.unit(near);
        self.window.previous(unit.start, Place::word(near))
    }

    /// The token at `place` or after, perhaps in another unit.
    fn next(&mut self, place: Place) -> Option<Step> {
        let near = place.pos_after().saturating_add(if self.skips { NEAR } else { 1 });
        let found = self.window.next(place, near);
        if found.is_some() || !self.skips {
            return found;
        }
        let unit = self.units.unit(near);
        self.window.next(Place::word(near), unit.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use siyaq_index::{BuildOptions, CorpusBuilder, Document, Shard, TokenClass};

    fn corpus(documents: &[Vec<u8>]) -> Corpus {
        let forms = ["كتاب", "كتب", "،", "جديد", "كتابه", "باب", "تاب"];
        let mut shard = Shard::new();
        for tokens in documents {
            shard.start_document(Document::default());
            for token in tokens {
                let class = match *token {
                    2 => TokenClass::Punctuation,
                    _ => TokenClass::ArabicWord,
                };
                let form = forms[usize::from(*token)];
                shard.push(form, class, Boundary::None, true);
            }
        }
        CorpusBuilder::new(BuildOptions::default())
            .finish(vec![shard])
            .unwrap()
            .into_corpus()
            .unwrap()
    }

    #[test]
    fn alternatives_share_what_is_looked_up() {
        // 1,024 phrases of up to twenty words, and three words in all of them.
        let query: Query = vec!["(كتاب|كتب جديد)"; 10].join(" ").parse().unwrap();
        let documents = [vec![0, 1, 3, 0, 0, 0, 0, 0, 0, 0, 1, 3], vec![0; 11], vec![1, 3, 1]];
        let corpus = corpus(&documents);
        let options = SearchOptions::default().layer("word");
        let search = Search::new(&corpus, &query, &options).unwrap();
        assert_eq!(search.phrases.len(), 1024);
        let mut sets: Vec<*const WordSet> =
            search.phrases.iter().flatten().map(Arc::as_ptr).collect();
        sets.sort_unstable();
        sets.dedup();
        assert_eq!(sets.len(), 3);
        // Counted by hand: the whole of the first document, and two places in the second.
        assert_eq!(search.hits().len(), 3);
        let explanation = search.explain();
        assert_eq!(explanation.phrases.len(), 1024);
    }

    proptest! {
        #[test]
        fn every_plan_finds_the_same(
            documents in prop::collection::vec(prop::collection::vec(0u8..7, 0..60), 0..5),
            chosen in prop::collection::vec(any::<bool>(), 5),
            query in prop::sample::select(vec![
                "كتاب", "كتاب جديد", "كت* *اب", "*ا* ، * كتب", "* كتب *", "?اب جديد|كتب", "* *",
            ]),
        ) {
            let corpus = corpus(&documents);
            let query: Query = query.parse().unwrap();
            let part = Subcorpus::from_fn(corpus.document_count(), |doc| chosen[doc.index()]);
            for part in [None, Some(&part)] {
                let mut options = SearchOptions::default().layer("word");
                options.within = part;
                let search = Search::new(&corpus, &query, &options).unwrap();
                let phrase = &search.phrases[0];
                let expected = search.phrase(phrase, Plan::Scan { anchor: 0 });
                for (anchor, set) in phrase.iter().enumerate() {
                    prop_assert_eq!(&search.phrase(phrase, Plan::Scan { anchor }), &expected);
                    if set.codes().is_some() {
                        prop_assert_eq!(&search.phrase(phrase, Plan::Lists { anchor }), &expected);
                    }
                }
            }
        }
    }
}
