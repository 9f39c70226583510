//! The segmenter.

use crate::analysis::{Analysis, Known, Role, Scheme};
use crate::dictionary::{Dictionary, Entry};
use crate::exceptions::{Exceptions, role_of};
use crate::fused::{Fused, FusedWords, FusionPolicy};
use crate::grammar::{Cut, Form, Head, PREFIXES, SUFFIX_YEH, Tail, proclitic};
use crate::judge::{Verdict, decide, spell};
use crate::letters::{ALEF, BEH, FEH, Folder, LAM, Letter, Letters, WAW, character};
use crate::recent::{Key, Recent};
use crate::spelling::{alefs_of, clusters, spell_stem};
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
/// use siyaq_segment::{Scheme, Segmenter};
///
/// let segmenter = Segmenter::default();
/// let word = "وبالمغرب";
/// let analysis = segmenter.analyze(word);
/// let pieces = |scheme| -> Vec<&str> {
///     analysis.segments(scheme).filter_map(|segment| segment.span.text(word)).collect()
/// };
/// assert_eq!(pieces(Scheme::D1), ["و", "بالمغرب"]);
/// assert_eq!(pieces(Scheme::Atb), ["و", "ب", "المغرب"]);
/// assert_eq!(pieces(Scheme::D3), ["و", "ب", "ال", "مغرب"]);
/// # }
/// ```
#[derive(Clone)]
pub struct Segmenter {
    shared: Arc<Shared>,
}

struct Shared {
    dictionary: Dictionary,
    options: SegmenterOptions,
    folder: Folder,
    fused: FusedWords,
    recent: Recent,
    clean: Normalizer,
    standard: Normalizer,
}

/// Types of this Zipf value in halves and above are remembered: some thousands, which most of the
/// words of a text are.
const FREQUENT: u8 = 8;

impl Shared {
    /// What the dictionary says of a type.
    #[inline]
    fn entry(&self, letters: &[Letter]) -> Option<Entry> {
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
enum Plan {
    Foreign,
    Exception(u32),
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
            Plan::Rules(verdict, fused) => lay_out(word, &letters, verdict, fused),
        }
    }

    /// The segments of a word under a scheme, each as it is spelt alone: `للحكومة` is `ل` and
    /// `الحكومة`.
    ///
    /// A word of one piece keeps its spelling; so do clitics. Tatweels and format controls are left
    /// out, marks are kept. The stem of several pieces gets its teh marbuta, its alef maqsura, its
    /// hamza, its article back, and on bare alefs the hamzas that it usually has.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use siyaq_segment::{Scheme, Segmenter};
    ///
    /// let segmenter = Segmenter::default();
    /// assert_eq!(segmenter.restored("شقيقته", Scheme::Atb), ["شقيقة", "ه"]);
    /// assert_eq!(segmenter.restored("واضافت", Scheme::Atb), ["و", "أضافت"]);
    /// assert_eq!(segmenter.restored("للحكومة", Scheme::D3), ["ل", "ال", "حكومة"]);
    /// assert_eq!(segmenter.restored("للحكومة", Scheme::D1), ["للحكومة"]);
    /// # }
    /// ```
    #[must_use]
    pub fn restored(&self, word: &str, scheme: Scheme) -> Vec<String> {
        let mut letters = Letters::new();
        let cleaned = self.shared.clean.normalize(word);
        let plan = self.plan(word, &mut letters);
        let clusters = clusters(&cleaned);
        if matches!(plan, Plan::Foreign) || clusters.len() != letters.as_slice().len() {
            return vec![cleaned.into_owned()];
        }
        let analysis = match plan {
            Plan::Exception(number) => self.lay_out_exception(word, &letters, number),
            Plan::Rules(verdict, fused) => lay_out(word, &letters, verdict, fused),
            Plan::Foreign => Analysis::whole(word.len()),
        };
        let groups: Vec<_> = analysis.groups(scheme).collect();
        let several = groups.len() > 1;
        let mut first_piece = 0;
        let forms = groups.iter().enumerate().map(|(number, group)| {
            let start = group.first().map_or(0, |piece| usize::from(piece.first_letter));
            let next = groups.get(number + 1).and_then(|group| group.first());
            let end = next.map_or(clusters.len(), |piece| usize::from(piece.first_letter));
            let letters_here = clusters.get(start..end).unwrap_or_default();
            let piece = first_piece;
            first_piece += group.len();
            match &plan {
                Plan::Exception(number) => {
                    let pieces = self.shared.options.exceptions.pieces(*number);
                    let pieces = pieces.get(piece..piece + group.len()).unwrap_or_default();
                    match pieces {
                        [piece] => piece.restored.clone(),
                        _ => letters_here.concat(),
                    }
                }
                Plan::Rules(_, Some(fused)) if several && group.len() == 1 => {
                    let proclitics = analysis.pieces().len() - fused.parts.len();
                    let part = piece.checked_sub(proclitics).and_then(|at| fused.parts.get(at));
                    part.map_or_else(|| letters_here.concat(), |(_, alone)| (*alone).to_owned())
                }
                Plan::Rules(verdict, None) if several => {
                    let layout = Layout { letters: letters.as_slice(), verdict: *verdict };
                    self.restore_group(&layout, group, scheme, letters_here, start)
                }
                _ => letters_here.concat(),
            }
        });
        forms.collect()
    }

