//! Gold segmentations: words as byte spans in raw text, and how a segmentation compares with them.

use serde_json::Value;
use siyaq::token::{Tokenizer, TokenizerOptions};
use siyaq::types::{ByteSpan, TokenClass};
use siyaq_segment::train::{GoldSentence, GoldWord};
use siyaq_segment::{SegmentationScheme, Segmenter};
use siyaq_text::{Normalizer, Profile};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// A word of a gold text.
#[derive(Clone, Debug)]
pub struct SpannedWord {
    /// Where it stands.
    pub span: ByteSpan,
    /// How it is spelt alone.
    pub form: String,
}

/// A text with its words.
#[derive(Clone, Debug)]
pub struct GoldText {
    /// The text as it is written.
    pub text: String,
    /// Its words in order.
    pub words: Vec<SpannedWord>,
}

/// Reads texts from JSON lines with `text`, `words`, and `spans` counted in characters.
///
/// # Errors
/// The file cannot be read, or a line is not of this kind.
pub fn read_spans(path: &Path) -> Result<Vec<GoldText>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.lines().map(text_of_line).collect()
}

fn text_of_line(line: &str) -> Result<GoldText, Box<dyn Error>> {
    let value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().ok_or("no text")?.to_owned();
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let places = ends.map(u32::try_from).collect::<Result<Vec<u32>, _>>()?;
    let words = value["words"].as_array().ok_or("no words")?;
    let spans = value["spans"].as_array().ok_or("no spans")?;
    let byte = |number: &Value| -> Result<u32, Box<dyn Error>> {
        let at = usize::try_from(number.as_u64().ok_or("a span without numbers")?)?;
        places.get(at).copied().ok_or_else(|| "a span outside of the text".into())
    };
    let word = |(word, span): (&Value, &Value)| -> Result<SpannedWord, Box<dyn Error>> {
        let form = word.as_str().ok_or("a word that is no text")?.to_owned();
        Ok(SpannedWord { span: ByteSpan::new(byte(&span[0])?, byte(&span[1])?), form })
    };
    let words = words.iter().zip(spans).map(word).collect::<Result<_, _>>()?;
    Ok(GoldText { text, words })
}

/// The words of a treebank sentence whose pieces are written as they stand in the text.
///
/// # Errors
/// A piece is not found in the text.
pub fn text_of_sentence(sentence: &GoldSentence) -> Result<GoldText, Box<dyn Error>> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in sentence.words.iter().flat_map(|word| &word.pieces) {
        let found = sentence.text.get(at..).and_then(|rest| rest.find(piece.as_str()));
        at += found.ok_or_else(|| format!("{piece:?} is not in {:?}", sentence.text))?;
        let end = at + piece.len();
        let span = ByteSpan::new(u32::try_from(at)?, u32::try_from(end)?);
        words.push(SpannedWord { span, form: piece.clone() });
        at = end;
    }
    Ok(GoldText { text: sentence.text.clone(), words })
}

/// A gold text as a sentence to train on: words that stand together make one.
#[must_use]
pub fn sentence_of_text(text: &GoldText) -> GoldSentence {
    let mut words: Vec<GoldWord> = Vec::new();
    let mut pieces: Vec<String> = Vec::new();
    for token in tokenizer().tokenize(&text.text) {
        let inside = |word: &&SpannedWord| {
            word.span.start >= token.span.start && word.span.end <= token.span.end
        };
        pieces.clear();
        pieces.extend(text.words.iter().filter(inside).map(|word| word.form.clone()));
        let form = token.span.text(&text.text).unwrap_or_default();
        words.push(GoldWord::new(form, pieces.clone()));
    }
    GoldSentence::new(text.text.clone(), words)
}

/// The tokeniser as treebanks have it: each punctuation sign is a token.
fn tokenizer() -> Tokenizer {
    Tokenizer::new(TokenizerOptions::default().collapse_runs(false))
}

/// The tokens of a text that have Arabic letters, which are what is taken apart.
#[must_use]
pub fn arabic_words(text: &str) -> Vec<ByteSpan> {
    let tokens = tokenizer().tokenize(text);
    let arabic = tokens.iter().filter(|token| token.class == TokenClass::ArabicWord);
    arabic.map(|token| token.span).collect()
}

/// The words that are found in a text.
#[must_use]
pub fn found_words(text: &str, splitter: Splitter<'_>) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    for token in tokenizer().tokenize(text) {
        let word = token.span.text(text).unwrap_or_default();
        let pieces = pieces(token.span, token.class, word, &[], splitter);
        found.extend(pieces.into_iter().map(|(span, _)| span));
    }
    found
}

/// What splits the tokens of a text.
#[derive(Clone, Copy)]
pub enum Splitter<'s> {
    /// Nothing does.
    Never,
    /// A segmenter.
    Segmenter(&'s Segmenter),
    /// The gold words themselves: what is wrong then is wrong in the tokens.
    Gold,
}

