//! What every format shares: turning a range of rows into bytes, and seeing that the rows keep their shape.

use std::ops::Range;

use crate::error::{OutputError, OutputErrorKind};
use crate::rows::{Column, RowSink, Rows};

/// A format with its columns known: makes the bytes of any range of rows, on any thread, in any order.
pub(crate) trait RowFormat: Sync {
    /// What stands before the first row.
    fn header(&self, out: &mut Vec<u8>);

    /// Appends the rows of `range`. The bytes of two ranges, one after the other, are those of the whole range.
    fn rows<R: Rows + ?Sized>(
        &self,
        rows: &R,
        range: Range<usize>,
        out: &mut Vec<u8>,
    ) -> Result<(), OutputError>;

    /// What stands after the last row.
    fn footer(&self, out: &mut Vec<u8>, row_count: usize);
}

/// A sink that knows where rows begin and end.
pub(crate) trait RowEncoder: RowSink {
    fn begin_row(&mut self, row: usize);
    fn end_row(&mut self);
    fn shape(&self) -> &Shape;
}

/// Gives the rows of `range` to `encoder` and stops at the first that is not as the columns say.
pub(crate) fn encode_rows<R: Rows + ?Sized, E: RowEncoder>(
    rows: &R,
    range: Range<usize>,
    columns: &[Column],
    encoder: &mut E,
) -> Result<(), OutputError> {
    for row in range {
        encoder.begin_row(row);
        rows.row(row, encoder);
        encoder.end_row();
        encoder.shape().check(row, columns)?;
    }
    Ok(())
}

/// How many cells the row has had, and the first of them that cannot be written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    cells: usize,
    not_finite: Option<usize>,
}

impl Shape {
    /// That of a row without cells.
    pub(crate) const EMPTY: Self = Self { cells: 0, not_finite: None };

    /// How many cells the row has had.
    pub(crate) const fn cells(&self) -> usize {
        self.cells
    }

    /// Counts a cell and gives its column.
    pub(crate) const fn next_cell(&mut self) -> usize {
        let column = self.cells;
        self.cells += 1;
        column
    }

    /// Notes that the number in `column` is not finite.
    pub(crate) fn refuse(&mut self, column: usize) {
        self.not_finite.get_or_insert(column);
    }

    fn check(&self, row: usize, columns: &[Column]) -> Result<(), OutputError> {
        if self.cells == columns.len() && self.not_finite.is_none() {
            return Ok(());
        }
        let row = row as u64;
        Err(OutputError::new(match self.not_finite.and_then(|column| columns.get(column)) {
            Some(column) => {
                OutputErrorKind::NotFinite { row, column: column.name.clone().into_owned() }
            }
            None => OutputErrorKind::RowShape { row, expected: columns.len(), found: self.cells },
        }))
    }
}

/// Appends `parts` with one space between them.
pub(crate) fn push_joined(out: &mut Vec<u8>, parts: &mut dyn Iterator<Item = &str>) {
    for (index, part) in parts.enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(part.as_bytes());
    }
}
