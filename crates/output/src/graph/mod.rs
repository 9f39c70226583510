//! Networks of collocates as files that other programs read, and as pictures.
//!
//! Every text of a corpus is escaped by the writer of XML or HTML. In pictures text is real text, so that the reader's browser
//! shapes Arabic; each label is an element of its own whose direction follows its letters.

// In flow order; a blank line keeps the formatter from sorting across it.
mod language;
mod xml;

mod exchange;
mod layout;

mod picture;

mod page;

mod save;

pub use language::{Heading, PageLanguage};
pub use save::{GraphFormat, network_bytes, save_network};
