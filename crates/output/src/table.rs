//! Aligned columns for a terminal.
//!
//! Numbers are aligned at their end and reals rounded to the decimals of their column; undefined and missing values are a hyphen.
//! Columns of keys are left out: who reads a table sees the spellings.
//!
//! **Right-to-left.** A line of the table runs from left to right, and with `isolate` every cell that is not plain ASCII stands in
//! U+2068 … U+2069, its padding outside, so that Arabic in one column leaves the next where it is.
//!
//! **Concordance lines.** The columns `before`, `match`, `after` are written in reading order, `before` padded at its start so that its end
//! touches the node, each clipped at the end that is far from the node. A terminal without bidi shows them from left to right. For one
//! with bidi, `isolate` puts the three together into one right-to-left isolate (U+2067 … U+2069) of fixed width: what comes before then
//! stands to the right, as Arabic is read, and the node is in a fixed column both ways.

use siyaq_stats::Undefined;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::display::{
    Clip, FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_MARK, POP_ISOLATE, RIGHT_TO_LEFT_ISOLATE, push_char,
    push_shown, push_spaces, width,
};
use crate::encode::{RowEncoder, RowFormat, Shape, encode_rows, push_joined};
use crate::error::OutputError;
use crate::number::{push_integer, push_rounded, push_signed};
use crate::options::TableOptions;
use crate::rows::{Column, ColumnKind, ColumnRole, RowSink, Rows};

/// What stands between two columns.
const GAP: usize = 2;

/// The least width of a context when the line is narrow.
const LEAST_CONTEXT: usize = 8;

/// Stands for an undefined or missing value.
const NOTHING: &[u8] = b"-";

/// Decimals of a real in a column that is not one of reals.
const DEFAULT_DECIMALS: u8 = 2;

/// How many rows one task measures.
const MEASURED_ROWS: usize = 4096;

pub(crate) struct Table<'a> {
    columns: &'a [Column],
    isolate: bool,
    widths: Vec<usize>,
    /// Where the three columns of a concordance begin.
    concordance: Option<usize>,
    /// The last column that is shown.
    last: Option<usize>,
}

impl<'a> Table<'a> {
    /// Measures the rows and fixes the widths.
    pub(crate) fn new<R: Rows + ?Sized>(
        columns: &'a [Column],
        options: &TableOptions,
        rows: &R,
        row_count: usize,
    ) -> Result<Self, OutputError> {
        let concordance = concordance_at(columns);
        let mut widths = measure(columns, options.max_cell_width, rows, row_count)?;
        if let Some(at) = concordance {
            let shown = columns.iter().filter(|column| is_shown(column)).count();
            let context = context_width(options, &widths, shown, at);
            for index in [at, at + 2] {
                if let Some(width) = widths.get_mut(index) {
                    *width = context.min(*width);
                }
            }
        }
        let last = columns.iter().rposition(is_shown);
        Ok(Self { columns, isolate: options.isolate, widths, concordance, last })
    }

    const fn line<'b>(&'b self, out: &'b mut Vec<u8>) -> Line<'b> {
        Line { table: self, out, cell: Vec::new() }
    }
}

fn is_shown(column: &Column) -> bool {
    column.role != ColumnRole::Key
}

/// Where `before`, `match` and `after` stand beside each other in this order.
fn concordance_at(columns: &[Column]) -> Option<usize> {
    let wanted = [ColumnRole::Before, ColumnRole::Node, ColumnRole::After];
    columns.windows(3).position(|three| three.iter().map(|column| column.role).eq(wanted))
}

/// The width of each context: half of what the other columns leave of the line, or as the options say.
fn context_width(
    options: &TableOptions,
    widths: &[usize],
    shown: usize,
    concordance: usize,
) -> usize {
    let Some(line) = options.line_width else { return options.context_width };
    let contexts = [concordance, concordance + 2];
    let others: usize = widths
        .iter()
        .enumerate()
        .filter(|(index, _)| !contexts.contains(index))
        .map(|(_, width)| width)
        .sum();
    let gaps = GAP * shown.saturating_sub(1);
    (line.saturating_sub(others + gaps) / 2).max(LEAST_CONTEXT)
}

