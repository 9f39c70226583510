//! What was met while reading, told to the user.

use crate::context::Context;
use crate::stream::StreamReport;
use indicatif::HumanCount;
use siyaq::ReadReport;
use siyaq::analysis::GroupTables;
use siyaq::reader::{Problem, ProblemKind, Severity};
use std::collections::BTreeMap;

/// How many problems are told with their places.
const TOLD: usize = 3;

/// Counted problems and the places of the first of them.
pub(crate) fn problems(context: &Context, counts: &BTreeMap<ProblemKind, u64>, first: &[Problem]) {
    if counts.is_empty() {
        return;
    }
    for (kind, count) in counts {
        let what = match kind.severity() {
            Severity::Skipped => "skipped",
            Severity::Repaired => "repaired",
            Severity::Truncated => "cut off",
            _ => "warning",
        };
        context.note(format_args!("{what}: {} × {kind}", HumanCount(*count)));
        let of_kind = first.iter().filter(|problem| problem.kind == *kind);
        for problem in of_kind.take(TOLD) {
            context.note(format_args!("  {problem}"));
        }
        if *count > TOLD as u64 {
            context.note("  …");
        }
    }
}

/// The problems of a stream.
pub(crate) fn stream(context: &Context, report: &StreamReport) {
    problems(context, &report.counts, &report.first);
    if let Some((doc, byte)) = &report.repaired {
        context.note(format_args!(
            "repaired: {doc}: bytes that are no UTF-8 became U+FFFD, the first after byte {byte}; \
             name the --encoding if it is another"
        ));
    }
}

/// The problems of a build.
pub(crate) fn reading(context: &Context, report: &ReadReport) {
    problems(context, &report.counts, &report.first);
}

/// Documents that no group has, since they have no value of the field.
pub(crate) fn without_value(context: &Context, tables: &GroupTables, all: u32, field: &str) {
    let grouped: u64 = tables.groups().iter().filter_map(|(_, table)| table.documents()).sum();
    let left = u64::from(all).saturating_sub(grouped);
    if left > 0 {
        context.note(format_args!(
            "{} documents have no {field}, or no tokens that count; they are left out",
            HumanCount(left)
        ));
    }
}

/// A number with separators between thousands.
pub(crate) fn count(number: u64) -> HumanCount {
    HumanCount(number)
}
