//! From the words of a query to the words of a corpus.

use crate::cut::cut;
use crate::error::QueryError;
use crate::rule::{WordRule, spelling_layer};
use crate::syntax::{Item, Options, Piece, Query, Sequence};
use siyaq_index::{ClassSet, Corpus, Layer, Punctuation, Scope, TermId, TokenClass};
use siyaq_lexicon::Pattern;
use siyaq_text::chars::is_arabic_mark;
use siyaq_text::stem::StemKeys;
use siyaq_text::{Normalizer, Profile, Steps};
use siyaq_token::close_abbreviation;
use std::collections::BTreeMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// With how many codes a set is searched one by one; above, it gets a bit for each code.
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

/// The tokens that may stand in one position, by their codes: words, or on a layer that takes words
/// apart its forms.
#[derive(Clone, Debug)]
pub(crate) enum WordSet {
    /// Any token.
    Any,
    /// A few codes, ascending.
    Few(Vec<u32>),
    /// Many codes, ascending, and a bit for each code there is.
    Many(Vec<u32>, Vec<u64>),
}

impl WordSet {
    pub(crate) fn new(mut codes: Vec<u32>) -> Self {
        codes.sort_unstable();
        codes.dedup();
        if codes.len() <= FEW {
            return Self::Few(codes);
        }
        let last = codes.last().copied().unwrap_or(0);
        let mut bits = vec![0u64; last as usize / 64 + 1];
        for code in &codes {
            if let Some(cell) = bits.get_mut(*code as usize / 64) {
                *cell |= 1 << (code % 64);
            }
        }
        Self::Many(codes, bits)
    }

    #[inline]
    pub(crate) fn contains(&self, code: u32) -> bool {
        match self {
            Self::Any => true,
            Self::Few(codes) => codes.contains(&code),
            Self::Many(_, bits) => {
                bits.get(code as usize / 64).is_some_and(|cell| cell >> (code % 64) & 1 == 1)
            }
        }
    }

    /// The codes; `None` for any token.
    pub(crate) fn codes(&self) -> Option<&[u32]> {
        match self {
            Self::Any => None,
            Self::Few(codes) | Self::Many(codes, _) => Some(codes),
        }
    }
}

/// What the words of a query are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cutting {
    /// What stands between white space is cut further, as the texts of the corpus were cut.
    #[default]
    AsText,
    /// What stands between white space is a token, whatever it looks like.
    Spaces,
}

/// What stands in a row, looked up.
pub(crate) type Row = Vec<Part>;

/// A part of a row.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// A token of these.
    Word(Arc<WordSet>),
    /// One row or another.
    Either(Vec<Row>),
}

/// What a query looks for.
#[derive(Clone, Debug)]
pub(crate) struct Expanded {
    /// The query with its words cut.
    pub(crate) query: Query,
    /// What it looks for. Words that are written several times share what they stand for.
    pub(crate) row: Row,
    /// Which tokens are positions.
    pub(crate) counted: Counted,
}

/// Looks the words of a query up on a layer.
pub(crate) fn expand(
    corpus: &Corpus,
    layer: &Layer,
    scope: &Scope,
    query: &Query,
    cutting: Cutting,
) -> Result<Expanded, QueryError> {
    let dictionary = Dictionary::new(corpus, layer)?;
    let query = match cutting {
        Cutting::AsText => dictionary.cut(query)?,
        Cutting::Spaces => query.clone(),
    };
    let counted = Counted::of(scope);
    let mut asked = counted;
    let mut found: BTreeMap<Vec<Item>, Vec<Found>> = BTreeMap::new();
    let mut positions = Vec::new();
    collect_positions(&query.sequence, &mut positions);
    for position in positions {
        if found.contains_key(&position) {
            continue;
        }
        let items: Vec<Found> = position.iter().map(|item| dictionary.codes(item)).collect();
        for codes in items.iter().flatten() {
            let classes = dictionary.classes_of(codes);
            if classes & counted.classes == 0 {
                asked.classes |= classes;
            }
        }
        found.insert(position, items);
    }
    let counted = asked;
    let set = |items: Vec<Found>| {
        let codes: Option<Vec<Vec<u32>>> = items.into_iter().collect();
        Arc::new(codes.map_or(WordSet::Any, |codes| {
            let mut codes = codes.concat();
            codes.retain(|code| dictionary.has_class(*code, counted));
            WordSet::new(codes)
        }))
    };
    // A word that is several tokens has a position for each.
    let sets: BTreeMap<Vec<Item>, Vec<Arc<WordSet>>> = found
        .into_iter()
        .map(|(position, items)| {
            let own = dictionary.own_parts(&position, &items);
            let sets = match own.is_empty() {
                true => vec![set(items)],
                false => own.into_iter().map(|form| set(vec![Some(vec![form])])).collect(),
            };
            (position, sets)
        })
        .collect();
    let row = row(&query.sequence, &sets);
    Ok(Expanded { query, row, counted })
}

