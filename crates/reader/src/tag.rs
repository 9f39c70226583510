//! Lines of vertical text: which are tags, and which are none although they look like it.

use crate::decode::after_marks;
use std::borrow::Cow;

/// The elements that mean something by themselves, in whatever case they are written.
const KNOWN: [&str; 5] = ["doc", "text", "s", "p", "g"];

/// Names and values.
pub(crate) type Attributes = Vec<(String, String)>;

/// A tag.
#[derive(Debug, PartialEq)]
pub(crate) enum Tag<'l> {
    Open {
        name: &'l str,
        attributes: Attributes,
        empty: bool,
        /// An attribute that is given twice; the last is read.
        twice: Option<String>,
    },
    Close(&'l str),
}

/// A tag, and the bytes of its line where it begins and ends.
#[derive(Debug, PartialEq)]
pub(crate) struct Placed<'l> {
    pub(crate) tag: Tag<'l>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What a line is that is not blank.
#[derive(Debug, PartialEq)]
pub(crate) enum Line<'l> {
    /// A word with its columns.
    Token,
    /// The same, although it begins as a tag does.
    Doubtful,
    /// Comments, declarations and processing instructions, which say nothing of the text.
    Markup,
    /// Tags and nothing else, the markup between them left out.
    Tags(Vec<Placed<'l>>),
}

impl<'l> Line<'l> {
    /// Reads a line. White space around tags counts for nothing, except that a tab between two parts
    /// columns, nor does a byte-order mark before them.
    pub(crate) fn of(line: &'l str) -> Self {
        let mut rest = without_mark(line).trim_start();
        // Nearly every line is a word.
        if !rest.starts_with('<') {
            return Self::Token;
        }
        let mut tags = Vec::new();
        loop {
            rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() && sign != '\t');
            if rest.trim_start().is_empty() {
                return if tags.is_empty() { Self::Markup } else { Self::Tags(tags) };
            }
            let start = line.len() - rest.len();
            if let Some(after) = after_markup(rest) {
                rest = after;
            } else if let Some((tag, after)) = tag(rest) {
                rest = after;
                tags.push(Placed { tag, start, end: line.len() - rest.len() });
            } else {
                return if looks_like_tags(without_mark(line).trim()) {
                    Self::Doubtful
                } else {
                    Self::Token
                };
            }
        }
    }

    /// Whether it is a word, surely or not.
    pub(crate) fn is_token(&self) -> bool {
        matches!(self, Self::Token | Self::Doubtful)
    }
}

/// A line without byte-order marks at its start.
pub(crate) fn without_mark(line: &str) -> &str {
    let marks = line.len() - after_marks(line.as_bytes()).len();
    line.get(marks..).unwrap_or(line)
}

/// A tag that stands on a line behind a word: `</s>` or `<g/>` anywhere, any other tag where it follows
/// the word without a space and nothing follows it.
pub(crate) fn tag_behind(line: &str) -> Option<&str> {
    let mut places = memchr::memchr_iter(b'<', line.as_bytes());
    places.find_map(|place| {
        let (before, text) = line.split_at_checked(place)?;
        let word = before.trim_end();
        if word.is_empty() {
            return None;
        }
        let (tag, after) = tag(text)?;
        let alone = match tag {
            Tag::Close(_) | Tag::Open { empty: true, .. } => true,
            Tag::Open { .. } => word.len() == before.len() && after.trim().is_empty(),
        };
        alone.then(|| text.get(..text.len() - after.len())).flatten()
    })
}

/// The tag that a line begins with where letters follow it, which are taken for its word then.
pub(crate) fn tag_before(line: &str) -> Option<&str> {
    let (_, after) = line.starts_with('<').then(|| tag(line))??;
    let glued = !after.is_empty() && !after.starts_with(|sign: char| sign.is_whitespace());
    glued.then(|| line.get(..line.len() - after.len())).flatten()
}

/// Whether a line that is no tag could be taken for one: signs such as `<3` cannot.
fn looks_like_tags(line: &str) -> bool {
    let inside = line.strip_prefix('<').unwrap_or_default();
    let inside = inside.strip_prefix("!--").map_or(inside, |_| "a");
    let named = |text: &str| text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_');
    let begins = inside.starts_with("![") || named(inside.trim_start_matches(['/', '!', '?']));
    let closed = line.ends_with('>') && (begins || inside.starts_with('/'));
    closed || begins && !line.contains('\t')
}

