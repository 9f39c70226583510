//! Trains dictionaries: from treebanks, lists of frequencies and lists of labelled words.
//!
//! The same inputs in the same order give the same bytes, on every machine.

mod compile;
mod conllu;
mod frequencies;
mod gold;
mod labelled;
mod perceptron;
mod tables;
mod types;
mod verbs;

pub use conllu::{GoldSentence, GoldWord, read_conllu};
pub use frequencies::FrequencyScale;
pub use tables::table_files;

use crate::dictionary::Dictionary;
use crate::error::SegmentError;
use compile::Learnt;
use frequencies::{add_counts, read_frequencies};
use gold::Gold;
use std::fs;
use std::path::{Path, PathBuf};
use tables::Tables;
use types::Types;

/// What a dictionary is trained from.
///
/// ```no_run
/// use siyaq_segment::train::{FrequencyScale, TrainOptions, train};
///
/// let options = TrainOptions::default()
///     .treebank("ar_pud-ud-test.conllu")
///     .frequencies("wordfreq_ar_large.tsv", FrequencyScale::Zipf)
///     .sources("UD Arabic-PUD, CC BY-SA 3.0; wordfreq, CC BY-SA 4.0");
/// let dictionary = train(&options)?;
/// std::fs::write("dictionary.bin", dictionary.as_bytes())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TrainOptions {
    /// Treebanks in CoNLL-U.
    pub treebanks: Vec<PathBuf>,
    /// Sentences that were read already, added to those of the treebanks.
    pub sentences: Vec<GoldSentence>,
    /// Lists of word forms with frequencies.
    pub frequencies: Vec<(PathBuf, FrequencyScale)>,
    /// Occurrences of word forms that were counted already, one list for each corpus, added to
    /// those of the lists.
    pub counts: Vec<Vec<(String, u64)>>,
    /// Lists of words with their segmentation, each with the weight of one line. The later lists go
    /// before the earlier ones, and all of them before treebanks. With the weight 0 a list is
    /// looked up, and nothing is learnt from it about other words.
    pub labelled: Vec<(PathBuf, u32)>,
    /// Lists of verbs, which tell the forms of verbs from other words.
    pub verbs: Vec<PathBuf>,
    /// The folder of the tables of the Buckwalter Arabic Morphological Analyzer 1.0: `dictPrefixes`,
    /// `dictStems`, `dictSuffixes`, `tableAB`, `tableAC` and `tableBC`. What their analyses say of a
    /// word then counts in the decisions about the types that are listed; words that are not listed
    /// are decided as without them. They are under the GNU General Public License, and so is the
    /// dictionary, whose sources say so.
    pub buckwalter_tables: Option<PathBuf>,
    /// What is said about the sources: authors and licences.
    pub sources: String,
    /// How often the scorer goes through its examples.
    pub epochs: u32,
    /// The rarest forms that the dictionary lists, as a Zipf value in halves.
    pub smallest_zipf: u8,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self {
            treebanks: Vec::new(),
            sentences: Vec::new(),
            frequencies: Vec::new(),
            counts: Vec::new(),
            labelled: Vec::new(),
            verbs: Vec::new(),
            buckwalter_tables: None,
            sources: String::new(),
            epochs: 16,
            smallest_zipf: 2,
        }
    }
}

impl TrainOptions {
    /// What the dictionary that ships is trained from: UD Arabic-PUD in CoNLL-U, the large Arabic
    /// list of wordfreq with its Zipf values, and the folder of our own lists, which is
    /// `crates/segment/data` in the repository. `FORMAT.md` says where to get the first two.
    #[must_use]
    pub fn shipped(
        pud: impl Into<PathBuf>,
        wordfreq: impl Into<PathBuf>,
        lists: impl AsRef<Path>,
    ) -> Self {
        let lists = lists.as_ref();
        Self::default()
            .treebank(pud)
            .frequencies(wordfreq, FrequencyScale::Zipf)
            .labelled(lists.join("names.tsv"), 1)
            .labelled(lists.join("labelled.tsv"), 1)
            .labelled(lists.join("closed_classes.tsv"), 0)
            .labelled(lists.join("corrections.tsv"), 0)
            .verbs(lists.join("verbs.tsv"))
            .sources(include_str!("../NOTICE"))
    }

    /// Adds a treebank to [`Self::treebanks`].
    #[must_use]
    pub fn treebank(mut self, path: impl Into<PathBuf>) -> Self {
        self.treebanks.push(path.into());
        self
    }

