//! Counting packed keys: partitioned by their top bits, sorted, and run through.
//!
//! A key is a few ordinals in a row, the first in the highest bits, so that keys sort as the forms
//! they stand for. Below the ordinals come tag bits: the document, or a position. Every task puts its
//! keys into partitions; each partition is then gathered from all tasks and sorted by itself.
//! Which task met a key makes no difference, so the counts do not depend on the threads.

use rayon::prelude::*;

/// An unsigned integer that ordinals are packed into.
pub(crate) trait Key: Copy + Ord + Send + Sync + Default {
    /// How many bits it has.
    const BITS: u32;
    /// This key with `bits` bits of `value` appended below.
    fn push(self, value: u64, bits: u32) -> Self;
    /// This key without its lowest bits.
    fn drop_low(self, bits: u32) -> Self;
    /// The lowest bits.
    fn low(self, bits: u32) -> u64;
}

macro_rules! key {
    ($type:ty) => {
        impl Key for $type {
            const BITS: u32 = <$type>::BITS;

            #[inline]
            fn push(self, value: u64, bits: u32) -> Self {
                self.checked_shl(bits).unwrap_or(0) | Self::from(value)
            }

            #[inline]
            fn drop_low(self, bits: u32) -> Self {
                self.checked_shr(bits).unwrap_or(0)
            }

            #[inline]
            fn low(self, bits: u32) -> u64 {
                let mask = if bits >= 64 { u64::MAX } else { (1 << bits) - 1 };
                self as u64 & mask
            }
        }
    };
}

key!(u64);
key!(u128);

/// How keys are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyLayout {
    /// Ordinals in a key.
    pub(crate) ordinals: u32,
    /// Bits of an ordinal.
    pub(crate) ordinal_bits: u32,
    /// Bits of the tag below the ordinals.
    pub(crate) tag_bits: u32,
    /// Bits that choose the partition: the highest of the first ordinal.
    pub(crate) partition_bits: u32,
}

/// The most partitions there may be, in bits.
const MOST_PARTITION_BITS: u32 = 14;
/// Partitions that make sorting fast because each fits a cache, in bits.
const USUAL_PARTITION_BITS: u32 = 10;

impl KeyLayout {
    /// The layout for keys of type `K`; `None` where they do not fit.
    pub(crate) fn new<K: Key>(ordinals: usize, forms: u32, tags: u64) -> Option<Self> {
        let ordinals = u32::try_from(ordinals).ok()?;
        let ordinal_bits = (u32::BITS - forms.saturating_sub(1).leading_zeros()).max(1);
        let tag_bits = u64::BITS - tags.saturating_sub(1).leading_zeros();
        let key_bits = ordinals.checked_mul(ordinal_bits)?;
        let needed = (key_bits + tag_bits).saturating_sub(K::BITS);
        let partition_bits = needed.max(USUAL_PARTITION_BITS).min(ordinal_bits);
        let fits = key_bits <= K::BITS && needed <= partition_bits.min(MOST_PARTITION_BITS);
        fits.then_some(Self { ordinals, ordinal_bits, tag_bits, partition_bits })
    }

    pub(crate) fn partitions(self) -> usize {
        1 << self.partition_bits
    }

    /// The partition that a first ordinal belongs to.
    #[inline]
    pub(crate) fn partition(self, first_ordinal: u32) -> usize {
        (first_ordinal >> (self.ordinal_bits - self.partition_bits)) as usize
    }

    /// A key with its tag, without the bits of its partition.
    #[inline]
    pub(crate) fn pack<K: Key>(self, ordinals: impl Iterator<Item = u32>, tag: u64) -> K {
        let mut key = K::default();
        let mut first = true;
        for ordinal in ordinals {
            let mask = (1u64 << (self.ordinal_bits - self.partition_bits)) - 1;
            let value = if first { u64::from(ordinal) & mask } else { u64::from(ordinal) };
            key = key.push(value, self.ordinal_bits);
            first = false;
        }
        key.push(tag, self.tag_bits)
    }

    /// The whole key of some ordinals.
    pub(crate) fn key<K: Key>(self, ordinals: &[u32]) -> K {
        let push = |key: K, ordinal: &u32| key.push(u64::from(*ordinal), self.ordinal_bits);
        ordinals.iter().fold(K::default(), push)
    }

