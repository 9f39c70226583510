//! What a character is: the classification that normalisation and tokenisation share.
//!
//! Every function here is a `const fn` over ranges of code points, so that the crates above can
//! build their tables at compile time and never ask twice.

/// ARABIC TATWEEL, the bar that stretches a word: `محمـــد`.
pub const TATWEEL: char = '\u{640}';
/// ARABIC FATHATAN, the first of the vowel signs.
pub const FATHATAN: char = '\u{64B}';
/// ARABIC FATHA.
pub const FATHA: char = '\u{64E}';
/// ARABIC SHADDA.
pub const SHADDA: char = '\u{651}';
/// ARABIC SUKUN.
pub const SUKUN: char = '\u{652}';
/// ARABIC MADDAH ABOVE, which composes with alef to `آ`.
pub const MADDA_ABOVE: char = '\u{653}';
/// ARABIC HAMZA ABOVE, which composes with alef, waw, yeh and three forms of heh.
pub const HAMZA_ABOVE: char = '\u{654}';
/// ARABIC HAMZA BELOW, which composes with alef to `إ`.
pub const HAMZA_BELOW: char = '\u{655}';
/// ARABIC LETTER SUPERSCRIPT ALEF, the dagger alef.
pub const SUPERSCRIPT_ALEF: char = '\u{670}';
/// SOFT HYPHEN.
pub const SOFT_HYPHEN: char = '\u{AD}';
/// ARABIC LETTER MARK, a bidi control.
pub const ARABIC_LETTER_MARK: char = '\u{61C}';
/// ZERO WIDTH SPACE, which separates words although it is not white space; but see
/// [`joins_across_zero_width_space`].
pub const ZERO_WIDTH_SPACE: char = '\u{200B}';
/// ZERO WIDTH NON-JOINER.
pub const ZWNJ: char = '\u{200C}';
/// ZERO WIDTH JOINER.
pub const ZWJ: char = '\u{200D}';
/// LEFT-TO-RIGHT MARK.
pub const LRM: char = '\u{200E}';
/// RIGHT-TO-LEFT MARK.
pub const RLM: char = '\u{200F}';
/// WORD JOINER.
pub const WORD_JOINER: char = '\u{2060}';
/// ZERO WIDTH NO-BREAK SPACE, the byte-order mark.
pub const BYTE_ORDER_MARK: char = '\u{FEFF}';
/// NO-BREAK SPACE.
pub const NO_BREAK_SPACE: char = '\u{A0}';
/// ARABIC END OF AYAH, the sign that encloses the number of a verse.
pub const END_OF_AYAH: char = '\u{6DD}';
/// The first presentation form: ARABIC LETTER ALEF WASLA ISOLATED FORM.
pub const PRESENTATION_A_FIRST: char = '\u{FB50}';
/// The last code point of the Arabic Presentation Forms-A block.
pub const PRESENTATION_A_LAST: char = '\u{FDFF}';
/// The first code point of the Arabic Presentation Forms-B block.
pub const PRESENTATION_B_FIRST: char = '\u{FE70}';
/// The last presentation form: ARABIC LIGATURE LAM WITH ALEF FINAL FORM.
pub const PRESENTATION_B_LAST: char = '\u{FEFC}';

/// Whether `c` is a letter of the Arabic script, presentation forms included.
///
/// Left out are the letters of Unicode that stand for marks (the small waw and yeh U+06E5, U+06E6
/// and U+08C9, the isolated marks U+FE70–U+FE7F and the isolated shadda ligatures
/// U+FC5E–U+FC63, U+FCF2–U+FCF4; see [`is_arabic_mark`]), the tatweel, and the phrases in one
/// character U+FDFA–U+FDFD, which are symbols.
///
/// ```
/// use siyaq_text::chars::{is_arabic_letter, TATWEEL};
/// assert!(is_arabic_letter('ك') && is_arabic_letter('گ') && is_arabic_letter('\u{FEFB}'));
/// assert!(!is_arabic_letter(TATWEEL) && !is_arabic_letter('٣') && !is_arabic_letter('،'));
/// ```
#[must_use]
pub const fn is_arabic_letter(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{66E}'..='\u{66F}'
        | '\u{671}'..='\u{6D3}' | '\u{6D5}' | '\u{6EE}'..='\u{6EF}' | '\u{6FA}'..='\u{6FC}'
        | '\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{887}' | '\u{889}'..='\u{88F}'
        | '\u{8A0}'..='\u{8C8}'
        | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FC5D}' | '\u{FC64}'..='\u{FCF1}'
        | '\u{FCF5}'..='\u{FD3D}' | '\u{FD50}'..='\u{FD8F}' | '\u{FD92}'..='\u{FDC7}'
        | '\u{FDF0}'..='\u{FDF9}' | '\u{FE80}'..='\u{FEFC}'
        | '\u{10EC2}'..='\u{10EC4}' | '\u{1EE00}'..='\u{1EEBB}')
}

/// Whether `c` is a mark of the Arabic script: a vowel sign, a hamza or madda that stands above
/// or below, a Quranic annotation, or an isolated presentation form of one.
///
/// ```
/// use siyaq_text::chars::{is_arabic_mark, HAMZA_ABOVE, SHADDA};
/// assert!(is_arabic_mark(SHADDA) && is_arabic_mark(HAMZA_ABOVE));
/// assert!(!is_arabic_mark('ء'));
/// ```
#[must_use]
pub const fn is_arabic_mark(c: char) -> bool {
    is_diacritic(c)
        || is_quranic_mark(c)
        || matches!(c,
            '\u{8C9}' | '\u{897}' | '\u{FC5E}'..='\u{FC63}' | '\u{FCF2}'..='\u{FCF4}'
            | '\u{FE70}'..='\u{FE7F}' | '\u{10EFA}'..='\u{10EFC}')
}

