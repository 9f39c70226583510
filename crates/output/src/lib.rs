//! Rows and concordance lines as table, CSV, TSV, JSON and JSONL, with a manifest that lets a result be repeated.

mod error;
mod options;
mod rows;

mod number;

mod encode;

mod delimited;
mod json;

mod write;

pub use error::{OutputError, OutputErrorKind};
pub use options::{Format, LineEnd, ParseFormatError, TableOptions, WriteOptions};
pub use rows::{
    Cell, Column, ColumnKind, ColumnRole, OwnedCell, RowSink, RowTable, Rows, row_cells,
};
pub use write::{Written, write_rows};
