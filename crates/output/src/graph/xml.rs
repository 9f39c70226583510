//! Elements of XML.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// XML in memory.
pub(super) type Xml = Writer<Vec<u8>>;

/// The bytes of a document that `body` writes.
pub(super) fn document(body: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    body(&mut xml)?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// The element that `body` writes, without a declaration.
pub(super) fn fragment(body: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    body(&mut xml)?;
    Ok(xml.into_inner())
}

/// An element with attributes and what `body` writes inside.
pub(super) fn element(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    body: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let start = xml.create_element(name);
    start.with_attributes(attributes.iter().copied()).write_inner_content(body)?;
    Ok(())
}

/// An element without content.
pub(super) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}

/// An element that holds text alone.
pub(super) fn text(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    let start = xml.create_element(name);
    let start = start.with_attributes(attributes.iter().copied());
    start.write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// An element whose content is taken as it stands.
pub(super) fn raw(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    content: &str,
) -> io::Result<()> {
    element(xml, name, attributes, |xml| {
        xml.write_event(Event::Text(BytesText::from_escaped(content)))
    })
}

/// The text without the characters that XML 1.0 does not allow at all, each shown as U+FFFD.
pub(super) fn clean(text: &str) -> String {
    let allowed = |c: char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => c >= ' ',
    };
    text.chars().map(|c| if allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        let bytes = fragment(|xml| {
            element(xml, "a", &[("b", &clean("\"<\u{1}"))], |xml| {
                text(xml, "c", &[], "<كتاب> & ]]>\u{0}")
            })
        });
        let text = String::from_utf8(bytes.expect("memory takes it")).expect("UTF-8");
        assert_eq!(
            text,
            "<a b=\"&quot;&lt;\u{fffd}\">\n <c>&lt;كتاب&gt; &amp; ]]&gt;\u{fffd}</c>\n</a>"
        );
    }
}
