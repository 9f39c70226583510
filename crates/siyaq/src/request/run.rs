//! From a request to its answer.

use super::error::{RequestError, RequestErrorKind, Result, invalid};
use super::numbers::count_of;
use super::reading::ReadingOptions;
use super::remark::Remark;
use super::scope::ScopeOptions;
use super::session::{Session, name_of};
use super::stop::SHIPPED_NAME;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use siyaq_count::Selection;
use siyaq_index::{Across, Corpus, Subcorpus, Where};
use siyaq_lexicon::StopList;
use siyaq_output::{Chart, InputRecord, Rows, SourceRecord, digest_file};
use siyaq_reader::{Input, Reader};
use siyaq_types::did_you_mean;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A question to corpora: its options, with defaults.
///
/// A request is the same wherever it comes from: the arguments of the command, a file of requests, the manifest of
/// a result, or a program. Its fields are written in JSON and TOML by the names of the options of the command, with
/// underscores.
pub trait Request: Clone + Default + Serialize + DeserializeOwned {
    /// The verb of the command that asks it.
    const VERB: &'static str;

    /// The rows of the answer; they may borrow the corpora of the session.
    type Rows<'s>: Rows + 's;

    /// The corpora, files and folders that are asked.
    fn inputs(&self) -> Vec<&OsString>;

    /// Which tokens, documents and layer are asked.
    fn scope(&self) -> &ScopeOptions;

    /// At most so many rows, of each group where there are groups; 0 for all. Where the rows are a table to look
    /// at, as many as suit one are put in here, so that no more is made than is shown.
    fn top(&mut self) -> &mut Option<u64>;

    /// Rows of a table to look at when no number is given.
    fn rows_of_table(&self) -> u64 {
        50
    }

    /// Whether [`top`](Self::top) is of each group, and not of the whole.
    fn is_grouped(&self) -> bool {
        false
    }

    /// Refuses what cannot be asked, and options that would change nothing.
    ///
    /// # Errors
    /// Then.
    fn check(&self, run: &Run<'_>) -> Result<(), RequestError>;

    /// Answers it, when it was checked.
    ///
    /// # Errors
    /// When a corpus or a file cannot be read, or there is no answer.
    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<Self::Rows<'s>>, RequestError>;

    /// Answers it. Options that differ from their defaults are taken for given; those that would change nothing are
    /// refused.
    ///
    /// # Errors
    /// As [`check`](Self::check) and [`answer`](Self::answer).
    fn run<'s>(&self, session: &'s Session) -> Result<Answer<Self::Rows<'s>>, RequestError> {
        self.run_with(session, &RunOptions::default())
    }

    /// Says what is wrong with it before any corpus is looked at.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    fn check_with(&self, session: &Session, options: &RunOptions) -> Result<(), RequestError> {
        self.check(&Run::of(self, session, options)?)
    }

    /// Answers it, when one knows which options were given, and whether a picture is wanted.
    ///
    /// # Errors
    /// As [`run`](Self::run); when a picture is wanted and there is none.
    fn run_with<'s>(
        &self,
        session: &'s Session,
        options: &RunOptions,
    ) -> Result<Answer<Self::Rows<'s>>, RequestError> {
        let mut run = Run::of(self, session, options)?;
        self.check(&run)?;
        run.refuse_reading(self.inputs(), self.scope())?;
        let found = self.answer(&run)?;
        session.sound()?;
        let fields = fields_of(self)?;
        if !found.any || found.rows.found() == 0 {
            run.say_nothing_fits(&fields);
        }
        run.record_files(&fields)?;
        Ok(Answer {
            rows: found.rows,
            any: found.any,
            picture: found.picture,
            inputs: run.inputs.into_inner().unwrap_or_else(PoisonError::into_inner),
            remarks: run.remarks.into_inner().unwrap_or_else(PoisonError::into_inner),
        })
    }
}

/// What leaves rows out, of the options of all requests.
const LIMITS: [&str; 13] = [
    "where",
    "min_freq",
    "min_doc_freq",
    "min_docs",
    "min_range",
    "min_per_million",
    "min_variants",
    "max_q",
    "sample",
    "offset",
    "limit",
    "neighbours",
    "max_edges",
];

