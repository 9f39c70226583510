//! From the word at every position to the positions of every word.

use crate::merge::Tokens;
use crate::postings::{encode_list, file_header};
use crate::store::NewFile;
use crate::{IndexError, Starts};
use rayon::prelude::*;
use std::ops::Range;

/// Tokens of one task: what a thread holds at a time, sixteen bytes each.
const TASK: u64 = 1 << 22;
/// Tokens of one part of a task, whose positions are put in order within a processor's cache.
const PART: u64 = 1 << 16;

/// Writes the postings of all words, and gives the file that says where the list of each starts.
///
/// A task has words of some million tokens, one after the other by id. It takes the positions of
/// its words out of the stream, dealt into parts of neighbouring words, and sorts each part by
/// word: three passes over the tokens of a task, all but the first in the cache.
pub(crate) fn write_postings(
    tokens: &Tokens,
    freqs: &[u64],
    mut file: NewFile<'_>,
) -> Result<Vec<u8>, IndexError> {
    let header = file_header(u32::try_from(freqs.len()).unwrap_or(u32::MAX));
    file.push(&header)?;
    let mut end = header.len() as u64;
    let mut starts = Vec::with_capacity(freqs.len());
    let tasks = ranges(freqs, 0, TASK);
    for wave in tasks.chunks(rayon::current_num_threads()) {
        let lists: Vec<Lists> =
            wave.par_iter().map(|words| lists_of(tokens, freqs, words.clone())).collect();
        for lists in lists {
            starts.extend(lists.starts.iter().map(|start| end + start));
            end += lists.bytes.len() as u64;
            file.push(&lists.bytes)?;
        }
    }
    file.finish()?;
    Ok(Starts::encode(&starts, end))
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

/// The encoded lists of some words.
struct Lists {
    bytes: Vec<u8>,
    /// Where each starts.
    starts: Vec<u64>,
}

fn lists_of(tokens: &Tokens, freqs: &[u64], words: Range<usize>) -> Lists {
    let own = freqs.get(words.clone()).unwrap_or_default();
    let parts = ranges(own, 0, PART);
    let mut dealt = deal(tokens, own, words.start, &parts);
    let total: u64 = own.iter().sum();
    let mut lists =
        Lists { bytes: Vec::with_capacity(size(total) * 2), starts: Vec::with_capacity(own.len()) };
    let mut positions = Vec::new();
    for (part, dealt) in parts.into_iter().zip(&mut dealt) {
        let freqs = own.get(part.clone()).unwrap_or_default();
        sort_by_word(dealt, freqs, part.start, &mut positions);
        let mut rest = positions.as_slice();
        for freq in freqs {
            let (list, after) = rest.split_at(size(*freq).min(rest.len()));
            rest = after;
            lists.starts.push(lists.bytes.len() as u64);
            encode_list(list, &mut lists.bytes);
        }
    }
    lists
}

/// A position of a word of the task.
type Dealt = (u32, u64);

/// The positions of the words from `first` on, by part, ascending within each.
fn deal(tokens: &Tokens, freqs: &[u64], first: usize, parts: &[Range<usize>]) -> Vec<Vec<Dealt>> {
    let mut part_of = Vec::with_capacity(freqs.len());
    let mut dealt = Vec::with_capacity(parts.len());
    for (number, part) in (0u32..).zip(parts) {
        part_of.resize(part.end, number);
        let total: u64 = freqs.get(part.clone()).unwrap_or_default().iter().sum();
        dealt.push(Vec::with_capacity(size(total)));
    }
    let first = u32::try_from(first).unwrap_or(u32::MAX);
    for (start, ids) in tokens.parts() {
        for (pos, id) in (start..).zip(ids) {
            let word = id.wrapping_sub(first);
            let part = part_of.get(word as usize).map(|part| *part as usize);
            if let Some(part) = part.and_then(|part| dealt.get_mut(part)) {
                part.push((word, pos));
            }
        }
    }
    dealt
}

/// The positions of the words from `first` on, one word after the other: a counting sort.
fn sort_by_word(dealt: &[Dealt], freqs: &[u64], first: usize, out: &mut Vec<u64>) {
    let mut total = 0;
    let mut next: Vec<usize> = Vec::with_capacity(freqs.len());
    for freq in freqs {
        next.push(total);
        total += size(*freq);
    }
    out.clear();
    out.resize(total, 0);
    for (word, pos) in dealt {
        if let Some(next) = (*word as usize).checked_sub(first).and_then(|word| next.get_mut(word))
        {
            if let Some(place) = out.get_mut(*next) {
                *place = *pos;
            }
            *next += 1;
        }
    }
}

/// A number of tokens that are in memory.
fn size(tokens: u64) -> usize {
    usize::try_from(tokens).unwrap_or(usize::MAX)
}
