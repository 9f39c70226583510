//! Walks through maps that the crate `fst` wrote, sound and damaged.
#![expect(clippy::unwrap_used, reason = "a map that cannot be built is a failed test")]

use proptest::prelude::*;
use siyaq_lexicon::FstState;
use std::collections::BTreeSet;

fn built(keys: &BTreeSet<Vec<u8>>) -> Vec<u8> {
    fst::Map::from_iter(keys.iter().zip(0_u64..)).unwrap().into_fst().into_inner()
}

fn ordinal(data: &[u8], start: FstState, key: &[u8]) -> Option<u32> {
    key.iter().try_fold(start, |state, byte| state.next(data, *byte))?.ordinal(data)
}

proptest! {
    /// Keys of bytes that the crate `fst` writes in the state of a node, of others, and of both.
    #[test]
    fn ranks_are_those_of_the_sorted_keys(
        keys in prop::collection::btree_set("[tea0Z~\u{e9}ب-]{1,6}".prop_map(String::into_bytes), 1..90),
        others in prop::collection::vec("[tea0Z~\u{e9}ب-]{1,6}".prop_map(String::into_bytes), 0..40),
    ) {
        let data = built(&keys);
        let start = FstState::start(&data, keys.len() as u32).unwrap();
        for (place, key) in keys.iter().enumerate() {
            prop_assert_eq!(ordinal(&data, start, key), Some(place as u32));
        }
        for other in &others {
            let place = keys.iter().position(|key| key == other).map(|place| place as u32);
            prop_assert_eq!(ordinal(&data, start, other), place);
        }
        prop_assert!(FstState::start(&data, keys.len() as u32 + 1).is_none());
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
        if let Some(start) = FstState::start(&data, keys.len() as u32) {
            for key in &keys {
                // Any answer will do, as long as there is one.
                let found = ordinal(&data, start, key);
                prop_assert!(found.is_none_or(|ordinal| ordinal < u32::MAX));
            }
        }
    }
}

#[test]
fn wide_nodes_have_an_index() {
    let keys: BTreeSet<Vec<u8>> = (0..=255_u8).map(|byte| vec![byte, 7]).collect();
    let data = built(&keys);
    let start = FstState::start(&data, 256).unwrap();
    assert_eq!(ordinal(&data, start, &[200, 7]), Some(200));
    assert_eq!(ordinal(&data, start, &[200]), None);
    assert!(FstState::start(&data[..data.len() - 1], 256).is_none());
}
