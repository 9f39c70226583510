//! The `siyaq` command: corpus linguistics for Arabic from the shell.
//!
//! Arguments come in, calls of the library `siyaq` are made, tables and files go out. Exit codes: 0 found, 1 nothing found, 2 error.

// In flow order; a blank line keeps the formatter from sorting across it.
mod context;

mod args;

mod progress;

mod stream;
mod study;

mod report;

mod listener;

mod record;

mod targets;

mod load;

mod emit;

mod pieces;

mod answer;
mod drawing;

mod again;

mod failure;

mod signals;

mod verbs;

use clap::{CommandFactory, FromArgMatches};
use context::{CommandRecord, Context, Outcome, Voice, say};
use siyaq::output::without_controls;
use siyaq::request::Session;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let matches = match verbs::Cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            return match print_usage(&error) {
                // A pipe that was closed early is no reason to complain.
                Err(lost) if lost.kind() != io::ErrorKind::BrokenPipe => {
                    say(&format!("error: writing the help: {lost}"));
                    ExitCode::from(2)
                }
                _ if error.use_stderr() => ExitCode::from(2),
                _ => ExitCode::SUCCESS,
            };
        }
    };
    let command = record::command_of(&matches, &verbs::Cli::command());
    match run(&matches, &command) {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if failure::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error: {}", without_controls(&failure::message(&error, &command))));
            ExitCode::from(if failure::is_nothing_found(&error) { 1 } else { 2 })
        }
    }
}

/// Prints what clap has to say. It repeats arguments as they were given, so where one of them could
/// steer a terminal, the text goes the way of other messages, without colours.
fn print_usage(error: &clap::Error) -> io::Result<()> {
    let steers = |argument: OsString| {
        let text = argument.to_string_lossy();
        without_controls(&text) != text
    };
    if !std::env::args_os().any(steers) {
        return error.print();
    }
    let text = error.render().to_string();
    let text = without_controls(&text);
    if error.use_stderr() {
        io::stderr().write_all(text.as_bytes())
    } else {
        io::stdout().write_all(text.as_bytes())
    }
}

fn run(matches: &clap::ArgMatches, command: &CommandRecord) -> anyhow::Result<Outcome> {
    signals::install()?;
    let cli = verbs::Cli::from_arg_matches(matches)?;
    args::check_targets(&verbs::Cli::command(), matches)?;
    if let Some(threads) = cli.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    let voice = Voice::new(cli.quiet);
    let session = Session::with_listener(listener::Shown::new(voice, command.clone()));
    let context = Context::new(voice, command.clone(), session);
    targets::check(matches, &verbs::Cli::command(), &context)?;
    verbs::run(&cli.verb, &context)
}
