//! Results to the terminal, to a pipe, or to a file with its manifest.

use crate::args::{ResultArgs, WritingArgs};
use crate::context::{Context, Outcome};
use crate::load::CORPUS_FORMAT;
use crate::report::count;
use anyhow::Result;
use siyaq::output::{
    Format, InputRecord, OutputFile, ReasonedRows, ResultManifest, Rows, TableOptions,
    WriteOptions, digest_file, finish_with_manifest, save_rows, without_controls, write_rows,
};
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Rows of a table on a terminal when no number is given.
const ROWS_ON_SCREEN: u64 = 50;

impl WritingArgs {
    /// The format asked for, or the one that the name of the file or the terminal suggests.
    pub(crate) fn format_in(&self, context: &Context) -> Format {
        let of_file = |path: &Path| Format::of_ending(path.extension()?.to_str()?);
        match (&self.format, &self.output) {
            (Some(format), _) => *format,
            (None, _) if self.excel => Format::Csv,
            (None, Some(path)) => of_file(path).unwrap_or(Format::Csv),
            (None, None) if context.out_is_terminal => Format::Table,
            (None, None) => Format::Csv,
        }
    }

    fn options(&self, top: Option<u64>, context: &Context) -> WriteOptions {
        let format = self.format_in(context);
        let on_screen = self.output.is_none() && context.out_is_terminal;
        let width = if on_screen { terminal_width() } else { None };
        let table = TableOptions::default().isolate(on_screen).line_width(width);
        WriteOptions::default()
            .format(format)
            .excel(self.excel)
            .top(shown_rows(top, format))
            .table(table)
    }
}

