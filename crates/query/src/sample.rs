//! A sample of hits that is the same whatever the order in which they were found.

use crate::error::QueryError;
use crate::hits::{Hit, UnitCursor};
use siyaq_index::{Boundary, Corpus};

/// How many hits to take, and which of the many samples of that size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sample {
    /// How many hits to take; all when there are fewer.
    pub size: usize,
    /// Another seed takes another sample.
    pub seed: u64,
}

impl Sample {
    /// A sample of this size.
    #[must_use]
    pub fn new(size: usize, seed: u64) -> Self {
        Self { size, seed }
    }

    /// The hits with the least hashes, in the order of the corpus. A hash is made from the id of
    /// the document, the place of the hit in it, and the seed, so that a hit has the same
    /// chance in every search and in every corpus that holds the document.
    pub(crate) fn take(self, corpus: &Corpus, hits: &[Hit]) -> Result<Vec<Hit>, QueryError> {
        if hits.len() <= self.size {
            return Ok(hits.to_vec());
        }
        let documents = corpus.documents()?;
        let mut units = UnitCursor::new(corpus.boundaries(Boundary::Document));
        let mut known = None;
        let mut hashes: Vec<(u64, usize)> = Vec::with_capacity(hits.len());
        for (place, hit) in hits.iter().enumerate() {
            let doc = units.document(hit.start.pos());
            let start = units.unit(hit.start.pos()).start;
            let of_document = match known {
                Some((known, hash)) if known == doc => hash,
                _ => hash_text(documents.id(doc), self.seed),
            };
            known = Some((doc, of_document));
            let position = hit.start.pos().saturating_sub(start);
            let part = u64::from(hit.start.part_number());
            hashes.push((mix(of_document ^ mix(position) ^ part), place));
        }
        if self.size > 0 && self.size < hashes.len() {
            hashes.select_nth_unstable(self.size - 1);
        }
        hashes.truncate(self.size);
        let mut places: Vec<usize> = hashes.into_iter().map(|(_, place)| place).collect();
        places.sort_unstable();
        Ok(places.into_iter().filter_map(|place| hits.get(place).copied()).collect())
    }
}

/// FNV-1a over the bytes, begun with the mixed seed.
fn hash_text(text: &str, seed: u64) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ mix(seed);
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mix(text.bytes().fold(start, step))
}

/// The output function of SplitMix64 (Steele, Lea, Flood 2014): every bit of the value changes
/// about half of the bits of the result.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_never_change() {
        assert_eq!(mix(0), 0xe220_a839_7b1d_cdaf);
        assert_ne!(hash_text("أ", 1), hash_text("أ", 2));
        assert_ne!(hash_text("أ", 1), hash_text("ب", 1));
    }
}
