//! Transliteration: published tables, and what holds for every text.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

use proptest::prelude::*;
use siyaq_text::chars::{is_arabic_letter, is_arabic_mark};
use siyaq_text::{Normalizer, Profile, QUERY_SIGNS, TranslitScheme};

/// Every character that the one-to-one schemes know, in the order of its code point: letters from
/// hamza to ghain, tatweel, feh to yeh, the eight marks, dagger alef, wasla, peh, tcheh, veh, gaf.
const ARABIC: &str = "ءآأؤإئابةتثجحخدذرزسشصضطظعغ\u{640}فقكلمنهوىي\
    \u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{670}ٱپچڤگ";

/// The same in each scheme, as the character maps of CAMeL Tools 1.6 have them, but for the
/// hamza below alef in HSB, which is the letter of the paper.
const LATIN: [(TranslitScheme, &str); 4] = [
    (TranslitScheme::Buckwalter, "'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{PJVG"),
    (TranslitScheme::SafeBuckwalter, "CMOWIQAbptvjHxdVrzscSDTZEg_fqklmnhwYyFNKaui~oeLPJBG"),
    (TranslitScheme::XmlBuckwalter, "'|OWI}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{PJVG"),
    (TranslitScheme::Hsb, "'ĀÂŵǍŷAbħtθjHxdðrzsšSDTĎςγ_fqklmnhwýyãũĩaui~.áÄpcvg"),
];

fn arabic(scheme: TranslitScheme, text: &str) -> String {
    scheme.to_arabic(text).unwrap()
}

#[test]
fn the_tables_are_the_published_ones() {
    for (scheme, latin) in LATIN {
        assert_eq!(scheme.to_latin(ARABIC), latin, "{scheme}");
        assert_eq!(arabic(scheme, latin), ARABIC, "{scheme}");
        // One letter at a time, so that no two are confused.
        for (a, l) in ARABIC.chars().zip(latin.chars()) {
            assert_eq!(scheme.to_latin(&a.to_string()), l.to_string(), "{scheme}");
            assert_eq!(arabic(scheme, &l.to_string()), a.to_string(), "{scheme}");
        }
    }
    assert_eq!(arabic(TranslitScheme::Hsb, "Ă"), "إ");
    let hash = |scheme: TranslitScheme| scheme.to_latin("F16، ٢٥٪ (?) ژ\u{200F}");
    assert!(
        TranslitScheme::ALL[..4].iter().all(|scheme| hash(*scheme) == "F16، ٢٥٪ (?) ژ\u{200F}")
    );
}

#[test]
fn every_other_character_passes_through_and_is_counted() {
    for (scheme, latin) in LATIN {
        for c in '\0'..=char::MAX {
            let known = ARABIC.contains(c);
            let text = c.to_string();
            assert_eq!(scheme.to_latin(&text) != text, known, "{scheme} {c:?}");
            let letter = is_arabic_letter(c) || is_arabic_mark(c);
            assert_eq!(scheme.unknown(&text).count() == 1, letter && !known, "{scheme} {c:?}");
            let read = latin.contains(c) || scheme == TranslitScheme::Hsb && c == 'Ă';
            assert_eq!(arabic(scheme, &text) != text, read, "{scheme} {c:?}");
            assert!(!read || scheme.clashes(&text).eq([c]), "{scheme} {c:?}");
        }
    }
}

#[test]
fn names_are_read_and_written() {
    for scheme in TranslitScheme::ALL {
        assert_eq!(scheme.to_string().parse::<TranslitScheme>().unwrap(), scheme);
        assert_eq!(scheme.is_two_way(), scheme.to_arabic("").is_some());
        assert_eq!(scheme.is_two_way(), scheme != TranslitScheme::Din31635);
    }
    let error = "qalam".parse::<TranslitScheme>().unwrap_err().to_string();
    assert!(error.contains("\"qalam\"") && error.contains("safe-buckwalter"), "{error}");
}

