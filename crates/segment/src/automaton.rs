//! The automaton of the known types, read in place with every access checked: form → rank.
//!
//! The section is a map of the crate `fst` (its format version 3), so that other tools can open it.
//! It is read here rather than there because damaged bytes must not end a program: a node that
//! makes no sense ends the walk.

/// Bytes before the first node: the format version and the type, both `u64`.
const HEAD: usize = 16;
/// Bytes after the last node: the number of keys and the address of the root, `u64` each, and a
/// checksum, `u32`.
const TAIL: usize = 20;
/// The format version of the crate `fst` that is read.
const VERSION: u64 = 3;
/// The address of the one node that is final and has no transitions. It has no bytes.
const FINAL_LEAF: usize = 0;
/// A node with more transitions than this has a table from input byte to transition.
const INDEX_ABOVE: usize = 32;

/// The input bytes that a node of one transition stores in its state, in the order of the numbers
/// that stand for them there, which begin at 1.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

#[inline]
fn u64_at(data: &[u8], at: usize) -> Option<u64> {
    data.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// A number of `size` bytes.
#[inline]
fn packed(data: &[u8], at: usize, size: usize) -> Option<u64> {
    if size == 0 {
        return Some(0);
    }
    // Every section ends with twenty bytes more, so eight can be read everywhere.
    let word = u64_at(data, at)?;
    Some(if size >= 8 { word } else { word & ((1 << (8 * size)) - 1) })
}

/// A transition that was followed.
struct Step {
    output: u64,
    target: usize,
}

/// Whether the node at `address` is final, the output of its end, and the transition on `input`.
#[inline]
fn step(data: &[u8], address: usize, input: u8) -> Option<Step> {
    let state = *data.get(address)?;
    let low = state & 0x3F;
    match state >> 6 {
        0b11 => {
            let (found, start) = single_input(data, address, low)?;
            (found == input).then_some(Step { output: 0, target: start.checked_sub(1)? })
        }
        0b10 => {
            let (found, sizes) = single_input(data, address, low)?;
            if found != input {
                return None;
            }
            let sizes = sizes.checked_sub(1)?;
            let (target_size, output_size) = unpack(*data.get(sizes)?)?;
            let target = sizes.checked_sub(target_size)?;
            let start = target.checked_sub(output_size)?;
            Some(Step {
                output: packed(data, start, output_size)?,
                target: resolve(start, packed(data, target, target_size)?)?,
            })
        }
        _ => many(data, address, low, input),
    }
}

/// The input of a node of one transition and the place where it stands.
#[inline]
fn single_input(data: &[u8], address: usize, low: u8) -> Option<(u8, usize)> {
    match usize::from(low).checked_sub(1) {
        Some(common) => Some((*COMMON.get(common)?, address)),
        None => {
            let at = address.checked_sub(1)?;
            Some((*data.get(at)?, at))
        }
    }
}

#[inline]
fn unpack(sizes: u8) -> Option<(usize, usize)> {
    let (target, output) = (usize::from(sizes >> 4), usize::from(sizes & 0xF));
    (target <= 8 && output <= 8).then_some((target, output))
}

#[inline]
fn resolve(start: usize, distance: u64) -> Option<usize> {
    match usize::try_from(distance).ok()? {
        0 => Some(FINAL_LEAF),
        distance => start.checked_sub(distance),
    }
}

/// The parts of a node of many transitions, or of one that is final.
struct Many {
    count: usize,
    inputs: usize,
    targets: usize,
    outputs: usize,
    start: usize,
    target_size: usize,
    output_size: usize,
}

#[inline]
fn parts(data: &[u8], address: usize, low: u8, is_final: bool) -> Option<Many> {
    let mut at = address;
    let count = if low > 0 {
        usize::from(low)
    } else {
        at = at.checked_sub(1)?;
        match *data.get(at)? {
            1 => 256,
            count => usize::from(count),
        }
    };
    at = at.checked_sub(1)?;
    let (target_size, output_size) = unpack(*data.get(at)?)?;
    let inputs = if count > INDEX_ABOVE { at.checked_sub(256)? } else { at };
    let targets = inputs.checked_sub(count)?;
    let outputs = targets.checked_sub(count * target_size)?;
    let start = outputs.checked_sub((count + usize::from(is_final)) * output_size)?;
    Some(Many { count, inputs, targets, outputs, start, target_size, output_size })
}

#[inline]
fn many(data: &[u8], address: usize, low: u8, input: u8) -> Option<Step> {
    let is_final = *data.get(address)? >> 6 == 0b01;
    let node = parts(data, address, low, is_final)?;
    let inputs = data.get(node.targets..node.inputs)?;
    let index = if node.count > INDEX_ABOVE {
        usize::from(*data.get(node.inputs + usize::from(input))?)
    } else {
        let place = inputs.iter().position(|byte| *byte == input)?;
        node.count - 1 - place
    };
    if index >= node.count || *inputs.get(node.count - 1 - index)? != input {
        return None;
    }
    let output = node.outputs - (index + 1) * node.output_size;
    let target = node.targets - (index + 1) * node.target_size;
    Some(Step {
        output: packed(data, output, node.output_size)?,
        target: resolve(node.start, packed(data, target, node.target_size)?)?,
    })
}

/// The output that a key gets for ending at the node, `None` if no key does.
#[inline]
fn end(data: &[u8], address: usize) -> Option<u64> {
    if address == FINAL_LEAF {
        return Some(0);
    }
    let state = *data.get(address)?;
    if state >> 6 != 0b01 {
        return None;
    }
    let node = parts(data, address, state & 0x3F, true)?;
    packed(data, node.start, node.output_size)
}

/// Where a walk stands.
#[derive(Clone, Copy, Debug)]
struct State {
    address: u32,
    rank: u32,
}

/// Input bytes that the table of beginnings covers.
const BYTES: usize = 128;

/// A section, with a table of where the first two letters of a key lead.
#[derive(Clone, Debug)]
pub(crate) struct Automaton {
    root: usize,
    beginnings: Box<[Option<State>]>,
}

impl Automaton {
    /// Finds the root. `None` if the section is no automaton of `count` keys.
    pub(crate) fn open(data: &[u8], count: u32) -> Option<Self> {
        let tail = data.len().checked_sub(TAIL)?;
        let root = usize::try_from(u64_at(data, tail + 8)?).ok()?;
        let sound = u64_at(data, 0)? == VERSION
            && u64_at(data, tail)? == u64::from(count)
            && root.checked_add(1) == Some(tail)
            && root >= HEAD;
        if !sound {
            return None;
        }
        let start = State { address: u32::try_from(root).ok()?, rank: 0 };
        let mut beginnings = vec![None; BYTES * BYTES];
        for first in 0..BYTES {
            let Some(state) = follow(data, start, first as u8) else { continue };
            for second in 0..BYTES {
                if let Some(place) = beginnings.get_mut(first * BYTES + second) {
                    *place = follow(data, state, second as u8);
                }
            }
        }
        Some(Self { root, beginnings: beginnings.into() })
    }

    /// The rank of a key in the section `data`.
    #[inline]
    pub(crate) fn rank(&self, data: &[u8], key: &[u8]) -> Option<u32> {
        let (mut state, rest) = match key {
            [first, second, rest @ ..] if (first | second) < BYTES as u8 => {
                let place = usize::from(*first) * BYTES + usize::from(*second);
                ((*self.beginnings.get(place)?)?, rest)
            }
            _ => (State { address: self.root as u32, rank: 0 }, key),
        };
        for &byte in rest {
            state = follow(data, state, byte)?;
        }
        state.rank.checked_add(u32::try_from(end(data, state.address as usize)?).ok()?)
    }
}

#[inline]
fn follow(data: &[u8], state: State, byte: u8) -> Option<State> {
    if state.address as usize == FINAL_LEAF {
        return None;
    }
    let step = step(data, state.address as usize, byte)?;
    // The section is shorter than 4 GiB, as its length in the header is.
    let rank = u32::try_from(u64::from(state.rank).checked_add(step.output)?).ok()?;
    Some(State { address: step.target as u32, rank })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn built(keys: &BTreeSet<Vec<u8>>) -> Vec<u8> {
        let mut builder = fst::MapBuilder::memory();
        for (rank, key) in keys.iter().enumerate() {
            builder.insert(key, rank as u64).unwrap();
        }
        builder.into_inner().unwrap()
    }

    proptest! {
        #[test]
        fn ranks_are_those_of_the_sorted_keys(
            keys in prop::collection::btree_set("[tea0Z~-]{1,5}".prop_map(String::into_bytes), 1..80),
            others in prop::collection::vec("[tea0Z~-]{1,5}".prop_map(String::into_bytes), 0..40),
        ) {
            let data = built(&keys);
            let automaton = Automaton::open(&data, keys.len() as u32).unwrap();
            for (rank, key) in keys.iter().enumerate() {
                prop_assert_eq!(automaton.rank(&data, key), Some(rank as u32));
            }
            for other in &others {
                prop_assert_eq!(automaton.rank(&data, other).is_some(), keys.contains(other));
            }
        }

        #[test]
        fn damage_ends_the_walk(
            keys in prop::collection::btree_set(prop::collection::vec(0_u8..255, 0..4), 40..80),
            at in any::<prop::sample::Index>(),
            value in any::<u8>(),
        ) {
            let mut data = built(&keys);
            let at = at.index(data.len());
            data[at] = value;
            if let Some(automaton) = Automaton::open(&data, keys.len() as u32) {
                for key in &keys {
                    // Any answer will do, as long as there is one.
                    let rank = automaton.rank(&data, key);
                    prop_assert!(rank.is_none_or(|rank| rank < u32::MAX));
                }
            }
        }
    }

    #[test]
    fn wide_nodes_have_an_index() {
        let keys: BTreeSet<Vec<u8>> = (0..=255_u8).map(|byte| vec![byte, 7]).collect();
        let data = built(&keys);
        let automaton = Automaton::open(&data, 256).unwrap();
        assert_eq!(automaton.rank(&data, &[200, 7]), Some(200));
        assert_eq!(automaton.rank(&data, &[200]), None);
        assert!(Automaton::open(&data, 255).is_none());
    }
}
