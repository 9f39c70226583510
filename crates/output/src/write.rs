//! Writing rows: chunks are formatted by all threads and written in order.

use std::io::Write;
use std::ops::Range;

use crate::delimited::Delimited;
use crate::encode::RowFormat;
use crate::error::{OutputError, OutputErrorKind};
use crate::json::Json;
use crate::options::{Format, WriteOptions};
use crate::rows::{Column, Rows};
use crate::table::Table;

/// About how many bytes a chunk should have: small enough to stay in a core's cache until it is written, large enough that a
/// write costs nothing beside it.
const CHUNK_BYTES: usize = 256 * 1024;

/// How many rows the first chunk has; the following ones go by its size.
const FIRST_CHUNK_ROWS: usize = 1024;

/// The most rows that a chunk may have.
const MAX_CHUNK_ROWS: usize = 16 * 1024;

/// How many chunks are formatted for each thread while the former ones are written.
const CHUNKS_PER_THREAD: usize = 4;

/// What has been written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Rows, without the header.
    pub rows: u64,
    /// Bytes, with everything.
    pub bytes: u64,
}

/// Writes `rows` to `out` as `options` say.
///
/// The rows are formatted by the threads of the current rayon pool and written in their order from this thread; the bytes are the
/// same whatever the number of threads. Writes are large, so `out` needs no buffer of its own. It is flushed at the end.
///
/// # Errors
/// When the options contradict each other, when two columns share a name, when a row has the wrong number of cells or a number that
/// is not finite, or when `out` fails; [`OutputError::is_broken_pipe`] tells a closed pipe from the rest.
///
/// # Cost
/// Memory: a few chunks of about 256 KiB for each thread, whatever the number of rows. A table formats every row twice, since the
/// widths of its columns must be known first.
///
/// # Examples
/// ```
/// use siyaq_output::{Column, Format, OwnedCell, RowTable, WriteOptions, write_rows};
///
/// let mut words = RowTable::new(vec![Column::text("form"), Column::integer("freq")]);
/// for (form, freq) in [("في", 30), ("من", 21), ("على", 9)] {
///     words.push(vec![OwnedCell::Text(form.into()), OwnedCell::Integer(freq)]);
/// }
/// let mut bytes = Vec::new();
/// let options = WriteOptions::default().format(Format::Tsv).top(Some(2));
/// let written = write_rows(&words, &options, &mut bytes)?;
/// assert_eq!((written.rows, written.bytes), (2, bytes.len() as u64));
/// assert_eq!(String::from_utf8_lossy(&bytes), "form\tfreq\nفي\t30\nمن\t21\n");
/// # Ok::<(), siyaq_output::OutputError>(())
/// ```
pub fn write_rows<R: Rows + ?Sized>(
    rows: &R,
    options: &WriteOptions,
    out: &mut dyn Write,
) -> Result<Written, OutputError> {
    options.check()?;
    let columns = rows.columns();
    check_names(&columns)?;
    let top = options.top.map_or(usize::MAX, |top| usize::try_from(top).unwrap_or(usize::MAX));
    let row_count = rows.len().min(top);
    let mut out = Counted { out, bytes: 0 };
    match options.format {
        Format::Table => {
            let table = Table::new(&columns, &options.table, rows, row_count)?;
            write_format(rows, row_count, &table, &mut out)?;
        }
        Format::Csv | Format::Tsv => {
            write_format(rows, row_count, &Delimited::new(&columns, options), &mut out)?
        }
        Format::Json | Format::Jsonl => {
            write_format(rows, row_count, &Json::new(&columns, options), &mut out)?
        }
    }
    out.out.flush().map_err(OutputError::write)?;
    Ok(Written { rows: row_count as u64, bytes: out.bytes })
}

fn check_names(columns: &[Column]) -> Result<(), OutputError> {
    for (index, column) in columns.iter().enumerate() {
        if columns.iter().take(index).any(|other| other.name == column.name) {
            let name = column.name.clone().into_owned();
            return Err(OutputError::new(OutputErrorKind::DuplicateColumn { name }));
        }
    }
    Ok(())
}

struct Counted<'a> {
    out: &'a mut dyn Write,
    bytes: u64,
}

impl Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        self.out.write_all(bytes).map_err(OutputError::write)?;
        self.bytes += bytes.len() as u64;
        Ok(())
    }
}

/// The rows of one chunk and their bytes. A failed chunk keeps its error until its turn to be written comes, so that the first
/// error in the order of rows is the one reported.
#[derive(Default)]
struct Chunk {
    range: Range<usize>,
    bytes: Vec<u8>,
    error: Option<OutputError>,
}

impl Chunk {
    fn fill<R: Rows + ?Sized, F: RowFormat>(&mut self, rows: &R, format: &F) {
        self.bytes.clear();
        self.error = format.rows(rows, self.range.clone(), &mut self.bytes).err();
    }

    fn write(&mut self, out: &mut Counted<'_>) -> Result<(), OutputError> {
        match self.error.take() {
            Some(error) => Err(error),
            None => out.write(&self.bytes),
        }
    }
}

fn write_format<R: Rows + ?Sized, F: RowFormat>(
    rows: &R,
    row_count: usize,
    format: &F,
    out: &mut Counted<'_>,
) -> Result<(), OutputError> {
    let mut first = Chunk { range: 0..row_count.min(FIRST_CHUNK_ROWS), ..Chunk::default() };
    format.header(&mut first.bytes);
    out.write(&first.bytes)?;
    first.fill(rows, format);
    let row_bytes = first.bytes.len() / first.range.len().max(1);
    first.write(out)?;
    let chunk_rows = (CHUNK_BYTES / row_bytes.max(1)).clamp(16, MAX_CHUNK_ROWS);
    write_chunks(rows, first.range.end..row_count, chunk_rows, format, out)?;
    let mut footer = Vec::new();
    format.footer(&mut footer, row_count);
    out.write(&footer)
}

/// Two sets of chunks take turns: while this thread writes one, the pool fills the other.
fn write_chunks<R: Rows + ?Sized, F: RowFormat>(
    rows: &R,
    range: Range<usize>,
    chunk_rows: usize,
    format: &F,
    out: &mut Counted<'_>,
) -> Result<(), OutputError> {
    let lanes = rayon::current_num_threads() * CHUNKS_PER_THREAD;
    let mut full: Vec<Chunk> = Vec::new();
    let mut empty: Vec<Chunk> = Vec::new();
    let mut next = range.start;
    while next < range.end || !full.is_empty() {
        let mut planned = 0;
        while planned < lanes && next < range.end {
            let end = range.end.min(next + chunk_rows);
            if planned == empty.len() {
                empty.push(Chunk::default());
            }
            if let Some(chunk) = empty.get_mut(planned) {
                chunk.range = next..end;
            }
            next = end;
            planned += 1;
        }
        empty.truncate(planned);
        rayon::in_place_scope(|scope| {
            for chunk in &mut empty {
                scope.spawn(|_| chunk.fill(rows, format));
            }
            full.iter_mut().try_for_each(|chunk| chunk.write(out))
        })?;
        if planned == 0 {
            break;
        }
        std::mem::swap(&mut full, &mut empty);
    }
    Ok(())
}
