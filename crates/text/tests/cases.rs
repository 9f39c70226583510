//! The cases of `datasets/cases/normalize.jsonl`.

#![expect(clippy::unwrap_used, reason = "a case file that cannot be read must fail the test")]

use siyaq_text::{Normalizer, Profile, Step, Steps};

/// Reads `N3+teh,-digits`: a profile by its level or name, then an edit.
fn steps(profile: &str) -> Steps {
    let cut = profile.find(['+', '-']).unwrap_or(profile.len());
    let (name, edit) = profile.split_at(cut);
    let profile = match name {
        "N0" => Profile::Exact,
        "N1" => Profile::Clean,
        "N2" => Profile::Light,
        "N3" => Profile::Standard,
        name => name.parse().unwrap(),
    };
    Steps::of(profile).edit(edit).unwrap()
}

#[test]
fn every_case_is_normalised_as_expected() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/cases/normalize.jsonl");
    let cases = std::fs::read_to_string(path).unwrap();
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|line| !line.is_empty()) {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| case[name].as_str().unwrap().to_owned();
        let steps = steps(&field("profile"));
        let out = Normalizer::with_steps(steps).normalize(&field("in")).into_owned();
        if out != field("out") {
            let expected = field("out");
            wrong.push(format!("{}: {out:?}, expected {expected:?}", case["id"]));
        }
    }
    assert!(cases.lines().count() > 20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_example_of_every_step_is_what_the_step_does() {
    for step in Step::ALL {
        let (before, after) = step.example();
        let normalizer = Normalizer::with_steps(Steps::EMPTY.with(step));
        assert_eq!(normalizer.normalize(before), after, "{step}");
        assert_ne!(before, after, "{step}");
    }
}
