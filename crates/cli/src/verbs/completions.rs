//! `siyaq completions`: scripts that complete the command in a shell.

use super::Cli;
use crate::context::Outcome;
use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io::Write;

const AFTER: &str = "\
Examples:
  siyaq completions bash > ~/.local/share/bash-completion/completions/siyaq
  siyaq completions zsh > ~/.zfunc/_siyaq
  siyaq completions fish > ~/.config/fish/completions/siyaq.fish";

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(about = "Print a script that completes siyaq in a shell", after_long_help = AFTER)]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Prints it.
pub(crate) fn run(args: &CompletionsArgs) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "siyaq", &mut script);
    let mut out = std::io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Found)
}