/// The width of the widest cell of each column, contexts in full and everything else up to `limit`.
fn measure<R: Rows + ?Sized>(
    columns: &[Column],
    limit: usize,
    rows: &R,
    row_count: usize,
) -> Result<Vec<usize>, OutputError> {
    let measure = || {
        let mut measure = Measure { columns, limit, widths: vec![0; columns.len()] };
        for (index, column) in columns.iter().enumerate().filter(|(_, column)| is_shown(column)) {
            measure.place(index, &column.name);
        }
        measure
    };
    (0..row_count.div_ceil(MEASURED_ROWS))
        .into_par_iter()
        .map(|task| {
            let start = task * MEASURED_ROWS;
            let mut sink = TableSink::new(columns, measure());
            encode_rows(rows, start..row_count.min(start + MEASURED_ROWS), columns, &mut sink)?;
            Ok(sink.place.widths)
        })
        .try_reduce(
            || measure().widths,
            |one, other| {
                Ok(one.into_iter().zip(other).map(|(one, other)| one.max(other)).collect())
            },
        )
}

/// Where the cells of a table go, as text and one after the other: to be measured or to be written.
trait Place {
    fn place(&mut self, column: usize, text: &str);
    fn end_line(&mut self) {}
}

/// Makes text of every cell and gives it to a [`Place`].
struct TableSink<'a, P> {
    columns: &'a [Column],
    place: P,
    shape: Shape,
    scratch: Vec<u8>,
}

impl<'a, P: Place> TableSink<'a, P> {
    const fn new(columns: &'a [Column], place: P) -> Self {
        Self { columns, place, shape: Shape::EMPTY, scratch: Vec::new() }
    }

    /// The column of the next cell, where it is shown.
    fn next_shown(&mut self) -> Option<usize> {
        let column = self.shape.next_cell();
        self.columns.get(column).is_none_or(is_shown).then_some(column)
    }

    /// Places what `push` appends to an empty buffer.
    fn place_bytes(&mut self, push: impl FnOnce(&mut Vec<u8>)) {
        let Some(column) = self.next_shown() else { return };
        self.scratch.clear();
        push(&mut self.scratch);
        self.place.place(column, std::str::from_utf8(&self.scratch).unwrap_or_default());
    }
}

impl<P: Place> RowEncoder for TableSink<'_, P> {
    fn begin_row(&mut self, _row: usize) {
        self.shape = Shape::EMPTY;
    }

    fn end_row(&mut self) {
        self.place.end_line();
    }

    fn shape(&self) -> &Shape {
        &self.shape
    }
}

impl<P: Place> RowSink for TableSink<'_, P> {
    fn text(&mut self, text: &str) {
        if let Some(column) = self.next_shown() {
            self.place.place(column, text);
        }
    }

    fn text_parts(&mut self, parts: &mut dyn Iterator<Item = &str>) {
        self.place_bytes(|out| push_joined(out, parts));
    }

    fn integer(&mut self, value: u64) {
        self.place_bytes(|out| push_integer(out, value));
    }

    fn signed(&mut self, value: i64) {
        self.place_bytes(|out| push_signed(out, value));
    }

    fn real(&mut self, value: Result<f64, Undefined>) {
        let decimals = match self.columns.get(self.shape.cells()).map(|column| column.kind) {
            Some(ColumnKind::Real { decimals }) => decimals,
            _ => DEFAULT_DECIMALS,
        };
        match value {
            Ok(value) if value.is_finite() => {
                self.place_bytes(|out| push_rounded(out, value, decimals))
            }
            Ok(_) => {
                let column = self.shape.next_cell();
                self.shape.refuse(column);
            }
            Err(_) => self.missing(),
        }
    }

    fn missing(&mut self) {
        self.place_bytes(|out| out.extend_from_slice(NOTHING));
    }
}

/// Finds the width of every column.
struct Measure<'a> {
    columns: &'a [Column],
    limit: usize,
    widths: Vec<usize>,
}

