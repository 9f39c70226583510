//! `siyaq keywords`: what is frequent here and not there.

use super::stop::StopArgs;
use crate::args::{
    BootstrapArgs, ChartArgs, KeynessMeasures, OF_PHRASES, SINGLE_WORDS, ScopeArgs, ScoredArgs,
    not_negative, probability,
};
use crate::context::{Context, Outcome};
use crate::emit::{draw, emit_scored, emit_scored_top, shown_rows};
use crate::load::{FrequencyList, Loaded, is_frequency_list, load_one, refuse_reading_of};
use crate::progress::Spinner;
use crate::report::without_value;
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{
    DEFAULT_KEYNESS, DEFAULT_TEXT_KEYNESS, Direction, FrequencyTable, GroupTables, ItemCounter,
    ItemOptions, Items, KeyKeyOptions, KeyUnit, KeynessMeasure, KeynessTest, KeywordOptions,
    group_keywords, key_key_words, keyness_map, keywords,
};
use siyaq::count::WindowSpan;
use siyaq::index::Where;
use siyaq::lexicon::StopList;
use siyaq::output::{Chart, Format, InputRecord, keyness_heat_map};
use siyaq::query::Query;
use siyaq::stats::{Correction, GroupEffect};
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

const LONG: &str = "\
Compares the frequencies of a target with those of a reference and ranks the forms that differ.
Both may be corpora, raw files, parts of a corpus chosen by a condition, or frequency lists in CSV.
Read two numbers together: q says how sure the difference is, log_ratio how large it is: 1 is twice
as frequent in the target, -1 half as frequent.

Tokens are not drawn one by one: a single text can make a word key by log_likelihood_4. So p and q
are those of the rank test of Mann and Whitney over the texts of both sides, but for lists.
--by documents compares in how many documents a form occurs, --bootstrap draws texts, and --key-key
lists the words that are key in many texts.";

const AFTER: &str = "\
TARGET and REF are each one of
  a corpus          siyaq keywords minbar --reference alufuq
  raw input         siyaq keywords minbar.jsonl --reference alufuq.jsonl
  a frequency list  a .csv or .tsv with the columns form, freq and perhaps doc_freq, as `siyaq
                    words -o list.csv` writes it; if it was cut short, say by --target-tokens
                    or --reference-tokens how many tokens its corpus has
  rest              for REF: the documents of the same corpus that --where leaves out
Items are words unless -n asks for n-grams, --collocations for pairs of words near each other, or
--query and --queries for the hits of queries; tests are as many as there are items.

Several TARGETs without a reference are compared each with the others together, and so are, with
--each FIELD, the documents of each value of a metadata field.

Columns:
  group                      which corpus or value, where each is compared with the others
  form                       the form, the words of an n-gram or a pair joined by one space, or the
                             query
  freq_target, freq_reference, per_million_target, per_million_reference, doc_freq_target,
  doc_freq_reference         frequencies on both sides; document frequencies where they are known
  log_likelihood_4           evidence for a difference among tokens
  log_ratio                  binary logarithm of the ratio of the relative frequencies
  log_ratio_ci_low, _high    its 95 % confidence interval
  p, q, log10_p, log10_q     p-value of --test, the same adjusted for the number of forms, and their
                             decimal logarithms; p and q are empty below 1e-300, where the
                             logarithms go on
  text_dispersion            log-likelihood of the numbers of texts that have the form
  mann_whitney_z             the rank test over the frequencies in texts, above 0 for the target
  texts_target, texts_reference  with --by documents: all texts of both sides
  bootstrap_low, _high       95 % interval of the log ratio over texts, by --bootstrap
  undefined                  by --reasons: the scores that are empty, each with its reason
With --key-key: form, key_texts (texts of the target in which it is key), key_share, doc_freq,
freq_target, freq_reference.
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

Measures: any of association and keyness (log_ratio, lrc, simple_maths(k=100), percent_diff, bic …);
log_odds_dirichlet_z(prior=whole,tokens=500), the Fightin' Words of Monroe and others;
over texts welch_t, welch_p, student_t, student_p, mann_whitney_u, mann_whitney_z, mann_whitney_p,
rank_biserial, cohen_d; with dispersion text_dispersion,
adjusted_log_ratio(dispersion=rosengren_kf), adjusted_simple_maths(dispersion=rosengren_kf,k=1),
where arf may stand for rosengren_kf, dispersion_difference(dispersion=kld_norm),
frequency_divergence; of each side dispersion_target(dispersion=dp_norm),
dispersion_reference(dispersion=range); of regressions of the counts in texts quasi_poisson_ and
negative_binomial_ with log_ratio, low, high, p, besides quasi_poisson_f, _dispersion and
negative_binomial_lr, _alpha, _group_sd. --test negative_binomial tests all forms by them, and
--effect source keeps what newspapers do to a word apart from what the target does.

