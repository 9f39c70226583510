//! What a result is made of: columns, rows and cells.

use siyaq_stats::Undefined;
use std::borrow::Cow;

/// One value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Text from a corpus or any other text.
    Text(&'a str),
    /// A count, a position, an identifier.
    Integer(u64),
    /// An integer that may be negative.
    Signed(i64),
    /// A score, or why there is none: an empty cell in CSV and TSV, `null` in JSON.
    Real(Result<f64, Undefined>),
    /// No value: an empty cell in CSV and TSV, `null` in JSON.
    Missing,
}

/// A [`Cell`] that owns its text.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnedCell {
    /// As [`Cell::Text`].
    Text(String),
    /// As [`Cell::Integer`].
    Integer(u64),
    /// As [`Cell::Signed`].
    Signed(i64),
    /// As [`Cell::Real`].
    Real(Result<f64, Undefined>),
    /// As [`Cell::Missing`].
    Missing,
}

impl OwnedCell {
    /// The cell without ownership.
    #[must_use]
    pub fn borrow(&self) -> Cell<'_> {
        match self {
            Self::Text(text) => Cell::Text(text),
            Self::Integer(value) => Cell::Integer(*value),
            Self::Signed(value) => Cell::Signed(*value),
            Self::Real(value) => Cell::Real(*value),
            Self::Missing => Cell::Missing,
        }
    }
}

impl From<Cell<'_>> for OwnedCell {
    fn from(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Text(text) => Self::Text(text.to_owned()),
            Cell::Integer(value) => Self::Integer(value),
            Cell::Signed(value) => Self::Signed(value),
            Cell::Real(value) => Self::Real(value),
            Cell::Missing => Self::Missing,
        }
    }
}

/// What a column holds, which decides how a table aligns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text, aligned at its start.
    Text,
    /// Integers, aligned at their end.
    Integer,
    /// Reals, aligned at their end.
    Real {
        /// Digits after the point in a table; the data formats always have full precision.
        decimals: u8,
    },
}

/// What a column is for in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnRole {
    /// A column like any other.
    #[default]
    Plain,
    /// A form as its layer has it, beside the spelling that is shown: data formats have it, a table not.
    Key,
    /// What stands before the node. A table clips it at its start.
    Before,
    /// The match itself, which a table puts in a fixed place.
    Node,
    /// What stands after the node. A table clips it at its end.
    After,
}

/// The name and kind of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// The name: the header of CSV and the key of JSON.
    pub name: Cow<'static, str>,
    /// What the column holds.
    pub kind: ColumnKind,
    /// What the column is for in a table.
    pub role: ColumnRole,
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn text(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), kind: ColumnKind::Text, role: ColumnRole::Plain }
    }

    /// A column of integers.
    #[must_use]
    pub fn integer(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), kind: ColumnKind::Integer, role: ColumnRole::Plain }
    }

    /// A column of reals, shown with `decimals` digits after the point in a table.
    #[must_use]
    pub fn real(name: impl Into<Cow<'static, str>>, decimals: u8) -> Self {
        Self { name: name.into(), kind: ColumnKind::Real { decimals }, role: ColumnRole::Plain }
    }

    /// A column of forms as their layer has them, for programs: what words are counted and joined by. A table leaves it out.
    #[must_use]
    pub fn key(name: impl Into<Cow<'static, str>>) -> Self {
        Self { role: ColumnRole::Key, ..Self::text(name) }
    }

    /// The three columns of a concordance line: `before`, `match`, `after`, to stand in this order.
    #[must_use]
    pub fn concordance() -> [Self; 3] {
        [
            Self { role: ColumnRole::Before, ..Self::text("before") },
            Self { role: ColumnRole::Node, ..Self::text("match") },
            Self { role: ColumnRole::After, ..Self::text("after") },
        ]
    }
}

/// Takes the cells of a row, one call a cell, in the order of the columns.
///
/// The formats implement it, and so can a caller that wants the cells themselves.
pub trait RowSink {
    /// A cell of text.
    fn text(&mut self, text: &str);

    /// A cell of text composed of parts with one space between them, as an n-gram is of its tokens. Nothing is allocated for it.
    fn text_parts(&mut self, parts: &mut dyn Iterator<Item = &str>);

    /// A cell with a count.
    fn integer(&mut self, value: u64);

    /// A cell with an integer that may be negative.
    fn signed(&mut self, value: i64);

    /// A cell with a score, or the reason why there is none. A value that is not finite makes writing fail.
    fn real(&mut self, value: Result<f64, Undefined>);

    /// A cell without a value.
    fn missing(&mut self);

    /// Any cell.
    fn cell(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Text(text) => self.text(text),
            Cell::Integer(value) => self.integer(value),
            Cell::Signed(value) => self.signed(value),
            Cell::Real(value) => self.real(value),
            Cell::Missing => self.missing(),
        }
    }
}

