//! What is asked of an input as a whole, and must be met in one of its files: fields that some record
//! has, and options that the format of some file has a use for.

use crate::error::{ReaderError, ReaderErrorKind};
use crate::options::{DateOrder, Format, Header, Quoting, ReaderOptions, Split};
use crate::problem::{Problem, ProblemKind};
use siyaq_types::{FieldKind, did_you_mean};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What an option is for.
type For = &'static [Format];

const TEXT: For = &[Format::Text];
const TABLES: For = &[Format::Csv, Format::Tsv];
const RECORDS: For = &[Format::Jsonl, Format::Csv, Format::Tsv];
const WITH_FIELDS: For =
    &[Format::Jsonl, Format::Csv, Format::Tsv, Format::Conllu, Format::Vertical];
const VERTICAL: For = &[Format::Vertical];

/// How many records of a file are looked at for the names of their fields, while one that is asked
/// for was not met.
const LOOKED_AT: u64 = 1000;

/// How many names of fields are remembered, the first in the order of the alphabet: whatever threads
/// found them.
const REMEMBERED: usize = 1000;

/// How many names of fields are told where none is like the one that was asked for.
const TOLD: usize = 12;

/// What is asked of an input, and what of it was met so far.
///
/// It is shared by whoever parses the batches of a [`Reader`](crate::Reader), and may be shared by
/// several readers that read one input together: see
/// [`Reader::with_asked`](crate::Reader::with_asked). An option that is for some formats only is
/// refused where no file of the input has one of them, and a field that no record has is told, once,
/// when all was parsed.
///
/// ```
/// use siyaq_reader::{ProblemKind, Reader, ReaderOptions};
///
/// let jsonl = "{\"title\": \"خبر\", \"text\": \"كتاب جديد\"}\n";
/// let options = ReaderOptions::default().title_field(Some("titel".to_owned()));
/// let reader = Reader::from_read("news.jsonl", jsonl.as_bytes(), options)?;
/// let asked = reader.asked();
/// for batch in reader {
///     batch?.parse();
/// }
/// let missing = asked.missing();
/// assert_eq!(missing[0].kind, ProblemKind::MissingField);
/// assert!(missing[0].message.ends_with("did you mean title?"));
/// # Ok::<(), siyaq_reader::ReaderError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Asked(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// The fields that are wanted, each once.
    slots: Vec<Slot>,
    /// Whether a record was met whose fields are known only when it is parsed.
    any_record: AtomicBool,
    /// The names of fields that are there.
    names: Mutex<BTreeSet<String>>,
    files: Mutex<Files>,
}

#[derive(Debug)]
struct Slot {
    name: String,
    /// The option that asks for it; none where nobody did.
    option: Option<&'static str>,
    met: AtomicBool,
}

/// What is known of the files that were opened.
#[derive(Debug)]
struct Files {
    /// The options that were given and are not for every format, as long as no file was met that has
    /// a use for them.
    unused: Vec<(&'static str, For)>,
    /// The first file, and its format.
    first: Option<(PathBuf, Format)>,
    /// The first file whose fields are known only when it is parsed.
    first_with_fields: Option<PathBuf>,
}

impl Asked {
    /// What some options ask for.
    ///
    /// # Errors
    /// Where an option is of no use whatever the input holds.
    pub fn new(options: &ReaderOptions) -> Result<Self, ReaderError> {
        let usual = ReaderOptions::default();
        let mut slots: Vec<Slot> = Vec::new();
        let mut want = |name: &String, option: Option<&'static str>| match slots
            .iter_mut()
            .find(|slot| slot.name == *name)
        {
            Some(slot) => slot.option = slot.option.or(option),
            None => {
                let (name, met) = (name.clone(), AtomicBool::new(false));
                slots.push(Slot { name, option, met });
            }
        };
        want(&options.text_field, Some("text_field"));
        let named = options.id_field != usual.id_field;
        want(&options.id_field, named.then_some("id_field"));
        options.title_field.iter().for_each(|name| want(name, Some("title_field")));
        options.fields.iter().for_each(|field| want(&field.name, Some("meta")));
        let unused = given(options);
        if let Some((option, of)) = unused.iter().find(|(_, of)| !is_among(options.format, of)) {
            let message = no_use(option, of, &format!("the format {} is named", options.format));
            return Err(ReaderErrorKind::Options { message }.into());
        }
        let dates = options.all_fields().iter().any(|field| field.kind == FieldKind::Date);
        if options.date_order != DateOrder::Auto && !dates {
            let message = "`date_order` is for fields of dates, and none is named: write NAME:date \
                           in `meta` or `meta_path`";
            return Err(ReaderErrorKind::Options { message: message.to_owned() }.into());
        }
        Ok(Self(Arc::new(Inner {
            slots,
            any_record: AtomicBool::new(false),
            names: Mutex::default(),
            files: Mutex::new(Files { unused, first: None, first_with_fields: None }),
        })))
    }