Examples:
  siyaq keywords news --where source=alufuq --reference rest --top 30
  siyaq keywords news --where year=2024 --reference-where year=2023 --direction positive
  siyaq keywords essay.txt --reference news --measures lrc,simple_maths(k=10) --stop ar
  siyaq keywords news --where source=alufuq --reference rest -n 2 --by documents
  siyaq keywords news --where source=alufuq --reference rest --measures cohen_d,mann_whitney_z \\
      --test mann_whitney --bootstrap 1000 --seed 7 --top 50
  siyaq keywords news --where year=2024 --reference rest --test negative_binomial \\
      --measures negative_binomial_log_ratio,negative_binomial_low,negative_binomial_high \\
      --effect source --min-freq 50
  siyaq keywords news --where source=alufuq --reference rest --measures log_odds_dirichlet_z
  siyaq keywords news --where source=alufuq --reference rest \\
      --measures 'adjusted_simple_maths(dispersion=arf,k=10)'
  siyaq keywords news --where year=2024 --reference rest --direction lock
  siyaq keywords news --where source=alufuq --reference rest --collocations --window 0:3 --stop ar
  siyaq keywords news --where year=2024 --reference rest --query 'وزير ال*' --query 'رئيس ال*'
  siyaq keywords news --each source --queries frames.txt --layer stem
  siyaq keywords news --where source=alufuq --reference rest --count-reprints-once cluster
  siyaq keywords news --each category --svg categories.svg
  siyaq keywords news --where category=اقتصاد --reference rest --key-key";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Side {
    /// More frequent in the target
    Positive,
    /// More frequent in the reference
    Negative,
    /// Both
    Both,
    /// Lock words: equally frequent, within --lock-bound for sure
    Lock,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// How often a form occurs among the tokens
    Tokens,
    /// How many documents have it
    Documents,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Effect {
    /// Each value has a rate of its own: only values on both sides tell target from reference
    Fixed,
    /// Rates vary from value to value by chance, as much as they are seen to; slow, and for negative
    /// binomial only
    Random,
}

