//! Stop lists: words that are left out of a result.

use super::error::Result;
use super::text;
use crate::CLITIC_MARK;
use serde::{Deserialize, Serialize};
use siyaq_count::{Omitted, Selection};
use siyaq_datasets::STOP_WORDS;
use siyaq_index::{Corpus, Layer};
use siyaq_lexicon::StopList;
use siyaq_query::WordRule;
use siyaq_text::{Normalizer, Profile, Steps};
use siyaq_types::TermId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The name of the list that ships with Siyaq, in a request.
pub(crate) const SHIPPED_NAME: &str = "ar";

/// Clitics that stand alone where their word is none, or where the layer `stem` leaves them.
const CLITICS: [&str; 20] = [
    "أ", "ا", "و", "ف", "ب", "ك", "ل", "س", "ال", "ي", "ني", "نا", "كم", "كما", "كن", "ه", "ها",
    "هم", "هما", "هن",
];

/// A stop list in a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct StopOptions {
    /// Leave the words of this file out of the result (one a line, # begins a comment), as they are
    /// written: على is not علي; marks and tatweel make no difference. ar is the list of function
    /// words that ships with siyaq, and all clitics. They still count as tokens; what has several
    /// words is left out when its first or its last is one of them
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "FILE|ar", help_heading = "What is counted")
    )]
    #[serde(with = "text::path_option")]
    pub stop: Option<PathBuf>,
}

/// A stop list: words as they are written, without marks and tatweel.
#[derive(Debug)]
pub struct Stop {
    list: StopList,
    light: Normalizer,
    /// Whether all clitics are on it.
    with_clitics: bool,
}

impl StopOptions {
    /// The list, where one was asked for.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn list(&self) -> Result<Option<Stop>> {
        self.stop.as_deref().map(Stop::read).transpose()
    }

    /// A selection whose results leave out what is on the list.
    ///
    /// # Errors
    /// As [`list`](Self::list).
    pub fn leave_out<'c>(&self, selection: Selection<'c>) -> Result<Selection<'c>> {
        let Some(stop) = self.list()? else { return Ok(selection) };
        let omitted = stop.omitted(selection.corpus(), selection.layer());
        Ok(selection.with_omitted(omitted))
    }
}

impl Stop {
    fn read(path: &Path) -> Result<Self> {
        let light = Normalizer::with_steps(Steps::of(Profile::Light).edit("+kaf,+heh")?);
        let with_clitics = path == Path::new(SHIPPED_NAME);
        let list = match with_clitics {
            true => StopList::parse(STOP_WORDS, |form| light.normalize(form)),
            false => StopList::read(path, |form| light.normalize(form))?,
        };
        Ok(Self { list, light, with_clitics })
    }

    /// A word as it is compared: without marks, in the letters of an Arabic keyboard.
    fn key(&self, word: &str) -> String {
        // The Persian letter is written for both letters of Arabic; it is taken for the usual one.
        self.light.normalize(word).replace('ی', "ي")
    }

    /// The tokens of a layer that are on the list, by the words as they are written.
    #[must_use]
    pub fn omitted(&self, corpus: &Corpus, layer: &Layer) -> Omitted {
        let standard = Normalizer::new(Profile::Standard);
        let by_stem = self.by_stem(layer);
        let words = Words { stop: self, layer, corpus, by_stem, standard };
        Omitted::new(corpus, layer, |word, part| words.leaves_out(word, part))
    }

    /// Forms of which most tokens are left out, where a result is about forms and not about tokens.
    #[must_use]
    pub fn mostly(&self, all: &Selection<'_>) -> Vec<bool> {
        let omitted = self.omitted(all.corpus(), all.layer());
        let left = all.without_omitted().with_omitted(omitted);
        let freqs = left.form_freqs().iter().zip(all.form_freqs());
        freqs.map(|(left, all)| *all > 0 && left.saturating_mul(2) < *all).collect()
    }

