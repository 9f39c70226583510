//! Words by hand, one for each rule, and properties that hold for every word.
#![cfg(feature = "embedded")]
#![expect(clippy::unwrap_used, reason = "a segment outside of its word is a failed test")]

use proptest::prelude::*;
use siyaq_segment::{
    Dictionary, Exceptions, FusionPolicy, Restored, Role, Scheme, Segmenter, SegmenterOptions,
};
use siyaq_text::{Normalizer, Profile};
use std::sync::LazyLock;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);

fn restored(word: &str) -> String {
    SEGMENTER.restored(word, Scheme::Atb).join("+")
}

fn surface(word: &str, scheme: Scheme) -> String {
    let analysis = SEGMENTER.analyze(word);
    let pieces = analysis.segments(scheme).map(|segment| segment.span.text(word).unwrap());
    pieces.collect::<Vec<_>>().join("+")
}

fn with_fusion(fusion: FusionPolicy) -> Segmenter {
    let options = SegmenterOptions::default().fusion(fusion);
    Segmenter::with_options(SEGMENTER.dictionary().clone(), options)
}

#[test]
fn words_that_only_look_like_clitics_are_whole() {
    for word in [
        "وزير",
        "ولد",
        "وفد",
        "وقت",
        "والد",
        "ولاية",
        "واحد",
        "بنك",
        "بدو",
        "بطل",
        "لغة",
        "لجنة",
        "لواء",
        "كرة",
        "فريق",
        "فكر",
        "سلام",
        "هكذا",
        "الله",
        "باريس",
        "لندن",
        "لكن",
        "ليس",
        "بعد",
        "كان",
        "فقط",
        "سنة",
        "كتاب",
        "مدرسة",
        "على",
        "التي",
        "إلا",
        "شركة",
        "بين",
        "كبير",
        "لبنان",
    ] {
        assert_eq!(restored(word), word);
    }
}

#[test]
fn stems_are_spelt_as_they_stand_alone() {
    for (word, expected) in [
        ("للحكومة", "ل+الحكومة"),
        ("للبنان", "ل+لبنان"),
        ("لله", "ل+الله"),
        ("للذين", "ل+الذين"),
        ("شقيقته", "شقيقة+ه"),
        ("مستواه", "مستوى+ه"),
        ("ابنائه", "أبناء+ه"),
        ("أبناؤه", "أبناء+ه"),
        ("كتبوه", "كتبوا+ه"),
        ("عليه", "علي+ه"),
        ("واضافت", "و+أضافت"),
        ("وبانه", "و+ب+أن+ه"),
        ("لانه", "لأن+ه"),
        ("سنسعى", "س+نسعى"),
        ("فسنقدم", "ف+س+نقدم"),
        ("به", "ب+ه"),
        ("ولهم", "و+ل+هم"),
        ("أليس", "أ+ليس"),
        ("اضافت", "اضافت"),
        ("معناه", "معنى+ه"),
        ("أنزلناه", "أنزلنا+ه"),
        ("وزراؤها", "وزراء+ها"),
        ("فسيكتبها", "ف+س+يكتب+ها"),
        ("أهذا", "أ+هذا"),
        ("وأي", "و+أي"),
        ("واي", "واي"),
    ] {
        assert_eq!(restored(word), expected, "{word}");
    }
}

#[test]
fn a_preposition_with_a_pronoun_is_the_stem_that_carries_it() {
    for (word, marked, stem) in [
        ("له", "ل+ +ه", "ل"),
        ("لهم", "ل+ +هم", "ل"),
        ("بها", "ب+ +ها", "ب"),
        ("ولنا", "و+ ل+ +نا", "ل"),
        ("منها", "من +ها", "من"),
        ("وهم", "و+ هم", "هم"),
        ("وللأبناء", "و+ ل+ الأبناء", "أبناء"),
        ("مما", "من ما", "مما"),
        // Clitics of what is no Arabic word: a tatweel shows them, or their letters.
        ("لـ", "ل+", "ل"),
        ("وبـ", "و+ ب+", "ب"),
        ("وب", "و+ ب+", "ب"),
        ("والـ\u{200f}", "و+ ال+", "ال"),
        ("بالـ", "ب+ ال+", "ال"),
        ("للـ", "ل+ ال+", "ال"),
        ("وللـ", "و+ ل+ ال+", "ال"),
        // Without a tatweel the letter is mostly a clitic (و17, ب62, ل70), or mostly none.
        ("و", "و+", "و"),
        ("ب", "ب+", "ب"),
        ("ل", "ل+", "ل"),
        ("ف", "ف", "ف"),
        ("ك", "ك", "ك"),
        ("س", "س", "س"),
        ("ول", "ول", "ول"),
        ("ولـ", "و+ ل+", "ل"),
        ("فـ", "ف+", "ف"),
        ("بال", "بال", "بال"),
        ("هـ", "ه", "ه"),
    ] {
        let mut restored = Restored::default();
        SEGMENTER.restore_into(word, Scheme::Atb, &mut restored);
        let mut line = String::new();
        for (segment, form) in restored.iter() {
            line.push_str(if line.is_empty() { "" } else { " " });
            segment.attachment.mark_into(form, "+", &mut line);
        }
        assert_eq!((line.as_str(), SEGMENTER.stem(word).as_str()), (marked, stem));
    }
}