    /// The ordinal at a place of a whole key.
    #[inline]
    pub(crate) fn ordinal<K: Key>(self, key: K, place: u32) -> u32 {
        let below = self.ordinals.saturating_sub(place + 1) * self.ordinal_bits;
        #[expect(clippy::cast_possible_truncation, reason = "an ordinal has at most 32 bits")]
        let ordinal = key.drop_low(below).low(self.ordinal_bits) as u32;
        ordinal
    }

    /// The whole key of a sorted one: its partition put back, its tag cut off.
    #[inline]
    fn whole<K: Key>(self, key: K, partition: usize) -> K {
        let below = self.ordinals * self.ordinal_bits - self.partition_bits;
        let rest = key.drop_low(self.tag_bits);
        let top = K::default().push(partition as u64, self.partition_bits);
        let mut whole = top;
        // The rest has `below` bits: put them under the partition in steps that fit 64 bits.
        let mut left = below;
        while left > 0 {
            let step = left.min(32);
            left -= step;
            whole = whole.push(rest.drop_low(left).low(step), step);
        }
        whole
    }
}

/// The keys of one task, by partition.
pub(crate) struct TaskKeys<K> {
    keys: Vec<K>,
    /// Where each partition starts in `keys`, and where the last ends.
    starts: Vec<usize>,
}

impl<K> TaskKeys<K> {
    /// How many keys the task has.
    pub(crate) fn count(&self) -> u64 {
        self.keys.len() as u64
    }
}

/// Collects the keys of a task.
pub(crate) struct KeySink<K> {
    layout: KeyLayout,
    keys: Vec<K>,
    partitions: Vec<u16>,
}

impl<K: Key> KeySink<K> {
    pub(crate) fn new(layout: KeyLayout) -> Self {
        Self { layout, keys: Vec::new(), partitions: Vec::new() }
    }

    #[inline]
    pub(crate) fn push(
        &mut self,
        first_ordinal: u32,
        ordinals: impl Iterator<Item = u32>,
        tag: u64,
    ) {
        self.keys.push(self.layout.pack(ordinals, tag));
        #[expect(clippy::cast_possible_truncation, reason = "there are at most 2^14 partitions")]
        self.partitions.push(self.layout.partition(first_ordinal) as u16);
    }

    /// The keys of a task, dealt into their partitions, order within a partition kept. The sink
    /// is empty then, and ready for the next task.
    pub(crate) fn finish(&mut self) -> TaskKeys<K> {
        let mut starts = vec![0usize; self.layout.partitions() + 1];
        for partition in &self.partitions {
            if let Some(count) = starts.get_mut(usize::from(*partition) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut starts {
            sum += *count;
            *count = sum;
        }
        let mut next = starts.clone();
        let mut keys = vec![K::default(); self.keys.len()];
        for (key, partition) in self.keys.drain(..).zip(self.partitions.drain(..)) {
            if let Some(place) = next.get_mut(usize::from(partition)) {
                if let Some(slot) = keys.get_mut(*place) {
                    *slot = key;
                }
                *place += 1;
            }
        }
        TaskKeys { keys, starts }
    }
}

/// A key and where its sorted run lies.
pub(crate) struct Run<'k, K> {
    /// The whole key, without a tag.
    pub(crate) key: K,
    /// The sorted keys of the run, each with its tag in the low bits.
    pub(crate) keys: &'k [K],
}

impl<K: Key> Run<'_, K> {
    /// How many distinct tags the run has.
    pub(crate) fn distinct_tags(&self) -> u64 {
        let changes = self.keys.windows(2).filter(|pair| matches!(pair, [a, b] if a != b)).count();
        if self.keys.is_empty() { 0 } else { changes as u64 + 1 }
    }
}

/// The runs of equal keys of a sorted partition, in order.
pub(crate) struct Runs<'k, K> {
    layout: KeyLayout,
    partition: usize,
    keys: &'k [K],
}

