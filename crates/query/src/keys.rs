//! What hits are sorted and grouped by, and the value of each key for each hit.

use crate::error::QueryError;
use crate::expand::Counted;
use crate::hits::{Hit, UnitCursor};
use crate::window::{Step, Window};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rayon::prelude::*;
use siyaq_index::{Boundary, Corpus, DocId, Layer, MetaValue, Punctuation, Scope, TermId};
use std::fmt;
use std::str::FromStr;

/// The furthest word from the match that a key may name.
const FURTHEST: u32 = 50;
/// How many words a key reads when no number is given.
const DEFAULT_WORDS: u32 = 10;
/// How many hits one task takes.
const TASK: usize = 4096;

const CHOICES: &str = "match, before, after, before:N, after:N, before:N..M, after:N..M \
    (words counted from the match outwards, N and M from 1 to 50), doc, field:NAME for a metadata \
    field, as field:source";

/// Something of a hit to sort or group by.
///
/// Words are forms of a layer. Before and after a match only tokens that count under the scope are
/// looked at, so that a comma beside the match is no word; they end where a phrase would end, at the
/// sentence unless the scope says otherwise.
///
/// Written `match`, `before`, `before:1`, `before:1..3`, `after` …, `doc`, `field:NAME`. Words
/// before the match are read outwards: `before:1` is the word next to it. `before` and `after`
/// without numbers are the ten nearest words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Key {
    /// The words of the match.
    Match,
    /// Words before the match, counted from it outwards.
    Before {
        /// The nearest, from 1.
        first: u32,
        /// The furthest.
        last: u32,
    },
    /// Words after the match, counted from it outwards.
    After {
        /// The nearest, from 1.
        first: u32,
        /// The furthest.
        last: u32,
    },
    /// The document, in the order of the corpus.
    Document,
    /// A metadata field of the document.
    Field(String),
}

impl FromStr for Key {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || QueryError::unknown(text, CHOICES);
        let (name, rest) = match text.split_once(':') {
            Some((name, rest)) => (name, Some(rest)),
            None => (text, None),
        };
        match (name, rest) {
            ("match", None) => Ok(Self::Match),
            ("doc", None) => Ok(Self::Document),
            ("field", Some(field)) if !field.is_empty() => Ok(Self::Field(field.to_owned())),
            ("before", _) => {
                words(rest).map(|(first, last)| Self::Before { first, last }).ok_or_else(error)
            }
            ("after", _) => {
                words(rest).map(|(first, last)| Self::After { first, last }).ok_or_else(error)
            }
            _ => Err(error()),
        }
    }
}

/// Reads `N` or `N..M`.
fn words(text: Option<&str>) -> Option<(u32, u32)> {
    let Some(text) = text else { return Some((1, DEFAULT_WORDS)) };
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (1 <= first && first <= last && last <= FURTHEST).then_some((first, last))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = |name: &str, first: u32, last: u32| match (first, last) {
            (1, DEFAULT_WORDS) => f.write_str(name),
            (first, last) if first == last => write!(f, "{name}:{first}"),
            (first, last) => write!(f, "{name}:{first}..{last}"),
        };
        match self {
            Self::Match => f.write_str("match"),
            Self::Before { first, last } => words("before", *first, *last),
            Self::After { first, last } => words("after", *first, *last),
            Self::Document => f.write_str("doc"),
            Self::Field(name) => write!(f, "field:{name}"),
        }
    }
}

impl Key {
    /// First and last word that are looked at, within what is allowed.
    fn reach(&self) -> (u32, u32) {
        match self {
            Self::Before { first, last } | Self::After { first, last } => {
                let first = (*first).clamp(1, FURTHEST);
                (first, (*last).clamp(first, FURTHEST))
            }
            Self::Match | Self::Document | Self::Field(_) => (1, 1),
        }
    }

    /// Whether the values of the key are words of a layer.
    #[must_use]
    pub fn has_forms(&self) -> bool {
        matches!(self, Self::Match | Self::Before { .. } | Self::After { .. })
    }

