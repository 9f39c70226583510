//! The lines of the tables: forms with their clitics, and pairs of categories.

use super::file::TableFile;
use super::{Entry, Lexicon, Pairs};
use crate::error::SegmentError;
use crate::grammar::{Cut, PREFIXES, SUFFIXES};
use crate::letters::{Folder, Letter, Letters, OTHER};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use siyaq_text::TranslitScheme;

/// Which lexicon a form belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Prefix,
    Stem,
    Suffix,
}

/// A line of a lexicon: form, form with vowels, category, gloss with parts of speech.
struct Line<'l> {
    form: &'l str,
    voweled: &'l str,
    category: &'l str,
    /// What stands between `<pos>` and `</pos>`.
    parts: Option<&'l str>,
}

impl<'l> Line<'l> {
    fn of(line: &'l str, slot: Slot) -> Result<Self, String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [form, voweled, category, gloss] = columns.as_slice() else {
            return Err(format!(
                "{} columns, and 4 with tabs between them are expected: form, form with vowels, category, gloss",
                columns.len()
            ));
        };
        let (form, category) = (form.trim(), category.trim());
        if category.is_empty() || category.contains(char::is_whitespace) {
            return Err(format!("{category:?} is no category: one word is expected"));
        }
        let parts = gloss.split_once("<pos>").and_then(|(_, rest)| rest.split_once("</pos>"));
        let parts = parts.map(|(parts, _)| parts);
        match slot {
            Slot::Stem if form.is_empty() => Err("the stem is empty".to_owned()),
            Slot::Prefix | Slot::Suffix if !form.is_empty() && parts.is_none() => Err(
                "a prefix or suffix has its parts between <pos> and </pos>, and this one has none"
                    .to_owned(),
            ),
            _ => Ok(Self { form, voweled, category, parts }),
        }
    }

    /// The parts, each with its tag: `wa/CONJ+sa/FUT+ya/IV3MS+`.
    fn parts(&self) -> impl DoubleEndedIterator<Item = (&'l str, &'l str)> + use<'l> {
        self.parts.unwrap_or_default().split('+').filter_map(|part| part.trim().rsplit_once('/'))
    }
}

/// Reads tables, whose categories have numbers.
pub(super) struct Reader {
    folder: Folder,
    letters: Letters,
    categories: HashMap<String, u16, FixedState>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            folder: Folder::new(),
            letters: Letters::new(),
            categories: HashMap::with_hasher(FixedState::default()),
        }
    }

    /// The entries of a lexicon.
    pub(super) fn lexicon(
        &mut self,
        file: &TableFile,
        slot: Slot,
    ) -> Result<Lexicon, SegmentError> {
        let mut lexicon: Lexicon = HashMap::with_hasher(FixedState::default());
        // A stem is listed once for each spelling of its hamzas, and folding makes them one.
        let mut seen: HashSet<(Vec<Letter>, String), FixedState> =
            HashSet::with_hasher(FixedState::default());
        let mut last = 0;
        for (number, text) in file.lines() {
            last = number;
            let error = |reason: String| file.error(number, reason);
            let line = Line::of(&text, slot).map_err(error)?;
            let category = self.category(line.category).map_err(error)?;
            let Some(form) = self.form(line.form) else { continue };
            let Some(cut) = self.cut(&line, &form, slot) else { continue };
            if seen.insert((form.clone(), format!("{}\t{}", line.voweled, line.category))) {
                let entry = Entry { category, cut };
                lexicon.entry(form).or_default().push(entry);
            }
        }
        if lexicon.is_empty() {
            return Err(file.error(
                last.max(1),
                "no line of the file has a form in Buckwalter's transliteration",
            ));
        }
        Ok(lexicon)
    }

    /// The pairs of a table of categories that go together.
    pub(super) fn pairs(&mut self, file: &TableFile) -> Result<Pairs, SegmentError> {
        let mut pairs: Pairs = HashSet::with_hasher(FixedState::default());
        for (number, line) in file.lines() {
            let error = |reason: String| file.error(number, reason);
            let words: Vec<&str> = line.split_whitespace().collect();
            let [first, second] = words.as_slice() else {
                return Err(error(format!(
                    "{} words, and two categories with a space between them are expected",
                    words.len()
                )));
            };
            let first = self.category(first).map_err(error)?;
            pairs.insert((first, self.category(second).map_err(error)?));
        }
        if pairs.is_empty() {
            return Err(file.error(1, "the file has no pairs of categories"));
        }
        Ok(pairs)
    }

    fn category(&mut self, name: &str) -> Result<u16, String> {
        if let Some(number) = self.categories.get(name) {
            return Ok(*number);
        }
        let number = u16::try_from(self.categories.len())
            .map_err(|_| "there are more than 65,536 categories".to_owned())?;
        self.categories.insert(name.to_owned(), number);
        Ok(number)
    }

    /// The letters of a form in Buckwalter's transliteration; none for what is no Arabic word.
    fn form(&mut self, text: &str) -> Option<Vec<Letter>> {
        if text.is_empty() {
            return Some(Vec::new());
        }
        let arabic = TranslitScheme::Buckwalter.to_arabic(text)?;
        let is_word = self.folder.fold(&arabic, &mut self.letters);
        let letters = self.letters.as_slice();
        (is_word && !letters.contains(&OTHER)).then(|| letters.to_vec())
    }

    /// The clitics of a form; none where they are not those of the grammar.
    fn cut(&mut self, line: &Line<'_>, form: &[Letter], slot: Slot) -> Option<Cut> {
        if slot == Slot::Prefix {
            let clitics =
                line.parts().take_while(|(_, tag)| *tag != "DET" && !tag.starts_with("IV"));
            let letters = form.get(..clitics.count())?;
            let prefix = PREFIXES.iter().position(|prefix| *prefix == letters)?;
            return Some(Cut { prefix: prefix as u8, suffix: 0 });
        }
        let Some((pronoun, tag)) = line.parts().next_back() else { return Some(Cut::WHOLE) };
        let is_pronoun =
            tag.starts_with("POSS_PRON") || tag.starts_with("PRON") || tag.contains("SUFF_DO");
        // A pronoun that is a word of its own has no other part.
        if !is_pronoun || slot == Slot::Stem && line.parts().count() < 2 {
            return Some(Cut::WHOLE);
        }
        let pronoun = self.form(pronoun)?;
        let suffix = SUFFIXES.iter().position(|suffix| *suffix == pronoun)?;
        form.ends_with(&pronoun).then_some(Cut { prefix: 0, suffix: suffix as u8 })
    }
}
