//! Sixteen classes of ids, so that frequent ids need few bits.

use crate::bits::u32_at;
use siyaq_simd::{Lanes, Task, widest};

/// How many classes there are: a class has four bits.
const CLASSES: usize = 16;
/// Bytes of the classes in a file.
pub(crate) const SIZE: usize = CLASSES * 5;

/// Neighbouring ids make up a class; an id is its class and its distance from the first of the
/// class, in as many bits as the class needs.
///
/// In a file: the first id of each class (u32), then the bits of each (u8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Classes {
    bases: [u32; CLASSES],
    widths: [u8; CLASSES],
}

/// Where a class may end: at numbers with five significant bits, and after the last id.
fn ends(ids: u32) -> Vec<u32> {
    let mut ends = vec![0];
    let mut next = 1u64;
    while next < u64::from(ids) {
        ends.extend(u32::try_from(next));
        next += 1 << (u64::BITS - next.leading_zeros()).saturating_sub(5);
    }
    ends.extend((ids > 0).then_some(ids));
    ends
}

/// Bits of a distance in a class of so many ids.
fn width(ids: u32) -> u8 {
    // At most 32.
    u8::try_from(u32::BITS - ids.saturating_sub(1).leading_zeros()).unwrap_or(32)
}

impl Classes {
    /// The classes under which ids of these frequencies take the fewest bits, of those that end
    /// where [`ends`] says. The search is over the number of classes and their ends.
    pub(crate) fn choose(freqs: &[u64]) -> Self {
        let ids = u32::try_from(freqs.len()).unwrap_or(u32::MAX);
        let ends = ends(ids);
        // How many tokens have an id below each end.
        let mut below = Vec::with_capacity(ends.len());
        let (mut sum, mut rest, mut done) = (0u64, freqs, 0);
        for end in &ends {
            let (own, after) = rest.split_at((*end - done) as usize);
            sum += own.iter().sum::<u64>();
            below.push(sum);
            (rest, done) = (after, *end);
        }
        // For each number of classes and each end: the fewest bits, and where the last class
        // begins. A class may be empty.
        let mut best: Vec<u64> =
            ends.iter().map(|end| if *end == 0 { 0 } else { u64::MAX }).collect();
        let mut starts: Vec<Vec<usize>> = Vec::with_capacity(CLASSES);
        for _ in 0..CLASSES {
            let choices = (0..ends.len()).map(|to| {
                let bits = |from: usize| {
                    let of_class = below[to] - below[from];
                    let width = u64::from(width(ends[to] - ends[from]));
                    best[from].checked_add(of_class.saturating_mul(width))
                };
                (0..=to).rev().map(|from| (bits(from).unwrap_or(u64::MAX), from)).min()
            });
            let choices: Vec<(u64, usize)> = choices.flatten().collect();
            best = choices.iter().map(|choice| choice.0).collect();
            starts.push(choices.into_iter().map(|choice| choice.1).collect());
        }
        let mut classes = Self { bases: [0; CLASSES], widths: [0; CLASSES] };
        let mut to = ends.len() - 1;
        for (class, starts) in starts.iter().enumerate().rev() {
            let from = starts[to];
            classes.bases[class] = ends[from];
            classes.widths[class] = width(ends[to] - ends[from]);
            to = from;
        }
        classes
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.bases.iter().for_each(|base| out.extend_from_slice(&base.to_le_bytes()));
        out.extend_from_slice(&self.widths);
    }

    /// Reads classes; `None` where they are none.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let widths: [u8; CLASSES] = bytes.get(CLASSES * 4..SIZE)?.try_into().ok()?;
        let mut bases = [0; CLASSES];
        for (class, base) in bases.iter_mut().enumerate() {
            *base = u32_at(bytes, class * 4)?;
        }
        let ascend = bases.is_sorted() && widths.iter().all(|width| *width <= 32);
        ascend.then_some(Self { bases, widths })
    }

    /// The class of each id.
    pub(crate) fn table(&self, ids: usize) -> Vec<u8> {
        let mut table = vec![0; ids];
        for (class, base) in (0u8..).zip(self.bases) {
            // Of classes with the same first id the last one has it; the others are empty.
            table.get_mut(base as usize..).unwrap_or_default().fill(class);
        }
        table
    }

    /// The first id and the bits of a class.
    #[inline]
    pub(crate) fn of(&self, class: u8) -> (u32, u32) {
        let class = usize::from(class & 15);
        (self.bases[class], u32::from(self.widths[class]))
    }

    /// Decodes 128 ids: their classes stand first, two in a byte (of the id with the number of the
    /// byte in the low half, of the one 64 further in the high half), then their distances, lowest
    /// bit first, `length` bytes in all; what follows in `bytes` makes no difference. Gives the
    /// largest id; `None` where the ids do not end with these bytes.
    #[inline]
    pub(crate) fn decode(&self, bytes: &[u8], length: usize, out: &mut [u32; 128]) -> Option<u32> {
        let (classes, rest) = bytes.split_first_chunk::<64>()?;
        let length = length.checked_sub(64)?;
        let mut copy = [0; DISTANCES];
        let distances = rest.first_chunk::<DISTANCES>().unwrap_or_else(|| {
            let there = rest.len().min(DISTANCES);
            copy[..there].copy_from_slice(&rest[..there]);
            &copy
        });
        let (most, bits) = widest(Decode { table: self, classes, distances, out });
        (bits.div_ceil(8) == length).then_some(most)
    }
}

