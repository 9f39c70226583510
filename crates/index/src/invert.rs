//! From the word at every position to the positions of every word.

use crate::merge::Tokens;
use crate::postings::{encode_list, file_footer};
use crate::room;
use crate::store::{NewFile, lock};
use crate::token_column::BLOCK;
use crate::{IndexError, Starts};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Mutex;

/// What is not enough memory for.
const POSITIONS: &str = "the positions of words";

/// Tokens of one task: what a thread encodes at a time.
const TASK: u64 = 1 << 19;
/// Tasks for each thread between two writes.
const WAVE: usize = 8;
/// Tokens whose positions are put in order within a processor's cache.
const PART: u64 = 1 << 16;
/// The longest piece of the stream that is sorted at once.
const PIECE: usize = 1 << 20;

/// Writes the postings of all words, and gives the file that says where the list of each starts.
///
/// Every piece of the stream is sorted by word in its own memory first. Then a task has words of
/// some hundred thousand tokens, one after the other by id, and joins what the pieces have of each.
/// All passes but the last run in the cache. Buffers are kept from task to task.
pub(crate) fn write_postings(
    tokens: Tokens,
    freqs: &[u64],
    mut file: NewFile<'_>,
) -> Result<Vec<u8>, IndexError> {
    let blocks = tokens.len().div_ceil(BLOCK) as u64;
    let pieces = sorted_pieces(tokens, freqs.len())?;
    let corpus = Pieces { pieces: &pieces, freqs, blocks };
    let mut end = 0;
    let mut starts = Vec::with_capacity(freqs.len());
    // As many workers as there are threads at most are in use at a time.
    let workers: Mutex<Vec<Worker>> = Mutex::default();
    for wave in ranges(freqs, 0, TASK).chunks(rayon::current_num_threads() * WAVE) {
        let lists = wave.par_iter().map(|words| {
            let mut worker = lock(&workers).pop().unwrap_or_default();
            let lists = worker.invert(&corpus, words.clone(), file.buffer());
            lock(&workers).push(worker);
            lists
        });
        for lists in lists.collect::<Result<Vec<Lists>, IndexError>>()? {
            starts.extend(lists.starts.iter().map(|start| end + start));
            end += lists.bytes.len() as u64;
            file.push(lists.bytes)?;
        }
    }
    file.push(file_footer(freqs.len()))?;
    file.finish()?;
    Ok(Starts::encode(&starts, end))
}

/// The whole stream, in sorted pieces.
struct Pieces<'p> {
    pieces: &'p [Sorted],
    freqs: &'p [u64],
    /// How many blocks of tokens there are.
    blocks: u64,
}

/// A piece of the stream, sorted by word.
struct Sorted {
    /// The position of its first token.
    base: u64,
    /// The words of the piece, ascending, each with the place of its first position.
    runs: Vec<(u32, u32)>,
    /// Positions within the piece.
    positions: Vec<u32>,
}

fn sorted_pieces(tokens: Tokens, words: usize) -> Result<Vec<Sorted>, IndexError> {
    let mut pieces = Vec::new();
    for (base, part) in tokens.into_parts() {
        if part.len() <= PIECE {
            pieces.push((base, part));
        } else {
            let starts = (base..).step_by(PIECE);
            pieces.extend(starts.zip(part.chunks(PIECE).map(<[u32]>::to_vec)));
        }
    }
    let bits = usize::BITS - words.saturating_sub(1).leading_zeros();
    let sorter = || Sorter::new(bits.div_ceil(DIGIT) as usize);
    pieces.into_par_iter().map_init(sorter, Sorter::sort).collect()
}

/// Words below this id, which make up most of a text, have a counter each.
const FREQUENT: usize = 4096;
/// Bits of a word id that one pass sorts by.
const DIGIT: u32 = 11;
/// How many keys have each value of a digit.
type Histogram = [u32; 1 << DIGIT];

/// The buffers of sorting a piece.
struct Sorter {
    /// The histogram of each digit that a word has, lowest first.
    counts: Vec<Histogram>,
    /// The rarer words: word ids above, positions below.
    keys: Vec<u64>,
    other: Vec<u64>,
    /// Memory for the positions of the next piece.
    spare: Vec<u32>,
}

impl Sorter {
    fn new(digits: usize) -> Self {
        let counts = vec![[0; 1 << DIGIT]; digits];
        Self { counts, keys: Vec::new(), other: Vec::new(), spare: Vec::new() }
    }

