//! How much spelling should a count forget? The folding profiles, and the way back to the source.
//!
//! `cargo run -p siyaq-examples --example 01_normalize`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::text::chars::{FATHA, SHADDA, TATWEEL};
use siyaq::text::{Normalizer, Profile, Steps};
use siyaq::types::ByteSpan;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // A sentence as a newspaper may print it, with marks, with a tatweel that stretches a word,
    // and with Arabic digits. Marks and tatweel are named here, because an editor may hide them.
    let text = format!("ق{FATHA}ال إن{SHADDA} المد{TATWEEL}رسة الكبرى افتتحت سنة ٢٠٢٤");

    // From `exact`, which changes nothing, to `broad`, each profile folds more than the one before.
    for profile in Profile::ALL {
        println!("{:>8}  {}", profile.name(), Normalizer::new(profile).normalize(&text));
    }
    let standard = Normalizer::new(Profile::Standard);
    assert_eq!(standard.normalize(&text), "قال ان المدرسة الكبري افتتحت سنة 2024");

    // A profile is a list of named steps, and any of them can be added or taken away. Here digits
    // stay as they are, and ة is folded into ه, as many writers type it.
    let steps = Steps::of(Profile::Standard).edit("+teh,-digits")?;
    let own = Normalizer::with_steps(steps);
    println!("\n{:>8}  {}\n          {steps}", "own", own.normalize(&text));
    assert_eq!(own.normalize("مدرسة ٢٠٢٤"), "مدرسه ٢٠٢٤");

    // Folding twice is folding once, so a key may be made of a key.
    let once = standard.normalize(&text).into_owned();
    assert_eq!(standard.normalize(&once), once);

    // What is found in folded text can be shown as it was written, because every part of it knows
    // where it comes from.
    let folded = standard.normalize_mapped(&text);
    let start = folded.text.find("المدرسة").ok_or("the word is there")?;
    let found = ByteSpan::new(u32::try_from(start)?, u32::try_from(start + "المدرسة".len())?);
    let source = folded.source_span(found).text(&text).ok_or("the span lies in the source")?;
    println!("\nالمدرسة was written {source}");
    assert_eq!(source, format!("المد{TATWEEL}رسة"));
    Ok(())
}
