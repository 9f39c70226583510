//! `siyaq lexicon`: dictionaries of forms, built and searched.

use super::train::{self, TrainArgs};
use crate::args::{ResultArgs, TranslitArgs};
use crate::context::{Context, Outcome};
use crate::emit::{emit, print};
use crate::load::open;
use crate::report::count;
use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use siyaq::lexicon::{
    BuiltLexicon, FrequencyList, FrequencyListOptions, Lexicon, LexiconData, LexiconErrorKind,
    Pattern,
};
use siyaq::output::{InputRecord, LexiconRows, digest_file};
use siyaq::query::FormLabels;
use siyaq::request::normalizer_of;
use siyaq::text::{Normalizer, Profile};
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

const LONG: &str = "\
Dictionaries of word forms with frequencies, over finite state transducers: a million forms are
searched by wildcards, regular expressions or edit distance in milliseconds. And dictionaries that
take words apart, trained on treebanks and lists.";

const BUILD_LONG: &str = "\
Builds a dictionary file out of a frequency list (CSV or TSV with the columns form and freq, or one
form a line) or out of a layer of a corpus.";

const BUILD_AFTER: &str = "\
Examples:
  siyaq words news -o forms.csv && siyaq lexicon build forms.csv -o forms.lex
  siyaq lexicon build news --layer word -o words.lex";

const SEARCH_LONG: &str = "\
Finds forms in a dictionary, a corpus or a frequency list, the most frequent first. The pattern is
compared with whole forms: * stands for any letters, ? for one letter, \\ takes their meaning away.
In a corpus the pattern is folded as the layer is, in other dictionaries as --fold says; regular
expressions are taken as they are.";

const SEARCH_AFTER: &str = "\
Columns:
  form         the form
  freq         its frequency
  per_million  the same in a million tokens of the dictionary
  distance     with --fuzzy: how many letters differ
Of a corpus: words are shown as they are most often written. Data formats, not tables, have at
their end the column key, the form of the layer, which is counted.

Examples:
  siyaq lexicon search news 'ال*ية' --top 20
  siyaq lexicon search news 'است*' --layer word -o است.csv
  siyaq lexicon search forms.lex --regex '(و|ف)?كتب(وا|ت)?'
  siyaq lexicon search forms.csv مدرسة --fuzzy 1
  siyaq lexicon search news 'Ast*' --translit buckwalter";

/// What is to be done with a dictionary.
#[derive(Debug, Subcommand)]
#[command(about = "Build, search and train dictionaries", long_about = LONG)]
pub(crate) enum LexiconVerb {
    Build(BuildArgs),
    Search(SearchArgs),
    Train(TrainArgs),
}

/// Arguments of `lexicon build`.
#[derive(Debug, Args)]
#[command(about = "Build a dictionary out of a frequency list or a corpus",
    long_about = BUILD_LONG, after_long_help = BUILD_AFTER)]
pub(crate) struct BuildArgs {
    /// A frequency list or a corpus
    #[arg(value_name = "INPUT")]
    input: OsString,

    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,

    /// The layer of a corpus
    #[arg(long, value_name = "LAYER", default_value = "standard")]
    layer: String,

    #[command(flatten)]
    list: ListArgs,
}

/// How a frequency list is read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Reading frequency lists")]
struct ListArgs {
    /// The column of the form
    #[arg(long, value_name = "NAME", default_value = "form")]
    form_field: String,

    /// The column of the frequency
    #[arg(long, value_name = "NAME", default_value = "freq")]
    freq_field: String,

    /// Stop at the first bad line instead of leaving it out and counting it
    #[arg(long)]
    strict: bool,
}

/// The options for reading frequency lists.
const OF_LISTS: [&str; 3] = ["--form-field", "--freq-field", "--strict"];
/// Why a layer cannot be chosen.
const OF_CORPORA: &str = "is for a corpus; this has no layers";

/// Arguments of `lexicon search`.
#[derive(Debug, Args)]
#[command(about = "Find forms by wildcards, regular expression or edit distance",
    long_about = SEARCH_LONG, after_long_help = SEARCH_AFTER)]
pub(crate) struct SearchArgs {
    /// A dictionary, a corpus, or a frequency list
    #[arg(value_name = "LEXICON")]
    input: OsString,

    /// The pattern
    #[arg(value_name = "PATTERN")]
    pattern: String,

    #[command(flatten)]
    translit: TranslitArgs,

    /// The pattern is a regular expression over whole forms
    #[arg(long, conflicts_with_all = ["fuzzy", "translit"])]
    regex: bool,

    /// Find forms that differ from the word by at most K letters added, left out, replaced, or
    /// swapped with a neighbour (0 to 3)
    #[arg(long, value_name = "K")]
    fuzzy: Option<u8>,

    /// The layer of a corpus
    #[arg(long, value_name = "LAYER", default_value = "standard")]
    layer: String,

    /// Fold the pattern by this profile before a dictionary or list is searched
    #[arg(long, value_name = "PROFILE", default_value = "exact", conflicts_with = "regex")]
    fold: Profile,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    result: ResultArgs,
}

/// Does it.
pub(crate) fn run(verb: &LexiconVerb, context: &Context) -> Result<Outcome> {
    match verb {
        LexiconVerb::Build(args) => build(args, context),
        LexiconVerb::Search(args) => search(args, context),
        LexiconVerb::Train(args) => train::run(args, context),
    }
}

