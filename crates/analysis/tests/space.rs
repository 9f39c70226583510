//! Semantic spaces against dense and obvious arithmetic.

mod common;

use common::{Text, corpus, texts, threads};
use siyaq_analysis::{
    Period, PeriodSpaces, Periods, SpaceOptions, drift, semantic_space, space_vocabulary,
};
use siyaq_count::{Selection, WindowSpan};
use siyaq_stats::Random;

/// Two topics of words that never meet; within each, words come in any order.
fn topics(seed: u64, documents: usize, year: u32) -> Vec<Text> {
    let mut random = Random::new(seed);
    (0..documents)
        .map(|number| {
            let words =
                (0..80).map(|_| format!("{}{}", ["بحر", "قمر"][number % 2], random.below(12)));
            Text { source: "افق", date: format!("{year}-01-02"), words: words.collect() }
        })
        .collect()
}

#[test]
fn the_cosines_are_those_of_the_whole_matrix() {
    let texts = texts(77, 50);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let mut options = SpaceOptions::default();
    options.min_freq = 4;
    options.words = 40;
    options.span = WindowSpan { before: 3, after: 3 };
    let forms = space_vocabulary(&selection, &options);
    assert!(forms.len() > 20);
    // With all dimensions and values to the power of 1, the points are the rows of the matrix.
    options.dimensions = forms.len();
    options.value_power = 1.0;
    let space = threads(3, || semantic_space(&selection, &forms, &options).unwrap());
    let again = threads(1, || semantic_space(&selection, &forms, &options).unwrap());
    assert_eq!(space, again);
    let lexicon = corpus.words().lexicon();
    let size = forms.len();
    let place = |form: &String| forms.iter().position(|own| lexicon.form(*own) == form);
    let mut counts = vec![vec![0.0_f64; size]; size];
    for text in &texts {
        for (at, word) in text.words.iter().enumerate() {
            for (other, context) in text.words.iter().enumerate() {
                if at != other
                    && at.abs_diff(other) <= 3
                    && let (Some(row), Some(column)) = (place(word), place(context))
                {
                    counts[row][column] += 1.0;
                }
            }
        }
    }
    let nodes: Vec<f64> = counts.iter().map(|row| row.iter().sum()).collect();
    let weights: Vec<f64> = (0..size)
        .map(|column| counts.iter().map(|row| row[column]).sum::<f64>().powf(0.75))
        .collect();
    let all: f64 = weights.iter().sum();
    let rows: Vec<Vec<f64>> = (0..size)
        .map(|row| {
            let cell = |column: usize| {
                let ratio = counts[row][column] * all / (nodes[row] * weights[column]);
                if ratio > 0.0 { ratio.ln().max(0.0) } else { 0.0 }
            };
            (0..size).map(cell).collect()
        })
        .collect();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    for (a, one) in forms.iter().enumerate() {
        for (b, other) in forms.iter().enumerate() {
            let lengths = (dot(&rows[a], &rows[a]) * dot(&rows[b], &rows[b])).sqrt();
            if lengths > 0.0 {
                let expected = dot(&rows[a], &rows[b]) / lengths;
                let found = space.cosine(*one, *other).unwrap();
                assert!((found - expected).abs() < 1e-6, "{found} {expected}");
            }
        }
    }
    let squares: f64 = rows.iter().flatten().map(|cell| cell * cell).sum();
    let values: f64 = space.values().iter().map(|value| value * value).sum();
    assert!((squares - values).abs() < 1e-6 * squares, "{squares} {values}");
}

#[test]
fn neighbours_are_of_the_same_topic() {
    let texts = topics(5, 30, 2023);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let mut options = SpaceOptions::default();
    options.dimensions = 4;
    let forms = space_vocabulary(&selection, &options);
    let space = semantic_space(&selection, &forms, &options).unwrap();
    let lexicon = corpus.words().lexicon();
    let word = lexicon.id("بحر3").unwrap();
    let near = space.neighbours(word, 11);
    assert_eq!(near.len(), 11);
    assert!(near.iter().all(|own| lexicon.form(own.form).starts_with("بحر")), "{near:?}");
    assert!(near.windows(2).all(|pair| pair[0].cosine >= pair[1].cosine));
    assert!(semantic_space(&selection, &forms[..1], &options).is_err());
    options.dimensions = 0;
    assert!(semantic_space(&selection, &forms, &options).is_err());
}

#[test]
fn a_word_that_changes_its_topic_moves_most() {
    let mut texts = topics(1, 40, 2023);
    let mut later = topics(2, 40, 2024);
    // From 2024 on, «نجم» is at home in the other topic.
    for (text, home) in
        texts.iter_mut().map(|t| (t, "بحر")).chain(later.iter_mut().map(|t| (t, "قمر")))
    {
        if text.words[0].starts_with(home) {
            for word in text.words.iter_mut().step_by(9) {
                *word = "نجم".to_owned();
            }
        }
    }
    texts.extend(later);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let periods = Periods::new(&selection, Period::Year, None).unwrap();
    let mut options = SpaceOptions::default();
    options.dimensions = 2;
    let spaces = PeriodSpaces::new(&selection, &periods, &options).unwrap();
    let found = drift(&spaces, 5).unwrap();
    let lexicon = corpus.words().lexicon();
    assert_eq!((found.from.as_str(), found.to.as_str()), ("2023", "2024"));
    assert_eq!(lexicon.form(found.rows[0].form), "نجم");
    assert!(found.rows[0].distance > 0.3 && found.rows[0].shared < 0.2, "{:?}", found.rows[0]);
    assert!(found.rows[1].distance < found.rows[0].distance / 2.0);
    let one = PeriodSpaces { spaces: spaces.spaces[..1].to_vec() };
    assert!(drift(&one, 5).is_err());
}

/// Where the decomposition starts changes no digit that is printed, of few dimensions of many.
#[test]
fn seeds_change_the_last_digits_alone() {
    let corpus = corpus(&texts(31, 400));
    let selection = Selection::new(&corpus, corpus.words());
    let mut options = SpaceOptions::default();
    (options.min_freq, options.dimensions) = (3, 8);
    let forms = space_vocabulary(&selection, &options);
    assert!(forms.len() > 4 * options.dimensions, "{}", forms.len());
    let periods = Periods::new(&selection, Period::Year, None).unwrap();
    let made = |seed: u64| {
        let mut options = options;
        options.seed = seed;
        let space = semantic_space(&selection, &forms, &options).unwrap();
        let spaces = PeriodSpaces::new(&selection, &periods, &options).unwrap();
        (space, drift(&spaces, 5).unwrap())
    };
    let (space, drifted) = made(1);
    for seed in [2, 3, 99] {
        let (other, again) = made(seed);
        for (a, one) in forms.iter().enumerate() {
            for two in &forms[a..] {
                let (x, y) = (space.cosine(*one, *two), other.cosine(*one, *two));
                let near = x.zip(y).is_none_or(|(x, y)| (x - y).abs() < 1e-7);
                assert!(near && x.is_some() == y.is_some(), "{x:?} {y:?}");
            }
        }
        assert_eq!(drifted.rows.len(), again.rows.len());
        for row in &drifted.rows {
            let other = again.rows.iter().find(|other| other.form == row.form).unwrap();
            assert!((row.distance - other.distance).abs() < 1e-6, "{row:?} {other:?}");
        }
    }
}
