//! The options in force, read back from the parsed arguments, for the manifest of a result.

use crate::context::CommandRecord;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Map, Value};
use std::any::TypeId;
use std::ffi::OsStr;

/// Options that do not change a result.
const NOT_RECORDED: [&str; 6] = ["output", "threads", "quiet", "force", "help", "version"];

/// The verb, the arguments and every option of a command line.
pub(crate) fn command_of(matches: &ArgMatches, command: &Command) -> CommandRecord {
    let arguments = std::env::args_os().skip(1);
    let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned()).collect();
    let (verb, matches, command) = innermost(matches, command);
    let options = command
        .get_arguments()
        .filter(|argument| !NOT_RECORDED.contains(&argument.get_id().as_str()))
        .filter_map(|argument| Some((name_of(argument), value_of(argument, matches)?)))
        .collect::<Map<String, Value>>();
    let given = command
        .get_arguments()
        .filter(|argument| {
            let id = argument.get_id().as_str();
            matches.value_source(id) == Some(ValueSource::CommandLine)
        })
        .map(written)
        .collect();
    let names = command.get_arguments().map(|argument| (name_of(argument), written(argument)));
    let written = names.filter(|(_, written)| written.starts_with('-')).collect();
    CommandRecord { verb: verb.join(" "), arguments, options, given, written }
}

/// An option as it is written on the command line.
fn written(argument: &Arg) -> String {
    match (argument.get_long(), argument.get_short()) {
        (Some(long), _) => format!("--{long}"),
        (None, Some(short)) => format!("-{short}"),
        (None, None) => argument.get_id().to_string(),
    }
}

/// The verb as it is written, with its arguments and what it takes.
pub(crate) fn innermost<'m>(
    matches: &'m ArgMatches,
    command: &'m Command,
) -> (Vec<&'m str>, &'m ArgMatches, &'m Command) {
    let mut verb: Vec<&str> = Vec::new();
    let (mut matches, mut command) = (matches, command);
    while let Some((name, inner)) = matches.subcommand() {
        verb.push(name);
        matches = inner;
        match command.find_subcommand(name) {
            Some(found) => command = found,
            None => break,
        }
    }
    (verb, matches, command)
}

/// The name of an option as one writes it, with underscores.
fn name_of(argument: &Arg) -> String {
    let name = argument.get_long().unwrap_or_else(|| argument.get_id().as_str());
    name.replace('-', "_")
}

fn value_of(argument: &Arg, matches: &ArgMatches) -> Option<Value> {
    let id = argument.get_id().as_str();
    if matches!(argument.get_action(), ArgAction::SetTrue) {
        return Some(Value::Bool(matches.get_flag(id)));
    }
    let Some(raw) = matches.get_raw(id) else { return Some(Value::Null) };
    let mut values: Vec<Value> = raw.map(|value| typed(argument, value)).collect();
    if matches!(argument.get_action(), ArgAction::Append) {
        return Some(Value::Array(values));
    }
    values.pop()
}

/// Numbers as numbers where the option is one, everything else as text.
fn typed(argument: &Arg, value: &OsStr) -> Value {
    let text = value.to_string_lossy();
    let kind = argument.get_value_parser().type_id();
    let numbers = [TypeId::of::<u64>(), TypeId::of::<usize>(), TypeId::of::<u32>()];
    match text.parse::<u64>() {
        Ok(number) if numbers.iter().any(|known| kind == *known) => Value::from(number),
        _ => Value::from(text.into_owned()),
    }
}
