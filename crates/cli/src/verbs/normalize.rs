//! `siyaq normalize`: text in, text out.

use crate::args::{ReadingArgs, output_file, reading_options, two_way};
use crate::context::{Context, Outcome};
use crate::emit::Stream;
use crate::load::refuse_corpora;
use crate::progress::Spinner;
use crate::report;
use crate::stream::{StreamOptions, for_each};
use anyhow::{Result, bail};
use clap::Args;
use siyaq::text::{Normalizer, Profile, Step, Steps, TextError, TranslitScheme};
use std::ffi::OsString;
use std::fmt::Write;
use std::path::PathBuf;

const LONG: &str = "\
Rewrites text by a profile, which is a list of named steps: clean repairs what dumps break
(presentation forms, tatweel, invisible characters, entities and their remains, two ways to write
one letter), light also drops diacritics, standard also folds hamza on alef, final ya and digits,
broad folds further. Single steps are added and taken away by --steps. With --translit the result
is written in Latin letters, with --from-translit text in Latin letters is brought back. Lines stay
lines; a pipe without an end is written as it comes.";

const AFTER: &str = "\
Examples:
  siyaq normalize book.txt > clean.txt
  siyaq normalize book.txt --profile standard --steps +teh,-digits
  echo 'إلى المَدرَســة' | siyaq normalize - --profile broad
  siyaq normalize news.jsonl --text-field body
  siyaq normalize book.txt --translit buckwalter > book.bw
  siyaq normalize book.bw --from-translit buckwalter --profile exact
  echo 'مُحَمَّدٌ' | siyaq normalize - --translit din31635
  siyaq normalize --list";

/// How the text is rewritten.
#[derive(Clone, Debug, Args)]
pub(crate) struct FoldArgs {
    /// The profile: exact, clean, light, standard, broad
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<Profile>,

    /// Steps to add and to take away: +NAME,-NAME; `siyaq normalize --list` names them
    #[arg(long, value_name = "EDIT", allow_hyphen_values = true)]
    pub(crate) steps: Option<String>,
}

impl FoldArgs {
    /// The steps asked for, beginning with those of a profile.
    pub(crate) fn steps(&self, default: Profile) -> Result<Steps, TextError> {
        let steps = Steps::of(self.profile.unwrap_or(default));
        steps.edit(self.steps.as_deref().unwrap_or_default())
    }
}

/// Arguments of `normalize`.
#[derive(Debug, Args)]
#[command(about = "Rewrite text by a folding profile", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct NormalizeArgs {
    /// Files, folders, patterns or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "list")]
    inputs: Vec<OsString>,

    #[command(flatten)]
    fold: FoldArgs,

    /// Write the text in Latin letters, after the steps: buckwalter, safe-buckwalter,
    /// xml-buckwalter, hsb, or din31635, which is for readers and goes one way
    #[arg(long, value_name = "SCHEME", conflicts_with = "from_translit")]
    translit: Option<TranslitScheme>,

    /// The text is in Latin letters: bring it back to Arabic, before the steps. Signs that are
    /// letters of the scheme become Arabic wherever they stand, in Latin words too
    #[arg(long, value_name = "SCHEME", value_parser = two_way)]
    from_translit: Option<TranslitScheme>,

    /// List the steps: what each does to which characters, and the profiles that have it
    #[arg(long)]
    list: bool,

    /// Write to this file, complete or not at all, and a manifest beside it
    #[arg(long, short, value_name = "FILE", value_parser = output_file())]
    output: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadingArgs,
}

impl NormalizeArgs {
    /// Appends a text as it is asked for.
    fn rewrite(&self, text: &str, normalizer: &Normalizer, out: &mut String) {
        // A scheme that is read from goes both ways.
        match self.from_translit.and_then(|scheme| scheme.to_arabic(text)) {
            Some(arabic) => normalizer.normalize_into(&arabic, out),
            None => match self.translit {
                Some(scheme) => out.push_str(&scheme.to_latin(&normalizer.normalize(text))),
                None => normalizer.normalize_into(text, out),
            },
        }
    }
}

/// Rewrites it.
pub(crate) fn run(args: &NormalizeArgs, context: &Context) -> Result<Outcome> {
    if args.list {
        let others = ["--profile", "--steps", "--translit", "--from-translit", "--output"];
        let others = others.map(str::to_owned).into_iter().chain(reading_options());
        context.refuse(others, "is for texts, and --list reads none")?;
        if !args.inputs.is_empty() {
            bail!("--list reads no texts: leave the inputs out");
        }
        crate::emit::print(&listed()?)?;
        return Ok(Outcome::Found);
    }
    refuse_corpora(&args.inputs)?;
    let normalizer = Normalizer::with_steps(args.fold.steps(Profile::Clean)?);
    let mut out = Stream::open(args.output.as_deref())?;
    let (mut found, mut documents) = (false, 0);
    let spinner = (!context.out_is_terminal).then(|| Spinner::start(context, "normalising"));
    let report = for_each(
        &args.inputs,
        &StreamOptions::new(&args.reading, true)?,
        |parts| {
            let mut text = String::new();
            let begun = parts.iter().filter(|part| !part.continues).count() as u64;
            for part in parts {
                args.rewrite(&part.text, &normalizer, &mut text);
                if !part.is_plain && !part.text.ends_with('\n') {
                    text.push('\n');
                }
            }
            (text, begun)
        },
        |(text, begun)| {
            found |= !text.is_empty();
            documents += begun;
            out.write(text.as_bytes()).map(|()| true)
        },
    )?;
    drop(spinner);
    report::stream(context, &report);
    out.finish("text", documents, &args.inputs, context)?;
    Ok(Outcome::of(found))
}

fn listed() -> Result<String> {
    let mut text = String::new();
    for step in Step::ALL {
        let profiles: Vec<&str> = Profile::ALL
            .into_iter()
            .filter(|profile| Steps::of(*profile).contains(step))
            .map(Profile::name)
            .collect();
        let profiles =
            if profiles.is_empty() { "no profile".to_owned() } else { profiles.join(", ") };
        let (before, after) = step.example();
        writeln!(text, "{}  ({profiles})", step.name())?;
        writeln!(text, "    {}", step.code_points())?;
        writeln!(text, "    {before:?} becomes {after:?}; conflates {}", step.conflates())?;
    }
    Ok(text)
}
