//! Normalising in place, sixteen bytes at a time.
//!
//! Nearly every character of Arabic text stays as it is or becomes another one of as many bytes.
//! Where that is so, normalised text has each character where the source has it. The few places
//! where it is not so are noted and left to the general way.

use wide::u8x16;

/// The leads of the rows U+0600–U+063F and U+0640–U+067F, in which Arabic is written.
const LEADS: [u8; 2] = [0xD8, 0xD9];

/// A letter of those rows that has a rule with other letters and is too rare for it.
const KASHMIRI_YEH: u16 = 0x620;

/// Rules of a row for which the loop over the text is written out.
const FEW: usize = 3;

/// Any number of rules.
const ANY: usize = FEW + 1;

/// What becomes of a character of two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays, or becomes another character of two bytes, the one with this number.
    Becomes(u16),
    /// Anything else.
    Apart,
}

/// What becomes of each byte.
#[derive(Clone, Debug)]
pub(crate) struct PlaceRules {
    rows: [Row; 2],
    /// The first lead of characters that are looked at one by one, whatever becomes of them.
    first_apart: u8x16,
    /// The trail of the soft hyphen behind its lead C2, where that is deleted.
    hyphen: u8x16,
}

/// What becomes of the characters that one lead begins.
#[derive(Clone, Debug)]
struct Row {
    lead: u8x16,
    /// A trail, and the bits in which it changes.
    trails: Vec<[u8x16; 2]>,
    /// The first of them; of no effect beyond their number.
    few: [[u8x16; 2]; FEW],
    /// A trail, and the bits in which the lead before it changes.
    leads: Vec<[u8x16; 2]>,
    /// The first of the trails that are looked at one by one, and how many bytes follow it that
    /// are too, 00 after FF.
    first: u8x16,
    more: u8x16,
}

/// Sixteen bytes of a text, and the same one byte earlier and one byte later.
#[derive(Clone, Copy)]
struct Window {
    before: [u8; 16],
    these: [u8; 16],
    after: [u8; 16],
}

/// All bits in the bytes that are no larger than those of `most`.
#[inline]
fn at_most(bytes: u8x16, most: u8x16) -> u8x16 {
    bytes.min(most).simd_eq(bytes)
}

/// The number of the character that two bytes write.
const fn number(lead: u8, trail: u8) -> u16 {
    (lead as u16 & 0x1F) << 6 | (trail as u16 & 0x3F)
}

/// The two bytes that write the character with this number, which needs two.
const fn written(number: u16) -> [u8; 2] {
    // Numbers are smaller than 0x800, so nothing is lost.
    [0xC0 | (number >> 6) as u8, 0x80 | (number & 0x3F) as u8]
}

impl Row {
    fn new(lead: u8, fate: &impl Fn(u16) -> Fate) -> Self {
        let trail_fates = || {
            (0x80..=0xBF_u8).map(|trail| (trail, number(lead, trail), fate(number(lead, trail))))
        };
        let is_apart = |(trail, number, fate)| {
            let apart =
                fate == Fate::Apart || number == KASHMIRI_YEH && fate != Fate::Becomes(number);
            apart.then_some(trail)
        };
        let apart: Vec<u8> = trail_fates().filter_map(is_apart).collect();
        let range = ApartRange::around(lead, &apart);
        let (mut trails, mut leads) = (Vec::new(), Vec::new());
        for (trail, _, fate) in trail_fates().filter(|(trail, ..)| !range.contains(*trail)) {
            let Fate::Becomes(other) = fate else { continue };
            let [new_lead, new_trail] = written(other);
            if new_trail != trail {
                trails.push([u8x16::splat(trail), u8x16::splat(trail ^ new_trail)]);
            }
            if new_lead != lead {
                leads.push([u8x16::splat(trail), u8x16::splat(lead ^ new_lead)]);
            }
        }
        let mut few = [[u8x16::ZERO; 2]; FEW];
        few.iter_mut().zip(&trails).for_each(|(few, rule)| *few = *rule);
        Self {
            lead: u8x16::splat(lead),
            few,
            trails,
            leads,
            first: u8x16::splat(range.first),
            more: u8x16::splat(range.more),
        }
    }

    /// The bits in which the bytes of a window change, and which of them are looked at one by one.
    /// There may be no more than
    /// `RULES` rules, unless there are as many as `ANY`.
    #[inline]
    fn apply<const RULES: usize>(&self, window: &Window) -> (u8x16, u8x16) {
        let (before, these) = (u8x16::new(window.before), u8x16::new(window.these));
        let behind_lead = before.simd_eq(self.lead);
        let changed = |rules: &[[u8x16; 2]], bytes: u8x16| {
            let bits = rules.iter().map(|[trail, bits]| bytes.simd_eq(*trail) & *bits);
            bits.fold(u8x16::ZERO, |all, bits| all ^ bits)
        };
        let mut changes = behind_lead;
        if let Some(few) = self.few.first_chunk::<RULES>() {
            changes &= changed(few, these);
        } else {
            changes &= changed(&self.trails, these);
            let after = u8x16::new(window.after);
            changes ^= changed(&self.leads, after) & these.simd_eq(self.lead);
        }
        let apart = at_most(these - self.first, self.more);
        (changes, apart & behind_lead)
    }
}

/// The byte `first` and so many behind it, 00 after FF.
#[derive(Clone, Copy)]
struct ApartRange {
    first: u8,
    more: u8,
}

