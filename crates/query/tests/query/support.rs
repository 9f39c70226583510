//! Small corpora for tests, and a search that looks at everything.

use siyaq_index::{
    Boundary, BuildOptions, ClassSet, Corpus, CorpusBuilder, Document, FieldSpec, LayerRule,
    MetaValue, Punctuation, QueryRule, Scope, Shard, TokenClass,
};
use siyaq_text::{Normalizer, Profile, Steps};
use std::cell::RefCell;
use std::collections::HashMap;

/// A token of a test corpus: form, boundary before it, space before it.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) form: String,
    pub(crate) boundary: Boundary,
    pub(crate) space: bool,
}

/// The class of a form of the tests.
pub(crate) fn class(form: &str) -> TokenClass {
    match form.chars().next() {
        Some('،' | '.' | '«' | '»' | ':' | '*' | '(') => TokenClass::Punctuation,
        Some('😀') => TokenClass::Emoji,
        Some('%') => TokenClass::Symbol,
        Some('#') => TokenClass::Hashtag,
        Some('0'..='9') => TokenClass::Number,
        Some('h') => TokenClass::Url,
        _ => TokenClass::ArabicWord,
    }
}

/// Tokens of a text in which a space parts all tokens, `~` glues a token to the one before, `/`
/// starts a sentence, `//` a segment and `///` a paragraph.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut boundary = Boundary::None;
    let mut tokens = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match word {
            "/" => boundary = Boundary::Sentence,
            "//" => boundary = Boundary::Item,
            "///" => boundary = Boundary::Paragraph,
            word => {
                let glued = word.strip_prefix('~');
                let form = glued.unwrap_or(word).to_owned();
                tokens.push(Token { form, boundary, space: glued.is_none() });
                boundary = Boundary::None;
            }
        }
    }
    tokens
}

/// A corpus of these documents, with the layers `light`, `standard` and `broad` and the fields
/// `source` and `year`.
pub(crate) fn corpus(documents: &[Vec<Token>]) -> Corpus {
    let mut shard = Shard::new();
    shard.start_batch(0);
    for (number, tokens) in documents.iter().enumerate() {
        let year = i64::try_from(2010 + number % 3).unwrap();
        shard.start_document(Document {
            id: format!("doc-{number}"),
            metadata: vec![
                (number % 4 != 3)
                    .then(|| MetaValue::String(if number % 2 == 0 { "پاب" } else { "تاج" }.into())),
                Some(MetaValue::Integer(year)),
            ],
            ..Document::default()
        });
        for token in tokens {
            shard.push(&token.form, class(&token.form), token.boundary, token.space);
        }
    }
    let mut options = BuildOptions::default();
    options.fields = vec!["source".parse::<FieldSpec>().unwrap(), "year:int".parse().unwrap()];
    options.layers = [Profile::Light, Profile::Standard, Profile::Broad]
        .map(|profile| {
            let normalizer = Normalizer::new(profile);
            let rule = LayerRule::fold(profile.name(), move |form: &str, out: &mut String| {
                normalizer.normalize_into(form, out)
            });
            rule.query(QueryRule::default().steps(Steps::of(profile).to_string()))
        })
        .into();
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

pub(crate) fn corpus_of(texts: &[&str]) -> Corpus {
    let documents: Vec<Vec<Token>> = texts.iter().map(|text| tokens(text)).collect();
    corpus(&documents)
}

/// A query as tests make it: for each place words or groups of phrases.
#[derive(Clone, Debug)]
pub(crate) enum Slot {
    Words(Vec<String>),
    Group(Vec<Vec<String>>),
}

pub(crate) fn write_query(slots: &[Slot]) -> String {
    let slots: Vec<String> = slots
        .iter()
        .map(|slot| match slot {
            Slot::Words(words) => words.join("|"),
            Slot::Group(phrases) => {
                let phrases: Vec<String> = phrases.iter().map(|words| words.join(" ")).collect();
                format!("({})", phrases.join(" | "))
            }
        })
        .collect();
    slots.join(" ")
}

/// Whether a form fits a pattern of `*` and `?`.
pub(crate) fn fits(pattern: &[char], form: &[char]) -> bool {
    match (pattern.split_first(), form.split_first()) {
        (None, None) => true,
        (None, Some(_)) => false,
        (Some(('*', rest)), None) => fits(rest, form),
        (Some(('*', rest)), Some((_, after))) => fits(rest, form) || fits(pattern, after),
        (Some(_), None) => false,
        (Some((sign, rest)), Some((letter, after))) => {
            (*sign == '?' || sign == letter) && fits(rest, after)
        }
    }
}

/// Searches by trying every phrase at every token.
pub(crate) struct Oracle<'d> {
    documents: &'d [Vec<Token>],
    profile: Profile,
    scope: Scope,
    known: RefCell<HashMap<(String, String), bool>>,
}

