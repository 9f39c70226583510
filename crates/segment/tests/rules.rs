//! Words by hand, one for each rule, and properties that hold for every word.
#![cfg(feature = "embedded")]
#![expect(clippy::unwrap_used, reason = "a segment outside of its word is a failed test")]

use proptest::prelude::*;
use siyaq_segment::{
    Dictionary, Exceptions, FusionPolicy, Restored, Role, SegmentationScheme, Segmenter,
    SegmenterOptions,
};
use siyaq_text::{Normalizer, Profile};
use std::sync::LazyLock;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);

fn restored(word: &str) -> String {
    SEGMENTER.restored(word, SegmentationScheme::Atb).join("+")
}

fn surface(word: &str, scheme: SegmentationScheme) -> String {
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
        ("مما", "مما", "مما"),
        ("عما", "عن ما", "عما"),
        ("لما", "ل+ ما", "لما"),
        ("لئلا", "ل+ أن لا", "لئلا"),
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
        SEGMENTER.restore_into(word, SegmentationScheme::Atb, &mut restored);
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
        let forms = SEGMENTER.restored(word, SegmentationScheme::Atb);
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
        ("مما", "مما", "من+ما"),
        ("ومما", "و+مما", "و+من+ما"),
        ("لما", "ل+ما", "ل+ما"),
        ("ولما", "و+لما", "و+لما"),
        ("عما", "عن+ما", "عن+ما"),
        ("ممن", "من+من", "من+من"),
        ("ألا", "أن+لا", "أن+لا"),
        ("لئلا", "ل+أن+لا", "ل+أن+لا"),
        // The article is in ل.
        ("للأبد", "ل+الأبد", "ل+الأبد"),
        ("للإتجار", "ل+الإتجار", "ل+الإتجار"),
        ("لابد", "لا+بد", "لا+بد"),
        ("فيما", "فيما", "في+ما"),
        ("عندما", "عندما", "عند+ما"),
        ("وعندما", "و+عندما", "و+عند+ما"),
        ("إلا", "إلا", "إلا"),
    ] {
        assert_eq!(restored(word), padt);
        assert_eq!(always.restored(word, SegmentationScheme::Atb).join("+"), split);
        let whole = match word.strip_prefix('و') {
            Some(rest) => format!("و+{rest}"),
            None if word.starts_with("لل") => padt.to_owned(),
            None => word.to_owned(),
        };
        assert_eq!(never.restored(word, SegmentationScheme::Atb).join("+"), whole);
    }
    assert_eq!(always.stem("ومما"), "مما");
    assert_eq!(SEGMENTER.stem("لئلا"), "لئلا");
    assert_eq!(surface("وعما", SegmentationScheme::D2), "و+عما");
}

