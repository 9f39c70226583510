//! How results are written.

use clap::Args;
use clap::builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser};
use siyaq::output::Format;
use std::path::PathBuf;

/// Format and place of a result.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct WritingArgs {
    /// The format. Unless given: a table on a terminal; for -o, what the name ends in (.csv .tsv
    /// .json .jsonl, .txt for a table), which must agree with it; otherwise CSV
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) format: Option<Format>,

    /// Write to this file, complete or not at all, and beside it FILE.manifest.json, which tells
    /// how to repeat the result
    #[arg(long, short, value_name = "FILE", value_parser = output_file())]
    pub(crate) output: Option<PathBuf>,

    /// CSV for a spreadsheet: with a byte-order mark, and with nothing that it would run
    #[arg(long)]
    pub(crate) excel: bool,
}

/// The name of a file to write. A file `-` is nearly always meant to be standard output.
pub(crate) fn output_file() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| match path.as_os_str() == "-" {
        true => Err("leave it out to write to standard output; a file of this name is ./-"),
        false => Ok(path),
    })
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse::<Format>())
}

/// How many rows of a result.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct TopArgs {
    /// At most so many rows, 0 for all. Unless given: 50 in a table, all in the other formats
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<u64>,
}

/// How much of a result is written, how, and where.
#[derive(Clone, Debug, Args)]
pub(crate) struct ResultArgs {
    #[command(flatten)]
    pub(crate) top: TopArgs,

    #[command(flatten)]
    pub(crate) writing: WritingArgs,
}

/// The same of a result with scores, and whether it says why scores are missing.
#[derive(Clone, Debug, Args)]
pub(crate) struct ScoredArgs {
    #[command(flatten)]
    pub(crate) top: TopArgs,

    #[command(flatten)]
    pub(crate) writing: WritingArgs,

    /// Add the column undefined, which names the scores that are empty, each with its reason
    #[arg(long, hide_short_help = true, help_heading = "Output")]
    pub(crate) reasons: bool,
}

/// A drawing of a result.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct ChartArgs {
    /// Draw the result too, as SVG, into this file; beside it goes FILE.manifest.json
    #[arg(long, value_name = "FILE.svg")]
    pub(crate) svg: Option<PathBuf>,
}