#[test]
fn queries_keep_their_signs() {
    for (scheme, query, expected) in [
        (TranslitScheme::SafeBuckwalter, "wzyr* (AlSHp|AltElym)", "وزير* (الصحة|التعليم)"),
        (TranslitScheme::SafeBuckwalter, "?l* mVhb", "?ل* مذهب"),
        (TranslitScheme::Buckwalter, r"\|xr | \*lk", "آخر | ذلك"),
        (TranslitScheme::Buckwalter, r"m&tmr {lnAs 'lY", "مؤتمر ٱلناس ءلى"),
        (TranslitScheme::XmlBuckwalter, r"mWtmr* \* \?", r"مؤتمر* ذ \?"),
        (TranslitScheme::Hsb, "šmAl*|jnwb?", "شمال*|جنوب?"),
        (TranslitScheme::Buckwalter, r"\", r"\"),
        (TranslitScheme::Buckwalter, r"\\*", r"\\*"),
        (TranslitScheme::Buckwalter, r"\\\*", r"\\ذ"),
        (TranslitScheme::SafeBuckwalter, "", ""),
    ] {
        let read = scheme.query_to_arabic(query, QUERY_SIGNS);
        assert_eq!(read.as_deref(), Some(expected), "{scheme} {query}");
    }
    assert_eq!(TranslitScheme::Buckwalter.query_to_arabic("<$*", "").unwrap(), "إشذ");
    assert_eq!(TranslitScheme::Din31635.query_to_arabic("kitāb", QUERY_SIGNS), None);
}

#[test]
fn din_31635_reads_well() {
    let clean = Normalizer::new(Profile::Clean);
    for (arabic, expected) in [
        ("مُحَمَّدٌ", "muḥammadun"),
        ("الشَّمْسُ", "aš-šamsu"),
        ("الْقَمَرُ", "al-qamaru"),
        ("ٱلرَّحْمٰنِ", "ar-raḥmāni"),
        ("مُوسَى", "mūsā"),
        ("كِتَابًا", "kitāban"),
        ("جَمِيلاً", "ǧamīlan"),
        ("هُدًى", "hudan"),
        ("كَتَبُوا", "katabū"),
        ("مَدْرَسَةٌ", "madrasatun"),
        ("مَدْرَسَة", "madrasah"),
        ("إسلام", "ʾislām"),
        ("آخَر", "ʾāḫar"),
        ("سُؤَال", "suʾāl"),
        ("عَرَبِيّ", "ʿarabiyy"),
        ("يَوْم", "yawm"),
        ("قُوَّة", "quwwah"),
        ("اِجْتِمَاع", "iǧtimāʿ"),
        ("وزير الخارجية", "wzyr al-ḫārǧyh"),
        ("على ـــ ٢٥٪، ژاله؟", "ʿlā  25%, žālh?"),
        ("F16 و ب", "F16 w b"),
        ("الابتدائية", "al-abtdāʾyh"),
        ("الِابْتِدَائِيَّة", "al-ibtidāʾiyyah"),
        ("الان", "alān"),
        ("وَالْقَمَرُ", "wa-l-qamaru"),
        ("وَالقَمَرُ", "wa-l-qamaru"),
        ("بِالشَّمْسِ", "bi-š-šamsi"),
        ("وَالِدٌ", "wālidun"),
        ("والقمر", "wālqmr"),
    ] {
        assert_eq!(
            TranslitScheme::Din31635.to_latin(&clean.normalize(arabic)),
            expected,
            "{arabic}"
        );
    }
    assert_eq!(TranslitScheme::Din31635.unknown("ژاۈڭ\u{615}").collect::<String>(), "ۈڭ\u{615}");
}

/// Arabic letters and marks mostly, and anything.
fn any_text() -> impl Strategy<Value = String> {
    let arabic: Vec<char> = ARABIC.chars().collect();
    let piece = prop_oneof![
        12 => prop::sample::select(arabic),
        3 => prop::sample::select(" \n.,،؟!*?|()\\<>&{}'$~_`٣5".chars().collect::<Vec<_>>()),
        2 => proptest::char::range('!', '~'),
        2 => proptest::char::range('\u{A0}', '\u{3FF}'),
        1 => proptest::char::range('\u{600}', '\u{6FF}'),
        1 => any::<char>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn a_text_without_clashes_comes_back(text in any_text()) {
        for (scheme, _) in LATIN {
            let clashing: Vec<char> = scheme.clashes(&text).collect();
            let text: String = text.chars().filter(|c| !clashing.contains(c)).collect();
            prop_assert_eq!(scheme.clashes(&text).count(), 0);
            let latin = scheme.to_latin(&text);
            prop_assert_eq!(latin.chars().count(), text.chars().count());
            prop_assert_eq!(&arabic(scheme, &latin), &text, "{} {}", scheme, latin);
        }
    }

    #[test]
    fn a_sign_that_clashes_does_not_come_back(text in any_text()) {
        for (scheme, latin) in LATIN {
            if text.chars().any(|c| latin.contains(c)) {
                prop_assert_ne!(&arabic(scheme, &scheme.to_latin(&text)), &text, "{}", scheme);
            }
        }
    }

    #[test]
    fn a_query_without_signs_is_text(text in any_text()) {
        for (scheme, _) in LATIN {
            let text: String = text.chars().filter(|c| *c != '\\').collect();
            prop_assert_eq!(scheme.query_to_arabic(&text, "").unwrap(), arabic(scheme, &text));
            // Signs stay where they are.
            let signs = |text: &str| text.matches(['*', '?', '|', '(', ')']).collect::<String>();
            let query = scheme.query_to_arabic(&text, QUERY_SIGNS).unwrap();
            prop_assert_eq!(signs(&query), signs(&text));
        }
    }

    #[test]
    fn accents_may_stand_alone(text in any_text()) {
        use unicode_normalization::UnicodeNormalization;
        let text: String = text.chars().filter(|c| ARABIC.contains(*c)).collect();
        let latin = TranslitScheme::Hsb.to_latin(&text);
        prop_assert_eq!(arabic(TranslitScheme::Hsb, &latin.nfd().collect::<String>()), text);
    }

    #[test]
    fn din_31635_leaves_no_arabic_that_it_knows(text in any_text()) {
        let latin = TranslitScheme::Din31635.to_latin(&text);
        let unknown: Vec<char> = TranslitScheme::Din31635.unknown(&text).collect();
        for c in latin.chars().filter(|c| is_arabic_letter(*c)) {
            prop_assert!(unknown.contains(&c), "{:?}", c);
        }
    }
}
