//! Emoji, after UTS #51.

use unicode_properties::emoji::{EmojiStatus, UnicodeEmoji};

const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';
const ZWJ: char = siyaq_text::chars::ZWJ;
const BLACK_FLAG: char = '\u{1F3F4}';

/// The end of the emoji at byte `start`: a picture, one that is shown as emoji by a variation selector, a flag, a keycap, with its skin tone, and with all that is joined to it.
#[inline]
pub(crate) fn end(text: &str, start: usize) -> Option<usize> {
    if text.as_bytes().get(start..).is_some_and(may_begin) { whole(text, start) } else { None }
}

#[inline(never)]
fn whole(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let mut length = flag(rest).or_else(|| keycap(rest)).or_else(|| element(rest, false))?;
    while let Some(next) = joined(rest.get(length..).unwrap_or_default()) {
        length += next;
    }
    Some(start + length)
}

/// Whether an emoji can begin with these bytes. Answers for all ordinary punctuation at once.
fn may_begin(bytes: &[u8]) -> bool {
    match bytes {
        // A key, and the first byte of the variation selector or of the keycap.
        [b'0'..=b'9' | b'#' | b'*', 0xEF | 0xE2, ..] => true,
        // © and ®.
        [0xC2, 0xA9 | 0xAE, ..] => true,
        // From ‼ on.
        [0xE2, second, third, ..] => (*second, *third) >= (0x80, 0xBC),
        [lead, ..] => *lead >= 0xE3,
        [] => false,
    }
}

fn flag(text: &str) -> Option<usize> {
    let is_indicator = |c: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
    let mut chars = text.chars();
    let both = chars.next().is_some_and(is_indicator) && chars.next().is_some_and(is_indicator);
    both.then_some('\u{1F1E6}'.len_utf8() * 2)
}

fn keycap(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let key = chars.next().filter(|c| matches!(c, '0'..='9' | '#' | '*'))?;
    let next = chars.next()?;
    if next == KEYCAP {
        return Some(key.len_utf8() + KEYCAP.len_utf8());
    }
    let whole = next == EMOJI_STYLE && chars.next() == Some(KEYCAP);
    whole.then_some(key.len_utf8() + EMOJI_STYLE.len_utf8() + KEYCAP.len_utf8())
}

/// The length of the joiner and the element behind it.
fn joined(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(ZWJ)?;
    element(rest, true).map(|length| ZWJ.len_utf8() + length)
}

/// The length of one emoji that is no flag of two letters and no keycap. In a sequence an emoji
/// that is shown as text by default counts as well.
fn element(text: &str, in_sequence: bool) -> Option<usize> {
    let mut chars = text.chars();
    let base = chars.next()?;
    let (by_default, takes_tone) = match base.emoji_status() {
        EmojiStatus::EmojiPresentation
        | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent => (true, false),
        EmojiStatus::EmojiPresentationAndModifierBase => (true, true),
        EmojiStatus::EmojiModifierBase => (false, true),
        EmojiStatus::EmojiOther => (false, false),
        // Digits and `#` are emoji only as keycaps, and the letters of flags only in pairs.
        _ => return None,
    };
    let mut length = base.len_utf8();
    let rest = chars.as_str();
    let mut chosen = by_default || in_sequence || is_picture(base);
    if rest.starts_with(TEXT_STYLE) {
        return None;
    }
    if rest.starts_with(EMOJI_STYLE) {
        chosen = true;
        length += EMOJI_STYLE.len_utf8();
    } else if takes_tone && rest.starts_with(is_tone) {
        chosen = true;
        length += '\u{1F3FB}'.len_utf8();
    } else if base == BLACK_FLAG {
        length += rest.chars().take_while(|c| is_tag(*c)).map(char::len_utf8).sum::<usize>();
    } else if !chosen {
        chosen = joined(rest).is_some();
    }
    chosen.then_some(length)
}

/// Whether the emoji is a picture wherever it stands: `❤` and `☎`, which Unicode shows as text unless
/// told otherwise, are written as emoji all the same. Arrows, `©`, and what marks the items of lists
/// (`✔`, `✳`) are signs.
const fn is_picture(c: char) -> bool {
    let sign = matches!(c, '☑' | '✔' | '✖' | '✳' | '✴' | '❇' | '➡');
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..) && !sign
}

fn is_tone(c: char) -> bool {
    ('\u{1F3FB}'..='\u{1F3FF}').contains(&c)
}

fn is_tag(c: char) -> bool {
    ('\u{E0020}'..='\u{E007F}').contains(&c)
}
