//! What the workers collected, as one stream of tokens.

use crate::intern::{Forms, Interner};
use crate::shard::{DOCUMENT_MARK, SPACE, ShardBatch};
use crate::{Boundary, Document, Shard, TermId};
use rayon::prelude::*;
use std::sync::Arc;

/// The batches of all shards in order, and the words that number their tokens.
pub(crate) struct Merged {
    pub(crate) batches: Vec<Mapped>,
    pub(crate) words: Forms,
}

/// A batch, and the map from the words of its shard to those of all; none where they are the same.
pub(crate) struct Mapped {
    batch: ShardBatch,
    map: Option<WordMap>,
}

/// From the word numbers of a shard to those of all.
type WordMap = Arc<Vec<u32>>;

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
}

/// The whole corpus in order.
pub(crate) struct Stream {
    pub(crate) tokens: Tokens,
    pub(crate) spaces: Vec<u8>,
    /// Where units of at least each strength start, from sentences to documents.
    pub(crate) starts: [Vec<u64>; 4],
}

impl Stream {
    /// The corpus in order, its words under the ids that `ids` has for their numbers.
    pub(crate) fn new(batches: Vec<Mapped>, ids: &[TermId]) -> (Self, Vec<Document>) {
        let mut batches = batches;
        let parts = batches
            .iter_mut()
            .map(|mapped| (std::mem::take(&mut mapped.batch.tokens), mapped.map.clone()));
        let mut parts: Vec<(Vec<u32>, Option<WordMap>)> = parts.collect();
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
        let ((), (spaces, starts)) = rayon::join(to_ids, || Marks::join(&batches));
        let documents = batches.into_iter().flat_map(|mapped| mapped.batch.documents).collect();
        let tokens = Tokens::new(parts.into_iter().map(|(tokens, _)| tokens).collect());
        (Self { tokens, spaces, starts }, documents)
    }
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
    pub(crate) fn into_parts(self) -> impl Iterator<Item = (u64, Vec<u32>)> {
        self.starts.into_iter().map(|start| start as u64).zip(self.parts)
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

/// What the marks of one batch say.
struct Marks {
    /// Bits for the tokens of the batch, the first of them at its place in a byte of the corpus.
    spaces: Vec<u8>,
    starts: [Vec<u64>; 4],
    tokens: u64,
}

impl Marks {
    /// Reads the marks of a batch whose first token is at `pos`; `at_document` says whether a
    /// document starts there in any case.
    fn read(marks: &[u8], mut pos: u64, mut at_document: bool) -> Self {
        let mut spaces = Vec::with_capacity(marks.len() / 8 + 2);
        let mut starts: [Vec<u64>; 4] = Default::default();
        let (mut byte, first) = (0u8, pos);
        for mark in marks.iter().copied() {
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
        spaces.push(byte);
        Self { spaces, starts, tokens: pos - first }
    }

    /// The marks of all batches, joined.
    fn join(batches: &[Mapped]) -> (Vec<u8>, [Vec<u64>; 4]) {
        let mut pos = 0;
        let mut at_document = false;
        let batches = batches.iter().map(|Mapped { batch, .. }| {
            let from = (batch.marks.as_slice(), pos, at_document);
            pos += (batch.marks.len() - batch.documents.len()) as u64;
            at_document = batch.marks.last().map_or(at_document, |mark| *mark == DOCUMENT_MARK);
            from
        });
        let batches: Vec<(&[u8], u64, bool)> = batches.collect();
        let read: Vec<(u64, Self)> = batches
            .into_par_iter()
            .map(|(marks, pos, at_document)| (pos, Self::read(marks, pos, at_document)))
            .collect();
        let mut spaces: Vec<u8> = Vec::new();
        let mut starts: [Vec<u64>; 4] = Default::default();
        for (pos, marks) in read {
            let mut bytes = marks.spaces.iter();
            // The first byte may be shared with the batch before.
            if pos % 8 != 0
                && let (Some(shared), Some(first)) = (spaces.last_mut(), bytes.next())
            {
                *shared |= first;
            }
            spaces.extend(bytes);
            // A byte is begun only where it has a token.
            spaces.truncate(usize::try_from((pos + marks.tokens).div_ceil(8)).unwrap_or(0));
            for (all, own) in starts.iter_mut().zip(marks.starts) {
                all.extend(own);
            }
        }
        (spaces, starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mapped(marks: Vec<u8>, documents: usize) -> Mapped {
        let documents = vec![Document::default(); documents];
        let batch = ShardBatch { ordinal: 0, documents, tokens: Vec::new(), marks };
        Mapped { batch, map: None }
    }

    proptest! {
        /// Marks read in batches say what they say in one piece.
        #[test]
        fn marks_are_joined(
            marks in prop::collection::vec(
                prop_oneof![Just(DOCUMENT_MARK), 0u8..5, (0u8..5).prop_map(|mark| mark | SPACE)],
                0..200,
            ),
            cuts in prop::collection::vec(0usize..200, 0..6),
        ) {
            let starts = |marks: &[u8]| marks.iter().filter(|mark| **mark == DOCUMENT_MARK).count();
            let whole = Marks::join(&[mapped(marks.clone(), starts(&marks))]);
            let mut cuts = cuts;
            cuts.push(0);
            cuts.push(marks.len());
            cuts.retain(|cut| *cut <= marks.len());
            cuts.sort_unstable();
            let parts: Vec<Mapped> = cuts
                .windows(2)
                .map(|cut| mapped(marks[cut[0]..cut[1]].to_vec(), starts(&marks[cut[0]..cut[1]])))
                .collect();
            prop_assert_eq!(Marks::join(&parts), whole.clone());
            let (mut spaces, mut documents, mut pos) = (Vec::new(), Vec::new(), 0u64);
            for mark in &marks {
                if *mark == DOCUMENT_MARK {
                    documents.push(pos);
                } else {
                    spaces.push(mark & SPACE != 0);
                    pos += 1;
                }
            }
            let found = |place: usize| whole.0[place / 8] >> (place % 8) & 1 == 1;
            prop_assert!((0..spaces.len()).map(found).eq(spaces.iter().copied()));
            prop_assert_eq!(whole.0.len(), spaces.len().div_ceil(8));
            prop_assert_eq!(&whole.1[3], &documents);
        }
    }

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
        assert!(tokens.into_parts().map(|(start, _)| start).eq([0, 3, 3, 4]));
    }
}
