//! The tables of the Buckwalter Arabic Morphological Analyzer as evidence for cuts.
//!
//! The tables are a lexicon of prefixes, stems and suffixes, each with a category, and three lists
//! of categories that go together. A word has an analysis for each way to write it as a prefix, a
//! stem and a suffix whose categories go together pairwise. Clitics are a part of the prefixes and
//! suffixes of the tables, which have inflection too (`wsy` is و, س and the ي of the imperfect), so
//! an analysis says how its word is cut.
//!
//! Reference: T. Buckwalter, "Buckwalter Arabic Morphological Analyzer Version 1.0", Linguistic Data
//! Consortium, 2002. The tables are not a part of Siyaq: they are under the GNU General Public
//! License, and a user who has them may name their folder.

mod entry;
mod file;

use crate::error::SegmentError;
use crate::evidence::Analyses;
use crate::grammar::Cut;
use crate::letters::Letter;
use entry::{Reader, Slot};
use file::TableFile;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The files of the tables in a folder, however their names are capitalised.
///
/// # Errors
/// When the folder cannot be read, or lacks one of the six.
pub fn table_files(folder: &Path) -> Result<Vec<PathBuf>, SegmentError> {
    TABLE_FILES.iter().map(|name| file::find(folder, name)).collect()
}

const TABLE_FILES: [&str; 6] =
    ["dictPrefixes", "dictStems", "dictSuffixes", "tableAB", "tableAC", "tableBC"];

/// What a dictionary that was trained with the tables says of them.
pub(super) const SOURCES: &str = "\
Derived from the tables of the Buckwalter Arabic Morphological Analyzer 1.0 (dictPrefixes, dictStems,
dictSuffixes, tableAB, tableAC, tableBC), copyright 2002 QAMUS LLC and the Trustees of the University
of Pennsylvania: GNU General Public License, version 2. A dictionary with this line is bound to that
licence, and is made for the own use of whoever made it: together with sources under Creative Commons
licences it may not be handed on.
";

/// The most letters of a prefix and of a suffix in the tables.
const MOST_PREFIX: usize = 4;
const MOST_SUFFIX: usize = 6;

/// A form of one of the three lexicons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    category: u16,
    /// The places of its clitics in the lists of the grammar: both are 0 for most stems.
    cut: Cut,
}

type Lexicon = HashMap<Vec<Letter>, Vec<Entry>, FixedState>;
type Pairs = HashSet<(u16, u16), FixedState>;

/// The six tables.
pub(super) struct Tables {
    prefixes: Lexicon,
    stems: Lexicon,
    suffixes: Lexicon,
    /// Categories of prefixes and stems, of prefixes and suffixes, of stems and suffixes.
    prefix_stem: Pairs,
    prefix_suffix: Pairs,
    stem_suffix: Pairs,
}

impl Tables {
    /// Reads the six files of a folder, however their names are capitalised.
    pub(super) fn read(folder: &Path) -> Result<Self, SegmentError> {
        let mut reader = Reader::new();
        let mut lexicon = |name, slot| -> Result<Lexicon, SegmentError> {
            reader.lexicon(&TableFile::open(folder, name)?, slot)
        };
        let [prefixes, stems, suffixes, prefix_stem, prefix_suffix, stem_suffix] = TABLE_FILES;
        let prefixes = lexicon(prefixes, Slot::Prefix)?;
        let stems = lexicon(stems, Slot::Stem)?;
        let suffixes = lexicon(suffixes, Slot::Suffix)?;
        let mut pairs =
            |name| -> Result<Pairs, SegmentError> { reader.pairs(&TableFile::open(folder, name)?) };
        Ok(Self {
            prefixes,
            stems,
            suffixes,
            prefix_stem: pairs(prefix_stem)?,
            prefix_suffix: pairs(prefix_suffix)?,
            stem_suffix: pairs(stem_suffix)?,
        })
    }

    /// The cuts of the analyses of a word.
    pub(super) fn analyze(&self, word: &[Letter]) -> Analyses {
        let mut analyses = Analyses::default();
        for start in 0..=MOST_PREFIX.min(word.len().saturating_sub(1)) {
            let Some((prefix, rest)) = word.split_at_checked(start) else { continue };
            let Some(prefixes) = self.prefixes.get(prefix) else { continue };
            for length in (1..=rest.len()).rev().take(MOST_SUFFIX + 1) {
                let Some((stem, suffix)) = rest.split_at_checked(length) else { continue };
                let found = self.stems.get(stem).zip(self.suffixes.get(suffix));
                let Some((stems, suffixes)) = found else { continue };
                for prefix in prefixes {
                    self.add(word, prefix, stems, suffixes, &mut analyses);
                }
            }
        }
        analyses
    }

