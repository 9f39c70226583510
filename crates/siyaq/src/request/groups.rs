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

/// The tables of the values of a field, and a remark on documents that have none.
pub(crate) fn by_field(
    selection: &Selection<'_>,
    field: &str,
    items: &ItemOptions,
    run: &Run<'_>,
) -> Result<GroupTables> {
    let tables = GroupTables::by_field(selection, field, items)?;
    let all = selection.part().document_count();
    let grouped: u64 = tables.groups().iter().filter_map(|(_, table)| table.documents()).sum();
    let left = u64::from(all).saturating_sub(grouped);
    if left > 0 {
        run.note(format_args!(
            "{} documents have no {field}, or no tokens that count; they are left out",
            count_of(left)
        ));
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
