//! The segmenter.

use crate::analysis::{Analysis, Role, SegmentationScheme};
use crate::bare_clitics::hanging;
use crate::contractions::{Fused, FusedWords, FusionPolicy};
use crate::dictionary::{Dictionary, Entry, WholeWith};
use crate::evident::particle_before_verb;
use crate::exceptions::{Exceptions, role_of};
use crate::grammar::{Cut, Head, PREFIXES, SUFFIX_YEH, proclitic};
use crate::letters::{ALEF, BEH, FEH, Folder, LAM, Letter, Letters, WAW, YEH};
use crate::scorer::{Verdict, decide, spell};
use crate::spelling::alefs_of;
use crate::type_cache::{Key, Recent};
use siyaq_text::chars::{FATHATAN, is_arabic_letter, is_format_control};
use siyaq_text::{Normalizer, Profile};
use siyaq_types::ByteSpan;
use std::fmt;
use std::sync::Arc;

/// ARABIC KASRATAN, the last of the three signs of tanwin.
const KASRATAN: char = '\u{64D}';

/// How to take words apart.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SegmenterOptions {
    /// What is done with closed-class words that are two words written together.
    pub fusion: FusionPolicy,
    /// Words that are decided before the dictionary is asked.
    pub exceptions: Exceptions,
}

impl SegmenterOptions {
    /// Sets [`Self::fusion`].
    #[must_use]
    pub const fn fusion(mut self, fusion: FusionPolicy) -> Self {
        self.fusion = fusion;
        self
    }

    /// Sets [`Self::exceptions`].
    #[must_use]
    pub fn exceptions(mut self, exceptions: Exceptions) -> Self {
        self.exceptions = exceptions;
        self
    }
}

/// Takes words apart.
///
/// The answer depends on the word alone, and is the same on every machine. A clone shares the
/// dictionary.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use siyaq_segment::{SegmentationScheme, Segmenter};
///
/// let segmenter = Segmenter::default();
/// let word = "وبالمغرب";
/// let analysis = segmenter.analyze(word);
/// let pieces = |scheme| -> Vec<&str> {
///     analysis.segments(scheme).filter_map(|segment| segment.span.text(word)).collect()
/// };
/// assert_eq!(pieces(SegmentationScheme::D1), ["و", "بالمغرب"]);
/// assert_eq!(pieces(SegmentationScheme::Atb), ["و", "ب", "المغرب"]);
/// assert_eq!(pieces(SegmentationScheme::D3), ["و", "ب", "ال", "مغرب"]);
/// # }
/// ```
#[derive(Clone)]
pub struct Segmenter {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) dictionary: Dictionary,
    pub(crate) options: SegmenterOptions,
    pub(crate) folder: Folder,
    fused: FusedWords,
    recent: Recent,
    pub(crate) clean: Normalizer,
    pub(crate) standard: Normalizer,
}

/// Types of this Zipf value in halves and above are remembered: some thousands, which most of the
/// words of a text are.
const FREQUENT: u8 = 8;

impl Shared {
    /// What the dictionary says of a type.
    #[inline]
    pub(crate) fn entry(&self, letters: &[Letter]) -> Option<Entry> {
        let Some(key) = Key::new(letters) else { return self.dictionary.entry(letters) };
        if let Some(number) = self.recent.get(key) {
            return self.dictionary.entry_at(number);
        }
        let number = self.dictionary.entry_number(letters)?;
        let entry = self.dictionary.entry_at(number)?;
        if entry.zipf() >= FREQUENT {
            self.recent.put(key, number);
        }
        Some(entry)
    }
}

/// What is known of a word before its pieces are laid out.
pub(crate) enum Plan {
    Foreign,
    Exception(u32),
    /// Clitics alone, the last of them as the stem.
    Hanging(Verdict),
    Rules(Verdict, Option<&'static Fused>),
}

impl Segmenter {
    /// A segmenter with a dictionary and the default options.
    #[must_use]
    pub fn new(dictionary: Dictionary) -> Self {
        Self::with_options(dictionary, SegmenterOptions::default())
    }

    /// A segmenter with a dictionary and options.
    #[must_use]
    pub fn with_options(dictionary: Dictionary, options: SegmenterOptions) -> Self {
        let shared = Shared {
            dictionary,
            options,
            folder: Folder::new(),
            fused: FusedWords::new(),
            recent: Recent::new(),
            clean: Normalizer::new(Profile::Clean),
            standard: Normalizer::new(Profile::Standard),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The dictionary.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.shared.dictionary
    }

    /// The options.
    #[must_use]
    pub fn options(&self) -> &SegmenterOptions {
        &self.shared.options
    }

    /// Whether the dictionary lists the word, so that its segmentation is looked up and not
    /// computed.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        let mut letters = Letters::new();
        self.shared.folder.fold(word, &mut letters)
            && self.shared.entry(letters.as_slice()).is_some()
    }

