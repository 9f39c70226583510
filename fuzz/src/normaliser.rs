//! Normalising twice is normalising once, all ways to normalise agree, and spans never go back.

use super::choices::Choices;
use siyaq::text::stem::{StemKeys, Stemmer};
use siyaq::text::{Normalizer, Profile, Step, Steps, WordBuffer, entity_at};
use siyaq::types::ByteSpan;
use unicode_normalization::UnicodeNormalization;

fn steps(choices: &mut Choices<'_>) -> Steps {
    let mut steps = Steps::of(choices.one_of(&Profile::ALL));
    let bits = [choices.byte(), choices.byte(), choices.byte()];
    for (place, step) in Step::ALL.into_iter().enumerate() {
        if bits[place / 8] >> (place % 8) & 1 == 1 {
            steps = if steps.contains(step) { steps.without(step) } else { steps.with(step) };
        }
    }
    steps
}

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let steps = steps(&mut choices);
    assert_eq!(steps.to_string().parse::<Steps>().expect("steps are read as written"), steps);
    let text = choices.text(4096);
    let normalizer = Normalizer::with_steps(steps);
    let once = normalizer.normalize(&text);
    assert_eq!(normalizer.normalize(&once), once, "{steps}");
    let mut appended = "قبل".to_owned();
    normalizer.normalize_into(&text, &mut appended);
    assert_eq!(appended.strip_prefix("قبل"), Some(&*once), "{steps}");
    spans(&text, &once, &normalizer);
    words(&text, &normalizer);
    if [Step::Entities, Step::Compose].iter().all(|step| steps.contains(*step)) {
        canonical(&text, &once, steps);
    }
    for (at, _) in text.match_indices(['&', '#']) {
        if let Some((end, decoded)) = entity_at(&text, at) {
            assert!(end > at && text.get(at..end).is_some() && !decoded.is_empty());
        }
    }
    let short: String = text.chars().take(60).collect();
    for stemmer in Stemmer::ALL {
        let stem = stemmer.stem(&short);
        assert_eq!(StemKeys::new(stemmer).key(&short), StemKeys::new(stemmer).key(&short));
        assert!(stem.len() <= short.len() * 4, "{stem}");
    }
}

fn spans(text: &str, once: &str, normalizer: &Normalizer) {
    let mapped = normalizer.normalize_mapped(text);
    assert_eq!(mapped.text, once);
    let (mut last, mut out) = (ByteSpan::default(), 0);
    for (c, source) in mapped.chars() {
        assert!(source.start >= last.start && source.end >= last.end);
        assert!(!source.is_empty() && source.text(text).is_some(), "{source:?}");
        let span = ByteSpan::new(out, out + c.len_utf8() as u32);
        assert_eq!(mapped.source_span(span), source);
        (last, out) = (source, span.end);
    }
    assert_eq!(out as usize, once.len());
}

/// The words of a text have the forms that they have alone.
fn words(text: &str, normalizer: &Normalizer) {
    let mut buffer = WordBuffer::default();
    let mut words = normalizer.words(text, &mut buffer);
    let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let start = start_of(word);
        let span = ByteSpan::new(start as u32, (start + word.len()) as u32);
        assert_eq!(words.normalize(span), normalizer.normalize(word), "{word:?}");
    }
}

/// Canonically equal texts have the same bytes.
fn canonical(text: &str, once: &str, steps: Steps) {
    if Steps::of(Profile::Clean).iter().any(|step| !steps.contains(step)) {
        return;
    }
    let normalizer = Normalizer::with_steps(steps);
    assert_eq!(normalizer.normalize(&text.nfc().collect::<String>()), once, "{steps}");
    assert_eq!(normalizer.normalize(&text.nfd().collect::<String>()), once, "{steps}");
}
