//! Names of files and the formats that they promise, looked at before anything is counted.

use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};

/// Refuses files whose names end in what is not written, or in another format than `--format` names.
pub(crate) fn check_targets(command: &Command, matches: &ArgMatches) -> Result<()> {
    if let Some((name, inner)) = matches.subcommand() {
        return command.find_subcommand(name).map_or(Ok(()), |verb| check_targets(verb, inner));
    }
    let path = |name: &str| matches.try_get_one::<PathBuf>(name).ok().flatten();
    if let Some(svg) = path("svg")
        && ending(svg).is_some_and(|found| !found.eq_ignore_ascii_case("svg"))
    {
        bail!("--svg {}: a drawing is written as .svg", svg.display());
    }
    let format = command.get_arguments().find(|argument| argument.get_id() == "format");
    let (Some(output), Some(format)) = (path("output"), format) else { return Ok(()) };
    let values = format.get_possible_values();
    let known: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    let asked = matches.get_raw("format").and_then(|mut values| values.next());
    if matches.try_get_one::<bool>("excel").is_ok_and(|excel| excel == Some(&true)) {
        check_excel(output)?;
    }
    check_ending(output, asked.and_then(|name| name.to_str()), &known)
}

/// Refuses a table for a spreadsheet under a name that promises another format than CSV.
pub(crate) fn check_excel(path: &Path) -> Result<()> {
    match ending(path) {
        Some(found) if !found.eq_ignore_ascii_case("csv") => bail!(
            "-o {}: --excel writes CSV, the name says .{found}; end it in .csv",
            path.display()
        ),
        _ => Ok(()),
    }
}

/// What the name of a file ends in.
fn ending(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

/// What the names of files of a format end in.
fn ending_of(format: &str) -> &str {
    if ["table", "text"].contains(&format) { "txt" } else { format }
}

/// Refuses a file whose name ends in what is not written, or in another format than was asked for.
pub(crate) fn check_ending(path: &Path, format: Option<&str>, known: &[&str]) -> Result<()> {
    let Some(found) = ending(path) else { return Ok(()) };
    let path = path.display();
    let known: Vec<&str> = known.iter().map(|format| ending_of(format)).collect();
    if !known.iter().any(|ending| ending.eq_ignore_ascii_case(found)) {
        let mut known: Vec<String> = known.iter().map(|ending| format!(".{ending}")).collect();
        known.dedup();
        bail!(
            "-o {path}: .{found} is no format that is written; name a file that ends in {}",
            known.join(", ")
        );
    }
    match format {
        Some(format) if !ending_of(format).eq_ignore_ascii_case(found) => bail!(
            "-o {path}: the name says .{found}, --format says {format}; leave --format out, or end the \
             name in .{}",
            ending_of(format)
        ),
        _ => Ok(()),
    }
}
