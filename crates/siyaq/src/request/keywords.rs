//! What is frequent here and not there.

use super::error::{RequestErrorKind, Result, invalid};
use super::evidence::{self, KeyBy};
use super::frequency_list::{FrequencyList, is_frequency_list};
use super::groups::by_field;
use super::intervals::IntervalOptions;
use super::names::KeynessMeasures;
use super::numbers::{not_negative, probability, whole, within};
use super::reading::ReadingOptions;
use super::run::{Found, Loaded, Request, Run, rows_of};
use super::scope::ScopeOptions;
use super::scope::{OF_PHRASES, SINGLE_WORDS};
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{
    DEFAULT_KEYNESS, DEFAULT_TEXT_KEYNESS, Direction, FrequencyTable, GroupKeywords, GroupTables,
    ItemCounter, ItemOptions, Items, KeyKeyOptions, KeyKeyWords, KeyUnit, KeynessMeasure,
    KeynessTest, KeywordOptions, group_keywords, key_key_words, keyness_map, keywords,
};
use siyaq_count::WindowSpan;
use siyaq_index::Where;
use siyaq_lexicon::StopList;
use siyaq_output::{Chart, keyness_heat_map};
use siyaq_query::Query;
use siyaq_stats::{Correction, GroupEffect};
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// Which keywords.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum KeySide {
    /// More frequent in the target
    Positive,
    /// More frequent in the reference
    Negative,
    /// Both
    #[default]
    Both,
    /// Lock words: equally frequent, within --lock-bound for sure
    Lock,
}

/// How regressions know of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EffectAs {
    /// Each value has a rate of its own: only values on both sides tell target from reference
    #[default]
    Fixed,
    /// Rates vary from value to value by chance, as much as they are seen to; slow, and for negative
    /// binomial only
    Random,
}

/// The name of a reference that is what the condition leaves out.
const REST: &str = "rest";

