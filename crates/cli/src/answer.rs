//! From a request to its result on the screen or in a file.

use crate::args::{ChartArgs, ResultArgs, ScoredArgs, TopArgs, WritingArgs};
use crate::context::{Context, Outcome};
use crate::emit::{emit_rows, manifest};
use anyhow::{Context as _, Result};
use siyaq::output::{Format, WritingRecord, save_chart};
use siyaq::request::{Answer, AnyAnswer, AnyRequest, Remark, Request, RunOptions};
use std::path::Path;

/// How an answer is written.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) top: TopArgs,
    pub(crate) writing: &'a WritingArgs,
    pub(crate) reasons: bool,
    pub(crate) svg: Option<&'a Path>,
}

impl<'a> From<&'a ResultArgs> for Wanted<'a> {
    fn from(result: &'a ResultArgs) -> Self {
        Self { top: result.top, writing: &result.writing, reasons: false, svg: None }
    }
}

impl<'a> From<&'a ScoredArgs> for Wanted<'a> {
    fn from(result: &'a ScoredArgs) -> Self {
        Self { top: result.top, writing: &result.writing, reasons: result.reasons, svg: None }
    }
}

impl<'a> Wanted<'a> {
    /// With a drawing, where one is asked for.
    pub(crate) fn chart(self, chart: &'a ChartArgs) -> Self {
        Self { svg: chart.svg.as_deref(), ..self }
    }

    /// So many lines, without reasons.
    pub(crate) fn lines(writing: &'a WritingArgs, top: Option<u64>) -> Self {
        Self { top: TopArgs { top }, writing, reasons: false, svg: None }
    }

    /// How many rows are asked for, of a request that has so many in a table.
    fn top(self, rows_of_table: u64, context: &Context) -> Option<u64> {
        match self.top.top {
            None if self.writing.format_in(context) == Format::Table => Some(rows_of_table),
            top => top,
        }
    }
}

/// Asks, and writes the answer to where the user wants it.
pub(crate) fn answer<'a>(
    request: impl Into<AnyRequest>,
    wanted: impl Into<Wanted<'a>>,
    context: &Context,
) -> Result<Outcome> {
    let (mut request, wanted) = (request.into(), wanted.into());
    let options = context.run_options(wanted.svg.is_some());
    let found = ask_any(&mut request, &options, wanted, context)?;
    write_answer(found, request, wanted, context)
}

/// Asks a request of any kind, for as many rows as are shown.
pub(crate) fn ask_any<'c>(
    request: &mut AnyRequest,
    options: &RunOptions,
    wanted: Wanted<'_>,
    context: &'c Context,
) -> Result<AnyAnswer<'c>> {
    *request.top() = wanted.top(request.rows_of_table(), context);
    Ok(request.run_with(&context.session, options)?)
}

/// The same of a request of one kind, whose rows are looked at.
pub(crate) fn ask<'c, R: Request>(
    request: &mut R,
    wanted: Wanted<'_>,
    context: &'c Context,
) -> Result<Answer<R::Rows<'c>>> {
    *request.top() = wanted.top(request.rows_of_table(), context);
    Ok(request.run_with(&context.session, &context.run_options(wanted.svg.is_some()))?)
}

/// Writes an answer, and its drawing where one is wanted.
pub(crate) fn write_answer(
    found: AnyAnswer<'_>,
    mut request: AnyRequest,
    wanted: Wanted<'_>,
    context: &Context,
) -> Result<Outcome> {
    // What was cut in each group is not cut again.
    let top = if request.is_grouped() { Some(0) } else { *request.top() };
    let mut manifest = manifest(found.inputs, context);
    request.verb().clone_into(&mut manifest.command);
    manifest.request = Some(request.to_value()?);
    let mut writing = WritingRecord::new(wanted.writing.format_in(context).name());
    writing.excel = wanted.writing.excel;
    writing.reasons = wanted.reasons;
    if wanted.writing.format_in(context) == Format::Table {
        // What the evidence is stands above a table.
        for remark in &found.remarks {
            if let Remark::Evidence(text) = remark {
                context.note(context.command.spelled(text));
            }
        }
    }
    if let Some(path) = wanted.svg {
        let chart = found.picture.context("this answer has no drawing")?;
        let mut picture = WritingRecord::new("svg");
        picture.picture = true;
        manifest.writing = Some(picture);
        save_chart(&chart, path, manifest.clone())?;
        context.note(format_args!("drew {}", path.display()));
    }
    manifest.writing = Some(writing);
    let any = found.any && found.rows.found() > 0;
    emit_rows(&*found.rows, wanted.writing, wanted.reasons, top, manifest, context)?;
    Ok(Outcome::of(any))
}