/// How a request is answered.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RunOptions {
    /// The options that were given, by their names in a request; those that differ from their defaults unless told.
    pub given: Option<BTreeSet<String>>,
    /// Whether a picture of the answer is wanted.
    pub picture: bool,
}

impl RunOptions {
    /// With these options given.
    #[must_use]
    pub fn given(self, given: impl IntoIterator<Item = String>) -> Self {
        Self { given: Some(given.into_iter().collect()), ..self }
    }

    /// With a picture.
    #[must_use]
    pub fn picture(self, picture: bool) -> Self {
        Self { picture, ..self }
    }
}

/// The answer to a request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Answer<R> {
    /// Its rows.
    pub rows: R,
    /// Whether there is anything in them: rows may be there that count nothing.
    pub any: bool,
    /// The picture, where one was wanted.
    pub picture: Option<Chart>,
    /// The corpora and files that were asked, with their hashes.
    pub inputs: Vec<InputRecord>,
    /// What is worth saying, in the order in which it was met. Listeners were told already.
    pub remarks: Vec<Remark>,
}

/// What a request finds.
#[derive(Debug)]
#[non_exhaustive]
pub struct Found<R> {
    /// The rows.
    pub rows: R,
    /// Whether there is anything in them.
    pub any: bool,
    /// A picture, where one is wanted.
    pub picture: Option<Chart>,
}

impl<R: Rows> Found<R> {
    /// Rows without a picture.
    pub fn new(rows: R) -> Self {
        Self { any: rows.found() > 0, rows, picture: None }
    }

    /// Nothing is found, where `any` is not so, whatever rows there are.
    #[must_use]
    pub fn if_any(self, any: bool) -> Self {
        Self { any: self.any && any, ..self }
    }

    /// With a picture.
    #[must_use]
    pub fn picture(self, picture: Option<Chart>) -> Self {
        Self { picture, ..self }
    }
}

/// The options that name files beside corpora.
const FILES: [&str; 2] = ["stop", "queries"];

/// A request while it is answered.
#[derive(Debug)]
pub struct Run<'s> {
    session: &'s Session,
    given: BTreeSet<String>,
    /// Whether some input has a use for each option of reading.
    all_used: bool,
    pictures: bool,
    remarks: Mutex<Vec<Remark>>,
    inputs: Mutex<Vec<InputRecord>>,
}

/// A corpus, and what it was called.
#[derive(Clone, Debug)]
pub(crate) struct Loaded<'s> {
    pub(crate) corpus: &'s Corpus,
    name: String,
}

impl<'s> Run<'s> {
    fn of(request: &impl Request, session: &'s Session, options: &RunOptions) -> Result<Self> {
        let given = match &options.given {
            Some(given) => given.clone(),
            None => differing(request)?,
        };
        let (remarks, inputs) = (Mutex::default(), Mutex::default());
        let all_used = false;
        let run = Self { session, given, all_used, pictures: options.picture, remarks, inputs };
        let scope = request.scope();
        if matches!(scope.across, Across::Within(_)) {
            return invalid(
                "`across` is nothing, sentence or paragraph; name structures in `within`",
            );
        }
        if !scope.within.is_empty() {
            run.refuse(
                &["across"],
                "and `within` both say what phrases may cross; give one of them",
            )?;
        }
        Ok(run)
    }

    /// Refuses options that were given although they would change nothing; `why` goes on after the name.
    pub(crate) fn refuse<S: AsRef<str>>(
        &self,
        options: &[S],
        why: impl fmt::Display,
    ) -> Result<()> {
        match options.iter().find(|option| self.given.contains(option.as_ref())) {
            Some(option) => {
                let (option, why) = (option.as_ref().to_owned(), why.to_string());
                Err(RequestErrorKind::Idle { option, why }.into())
            }
            None => Ok(()),
        }
    }

