//! The characters of a lexicon, put into at most 126 classes in code point order.
//!
//! The sort of the forms works on one class byte for a character. Frequent characters have a class of
//! their own; the rare ones between two frequent ones share a class.

/// Class of the end of a form, and of every place after it.
const END: u8 = 0;
/// Class of the first characters.
const FIRST: u8 = 1;
/// The most classes of characters, so that a class fits into seven bits with that of the end.
const MOST: usize = 127;
/// Characters of one page of the counting table.
const PAGE: usize = 256;

/// Characters below this are looked up in one table: Arabic, Latin, Greek, Cyrillic, Hebrew.
const LOW: usize = 0x800;

/// How often each character occurs.
pub(crate) struct CharCounts {
    low: Box<[u32; LOW]>,
    pages: Vec<Option<Box<[u32; PAGE]>>>,
}

impl Default for CharCounts {
    fn default() -> Self {
        Self { low: Box::new([0; LOW]), pages: Vec::new() }
    }
}

impl CharCounts {
    /// Counts the characters of `text`.
    pub(crate) fn add(&mut self, text: &str) {
        text.chars().for_each(|ch| *self.count(ch) += 1);
    }

    /// These counts and others together.
    pub(crate) fn joined(mut self, other: Self) -> Self {
        for (sum, count) in self.low.iter_mut().zip(other.low.iter()) {
            *sum += count;
        }
        if self.pages.len() < other.pages.len() {
            self.pages.resize_with(other.pages.len(), || None);
        }
        for (sums, counts) in self.pages.iter_mut().zip(other.pages) {
            match (sums, counts) {
                (Some(sums), Some(counts)) => {
                    sums.iter_mut().zip(*counts).for_each(|(sum, count)| *sum += count);
                }
                (sums @ None, counts) => *sums = counts,
                (Some(_), None) => {}
            }
        }
        self
    }

    #[inline]
    fn count(&mut self, ch: char) -> &mut u32 {
        let code = ch as usize;
        if code < LOW {
            return &mut self.low[code];
        }
        let page = code / PAGE;
        if page >= self.pages.len() {
            self.pages.resize_with(page + 1, || None);
        }
        &mut self.pages[page].get_or_insert_with(|| Box::new([0; PAGE]))[code % PAGE]
    }

    /// Each character with its count, in code point order.
    fn items(&self) -> Vec<(u32, u32)> {
        let low = (0..).zip(self.low.iter().copied());
        let mut items: Vec<(u32, u32)> = low.filter(|&(_, count)| count > 0).collect();
        for (number, page) in self.pages.iter().enumerate() {
            for (place, &count) in page.iter().flat_map(|page| page.iter().enumerate()) {
                if count > 0 {
                    items.push(((number * PAGE + place) as u32, count));
                }
            }
        }
        items
    }
}

/// The classes, while a lexicon is built.
pub(crate) struct Alphabet {
    /// First and last character of each class that occur.
    ranges: Vec<(u32, u32)>,
    /// Whether several characters have a class, by class.
    shared: [bool; 256],
    /// The class of each low character.
    low: Box<[u8; LOW]>,
    /// The class of a character of the page; page 0 of this list is for those that do not occur.
    pages: Vec<[u8; PAGE]>,
    page_of: Vec<u16>,
}

impl Alphabet {
    /// Chooses classes: as many frequent characters as possible get one of their own.
    pub(crate) fn choose(counts: &CharCounts) -> Self {
        let items = counts.items();
        let mut by_count: Vec<usize> = (0..items.len()).collect();
        by_count.sort_by_key(|&item| (std::cmp::Reverse(items[item].1), item));
        let mut alone = vec![false; items.len()];
        let mut singles = items.len().min(MOST);
        let ranges = loop {
            alone.fill(false);
            by_count.iter().take(singles).for_each(|&item| alone[item] = true);
            let ranges = ranges(&items, &alone);
            if ranges.len() <= MOST {
                break ranges;
            }
            singles -= 1;
        };
        let mut shared = [false; 256];
        for (shared, range) in shared.iter_mut().skip(usize::from(FIRST)).zip(&ranges) {
            *shared = range.0 != range.1;
        }
        let low = Box::new([END; LOW]);
        let pages = vec![[END; PAGE]];
        let mut alphabet = Self { ranges, shared, low, pages, page_of: Vec::new() };
        let mut class = 0;
        for (code, _) in items {
            while alphabet.ranges[class].1 < code {
                class += 1;
            }
            if let Some(low) = alphabet.low.get_mut(code as usize) {
                *low = FIRST + class as u8;
                continue;
            }
            let page = code as usize / PAGE;
            if page >= alphabet.page_of.len() {
                alphabet.page_of.resize(page + 1, 0);
            }
            if alphabet.page_of[page] == 0 {
                alphabet.page_of[page] = alphabet.pages.len() as u16;
                alphabet.pages.push([END; PAGE]);
            }
            let page = usize::from(alphabet.page_of[page]);
            alphabet.pages[page][code as usize % PAGE] = FIRST + class as u8;
        }
        alphabet
    }

    /// The class of a character that was counted.
    #[inline]
    pub(crate) fn class(&self, ch: char) -> u8 {
        let code = ch as usize;
        if let Some(&class) = self.low.get(code) {
            return class;
        }
        let page = self.page_of.get(code / PAGE).copied().unwrap_or(0);
        self.pages[usize::from(page)][code % PAGE]
    }

    /// Whether several characters have the class.
    #[inline]
    pub(crate) fn shares(&self, class: u8) -> bool {
        self.shared[usize::from(class)]
    }
}

/// Runs of characters: each one that is `alone` by itself, those between two of them together.
fn ranges(items: &[(u32, u32)], alone: &[bool]) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    let mut shared = false;
    for (&(code, _), &alone) in items.iter().zip(alone) {
        match ranges.last_mut() {
            Some(range) if shared && !alone => range.1 = code,
            _ => ranges.push((code, code)),
        }
        shared = !alone;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_between_frequent_ones_share_a_class() {
        let mut counts = CharCounts::default();
        for code in 0x4E00..0x4E00 + 400_u32 {
            let ch = char::from_u32(code).unwrap();
            counts.add(&ch.to_string());
            if code % 8 == 0 {
                counts.add(&ch.to_string().repeat(3));
            }
        }
        let alphabet = Alphabet::choose(&counts);
        assert!(alphabet.ranges.len() <= MOST);
        let mut last = 0;
        for code in 0x4E00..0x4E00 + 400_u32 {
            let class = alphabet.class(char::from_u32(code).unwrap());
            assert!(class >= last, "classes follow the code points");
            last = class;
            if code % 8 == 0 {
                assert!(!alphabet.shares(class), "{code:x}");
            }
        }
    }

    #[test]
    fn few_characters_have_a_class_each() {
        let mut counts = CharCounts::default();
        counts.add("كتاب");
        let alphabet = Alphabet::choose(&counts);
        assert_eq!("ابتك".chars().map(|ch| alphabet.class(ch)).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }
}
