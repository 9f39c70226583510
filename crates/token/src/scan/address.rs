//! Web and e-mail addresses.

use crate::kind::{Kind, kind_at, kind_of};

/// The longest name before the `@` of an e-mail address (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// The end of the web address that begins at byte `start`: `http://`, `https://` or `www.` in
/// upper or lower case, and what follows up to white space, a quotation mark, an angle bracket,
/// Arabic punctuation, or an Arabic letter that no sign of a path stands before. Punctuation at its end and closing brackets that were not opened in it are
/// left out.
pub(crate) fn url_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let begins = |prefix: &[u8]| {
        rest.get(..prefix.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(prefix))
    };
    let prefix = ["http://", "https://", "www."].into_iter().find(|p| begins(p.as_bytes()))?;
    let body = start + prefix.len();
    let kind = kind_at(text, body);
    if !(kind.is_digit() || kind == Kind::ArabicLetter || kind.is_other_letter()) {
        return None;
    }
    let end = given_back(text, body, body_end(text, body));
    (end > body).then_some(end)
}

/// Where the characters end that an address can have.
fn body_end(text: &str, body: usize) -> usize {
    let mut at = body;
    let (mut in_host, mut latin_host) = (true, false);
    // Whether the part of the path behind its last sign began with another letter than an Arabic one;
    // none where it has not begun.
    let mut foreign: Option<bool> = None;
    for c in text.get(body..).unwrap_or_default().chars() {
        let kind = kind_of(c);
        in_host &= !matches!(c, '/' | '?' | '#');
        latin_host |= in_host && kind == Kind::Latin;
        let arabic = kind == Kind::ArabicLetter;
        // A host is in one script, and so is each part of a path: an Arabic letter behind another one
        // is the next word.
        let next_word = arabic && if in_host { latin_host } else { foreign == Some(true) };
        let stops = matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '،' | '؛' | '؟');
        if kind.is_gap() || stops || next_word {
            break;
        }
        at += c.len_utf8();
        if matches!(c, '/' | '?' | '#' | '=' | '&' | '-' | '_' | '+' | '~' | '%' | '@' | ':' | '(')
        {
            foreign = None;
        } else if !kind.in_arabic_word() {
            foreign = foreign.or(Some(true));
        } else if arabic {
            foreign = foreign.or(Some(false));
        }
    }
    at
}

/// The end of the address without the punctuation of the sentence around it.
fn given_back(text: &str, body: usize, end: usize) -> usize {
    let address = text.get(body..end).unwrap_or_default();
    let count = |c: char| address.matches(c).count();
    // How many closing brackets of each pair have no partner in the address.
    let mut unopened = [('(', ')'), ('[', ']'), ('{', '}')]
        .map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    let mut kept = address;
    while let Some(last) = kept.chars().next_back() {
        let unpaired = unopened.iter_mut().find(|(close, left)| *close == last && *left > 0);
        let punctuation = matches!(
            last,
            '.' | ','
                | ':'
                | ';'
                | '!'
                | '?'
                | '\''
                | '’'
                | '‘'
                | '…'
                | '*'
                | '('
                | '['
                | '{'
                | '|'
        );
        match unpaired {
            Some((_, left)) => *left -= 1,
            None if !punctuation => break,
            None => {}
        }
        kept = kept.get(..kept.len() - last.len_utf8()).unwrap_or_default();
    }
    body + kept.len()
}

/// The end of the e-mail address that begins with an ASCII letter or digit at byte `start`.
pub(crate) fn email_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let is_local = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-')
    };
    let local = rest.iter().take(LONGEST_LOCAL_PART + 1).take_while(|byte| is_local(byte)).count();
    if rest.get(local) != Some(&b'@') || local > LONGEST_LOCAL_PART {
        return None;
    }
    domain_end(text, start + local + 1)
}

/// The end of a domain of two labels or more, the last of which is made of letters.
fn domain_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let (mut at, mut end, mut labels) = (start, None, 0);
    loop {
        let label = bytes.get(at..)?;
        let length = label.iter().take_while(|byte| is_label(byte)).count();
        let label = label.get(..length)?;
        if label.first().is_none_or(|byte| *byte == b'-') || label.ends_with(b"-") {
            return end;
        }
        labels += 1;
        at += length;
        if labels >= 2 && length >= 2 && label.iter().all(u8::is_ascii_alphabetic) {
            end = Some(at);
        }
        if bytes.get(at) != Some(&b'.') {
            return end;
        }
        at += 1;
    }
}
