//! What shows nothing changes nothing: neither tokens nor what they mean.

use siyaq_text::{Normalizer, Profile};
use siyaq_token::spans::SpanFinder;
use siyaq_token::{NormalizingTokenizer, Tokenizer};

/// Characters that show nothing and that `clean` deletes.
const INVISIBLE: [char; 20] = [
    '\u{AD}', '\u{34F}', '\u{61C}', '\u{180E}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}',
    '\u{202C}', '\u{202D}', '\u{202E}', '\u{2060}', '\u{2062}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}', '\u{FE0F}', '\u{FEFF}', '\u{206A}',
];

/// Numbers, times, dates and amounts: each with what they mean.
const TEXTS: [&str; 20] = [
    "5.7",
    "5,7",
    "٥٫٧",
    "٥،٧",
    "1.234.567",
    "1,234,567",
    "١٬٢٣٤",
    "12,345.67",
    "80%",
    "80 %",
    "٨٠٪",
    "80.5%",
    "5.7 مليون",
    "$5.7",
    "5.7 دولار",
    "10:30",
    "25/1/2011",
    "2011-01-25",
    "-5.7",
    "3'400",
];

/// What is looked at, with the tables that it takes.
struct Reading {
    tokenizer: NormalizingTokenizer,
    finder: SpanFinder,
}

impl Reading {
    fn new() -> Self {
        let clean = Normalizer::new(Profile::Clean);
        let tokenizer = NormalizingTokenizer::new(Tokenizer::default(), clean);
        Self { tokenizer, finder: SpanFinder::default() }
    }

    /// The tokens as the profile `clean` spells them.
    fn tokens(&mut self, text: &str) -> Vec<(String, &'static str)> {
        let mut tokens = Vec::new();
        self.tokenizer.tokenize_with(text, |token, form| {
            tokens.push((form.to_owned(), token.class.name()));
        });
        tokens
    }

    /// What the spans mean.
    fn values(&self, text: &str) -> Vec<String> {
        let tokens = Tokenizer::default().tokenize(text);
        let spans = self.finder.find(text, &tokens);
        spans.iter().map(|span| format!("{} {}", span.kind(), span.value)).collect()
    }
}

/// Whether a right-to-left mark stands beside a sign that is the only one of a number: the digits are read
/// the other way round then.
fn is_turned(text: &str, at: usize, mark: char) -> bool {
    let sign = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | ',' | '،' | '٫' | '٬'));
    let (before, behind) = text.split_at(at);
    let beside = sign(before.chars().next_back()) || sign(behind.chars().next());
    let signs = text.chars().filter(|c| sign(Some(*c))).count();
    matches!(mark, '\u{200F}' | '\u{61C}') && beside && signs == 1
}

#[test]
fn what_shows_nothing_changes_neither_tokens_nor_values() {
    let clean = Normalizer::new(Profile::Clean);
    let mut reading = Reading::new();
    let mut turned = 0;
    for text in TEXTS {
        for context in ["", "بلغ "] {
            let text = format!("{context}{text} اليوم");
            for (at, _) in text.char_indices().filter(|(at, _)| *at > 0) {
                for mark in INVISIBLE {
                    let (before, behind) = text.split_at(at);
                    let marked = format!("{before}{mark}{behind}");
                    let cleaned = clean.normalize(&marked);
                    // The three agree with each other.
                    assert_eq!(reading.tokens(&marked), reading.tokens(&cleaned), "{marked:?}");
                    assert_eq!(reading.values(&marked), reading.values(&cleaned), "{marked:?}");
                    // And with the text, as it is read.
                    if is_turned(&text, at, mark) {
                        turned += 1;
                        assert_ne!(cleaned, text, "{marked:?}");
                    } else {
                        assert_eq!(cleaned, text, "{marked:?}");
                    }
                }
            }
        }
    }
    assert!(turned > 40, "{turned}");
}

#[test]
fn a_number_that_a_mark_turns_is_the_same_everywhere() {
    let clean = Normalizer::new(Profile::Clean);
    let mut reading = Reading::new();
    for (text, cleaned, value) in [
        ("5.\u{200F}7 مليون", "7.5 مليون", "number 7500000"),
        ("50.\u{200F}1104 دولار", "1104.50 دولار", "money 1104.5 USD"),
        ("04.\u{200F}5%", "5.04%", "percent 5.04%"),
        ("٤\u{61C}٫٣٪", "٣٫٤٪", "percent 3.4%"),
    ] {
        assert_eq!(clean.normalize(text), cleaned);
        assert_eq!(
            (reading.values(text), reading.values(cleaned)),
            (vec![value.into()], vec![value.into()])
        );
        assert_eq!(reading.tokens(text), reading.tokens(cleaned));
    }
}
