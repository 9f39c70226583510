//! Groups that are compared: corpora, or the documents of each value of a field.

use super::error::{RequestErrorKind, Result, invalid};
use super::numbers::count_of;
use super::run::Run;
use super::scope::ScopeOptions;
use super::stop::StopOptions;
use siyaq_analysis::{FrequencyTable, GroupTables, ItemCounter, ItemOptions};
use siyaq_count::Selection;
use std::ffi::OsString;

/// The only input, where groups are inside one corpus.
pub(crate) fn only<'i>(inputs: &'i [OsString], option: &str, of: &str) -> Result<&'i OsString> {
    match inputs {
        [input] => Ok(input),
        _ => invalid(format!("`{option}` is for {of}, and {} were named", inputs.len())),
    }
}

/// The tables of the values of a field of documents or of an attribute of a structure, and a remark on what
/// has none.
pub(crate) fn by_field(
    selection: &Selection<'_>,
    field: &str,
    items: &ItemOptions,
    run: &Run<'_>,
) -> Result<GroupTables> {
    let tables = GroupTables::by_field(selection, field, items)?;
    let sum = |of: fn(&FrequencyTable) -> u64| -> u64 {
        tables.groups().iter().map(|(_, table)| of(table)).sum()
    };
    if selection.corpus().documents().is_ok_and(|documents| documents.has(field)) {
        let all = u64::from(selection.part().document_count());
        let left = all.saturating_sub(sum(|table| table.documents().unwrap_or(0)));
        if left > 0 {
            run.note(format_args!(
                "{} documents have no {field}, or no tokens that count; they are left out",
                count_of(left)
            ));
        }
    } else {
        let all = selection.token_count();
        let left = all.saturating_sub(sum(FrequencyTable::tokens));
        if left > 0 {
            run.note(format_args!("{} tokens have no {field}; they are left out", count_of(left)));
        }
    }
    Ok(tables)
}

/// The table of each of several corpora.
pub(crate) fn by_corpus(
    inputs: &[OsString],
    (scope, stop): (&ScopeOptions, &StopOptions),
    items: &ItemOptions,
    run: &Run<'_>,
) -> Result<Vec<(String, FrequencyTable)>> {
    let mut groups: Vec<(String, FrequencyTable)> = Vec::new();
    for input in inputs {
        let name = input.to_string_lossy().into_owned();
        if groups.iter().any(|(known, _)| *known == name) {
            return Err(RequestErrorKind::NamedTwice { name }.into());
        }
        let loaded = run.load_one(input, scope, "corpus")?;
        let selection = stop.leave_out(loaded.selection(scope)?)?;
        groups.push((name, ItemCounter::new(&selection).count(&selection, items)?));
    }
    Ok(groups)
}
