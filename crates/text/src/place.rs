//! Normalising in place, many bytes at a time.
//!
//! Nearly every character of Arabic text stays as it is or becomes another one of as many bytes.
//! Where that is so, normalised text has each character where the source has it. The few places
//! where it is not so are noted and left to the general way.

use siyaq_simd::{Lanes, Task, widest};

/// The leads of the rows U+0600–U+063F and U+0640–U+067F, in which Arabic is written.
const LEADS: [u8; 2] = [0xD8, 0xD9];

/// A letter of those rows that has a rule with other letters and is too rare for it.
const KASHMIRI_YEH: u16 = 0x620;

/// A byte that no text has.
const NO_BYTE: u8 = 0xFF;

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
    /// The leads below those of the rows whose characters are looked at one by one.
    low: ApartRange,
    /// The first such lead above them.
    first_apart: u8,
    /// The byte of ASCII that is looked at; a byte that no text has where there is none.
    sign: u8,
    /// The trail of the soft hyphen behind its lead C2, where that is deleted.
    hyphen: u8,
}

/// What becomes of the characters that one lead begins.
#[derive(Clone, Debug)]
struct Row {
    lead: u8,
    /// A trail, and the bits in which it changes.
    trails: Vec<[u8; 2]>,
    /// The first of them; of no effect beyond their number.
    few: [[u8; 2]; FEW],
    /// A trail, and the bits in which the lead before it changes.
    leads: Vec<[u8; 2]>,
    /// The trails that are looked at one by one.
    apart: ApartRange,
}

/// Some bytes of a text, and the same one byte earlier and one byte later.
#[derive(Clone, Copy)]
struct Window<const N: usize> {
    before: [u8; N],
    these: [u8; N],
    after: [u8; N],
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
                trails.push([trail, trail ^ new_trail]);
            }
            if new_lead != lead {
                leads.push([trail, lead ^ new_lead]);
            }
        }
        let mut few = [[0; 2]; FEW];
        few.iter_mut().zip(&trails).for_each(|(few, rule)| *few = *rule);
        Self { lead, few, trails, leads, apart: range }
    }

    /// Whether nothing changes.
    fn keeps(&self) -> bool {
        self.trails.is_empty() && self.leads.is_empty()
    }

    /// The bits in which the bytes of a window change, and which of them are looked at one by one.
    /// There may be no more than
    /// `RULES` rules, unless there are as many as `ANY`.
    #[inline(always)]
    fn apply<const RULES: usize, const N: usize, L: Lanes<N>>(
        &self,
        lanes: L,
        window: &Window<N>,
    ) -> (L::Bytes, L::Mask) {
        let (before, these) = (lanes.load(window.before), lanes.load(window.these));
        let lead = lanes.splat(self.lead);
        let behind_lead = lanes.equal(before, lead);
        let changes = if let Some(few) = self.few.first_chunk::<RULES>() {
            changed(lanes, few, these, behind_lead)
        } else {
            let after = lanes.load(window.after);
            let leads = changed(lanes, &self.leads, after, lanes.equal(these, lead));
            lanes.xor(changed(lanes, &self.trails, these, behind_lead), leads)
        };
        let place = lanes.sub(these, lanes.splat(self.apart.first));
        let apart = lanes.at_most(place, lanes.splat(self.apart.more));
        (changes, lanes.both(apart, behind_lead))
    }
}

/// The bits that rules change, by the bytes that they are about, where there are any `among` them.
#[inline(always)]
fn changed<const N: usize, L: Lanes<N>>(
    lanes: L,
    rules: &[[u8; 2]],
    bytes: L::Bytes,
    among: L::Mask,
) -> L::Bytes {
    let mut all = lanes.splat(0);
    for [byte, bits] in rules {
        let here = lanes.both(lanes.equal(bytes, lanes.splat(*byte)), among);
        all = lanes.xor(all, lanes.keep(here, lanes.splat(*bits)));
    }
    all
}

/// The byte `first` and so many behind it, 00 after FF.
#[derive(Clone, Copy, Debug)]
struct ApartRange {
    first: u8,
    more: u8,
}

impl ApartRange {
    /// No byte of a text.
    const NONE: Self = Self { first: NO_BYTE, more: 0 };

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
        ranges.min_by_key(letters).unwrap_or(Self::NONE)
    }

    const fn contains(self, trail: u8) -> bool {
        trail.wrapping_sub(self.first) <= self.more
    }
}

impl PlaceRules {
    /// Rules by the fate of each character of two bytes. All ASCII stays but for `sign`; `high` says
    /// whether all characters of three bytes and four do.
    pub(crate) fn new(sign: Option<u8>, high: bool, fate: impl Fn(u16) -> Fate) -> Self {
        let stays = |number: u16| fate(number) == Fate::Becomes(number);
        let all_stay = |mut leads: std::ops::Range<u8>| {
            leads.all(|lead| {
                (0x80..=0xBF).all(|trail| number(lead, trail) == 0xAD || stays(number(lead, trail)))
            })
        };
        let is_high_apart = !high || !all_stay(LEADS[1] + 1..0xE0);
        let mut low = (0xC2..LEADS[0]).filter(|lead| !all_stay(*lead..*lead + 1));
        let low = match (low.next(), low.next_back()) {
            (None, _) => ApartRange::NONE,
            (Some(first), last) => ApartRange { first, more: last.unwrap_or(first) - first },
        };
        Self {
            rows: LEADS.map(|lead| Row::new(lead, &fate)),
            // No trail is 0.
            hyphen: if stays(0xAD) { 0 } else { 0xAD },
            low,
            first_apart: if is_high_apart { LEADS[1] + 1 } else { NO_BYTE },
            sign: sign.unwrap_or(NO_BYTE),
        }
    }

