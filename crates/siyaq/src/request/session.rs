//! The corpora of some requests, opened or built once, and who looks on.

use super::error::{RequestErrorKind, Result};
use super::reading::ReadingOptions;
use super::remark::Remark;
use super::scope::ScopeOptions;
use crate::{Built, IndexOptions, LayerKind, Stage};
use siyaq_index::{Corpus, IndexErrorKind, WORD_LAYER, is_corpus};
use siyaq_reader::{Format, Input, ProgressHandle, Reader, ReaderOptions};
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

/// Looks on while requests are answered: shows progress, and tells remarks. Every method does nothing unless it
/// is written.
pub trait Listener: Send + Sync {
    /// Work of a kind begins; its progress can be asked for where it is that of reading files.
    fn begins(&self, what: &'static str, progress: Option<ProgressHandle>) {
        let _ = (what, progress);
    }

    /// Files are read so far.
    fn reads(&self, stage: Stage) {
        let _ = stage;
    }

    /// The work that began last is done, or has failed.
    fn ends(&self) {}

    /// There is something to say.
    fn remarks(&self, remark: &Remark) {
        let _ = remark;
    }
}

/// Says nothing.
struct Silent;

impl Listener for Silent {}

/// Corpora that requests ask of. Each is opened once, or built once of the same files in the same way, and stays
/// open as long as the session.
///
/// ```
/// use siyaq::request::{Request, Session, Variants};
/// # use siyaq::{IndexOptions, build};
/// # use siyaq::reader::{Reader, ReaderOptions};
/// # let texts = "قال إن الوزير زار المدينة.\nقال ان الوزير عاد.\n";
/// # let reader = Reader::from_read("a.txt", texts.as_bytes(), ReaderOptions::default())?;
/// # let corpus = build(reader, &IndexOptions::default(), &|_| ())?.corpus.into_corpus()?;
///
/// let session = Session::new();
/// session.put("news", corpus);
/// let request = Variants::new("news", "ان");
/// assert_eq!(request.run(&session)?.rows.len(), 2);
/// # use siyaq::output::Rows;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Session {
    shelf: Shelf,
    pub(crate) listener: Box<dyn Listener>,
}

impl fmt::Debug for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Session").field("shelf", &self.shelf).finish_non_exhaustive()
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

/// A list that only grows, so that what is on it can be lent as long as the list lives.
#[derive(Debug, Default)]
struct Shelf(OnceLock<Box<Slot>>);

#[derive(Debug)]
struct Slot {
    key: String,
    corpus: Corpus,
    /// Whether the corpus was named by [`Session::put`] or lies in a folder, and was not built of raw files.
    whole: bool,
    next: Shelf,
}

impl Shelf {
    fn slots(&self) -> impl Iterator<Item = &Slot> {
        std::iter::successors(self.0.get(), |slot| slot.next.0.get()).map(|slot| &**slot)
    }

    fn get(&self, key: &str) -> Option<&Slot> {
        self.slots().find(|slot| slot.key == key)
    }

    /// Puts a corpus at the end. Where another thread was faster with the same one, either is right.
    fn push(&self, key: String, corpus: Corpus, whole: bool) -> &Slot {
        let mut waiting = Some(Box::new(Slot { key, corpus, whole, next: Self::default() }));
        let mut shelf = self;
        loop {
            let slot = shelf.0.get_or_init(|| waiting.take().expect("it waits until it is placed"));
            if waiting.is_none() {
                return slot;
            }
            shelf = &slot.next;
        }
    }
}

impl Session {
    /// Without corpora, and without anybody who looks on.
    #[must_use]
    pub fn new() -> Self {
        Self::with_listener(Silent)
    }

    /// The same, with somebody who looks on.
    #[must_use]
    pub fn with_listener(listener: impl Listener + 'static) -> Self {
        Self { shelf: Shelf::default(), listener: Box::new(listener) }
    }

    /// Names a corpus that is at hand: requests that ask of the name ask of it, whatever files there are.
    pub fn put(&self, name: impl Into<String>, corpus: Corpus) {
        self.shelf.push(name.into(), corpus, true);
    }

    /// Names a corpus that is built of texts, each a document.
    ///
    /// # Errors
    /// When there is none, or they cannot be indexed.
    pub fn put_texts<'t>(
        &self,
        name: impl Into<String>,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<()> {
        let name = name.into();
        let mut lines = Vec::new();
        for (number, text) in (1..).zip(texts) {
            let id = u64::to_string(&number);
            lines.extend(serde_json::json!({ "id": id, "text": text }).to_string().into_bytes());
            lines.push(b'\n');
        }
        let options = ReaderOptions::default().format(Format::Jsonl);
        let reader = Reader::from_read(&name, std::io::Cursor::new(lines), options)?;
        let built = crate::build(reader, &IndexOptions::default(), &|_| ())?;
        self.put(name, built.corpus.into_corpus()?);
        Ok(())
    }

    /// Whether everything that was read of the corpora so far was sound, see [`Corpus::sound`]. A request asks
    /// before it gives an answer; rows that read from a corpus as they are written are sound if this says so
    /// afterwards.
    ///
    /// # Errors
    /// The first damage that was met.
    pub fn sound(&self) -> Result<()> {
        self.shelf.slots().try_for_each(|slot| slot.corpus.sound()).map_err(Into::into)
    }

