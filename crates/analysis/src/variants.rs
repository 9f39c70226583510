//! The spellings of a word.

use crate::rank::per_million;
use siyaq_count::Selection;
use siyaq_index::{Boundary, Corpus, Subcorpus};
use siyaq_types::TermId;

/// A spelling of a word that was looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VariantRow {
    /// The word as it is written, an id of the words of the corpus.
    pub word: TermId,
    /// The form of the layer that it folds to.
    pub folded: TermId,
    /// How many letters that form is away from the one looked for.
    pub distance: u8,
    /// How often it occurs.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Lists the words that fold to some forms of the layer of a selection, each form with its
/// distance: the spellings that the layer takes for one. Nearer forms come first, then frequent
/// spellings, ties by their bytes. Spellings that do not occur in the documents of the selection
/// are left out.
///
/// Cost: looks at every place of every spelling.
///
/// # Examples
/// ```
/// use siyaq_analysis::variants;
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, QueryRule};
/// # use siyaq_index::{Shard, TokenClass};
///
/// let texts = ["أمس قبل أمس", "امس"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # let layer = LayerRule::fold("standard", |form, out| out.push_str(&form.replace('أ', "ا")));
/// # options.layers.push(layer.query(QueryRule::default()));
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let layer = corpus.layer("standard")?;
/// let form = layer.lexicon().id("امس").expect("a form of the layer");
/// let rows = variants(&Selection::new(&corpus, layer), &[(form, 0)]);
/// let word = |place: usize| corpus.words().lexicon().form(rows[place].word);
/// assert_eq!((word(0), rows[0].freq, rows[0].per_million), ("أمس", 2, Some(500_000.0)));
/// assert_eq!((word(1), rows[1].freq, rows[1].doc_freq), ("امس", 1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn variants(selection: &Selection<'_>, forms: &[(TermId, u8)]) -> Vec<VariantRow> {
    let (corpus, layer) = (selection.corpus(), selection.layer());
    let words = Selection::new(corpus, corpus.words())
        .with_scope(selection.scope())
        .with_part(selection.part().clone());
    let tokens = words.token_count();
    let lexicon = corpus.words().lexicon();
    let mut rows: Vec<VariantRow> = Vec::new();
    for (folded, distance) in forms.iter().copied() {
        for (word, places) in corpus.words_with(layer, folded) {
            let (freq, doc_freq) = occurrences(corpus, selection.part(), places);
            if freq > 0 {
                let per_million = per_million(freq, tokens);
                rows.push(VariantRow { word, folded, distance, freq, per_million, doc_freq });
            }
        }
    }
    rows.sort_by_key(|row| (row.distance, std::cmp::Reverse(row.freq), lexicon.ordinal(row.word)));
    rows
}

/// How many of some places are in a part, and in how many documents of it.
fn occurrences(corpus: &Corpus, part: &Subcorpus, places: Vec<u64>) -> (u64, u64) {
    let starts = corpus.boundaries(Boundary::Document);
    let (mut freq, mut doc_freq) = (0, 0);
    let (mut end, mut chosen) = (0, false);
    let mut counted = false;
    for pos in places {
        if pos >= end {
            let doc = corpus.document_of(pos);
            end = starts.unit(u64::from(doc.0)).end;
            (chosen, counted) = (part.contains(doc), false);
        }
        if chosen && part.pieces(pos..pos + 1).next().is_some() {
            freq += 1;
            doc_freq += u64::from(!std::mem::replace(&mut counted, true));
        }
    }
    (freq, doc_freq)
}
