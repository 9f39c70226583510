//! Two small sample newspapers in Arabic and a list of Arabic function words.
//!
//! The newspapers are JSON lines, one article each, with the fields `id`, `source`, `date`,
//! `category`, `title` and `text`. Everything in them is invented and was written for this project;
//! the README of the crate says what they hold and why some of it is noisy.
//!
//! ```
//! let articles = siyaq_datasets::MINBAR.lines().count();
//! assert!(articles > 50 && siyaq_datasets::MINBAR.starts_with(r#"{"id": "minbar-"#));
//!
//! // The function words, without the comments that name their groups.
//! let words = siyaq_datasets::STOP_WORDS.lines().filter(|line| !line.starts_with('#'));
//! assert!(words.clone().any(|word| word == "على") && !words.clone().any(|word| word == "علي"));
//! ```

/// «منبر المشرق», a newspaper of the Mashriq, 2023 and 2024: one JSON object a line.
pub const MINBAR: &str = include_str!("../minbar.jsonl");

/// «الأفق المغاربي», a newspaper of the Maghreb, 2023 and 2024: one JSON object a line.
pub const ALUFUQ: &str = include_str!("../alufuq.jsonl");

/// Arabic function words for stop lists, one a line as they are written; a line that begins with
/// `#` names the group that follows.
pub const STOP_WORDS: &str = include_str!("../stopwords-ar.txt");
