//! What holds for every text.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

mod reference;

use proptest::prelude::*;
use siyaq_text::{Normalizer, Profile, Step, Steps, chars};
use siyaq_token::{
    Newline, NormalizingTokenizer, Token, Tokenizer, TokenizerOptions, close_abbreviation,
};
use siyaq_types::{Boundary, TokenClass};

/// Pieces of news, in the order in which nobody would write them.
fn any_piece() -> impl Strategy<Value = String> {
    let one = |c: char| c.to_string();
    prop_oneof![
        16 => "[ابتدرسعلمنوي]{1,6}",
        2 => plain_words(),
        4 => proptest::char::range('\u{621}', '\u{64A}').prop_map(one),
        3 => proptest::char::range('\u{64B}', '\u{655}').prop_map(one),
        8 => prop::sample::select(vec![" ", " ", " ", "  ", "    ", "\n", "\n\n", "\r\n", "\t", " | ", "\u{A0}", "\u{200B}"]).prop_map(str::to_owned),
        8 => prop::sample::select(vec![".", ".", "..", "...", "،", "؟", "!", ":", "؛", "«", "»", "\"", "(", ")", "-", "_", "'", "’", "/", "|", "…", "%", "٪", "$", "*", "#", "@", "&"]).prop_map(str::to_owned),
        3 => "[0-9]{1,4}",
        2 => "[٠-٩]{1,3}",
        1 => "[۰-۹]{1,2}",
        3 => "[a-zA-Z]{1,5}",
        1 => prop::sample::select(vec!["é", "ß", "я", "слово", "שלום", "漢字", "かな", "ไทย", "²", "½", "\u{301}"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![chars::TATWEEL, chars::ZWNJ, chars::ZWJ, chars::RLM, '\u{AD}', '\u{61C}', '\u{202B}', '\u{202C}', '\u{FEFF}', '\u{FE0F}', '\0', '\u{85}', '\u{91}']).prop_map(one),
        1 => prop::sample::select(vec!["😂", "❤", "❤️", "👨\u{200D}👩", "🇲🇦", "👍🏽", "1\u{FE0F}\u{20E3}", "©", "☎", "🇲"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["http://a.ma/", "www.", "x@y.com", "أ.ف.ب", "(د .ب .أ)", " أ . ف . ب", "بي.بي.سي", "د.", "هـ", "U.S", "&quot;", "#171;", "quot;", "2013م. ", ".*", " • "]).prop_map(str::to_owned),
        1 => proptest::char::range('\u{600}', '\u{6FF}').prop_map(one),
        1 => proptest::char::range('\u{80}', '\u{7FF}').prop_map(one),
        1 => proptest::char::range('\u{FB50}', '\u{FEFF}').prop_map(one),
        1 => any::<char>().prop_map(one),
    ]
}

/// Running text without anything but words, spaces and commas.
fn plain_words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => " [ابتدرسأإىةـ]{1,9}( [ابتدرسلمنويأإآئؤءة]{1,9}(، [ابت]{2})?){1,12}",
        1 => " [ابتدرسأإى]{30,40}( [ابت]{2}){1,3}",
    ]
}

fn any_steps() -> impl Strategy<Value = Steps> {
    prop_oneof![
        prop::sample::select(Profile::ALL.to_vec()).prop_map(Steps::of),
        prop::sample::subsequence(Step::ALL.to_vec(), 0..=Step::ALL.len())
            .prop_map(|steps| steps.into_iter().fold(Steps::EMPTY, Steps::with)),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any_piece(), 0..30).prop_map(|pieces| pieces.concat())
}

fn any_options() -> impl Strategy<Value = TokenizerOptions> {
    (any::<bool>(), prop::sample::select(Newline::ALL.to_vec()), any::<bool>(), any::<bool>())
        .prop_map(|(runs, newline, semicolon, colon)| {
            TokenizerOptions::default()
                .collapse_runs(runs)
                .newline(newline)
                .break_on_semicolon(semicolon)
                .break_on_colon(colon)
        })
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) }
}