/// Arguments of `keywords`.
#[derive(Debug, Args)]
#[command(about = "Compare the frequencies of two corpora, or of many", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct KeywordsArgs {
    /// What is looked at; several are compared each with the others
    #[arg(value_name = "TARGET", required = true)]
    targets: Vec<OsString>,

    /// What it is compared with, or rest
    #[arg(long, value_name = "REF")]
    reference: Option<OsString>,

    /// Only documents of the reference whose metadata fit; without --reference, of the same corpus
    #[arg(long, value_name = "CONDITION")]
    reference_where: Option<Where>,

    /// Compare the documents of each value of this metadata field with all others
    #[arg(long, value_name = "FIELD", conflicts_with_all = ["reference", "reference_where"])]
    each: Option<String>,

    /// Tokens of the corpus that a frequency list as TARGET was made of; unless given, the sum of
    /// its frequencies
    #[arg(long, value_name = "N", hide_short_help = true)]
    target_tokens: Option<u64>,

    /// The same of a frequency list as REF
    #[arg(long, value_name = "N", hide_short_help = true)]
    reference_tokens: Option<u64>,

    /// Words in an item: 2 compares pairs of words in a row
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16))]
    n: u8,

    /// How many words in all may be left out inside an n-gram
    #[arg(long, value_name = "K", default_value_t = 0, hide_short_help = true)]
    skip: usize,

    /// Compare pairs of words near each other, counted as `siyaq collocations` does
    #[arg(long, conflicts_with_all = ["n", "skip"])]
    collocations: bool,

    /// With --collocations: positions before and after the first word where the second may stand
    #[arg(
        long,
        value_name = "BEFORE:AFTER",
        default_value = "0:5",
        requires = "collocations",
        hide_short_help = true
    )]
    window: WindowSpan,

    /// Compare the hits of this query, and of others where it is given again
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["n", "skip", "collocations", "stop"])]
    query: Vec<Query>,

    /// Compare the hits of the queries of this file: one a line, # begins a comment
    #[arg(long, value_name = "FILE", conflicts_with_all = ["n", "skip", "collocations", "stop"])]
    queries: Option<PathBuf>,

    /// What is compared
    #[arg(long, value_enum, value_name = "UNIT", default_value = "tokens")]
    by: Unit,

    /// The measures to compute, joined by commas, in the order of their columns, or all; unless given
    /// log_likelihood_4,log_ratio,log_ratio_ci_low,log_ratio_ci_high, and where texts are known
    /// text_dispersion,mann_whitney_z
    #[arg(long, value_name = "MEASURES")]
    measures: Option<KeynessMeasures>,

    /// The measure to rank by; the first of --measures unless given
    #[arg(long, value_name = "MEASURE")]
    sort: Option<KeynessMeasure>,

    /// Leave out forms that occur less often on both sides; 5 unless given, 0 for queries
    #[arg(long, value_name = "N")]
    min_freq: Option<u64>,

    /// Leave out forms that fewer documents have on both sides
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_docs: u64,

    /// Which keywords
    #[arg(long, value_enum, value_name = "SIDE", default_value = "both")]
    direction: Side,

    /// How far from 0 the log ratio of a lock word may be
    #[arg(long, value_name = "RATIO", default_value_t = 0.5, value_parser = not_negative, hide_short_help = true)]
    lock_bound: f64,

    /// The test that p is of: log_likelihood_4, chi_squared, fisher_two_sided …, or over texts
    /// welch, student, mann_whitney, quasi_poisson, negative_binomial; unless given mann_whitney
    /// where tokens are compared and texts are known, else log_likelihood_4
    #[arg(long, value_name = "TEST")]
    test: Option<KeynessTest>,

    /// What regressions know of the texts besides their corpus: the values of this metadata field,
    /// such as the newspaper
    #[arg(long, value_name = "FIELD")]
    effect: Option<String>,

    /// How they know it
    #[arg(long, value_enum, value_name = "HOW", default_value = "fixed", requires = "effect")]
    effect_as: Effect,

    /// Leave out what is less sure: the greatest adjusted p-value
    #[arg(long, value_name = "Q", default_value_t = 1.0, value_parser = probability)]
    max_q: f64,

    /// How p-values are adjusted for the number of forms tested: bonferroni, sidak, holm,
    /// benjamini_hochberg
    #[arg(long, value_name = "NAME", default_value = "benjamini_hochberg", hide_short_help = true)]
    correction: Correction,

    #[command(flatten)]
    bootstrap: BootstrapArgs,

    /// List the words that are positive keywords in many texts of the target
    #[arg(long, conflicts_with_all = ["each", "bootstrap", "direction", "measures", "sort",
        "min_freq", "min_docs", "test", "max_q", "correction", "by"])]
    key_key: bool,

    /// With --key-key: the least frequency of a word in a text in which it is key
    #[arg(
        long,
        value_name = "N",
        default_value_t = 3,
        requires = "key_key",
        hide_short_help = true
    )]
    key_min_freq: u64,

    /// With --key-key: the greatest p-value, not adjusted, of a word that is key in a text
    #[arg(long, value_name = "P", default_value_t = 1e-6, value_parser = probability, requires = "key_key", hide_short_help = true)]
    key_max_p: f64,

    /// With --key-key: the least number of texts in which a word is key
    #[arg(
        long,
        value_name = "N",
        default_value_t = 2,
        requires = "key_key",
        hide_short_help = true
    )]
    key_min_texts: u64,

    /// Keywords of each group that the drawing has
    #[arg(long, value_name = "N", default_value_t = 6, requires = "svg", hide_short_help = true)]
    svg_top: usize,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// One side of the comparison.
enum Source {
    List(Box<FrequencyTable>, InputRecord),
    Corpus(Loaded),
}

impl Source {
    fn open(
        input: &OsStr,
        (role, tokens): (&str, Option<u64>),
        args: &KeywordsArgs,
        context: &Context,
    ) -> Result<Self> {
        if is_frequency_list(input, &args.scope.reading) {
            let list = FrequencyList { role, tokens, reading: &args.scope.reading };
            let (table, record) = list.read(input, context)?;
            return Ok(Self::List(Box::new(table), record));
        }
        if tokens.is_some() {
            bail!(
                "--{role}-tokens is for frequency lists; the tokens of {} are counted",
                input.to_string_lossy()
            );
        }
        Ok(Self::Corpus(load_one(input, &args.scope, context)?))
    }

