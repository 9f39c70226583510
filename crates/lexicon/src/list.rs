//! Frequency lists: forms with frequencies, from and to CSV, TSV and plain lines.

use std::hash::BuildHasher as _;
use std::io::{self, Write};
use std::path::Path;

use csv::ByteRecord;
use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::build::{BuiltLexicon, LexiconBuilder};
use crate::error::{LexiconError, LexiconErrorKind};

/// What a byte-order mark looks like in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// Names of the columns when none are given.
const FORM_FIELD: &str = "form";
const FREQ_FIELD: &str = "freq";

/// How a frequency list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListFormat {
    /// By the end of the file name (`.csv`, `.tsv`, `.tab`), else by the first line: TSV if it has
    /// a tab, CSV if it has a comma, otherwise lines.
    #[default]
    Auto,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// Fields between tabs, without quotes.
    Tsv,
    /// Each line is one form and counts once.
    Lines,
}

/// How to read a frequency list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FrequencyListOptions {
    /// How the list is written.
    pub format: ListFormat,
    /// The column of the form. `form` by default, and then a list without a header may have the
    /// form in the first column.
    pub form_field: String,
    /// The column of the frequency. `freq` by default; then it may be missing, and each line counts
    /// once.
    pub freq_field: String,
    /// Whether a bad line is an error. Otherwise it is left out and noted.
    pub strict: bool,
}

impl Default for FrequencyListOptions {
    fn default() -> Self {
        Self {
            format: ListFormat::Auto,
            form_field: FORM_FIELD.to_owned(),
            freq_field: FREQ_FIELD.to_owned(),
            strict: false,
        }
    }
}

impl FrequencyListOptions {
    /// Sets how the list is written.
    #[must_use]
    pub fn format(mut self, format: ListFormat) -> Self {
        self.format = format;
        self
    }

    /// Sets the column of the form.
    #[must_use]
    pub fn form_field(mut self, name: impl Into<String>) -> Self {
        self.form_field = name.into();
        self
    }

    /// Sets the column of the frequency.
    #[must_use]
    pub fn freq_field(mut self, name: impl Into<String>) -> Self {
        self.freq_field = name.into();
        self
    }

    /// Sets whether a bad line is an error.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }
}

/// A line of a list that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListProblem {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// Forms with their frequencies. A form that comes twice has the sum.
///
/// ```
/// use siyaq_lexicon::{FrequencyList, FrequencyListOptions, Lexicon};
///
/// let text = "freq,form\n3,كتاب\n5,في\n4,كتاب\n";
/// let list = FrequencyList::parse(text.as_bytes(), &FrequencyListOptions::default())?;
/// assert_eq!(list.get("كتاب"), Some(7));
/// let lexicon = Lexicon::open(list.build()?.bytes)?;
/// assert_eq!(lexicon.total_freq(), 12);
/// # Ok::<(), siyaq_lexicon::LexiconError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct FrequencyList {
    entries: Vec<(Box<str>, u64)>,
    places: HashTable<u32>,
    problems: Vec<ListProblem>,
}

impl FrequencyList {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds to the frequency of a form.
    ///
    /// # Errors
    /// When the form is empty, and when its frequency becomes more than 64 bits hold.
    pub fn add(&mut self, form: &str, freq: u64) -> Result<(), LexiconError> {
        let entry = self.entries.len();
        if form.is_empty() {
            return Err(LexiconErrorKind::EmptyForm { entry }.into());
        }
        let hash = hash(form);
        let same = |&place: &u32| *self.entries[place as usize].0 == *form;
        if let Some(&place) = self.places.find(hash, same) {
            let total = &mut self.entries[place as usize].1;
            *total = total.checked_add(freq).ok_or(LexiconErrorKind::FreqOverflow)?;
            return Ok(());
        }
        let limit = u64::from(u32::MAX) - 1;
        let place = u32::try_from(entry).ok().filter(|&place| u64::from(place) < limit).ok_or(
            LexiconErrorKind::TooLarge { what: "the number of forms", limit, found: limit + 1 },
        )?;
        self.entries.push((form.into(), freq));
        let entries = &self.entries;
        self.places.insert_unique(hash, place, |&place| self::hash(&entries[place as usize].0));
        Ok(())
    }

