//! What a layer has at every position.

use crate::postings::PostingsFile;
use crate::{Bytes, IndexError, Postings, Starts, TermId, TokenColumn};
use siyaq_lexicon::Lexicon;
use std::sync::Arc;

/// The codes of a layer: what its token column tells apart. On layers over the words these are the
/// words; a layer with a column of its own has a code for each of its values and each class of tokens
/// that has it, so that a code always belongs to one class.
///
/// All layers over the words share one.
#[derive(Debug)]
pub(crate) struct Codes {
    tokens: TokenColumn,
    postings: PostingsFile,
    /// The class of each code.
    classes: Bytes,
    freqs: CodeFreqs,
}

/// How often each code stands in the corpus.
#[derive(Debug)]
pub(crate) enum CodeFreqs {
    /// As the lexicon of the words says.
    Words(Arc<Lexicon<Bytes>>),
    /// The sums of the frequencies of the codes before each.
    Sums(Starts),
}

impl Codes {
    /// Columns that fit each other; `name` is that of the file to blame.
    pub(crate) fn new(
        name: &str,
        tokens: TokenColumn,
        postings: PostingsFile,
        classes: Bytes,
        freqs: CodeFreqs,
    ) -> Result<Self, IndexError> {
        let codes = u64::from(tokens.types());
        let fits = match &freqs {
            CodeFreqs::Words(lexicon) => u64::from(lexicon.len()) == codes,
            CodeFreqs::Sums(sums) => sums.len() == codes && sums.get(codes) == tokens.count(),
        };
        if !fits || classes.len() as u64 != codes {
            return Err(IndexError::corrupt(name, "its codes are not those of its tokens"));
        }
        Ok(Self { tokens, postings, classes, freqs })
    }

    pub(crate) fn tokens(&self) -> &TokenColumn {
        &self.tokens
    }

    pub(crate) fn classes(&self) -> &[u8] {
        self.classes.all()
    }

    pub(crate) fn freq(&self, code: TermId) -> u64 {
        match &self.freqs {
            CodeFreqs::Words(lexicon) => lexicon.freq(code),
            CodeFreqs::Sums(sums) => {
                let own = sums.unit(u64::from(code.0));
                if u64::from(code.0) < sums.len() { own.end - own.start } else { 0 }
            }
        }
    }

    pub(crate) fn postings(&self, code: TermId) -> Postings<'_> {
        self.postings.list(&self.tokens, code.0, self.freq(code))
    }

    /// The blocks of tokens that the list of a code names.
    pub(crate) fn listed_blocks(&self, code: TermId) -> impl Iterator<Item = u64> + '_ {
        let blocks = self.tokens.blocks() as u64;
        self.postings.blocks(u64::from(code.0), self.freq(code), blocks)
    }
}
