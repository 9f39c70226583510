//! The `siyaq` command: corpus linguistics for Arabic from the shell.
//!
//! Arguments come in, calls of the library `siyaq` are made, tables and files go out. Exit codes: 0 found, 1 nothing found, 2 error.

#![expect(clippy::print_stderr, reason = "a command speaks to its user")]

// In flow order; a blank line keeps the formatter from sorting across it.
mod context;

mod args;

mod progress;

mod stream;

mod report;

mod record;

mod targets;

mod load;

mod emit;

mod pieces;

mod failure;

mod signals;

mod verbs;

use clap::{CommandFactory, FromArgMatches};
use context::{Context, Outcome};
use siyaq::output::without_controls;
use std::process::ExitCode;

fn main() -> ExitCode {
    let matches = match verbs::Cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            return match error.print() {
                // A pipe that was closed early is no reason to complain.
                Err(lost) if lost.kind() != std::io::ErrorKind::BrokenPipe => {
                    eprintln!("error: writing the help: {lost}");
                    ExitCode::from(2)
                }
                _ if error.use_stderr() => ExitCode::from(2),
                _ => ExitCode::SUCCESS,
            };
        }
    };
    match run(&matches) {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if failure::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", without_controls(&failure::message(&error)));
            ExitCode::from(2)
        }
    }
}

fn run(matches: &clap::ArgMatches) -> anyhow::Result<Outcome> {
    signals::install()?;
    let cli = verbs::Cli::from_arg_matches(matches)?;
    args::check_targets(&verbs::Cli::command(), matches)?;
    if let Some(threads) = cli.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    let context = Context::new(cli.quiet, record::command_of(matches, &verbs::Cli::command()));
    targets::check(matches, &verbs::Cli::command(), &context)?;
    verbs::run(&cli.verb, &context)
}