    /// The number of forms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no forms.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The frequency of a form; `None` if it is not in the list.
    #[must_use]
    pub fn get(&self, form: &str) -> Option<u64> {
        let same = |&place: &u32| *self.entries[place as usize].0 == *form;
        let place = self.places.find(hash(form), same)?;
        Some(self.entries[*place as usize].1)
    }

    /// The forms and their frequencies, in the order in which they came.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, u64)> + '_ {
        self.entries.iter().map(|(form, freq)| (&**form, *freq))
    }

    /// The lines that were left out.
    #[must_use]
    pub fn problems(&self) -> &[ListProblem] {
        &self.problems
    }

    /// Builds a lexicon of the forms. Its ids are in the order of the entries here.
    ///
    /// # Errors
    /// As [`LexiconBuilder::build`].
    pub fn build(&self) -> Result<BuiltLexicon, LexiconError> {
        let entries: Vec<(&str, u64)> = self.iter().collect();
        LexiconBuilder::build(&entries)
    }

    /// Reads a list from a file.
    ///
    /// # Errors
    /// When the file cannot be read, when a column that was asked for by name is missing, and with
    /// [`strict`](FrequencyListOptions::strict) at the first bad line.
    pub fn read(
        path: impl AsRef<Path>,
        options: &FrequencyListOptions,
    ) -> Result<Self, LexiconError> {
        let path = path.as_ref();
        let data = siyaq_disk::read_whole(path)
            .map_err(|source| LexiconError::io("read the frequency list", path, source))?;
        Self::parse_named(&data, options, Some(path))
    }

    /// Reads a list from memory.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn parse(data: &[u8], options: &FrequencyListOptions) -> Result<Self, LexiconError> {
        Self::parse_named(data, options, None)
    }

    fn parse_named(
        data: &[u8],
        options: &FrequencyListOptions,
        path: Option<&Path>,
    ) -> Result<Self, LexiconError> {
        let data = data.strip_prefix(BYTE_ORDER_MARK).unwrap_or(data);
        let mut list = Self::new();
        let note = |list: &mut Self, line: u64, reason: String| {
            if options.strict {
                let path = path.map(Path::to_owned);
                return Err(LexiconError::from(LexiconErrorKind::Line { path, line, reason }));
            }
            list.problems.push(ListProblem { line, reason });
            Ok(())
        };
        let delimiter = match found_format(data, options.format, path) {
            ListFormat::Tsv => b'\t',
            ListFormat::Csv => b',',
            ListFormat::Lines | ListFormat::Auto => {
                for (line, form) in (1..).zip(data.split(|&byte| byte == b'\n')) {
                    let form = form.strip_suffix(b"\r").unwrap_or(form);
                    if let Err(reason) = list.add_line(form, None) {
                        note(&mut list, line, reason)?;
                    }
                }
                return Ok(list);
            }
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(delimiter == b',')
            .has_headers(false)
            .flexible(true)
            .from_reader(data);
        let mut record = ByteRecord::new();
        let mut columns: Option<Columns> = None;
        loop {
            let more = reader.read_byte_record(&mut record);
            let line = record.position().map_or(0, csv::Position::line);
            match more {
                Ok(true) => {}
                Ok(false) => return Ok(list),
                Err(error) => {
                    note(&mut list, line, error.to_string())?;
                    continue;
                }
            }
            let columns = match &columns {
                Some(columns) => columns,
                None => {
                    let (found, is_header) = Columns::find(&record, options, path)?;
                    let found = columns.insert(found);
                    if is_header {
                        continue;
                    }
                    found
                }
            };
            let form = record.get(columns.form).unwrap_or_default();
            let freq = columns.freq.map(|column| record.get(column).unwrap_or_default());
            if let Err(reason) = list.add_line(form, freq) {
                note(&mut list, line, reason)?;
            }
        }
    }

    /// Adds one line; an empty one is passed over. The error is the reason.
    fn add_line(&mut self, form: &[u8], freq: Option<&[u8]>) -> Result<(), String> {
        let form = std::str::from_utf8(form)
            .map_err(|error| format!("the form is not UTF-8 from byte {}", error.valid_up_to()))?;
        let form = form.trim();
        let freq = match freq {
            None if form.is_empty() => return Ok(()),
            None => 1,
            Some(digits) => {
                let shown = String::from_utf8_lossy(digits);
                shown.trim().parse().map_err(|_| {
                    format!("the frequency {:?} is not a whole number of 64 bits", shown.trim())
                })?
            }
        };
        if form.is_empty() {
            return Err("the form is empty".to_owned());
        }
        self.add(form, freq).map_err(|error| error.to_string())
    }

    /// Writes the list as CSV with the header `form,freq`, from the largest frequency down, forms
    /// with the same one in the order of bytes.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write_csv(&self, out: impl Write) -> io::Result<()> {
        self.write_delimited(out, b',')
    }

    /// As [`write_csv`](Self::write_csv), with tabs. A tab or a line break inside a form becomes a
    /// space, as the format cannot hold it.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write_tsv(&self, out: impl Write) -> io::Result<()> {
        self.write_delimited(out, b'\t')
    }

    fn write_delimited(&self, out: impl Write, delimiter: u8) -> io::Result<()> {
        let mut sorted: Vec<(&str, u64)> = self.iter().collect();
        sorted.sort_unstable_by_key(|&(form, freq)| (std::cmp::Reverse(freq), form));
        let quotes =
            if delimiter == b',' { csv::QuoteStyle::Necessary } else { csv::QuoteStyle::Never };
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).quote_style(quotes).from_writer(out);
        writer.write_record([FORM_FIELD, FREQ_FIELD])?;
        for (form, freq) in sorted {
            let freq = freq.to_string();
            if delimiter == b'\t' && form.contains(['\t', '\r', '\n']) {
                writer.write_record([&form.replace(['\t', '\r', '\n'], " "), &freq])?;
            } else {
                writer.write_record([form, &freq])?;
            }
        }
        writer.flush()
    }
}