    /// Refuses options for raw files where all inputs are corpora, or where none of several has a use for
    /// them: one alone says so when it is read.
    fn refuse_reading(&mut self, inputs: Vec<&OsString>, scope: &ScopeOptions) -> Result<()> {
        let (mut corpus, mut raw) = (None, Vec::new());
        for input in inputs {
            match self.session.corpus(input)? {
                Some(_) => corpus = Some(input.to_string_lossy()),
                None => raw.push(Input::from_argument(input)),
            }
        }
        if raw.len() > 1 {
            // What cannot be read says so where it is.
            let reader = Reader::open(raw, scope.reading.reader_options());
            self.all_used = reader.map_or(Ok(false), |reader| reader.check_use())?;
            return Ok(());
        }
        if !raw.is_empty() {
            return Ok(());
        }
        let Some(corpus) = corpus else { return Ok(()) };
        let why = format!(
            "says how raw files are read; {corpus} is a corpus, whose texts were read when it was made"
        );
        self.refuse(&ReadingOptions::names(), why)
    }

    /// Refuses what is said of a picture where none is wanted.
    pub(crate) fn refuse_without_picture(&self) -> Result<()> {
        if self.pictures {
            return Ok(());
        }
        self.refuse(&["svg_top"], "is for a drawing: give `svg`")
    }

    /// Whether a picture is wanted.
    pub(crate) fn draws(&self) -> bool {
        self.pictures
    }

    /// The picture, where one is wanted.
    pub(crate) fn draw(&self, picture: impl FnOnce() -> Chart) -> Option<Chart> {
        self.pictures.then(picture)
    }

    /// Says something.
    pub(crate) fn remark(&self, remark: Remark) {
        self.session.listener.remarks(&remark);
        self.remarks.lock().unwrap_or_else(PoisonError::into_inner).push(remark);
    }

    /// Says something in words.
    pub(crate) fn note(&self, text: impl fmt::Display) {
        self.remark(Remark::Note(text.to_string()));
    }

    /// Says why there may be no rows, unless something was said of it.
    fn say_nothing_fits(&self, fields: &Map<String, Value>) {
        let remarks = self.remarks.lock().unwrap_or_else(PoisonError::into_inner);
        let said = remarks.iter().any(|remark| matches!(remark, Remark::Note(_)));
        drop(remarks);
        if said {
            return;
        }
        let limit = |name: &&str| {
            let value = fields.get(*name).filter(|value| !value.is_null())?;
            Some(format!("`{name}` ({})", value.to_string().trim_matches('"')))
        };
        let limits: Vec<String> = LIMITS.iter().filter_map(limit).collect();
        match limits.as_slice() {
            [] => self.note("nothing fits what is asked for, so there are no rows"),
            limits => self.note(format_args!(
                "nothing fits what is asked for, so there are no rows; what leaves some out: {}",
                limits.join(", ")
            )),
        }
    }

    /// Says which lines of a stop list are no words of any text.
    fn say_stop_lines(&self, path: &str) {
        let Ok(list) = StopList::read(path, |line| Cow::Borrowed(line)) else { return };
        let several: Vec<&str> =
            list.iter().filter(|line| line.contains(char::is_whitespace)).collect();
        if let Some(first) = several.first() {
            self.note(format_args!(
                "{path}: lines of more than one word, which leave nothing out, since words are left \
                 out one by one: {}, such as {first:?}",
                several.len()
            ));
        }
        if list.is_empty() {
            self.note(format_args!("{path}: no word is on the stop list"));
        }
    }

    /// Does what may take long, and tells who looks on.
    pub(crate) fn during<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        self.session.listener.begins(what, None);
        let done = work();
        self.session.listener.ends();
        done
    }

    /// A corpus, opened or built, and recorded as an input in a role.
    pub(crate) fn load(
        &self,
        inputs: &[OsString],
        scope: &ScopeOptions,
        role: &str,
    ) -> Result<Loaded<'s>> {
        let corpus = self.session.load_among(inputs, scope, self.all_used)?;
        let loaded = Loaded { corpus, name: name_of(inputs) };
        self.input(loaded.record(role));
        if role != "reference" {
            self.say_undecided(corpus, scope.condition.as_ref())?;
        }
        Ok(loaded)
    }

    /// Says how many documents a condition cannot decide about.
    pub(crate) fn say_undecided(&self, corpus: &Corpus, condition: Option<&Where>) -> Result<()> {
        let Some(condition) = condition else { return Ok(()) };
        let documents = corpus.undecided(condition)?;
        if documents > 0 {
            self.note(format_args!(
                "where {condition}: documents whose date is less exact than that of the condition, which \
                 counts as not fulfilled: {}",
                count_of(u64::from(documents))
            ));
        }
        Ok(())
    }

    /// The same of one input.
    pub(crate) fn load_one(
        &self,
        input: &OsString,
        scope: &ScopeOptions,
        role: &str,
    ) -> Result<Loaded<'s>> {
        self.load(std::slice::from_ref(input), scope, role)
    }

    /// Records the files that are read beside corpora.
    fn record_files(&self, fields: &Map<String, Value>) -> Result<()> {
        for option in FILES {
            let Some(Value::String(path)) = fields.get(option) else { continue };
            if option != "stop" || path != SHIPPED_NAME {
                if option == "stop" {
                    self.say_stop_lines(path);
                }
                let digest = digest_file(path)?;
                self.input(InputRecord::new(option, path).blake3(digest.blake3));
            }
        }
        Ok(())
    }

    /// Records an input.
    pub(crate) fn input(&self, record: InputRecord) {
        self.inputs.lock().unwrap_or_else(PoisonError::into_inner).push(record);
    }
}

