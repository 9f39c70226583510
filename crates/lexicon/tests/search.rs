//! Look-up and search compared with a plain scan of all forms.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use siyaq_lexicon::{BuiltLexicon, Lexicon, LexiconBuilder, LexiconErrorKind, Pattern};
use siyaq_types::TermId;

/// Few letters, so that patterns are met; a mark, a Latin letter, a digit and wider characters
/// among them.
fn letter() -> impl Strategy<Value = char> {
    prop_oneof![
        8 => prop::sample::select(vec!['ا', 'ل', 'م', 'ة', 'ب']),
        1 => prop::sample::select(vec!['\u{64E}', 'z', '7', '好', '\u{1F600}', '*', '?', '\\']),
    ]
}

fn word(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(letter(), length).prop_map(|chars| chars.into_iter().collect())
}

fn forms() -> impl Strategy<Value = BTreeMap<String, u64>> {
    let freq = prop_oneof![6 => 0..4_u64, 2 => 0..1000_u64, 1 => 65_000..70_000_u64];
    prop::collection::btree_map(word(1..7), freq, 0..120)
}

fn build(forms: &BTreeMap<String, u64>) -> BuiltLexicon {
    let entries: Vec<(&str, u64)> = forms.iter().map(|(form, freq)| (&**form, *freq)).collect();
    LexiconBuilder::build(&entries).unwrap()
}

fn opened(forms: &BTreeMap<String, u64>) -> Lexicon<Vec<u8>> {
    Lexicon::open(build(forms).bytes).unwrap()
}

/// Forms in the order of ids.
fn by_id(forms: &BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut sorted: Vec<(String, u64)> = forms.clone().into_iter().collect();
    sorted.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    sorted
}

fn scan(forms: &BTreeMap<String, u64>, fits: impl Fn(&str) -> bool) -> Vec<TermId> {
    let sorted = by_id(forms);
    (0_u32..).zip(&sorted).filter(|(_, (form, _))| fits(form)).map(|(id, _)| TermId(id)).collect()
}

/// A wildcard pattern by its definition.
fn wildcard(pattern: &[char], form: &[char]) -> bool {
    match (pattern, form) {
        ([], []) => true,
        (['*', rest @ ..], _) => {
            wildcard(rest, form) || (!form.is_empty() && wildcard(pattern, &form[1..]))
        }
        (['\\'], ['\\']) => true,
        (['\\', ch, rest @ ..], [first, form @ ..]) => ch == first && wildcard(rest, form),
        (['?', rest @ ..], [_, form @ ..]) => wildcard(rest, form),
        ([ch, rest @ ..], [first, form @ ..]) => ch == first && wildcard(rest, form),
        _ => false,
    }
}