    /// Adds sentences to [`Self::sentences`].
    #[must_use]
    pub fn with_sentences(mut self, sentences: impl IntoIterator<Item = GoldSentence>) -> Self {
        self.sentences.extend(sentences);
        self
    }

    /// Adds a list to [`Self::frequencies`]: two columns with a tab between them, the form and the
    /// number.
    #[must_use]
    pub fn frequencies(mut self, path: impl Into<PathBuf>, scale: FrequencyScale) -> Self {
        self.frequencies.push((path.into(), scale));
        self
    }

    /// Adds the forms of a corpus to [`Self::counts`], in any order.
    #[must_use]
    pub fn with_counts(mut self, counts: impl IntoIterator<Item = (String, u64)>) -> Self {
        self.counts.push(counts.into_iter().collect());
        self
    }

    /// Adds a list to [`Self::labelled`]: two columns with a tab between them, the form and its
    /// pieces with `+` between them (`و+ب+المغرب`).
    #[must_use]
    pub fn labelled(mut self, path: impl Into<PathBuf>, weight: u32) -> Self {
        self.labelled.push((path.into(), weight));
        self
    }

    /// Adds a list to [`Self::verbs`]: three columns with tabs between them, `perfect` or
    /// `imperfect`, endings, and the stems that take them, with spaces between them.
    #[must_use]
    pub fn verbs(mut self, path: impl Into<PathBuf>) -> Self {
        self.verbs.push(path.into());
        self
    }

    /// Sets [`Self::buckwalter_tables`].
    #[must_use]
    pub fn buckwalter_tables(mut self, folder: impl Into<PathBuf>) -> Self {
        self.buckwalter_tables = Some(folder.into());
        self
    }

    /// Sets [`Self::sources`].
    #[must_use]
    pub fn sources(mut self, sources: impl Into<String>) -> Self {
        self.sources = sources.into();
        self
    }

    /// Sets [`Self::epochs`].
    #[must_use]
    pub const fn epochs(mut self, epochs: u32) -> Self {
        self.epochs = epochs;
        self
    }

    /// Sets [`Self::smallest_zipf`].
    #[must_use]
    pub const fn smallest_zipf(mut self, halves: u8) -> Self {
        self.smallest_zipf = halves;
        self
    }
}

/// Trains a dictionary.
///
/// Cost: some seconds for a treebank of 20,000 words and 600,000 forms.
///
/// # Errors
///
/// An input cannot be read, or there is nothing to learn from.
pub fn train(options: &TrainOptions) -> Result<Dictionary, SegmentError> {
    let tables = options.buckwalter_tables.as_deref().map(Tables::read).transpose()?;
    let mut types = Types::new();
    for (path, scale) in &options.frequencies {
        read_frequencies(path, *scale, &mut types)?;
    }
    for counts in &options.counts {
        let rows = counts.iter().map(|(form, count)| (form.as_str(), *count)).collect();
        add_counts(rows, &mut types);
    }
    types.finish();
    let mut gold = Gold::new();
    for path in &options.treebanks {
        for sentence in read_conllu(path)? {
            gold.add_sentence(&sentence);
        }
    }
    for sentence in &options.sentences {
        gold.add_sentence(sentence);
    }
    for (path, weight) in &options.labelled {
        labelled::read_labelled(path, *weight, &mut gold)?;
    }
    gold.types().for_each(|letters| types.list(letters));
    for path in &options.verbs {
        verbs::read_verbs(path, &mut types)?;
    }
    let examples = gold.examples();
    // Learnt twice: the second time it is known how the parts of a word are cut where they are
    // words of their own.
    let first = perceptron::learn(&examples, &types, options.epochs)?;
    compile::decide_types(&mut types, &gold, &first, options.smallest_zipf);
    // Who opens the dictionary has no tables, so what it carries for words that are not listed is
    // learnt without them.
    let carried = perceptron::learn(&examples, &types, options.epochs)?;
    let mut sources = options.sources.clone();
    let mut weights = None;
    if tables.is_some() {
        types.tables = tables;
        weights = Some(perceptron::learn(&examples, &types, options.epochs)?);
        let separator = if sources.is_empty() { "" } else { "\n" };
        sources = [sources.as_str(), tables::SOURCES].join(separator);
    }
    let learnt = Learnt { weights: weights.as_deref().unwrap_or(&carried), carried: &carried };
    compile::compile(types, &gold, &learnt, options.smallest_zipf, &sources)
}

fn read_text(action: &'static str, path: &Path) -> Result<String, SegmentError> {
    fs::read_to_string(path).map_err(|error| SegmentError::io(action, path, error))
}
