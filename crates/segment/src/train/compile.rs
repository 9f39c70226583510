//! Writes a dictionary.

use super::gold::Gold;
use super::types::Types;
use crate::contractions::FusedWords;
use crate::dictionary::{Dictionary, Entry, FORMAT_VERSION, MAGIC, MOST_ENTRIES};
use crate::error::{SegmentError, SegmentErrorKind};
use crate::evident::particle_before_verb;
use crate::features::Frequencies;
use crate::grammar::{Cut, Head};
use crate::letters::Letter;
use crate::scorer::{decide, spell};
use std::collections::BTreeMap;

/// What was learnt.
pub(super) struct Learnt<'w> {
    /// The weights that decide about the types.
    pub(super) weights: &'w [i32],
    /// The weights that the dictionary carries, for other words.
    pub(super) carried: &'w [i32],
}

/// Decides about every type that is listed: as the gold has it, else by the weights.
pub(super) fn decide_types(
    types: &mut Types,
    gold: &Gold,
    weights: &[i32],
    smallest_zipf: u8,
) -> Vec<(Box<[Letter]>, Cut)> {
    let fused = FusedWords::new();
    let decided = |letters: &[Letter]| {
        let whole = fused.find(letters).map(|_| Cut::WHOLE);
        gold.decided(letters).or(whole)
    };
    // As a word that was decided before is cut, so it is in others.
    let known = |letters: &[Letter]| decided(letters).or_else(|| types.decided(letters));
    let mut cuts: Vec<(Box<[Letter]>, Cut)> = Vec::new();
    for (letters, entry) in types.sorted() {
        let given = decided(letters);
        if entry.zipf >= smallest_zipf || given.is_some() {
            let cut = given
                .unwrap_or_else(|| decide(letters, entry.alefs, &|_| true, &known, types, weights));
            cuts.push((letters.into(), cut));
        }
    }
    for (letters, cut) in &cuts {
        types.decide(letters, *cut);
    }
    cuts
}

/// Decides about every type and puts the decisions, frequencies and weights into a dictionary.
pub(super) fn compile(
    mut types: Types,
    gold: &Gold,
    learnt: &Learnt<'_>,
    smallest_zipf: u8,
    sources: &str,
) -> Result<Dictionary, SegmentError> {
    let cuts = decide_types(&mut types, gold, learnt.weights, smallest_zipf);
    let fused = FusedWords::new();
    let entries: Vec<Entry> = cuts
        .iter()
        .map(|(letters, cut)| {
            let known = types.map.get(&**letters).copied().unwrap_or_default();
            let verdict = spell(letters, *cut, &types);
            let stem = cut.stem(letters);
            let is_fused = cut.suffix == 0
                && verdict.head == Head::Keep
                && (fused.find(stem).is_some() || particle_before_verb(stem, &types).is_some());
            Entry::new(
                verdict,
                is_fused,
                known.zipf,
                known.alefs,
                known.verb,
                gold.whole_with(letters),
            )
        })
        .collect();
    let bytes = write(&cuts, &entries, learnt.carried, sources)?;
    Dictionary::from_bytes(bytes)
}

fn write(
    cuts: &[(Box<[Letter]>, Cut)],
    entries: &[Entry],
    weights: &[i32],
    sources: &str,
) -> Result<Vec<u8>, SegmentError> {
    let mut numbers: BTreeMap<Entry, u64> = BTreeMap::new();
    for entry in entries {
        *numbers.entry(*entry).or_default() += 1;
    }
    if numbers.len() > MOST_ENTRIES {
        let (limit, found) = (MOST_ENTRIES as u64, numbers.len() as u64);
        return Err(SegmentErrorKind::TooLarge { what: "different entries", limit, found }.into());
    }
    let mut table: Vec<(Entry, u64)> = numbers.into_iter().collect();
    // The frequent ones first; ties in the order of their bits.
    table.sort_by(|(one, count), (other, others)| others.cmp(count).then(one.cmp(other)));
    let places: BTreeMap<Entry, u16> =
        table.iter().enumerate().map(|(place, (entry, _))| (*entry, place as u16)).collect();
    let damaged = |_| SegmentError::corrupt("forms", "they are not in order");
    let mut builder = fst::MapBuilder::memory();
    for (rank, (letters, _)) in (0..).zip(cuts) {
        builder.insert(letters, rank).map_err(damaged)?;
    }
    let forms = builder.into_inner().map_err(damaged)?;
    let mut out = MAGIC.to_vec();
    let lengths = [cuts.len(), table.len(), weights.len(), sources.len(), forms.len()];
    out.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    for length in lengths {
        let (limit, found) = (u64::from(u32::MAX), length as u64);
        let length = u32::try_from(length).map_err(|_| SegmentErrorKind::TooLarge {
            what: "items or bytes",
            limit,
            found,
        })?;
        out.extend_from_slice(&length.to_le_bytes());
    }
    out.resize(crate::dictionary::HEADER, 0);
    out.extend_from_slice(sources.as_bytes());
    out.extend_from_slice(&forms);
    for entry in entries {
        let place = places.get(entry).copied().unwrap_or_default();
        out.extend_from_slice(&place.to_le_bytes());
    }
    for (entry, _) in &table {
        out.extend_from_slice(&entry.0.to_le_bytes());
    }
    for weight in weights {
        let weight = i16::try_from(*weight).unwrap_or_default();
        out.extend_from_slice(&weight.to_le_bytes());
    }
    let checksum = blake3::hash(&out);
    out.extend_from_slice(checksum.as_bytes());
    Ok(out)
}
