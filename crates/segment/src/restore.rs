//! The segments of words as they are spelt alone, and their stems.

use crate::analysis::{Analysis, Piece, Role, Segment, SegmentationScheme};
use crate::contractions::Fused;
use crate::grammar::{Form, Head, Tail};
use crate::letters::{Letter, Letters, character};
use crate::scorer::Verdict;
use crate::segmenter::{Plan, Segmenter, article_letters, lay_out};
use crate::spelling::{Clusters, spell_stem};

/// The segments of a word and what each is spelt as alone, in memory that is used again for the
/// next word.
#[derive(Clone, Debug, Default)]
pub struct Restored {
    text: String,
    /// The segments, each with the end of its form in the text.
    segments: Vec<(Segment, usize)>,
    cleaned: String,
    /// Where the letters of the cleaned word start.
    starts: Vec<u32>,
}

impl Restored {
    /// The segments with their forms, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Segment, &str)> {
        let mut start = 0;
        self.segments.iter().map(move |(segment, end)| {
            let form = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            (*segment, form)
        })
    }

    /// How many segments there are.
    #[must_use]
    pub fn segment_count(&self) -> usize {
        self.segments.len()
    }

    fn clear(&mut self) {
        self.text.clear();
        self.segments.clear();
        self.cleaned.clear();
        self.starts.clear();
    }

    fn end(&mut self, segment: Segment) {
        self.segments.push((segment, self.text.len()));
    }
}

impl Segmenter {
    /// The segments of a word under a scheme, each as it is spelt alone: `للحكومة` is `ل` and
    /// `الحكومة`.
    ///
    /// A word of one piece keeps its spelling; so do clitics. Tatweels and format controls are left
    /// out, marks are kept. The stem of several pieces gets its teh marbuta, its alef maqsura, its
    /// hamza, its article back, and on bare alefs the hamzas that it usually has.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use siyaq_segment::{SegmentationScheme, Segmenter};
    ///
    /// let segmenter = Segmenter::default();
    /// assert_eq!(segmenter.restored("شقيقته", SegmentationScheme::Atb), ["شقيقة", "ه"]);
    /// assert_eq!(segmenter.restored("واضافت", SegmentationScheme::Atb), ["و", "أضافت"]);
    /// assert_eq!(segmenter.restored("للحكومة", SegmentationScheme::D3), ["ل", "ال", "حكومة"]);
    /// assert_eq!(segmenter.restored("للحكومة", SegmentationScheme::D1), ["للحكومة"]);
    /// # }
    /// ```
    #[must_use]
    pub fn restored(&self, word: &str, scheme: SegmentationScheme) -> Vec<String> {
        let mut restored = Restored::default();
        self.restore_into(word, scheme, &mut restored);
        restored.iter().map(|(_, form)| form.to_owned()).collect()
    }

