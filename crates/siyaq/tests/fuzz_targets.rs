//! The fuzz targets over their seeds and a changed copy of each, without libFuzzer: so they keep
//! building, and what they found stays mended.

#[allow(unreachable_pub, dead_code, reason = "the library of another workspace")]
#[path = "../../../fuzz/src/lib.rs"]
mod targets;

fn run(target: &str) {
    let found = targets::TARGETS.iter().find(|(name, _)| *name == target);
    let (_, check) = found.expect("a target");
    let inputs = targets::seeds::with_copies(target);
    assert!(!inputs.is_empty());
    inputs.iter().for_each(|input| check(input));
}

macro_rules! tests {
    ($($target:ident),+) => {
        $(#[test]
        fn $target() {
            run(stringify!($target));
        })+

        #[test]
        fn every_target_is_run() {
            let names = targets::TARGETS.map(|(name, _)| name);
            assert_eq!(names, [$(stringify!($target)),+]);
        }
    };
}

tests!(
    reader,
    list,
    tokeniser,
    normaliser,
    segmenter,
    query,
    filter,
    lexicon,
    pattern,
    transliteration,
    whole_pipe
);
