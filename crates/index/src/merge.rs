//! What the workers collected, as one stream of tokens.

use crate::intern::{Forms, Interner};
use crate::shard::{DOCUMENT_MARK, SPACE, ShardBatch};
use crate::{Boundary, Document, Shard, TermId};
use rayon::prelude::*;
use std::sync::Arc;

/// The batches of all shards in order, and the words that number their tokens.
pub(crate) struct Merged {
    batches: Vec<Mapped>,
    pub(crate) words: Forms,
}

/// A batch, and the map from the words of its shard to those of all; none where they are the same.
struct Mapped {
    batch: ShardBatch,
    map: Option<Arc<Vec<u32>>>,
}

impl Merged {
    /// Joins the words of the shards; `None` when there are too many.
    pub(crate) fn new(shards: Vec<Shard>) -> Option<Self> {
        let mut shards: Vec<(Vec<ShardBatch>, Interner)> =
            shards.into_iter().map(Shard::finish).collect::<Option<_>>()?;
        shards.sort_by_key(|(_, interner)| std::cmp::Reverse(interner.len()));
        let mut shards = shards.into_iter();
        let (batches, mut interner) = shards.next().unwrap_or_default();
        let mut all: Vec<Mapped> =
            batches.into_iter().map(|batch| Mapped { batch, map: None }).collect();
        for (batches, other) in shards {
            let map = Some(Arc::new(interner.absorb(&other.finish())?));
            all.extend(batches.into_iter().map(|batch| Mapped { batch, map: map.clone() }));
        }
        all.sort_by_key(|mapped| mapped.batch.ordinal);
        Some(Self { batches: all, words: interner.finish() })
    }

    /// The corpus in order, its words under the ids that `ids` has for their numbers.
    pub(crate) fn stream(self, ids: &[TermId]) -> (Stream, Vec<Document>) {
        let mut batches = self.batches;
        let parts = batches
            .iter_mut()
            .map(|mapped| (std::mem::take(&mut mapped.batch.tokens), mapped.map.clone()));
        let mut parts: Vec<(Vec<u32>, Option<Arc<Vec<u32>>>)> = parts.collect();
        let to_ids = || {
            parts.par_iter_mut().for_each(|(tokens, map)| {
                for token in tokens {
                    let number = *token as usize;
                    let merged = match map {
                        Some(map) => map.get(number).map_or(0, |number| *number as usize),
                        None => number,
                    };
                    *token = ids.get(merged).map_or(0, |id| id.0);
                }
            });
        };
        let total = batches.iter().map(|mapped| mapped.batch.marks.len()).sum();
        let marks = || {
            Marks::read(batches.iter().flat_map(|mapped| mapped.batch.marks.iter().copied()), total)
        };
        let ((), marks) = rayon::join(to_ids, marks);
        let documents = batches.into_iter().flat_map(|mapped| mapped.batch.documents).collect();
        let tokens = Tokens::new(parts.into_iter().map(|(tokens, _)| tokens).collect());
        (Stream { tokens, spaces: marks.spaces, starts: marks.starts }, documents)
    }
}

/// The whole corpus in order.
pub(crate) struct Stream {
    pub(crate) tokens: Tokens,
    pub(crate) spaces: Vec<u8>,
    /// Where units of at least each strength start, from sentences to documents.
    pub(crate) starts: [Vec<u64>; 4],
}

/// The word id at every position, in pieces.
pub(crate) struct Tokens {
    parts: Vec<Vec<u32>>,
    starts: Vec<usize>,
    count: usize,
}

impl Tokens {
    pub(crate) fn new(parts: Vec<Vec<u32>>) -> Self {
        let mut count = 0;
        let starts = parts.iter().map(|part| {
            count += part.len();
            count - part.len()
        });
        Self { starts: starts.collect(), parts, count }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The pieces in order, each with the position of its first token.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (u64, &[u32])> {
        let starts = self.starts.iter().map(|start| *start as u64);
        starts.zip(self.parts.iter().map(Vec::as_slice))
    }

    /// Puts the ids from `from` on into `out`, as far as there are any, and says how many.
    pub(crate) fn copy(&self, from: usize, out: &mut [u32]) -> usize {
        let mut part = self.starts.partition_point(|start| *start <= from).saturating_sub(1);
        let mut done = 0;
        while let (Some(start), Some(ids)) = (self.starts.get(part), self.parts.get(part)) {
            let rest = out.get_mut(done..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let ids = ids.get((from + done).saturating_sub(*start)..).unwrap_or_default();
            for (to, id) in rest.iter_mut().zip(ids) {
                *to = *id;
            }
            done += ids.len().min(rest.len());
            part += 1;
        }
        done
    }
}

#[derive(Default)]
struct Marks {
    spaces: Vec<u8>,
    starts: [Vec<u64>; 4],
}

impl Marks {
    fn read(marks: impl Iterator<Item = u8>, count: usize) -> Self {
        let mut spaces = Vec::with_capacity(count.div_ceil(8));
        let mut starts: [Vec<u64>; 4] = Default::default();
        let (mut pos, mut byte) = (0u64, 0u8);
        let mut at_document = false;
        for mark in marks {
            if mark == DOCUMENT_MARK {
                // Every document has its start; the weaker units of an empty one have none.
                if let Some(documents) = starts.last_mut() {
                    documents.push(pos);
                }
                at_document = true;
                continue;
            }
            let strength = if at_document { Boundary::Document as u8 } else { mark & !SPACE };
            at_document = false;
            if strength > 0 {
                let levels = usize::from(strength).min(Boundary::Paragraph as usize);
                starts.iter_mut().take(levels).for_each(|level| level.push(pos));
            }
            byte |= (mark >> 7) << (pos % 8);
            pos += 1;
            if pos.is_multiple_of(8) {
                spaces.push(byte);
                byte = 0;
            }
        }
        if !pos.is_multiple_of(8) {
            spaces.push(byte);
        }
        Self { spaces, starts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_copied_across_pieces() {
        let tokens = Tokens::new(vec![vec![1, 2, 3], vec![], vec![4], vec![5, 6]]);
        for from in 0..7 {
            for len in 0..7 {
                let mut out = vec![0; len];
                let done = tokens.copy(from, &mut out);
                let expected: Vec<u32> = (1..=6).skip(from).take(len).collect();
                assert_eq!(out[..done], expected, "{from} {len}");
            }
        }
        assert!(tokens.parts().map(|(start, _)| start).eq([0, 3, 3, 4]));
    }
}
