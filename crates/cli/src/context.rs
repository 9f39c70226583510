//! What every verb knows about the run it is part of.

use anyhow::{Result, bail};
use serde_json::{Map, Value};
use siyaq::index::Corpus;
use siyaq::output::without_controls;
use std::ffi::OsString;
use std::fmt;
use std::io::IsTerminal;
use std::sync::Arc;

/// What a verb came to, for the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Found,
    Nothing,
}

impl Outcome {
    /// Whether there is anything.
    pub(crate) fn of(found: bool) -> Self {
        if found { Self::Found } else { Self::Nothing }
    }
}

/// The command as it was given, for manifests.
#[derive(Clone, Debug)]
pub(crate) struct CommandRecord {
    /// The verb, as in `lexicon build`.
    pub(crate) verb: String,
    /// The arguments without the name of the program.
    pub(crate) arguments: Vec<String>,
    /// Every option with the value in force.
    pub(crate) options: Map<String, Value>,
    /// The options that were given, as they are written: `--top`, `-n`.
    pub(crate) given: Vec<String>,
}

/// The run: how it was called, and who looks at it.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) quiet: bool,
    pub(crate) command: CommandRecord,
    pub(crate) out_is_terminal: bool,
    pub(crate) err_is_terminal: bool,
    /// A corpus that is at hand under a name, before any file of that name is looked for.
    pub(crate) shelf: Option<(OsString, Arc<Corpus>)>,
}

impl Context {
    pub(crate) fn new(quiet: bool, command: CommandRecord) -> Self {
        let out_is_terminal = std::io::stdout().is_terminal();
        let err_is_terminal = std::io::stderr().is_terminal();
        Self { quiet, command, out_is_terminal, err_is_terminal, shelf: None }
    }

    /// Refuses options that were given although they would change nothing. `options` are written as
    /// on the command line, `why` goes on after the name.
    pub(crate) fn refuse<S: AsRef<str>>(
        &self,
        options: impl IntoIterator<Item = S>,
        why: impl fmt::Display,
    ) -> Result<()> {
        let given = |option: &S| self.command.given.iter().any(|given| given == option.as_ref());
        match options.into_iter().find(given) {
            Some(option) => bail!("{} {why}", option.as_ref()),
            None => Ok(()),
        }
    }

    /// Says something to the user, unless they asked for quiet.
    pub(crate) fn note(&self, text: impl fmt::Display) {
        if !self.quiet {
            eprintln!("{}", without_controls(&text.to_string()));
        }
    }

    /// Says what the user asked to be told, quiet or not.
    #[expect(clippy::unused_self, reason = "what is said goes through the run, as notes do")]
    pub(crate) fn answer(&self, text: impl fmt::Display) {
        eprintln!("{}", without_controls(&text.to_string()));
    }

    /// Whether progress is to be shown.
    pub(crate) fn shows_progress(&self) -> bool {
        self.err_is_terminal && !self.quiet
    }
}
