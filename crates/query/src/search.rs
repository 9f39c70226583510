//! Answering a query.

use crate::error::QueryError;
use crate::expand::{Counted, Cutting, Part, Row, WordSet, expand};
use crate::explain::Explanation;
use crate::graph::{Follower, Graph};
use crate::hits::{Hit, Hits};
use crate::syntax::Query;
use crate::walker::Walker;
use crate::window::{Step, Window};
use rayon::prelude::*;
use siyaq_index::{Corpus, Layer, Punctuation, Scope, Starts, Subcorpus, TermId, TokenPos};
use std::ops::Range;
use std::sync::Arc;

/// How many candidates, or how many tokens of a scan, one task takes.
const TASK: usize = 1 << 15;

/// From how many words on a phrase is looked for only where its unit has room for it.
const LONG: usize = 16;

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
/// pass over the tokens. Alternatives of several words are followed together, from the place of the
/// query whose alternatives have the fewest tokens: the work grows with the words of the query, not
/// with the phrases that they make.
#[derive(Clone, Debug)]
pub struct Search<'c> {
    corpus: &'c Corpus,
    layer: &'c Layer,
    query: Query,
    sought: Sought,
    counted: Counted,
    skips: bool,
    units: Starts,
    /// Where to search: ascending and apart; `None` for everywhere.
    ranges: Option<Vec<Range<u64>>>,
    /// Whether these may be pieces of documents.
    cuts_documents: bool,
}

/// What is looked for.
#[derive(Clone, Debug)]
enum Sought {
    /// One phrase.
    Phrase(Vec<Arc<WordSet>>),
    /// Alternatives of several words.
    Row(Row),
}

impl Sought {
    fn new(row: Row) -> Self {
        let word = |part: &Part| match part {
            Part::Word(set) => Some(Arc::clone(set)),
            Part::Either(_) => None,
        };
        match row.iter().map(word).collect() {
            Some(phrase) => Self::Phrase(phrase),
            None => Self::Row(row),
        }
    }
}

