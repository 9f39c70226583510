//! Damaged lexicons and dictionaries: an error or an answer, never a panic, and no answer that
//! `verify` calls sound is wrong.

use super::choices::Choices;
use super::samples::article_texts;
use siyaq::lexicon::{FrequencyList, FstState, Lexicon, Pattern};
use siyaq::segment::{Dictionary, SegmentationScheme, Segmenter};
use siyaq::types::TermId;
use std::sync::LazyLock;

/// Where the table of sections stands in a lexicon: see FORMAT.md.
const TABLE: usize = 40;
const ROW: usize = 32;
const SECTIONS: usize = 5;
const HEADER: usize = TABLE + SECTIONS * ROW + 8;

/// A sound lexicon of the words of some articles.
pub(crate) static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut list = FrequencyList::new();
    for text in article_texts().iter().take(3) {
        text.split_whitespace().for_each(|word| list.add(word, 1).expect("a small list"));
    }
    list.build().expect("a small list").bytes
});

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::embedded);

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    match choices.byte() % 8 {
        0 => open(choices.bytes(16 << 10)),
        1 => fst(choices.bytes(16 << 10)),
        2 => dictionary(choices.bytes(64)),
        way => patched(choices.bytes(256), way),
    }
}

/// Overwrites bytes: each patch is a place of three bytes and a value.
fn patch(bytes: &mut [u8], patches: &[u8], from: usize) {
    let room = bytes.len() - from;
    for patch in patches.chunks_exact(4) {
        let place = u32::from_le_bytes([patch[0], patch[1], patch[2], 0]) as usize;
        bytes[from + place % room] = patch[3];
    }
}

fn checksum(bytes: &[u8]) -> [u8; 8] {
    *blake3::hash(bytes).as_bytes().first_chunk().expect("a hash is longer")
}

/// A sound lexicon, damaged. In some ways the checksums are made to fit, as those of a file that was
/// made to harm would.
fn patched(patches: &[u8], way: u8) {
    let mut bytes = SOUND.clone();
    patch(&mut bytes, patches, if way < 6 { HEADER } else { 0 });
    if way >= 5 {
        for row in (TABLE..).step_by(ROW).take(SECTIONS) {
            let number = |at: usize| {
                u64::from_le_bytes(*bytes[row + at..].first_chunk().expect("a row")) as usize
            };
            let start = number(8).min(bytes.len());
            let end = start.saturating_add(number(16)).min(bytes.len());
            let sum = checksum(&bytes[start..end]);
            bytes[row + 24..row + ROW].copy_from_slice(&sum);
        }
        let sum = checksum(&bytes[..HEADER - 8]);
        bytes[HEADER - 8..HEADER].copy_from_slice(&sum);
    }
    if way == 7 {
        bytes.truncate(bytes.len() - usize::from(patches.first().copied().unwrap_or(0)));
    }
    open(&bytes);
    // Without new checksums every change is seen.
    if way < 5 && bytes != *SOUND {
        let seen = Lexicon::open(&bytes[..]).and_then(|lexicon| lexicon.verify());
        assert!(seen.is_err(), "a changed byte is sound");
    }
}

fn patterns() -> Vec<Pattern> {
    vec![
        Pattern::exact("كتاب"),
        Pattern::prefix("ال"),
        Pattern::suffix("ة"),
        Pattern::infix("تا"),
        Pattern::wildcard("ا*?ة"),
        Pattern::regex("(و|ف)?ال.*").expect("a sound pattern"),
        Pattern::fuzzy("الصحة", 2).expect("a sound pattern"),
    ]
}

fn open(bytes: &[u8]) {
    let Ok(lexicon) = Lexicon::open(bytes) else { return };
    let sound = lexicon.verify().is_ok();
    let mut sum = 0_u64;
    let most = lexicon.len().min(4096);
    for id in (0..most).chain([lexicon.len(), u32::MAX]).map(TermId) {
        let form = lexicon.form(id);
        sum = sum.wrapping_add(lexicon.freq(id));
        let rank = lexicon.ordinal(id);
        if sound && id.0 < lexicon.len() {
            assert_eq!(lexicon.id(form), Some(id));
            assert_eq!(lexicon.at_ordinal(rank), id);
        }
    }
    assert!(!sound || most < lexicon.len() || sum == lexicon.total_freq());
    for pattern in patterns() {
        let found = lexicon.search(&pattern);
        assert!(found.is_sorted_by(|one, next| one < next), "{pattern:?}");
        assert!(found.iter().all(|id| id.0 < lexicon.len()), "{pattern:?}");
        if sound && lexicon.len() <= most {
            let fits = |(id, form, _): (TermId, &str, u64)| pattern.matches(form).then_some(id);
            assert!(lexicon.iter().filter_map(fits).eq(found), "{pattern:?}");
        }
    }
}

/// A walk through any bytes ends.
fn fst(bytes: &[u8]) {
    for count in [0, 1, 5, u32::MAX] {
        let Some(start) = FstState::start(bytes, count) else { continue };
        let mut state = start;
        for byte in "كتابالصحة".bytes().chain(0..=255) {
            let _ = state.ordinal(bytes);
            state = state.next(bytes, byte).unwrap_or(start);
        }
    }
}

/// The shipped dictionary with other bytes and a checksum that fits.
fn dictionary(patches: &[u8]) {
    let mut bytes = DICTIONARY.as_bytes().to_vec();
    let content = bytes.len() - 32;
    for patch in patches.chunks_exact(5) {
        let place = u32::from_le_bytes([patch[0], patch[1], patch[2], patch[3]]) as usize;
        bytes[12 + place % (content - 12)] = patch[4];
    }
    assert!(bytes == DICTIONARY.as_bytes() || Dictionary::from_bytes(bytes.clone()).is_err());
    let sum = *blake3::hash(&bytes[..content]).as_bytes();
    bytes[content..].copy_from_slice(&sum);
    let Ok(dictionary) = Dictionary::from_bytes(bytes) else { return };
    let segmenter = Segmenter::new(dictionary);
    for word in ["وزير", "وللوزارة", "سيكتبونها", "فقالوا", "شقيقته", "كورسك"]
    {
        let analysis = segmenter.analyze(word);
        let end = analysis.segments(SegmentationScheme::D3).map(|segment| segment.span.end).max();
        assert_eq!(end, Some(word.len() as u32));
        let _ = segmenter.restored(word, SegmentationScheme::Atb);
    }
}