impl<'s> Loaded<'s> {
    /// What is to be counted.
    pub(crate) fn selection(&self, scope: &ScopeOptions) -> Result<Selection<'s>> {
        self.selection_of(scope, scope.part(self.corpus)?)
    }

    /// The same of other documents.
    pub(crate) fn selection_of(
        &self,
        scope: &ScopeOptions,
        part: Subcorpus,
    ) -> Result<Selection<'s>> {
        let layer = self.corpus.layer(&scope.layer)?;
        Ok(Selection::new(self.corpus, layer).with_scope(scope.scope(self.corpus)?).with_part(part))
    }

    /// The corpus as a manifest names it.
    fn record(&self, role: &str) -> InputRecord {
        record_of(self.corpus, role, &self.name)
    }
}

/// A corpus as a manifest names it.
#[must_use]
pub fn record_of(corpus: &Corpus, role: &str, name: &str) -> InputRecord {
    let manifest = corpus.manifest();
    let sources = manifest.sources.iter().map(|source| SourceRecord {
        path: source.path.clone(),
        bytes: source.bytes,
        blake3: source.blake3.clone(),
    });
    InputRecord::new(role, name).blake3(&manifest.corpus_hash).sources(sources.collect())
}

/// So many rows; all where there is no number, or 0.
pub(crate) fn rows_of(top: Option<u64>) -> Option<usize> {
    top.filter(|top| *top > 0).map(|top| usize::try_from(top).unwrap_or(usize::MAX))
}

/// A request as an object.
pub(crate) fn fields_of<R: Request>(request: &R) -> Result<Map<String, Value>> {
    match serde_json::to_value(request) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Ok(Map::new()),
        Err(source) => Err(RequestErrorKind::Unreadable { source }.into()),
    }
}

/// The options that differ from their defaults.
fn differing<R: Request>(request: &R) -> Result<BTreeSet<String>> {
    let defaults = fields_of(&R::default())?;
    let fields = fields_of(request)?.into_iter();
    let given = fields.filter(|(name, value)| defaults.get(name) != Some(value));
    Ok(given.map(|(name, _)| name).collect())
}

/// Reads a request, in which every name must be that of an option.
pub(crate) fn read<R: Request>(fields: Map<String, Value>) -> Result<R> {
    let known = fields_of(&R::default())?;
    if let Some(name) = fields.keys().find(|name| !known.contains_key(*name)) {
        let proposal = did_you_mean(name, known.keys().map(String::as_str));
        let (verb, name, proposal) = (R::VERB, name.clone(), proposal.to_string());
        return Err(RequestErrorKind::UnknownOption { verb, name, proposal }.into());
    }
    let alone = |name: &String, value: &Value| {
        let field = Map::from_iter([(name.clone(), value.clone())]);
        serde_json::from_value::<R>(Value::Object(field)).err()
    };
    serde_json::from_value(Value::Object(fields.clone())).map_err(|source| {
        // Fields that are read through others do not know their names.
        let wrong = fields.iter().find_map(|(name, value)| Some((name, alone(name, value)?)));
        match wrong {
            Some((option, source)) => {
                RequestErrorKind::Value { option: option.clone(), source }.into()
            }
            None => RequestErrorKind::Unreadable { source }.into(),
        }
    })
}
