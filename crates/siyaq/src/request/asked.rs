//! Queries of a request: read, looked for, and talked about.

use super::error::Result;
use super::numbers::count_of;
use super::remark::Remark;
use super::run::{Loaded, Run};
use super::scope::QueryOptions;
use super::stop::normalizer_of;
use siyaq_analysis::labels_of;
use siyaq_count::Selection;
use siyaq_index::{Across, Layer};
use siyaq_lexicon::Pattern;
use siyaq_query::{Explanation, Hits, Query, QueryError, Reading, Search, SearchOptions, search};

/// How many forms are suggested.
const SUGGESTIONS: usize = 5;

/// How many signs of a query a message has.
const SHOWN_SIGNS: usize = 100;

/// A query as it was written. What cannot be read as a query, such as a match of a concordance with
/// a lonely parenthesis in it, may still be words of the text.
pub(crate) struct Asked {
    text: String,
    query: std::result::Result<Query, QueryError>,
    explain: bool,
}

impl Asked {
    /// Reads a query; an error where it is neither a query nor words with signs that could be read
    /// otherwise.
    pub(crate) fn read(text: String, explain: bool) -> Result<Self> {
        match text.parse::<Query>() {
            Err(error) if !text.contains(['(', ')', '|']) => Err(error.into()),
            query => Ok(Self { text, query, explain }),
        }
    }

    /// The query of the arguments of a verb.
    pub(crate) fn of(args: &QueryOptions) -> Result<Self> {
        Self::read(args.text(), args.explain)
    }

    /// The query as it was written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The query as a message has it.
    fn shown(&self) -> String {
        let mut signs = self.text.chars();
        let shown: String = signs.by_ref().take(SHOWN_SIGNS).collect();
        if signs.next().is_some() { format!("{shown}…") } else { shown }
    }

    /// Looks for it, and says what is worth saying: what may be misunderstood, how it was read where
    /// that was asked for, and what was not found.
    pub(crate) fn hits(
        &self,
        loaded: &Loaded<'_>,
        selection: &Selection<'_>,
        run: &Run<'_>,
    ) -> Result<Hits> {
        self.hits_in("", loaded, selection, run)
    }

    /// The same in one of several selections, with the words that say in which.
    pub(crate) fn hits_in(
        &self,
        place: &str,
        loaded: &Loaded<'_>,
        selection: &Selection<'_>,
        run: &Run<'_>,
    ) -> Result<Hits> {
        for remark in self.query.iter().flat_map(Query::remarks) {
            run.note(format_args!("note: {remark}"));
        }
        let search = |query: &Query| Search::new(loaded.corpus, query, &search_options(selection));
        let explain = |search: &Search<'_>| {
            if self.explain {
                run.remark(Remark::Explained(search.explain().to_string()));
            }
        };
        let mut explanation = None;
        if let Ok(query) = &self.query {
            let search = search(query)?;
            explain(&search);
            let hits = search.hits();
            if !hits.is_empty() {
                return Ok(hits);
            }
            explanation = Some(search.explain());
        }
        // With signs that mean something in a query taken as they are written.
        if self.text.contains(['*', '?', '(', ')', '|', '\\']) {
            let literal = search(&Query::literal(&self.text))?;
            let hits = literal.hits();
            if !hits.is_empty() {
                run.note(format_args!(
                    "note: {}: {}; looked for as it is written, with its signs as signs",
                    self.shown(),
                    match &self.query {
                        Ok(_) => "not found as a query".to_owned(),
                        Err(error) => error.to_string(),
                    }
                ));
                explain(&literal);
                return Ok(hits);
            }
        }
        match (&self.query, explanation) {
            (Err(_), _) => {
                self.text.parse::<Query>()?;
            }
            (Ok(_), Some(explanation)) => self.not_found(place, &explanation, selection, run),
            (Ok(_), None) => {}
        }
        Ok(Hits::default())
    }

    /// Says on which other layers of the corpus the query is found, since a layer that folds more finds what
    /// is written otherwise.
    fn say_other_layers(&self, selection: &Selection<'_>, run: &Run<'_>) {
        let Ok(query) = &self.query else { return };
        let own = selection.layer().name();
        let others = selection.corpus().layers().iter().map(Layer::name);
        for layer in others.filter(|name| *name != own) {
            let options = search_options(selection).layer(layer);
            // A layer whose rule cannot be read finds nothing.
            let hits = search(selection.corpus(), query, &options).map_or(0, |hits| hits.len());
            if hits > 0 {
                run.note(format_args!(
                    "on layer {layer} it is found, hits: {}",
                    count_of(hits as u64)
                ));
            }
        }
    }

    /// Says why nothing was found, as far as it can be told.
    fn not_found(
        &self,
        place: &str,
        explanation: &Explanation,
        selection: &Selection<'_>,
        run: &Run<'_>,
    ) {
        let layer = &explanation.layer;
        run.note(format_args!("{}: not found on layer {layer}{place}", self.shown()));
        self.say_other_layers(selection, run);
        let [phrase] = explanation.phrases.as_slice() else { return };
        let missing: Vec<&Reading> =
            phrase.iter().filter(|place| place.forms.as_ref().is_some_and(Vec::is_empty)).collect();
        for place in &missing {
            if phrase.len() > 1 {
                run.note(format_args!("no form fits {}", place.words.join(" or ")));
            }
            if let [word] = place.words.as_slice() {
                suggest(word, selection, run);
            }
        }
        if !missing.is_empty() {
            return;
        }
        match phrase.as_slice() {
            [only] => {
                let freq: u64 = only.forms.iter().flatten().map(|(_, freq)| freq).sum();
                run.note(format_args!(
                    "its frequency in the corpus is {freq}, but it is not among the documents and \
                     the token classes that count here"
                ));
            }
            words => {
                let (limit, beyond) = match selection.scope().across {
                    Across::Within(_) => ("the end of a structure that `within` names", ""),
                    _ => ("a sentence's end", ", `across = sentence` looks beyond"),
                };
                run.note(format_args!(
                    "its {} words occur, but never in this row without {limit} between them{}; \
                     `explain` shows how it was read{beyond}",
                    words.len(),
                    if selection.part().is_everything() { "" } else { " in the documents chosen" }
                ));
            }
        }
    }
}

/// The layer, the scope and the documents of a selection.
fn search_options<'s>(selection: &'s Selection<'_>) -> SearchOptions<'s> {
    SearchOptions::default()
        .layer(selection.layer().name())
        .scope(selection.scope())
        .within(selection.part())
}

/// Says which forms are nearly a word, the most frequent first.
pub(crate) fn suggest(word: &str, selection: &Selection<'_>, run: &Run<'_>) {
    let layer = selection.layer();
    // The search has read the rule of the layer already.
    let Ok(normalizer) = normalizer_of(layer) else { return };
    let folded = normalizer.normalize(word).into_owned();
    if word.contains([' ', '*', '?', '|', '(', ')', '\\']) {
        return;
    }
    // A word that is too long for a search by distance has no suggestions.
    let Ok(pattern) = Pattern::fuzzy_with_swaps(&folded, 1) else { return };
    let near = layer.lexicon().search(&pattern).into_iter();
    let labels = labels_of(selection);
    let forms: Vec<&str> = near
        .map(|form| (labels.key(form), labels.label(form)))
        .filter(|(key, label)| *key != folded && *key != word && *label != word)
        .map(|(_, label)| label)
        .take(SUGGESTIONS)
        .collect();
    if !forms.is_empty() {
        run.note(format_args!("nearby forms: {}", forms.join(" · ")));
    }
}