fn read_list(path: &Path, args: &ListArgs, context: &Context) -> Result<FrequencyList> {
    if path.is_dir() {
        bail!("{} is a folder, but neither a corpus nor a frequency list", path.display());
    }
    if is_binary(path)? {
        bail!("{} is neither a dictionary nor a frequency list, or it is damaged", path.display());
    }
    let options = FrequencyListOptions::default()
        .form_field(&args.form_field)
        .freq_field(&args.freq_field)
        .strict(args.strict);
    let list = FrequencyList::read(path, &options)?;
    let problems = list.problems();
    if !problems.is_empty() {
        let number = count(problems.len() as u64);
        context.note(format_args!("skipped: {number} lines of {}", path.display()));
        for problem in problems.iter().take(3) {
            context.note(format_args!("  line {}: {}", problem.line, problem.reason));
        }
    }
    if list.is_empty() {
        bail!("{} has no forms: a frequency list has the columns form and freq", path.display());
    }
    Ok(list)
}

/// Whether a file begins with bytes that are in no text. A damaged dictionary may have lost the
/// letters that tell what it is.
fn is_binary(path: &Path) -> Result<bool> {
    let mut head = Vec::new();
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    file.take(4096).read_to_end(&mut head)?;
    Ok(head.contains(&0))
}

fn build(args: &BuildArgs, context: &Context) -> Result<Outcome> {
    let built = match open(&args.input)? {
        Some(corpus) => {
            context.refuse(OF_LISTS, "says how a list is read; this is a corpus")?;
            let lexicon = corpus.layer(&args.layer)?.lexicon();
            BuiltLexicon { bytes: lexicon.as_bytes().to_vec(), ids: Vec::new() }
        }
        None => {
            context.refuse(["--layer"], OF_CORPORA)?;
            read_list(Path::new(&args.input), &args.list, context)?.build()?
        }
    };
    built.write(&args.output)?;
    let lexicon = Lexicon::open(built.bytes)?;
    if !context.quiet {
        print(&format!(
            "{} forms, {} tokens: {}\n",
            count(u64::from(lexicon.len())),
            count(lexicon.total_freq()),
            args.output.display()
        ))?;
    }
    Ok(Outcome::of(!lexicon.is_empty()))
}

fn search(args: &SearchArgs, context: &Context) -> Result<Outcome> {
    if let Some(corpus) = open(&args.input)? {
        context.refuse(OF_LISTS, "says how a list is read; this is a corpus")?;
        context.refuse(["--fold"], "is for dictionaries and lists; a corpus folds by --layer")?;
        let layer = corpus.layer(&args.layer)?;
        let pattern = pattern(args, &normalizer_of(layer)?)?;
        let record = InputRecord::new("corpus", args.input.to_string_lossy())
            .blake3(&corpus.manifest().corpus_hash);
        let labels = Some(FormLabels::new(&corpus, layer));
        return found((layer.lexicon(), labels), &pattern, record, args, context);
    }
    context.refuse(["--layer"], OF_CORPORA)?;
    let path = Path::new(&args.input);
    let pattern = pattern(args, &Normalizer::new(args.fold))?;
    let of_list = || -> Result<_> {
        Ok(Lexicon::open(read_list(path, &args.list, context)?.build()?.bytes)?)
    };
    let lexicon = match Lexicon::read(path) {
        _ if is_list_name(path) => of_list()?,
        Ok(lexicon) => {
            context.refuse(OF_LISTS, "says how a list is read; this is a dictionary")?;
            lexicon
        }
        Err(error) if matches!(error.kind(), LexiconErrorKind::NotALexicon) => of_list()?,
        Err(error) => return Err(error.into()),
    };
    let folded = self::pattern(args, &Normalizer::new(Profile::Standard))?;
    if args.fold == Profile::Exact
        && lexicon.search(&pattern).is_empty()
        && !lexicon.search(&folded).is_empty()
    {
        context.note("the forms seem to be folded: try --fold standard");
    }
    let record = InputRecord::new("lexicon", args.input.to_string_lossy());
    found((&lexicon, None), &pattern, record.blake3(digest_file(path)?.blake3), args, context)
}

/// Whether a file is a frequency list by its name.
fn is_list_name(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    ["csv", "tsv", "tab", "txt"].contains(&extension)
}

fn pattern(args: &SearchArgs, fold: &Normalizer) -> Result<Pattern> {
    let arabic = match args.fuzzy {
        Some(_) => args.translit.word(&args.pattern),
        None => args.translit.pattern(&args.pattern, "*?"),
    };
    let text: Cow<'_, str> = fold.normalize(&arabic);
    Ok(match args.fuzzy {
        Some(distance) => Pattern::fuzzy_with_swaps(&text, distance)?,
        None if args.regex => Pattern::regex(&args.pattern)?,
        None => Pattern::wildcard(&text),
    })
}

fn found<D: LexiconData + Sync>(
    (lexicon, labels): (&Lexicon<D>, Option<FormLabels<'_>>),
    pattern: &Pattern,
    record: InputRecord,
    args: &SearchArgs,
    context: &Context,
) -> Result<Outcome> {
    let forms = lexicon.search(pattern);
    if forms.is_empty() {
        context.note(format_args!("{}: no form fits", args.pattern));
    }
    let distance = args.fuzzy.is_some().then_some(pattern);
    let rows = LexiconRows::new(lexicon, &forms, distance).labels(labels);
    emit(&rows, &args.result, vec![record], context)
}
