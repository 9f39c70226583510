//! The page of measures is what the code says, and leaves nothing out.

use siyaq_stats::{
    Correction, DispersionMeasure, DiversityMeasure, Measure, Undefined, WindowModel, measures_page,
};

const PAGE: &str = include_str!("../../../MEASURES.md");

#[test]
fn the_page_is_up_to_date() {
    let page = measures_page();
    for (number, (kept, written)) in PAGE.lines().zip(page.lines()).enumerate() {
        assert_eq!(
            kept,
            written,
            "line {}: write the page anew, see its first paragraph",
            number + 1
        );
    }
    assert_eq!(PAGE, page);
}

#[test]
fn every_measure_has_its_place() {
    let headings: Vec<&str> = PAGE.lines().filter_map(|line| line.strip_prefix("### `")).collect();
    let measures = Measure::ALL.iter().map(|measure| measure.name());
    let dispersion = DispersionMeasure::all().map(DispersionMeasure::name);
    let diversity = DiversityMeasure::all().map(DiversityMeasure::name);
    for name in measures.chain(dispersion).chain(diversity) {
        let found = headings.iter().filter(|heading| heading.trim_end_matches('`') == name).count();
        assert_eq!(found, 1, "{name}");
    }
    let listed = |name: &str| PAGE.contains(&format!("- `{name}`: "));
    assert!(WindowModel::ALL.iter().all(|model| listed(model.name())));
    assert!(Correction::ALL.iter().all(|correction| listed(correction.name())));
    assert!(Undefined::ALL.iter().all(|reason| listed(reason.name())));
    for line in ["- when: ", "- formula: ", "- zeros: ", "- source: "] {
        assert_eq!(PAGE.matches(line).count(), headings.len(), "{line}");
    }
}

/// Every work that is cited stands in the bibliography, and every one there is cited.
#[test]
fn the_bibliography_is_that_of_the_page() {
    let (page, list) = PAGE.split_once("\n## Bibliography\n").expect("a bibliography");
    let works: Vec<&str> =
        list.lines().filter_map(|line| line.strip_prefix("- ")?.split(": ").next()).collect();
    assert!(works.len() > 100 && works.is_sorted());
    for work in &works {
        let (authors, year) = work.trim_end_matches(')').split_once(" (").expect("a year");
        let cited = page.lines().any(|line| line.contains(authors) && line.contains(year));
        assert!(cited, "{work} is not cited");
    }
    let is_year = |text: &str| text.len() >= 4 && text.chars().take(4).all(|c| c.is_ascii_digit());
    for source in page.lines().filter_map(|line| line.strip_prefix("- source: ")) {
        for part in source.split("; ") {
            let Some((authors, rest)) = part.split_once(" (") else { continue };
            let Some((years, _)) = rest.split_once(')') else { continue };
            for year in years.split(", ").filter(|year| is_year(year)) {
                let work = format!("{authors} ({year})");
                assert!(works.contains(&work.as_str()), "{work} is not in the bibliography");
            }
        }
        // Tools are named with those who describe them: `tlda (Sönning 2025)`.
        for inside in source.split('(').skip(1).filter_map(|rest| rest.split(')').next()) {
            let Some((authors, year)) = inside.rsplit_once(' ').filter(|(_, last)| is_year(last))
            else {
                continue;
            };
            if !authors.ends_with(',') {
                let work = format!("{authors} ({year})");
                assert!(works.contains(&work.as_str()), "{work} is not in the bibliography");
            }
        }
    }
}

/// A heading that cannot be typed says what can.
#[test]
fn what_is_typed_is_said() {
    let mut sections = PAGE.split("\n### `").skip(1);
    assert!(sections.all(|section| {
        let name = section.split('`').next().unwrap_or_default();
        !(name.contains("::") || name.contains(' ')) || section.contains("\n- typed: ")
    }));
    for name in ["c_value", "scp", "entropy of a frame", "drift", "lock words", "key key words"] {
        assert!(PAGE.contains(&format!("### `{name}`")), "{name}");
    }
}

/// The numbers of the worked example are those of the measures.
#[test]
fn the_worked_example_is_right() {
    use siyaq_stats::Contingency;
    let pair = Contingency::new(20, 42, 20, 14_307_668).expect("a table");
    let word = Contingency::keyness(620, 267, 1_017_879, 1_007_532).expect("a table");
    let rows = [
        ("mi", pair, 18.38),
        ("log_dice", pair, 13.37),
        ("t_score", pair, 4.47),
        ("log_likelihood", pair, 521.1),
        ("delta_p_collocate_given_node", pair, 0.476),
        ("delta_p_node_given_collocate", pair, 1.0),
        ("log_likelihood_4", word, 140.9),
        ("log_ratio", word, 1.2),
        ("lrc(tests=1)", word, 0.99),
    ];
    for (name, table, expected) in rows {
        let found = name.parse::<Measure>().expect(name).evaluate(&table).expect(name);
        let digits = if expected > 100.0 { 0.05 } else { 0.005 };
        assert!((found - expected).abs() < digits, "{name} {found}");
        assert!(PAGE.contains(&format!("`{name}`")), "{name}");
    }
    let p = "log_likelihood_4".parse::<Measure>().expect("a name").log10_p_value(&word);
    assert!(p.expect("a test") < -31.0);
}
