//! The full check of a lexicon.

use crate::alphabet::{Alphabet, CharCounts};
use crate::bytes::u32_items;
use crate::error::LexiconError;
use crate::grams::{Classed, GramBuilder};
use crate::layout::Section;
use crate::lexicon::Lexicon;

/// Accepts every key.
struct Everything;

impl fst::Automaton for Everything {
    type State = ();

    fn start(&self) {}

    fn is_match(&self, (): &()) -> bool {
        true
    }

    fn accept(&self, (): &(), _: u8) {}
}

impl<D: AsRef<[u8]>> Lexicon<D> {
    /// Checks every byte: the checksum of each section first, then that the sections agree with
    /// each other (order of ids and of ranks, the automaton, the n-gram index).
    ///
    /// # Errors
    /// When anything does not hold. The error names the section.
    ///
    /// # Cost
    /// Reads everything: about half a second for a million forms.
    pub fn verify(&self) -> Result<(), LexiconError> {
        let data = self.data.as_ref();
        crate::layout::Layout::read(data)?;
        for section in Section::ALL {
            self.layout.check(data, section)?;
        }
        self.check_forms()?;
        self.check_order()?;
        self.check_freqs()?;
        self.check_fst()?;
        self.check_grams()
    }

    fn check_forms(&self) -> Result<(), LexiconError> {
        let ends = u32_items(self.section(Section::Ends));
        if !ends.scan(0, |last, end| Some(std::mem::replace(last, end) < end)).all(|grows| grows) {
            return Err(LexiconError::corrupt("ends", "a form ends before it begins"));
        }
        for id in 0..self.len() {
            let bytes = self.form_bytes(id).unwrap_or_default();
            if let Err(error) = std::str::from_utf8(bytes) {
                return Err(LexiconError::corrupt("forms", format!("form {id}: {error}")));
            }
        }
        Ok(())
    }

    fn check_order(&self) -> Result<(), LexiconError> {
        let mut last: &[u8] = &[];
        for (rank, id) in (0_u32..).zip(u32_items(self.section(Section::Order))) {
            let back = crate::bytes::u32_item(self.section(Section::Ranks), id as usize);
            if back != Some(rank) {
                let reason = format!("rank {rank} and id {id} do not name each other");
                return Err(LexiconError::corrupt("order", reason));
            }
            let form = self.form_bytes(id).unwrap_or_default();
            if form <= last {
                let reason = format!("the form at rank {rank} does not come after the one before");
                return Err(LexiconError::corrupt("order", reason));
            }
            last = form;
        }
        Ok(())
    }

    fn check_freqs(&self) -> Result<(), LexiconError> {
        let wrong = |reason: &str| Err(LexiconError::corrupt("freqs", reason));
        let runs: Vec<(u32, u64)> = self.freqs().map_or(Vec::new(), |freqs| freqs.runs().collect());
        if runs.first().map(|run| run.0) != (!self.is_empty()).then_some(0) {
            return wrong("the first run does not begin at the first id");
        }
        if !runs.is_sorted_by(|one, next| one.0 < next.0 && one.1 > next.1) {
            return wrong("the runs do not go down");
        }
        if runs.last().is_some_and(|run| run.0 >= self.len()) {
            return wrong("a run begins after the last id");
        }
        let mut total = 0_u64;
        let mut last: Option<(u64, u32)> = None;
        for (id, _, freq) in self.iter() {
            let Some(sum) = total.checked_add(freq) else { return wrong("the sum") };
            total = sum;
            let rank = self.rank(id);
            if last.is_some_and(|last| last.0 == freq && last.1 > rank) {
                return wrong("ids of one frequency are not in the order of bytes");
            }
            last = Some((freq, rank));
        }
        if total == self.total_freq() { Ok(()) } else { wrong("the sum") }
    }

    fn check_fst(&self) -> Result<(), LexiconError> {
        let wrong = |reason: &str| Err(LexiconError::corrupt("fst", reason));
        let Some(fst) = self.fst() else { return wrong("its head or its tail") };
        if fst.checksums().is_none_or(|(written, found)| written != found) {
            return wrong("its checksum");
        }
        let mut next = 0;
        let limit = self.section(Section::Forms).len() as u64;
        fst.accepted(&Everything, limit, |rank, key| {
            let sound = rank == next && self.form_bytes(self.at_rank(rank).0) == Some(key);
            next += u32::from(sound);
            sound
        });
        if next == self.len() { Ok(()) } else { wrong("it does not lead to every form") }
    }

    fn check_grams(&self) -> Result<(), LexiconError> {
        let mut counts = CharCounts::default();
        self.iter().for_each(|(_, form, _)| counts.add(form));
        let alphabet = Alphabet::choose(&counts);
        let mut forms = Classed::with_capacity(self.len() as usize);
        self.iter().for_each(|(_, form, _)| forms.push(&alphabet, form));
        let mut expected = Vec::new();
        GramBuilder::measure(&alphabet, &forms)?.write(&mut expected);
        if expected == self.section(Section::Grams) {
            Ok(())
        } else {
            Err(LexiconError::corrupt("grams", "it does not agree with the forms"))
        }
    }
}
