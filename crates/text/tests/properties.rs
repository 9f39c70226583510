//! What holds for every text and every set of steps.

mod reference;

use proptest::prelude::*;
use siyaq_text::{Normalizer, Profile, Step, Steps, WordBuffer, chars};
use siyaq_types::ByteSpan;
use unicode_normalization::UnicodeNormalization;

/// Characters of Arabic text and what is found in it.
fn any_char() -> impl Strategy<Value = char> {
    prop_oneof![
        20 => proptest::char::range('\u{621}', '\u{64A}'),
        4 => Just('ا'),
        4 => prop::sample::select(vec!['و', 'ي', 'ى', 'ە', 'ہ', 'ے', 'ی', 'أ', 'ۃ', 'ڨ']),
        6 => proptest::char::range('\u{64B}', '\u{655}'),
        6 => proptest::char::range(chars::MADDA_ABOVE, chars::HAMZA_BELOW),
        2 => prop::sample::select(vec![chars::TATWEEL, chars::ZWNJ, chars::ZWJ, chars::RLM]),
        2 => prop::sample::select(vec!['\u{AD}', '\u{61C}', '\u{202E}', '\u{2066}', '\u{FEFF}']),
        1 => prop::sample::select(vec!['\u{34F}', '\u{2063}', '\u{FE0F}', '\u{FFF9}', '\u{E0001}', '\u{200B}']),
        1 => prop::sample::select(vec!['٫', '٬', '٣', '3', 'ئ', 'ء', 'و', 'ۀ', 'ۂ', 'ۓ', 'ه']),
        1 => prop::sample::select(vec!['e', '\u{301}', '\u{323}', 'é', 'が', '\u{3099}', '한', '\u{11AB}', 'Å', '\u{2000}']),
        3 => proptest::char::range('\u{600}', '\u{6FF}'),
        1 => proptest::char::range('\u{750}', '\u{77F}'),
        1 => proptest::char::range('\u{870}', '\u{8FF}'),
        2 => proptest::char::range('\u{FB50}', '\u{FDFF}'),
        3 => proptest::char::range('\u{FE70}', '\u{FEFF}'),
        2 => prop::sample::select(vec![' ', '\n', '.', '،', '؟', 'a', 'Z', '7', 'é', '\u{301}']),
        1 => any::<char>(),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    // Short runs of the same character, for elongation.
    prop::collection::vec((any_char(), prop_oneof![9 => Just(1_usize), 1 => 2..5_usize]), 0..24)
        .prop_map(|runs| runs.into_iter().flat_map(|(c, n)| std::iter::repeat_n(c, n)).collect())
}

fn any_steps() -> impl Strategy<Value = Steps> {
    prop_oneof![
        2 => prop::sample::select(Profile::ALL.to_vec()).prop_map(Steps::of),
        3 => prop::sample::subsequence(Step::ALL.to_vec(), 0..=Step::ALL.len())
            .prop_map(|steps| steps.into_iter().fold(Steps::EMPTY, Steps::with)),
        // All but a few, where steps meet each other most.
        3 => prop::sample::subsequence(Step::ALL.to_vec(), 0..4).prop_map(|steps| {
            let all = Step::ALL.into_iter().fold(Steps::EMPTY, Steps::with);
            steps.into_iter().fold(all, Steps::without)
        }),
    ]
}

/// A text of which the obvious way knows what to make.
fn plain(text: &str, steps: Steps) -> String {
    let dagger = steps.contains(Step::DaggerAlef);
    let has_dagger = |c: char| c.nfkd().any(|c| c == chars::SUPERSCRIPT_ALEF);
    text.chars().filter(|c| *c != ';' && !(dagger && has_dagger(*c))).collect()
}

/// A text with character references, whole and half, in and between words.
fn any_source() -> impl Strategy<Value = String> {
    let reference = prop::sample::select(vec![
        "&quot;", "&#8221;", "#171;", "&nbsp;", "&amp;", "quot;", "&#1608;", "&#1620;", "&zwnj;",
        "&", ";", "#", "amp;", "&#32;", "&#x670;",
    ]);
    let piece = prop_oneof![3 => any_text(), 2 => reference.prop_map(str::to_owned)];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn twice_is_once(text in any_source(), steps in any_steps()) {
        let normalizer = Normalizer::with_steps(steps);
        let once = normalizer.normalize(&text).into_owned();
        let twice = normalizer.normalize(&once);
        prop_assert_eq!(&once, &twice, "{}", steps);
    }

    #[test]
    fn all_ways_agree_with_the_obvious_one(
        text in any_text(),
        before in any_text(),
        steps in any_steps(),
    ) {
        let normalizer = Normalizer::with_steps(steps);
        let text = plain(&text, steps);
        let expected = reference::normalize(&text, steps);
        prop_assert_eq!(&normalizer.normalize(&text), &expected, "{}", steps);
        prop_assert_eq!(&normalizer.normalize_mapped(&text).text, &expected, "{}", steps);
        let mut appended = before.clone();
        normalizer.normalize_into(&text, &mut appended);
        prop_assert_eq!(appended, before + &expected, "{}", steps);
    }

    #[test]
    fn plain_and_mapped_agree(text in any_source(), steps in any_steps()) {
        let normalizer = Normalizer::with_steps(steps);
        let mapped = normalizer.normalize_mapped(&text).text;
        prop_assert_eq!(&normalizer.normalize(&text), &mapped, "{}", steps);
        let long = format!("{text} {text} {}", " ".repeat(200));
        let spaces = if steps.contains(Step::Elong) { "" } else { &long };
        let twice = format!("{mapped} {mapped} {}", " ".repeat(200));
        if !spaces.is_empty() {
            prop_assert_eq!(normalizer.normalize(&long), twice, "{}", steps);
        }
    }

    #[test]
    fn canonically_equal_texts_have_the_same_bytes(text in any_source(), extra in any_steps()) {
        let steps = extra.iter().fold(Steps::of(Profile::Clean), Steps::with);
        let normalizer = Normalizer::with_steps(steps);
        let expected = normalizer.normalize(&text).into_owned();
        let composed: String = text.nfc().collect();
        let apart: String = text.nfd().collect();
        prop_assert_eq!(&normalizer.normalize(&composed), &expected, "{}", steps);
        prop_assert_eq!(&normalizer.normalize(&apart), &expected, "{}", steps);
        let twice: String = expected.nfc().collect();
        prop_assert_eq!(twice, expected, "{}", steps);
    }

    #[test]
    fn what_shows_nothing_makes_no_other_word(
        word in "[\u{621}-\u{63A}\u{641}-\u{64A}]{2,8}",
        place in 1..8_usize,
        ignorable in prop::sample::select(ignorable()),
    ) {
        let place = place.min(word.chars().count() - 1);
        let mut with: Vec<char> = word.chars().collect();
        with.insert(place, ignorable);
        let with: String = with.into_iter().collect();
        for profile in Profile::ALL.into_iter().filter(|profile| *profile != Profile::Exact) {
            let normalizer = Normalizer::new(profile);
            prop_assert_eq!(normalizer.normalize(&with), normalizer.normalize(&word), "{:?}", with);
        }
    }

    #[test]
    fn long_texts_agree_with_the_obvious_way(
        texts in prop::collection::vec(any_text(), 0..20),
        before in any_text(),
        steps in any_steps(),
    ) {
        let normalizer = Normalizer::with_steps(steps);
        let text = plain(&texts.concat(), steps);
        let expected = reference::normalize(&text, steps);
        prop_assert_eq!(&normalizer.normalize(&text), &expected, "{}", steps);
        let mut appended = before.clone();
        normalizer.normalize_into(&text, &mut appended);
        prop_assert_eq!(appended, before + &expected, "{}", steps);
    }

    #[test]
    fn words_of_a_text_are_normalised_as_they_are_alone(
        texts in prop::collection::vec(prop::collection::vec(any_source(), 0..12), 1..3),
        spans in prop::collection::vec((0..400_u32, 0..40_u32), 0..20),
        steps in any_steps(),
    ) {
        let normalizer = Normalizer::with_steps(steps);
        let mut buffer = WordBuffer::default();
        for words in texts {
            let text = words.join(" ");
            let mut normalized = normalizer.words(&text, &mut buffer);
            let mut start = 0;
            for word in &words {
                let end = start + word.len() as u32;
                let found = normalized.normalize(ByteSpan::new(start, end));
                prop_assert_eq!(found, normalizer.normalize(word), "{:?} {}", word, steps);
                start = end + 1;
            }
            // Any others, in any order.
            for (start, length) in &spans {
                let span = ByteSpan::new(*start, start + length);
                let expected = normalizer.normalize(span.text(&text).unwrap_or_default());
                prop_assert_eq!(normalized.normalize(span), expected, "{:?} {}", span, steps);
            }
        }
    }

    #[test]
    fn spans_are_in_the_source_and_never_go_back(text in any_source(), steps in any_steps()) {
        let normalized = Normalizer::with_steps(steps).normalize_mapped(&text);
        let mut last = ByteSpan::default();
        let mut out = 0;
        for (c, source) in normalized.chars() {
            prop_assert!(source.start >= last.start && source.end >= last.end);
            prop_assert!(!source.is_empty() && source.text(&text).is_some());
            let span = ByteSpan::new(out, out + c.len_utf8() as u32);
            prop_assert_eq!(normalized.source_span(span), source);
            last = source;
            out = span.end;
        }
        prop_assert_eq!(out as usize, normalized.text.len());
        let end = text.len() as u32;
        let all = normalized.source_span(ByteSpan::new(0, out));
        prop_assert_eq!(all.end, if out == 0 { end } else { last.end });
        prop_assert_eq!(normalized.source_span(ByteSpan::new(out, out + 5)), ByteSpan::new(end, end));
    }

    #[test]
    fn what_a_span_covers_normalises_to_the_span(
        words in prop::collection::vec(any_source(), 1..4),
        steps in any_steps(),
    ) {
        // Words of a text, between characters that no step touches and no mark composes with.
        let normalizer = Normalizer::with_steps(steps);
        let text = format!("|{}|", words.join("|"));
        let normalized = normalizer.normalize_mapped(&text);
        let mut start = 1;
        for word in normalized.text.clone().split('|').skip(1) {
            let end = start + word.len();
            if !word.is_empty() {
                let span = normalized.source_span(ByteSpan::new(start as u32, end as u32));
                prop_assert_eq!(normalizer.normalize(span.text(&text).unwrap()), word);
            }
            start = end + 1;
        }
    }

    #[test]
    fn a_coarse_profile_sees_no_difference_that_a_finer_one_removed(
        text in prop::collection::vec(any_char(), 0..24),
    ) {
        // Quranic marks may stand between a letter and its hamza; deleting them lets the two
        // compose. Ordinary marks never do.
        // A dagger alef is written out by `broad`, and deleted by the profiles before it.
        let ordinary = |c: &char| {
            !chars::is_quranic_mark(*c) && !('\u{656}'..='\u{65F}').contains(c)
                && !c.nfkd().any(|c| c == chars::SUPERSCRIPT_ALEF)
        };
        let text: String = text.into_iter().filter(ordinary).collect();
        for pair in Profile::ALL.windows(2) {
            let (finer, coarser) = (Normalizer::new(pair[0]), Normalizer::new(pair[1]));
            let finer = finer.normalize(&text);
            prop_assert_eq!(coarser.normalize(&finer), coarser.normalize(&text));
        }
    }

    #[test]
    fn spaces_and_punctuation_stay(text in any_text(), steps in any_steps()) {
        let kept = |text: &str| -> String {
            let kept = |c: &char| chars::is_white_space(*c) || "!.،؟؛:«»()".contains(*c);
            text.chars().filter(kept).collect()
        };
        // U+2000 and U+2001 are canonically equal to other spaces.
        let text: String = text.nfc().filter(|c| *c != ';').collect();
        prop_assert_eq!(kept(&Normalizer::with_steps(steps).normalize(&text)), kept(&text));
    }
}

/// What Unicode calls default-ignorable (`Default_Ignorable_Code_Point`, DerivedCoreProperties.txt),
/// and the anchors of annotations, but for the zero width space.
fn ignorable() -> Vec<char> {
    let ranges = [
        0xAD..=0xAD,
        0x34F..=0x34F,
        0x61C..=0x61C,
        0x115F..=0x1160,
        0x17B4..=0x17B5,
        0x180B..=0x180F,
        0x200C..=0x200F,
        0x202A..=0x202E,
        0x2060..=0x206F,
        0x3164..=0x3164,
        0xFE00..=0xFE0F,
        0xFEFF..=0xFEFF,
        0xFFA0..=0xFFA0,
        0xFFF0..=0xFFFB,
        0x1BCA0..=0x1BCA3,
        0x1D173..=0x1D17A,
        0xE0000..=0xE0FFF_u32,
    ];
    ranges.into_iter().flatten().filter_map(char::from_u32).collect()
}

/// Words as the Quran has them, and as newspapers do.
#[test]
fn quranic_spelling_meets_ordinary_spelling() {
    let broad = Normalizer::new(Profile::Broad);
    for (quran, ordinary) in [
        ("ٱلسَّمَٰوَٰتِ", "السماوات"),
        ("ٱلْكِتَٰبُ", "الكتاب"),
        ("ٱلصَّلَوٰةَ", "الصلاة"),
        ("ٱلْحَيَوٰةِ", "الحياة"),
        ("ٱلرِّبَوٰا۟", "الربا"),
        ("مُوسَىٰ", "موسى"),
        ("بَنَىٰهَا", "بناها"),
        ("هَٰذَا", "هذا"),
        ("وَهَٰذِهِ", "وهذه"),
        ("هَٰٓؤُلَآءِ", "هؤلاء"),
        ("ذَٰلِكَ", "ذلك"),
        ("كَذَٰلِكَ", "كذلك"),
        ("لَٰكِنَّ", "لكن"),
        ("أُو۟لَٰٓئِكَ", "أولئك"),
        ("ٱللَّٰهِ", "الله"),
        ("إِلَٰهَ", "إله"),
        ("ٱلرَّحْمَٰنِ", "الرحمن"),
        ("إِبْرَٰهِيمَ", "إبراهيم"),
        ("مَسۡـُٔولًا", "مسؤولا"),
        ("شَيۡـࣰٔا", "شيئا"),
        ("ٱلۡمَسۡـَٔلَة", "المسئلة"),
    ] {
        assert_eq!(broad.normalize(quran), broad.normalize(ordinary), "{quran}");
    }
}

#[test]
fn a_hamza_on_a_tatweel_is_a_letter() {
    for (written, clean, light) in [
        ("شَيۡـٔٗا", "شَيۡئٗا", "شيئا"),
        ("أفـٔدة", "أفئدة", "أفئدة"),
        ("سـٕـل", "سئل", "سئل"),
        ("ـٔ", "\u{654}", ""),
        ("ب ـٔ ب", "ب \u{654} ب", "ب  ب"),
    ] {
        assert_eq!(Normalizer::new(Profile::Clean).normalize(written), clean);
        assert_eq!(Normalizer::new(Profile::Light).normalize(written), light);
        assert_eq!(Normalizer::new(Profile::Exact).normalize(written), written);
    }
}

#[test]
fn a_text_of_nothing_but_marks_takes_no_longer_than_another() {
    let marks = "ى".to_owned() + &"\u{654}".repeat(400_000);
    assert_eq!(Normalizer::new(Profile::Light).normalize(&marks), "ى");
    for piece in ["\u{670}", "\u{640}\u{654}", "ئ\u{64E}", "\u{200B}", "&amp;", "amp;", "\u{301}"]
    {
        let long = piece.repeat(100_000);
        let broad = Normalizer::new(Profile::Broad).normalize(&long).into_owned();
        assert!(broad.len() <= long.len(), "{piece:?}");
    }
    let stretched = "جدااا".repeat(100_000);
    let steps = Steps::EMPTY.with(Step::Elong);
    assert_eq!(Normalizer::with_steps(steps).normalize(&stretched), "جدا".repeat(100_000));
}

#[test]
fn a_hamza_composes_as_canonical_composition_does() {
    let normalizer = Normalizer::with_steps(Steps::EMPTY.with(Step::Compose));
    for base in '\u{620}'..='\u{6D5}' {
        for hamza in chars::MADDA_ABOVE..=chars::HAMZA_BELOW {
            for between in ["", "\u{64E}", "\u{651}\u{64E}", "\u{656}", "\u{610}", "\u{640}"] {
                let text = format!("{base}{between}{hamza}");
                let nfc: String = text.nfc().collect();
                let sorted = |text: &str| text.nfd().collect::<String>();
                let normalized = normalizer.normalize(&text);
                assert_eq!(sorted(&normalized), sorted(&nfc), "{text:?}");
                assert_eq!(normalized.chars().count(), nfc.chars().count(), "{text:?}");
            }
        }
    }
}
