//! What every verb knows about the run it is part of.

use anyhow::{Result, bail};
use serde_json::{Map, Value};
use siyaq::output::without_controls;
use siyaq::request::{RunOptions, Session};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{IsTerminal, Write};
use std::ops::Deref;

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
    /// How each option of a request is written, by its name there: `min_freq` as `--min-freq`.
    pub(crate) written: BTreeMap<String, String>,
}

impl CommandRecord {
    /// A text in which the options of requests, in backquotes, are written as on the command line.
    pub(crate) fn spelled(&self, text: &str) -> String {
        let mut spelled = String::new();
        let mut rest = text;
        while let Some((before, quoted)) = rest.split_once('`') {
            spelled.push_str(before);
            let Some((part, after)) = quoted.split_once('`') else {
                rest = quoted;
                spelled.push('`');
                break;
            };
            let (name, value) = part.split_once(" = ").unwrap_or((part, ""));
            match self.written.get(name) {
                Some(option) if value.is_empty() => spelled.push_str(option),
                Some(option) => spelled.push_str(&format!("{option} {value}")),
                None => spelled.push_str(&format!("`{part}`")),
            }
            rest = after;
        }
        spelled + rest
    }

    /// The options that were given, by their names in a request.
    fn given_names(&self) -> impl Iterator<Item = String> + '_ {
        let given = |(_, option): &(&String, &String)| self.given.contains(*option);
        self.written.iter().filter(given).map(|(name, _)| name.clone())
    }
}

/// Who is spoken to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice {
    pub(crate) quiet: bool,
    pub(crate) err_is_terminal: bool,
}

/// Writes a line to standard error. Where nobody reads it there is nobody to tell.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

impl Voice {
    pub(crate) fn new(quiet: bool) -> Self {
        Self { quiet, err_is_terminal: std::io::stderr().is_terminal() }
    }

    /// Says something to the user, unless they asked for quiet.
    pub(crate) fn note(&self, text: impl fmt::Display) {
        if !self.quiet {
            say(&without_controls(&text.to_string()));
        }
    }

    /// Says what the user asked to be told, quiet or not.
    #[expect(clippy::unused_self, reason = "what is said goes through the run, as notes do")]
    pub(crate) fn answer(&self, text: impl fmt::Display) {
        say(&without_controls(&text.to_string()));
    }

    /// Whether progress is to be shown.
    pub(crate) fn shows_progress(&self) -> bool {
        self.err_is_terminal && !self.quiet
    }
}

/// The run: how it was called, and who looks at it.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) voice: Voice,
    pub(crate) command: CommandRecord,
    pub(crate) out_is_terminal: bool,
    /// The corpora that are asked.
    pub(crate) session: Session,
}

impl Deref for Context {
    type Target = Voice;

    fn deref(&self) -> &Voice {
        &self.voice
    }
}

impl Context {
    pub(crate) fn new(voice: Voice, command: CommandRecord, session: Session) -> Self {
        let out_is_terminal = std::io::stdout().is_terminal();
        Self { voice, command, out_is_terminal, session }
    }

    /// How a request is run: as it was given.
    pub(crate) fn run_options(&self, picture: bool) -> RunOptions {
        RunOptions::default().given(self.command.given_names()).picture(picture)
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_written_as_on_the_command_line() {
        let written = [("min_freq", "--min-freq"), ("n", "-n")];
        let command = CommandRecord {
            verb: String::new(),
            arguments: Vec::new(),
            options: Map::new(),
            given: vec!["-n".to_owned()],
            written: written.map(|(name, option)| (name.to_owned(), option.to_owned())).into(),
        };
        for (text, spelled) in [
            ("`min_freq` is", "--min-freq is"),
            ("give `n = 3`, or `siyaq x`", "give -n 3, or `siyaq x`"),
            ("a ` alone, `n", "a ` alone, `n"),
            ("", ""),
        ] {
            assert_eq!(command.spelled(text), spelled);
        }
        assert_eq!(command.given_names().collect::<Vec<_>>(), ["n"]);
    }
}