    /// As [`Self::restored`], with the segments, into memory that is used again: for running text.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use siyaq_segment::{Attachment, Restored, SegmentationScheme, Segmenter};
    ///
    /// let segmenter = Segmenter::default();
    /// let mut restored = Restored::default();
    /// segmenter.restore_into("ولأبنائه", SegmentationScheme::Atb, &mut restored);
    /// let mut line = String::new();
    /// for (segment, form) in restored.iter() {
    ///     segment.attachment.mark_into(form, "+", &mut line);
    ///     line.push(' ');
    /// }
    /// assert_eq!(line.trim_end(), "و+ ل+ أبناء +ه");
    /// # }
    /// ```
    pub fn restore_into(&self, word: &str, scheme: SegmentationScheme, out: &mut Restored) {
        out.clear();
        let mut letters = Letters::new();
        let plan = self.plan(word, &mut letters);
        let analysis = match plan {
            Plan::Foreign => None,
            Plan::Exception(number) => Some(self.lay_out_exception(word, &letters, number)),
            Plan::Hanging(verdict) => Some(lay_out(word, &letters, verdict, None).hanging()),
            Plan::Rules(verdict, fused) => Some(lay_out(word, &letters, verdict, fused)),
        };
        let clean = &self.shared.clean;
        let Some(analysis) = analysis.filter(|analysis| !analysis.is_whole(scheme)) else {
            clean.normalize_into(word, &mut out.text);
            let only = analysis.and_then(|analysis| analysis.segments(scheme).next());
            return out.end(only.unwrap_or_else(|| Segment::whole(word)));
        };
        clean.normalize_into(word, &mut out.cleaned);
        let Restored { text, segments, cleaned, starts } = out;
        let clusters = Clusters::of(cleaned, starts);
        if clusters.count() != letters.as_slice().len() {
            text.push_str(cleaned);
            return out.end(Segment::whole(word));
        }
        let source = Source { segmenter: self, letters: letters.as_slice(), plan, scheme };
        let mut first_piece = 0;
        for (segment, group) in analysis.segments(scheme).zip(analysis.groups(scheme)) {
            let start = group.first().map_or(0, |piece| usize::from(piece.first_letter));
            let next = analysis.pieces().get(first_piece + group.len());
            let end = next.map_or(clusters.count(), |piece| usize::from(piece.first_letter));
            let here = Group { pieces: group, first_piece, start };
            source.spell(&analysis, &here, clusters.slice(start, end), text);
            segments.push((segment, text.len()));
            first_piece += group.len();
        }
    }

    /// The segments of a word under a scheme with their letters as they are written, into memory
    /// that is used again. A ligature that a cut goes through is taken apart, which spans cannot say:
    /// in them it belongs to the segment that it begins in.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use siyaq_segment::{Restored, SegmentationScheme, Segmenter};
    ///
    /// let mut written = Restored::default();
    /// Segmenter::default().written_into("اﻷول", SegmentationScheme::D3, &mut written);
    /// let forms: Vec<&str> = written.iter().map(|(_, form)| form).collect();
    /// assert_eq!(forms, ["ال", "أول"]);
    /// # }
    /// ```
    pub fn written_into(&self, word: &str, scheme: SegmentationScheme, out: &mut Restored) {
        out.clear();
        let mut letters = Letters::new();
        self.shared.folder.fold(word, &mut letters);
        let analysis = self.analyze(word);
        let through_ligature = letters.has_ligature()
            && analysis
                .groups(scheme)
                .filter_map(|group| group.first())
                .any(|piece| letters.is_inside(piece.first_letter));
        let apart = through_ligature.then(|| self.shared.clean.normalize(word));
        let (shown, places) = match &apart {
            Some(apart) => (&**apart, self.analyze(apart)),
            None => (word, analysis),
        };
        for (segment, place) in analysis.segments(scheme).zip(places.segments(scheme)) {
            out.text.push_str(place.span.text(shown).unwrap_or_default());
            out.end(segment);
        }
    }

    /// The word without its clitics and without its article, as it is spelt alone: the stem of
    /// `والوزير`, `للوزير` and `وزيرها` is `وزير`.
    ///
    /// A preposition that carries a pronoun is the stem of both (`به` and `بهم` have the stem `ب`), and
    /// a closed-class word that is two words written together stays together (`عما`). To group
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
        let mut letters = Letters::new();
        if let Plan::Rules(verdict, Some(_)) = self.plan(word, &mut letters) {
            let start = match verdict.cut.before().len() {
                0 => 0,
                clitics => letters.start(clitics),
            };
            let rest = word.get(start as usize..).unwrap_or_default();
            return self.shared.clean.normalize(rest).into_owned();
        }
        let mut forms = Restored::default();
        self.restore_into(word, SegmentationScheme::D3, &mut forms);
        let stem = forms.iter().find(|(segment, _)| segment.role == Role::Stem);
        stem.map_or(word, |(_, form)| form).to_owned()
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
            Plan::Hanging(verdict) | Plan::Rules(verdict, _) => {
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
}

/// What is known of a word whose segments are spelt.
struct Source<'s> {
    segmenter: &'s Segmenter,
    letters: &'s [Letter],
    plan: Plan,
    scheme: SegmentationScheme,
}