/// A result: rows of typed cells under named columns, addressed by number so that many threads can format them at once.
///
/// # Examples
/// ```
/// use siyaq_output::{Column, RowSink, Rows, WriteOptions, write_rows};
///
/// struct Bigrams;
///
/// impl Rows for Bigrams {
///     fn columns(&self) -> Vec<Column> {
///         vec![Column::text("form"), Column::integer("freq")]
///     }
///     fn len(&self) -> usize {
///         1
///     }
///     fn row(&self, _index: usize, sink: &mut dyn RowSink) {
///         sink.text_parts(&mut ["رئيس", "الوزراء"].into_iter());
///         sink.integer(12);
///     }
/// }
///
/// let mut bytes = Vec::new();
/// write_rows(&Bigrams, &WriteOptions::default(), &mut bytes)?;
/// assert_eq!(String::from_utf8_lossy(&bytes), "form,freq\nرئيس الوزراء,12\n");
/// # Ok::<(), siyaq_output::OutputError>(())
/// ```
pub trait Rows: Sync {
    /// The columns, which must have different names.
    fn columns(&self) -> Vec<Column>;

    /// How many rows there are.
    fn len(&self) -> usize;

    /// How many there were before all but the first were left out; [`Rows::len`] unless a result knows of more.
    fn found(&self) -> u64 {
        self.len() as u64
    }

    /// Whether there are no rows.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives the cells of row `index` (from 0, below [`Rows::len`]) to `sink`: exactly one call for each column, in their order.
    fn row(&self, index: usize, sink: &mut dyn RowSink);

    /// How many tests p-values and intervals are adjusted for, by the name of each table; nothing where
    /// nothing is tested.
    fn tests(&self) -> Vec<(String, u64)> {
        Vec::new()
    }
}

/// The tests of rows that are one table.
pub(crate) fn tests_of_table(tests: u64) -> Vec<(String, u64)> {
    vec![("table".to_owned(), tests)]
}

/// The cells of one row, owned: for tests and for faces that need values, not text.
///
/// # Examples
/// ```
/// use siyaq_output::{Column, OwnedCell, RowTable, row_cells};
///
/// let cells = vec![OwnedCell::Text("كتاب".into()), OwnedCell::Integer(42)];
/// let mut words = RowTable::new(vec![Column::text("form"), Column::integer("freq")]);
/// words.push(cells.clone());
/// assert_eq!(row_cells(&words, 0), cells);
/// // There is no other row.
/// assert_eq!(row_cells(&words, 1), []);
/// ```
#[must_use]
pub fn row_cells<R: Rows + ?Sized>(rows: &R, index: usize) -> Vec<OwnedCell> {
    let mut collector = Collector(Vec::new());
    rows.row(index, &mut collector);
    collector.0
}

struct Collector(Vec<OwnedCell>);

impl RowSink for Collector {
    fn text(&mut self, text: &str) {
        self.0.push(OwnedCell::Text(text.to_owned()));
    }

    fn text_parts(&mut self, parts: &mut dyn Iterator<Item = &str>) {
        let mut text = String::new();
        for (index, part) in parts.enumerate() {
            if index > 0 {
                text.push(' ');
            }
            text.push_str(part);
        }
        self.0.push(OwnedCell::Text(text));
    }

    fn integer(&mut self, value: u64) {
        self.0.push(OwnedCell::Integer(value));
    }

    fn signed(&mut self, value: i64) {
        self.0.push(OwnedCell::Signed(value));
    }

    fn real(&mut self, value: Result<f64, Undefined>) {
        self.0.push(OwnedCell::Real(value));
    }

    fn missing(&mut self) {
        self.0.push(OwnedCell::Missing);
    }
}

/// Rows held in memory, for small results and for tests.
///
/// # Examples
/// ```
/// use siyaq_output::{Column, OwnedCell, RowTable, Rows, row_cells};
///
/// let mut table = RowTable::new(vec![Column::text("period"), Column::integer("freq")]);
/// table.push(vec![OwnedCell::Text("2015-03".into()), OwnedCell::Integer(7)]);
/// assert_eq!(table.len(), 1);
/// assert_eq!(row_cells(&table, 0)[1], OwnedCell::Integer(7));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RowTable {
    columns: Vec<Column>,
    rows: Vec<Vec<OwnedCell>>,
}

impl RowTable {
    /// A table without rows.
    #[must_use]
    pub const fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row. A row with the wrong number of cells makes writing fail.
    pub fn push(&mut self, row: Vec<OwnedCell>) {
        self.rows.push(row);
    }
}

impl Rows for RowTable {
    fn columns(&self) -> Vec<Column> {
        self.columns.clone()
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        for cell in self.rows.get(index).into_iter().flatten() {
            sink.cell(cell.borrow());
        }
    }
}
