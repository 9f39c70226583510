//! In which format a result is written, and how.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use siyaq_types::did_you_mean;

use crate::error::{OutputError, OutputErrorKind};

/// The format of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// Aligned columns for a terminal. It is for eyes: numbers are rounded, long text is clipped, control characters are replaced.
    Table,
    /// Comma-separated values after RFC 4180 with a header, UTF-8, full precision, nothing clipped.
    #[default]
    Csv,
    /// As CSV with a tab in the comma's place, quoted by the same rules, so that tabs and line ends inside cells survive.
    Tsv,
    /// One array of objects, an object a row, a row a line.
    Json,
    /// One object a line.
    Jsonl,
}

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Table, Self::Csv, Self::Tsv, Self::Json, Self::Jsonl];

    /// The format of files whose names end like this, without the point: `csv`, `tsv`, `json`, `jsonl`, or `txt` for a table.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| ending.eq_ignore_ascii_case(format.ending()))
    }

    /// What the names of its files end in, without the point.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            format => format.name(),
        }
    }

    /// The name, as in `--format csv`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A format was named that there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseFormatError(String);

impl fmt::Display for ParseFormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = did_you_mean(&self.0, Format::ALL.map(Format::name));
        write!(f, "unknown format {:?}; choose table, csv, tsv, json or jsonl{near}", self.0)
    }
}

impl std::error::Error for ParseFormatError {}

impl FromStr for Format {
    type Err = ParseFormatError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| ParseFormatError(name.to_owned()))
    }
}

/// How lines of CSV and TSV end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    /// A line feed, as every tool of a Unix system expects and every reader of CSV accepts.
    #[default]
    Lf,
    /// A carriage return and a line feed, as RFC 4180 has it to the letter.
    CrLf,
}

impl LineEnd {
    pub(crate) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Lf => b"\n",
            Self::CrLf => b"\r\n",
        }
    }
}

/// How [`crate::write_rows`] writes.
///
/// # Examples
/// ```
/// use siyaq_output::{Format, WriteOptions};
///
/// let options = WriteOptions::default().format(Format::Jsonl).top(Some(100));
/// assert_eq!(options.top, Some(100));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WriteOptions {
    /// The format; CSV by default.
    pub format: Format,
    /// Only the first so many rows; all by default.
    pub top: Option<u64>,
    /// CSV for a spreadsheet: with a byte-order mark, and with every text that a spreadsheet could run as a formula made harmless.
    ///
    /// A text that begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab, a carriage return or a line feed is written
    /// in quotes with an apostrophe before it: `=1+1` becomes `"'=1+1"`. The file is then no faithful copy of the text; leave the
    /// option off for data that a program reads. Numbers are never changed: `-1.5` stays a number.
    pub excel: bool,
    /// How lines of CSV and TSV end.
    pub line_end: LineEnd,
    /// How a table looks.
    pub table: TableOptions,
}

impl WriteOptions {
    /// Sets the format.
    #[must_use]
    pub const fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// Sets how many rows to write at most.
    #[must_use]
    pub const fn top(mut self, top: Option<u64>) -> Self {
        self.top = top;
        self
    }

    /// Sets whether CSV is written for a spreadsheet.
    #[must_use]
    pub const fn excel(mut self, excel: bool) -> Self {
        self.excel = excel;
        self
    }

    /// Sets how lines of CSV and TSV end.
    #[must_use]
    pub const fn line_end(mut self, line_end: LineEnd) -> Self {
        self.line_end = line_end;
        self
    }

    /// Sets how a table looks.
    #[must_use]
    pub const fn table(mut self, table: TableOptions) -> Self {
        self.table = table;
        self
    }

    /// Checks that the options go together.
    ///
    /// # Errors
    /// When `excel` is asked for with another format than CSV, or when a width of a table is too small to show anything.
    pub const fn check(&self) -> Result<(), OutputError> {
        let reason = if self.excel && !matches!(self.format, Format::Csv) {
            "a file for a spreadsheet is written as csv; choose --format csv or leave --excel out"
        } else if self.table.max_cell_width < 2 || self.table.context_width < 2 {
            "a cell of a table needs a width of at least 2 columns; choose a greater width"
        } else {
            return Ok(());
        };
        Err(OutputError::new(OutputErrorKind::Options { reason }))
    }
}

/// How a table looks. Widths are columns of a terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TableOptions {
    /// Whether cells are put in bidi isolates, so that right-to-left text does not move its neighbours. For a terminal only:
    /// text that is piped or saved stays plain and in logical order.
    pub isolate: bool,
    /// The width of a line, from which the width of concordance contexts follows; `context_width` counts when it is `None`.
    pub line_width: Option<usize>,
    /// The width of each context of a concordance line.
    pub context_width: usize,
    /// The width beyond which any other text is clipped.
    pub max_cell_width: usize,
}

impl Default for TableOptions {
    fn default() -> Self {
        Self { isolate: false, line_width: None, context_width: 40, max_cell_width: 80 }
    }
}

impl TableOptions {
    /// Sets whether cells are put in bidi isolates.
    #[must_use]
    pub const fn isolate(mut self, isolate: bool) -> Self {
        self.isolate = isolate;
        self
    }

    /// Sets the width of a line.
    #[must_use]
    pub const fn line_width(mut self, line_width: Option<usize>) -> Self {
        self.line_width = line_width;
        self
    }

    /// Sets the width of each context of a concordance line.
    #[must_use]
    pub const fn context_width(mut self, context_width: usize) -> Self {
        self.context_width = context_width;
        self
    }

    /// Sets the width beyond which any other text is clipped.
    #[must_use]
    pub const fn max_cell_width(mut self, max_cell_width: usize) -> Self {
        self.max_cell_width = max_cell_width;
        self
    }
}