/// The pieces of one segment of several.
struct Group<'g> {
    pieces: &'g [Piece],
    /// How many pieces of the word stand before them.
    first_piece: usize,
    /// How many letters of the word stand before them.
    start: usize,
}

impl Source<'_> {
    /// Appends a segment as it is spelt alone; `written` are its letters.
    fn spell(&self, word: &Analysis, group: &Group<'_>, written: Clusters<'_>, out: &mut String) {
        match &self.plan {
            Plan::Exception(number) => {
                let pieces = self.segmenter.shared.options.exceptions.pieces(*number);
                let last = group.first_piece + group.pieces.len();
                match pieces.get(group.first_piece..last).unwrap_or_default() {
                    [piece] => out.push_str(&piece.restored),
                    _ => out.push_str(written.text()),
                }
            }
            Plan::Rules(_, Some(fused)) if group.pieces.len() == 1 => {
                out.push_str(alone(word, fused, group.first_piece).unwrap_or(written.text()));
            }
            Plan::Hanging(verdict) | Plan::Rules(verdict, None) => {
                self.spell_ruled(*verdict, group, written, out)
            }
            Plan::Rules(..) | Plan::Foreign => out.push_str(written.text()),
        }
    }

    fn spell_ruled(
        &self,
        verdict: Verdict,
        group: &Group<'_>,
        written: Clusters<'_>,
        out: &mut String,
    ) {
        let (before, start) = (verdict.cut.before().len(), group.start);
        let Some(role) = group.pieces.last().map(|piece| piece.role) else { return };
        let has_stem = group.pieces.iter().any(|piece| piece.role == Role::Stem);
        if !has_stem {
            return match role {
                Role::Article => out.push_str("ال"),
                _ => out.push_str(written.text()),
            };
        }
        // Clitics that this scheme leaves with the stem.
        let joined = before.saturating_sub(start).min(written.count());
        out.push_str(written.slice(0, joined).text());
        let rest = written.slice(joined, written.count());
        let article_is_off = start > before
            || start == before
                && verdict.head == Head::HiddenArticle
                && verdict.article
                && self.scheme == SegmentationScheme::D3;
        let keeps_head = article_is_off || self.scheme < SegmentationScheme::D2;
        let head = if keeps_head { Head::Keep } else { verdict.head };
        let pronoun = if role == Role::Pronoun { verdict.cut.after().len() } else { 0 };
        let stem_end = rest.count().saturating_sub(pronoun);
        let tail = if stem_end == rest.count() { verdict.tail } else { Tail::Keep };
        let mut alefs = self.alefs(verdict);
        // The alefs are those of the whole stem; what the group does not have is counted off.
        if start > before && verdict.head == Head::Keep {
            alefs >>= 2;
        }
        if head == Head::Keep && verdict.head != Head::Keep {
            alefs >>= 2;
        }
        spell_stem(rest.slice(0, stem_end), head, tail, alefs, out);
        out.push_str(rest.slice(stem_end, rest.count()).text());
    }

    /// The usual spelling of the alefs of a stem.
    fn alefs(&self, verdict: Verdict) -> u8 {
        let Verdict { cut, head, tail, .. } = verdict;
        let form = Form::stem(cut, head, tail, self.letters);
        let entry = self.segmenter.shared.entry(form.as_slice());
        entry.map_or(0, |entry| entry.alefs())
    }
}

/// A part of a closed-class word as it is spelt alone.
fn alone(word: &Analysis, fused: &'static Fused, piece: usize) -> Option<&'static str> {
    let proclitics = word.pieces().len() - fused.parts.len() - usize::from(fused.open);
    let part = piece.checked_sub(proclitics).and_then(|at| fused.parts.get(at));
    part.map(|(_, alone)| *alone)
}
