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
