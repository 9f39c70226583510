//! Reading and writing queries.

use proptest::prelude::*;
use siyaq_query::{Query, QueryErrorKind};

fn error(query: &str) -> (usize, String, String) {
    match query.parse::<Query>().unwrap_err().kind() {
        QueryErrorKind::Syntax { byte, problem, advice, .. } => {
            (*byte, problem.clone(), advice.clone())
        }
        other => (usize::MAX, other.to_string(), String::new()),
    }
}

#[test]
fn errors_name_the_place() {
    let cases = [
        ("", 0, "empty"),
        ("  \t", 3, "empty"),
        ("|كتاب", 0, "nothing stands before |"),
        ("كتاب|", 9, "alternative is empty"),
        ("كتاب||كتب", 9, "alternative is empty"),
        ("كتاب |كتب", 9, "white space"),
        ("كتاب| كتب", 9, "white space"),
        ("()", 1, "alternative is empty"),
        ("(a|)", 3, "alternative is empty"),
        ("(a| |b)", 4, "alternative is empty"),
        ("a (b c", 2, "not closed"),
        ("a (b (c)", 2, "not closed"),
        ("a b)", 3, "closes no group"),
        (") a", 0, "closes no group"),
        ("كتاب(ان|ين)", 8, "touches"),
        ("(a|b)c", 5, "touches"),
        ("(a)(b)", 3, "touches"),
        (r"a\b", 1, r"\ stands before"),
        (r"كتاب\", 8, r"\ stands before"),
        ("((((((((((((((((((a))))))))))))))))))", 16, "more than 16"),
    ];
    for (query, byte, problem) in cases {
        let (found, what, advice) = error(query);
        assert_eq!(found, byte, "{query}: {what}");
        assert!(what.contains(problem), "{query}: {what}");
        assert!(!advice.is_empty());
    }
}

#[test]
fn too_many_alternatives_are_refused() {
    let groups = |number: usize| vec!["(a b|c)"; number].join(" ").parse::<Query>();
    // Up to twice as many words as groups, of three times as many.
    let error = groups(105).unwrap_err();
    assert_eq!(error.kind(), &QueryErrorKind::TooManyAlternatives { longest: 210, words: 315 });
    assert_eq!(groups(104).unwrap().longest(), 208);
    assert!(["(a|b|c)"; 1000].join(" ").parse::<Query>().is_ok());
    assert!(["(a|(b|c))"; 1000].join(" ").parse::<Query>().is_ok());
    assert!(["(a b c)"; 1000].join(" ").parse::<Query>().is_ok());
    assert!(vec!["a"; 20_000].join(" ").parse::<Query>().is_ok());
    let list = |number: usize| format!("({})", vec!["a b"; number].join("|")).parse::<Query>();
    assert!(list(16_384).is_ok());
    assert!(list(16_385).is_err());
}

#[test]
fn queries_are_written_in_one_way() {
    let cases = [
        ("  وزير   الصحة ", "وزير الصحة"),
        ("( a b | c )  d", "(a b|c) d"),
        ("**a***?*", "*a*?*"),
        (r"\*a\\ \|\(\)\?", r"\*a\\ \|\(\)\?"),
        (r"a\ b", r"a\ b"),
        ("((a|b) c|d)|e f", "((a|b) c|d)|e f"),
    ];
    for (query, written) in cases {
        assert_eq!(query.parse::<Query>().unwrap().to_string(), written);
    }
}

proptest! {
    #[test]
    fn reading_never_panics_and_writing_is_read_again(query in r"[ab كت*?|()\\ ]{0,16}") {
        if let Ok(query) = query.parse::<Query>() {
            prop_assert_eq!(query.to_string().parse::<Query>().unwrap(), query);
        }
    }

    #[test]
    fn words_are_taken_as_they_are(words in prop::collection::vec(r"[ab كت*?|()\\]{1,4}", 1..4)) {
        let query = Query::words(words);
        prop_assert_eq!(query.to_string().parse::<Query>().unwrap(), query);
    }
}
