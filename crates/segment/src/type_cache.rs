//! A small table of frequent types that were looked up, shared between threads.
//!
//! A type of up to eight letters and the number of its entry fit into one word of 64 bits, so a slot
//! is read and written whole, and what it says is the same whoever wrote it.

use crate::letters::Letter;
use std::sync::atomic::{AtomicU64, Ordering};

const SLOT_BITS: u32 = 14;
const LETTER_BITS: u32 = 6;
const MOST_LETTERS: usize = 8;

/// The table.
pub(crate) struct Recent {
    slots: Box<[AtomicU64]>,
}

/// The letters of a type, six bits each, and where its slot is.
#[derive(Clone, Copy)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of a type; `None` for a long one.
    #[inline]
    pub(crate) fn new(letters: &[Letter]) -> Option<Self> {
        if letters.len() > MOST_LETTERS {
            return None;
        }
        let pack = |key, letter: &Letter| key << LETTER_BITS | u64::from(letter & 0x3F);
        Some(Self(letters.iter().fold(0, pack)))
    }

    fn slot(self) -> usize {
        (self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SLOT_BITS)) as usize
    }
}

impl Recent {
    pub(crate) fn new() -> Self {
        Self { slots: (0..1 << SLOT_BITS).map(|_| AtomicU64::new(0)).collect() }
    }

    /// The number that was put down for a key, if it is still there.
    #[inline]
    pub(crate) fn get(&self, key: Key) -> Option<u16> {
        let slot = self.slots.get(key.slot())?.load(Ordering::Relaxed);
        // No key is 0, since no letter is.
        (slot >> 16 == key.0).then_some(slot as u16)
    }

    /// Puts down a number for a key.
    #[inline]
    pub(crate) fn put(&self, key: Key, number: u16) {
        if let Some(slot) = self.slots.get(key.slot()) {
            slot.store(key.0 << 16 | u64::from(number), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_down_is_found() {
        let recent = Recent::new();
        let key = |letters: &[Letter]| Key::new(letters).unwrap();
        assert_eq!(recent.get(key(b"wzyr")), None);
        recent.put(key(b"wzyr"), 7);
        recent.put(key(b"alHkwmp"), 65_535);
        assert_eq!(recent.get(key(b"wzyr")), Some(7));
        assert_eq!(recent.get(key(b"alHkwmp")), Some(65_535));
        assert_eq!(recent.get(key(b"zyr")), None);
        assert!(Key::new(b"walHkwmpa").is_none());
    }
}
