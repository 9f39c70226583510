//! Batches: about a megabyte of records, which any thread can parse.

use crate::error::{ReaderError, ReaderErrorKind};
use crate::fields::{Plan, Sink};
use crate::part::{Layout, Part};
use crate::problem::{Problem, ProblemKind};
use crate::{conllu, json, table, text, vertical};
use siyaq_types::Document;
use std::sync::Arc;

/// What a batch is made of, in the order of the input.
#[derive(Debug)]
pub(crate) enum Item {
    Part(Part),
    Problem(Problem),
}

/// A run of whole records, in the order of the input, yet to be parsed.
#[derive(Debug)]
pub struct Batch {
    pub(crate) plan: Arc<Plan>,
    pub(crate) ordinal: u64,
    pub(crate) bytes: u64,
    /// Physical lines that were passed.
    pub(crate) lines: u64,
    pub(crate) items: Vec<Item>,
}

impl Batch {
    /// The place of the batch among the batches, from 0.
    #[must_use]
    pub fn ordinal(&self) -> u64 {
        self.ordinal
    }

    /// How many bytes of records there are, decompressed and as UTF-8.
    #[must_use]
    pub fn raw_bytes(&self) -> u64 {
        self.bytes
    }

    /// Parses the records: the expensive part, for any thread.
    ///
    /// In strict reading it ends at the first problem; [`ParsedBatch::checked`] makes that problem
    /// an error.
    #[must_use]
    pub fn parse(self) -> ParsedBatch {
        let mut documents = Vec::new();
        let mut parsed = self.parse_each(|document| documents.push(document));
        parsed.documents = documents;
        parsed
    }

    /// Parses the records as [`parse`](Self::parse) does, but hands each document over as soon as it
    /// is there, so that there is never more than one in memory. The result has none of them.
    #[must_use]
    pub fn parse_each(self, mut each: impl FnMut(Document)) -> ParsedBatch {
        let mut parsed = ParsedBatch {
            documents: Vec::new(),
            problems: Vec::new(),
            lines: self.lines,
            records: 0,
            ordinal: self.ordinal,
            strict: self.plan.strict,
        };
        for item in self.items {
            if parsed.strict && parsed.problems.iter().any(Problem::ends_strict) {
                break;
            }
            match item {
                Item::Problem(problem) => {
                    parsed.records += u64::from(problem.kind == ProblemKind::TooLong);
                    parsed.problems.push(problem);
                }
                Item::Part(part) => {
                    let problems = &mut parsed.problems;
                    parsed.records += parse_part(part, &self.plan, &mut each, problems);
                }
            }
        }
        parsed
    }
}

/// Parses a part, and says how many records it had.
fn parse_part(
    part: Part,
    plan: &Plan,
    each: &mut dyn FnMut(Document),
    problems: &mut Vec<Problem>,
) -> u64 {
    let file = Arc::clone(&part.file);
    let mut sink = Sink::new(plan, &file.path, &file.name, &file.said, each, problems);
    match &file.layout {
        Layout::Text => text::parse_file(&part, &mut sink),
        Layout::TextLines => text::parse_lines(&part, &mut sink),
        Layout::TextBlocks => text::parse_blocks(&part, &mut sink),
        Layout::Jsonl => json::parse(&part, &mut sink),
        Layout::Table(layout) => table::parse(&part, layout, &mut sink),
        Layout::Conllu => conllu::parse(&part, &mut sink),
        Layout::Vertical(layout) => vertical::parse(&part, layout, &mut sink),
    }
    sink.records
}

/// The documents and problems of a batch, both in the order of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParsedBatch {
    /// The documents.
    pub documents: Vec<Document>,
    /// What went wrong.
    pub problems: Vec<Problem>,
    /// Physical lines of the files, headers and blank ones too.
    pub lines: u64,
    /// Records, whether they became documents or not.
    pub records: u64,
    ordinal: u64,
    strict: bool,
}

impl ParsedBatch {
    /// The place of the batch among the batches, from 0.
    #[must_use]
    pub fn ordinal(&self) -> u64 {
        self.ordinal
    }

    /// The batch itself, or in strict reading its first problem as an error.
    ///
    /// # Errors
    ///
    /// [`ReaderErrorKind::Strict`] where the reader is strict and there is a problem.
    pub fn checked(self) -> Result<Self, ReaderError> {
        match self.problems.iter().find(|problem| problem.ends_strict()) {
            Some(problem) if self.strict => {
                Err(ReaderErrorKind::Strict { problem: problem.clone() }.into())
            }
            _ => Ok(self),
        }
    }
}