    /// Sorts a piece by word.
    fn sort(&mut self, (base, piece): (u64, Vec<u32>)) -> Result<Sorted, IndexError> {
        let mut positions = std::mem::take(&mut self.spare);
        room::resize(&mut positions, piece.len(), 0, POSITIONS)?;
        let mut runs: Vec<(u32, u32)> = Vec::with_capacity(piece.len() / 4);
        let frequent = self.place_frequent(&piece, &mut positions, &mut runs);
        self.sort_keys();
        let mut last = None;
        let places = (0u32..).zip(&mut positions).skip(frequent);
        for (key, (place, slot)) in self.keys.iter().zip(places) {
            let word = high(*key);
            if last != Some(word) {
                runs.push((word, place));
                last = Some(word);
            }
            *slot = low(*key);
        }
        self.spare = piece;
        Ok(Sorted { base, runs, positions })
    }

    /// Puts the positions of frequent words in order, with their runs, and the others into `keys`;
    /// says how many there are of the former.
    fn place_frequent(
        &mut self,
        piece: &[u32],
        positions: &mut [u32],
        runs: &mut Vec<(u32, u32)>,
    ) -> usize {
        let mut counts = [0u32; FREQUENT + 1];
        self.keys.clear();
        self.keys.resize(piece.len(), 0);
        let mut rare = 0;
        for (pos, word) in (0u64..).zip(piece) {
            // Whether a word is rare is no better known than the word: there is no branch on it.
            let class = (*word as usize).min(FREQUENT);
            if let (Some(count), Some(key)) = (counts.get_mut(class), self.keys.get_mut(rare)) {
                *count += 1;
                *key = u64::from(*word) << 32 | pos;
            }
            rare += usize::from(class == FREQUENT);
        }
        self.keys.truncate(rare);
        let mut sum = 0;
        for (word, count) in (0u32..).zip(&mut counts) {
            if *count > 0 && (word as usize) < FREQUENT {
                runs.push((word, sum));
            }
            sum += std::mem::replace(count, sum);
        }
        // The rare ones go to the end, where others will take their places.
        for (pos, word) in (0u32..).zip(piece) {
            if let Some(next) = counts.get_mut((*word as usize).min(FREQUENT)) {
                if let Some(slot) = positions.get_mut(*next as usize) {
                    *slot = pos;
                }
                *next += 1;
            }
        }
        piece.len() - rare
    }

    /// Sorts the keys by word: a radix sort, from the lowest digit up.
    fn sort_keys(&mut self) {
        for (pass, counts) in self.counts.iter_mut().enumerate() {
            counts.fill(0);
            for key in &self.keys {
                if let Some(count) = counts.get_mut(digit(*key, pass)) {
                    *count += 1;
                }
            }
        }
        for pass in 0..self.counts.len() {
            self.pass(pass);
        }
    }

    /// Puts the keys in the order of a digit; equal ones stay in order.
    fn pass(&mut self, pass: usize) {
        let Some(next) = self.counts.get_mut(pass) else { return };
        let mut sum = 0;
        for count in next.iter_mut() {
            sum += std::mem::replace(count, sum);
        }
        self.other.resize(self.keys.len(), 0);
        let other = self.other.as_mut_slice();
        for key in &self.keys {
            if let Some(next) = next.get_mut(digit(*key, pass)) {
                if let Some(place) = other.get_mut(*next as usize) {
                    *place = *key;
                }
                *next += 1;
            }
        }
        std::mem::swap(&mut self.keys, &mut self.other);
    }
}

/// A digit of the word of a key, from the lowest.
#[inline]
fn digit(key: u64, pass: usize) -> usize {
    // Eleven bits fit any index.
    usize::try_from(key >> 32 >> (DIGIT as usize * pass) & ((1 << DIGIT) - 1)).unwrap_or(0)
}

fn high(key: u64) -> u32 {
    u32::try_from(key >> 32).unwrap_or(0)
}

fn low(key: u64) -> u32 {
    u32::try_from(key & u64::from(u32::MAX)).unwrap_or(0)
}

/// Neighbouring words with about `each` tokens together, as ranges of ids; `first` is the id of
/// the first word.
fn ranges(freqs: &[u64], first: usize, each: u64) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut sum) = (first, 0);
    for (word, freq) in (first..).zip(freqs) {
        sum += freq;
        if sum >= each {
            out.push(start..word + 1);
            (start, sum) = (word + 1, 0);
        }
    }
    let end = first + freqs.len();
    if start < end {
        out.push(start..end);
    }
    out
}

/// The lists of some words, one after the other, and where each starts.
struct Lists {
    bytes: Vec<u8>,
    starts: Vec<u64>,
}

/// The buffers of a thread.
#[derive(Default)]
struct Worker {
    /// The positions of a part, one word after the other.
    positions: Vec<u64>,
    /// How many runs of each piece belong to words before the part.
    cursors: Vec<usize>,
    /// The blocks of a word.
    blocks: Vec<u64>,
}