/// What follows a comment, a declaration or a processing instruction that ends on its line.
fn after_markup(text: &str) -> Option<&str> {
    let after = |end: &str| text.split_once(end).map(|(_, after)| after);
    if text.starts_with("<!--") {
        return text.get(4..)?.split_once("-->").map(|(_, after)| after);
    }
    let named = |rest: &str| rest.starts_with(|sign: char| sign.is_ascii_alphabetic());
    if text.strip_prefix("<?").is_some_and(named) {
        return after("?>").or_else(|| after(">"));
    }
    let inside = text.strip_prefix("<!").filter(|rest| named(rest))?;
    let lists = inside.find('[').is_some_and(|list| inside.find('>').is_some_and(|end| list < end));
    after(if lists { "]>" } else { ">" })
}

/// Reads a tag at the start of a text, and gives what follows it.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let inside = text.strip_prefix('<')?;
    if let Some(inside) = inside.strip_prefix('/') {
        let (name, after) = inside.split_once('>')?;
        return is_name(name.trim()).then(|| (Tag::Close(known(name.trim())), after));
    }
    let (name, mut rest) = name_of(inside)?;
    let name = known(name);
    let (mut attributes, mut twice): (Attributes, _) = (Vec::new(), None);
    loop {
        rest = rest.trim_start();
        let end = [("/>", true), (">", false)];
        if let Some((empty, after)) =
            end.into_iter().find_map(|(end, empty)| Some((empty, rest.strip_prefix(end)?)))
        {
            return Some((Tag::Open { name, attributes, empty, twice }, after));
        }
        let (attribute, after) = name_of(rest)?;
        let after = after.trim_start().strip_prefix('=')?.trim_start();
        let mark = after.chars().next().filter(|mark| matches!(mark, '"' | '\''));
        let (value, after) = match mark {
            Some(mark) => after.get(1..)?.split_once(mark)?,
            None => bare_value(after)?,
        };
        let value = unescaped(value).into_owned();
        match attributes.iter_mut().find(|(name, _)| name == attribute) {
            Some((name, earlier)) => {
                twice = Some(name.clone());
                *earlier = value;
            }
            None => attributes.push((attribute.to_owned(), value)),
        }
        rest = after;
    }
}

/// The name of an element; one that means something by itself in small letters.
fn known(name: &str) -> &str {
    KNOWN.into_iter().find(|own| own.eq_ignore_ascii_case(name)).unwrap_or(name)
}

/// A value without quotation marks, up to white space or the end of the tag.
fn bare_value(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|sign: char| sign.is_whitespace() || sign == '>')?;
    let (value, after) = text.split_at_checked(end)?;
    // The slash of an empty element is no part of the value.
    let slash = after.starts_with('>') && value.ends_with('/');
    let end = end - usize::from(slash);
    let (value, after) = text.split_at_checked(end)?;
    let sound = !value.is_empty() && !value.contains(['"', '\'', '<', '=']);
    sound.then_some((value, after))
}

/// The name at the start of a text, and what follows it.
fn name_of(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|sign: char| !is_of_name(sign)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    is_name(name).then_some((name, rest))
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | ':')
}

/// Whether a text can be the name of an element or an attribute.
fn is_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|sign| sign.is_alphabetic() || sign == '_') && text.chars().all(is_of_name)
}

/// The entities that are read, with their signs.
const ENTITIES: [(&str, &str); 5] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];

/// An entity or a number of a character in a text that is none of those: `&nbsp;` or `&#1603;`.
pub(crate) fn other_entity(text: &str) -> Option<&str> {
    memchr::memchr_iter(b'&', text.as_bytes()).find_map(|place| {
        let from = text.get(place..)?;
        let name = from.get(1..from.find(';')?)?;
        let entity = from.get(..name.len() + 2)?;
        let sound = match name.strip_prefix('#') {
            Some(number) => {
                let hex = number.strip_prefix(['x', 'X']);
                u32::from_str_radix(hex.unwrap_or(number), if hex.is_some() { 16 } else { 10 })
                    .is_ok()
            }
            None => name.len() > 1 && name.chars().all(|sign| sign.is_ascii_alphanumeric()),
        };
        let read = ENTITIES.iter().any(|(own, _)| *own == entity);
        (sound && !read).then_some(entity)
    })
}

