//! The whole command line.

use super::Verb;
use clap::Parser;
use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Effects};

const ABOUT: &str = "\
Corpus linguistics for Arabic: tokenise, index, count, concordance, collocations, keyness.

Start with `siyaq demo`, which runs the main verbs on two small newspapers that ship with the
command. Then index your own texts once and ask as often as you like:

  siyaq index news.jsonl -o news --meta source,date:date
  siyaq words news --top 20
  siyaq kwic news 'وزير الصحة' --context 8 --sort after:1
  siyaq collocates news وزير --window 3:3
  siyaq keywords news --where 'source=alufuq' --reference rest

Most verbs also take raw files, folders, patterns or - in the place of a corpus, and index them in
memory first.";

const AFTER: &str = "\
Exit codes: 0 found, 1 nothing found, 2 error.
`siyaq VERB --help` explains a verb with examples and the meaning of its columns; `-h` is short.";

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().effects(Effects::BOLD))
    .usage(AnsiColor::Green.on_default().effects(Effects::BOLD))
    .literal(AnsiColor::Cyan.on_default().effects(Effects::BOLD))
    .placeholder(AnsiColor::Cyan.on_default());

/// The columns of help texts, whose lines are broken where they are written.
const WIDTH: usize = 100;

/// More threads than any machine has use for.
const MOST_THREADS: usize = 1024;

fn threads(text: &str) -> Result<usize, String> {
    let number = text.trim().parse().ok().filter(|number| (1..=MOST_THREADS).contains(number));
    number.ok_or_else(|| format!("{text:?} is no number of threads from 1 to {MOST_THREADS}"))
}

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "siyaq",
    version,
    about = "Corpus linguistics for Arabic",
    long_about = ABOUT,
    after_help = AFTER,
    styles = STYLES,
    max_term_width = WIDTH,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    /// Use this many threads, at most 1024; as many as the machine has unless given. Results do not
    /// depend on it
    #[arg(long, global = true, value_name = "N", value_parser = threads, help_heading = "Running")]
    pub(crate) threads: Option<usize>,

    /// Say nothing but errors: no progress, no notes, no warnings
    #[arg(long, short, global = true, help_heading = "Running")]
    pub(crate) quiet: bool,

    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Command, CommandFactory};
    use siyaq::text::chars::is_arabic_mark;

    /// The lines that are too long, each after its verb.
    fn too_long(command: &Command, found: &mut Vec<String>) {
        for text in [command.get_long_about(), command.get_after_long_help()].into_iter().flatten()
        {
            let text = text.to_string();
            let width = |line: &&str| line.chars().filter(|c| !is_arabic_mark(*c)).count();
            let lines = text.lines().filter(|line| width(line) > WIDTH);
            found.extend(lines.map(|line| format!("{}: {line}", command.get_name())));
        }
        command.get_subcommands().for_each(|verb| too_long(verb, found));
    }

    #[test]
    fn lines_of_help_fit() {
        let mut found = Vec::new();
        too_long(&Cli::command(), &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}
