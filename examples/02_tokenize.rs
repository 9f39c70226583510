//! What is a word? Tokens, their classes, and the sentences of a dispatch with everything in it
//! that trips tokenisers up.
//!
//! `cargo run -p siyaq-examples --example 02_tokenize`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::token::{Tokenizer, TokenizerOptions};
use siyaq::types::{Boundary, TokenClass};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let text = "عمّان (أ.ف.ب) - بلغت النسبة 3,5٪ سنة 1446هـ!! وقال د. سامي: «الأسعار ارتفعت».\
                \nالتفاصيل على www.minbar.example #الأردن_اليوم 🇯🇴";

    // A token is a span of the text, so nothing is lost: its class, what lies before it, and
    // whether white space does are told beside it.
    let tokenizer = Tokenizer::default();
    let tokens = tokenizer.tokenize(text);
    for token in &tokens {
        let form = token.span.text(text).ok_or("a span lies in its text")?;
        if token.boundary > Boundary::None {
            println!("-- {}", token.boundary.name());
        }
        println!("{:>4}..{:<4} {:<10} {form}", token.span.start, token.span.end, token.class);
    }

    // Abbreviations, numbers, addresses, hashtags and flags are one token each; the unit of a year
    // and the sign of a percentage are tokens of their own.
    let of_class = |class: TokenClass| -> Vec<&str> {
        let tokens = tokens.iter().filter(|token| token.class == class);
        tokens.filter_map(|token| token.span.text(text)).collect()
    };
    assert_eq!(of_class(TokenClass::Abbreviation), ["أ.ف.ب"]);
    assert_eq!(of_class(TokenClass::Number), ["3,5", "1446"]);
    assert_eq!(of_class(TokenClass::Hashtag), ["#الأردن_اليوم"]);
    assert_eq!(of_class(TokenClass::Emoji), ["🇯🇴"]);

    // The dot of an abbreviated title ends no sentence, a line break does.
    let sentences = tokenizer.sentences(text);
    println!();
    for span in &sentences {
        println!("sentence  {}", span.text(text).unwrap_or_default().trim());
    }
    assert_eq!(sentences.len(), 3);

    // A run of the same sign is one token, unless every sign shall be counted.
    let single = Tokenizer::new(TokenizerOptions::default().collapse_runs(false));
    assert_eq!(single.tokenize(text).len(), tokens.len() + 1);
    Ok(())
}