    /// Asks that a file has one of some formats, since an option is for these alone.
    pub fn also(&self, option: &'static str, of: &'static [Format]) {
        self.files().unused.push((option, of));
    }

    /// A file of this format is part of the input.
    pub fn meets(&self, path: &Path, format: Format) {
        let mut files = self.files();
        files.unused.retain(|(_, of)| !of.contains(&format));
        files.first.get_or_insert_with(|| (path.to_owned(), format));
        if WITH_FIELDS.contains(&format) && !TABLES.contains(&format) {
            files.first_with_fields.get_or_insert_with(|| path.to_owned());
        }
    }

    /// Refuses an option that no file had a use for, when all files were met.
    ///
    /// # Errors
    /// Where there is one.
    pub fn check(&self) -> Result<(), ReaderError> {
        let files = self.files();
        match (files.unused.first(), &files.first) {
            (Some(unused), Some(first)) => Err(useless(unused, first)),
            _ => Ok(()),
        }
    }

    /// The fields that were asked for and that no record has, when all was parsed: a
    /// [`ProblemKind::MissingField`] for each. What a table lacks is told when it is opened.
    #[must_use]
    pub fn missing(&self) -> Vec<Problem> {
        let path = self.files().first_with_fields.clone();
        let Some(path) = path.filter(|_| self.0.any_record.load(Ordering::Relaxed)) else {
            return Vec::new();
        };
        let names = self.names();
        let told = |slot: &Slot| {
            let option = slot.option.filter(|_| !slot.met.load(Ordering::Relaxed))?;
            let name = &slot.name;
            let near = near(name, names.iter().map(String::as_str));
            let message = format!("no record of the input has a field {name:?} (`{option}`){near}");
            Some(Problem::of_file(path.clone(), ProblemKind::MissingField, message))
        };
        self.0.slots.iter().filter_map(told).collect()
    }

    /// The same, or in strict reading the first as an error.
    ///
    /// # Errors
    /// [`ReaderErrorKind::Strict`] where reading is strict and there is such a field.
    pub fn told(&self, strict: bool) -> Result<Vec<Problem>, ReaderError> {
        let mut missing = self.missing();
        if strict && !missing.is_empty() {
            return Err(ReaderErrorKind::Strict { problem: missing.remove(0) }.into());
        }
        Ok(missing)
    }

    /// The names of the fields that are wanted, each once; the first is that of the text.
    pub(crate) fn wanted(&self) -> Vec<String> {
        self.0.slots.iter().map(|slot| slot.name.clone()).collect()
    }

    /// The option that asks for a field.
    pub(crate) fn option(&self, slot: usize) -> Option<&'static str> {
        self.0.slots.get(slot).and_then(|slot| slot.option)
    }

