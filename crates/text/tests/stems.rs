//! Light stems of published words, and what holds for every word.

use proptest::prelude::*;
use siyaq_text::stem::{Stemmer, isri, light10, snowball};

#[test]
fn light10_gives_the_published_stems() {
    // The words of the tests of Lucene's Arabic stemmer, which follows the same paper; then words
    // on each border of the rules.
    for (word, stem) in [
        ("الحسن", "حسن"),
        ("والحسن", "حسن"),
        ("بالحسن", "حسن"),
        ("كالحسن", "حسن"),
        ("فالحسن", "حسن"),
        ("للاخر", "اخر"),
        ("وحسن", "حسن"),
        ("زوجها", "زوج"),
        ("ساهدان", "ساهد"),
        ("ساهدات", "ساهد"),
        ("ساهدون", "ساهد"),
        ("ساهدين", "ساهد"),
        ("ساهديه", "ساهد"),
        ("ساهدية", "ساهد"),
        ("ساهده", "ساهد"),
        ("ساهدة", "ساهد"),
        ("ساهدي", "ساهد"),
        ("وساهدون", "ساهد"),
        ("ساهدهات", "ساهد"),
        ("وبالمدرسة", "مدرس"),
        ("وللطالبات", "طالب"),
        ("ولد", "ولد"),
        ("وولد", "ولد"),
        ("والد", "الد"),
        ("والدي", "دي"),
        ("الا", "الا"),
        ("الان", "ان"),
        ("لله", "لل"),
        ("ية", "ية"),
        ("كيه", "كي"),
        ("بها", "بها"),
        ("و", "و"),
        ("", ""),
        ("Wikipedia", "Wikipedia"),
        ("2015", "2015"),
    ] {
        assert_eq!(light10(word), stem, "{word}");
        assert_eq!(Stemmer::Light10.stem(word), stem, "{word}");
    }
    assert_eq!(light10(light10("بيانات")), "بي");
}

#[test]
fn snowball_gives_the_stems_of_its_other_versions() {
    // As snowballstemmer 3.1.1 for Python.
    for (word, stem) in [
        ("الكتاب", "كتاب"),
        ("والكتاب", "والكتاب"),
        ("كتابهم", "كتاب"),
        ("مكتبات", "مكتبا"),
        ("المدرسون", "مدرس"),
        ("يكتبون", "يكتب"),
        ("سيكتبون", "يكتب"),
        ("وبالمدرسة", "مدرس"),
        ("للمدرسة", "مدرس"),
        ("استقلال", "استقلال"),
        ("المسلمين", "مسلم"),
        ("فاطمه", "فاطم"),
        ("العربيه", "عربيه"),
        ("بالمغرب", "مغرب"),
        ("مسؤول", "مسوول"),
    ] {
        assert_eq!(snowball(word), stem, "{word}");
        assert_eq!(Stemmer::Snowball.stem(word), stem, "{word}");
    }
    assert_eq!(snowball(&snowball("مكتبات")), "مكتب");
}