    /// How many columns the key takes.
    pub(crate) fn width(&self) -> usize {
        let (first, last) = self.reach();
        (last - first + 1) as usize
    }
}

/// How keys look at a corpus.
pub(crate) struct View<'c> {
    pub(crate) corpus: &'c Corpus,
    pub(crate) layer: &'c Layer,
    pub(crate) scope: Scope,
}

/// What the codes of a key stand for. Code 0 stands for nothing: no word, no value.
pub(crate) enum Labels {
    /// Code - 1 is a form of the layer.
    Forms,
    /// Code - 1 is a place in a list of matches; each is forms of the layer.
    Matches(Vec<Vec<u32>>),
    /// Code - 1 is a document.
    Documents,
    /// Code - 1 is a place in a list of values.
    Values(Vec<MetaValue>),
}

/// The keys of hits as numbers: a row for each hit, one or more columns for each key.
pub(crate) struct Codes {
    pub(crate) width: usize,
    pub(crate) codes: Vec<u32>,
    /// What the columns of each key mean.
    pub(crate) labels: Vec<Labels>,
}

impl<'c> View<'c> {
    /// The keys of some hits. Hits ascend.
    pub(crate) fn codes(&self, hits: &[Hit], keys: &[Key]) -> Result<Codes, QueryError> {
        let width: usize = keys.iter().map(Key::width).sum();
        let mut codes = vec![0u32; width.saturating_mul(hits.len())];
        let mut labels = Vec::new();
        let mut column = 0;
        for key in keys {
            let mut table = Table { codes: &mut codes, width, column };
            labels.push(match key {
                Key::Before { .. } | Key::After { .. } => {
                    self.words_around(hits, key, &mut table);
                    Labels::Forms
                }
                Key::Match => self.matches(hits, &mut table),
                Key::Document => {
                    table.fill(self.documents(hits).into_iter().map(|doc| code(doc.0)));
                    Labels::Documents
                }
                Key::Field(name) => self.values(hits, name, &mut table)?,
            });
            column += key.width();
        }
        Ok(Codes { width, codes, labels })
    }

