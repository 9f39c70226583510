//! Where results go: looked at before any work, in one way for all verbs.

use crate::context::Context;
use crate::record::innermost;
use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
use siyaq::index::{Corpus, corpus_of, is_corpus, recover};
use siyaq::output::{ResultManifest, place_of, same_file};
use siyaq::reader::{Input, Reader, ReaderOptions};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The arguments that name what is written.
const TARGETS: [&str; 3] = ["output", "svg", "save"];
/// The arguments that name corpora or files to read, which may be patterns.
const INPUTS: [&str; 5] = ["input", "inputs", "targets", "reference", "corpus"];

/// Refuses results that would replace an input or a file of a corpus, before any work; settles what
/// killed runs have left where a result goes, and brings back a corpus that one has moved aside.
pub(crate) fn check(matches: &ArgMatches, command: &Command, context: &Context) -> Result<()> {
    let (_, matches, command) = innermost(matches, command);
    let (mut targets, mut others) = (Vec::new(), Vec::new());
    for argument in command.get_arguments() {
        let id = argument.get_id().as_str();
        for value in matches.get_raw(id).into_iter().flatten() {
            if TARGETS.contains(&id) {
                targets.push(Path::new(value));
            } else if value != "-" {
                others.push((INPUTS.contains(&id), value));
            }
        }
    }
    for (_, input) in others.iter().filter(|(is_input, _)| *is_input) {
        if !Path::new(input).exists() {
            tell_leftovers(Path::new(input), context);
        }
    }
    check_places(&targets, &others, context)
}

/// The same of places that are known; of what is read, whether it may be a pattern.
pub(crate) fn check_places(
    targets: &[&Path],
    others: &[(bool, &OsStr)],
    context: &Context,
) -> Result<()> {
    let mut written: Vec<PathBuf> = Vec::new();
    for target in targets {
        tell_leftovers(target, context);
        // A folder that does not exist is told by the verb, which knows what goes there.
        let Ok(place) = place_of(target) else { continue };
        for file in [place.clone(), ResultManifest::path_beside(&place)] {
            if written.contains(&file) {
                bail!("{} is named for two results; give each a name of its own", target.display());
            }
            check_file(&file, target, others)?;
            written.push(file);
        }
    }
    Ok(())
}

/// Says what killed runs have left beside a place, and what became of it.
pub(crate) fn tell_leftovers(place: &Path, context: &Context) {
    // Where nothing can be looked at, the verb says why.
    for leftover in recover(place).unwrap_or_default() {
        context.note(leftover);
    }
}

/// Refuses a file that is there and has another use.
fn check_file(file: &Path, target: &Path, others: &[(bool, &OsStr)]) -> Result<()> {
    if let Some(folder) = file.parent().filter(|folder| is_corpus(folder) && !file.is_file()) {
        bail!(
            "{} would stand in the corpus {}, which holds its own files alone; choose another folder",
            target.display(),
            folder.display()
        );
    }
    if !file.is_file() {
        return Ok(());
    }
    if let Some(corpus) = corpus_of(file) {
        bail!(
            "{} is a file of the corpus {} and is not replaced; choose another name",
            target.display(),
            corpus.display()
        );
    }
    for (is_input, other) in others {
        if reads(other, *is_input, file) {
            let which = if file.ends_with(target) {
                String::new()
            } else {
                format!(", or {},", file.display())
            };
            bail!(
                "{}{which} would be replaced, and {} is read from it; choose another name for the result",
                target.display(),
                other.to_string_lossy()
            );
        }
    }
    Ok(())
}

/// Whether a value of an argument makes the command read a file, or is a corpus made of it.
fn reads(value: &OsStr, is_input: bool, file: &Path) -> bool {
    let path = Path::new(value);
    if is_corpus(path) {
        // A damaged one is told by the verb.
        return Corpus::open(path).is_ok_and(|corpus| {
            let mut sources = corpus.manifest().sources.iter();
            sources.any(|source| same_file(Path::new(&source.path), file))
        });
    }
    if path.is_dir() {
        // A folder is read with everything in it.
        return place_of(path).is_ok_and(|folder| file.starts_with(folder));
    }
    if path.exists() || !is_input {
        return same_file(path, file);
    }
    let listed = Reader::open(vec![Input::from_argument(value)], ReaderOptions::default());
    // What cannot be listed is told by the verb.
    listed.is_ok_and(|reader| reader.waiting().any(|other| same_file(other, file)))
}