/// Finds a query in a corpus.
///
/// # Errors
/// When the corpus has no such layer, and when the words of the query, once cut, make too many
/// alternatives.
///
/// # Examples
/// ```
/// use siyaq_query::{Hit, SearchOptions, search};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["وزارة الصحة", "وزير الصحة", "وزير المالية"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let query = "(وزير|وزارة) الصحة".parse()?;
/// let hits = search(&corpus, &query, &SearchOptions::default().layer("word"))?;
/// assert_eq!(hits.as_slice(), [Hit::words(0, 2), Hit::words(2, 4)]);
/// assert_eq!(hits.doc_freq(&corpus), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    /// alternatives.
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
            sought: Sought::new(expanded.row),
            counted: expanded.counted,
            skips: options.scope.punctuation == Punctuation::Skip,
            units: corpus.units(options.scope.across),
            ranges: part.map(|part| part.token_ranges(corpus)),
            cuts_documents: part.is_some_and(Subcorpus::cuts_documents),
        })
    }

    /// How many hits there are.
    ///
    /// # Cost
    /// For one word in the whole corpus, nothing but a look at the lexicon. Otherwise that of
    /// [`hits`](Self::hits), without the memory for them where the query makes one phrase.
    #[must_use]
    pub fn count(&self) -> u64 {
        match &self.sought {
            Sought::Phrase(phrase) => match (phrase.as_slice(), &self.ranges) {
                ([position], None) => self.freq(position),
                _ => {
                    let plan = self.plan(phrase);
                    self.each_task(phrase, plan, |hits| hits.count() as u64).iter().sum()
                }
            },
            // Several phrases may find the same range.
            Sought::Row(_) => self.hits().len() as u64,
        }
    }

    /// Every hit, in the order of the corpus; the same for any number of threads.
    #[must_use]
    pub fn hits(&self) -> Hits {
        match &self.sought {
            Sought::Phrase(phrase) => Hits::from_sorted(self.phrase(phrase, self.plan(phrase))),
            Sought::Row(row) => {
                let graph = Graph::new(row, &|set| self.freq(set));
                let plan = self.plan(&[Arc::new(graph.starts())]);
                self.follow(&graph, plan)
            }
        }
    }

    /// Every match of alternatives of several words.
    fn follow(&self, graph: &Graph, plan: Plan) -> Hits {
        let tidy = |mut hits: Vec<Hit>| {
            hits.sort_unstable();
            hits.dedup();
            hits
        };
        let starts = graph.starts();
        let found: Vec<Vec<Hit>> = if let (Plan::Lists { .. }, Some(codes)) = (plan, starts.codes())
        {
            let task = |places: &[u64]| {
                let (mut follower, mut hits) = (Follower::new(graph, self.walker()), Vec::new());
                places.iter().for_each(|pos| follower.at_position(*pos, &mut hits));
                tidy(hits)
            };
            self.places(&self.words_of(codes)).par_chunks(TASK).map(task).collect()
        } else {
            let task = |words: &mut Vec<u32>, range: Range<u64>| {
                self.layer.codes().read(range.clone(), words);
                let (mut follower, mut hits) = (Follower::new(graph, self.walker()), Vec::new());
                range.zip(words.iter()).for_each(|(pos, word)| follower.at(pos, *word, &mut hits));
                tidy(hits)
            };
            self.tasks().into_par_iter().map_init(Vec::new, task).collect()
        };
        Hits::from(found.concat())
    }

    fn walker(&self) -> Walker<'_> {
        let window = Window::new(self.layer, self.counted);
        let ranges = self.ranges.as_deref().filter(|_| self.cuts_documents);
        Walker::new(window, self.skips, &self.units, ranges)
    }

    /// How the query was read: what its words were cut into, and which forms they stand for.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        Explanation::new(self.corpus, self.layer, &self.query, self.counted)
    }

    /// How many tokens of the corpus fit a position.
    fn freq(&self, position: &WordSet) -> u64 {
        let freq = |code: u32| self.layer.code_freq(TermId(code));
        let all = || 0..self.layer.code_count();
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

    /// Whether tokens of a code of the layer are positions.
    fn counts(&self, word: u32) -> bool {
        let class = self.layer.code_classes().get(word as usize);
        class.is_some_and(|class| self.counted.has(*class))
    }

    /// The counted codes of the layer that have a token of some codes.
    fn words_of(&self, codes: &[u32]) -> Vec<u32> {
        if self.layer.split().is_none() {
            return codes.to_vec();
        }
        let words = codes.iter().flat_map(|form| self.layer.codes_of(TermId(*form)));
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
                    self.layer.codes().read(range.clone(), words);
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
        self.layer.positions(&words, self.ranges.as_deref())
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
    walker: Walker<'s>,
}

impl<'s> Matcher<'s> {
    fn new(search: &'s Search<'s>, phrase: &'s [Arc<WordSet>], anchor: usize) -> Self {
        let (before, rest) = phrase.split_at_checked(anchor).unwrap_or_default();
        Self {
            before,
            anchor: rest.first().map(|set| &**set),
            after: rest.get(1..).unwrap_or_default(),
            walker: search.walker(),
        }
    }

    /// The match around a word that may or may not fit.
    #[inline]
    fn at(&mut self, pos: u64, word: u32) -> Option<Hit> {
        let fits = self.walker.window.counts(word) && self.anchor?.contains(word);
        if fits { self.around_word(pos) } else { None }
    }

    /// The match around a word that fits.
    #[inline]
    fn around_word(&mut self, pos: u64) -> Option<Hit> {
        self.around(TokenPos::word(pos), TokenPos::word(pos + 1))
    }

    /// The matches around the parts of a word that may or may not fit.
    fn at_parts(&mut self, pos: u64, word: u32) -> Vec<Hit> {
        let Some(anchor) = self.anchor.filter(|_| self.walker.window.counts(word)) else {
            return Vec::new();
        };
        let mut fitting = [None; TokenPos::MOST_PARTS];
        let steps = self.walker.window.steps(pos, word).filter(|step| anchor.contains(step.code));
        for (slot, step) in fitting.iter_mut().zip(steps) {
            *slot = Some(step);
        }
        let around = |step: Step| self.around(step.place, step.end);
        fitting.into_iter().flatten().filter_map(around).collect()
    }

    /// The matches around the parts of the word at a position.
    fn inside(&mut self, pos: u64) -> Vec<Hit> {
        self.walker.window.word(pos).map(|word| self.at_parts(pos, word)).unwrap_or_default()
    }

    /// The match around a token that fits. The unit is looked for only when tokens nearby do not
    /// decide, because that costs more than comparing them.
    fn around(&mut self, start: TokenPos, end: TokenPos) -> Option<Hit> {
        let (mut start, mut end) = (start, end);
        if self.before.len() + self.after.len() > LONG && !self.has_room(start.pos()) {
            return None;
        }
        for set in self.before.iter().rev() {
            let found = self.walker.previous(start)?;
            if !set.contains(found.code) {
                return None;
            }
            start = found.place;
        }
        for set in self.after {
            let found = self.walker.next(end)?;
            if !set.contains(found.code) {
                return None;
            }
            end = found.end;
        }
        self.walker.hit(start, end)
    }

    /// Whether the unit of a token has as many words before and after it as a long phrase needs at
    /// least, so that such a phrase is not followed far beyond the end of a sentence.
    fn has_room(&mut self, pos: u64) -> bool {
        let unit = self.walker.unit(pos);
        let words = |tokens: usize| (tokens / self.walker.window.most_steps()) as u64;
        pos - unit.start >= words(self.before.len()) && unit.end - pos > words(self.after.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use siyaq_index::{
        Across, Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, QueryRule, Shard,
        TokenClass, WordParts,
    };

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

    /// The phrases that a row makes, each written out.
    fn phrases(row: &Row) -> Vec<Vec<Arc<WordSet>>> {
        row.iter().fold(vec![Vec::new()], |before, part| {
            let options = match part {
                Part::Word(set) => vec![vec![Arc::clone(set)]],
                Part::Either(rows) => rows.iter().flat_map(phrases).collect(),
            };
            let with = |phrase: &Vec<Arc<WordSet>>| {
                let with = |option: &Vec<Arc<WordSet>>| [phrase.as_slice(), option].concat();
                options.iter().map(with).collect::<Vec<_>>()
            };
            before.iter().flat_map(with).collect()
        })
    }

    /// The hits of all phrases that alternatives make, each looked for alone.
    fn phrase_by_phrase(search: &Search<'_>) -> Hits {
        let phrases = match &search.sought {
            Sought::Phrase(phrase) => vec![phrase.clone()],
            Sought::Row(row) => phrases(row),
        };
        let hits = phrases.iter().map(|phrase| search.phrase(phrase, Plan::Scan { anchor: 0 }));
        Hits::from(hits.collect::<Vec<_>>().concat())
    }

    #[test]
    fn alternatives_are_followed_together() {
        // 1,024 phrases of up to twenty words, and three words in all of them.
        let query: Query = ["(كتاب|كتب جديد)"; 10].join(" ").parse().unwrap();
        let documents = [vec![0, 1, 3, 0, 0, 0, 0, 0, 0, 0, 1, 3], vec![0; 11], vec![1, 3, 1]];
        let corpus = corpus(&documents);
        let options = SearchOptions::default().layer("word");
        let search = Search::new(&corpus, &query, &options).unwrap();
        // Counted by hand: the whole of the first document, and two places in the second.
        assert_eq!(search.hits().len(), 3);
        assert_eq!(search.hits(), phrase_by_phrase(&search));
        let explanation = search.explain();
        assert_eq!((explanation.phrase_count, explanation.phrases.len()), (1024, 8));
    }

    /// Ten million million phrases: one by one they would not be done in a year.
    #[test]
    fn the_work_does_not_grow_with_the_phrases() {
        let query: Query = ["(*|* *|كتب جديد)"; 27].join(" ").parse().unwrap();
        let corpus = corpus(&[vec![0; 2000], vec![0; 26], vec![0; 27], [1, 3].repeat(30)]);
        let options = SearchOptions::default().layer("word");
        let search = Search::new(&corpus, &query, &options).unwrap();
        assert!(search.explain().phrase_count > 1 << 42);
        // Every range of 27 to 54 words of a document of n has n + 1 less its length places.
        let ranges = |words: u64| (27..=54).map(|length| (words + 1).saturating_sub(length)).sum();
        let expected: u64 = [2000, 26, 27, 60].into_iter().map::<u64, _>(ranges).sum();
        assert_eq!(search.count(), expected);
    }

    /// A row of places, each a word, two words, or a group of rows.
    fn row_of(depth: u32) -> BoxedStrategy<String> {
        let word = prop::sample::select(vec![
            "كتاب",
            "كتب",
            "،",
            "جديد",
            "كتاب*",
            "*اب",
            "*",
            "غائب",
            "كتاب",
            "كتب",
        ])
        .prop_map(str::to_owned);
        if depth == 0 {
            return prop::collection::vec(word, 1..3).prop_map(|words| words.join(" ")).boxed();
        }
        let group = prop::collection::vec(row_of(depth - 1), 1..4)
            .prop_map(|rows| format!("({})", rows.join("|")));
        prop::collection::vec(prop_oneof![2 => word, 3 => group], 1..5)
            .prop_map(|places| places.join(" "))
            .boxed()
    }

    /// A corpus with a layer `parts` where the word كتابه is two tokens, and units that end inside
    /// documents.
    fn parted(documents: &[Vec<(u8, u8)>]) -> Corpus {
        let forms = ["كتاب", "كتب", "،", "جديد", "كتابه", "وكتابه", "باب"];
        let mut shard = Shard::new();
        for tokens in documents {
            shard.start_document(Document::default());
            for (token, boundary) in tokens {
                let class =
                    if *token == 2 { TokenClass::Punctuation } else { TokenClass::ArabicWord };
                let boundary = if *boundary == 0 { Boundary::Sentence } else { Boundary::None };
                shard.push(forms[usize::from(*token)], class, boundary, true);
            }
        }
        let split = |form: &str, parts: &mut WordParts| match form {
            "كتابه" => {
                parts.push("كتاب", 8);
                parts.push("+ه", 10);
            }
            "وكتابه" => {
                parts.push("و+", 2);
                parts.push("كتاب", 10);
                parts.push("+ه", 12);
            }
            form => parts.push(form, form.len()),
        };
        let mut options = BuildOptions::default();
        let rule = QueryRule::default().derived(true).clitic_mark('+');
        options.layers = vec![LayerRule::split("parts", split).query(rule)];
        CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn alternatives_find_what_their_phrases_find(
            documents in prop::collection::vec(
                prop::collection::vec((0u8..7, 0u8..12), 0..60), 1..5),
            cuts in prop::collection::vec(any::<u64>(), 4),
            punctuation in prop::sample::select(vec![
                Punctuation::Skip, Punctuation::Break, Punctuation::Keep]),
            across in prop::sample::select(vec![Across::Nothing, Across::Sentence]),
            queries in prop::collection::vec(row_of(2), 4),
        ) {
            let corpus = parted(&documents);
            let tokens = corpus.token_count();
            let mut cuts: Vec<u64> = cuts.iter().map(|cut| cut % (tokens + 1)).collect();
            cuts.sort_unstable();
            let ranges = cuts.chunks(2).map(|range| range[0]..range[1]);
            let ranges = ranges.filter(|range| !range.is_empty()).collect();
            let piece = Subcorpus::of_positions(&corpus, ranges);
            let part = Subcorpus::from_fn(corpus.document_count(), |doc| doc.index() % 2 == 0);
            for (text, layer) in queries.iter().zip(["word", "parts"].into_iter().cycle()) {
                let query: Query = text.parse().unwrap();
                for part in [None, Some(&part), Some(&piece)] {
                    let scope = Scope { punctuation, across, ..Scope::default() };
                    let mut options = SearchOptions::default().layer(layer).scope(scope);
                    options.within = part;
                    let search = Search::new(&corpus, &query, &options).unwrap();
                    let expected = phrase_by_phrase(&search);
                    prop_assert_eq!(&search.hits(), &expected, "{} on {}", text, layer);
                    prop_assert_eq!(search.count(), expected.len() as u64);
                    if let Sought::Row(row) = &search.sought {
                        let graph = Graph::new(row, &|set| search.freq(set));
                        let scan = Plan::Scan { anchor: 0 };
                        prop_assert_eq!(&search.follow(&graph, scan), &expected, "{} scanned", text);
                        if graph.starts().codes().is_some() {
                            let lists = Plan::Lists { anchor: 0 };
                            prop_assert_eq!(
                                &search.follow(&graph, lists), &expected, "{} listed", text);
                        }
                    }
                }
            }
        }
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
                let Sought::Phrase(phrase) = &search.sought else { unreachable!() };
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