    fn record(&self, role: &str) -> InputRecord {
        match self {
            Self::List(_, record) => record.clone(),
            Self::Corpus(loaded) => loaded.record(role),
        }
    }

    /// The table of the documents that fulfil a condition.
    fn table(&self, part: Option<&Where>, args: &KeywordsArgs) -> Result<FrequencyTable> {
        match (self, part) {
            (Self::List(table, _), None) => Ok((**table).clone()),
            (Self::List(..), Some(condition)) => {
                bail!("{condition}: a frequency list has no documents to choose from")
            }
            (Self::Corpus(loaded), _) => {
                let part = args.scope.part_where(&loaded.corpus, part)?;
                let selection = args.stop.leave_out(loaded.selection_of(&args.scope, part)?)?;
                Ok(ItemCounter::new(&selection).count(&selection, &args.items()?)?)
            }
        }
    }
}

impl KeywordsArgs {
    /// The queries that are items; none where other items are compared.
    fn queries(&self) -> Result<Vec<Query>> {
        let mut queries = self.query.clone();
        let Some(path) = &self.queries else { return Ok(queries) };
        let name = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("read {name}"))?;
        // Written as a stop list is: comments, and `\#` for a # that belongs to the line.
        for line in StopList::parse(&text, |line| Cow::Borrowed(line)).iter() {
            queries.push(line.parse().with_context(|| name.to_string())?);
        }
        if queries.is_empty() {
            bail!("{name} has no query; write one a line");
        }
        Ok(queries)
    }

    /// Refuses what would change nothing, and says what may be misunderstood in queries.
    fn check(&self, context: &Context) -> Result<()> {
        let reference = self.reference.as_ref().filter(|name| *name != "rest");
        let is_list = |input: &&OsString| is_frequency_list(input, &self.scope.reading);
        refuse_reading_of(self.inputs(), context)?;
        if let Some(list) = self.inputs().find(is_list) {
            let list = list.to_string_lossy();
            let counted = ["-n", "--skip", "--collocations", "--query", "--queries"];
            context.refuse(counted, format!("says what of texts is counted; {list} is a list"))?;
        }
        if self.inputs().all(|input| is_list(&input)) {
            let counted =
                ["--layer", "--classes", "--punctuation", "--across", "--count-reprints-once"];
            context.refuse(counted, "says what of texts is counted; these are lists")?;
        }
        if self.n == 1 && !self.collocations && !self.by_queries() {
            context.refuse(OF_PHRASES, SINGLE_WORDS)?;
        }
        if self.direction != Side::Lock {
            context.refuse(["--lock-bound"], "is for lock words: give --direction lock")?;
        }
        if self.each.is_some() {
            context.refuse(["--target-tokens"], "is for a frequency list as TARGET")?;
        }
        if !reference.is_some_and(|name| is_list(&name)) {
            context.refuse(["--reference-tokens"], "is for a frequency list as --reference")?;
        }
        for remark in self.queries()?.iter().flat_map(Query::remarks) {
            context.note(format_args!("note: {remark}"));
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
            bail!(
                "--effect {field} is for regressions: give --test or --measures with negative_binomial or quasi_poisson"
            );
        }
        if quasi && self.effect_as == Effect::Random {
            bail!(
                "quasi_poisson has no likelihood and no random effects; take negative_binomial, or --effect-as fixed"
            );
        }
        Ok(())
    }

    /// The targets, and the reference where it is named.
    fn inputs(&self) -> impl Iterator<Item = &OsString> {
        self.targets.iter().chain(self.reference.as_ref().filter(|name| *name != "rest"))
    }

    /// Whether a side is a frequency list.
    fn has_list(&self) -> bool {
        self.inputs().any(|input| is_frequency_list(input, &self.scope.reading))
    }

    fn by_queries(&self) -> bool {
        self.queries.is_some() || !self.query.is_empty()
    }

    /// Whether measures and tests are of texts unless others are named: where tokens are compared, whose
    /// evidence a single text can make up, and both sides are corpora.
    fn by_texts(&self) -> bool {
        self.by == Unit::Tokens && !self.has_list()
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

    /// Says above a table what its evidence is.
    fn say_evidence(&self, context: &Context) {
        if self.result.writing.format_in(context) != Format::Table {
            return;
        }
        let test = self.test();
        match (self.by, test) {
            (Unit::Documents, _) => context.note(format_args!(
                "evidence: {test} of the documents that have a form, out of all of them; p and q are of \
                 documents"
            )),
            (Unit::Tokens, KeynessTest::Table(_)) => context.note(format_args!(
                "evidence: {test} takes tokens as drawn one by one, and one text can make a word key; p \
                 and q are not of texts (--test mann_whitney, --by documents)"
            )),
            (Unit::Tokens, _) => context.note(format_args!(
                "evidence: p and q are of {test} over the frequencies in texts; log_likelihood_4 is of \
                 tokens, and can be large for a word of few texts"
            )),
        }
    }

    fn items(&self) -> Result<ItemOptions> {
        let texts = self.key_key
            || self.bootstrap.options().is_some()
            || self.test().needs_texts()
            || self.measures().iter().chain(&self.sort).any(|measure| measure.needs_texts());
        let items = match (self.collocations, self.by_queries()) {
            (true, _) => Items::Pairs(self.window),
            (_, true) => Items::Queries(self.queries()?),
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
        top: Option<u64>,
    ) -> Result<KeywordOptions> {
        let mut options = KeywordOptions::default();
        options.measures = self.measures();
        options.measures.extend(self.sort.filter(|sort| !options.measures.contains(sort)));
        options.sort = self.sort;
        options.by = match self.by {
            Unit::Tokens => KeyUnit::Tokens,
            Unit::Documents => KeyUnit::Documents,
        };
        options.min_freq = self.least_freq();
        options.min_doc_freq = self.min_docs;
        options.direction = match self.direction {
            Side::Positive => Direction::Positive,
            Side::Negative => Direction::Negative,
            Side::Both => Direction::Both,
            Side::Lock => Direction::Lock { bound: self.lock_bound },
        };
        options.test = self.test();
        options.effect = match self.effect_as {
            Effect::Fixed => GroupEffect::Fixed,
            Effect::Random => GroupEffect::Random,
        };
        options.max_q = self.max_q;
        options.correction = self.correction;
        options.top = top.map(|top| usize::try_from(top).unwrap_or(usize::MAX));
        // In a corpus words are left out when they are counted.
        if let Some(stop) = self.stop.list()?.filter(|_| self.has_list()) {
            let words = tables.into_iter().flat_map(FrequencyTable::vocabulary);
            options.leave_out = stop.words_of(words);
        }
        options.bootstrap = self.bootstrap.options();
        Ok(options)
    }
}

/// Compares them.
pub(crate) fn run(args: &KeywordsArgs, context: &Context) -> Result<Outcome> {
    args.check(context)?;
    let [target] = args.targets.as_slice() else { return each_corpus(args, context) };
    if let Some(field) = &args.each {
        let loaded = load_one(target, &args.scope, context)?;
        let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
        let tables = {
            let _spinner = Spinner::start(context, "counting");
            GroupTables::by_field(&selection, field, &args.items()?)?
        };
        without_value(context, &tables, selection.part().document_count(), field);
        return against_each_other(&tables, vec![loaded.record("corpus")], args, context);
    }
    if args.reference.is_none() && args.reference_where.is_none() {
        bail!(
            "name what {} is compared with: --reference REF, --reference rest with --where, --reference-where CONDITION, or --each FIELD",
            target.to_string_lossy()
        );
    }
    if args.chart.svg.is_some() {
        bail!("--svg draws groups: give --each FIELD, or several corpora without --reference");
    }
    let source = Source::open(target, ("target", args.target_tokens), args, context)?;
    let (target_table, reference_table, records) = {
        let _spinner = Spinner::start(context, "counting");
        counted(&source, args, context)?
    };
    if args.key_key {
        return key_key(&target_table, &reference_table, records, args, context);
    }
    let rows = shown_rows(args.result.top.top, args.result.writing.format_in(context));
    let tables = [&target_table, &reference_table];
    // Measures are computed for the rows that are shown.
    let options = args.options(tables, rows)?;
    let found = {
        let _spinner = Spinner::start(context, "comparing frequencies");
        keywords(&target_table, &reference_table, &options)?
    };
    args.say_evidence(context);
    emit_scored(&found, &args.result, records, context)
}

/// The tables of target and reference, and the records of their inputs.
fn counted(
    source: &Source,
    args: &KeywordsArgs,
    context: &Context,
) -> Result<(FrequencyTable, FrequencyTable, Vec<InputRecord>)> {
    let reference_where = args.reference_where.as_ref();
    let named = args.reference.as_ref().filter(|named| args.targets.first() != Some(*named));
    let rest = named.is_some_and(|named| named == "rest");
    let mut records = vec![source.record("target")];
    match source {
        Source::Corpus(loaded) if rest || named.is_none() => {
            let part = match rest {
                true => args.scope.rest(&loaded.corpus, reference_where)?,
                false => args.scope.part_where(&loaded.corpus, reference_where)?,
            };
            let target = loaded.selection_of(&args.scope, args.scope.part(&loaded.corpus)?)?;
            let target = args.stop.leave_out(target)?;
            let reference = target.of_part(part);
            let counter = ItemCounter::new(&target);
            let mut tables = counter.count_together(&[target, reference], &args.items()?)?;
            let (reference, target) = (tables.pop(), tables.pop());
            let (target, reference) = target.zip(reference).context("count two parts")?;
            Ok((target, reference, records))
        }
        Source::List(..) if rest => {
            bail!("--reference rest needs a corpus as target, not a frequency list")
        }
        _ => {
            let role = ("reference", args.reference_tokens);
            let other = named.map(|named| Source::open(named, role, args, context)).transpose()?;
            records.extend(other.as_ref().map(|other| other.record("reference")));
            let target = source.table(args.scope.condition.as_ref(), args)?;
            let reference = other.as_ref().unwrap_or(source).table(reference_where, args)?;
            Ok((target, reference, records))
        }
    }
}

fn key_key(
    target: &FrequencyTable,
    reference: &FrequencyTable,
    records: Vec<InputRecord>,
    args: &KeywordsArgs,
    context: &Context,
) -> Result<Outcome> {
    let mut options = KeyKeyOptions::default();
    options.min_text_freq = args.key_min_freq;
    options.max_p = args.key_max_p;
    options.min_texts = args.key_min_texts;
    let found = {
        let _spinner = Spinner::start(context, "comparing texts");
        key_key_words(target, reference, &options)?
    };
    emit_scored(&found, &args.result, records, context)
}

/// Several corpora, each against the others.
fn each_corpus(args: &KeywordsArgs, context: &Context) -> Result<Outcome> {
    if args.reference.is_some() || args.reference_where.is_some() || args.each.is_some() {
        bail!("several targets are compared with each other: name one for --reference or --each");
    }
    if args.target_tokens.is_some() || args.key_key {
        bail!("--target-tokens and --key-key are for one target");
    }
    let mut groups: Vec<(String, FrequencyTable)> = Vec::new();
    let mut records = Vec::new();
    for target in &args.targets {
        let source = Source::open(target, ("target", None), args, context)?;
        let name = target.to_string_lossy().into_owned();
        if groups.iter().any(|(known, _)| *known == name) {
            bail!("{name} is named twice");
        }
        groups.push((name, source.table(args.scope.condition.as_ref(), args)?));
        records.push(source.record("target"));
    }
    against_each_other(&GroupTables::new(groups), records, args, context)
}

/// Keywords of each group that a table on the screen has.
const GROUP_ROWS: u64 = 10;

fn against_each_other(
    tables: &GroupTables,
    records: Vec<InputRecord>,
    args: &KeywordsArgs,
    context: &Context,
) -> Result<Outcome> {
    let table = args.result.writing.format_in(context) == Format::Table;
    let top = match args.result.top.top {
        Some(0) => None,
        None => table.then_some(GROUP_ROWS),
        top => top,
    };
    let options = args.options(tables.groups().iter().map(|(_, table)| table), top)?;
    let found = {
        let _spinner = Spinner::start(context, "comparing frequencies");
        group_keywords(tables, &options)?
    };
    let map = || Chart::Heat(keyness_heat_map(&keyness_map(tables, &found, args.svg_top)));
    draw(map, &args.chart, records.clone(), context)?;
    args.say_evidence(context);
    emit_scored_top(&found, &args.result, Some(0), records, context)
}
