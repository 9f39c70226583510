//! Tags of vertical text: what bounds and empties elements.

use std::borrow::Cow;

/// Names and values.
pub(crate) type Attributes = Vec<(String, String)>;

/// A tag on a line of its own.
pub(crate) enum Tag<'l> {
    Open { name: &'l str, attributes: Attributes, empty: bool },
    Close(&'l str),
}

/// Whether a line is neither a tag nor blank.
pub(crate) fn is_token(line: &[u8]) -> bool {
    let text = String::from_utf8_lossy(line);
    !text.trim().is_empty() && tag(&text).is_none()
}

/// Reads a line that is a tag and nothing else.
pub(crate) fn tag(line: &str) -> Option<Tag<'_>> {
    let inside = line.trim_end().strip_prefix('<')?.strip_suffix('>')?;
    if let Some(name) = inside.strip_prefix('/') {
        return is_name(name.trim()).then(|| Tag::Close(name.trim()));
    }
    let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |rest| (rest, true));
    let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at_checked(end)?;
    if !is_name(name) {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(Tag::Open { name, attributes, empty });
        }
        let (attribute, after) = rest.split_once('=')?;
        let attribute = attribute.trim();
        if !is_name(attribute) {
            return None;
        }
        let after = after.trim_start();
        let mark = after.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let (value, after) = after.get(1..)?.split_once(mark)?;
        attributes.push((attribute.to_owned(), unescaped(value).into_owned()));
        rest = after;
    }
}

/// Whether a text can be the name of an element or an attribute.
fn is_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|sign| sign.is_alphabetic() || sign == '_')
        && text.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | ':'))
}

/// A text with the five entities of XML as the signs that they stand for.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    const ENTITIES: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        let (before, from) = rest.split_at_checked(place).unwrap_or((rest, ""));
        out.push_str(before);
        let known = ENTITIES
            .iter()
            .find_map(|(entity, sign)| from.strip_prefix(entity).map(|after| (*sign, after)));
        let (sign, after) = known.unwrap_or(("&", from.strip_prefix('&').unwrap_or_default()));
        out.push_str(sign);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_tokens() {
        let open = |line: &str| match tag(line) {
            Some(Tag::Open { name, attributes, empty }) => {
                let own: Vec<String> =
                    attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
                format!("{name} {} {empty}", own.join(","))
            }
            Some(Tag::Close(name)) => format!("/{name}"),
            None => "token".to_owned(),
        };
        assert_eq!(open("<s>"), "s  false");
        assert_eq!(open("<g/>"), "g  true");
        assert_eq!(open("</quote >"), "/quote");
        assert_eq!(open("<doc id=\"a &amp; b\" n='1'>"), "doc id=a & b,n=1 false");
        for line in ["<", "<\tPUNCT", "< >", "<3>", "a<b>", "<b c>", "<a b=c>", "<>", "<a b=\"c>"] {
            assert_eq!(open(line), "token", "{line}");
        }
        assert_eq!(unescaped("&lt;&amp;lt;&x&"), "<&lt;&x&");
    }
}
