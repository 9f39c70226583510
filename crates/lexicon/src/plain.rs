//! Forms one after the other by id, not packed.

use crate::bytes::{put_u32s, u32_items};

/// How many of the most frequent forms stand in a lexicon a second time, as they are.
pub(crate) const COMMON: u32 = 1 << 16;

/// How many forms of a lexicon of `forms` forms do.
pub(crate) fn common_count(forms: u32) -> u32 {
    forms.min(COMMON)
}

/// The first forms by id.
#[derive(Debug, Default)]
pub(crate) struct PlainForms {
    text: String,
    ends: Vec<u32>,
}

impl PlainForms {
    /// Takes the next form, if the text stays below 4 GiB.
    pub(crate) fn push(&mut self, form: &str) -> Option<()> {
        let end = u32::try_from(self.text.len() + form.len()).ok()?;
        self.text.push_str(form);
        self.ends.push(end);
        Some(())
    }

    /// Where each form ends, and the text.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put_u32s(out, self.ends.iter().copied());
        out.extend_from_slice(self.text.as_bytes());
    }

    /// Reads `count` forms; `None` where the bytes make no sense.
    pub(crate) fn read(bytes: &[u8], count: u32) -> Option<Self> {
        let (ends, text) = bytes.split_at_checked((count as usize).checked_mul(4)?)?;
        let ends: Vec<u32> = u32_items(ends).collect();
        let text = std::str::from_utf8(text).ok()?.to_owned();
        let whole = ends.last().map_or(0, |end| *end as usize) == text.len();
        let forms = ends.iter().all(|end| text.is_char_boundary(*end as usize));
        (whole && forms && ends.is_sorted()).then_some(Self { text, ends })
    }

    #[inline]
    pub(crate) fn form(&self, id: u32) -> Option<&str> {
        let id = id as usize;
        let start = id.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        self.text.get(start? as usize..*self.ends.get(id)? as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_come_back_and_what_is_cut_does_not() {
        let forms = ["في", "", "كتاب", "\u{1F600}", "a"];
        let mut plain = PlainForms::default();
        forms.iter().for_each(|form| plain.push(form).unwrap());
        let mut bytes = Vec::new();
        plain.write(&mut bytes);
        let read = PlainForms::read(&bytes, 5).unwrap();
        let all: Vec<&str> = (0..9).map_while(|id| read.form(id)).collect();
        assert_eq!(all, forms);
        for length in 0..bytes.len() {
            assert!(PlainForms::read(&bytes[..length], 5).is_none(), "{length}");
        }
        // An end inside a letter.
        bytes[0] = 1;
        assert!(PlainForms::read(&bytes, 5).is_none());
        assert!(PlainForms::read(&[], 0).unwrap().form(0).is_none());
    }
}
