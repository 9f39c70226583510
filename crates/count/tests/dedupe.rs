//! What was printed again counts once.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use siyaq_count::{Selection, count_forms, dedupe_by};
use siyaq_index::{
    Boundary, BuildOptions, Corpus, CorpusBuilder, Document, MetaValue, Shard, Subcorpus,
    TokenClass,
};

/// Documents of one word each, with the cluster they belong to.
fn corpus(clusters: &[Option<&str>]) -> Corpus {
    let mut shard = Shard::new();
    shard.start_batch(0);
    let mut options = BuildOptions::default();
    options.fields = vec!["cluster".parse().unwrap()];
    for (number, cluster) in clusters.iter().enumerate() {
        let metadata = vec![cluster.map(|cluster| MetaValue::String(cluster.to_owned()))];
        shard.start_document(Document { id: number.to_string(), metadata, ..Document::default() });
        shard.push(&format!("كلمة{number}"), TokenClass::ArabicWord, Boundary::Document, true);
    }
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

#[test]
fn the_first_of_a_cluster_stands_for_all() {
    let clusters = [Some("a"), None, Some("b"), Some("a"), Some(""), None, Some(""), Some("b")];
    let corpus = corpus(&clusters);
    let kept = |part: &Subcorpus| -> Vec<u32> {
        let once = dedupe_by(&corpus, part, "cluster").unwrap();
        once.documents().map(|doc| doc.0).collect()
    };
    assert_eq!(kept(&corpus.everything()), [0, 1, 2, 4, 5, 6]);
    // In a part, the first of the cluster in that part.
    let part = Subcorpus::from_fn(8, |doc| doc.0 >= 2);
    assert_eq!(kept(&part), [2, 3, 4, 5, 6]);
    assert_eq!(kept(&Subcorpus::from_fn(8, |_| false)), [0u32; 0]);
    let once = dedupe_by(&corpus, &part, "cluster").unwrap();
    let selection = Selection::new(&corpus, corpus.words()).with_part(once);
    assert_eq!(count_forms(&selection).len(), 5);
    assert!(dedupe_by(&corpus, &part, "author").unwrap_err().to_string().contains("author"));
}