/// The format of a list, from the name of the file or from its first line.
fn found_format(data: &[u8], asked: ListFormat, path: Option<&Path>) -> ListFormat {
    if asked != ListFormat::Auto {
        return asked;
    }
    let ending = path.and_then(Path::extension).and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => return ListFormat::Csv,
        Some("tsv" | "tab") => return ListFormat::Tsv,
        _ => {}
    }
    let line = data.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    match line {
        Some(line) if line.contains(&b'\t') => ListFormat::Tsv,
        Some(line) if line.contains(&b',') => ListFormat::Csv,
        _ => ListFormat::Lines,
    }
}

/// Which column holds what.
struct Columns {
    form: usize,
    freq: Option<usize>,
}

impl Columns {
    /// The columns by the first line, and whether that line is a header.
    fn find(
        first: &ByteRecord,
        options: &FrequencyListOptions,
        path: Option<&Path>,
    ) -> Result<(Self, bool), LexiconError> {
        let place = |name: &str| {
            first.iter().position(|field| field.trim_ascii() == name.trim().as_bytes())
        };
        let missing = |name: &str| {
            let names: Vec<_> = first.iter().map(String::from_utf8_lossy).collect();
            let (path, field) = (path.map(Path::to_owned), name.to_owned());
            LexiconErrorKind::NoField { path, field, header: names.join(", ") }
        };
        let number =
            |field: &[u8]| !field.is_empty() && field.trim_ascii().iter().all(u8::is_ascii_digit);
        let named = options.form_field != FORM_FIELD || options.freq_field != FREQ_FIELD;
        let is_header = named || !first.iter().any(number);
        match place(&options.form_field).filter(|_| is_header) {
            Some(form) => {
                let freq = place(&options.freq_field);
                if freq.is_none() && options.freq_field != FREQ_FIELD {
                    return Err(missing(&options.freq_field).into());
                }
                Ok((Self { form, freq }, true))
            }
            None if named => Err(missing(&options.form_field).into()),
            None => Ok((Self { form: 0, freq: (first.len() > 1).then_some(1) }, false)),
        }
    }
}

fn hash(form: &str) -> u64 {
    FixedState::default().hash_one(form)
}