/// As the ISRIStemmer of NLTK 3.10.4 for Python, its list of words to leave alone emptied.
const ROOTS: &[(&str, &str)] = &[
    ("وبالمدرسة", "وبالمدرسة"),
    ("الكتاب", "كتب"),
    ("كتابهم", "كتب"),
    ("كتاب", "كتب"),
    ("كتب", "كتب"),
    ("كاتب", "كتب"),
    ("مكتب", "كتب"),
    ("مكتبة", "كتب"),
    ("مكاتب", "كتب"),
    ("والمدارس", "درس"),
    ("المدرسة", "درس"),
    ("مدرسون", "درس"),
    ("يستخدمون", "خدم"),
    ("استعمال", "عمل"),
    ("مستعمل", "عمل"),
    ("افتعال", "فعل"),
    ("انفجار", "فجر"),
    ("انفجارات", "فجر"),
    ("منفجر", "فجر"),
    ("مقاتلة", "قتل"),
    ("مقاتلون", "قتل"),
    ("تقاتل", "قتل"),
    ("اقتصاد", "قصد"),
    ("اقتصادية", "اقتصادية"),
    ("اقتصادي", "قصد"),
    ("تصريح", "صرح"),
    ("تصريحات", "صرح"),
    ("مفتاح", "فتح"),
    ("مفاتيح", "مفاتيح"),
    ("مسوول", "سول"),
    ("مسؤولون", "سؤل"),
    ("قوارير", "قوارير"),
    ("حقائق", "حقق"),
    ("كاتبات", "كتب"),
    ("فواكه", "فكه"),
    ("حواسيب", "حواسيب"),
    ("حاسوب", "حسب"),
    ("رسائل", "رسل"),
    ("صغيرة", "صغر"),
    ("طويلة", "طول"),
    ("عثمان", "عثم"),
    ("لبنان", "لبن"),
    ("وزير", "وزر"),
    ("وزراء", "زرء"),
    ("الوزارة", "وزر"),
    ("وزارات", "وزر"),
    ("بالمدينة", "دين"),
    ("كالاسد", "اسد"),
    ("وللحكومة", "حكم"),
    ("للحكومة", "حكم"),
    ("وولد", "ولد"),
    ("يقول", "يقل"),
    ("قال", "قال"),
    ("يكتبون", "كتب"),
    ("سيكتبونها", "كبو"),
    ("زلزال", "زلزال"),
    ("زلازل", "زلزل"),
    ("ترجمة", "رجم"),
    ("مترجمون", "ترجم"),
    ("مترجم", "ترجم"),
    ("دحرج", "دحرج"),
    ("متدحرج", "دحرج"),
    ("مبرمج", "برمج"),
    ("افعوعل", "فعل"),
    ("اعشوشب", "عشب"),
    ("تفاصيل", "فصل"),
    ("تماثيل", "مثل"),
    ("عصافير", "عصافير"),
    ("مزرعة", "زرع"),
    ("زراعة", "زرع"),
    ("زراعي", "زرع"),
    ("عربي", "عرب"),
    ("عربية", "عرب"),
    ("العربية", "عرب"),
    ("انتخابات", "نخب"),
    ("الانتخابات", "نخب"),
    ("المنتخب", "نخب"),
    ("ينتخبون", "نخب"),
    ("سعودي", "سعد"),
    ("السعودية", "سعد"),
    ("ولاية", "ولي"),
    ("رياضي", "ريض"),
    ("رياضية", "ريض"),
    ("مباريات", "بري"),
    ("مباراة", "برا"),
    ("في", "في"),
    ("من", "من"),
    ("الى", "الى"),
    ("2015", "2015"),
    ("abc", "abc"),
];

#[test]
fn isri_gives_the_roots_of_its_other_version() {
    for (word, root) in ROOTS {
        assert_eq!(isri(word), *root, "{word}");
        assert_eq!(Stemmer::Isri.stem(word), *root, "{word}");
    }
}

#[test]
fn names_are_read_and_written() {
    for stemmer in Stemmer::ALL {
        assert_eq!(stemmer.to_string().parse(), Ok(stemmer));
    }
    let error = "khoja".parse::<Stemmer>().unwrap_err().to_string();
    assert_eq!(error, "unknown stemmer \"khoja\"; the stemmers are light10, snowball, isri");
}

/// The rules of light10 over vectors of letters, written in the order of the paper.
fn slow_light10(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() >= 4 && letters[0] == 'و' {
        letters.remove(0);
    }
    for prefix in ["ال", "وال", "بال", "كال", "فال", "لل"] {
        let prefix: Vec<char> = prefix.chars().collect();
        if letters.starts_with(&prefix) && letters.len() >= prefix.len() + 2 {
            letters.drain(..prefix.len());
            break;
        }
    }
    for suffix in ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"] {
        let suffix: Vec<char> = suffix.chars().collect();
        if letters.ends_with(&suffix) && letters.len() >= suffix.len() + 2 {
            letters.truncate(letters.len() - suffix.len());
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    #[test]
    fn isri_leaves_letters_of_the_word_in_their_order(word in "[امتسويفعلنهةك]{0,9}|\\PC{0,9}") {
        let root = isri(&word);
        let mut letters = word.chars();
        prop_assert!(root.chars().all(|letter| letters.any(|other| other == letter)), "{root}");
        prop_assert_eq!(root.is_empty(), word.is_empty());
        if word.chars().count() < 4 {
            prop_assert_eq!(&root, &word);
        }
    }

    #[test]
    fn light10_is_what_the_rules_say(word in "[والبكفنتيهةسر]{0,9}|\\PC{0,6}") {
        prop_assert_eq!(light10(&word), slow_light10(&word));
    }

    #[test]
    fn a_stem_is_never_empty_and_never_longer(
        word in "[\u{621}-\u{63A}\u{641}-\u{64A}]{1,10}|[والبكفنتيهةسرامءئؤ]{1,9}|\\PC{1,6}",
    ) {
        for stemmer in Stemmer::ALL {
            let stem = stemmer.stem(&word);
            prop_assert!(!stem.is_empty(), "{} {:?}", stemmer, word);
            if !word.contains(|c| c >= '\u{FB50}') {
                prop_assert!(stem.chars().count() <= word.chars().count(), "{} {:?} {:?}", stemmer, word, stem);
            }
            if word.is_ascii() && stemmer == Stemmer::Light10 {
                prop_assert_eq!(stem, word.clone());
            }
        }
    }
}
