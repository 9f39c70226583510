//! Arabic words, sentences and items with byte spans into the original text.
//!
//! In: text as it was written. Out: [`Token`]s, each with its span, its class, and the boundary
//! before it (sentence, item of a headline list, paragraph, document). Tokens and the white
//! space, controls and format controls between them cover the whole text; nothing is changed,
//! added or left out.
//!
//! An Arabic word is a run of Arabic letters with their marks and tatweels. Clitics stay with
//! their word (`وبالمغرب` is one token) unless they stand before another script or a number
//! (`الـ25`, `بـ"واتساب"`). Addresses, hashtags, emoji and dotted abbreviations are one token each;
//! numbers keep their inner separators; dates and times do not stay together.
//!
//! [`spans`] finds dates, times, percentages, amounts of money and numbers over the tokens.
//!
//! Not for splitting clitics, and not for languages written without spaces, whose words follow
//! the word boundaries of UAX #29.
//!
//! ```
//! use siyaq_token::Tokenizer;
//!
//! let text = "ارتفع 3,5٪ سنة 1446هـ #المغرب_اليوم";
//! let tokens = Tokenizer::default().tokenize(text);
//! let forms: Vec<_> = tokens.iter().filter_map(|token| token.span.text(text)).collect();
//! assert_eq!(forms, ["ارتفع", "3,5", "٪", "سنة", "1446", "هـ", "#المغرب_اليوم"]);
//! ```

mod options;

mod token;

mod kind;

mod scan;

mod boundary;

mod scanner;

mod tokenizer;

mod normalizing;

pub mod spans;

pub use normalizing::NormalizingTokenizer;
pub use options::{Newline, TokenizerOptions};
pub use scan::abbreviation::close_abbreviation;
pub use token::Token;
pub use tokenizer::{Tokenizer, Tokens};
