//! Checking a corpus to the last byte.

use crate::manifest::corpus_hash;
use crate::parts::{POSTINGS, layer_stem};
use crate::token_column::BLOCK;
use crate::{Boundary, Corpus, Counts, IndexError, Layer, LayerModel, TermId};
use rayon::prelude::*;

impl Corpus {
    /// Checks everything: the checksum of each file, the hash of the corpus, the inner checks of
    /// the lexicons, that maps and lists of every layer are each other's inverse, that the parts of
    /// a word make the word, that boundaries ascend, that postings and tokens say the same, and that
    /// the manifest counts what there is.
    ///
    /// # Errors
    /// The first damage found.
    ///
    /// # Cost
    /// Reads every byte: about a second for 25 million tokens.
    pub fn verify(&self) -> Result<(), IndexError> {
        let manifest = self.manifest();
        manifest.files.par_iter().try_for_each(|record| self.parts().check(&record.name))?;
        if corpus_hash(&manifest.files) != manifest.corpus_hash {
            let what = "its corpus hash is not that of its files";
            return Err(IndexError::corrupt("manifest.json", what));
        }
        self.layers().par_iter().try_for_each(|layer| layer.verify(self.words()))?;
        for boundary in
            [Boundary::Sentence, Boundary::Item, Boundary::Paragraph, Boundary::Document]
        {
            let starts = self.boundaries(boundary);
            let ascending = starts.iter_from(0).is_sorted();
            if !ascending || (self.token_count() > 0 && starts.get(0) != 0) {
                let what = "its starts do not ascend from the first token";
                return Err(IndexError::corrupt(boundary.name(), what));
            }
        }
        let tokens = self.token_count();
        self.structures().par_iter().try_for_each(|structure| structure.verify(tokens))?;
        self.verify_counts()?;
        self.verify_postings()
    }

    /// That the counts of the manifest are those of the columns.
    fn verify_counts(&self) -> Result<(), IndexError> {
        let wrong = |what: String| Err(IndexError::corrupt("manifest.json", what));
        let manifest = self.manifest();
        let units = [Boundary::Sentence, Boundary::Item, Boundary::Paragraph, Boundary::Document]
            .map(|boundary| self.boundaries(boundary).len());
        let words = self.words().class_table().iter().copied();
        let freqs = self.words().lexicon().iter().map(|(_, _, freq)| freq);
        let counted = Counts::new(units, self.token_count(), words.zip(freqs));
        if manifest.counts != counted {
            return wrong(format!("it counts {:?}, there are {counted:?}", manifest.counts));
        }
        let documents = self.documents()?.count() as u64;
        if documents != counted.documents {
            let what = format!("{documents} rows, {} documents", counted.documents);
            return Err(IndexError::corrupt("documents.arrow", what));
        }
        for (record, layer) in manifest.layers.iter().zip(self.layers()) {
            let forms = layer.lexicon().len();
            // On a layer that takes no words apart the tokens are those of the corpus.
            let tokens = layer.split().map(|_| layer.lexicon().total_freq());
            if record.forms != forms || record.tokens != tokens {
                return wrong(format!(
                    "its layer {} has {} forms and {:?} tokens, there are {forms} and {tokens:?}",
                    record.name, record.forms, record.tokens
                ));
            }
        }
        Ok(())
    }

    /// That the codes of each layer that has its own are as frequent as it says, and that the list of
    /// each has the blocks of tokens in which it stands and no others.
    fn verify_postings(&self) -> Result<(), IndexError> {
        let own = |layer: &&Layer| matches!(layer.model(), LayerModel::Word | LayerModel::Column);
        self.layers().iter().filter(own).try_for_each(|layer| self.verify_codes(layer))
    }

    fn verify_codes(&self, layer: &Layer) -> Result<(), IndexError> {
        let stem = layer_stem(layer.name(), layer.model());
        let (freq_file, list_file) = match layer.model() {
            LayerModel::Word => (format!("{stem}.lexicon"), POSTINGS.to_owned()),
            _ => (format!("{stem}.freqs"), format!("{stem}.postings")),
        };
        let tokens = layer.codes();
        let blocks = tokens.blocks() as u64;
        let mut freqs = vec![0u64; layer.code_count() as usize];
        let (mut own, mut standing) = (Vec::new(), Pairs::default());
        for block in 0..blocks {
            let start = block * BLOCK as u64;
            tokens.read(start..start + BLOCK as u64, &mut own);
            own.iter().for_each(|id| freqs[*id as usize] += 1);
            own.sort_unstable();
            own.chunk_by(|one, other| one == other).for_each(|same| standing.add(same[0], block));
        }
        self.sound()?;
        for (code, freq) in (0u32..).zip(freqs) {
            let listed = layer.code_freq(TermId(code));
            if freq != listed {
                let what = format!("code {code} has frequency {listed} and stands {freq} times");
                return Err(IndexError::corrupt(&freq_file, what));
            }
        }
        let listed = (0..layer.code_count()).into_par_iter().map(|code| {
            let (mut pairs, mut next) = (Pairs::default(), 0);
            for block in layer.listed_blocks(TermId(code)) {
                if block < next || block >= blocks {
                    let what = format!("the blocks of code {code} do not ascend to the last");
                    return Err(IndexError::corrupt(&list_file, what));
                }
                pairs.add(code, block);
                next = block + 1;
            }
            Ok(pairs)
        });
        let listed = listed.try_reduce(Pairs::default, |one, other| Ok(one.plus(other)))?;
        self.sound()?;
        if listed == standing {
            Ok(())
        } else {
            let what = format!("{listed:?} are listed, {standing:?} are in the tokens");
            Err(IndexError::corrupt(&list_file, what))
        }
    }
}

/// Pairs of a word and a block, each of them once: their number, and a sum that is the same for
/// other pairs once in 2^64 times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pairs {
    count: u64,
    sum: u64,
}

impl Pairs {
    fn add(&mut self, word: u32, block: u64) {
        // The finalizer of SplitMix64, twice.
        let mix = |mut bits: u64| {
            bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            bits ^ (bits >> 31)
        };
        let word = mix(u64::from(word).wrapping_add(0x9e37_79b9_7f4a_7c15));
        self.count += 1;
        self.sum = self.sum.wrapping_add(mix(word.wrapping_add(block)));
    }

    fn plus(self, other: Self) -> Self {
        Self { count: self.count + other.count, sum: self.sum.wrapping_add(other.sum) }
    }
}