impl<'d> Oracle<'d> {
    pub(crate) fn new(documents: &'d [Vec<Token>], profile: Profile, scope: Scope) -> Self {
        Self { documents, profile, scope, known: RefCell::default() }
    }

    pub(crate) fn word_fits(&self, pattern: &str, form: &str) -> bool {
        let key = (pattern.to_owned(), form.to_owned());
        *self.known.borrow_mut().entry(key).or_insert_with(|| {
            let normalizer = Normalizer::new(self.profile);
            let chars = |text: &str| text.chars().collect::<Vec<char>>();
            if class(form).folds() {
                fits(&chars(&normalizer.normalize(pattern)), &chars(&normalizer.normalize(form)))
            } else {
                fits(&chars(pattern), &chars(form))
            }
        })
    }

    /// The classes that are positions for this query.
    fn classes(&self, phrases: &[Vec<Vec<String>>]) -> ClassSet {
        let mut classes = self.scope.classes;
        for pattern in phrases.iter().flatten().flatten().filter(|pattern| *pattern != "*") {
            let tokens = self.documents.iter().flatten();
            let found: Vec<TokenClass> = tokens
                .filter(|token| self.word_fits(pattern, &token.form))
                .map(|token| class(&token.form))
                .collect();
            if found.iter().all(|class| !self.scope.classes.contains(*class)) {
                classes = found.into_iter().fold(classes, ClassSet::with);
            }
        }
        if self.scope.punctuation == Punctuation::Keep { ClassSet::ALL } else { classes }
    }

    /// Every match as a range of positions of the corpus.
    pub(crate) fn search(&self, slots: &[Slot], chosen: impl Fn(usize) -> bool) -> Vec<(u64, u64)> {
        let mut phrases: Vec<Vec<Vec<String>>> = vec![Vec::new()];
        for slot in slots {
            let options: Vec<Vec<Vec<String>>> = match slot {
                Slot::Words(words) => vec![vec![words.clone()]],
                Slot::Group(group) => group
                    .iter()
                    .map(|phrase| phrase.iter().map(|word| vec![word.clone()]).collect())
                    .collect(),
            };
            phrases = phrases
                .iter()
                .flat_map(|before| {
                    options.iter().map(|option| [before.clone(), option.clone()].concat())
                })
                .collect();
        }
        let classes = self.classes(&phrases);
        let mut found = Vec::new();
        let mut first = 0;
        for (number, document) in self.documents.iter().enumerate() {
            for phrase in phrases.iter().filter(|_| chosen(number)) {
                for start in 0..document.len() {
                    if let Some(end) = self.phrase_at(document, phrase, start, classes) {
                        found.push((first + start as u64, first + end as u64));
                    }
                }
            }
            first += document.len() as u64;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn phrase_at(
        &self,
        document: &[Token],
        phrase: &[Vec<String>],
        start: usize,
        classes: ClassSet,
    ) -> Option<usize> {
        let mut pos = start;
        for (place, words) in phrase.iter().enumerate() {
            loop {
                let token = document.get(pos)?;
                if pos > start && token.boundary >= self.scope.across.stops_at() {
                    return None;
                }
                if classes.contains(class(&token.form)) {
                    break;
                }
                if place == 0 || self.scope.punctuation == Punctuation::Break {
                    return None;
                }
                pos += 1;
            }
            if !words.iter().any(|word| self.word_fits(word, &document[pos].form)) {
                return None;
            }
            pos += 1;
        }
        Some(pos)
    }
}
