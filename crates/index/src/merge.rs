//! What the workers collected, as one stream of tokens.

use crate::intern::Forms;
use crate::regions::Structures;
use crate::shard::{DOCUMENT_MARK, Finished, SPACE, ShardBatch};
use crate::{Boundary, Document, IndexError, IndexErrorKind, Shard, TermId};
use rayon::prelude::*;

/// The batches of all shards in order, and what numbers their tokens.
pub(crate) struct Collected {
    pub(crate) batches: Vec<Numbered>,
    /// The words of each shard.
    pub(crate) words: Vec<Forms>,
    /// The columns beside the words, each with the values of each shard.
    pub(crate) columns: Vec<(String, Vec<Forms>)>,
    pub(crate) structures: Structures,
}

/// A batch, and the shard whose words number its tokens.
pub(crate) struct Numbered {
    batch: ShardBatch,
    shard: usize,
}

impl Collected {
    /// Takes the shards apart.
    pub(crate) fn new(shards: Vec<Shard>) -> Result<Self, IndexError> {
        let shards: Vec<Finished> =
            shards.into_par_iter().map(Shard::finish).collect::<Result<_, _>>()?;
        let columns = columns_of(&shards)?;
        let mut columns: Vec<(String, Vec<Forms>)> =
            columns.into_iter().map(|name| (name, Vec::new())).collect();
        let (mut batches, mut words, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for (shard, finished) in shards.into_iter().enumerate() {
            batches.extend(finished.batches.into_iter().map(|batch| Numbered { batch, shard }));
            words.push(finished.words);
            texts.push((finished.texts, Vec::new()));
            let mut own = finished.columns.into_iter();
            for (_, forms) in &mut columns {
                // A shard without tokens may have no columns.
                forms.push(own.next().map(|(_, forms)| forms).unwrap_or_default());
            }
        }
        batches.sort_by_key(|numbered| numbered.batch.ordinal);
        let (mut structures, mut base) = (Structures::default(), 0);
        for Numbered { batch, shard } in &mut batches {
            let regions = std::mem::take(&mut batch.regions);
            if let Some((texts, numbers)) = texts.get_mut(*shard) {
                structures.add(base, regions, texts, numbers);
            }
            base += batch.token_count();
        }
        Ok(Self { batches, words, columns, structures })
    }
}

/// The names of the columns, which are the same in all shards that have tokens.
fn columns_of(shards: &[Finished]) -> Result<Vec<String>, IndexError> {
    let filled = |shard: &&Finished| shard.batches.iter().any(|batch| batch.token_count() > 0);
    let names = |shard: &Finished| -> Vec<String> {
        shard.columns.iter().map(|(name, _)| name.clone()).collect()
    };
    let mut all = shards.iter().filter(filled).map(names);
    let Some(first) = all.next() else {
        // Without any token there are columns all the same, and they are empty.
        return Ok(shards.iter().map(names).find(|own| !own.is_empty()).unwrap_or_default());
    };
    if all.any(|own| own != first) {
        let message =
            "documents have different columns: build corpora of their own of them".to_owned();
        return Err(IndexErrorKind::Columns { message }.into());
    }
    Ok(first)
}

/// Takes the numbers of a column out of the batches, as the ids of the whole corpus.
pub(crate) fn take_column(batches: &mut [Numbered], column: usize, ids: &[&[TermId]]) -> Tokens {
    let parts = batches.iter_mut().map(|Numbered { batch, shard }| {
        let own = batch.columns.get_mut(column).map(std::mem::take).unwrap_or_default();
        (own, ids.get(*shard).copied().unwrap_or_default())
    });
    renumbered(parts.collect())
}

/// Tokens by the ids of the whole corpus instead of those of their shards.
fn renumbered(mut parts: Vec<(Vec<u32>, &[TermId])>) -> Tokens {
    parts.par_iter_mut().for_each(|(tokens, ids)| {
        for token in tokens {
            *token = ids.get(*token as usize).map_or(0, |id| id.0);
        }
    });
    Tokens::new(parts.into_iter().map(|(tokens, _)| tokens).collect())
}

/// For each shard, the ids of its words.
pub(crate) fn by_shard<'i>(words: &[Forms], ids: &'i [TermId]) -> Vec<&'i [TermId]> {
    let mut rest = ids;
    let own = words.iter().map(|words| {
        let (own, after) = rest.split_at_checked(words.len()).unwrap_or_default();
        rest = after;
        own
    });
    own.collect()
}

/// The whole corpus in order.
pub(crate) struct Stream {
    pub(crate) tokens: Tokens,
    pub(crate) spaces: Vec<u8>,
    /// Where units of at least each strength start, from sentences to documents.
    pub(crate) starts: [Vec<u64>; 4],
}

