//! Words in the order of their bytes, without an allocation for each.

use std::cmp::Ordering;

/// Words by their bytes, one text, and the spellings that they are shown by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    text: String,
    ends: Vec<usize>,
    /// The spelling of each word, in the order of the words; none for words that are shown as they are.
    labels: Option<Box<Self>>,
}

impl Words {
    /// Words that come in order.
    pub(crate) fn from_sorted<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut made = Self::default();
        for word in words {
            made.text.push_str(word);
            made.ends.push(made.text.len());
        }
        made
    }

    /// Words that come in order, each with its spelling.
    pub(crate) fn labelled<'w>(words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Self {
        let (mut made, mut labels) = (Self::default(), Self::default());
        for (word, label) in words {
            for (column, text) in [(&mut made, word), (&mut labels, label)] {
                column.text.push_str(text);
                column.ends.push(column.text.len());
            }
        }
        made.labels = Some(Box::new(labels));
        made
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The spelling of the word at a place, where spellings are known.
    pub(crate) fn label(&self, rank: u32) -> Option<&str> {
        self.labels.as_ref().map(|labels| labels.get(rank))
    }

    /// The word at a place; an empty one beyond the end.
    pub(crate) fn get(&self, rank: u32) -> &str {
        let rank = rank as usize;
        let start = rank.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(rank).copied().unwrap_or(0);
        self.text.get(start.unwrap_or(0)..end).unwrap_or_default()
    }
}

/// For each of some vocabularies, the places of its words in the union of all, by bytes.
///
/// Cost: one comparison of words for each vocabulary and word of the union.
pub(crate) fn joint_ranks(vocabularies: &[&Words]) -> Vec<Vec<u32>> {
    let mut ranks: Vec<Vec<u32>> =
        vocabularies.iter().map(|words| Vec::with_capacity(words.len())).collect();
    for joint in 0u32.. {
        let head = |place: usize| {
            let (words, next) = (vocabularies.get(place)?, ranks.get(place)?.len());
            (next < words.len()).then(|| words.get(u32::try_from(next).unwrap_or(u32::MAX)))
        };
        let mut least: Option<&str> = None;
        let mut holders: Vec<usize> = Vec::new();
        for place in 0..vocabularies.len() {
            let Some(word) = head(place) else { continue };
            match least.map_or(Ordering::Less, |least| word.cmp(least)) {
                Ordering::Less => {
                    least = Some(word);
                    holders.clear();
                    holders.push(place);
                }
                Ordering::Equal => holders.push(place),
                Ordering::Greater => {}
            }
        }
        if least.is_none() {
            break;
        }
        for holder in holders {
            if let Some(ranks) = ranks.get_mut(holder) {
                ranks.push(joint);
            }
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_those_of_the_union() {
        let one = Words::from_sorted(["ا", "ب", "د"]);
        let two = Words::from_sorted(["ب", "ج"]);
        let none = Words::default();
        assert_eq!(joint_ranks(&[&one, &two, &none]), [vec![0, 1, 3], vec![1, 2], vec![]]);
        assert_eq!((one.get(1), one.get(3), none.get(0)), ("ب", "", ""));
    }
}
