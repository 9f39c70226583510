//! How the words of n-grams are written.

use crate::CountError;
use crate::columns::joined;
use crate::ngrams::{NgramOptions, Packing, every_ngram};
use crate::packed::{Key, KeyLayout, KeySink, TaskKeys, for_each_partition};
use crate::scan::Buffers;
use crate::selection::Selection;
use rayon::prelude::*;
use siyaq_index::TermId;

/// What a word is for those who ask how n-grams are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// A word that none of the n-grams has.
    #[default]
    Elsewhere,
    /// The spelling that its form is expected in.
    Expected,
    /// Another spelling of a form.
    Other,
}

/// Sequences of words, each with its frequency, in the byte order of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordSequences {
    n: usize,
    words: Vec<TermId>,
    freqs: Vec<u64>,
}

impl WordSequences {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.freqs.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.freqs.is_empty()
    }

    /// The words of a sequence; empty beyond the end.
    #[must_use]
    pub fn words(&self, index: usize) -> &[TermId] {
        self.words.get(index * self.n..(index + 1) * self.n).unwrap_or_default()
    }

    /// How often a sequence occurs; never beyond the end.
    #[must_use]
    pub fn freq(&self, index: usize) -> u64 {
        self.freqs.get(index).copied().unwrap_or(0)
    }
}

/// Counts those n-grams of a selection, word by word as they are written, that have no word from
/// [`Elsewhere`](Spelling::Elsewhere) and at least one in [another spelling](Spelling::Other) than is
/// expected: `spellings` says what each word of the corpus is, by its id. All others are written as
/// expected. As always, those that begin or end with what results leave out are not counted.
///
/// Of the options the words of an n-gram and the words left out inside count. `None` where the codes of the
/// layer are no words, as in a column, or are parts of words.
///
/// Cost: one pass over the tokens and a sort of the n-grams that are counted.
///
/// # Errors
/// As [`count_ngrams`](crate::count_ngrams), of the layer of the words.
///
/// # Examples
/// ```
/// use siyaq_count::{NgramOptions, Selection, Spelling, count_other_spellings};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, Shard, TokenClass};
///
/// let texts = ["مساء أمس", "مساء أمس", "مساء امس"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # let layer = LayerRule::fold("standard", |form, out| out.push_str(&form.replace('أ', "ا")));
/// # options.layers.push(layer);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let (layer, words) = (corpus.layer("standard")?, corpus.words().lexicon());
/// let mut spellings = vec![Spelling::Expected; words.len() as usize];
/// spellings[words.id("امس").expect("a word of the corpus").index()] = Spelling::Other;
/// let selection = Selection::new(&corpus, layer);
/// let found = count_other_spellings(&selection, &NgramOptions::new(2), &spellings)?;
/// let found = found.expect("a layer over words");
/// assert_eq!((found.len(), found.freq(0), words.form(found.words(0)[1])), (1, 1, "امس"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_other_spellings(
    selection: &Selection<'_>,
    options: &NgramOptions,
    spellings: &[Spelling],
) -> Result<Option<WordSequences>, CountError> {
    options.check()?;
    let Some(words) = selection.over_words() else { return Ok(None) };
    let lexicon = words.layer().lexicon();
    let of = |ordinal: u32| spellings.get(lexicon.at_ordinal(ordinal).index()).copied();
    let by_ordinal: Vec<Spelling> =
        (0..lexicon.len()).into_par_iter().map(|ordinal| of(ordinal).unwrap_or_default()).collect();
    // The document of an n-gram makes no difference.
    Ok(Some(match Packing::of(&words, options.n, 1)? {
        Packing::Narrow(layout) => count::<u64>(&words, options, layout, &by_ordinal),
        Packing::Wide(layout) => count::<u128>(&words, options, layout, &by_ordinal),
    }))
}

