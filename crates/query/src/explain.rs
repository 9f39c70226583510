//! How a query was read.

use crate::expand::{Counted, Dictionary};
use crate::labels::FormLabels;
use crate::syntax::{Item, Query};
use siyaq_index::{Corpus, Layer, TermId, TokenClass};
use std::collections::BTreeMap;
use std::fmt;

/// How many forms of a place are written out.
const SHOWN_FORMS: usize = 6;
/// How many phrases are kept and written out.
const SHOWN_PHRASES: usize = 8;

/// How a query was read on a layer of a corpus. Written, it has a line for each place of each
/// phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The query with its words cut.
    pub query: String,
    /// The layer.
    pub layer: String,
    /// Which tokens are positions of the search; others are passed over or end a phrase.
    pub classes: Vec<TokenClass>,
    /// The phrases that are looked for, each with its places; the first eight of them.
    pub phrases: Vec<Vec<Reading>>,
    /// How many phrases there are in all.
    pub phrase_count: u64,
}

/// What may stand in one place of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The words of the query, one or the other.
    pub words: Vec<String>,
    /// The forms of the layer that they stand for, the most frequent first, each as it is most often
    /// written (see [`FormLabels`]) and with its frequency in the whole corpus; `None` for any token.
    pub forms: Option<Vec<(String, u64)>>,
}

impl Explanation {
    pub(crate) fn new(corpus: &Corpus, layer: &Layer, query: &Query, counted: Counted) -> Self {
        let dictionary = Dictionary::new(corpus, layer).expect("the search read the same rule");
        let labels = FormLabels::new(corpus, layer);
        let reading = |position: &Vec<Item>| Reading {
            words: position.iter().map(Item::to_string).collect(),
            forms: forms(&labels, layer, &dictionary, position),
        };
        // Alternatives make many phrases of few positions.
        let phrases = query.first_phrases(SHOWN_PHRASES);
        let mut readings: BTreeMap<&[Item], Reading> = BTreeMap::new();
        for position in phrases.iter().flatten() {
            readings.entry(position).or_insert_with(|| reading(position));
        }
        let read = |position: &Vec<Item>| readings.get(position.as_slice()).cloned();
        let phrases = phrases.iter().map(|phrase| phrase.iter().filter_map(read).collect());
        let counts = |class: &TokenClass| counted.has(*class as u8);
        Self {
            query: query.to_string(),
            layer: layer.name().to_owned(),
            classes: TokenClass::ALL.into_iter().filter(counts).collect(),
            phrases: phrases.collect(),
            phrase_count: query.phrase_count(),
        }
    }
}

/// The forms that words stand for.
fn forms(
    labels: &FormLabels<'_>,
    layer: &Layer,
    dictionary: &Dictionary<'_>,
    position: &[Item],
) -> Option<Vec<(String, u64)>> {
    let mut freqs: BTreeMap<u32, u64> = BTreeMap::new();
    for item in position {
        for code in dictionary.codes(item)? {
            if layer.split().is_some() {
                freqs.insert(code, layer.lexicon().freq(TermId(code)));
            } else {
                let freq = layer.code_freq(TermId(code));
                *freqs.entry(layer.fold(TermId(code)).0).or_default() += freq;
            }
        }
    }
    let form = |(form, freq)| (labels.label(TermId(form)).to_owned(), freq);
    let mut forms: Vec<(String, u64)> = freqs.into_iter().map(form).collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Some(forms)
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.words.join(" or "))?;
        let Some(forms) = &self.forms else { return f.write_str("any token") };
        match forms.len() {
            0 => return f.write_str("no form"),
            1 => {}
            number => write!(f, "{number} forms: ")?,
        }
        for (place, (form, freq)) in forms.iter().take(SHOWN_FORMS).enumerate() {
            f.write_str(if place == 0 { "" } else { " · " })?;
            write!(f, "{form} ({freq})")?;
        }
        f.write_str(if forms.len() > SHOWN_FORMS { " …" } else { "" })
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "read on layer {} as: {}", self.layer, self.query)?;
        let number = self.phrase_count;
        for (place, phrase) in self.phrases.iter().enumerate() {
            if number > 1 {
                write!(f, "\nphrase {} of {number}", place + 1)?;
            }
            for (place, reading) in (1..).zip(phrase) {
                write!(f, "\n  {place}  {reading}")?;
            }
        }
        if number > self.phrases.len() as u64 {
            f.write_str("\n  …")?;
        }
        let names: Vec<&str> = self.classes.iter().map(|class| class.name()).collect();
        write!(f, "\ntokens of these classes are positions: {}", names.join(", "))
    }
}
