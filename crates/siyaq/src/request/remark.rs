//! What is worth saying beside an answer.

use crate::ReadReport;
use siyaq_reader::{Problem, ProblemKind};
use std::collections::BTreeMap;

/// Something to be said beside an answer. As in errors, options stand in backquotes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Remark {
    /// Raw files were read, with these problems.
    Read(Box<ReadReport>),
    /// A list was read, with these problems.
    Problems {
        /// How often each kind was met.
        counts: BTreeMap<ProblemKind, u64>,
        /// The first ones with their places.
        first: Vec<Problem>,
    },
    /// What the evidence of a comparison is, for who looks at a table of it.
    Evidence(String),
    /// How a query was read, where that was asked for.
    Explained(String),
    /// What may be misunderstood, what was left out, what was not found.
    Note(String),
}
