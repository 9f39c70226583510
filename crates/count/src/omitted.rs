//! Tokens that results leave out.

use rayon::prelude::*;
use siyaq_index::{Corpus, Layer, TermId, TokenPos};

/// Which tokens are left out of results: by their words, not by the forms of a layer, since a layer
/// may take words for one of which only some are to be left out (`على` and `علي`). They still count
/// as tokens: windows and n-grams are no wider without them, and totals no smaller.
///
/// What has several words is left out where its first or its last is one of them.
///
/// ```
/// use siyaq_count::{Omitted, Selection, count_words};
/// use siyaq_index::{
///     Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, Shard, TokenClass,
/// };
///
/// let mut shard = Shard::new();
/// shard.start_document(Document { id: "a".into(), ..Document::default() });
/// for form in ["اعتمد", "علي", "على", "الله"] {
///     shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// }
/// let mut options = BuildOptions::default();
/// options.layers.push(LayerRule::fold("yeh", |form, out| out.push_str(&form.replace('ى', "ي"))));
/// let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let layer = corpus.layer("yeh")?;
/// let omitted = Omitted::new(&corpus, layer, |word, _| word == "على");
/// let selection = Selection::new(&corpus, layer).with_omitted(omitted);
/// let words = count_words(&selection, 1)?;
/// let ali = words.iter().find(|row| layer.lexicon().form(row.form) == "علي").unwrap();
/// assert_eq!((ali.freq, selection.token_count()), (1, 4));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omitted {
    left: Left,
}

/// What is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Left {
    /// A bit for each part of each word.
    Parts(Vec<u8>),
    /// A bit for each position, where the codes of the layer are not the words.
    Positions(Vec<u8>),
}

impl Omitted {
    /// The tokens of which `leaves_out` says so, given the word as it is written and the number of
    /// the part, which is 0 where the words of the layer are one token each.
    ///
    /// Cost: a look at the vocabulary; on a layer with a column of its own one at every token as well.
    #[must_use]
    pub fn new(
        corpus: &Corpus,
        layer: &Layer,
        leaves_out: impl Fn(&str, u8) -> bool + Sync,
    ) -> Self {
        let lexicon = corpus.words().lexicon();
        let of_word = |word: u32| {
            let form = lexicon.form(TermId(word));
            let parts = layer.split().map_or(1, |split| split.forms(TermId(word)).len());
            let parts = (0u8..).take(parts.min(TokenPos::MOST_PARTS));
            parts.filter(|part| leaves_out(form, *part)).fold(0, |bits, part| bits | 1u8 << part)
        };
        let words: Vec<u8> = (0..lexicon.len()).into_par_iter().map(of_word).collect();
        if layer.is_over_words() {
            return Self { left: Left::Parts(words) };
        }
        let bytes = (0..corpus.token_count()).step_by(8).collect::<Vec<u64>>();
        let byte = |ids: &mut Vec<u32>, start: &u64| {
            corpus.tokens().read(*start..start + 8, ids);
            let left = |id: &u32| words.get(*id as usize).copied().unwrap_or(0) & 1;
            ids.iter().rev().fold(0u8, |bits, id| bits << 1 | left(id))
        };
        let chunks = bytes.par_chunks(1 << 12).map_init(Vec::new, |ids, starts| {
            starts.iter().map(|start| byte(ids, start)).collect::<Vec<u8>>()
        });
        Self { left: Left::Positions(chunks.collect::<Vec<_>>().concat()) }
    }

    /// Whether a part of what stands at a position is left out; `code` is that of the layer.
    #[inline]
    pub(crate) fn has(&self, pos: u64, code: u32, part: usize) -> bool {
        match &self.left {
            Left::Parts(parts) => {
                parts.get(code as usize).is_some_and(|bits| *bits >> part & 1 == 1)
            }
            Left::Positions(positions) => {
                let byte = usize::try_from(pos / 8).ok().and_then(|place| positions.get(place));
                byte.is_some_and(|bits| *bits >> (pos % 8) & 1 == 1)
            }
        }
    }

    /// Whether it depends on the position, and not on the code alone.
    pub(crate) fn is_by_position(&self) -> bool {
        matches!(self.left, Left::Positions(_))
    }
}
