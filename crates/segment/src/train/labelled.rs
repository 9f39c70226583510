//! Lists of words with their segmentation.

use super::conllu::GoldWord;
use super::gold::Gold;
use super::read_text;
use crate::error::SegmentError;
use std::path::Path;

/// Adds the words of a list.
pub(super) fn read_labelled(path: &Path, weight: u32, gold: &mut Gold) -> Result<(), SegmentError> {
    let text = read_text("read the labelled list", path)?;
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let error = |reason: String| SegmentError::line(Some(path), number, reason);
        let (form, pieces) = line
            .split_once('\t')
            .ok_or_else(|| error("a word, a tab and its pieces are expected".to_owned()))?;
        let pieces = pieces.split('\t').next().unwrap_or_default();
        let pieces: Vec<String> = pieces.split('+').map(|piece| piece.trim().to_owned()).collect();
        if !gold.add_labelled(&GoldWord::new(form, pieces), weight) {
            return Err(error(format!(
                "{line:?} is no segmentation of clitics: write proclitics of one letter, a stem and a pronoun, or leave the word out"
            )));
        }
    }
    Ok(())
}