/// What is frequent here and not there.
///
/// ```
/// use siyaq::request::{Keywords, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Keywords::new(["news"]);
/// request.scope.condition = Some("id=1".parse()?);
/// request.reference = Some("rest".into());
/// request.min_freq = Some(1);
/// assert!(request.run(&session)?.any);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Keywords {
    /// What is looked at; several are compared each with the others
    #[cfg_attr(feature = "clap", arg(value_name = "TARGET", required = true))]
    #[serde(with = "text::paths")]
    pub targets: Vec<OsString>,

    /// What it is compared with, or rest
    #[cfg_attr(feature = "clap", arg(long, value_name = "REF"))]
    #[serde(with = "text::path_option")]
    pub reference: Option<OsString>,

    /// Only documents of the reference whose metadata fit; without --reference, of the same corpus
    #[cfg_attr(feature = "clap", arg(long, value_name = "CONDITION"))]
    #[serde(with = "text::option")]
    pub reference_where: Option<Where>,

    /// Compare what has each value of this field with all others: documents by their metadata, or
    /// ranges by an attribute of their structure, as in field.name (title and body)
    #[cfg_attr(feature = "clap", arg(long, value_name = "FIELD", conflicts_with_all = ["reference", "reference_where"]))]
    pub each: Option<String>,

    /// Tokens of the corpus that a frequency list as TARGET was made of; unless given, the sum of
    /// its frequencies
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", hide_short_help = true))]
    pub target_tokens: Option<u64>,

    /// The same of a frequency list as REF
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", hide_short_help = true))]
    pub reference_tokens: Option<u64>,

    /// Words in an item: 2 compares pairs of words in a row
    #[cfg_attr(feature = "clap", arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16)))]
    pub n: u8,

    /// How many words in all may be left out inside an n-gram
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "K", default_value_t = 0, hide_short_help = true)
    )]
    pub skip: usize,

    /// Compare pairs of words near each other, counted as `siyaq collocations` does
    #[cfg_attr(feature = "clap", arg(long, conflicts_with_all = ["n", "skip"]))]
    pub collocations: bool,

    /// With --collocations: positions before and after the first word where the second may stand
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "BEFORE:AFTER",
            default_value = "0:5",
            requires = "collocations",
            hide_short_help = true
        )
    )]
    #[serde(with = "text")]
    pub window: WindowSpan,

    /// Compare the hits of this query, and of others where it is given again
    #[cfg_attr(feature = "clap", arg(long, value_name = "QUERY", conflicts_with_all = ["n", "skip", "collocations", "stop"]))]
    #[serde(with = "text::several")]
    pub query: Vec<Query>,

    /// Compare the hits of the queries of this file: one a line, # begins a comment
    #[cfg_attr(feature = "clap", arg(long, value_name = "FILE", conflicts_with_all = ["n", "skip", "collocations", "stop"]))]
    #[serde(with = "text::path_option")]
    pub queries: Option<PathBuf>,

    /// What is compared
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "UNIT", default_value = "tokens")
    )]
    pub by: KeyBy,

    /// The measures to compute, joined by commas, in the order of their columns, or all; unless given
    /// log_likelihood_4,log_ratio,log_ratio_ci_low,log_ratio_ci_high, and where texts are known
    /// text_dispersion,mann_whitney_z
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEASURES"))]
    pub measures: Option<KeynessMeasures>,

    /// The measure to rank by; the first of --measures unless given
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEASURE"))]
    #[serde(with = "text::option")]
    pub sort: Option<KeynessMeasure>,

    /// Leave out forms that occur less often on both sides; 5 unless given, 0 for queries
    #[cfg_attr(feature = "clap", arg(long, value_name = "N"))]
    pub min_freq: Option<u64>,

    /// Leave out forms that fewer documents have on both sides
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 1))]
    pub min_docs: u64,

    /// Which keywords
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "SIDE", default_value = "both")
    )]
    pub direction: KeySide,

    /// How far from 0 the log ratio of a lock word may be
    #[cfg_attr(feature = "clap", arg(long, value_name = "RATIO", default_value_t = 0.5, value_parser = not_negative, hide_short_help = true))]
    pub lock_bound: f64,

    /// The test that p is of: log_likelihood_4, chi_squared, fisher_two_sided …, or over texts
    /// welch, student, mann_whitney, quasi_poisson, negative_binomial, whose p is 1 where the texts
    /// point the other way than the frequencies; unless given mann_whitney where tokens are compared
    /// and texts are known, else log_likelihood_4
    #[cfg_attr(feature = "clap", arg(long, value_name = "TEST"))]
    #[serde(with = "text::option")]
    pub test: Option<KeynessTest>,

    /// What regressions know of the texts besides their corpus: the values of this metadata field,
    /// such as the newspaper
    #[cfg_attr(feature = "clap", arg(long, value_name = "FIELD"))]
    pub effect: Option<String>,

    /// How they know it
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "HOW", default_value = "fixed", requires = "effect")
    )]
    pub effect_as: EffectAs,

    /// Leave out what is less sure: the greatest adjusted p-value
    #[cfg_attr(feature = "clap", arg(long, value_name = "Q", default_value_t = 1.0, value_parser = probability))]
    pub max_q: f64,

    /// How p-values are adjusted for the number of forms tested: bonferroni, sidak, holm,
    /// benjamini_hochberg
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "NAME",
            default_value = "benjamini_hochberg",
            hide_short_help = true
        )
    )]
    #[serde(with = "text")]
    pub correction: Correction,

    /// Intervals by drawing.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub bootstrap: IntervalOptions,

    /// List the words that are positive keywords in many texts of the target
    #[cfg_attr(feature = "clap", arg(long, conflicts_with_all = ["each", "bootstrap", "direction", "measures", "sort",
        "min_freq", "min_docs", "test", "max_q", "correction", "by"]))]
    pub key_key: bool,

    /// With --key-key: the least frequency of a word in a text in which it is key
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "N",
            default_value_t = 3,
            requires = "key_key",
            hide_short_help = true
        )
    )]
    pub key_min_freq: u64,

    /// With --key-key: the greatest p-value, not adjusted, of a word that is key in a text
    #[cfg_attr(feature = "clap", arg(long, value_name = "P", default_value_t = 1e-6, value_parser = probability, requires = "key_key", hide_short_help = true))]
    pub key_max_p: f64,

    /// With --key-key: the least number of texts in which a word is key
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "N",
            default_value_t = 2,
            requires = "key_key",
            hide_short_help = true
        )
    )]
    pub key_min_texts: u64,

    /// Keywords of each group that the drawing has
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "N", default_value_t = 6, hide_short_help = true)
    )]
    pub svg_top: usize,

    /// Which forms, tokens and documents count.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub scope: ScopeOptions,

    /// Words that are left out.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub stop: StopOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Default for Keywords {
    fn default() -> Self {
        Self {
            targets: Vec::new(),
            reference: None,
            reference_where: None,
            each: None,
            target_tokens: None,
            reference_tokens: None,
            n: 1,
            skip: 0,
            collocations: false,
            window: WindowSpan { before: 0, after: 5 },
            query: Vec::new(),
            queries: None,
            by: KeyBy::Tokens,
            measures: None,
            sort: None,
            min_freq: None,
            min_docs: 1,
            direction: KeySide::Both,
            lock_bound: 0.5,
            test: None,
            effect: None,
            effect_as: EffectAs::Fixed,
            max_q: 1.0,
            correction: Correction::BenjaminiHochberg,
            bootstrap: IntervalOptions::default(),
            key_key: false,
            key_min_freq: 3,
            key_max_p: 1e-6,
            key_min_texts: 2,
            svg_top: 6,
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

/// Keywords, of one comparison or of groups, or words that are key in many texts.
#[derive(Debug)]
#[non_exhaustive]
pub enum KeywordsRows {
    /// A row for each keyword.
    Keywords(siyaq_analysis::Keywords),
    /// A row for each keyword of each group.
    Groups(GroupKeywords),
    /// A row for each word.
    KeyKey(KeyKeyWords),
}

one_of_rows!(KeywordsRows: Keywords, Groups, KeyKey);

/// One side of the comparison.
enum Source<'s> {
    List(Box<FrequencyTable>),
    Corpus(Loaded<'s>),
}

impl<'s> Source<'s> {
    fn open(
        input: &OsString,
        (role, tokens): (&str, Option<u64>),
        request: &Keywords,
        run: &Run<'s>,
    ) -> Result<Self> {
        let reading = &request.scope.reading;
        if is_frequency_list(input, reading) {
            let table = FrequencyList { role, tokens, reading }.read(input, run)?;
            return Ok(Self::List(Box::new(table)));
        }
        if tokens.is_some() {
            return invalid(format!(
                "`{role}_tokens` is for frequency lists; the tokens of {} are counted",
                input.to_string_lossy()
            ));
        }
        Ok(Self::Corpus(run.load_one(input, &request.scope, role)?))
    }

    /// The table of the documents that fulfil a condition.
    fn table(&self, part: Option<&Where>, request: &Keywords) -> Result<FrequencyTable> {
        match (self, part) {
            (Self::List(table), None) => Ok((**table).clone()),
            (Self::List(_), Some(condition)) => {
                invalid(format!("{condition}: a frequency list has no documents to choose from"))
            }
            (Self::Corpus(loaded), _) => {
                let part = request.scope.part_where(loaded.corpus, part)?;
                let selection = loaded.selection_of(&request.scope, part)?;
                let selection = request.stop.leave_out(selection)?;
                Ok(ItemCounter::new(&selection).count(&selection, &request.items()?)?)
            }
        }
    }
}

impl Keywords {
    /// Asks for the keywords of some targets.
    #[must_use]
    pub fn new<I: Into<OsString>>(targets: impl IntoIterator<Item = I>) -> Self {
        Self { targets: targets.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// The queries that are items; none where other items are compared.
    fn asked(&self) -> Result<Vec<Query>> {
        let mut queries = self.query.clone();
        let Some(path) = &self.queries else { return Ok(queries) };
        let text = std::fs::read_to_string(path)
            .map_err(|source| RequestErrorKind::File { path: path.clone(), source })?;
        let name = path.display();
        // Written as a stop list is: comments, and `\\#` for a # that belongs to the line.
        for line in StopList::parse(&text, |line| Cow::Borrowed(line)).iter() {
            match line.parse() {
                Ok(query) => queries.push(query),
                Err(error) => {
                    let error: siyaq_query::QueryError = error;
                    return invalid(format!("{name}: {error}"));
                }
            }
        }
        if queries.is_empty() {
            return invalid(format!("{name} has no query; write one a line"));
        }
        Ok(queries)
    }

    /// The reference, where it is named and no rest.
    fn named(&self) -> Option<&OsString> {
        self.reference.as_ref().filter(|name| *name != REST)
    }

    fn is_list(&self, input: &OsStr) -> bool {
        is_frequency_list(input, &self.scope.reading)
    }

    /// Whether a side is a frequency list.
    fn has_list(&self) -> bool {
        self.inputs().into_iter().any(|input| self.is_list(input))
    }

    fn by_queries(&self) -> bool {
        self.queries.is_some() || !self.query.is_empty()
    }

    /// Whether measures and tests are of texts unless others are named: where tokens are compared, whose
    /// evidence a single text can make up, and both sides are corpora.
    fn by_texts(&self) -> bool {
        self.by == KeyBy::Tokens && !self.has_list()
    }

    fn measures(&self) -> Vec<KeynessMeasure> {
        if let Some(named) = &self.measures {
            return named.0.clone();
        }
        let of_texts = DEFAULT_TEXT_KEYNESS.map(KeynessMeasure::Texts);
        let of_texts = of_texts.into_iter().filter(|_| self.by_texts());
        DEFAULT_KEYNESS.map(KeynessMeasure::Table).into_iter().chain(of_texts).collect()
    }

    fn test(&self) -> KeynessTest {
        let usual = || match self.by_texts() {
            true => KeynessTest::MannWhitney,
            false => KeynessTest::default(),
        };
        self.test.unwrap_or_else(usual)
    }

    /// Refuses what is said of texts where lists are compared, and of lists where there are none.
    fn check_lists(&self, run: &Run<'_>) -> Result<()> {
        let inputs = self.inputs();
        if let Some(list) = inputs.iter().find(|input| self.is_list(input)) {
            let list = list.to_string_lossy();
            let counted = ["n", "skip", "collocations", "query", "queries"];
            run.refuse(&counted, format!("says what of texts is counted; {list} is a list"))?;
        }
        if !inputs.is_empty() && inputs.iter().all(|input| self.is_list(input)) {
            run.refuse(&COUNTED, "says what of texts is counted; these are lists")?;
            let of_texts = ReadingOptions::names();
            let of_texts = of_texts.iter().filter(|name| !OF_LISTS.contains(&name.as_str()));
            let of_texts: Vec<&String> = of_texts.collect();
            run.refuse(&of_texts, "says how texts are read; these are lists")?;
        }
        if self.each.is_some() {
            run.refuse(&["target_tokens"], "is for a frequency list as target")?;
        }
        if !self.named().is_some_and(|name| self.is_list(name)) {
            run.refuse(&["reference_tokens"], "is for a frequency list as `reference`")?;
        }
        Ok(())
    }

    /// Refuses items that exclude each other, and what is for others.
    fn check_items(&self, run: &Run<'_>) -> Result<()> {
        whole("n", self.n, 1..=16)?;
        if self.collocations {
            run.refuse(&["n", "skip", "query", "queries"], "is not for `collocations`")?;
        } else {
            run.refuse(&["window"], "is for `collocations`")?;
        }
        if self.by_queries() {
            let others = ["n", "skip", "stop"];
            run.refuse(&others, "is for words: leave `query` and `queries` out")?;
        } else if self.n == 1 && !self.collocations {
            run.refuse(&OF_PHRASES, SINGLE_WORDS)?;
        }
        Ok(())
    }

    /// Refuses what is not for what is shown.
    fn check_rows(&self, run: &Run<'_>) -> Result<()> {
        within("max_q", self.max_q, probability)?;
        within("lock_bound", self.lock_bound, not_negative)?;
        within("key_max_p", self.key_max_p, probability)?;
        self.bootstrap.check(run)?;
        if self.direction != KeySide::Lock {
            run.refuse(&["lock_bound"], "is for lock words: give `direction = lock`")?;
        }
        if self.key_key {
            run.refuse(&OF_KEYWORDS, "is not for `key_key`")?;
        } else {
            run.refuse(&OF_KEY_KEY, "is for `key_key`")?;
        }
        if self.effect.is_none() {
            run.refuse(&["effect_as"], "is for `effect`")?;
        }
        run.refuse_without_picture()?;
        if run.draws() && !self.is_grouped() {
            return invalid(
                "`svg` draws groups: give `each` with a field, or several corpora without `reference`",
            );
        }
        self.check_effect()
    }

    /// Refuses an effect that nothing reads.
    fn check_effect(&self) -> Result<()> {
        let Some(field) = &self.effect else { return Ok(()) };
        let (measures, test) = (self.measures(), self.test().to_string());
        let of = |model| {
            let name = |measure: &KeynessMeasure| measure.to_string().starts_with(model);
            test == model || measures.iter().chain(&self.sort).any(name)
        };
        let (quasi, negative) = (of("quasi_poisson"), of("negative_binomial"));
        if !quasi && !negative {
            return invalid(format!(
                "`effect = {field}` is for regressions: give `test` or `measures` with negative_binomial or quasi_poisson"
            ));
        }
        if quasi && self.effect_as == EffectAs::Random {
            return invalid(
                "quasi_poisson has no likelihood and no random effects; take negative_binomial, or `effect_as = fixed`",
            );
        }
        Ok(())
    }

    /// Refuses sides that do not go together.
    fn check_sides(&self) -> Result<()> {
        let [target] = self.targets.as_slice() else {
            if self.reference.is_some() || self.reference_where.is_some() || self.each.is_some() {
                return invalid(
                    "several targets are compared with each other: name one for `reference` or `each`",
                );
            }
            if self.target_tokens.is_some() || self.key_key {
                return invalid("`target_tokens` and `key_key` are for one target");
            }
            return Ok(());
        };
        let with = self.reference.is_some() || self.reference_where.is_some();
        match (with, &self.each) {
            (true, Some(_)) => {
                invalid("`each` compares groups with each other: name no `reference`")
            }
            (false, None) => invalid(format!(
                "name what {} is compared with: `reference`, `reference = rest` with `where`, `reference_where`, or `each` with a field",
                target.to_string_lossy()
            )),
            _ => Ok(()),
        }
    }

    fn items(&self) -> Result<ItemOptions> {
        let texts = self.key_key
            || self.bootstrap.options().is_some()
            || self.test().needs_texts()
            || self.measures().iter().chain(&self.sort).any(|measure| measure.needs_texts());
        let items = match (self.collocations, self.by_queries()) {
            (true, _) => Items::Pairs(self.window),
            (_, true) => Items::Queries(self.asked()?),
            _ => Items::Ngrams { n: usize::from(self.n), skip: self.skip },
        };
        let least = if self.key_key { self.key_min_freq } else { self.least_freq() };
        let gaps = self.measures().iter().chain(&self.sort).any(|measure| measure.needs_gaps());
        let options = ItemOptions::default().items(items).texts(texts).gaps(gaps);
        Ok(options.groups(self.effect.clone()).min_freq(least))
    }

    /// The least frequency of a keyword.
    fn least_freq(&self) -> u64 {
        let usual = if self.by_queries() { 0 } else { KeywordOptions::default().min_freq };
        self.min_freq.unwrap_or(usual)
    }

    /// The options of the analysis of some tables, with at most so many rows.
    fn options<'t>(
        &self,
        tables: impl IntoIterator<Item = &'t FrequencyTable>,
        top: Option<usize>,
    ) -> Result<KeywordOptions> {
        let mut options = KeywordOptions::default();
        options.measures = self.measures();
        options.measures.extend(self.sort.filter(|sort| !options.measures.contains(sort)));
        options.sort = self.sort;
        options.by = match self.by {
            KeyBy::Tokens => KeyUnit::Tokens,
            KeyBy::Documents => KeyUnit::Documents,
        };
        options.min_freq = self.least_freq();
        options.min_doc_freq = self.min_docs;
        options.direction = match self.direction {
            KeySide::Positive => Direction::Positive,
            KeySide::Negative => Direction::Negative,
            KeySide::Both => Direction::Both,
            KeySide::Lock => Direction::Lock { bound: self.lock_bound },
        };
        options.test = self.test();
        options.effect = match self.effect_as {
            EffectAs::Fixed => GroupEffect::Fixed,
            EffectAs::Random => GroupEffect::Random,
        };
        options.max_q = self.max_q;
        options.correction = self.correction;
        options.top = top;
        // In a corpus words are left out when they are counted.
        if let Some(stop) = self.stop.list()?.filter(|_| self.has_list()) {
            let words = tables.into_iter().flat_map(FrequencyTable::vocabulary);
            options.leave_out = stop.words_of(words);
        }
        options.bootstrap = self.bootstrap.options();
        Ok(options)
    }

    /// The tables of target and reference.
    fn counted<'s>(
        &self,
        source: &Source<'s>,
        run: &Run<'s>,
    ) -> Result<(FrequencyTable, FrequencyTable)> {
        let reference_where = self.reference_where.as_ref();
        let named = self.reference.as_ref().filter(|named| self.targets.first() != Some(*named));
        let rest = named.is_some_and(|named| named == REST);
        match source {
            Source::Corpus(loaded) if rest || named.is_none() => {
                let part = match rest {
                    true => self.scope.rest(loaded.corpus, reference_where)?,
                    false => self.scope.part_where(loaded.corpus, reference_where)?,
                };
                run.say_undecided(loaded.corpus, reference_where)?;
                let target = self.stop.leave_out(loaded.selection(&self.scope)?)?;
                let reference = target.of_part(part);
                if self.test().needs_texts() && !self.key_key {
                    evidence::say_shared(&target, &reference, run);
                }
                let counter = ItemCounter::with_others(&target, &[&reference]);
                let mut tables = counter.count_together(&[target, reference], &self.items()?)?;
                let (reference, target) = (tables.pop(), tables.pop());
                Ok(target.zip(reference).expect("as many tables as parts"))
            }
            Source::List(_) if rest => {
                invalid("`reference = rest` needs a corpus as target, not a frequency list")
            }
            _ => {
                let role = ("reference", self.reference_tokens);
                let other = named.map(|named| Source::open(named, role, self, run)).transpose()?;
                let target = source.table(self.scope.condition.as_ref(), self)?;
                let reference = other.as_ref().unwrap_or(source).table(reference_where, self)?;
                Ok((target, reference))
            }
        }
    }

    /// The tables that are compared with each other.
    fn groups<'s>(&self, run: &Run<'s>) -> Result<GroupTables> {
        if let (Some(field), [target]) = (&self.each, self.targets.as_slice()) {
            let loaded = run.load_one(target, &self.scope, "corpus")?;
            let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
            return by_field(&selection, field, &self.items()?, run);
        }
        let mut groups: Vec<(String, FrequencyTable)> = Vec::new();
        for target in &self.targets {
            let source = Source::open(target, ("target", None), self, run)?;
            let name = target.to_string_lossy().into_owned();
            if groups.iter().any(|(known, _)| *known == name) {
                return Err(RequestErrorKind::NamedTwice { name }.into());
            }
            groups.push((name, source.table(self.scope.condition.as_ref(), self)?));
        }
        Ok(GroupTables::new(groups))
    }
}

/// What says what of texts is counted.
const COUNTED: [&str; 6] = ["layer", "classes", "punctuation", "across", "within", "dedupe_by"];

/// What says how lists are read, and not only texts.
const OF_LISTS: [&str; 8] = [
    "input_format",
    "encoding",
    "no_header",
    "delimiter",
    "no_quotes",
    "quotes",
    "record_limit",
    "strict",
];

/// What is not for words that are key in many texts.
const OF_KEYWORDS: [&str; 11] = [
    "each",
    "bootstrap",
    "direction",
    "measures",
    "sort",
    "min_freq",
    "min_docs",
    "test",
    "max_q",
    "correction",
    "by",
];

/// What is for these alone.
const OF_KEY_KEY: [&str; 3] = ["key_min_freq", "key_max_p", "key_min_texts"];

impl Request for Keywords {
    const VERB: &'static str = "keywords";
    type Rows<'s> = KeywordsRows;

    fn inputs(&self) -> Vec<&OsString> {
        self.targets.iter().chain(self.named()).collect()
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn rows_of_table(&self) -> u64 {
        if self.is_grouped() { 10 } else { 50 }
    }

    fn is_grouped(&self) -> bool {
        self.targets.len() > 1 || self.each.is_some()
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        self.check_lists(run)?;
        self.check_items(run)?;
        self.check_rows(run)?;
        self.check_sides()
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<KeywordsRows>> {
        for remark in self.asked()?.iter().flat_map(Query::remarks) {
            run.note(format_args!("note: {remark}"));
        }
        if self.is_grouped() {
            let tables = run.during("counting", || self.groups(run))?;
            let groups = tables.groups().iter().map(|(_, table)| table);
            let options = self.options(groups, rows_of(self.top))?;
            let compare = || group_keywords(&tables, &options);
            let found = run.during("comparing frequencies", compare)?;
            let map = || keyness_heat_map(&keyness_map(&tables, &found, self.svg_top));
            let picture = run.draw(|| Chart::Heat(map()));
            evidence::say_test(self.by, self.test(), run);
            let names = tables.groups().iter().map(|(name, _)| Some(name.as_str()));
            let lengths = names.zip(&found.text_lengths);
            let lengths = lengths.filter_map(|(name, lengths)| Some((name, (*lengths)?)));
            evidence::say_texts(self.test(), (found.contradicted, found.found), lengths, run);
            return Ok(Found::new(KeywordsRows::Groups(found)).picture(picture));
        }
        let Some(target) = self.targets.first() else { return invalid("name a target") };
        let source = Source::open(target, ("target", self.target_tokens), self, run)?;
        let (target, reference) = run.during("counting", || self.counted(&source, run))?;
        if self.key_key {
            let mut options = KeyKeyOptions::default();
            options.min_text_freq = self.key_min_freq;
            options.max_p = self.key_max_p;
            options.min_texts = self.key_min_texts;
            let compare = || key_key_words(&target, &reference, &options);
            let found = run.during("comparing texts", compare)?;
            return Ok(Found::new(KeywordsRows::KeyKey(found)));
        }
        // Measures are computed for the rows that are shown.
        let top = rows_of(self.top);
        let options = self.options([&target, &reference], top)?;
        let compare = || keywords(&target, &reference, &options);
        let found = run.during("comparing frequencies", compare)?;
        evidence::say_test(self.by, self.test(), run);
        evidence::say_texts(
            self.test(),
            (found.contradicted, found.found),
            found.text_lengths.map(|lengths| (None, lengths)),
            run,
        );
        Ok(Found::new(KeywordsRows::Keywords(found)))
    }
}