/// A text with the five entities of XML as the signs that they stand for.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
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

    /// A line as a text: its tags, `word`, `doubtful` or `markup`.
    fn told(line: &str) -> String {
        let tags = match Line::of(line) {
            Line::Token => return "word".to_owned(),
            Line::Doubtful => return "doubtful".to_owned(),
            Line::Markup => return "markup".to_owned(),
            Line::Tags(tags) => tags,
        };
        let told = |placed: &Placed<'_>| {
            let written = line.get(placed.start..placed.end).unwrap();
            assert!(written.starts_with('<') && written.ends_with('>'), "{written}");
            match &placed.tag {
                Tag::Open { name, attributes, empty, twice } => {
                    let own = attributes.iter().map(|(name, value)| format!(" {name}={value}"));
                    let own: String = own.collect();
                    let twice = twice.as_ref().map_or(String::new(), |name| format!(" ({name}!)"));
                    format!("{name}{own}{}{twice}", if *empty { "/" } else { "" })
                }
                Tag::Close(name) => format!("/{name}"),
            }
        };
        tags.iter().map(told).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn tags_are_told_from_tokens() {
        for (line, expected) in [
            ("<s>", "s"),
            ("<g/>", "g/"),
            ("</quote >", "/quote"),
            ("<doc id=\"a &amp; b\" n='1'>", "doc id=a & b n=1"),
            ("  <s>", "s"),
            ("\t<s>\t", "s"),
            ("<s > ", "s"),
            ("<doc\tid=\"a > b\" >", "doc id=a > b"),
            ("<doc><s>", "doc; s"),
            ("</s> </p></doc>", "/s; /p; /doc"),
            ("<doc id=7 lang=ar>", "doc id=7 lang=ar"),
            ("<g n=1/>", "g n=1/"),
            ("<doc id=\"a\" n=\"1\" id='b'>", "doc id=b n=1 (id!)"),
            (
                "<DOC ID=\"a\"><Text><P><S><G/></s></p></TEXT></Doc>",
                "doc ID=a; text; p; s; g/; /s; /p; /text; /doc",
            ),
            ("<Head></HEAD>", "Head; /HEAD"),
            ("\u{feff}<doc>", "doc"),
            (" \u{feff}\u{feff} <doc>", "doc"),
            ("<!-- a <doc> > --><s><!----></s>", "s; /s"),
            ("<?xml version=\"1.0\"?><corpus>", "corpus"),
            ("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "markup"),
            ("<!DOCTYPE corpus [<!ELEMENT a>]>", "markup"),
            ("<!DOCTYPE corpus>", "markup"),
            (" <!-- كلمة --> ", "markup"),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
        for line in [
            "<b c>",
            "<a b=\"c>",
            "<a b=>",
            "</>",
            "</3>",
            "<s>كلمة</s>",
            "<doc id=\"1\"",
            "<s>كلمة",
            "<!-- كلمة",
            "<![CDATA[x]]>",
            "<a b=c\"d>",
            "<b>\tFW\t<unknown>",
        ] {
            assert_eq!(told(line), "doubtful", "{line}");
        }
        for line in [
            "<",
            "<\tPUNCT",
            "< >",
            "<3>",
            "<3",
            "<-",
            "<->",
            "<>",
            "</",
            "</3",
            "<!>",
            "<?",
            "a<b>",
            "&lt;s&gt;",
            "<s\tX",
            "<s>\tX",
            "<!--\tPUNCT",
        ] {
            assert_eq!(told(line), "word", "{line}");
        }
        assert_eq!(unescaped("&lt;&amp;lt;&x&"), "<&lt;&x&");
    }

    #[test]
    fn what_stands_behind_a_word_or_in_it_is_told() {
        for (line, expected) in [
            ("كتاب</s>", "</s>"),
            ("كتاب </s>", "</s>"),
            ("كتاب</s></doc>", "</s>"),
            ("كتاب</s>قلم", "</s>"),
            ("كتاب\tN</S>", "</S>"),
            ("كتاب\t</s>", "</s>"),
            ("كتاب<g/>", "<g/>"),
            ("كتاب<s n=\"1\">", "<s n=\"1\">"),
            ("كتاب<s>  ", "<s>"),
        ] {
            assert_eq!(tag_behind(line), Some(expected), "{line}");
        }
        for line in ["<s>\tX", "كتاب\t<unknown>", "a<b", "a<b c", "<3", "a<3>", "كتاب <unknown>"]
        {
            assert_eq!(tag_behind(line), None, "{line}");
        }
        for (text, expected) in
            [("a&nbsp;b", "&nbsp;"), ("&#1603;", "&#1603;"), ("&lt;&#x643;", "&#x643;")]
        {
            assert_eq!(other_entity(text), Some(expected), "{text}");
        }
        for text in
            ["&lt;&gt;&quot;&apos;&amp;", "&amp;nbsp;", "a & b;", "&;", "&#;", "?a=1&b=2;", "&"]
        {
            assert_eq!(other_entity(text), None, "{text}");
        }
    }
}