    /// The word without its clitics and without its article, as it is spelt alone: the stem of
    /// `والوزير`, `للوزير` and `وزيرها` is `وزير`.
    ///
    /// A preposition that carries a pronoun is the stem of both (`به` has the stem `ب`), and
    /// a closed-class word that is two words written together stays together (`مما`). To group
    /// words by their stems use [`Self::stem_key_into`], since this one keeps the spelling of words
    /// that have no clitics.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let segmenter = siyaq_segment::Segmenter::default();
    /// for word in ["وزير", "والوزير", "للوزير", "وزيرها", "وبالوزير"] {
    ///     assert_eq!(segmenter.stem(word), "وزير");
    /// }
    /// assert_eq!(segmenter.stem("بمدينتهم"), "مدينة");
    /// # }
    /// ```
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        let analysis = self.analyze(word);
        if analysis.known == Known::Fused {
            let mut letters = Letters::new();
            self.shared.folder.fold(word, &mut letters);
            let first = analysis.pieces().iter().find(|piece| piece.role == Role::Stem);
            let start = first.map_or(0, |piece| piece.span.start);
            let rest = word.get(start as usize..).unwrap_or_default();
            return self.shared.clean.normalize(rest).into_owned();
        }
        let stem = analysis.pieces().iter().position(|piece| piece.role == Role::Stem);
        let mut forms = self.restored(word, Scheme::D3);
        match stem {
            Some(place) if place < forms.len() => forms.swap_remove(place),
            _ => word.to_owned(),
        }
    }

    /// Appends the key under which words with the same stem are counted and found: the stem of
    /// [`Self::stem`], folded by the profile `standard`. What is no Arabic word is folded whole.
    ///
    /// Cost: as [`Self::analyze`]; allocates only when `out` grows.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let segmenter = siyaq_segment::Segmenter::default();
    /// let mut key = String::new();
    /// segmenter.stem_key_into("ولأبنائه", &mut key);
    /// assert_eq!(key, "ابناء");
    /// # }
    /// ```
    #[inline]
    pub fn stem_key_into(&self, word: &str, out: &mut String) {
        let mut letters = Letters::new();
        let (from, to, head, tail) = match self.plan(word, &mut letters) {
            Plan::Foreign => return self.shared.standard.normalize_into(word, out),
            Plan::Exception(number) => {
                let pieces = self.shared.options.exceptions.pieces(number);
                let stem = pieces.iter().find(|piece| piece.role == Role::Stem);
                let restored = stem.map_or(word, |piece| piece.restored.as_str());
                return self.shared.standard.normalize_into(restored, out);
            }
            Plan::Rules(verdict, _) => {
                let from = verdict.cut.before().len() + article_letters(verdict);
                let to = letters.as_slice().len() - verdict.cut.after().len();
                let head = if verdict.article { Head::Keep } else { verdict.head };
                (from, to, head, verdict.tail)
            }
        };
        let stem = letters.as_slice().get(from..to).unwrap_or_default();
        let mut form = Form::of(&[head.letters(), stem]);
        tail.apply(&mut form);
        let known = form.as_slice().iter().all(|letter| character(*letter).is_some());
        if known {
            out.extend(form.as_slice().iter().filter_map(|letter| character(*letter)));
        } else {
            // Rare letters have no number of their own, so their word is asked for them.
            self.shared.standard.normalize_into(&self.stem(word), out);
        }
    }

    #[inline]
    fn plan(&self, word: &str, letters: &mut Letters) -> Plan {
        let shared = &*self.shared;
        if !shared.folder.fold(word, letters) {
            return Plan::Foreign;
        }
        let folded = &*letters;
        let letters = folded.as_slice();
        if let Some(number) = shared.options.exceptions.find(letters) {
            return Plan::Exception(number);
        }
        let (mut verdict, mut is_fused) = match shared.entry(letters) {
            Some(entry) => {
                let verdict = entry.verdict();
                match self.hamza_after_clitics(word, folded, verdict, entry.first_alef()) {
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
        let cut = decide(letters, alefs_of(word), allows, decided, dictionary, dictionary);
        (spell(letters, cut, dictionary), cut.suffix == 0)
    }

    /// Decides again about a word that has a hamza on the alef after its proclitics, where the type
    /// that the dictionary decided about has none: واحد is one word, but وأحد is و and أحد.
    #[inline]
    fn hamza_after_clitics(
        &self,
        word: &str,
        letters: &Letters,
        verdict: Verdict,
        usual: char,
    ) -> Option<Verdict> {
        let clitics = match letters.as_slice() {
            [WAW | FEH | BEH | LAM, ALEF, _, _, ..] => 1,
            [WAW | FEH, BEH | LAM, ALEF, _, _, ..] => 2,
            _ => return None,
        };
        let start = letters.start(clitics) as usize;
        let is_marked = word.get(start..).is_some_and(|rest| rest.starts_with(['أ', 'إ']));
        if !is_marked || verdict.cut.before().len() == clitics || usual != 'ا' {
            return None;
        }
        let before = letters.as_slice().get(..clitics)?;
        let prefix = PREFIXES.iter().position(|letters| *letters == before)?;
        Some(self.guess(word, letters.as_slice(), |cut| usize::from(cut.prefix) == prefix).0)
    }

    #[cold]
    fn fused(&self, word: &str, verdict: Verdict, letters: &[Letter]) -> Option<&'static Fused> {
        let fused = self.shared.fused.find(verdict.cut.stem(letters))?;
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

    fn lay_out_exception(&self, word: &str, letters: &Letters, number: u32) -> Analysis {
        let mut analysis = Analysis::new(Known::Exception);
        let at = Places::new(word, letters);
        let (mut next, mut level) = (0, Scheme::D1);
        for piece in self.shared.options.exceptions.pieces(number) {
            let last = next + piece.letters;
            analysis.push(piece.role, at.span(next, last), next, level);
            next = last;
            level = piece.splits_after;
        }
        analysis
    }

    /// A segment of several as it is spelt alone.
    fn restore_group(
        &self,
        layout: &Layout<'_>,
        group: &[crate::analysis::Piece],
        scheme: Scheme,
        clusters: &[&str],
        start: usize,
    ) -> String {
        let verdict = layout.verdict;
        let before = verdict.cut.before().len();
        let Some(role) = group.last().map(|piece| piece.role) else { return String::new() };
        let has_stem = group.iter().any(|piece| piece.role == Role::Stem);
        if !has_stem {
            return match role {
                Role::Article => "ال".to_owned(),
                _ => clusters.concat(),
            };
        }
        let mut out = String::new();
        // Clitics that this scheme leaves with the stem.
        let joined = before.saturating_sub(start).min(clusters.len());
        let (clitics, rest) = clusters.split_at(joined);
        out.extend(clitics.iter().copied());
        let article_is_off = start > before
            || start == before
                && verdict.head == Head::HiddenArticle
                && verdict.article
                && scheme == Scheme::D3;
        let head = if article_is_off || scheme < Scheme::D2 { Head::Keep } else { verdict.head };
        let (stem, pronoun) = match role {
            Role::Pronoun => rest.split_at(rest.len() - verdict.cut.after().len()),
            _ => (rest, &[][..]),
        };
        let tail = if pronoun.is_empty() { verdict.tail } else { Tail::Keep };
        let mut alefs = self.alefs(layout);
        // The alefs are those of the whole stem; what the group does not have is counted off.
        if start > before && verdict.head == Head::Keep {
            alefs >>= 2;
        }
        if head == Head::Keep && verdict.head != Head::Keep {
            alefs >>= 2;
        }
        spell_stem(stem, head, tail, alefs, &mut out);
        out.extend(pronoun.iter().copied());
        out
    }

    /// The usual spelling of the alefs of a stem.
    fn alefs(&self, layout: &Layout<'_>) -> u8 {
        let Verdict { cut, head, tail, .. } = layout.verdict;
        let form = Form::stem(cut, head, tail, layout.letters);
        self.shared.dictionary.entry(form.as_slice()).map_or(0, |entry| entry.alefs())
    }
}

struct Layout<'l> {
    letters: &'l [Letter],
    verdict: Verdict,
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

/// How many letters of the word are its article.
#[inline]
fn article_letters(verdict: Verdict) -> usize {
    match verdict.head {
        _ if !verdict.article => 0,
        Head::Keep => 2,
        Head::Article => 1,
        Head::HiddenArticle => 0,
    }
}

/// The pieces of a word by a verdict.
#[inline]
fn lay_out(
    word: &str,
    letters: &Letters,
    verdict: Verdict,
    fused: Option<&'static Fused>,
) -> Analysis {
    let at = Places::new(word, letters);
    let mut analysis = Analysis::new(Known::Rules);
    let (mut next, mut level) = (0, Scheme::D1);
    for clitic in verdict.cut.before() {
        let (role, after) = role_of(proclitic(*clitic));
        analysis.push(role, at.span(next, next + 1), next, level);
        next += 1;
        level = after;
    }
    if let Some(fused) = fused {
        analysis.known = Known::Fused;
        for (part, _) in fused.parts {
            let last = next + part.chars().count();
            analysis.push(Role::Stem, at.span(next, last), next, level);
            next = last;
            level = Scheme::Atb;
        }
        return analysis;
    }
    if verdict.article {
        let last = next + article_letters(verdict);
        analysis.push(Role::Article, at.span(next, last), next, level);
        next = last;
        level = Scheme::D3;
    }
    let end = at.count - verdict.cut.after().len();
    analysis.push(Role::Stem, at.span(next, end), next, level);
    if verdict.cut.suffix > 0 {
        analysis.push(Role::Pronoun, at.span(end, at.count), end, Scheme::Atb);
    }
    analysis
}