impl ApartRange {
    /// Holds all the trails `apart`, which ascend, and as few as may be of the other letters.
    fn around(lead: u8, apart: &[u8]) -> Self {
        let follows = apart.iter().cycle().skip(1);
        let ranges = apart.iter().zip(follows).map(|(last, first)| {
            // All but what lies between the two.
            Self { first: *first, more: last.wrapping_sub(*first) }
        });
        let letters = |range: &Self| {
            let is_letter = |trail: u8| (0x620..0x660).contains(&number(lead, trail));
            (0x80..=0xBF).filter(|trail| is_letter(*trail) && range.contains(*trail)).count()
        };
        // No trail is 0.
        ranges.min_by_key(letters).unwrap_or(Self { first: 0, more: 0 })
    }

    const fn contains(self, trail: u8) -> bool {
        trail.wrapping_sub(self.first) <= self.more
    }
}

impl PlaceRules {
    /// Rules by the fate of each character of two bytes. `ascii` says whether all ASCII stays,
    /// and `high` whether all characters of three bytes and four do.
    pub(crate) fn new(ascii: bool, high: bool, fate: impl Fn(u16) -> Fate) -> Self {
        let stays = |number: u16| fate(number) == Fate::Becomes(number);
        let all_stay = |mut leads: std::ops::Range<u8>| {
            leads.all(|lead| {
                (0x80..=0xBF).all(|trail| number(lead, trail) == 0xAD || stays(number(lead, trail)))
            })
        };
        let first_apart = if !ascii {
            0
        } else if !all_stay(0xC2..LEADS[0]) {
            0xC2
        } else if !high || !all_stay(LEADS[1] + 1..0xE0) {
            LEADS[1] + 1
        } else {
            0xFF
        };
        Self {
            rows: LEADS.map(|lead| Row::new(lead, &fate)),
            first_apart: u8x16::splat(first_apart),
            // No trail is 0.
            hyphen: u8x16::splat(if stays(0xAD) { 0 } else { 0xAD }),
        }
    }

    /// Writes `text` to `out`, where every character that has a rule has become what the rule
    /// says, and the others stand as they are. Their places go to `apart`, in order: one byte at
    /// least of each of them, and perhaps some of others, and at the end a place behind the text.
    pub(crate) fn run(&self, text: &[u8], out: &mut Vec<u8>, apart: &mut Vec<u32>) {
        let few = |row: &Row| if row.leads.is_empty() { row.trails.len() } else { usize::MAX };
        match self.rows.each_ref().map(few) {
            [0, 0] => self.run_with::<0, 0>(text, out, apart),
            // The profile `standard`.
            [0..=FEW, 0..=1] => self.run_with::<FEW, 1>(text, out, apart),
            _ => self.run_with::<ANY, ANY>(text, out, apart),
        }
    }

    fn run_with<const FIRST: usize, const SECOND: usize>(
        &self,
        text: &[u8],
        out: &mut Vec<u8>,
        apart: &mut Vec<u32>,
    ) {
        apart.clear();
        out.resize(text.len().next_multiple_of(16), 0);
        let (blocks, _) = out.as_chunks_mut::<16>();
        let mut blocks = blocks.iter_mut();
        // Where each block of 16 bytes begins.
        let mut start = 0_u32;
        let mut write = |block: &mut [u8; 16], window: Window| {
            let (folded, mut places) = self.fold::<FIRST, SECOND>(&window);
            *block = folded;
            while places != 0 {
                apart.push(start + places.trailing_zeros());
                places &= places - 1;
            }
            start = start.saturating_add(16);
        };
        if let Some(block) = blocks.next() {
            write(block, Window::at(text, 0));
        }
        let (before, _) = text.get(15..).unwrap_or_default().as_chunks::<16>();
        let (these, _) = text.get(16..).unwrap_or_default().as_chunks::<16>();
        let (after, _) = text.get(17..).unwrap_or_default().as_chunks::<16>();
        for (((before, these), after), block) in
            before.iter().zip(these).zip(after).zip(&mut blocks)
        {
            write(block, Window { before: *before, these: *these, after: *after });
        }
        let rest = (1 + after.len()) * 16;
        for (place, block) in (rest..).step_by(16).zip(blocks) {
            write(block, Window::at(text, place));
        }
        apart.push(u32::MAX);
        out.truncate(text.len());
    }

    /// A window by the rules, and a bit for each byte that is looked at one by one.
    #[inline]
    fn fold<const FIRST: usize, const SECOND: usize>(&self, window: &Window) -> ([u8; 16], u32) {
        let (before, these) = (u8x16::new(window.before), u8x16::new(window.these));
        let [first, second] = &self.rows;
        let (first_changes, first_apart) = first.apply::<FIRST>(window);
        let (second_changes, second_apart) = second.apply::<SECOND>(window);
        let hyphen = these.simd_eq(self.hyphen) & before.simd_eq(u8x16::splat(0xC2));
        let high = at_most(self.first_apart, these);
        let apart = first_apart | second_apart | hyphen | high;
        ((these ^ first_changes ^ second_changes).to_array(), apart.to_bitmask())
    }
}

impl Window {
    /// The window at this byte of `text`; behind its end and before its start there are zeros.
    fn at(text: &[u8], start: usize) -> Self {
        let part = |bytes: &[u8], place: usize| {
            let mut part = [0; 16];
            let length = bytes.len().min(16 - place);
            if let (Some(part), Some(bytes)) =
                (part.get_mut(place..place + length), bytes.get(..length))
            {
                part.copy_from_slice(bytes);
            }
            part
        };
        let from = |start: usize| text.get(start..).unwrap_or_default();
        let before = if start == 0 { part(text, 1) } else { part(from(start - 1), 0) };
        Self { before, these: part(from(start), 0), after: part(from(start + 1), 0) }
    }
}