impl<K: Key> Runs<'_, K> {
    /// How many runs there are.
    pub(crate) fn count_distinct(&self) -> usize {
        let same =
            |a: K, b: K| a.drop_low(self.layout.tag_bits) == b.drop_low(self.layout.tag_bits);
        let changes =
            self.keys.windows(2).filter(|pair| matches!(pair, [a, b] if !same(*a, *b))).count();
        if self.keys.is_empty() { 0 } else { changes + 1 }
    }
}

impl<'k, K: Key> Iterator for Runs<'k, K> {
    type Item = Run<'k, K>;

    #[inline]
    fn next(&mut self) -> Option<Run<'k, K>> {
        let bits = self.layout.tag_bits;
        let first = *self.keys.first()?;
        let ordinals = first.drop_low(bits);
        let more =
            self.keys.iter().skip(1).take_while(|key| key.drop_low(bits) == ordinals).count();
        let (run, rest) = self.keys.split_at_checked(more + 1)?;
        self.keys = rest;
        Some(Run { key: self.layout.whole(first, self.partition), keys: run })
    }
}

/// Sorts every partition and makes something of its runs of equal keys. The results are in the
/// order of the partitions, which is that of the keys.
pub(crate) fn for_each_partition<K: Key, R: Send>(
    layout: KeyLayout,
    tasks: &[TaskKeys<K>],
    make: impl Fn(Runs<'_, K>) -> R + Sync,
) -> Vec<R> {
    (0..layout.partitions())
        .into_par_iter()
        .map_init(Vec::new, |keys: &mut Vec<K>, partition| {
            keys.clear();
            for task in tasks {
                let bounds = (task.starts.get(partition), task.starts.get(partition + 1));
                if let (Some(from), Some(to)) = bounds {
                    let part = task.keys.get(*from..*to);
                    keys.extend_from_slice(part.unwrap_or_default());
                }
            }
            keys.sort_unstable();
            make(Runs { layout, partition, keys })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn check<K: Key>(ordinals: usize, forms: u32, tags: u64, tuples: &[(Vec<u32>, u64)]) {
        let Some(layout) = KeyLayout::new::<K>(ordinals, forms, tags) else { return };
        let mut expected: BTreeMap<Vec<u32>, (u64, std::collections::BTreeSet<u64>)> =
            BTreeMap::new();
        let mut sinks = [KeySink::<K>::new(layout), KeySink::<K>::new(layout)];
        for (place, (tuple, tag)) in tuples.iter().enumerate() {
            let tuple: Vec<u32> =
                tuple.iter().take(ordinals).map(|ordinal| ordinal % forms).collect();
            let tag = tag % tags;
            sinks[place % 2].push(tuple[0], tuple.iter().copied(), tag);
            let entry = expected.entry(tuple).or_default();
            entry.0 += 1;
            entry.1.insert(tag);
        }
        let tasks = sinks.map(|mut sink| sink.finish());
        let found = for_each_partition(layout, &tasks, |runs| {
            runs.map(|run| {
                let tuple: Vec<u32> =
                    (0..layout.ordinals).map(|place| layout.ordinal(run.key, place)).collect();
                (tuple, (run.keys.len() as u64, run.distinct_tags()))
            })
            .collect::<Vec<_>>()
        });
        let found: Vec<_> = found.into_iter().flatten().collect();
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(tuple, (freq, tags))| (tuple, (freq, tags.len() as u64)))
            .collect();
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn runs_are_the_counts(
            tuples in prop::collection::vec((prop::collection::vec(any::<u32>(), 6), any::<u64>()), 0..200),
            ordinals in 1usize..=6,
            forms in prop::sample::select(vec![1u32, 2, 3, 500, 70_000, 1_000_000]),
            tags in prop::sample::select(vec![1u64, 7, 76_000, 1 << 33]),
        ) {
            check::<u64>(ordinals, forms, tags, &tuples);
            check::<u128>(ordinals, forms, tags, &tuples);
        }
    }

    #[test]
    fn layouts_fit_or_say_so() {
        assert!(KeyLayout::new::<u64>(3, 1 << 20, 1 << 17).is_some());
        assert!(KeyLayout::new::<u64>(4, 1 << 20, 1 << 17).is_none());
        assert!(KeyLayout::new::<u128>(6, 1 << 20, 1 << 17).is_some());
        assert!(KeyLayout::new::<u128>(7, 1 << 20, 1 << 17).is_none());
    }
}