/// The edit distance by its table; with `swaps` two neighbours may change places once.
fn distance(one: &str, other: &str, swaps: bool) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                let mut best = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if swaps
                    && i > 1
                    && j > 1
                    && one[i - 1] == other[j - 2]
                    && one[i - 2] == other[j - 1]
                {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    table[one.len()][other.len()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_form_is_found_by_every_way(forms in forms()) {
        let built = build(&forms);
        let lexicon = Lexicon::open(&built.bytes[..]).unwrap();
        lexicon.verify().unwrap();
        prop_assert_eq!(lexicon.len() as usize, forms.len());
        prop_assert_eq!(lexicon.is_empty(), forms.is_empty());
        prop_assert_eq!(lexicon.total_freq(), forms.values().sum::<u64>());
        let ids: BTreeMap<&String, u32> = forms.keys().zip(&built.ids).map(|(f, id)| (f, id.0)).collect();
        for ((id, (form, freq)), item) in (0..).zip(by_id(&forms)).zip(lexicon.iter()) {
            prop_assert_eq!(ids[&form], id);
            let id = TermId(id);
            prop_assert_eq!(lexicon.id(&form), Some(id));
            prop_assert_eq!(lexicon.form(id), &form);
            prop_assert_eq!(lexicon.freq(id), freq);
            prop_assert_eq!(item, (id, &*form, freq));
            let ordinal = forms.keys().position(|key| *key == form).unwrap() as u32;
            prop_assert_eq!(lexicon.ordinal(id), ordinal);
            prop_assert_eq!(lexicon.at_ordinal(ordinal), id);
        }
        let none = TermId(lexicon.len());
        prop_assert_eq!(lexicon.form(none), "\u{FFFD}");
        prop_assert_eq!(lexicon.freq(none), 0);
        prop_assert_eq!(lexicon.ordinal(none), u32::MAX);
        prop_assert_eq!(lexicon.at_ordinal(none.0), TermId(u32::MAX));
    }

    #[test]
    fn the_order_of_the_entries_changes_nothing(forms in forms(), seed in any::<u64>()) {
        let mut entries: Vec<(&str, u64)> = forms.iter().map(|(form, freq)| (&**form, *freq)).collect();
        let sorted = LexiconBuilder::build(&entries).unwrap();
        entries.sort_by_key(|(form, _)| {
            form.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
        });
        prop_assert_eq!(LexiconBuilder::build(&entries).unwrap().bytes, sorted.bytes);
    }

    #[test]
    fn forms_listed_in_parts_add_up(forms in forms(), parts in prop::collection::vec(1_u64..4, 1..9)) {
        let whole: Vec<(&str, u64)> = forms.iter().map(|(form, freq)| (&**form, *freq)).collect();
        let built = LexiconBuilder::build(&whole).unwrap();
        let mut entries: Vec<((&str, u64), TermId)> = Vec::new();
        for ((entry, id), parts) in whole.iter().zip(&built.ids).zip(parts.iter().cycle()) {
            entries.extend((1..*parts).map(|_| ((entry.0, entry.1 / parts), *id)));
            entries.push(((entry.0, entry.1 - entry.1 / parts * (parts - 1)), *id));
        }
        let turn = parts.len() % entries.len().max(1);
        entries.rotate_left(turn);
        let (entries, ids): (Vec<_>, Vec<_>) = entries.into_iter().unzip();
        let merged = LexiconBuilder::merge(&entries).unwrap();
        prop_assert_eq!(merged.bytes, built.bytes);
        prop_assert_eq!(merged.ids, ids);
    }

    #[test]
    fn exact_and_affixes_find_what_a_scan_finds(forms in forms(), text in word(0..5)) {
        let lexicon = opened(&forms);
        prop_assert_eq!(lexicon.search(&Pattern::exact(&text)), scan(&forms, |form| form == text));
        prop_assert_eq!(lexicon.search(&Pattern::prefix(&text)), scan(&forms, |form| form.starts_with(&text)));
        prop_assert_eq!(lexicon.search(&Pattern::suffix(&text)), scan(&forms, |form| form.ends_with(&text)));
        prop_assert_eq!(lexicon.search(&Pattern::infix(&text)), scan(&forms, |form| form.contains(&text)));
        prop_assert_eq!(lexicon.id(&text).is_some(), forms.contains_key(&text));
    }

    #[test]
    fn wildcards_find_what_a_scan_finds(
        forms in forms(),
        pattern in prop::collection::vec(prop_oneof![4 => letter(), 2 => Just('*'), 1 => Just('?')], 0..7),
    ) {
        let lexicon = opened(&forms);
        let text: String = pattern.iter().collect();
        let fits = |form: &str| wildcard(&pattern, &form.chars().collect::<Vec<_>>());
        let found = Pattern::wildcard(&text);
        prop_assert_eq!(lexicon.search(&found), scan(&forms, fits), "{:?}", found);
    }

    #[test]
    fn edit_distances_find_what_a_scan_finds(
        forms in forms(), text in word(0..6), most in 0..4_u8, swaps in any::<bool>(),
    ) {
        let lexicon = opened(&forms);
        let pattern = if swaps { Pattern::fuzzy_with_swaps(&text, most) } else { Pattern::fuzzy(&text, most) };
        let pattern = pattern.unwrap();
        let found = lexicon.search(&pattern);
        let fits = |form: &str| distance(&text, form, swaps) <= usize::from(most);
        prop_assert_eq!(&found, &scan(&forms, fits));
        for id in found {
            let form = lexicon.form(id);
            prop_assert_eq!(pattern.distance(form).map(usize::from), Some(distance(&text, form, swaps)));
        }
    }

    /// Expressions without repetition, which are listed as the words that they describe.
    #[test]
    fn expressions_find_what_a_scan_finds(
        forms in forms(),
        parts in prop::collection::vec(
            (prop::collection::vec(prop::sample::select(vec!['ا', 'ل', 'م', 'ة']), 0..3), any::<bool>()), 1..4),
        open_start in any::<bool>(),
        open_end in any::<bool>(),
    ) {
        let lexicon = opened(&forms);
        // Each part is a piece of text, optional or not.
        let mut words = vec![String::new()];
        let mut expression = String::new();
        for (chars, optional) in &parts {
            let piece: String = chars.iter().collect();
            expression += &if *optional { format!("({piece})?") } else { piece.clone() };
            let longer: Vec<String> = words.iter().map(|word| format!("{word}{piece}")).collect();
            if *optional { words.extend(longer) } else { words = longer }
        }
        let expression = format!("{}{expression}{}", if open_start { ".*" } else { "" }, if open_end { ".*" } else { "" });
        let fits = |form: &str| words.iter().any(|word| match (open_start, open_end) {
            (false, false) => form == word,
            (true, false) => form.ends_with(word),
            (false, true) => form.starts_with(word),
            (true, true) => form.contains(word),
        });
        let pattern = Pattern::regex(&expression).unwrap();
        prop_assert_eq!(lexicon.search(&pattern), scan(&forms, fits), "{}", expression);
    }
}

fn words(lexicon: &Lexicon<Vec<u8>>, pattern: &Pattern) -> Vec<String> {
    lexicon.search(pattern).into_iter().map(|id| lexicon.form(id).to_owned()).collect()
}

#[test]
fn expressions_describe_whole_forms() {
    let forms = ["كتب", "كتاب", "وكتب", "كتبوا", "مكتبة", "Kitab"];
    let lexicon = opened(&forms.iter().map(|form| ((*form).to_owned(), 1)).collect());
    let find = |expression: &str| words(&lexicon, &Pattern::regex(expression).unwrap());
    assert_eq!(find("كتب"), ["كتب"]);
    assert_eq!(find("كتب|كتبوا"), ["كتب", "كتبوا"]);
    assert_eq!(find("^[وف]?كتب.*$"), ["كتب", "كتبوا", "وكتب"]);
    assert_eq!(find("(?i)kitab"), ["Kitab"]);
    assert_eq!(find(r"\p{Arabic}{5}"), ["كتبوا", "مكتبة"]);
    assert_eq!(find("ك(ت|ط)ا?ب"), ["كتاب", "كتب"]);
    assert_eq!(find(""), [""; 0]);
    assert_eq!(find("x*"), [""; 0]);
}

#[test]
fn patterns_that_cannot_be_used_say_why() {
    let kind = |error: siyaq_lexicon::LexiconError| format!("{error}");
    assert!(kind(Pattern::regex("كتاب(").unwrap_err()).contains("unclosed group"));
    let large = Pattern::regex(r"[\w\d]{1,400}ا[\w\d]{1,400}").unwrap_err();
    assert!(matches!(large.kind(), LexiconErrorKind::PatternTooLarge { .. }), "{large}");
    let far = Pattern::fuzzy("كتاب", 4).unwrap_err();
    assert!(matches!(far.kind(), LexiconErrorKind::Distance { distance: 4, limit: 3 }));
    assert!(Pattern::fuzzy(&"ا".repeat(101), 1).is_err());
    assert_eq!(Pattern::fuzzy(&"ا".repeat(100), 3).unwrap().distance(&"ا".repeat(98)), Some(2));
}

#[test]
fn entries_that_cannot_be_a_lexicon_are_refused() {
    let empty = LexiconBuilder::build(&[("في", 1), ("", 2)]).unwrap_err();
    assert!(matches!(empty.kind(), LexiconErrorKind::EmptyForm { entry: 1 }));
    let twice = LexiconBuilder::build(&[("في", 1), ("من", 2), ("في", 1)]).unwrap_err();
    assert!(matches!(twice.kind(), LexiconErrorKind::DuplicateForm { form } if form == "في"));
    let many = LexiconBuilder::build(&[("في", u64::MAX), ("من", 1)]).unwrap_err();
    assert!(matches!(many.kind(), LexiconErrorKind::FreqOverflow));
    let most = LexiconBuilder::build(&[("في", u64::MAX - 1), ("من", 1)]).unwrap();
    assert_eq!(Lexicon::open(most.bytes).unwrap().freq(TermId(0)), u64::MAX - 1);
}

#[test]
fn long_forms_are_forms() {
    let long = "كتاب".repeat(8192);
    let longer = format!("{long}ة");
    let forms: BTreeMap<String, u64> =
        [(long.clone(), 1), (longer.clone(), 2), ("كتاب".to_owned(), 3)].into();
    let lexicon = opened(&forms);
    lexicon.verify().unwrap();
    assert_eq!(long.len(), 65_536);
    assert_eq!(lexicon.id(&longer), Some(TermId(1)));
    assert_eq!(lexicon.form(TermId(2)), long);
    assert_eq!(lexicon.search(&Pattern::suffix("ابة")), [TermId(1)]);
    assert_eq!(lexicon.search(&Pattern::wildcard("كت*كتاب")), [TermId(2)]);
    assert_eq!(lexicon.search(&Pattern::regex("(كتاب)+").unwrap()), [TermId(0), TermId(2)]);
    assert_eq!(lexicon.search(&Pattern::prefix(&long)), [TermId(1), TermId(2)]);
}

/// More characters than there are classes, so that rare ones share.
#[test]
fn many_scripts_share_the_classes() {
    let mut forms = BTreeMap::new();
    for number in 0..3000_u32 {
        let chars = [
            0x4E00 + number % 700,
            0x627 + number % 30,
            0x4E00 + number % 11 * 60,
            0x61 + number % 26,
        ];
        let form: String = chars.into_iter().filter_map(char::from_u32).collect();
        *forms.entry(form).or_default() += u64::from(number % 5);
    }
    let lexicon = opened(&forms);
    lexicon.verify().unwrap();
    for text in ["一", "丁", "ب", "za", "七ت", "丂", "با", "一a"] {
        for (pattern, fits) in [
            (Pattern::suffix(text), forms.keys().filter(|form| form.ends_with(text)).count()),
            (Pattern::infix(text), forms.keys().filter(|form| form.contains(text)).count()),
            (Pattern::prefix(text), forms.keys().filter(|form| form.starts_with(text)).count()),
        ] {
            let found = lexicon.search(&pattern);
            assert_eq!(found.len(), fits, "{pattern:?}");
            assert!(found.iter().all(|&id| pattern.matches(lexicon.form(id))));
        }
    }
}
