//! Arabic words, sentences and segments with byte spans into the original text.
