//! Damaged lexicons: an error each time, never a panic, in any operation.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use siyaq_lexicon::{Lexicon, LexiconBuilder, LexiconErrorKind, Pattern};
use siyaq_types::TermId;

fn sound() -> Vec<u8> {
    let forms = [
        ("كتاب", 9),
        ("كتب", 9),
        ("الكتاب", 4),
        ("مكتبة", 3),
        ("المكتبة", 3),
        ("كاتب", 2),
        ("قلم", 1),
        ("القلم", 1),
        ("أقلام", 1),
        ("في", 70_000),
        ("abc", 1),
        ("ab", 1),
        ("ا", 5),
        ("اا", 5),
    ];
    LexiconBuilder::build(&forms).unwrap().bytes
}

/// How many forms each of the patterns finds, counted by hand.
const FOUND: [usize; 13] = [1, 3, 14, 2, 4, 2, 5, 8, 1, 2, 4, 9, 4];

fn patterns() -> Vec<Pattern> {
    vec![
        Pattern::exact("كتاب"),
        Pattern::prefix("ال"),
        Pattern::prefix(""),
        Pattern::suffix("تاب"),
        Pattern::suffix("ب"),
        Pattern::infix("كتا"),
        Pattern::infix("كت"),
        Pattern::infix("ا"),
        Pattern::wildcard("ال*ة"),
        Pattern::wildcard("?ا*"),
        Pattern::regex(".*ب").unwrap(),
        Pattern::regex("(ا|أ|ك).*").unwrap(),
        Pattern::fuzzy("كتب", 2).unwrap(),
    ]
}

/// Everything that can be asked of a lexicon. The sum keeps the calls from being left out.
fn ask_everything(lexicon: &Lexicon<&[u8]>, patterns: &[Pattern]) {
    let mut sum = 0;
    for id in (0..lexicon.len().saturating_add(2)).map(TermId) {
        sum ^= lexicon.form(id).len();
        sum ^= lexicon.freq(id) as usize;
        sum ^= lexicon.ordinal(id) as usize;
        sum ^= lexicon.at_ordinal(id.0).index();
    }
    sum ^= lexicon.iter().count();
    for form in ["كتاب", "القلم", "ab", "لا", ""] {
        sum ^= lexicon.id(form).map_or(0, TermId::index);
    }
    for pattern in patterns {
        let found = lexicon.search(pattern);
        assert!(found.is_sorted(), "{pattern:?}");
        assert!(found.iter().all(|id| id.0 < lexicon.len()), "{pattern:?}");
        sum ^= found.len();
    }
    std::hint::black_box(sum);
}

#[test]
fn a_sound_lexicon_is_sound() {
    let bytes = sound();
    let lexicon = Lexicon::open(&bytes[..]).unwrap();
    lexicon.verify().unwrap();
    ask_everything(&lexicon, &patterns());
    let found: Vec<usize> =
        patterns().iter().map(|pattern| lexicon.search(pattern).len()).collect();
    assert_eq!(found, FOUND);
}

#[test]
fn every_flipped_byte_is_noticed() {
    let bytes = sound();
    let patterns = patterns();
    let mut opened = 0;
    for at in 0..bytes.len() {
        for flip in [0x01, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[at] ^= flip;
            if let Ok(lexicon) = Lexicon::open(&damaged[..]) {
                opened += 1;
                ask_everything(&lexicon, &patterns);
                assert!(lexicon.verify().is_err(), "byte {at} ^ {flip:#x}");
            }
        }
    }
    assert!(opened > bytes.len(), "most damage is left to verify");
}

/// Whole words of zeros and ones lead further astray than single bits.
#[test]
fn every_overwritten_word_is_noticed() {
    let bytes = sound();
    let patterns = patterns();
    for at in 0..bytes.len() - 8 {
        for fill in [[0x00; 8], [0xFF; 8], [0x7F, 0xC0, 0x01, 0x88, 0x00, 0x11, 0x48, 0xC1]] {
            let mut damaged = bytes.clone();
            damaged[at..at + 8].copy_from_slice(&fill);
            if damaged == bytes {
                continue;
            }
            if let Ok(lexicon) = Lexicon::open(&damaged[..]) {
                ask_everything(&lexicon, &patterns);
                assert!(lexicon.verify().is_err(), "byte {at}");
            }
        }
    }
}

