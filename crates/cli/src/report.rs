//! What was met while reading, told to the user.

use crate::context::{CommandRecord, Context, Voice};
use crate::stream::StreamReport;
use indicatif::HumanCount;
use siyaq::ReadReport;
use siyaq::reader::{Problem, ProblemKind, Severity};
use std::collections::BTreeMap;

/// How many problems are told with their places.
const TOLD: usize = 3;

/// Who is spoken to, and how they wrote their options.
pub(crate) type To<'v> = (&'v Voice, &'v CommandRecord);

/// Counted problems and the places of the first of them.
pub(crate) fn problems(to: To<'_>, counts: &BTreeMap<ProblemKind, u64>, first: &[Problem]) {
    with_notes(to, counts, first, &[]);
}

/// The same, and what is told of documents by their names.
fn with_notes(
    (voice, command): To<'_>,
    counts: &BTreeMap<ProblemKind, u64>,
    first: &[Problem],
    notes: &[(ProblemKind, String)],
) {
    for (kind, count) in counts {
        let what = match kind.severity() {
            Severity::Skipped => "skipped",
            Severity::Repaired => "repaired",
            Severity::Truncated => "cut off",
            _ => "warning",
        };
        voice.note(format_args!("{what}: {} × {kind}", HumanCount(*count)));
        let places = first.iter().filter(|problem| problem.kind == *kind).map(ToString::to_string);
        let notes = notes.iter().filter(|(noted, _)| noted == kind).map(|(_, note)| note.clone());
        let mut told: Vec<String> = places.chain(notes).take(TOLD + 1).collect();
        let more = told.len() > TOLD;
        told.truncate(TOLD);
        for line in told {
            voice.note(format_args!("  {}", command.spelled(&line)));
        }
        if more {
            voice.note("  …");
        }
    }
}

/// The problems of a stream.
pub(crate) fn stream(context: &Context, report: &StreamReport) {
    let voice = &context.voice;
    problems((voice, &context.command), &report.counts, &report.first);
    if let Some(bad) = &report.repaired {
        let (doc, line, byte) = (&bad.doc, bad.line, bad.byte);
        voice.note(format_args!(
            "repaired: {doc}, line {line}, byte {byte}: bytes that are no UTF-8 became U+FFFD, the \
             first here; name the --encoding if it is another"
        ));
    }
}

/// The problems of a build.
pub(crate) fn reading(to: To<'_>, report: &ReadReport) {
    let (voice, _) = to;
    met(to, report);
    // Where each line is a document there is nothing to say.
    if report.problem_count() > 0 || voice.err_is_terminal {
        voice.note(counts(report));
    }
}

/// What was met while reading.
pub(crate) fn met(to: To<'_>, report: &ReadReport) {
    with_notes(to, &report.counts, &report.first, &report.notes);
}

/// How much was read, so that a record that swallowed others shows.
pub(crate) fn counts(report: &ReadReport) -> String {
    let numbers = [report.lines, report.records, report.documents].map(HumanCount);
    let [lines, records, documents] = numbers;
    format!("read {lines} lines: {records} records, {documents} documents")
}

/// A number with separators between thousands.
pub(crate) fn count(number: u64) -> HumanCount {
    HumanCount(number)
}
