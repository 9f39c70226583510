//! From the words of a query to the words of a corpus.

use crate::syntax::{Item, Phrase, Piece};
use siyaq_index::{ClassSet, Corpus, Layer, Punctuation, Scope, TermId, TokenClass};
use siyaq_lexicon::Pattern;
use siyaq_text::stem::Stemmer;
use siyaq_text::{Normalizer, Profile};

/// With how many words a set is searched one by one; above, it gets a bit for each word.
const FEW: usize = 4;

/// Which tokens are positions: a bit for each class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    classes: u16,
}

impl Counted {
    pub(crate) fn new(classes: ClassSet) -> Self {
        Self { classes: classes.iter().fold(0, |bits, class| bits | 1 << class as u8) }
    }

    pub(crate) fn of(scope: &Scope) -> Self {
        match scope.punctuation {
            Punctuation::Keep => Self::new(ClassSet::ALL),
            Punctuation::Skip | Punctuation::Break => Self::new(scope.classes),
        }
    }

    /// Whether tokens of the class with this number are positions.
    #[inline]
    pub(crate) fn has(self, class: u8) -> bool {
        class < 16 && self.classes >> class & 1 == 1
    }
}

/// The words that may stand in one position.
#[derive(Clone, Debug)]
pub(crate) enum WordSet {
    /// Any word.
    Any,
    /// A few words, ascending.
    Few(Vec<u32>),
    /// Many words, ascending, and a bit for each word of the corpus.
    Many(Vec<u32>, Vec<u64>),
}

impl WordSet {
    fn new(mut words: Vec<u32>) -> Self {
        words.sort_unstable();
        words.dedup();
        if words.len() <= FEW {
            return Self::Few(words);
        }
        let last = words.last().copied().unwrap_or(0);
        let mut bits = vec![0u64; last as usize / 64 + 1];
        for word in &words {
            if let Some(cell) = bits.get_mut(*word as usize / 64) {
                *cell |= 1 << (word % 64);
            }
        }
        Self::Many(words, bits)
    }

    #[inline]
    pub(crate) fn contains(&self, word: u32) -> bool {
        match self {
            Self::Any => true,
            Self::Few(words) => words.contains(&word),
            Self::Many(_, bits) => {
                bits.get(word as usize / 64).is_some_and(|cell| cell >> (word % 64) & 1 == 1)
            }
        }
    }

    /// The words; `None` for any word.
    pub(crate) fn words(&self) -> Option<&[u32]> {
        match self {
            Self::Any => None,
            Self::Few(words) | Self::Many(words, _) => Some(words),
        }
    }
}

/// What a phrase looks for, in words of the corpus.
#[derive(Clone, Debug)]
pub(crate) struct Expanded {
    /// For each phrase the words of each position.
    pub(crate) phrases: Vec<Vec<WordSet>>,
    /// Which tokens are positions.
    pub(crate) counted: Counted,
}

/// Looks the words of the phrases up on a layer.
pub(crate) fn expand(
    corpus: &Corpus,
    layer: &Layer,
    scope: &Scope,
    phrases: &[Phrase],
) -> Expanded {
    let dictionary = Dictionary::new(corpus, layer);
    let mut counted = Counted::of(scope);
    let mut found: Vec<Vec<Vec<Option<Vec<u32>>>>> = Vec::new();
    let mut asked = counted;
    for phrase in phrases {
        let mut positions = Vec::new();
        for position in phrase {
            let items: Vec<Option<Vec<u32>>> =
                position.iter().map(|item| dictionary.words(item)).collect();
            for words in items.iter().flatten() {
                let classes = dictionary.classes_of(words);
                if classes & counted.classes == 0 {
                    asked.classes |= classes;
                }
            }
            positions.push(items);
        }
        found.push(positions);
    }
    counted = asked;
    let set = |items: Vec<Option<Vec<u32>>>| {
        let words: Option<Vec<Vec<u32>>> = items.into_iter().collect();
        words.map_or(WordSet::Any, |words| {
            let mut words = words.concat();
            words.retain(|word| counted.has(dictionary.class(*word)));
            WordSet::new(words)
        })
    };
    let phrases = found.into_iter().map(|phrase| phrase.into_iter().map(set).collect()).collect();
    Expanded { phrases, counted }
}

