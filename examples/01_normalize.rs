//! How much spelling should a count forget? The folding profiles, and the way back to the source.
//!
//! `cargo run -p siyaq-examples --example 01_normalize`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::text::{Normalizer, Profile, Steps};
use siyaq::types::ByteSpan;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // A quotation as a newspaper may print it: vocalised, with tatweel and Arabic digits.
    let text = "قَالَ إنّ الـمـدرسة الكُبرى اُفتُتحت سنة ٢٠٢٤";

    // From `exact`, which changes nothing, to `broad`, each profile folds more than the one before.
    for profile in Profile::ALL {
        println!("{:>8}  {}", profile.name(), Normalizer::new(profile).normalize(text));
    }
    let standard = Normalizer::new(Profile::Standard);
    assert_eq!(standard.normalize(text), "قال ان المدرسة الكبري افتتحت سنة 2024");

    // A profile is a list of named steps, and any of them can be added or taken away. Here digits
    // stay as they are, and ة is folded into ه as many writers type it.
    let steps = Steps::of(Profile::Standard).edit("+teh,-digits")?;
    println!("\nsteps: {steps}");
    let own = Normalizer::with_steps(steps);
    println!("{:>8}  {}", "own", own.normalize(text));
    assert_eq!(own.normalize("مدرسة ٢٠٢٤"), "مدرسه ٢٠٢٤");

    // Folding twice is folding once, so keys may be made from keys.
    let once = standard.normalize(text).into_owned();
    assert_eq!(standard.normalize(&once), once);

    // What was found in folded text is shown as it was written: every part of it knows where it
    // comes from.
    let folded = standard.normalize_mapped(text);
    let start = folded.text.find("المدرسة").ok_or("the word is there")?;
    let found = ByteSpan::new(u32::try_from(start)?, u32::try_from(start + "المدرسة".len())?);
    let source = folded.source_span(found).text(text).ok_or("the span lies in the source")?;
    println!("\nالمدرسة was written {source}");
    assert_eq!(source, "الـمـدرسة");
    Ok(())
}