/// How many rows are written: `--top 0` is all.
pub(crate) fn shown_rows(top: Option<u64>, format: Format) -> Option<u64> {
    match top {
        Some(0) => None,
        Some(top) => Some(top),
        None => (format == Format::Table).then_some(ROWS_ON_SCREEN),
    }
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Writes a result to where the user wants it, with as many rows as are wanted.
pub(crate) fn emit<R: Rows + ?Sized>(
    rows: &R,
    result: &ResultArgs,
    inputs: Vec<InputRecord>,
    context: &Context,
) -> Result<Outcome> {
    write(rows, &result.writing, result.top.top, manifest(inputs, context), context)
}

/// Writes rows with the manifest of their result, and with the reasons of missing scores where they
/// are wanted.
pub(crate) fn emit_rows<R: Rows + ?Sized>(
    rows: &R,
    writing: &WritingArgs,
    reasons: bool,
    top: Option<u64>,
    manifest: ResultManifest,
    context: &Context,
) -> Result<Outcome> {
    if !reasons {
        return write(rows, writing, top, manifest, context);
    }
    let shown = writing.format_in(context) == Format::Table;
    if (shown || writing.output.is_some()) && reads_tests(rows) {
        say_tests(&rows.tests(), context);
    }
    write(&ReasonedRows::new(rows), writing, top, manifest, context)
}

/// Whether a column depends on the number of tests.
fn reads_tests<R: Rows + ?Sized>(rows: &R) -> bool {
    rows.columns().iter().any(|column| column.name == "q" || column.name.starts_with("lrc"))
}

/// Says how many tests p-values and intervals are adjusted for.
fn say_tests(tests: &[(String, u64)], context: &Context) {
    let numbers: Vec<String> = match tests {
        [] => return,
        [(_, tests)] => vec![count(*tests).to_string()],
        groups => groups.iter().map(|(name, tests)| format!("{name} {}", count(*tests))).collect(),
    };
    context.note(format_args!(
        "tests: {}; one for each different item, however rare, before --min-freq and other choices; \
         q-values and lrc are adjusted for them",
        numbers.join(", ")
    ));
}

fn write<R: Rows + ?Sized>(
    rows: &R,
    writing: &WritingArgs,
    top: Option<u64>,
    manifest: ResultManifest,
    context: &Context,
) -> Result<Outcome> {
    let options = writing.options(top, context);
    let total = rows.found();
    if let Some(path) = &writing.output {
        let saved = save_rows(rows, &options, path, manifest)?;
        let written = count(saved.written.rows);
        match saved.manifest {
            Some(manifest) => context.note(format_args!(
                "wrote {written} rows to {}; how it was made: {}",
                path.display(),
                manifest.display()
            )),
            None => context.note(format_args!("wrote {written} rows to {}", path.display())),
        }
    } else {
        let written = write_rows(rows, &options, &mut std::io::stdout().lock())?;
        if written.rows < total && options.format == Format::Table && context.err_is_terminal {
            context.note(format_args!(
                "{} of {} rows; --top N shows more, --format csv all of them",
                count(written.rows),
                count(total)
            ));
        }
    }
    Ok(Outcome::of(total > 0))
}

/// The manifest of a result, without the result itself.
pub(crate) fn manifest(inputs: Vec<InputRecord>, context: &Context) -> ResultManifest {
    let command = &context.command;
    let mut manifest =
        ResultManifest::new(&command.verb, "siyaq", siyaq::VERSION, SystemTime::now());
    manifest.arguments.clone_from(&command.arguments);
    manifest.options.clone_from(&command.options);
    manifest.inputs = inputs;
    manifest.format_versions.insert("corpus".to_owned(), CORPUS_FORMAT);
    manifest
}

/// Writes text to standard output.
pub(crate) fn print(text: &str) -> Result<()> {
    print_bytes(without_controls(text).as_bytes())
}

/// Writes bytes to standard output.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

/// Where a stream of text goes: standard output, or a file with its manifest.
pub(crate) enum Stream {
    Out(std::io::Stdout),
    File(Box<OutputFile>, PathBuf),
}

impl Stream {
    /// Begins the output.
    pub(crate) fn open(output: Option<&Path>) -> Result<Self> {
        Ok(match output {
            Some(path) => Self::File(Box::new(OutputFile::create(path)?), path.to_owned()),
            None => Self::Out(std::io::stdout()),
        })
    }

    /// Writes text as it is read; it is on its way when this returns.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Out(out) => {
                // A terminal would obey what a text says to it.
                let text = out.is_terminal().then(|| std::str::from_utf8(bytes).ok()).flatten();
                let shown = text.map(without_controls);
                self.write_shown(shown.as_ref().map_or(bytes, |shown| shown.as_bytes()))
            }
            Self::File(..) => self.write_shown(bytes),
        }
    }

    /// Writes the text of a table, whose cells are fit for a terminal already: the controls in it are
    /// those that keep right-to-left cells in their columns.
    pub(crate) fn write_shown(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Out(out) => {
                let mut out = out.lock();
                out.write_all(bytes).and_then(|()| out.flush()).map_err(writing_failed)
            }
            Self::File(file, _) => file.write_all(bytes).map_err(writing_failed),
        }
    }

    /// Ends the output; a file gets its manifest.
    pub(crate) fn finish(
        self,
        format: &str,
        rows: u64,
        inputs: &[OsString],
        context: &Context,
    ) -> Result<()> {
        let Self::File(file, path) = self else { return Ok(()) };
        let manifest = manifest(inputs.iter().map(record_of_file).collect(), context);
        finish_with_manifest(*file, (format, rows), &path, manifest)?;
        context.note(format_args!("wrote {}", path.display()));
        Ok(())
    }
}

fn record_of_file(input: &OsString) -> InputRecord {
    let record = InputRecord::new("file", input.to_string_lossy());
    match Path::new(input).is_file().then(|| digest_file(input)) {
        Some(Ok(digest)) => record.blake3(digest.blake3),
        _ => record,
    }
}

fn writing_failed(error: std::io::Error) -> anyhow::Error {
    anyhow::Error::new(error).context("writing the result")
}