    /// Takes a word apart. What is no Arabic word is one piece.
    ///
    /// Cost: a look-up, without allocation, for a word that the dictionary lists; some microseconds
    /// for others.
    #[inline]
    #[must_use]
    pub fn analyze(&self, word: &str) -> Analysis {
        let mut letters = Letters::new();
        match self.plan(word, &mut letters) {
            Plan::Foreign => Analysis::whole(word.len()),
            Plan::Exception(number) => self.lay_out_exception(word, &letters, number),
            Plan::Hanging(verdict) => lay_out(word, &letters, verdict, None).hanging(),
            Plan::Rules(verdict, fused) => lay_out(word, &letters, verdict, fused),
        }
    }

    /// What is decided about a word.
    #[inline]
    pub(crate) fn plan(&self, word: &str, letters: &mut Letters) -> Plan {
        let shared = &*self.shared;
        if !shared.folder.fold(word, letters) {
            return Plan::Foreign;
        }
        if letters.has_ligature() {
            // What its spelling says is asked of the letters one by one.
            let clean = shared.clean.normalize(word);
            let mut apart = Letters::new();
            shared.folder.fold(&clean, &mut apart);
            if !apart.has_ligature() {
                return self.plan(&clean, &mut apart);
            }
        }
        let folded = &*letters;
        let letters = folded.as_slice();
        if let Some(number) = shared.options.exceptions.find(letters) {
            return Plan::Exception(number);
        }
        if let Some(verdict) = hanging(word, letters) {
            return Plan::Hanging(verdict);
        }
        let (mut verdict, mut is_fused) = match shared.entry(letters) {
            Some(entry) if is_whole_by_letter(word, entry.whole_with()) => (Verdict::WHOLE, false),
            Some(entry) => {
                let verdict = entry.verdict();
                match self.hamza_after_clitics(word, folded, entry) {
                    Some(other) => (other, true),
                    None => (verdict, entry.is_fused()),
                }
            }
            None => self.guess(word, letters, |_| true),
        };
        if verdict.cut.suffix > 0 && ends_without_pronoun(word, verdict.cut.suffix) {
            (verdict, is_fused) = self.guess(word, letters, |cut| cut.suffix == 0);
        }
        // A dictionary that was not made by this crate could say anything.
        let clitics = verdict.cut.before().len() + verdict.cut.after().len();
        if clitics + article_letters(verdict) >= letters.len() {
            return Plan::Rules(Verdict::WHOLE, None);
        }
        let fused = is_fused.then(|| self.fused(word, verdict, letters)).flatten();
        verdict.cut = verdict.cut.on_preposition(letters);
        Plan::Rules(verdict, fused)
    }

    /// What is decided about a word that the dictionary does not list, and whether its stem may be
    /// a closed-class word.
    #[cold]
    fn guess(
        &self,
        word: &str,
        letters: &[Letter],
        allows: impl Fn(Cut) -> bool,
    ) -> (Verdict, bool) {
        let dictionary = &self.shared.dictionary;
        let decided = |letters: &[Letter]| self.shared.entry(letters).map(|e| e.verdict().cut);
        let cut = decide(letters, alefs_of(word), &allows, &decided, dictionary, dictionary);
        (spell(letters, cut, dictionary), cut.suffix == 0)
    }

    /// Decides again about a word that has a hamza on the alef after its proclitics, where the type
    /// that the dictionary decided about has none: واحد is one word, but وأحد is و and أحد.
    #[inline]
    fn hamza_after_clitics(&self, word: &str, letters: &Letters, entry: Entry) -> Option<Verdict> {
        let verdict = entry.verdict();
        let clitics = match letters.as_slice() {
            [WAW | FEH | BEH | LAM, ALEF, _, _, ..] => 1,
            [WAW | FEH, BEH | LAM, ALEF, _, _, ..] => 2,
            // وأي, beside the واي of واي فاي.
            [WAW | FEH, ALEF, YEH] => 1,
            _ => return None,
        };
        let start = letters.start(clitics) as usize;
        let is_marked = word.get(start..).is_some_and(|rest| rest.starts_with(['أ', 'إ']));
        // A word that only the lists have is decided as it is spelt there.
        let is_bare = entry.first_alef() == 'ا' && entry.zipf() > 0;
        if !is_marked || verdict.cut.before().len() == clitics || !is_bare {
            return None;
        }
        // ف and لأنه, where the hamza belongs to what follows the conjunction.
        let after_conjunction = letters.as_slice().get(1..).unwrap_or_default();
        let usual = || self.shared.entry(after_conjunction).map_or('ا', Entry::first_alef);
        if clitics == 2 && verdict.cut.before().len() == 1 && usual() != 'ا' {
            return None;
        }
        let before = letters.as_slice().get(..clitics)?;
        let prefix = PREFIXES.iter().position(|letters| *letters == before)?;
        Some(self.guess(word, letters.as_slice(), |cut| usize::from(cut.prefix) == prefix).0)
    }

