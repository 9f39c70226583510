//! Inputs to begin with, made of the sample corpora and the cases.

use super::lexicon::SOUND;
use super::samples::{ALUFUQ, CASES, MINBAR, STOP_WORDS, article_texts, case_texts};

const QUERIES: [&str; 14] = [
    "وزير",
    "وزير الصحة",
    "*وزير*",
    "كت?ب",
    "* الصحة",
    "كتاب|كتب جديد*",
    "(وزير الصحة|وزير التعليم) المغربي",
    r"\*",
    "كوفيد-19",
    "5%",
    "الوزير، إن",
    "(ا|(ب ت|ث)) ج",
    "ل+ الحكومة",
    "وزير\0before:1",
];

const CONDITIONS: [&str; 10] = [
    "source=minbar",
    "source=\"الأفق\" & (year>=2015 | category!=sport)",
    "!(category in (sport, politics)) || size<=4",
    "date>=2023-07&&date<2024",
    "id~minbar",
    "month=3|day>20",
    "published.year=2023",
    "date:date",
    "2024-1-5",
    "category~\"سيا\\\"سة\"",
];

const PATTERNS: [&str; 8] =
    ["ال*ية", "?تاب", "(و|ف)?كتب(وا)?", "مدرسة", "[ا-ي]{3}", "\\p{L}+ة", ".*ا.ا", "a|b"];

/// The bytes that choose options, in front of an input.
fn with(options: &[u8], input: impl AsRef<[u8]>) -> Vec<u8> {
    [options, input.as_ref()].concat()
}

/// At most `most` bytes of a text, whole lines.
fn beginning(text: &str, most: usize) -> &str {
    let end = text.bytes().take(most).rposition(|byte| byte == b'\n');
    end.and_then(|end| text.get(..=end)).unwrap_or(text)
}

/// Tables and dumps as files have them.
fn files() -> Vec<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = CASES
        .iter()
        .chain([&MINBAR, &ALUFUQ, &STOP_WORDS])
        .map(|text| beginning(text, 6000).as_bytes().to_vec())
        .collect();
    let rows = "id,text,date,n\n1,\"قال \"\"نعم\"\"، ثم\nغادر\",17/05/2015,٣\n2,كلمة,2024-1-5,7\n";
    files.extend([
        rows.as_bytes().to_vec(),
        rows.replace(',', "\t").into_bytes(),
        format!("sep=;\n{}", rows.replace(',', ";")).into_bytes(),
        format!("\u{FEFF}{rows}").into_bytes(),
        rows.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "form,freq\nكتاب,7\nفي,12\n".into(),
        "كتاب\t7\nفي\t12\n".into(),
        b"\xFF\xFE"
            .iter()
            .copied()
            .chain("قال".encode_utf16().flat_map(u16::to_le_bytes))
            .collect(),
        // The same words in windows-1256 and in ISO-8859-6.
        b"\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1\n".to_vec(),
        b"\xE2\xC7\xE4 \xC7\xE4\xE8\xD2\xEA\xD1\n".to_vec(),
        "سطر\n\nفقرة\r\nسطر آخر\u{85}و\u{2028}آخر\n".into(),
        "[".repeat(300).into(),
        format!("{{\"text\":{}1{}}}\n", "[".repeat(200), "]".repeat(200)).into(),
        "{\"text\":\"\\ud83d\\ude00 \\u0642\",\"text\":\"آخر\",\"n\":1e400}\n".into(),
    ]);
    files
}

