//! The forms in the order of their bytes: what a form has in common with the one before is not
//! written again.
//!
//! The forms are cut into buckets of 16; the first of a bucket is written whole, so that a bucket is
//! read without the others. A form is a head and its other bytes. The head is one byte, in its low
//! half how many bytes are those of the form before and in its high half how many follow; a half of 15
//! says that the number is larger, and by how much stands after the byte, first of the former, then
//! of the latter.

use crate::bytes::{Varints, push_varint, u64_at};

/// Forms of a bucket.
pub(crate) const BUCKET: u32 = 16;
/// The half of a head that is not enough.
const MORE: u8 = 15;

/// Writes forms.
#[derive(Default)]
pub(crate) struct FormWriter {
    out: Vec<u8>,
    /// Where each bucket begins.
    starts: Vec<u64>,
    last: Vec<u8>,
    count: u32,
}

impl FormWriter {
    /// Adds the next form, which comes after the one before.
    pub(crate) fn push(&mut self, form: &[u8]) {
        let mut shared = 0;
        if self.count.is_multiple_of(BUCKET) {
            self.starts.push(self.out.len() as u64);
        } else {
            shared = self.last.iter().zip(form).take_while(|(one, other)| one == other).count();
        }
        let other = &form[shared..];
        let half = |number: usize| number.min(usize::from(MORE)) as u8;
        self.out.push(half(shared) | half(other.len()) << 4);
        for number in [shared, other.len()] {
            if let Some(more) = number.checked_sub(usize::from(MORE)) {
                push_varint(&mut self.out, more as u32);
            }
        }
        self.out.extend_from_slice(other);
        self.last.truncate(shared);
        self.last.extend_from_slice(other);
        self.count += 1;
    }

    /// Where the buckets begin, and the end; and the forms.
    pub(crate) fn finish(self) -> (Vec<u8>, Vec<u8>) {
        let ends = self.starts.iter().copied().chain([self.out.len() as u64]);
        (ends.flat_map(u64::to_le_bytes).collect(), self.out)
    }
}

/// The number of buckets of so many forms.
pub(crate) fn bucket_count(forms: u32) -> u32 {
    forms.div_ceil(BUCKET)
}

/// Reads the forms of a bucket one after the other.
pub(crate) struct BucketReader<'d> {
    rest: &'d [u8],
    form: Vec<u8>,
    left: u32,
}

impl<'d> BucketReader<'d> {
    /// `bytes` are those of the bucket with the number `bucket`, of a lexicon of `forms` forms.
    pub(crate) fn new(bytes: &'d [u8], bucket: u32, forms: u32) -> Self {
        let before = bucket.saturating_mul(BUCKET);
        Self { rest: bytes, form: Vec::new(), left: forms.saturating_sub(before).min(BUCKET) }
    }

    /// Goes on to the next form, and gives how many of its bytes are those of the form before and
    /// all of them. `None` after the last one; an error where the bytes make no sense.
    #[inline]
    pub(crate) fn step(&mut self) -> Result<Option<(usize, &[u8])>, Damaged> {
        if self.left == 0 {
            return if self.rest.is_empty() { Ok(None) } else { Err(Damaged) };
        }
        self.left -= 1;
        let (&head, rest) = self.rest.split_first().ok_or(Damaged)?;
        self.rest = rest;
        let mut shared = usize::from(head & 0xF);
        let mut others = usize::from(head >> 4);
        if shared == usize::from(MORE) {
            shared += self.number()?;
        }
        if others == usize::from(MORE) {
            others = others.checked_add(self.number()?).ok_or(Damaged)?;
        }
        let (other, rest) = self.rest.split_at_checked(others).ok_or(Damaged)?;
        self.rest = rest;
        if shared > self.form.len() {
            return Err(Damaged);
        }
        self.form.truncate(shared);
        self.form.extend_from_slice(other);
        Ok(Some((shared, &self.form)))
    }

    fn number(&mut self) -> Result<usize, Damaged> {
        let mut numbers = Varints(self.rest);
        let number = numbers.next().ok_or(Damaged)?;
        self.rest = numbers.0;
        Ok(number as usize)
    }
}

/// Bytes that are no bucket.
#[derive(Debug)]
pub(crate) struct Damaged;

/// A bucket, read.
#[derive(Debug)]
pub(crate) struct Bucket {
    text: String,
    ends: Vec<usize>,
}

impl Bucket {
    /// Reads a bucket; `None` where the bytes make no sense.
    pub(crate) fn read(mut forms: BucketReader<'_>) -> Option<Self> {
        let mut text = Vec::with_capacity(forms.rest.len() * 2);
        let mut ends = Vec::with_capacity(forms.left as usize);
        while let Some((_, form)) = forms.step().ok()? {
            text.extend_from_slice(form);
            ends.push(text.len());
        }
        text.shrink_to_fit();
        Some(Self { text: String::from_utf8(text).ok()?, ends })
    }

    /// The form at a place.
    #[inline]
    pub(crate) fn form(&self, place: usize) -> Option<&str> {
        let start = place.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        self.text.get(start?..*self.ends.get(place)?)
    }
}

/// Where a bucket begins and ends among the forms; `starts` has 16 bytes.
#[inline]
pub(crate) fn bounds(starts: &[u8]) -> Option<std::ops::Range<usize>> {
    let number = |at| usize::try_from(u64_at(starts, at)?).ok();
    Some(number(0)?..number(8)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_come_back_by_bucket() {
        let mut forms: Vec<String> = (0..150).map(|number| format!("كتاب{number:03}")).collect();
        forms.push(format!("{}ا", "كتاب".repeat(40)));
        forms.push(format!("{}ب", "كتاب".repeat(40)));
        forms.push("\u{1F600}".repeat(200));
        forms.sort();
        let mut writer = FormWriter::default();
        forms.iter().for_each(|form| writer.push(form.as_bytes()));
        let (starts, bytes) = writer.finish();
        let count = forms.len() as u32;
        assert_eq!(starts.len(), (bucket_count(count) as usize + 1) * 8);
        let mut found = Vec::new();
        for bucket in 0..bucket_count(count) {
            let at = bucket as usize * 8;
            let own = &bytes[bounds(&starts[at..at + 16]).unwrap()];
            let read = Bucket::read(BucketReader::new(own, bucket, count)).unwrap();
            found.extend(
                (0..BUCKET as usize).map_while(|place| read.form(place).map(str::to_owned)),
            );
            for length in 0..own.len() {
                assert!(Bucket::read(BucketReader::new(&own[..length], bucket, count)).is_none());
            }
        }
        assert_eq!(found, forms);
        // A form that differs in its last letter takes few bytes.
        assert!(bytes.len() < 3 * forms.len() + 1200, "{}", bytes.len());
    }
}