    fn window(&self) -> Window<'c> {
        Window::new(self.layer, Counted::of(&self.scope))
    }

    /// The form of a token.
    fn form(&self, step: Step) -> u32 {
        match self.layer.split() {
            None => self.layer.fold(TermId(step.code)).0,
            Some(_) => step.code,
        }
    }

    fn words_around(&self, hits: &[Hit], key: &Key, table: &mut Table<'_>) {
        if hits.is_empty() {
            return;
        }
        let (first, last) = key.reach();
        let outwards = matches!(key, Key::Before { .. });
        let starts = self.corpus.units(self.scope.across);
        let breaks = self.scope.punctuation == Punctuation::Break;
        let (width, column) = (table.width, table.column);
        table.codes.par_chunks_mut(width * TASK).zip(hits.par_chunks(TASK)).for_each(
            |(rows, hits)| {
                let mut window = self.window();
                let mut units = UnitCursor::new(&starts);
                for (row, hit) in rows.chunks_mut(width).zip(hits) {
                    let words = hit.word_range();
                    let inside = if outwards { words.start } else { words.end.saturating_sub(1) };
                    let unit = units.unit(inside);
                    let mut place = if outwards { hit.start } else { hit.end };
                    for number in 1..=last {
                        let found = if outwards {
                            let near = place.pos().saturating_sub(1);
                            window.previous(
                                if breaks { near.max(unit.start) } else { unit.start },
                                place,
                            )
                        } else {
                            let near = place.pos_after().saturating_add(1);
                            window.next(place, if breaks { near.min(unit.end) } else { unit.end })
                        };
                        let Some(step) = found else { break };
                        place = if outwards { step.place } else { step.end };
                        let place = number.checked_sub(first).map(|place| place as usize);
                        if let Some(cell) = place.and_then(|place| row.get_mut(column + place)) {
                            *cell = code(self.form(step));
                        }
                    }
                }
            },
        );
    }

    /// The words of the match: the first and the last token, and between them those that count.
    fn matches(&self, hits: &[Hit], table: &mut Table<'_>) -> Labels {
        let mut window = self.window();
        if hits.iter().all(|hit| *hit == Hit::words(hit.start.pos(), hit.start.pos() + 1))
            && self.layer.split().is_none()
        {
            table.fill(hits.iter().map(|hit| {
                let word = window.word(hit.start.pos());
                let step = word.and_then(|word| window.step(hit.start.pos(), word, 0));
                step.map_or(0, |step| code(self.form(step)))
            }));
            return Labels::Forms;
        }
        let mut known: HashMap<Vec<u32>, u32, FixedState> =
            HashMap::with_hasher(FixedState::default());
        let mut listed: Vec<Vec<u32>> = Vec::new();
        let mut forms = Vec::new();
        let tokens = self.corpus.token_count();
        table.fill(hits.iter().map(|hit| {
            forms.clear();
            let words = hit.word_range();
            let end = words.end.min(tokens);
            for pos in words.start..end {
                let Some(word) = window.word(pos) else { break };
                if pos == words.start || pos + 1 == end || window.counts(word) {
                    let inside = window
                        .steps(pos, word)
                        .filter(|step| (hit.start..hit.end).contains(&step.place));
                    forms.extend(inside.map(|step| self.form(step)));
                }
            }
            if let Some(code) = known.get(&forms) {
                return *code;
            }
            let code = u32::try_from(listed.len() + 1).unwrap_or(u32::MAX);
            known.insert(forms.clone(), code);
            listed.push(forms.clone());
            code
        }));
        Labels::Matches(listed)
    }

    /// The document of each hit.
    pub(crate) fn documents(&self, hits: &[Hit]) -> Vec<DocId> {
        let mut units = UnitCursor::new(self.corpus.boundaries(Boundary::Document));
        hits.iter().map(|hit| units.document(hit.start.pos())).collect()
    }

    fn values(
        &self,
        hits: &[Hit],
        name: &str,
        table: &mut Table<'_>,
    ) -> Result<Labels, QueryError> {
        let documents = self.corpus.documents()?;
        let field = documents.field(name)?;
        let of_hits = self.documents(hits);
        let mut distinct = of_hits.clone();
        distinct.dedup();
        let values: Vec<Option<MetaValue>> =
            distinct.iter().map(|doc| documents.value_at(*doc, field)).collect();
        let mut listed: Vec<MetaValue> = values.iter().flatten().cloned().collect();
        listed.sort_unstable();
        listed.dedup();
        let codes: Vec<u32> = values
            .iter()
            .map(|value| {
                let place = value.as_ref().and_then(|value| listed.binary_search(value).ok());
                place.map_or(0, |place| u32::try_from(place + 1).unwrap_or(u32::MAX))
            })
            .collect();
        let mut of_documents = distinct.iter().zip(&codes);
        let mut last: Option<(DocId, u32)> = None;
        table.fill(of_hits.iter().map(|doc| match last {
            Some((known, code)) if known == *doc => code,
            _ => {
                let code = of_documents.next().map_or(0, |(_, code)| *code);
                last = Some((*doc, code));
                code
            }
        }));
        Ok(Labels::Values(listed))
    }
}

/// A number as a code.
fn code(number: u32) -> u32 {
    number.saturating_add(1)
}

/// The columns of one key in the table of all keys.
struct Table<'t> {
    codes: &'t mut [u32],
    width: usize,
    column: usize,
}

impl Table<'_> {
    /// Puts one value for each row into the column.
    fn fill(&mut self, values: impl Iterator<Item = u32>) {
        for (row, value) in self.codes.chunks_mut(self.width.max(1)).zip(values) {
            if let Some(cell) = row.get_mut(self.column) {
                *cell = value;
            }
        }
    }
}
