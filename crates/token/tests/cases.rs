//! The cases of `datasets/cases/tokens.jsonl` and `sentences.jsonl`.
//!
//! A case of tokens has `tokens`, and where it matters `classes` and `boundaries`, as many as
//! tokens; `sentences` has `n_sentences`. `options` names what differs from the default.

#![expect(clippy::unwrap_used, reason = "a case file that cannot be read must fail the test")]

use serde_json::Value;
use siyaq_token::{Newline, Tokenizer, TokenizerOptions};

fn cases(name: &str) -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/cases/");
    let text = std::fs::read_to_string(format!("{folder}{name}")).unwrap();
    text.lines()
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn tokenizer(case: &Value) -> Tokenizer {
    let mut options = TokenizerOptions::default();
    for (name, value) in case["options"].as_object().into_iter().flatten() {
        options = match (name.as_str(), value) {
            ("collapse_runs", Value::Bool(value)) => options.collapse_runs(*value),
            ("break_on_semicolon", Value::Bool(value)) => options.break_on_semicolon(*value),
            ("break_on_colon", Value::Bool(value)) => options.break_on_colon(*value),
            ("newline", Value::String(name)) => {
                options.newline(Newline::ALL.into_iter().find(|n| n.name() == name).unwrap())
            }
            other => unreachable!("option {other:?} of case {}", case["id"]),
        };
    }
    Tokenizer::new(options)
}

#[test]
fn every_text_is_split_as_expected() {
    let cases = cases("tokens.jsonl");
    let mut wrong = Vec::new();
    for case in &cases {
        let text = case["in"].as_str().unwrap();
        let tokens = tokenizer(case).tokenize(text);
        let forms: Vec<_> = tokens.iter().map(|t| t.span.text(text).unwrap()).collect();
        let classes: Vec<_> = tokens.iter().map(|t| t.class.name()).collect();
        let boundaries: Vec<_> = tokens.iter().map(|t| t.boundary.name()).collect();
        for (field, found) in [("tokens", forms), ("classes", classes), ("boundaries", boundaries)]
        {
            if case.get(field).is_some_and(|expected| *expected != Value::from(found.clone())) {
                wrong.push(format!("{} {}: {field} {found:?}", case["id"], case["in"]));
            }
        }
    }
    assert!(cases.len() > 50);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_text_has_the_expected_sentences() {
    let cases = cases("sentences.jsonl");
    let mut wrong = Vec::new();
    for case in &cases {
        let text = case["in"].as_str().unwrap();
        let sentences = tokenizer(case).sentences(text);
        let forms: Vec<_> = sentences.iter().map(|span| span.text(text).unwrap()).collect();
        if case["n_sentences"].as_u64().unwrap() != forms.len() as u64 {
            wrong.push(format!("{}: {forms:?}", case["id"]));
        }
        if case.get("sentences").is_some_and(|expected| *expected != Value::from(forms.clone())) {
            wrong.push(format!("{}: {forms:?}", case["id"]));
        }
    }
    assert!(cases.len() > 8);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
