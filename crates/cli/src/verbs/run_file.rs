//! `siyaq run`: many requests in one process.

use crate::answer::{Wanted, ask_any, write_answer};
use crate::args::TopArgs;
use crate::context::{Context, Outcome};
use crate::drawing::{Drawing, draw};
use crate::study::{Entry, read_study};
use crate::targets;
use anyhow::{Context as _, Result};
use clap::Args;
use siyaq::output::GraphFormat;
use siyaq::request::AnyRequest;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

const LONG: &str = "\
Answers the requests of a file, one after the other, and writes each answer to a file with its
manifest. A corpus is opened once, and raw files are indexed once, however many requests ask of
them. The results are those of the single verbs, byte by byte.

A request is a verb and its options, named as on the command line, with _ for -. Corpora and files
can be given a name once, raw files together with how they are read:

  [corpora]
  news = \"news\"
  papers = { inputs = \"papers/*.jsonl\", meta = \"source,date:date\" }

  [[request]]
  verb = \"collocates\"
  input = \"papers\"
  query = \"وزير\"
  stop = \"ar\"
  output = \"minister.csv\"

  [[request]]
  verb = \"trend\"
  input = \"news\"
  query = \"الذكاء الاصطناعي\"
  by = \"year\"
  output = \"ai.csv\"
  svg = \"ai.svg\"";

const AFTER: &str = "\
Beside the options of its verb a request has output, and may have format, excel, reasons, svg and
top; one of network may have title and lang. Names of files are taken from the folder that siyaq
is started in. The whole file is read and checked before anything is counted; a request that fails
ends the run, and those before it have been written.

Exit codes: 0 every request found something, 1 one found nothing, 2 error.

Examples:
  siyaq run study.toml";

/// Arguments of `run`.
#[derive(Debug, Args)]
#[command(about = "Answer the requests of a file", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct RunArgs {
    /// The file of requests, in TOML
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Answers them.
pub(crate) fn run(args: &RunArgs, context: &Context) -> Result<Outcome> {
    let file = args.file.display();
    let entries = read_study(&args.file)?;
    check_targets(&entries, &args.file, context).with_context(|| file.to_string())?;
    for entry in &entries {
        let checked = entry.request.check_with(&context.session, &entry.options());
        checked.with_context(|| format!("{file}: {}", entry.name))?;
    }
    let mut every = true;
    for entry in &entries {
        let found = answer(entry, context).with_context(|| format!("{file}: {}", entry.name))?;
        if found == Outcome::Nothing {
            context.note(format_args!("{}: nothing found", entry.name));
        }
        every &= found == Outcome::Found;
    }
    Ok(Outcome::of(every))
}

/// Answers one, and writes the answer.
fn answer(entry: &Entry, context: &Context) -> Result<Outcome> {
    let options = entry.options();
    if let AnyRequest::Network(request) = &entry.request {
        let output = entry.writing.output.as_deref();
        let ending = output.and_then(Path::extension).and_then(OsStr::to_str);
        let format = ending.and_then(GraphFormat::from_name).unwrap_or(GraphFormat::Json);
        let title = entry.title.as_deref();
        let drawing = Drawing { format, title, language: entry.language };
        return draw(request, drawing, &options, output, context);
    }
    let mut request = entry.request.clone();
    let wanted = Wanted {
        top: TopArgs { top: *request.top() },
        writing: &entry.writing,
        reasons: entry.reasons,
        svg: entry.svg.as_deref(),
    };
    let found = ask_any(&mut request, &options, wanted, context)?;
    write_answer(found, request, wanted, context)
}

/// Refuses two results under one name, and results that would replace what is read.
fn check_targets(entries: &[Entry], file: &Path, context: &Context) -> Result<()> {
    let targets: Vec<&Path> = entries.iter().flat_map(Entry::targets).collect();
    let inputs = entries.iter().flat_map(Entry::inputs);
    let mut others: Vec<(bool, &OsStr)> = inputs.map(|input| (true, input)).collect();
    others.push((false, file.as_os_str()));
    targets::check_places(&targets, &others, context)
}
