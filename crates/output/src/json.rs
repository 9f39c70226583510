//! JSON and JSONL: an object a row, on a line of its own.
//!
//! JSON is one array, written as it comes: `[`, then the objects with a comma at the end of each line but the last, then `]`. Integers
//! are written with all their digits; a reader that keeps every number as a double loses those beyond 2^53.

use siyaq_stats::Undefined;
use std::ops::Range;

use crate::encode::{RowEncoder, RowFormat, Shape, encode_rows};
use crate::error::OutputError;
use crate::number::{RealMemo, push_integer, push_signed};
use crate::options::{Format, WriteOptions};
use crate::rows::{Column, RowSink, Rows};

pub(crate) struct Json<'a> {
    columns: &'a [Column],
    /// What stands before each value: `{"form":`, then `,"freq":` and so on.
    keys: Vec<Vec<u8>>,
    array: bool,
}

impl<'a> Json<'a> {
    pub(crate) fn new(columns: &'a [Column], options: &WriteOptions) -> Self {
        let keys = columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let mut key = vec![if index == 0 { b'{' } else { b',' }];
                push_string(&mut key, &column.name);
                key.push(b':');
                key
            })
            .collect();
        Self { columns, keys, array: options.format == Format::Json }
    }
}

impl RowFormat for Json<'_> {
    fn header(&self, out: &mut Vec<u8>) {
        if self.array {
            out.push(b'[');
        }
    }

    fn rows<R: Rows + ?Sized>(
        &self,
        rows: &R,
        range: Range<usize>,
        out: &mut Vec<u8>,
    ) -> Result<(), OutputError> {
        let mut encoder =
            JsonEncoder { format: self, out, shape: Shape::EMPTY, memo: RealMemo::default() };
        encode_rows(rows, range, self.columns, &mut encoder)
    }

    fn footer(&self, out: &mut Vec<u8>, row_count: usize) {
        if self.array {
            out.extend_from_slice(if row_count == 0 { b"]\n" } else { b"\n]\n" });
        }
    }
}

struct JsonEncoder<'a> {
    format: &'a Json<'a>,
    out: &'a mut Vec<u8>,
    shape: Shape,
    memo: RealMemo,
}

impl JsonEncoder<'_> {
    fn begin_cell(&mut self) -> usize {
        let column = self.shape.next_cell();
        if let Some(key) = self.format.keys.get(column) {
            self.out.extend_from_slice(key);
        }
        column
    }
}

impl RowEncoder for JsonEncoder<'_> {
    fn begin_row(&mut self, row: usize) {
        self.shape = Shape::EMPTY;
        if self.format.array {
            self.out.extend_from_slice(if row == 0 { b"\n" } else { b",\n" });
        }
    }

    fn end_row(&mut self) {
        self.out.extend_from_slice(match (self.format.columns.is_empty(), self.format.array) {
            (true, true) => b"{}",
            (true, false) => b"{}\n",
            (false, true) => b"}",
            (false, false) => b"}\n",
        });
    }

    fn shape(&self) -> &Shape {
        &self.shape
    }
}

impl RowSink for JsonEncoder<'_> {
    fn text(&mut self, text: &str) {
        self.begin_cell();
        push_string(self.out, text);
    }

    fn text_parts(&mut self, parts: &mut dyn Iterator<Item = &str>) {
        self.begin_cell();
        self.out.push(b'"');
        for (index, part) in parts.enumerate() {
            if index > 0 {
                self.out.push(b' ');
            }
            push_escaped(self.out, part);
        }
        self.out.push(b'"');
    }

    fn integer(&mut self, value: u64) {
        self.begin_cell();
        push_integer(self.out, value);
    }

    fn signed(&mut self, value: i64) {
        self.begin_cell();
        push_signed(self.out, value);
    }

    fn real(&mut self, value: Result<f64, Undefined>) {
        let column = self.begin_cell();
        match value {
            Ok(value) if value.is_finite() => self.memo.push(self.out, column, value),
            Ok(_) => self.shape.refuse(column),
            Err(_) => self.out.extend_from_slice(b"null"),
        }
    }

    fn missing(&mut self) {
        self.begin_cell();
        self.out.extend_from_slice(b"null");
    }
}

fn push_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    push_escaped(out, text);
    out.push(b'"');
}

/// Appends `text` without its quotes: only what JSON demands is escaped, so Arabic stays readable.
fn push_escaped(out: &mut Vec<u8>, text: &str) {
    let needs_escape = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    if !text.bytes().any(needs_escape) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..0x20 => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
            _ => out.push(byte),
        }
    }
}
