//! Dates that the texts of a corpus name.

use rayon::prelude::*;
use siyaq_index::{Boundary, Corpus, DocId, TermId};
use siyaq_token::Token;
use siyaq_token::spans::{SpanFinder, SpanValue};
use siyaq_types::{ByteSpan, Date};

/// The first date in the text of each of some documents that `accepts` is true for, in the order of
/// the documents: in a newspaper often that of the dateline, in other texts any date. `None` where
/// there is none.
///
/// Hijri dates are converted, by the Umm al-Qura calendar where it reaches; only whole ones can be.
/// What is found is described at [`spans`](siyaq_token::spans).
///
/// Cost: looks at the sentences of each document up to the date, on all threads.
///
/// ```
/// use siyaq::reader::{Reader, ReaderOptions};
/// use siyaq::{IndexOptions, build, first_dates};
///
/// let jsonl = "{\"id\": \"1\", \"text\": \"الرباط في 25 يناير 2011. قال الوزير كلمة.\"}\n";
/// let reader = Reader::from_read("news.jsonl", jsonl.as_bytes(), ReaderOptions::default())?;
/// let corpus = build(reader, &IndexOptions::default(), &|_| ())?.corpus.into_corpus()?;
/// let documents: Vec<_> = corpus.everything().documents().collect();
/// let dates = first_dates(&corpus, &documents, |date| date.day().is_some());
/// assert_eq!(dates[0].unwrap().to_string(), "2011-01-25");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn first_dates(
    corpus: &Corpus,
    documents: &[DocId],
    accepts: impl Fn(Date) -> bool + Sync,
) -> Vec<Option<Date>> {
    let finder = SpanFinder::new();
    documents
        .par_iter()
        .map_init(Sentence::default, |sentence, doc| {
            let positions = corpus.document_range(*doc);
            let starts = corpus.boundaries(Boundary::Sentence);
            let first = starts.unit_of(positions.start);
            (first..)
                .map(|unit| starts.unit(unit))
                .take_while(|range| range.start < positions.end)
                .find_map(|range| {
                    sentence.read(corpus, range);
                    let spans = finder.find(&sentence.text, &sentence.tokens);
                    spans.into_iter().find_map(|span| match span.value {
                        SpanValue::Date(date) => date.gregorian().filter(|date| accepts(*date)),
                        _ => None,
                    })
                })
        })
        .collect()
}

/// A sentence of a corpus as text with its tokens, in memory that is used again.
#[derive(Default)]
struct Sentence {
    words: Vec<u32>,
    text: String,
    tokens: Vec<Token>,
}

impl Sentence {
    fn read(&mut self, corpus: &Corpus, range: std::ops::Range<u64>) {
        let words = corpus.words();
        self.text.clear();
        self.tokens.clear();
        corpus.tokens().read(range.clone(), &mut self.words);
        for (pos, word) in range.clone().zip(&self.words) {
            let space_before = corpus.space_before(pos);
            if space_before && pos > range.start {
                self.text.push(' ');
            }
            let place = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
            let start = place(&self.text);
            self.text.push_str(words.lexicon().form(TermId(*word)));
            let boundary = if pos == range.start { Boundary::Sentence } else { Boundary::None };
            self.tokens.push(Token {
                span: ByteSpan::new(start, place(&self.text)),
                class: words.class(TermId(*word)),
                boundary,
                space_before,
            });
        }
    }
}