impl Place for Measure<'_> {
    fn place(&mut self, column: usize, text: &str) {
        let context = self
            .columns
            .get(column)
            .is_some_and(|column| matches!(column.role, ColumnRole::Before | ColumnRole::After));
        if let Some(widest) = self.widths.get_mut(column) {
            let wanted = width(text);
            *widest = (*widest).max(if context { wanted } else { wanted.min(self.limit) });
        }
    }
}

/// Writes lines.
struct Line<'a> {
    table: &'a Table<'a>,
    out: &'a mut Vec<u8>,
    cell: Vec<u8>,
}

impl Line<'_> {
    /// Makes the cell, clipped to `limit`, and gives the columns of padding that fill it up.
    fn make_cell(&mut self, text: &str, limit: usize, clip: Clip) -> usize {
        self.cell.clear();
        limit - push_shown(&mut self.cell, text, limit, clip)
    }

    /// Writes the cell, within an isolate that `open` begins.
    fn push_cell(&mut self, open: char) {
        let isolate =
            self.table.isolate && (open == RIGHT_TO_LEFT_ISOLATE || !self.cell.is_ascii());
        if isolate {
            push_char(self.out, open);
        }
        self.out.extend_from_slice(&self.cell);
        if isolate {
            push_char(self.out, POP_ISOLATE);
        }
    }

    /// Writes one of the three columns of a concordance.
    fn place_in_concordance(&mut self, text: &str, role: ColumnRole, limit: usize, last: bool) {
        let clip = if role == ColumnRole::Before { Clip::Start } else { Clip::End };
        let padding = self.make_cell(text, limit, clip);
        if role == ColumnRole::Before {
            if self.table.isolate {
                push_char(self.out, RIGHT_TO_LEFT_ISOLATE);
            }
            push_spaces(self.out, padding);
        }
        self.push_cell(RIGHT_TO_LEFT_ISOLATE);
        if role == ColumnRole::Node || (role == ColumnRole::After && (self.table.isolate || !last))
        {
            push_spaces(self.out, padding);
        }
        if role == ColumnRole::After && self.table.isolate {
            push_char(self.out, POP_ISOLATE);
            if last {
                // Spaces and isolates at the end of a line would go to the side where the line ends; a letter keeps them.
                push_char(self.out, LEFT_TO_RIGHT_MARK);
            }
        }
    }
}

impl Place for Line<'_> {
    fn place(&mut self, column: usize, text: &str) {
        let Some((limit, of)) =
            self.table.widths.get(column).copied().zip(self.table.columns.get(column))
        else {
            return;
        };
        let last = self.table.last == Some(column);
        if column > 0 {
            push_spaces(self.out, GAP);
        }
        if self.table.concordance.is_some_and(|at| (at..at + 3).contains(&column)) {
            self.place_in_concordance(text, of.role, limit, last);
            return;
        }
        let padding = self.make_cell(text, limit, Clip::End);
        if of.kind != ColumnKind::Text {
            push_spaces(self.out, padding);
        }
        self.push_cell(FIRST_STRONG_ISOLATE);
        if of.kind == ColumnKind::Text && !last {
            push_spaces(self.out, padding);
        }
    }

    fn end_line(&mut self) {
        while !self.table.isolate && self.out.last() == Some(&b' ') {
            self.out.pop();
        }
        self.out.push(b'\n');
    }
}

impl RowFormat for Table<'_> {
    fn header(&self, out: &mut Vec<u8>) {
        let mut sink = TableSink::new(self.columns, self.line(out));
        self.columns.iter().for_each(|column| sink.text(&column.name));
        sink.end_row();
    }

    fn rows<R: Rows + ?Sized>(
        &self,
        rows: &R,
        range: Range<usize>,
        out: &mut Vec<u8>,
    ) -> Result<(), OutputError> {
        encode_rows(rows, range, self.columns, &mut TableSink::new(self.columns, self.line(out)))
    }

    fn footer(&self, _out: &mut Vec<u8>, _row_count: usize) {}
}