struct Dictionary<'c> {
    words: &'c Layer,
    layer: &'c Layer,
    /// `None` for the words as written.
    normalizer: Option<Normalizer>,
    /// For a layer that is no profile: the layer whose forms its own are made of.
    base: Option<&'c Layer>,
}

impl<'c> Dictionary<'c> {
    fn new(corpus: &'c Corpus, layer: &'c Layer) -> Self {
        let words = corpus.words();
        let written = layer.name() == words.name();
        let profile = layer.name().parse::<Profile>();
        let base = match profile {
            Err(_) if !written => corpus.layer(Profile::Standard.name()).ok().or(Some(words)),
            _ => None,
        };
        let normalizer = Normalizer::new(profile.unwrap_or(Profile::Standard));
        Self { words, layer, normalizer: (!written).then_some(normalizer), base }
    }

    fn class(&self, word: u32) -> u8 {
        self.words.class_table().get(word as usize).copied().unwrap_or(u8::MAX)
    }

    /// One bit for each class that the words have.
    fn classes_of(&self, words: &[u32]) -> u16 {
        let classes = words.iter().map(|word| self.class(*word)).filter(|class| *class < 16);
        classes.fold(0, |bits, class| bits | 1 << class)
    }

    /// The words of the corpus that an item finds; `None` for any word.
    ///
    /// The item is folded as the layer was. Tokens that no layer folds, addresses and signs, are
    /// looked up as the item is written.
    fn words(&self, item: &Item) -> Option<Vec<u32>> {
        let folded = self.fold(item);
        if folded.is_any() {
            return None;
        }
        let folds =
            |word: u32| TokenClass::from_number(self.class(word)).is_some_and(TokenClass::folds);
        let mut words = self.look_up(self.layer, &folded);
        if words.is_empty() {
            words = self.same_stem(&folded);
        }
        if folded != *item {
            words.retain(|word| folds(*word));
            let written = self.look_up(self.words, item);
            words.extend(written.into_iter().filter(|word| !folds(*word)));
        }
        Some(words)
    }

    /// A word that is no form of a layer of stems stands for its own stem: by the stemmer of that
    /// name, or, where there is none, for the form that the corpus has for this word.
    fn same_stem(&self, folded: &Item) -> Vec<u32> {
        let (Some(base), [Piece::Text(word)]) = (self.base, folded.pieces.as_slice()) else {
            return Vec::new();
        };
        if let Ok(stemmer) = self.layer.name().parse::<Stemmer>() {
            let mut stem = Item::default();
            stemmer.stem(word).chars().for_each(|sign| stem.push(sign));
            return self.look_up(self.layer, &stem);
        }
        let words = self.look_up(base, folded).into_iter();
        let mut forms: Vec<TermId> = words.map(|word| self.layer.fold(TermId(word))).collect();
        forms.sort_unstable();
        forms.dedup();
        let known = self.words.lexicon().len();
        let words = forms.into_iter().flat_map(|form| self.layer.words_of(form));
        words.map(|word| word.0).filter(|word| *word < known).collect()
    }

    fn fold(&self, item: &Item) -> Item {
        let Some(normalizer) = &self.normalizer else { return item.clone() };
        let mut folded = Item::default();
        for piece in &item.pieces {
            match piece {
                Piece::Text(text) => {
                    let text = normalizer.normalize(text);
                    text.chars().for_each(|sign| folded.push(sign));
                }
                wildcard => folded.push_wildcard(wildcard.clone()),
            }
        }
        // What folds to nothing is its own form on every layer.
        if folded.pieces.is_empty() { item.clone() } else { folded }
    }

    fn look_up(&self, layer: &Layer, item: &Item) -> Vec<u32> {
        let forms = match item.pieces.as_slice() {
            [Piece::Text(form)] => layer.lexicon().id(form).into_iter().collect(),
            _ => layer.lexicon().search(&Pattern::wildcard(&item.to_string())),
        };
        // Ids that name no word come from a damaged map.
        let known = self.words.lexicon().len();
        let words = forms.into_iter().flat_map(|form: TermId| layer.words_of(form));
        words.map(|word| word.0).filter(|word| *word < known).collect()
    }
}
