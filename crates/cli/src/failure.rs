//! Errors as a person reads them.

use crate::context::CommandRecord;
use siyaq::output::OutputError;
use siyaq::request::{RequestError, RequestErrorKind};
use std::io;

/// Whether the reader of standard output has gone away.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<OutputError>().is_some_and(OutputError::is_broken_pipe)
            || cause
                .downcast_ref::<io::Error>()
                .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Whether what was asked for is not in the corpus, which is an answer: there is nothing to show.
pub(crate) fn is_nothing_found(error: &anyhow::Error) -> bool {
    let requests = error.chain().filter_map(|cause| cause.downcast_ref::<RequestError>());
    requests
        .map(RequestError::kind)
        .any(|kind| matches!(kind, RequestErrorKind::WordNotFound { .. }))
}

/// The error and what caused it. Messages of the library tell their cause already, so a cause is
/// added only when it says something new.
pub(crate) fn message(error: &anyhow::Error, command: &CommandRecord) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let cause = command.spelled(&cause.to_string());
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text += &advice(error);
    text
}

/// What the command has to say to an error of the library.
fn advice(error: &anyhow::Error) -> String {
    let request = error.chain().find_map(|cause| cause.downcast_ref::<RequestError>());
    match request.map(RequestError::kind) {
        Some(RequestErrorKind::LayerToMake { corpus, layer, .. }) => {
            format!("; `siyaq layers {corpus} --add {layer}` makes it")
        }
        _ => String::new(),
    }
}
