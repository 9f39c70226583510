//! Why cells are empty: one column beside any rows.

use crate::rows::{Column, RowSink, Rows};
use siyaq_stats::Undefined;
use std::borrow::Cow;

/// The name of the column of reasons.
const UNDEFINED: &str = "undefined";

/// Rows with the column `undefined` behind their own: it names each score that is missing, with the
/// reason, as in `mi=never_together npmi=empty_margin`, and is missing itself where all scores are there.
///
/// The reasons are those that the cells bring along ([`RowSink::real`]), so that no kind of rows does
/// anything for it.
///
/// # Examples
/// ```
/// use siyaq_output::{Column, OwnedCell, ReasonedRows, RowTable, WriteOptions, write_rows};
/// use siyaq_stats::Undefined;
///
/// let mut pairs = RowTable::new(vec![Column::text("form"), Column::real("mi", 3)]);
/// pairs.push(vec![OwnedCell::Text("كتاب".into()), OwnedCell::Real(Ok(2.5))]);
/// pairs.push(vec![OwnedCell::Text("قلم".into()), OwnedCell::Real(Err(Undefined::NeverTogether))]);
///
/// let mut bytes = Vec::new();
/// write_rows(&ReasonedRows::new(&pairs), &WriteOptions::default(), &mut bytes)?;
/// let text = String::from_utf8_lossy(&bytes);
/// assert_eq!(text, "form,mi,undefined\nكتاب,2.5,\nقلم,,mi=never_together\n");
/// # Ok::<(), siyaq_output::OutputError>(())
/// ```
#[derive(Debug)]
pub struct ReasonedRows<'a, R: ?Sized> {
    rows: &'a R,
    names: Vec<Cow<'static, str>>,
}

impl<'a, R: Rows + ?Sized> ReasonedRows<'a, R> {
    /// These rows, with their reasons.
    #[must_use]
    pub fn new(rows: &'a R) -> Self {
        Self { rows, names: rows.columns().into_iter().map(|column| column.name).collect() }
    }
}

impl<R: Rows + ?Sized> Rows for ReasonedRows<'_, R> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = self.rows.columns();
        columns.push(Column::text(UNDEFINED));
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn found(&self) -> u64 {
        self.rows.found()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let mut listener = Listener { sink, names: self.names.iter(), reasons: String::new() };
        self.rows.row(index, &mut listener);
        let Listener { sink, reasons, .. } = listener;
        match reasons.is_empty() {
            true => sink.missing(),
            false => sink.text(&reasons),
        }
    }

    fn tests(&self) -> Vec<(String, u64)> {
        self.rows.tests()
    }
}

/// Hands cells on, and keeps the reasons of those that are missing.
struct Listener<'s> {
    sink: &'s mut dyn RowSink,
    names: std::slice::Iter<'s, Cow<'static, str>>,
    reasons: String,
}

impl<'s> Listener<'s> {
    /// The sink for the next cell, and the name of its column.
    fn next(&mut self) -> (&mut (dyn RowSink + 's), &'s str) {
        let name = self.names.next().map_or("", |name| name.as_ref());
        (self.sink, name)
    }
}

impl RowSink for Listener<'_> {
    fn text(&mut self, text: &str) {
        self.next().0.text(text);
    }

    fn text_parts(&mut self, parts: &mut dyn Iterator<Item = &str>) {
        self.next().0.text_parts(parts);
    }

    fn integer(&mut self, value: u64) {
        self.next().0.integer(value);
    }

    fn signed(&mut self, value: i64) {
        self.next().0.signed(value);
    }

    fn real(&mut self, value: Result<f64, Undefined>) {
        let (sink, name) = self.next();
        sink.real(value);
        if let Err(reason) = value {
            if !self.reasons.is_empty() {
                self.reasons.push(' ');
            }
            self.reasons.extend([name, "=", reason.name()]);
        }
    }

    fn missing(&mut self) {
        self.next().0.missing();
    }
}
