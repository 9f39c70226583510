//! Frequency lists and stop lists: no count is lost, and what is written is read back.

use super::choices::Choices;
use siyaq::lexicon::{FrequencyList, FrequencyListOptions, Lexicon, ListFormat, StopList};
use siyaq::text::Normalizer;
use std::collections::BTreeMap;

fn entries(list: &FrequencyList) -> BTreeMap<&str, u64> {
    let entries: BTreeMap<&str, u64> = list.iter().collect();
    assert_eq!(entries.len(), list.len(), "a form is twice in the list");
    entries
}

/// The sum of all frequencies; `None` beyond 64 bits.
fn total(list: &FrequencyList) -> Option<u64> {
    list.iter().try_fold(0u64, |sum, (_, freq)| sum.checked_add(freq))
}

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let formats = [ListFormat::Auto, ListFormat::Csv, ListFormat::Tsv, ListFormat::Lines];
    let mut options = FrequencyListOptions::default().format(choices.one_of(&formats));
    options = options.strict(choices.flag());
    if choices.byte() & 3 == 3 {
        options = options.form_field("word").freq_field("count");
    }
    let bytes = choices.bytes(16 << 10);
    if let Ok(list) = FrequencyList::parse(bytes, &options) {
        assert!(!options.strict || list.problems().is_empty());
        written_and_read(&list);
        built(&list);
    }
    stop_list(&choices.text(16 << 10));
}

fn written_and_read(list: &FrequencyList) {
    let expected = entries(list);
    for (form, freq) in &expected {
        assert!(!form.is_empty() && list.get(form) == Some(*freq));
    }
    let mut csv = Vec::new();
    list.write_csv(&mut csv).expect("a vector takes all");
    let options = FrequencyListOptions::default().strict(true);
    let again = FrequencyList::parse(&csv, &options.clone().format(ListFormat::Csv));
    assert_eq!(entries(&again.expect("what was written is read")), expected);
    let mut tsv = Vec::new();
    list.write_tsv(&mut tsv).expect("a vector takes all");
    // Forms that differ in a tab alone become one, whose sum may be too large.
    let again = FrequencyList::parse(&tsv, &options.format(ListFormat::Tsv));
    if let Some(sum) = total(list) {
        assert_eq!(total(&again.expect("what was written is read")), Some(sum));
    }
}

fn built(list: &FrequencyList) {
    let Ok(built) = list.build() else {
        assert_eq!(total(list), None, "a list that fits is built");
        return;
    };
    let lexicon = Lexicon::open(built.bytes).expect("a new lexicon opens");
    lexicon.verify().expect("a new lexicon is sound");
    assert_eq!(Some(lexicon.total_freq()), total(list));
    assert_eq!(lexicon.len() as usize, list.len());
    for (form, freq) in list.iter() {
        let id = lexicon.id(form).expect("every form is found");
        assert_eq!((lexicon.form(id), lexicon.freq(id)), (form, freq));
    }
}

fn stop_list(text: &str) {
    let normalizer = Normalizer::default();
    let stop = StopList::parse(text, |form| normalizer.normalize(form));
    let forms: Vec<&str> = stop.iter().collect();
    assert_eq!(forms.len(), stop.len());
    assert!(forms.is_sorted_by(|one, next| one < next));
    assert!(forms.iter().all(|form| stop.contains(form) && !form.is_empty()));
    let lines = text.lines().count();
    assert!(forms.len() <= lines);
}
