//! A result made again: the hash of its bytes, and what else differs.

use crate::context::Context;
use crate::drawing::usual_title;
use crate::emit::shown_rows;
use anyhow::{Context as _, Result};
use siyaq::output::{
    Format, GraphFormat, Heading, InputRecord, PageLanguage, ReasonedRows, ResultManifest,
    WriteOptions, WritingRecord, save_chart, save_network, save_rows,
};
use siyaq::request::{AnyRequest, Request, RunOptions};
use std::path::Path;
use std::time::SystemTime;

/// Makes a result in a place of its own: the hash of its bytes, and what it was made of.
pub(crate) fn make(
    mut request: AnyRequest,
    writing: &WritingRecord,
    place: &Path,
    context: &Context,
) -> Result<(String, Vec<InputRecord>)> {
    let manifest =
        ResultManifest::new(request.verb(), "siyaq", siyaq::VERSION, SystemTime::UNIX_EPOCH);
    let options = RunOptions::default().picture(writing.picture);
    if let AnyRequest::Network(request) = &request {
        let format = GraphFormat::from_name(&writing.format)
            .with_context(|| format!("{:?} is no format of networks", writing.format))?;
        let found = request.run_with(&context.session, &options)?;
        let language = writing.language.as_deref().and_then(PageLanguage::from_code);
        let language = language.unwrap_or(PageLanguage::Arabic);
        let usual = || usual_title(request, &found.rows, language);
        let title = writing.title.clone().unwrap_or_else(usual);
        let heading = Heading { title: &title, language };
        let saved = save_network(&found.rows.network, format, heading, place, manifest)?;
        return Ok((saved.digest.blake3, found.inputs));
    }
    let found = request.run_with(&context.session, &options)?;
    if let Some(picture) = &found.picture {
        let saved = save_chart(picture, place, manifest)?;
        return Ok((saved.digest.blake3, found.inputs));
    }
    let format: Format = writing.format.parse()?;
    let top = if request.is_grouped() { None } else { shown_rows(*request.top(), format) };
    let options = WriteOptions::default().format(format).excel(writing.excel).top(top);
    let saved = match writing.reasons {
        true => save_rows(&ReasonedRows::new(&*found.rows), &options, place, manifest)?,
        false => save_rows(&*found.rows, &options, place, manifest)?,
    };
    Ok((saved.digest.blake3, found.inputs))
}

/// What else differs between two runs, a line each.
pub(crate) fn differences(old: &ResultManifest, inputs: &[InputRecord]) -> String {
    let mut lines = String::new();
    if old.tool.version != siyaq::VERSION {
        lines += &format!("siyaq was {}, and is {}\n", old.tool.version, siyaq::VERSION);
    }
    for input in &old.inputs {
        let now = inputs.iter().find(|now| (&now.role, &now.path) == (&input.role, &input.path));
        match now {
            Some(now) if now.blake3 == input.blake3 => {}
            Some(now) => {
                lines += &format!("{} is another one: {}\n", input.path, changed(input, now));
            }
            None => lines += &format!("{} was read, and is not read now\n", input.path),
        }
    }
    if lines.is_empty() {
        lines = "its inputs and the version of siyaq are the same\n".to_owned();
    }
    lines
}

/// What of an input has changed.
fn changed(old: &InputRecord, new: &InputRecord) -> String {
    let others = old.sources.iter().filter(|source| !new.sources.contains(source));
    let names: Vec<&str> = others.map(|source| source.path.as_str()).collect();
    match (names.is_empty(), old.sources.is_empty()) {
        (false, _) => format!("made of another {}", names.join(", ")),
        (true, false) => "made of the same files in another way".to_owned(),
        (true, true) => "the file has changed".to_owned(),
    }
}
