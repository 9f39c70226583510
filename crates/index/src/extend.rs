//! Layers added to a corpus that is on disk already.

use crate::build::{check_names, put_layer, seal};
use crate::fold::LayerRule;
use crate::intern::Forms;
use crate::store::Store;
use crate::write::Staged;
use crate::{Corpus, IndexError, Manifest};
use rayon::prelude::*;
use std::fs;
use std::path::Path;

/// Adds layers over the words to the corpus in a folder.
///
/// The corpus is put together anew beside its place, out of the files it has and those of the new
/// layers, and takes its place when it is complete, as a new one would; so a crash leaves it as it
/// was. Files that stay are linked where the file system can, not copied. Whoever has the corpus
/// open keeps what they opened.
///
/// Cost: that of folding the vocabulary, seconds for millions of types; the tokens are not read.
///
/// # Errors
/// When there is no corpus, it has a layer of one of the names, or something cannot be written.
pub fn add_layers(folder: &Path, rules: &[LayerRule]) -> Result<Manifest, IndexError> {
    let corpus = Corpus::open(folder)?;
    let mut manifest = corpus.manifest().clone();
    let taken: Vec<&str> = manifest.layers.iter().map(|layer| layer.name.as_str()).collect();
    check_names(rules, &taken)?;
    let words = Forms::of_lexicon(corpus.words().lexicon(), corpus.words().class_table());
    let staged = Staged::new(folder, true)?;
    for record in &manifest.files {
        let (from, to) = (folder.join(&record.name), staged.path().join(&record.name));
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(drop))
            .map_err(|error| IndexError::io("copying", &from, error))?;
    }
    let store = Store::folder(staged.path());
    let added: Result<Vec<_>, IndexError> =
        rules.par_iter().map(|rule| put_layer(rule, &words, &store)).collect();
    // The store ends its threads before an error leaves this function and the folder goes away; if
    // writing has failed, it knows why.
    let (files, added) = (store.finish()?, added?);
    let mut records = manifest.files.clone();
    records.extend(files.into_iter().map(|(record, _)| record));
    records.sort_by(|one, other| one.name.cmp(&other.name));
    if let Some(names) = manifest.options.get_mut("layers").and_then(|names| names.as_array_mut()) {
        names.extend(added.iter().map(|layer| layer.name.clone().into()));
    }
    manifest.layers.extend(added);
    seal(&mut manifest, records);
    staged.place(&manifest)?;
    Ok(manifest)
}
