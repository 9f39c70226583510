//! The full check of a lexicon.

use crate::build::LexiconBuilder;
use crate::data::LexiconData;
use crate::error::LexiconError;
use crate::forms::{Bucket, bucket_count};
use crate::layout::{Layout, Section};
use crate::lexicon::Lexicon;

impl<D: LexiconData> Lexicon<D> {
    /// Checks every byte: the checksum of each section first, then that the sections are those of a
    /// lexicon of its forms and their frequencies.
    ///
    /// # Errors
    /// When anything does not hold. The error names the section.
    ///
    /// # Cost
    /// Builds the lexicon again: about half a second for a million forms, and the memory for it.
    pub fn verify(&self) -> Result<(), LexiconError> {
        Layout::read(&self.data)?;
        for section in Section::ALL {
            self.layout.check(&self.data, section)?;
        }
        self.check_forms()?;
        self.check_freqs()?;
        let forms: Vec<(&str, u64)> = self.iter().map(|(_, form, freq)| (form, freq)).collect();
        let built = LexiconBuilder::build(&forms)
            .map_err(|error| LexiconError::corrupt("forms", error.to_string()))?;
        let expected = Layout::read(&built.bytes)?;
        for section in Section::ALL {
            let expected = built.bytes.get(expected.range(section)).unwrap_or_default();
            if self.section(section) != expected {
                let reason = "it is not that of these forms and frequencies";
                return Err(LexiconError::corrupt(section.name(), reason));
            }
        }
        if self.as_bytes() == built.bytes {
            Ok(())
        } else {
            Err(LexiconError::corrupt("header", "it is not that of these forms"))
        }
    }

    fn check_forms(&self) -> Result<(), LexiconError> {
        for bucket in 0..bucket_count(self.len()) {
            if self.bucket(bucket).and_then(Bucket::read).is_none() {
                let reason = format!("bucket {bucket} holds what is no form");
                return Err(LexiconError::corrupt("forms", reason));
            }
        }
        Ok(())
    }

    /// What the frequencies of the forms are read from; their order is compared afterwards.
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
        let sum = self.iter().try_fold(0_u64, |sum, (_, _, freq)| sum.checked_add(freq));
        if sum == Some(self.total_freq()) { Ok(()) } else { wrong("the sum") }
    }
}