/// The words of each position that a sequence has.
fn collect_positions(sequence: &Sequence, positions: &mut Vec<Vec<Item>>) {
    for options in sequence.iter().map(Options::of) {
        if !options.words.is_empty() {
            positions.push(options.words);
        }
        options.rows.into_iter().for_each(|row| collect_positions(row, positions));
    }
}

/// A sequence with what its positions stand for.
fn row(sequence: &Sequence, sets: &BTreeMap<Vec<Item>, Vec<Arc<WordSet>>>) -> Row {
    let mut found = Row::new();
    for Options { words, rows } in sequence.iter().map(Options::of) {
        let words = sets.get(&words).into_iter();
        let words = words.map(|sets| sets.iter().cloned().map(Part::Word).collect::<Row>());
        let mut rows: Vec<Row> =
            words.chain(rows.into_iter().map(|inner| row(inner, sets))).collect();
        match rows.len() {
            1 => found.extend(rows.pop().unwrap_or_default()),
            _ => found.push(Part::Either(rows)),
        }
    }
    found
}

/// The codes that an item finds; `None` for any token.
type Found = Option<Vec<u32>>;

/// The forms of a layer that a word stands for in a query: one position with all of them, or, for a
/// word that is several tokens, a position for each. No wildcards; empty where nothing is found.
///
/// ```
/// use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, Shard, TokenClass};
/// use siyaq_query::forms_of_word;
///
/// let mut shard = Shard::new();
/// shard.start_batch(0);
/// shard.start_document(Document { id: "a".into(), ..Document::default() });
/// shard.push("الوزير", TokenClass::ArabicWord, Boundary::None, true);
/// let mut options = BuildOptions::default();
/// options.layers.push(LayerRule::fold("stem", |form, stem| {
///     stem.push_str(form.strip_prefix("ال").unwrap_or(form));
/// }));
/// let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let layer = corpus.layer("stem")?;
/// let positions = forms_of_word(&corpus, layer, "الوزير")?;
/// assert_eq!(positions.len(), 1);
/// assert_eq!(layer.lexicon().form(positions[0][0]), "وزير");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the rule of the layer names what this version does not know.
pub fn forms_of_word(
    corpus: &Corpus,
    layer: &Layer,
    word: &str,
) -> Result<Vec<Vec<TermId>>, QueryError> {
    Ok(Dictionary::new(corpus, layer)?.forms_of_word(word))
}

impl Dictionary<'_> {
    fn forms_of_word(&self, word: &str) -> Vec<Vec<TermId>> {
        let layer = self.layer;
        let item = Item { pieces: vec![Piece::Text(word.to_owned())] };
        let codes = self.codes(&item).unwrap_or_default();
        let split = layer.split().is_some();
        let mut forms: Vec<TermId> = codes.iter().copied().map(TermId).collect();
        if !split {
            forms = forms.into_iter().map(|word| layer.fold(word)).collect();
        }
        forms.sort_unstable();
        forms.dedup();
        if !forms.is_empty() {
            return vec![forms];
        }
        let own = self.own_parts(std::slice::from_ref(&item), &[Some(codes)]);
        if !own.is_empty() {
            return own.into_iter().map(|form| vec![TermId(form)]).collect();
        }
        let parts = self.cut(&Query::words([word])).unwrap_or_else(|_| Query::words([""; 0]));
        let Some(phrase) = parts.phrase() else { return Vec::new() };
        if phrase.len() < 2 {
            return Vec::new();
        }
        let words = phrase.iter().flatten().filter_map(Item::text);
        let forms: Vec<_> = words.map(|word| self.forms_of_word(word)).collect();
        if forms.iter().any(Vec::is_empty) { Vec::new() } else { forms.concat() }
    }
}