#[test]
fn a_word_that_begins_with_lam_keeps_it_after_an_article() {
    for word in ["للجنة", "للغة"] {
        let forms = SEGMENTER.restored(word, Scheme::Atb);
        let without: String = word.chars().skip(1).collect();
        assert_eq!(forms[0], "ل");
        assert!(forms[1] == without || forms[1] == format!("ال{without}"), "{forms:?}");
        assert_eq!(SEGMENTER.stem(word), without);
    }
}

#[test]
fn fused_words_follow_the_policy() {
    let (never, always) = (with_fusion(FusionPolicy::Never), with_fusion(FusionPolicy::Always));
    for (word, padt, split) in [
        ("مما", "من+ما", "من+ما"),
        ("ومما", "و+من+ما", "و+من+ما"),
        ("عما", "عن+ما", "عن+ما"),
        ("ممن", "من+من", "من+من"),
        ("ألا", "أن+لا", "أن+لا"),
        ("لئلا", "ل+أن+لا", "ل+أن+لا"),
        ("لابد", "لا+بد", "لا+بد"),
        ("فيما", "فيما", "في+ما"),
        ("عندما", "عندما", "عند+ما"),
        ("وعندما", "و+عندما", "و+عند+ما"),
        ("إلا", "إلا", "إلا"),
    ] {
        assert_eq!(restored(word), padt);
        assert_eq!(always.restored(word, Scheme::Atb).join("+"), split);
        assert!(!never.restored(word, Scheme::Atb).concat().contains("من+"));
        assert!(never.analyze(word).segments(Scheme::Atb).count() <= 2, "{word}");
    }
    assert_eq!(SEGMENTER.stem("ومما"), "مما");
    assert_eq!(surface("ومما", Scheme::D2), "و+مما");
}

#[test]
fn schemes_are_views_of_one_analysis() {
    let word = "وبالمغرب";
    assert_eq!(surface(word, Scheme::D1), "و+بالمغرب");
    assert_eq!(surface(word, Scheme::D2), "و+ب+المغرب");
    assert_eq!(surface(word, Scheme::Atb), "و+ب+المغرب");
    assert_eq!(surface(word, Scheme::D3), "و+ب+ال+مغرب");
    assert_eq!(surface("ومدينتهم", Scheme::D2), "و+مدينتهم");
    assert_eq!(SEGMENTER.restored("ومدينتهم", Scheme::D2), ["و", "مدينتهم"]);
    assert_eq!(SEGMENTER.restored("للحكومة", Scheme::D3), ["ل", "ال", "حكومة"]);
    let roles: Vec<Role> =
        SEGMENTER.analyze("وبالمغرب").segments(Scheme::D3).map(|segment| segment.role).collect();
    assert_eq!(roles, [Role::Conjunction, Role::Preposition, Role::Article, Role::Stem]);
}

#[test]
fn stems_have_neither_clitics_nor_article() {
    for (word, stem) in [
        ("والوزير", "وزير"),
        ("للوزير", "وزير"),
        ("وزيرها", "وزير"),
        ("الله", "الله"),
        ("لله", "الله"),
        ("للذين", "الذين"),
        ("التقى", "التقى"),
        ("به", "ب"),
        ("F16", "F16"),
    ] {
        assert_eq!(SEGMENTER.stem(word), stem);
    }
}

#[test]
fn marks_tatweel_and_controls_do_no_harm() {
    let word = "\u{200F}وَ\u{640}الوَزِيرُ\u{202C}";
    assert_eq!(surface(word, Scheme::Atb), "\u{200F}وَ\u{640}+الوَزِيرُ\u{202C}");
    assert_eq!(SEGMENTER.restored(word, Scheme::Atb), ["وَ", "الوَزِيرُ"]);
    assert_eq!(SEGMENTER.stem("بـ\u{640}المدرسة"), "مدرسة");
    // Presentation forms: a ligature is not cut in half.
    let word = "\u{FEED}\u{FEFB}\u{FEA3}\u{FEE4}\u{FEAA}";
    assert_eq!(SEGMENTER.restored(word, Scheme::Atb), ["و", "ل", "أحمد"]);
    // The spelling shows that the end is no pronoun, and where a stem begins.
    assert_eq!(restored("قراراً"), "قراراً");
    assert_eq!(restored("وأحد"), "و+أحد");
    assert_eq!(restored("واحد"), "واحد");
}

