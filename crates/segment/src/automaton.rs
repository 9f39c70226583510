//! The automaton of the known types: form → rank.
//!
//! The section is a map of the crate `fst`, so that other tools can open it. It is read by the lexicon's reader of such maps, which
//! checks every access.

use siyaq_lexicon::FstState;

/// Input bytes that the table of beginnings covers.
const BYTES: usize = 128;

/// A section, with a table of where the first two letters of a key lead.
#[derive(Clone, Debug)]
pub(crate) struct Automaton {
    start: FstState,
    beginnings: Box<[Option<FstState>]>,
}

impl Automaton {
    /// Finds the root. `None` if the section is no automaton of `count` keys.
    pub(crate) fn open(data: &[u8], count: u32) -> Option<Self> {
        let start = FstState::start(data, count)?;
        let mut beginnings = vec![None; BYTES * BYTES];
        for first in 0..BYTES {
            let Some(state) = start.next(data, first as u8) else { continue };
            for second in 0..BYTES {
                if let Some(place) = beginnings.get_mut(first * BYTES + second) {
                    *place = state.next(data, second as u8);
                }
            }
        }
        Some(Self { start, beginnings: beginnings.into() })
    }

    /// The rank of a key in the section `data`.
    #[inline]
    pub(crate) fn rank(&self, data: &[u8], key: &[u8]) -> Option<u32> {
        let (mut state, rest) = match key {
            [first, second, rest @ ..] if (first | second) < BYTES as u8 => {
                let place = usize::from(*first) * BYTES + usize::from(*second);
                ((*self.beginnings.get(place)?)?, rest)
            }
            _ => (self.start, key),
        };
        for &byte in rest {
            state = state.next(data, byte)?;
        }
        state.ordinal(data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranks_are_those_of_the_sorted_keys(
            keys in prop::collection::btree_set("[tea0Z~é-]{1,5}".prop_map(String::into_bytes), 1..80),
            others in prop::collection::vec("[tea0Z~é-]{1,5}".prop_map(String::into_bytes), 0..40),
        ) {
            let ranked = keys.iter().zip(0_u64..);
            let data = fst::Map::from_iter(ranked).unwrap().into_fst().into_inner();
            let automaton = Automaton::open(&data, keys.len() as u32).unwrap();
            for (rank, key) in keys.iter().enumerate() {
                prop_assert_eq!(automaton.rank(&data, key), Some(rank as u32));
            }
            for other in &others {
                prop_assert_eq!(automaton.rank(&data, other).is_some(), keys.contains(other));
            }
        }
    }
}