#[test]
fn schemes_are_views_of_one_analysis() {
    let word = "وبالمغرب";
    assert_eq!(surface(word, SegmentationScheme::D1), "و+بالمغرب");
    assert_eq!(surface(word, SegmentationScheme::D2), "و+ب+المغرب");
    assert_eq!(surface(word, SegmentationScheme::Atb), "و+ب+المغرب");
    assert_eq!(surface(word, SegmentationScheme::D3), "و+ب+ال+مغرب");
    assert_eq!(surface("ومدينتهم", SegmentationScheme::D2), "و+مدينتهم");
    assert_eq!(SEGMENTER.restored("ومدينتهم", SegmentationScheme::D2), ["و", "مدينتهم"]);
    assert_eq!(SEGMENTER.restored("للحكومة", SegmentationScheme::D3), ["ل", "ال", "حكومة"]);
    let roles: Vec<Role> = SEGMENTER
        .analyze("وبالمغرب")
        .segments(SegmentationScheme::D3)
        .map(|segment| segment.role)
        .collect();
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
fn feh_is_cut_off_before_a_word_with_its_article() {
    for (word, expected) in [
        ("فالعبرة", "ف العبرة"),
        ("فالانقسامات", "ف الانقسامات"),
        ("فالمقاومون", "ف المقاومون"),
        ("فالنسيا", "فالنسيا"),
        ("فالكاو", "فالكاو"),
        ("فالفيردي", "فالفيردي"),
    ] {
        assert_eq!(SEGMENTER.restored(word, SegmentationScheme::Atb).join(" "), expected);
    }
}

#[test]
fn a_letter_tells_apart_what_folding_joins() {
    for (word, expected) in [
        ("والي", "والي"),
        ("والى", "و إلى"),
        ("فعلي", "فعلي"),
        ("فعلى", "ف على"),
        ("لبنى", "لبنى"),
        ("لبنى\u{200f}", "لبنى"),
        ("لبني", "ل بني"),
        ("بالي", "بالي"),
        ("باول", "باول"),
        ("بأول", "ب أول"),
    ] {
        assert_eq!(SEGMENTER.restored(word, SegmentationScheme::Atb).join(" "), expected);
    }
}

#[test]
fn a_word_is_cut_on_both_sides() {
    for (word, expected) in [
        ("سيكتبونها", "س+يكتبون+ها"),
        ("وسيكتبونها", "و+س+يكتبون+ها"),
        ("وناشدهم", "و+ناشد+هم"),
        ("وقراءته", "و+قراءة+ه"),
        ("باستجابتها", "ب+استجابة+ها"),
        ("سيقدمها", "س+يقدم+ها"),
        ("وسيقدمونه", "و+س+يقدمون+ه"),
        ("لمناقشتها", "ل+مناقشة+ها"),
        ("بمشاركتهم", "ب+مشاركة+هم"),
        ("كسابقتها", "ك+سابقة+ها"),
        ("واستقبلتهم", "و+استقبلت+هم"),
        ("وبمساعدتهم", "و+ب+مساعدة+هم"),
        ("سيحاكمونهم", "س+يحاكمون+هم"),
        ("ستسلمها", "س+تسلم+ها"),
        ("وليحاكموهم", "و+ل+يحاكموا+هم"),
        ("فسلمتهم", "ف+سلمت+هم"),
    ] {
        assert_eq!(restored(word), expected, "{word}");
    }
}

#[test]
fn no_pronoun_follows_an_article() {
    for word in [
        "المياه",
        "الوجه",
        "الاتجاه",
        "الفقيه",
        "المدرسه",
        "الجديده",
        "الحكوميه",
        "العالميه",
        "السياسيه",
        "المشبوه",
        "الترفيه",
        "المكروه",
        "والعربيه",
        "بالمدرسه",
    ] {
        let analysis = SEGMENTER.analyze(word);
        assert!(
            analysis.segments(SegmentationScheme::Atb).all(|s| s.role != Role::Pronoun),
            "{word}"
        );
    }
    // The article is none here.
    for (word, expected) in [
        ("التقاه", "التقى+ه"),
        ("ألقاها", "ألقى+ها"),
        ("التزامه", "التزام+ه"),
        ("ألوانها", "ألوان+ها"),
        ("إلغائه", "إلغاء+ه"),
        ("التهمتها", "التهمت+ها"),
    ] {
        assert_eq!(restored(word), expected, "{word}");
    }
}

#[test]
fn a_last_heh_is_a_teh_marbuta_where_that_is_far_likelier() {
    for word in ["حكوميه", "مدينه", "سياسيه", "جامعيه", "اقتصاديه", "رياضيه", "دوليه"]
    {
        assert_eq!(restored(word), word);
    }
    for (word, expected) in [("مكتبه", "مكتب+ه"), ("كتابه", "كتاب+ه"), ("قراره", "قرار+ه")]
    {
        assert_eq!(restored(word), expected);
    }
    // The word with ه and its feminine are nouns.
    for (word, expected) in [
        ("شرطه", "شرط+ه"),
        ("وشرطه", "و+شرط+ه"),
        ("سمكه", "سمك+ه"),
        ("قرينه", "قرين+ه"),
        ("كفيله", "كفيل+ه"),
        ("رخصه", "رخص+ه"),
        ("مقدمه", "مقدم+ه"),
    ] {
        assert_eq!(surface(word, SegmentationScheme::Atb), expected);
    }
    // Of adjectives in ية and of nouns in ية the ه is far more often a ة.
    for word in ["نفسيه", "تجاريه", "يوميه", "تربيه", "ارضيه", "مدرسيه", "تغذيه"]
    {
        assert_eq!(surface(word, SegmentationScheme::Atb), word);
    }
}

#[test]
fn names_that_look_like_clitics_are_whole() {
    for word in [
        "باول",
        "كورسك",
        "ووكر",
        "بوتين",
        "بلير",
        "فيشر",
        "كلينتون",
        "بيريز",
        "ليبرمان",
        "فولفو",
        "وايزمان",
        "سيناترا",
        "بينوشيه",
        "كونغو",
        "رفسنجاني",
        "بيرلسكوني",
        "شيراك",
        "لوفر",
    ] {
        assert_eq!(restored(word), word);
    }
}

/// The dialects put ب before the imperfect; a preposition stands before nouns.
#[test]
fn a_beh_before_the_imperfect_is_a_part_of_the_verb() {
    for word in
        ["بيعتبر", "بيقول", "بتقول", "بيكون", "بتعرف", "بيعرف", "بيحبوا", "بيعملوا", "بنقول"]
    {
        assert_eq!(restored(word), word);
    }
    for (word, expected) in [
        ("وبيقول", "و+بيقول"),
        ("بيعرفها", "بيعرف+ها"),
        ("بيشوفها", "بيشوف+ها"),
        ("بيكتبه", "بيكتب+ه"),
        ("بيحبوه", "بيحبوا+ه"),
        ("بيقاطعه", "بيقاطع+ه"),
        ("وبيقاطعه", "و+بيقاطع+ه"),
        ("بنقاطعه", "بنقاطع+ه"),
        ("بينتظره", "بينتظره"),
        ("بيهمه", "بيهم+ه"),
        ("بيهمني", "بيهم+ني"),
        ("بيخليه", "بيخلي+ه"),
        ("بيتابعه", "بيتابع+ه"),
        ("بيستعمله", "بيستعمل+ه"),
        ("بيساعده", "بيساعد+ه"),
        ("بيخدمه", "بيخدم+ه"),
    ] {
        assert_eq!(restored(word), expected);
    }
    for (word, expected) in [
        ("بيوم", "ب+يوم"),
        ("بتقدم", "ب+تقدم"),
        ("بتعاون", "ب+تعاون"),
        ("بتدمر", "ب+تدمر"),
        ("بيومه", "ب+يوم+ه"),
        ("بيقينه", "ب+يقين+ه"),
        ("بيساره", "ب+يسار+ه"),
        ("بيمينه", "ب+يمين+ه"),
        ("بينبوعه", "ب+ينبوع+ه"),
        ("بيدها", "ب+يد+ها"),
        ("بيده", "ب+يد+ه"),
        ("وبيده", "و+ب+يد+ه"),
        // A noun whose last letter is ه, and one whose ه is a ة.
        ("بتشويه", "ب+تشويه"),
        ("بتوجيه", "ب+توجيه"),
        ("بتنبيه", "ب+تنبيه"),
        ("بتلقيه", "ب+تلقي+ه"),
        // No ب of their own.
        ("بيته", "بيت+ه"),
        ("بيانه", "بيان+ه"),
    ] {
        assert_eq!(restored(word), expected);
    }
}

#[test]
fn marks_tatweel_and_controls_do_no_harm() {
    let word = "\u{200F}وَ\u{640}الوَزِيرُ\u{202C}";
    assert_eq!(surface(word, SegmentationScheme::Atb), "\u{200F}وَ\u{640}+الوَزِيرُ\u{202C}");
    assert_eq!(SEGMENTER.restored(word, SegmentationScheme::Atb), ["وَ", "الوَزِيرُ"]);
    assert_eq!(SEGMENTER.stem("بـ\u{640}المدرسة"), "مدرسة");
    // Presentation forms: a ligature is not cut in half.
    let word = "\u{FEED}\u{FEFB}\u{FEA3}\u{FEE4}\u{FEAA}";
    assert_eq!(SEGMENTER.restored(word, SegmentationScheme::Atb), ["و", "ل", "أحمد"]);
    for (word, expected) in [
        ("ا\u{FEF7}ول", "ال+أول"),
        ("وا\u{FEF7}ول", "و+ال+أول"),
        ("ا\u{FEF7}منية", "ال+أمنية"),
        ("ا\u{FEFB}سم", "ال+اسم"),
        ("بﺎ\u{FEF9}نسان", "ب+ال+إنسان"),
    ] {
        let mut written = Restored::default();
        SEGMENTER.written_into(word, SegmentationScheme::D3, &mut written);
        let forms: Vec<&str> = written.iter().map(|(_, form)| form).collect();
        assert_eq!(forms.join("+"), expected);
        assert_eq!(SEGMENTER.restored(word, SegmentationScheme::D3).join("+"), expected);
    }
    // The spelling shows that the end is no pronoun, and where a stem begins.
    assert_eq!(restored("قراراً"), "قراراً");
    assert_eq!(restored("وأحد"), "و+أحد");
    assert_eq!(restored("واحد"), "واحد");
}

#[test]
fn a_particle_written_together_with_a_verb_is_a_word() {
    for (word, padt) in [
        ("لايمكن", "لا+يمكن"),
        ("ولايمكن", "و+لا+يمكن"),
        ("لاتوجد", "لا+توجد"),
        ("ماكانت", "ما+كانت"),
        ("ماحدثت", "ما+حدثت"),
        ("لاشك", "لا+شك"),
        ("فيمن", "في+من"),
        // Words of their own.
        ("لاعب", "لاعب"),
        ("لاحق", "لاحق"),
        ("لاتفيا", "لاتفيا"),
        ("مارست", "مارست"),
        ("ماركت", "ماركت"),
        ("ماكينة", "ماكينة"),
        // Names that end in ي, beside verbs that do.
        ("ماكافي", "ماكافي"),
        ("ماكوني", "ماكوني"),
        ("ماكاري", "ماكاري"),
        ("ماسامي", "ماسامي"),
        ("ماشيلي", "ماشيلي"),
        ("مايعني", "ما+يعني"),
        ("ماينبغي", "ما+ينبغي"),
        ("ماتبقى", "ما+تبقى"),
        ("ماأدري", "ما+أدري"),
    ] {
        assert_eq!(restored(word), padt);
    }
    for policy in FusionPolicy::ALL {
        let parts = with_fusion(policy).restored("ولايمكن", SegmentationScheme::Atb);
        let expected: &[&str] = match policy {
            FusionPolicy::Never => &["و", "لايمكن"],
            _ => &["و", "لا", "يمكن"],
        };
        assert_eq!(parts, expected, "{policy}");
    }
    assert_eq!(surface("لايمكن", SegmentationScheme::D2), "لايمكن");
    assert_eq!(SEGMENTER.stem("ولايمكن"), "لايمكن");
}

#[test]
fn what_follows_makes_a_proclitic_evident() {
    for (word, expected) in [
        // A place, or a noun that is known with its article alone.
        ("بنيسابور", "ب+نيسابور"),
        ("كصيارفة", "ك+صيارفة"),
        ("بالسعي", "ب+السعي"),
        // Verbs and their nouns whose shape no stem with و has.
        ("واستصلاح", "و+استصلاح"),
        ("واجتنابا", "و+اجتنابا"),
        ("ووديان", "و+وديان"),
        // The imperfect after ل and س.
        ("ليدحض", "ل+يدحض"),
        ("سيتزعم", "س+يتزعم"),
        ("ستتصدر", "س+تتصدر"),
        // Words of their own.
        ("ووكر", "ووكر"),
        ("واشنطن", "واشنطن"),
        ("سيدني", "سيدني"),
        ("سيؤول", "سيؤول"),
        ("ليستر", "ليستر"),
        ("كاليفورنيا", "كاليفورنيا"),
        ("بالرمو", "بالرمو"),
        ("فارينا", "فارينا"),
    ] {
        assert_eq!(surface(word, SegmentationScheme::Atb), expected);
    }
}

#[test]
fn what_stands_before_makes_a_pronoun_evident() {
    for (word, expected) in [
        ("مخالفيها", "مخالفي+ها"),
        ("معاصريه", "معاصري+ه"),
        ("راودني", "راود+ني"),
        ("خذلتني", "خذلت+ني"),
        ("يسامحك", "يسامح+ك"),
        ("سيسعدنا", "س+يسعد+نا"),
        ("هفواتنا", "هفوات+نا"),
        ("نطلبكم", "نطلب+كم"),
        // Words of their own: an accusative, a root that ends like a pronoun, names, an adjective.
        ("بيانا", "بيانا"),
        ("تأمينا", "تأمينا"),
        ("يتحكم", "يتحكم"),
        ("للمحاكم", "ل+لمحاكم"),
        ("يشارك", "يشارك"),
        ("فالنتينا", "فالنتينا"),
        ("كوداك", "كوداك"),
        ("مكتبيه", "مكتبيه"),
    ] {
        assert_eq!(surface(word, SegmentationScheme::Atb), expected);
    }
}

#[test]
fn exceptions_go_before_the_dictionary() {
    let exceptions = Exceptions::parse("بنك\tب+نك\nوزير\tو+زير\tو+زِير\nبالما\tبالما\n").unwrap();
    let options = SegmenterOptions::default().exceptions(exceptions);
    let segmenter = Segmenter::with_options(Dictionary::embedded(), options);
    assert_eq!(segmenter.restored("بنك", SegmentationScheme::D2), ["ب", "نك"]);
    assert_eq!(segmenter.restored("وزير", SegmentationScheme::D1), ["و", "زِير"]);
    assert_eq!(segmenter.stem("بالما"), "بالما");
    assert_eq!(segmenter.restored("وزيرها", SegmentationScheme::Atb), ["وزير", "ها"]);
}

/// Words of a narrative, where ف stands before verbs more often than in news.
#[test]
fn feh_is_cut_off_before_verbs() {
    let list = include_str!("../../../datasets/cases/feh.tsv");
    let (mut words, mut right, mut wrong) = (0, 0, Vec::new());
    for (word, pieces) in list.lines().filter_map(|line| line.split_once('\t')) {
        words += 1;
        let found = restored(word);
        // Hamzas and ة are a matter of frequencies; where it is cut is not.
        if found.matches('+').count() == pieces.matches('+').count() {
            right += 1;
        } else {
            wrong.push(format!("{pieces} {found}"));
        }
    }
    assert!(words > 150 && right * 100 >= words * 97, "{right} of {words}: {wrong:?}");
}

/// A word with each lam and alef as one sign.
fn with_ligatures(word: &str) -> String {
    let pairs = [("لآ", "\u{FEF5}"), ("لأ", "\u{FEF7}"), ("لإ", "\u{FEF9}"), ("لا", "\u{FEFB}")];
    pairs.iter().fold(word.to_owned(), |word, (pair, ligature)| word.replace(pair, ligature))
}

/// Of two letters in one sign the first has its bytes.
#[test]
fn a_piece_may_lie_in_the_ligature_before_it() {
    let word = "\u{FEF7}\u{FEF9}";
    let analysis = SEGMENTER.analyze(word);
    let spans: Vec<(u32, u32)> = analysis
        .segments(SegmentationScheme::D3)
        .map(|segment| (segment.span.start, segment.span.end))
        .collect();
    assert_eq!(spans, [(0, 3), (3, 3), (3, 6)]);
    assert_eq!(SEGMENTER.restored(word, SegmentationScheme::D3).concat(), "لأنلا");
    // With marks behind the ligature as without.
    for (word, end) in [("\u{FEFB}لفه", 3), ("\u{FEFB}\u{640}لفه", 5), ("\u{FEFB}\u{64B}لفه", 5)]
    {
        let first = SEGMENTER.analyze(word).segments(SegmentationScheme::D3).next();
        let span = first.map(|segment| (segment.span.start, segment.span.end));
        assert_eq!(span, Some((0, end)), "{word}");
    }
}

/// Letters that clitics are made of more often than others.
const WORDS: &str = "[وفبلكسأ]{0,2}(ال|لل|)[ابتةثجحخدرسشصعفقكلمنهويىءئؤأإآ]{1,6}(ه|ها|هم|نا|ني|ي|)";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn segments_cover_the_word(
        word in WORDS,
        mark in "[\u{64B}-\u{652}\u{640}\u{200F}]?",
        at in 0_usize..8,
        joined in any::<bool>(),
    ) {
        let word = if joined { with_ligatures(&word) } else { word };
        let mut chars: Vec<char> = word.chars().collect();
        let at = at.min(chars.len());
        if let Some(mark) = mark.chars().next() {
            chars.insert(at, mark);
        }
        let word: String = chars.into_iter().collect();
        let analysis = SEGMENTER.analyze(&word);
        let mut bounds: Vec<Vec<u32>> = Vec::new();
        for scheme in SegmentationScheme::ALL {
            let mut end = 0;
            let mut starts = Vec::new();
            let mut stems = 0;
            for segment in analysis.segments(scheme) {
                prop_assert_eq!(segment.span.start, end);
                // Marks go with the sign before them.
                let is_letter =
                    |sign: &char| !matches!(sign, '\u{64B}'..='\u{652}' | '\u{640}' | '\u{200F}');
                let before = word.get(..end as usize);
                let before = before.and_then(|text| text.chars().rev().find(is_letter));
                let shared = before.is_some_and(|sign| ('\u{FEF5}'..='\u{FEFC}').contains(&sign));
                prop_assert!(!segment.span.is_empty() || segment.role == Role::Article || shared);
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
        let forms = never.restored(&word, SegmentationScheme::Atb);
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
    fn segments_as_written_are_the_word(word in WORDS) {
        let mut written = Restored::default();
        for scheme in SegmentationScheme::ALL {
            SEGMENTER.written_into(&word, scheme, &mut written);
            let forms: String = written.iter().map(|(_, form)| form).collect();
            prop_assert_eq!(&forms, &word);
        }
    }

    #[test]
    fn any_text_is_taken(word in "\\PC{0,12}") {
        let analysis = SEGMENTER.analyze(&word);
        let bytes: u32 = analysis.segments(SegmentationScheme::D3).map(|segment| segment.span.byte_len()).sum();
        prop_assert_eq!(bytes as usize, word.len());
        prop_assert!(!SEGMENTER.restored(&word, SegmentationScheme::Atb).is_empty());
    }
}