/// Whether `c` is one of the vowel signs and small letters of ordinary vocalised Arabic:
/// U+064B–U+065F and the dagger alef U+0670.
#[must_use]
pub const fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Whether `c` is a mark of Quranic or other learned spelling: honorifics, pause signs, small
/// letters, open tanwin.
#[must_use]
pub const fn is_quranic_mark(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61A}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}'
        | '\u{6EA}'..='\u{6ED}' | '\u{898}'..='\u{89F}' | '\u{8CA}'..='\u{8E1}'
        | '\u{8E3}'..='\u{8FF}' | '\u{10EFD}'..='\u{10EFF}')
}

/// Whether `c` shows nothing of its own: soft hyphen, joiners, bidi controls, byte-order mark,
/// variation selectors, tags, fillers; all that Unicode calls default-ignorable
/// (`Default_Ignorable_Code_Point`), and the anchors of annotations U+FFF9–U+FFFB.
///
/// The zero width space is not one of them: it separates words.
///
/// ```
/// use siyaq_text::chars::{is_format_control, RLM, ZERO_WIDTH_SPACE};
/// assert!(is_format_control(RLM) && !is_format_control(ZERO_WIDTH_SPACE));
/// ```
#[must_use]
pub const fn is_format_control(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character is a mark of right-to-left text, which may turn a number round.
pub(crate) const fn is_right_to_left_mark(c: char) -> bool {
    matches!(c, RLM | ARABIC_LETTER_MARK)
}

/// Whether a zero width space between the letters `before` and `after` parts nothing.
///
/// It has no width and letters join across it, so that a word with one inside looks as it does
/// without: what pages have there is the debris of an editor. Between two Arabic letters it counts
/// as nothing, unless the first of them ends words only.
///
/// ```
/// use siyaq_text::chars::joins_across_zero_width_space;
/// assert!(joins_across_zero_width_space('ا', 'ل'));
/// assert!(!joins_across_zero_width_space('ة', 'ك') && !joins_across_zero_width_space('ا', 'b'));
/// ```
#[must_use]
pub const fn joins_across_zero_width_space(before: char, after: char) -> bool {
    let ends_words = matches!(before,
        'ة' | 'ۃ' | 'ى' | '\u{FE93}'..='\u{FE94}' | '\u{FEEF}'..='\u{FEF0}');
    is_arabic_letter(before) && is_arabic_letter(after) && !ends_words
}

/// Whether `c` is a C0 or C1 control character other than a tab or a line break, or DELETE.
#[must_use]
pub const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}')
}

/// Whether `c` ends a line: LF, VT, FF, CR, U+2028 or U+2029.
///
/// U+0085 is a control here: in news it is the debris of a Windows ellipsis.
#[must_use]
pub const fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{2028}'..='\u{2029}')
}

/// Whether `c` is white space, line breaks and tab included.
#[must_use]
pub const fn is_white_space(c: char) -> bool {
    is_line_break(c)
        || matches!(
            c,
            '\t' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'
                ..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
        )
}

/// Whether `c` can stand between two tokens and belong to neither: white space, a control, a
/// format control, or the zero width space.
#[must_use]
pub const fn is_gap(c: char) -> bool {
    is_white_space(c) || is_control(c) || is_format_control(c) || matches!(c, ZERO_WIDTH_SPACE)
}

/// A system of decimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DigitScript {
    /// `0` to `9`, the digits of the Maghreb and of the world.
    Ascii,
    /// `٠` to `٩`, the digits of the Mashriq.
    ArabicIndic,
    /// `۰` to `۹`, the digits of Persian and Urdu.
    ExtendedArabicIndic,
}

/// The system that `c` is a digit of; `None` where it is no digit of these three.
///
/// ```
/// use siyaq_text::chars::{digit_script, DigitScript};
/// assert_eq!(digit_script('٣'), Some(DigitScript::ArabicIndic));
/// assert_eq!(digit_script('²'), None);
/// ```
#[must_use]
pub const fn digit_script(c: char) -> Option<DigitScript> {
    match c {
        '0'..='9' => Some(DigitScript::Ascii),
        '\u{660}'..='\u{669}' => Some(DigitScript::ArabicIndic),
        '\u{6F0}'..='\u{6F9}' => Some(DigitScript::ExtendedArabicIndic),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_do_not_overlap() {
        for c in '\0'..=char::MAX {
            let kinds = [
                is_arabic_letter(c),
                is_arabic_mark(c),
                is_format_control(c),
                is_control(c),
                is_white_space(c),
                c == ZERO_WIDTH_SPACE,
                c == TATWEEL,
                digit_script(c).is_some(),
            ];
            let count = kinds.into_iter().filter(|kind| *kind).count();
            assert!(count <= 1, "U+{:04X} is {kinds:?}", u32::from(c));
        }
    }

    #[test]
    fn white_space_is_that_of_unicode_but_for_nel() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_white_space(c), c.is_whitespace() && c != '\u{85}', "{c:?}");
        }
    }

    #[test]
    fn letters_of_the_arabic_blocks_are_letters_or_marks() {
        let blocks = ['\u{600}'..='\u{6FF}', '\u{750}'..='\u{77F}', '\u{8A0}'..='\u{8FF}'];
        for c in blocks.into_iter().flatten() {
            let known = is_arabic_letter(c) || is_arabic_mark(c) || c == TATWEEL;
            assert_eq!(known, c.is_alphabetic() || is_arabic_mark(c), "U+{:04X}", u32::from(c));
        }
    }
}