impl Worker {
    /// Encodes the lists of some words into `bytes`.
    fn invert(
        &mut self,
        corpus: &Pieces<'_>,
        words: Range<usize>,
        mut bytes: Vec<u8>,
    ) -> Result<Lists, IndexError> {
        let Pieces { pieces, freqs, blocks } = corpus;
        let mut starts = Vec::with_capacity(words.len());
        let before =
            |piece: &Sorted| piece.runs.partition_point(|(word, _)| (*word as usize) < words.start);
        self.cursors.clear();
        self.cursors.extend(pieces.iter().map(before));
        for part in ranges(freqs.get(words.clone()).unwrap_or_default(), words.start, PART) {
            let freqs = freqs.get(part.clone()).unwrap_or_default();
            self.join(pieces, freqs, part)?;
            let mut rest = self.positions.as_slice();
            for freq in freqs {
                let (list, after) = rest.split_at(size(*freq).min(rest.len()));
                rest = after;
                starts.push(bytes.len() as u64);
                bytes = encode_list(list, *blocks, &mut self.blocks, bytes);
            }
        }
        Ok(Lists { bytes, starts })
    }

    /// Joins the positions that the pieces have of some words, one word after the other.
    fn join(
        &mut self,
        pieces: &[Sorted],
        freqs: &[u64],
        words: Range<usize>,
    ) -> Result<(), IndexError> {
        let mut total = 0;
        let mut next: Vec<usize> = Vec::with_capacity(freqs.len());
        for freq in freqs {
            next.push(total);
            total += size(*freq);
        }
        room::resize(&mut self.positions, total, 0, POSITIONS)?;
        for (piece, cursor) in pieces.iter().zip(&mut self.cursors) {
            let mut runs = piece.runs.get(*cursor..).unwrap_or_default().iter().peekable();
            while let Some((word, start)) = runs.next_if(|run| (run.0 as usize) < words.end) {
                *cursor += 1;
                let end = runs.peek().map_or(piece.positions.len(), |run| run.1 as usize);
                let own = piece.positions.get(*start as usize..end).unwrap_or_default();
                let Some(next) = next.get_mut(*word as usize - words.start) else { continue };
                let target = self.positions.get_mut(*next..*next + own.len()).unwrap_or_default();
                *next += own.len();
                for (to, pos) in target.iter_mut().zip(own) {
                    *to = piece.base + u64::from(*pos);
                }
            }
        }
        Ok(())
    }
}

/// A number of tokens that are in memory.
fn size(tokens: u64) -> usize {
    usize::try_from(tokens).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postings::PostingsFile;
    use crate::store::Store;
    use crate::{Bytes, TokenColumn};
    use proptest::prelude::*;

    /// The postings of a stream of ids that lies in pieces of `piece` tokens.
    fn open(ids: &[u32], words: usize, piece: usize) -> (TokenColumn, PostingsFile, Vec<Vec<u64>>) {
        let mut lists = vec![Vec::new(); words];
        (0u64..).zip(ids).for_each(|(pos, id)| lists[*id as usize].push(pos));
        let freqs: Vec<u64> = lists.iter().map(|list| list.len() as u64).collect();
        let store = Store::memory();
        let tokens = Tokens::new(ids.chunks(piece).map(<[u32]>::to_vec).collect());
        TokenColumn::write(&tokens, &freqs, store.create("tokens").unwrap()).unwrap();
        let file = store.create("postings").unwrap();
        let starts = write_postings(tokens, &freqs, file).unwrap();
        let mut files = store.finish().unwrap();
        let mut open = |name: &str| {
            let place = files.iter().position(|file| file.0.name == name).unwrap();
            Bytes::owned(files.remove(place).1, name, true, &Default::default()).unwrap()
        };
        let column = TokenColumn::open("x", open("tokens")).unwrap();
        let starts = Starts::open("x", starts.into()).unwrap();
        let postings = PostingsFile::open("x", open("postings"), starts).unwrap();
        (column, postings, lists)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn positions_come_back(
            ids in prop::collection::vec(prop_oneof![4 => 0u32..3, 1 => 0u32..9000], 0..4000),
            jumps in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
            piece in 1usize..900,
        ) {
            let (column, postings, lists) = open(&ids, 9000, piece);
            let mut targets: Vec<u64> =
                jumps.iter().map(|jump| jump.index(ids.len() + 200) as u64).collect();
            targets.sort_unstable();
            for (word, positions) in (0u32..).zip(&lists) {
                let list = || postings.list(&column, word, positions.len() as u64);
                prop_assert_eq!(&list().collect::<Vec<_>>(), positions);
                let (mut found, mut from) = (list(), 0);
                for target in &targets {
                    found.advance_to(*target);
                    let place = positions.partition_point(|pos| pos < target).max(from);
                    prop_assert_eq!(found.next(), positions.get(place).copied());
                    from = (place + 1).min(positions.len());
                }
            }
        }
    }
}