/// Bytes that the distances of 128 ids can have, and eight more: a distance is read with what
/// follows it.
const DISTANCES: usize = 128 * 4 + 8;

/// A block to decode. The loop has no vectors of its own; it gains from the instructions that come
/// with them, which cut bits out in one step.
struct Decode<'b> {
    table: &'b Classes,
    classes: &'b [u8; 64],
    distances: &'b [u8; DISTANCES],
    out: &'b mut [u32; 128],
}

impl Task for Decode<'_> {
    /// The largest id, and how many bits the distances have.
    type Output = (u32, usize);

    #[inline(always)]
    fn run<const N: usize, L: Lanes<N>>(self, _lanes: L) -> (u32, usize) {
        let Classes { bases, widths } = self.table;
        let mut bit = 0usize;
        let (low, high) = self.out.split_at_mut(64);
        for (ids, shift) in [(low, 0), (high, 4)] {
            for (id, class) in ids.iter_mut().zip(self.classes) {
                let class = usize::from(class >> shift & 15);
                let width = u32::from(widths[class]);
                // Below 512: a distance has at most four bytes.
                let at = bit / 8 % 512;
                let mut window = [0; 8];
                window.copy_from_slice(&self.distances[at..at + 8]);
                let window = u64::from_le_bytes(window) >> (bit % 8);
                #[expect(clippy::cast_possible_truncation, reason = "at most 32 bits are kept")]
                let distance = (window & ((1 << width) - 1)) as u32;
                *id = bases[class].wrapping_add(distance);
                bit += width as usize;
            }
        }
        (self.out.iter().copied().fold(0, u32::max), bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits of all distances.
    fn cost(classes: &Classes, freqs: &[u64]) -> u64 {
        let table = classes.table(freqs.len());
        freqs.iter().zip(table).map(|(freq, class)| freq * u64::from(classes.of(class).1)).sum()
    }

    /// Every way to cut ids into at most `left` classes.
    fn cheapest(freqs: &[u64], left: usize) -> u64 {
        if freqs.is_empty() {
            return 0;
        }
        if left == 0 {
            return u64::MAX;
        }
        let ways = (1..=freqs.len()).map(|end| {
            let own = freqs[..end].iter().sum::<u64>() * u64::from(width(end as u32));
            cheapest(&freqs[end..], left - 1).saturating_add(own)
        });
        ways.min().unwrap()
    }

    #[test]
    fn no_classes_are_cheaper() {
        // Below 32 ids a class may end anywhere; with 16 classes there is little to choose.
        let freqs: Vec<u64> = (1..20).map(|rank| 4000 / rank / rank + 1).collect();
        assert_eq!(cost(&Classes::choose(&freqs), &freqs), cheapest(&freqs, CLASSES));
    }

    #[test]
    fn the_classes_hold_every_id_and_are_near_the_entropy() {
        // Zipf's law with exponent 1 over 100,000 words.
        let freqs: Vec<u64> = (1..=100_000u64).map(|rank| 10_000_000 / rank).collect();
        let classes = Classes::choose(&freqs);
        let table = classes.table(freqs.len());
        for (id, class) in (0u32..).zip(&table) {
            let (base, width) = classes.of(*class);
            assert!(base <= id && u64::from(id - base) < 1 << width, "{id}");
        }
        let all: u64 = freqs.iter().sum();
        let bits = cost(&classes, &freqs) as f64 / all as f64 + 4.0;
        let share = |freq: &u64| *freq as f64 / all as f64;
        let entropy: f64 = freqs.iter().map(share).map(|share| -share * share.log2()).sum();
        assert!(bits > entropy && bits < entropy + 0.25, "{bits} {entropy}");
        let mut bytes = Vec::new();
        classes.write(&mut bytes);
        assert_eq!(bytes.len(), SIZE);
        assert_eq!(Classes::read(&bytes), Some(classes));
        assert_eq!(Classes::read(&bytes[1..]), None);
    }

    #[test]
    fn few_ids_or_none() {
        for ids in 0..3 {
            let freqs = vec![5; ids];
            assert_eq!(Classes::choose(&freqs).table(ids).len(), ids);
        }
    }
}
