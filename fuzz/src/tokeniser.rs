//! Tokens and gaps cover the text, and all ways to tokenise agree.

use super::choices::Choices;
use siyaq::text::{Normalizer, Profile, Steps, chars};
use siyaq::token::spans::SpanFinder;
use siyaq::token::{
    Newline, NormalizingTokenizer, Token, Tokenizer, TokenizerOptions, close_abbreviation,
};
use siyaq::types::{Boundary, ByteSpan, TokenClass};

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let options = TokenizerOptions::default()
        .collapse_runs(choices.flag())
        .newline(choices.one_of(&Newline::ALL))
        .break_on_semicolon(choices.flag())
        .break_on_colon(choices.flag());
    let normalizer = Normalizer::new(choices.one_of(&Profile::ALL));
    let text = choices.text(4096);
    let tokenizer = Tokenizer::new(options);
    let tokens = tokenizer.tokenize(&text);
    cover(&text, &tokens);
    sentences(&text, &tokens, &tokenizer.sentences(&text));
    let mut together = Vec::new();
    let mut fused = NormalizingTokenizer::new(tokenizer, normalizer.clone());
    fused.tokenize_with(&text, |token, form| {
        let alone = token.span.text(&text).expect("a token is a piece of the text");
        let mut expected =
            if token.class.folds() { normalizer.normalize(alone) } else { alone.into() };
        if token.class == TokenClass::Abbreviation && normalizer.steps() != Steps::EMPTY {
            expected = close_abbreviation(&expected).into_owned().into();
        }
        assert_eq!(form, expected);
        together.push(token);
    });
    assert_eq!(tokens, together);
    meanings(&text, &tokens);
}

fn cover(text: &str, tokens: &[Token]) {
    let mut end = 0;
    for (place, token) in tokens.iter().enumerate() {
        assert!(token.span.start >= end && !token.span.is_empty());
        let gap = text.get(end as usize..token.span.start as usize).expect("a whole gap");
        assert!(gap.chars().all(chars::is_gap), "{gap:?}");
        let space = |c| chars::is_white_space(c) || c == chars::ZERO_WIDTH_SPACE;
        assert_eq!(token.space_before, gap.contains(space));
        let form = token.span.text(text).expect("a token is a piece of the text");
        assert!(!form.contains(['\n', '\r', '\0']), "{form:?}");
        assert_eq!(token.boundary == Boundary::Document, place == 0);
        end = token.span.end;
    }
    let rest = text.get(end as usize..).expect("a whole gap");
    assert!(rest.chars().all(chars::is_gap), "{rest:?}");
}

/// Sentences go from the first token to the last one before the next sentence.
fn sentences(text: &str, tokens: &[Token], sentences: &[ByteSpan]) {
    let starts = tokens.iter().filter(|token| token.boundary != Boundary::None);
    assert_eq!(starts.count(), sentences.len());
    let mut last = 0;
    for sentence in sentences {
        assert!(sentence.start >= last && sentence.text(text).is_some());
        last = sentence.end;
    }
    assert_eq!(last, tokens.last().map_or(0, |token| token.span.end));
}

/// Numbers, dates and the like lie on tokens, one after the other.
fn meanings(text: &str, tokens: &[Token]) {
    let mut end = 0;
    for found in SpanFinder::new().find(text, tokens) {
        assert!(found.tokens.start >= end && found.tokens.start < found.tokens.end);
        let tokens = tokens.get(found.tokens.clone()).expect("tokens of the text");
        let (first, last) = (tokens.first().expect("one"), tokens.last().expect("one"));
        assert_eq!(found.span, ByteSpan::new(first.span.start, last.span.end));
        assert!(!found.value.to_string().is_empty());
        end = found.tokens.end;
    }
}