impl Stream {
    /// The corpus in order. `marks` are those of the batches; `ids` has, for each shard, the ids of
    /// its words.
    pub(crate) fn new(
        mut batches: Vec<Numbered>,
        marks: Marks,
        ids: &[&[TermId]],
    ) -> (Self, Vec<Document>) {
        let parts = batches.iter_mut().map(|Numbered { batch, shard }| {
            (std::mem::take(&mut batch.tokens), ids.get(*shard).copied().unwrap_or_default())
        });
        let tokens = renumbered(parts.collect());
        let documents = batches.into_iter().flat_map(|numbered| numbered.batch.documents).collect();
        (Self { tokens, spaces: marks.spaces, starts: marks.starts }, documents)
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

/// Of the marks of eight tokens at which nothing starts: which of them follow space.
#[inline]
fn eight_inside(marks: [u8; 8]) -> Option<u8> {
    let marks = u64::from_le_bytes(marks);
    let spaces = u64::from_le_bytes([SPACE; 8]);
    // The product has the highest bits of the eight bytes in its highest byte.
    let bits = ((marks & spaces) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    if marks & !spaces == 0 { u8::try_from(bits).ok() } else { None }
}

/// What the marks of one batch, or of all, say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Bits for the tokens, the first of them at its place in a byte of the corpus.
    spaces: Vec<u8>,
    /// Where units of at least each strength start, from sentences to documents.
    starts: [Vec<u64>; 4],
    tokens: u64,
}

impl Marks {
    /// Reads the marks of a batch whose first token is at `pos`; `at_document` says whether a
    /// document starts there in any case.
    fn read(mut marks: &[u8], mut pos: u64, mut at_document: bool) -> Self {
        let mut spaces = Vec::with_capacity(marks.len() / 8 + 2);
        let mut starts: [Vec<u64>; 4] = Default::default();
        let (mut byte, first) = (0u8, pos);
        loop {
            if pos.is_multiple_of(8) && !at_document {
                while let Some((eight, rest)) = marks.split_first_chunk()
                    && let Some(byte) = eight_inside(*eight)
                {
                    spaces.push(byte);
                    pos += 8;
                    marks = rest;
                }
            }
            let Some((mark, rest)) = marks.split_first() else { break };
            marks = rest;
            if *mark == DOCUMENT_MARK {
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
    pub(crate) fn join(batches: &[Numbered]) -> Self {
        let mut pos = 0;
        let mut at_document = false;
        let batches = batches.iter().map(|Numbered { batch, .. }| {
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
        let Self { mut spaces, mut starts, mut tokens } = Self::default();
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
            tokens = pos + marks.tokens;
            spaces.truncate(usize::try_from(tokens.div_ceil(8)).unwrap_or(0));
            for (all, own) in starts.iter_mut().zip(marks.starts) {
                all.extend(own);
            }
        }
        Self { spaces, starts, tokens }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbered(marks: Vec<u8>, documents: usize) -> Numbered {
        let documents = vec![Document::default(); documents];
        let batch = ShardBatch { documents, marks, ..ShardBatch::default() };
        Numbered { batch, shard: 0 }
    }

    proptest! {
        /// Marks read in batches say what they say in one piece.
        #[test]
        fn marks_are_joined(
            marks in prop::collection::vec(
                prop_oneof![
                    1 => Just(DOCUMENT_MARK),
                    2 => 0u8..5,
                    2 => (0u8..5).prop_map(|mark| mark | SPACE),
                    40 => prop::sample::select(vec![0, SPACE]),
                ],
                0..400,
            ),
            cuts in prop::collection::vec(0usize..400, 0..6),
        ) {
            let starts = |marks: &[u8]| marks.iter().filter(|mark| **mark == DOCUMENT_MARK).count();
            let whole = Marks::join(&[numbered(marks.clone(), starts(&marks))]);
            let mut cuts = cuts;
            cuts.push(0);
            cuts.push(marks.len());
            cuts.retain(|cut| *cut <= marks.len());
            cuts.sort_unstable();
            let parts: Vec<Numbered> = cuts
                .windows(2)
                .map(|cut| numbered(marks[cut[0]..cut[1]].to_vec(), starts(&marks[cut[0]..cut[1]])))
                .collect();
            prop_assert_eq!(Marks::join(&parts), whole.clone());
            let (mut spaces, mut documents, mut pos) = (Vec::new(), Vec::new(), 0u64);
            let (mut sentences, mut starts_document) = (Vec::new(), false);
            for mark in &marks {
                if *mark == DOCUMENT_MARK {
                    documents.push(pos);
                    starts_document = true;
                } else {
                    spaces.push(mark & SPACE != 0);
                    sentences.extend((starts_document || mark & !SPACE > 0).then_some(pos));
                    starts_document = false;
                    pos += 1;
                }
            }
            let found = |place: usize| whole.spaces[place / 8] >> (place % 8) & 1 == 1;
            prop_assert!((0..spaces.len()).map(found).eq(spaces.iter().copied()));
            prop_assert_eq!(whole.spaces.len(), spaces.len().div_ceil(8));
            prop_assert_eq!(&whole.starts[3], &documents);
            prop_assert_eq!(&whole.starts[0], &sentences);
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