    /// `text`, where every character that has a rule has become what the rule says, and the others
    /// stand as they are. Their places go to `apart`, in order: one byte at least of each of them,
    /// and perhaps some of others, and at the end a place behind the text. `out` is used if anything
    /// changes.
    pub(crate) fn run<'t>(
        &self,
        text: &'t str,
        out: &'t mut Vec<u8>,
        apart: &mut Vec<u32>,
    ) -> &'t str {
        let bytes = text.as_bytes();
        apart.clear();
        if self.rows.iter().all(Row::keeps) {
            widest(Find { rules: self, text: bytes, apart });
            apart.push(u32::MAX);
            return text;
        }
        // What another text left there is written over.
        out.resize(bytes.len(), 0);
        widest(Write { rules: self, text: bytes, out, apart });
        apart.push(u32::MAX);
        simdutf8::basic::from_utf8(out).unwrap_or_default()
    }

    /// A window by the rules, and a bit for each byte that is looked at one by one.
    #[inline(always)]
    fn fold<const FIRST: usize, const SECOND: usize, const N: usize, L: Lanes<N>>(
        &self,
        lanes: L,
        window: &Window<N>,
    ) -> ([u8; N], u64) {
        let (before, these) = (lanes.load(window.before), lanes.load(window.these));
        let [first, second] = &self.rows;
        let (first_changes, first_apart) = first.apply::<FIRST, N, L>(lanes, window);
        let (second_changes, second_apart) = second.apply::<SECOND, N, L>(lanes, window);
        let hyphen = lanes.equal(these, lanes.splat(self.hyphen));
        let hyphen = lanes.both(hyphen, lanes.equal(before, lanes.splat(0xC2)));
        let high = lanes.at_most(lanes.splat(self.first_apart), these);
        let low = lanes
            .at_most(lanes.sub(these, lanes.splat(self.low.first)), lanes.splat(self.low.more));
        let sign = lanes.equal(these, lanes.splat(self.sign));
        let apart = lanes.either(lanes.either(first_apart, second_apart), hyphen);
        let high = lanes.either(high, lanes.either(low, sign));
        let changes = lanes.xor(first_changes, second_changes);
        (lanes.store(lanes.xor(these, changes)), lanes.bits(lanes.either(apart, high)))
    }
}

/// Finds what is looked at one by one, where nothing else changes.
struct Find<'f> {
    rules: &'f PlaceRules,
    text: &'f [u8],
    apart: &'f mut Vec<u32>,
}

impl Task for Find<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const N: usize, L: Lanes<N>>(self, lanes: L) {
        let Self { rules, text, apart } = self;
        let mut start = 0;
        while start < text.len() {
            let window = Window::at(text, start);
            note(apart, start, rules.fold::<0, 0, N, L>(lanes, &window).1);
            start += N;
        }
    }
}

/// Applies the rules.
struct Write<'w> {
    rules: &'w PlaceRules,
    text: &'w [u8],
    /// As long as the text.
    out: &'w mut [u8],
    apart: &'w mut Vec<u32>,
}

impl Task for Write<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const N: usize, L: Lanes<N>>(self, lanes: L) {
        let few = |row: &Row| if row.leads.is_empty() { row.trails.len() } else { usize::MAX };
        match self.rules.rows.each_ref().map(few) {
            // The profile `standard`.
            [0..=FEW, 0..=1] => self.run_with::<FEW, 1, N, L>(lanes),
            _ => self.run_with::<ANY, ANY, N, L>(lanes),
        }
    }
}

impl Write<'_> {
    #[inline(always)]
    fn run_with<const FIRST: usize, const SECOND: usize, const N: usize, L: Lanes<N>>(
        self,
        lanes: L,
    ) {
        let Self { rules, text, out, apart } = self;
        let mut start = 0;
        while start < text.len() {
            let window = Window::at(text, start);
            let (folded, places) = rules.fold::<FIRST, SECOND, N, L>(lanes, &window);
            match out.get_mut(start..).unwrap_or_default().first_chunk_mut() {
                Some(block) => *block = folded,
                None => {
                    let last = out.get_mut(start..).unwrap_or_default();
                    last.iter_mut().zip(folded).for_each(|(to, from)| *to = from);
                }
            }
            note(apart, start, places);
            start += N;
        }
    }
}

/// Notes the places of bits, the lowest of which is that of the byte `start`.
#[inline(always)]
fn note(apart: &mut Vec<u32>, start: usize, mut places: u64) {
    while places != 0 {
        // A text is no longer than numbers of 32 bits reach.
        apart.push((start as u32).saturating_add(places.trailing_zeros()));
        places &= places - 1;
    }
}

impl<const N: usize> Window<N> {
    /// The window at this byte of `text`; behind its end and before its start there are zeros.
    #[inline(always)]
    fn at(text: &[u8], start: usize) -> Self {
        if let Some(before) = start.checked_sub(1)
            && let Some(Some(before)) = text.get(before..).map(<[u8]>::first_chunk)
            && let Some(Some(these)) = text.get(start..).map(<[u8]>::first_chunk)
            && let Some(Some(after)) = text.get(start + 1..).map(<[u8]>::first_chunk)
        {
            return Self { before: *before, these: *these, after: *after };
        }
        Self::at_edge(text, start)
    }

    #[inline(never)]
    fn at_edge(text: &[u8], start: usize) -> Self {
        let part = |bytes: &[u8], place: usize| {
            let mut part = [0; N];
            let length = bytes.len().min(N - place);
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