pub(crate) struct Dictionary<'c> {
    corpus: &'c Corpus,
    words: &'c Layer,
    layer: &'c Layer,
    rule: WordRule,
    /// For a layer whose forms are taken from words: the one whose forms are spellings of them.
    base: Option<&'c Layer>,
}

impl<'c> Dictionary<'c> {
    pub(crate) fn new(corpus: &'c Corpus, layer: &'c Layer) -> Result<Self, QueryError> {
        let words = corpus.words();
        let rule = WordRule::of(layer)?;
        let base = (rule.is_derived() && layer.is_over_words()).then(|| {
            let steps = layer.query().steps.as_deref().and_then(|steps| steps.parse().ok());
            steps.and_then(|steps: Steps| spelling_layer(corpus, steps)).unwrap_or(words)
        });
        Ok(Self { corpus, words, layer, rule, base })
    }

    /// The query with its words cut as the texts of the corpus were.
    fn cut(&self, query: &Query) -> Result<Query, QueryError> {
        let known = |item: &Item| self.codes(item).is_some_and(|codes| !codes.is_empty());
        let stays = |item: &Item| self.is_marked(item) && known(item);
        cut(query, self.corpus, &known, &stays)
    }

    /// The class of a code of the layer.
    fn class(&self, code: u32) -> u8 {
        self.layer.code_classes().get(code as usize).copied().unwrap_or(u8::MAX)
    }

    /// The codes of the layer that a code of the search is of.
    fn codes_in(&self, code: u32) -> Vec<TermId> {
        match self.layer.split() {
            None => vec![TermId(code)],
            Some(_) => known(self.layer, self.layer.codes_of(TermId(code))),
        }
    }

    /// Whether a code stands for tokens that are counted.
    fn has_class(&self, code: u32, counted: Counted) -> bool {
        self.codes_in(code).iter().any(|code| counted.has(self.class(code.0)))
    }

    /// One bit for each class that some codes have.
    fn classes_of(&self, codes: &[u32]) -> u16 {
        let codes = codes.iter().flat_map(|code| self.codes_in(*code));
        let classes = codes.map(|code| self.class(code.0)).filter(|class| *class < 16);
        classes.fold(0, |bits, class| bits | 1 << class)
    }

    /// The codes that an item finds; `None` for any token.
    ///
    /// The item is folded as the layer was. Tokens that no layer folds, addresses and signs, are
    /// looked up as the item is written.
    pub(crate) fn codes(&self, item: &Item) -> Option<Vec<u32>> {
        let folded = self.fold(item);
        if folded.is_any() {
            return None;
        }
        if !self.layer.is_over_words() {
            return Some(self.values(&folded).into_iter().map(|code| code.0).collect());
        }
        if self.layer.split().is_some() {
            return Some(self.parts(&folded, item));
        }
        if !self.rule.folds() && self.base.is_none() {
            return Some(self.written(item).into_iter().map(|word| word.0).collect());
        }
        let folds = |word: &TermId| self.folds(*word);
        let mut words = self.same_stem(item, &folded, look_up(self.layer, &folded));
        // A profile composes Arabic letters; letters of other scripts are on a layer as they were.
        for other in canonical_forms(item).map(|other| self.fold(&other)) {
            if other != folded {
                words.extend(look_up(self.layer, &other));
            }
        }
        if folded != *item {
            words.retain(folds);
            let written = self.written(item);
            words.extend(written.into_iter().filter(|word| !folds(word)));
        }
        Some(words.into_iter().map(|word| word.0).collect())
    }