fn count<K: Key>(
    words: &Selection<'_>,
    options: &NgramOptions,
    layout: KeyLayout,
    spellings: &[Spelling],
) -> WordSequences {
    let is_wanted = |ngram: &[u32]| {
        let (mut known, mut other) = (true, false);
        for ordinal in ngram {
            let spelling = spellings.get(*ordinal as usize).copied().unwrap_or_default();
            known &= spelling != Spelling::Elsewhere;
            other |= spelling == Spelling::Other;
        }
        known && other
    };
    let buffers = || (Buffers::default(), KeySink::<K>::new(layout));
    let tasks: Vec<TaskKeys<K>> = words
        .tasks()
        .into_par_iter()
        .map_init(buffers, |(buffers, sink), documents| {
            words.scan(documents, buffers, |stretch| {
                every_ngram(stretch, options.n, options.skip, |_, ngram, left_out| {
                    if let Some(first) = ngram.first().filter(|_| !left_out && is_wanted(ngram)) {
                        sink.push(*first, ngram.iter().copied(), 0);
                    }
                });
            });
            sink.finish()
        })
        .collect();
    let parts = for_each_partition(layout, &tasks, |runs| {
        let (mut sequences, mut freqs) = (Vec::new(), Vec::new());
        for run in runs {
            let ordinals = (0..layout.ordinals).map(|place| layout.ordinal(run.key, place));
            sequences.extend(ordinals.map(|ordinal| words.form_at(ordinal)));
            freqs.push(run.keys.len() as u64);
        }
        (sequences, freqs)
    });
    drop(tasks);
    let sequences = joined(&parts, |part| &part.0);
    WordSequences { n: options.n, words: sequences, freqs: joined(&parts, |part| &part.1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Omitted, count_ngrams};
    use proptest::prelude::*;
    use siyaq_index::{
        Boundary, BuildOptions, Corpus, CorpusBuilder, Document, LayerRule, Shard, TokenClass,
    };
    use std::collections::BTreeMap;

    /// Documents of words of one capital or small letter; the layer takes both for one.
    fn corpus(documents: &[Vec<u8>]) -> Corpus {
        let mut shard = Shard::new();
        for (number, letters) in documents.iter().enumerate() {
            shard.start_document(Document { id: number.to_string(), ..Document::default() });
            for letter in letters {
                let form = char::from(*letter).to_string();
                shard.push(&form, TokenClass::OtherWord, Boundary::None, true);
            }
        }
        let mut options = BuildOptions::default();
        let fold = |form: &str, out: &mut String| out.push_str(&form.to_lowercase());
        options.layers.push(LayerRule::fold("small", fold));
        let builder = CorpusBuilder::new(options);
        builder.finish(vec![shard]).and_then(|made| made.into_corpus()).expect("a corpus")
    }

    proptest! {
        #[test]
        fn those_with_another_spelling_are_counted(
            documents in prop::collection::vec(prop::collection::vec(
                prop::sample::select(b"aAbBcC".to_vec()), 0..20), 1..4),
            n in 1usize..4,
            skip in 0usize..2,
            omits in any::<bool>(),
        ) {
            let corpus = corpus(&documents);
            let layer = corpus.layer("small").expect("the layer");
            let mut selection = Selection::new(&corpus, layer);
            if omits {
                selection = selection.with_omitted(Omitted::new(&corpus, layer, |word, _| word == "B"));
            }
            // Capitals are the other spelling; c is in no n-gram of interest.
            let lexicon = corpus.words().lexicon();
            let spellings: Vec<Spelling> = (0..lexicon.len())
                .map(|word| match lexicon.form(TermId(word)) {
                    "c" | "C" => Spelling::Elsewhere,
                    form if form.chars().all(char::is_uppercase) => Spelling::Other,
                    _ => Spelling::Expected,
                })
                .collect();
            let options = NgramOptions::new(n).skip(skip);
            let found = count_other_spellings(&selection, &options, &spellings).expect("a count");
            let found = found.expect("a layer over words");
            let found: Vec<(String, u64)> = (0..found.len())
                .map(|at| {
                    let words = found.words(at).iter().map(|word| lexicon.form(*word));
                    (words.collect::<Vec<_>>().join(" "), found.freq(at))
                })
                .collect();
            let words = selection.over_words().expect("a layer over words");
            let all = count_ngrams(&words, &options).expect("a count");
            let expected: BTreeMap<String, u64> = all
                .rows()
                .map(|row| (row.form(), row.freq))
                .filter(|(form, _)| !form.to_lowercase().contains('c'))
                .filter(|(form, _)| form.contains(char::is_uppercase))
                .collect();
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