    /// Adds the analyses of a word with this prefix.
    fn add(
        &self,
        word: &[Letter],
        prefix: &Entry,
        stems: &[Entry],
        suffixes: &[Entry],
        analyses: &mut Analyses,
    ) {
        let fits = |stem: &&Entry| self.prefix_stem.contains(&(prefix.category, stem.category));
        for stem in stems.iter().filter(fits) {
            for suffix in suffixes {
                let goes = self.prefix_suffix.contains(&(prefix.category, suffix.category))
                    && self.stem_suffix.contains(&(stem.category, suffix.category));
                let enclitic = suffix.cut.suffix.max(stem.cut.suffix);
                let cut = Cut { prefix: prefix.cut.prefix, suffix: enclitic };
                if goes && (cut == Cut::WHOLE || cut.fits(word)) {
                    analyses.add(cut.on_preposition(word));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::candidates;
    use crate::letters::letters_of;
    use std::fs;

    /// Tables of our own: a noun, a verb, a name, and what goes with them.
    fn tables() -> Tables {
        let files = [
            (
                "dictPrefixes",
                "\t\tNone\t\nw\twa\tNone\t<pos>wa/CONJ+</pos>\nll\tlil\tThe\t<pos>li/PREP+Al/DET+</pos>\nwsy\twasaya\tHe\t<pos>wa/CONJ+sa/FUT+ya/IV3MS+</pos>\ny\tya\tHe\t<pos>ya/IV3MS+</pos>\n",
            ),
            (
                "dictStems",
                ";; one\nktAb\tkitAb\tNoun\tbook\nktb\tkotub\tIV\twrite\nwld\twalad\tNoun\tchild\nld\tlud~\tNoun\tdispute\nwld\twalod\tN0\tWald\nAyhm\t>ay~uhum\tFW\twhich <pos>>ay~/PART+hum/PRON_3MP</pos>\nhm\thum\tFW\tthey <pos>hum/PRON_3MP</pos>\n",
            ),
            (
                "dictSuffixes",
                "\t\tEnd\t\nh\thu\this\t<pos>+hu/POSS_PRON_3MS</pos>\nwnhA\tuwnahA\tThem\t<pos>+uwna/IVSUFF_SUBJ:MP_MOOD:I+hA/IVSUFF_DO:3FS</pos>\n",
            ),
            ("tableAB", "None Noun\nNone N0\nThe Noun\nHe IV\nNone FW\n"),
            ("tableAC", "None End\nNone his\nThe End\nHe End\nHe Them\n"),
            ("tableBC", "Noun End\nNoun his\nN0 End\nIV End\nIV Them\nFW End\n"),
        ];
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Tables::read(folder.path()).unwrap()
    }

    /// The cuts of a word with the number of analyses, as `proclitics+length of stem+pronoun`.
    fn cuts(word: &str) -> Vec<(usize, usize, u32)> {
        let word = letters_of(word).unwrap();
        let analyses = tables().analyze(&word);
        let mut cuts = Vec::new();
        candidates(&word, |cut| {
            let count = analyses.of(cut);
            if count > 0 {
                cuts.push((cut.before().len(), cut.stem(&word).len(), count));
            }
        });
        let counted: u32 = cuts.iter().map(|(_, _, count)| count).sum();
        assert_eq!((counted, cuts.len()), (analyses.total(), analyses.cut_count()));
        cuts
    }

    #[test]
    fn clitics_are_a_part_of_prefixes_and_suffixes() {
        assert_eq!(cuts("كتاب"), [(0, 4, 1)]);
        assert_eq!(cuts("وكتابه"), [(1, 4, 1)]);
        assert_eq!(cuts("للكتاب"), [(1, 5, 1)]);
        assert_eq!(cuts("وسيكتبونها"), [(2, 6, 1)]);
        assert_eq!(cuts("يكتب"), [(0, 4, 1)]);
        // The article excludes the pronoun, and the verb takes no pronoun of nouns.
        assert!(cuts("للكتابه").is_empty() && cuts("يكتبه").is_empty() && cuts("مدرس").is_empty());
    }

    #[test]
    fn analyses_of_one_cut_are_counted_together() {
        // A child, a name, and "and a dispute".
        assert_eq!(cuts("ولد"), [(0, 3, 2), (1, 2, 1)]);
        // A pronoun inside a stem is one too, and a pronoun that stands alone is a word.
        assert_eq!(cuts("أيهم".replace('أ', "ا").as_str()), [(0, 2, 1)]);
        assert_eq!(cuts("هم"), [(0, 2, 1)]);
    }
}
