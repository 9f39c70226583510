//! Finds the forms that fit a pattern.
//!
//! Forms that begin alike are neighbours, so a prefix is a range of ordinals. For the rest the forms of
//! such a range, or all of them, are unpacked and compared: some nanoseconds each, and what several
//! begin with is given to an automaton once.

use rayon::prelude::*;
use siyaq_types::TermId;
use std::cmp::Ordering;
use std::ops::Range;

use crate::data::LexiconData;
use crate::forms::{BUCKET, bucket_count};
use crate::lexicon::Lexicon;
use crate::needs::Needs;
use crate::pattern::{Kind, Pattern};

/// Buckets that one task unpacks.
const TASK: u32 = 256;

impl<D: LexiconData + Sync> Lexicon<D> {
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
    ///
    /// # Cost
    /// A microsecond for one form, and some nanoseconds for each that begins as the pattern does; of
    /// a pattern that may begin with anything, a regular expression and an edit distance, for each
    /// form that there is. The work is shared out over the current rayon pool.
    #[must_use]
    pub fn search(&self, pattern: &Pattern) -> Vec<TermId> {
        let all = 0..self.len();
        let text = pattern.text().as_bytes();
        let mut ids: Vec<u32> = match &pattern.kind {
            Kind::Exact => self.id(pattern.text()).into_iter().map(|id| id.0).collect(),
            Kind::Prefix => {
                self.with_prefix(text).filter_map(|ordinal| self.order_item(ordinal)).collect()
            }
            Kind::Suffix => self.fitting(all, |form| form.ends_with(text)),
            Kind::Infix(finder) => self.fitting(all, |form| finder.find(form).is_some()),
            Kind::Wildcard(parts) => {
                let needs = Needs::of_wildcard(parts);
                let matches =
                    |form: &[u8]| std::str::from_utf8(form).is_ok_and(|form| pattern.matches(form));
                self.fitting(self.with_prefix(needs.prefix.as_bytes()), |form| {
                    let (allowed, certain) = needs.allow(form);
                    allowed && (certain || matches(form))
                })
            }
            Kind::Regex(dfa) => self.accepted_by(&&**dfa),
            Kind::Fuzzy(dfa) => self.accepted_by(&**dfa),
        };
        ids.par_sort_unstable();
        // Damaged bytes may name an id twice.
        ids.dedup();
        ids.into_iter().map(TermId).collect()
    }

    /// The ids of the forms at some ordinals that fit.
    fn fitting(&self, ordinals: Range<u32>, fits: impl Fn(&[u8]) -> bool + Sync) -> Vec<u32> {
        self.tasks(&ordinals, |task, found| {
            self.each_form(task, |ordinal, _, form| {
                if ordinals.contains(&ordinal) && fits(form) {
                    found.push(ordinal);
                }
            });
        })
    }

    /// The ids of the forms that an automaton accepts.
    fn accepted_by<A>(&self, automaton: &A) -> Vec<u32>
    where
        A: fst::Automaton + Sync,
        A::State: Send,
    {
        self.tasks(&(0..self.len()), |task, found| {
            // The states after each byte of the form, as far as it leads anywhere.
            let mut states = vec![automaton.start()];
            self.each_form(task, |ordinal, shared, form| {
                if shared >= states.len() {
                    // The form begins with what has led nowhere.
                    return;
                }
                states.truncate(shared + 1);
                for byte in form.get(shared..).unwrap_or_default() {
                    let Some(last) = states.last() else { return };
                    let next = automaton.accept(last, *byte);
                    if !automaton.can_match(&next) {
                        return;
                    }
                    states.push(next);
                }
                let Some(last) = states.last() else { return };
                let ended = automaton.accept_eof(last);
                if automaton.is_match(ended.as_ref().unwrap_or(last)) {
                    found.push(ordinal);
                }
            });
        })
    }

    /// Lets tasks, each with some buckets, find ordinals; gives the ids at them.
    fn tasks(
        &self,
        ordinals: &Range<u32>,
        find: impl Fn(Range<u32>, &mut Vec<u32>) + Sync,
    ) -> Vec<u32> {
        let buckets = ordinals.start / BUCKET..ordinals.end.div_ceil(BUCKET);
        let starts = buckets.clone().step_by(TASK as usize).collect::<Vec<u32>>();
        let found = starts.into_par_iter().map(|start| {
            let mut found = Vec::new();
            find(start..buckets.end.min(start + TASK), &mut found);
            found.into_iter().filter_map(|ordinal| self.order_item(ordinal)).collect::<Vec<u32>>()
        });
        found.collect::<Vec<_>>().concat()
    }
}

impl<D: LexiconData> Lexicon<D> {
    /// Calls `each` with every form of some buckets: its ordinal, how many of its bytes are those of
    /// the form before, and its bytes.
    pub(crate) fn each_form(&self, buckets: Range<u32>, mut each: impl FnMut(u32, usize, &[u8])) {
        for bucket in buckets {
            let Some(mut forms) = self.bucket(bucket) else { return self.note_forms() };
            let mut ordinal = bucket * BUCKET;
            loop {
                match forms.step() {
                    Ok(Some((shared, form))) => each(ordinal, shared, form),
                    Ok(None) => break,
                    Err(_) => return self.note_forms(),
                }
                ordinal += 1;
            }
        }
    }

    /// The ordinals of the forms that begin with `prefix`.
    fn with_prefix(&self, prefix: &[u8]) -> Range<u32> {
        let start = self.partition(|form| form < prefix);
        // Nothing comes between the forms that begin with it.
        start..self.partition(|form| form < prefix || form.starts_with(prefix)).max(start)
    }

    /// The ordinal of a form.
    pub(crate) fn ordinal_of(&self, form: &[u8]) -> Option<u32> {
        let mut found = None;
        let ordinal = self.partition(|other| {
            let order = other.cmp(form);
            found = (order == Ordering::Equal).then_some(()).or(found);
            order == Ordering::Less
        });
        found.map(|()| ordinal)
    }

    /// The first ordinal at which `before`, which holds for all forms up to some place, does not hold.
    fn partition(&self, mut before: impl FnMut(&[u8]) -> bool) -> u32 {
        let (mut low, mut high) = (0, bucket_count(self.len()));
        // The first bucket whose first form is not before the place.
        while low < high {
            let middle = low + (high - low) / 2;
            let first = self.bucket(middle).map(|mut forms| match forms.step() {
                Ok(Some((_, form))) => before(form),
                _ => false,
            });
            let Some(first) = first else {
                self.note_forms();
                return self.len();
            };
            if first {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // The place is in the bucket before, or at the end of it.
        let Some(bucket) = low.checked_sub(1) else { return 0 };
        let mut ordinal = bucket * BUCKET;
        if let Some(mut forms) = self.bucket(bucket) {
            while let Ok(Some((_, form))) = forms.step() {
                if !before(form) {
                    break;
                }
                ordinal += 1;
            }
        }
        ordinal
    }
}
