//! Rows that come piece by piece, written as one result.

use crate::args::TopArgs;
use crate::context::{Context, Outcome};
use crate::emit::{Stream, shown_rows};
use anyhow::Result;
use siyaq::output::{Format, Rows, TableOptions, WriteOptions, write_rows};
use std::ffi::OsString;
use std::path::Path;

/// Writes pieces of a result, with one header, or as one array.
pub(crate) struct RowStream {
    out: Stream,
    format: Format,
    options: WriteOptions,
    /// Rows that may still be written.
    left: Option<u64>,
    written: u64,
    buffer: Vec<u8>,
}

impl RowStream {
    /// Begins a result.
    pub(crate) fn open(
        output: Option<&Path>,
        format: Format,
        top: TopArgs,
        context: &Context,
    ) -> Result<Self> {
        let isolate = output.is_none() && context.out_is_terminal;
        // An array that grows is written as lines of objects with commas between.
        let as_lines = if format == Format::Json { Format::Jsonl } else { format };
        let table = TableOptions::default().isolate(isolate);
        let options = WriteOptions::default().format(as_lines).table(table);
        let (out, left) = (Stream::open(output)?, shown_rows(top.top, format));
        Ok(Self { out, format, options, left, written: 0, buffer: Vec::new() })
    }

    /// Writes more rows; false when there are enough.
    pub(crate) fn push(&mut self, rows: &impl Rows) -> Result<bool> {
        if rows.len() > 0 && self.left != Some(0) {
            self.buffer.clear();
            let options = self.options.clone().top(self.left);
            let written = write_rows(rows, &options, &mut self.buffer)?.rows;
            let bytes = self.framed();
            match self.format {
                Format::Table => self.out.write_shown(&bytes)?,
                _ => self.out.write(&bytes)?,
            }
            self.written += written;
            self.left = self.left.map(|left| left.saturating_sub(written));
        }
        Ok(self.left != Some(0))
    }

    /// The buffer as a piece of the whole.
    fn framed(&self) -> Vec<u8> {
        let first = self.written == 0;
        match self.format {
            Format::Csv | Format::Tsv | Format::Table if !first => {
                let header = self.buffer.iter().position(|byte| *byte == b'\n');
                let rows = header.and_then(|end| self.buffer.get(end + 1..));
                rows.unwrap_or_default().to_vec()
            }
            Format::Json => {
                let mut bytes = if first { b"[\n".to_vec() } else { b",\n".to_vec() };
                for byte in self.buffer.trim_ascii_end() {
                    // A line feed inside a text is escaped, so each one stands between objects.
                    if *byte == b'\n' {
                        bytes.push(b',');
                    }
                    bytes.push(*byte);
                }
                bytes
            }
            _ => self.buffer.clone(),
        }
    }

    /// Ends the result. `none` has its columns, which a result without rows shows all the same.
    pub(crate) fn finish(
        mut self,
        none: &impl Rows,
        inputs: &[OsString],
        context: &Context,
    ) -> Result<Outcome> {
        if self.written == 0 {
            self.buffer.clear();
            let options = self.options.clone().format(self.format).top(Some(0));
            write_rows(none, &options, &mut self.buffer)?;
            self.out.write(&self.buffer)?;
        } else if self.format == Format::Json {
            self.out.write(b"\n]\n")?;
        }
        self.out.finish(self.format.name(), self.written, inputs, context)?;
        Ok(Outcome::of(self.written > 0))
    }
}