    /// A record has the field.
    pub(crate) fn met(&self, slot: usize) {
        // Nearly always that is known already, and then nobody has to wait for anybody.
        if let Some(slot) = self.0.slots.get(slot).filter(|slot| !slot.met.load(Ordering::Relaxed))
        {
            slot.met.store(true, Ordering::Relaxed);
        }
    }

    /// Such a record was met, the so-manieth of its file: true where its other fields are worth a
    /// look, since one that is asked for was not met.
    pub(crate) fn record(&self, number: u64) -> bool {
        if !self.0.any_record.load(Ordering::Relaxed) {
            self.0.any_record.store(true, Ordering::Relaxed);
        }
        let open = |slot: &Slot| slot.option.is_some() && !slot.met.load(Ordering::Relaxed);
        number <= LOOKED_AT && self.0.slots.iter().any(open)
    }

    /// Remembers the names of fields.
    pub(crate) fn remember<'n>(&self, found: impl IntoIterator<Item = &'n str>) {
        let mut names = self.names();
        for name in found {
            if !names.contains(name) {
                names.insert(name.to_owned());
                if names.len() > REMEMBERED {
                    names.pop_last();
                }
            }
        }
    }

    /// Whether every option has found its use.
    #[must_use]
    pub fn is_content(&self) -> bool {
        self.files().unused.is_empty()
    }

    /// Refuses an option that is for none of some formats, which are all that the input has.
    pub(crate) fn check_formats(&self, found: &[(PathBuf, Format)]) -> Result<(), ReaderError> {
        let Some(first) = found.first() else { return Ok(()) };
        let has = |of: For| found.iter().any(|(_, format)| of.contains(format));
        match self.files().unused.iter().find(|(_, of)| !has(of)) {
            Some(unused) => Err(useless(unused, first)),
            None => Ok(()),
        }
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.0.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn names(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.names.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What there is like a name, or else what there is.
pub(crate) fn near<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> String {
    let near = did_you_mean(name, names.clone());
    let all: Vec<&str> = names.take(TOLD + 1).collect();
    match all.as_slice() {
        _ if !near.is_empty() => near,
        [] => String::new(),
        [first @ .., _] if all.len() > TOLD => format!("; there are {} …", first.join(", ")),
        all => format!("; there are {}", all.join(", ")),
    }
}

/// Whether a format that was named is one of some, or may turn out to be.
fn is_among(named: Format, of: For) -> bool {
    named == Format::Auto || of.contains(&named)
}

/// An option that no file has a use for, with the first file as an example.
fn useless((option, of): &(&'static str, For), (path, format): &(PathBuf, Format)) -> ReaderError {
    let message = no_use(option, of, &format!("{} is read as {format}", path.display()));
    ReaderErrorKind::Options { message }.into()
}

fn no_use(option: &str, of: For, found: &str) -> String {
    let formats: Vec<&str> = of.iter().map(|format| format.name()).collect();
    let formats = match formats.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        all => all.concat(),
    };
    format!("`{option}` is for files of {formats}, and there are none: {found}")
}

/// The options that were given and are for some formats only.
fn given(options: &ReaderOptions) -> Vec<(&'static str, For)> {
    let usual = ReaderOptions::default();
    let all = [
        ("split", TEXT, options.split != Split::File),
        ("no_header", TABLES, options.header != Header::First),
        ("quotes", TABLES, options.quoting == Quoting::Quoted),
        ("no_quotes", TABLES, options.quoting == Quoting::Plain),
        ("delimiter", TABLES, options.delimiter.is_some()),
        ("text_field", RECORDS, options.text_field != usual.text_field),
        ("title_field", RECORDS, options.title_field.is_some()),
        ("id_field", WITH_FIELDS, options.id_field != usual.id_field),
        ("meta", WITH_FIELDS, !options.fields.is_empty()),
        ("columns", VERTICAL, !options.columns.is_empty()),
    ];
    let given = all.into_iter().filter(|(.., given)| *given);
    given.map(|(option, of, _)| (option, of)).collect()
}