    /// The words of the list, and those of a vocabulary that are left out as well.
    pub fn words_of<'v>(&self, vocabulary: impl Iterator<Item = &'v str>) -> BTreeSet<String> {
        vocabulary.filter(|form| self.has(form)).map(str::to_owned).collect()
    }

    /// Whether a form of a list is to be left out, as it is written there. A clitic is left out as
    /// the word that is spelt alike, and by the list that ships in any case.
    fn has(&self, form: &str) -> bool {
        let form = self.key(form);
        match clitic(&form) {
            Some(bare) => self.with_clitics || self.list.contains(bare),
            None => self.list.contains(&form),
        }
    }

    /// The words of the list by the stem that a layer of stems would have for them.
    fn by_stem(&self, layer: &Layer) -> BTreeMap<String, Vec<&str>> {
        let mut by_stem: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        if has_stems(layer) {
            let standard = Normalizer::new(Profile::Standard);
            for word in self.list.iter() {
                by_stem.entry(standard.normalize(word).into_owned()).or_default().push(word);
            }
        }
        by_stem
    }
}

/// Whether the forms of a layer are what is left of words without their clitics. A stemmer by letters
/// leaves what is no word.
fn has_stems(layer: &Layer) -> bool {
    let rule = layer.query();
    layer.is_over_words() && rule.derived && rule.stemmer.is_none()
}

/// A clitic without the mark of the layer `segments`; `None` for any other form.
fn clitic(form: &str) -> Option<&str> {
    let bare = form.trim_matches(CLITIC_MARK);
    let marked = bare.len() < form.len() && !bare.is_empty();
    (marked && !bare.contains(|sign: char| sign.is_ascii())).then_some(bare)
}

/// The words of a corpus beside a list.
struct Words<'s> {
    stop: &'s Stop,
    layer: &'s Layer,
    corpus: &'s Corpus,
    by_stem: BTreeMap<String, Vec<&'s str>>,
    standard: Normalizer,
}

impl Words<'_> {
    fn leaves_out(&self, word: &str, part: u8) -> bool {
        let written = self.stop.key(word);
        let Some(id) = self.corpus.words().lexicon().id(word) else { return false };
        let Some(split) = self.layer.split() else {
            if self.stop.list.contains(&written) {
                return true;
            }
            if !has_stems(self.layer) {
                return false;
            }
            let stem = self.layer.lexicon().form(self.layer.fold(id));
            return self.stop.with_clitics && CLITICS.contains(&stem)
                || self.is_stem(stem, &written);
        };
        let Some(form) = split.forms(id).get(usize::from(part)) else { return false };
        let form = self.layer.lexicon().form(TermId(*form));
        if let Some(bare) = clitic(form) {
            return self.stop.with_clitics || self.stop.list.contains(bare);
        }
        let span = split.span(id, part);
        let piece = word.get(span.start as usize..).unwrap_or_default();
        let own = self.stop.key(span.text(word).unwrap_or_default());
        let piece = self.stop.key(piece);
        self.stop.list.contains(&own)
            || split.forms(id).len() == 1 && self.stop.list.contains(&written)
            || self.stop.with_clitics && CLITICS.contains(&form)
            || self.is_stem(form, &piece)
    }

    /// Whether a stem is that of a word of the list, by what is written: the word itself, or, where
    /// a pronoun follows, with ي for the ى at its end (`عليه`), or spelt in another way than its
    /// stem (`مما` has من).
    fn is_stem(&self, stem: &str, written: &str) -> bool {
        let Some(words) = self.by_stem.get(stem) else { return false };
        let folded = self.standard.normalize(written);
        words.iter().any(|word| {
            let before_pronoun = word.strip_suffix('ى').map(|rest| format!("{rest}ي"));
            written.contains(word)
                || before_pronoun
                    .is_some_and(|word| written.contains(&word) && !written.ends_with(&word))
                || !folded.contains(stem)
        })
    }
}

/// The normaliser that folds as a layer does.
///
/// # Errors
/// When the layer was made with folding steps or a stemmer that this version does not know.
pub fn normalizer_of(layer: &Layer) -> Result<Normalizer> {
    Ok(WordRule::of(layer)?.normalizer())
}
