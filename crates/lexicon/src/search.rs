//! Finds the forms that fit a pattern.
//!
//! A prefix is a range of ranks, which the automaton gives. Edit distances, and regular expressions
//! in which no letters are certain, walk the automaton together with one of their own. For the rest
//! the n-gram index gives candidates, which are compared with the pattern unless the grams already
//! say everything.

use siyaq_types::TermId;

use crate::alphabet::{AlphabetView, END, START};
use crate::grams::{GramList, GramView};
use crate::layout::Section;
use crate::lexicon::Lexicon;
use crate::needs::{self, Needs, Piece};
use crate::pattern::{Kind, Pattern};

/// Reading this many bytes of a list costs about as much as comparing one form.
const BYTES_PER_FORM: usize = 12;

/// A set of ids.
struct IdSet {
    words: Vec<u64>,
    len: u32,
}

impl IdSet {
    fn new(len: u32) -> Self {
        Self { words: vec![0; len.div_ceil(64) as usize], len }
    }

    /// Adds an id; ids that are out of range are left out.
    #[inline]
    fn add(&mut self, id: u32) {
        if id < self.len {
            self.words[(id / 64) as usize] |= 1 << (id % 64);
        }
    }

    fn ascending(&self) -> Vec<u32> {
        let count = self.words.iter().map(|word| word.count_ones() as usize).sum();
        let mut ids = Vec::with_capacity(count);
        for (start, &word) in (0_u32..).step_by(64).zip(&self.words) {
            let mut rest = word;
            while rest != 0 {
                ids.push(start + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        ids
    }
}

impl<D: AsRef<[u8]>> Lexicon<D> {
    /// The ids of the forms that fit, ascending: the most frequent form comes first.
    ///
    /// ```
    /// use siyaq_lexicon::{Lexicon, LexiconBuilder, Pattern};
    ///
    /// let built = LexiconBuilder::build(&[("كتاب", 7), ("الكتاب", 5), ("كتابة", 3), ("قلم", 2)])?;
    /// let lexicon = Lexicon::open(built.bytes)?;
    /// let forms = |pattern: &Pattern| -> Vec<&str> {
    ///     lexicon.search(pattern).into_iter().map(|id| lexicon.form(id)).collect()
    /// };
    /// assert_eq!(forms(&Pattern::suffix("كتاب")), ["كتاب", "الكتاب"]);
    /// assert_eq!(forms(&Pattern::wildcard("كتاب*")), ["كتاب", "كتابة"]);
    /// assert_eq!(forms(&Pattern::fuzzy("كتابه", 1)?), ["كتاب", "كتابة"]);
    /// # Ok::<(), siyaq_lexicon::LexiconError>(())
    /// ```
    #[must_use]
    pub fn search(&self, pattern: &Pattern) -> Vec<TermId> {
        let ids = match &pattern.kind {
            Kind::Exact => self.id(pattern.text()).into_iter().map(|id| id.0).collect(),
            Kind::Prefix => self.with_prefix(pattern.text()),
            Kind::Suffix => self.with_pieces(&Needs::of_piece(pattern.text(), true), pattern),
            Kind::Infix(_) => self.with_pieces(&Needs::of_piece(pattern.text(), false), pattern),
            Kind::Wildcard(parts) => self.with_pieces(&Needs::of_wildcard(parts), pattern),
            Kind::Regex(dfa) => match needs::of_regex(pattern.text()) {
                Some(ways) => self.with_one_of(&ways, pattern),
                None => self.accepted_by(&&**dfa),
            },
            Kind::Fuzzy(dfa) => self.accepted_by(&**dfa),
        };
        ids.into_iter().map(TermId).collect()
    }

    fn prefix_ranks(&self, prefix: &str) -> std::ops::Range<u32> {
        let ranks = self.fst().and_then(|fst| fst.prefix_ranks(prefix.as_bytes()));
        ranks.map_or(0..0, |ranks| ranks.start.min(self.len())..ranks.end.min(self.len()))
    }

    fn with_prefix(&self, prefix: &str) -> Vec<u32> {
        self.ids_of_ranks(self.prefix_ranks(prefix))
    }

    /// The ids at ranks, ascending.
    fn ids_of_ranks(&self, ranks: impl ExactSizeIterator<Item = u32>) -> Vec<u32> {
        let count = u32::try_from(ranks.len()).unwrap_or(u32::MAX);
        let ids = ranks.filter_map(|rank| self.order_item(rank));
        if count > self.len() / 256 {
            let mut set = IdSet::new(self.len());
            ids.for_each(|id| set.add(id));
            set.ascending()
        } else {
            let mut ids: Vec<u32> = ids.collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        }
    }

    fn accepted_by<A: fst::Automaton>(&self, automaton: &A) -> Vec<u32> {
        let mut ranks = Vec::new();
        if let Some(fst) = self.fst() {
            let limit = self.section(Section::Forms).len() as u64;
            fst.accepted(automaton, limit, |rank, _| {
                ranks.push(rank);
                true
            });
        }
        self.ids_of_ranks(ranks.into_iter())
    }

    /// The ids of the forms that have what `needs` says and fit the pattern.
    fn with_pieces(&self, needs: &Needs, pattern: &Pattern) -> Vec<u32> {
        let (candidates, sure) = self.candidates(needs).unwrap_or_default();
        if sure { candidates } else { self.fitting(candidates, pattern) }
    }

    /// The ids of the forms that have what one of `ways` says and fit the pattern.
    fn with_one_of(&self, ways: &[Needs], pattern: &Pattern) -> Vec<u32> {
        let mut found = ways.iter().filter_map(|needs| self.candidates(needs));
        let candidates = if ways.len() == 1 {
            found.next().unwrap_or_default().0
        } else {
            let mut set = IdSet::new(self.len());
            found.for_each(|(ids, _)| ids.into_iter().for_each(|id| set.add(id)));
            set.ascending()
        };
        self.fitting(candidates, pattern)
    }

    fn fitting(&self, mut candidates: Vec<u32>, pattern: &Pattern) -> Vec<u32> {
        candidates.retain(|&id| pattern.matches(self.form(TermId(id))));
        candidates
    }

    /// Ids among which are all that have what `needs` says, ascending, and whether all of them fit.
    /// `None` if there are none.
    fn candidates(&self, needs: &Needs) -> Option<(Vec<u32>, bool)> {
        let grams = self.grams()?;
        let (pieces, alone) = classes(grams.alphabet, &needs.pieces)?;
        let mut lists: Vec<GramList<'_>> = Vec::new();
        for window in pieces.iter().flat_map(|piece| piece.windows(3)) {
            lists.push(grams.list([window[0], window[1], window[2]])?);
        }
        lists.sort_unstable_by_key(|list| list.byte_count());
        let candidates = self.with_grams(grams, needs, &pieces, &lists);
        let sure = needs.enough && alone && pieces.iter().all(|piece| piece.len() <= 3);
        Some((candidates, sure))
    }

    /// Ids among which are all that have the pieces, ascending. `lists` are those of all whole
    /// grams of the pieces, the shortest first.
    fn with_grams(
        &self,
        grams: GramView<'_>,
        needs: &Needs,
        pieces: &[Vec<u8>],
        lists: &[GramList<'_>],
    ) -> Vec<u32> {
        if let Some(prefix) = needs.prefix() {
            let ranks = self.prefix_ranks(&prefix);
            if lists.first().is_none_or(|list| ranks.len() <= list.byte_count()) {
                return self.ids_of_ranks(ranks);
            }
        }
        if let Some((shortest, others)) = lists.split_first() {
            let mut ids: Vec<u32> = shortest.ids().take_while(|&id| id < self.len()).collect();
            for list in others {
                if list.byte_count() > ids.len() * BYTES_PER_FORM {
                    break;
                }
                keep_common(&mut ids, list.ids());
            }
            return ids;
        }
        let Some(piece) = pieces.iter().max_by_key(|piece| piece.len()) else {
            return (0..self.len()).collect();
        };
        let gram = match **piece {
            [first, END] => [None, Some(first), Some(END)],
            [first, second] => [Some(first), Some(second), None],
            [middle] => [None, Some(middle), None],
            _ => [None, None, None],
        };
        let mut set = IdSet::new(self.len());
        grams.lists_with(gram).for_each(|list| list.ids().for_each(|id| set.add(id)));
        set.ascending()
    }
}

/// The classes of the pieces, with the ends of the form where they touch them, and whether every
/// character has a class for itself. `None` if no form has one of the characters.
fn classes(alphabet: AlphabetView<'_>, pieces: &[Piece]) -> Option<(Vec<Vec<u8>>, bool)> {
    let mut all_alone = true;
    let mut found = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.chars.is_empty()) {
        let mut classes = Vec::new();
        classes.extend(piece.at_start.then_some(START));
        for &ch in &piece.chars {
            let (class, alone) = alphabet.class(ch)?;
            all_alone &= alone;
            classes.push(class);
        }
        classes.extend(piece.at_end.then_some(END));
        found.push(classes);
    }
    Some((found, all_alone))
}

/// Keeps the ids that `others` has as well; both ascend.
fn keep_common(ids: &mut Vec<u32>, others: impl Iterator<Item = u32>) {
    let mut others = others.peekable();
    ids.retain(|&id| {
        while others.next_if(|&other| other < id).is_some() {}
        others.peek() == Some(&id)
    });
}