    /// The codes of the values that an item finds, in any canonical form; where there is none and the
    /// rule says so, of those that it is without their vowel marks.
    fn values(&self, item: &Item) -> Vec<TermId> {
        let mut codes = look_up(self.layer, item);
        for other in canonical_forms(item).iter().filter(|other| *other != item) {
            codes.extend(look_up(self.layer, other));
        }
        if codes.is_empty()
            && self.rule.optional_marks()
            && let Some(text) = item.text()
            && !text.chars().any(is_arabic_mark)
        {
            let light = Normalizer::new(Profile::Light);
            let bare = light.normalize(text);
            let lexicon = self.layer.lexicon();
            let fits = |form: &TermId| light.normalize(lexicon.form(*form)) == bare;
            let forms = (0..lexicon.len()).map(TermId).filter(fits);
            codes.extend(forms.flat_map(|form| known(self.layer, self.layer.codes_of(form))));
        }
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn folds(&self, word: TermId) -> bool {
        TokenClass::from_number(self.class(word.0)).is_some_and(TokenClass::folds)
    }

    /// The forms of parts of words that an item finds. Without a mark it finds clitics as well as
    /// words: `ل` is `ل` and `ل+`, `ه` is `ه` and `+ه`.
    fn parts(&self, folded: &Item, item: &Item) -> Vec<u32> {
        let lexicon = self.layer.lexicon();
        let mut forms = Self::forms(self.layer, folded);
        if let Some(mark) = self.rule.mark()
            && !self.is_marked(folded)
        {
            forms.retain(|form| self.rule.bare_clitic(lexicon.form(*form)).is_none());
            let mut proclitic = folded.clone();
            proclitic.push(mark);
            let mut enclitic = Item::default();
            enclitic.push(mark);
            for piece in &folded.pieces {
                enclitic.push_piece(piece);
            }
            forms.extend(Self::forms(self.layer, &proclitic));
            forms.extend(Self::forms(self.layer, &enclitic));
        }
        let written = self.written(item).into_iter();
        let written = written.filter(|word| !self.folds(*word));
        forms.extend(written.flat_map(|word| self.layer.forms_of(word)));
        forms.into_iter().map(|form| form.0).collect()
    }

    /// A word that is no part of a word stands for its own parts: those of the most frequent word
    /// of the corpus that folds to it. None where the position is not one such word.
    fn own_parts(&self, position: &[Item], found: &[Option<Vec<u32>>]) -> Vec<u32> {
        let (Some(base), [item], [Some(codes)]) = (self.base, position, found) else {
            return Vec::new();
        };
        let folded = self.fold(item);
        let is_word = matches!(folded.pieces.as_slice(), [Piece::Text(_)]);
        if self.layer.split().is_none() || !codes.is_empty() || !is_word {
            return Vec::new();
        }
        let word = look_up(base, &folded).into_iter().min();
        let forms = word.map(|word| self.layer.forms_of(word)).unwrap_or_default();
        forms.into_iter().map(|form| form.0).collect()
    }

    /// The forms of a layer that fit an item.
    fn forms(layer: &Layer, item: &Item) -> Vec<TermId> {
        let lexicon = layer.lexicon();
        match item.pieces.as_slice() {
            [Piece::Text(form)] => lexicon.id(form).into_iter().collect(),
            _ => lexicon.search(&Pattern::wildcard(&item.to_string())),
        }
    }

    /// The words of a stem; `exact` are those that have the item for their stem.
    ///
    /// A word that is no form of a layer of stems stands for its own stem: by the stemmer of that
    /// name, or, where there is none, for the form that the corpus has for this word. So does a word
    /// that occurs more often than the words of which it is the stem: a few misspelt words that have
    /// الكتاب for their stem must not hide those of كتاب.
    fn same_stem(&self, item: &Item, folded: &Item, exact: Vec<TermId>) -> Vec<TermId> {
        let (Some(base), [Piece::Text(word)]) = (self.base, item.pieces.as_slice()) else {
            return exact;
        };
        let spellings = look_up(base, folded);
        let freq = |words: &[TermId]| -> u64 {
            words.iter().map(|word| self.words.lexicon().freq(*word)).sum()
        };
        if !exact.is_empty() && freq(&exact) >= freq(&spellings) {
            return exact;
        }
        let own = self.own_stem(word, &spellings);
        if own.is_empty() { exact } else { own }
    }

    /// The words that have the stem of a word.
    fn own_stem(&self, word: &str, spellings: &[TermId]) -> Vec<TermId> {
        if let Some(stemmer) = self.rule.stemmer() {
            let mut stem = Item::default();
            StemKeys::new(stemmer)
                .key(&close_abbreviation(word))
                .chars()
                .for_each(|sign| stem.push(sign));
            return look_up(self.layer, &stem);
        }
        let mut forms: Vec<TermId> = spellings.iter().map(|word| self.layer.fold(*word)).collect();
        forms.sort_unstable();
        forms.dedup();
        known(self.layer, forms.into_iter().flat_map(|form| self.layer.codes_of(form)).collect())
    }

    fn fold(&self, item: &Item) -> Item {
        if !self.rule.folds() {
            return item.clone();
        }
        let mut folded = Item::default();
        for piece in &item.pieces {
            match piece {
                Piece::Text(text) => {
                    let text = self.rule.fold(text);
                    folded.push_piece(&Piece::Text(close_abbreviation(&text).into_owned()));
                }
                wildcard => folded.push_piece(wildcard),
            }
        }
        // What folds to nothing is its own form on every layer.
        if folded.pieces.is_empty() { item.clone() } else { folded }
    }

    /// The words that are written as an item, in any canonical form: composed or not, and with the
    /// marks of a letter in any order that Unicode takes for the same.
    fn written(&self, item: &Item) -> Vec<TermId> {
        let [composed, decomposed] = canonical_forms(item);
        let mut words = look_up(self.words, item);
        for other in [&composed, &decomposed] {
            if other != item {
                words.extend(look_up(self.words, other));
            }
        }
        if let ([Piece::Text(text)], Some(light)) =
            (composed.pieces.as_slice(), spelling_layer(self.corpus, Steps::of(Profile::Light)))
            && text.chars().any(is_arabic_mark)
        {
            let key = Normalizer::new(Profile::Light).normalize(text).into_owned();
            let near = look_up(light, &Item { pieces: vec![Piece::Text(key)] });
            let lexicon = self.words.lexicon();
            let same = |word: &TermId| lexicon.form(*word).nfc().eq(text.chars());
            words.extend(near.into_iter().filter(same));
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Whether an item asks for clitics only, or for their mark itself.
    fn is_marked(&self, item: &Item) -> bool {
        let Some(mark) = self.rule.mark() else { return false };
        let at = |piece: Option<&Piece>, marked: &dyn Fn(&str) -> bool| matches!(piece, Some(Piece::Text(text)) if marked(text));
        at(item.pieces.first(), &|text| text.starts_with(mark))
            || at(item.pieces.last(), &|text| text.ends_with(mark))
    }
}

/// The codes of the forms of a layer that fit an item.
fn look_up(layer: &Layer, item: &Item) -> Vec<TermId> {
    let forms = Dictionary::forms(layer, item).into_iter();
    known(layer, forms.flat_map(|form| layer.codes_of(form)).collect())
}

/// Codes that a layer has; others come from a damaged map.
fn known(layer: &Layer, mut codes: Vec<TermId>) -> Vec<TermId> {
    codes.retain(|code| code.0 < layer.code_count());
    codes
}

/// An item with its texts composed and decomposed.
fn canonical_forms(item: &Item) -> [Item; 2] {
    let in_form = |form: fn(&str) -> String| {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => Piece::Text(form(text)),
            wildcard => wildcard.clone(),
        };
        Item { pieces: item.pieces.iter().map(piece).collect() }
    };
    [in_form(|text| text.nfc().collect()), in_form(|text| text.nfd().collect())]
}