    /// The corpus in a folder, or under a name; `None` where there is raw input.
    ///
    /// # Errors
    /// When the corpus cannot be opened.
    pub fn corpus(&self, input: &OsStr) -> Result<Option<&Corpus>> {
        let key = input.to_string_lossy();
        if let Some(slot) = self.shelf.get(&key) {
            return Ok(slot.whole.then_some(&slot.corpus));
        }
        let path = Path::new(input);
        if !path.is_dir() {
            return Ok(None);
        }
        match Corpus::open(path) {
            Ok(corpus) => Ok(Some(&self.shelf.push(key.into_owned(), corpus, true).corpus)),
            Err(error) if matches!(error.kind(), IndexErrorKind::NotACorpus { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The corpus in a folder or under a name, or one that is built in memory of raw files, with the layer that is
    /// asked for.
    ///
    /// # Errors
    /// When a corpus cannot be opened or has no such layer, files cannot be read or have no document, or a corpus
    /// stands among other inputs.
    pub fn load(&self, inputs: &[OsString], scope: &ScopeOptions) -> Result<&Corpus> {
        self.load_among(inputs, scope, false)
    }

    /// The same, where it may be known that options of reading have their use, be it for other inputs.
    pub(crate) fn load_among(
        &self,
        inputs: &[OsString],
        scope: &ScopeOptions,
        used: bool,
    ) -> Result<&Corpus> {
        let name = name_of(inputs);
        if inputs.is_empty() || name.is_empty() {
            return Err(RequestErrorKind::NoInput.into());
        }
        // Standard input, whatever is called so beside.
        if let [only] = inputs
            && only != "-"
            && let Some(corpus) = self.corpus(only)?
        {
            check_layer(corpus, &scope.layer, &name)?;
            return Ok(corpus);
        }
        let named = |input: &&OsString| *input != "-" && is_corpus(Path::new(input));
        if let Some(corpus) = inputs.iter().find(named) {
            let name = corpus.to_string_lossy().into_owned();
            return Err(RequestErrorKind::CorpusAmongOthers { name }.into());
        }
        let (layers, unknown) = match layers(&scope.layer) {
            Ok(layers) => (layers, None),
            // It may be a column that the texts come with.
            Err(error) if may_be_annotated(inputs, &scope.reading) => {
                (LayerKind::DEFAULT.to_vec(), Some(error))
            }
            Err(error) => return Err(error),
        };
        let names: Vec<&str> = layers.iter().map(LayerKind::name).collect();
        let files: Vec<String> = inputs.iter().map(|input| format!("{input:?}")).collect();
        let reading = serde_json::to_string(&scope.reading)
            .map_err(|source| RequestErrorKind::Unreadable { source })?;
        // A name of a file has no line break before its quotation marks are closed.
        let key = format!("{}\n{}\n{reading}", files.join(" "), names.join(" "));
        let corpus = match self.shelf.get(&key) {
            Some(slot) => &slot.corpus,
            None => {
                let built = self.build(inputs, &scope.reading, layers, used)?;
                self.listener.remarks(&Remark::Read(Box::new(built.report)));
                &self.shelf.push(key, built.corpus.into_corpus()?, false).corpus
            }
        };
        match unknown {
            Some(error) if corpus.layer(&scope.layer).is_err() => Err(error),
            _ => Ok(corpus),
        }
    }

    fn build(
        &self,
        inputs: &[OsString],
        reading: &ReadingOptions,
        layers: Vec<LayerKind>,
        used: bool,
    ) -> Result<Built> {
        let listed = inputs.iter().map(Input::from_argument).collect();
        let reader = Reader::open(listed, reading.reader_options())?;
        let asked = reader.asked();
        let reader = reader.with_asked(&asked, !used)?;
        let options = IndexOptions::default().tokenizer(reading.tokenizer_options()).layers(layers);
        self.listener.begins("reading", Some(reader.progress_handle()));
        let built = crate::build(reader, &options, &|stage| self.listener.reads(stage));
        self.listener.ends();
        Ok(built?)
    }
}

/// Inputs as they are named together.
pub(crate) fn name_of(inputs: &[OsString]) -> String {
    let names: Vec<_> = inputs.iter().map(|input| input.to_string_lossy()).collect();
    names.join(" ")
}

/// Whether some inputs are named or said to be annotated text.
fn may_be_annotated(inputs: &[OsString], reading: &ReadingOptions) -> bool {
    let named = |input: &OsString| {
        let name = input.to_string_lossy();
        let compressed = [".gz", ".zst", ".zstd"];
        let name = compressed.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        [".conllu", ".conllup", ".conll", ".vert", ".vrt", ".vertical"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    matches!(reading.input_format, Format::Conllu | Format::Vertical) || inputs.iter().any(named)
}

/// Tells a layer that a corpus does not have yet from one that no corpus can have.
fn check_layer(corpus: &Corpus, layer: &str, name: &str) -> Result<()> {
    match (corpus.layer(layer), made_layer(layer)) {
        (Err(source), Ok(Some(_))) => {
            let (corpus, layer) = (name.to_owned(), layer.to_owned());
            Err(RequestErrorKind::LayerToMake { source, corpus, layer }.into())
        }
        // A name that no layer can have is refused where it is looked for.
        _ => Ok(()),
    }
}

/// The layers that a corpus has by default, and the one that is asked for.
fn layers(asked: &str) -> Result<Vec<LayerKind>> {
    let mut layers = LayerKind::DEFAULT.to_vec();
    layers.extend(made_layer(asked)?.filter(|asked| !LayerKind::DEFAULT.contains(asked)));
    Ok(layers)
}

/// The layer of a name; `None` for the words as they are written, which every corpus has.
fn made_layer(name: &str) -> Result<Option<LayerKind>> {
    if name == WORD_LAYER {
        return Ok(None);
    }
    Ok(match name.parse()? {
        // In memory a layer of one's own bears the name it is asked for by.
        LayerKind::Own(_, steps) => Some(LayerKind::Own(name.to_owned(), steps)),
        kind => Some(kind),
    })
}
