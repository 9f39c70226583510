//! What a scheme says comes back does come back, and queries keep their signs.

use super::choices::Choices;
use siyaq::text::{QUERY_SIGNS, TranslitScheme, chars};

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let scheme = choices.one_of(&TranslitScheme::ALL);
    let text = choices.text(2048);
    let latin = scheme.to_latin(&text);
    if !scheme.is_two_way() {
        assert_eq!(scheme.to_arabic(&text), None);
        assert_eq!(scheme.clashes(&text).count(), 0);
        let unknown: Vec<char> = scheme.unknown(&text).collect();
        let letters = latin.chars().filter(|c| chars::is_arabic_letter(*c));
        letters.for_each(|c| assert!(unknown.contains(&c), "{c:?}"));
        return;
    }
    let clashing: Vec<char> = scheme.clashes(&text).collect();
    let plain: String = text.chars().filter(|c| !clashing.contains(c)).collect();
    assert_eq!(scheme.clashes(&plain).count(), 0);
    let there = scheme.to_latin(&plain);
    assert_eq!(there.chars().count(), plain.chars().count());
    assert_eq!(scheme.to_arabic(&there), Some(plain), "{scheme} {there:?}");
    let signs = |text: &str| text.matches(['*', '?', '|', '(', ')']).collect::<String>();
    let query: String = text.chars().filter(|c| *c != '\\').collect();
    let arabic = scheme.query_to_arabic(&query, QUERY_SIGNS).expect("a scheme for both ways");
    assert_eq!(signs(&arabic), signs(&query));
    assert_eq!(scheme.query_to_arabic(&query, ""), scheme.to_arabic(&query));
    let _ = scheme.query_to_arabic(&text, QUERY_SIGNS);
}
