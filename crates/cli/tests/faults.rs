//! The cases of `datasets/cases/faults.jsonl`: small inputs that are easily misread, each run through
//! the whole command as it is typed.

mod common;

use common::{Folder, gzip};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a run must show.
fn check(command: &str, out: &str, err: &str, expected: &Value) -> Result<(), String> {
    let rows: Vec<Value> = out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    // The form that is counted: folded, where the layer folds.
    let key = |row: &Value| row.get("key").and_then(Value::as_str).map(str::to_owned);
    let form = |row: &Value| key(row).unwrap_or_else(|| text(row, "form"));
    let seen = match expected {
        Value::Object(_) => {
            Value::Object(rows.iter().map(|row| (form(row), row["freq"].clone())).collect())
        }
        Value::String(_) => Value::String(out.trim_end_matches('\n').to_owned()),
        Value::Array(_) if command.starts_with("kwic") => {
            rows.iter().map(|row| text(row, "match")).collect()
        }
        Value::Array(_) if command.contains("--spans") => rows
            .iter()
            .map(|row| Value::from(vec![text(row, "kind"), text(row, "value")]))
            .collect(),
        Value::Array(_) => rows.iter().map(|row| text(row, "form")).collect(),
        // How many different words there are.
        Value::Number(_) if command.starts_with("normalize") => {
            let mut words: Vec<_> = out.split_whitespace().collect();
            words.sort_unstable();
            words.dedup();
            words.len().into()
        }
        Value::Number(_) => rows.len().into(),
        // A score that would lie outside its range is missing, and says why.
        Value::Bool(_) => {
            rows.iter().all(|row| !row["undefined"].is_null() && row["log_dice"].is_null()).into()
        }
        Value::Null => Value::Null,
    };
    if seen == *expected { Ok(()) } else { Err(format!("expected {expected}, seen {seen}; {err}")) }
}

/// The bytes of the cases whose input is told in words.
fn bytes_of(id: &str, input: &str) -> Vec<u8> {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    match id {
        "c57" => {
            let records = "{\"text\":\"كتاب\"}\n{\"text\":\"قلم\"}";
            [gzip(records.as_bytes()), vec![0; 512]].concat()
        }
        "c58" => [gzip("كتاب".as_bytes()), vec![0; 512]].concat(),
        "c69" => format!(
            "{{\"id\":\"1\",\"text\":\"كتاب\",\"m\":{}}}\n{{\"id\":\"2\",\"text\":\"قلم\"}}\n",
            nested(10_000)
        )
        .into_bytes(),
        "c70" => {
            format!("{{\"id\":\"2\",\"text\":\"قلم\"}}\n{}\n", "[".repeat(10_000)).into_bytes()
        }
        _ => input.as_bytes().to_vec(),
    }
}

#[test]
fn every_case_gives_what_it_must() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/cases/faults.jsonl");
    let mut failures = BTreeMap::new();
    let mut run = 0;
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let id = case["id"].as_str().unwrap();
        let command = case["command"].as_str().unwrap().strip_prefix("siyaq ").unwrap();
        let input = bytes_of(id, case["in"].as_str().unwrap());
        let folder = Folder::empty();
        // A query may hold a space: what follows `-` and precedes the first option is one argument.
        let (query, options) = match command.split_once(" - ") {
            Some((_, rest)) if !rest.starts_with("--") => rest.split_once(" --").unwrap(),
            _ => ("", ""),
        };
        let options = format!("--{options}");
        let mut arguments: Vec<&str> = command.split(' ').collect();
        if !query.is_empty() {
            arguments = vec![arguments[0], "-", query];
            arguments.extend(options.split(' '));
        }
        let file = (arguments[1] != "-").then(|| folder.file(arguments[1], &input));
        let ran = match file {
            Some(_) => folder.run(&arguments),
            None => folder.run_with(&arguments, &input),
        };
        if let Err(failure) = check(command, &ran.out, &ran.err, &case["expected"]) {
            failures.insert(id.to_owned(), format!("{}: {failure}", case["kind"]));
        }
        run += 1;
    }
    assert!(run > 30, "{run}");
    assert!(failures.is_empty(), "{failures:#?}");
}
