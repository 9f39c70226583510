//! What only all documents together tell: ids that occur twice, and the order of day and month.

use siyaq_index::Shard;
use siyaq_reader::ProblemKind;
use siyaq_types::{FieldKind, FieldSpec, MetaValue};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How many ids are named in one message.
const NAMED: usize = 3;

/// Something told of all documents: how many have it, and what it is.
pub(crate) struct Finding {
    pub(crate) kind: ProblemKind,
    pub(crate) documents: u64,
    pub(crate) message: String,
}

/// Years that are rather those of the Hijra where most dates of a column are of our time.
const HIJRI: RangeInclusive<i16> = 1300..=1500;

/// For each column of dates the documents whose date has a year that looks Hijri: a Gregorian date is what
/// it is taken for.
pub(crate) fn hijri_dates(shards: &mut [Shard], fields: &[FieldSpec]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, field) in fields.iter().enumerate().filter(|(_, own)| own.kind == FieldKind::Date) {
        let (mut documents, mut first) = (0, None);
        for (_, document) in shards.iter_mut().flat_map(Shard::documents_mut) {
            if let Some(Some(MetaValue::Date(date))) = document.metadata.get(place)
                && HIJRI.contains(&date.year())
            {
                documents += 1;
                first.get_or_insert_with(|| format!("{date} of {}", document.id));
            }
        }
        if let Some(first) = first {
            let message = format!(
                "the field {:?}: years from 1300 to 1500, such as {first}, look Hijri and are taken for \
                 Gregorian ones: convert them before",
                field.name
            );
            findings.push(Finding { kind: ProblemKind::HijriDate, documents, message });
        }
    }
    findings
}

/// The documents whose id an earlier one has.
pub(crate) fn repeated_ids(shards: &mut [Shard]) -> Option<Finding> {
    let documents = shards.iter_mut().flat_map(Shard::documents_mut);
    let mut ids: Vec<&str> = documents.map(|(_, document)| document.id.as_str()).collect();
    ids.sort_unstable();
    let mut repeated: BTreeMap<&str, u64> = BTreeMap::new();
    for pair in ids.windows(2) {
        if let [one, next] = pair
            && one == next
        {
            *repeated.entry(*one).or_insert(1) += 1;
        }
    }
    let documents = repeated.values().map(|count| count - 1).sum();
    let named: Vec<String> = repeated
        .iter()
        .take(NAMED)
        .map(|(id, count)| format!("{id:?} is the id of {count} documents"))
        .collect();
    let more = if repeated.len() > NAMED { "; …" } else { "" };
    let message = format!("{}{more}", named.join("; "));
    (documents > 0).then_some(Finding { kind: ProblemKind::RepeatedId, documents, message })
}

/// What the column of a date field shows of the order of day and month.
#[derive(Default)]
struct Column {
    day_first: bool,
    month_first: bool,
    unordered: u64,
}

/// Puts the dates of each field into the order that its column shows: a number above 12 can only be
/// a day. Where the column shows none, or both, the values are left out and told.
pub(crate) fn order_dates(shards: &mut [Shard], fields: &[FieldSpec]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, field) in fields.iter().enumerate() {
        if field.kind != FieldKind::Date {
            continue;
        }
        let mut column = Column::default();
        for (_, document) in shards.iter_mut().flat_map(Shard::documents_mut) {
            if let Some(Some(MetaValue::UnorderedDate(date))) = document.metadata.get(place) {
                column.unordered += 1;
                column.day_first |= date.month_first().is_none();
                column.month_first |= date.day_first().is_none();
            }
        }
        let mut lost = 0;
        for (_, document) in shards.iter_mut().flat_map(Shard::documents_mut) {
            let Some(value) = document.metadata.get_mut(place) else { continue };
            let Some(MetaValue::UnorderedDate(date)) = *value else { continue };
            let ordered = match (column.day_first, column.month_first) {
                (true, false) => date.day_first(),
                (false, true) => date.month_first(),
                // The fifth of May is the same either way.
                _ => date.day_first().filter(|day| date.month_first() == Some(*day)),
            };
            lost += u64::from(ordered.is_none());
            *value = ordered.map(MetaValue::Date);
        }
        if lost > 0 {
            let why = if column.day_first && column.month_first {
                "some dates have the day first, and others the month"
            } else {
                "no date of the column shows whether the day or the month comes first"
            };
            let message = format!(
                "the field {:?}: {why}; name the order (dmy or mdy) to have them",
                field.name
            );
            let kind = ProblemKind::DateOrder;
            findings.push(Finding { kind, documents: lost, message });
        }
    }
    findings
}