    #[cold]
    fn fused(&self, word: &str, verdict: Verdict, letters: &[Letter]) -> Option<&'static Fused> {
        // للإتجار is ل and الإتجار, and has no لا in it.
        if verdict.head != Head::Keep {
            return None;
        }
        let stem = verdict.cut.stem(letters);
        let particle = || particle_before_verb(stem, &self.shared.dictionary);
        let fused = self.shared.fused.find(stem).or_else(particle)?;
        if fused.bare && !verdict.cut.before().is_empty() {
            return None;
        }
        if fused.hamza {
            // The proclitics of one letter are folded to themselves.
            let mut shown = self.shared.clean.normalize(word).into_owned();
            shown.retain(is_arabic_letter);
            if shown.chars().nth(verdict.cut.before().len()) != Some('أ') {
                return None;
            }
        }
        fused.splits(self.shared.options.fusion).then_some(fused)
    }

    pub(crate) fn lay_out_exception(&self, word: &str, letters: &Letters, number: u32) -> Analysis {
        let mut analysis = Analysis::new();
        let at = Places::new(word, letters);
        let (mut next, mut level) = (0, SegmentationScheme::D1);
        for piece in self.shared.options.exceptions.pieces(number) {
            let last = next + piece.letters;
            analysis.push(piece.role, at.span(next, last), next, level);
            next = last;
            level = piece.splits_after;
        }
        analysis
    }
}

#[cfg(feature = "embedded")]
impl Default for Segmenter {
    fn default() -> Self {
        Self::new(Dictionary::embedded())
    }
}

impl fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types = self.shared.dictionary.type_count();
        f.debug_struct("Segmenter").field("types", &types).finish_non_exhaustive()
    }
}

/// Where letters stand in a word.
struct Places<'l> {
    letters: &'l Letters,
    count: usize,
    end: u32,
}

impl<'l> Places<'l> {
    #[inline]
    fn new(word: &str, letters: &'l Letters) -> Self {
        let end = u32::try_from(word.len()).unwrap_or(u32::MAX);
        Self { letters, count: letters.as_slice().len(), end }
    }

    #[inline]
    fn at(&self, letter: usize) -> u32 {
        match letter {
            0 => 0,
            letter if letter >= self.count => self.end,
            letter => self.letters.start(letter),
        }
    }

    #[inline]
    fn span(&self, from: usize, to: usize) -> ByteSpan {
        ByteSpan::new(self.at(from), self.at(to))
    }
}

/// Whether the spelling says that what looks like a pronoun is none: a final ى is not ي, and
/// nothing with tanwin is a pronoun.
#[inline]
fn ends_without_pronoun(word: &str, suffix: u8) -> bool {
    let mut shown = word.chars().rev().filter(|c| !is_format_control(*c));
    match (shown.next(), shown.next()) {
        (Some(FATHATAN..=KASRATAN), _) | (_, Some(FATHATAN..=KASRATAN)) => true,
        (Some('ى'), _) => suffix == SUFFIX_YEH,
        _ => false,
    }
}

/// Whether a letter says that a word is one piece, which folding makes the same in two words.
#[inline]
fn is_whole_by_letter(word: &str, whole_with: WholeWith) -> bool {
    let ends_with = |last| word.chars().rev().find(|c| is_arabic_letter(*c)) == Some(last);
    match whole_with {
        WholeWith::Neither => false,
        WholeWith::Yeh => ends_with('ي'),
        WholeWith::AlefMaqsura => ends_with('ى'),
        WholeWith::BareAlef => alefs_of(word) & 3 == 0,
    }
}

/// How many letters of the word are its article.
#[inline]
pub(crate) fn article_letters(verdict: Verdict) -> usize {
    match verdict.head {
        _ if !verdict.article => 0,
        Head::Keep => 2,
        Head::Article => 1,
        Head::HiddenArticle => 0,
    }
}

/// The pieces of a word by a verdict.
#[inline]
pub(crate) fn lay_out(
    word: &str,
    letters: &Letters,
    verdict: Verdict,
    fused: Option<&'static Fused>,
) -> Analysis {
    let at = Places::new(word, letters);
    let mut analysis = Analysis::new();
    let (mut next, mut level) = (0, SegmentationScheme::D1);
    for clitic in verdict.cut.before() {
        let (role, after) = role_of(proclitic(*clitic));
        analysis.push(role, at.span(next, next + 1), next, level);
        next += 1;
        level = after;
    }
    if let Some(fused) = fused {
        for (part, _) in fused.parts {
            let last = next + part.chars().count();
            let role = if *part == "ل" { Role::Preposition } else { Role::Stem };
            analysis.push(role, at.span(next, last), next, level);
            next = last;
            level = SegmentationScheme::Atb;
        }
        if fused.open {
            analysis.push(Role::Stem, at.span(next, at.count), next, level);
        }
        return analysis;
    }
    if verdict.article {
        let last = next + article_letters(verdict);
        analysis.push(Role::Article, at.span(next, last), next, level);
        next = last;
        level = SegmentationScheme::D3;
    }
    let end = at.count - verdict.cut.after().len();
    analysis.push(Role::Stem, at.span(next, end), next, level);
    if verdict.cut.suffix > 0 {
        analysis.push(Role::Pronoun, at.span(end, at.count), end, SegmentationScheme::Atb);
    }
    analysis
}