/// The inputs of a target.
#[must_use]
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let texts = || case_texts().into_iter().chain(article_texts().into_iter().take(12));
    let each = |options: &[&[u8]], inputs: Vec<Vec<u8>>| -> Vec<Vec<u8>> {
        inputs.iter().flat_map(|input| options.iter().map(move |o| with(o, input))).collect()
    };
    let bytes = |list: &[&str]| list.iter().map(|text| text.as_bytes().to_vec()).collect();
    let texts = || texts().map(String::into_bytes).collect::<Vec<_>>();
    match target {
        "reader" => {
            let options: Vec<Vec<u8>> = (0..5)
                .flat_map(|format| {
                    [6, 14]
                        .map(|flags| vec![format, 0, format % 3, 0, 0, 0, 0, 0, flags, format, 1])
                })
                .collect();
            each(&options.iter().map(Vec::as_slice).collect::<Vec<_>>(), files())
        }
        "whole_pipe" => {
            let options: Vec<Vec<u8>> = (0..5)
                .map(|way| vec![way, 0, 1, 0, 0, 0, 0, 0, 6, way, way, way, way, way, way])
                .collect();
            let mut inputs = files();
            inputs.extend(texts().into_iter().take(60));
            each(&options.iter().map(Vec::as_slice).collect::<Vec<_>>(), inputs)
        }
        "list" => each(&[&[0, 0, 0], &[1, 1, 0], &[2, 0, 0], &[3, 0, 0]], files()),
        "tokeniser" => each(&[&[0, 0, 0, 0, 3], &[1, 1, 1, 1, 0]], texts()),
        "normaliser" => each(&[&[2, 0, 0, 0], &[4, 0, 0, 0], &[0, 255, 255, 15]], texts()),
        "segmenter" => {
            let mut inputs = texts();
            inputs.push("بالما للجنة\0بالما\tبالما\nللجنة\tل+لجنة\tل+الجنة\n".into());
            inputs.push("ﻷﻹ ﻷن اﻷول كﻷن".into());
            each(&[&[0], &[1], &[2]], inputs)
        }
        "query" => {
            let mut inputs: Vec<Vec<u8>> = bytes(&QUERIES);
            inputs.extend(texts().into_iter().take(60));
            let options = [[0; 5], [2, 0, 0, 0, 0], [5, 2, 1, 1, 0], [4, 1, 2, 0, 1]];
            each(&options.each_ref().map(|options| options.as_slice()), inputs)
        }
        "filter" => bytes(&CONDITIONS),
        "lexicon" => {
            let patches =
                vec![b"\x10\x20\x01\xFF\x11\x20\x02\x00".to_vec(), vec![0, 4, 0, 128], vec![7]];
            let options: Vec<[u8; 1]> = (1..8).map(|way| [way]).collect();
            let options: Vec<&[u8]> = options.iter().map(<[u8; 1]>::as_slice).collect();
            let mut inputs = each(&options, patches);
            inputs.push(with(&[0], &SOUND[..SOUND.len().min(4096)]));
            let small = siyaq::lexicon::LexiconBuilder::build(&[("كتاب", 3), ("في", 9)]);
            inputs.extend(small.map(|built| with(&[0], built.bytes)));
            inputs
        }
        "pattern" => {
            let words = beginning(STOP_WORDS, 400);
            let inputs = PATTERNS.iter().map(|text| format!("{text}\0{words}").into_bytes());
            let options: Vec<[u8; 2]> = (0..8).map(|kind| [kind, kind]).collect();
            each(&options.iter().map(<[u8; 2]>::as_slice).collect::<Vec<_>>(), inputs.collect())
        }
        "transliteration" => each(&[&[0], &[1], &[2], &[3], &[4]], texts()),
        _ => Vec::new(),
    }
}

/// The inputs of a target, each with a changed copy.
#[must_use]
pub fn with_copies(target: &str) -> Vec<Vec<u8>> {
    let mut state = 0x9E37_79B9_7F4A_7C15;
    let seeds = of(target);
    let copies: Vec<Vec<u8>> = seeds.iter().map(|seed| changed(seed, &mut state)).collect();
    [seeds, copies].concat()
}

/// A copy with some bytes overwritten, and cut or doubled in parts. The same on every machine.
fn changed(seed: &[u8], state: &mut u64) -> Vec<u8> {
    let mut random = |below: usize| {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        (*state % below.max(1) as u64) as usize
    };
    let mut copy = seed.to_vec();
    for _ in 0..=random(6) {
        if copy.is_empty() {
            break;
        }
        let place = random(copy.len());
        match random(4) {
            0 => copy.truncate(place),
            1 => {
                let end = (place + random(40)).min(copy.len());
                let part = copy[place..end].to_vec();
                let at = random(copy.len());
                copy.splice(at..at, part);
            }
            _ => copy[place] = random(256) as u8,
        }
    }
    copy
}