#[test]
fn exceptions_go_before_the_dictionary() {
    let exceptions = Exceptions::parse("بنك\tب+نك\nوزير\tو+زير\tو+زِير\nبالما\tبالما\n").unwrap();
    let options = SegmenterOptions::default().exceptions(exceptions);
    let segmenter = Segmenter::with_options(Dictionary::embedded(), options);
    assert_eq!(segmenter.restored("بنك", Scheme::D2), ["ب", "نك"]);
    assert_eq!(segmenter.restored("وزير", Scheme::D1), ["و", "زِير"]);
    assert_eq!(segmenter.stem("بالما"), "بالما");
    assert_eq!(segmenter.restored("وزيره", Scheme::Atb), ["وزير", "ه"]);
}

/// Letters that clitics are made of more often than others.
const WORDS: &str = "[وفبلكسأ]{0,2}(ال|لل|)[ابتةثجحخدرسشصعفقكلمنهويىءئؤأإآ]{1,6}(ه|ها|هم|نا|ني|ي|)";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn segments_cover_the_word(word in WORDS, mark in "[\u{64B}-\u{652}\u{640}\u{200F}]?", at in 0_usize..8) {
        let mut chars: Vec<char> = word.chars().collect();
        let at = at.min(chars.len());
        if let Some(mark) = mark.chars().next() {
            chars.insert(at, mark);
        }
        let word: String = chars.into_iter().collect();
        let analysis = SEGMENTER.analyze(&word);
        let mut bounds: Vec<Vec<u32>> = Vec::new();
        for scheme in Scheme::ALL {
            let mut end = 0;
            let mut starts = Vec::new();
            let mut stems = 0;
            for segment in analysis.segments(scheme) {
                prop_assert_eq!(segment.span.start, end);
                prop_assert!(!segment.span.is_empty() || segment.role == Role::Article);
                prop_assert!(segment.span.text(&word).is_some());
                starts.push(segment.span.start);
                stems += u32::from(segment.role == Role::Stem);
                end = segment.span.end;
            }
            prop_assert_eq!(end as usize, word.len());
            prop_assert!(stems >= 1);
            prop_assert_eq!(SEGMENTER.restored(&word, scheme).len(), starts.len());
            bounds.push(starts);
        }
        for pair in bounds.windows(2) {
            prop_assert!(pair[0].iter().all(|start| pair[1].contains(start)));
        }
    }

    /// What a stem got back is what its rules give back: joined again, and folded, it is the word.
    #[test]
    fn restored_forms_fold_back_to_the_word(word in WORDS) {
        let standard = Normalizer::new(Profile::Standard);
        let never = with_fusion(FusionPolicy::Never);
        let forms = never.restored(&word, Scheme::Atb);
        let folded: Vec<String> = forms.iter().map(|form| standard.normalize(form).into_owned()).collect();
        let key = standard.normalize(&word).into_owned();
        let (count, joined) = (folded.len(), folded.concat());
        let possible = [
            joined.clone(),
            joined.replacen("لال", "لل", 1),
            joined.replacen("لالل", "لل", 1),
        ];
        let pronoun = folded.last().filter(|_| count > 1).cloned().unwrap_or_default();
        let stem_end = |end: &str, other: &str| {
            joined.strip_suffix(&format!("{end}{pronoun}")).map(|rest| format!("{rest}{other}{pronoun}"))
        };
        let rewritten = [
            stem_end("ة", "ت"), stem_end("ي", "ا"), stem_end("ء", "ئ"), stem_end("ء", "ؤ"),
            stem_end("وا", "و"),
        ];
        let fits = possible.contains(&key) || rewritten.into_iter().flatten().any(|form| form == key);
        prop_assert!(fits, "{key} {folded:?}");
    }

    #[test]
    fn keys_are_folded_stems(word in WORDS) {
        let standard = Normalizer::new(Profile::Standard);
        let mut key = String::new();
        SEGMENTER.stem_key_into(&word, &mut key);
        prop_assert_eq!(key, standard.normalize(&SEGMENTER.stem(&word)).into_owned());
    }

    #[test]
    fn any_text_is_taken(word in "\\PC{0,12}") {
        let analysis = SEGMENTER.analyze(&word);
        let bytes: u32 = analysis.segments(Scheme::D3).map(|segment| segment.span.byte_len()).sum();
        prop_assert_eq!(bytes as usize, word.len());
        prop_assert!(!SEGMENTER.restored(&word, Scheme::Atb).is_empty());
    }
}
