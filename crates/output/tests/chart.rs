//! Charts: what stands in them, and that it is XML that a browser reads.

use siyaq_output::{
    Chart, Colours, HeatMap, LineChart, Mark, ResultManifest, Scale, Series, save_chart,
};
use std::time::SystemTime;

fn chart() -> LineChart {
    LineChart {
        title: "الذكاء الاصطناعي & <AI>".into(),
        x_label: "month".into(),
        y_label: "per million".into(),
        x: Scale::Named(vec!["2024-01".into(), "2024-02".into(), "2024-03".into()]),
        series: vec![
            Series {
                name: "عدد".into(),
                points: vec![(0.0, Some(3.0)), (1.0, None), (2.0, Some(8.5))],
                mark: Mark::LineAndPoints,
            },
            Series {
                name: "fit".into(),
                points: vec![(0.0, Some(2.0)), (2.0, Some(7.0))],
                mark: Mark::Dashed,
            },
        ],
        ..LineChart::default()
    }
}

/// Every tag that opens closes, in order; no bare sign is left.
fn is_well_formed(svg: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { return false };
        if text.contains('&') && !["&amp;", "&lt;", "&gt;"].iter().any(|sign| text.contains(sign)) {
            return false;
        }
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        match tag {
            _ if tag.starts_with('?') || tag.ends_with('/') => {}
            _ if tag.starts_with('/') => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            _ => open.push(name),
        }
    }
    open.is_empty()
}

#[test]
fn lines_break_where_nothing_is_and_text_is_text() {
    let svg = chart().svg();
    assert!(is_well_formed(&svg), "{svg}");
    assert!(svg.contains("\u{2067}الذكاء الاصطناعي &amp; &lt;AI&gt;\u{2069}"));
    assert!(svg.contains("\u{2068}per million\u{2069}"));
    // Numbers never ask for a Naskh face, which draws 8.5 as 8,5; Arabic does.
    for text in svg.split("<text").skip(1) {
        let arabic = text.contains("الذكاء") || text.contains("عدد");
        assert_eq!(
            text.split('>').next().is_some_and(|tag| tag.contains("Naskh")),
            arabic,
            "{text}"
        );
    }
    let root = svg.split('>').nth(1).unwrap_or_default();
    assert!(root.contains("Noto Sans") && !root.contains("Naskh"), "{root}");
    // The only line is the fitted one, with the two of the legend: one point alone makes none.
    assert_eq!(svg.matches("<polyline").count(), 3);
    assert_eq!(svg.matches("<circle").count(), 2);
    assert_eq!(svg, chart().svg());
}

#[test]
fn fields_have_the_colour_of_their_value() {
    let map = HeatMap {
        title: "log ratio".into(),
        rows: vec!["درهم".into(), "ريال".into()],
        columns: vec!["ا".into(), "ب".into()],
        values: vec![vec![Some(2.0), Some(-2.0)], vec![Some(0.0), None]],
        decimals: 1,
        ..HeatMap::default()
    };
    let svg = map.svg();
    assert!(is_well_formed(&svg), "{svg}");
    for (colour, fields) in [("#b2182b", 2), ("#2166ac", 2), ("#dddddd", 1)] {
        assert_eq!(svg.matches(colour).count(), fields, "{colour}");
    }
    // The legend has the values that there can be: none below 0 where the measure has none.
    assert!(svg.contains("\u{2068}-2\u{2069}"));
    let divergence = HeatMap {
        colours: Colours::FromZero,
        decimals: 3,
        values: vec![vec![Some(0.237), None]],
        ..map
    };
    let svg = divergence.svg();
    assert!(svg.contains("\u{2068}0.237\u{2069}") && !svg.contains("\u{2068}-"), "{svg}");
    assert!(is_well_formed(&HeatMap::default().svg()));
    assert!(is_well_formed(&LineChart::default().svg()));
}

#[test]
fn a_chart_has_a_manifest() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.svg");
    let manifest = ResultManifest::new("trend", "siyaq", "0.1.0", SystemTime::now());
    let saved = save_chart(&Chart::Lines(chart()), &path, manifest)?;
    assert_eq!(std::fs::read_to_string(&path)?, chart().svg());
    assert_eq!((saved.written.rows, saved.written.bytes), (5, chart().svg().len() as u64));
    assert!(
        std::fs::read_to_string(folder.path().join("a.svg.manifest.json"))?.contains("\"svg\"")
    );
    Ok(())
}