#[test]
fn every_cut_is_noticed() {
    let bytes = sound();
    for length in 0..bytes.len() {
        assert!(Lexicon::open(&bytes[..length]).is_err(), "{length} bytes");
    }
    let mut longer = bytes;
    longer.push(0);
    assert!(Lexicon::open(&longer[..]).is_err());
}

#[test]
fn errors_name_what_is_wrong() {
    let bytes = sound();
    let open = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = bytes.clone();
        change(&mut bytes);
        Lexicon::open(bytes)
            .map(|lexicon| lexicon.verify())
            .and_then(|checked| checked)
            .unwrap_err()
    };
    assert!(matches!(open(&|bytes| bytes[0] = b'X').kind(), LexiconErrorKind::NotALexicon));
    let version = open(&|bytes| bytes[8] = 9);
    assert!(matches!(version.kind(), LexiconErrorKind::Version { expected: 2, found: 9 }));
    let header = open(&|bytes| bytes[24] ^= 1);
    assert!(matches!(header.kind(), LexiconErrorKind::Checksum { section: "header", .. }));
    let cut = open(&|bytes| bytes.truncate(bytes.len() - 1));
    assert!(matches!(cut.kind(), LexiconErrorKind::Length { .. }));
    let forms = open(&|bytes| {
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
    });
    assert!(matches!(forms.kind(), LexiconErrorKind::Checksum { section: "common", .. }));
}

/// Sections that contradict each other although every checksum holds: someone wrote them so.
#[test]
fn wrong_sections_with_right_checksums_are_noticed() {
    let other = LexiconBuilder::build(&[("كتب", 2), ("قلم", 1), ("كتا", 3)]).unwrap().bytes;
    let bytes = LexiconBuilder::build(&[("كتب", 2), ("قلم", 1), ("كتاب", 1)]).unwrap().bytes;
    let number = |bytes: &[u8], at: usize| {
        u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize
    };
    let section = |bytes: &[u8], index: usize| {
        let row = 40 + index * 32;
        bytes[number(bytes, row + 8)..][..number(bytes, row + 16)].to_vec()
    };
    let sum = |bytes: &[u8]| blake3::hash(bytes).as_bytes()[..8].to_vec();
    let mut noticed = 0;
    for swapped in 0..5 {
        if section(&bytes, swapped) == section(&other, swapped) {
            continue;
        }
        let mut made = bytes[..40].to_vec();
        let parts: Vec<Vec<u8>> = (0..5)
            .map(|index| section(if index == swapped { &other } else { &bytes }, index))
            .collect();
        let mut start = 40 + 5 * 32 + 8;
        for (kind, part) in (1_u32..).zip(&parts) {
            made.extend_from_slice(&kind.to_le_bytes());
            made.extend_from_slice(&[0; 4]);
            made.extend_from_slice(&(start as u64).to_le_bytes());
            made.extend_from_slice(&(part.len() as u64).to_le_bytes());
            made.extend_from_slice(&sum(part));
            start += part.len();
        }
        made[16..24].copy_from_slice(&(start as u64).to_le_bytes());
        let header = sum(&made);
        made.extend_from_slice(&header);
        parts.iter().for_each(|part| made.extend_from_slice(part));
        if let Ok(lexicon) = Lexicon::open(&made[..]) {
            ask_everything(&lexicon, &patterns());
            assert!(
                matches!(lexicon.verify().unwrap_err().kind(), LexiconErrorKind::Corrupt { .. }),
                "section {swapped}"
            );
        }
        noticed += 1;
    }
    assert!(noticed >= 3, "{noticed}");
}