fn forms<'t>(text: &'t str, tokens: &[Token]) -> Vec<(&'t str, TokenClass)> {
    tokens.iter().map(|token| (token.span.text(text).unwrap(), token.class)).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn tokens_and_gaps_cover_the_text(text in any_text(), options in any_options()) {
        let tokenizer = Tokenizer::new(options);
        let tokens = tokenizer.tokenize(&text);
        let mut end = 0;
        let mut first = true;
        for token in &tokens {
            prop_assert!(token.span.start >= end && !token.span.is_empty());
            let gap = text.get(end as usize..token.span.start as usize).unwrap();
            prop_assert!(gap.chars().all(chars::is_gap), "gap {:?}", gap);
            let space = gap.contains(|c| chars::is_white_space(c) || c == chars::ZERO_WIDTH_SPACE);
            prop_assert_eq!(token.space_before, space);
            let form = token.span.text(&text).unwrap();
            // The dots of an abbreviation may have spaces around them.
            let spaced = token.class == TokenClass::Abbreviation;
            let odd = |c: char| {
                let space = matches!(c, ' ' | '\u{A0}') && spaced;
                !space && (chars::is_white_space(c) || chars::is_control(c) || c < '!')
            };
            prop_assert!(!form.contains(odd), "token {:?}", form);
            prop_assert!(!form.starts_with(chars::is_format_control), "token {:?}", form);
            prop_assert_eq!(token.boundary == Boundary::Document, first);
            first = false;
            end = token.span.end;
        }
        prop_assert!(text.get(end as usize..).unwrap().chars().all(chars::is_gap));
    }

    #[test]
    fn format_controls_are_trimmed_but_from_emoji(text in any_text()) {
        for (form, class) in forms(&text, &Tokenizer::default().tokenize(&text)) {
            let trimmed = !form.ends_with(chars::is_format_control);
            prop_assert!(trimmed || class == TokenClass::Emoji || class == TokenClass::Url, "{:?}", form);
        }
    }

    #[test]
    fn all_ways_to_tokenize_agree(text in any_text(), options in any_options()) {
        let tokenizer = Tokenizer::new(options);
        let mut tokens = Vec::new();
        tokenizer.tokenize_with(&text, |token| tokens.push(token));
        prop_assert_eq!(tokenizer.tokens(&text).collect::<Vec<_>>(), &tokens[..]);
        prop_assert_eq!(tokenizer.tokenize(&text), tokens);
    }

    #[test]
    fn tokens_normalised_in_one_pass_are_what_they_are_one_by_one(
        texts in prop::collection::vec(any_text(), 1..4),
        options in any_options(),
        steps in any_steps(),
    ) {
        let (tokenizer, normalizer) = (Tokenizer::new(options), Normalizer::with_steps(steps));
        let mut fused = NormalizingTokenizer::new(tokenizer, normalizer.clone());
        for text in &texts {
            let mut found = Vec::new();
            fused.tokenize_with(text, |token, form| found.push((token, form.to_owned())));
            let expected: Vec<_> = tokenizer.tokenize(text).into_iter().map(|token| {
                let form = token.span.text(text).unwrap();
                let folds = token.class.folds();
                let form = if folds { normalizer.normalize(form) } else { form.into() };
                let closes = token.class == TokenClass::Abbreviation && steps != Steps::EMPTY;
                let form = if closes { close_abbreviation(&form).into_owned() } else { form.into_owned() };
                (token, form)
            }).collect();
            prop_assert_eq!(found, expected, "{}", steps);
        }
    }

    #[test]
    fn a_token_alone_is_the_same_token(text in any_text(), options in any_options()) {
        let tokenizer = Tokenizer::new(options);
        for (form, class) in forms(&text, &tokenizer.tokenize(&text)) {
            let alone = tokenizer.tokenize(form);
            prop_assert_eq!(forms(form, &alone), vec![(form, class)], "in {:?}", text);
        }
    }

    #[test]
    fn what_a_profile_folds_is_never_folded_to_nothing(text in any_text()) {
        let broad = Normalizer::new(Profile::Broad);
        for (form, class) in forms(&text, &Tokenizer::default().tokenize(&text)) {
            if class.folds() {
                prop_assert!(!broad.normalize(form).is_empty(), "{:?}", form);
            }
        }
    }

    #[test]
    fn options_change_only_what_they_name(
        text in prop_oneof![50 => any_text(), 1 => Just("ا؟«« -".to_owned())],
    ) {
        let plain = Tokenizer::default().tokenize(&text);
        let lines = Tokenizer::new(TokenizerOptions::default().newline(Newline::Space));
        prop_assert_eq!(forms(&text, &plain), forms(&text, &lines.tokenize(&text)));
        // One token for each character of a run, and the run begins with the same boundary.
        let each = Tokenizer::new(TokenizerOptions::default().collapse_runs(false)).tokenize(&text);
        let starts = |tokens: &[Token]| -> Vec<_> {
            tokens.iter().map(|token| (token.span.start, token.boundary)).collect()
        };
        let each = starts(&each);
        prop_assert!(starts(&plain).iter().all(|start| each.contains(start)));
    }

    #[test]
    fn sentences_are_what_lies_between_boundaries(text in any_text(), options in any_options()) {
        let tokenizer = Tokenizer::new(options);
        let tokens = tokenizer.tokenize(&text);
        let sentences = tokenizer.sentences(&text);
        let begin: Vec<_> = tokens
            .iter()
            .filter(|token| token.boundary != Boundary::None)
            .map(|token| token.span.start)
            .collect();
        prop_assert_eq!(sentences.iter().map(|span| span.start).collect::<Vec<_>>(), begin);
        prop_assert_eq!(sentences.last().map(|span| span.end), tokens.last().map(|t| t.span.end));
    }

    #[test]
    fn arabic_text_is_split_as_by_the_obvious_way(
        pieces in prop::collection::vec(reference::piece(), 0..40),
    ) {
        let text = pieces.concat();
        let tokens = Tokenizer::default().tokenize(&text);
        prop_assert_eq!(forms(&text, &tokens), reference::tokenize(&text), "{:?}", text);
    }
}

#[test]
fn no_text_takes_longer_than_its_length_explains() {
    let long = 300_000;
    let texts = [
        "\u{64B}\u{64C}".repeat(long),
        "\u{640}\u{64B}".repeat(long),
        "a-".repeat(long),
        "a.".repeat(long),
        "في.".repeat(long),
        "я'ع".repeat(long),
        "я'".repeat(long),
        "яع".repeat(long),
        "@a.".repeat(long),
        "#1".repeat(long),
        "@_.".repeat(long),
        "1_".repeat(long),
        "1\u{200F}".repeat(long),
        "ا\u{200F}".repeat(long),
        "http://(".repeat(long),
        "x@y.1".repeat(long),
        "❤".repeat(long),
        "👩\u{200D}".repeat(long),
        "漢字".repeat(long),
    ];
    for text in texts {
        let mut end = 0;
        Tokenizer::default().tokenize_with(&text, |token| end = token.span.end as usize);
        assert!(text.len() - end < 8, "{:?}", text.chars().take(8).collect::<String>());
    }
}