/// How many words were found.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Words of the gold.
    pub gold: u64,
    /// Words that were found.
    pub found: u64,
    /// Words whose span is that of a gold word.
    pub spans_right: u64,
    /// Words whose span and form are those of a gold word; forms compare without marks.
    pub forms_right: u64,
    /// Differences within tokens, by kind.
    pub kinds: BTreeMap<&'static str, u64>,
    /// Tokens that are split differently: the gold, and what was found.
    pub differences: BTreeMap<(String, String), u64>,
    /// Words whose span is right and whose form is another one: the gold, and what was found.
    pub other_forms: BTreeMap<(String, String), u64>,
}

impl Tally {
    /// The F1 of spans, in percent.
    #[must_use]
    pub fn span_f1(&self) -> f64 {
        200.0 * self.spans_right as f64 / (self.gold + self.found).max(1) as f64
    }

    /// The F1 of spans with their forms, in percent.
    #[must_use]
    pub fn form_f1(&self) -> f64 {
        200.0 * self.forms_right as f64 / (self.gold + self.found).max(1) as f64
    }

    /// Compares the words of some texts.
    #[must_use]
    pub fn of(texts: &[GoldText], splitter: Splitter<'_>) -> Self {
        let mut tally = Self::default();
        for text in texts {
            tally.add(text, splitter);
        }
        tally
    }

    /// Adds the words of a text.
    pub fn add(&mut self, text: &GoldText, splitter: Splitter<'_>) {
        let light = Normalizer::new(Profile::Light);
        let gold: BTreeMap<ByteSpan, &str> =
            text.words.iter().map(|word| (word.span, word.form.as_str())).collect();
        self.gold += gold.len() as u64;
        for token in tokenizer().tokenize(&text.text) {
            let word = token.span.text(&text.text).unwrap_or_default();
            let inside: Vec<ByteSpan> = gold
                .range(ByteSpan::new(token.span.start, 0)..)
                .map(|(span, _)| *span)
                .take_while(|span| span.start < token.span.end)
                .filter(|span| span.end <= token.span.end)
                .collect();
            let found = pieces(token.span, token.class, word, &inside, splitter);
            self.found += found.len() as u64;
            for (span, form) in &found {
                let Some(expected) = gold.get(span) else { continue };
                self.spans_right += 1;
                let same = light.normalize(expected) == light.normalize(form);
                self.forms_right += u64::from(same);
                if !same {
                    let key = ((*expected).to_owned(), form.clone());
                    *self.other_forms.entry(key).or_default() += 1;
                }
            }
            let found: Vec<ByteSpan> = found.into_iter().map(|(span, _)| span).collect();
            if inside != found {
                self.note(&text.text, token.span, &inside, &found);
            }
        }
    }

    fn note(&mut self, text: &str, token: ByteSpan, gold: &[ByteSpan], found: &[ByteSpan]) {
        let covered: u32 = gold.iter().map(|span| span.byte_len()).sum();
        let kind = if covered != token.byte_len() {
            "the token is another one"
        } else {
            let starts = |spans: &[ByteSpan]| spans.iter().map(|span| span.start).collect();
            let (gold, found): (Vec<u32>, Vec<u32>) = (starts(gold), starts(found));
            let missed = gold.iter().find(|start| !found.contains(start));
            let invented = found.iter().find(|start| !gold.contains(start));
            let middle = u32::midpoint(token.start, token.end);
            match (missed, invented) {
                (Some(_), Some(_)) => "split elsewhere",
                (Some(at), None) if *at <= middle => "proclitic not split off",
                (Some(_), None) => "pronoun not split off",
                (None, Some(at)) if *at <= middle => "split after the beginning of a stem",
                (None, _) => "split before the end of a stem",
            }
        };
        *self.kinds.entry(kind).or_default() += 1;
        let shown = |spans: &[ByteSpan]| {
            let pieces = spans.iter().filter_map(|span| span.text(text));
            pieces.collect::<Vec<_>>().join("+")
        };
        let key = (shown(gold), shown(found));
        *self.differences.entry(key).or_default() += 1;
    }
}

/// The pieces of a token with their forms.
fn pieces(
    token: ByteSpan,
    class: TokenClass,
    word: &str,
    gold: &[ByteSpan],
    splitter: Splitter<'_>,
) -> Vec<(ByteSpan, String)> {
    let whole = || vec![(token, word.to_owned())];
    if class != TokenClass::ArabicWord {
        return whole();
    }
    match splitter {
        Splitter::Never => whole(),
        Splitter::Gold if gold.is_empty() => whole(),
        Splitter::Gold => gold.iter().map(|span| (*span, String::new())).collect(),
        Splitter::Segmenter(segmenter) => {
            let analysis = segmenter.analyze(word);
            let forms = segmenter.restored(word, SegmentationScheme::Atb);
            let spans = analysis.segments(SegmentationScheme::Atb).map(|segment| {
                ByteSpan::new(token.start + segment.span.start, token.start + segment.span.end)
            });
            spans.zip(forms).collect()
        }
    }
}
