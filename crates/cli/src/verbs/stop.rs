//! Stop lists: forms that are left out of a result.

use anyhow::Result;
use clap::Args;
use siyaq::index::Layer;
use siyaq::lexicon::StopList;
use siyaq::text::{Normalizer, Profile};
use siyaq::types::TermId;
use siyaq::{CLITIC_MARK, LayerKind};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The list that ships with the command.
const SHIPPED: &str = include_str!("../../../../datasets/stopwords-ar.txt");
/// Its name on the command line.
const SHIPPED_NAME: &str = "ar";

/// A stop list on the command line.
#[derive(Clone, Debug, Args)]
pub(crate) struct StopArgs {
    /// Leave the forms of this file out of the result (one a line, # begins a comment); ar is the
    /// list of function words that ships with siyaq, and all clitics. They still count as tokens;
    /// what has several words is left out when its first or its last is one of them
    #[arg(long, value_name = "FILE|ar", help_heading = "What is counted")]
    pub(crate) stop: Option<PathBuf>,
}

/// A stop list folded as the forms of a layer are.
#[derive(Debug, Default)]
pub(crate) struct Stop {
    list: StopList,
    /// Whether all clitics are on it.
    with_clitics: bool,
}

impl StopArgs {
    /// The list for a layer; nothing is on it when none was asked for.
    pub(crate) fn of_layer(&self, layer: &str) -> Result<Stop> {
        self.stop.as_ref().map_or_else(|| Ok(Stop::default()), |path| Stop::read(path, layer))
    }
}

impl Stop {
    fn read(path: &Path, layer: &str) -> Result<Self> {
        let normalizer = normalizer_of(layer);
        if path == Path::new(SHIPPED_NAME) {
            let list = StopList::parse(SHIPPED, |form| normalizer.normalize(form));
            return Ok(Self { list, with_clitics: true });
        }
        let list = StopList::read(path, |form| normalizer.normalize(form))?;
        Ok(Self { list, with_clitics: false })
    }

    /// Whether a form is to be left out. A clitic is left out as the word that is spelt alike, and
    /// by the list that ships in any case.
    pub(crate) fn has(&self, form: &str) -> bool {
        let bare = form.trim_matches(CLITIC_MARK);
        let is_clitic = !bare.is_empty() && bare != form && !bare.contains(|c: char| c.is_ascii());
        self.list.contains(form) || is_clitic && (self.with_clitics || self.list.contains(bare))
    }

    /// Whether an item of one or more words is to be left out: when its first or its last word is.
    pub(crate) fn has_item(&self, form: &str) -> bool {
        let mut words = form.split(' ');
        let ends = [words.next(), words.next_back()];
        ends.into_iter().flatten().any(|word| self.has(word))
    }

    /// The words of the list, and those of a vocabulary that are left out as well.
    pub(crate) fn words_of<'v>(
        &self,
        vocabulary: impl Iterator<Item = &'v str>,
    ) -> BTreeSet<String> {
        // Any other word is left out only if it is on the list.
        let clitics = vocabulary.filter(|form| form.contains(CLITIC_MARK) && self.has(form));
        let clitics = clitics.map(str::to_owned);
        self.list.iter().map(str::to_owned).chain(clitics).collect()
    }

    /// Whether a form of a layer is to be left out.
    pub(crate) fn has_id(&self, layer: &Layer, form: TermId) -> bool {
        self.has(layer.lexicon().form(form))
    }
}

/// The normaliser that folds as a layer does: that of the profile of the same name.
pub(crate) fn normalizer_of(layer: &str) -> Normalizer {
    layer.parse().map_or_else(|_| Normalizer::new(Profile::Exact), LayerKind::normalizer)
}
