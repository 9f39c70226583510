//! What a person sees in a terminal.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use siyaq_output::{Column, Format, OwnedCell, RowTable, TableOptions, WriteOptions, write_rows};
use siyaq_stats::Undefined;
use unicode_bidi::{BidiInfo, Level};

const FATHA: char = '\u{64e}';
const SHADDA: char = '\u{651}';

fn shown(table: &RowTable, options: TableOptions) -> String {
    let mut bytes = Vec::new();
    write_rows(table, &WriteOptions::default().format(Format::Table).table(options), &mut bytes)
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

fn text(text: &str) -> OwnedCell {
    OwnedCell::Text(text.to_owned())
}

fn words() -> RowTable {
    let mut table = RowTable::new(vec![
        Column::text("form"),
        Column::integer("freq"),
        Column::real("log_dice", 2),
        Column::text("doc"),
    ]);
    let forms = [
        "كتاب".to_owned(),
        format!("ك{FATHA}ت{SHADDA}{FATHA}ب{FATHA}"),
        "\u{1f600}".to_owned(),
        "漢字".to_owned(),
        "لا إله".to_owned(),
        "a\u{1b}[2J\nb\u{202e}".to_owned(),
    ];
    let scores = [Ok(12.345), Ok(-0.001), Err(Undefined::EmptyCell), Ok(1e-300), Ok(9.0), Ok(0.0)];
    for ((index, form), score) in forms.iter().enumerate().zip(scores) {
        table.push(vec![
            text(form),
            OwnedCell::Integer(10u64.pow(index as u32)),
            OwnedCell::Real(score),
            text("ق1"),
        ]);
    }
    table
}

fn concordance(lines: &[[&str; 3]], show: bool) -> RowTable {
    let mut columns = vec![Column::text("doc")];
    columns.extend(Column::concordance());
    if show {
        columns.push(Column::text("year"));
    }
    let mut table = RowTable::new(columns);
    for (index, line) in lines.iter().enumerate() {
        let mut row = vec![text(&format!("d{index}"))];
        row.extend(line.iter().map(|cell| text(cell)));
        if show {
            row.push(text("2015"));
        }
        table.push(row);
    }
    table
}

const LINES: [[&str; 3]; 4] = [
    ["قال رئيس", "الوزراء", "إن الحكومة ستعمل على ذلك في العام المقبل"],
    ["", "وزراء", "الخارجية"],
    ["اجتمع في NASA (2015)", "وزير", ""],
    ["في هذا اليوم الطويل من أيام الصيف الحار جدا قال", "الوزراء", "نعم."],
];

#[test]
fn columns_hold_marks_emoji_and_wide_letters() {
    // Without its marks the line of the voweled word is as long as the others.
    insta::assert_snapshot!(shown(&words(), TableOptions::default()).replace([FATHA, SHADDA], ""), @r"
    form        freq  log_dice  doc
    كتاب           1     12.35  ق1
    كتب           10   -1.0e-3  ق1
    😀           100         -  ق1
    漢字        1000  1.0e-300  ق1
    لا إله     10000      9.00  ق1
    a␛[2J b�  100000      0.00  ق1
    ");
}

#[test]
fn isolates_stand_around_what_is_not_ascii() {
    let table = shown(&words(), TableOptions::default().isolate(true));
    let line = table.lines().nth(1).unwrap();
    assert_eq!(line, "\u{2068}كتاب\u{2069}           1     12.35  \u{2068}ق1\u{2069}");
    assert!(table.lines().next().unwrap().is_ascii());
}

#[test]
fn concordance_lines_are_plain_when_saved() {
    insta::assert_snapshot!(shown(&concordance(&LINES, false), TableOptions::default().context_width(20)), @r"
    doc                before  match    after
    d0               قال رئيس  الوزراء  إن الحكومة ستعمل عل…
    d1                         وزراء    الخارجية
    d2   اجتمع في NASA (2015)  وزير
    d3   …الصيف الحار جدا قال  الوزراء  نعم.
    ");
    insta::assert_snapshot!(shown(&concordance(&LINES, true), TableOptions::default().line_width(Some(50))), @r"
    doc          before  match    after           year
    d0         قال رئيس  الوزراء  إن الحكومة ست…  2015
    d1                   وزراء    الخارجية        2015
    d2   …ي NASA (2015)  وزير                     2015
    d3   …الحار جدا قال  الوزراء  نعم.            2015
    ");
}

#[test]
fn long_cells_are_clipped_at_their_end() {
    let mut table = RowTable::new(vec![Column::text("form"), Column::integer("freq")]);
    table.push(vec![text(&"كتاب ".repeat(10)), OwnedCell::Integer(1)]);
    insta::assert_snapshot!(shown(&table, TableOptions::default().max_cell_width(12)), @r"
    form          freq
    كتاب كتاب ك…     1
    ");
}

/// The characters of a line as a terminal with bidi shows them, from left to right, without the invisible ones.
fn visual(line: &str) -> Vec<char> {
    let info = BidiInfo::new(line, Some(Level::ltr()));
    let paragraph = &info.paragraphs[0];
    info.reorder_line(paragraph, paragraph.range.clone())
        .chars()
        .filter(|character| !matches!(character, '\u{2066}'..='\u{2069}' | '\u{200e}'))
        .collect()
}

/// Where the node's field stands on the screen: the columns that `NODE` characters take.
fn node_start(line: &[char]) -> usize {
    // A right-to-left field begins at its right.
    line.iter().rposition(|&character| character == '\u{628}').unwrap()
}

#[test]
fn the_node_is_in_a_fixed_column_with_and_without_bidi() {
    // Beh stands in the node alone, as its first letter.
    let lines = [
        ["قال رئيس", "باء", "إن الحكومة ستعمل"],
        ["", "باءان", ""],
        ["NASA, 2015 (", "ب", ") 12 - NASA"],
        ["في هذا اليوم الطويل من أيام الصيف الحار", "باء", "نعم."],
        ["NASA", "باء", "(نعم)"],
        ["2015", "باء", "2015"],
        ["!", "باء", "\u{2069}\u{202e}!"],
    ];
    for show in [false, true] {
        let table = concordance(&lines, show);
        let options = TableOptions::default().context_width(16);
        let plain = shown(&table, options.clone());
        let logical: Vec<_> = plain
            .lines()
            .skip(1)
            .map(|line| line.chars().position(|character| character == '\u{628}').unwrap())
            .collect();
        assert!(logical.iter().all(|&at| at == logical[0]), "{logical:?}");

        let isolated = shown(&table, options.isolate(true));
        let on_screen: Vec<_> =
            isolated.lines().skip(1).map(|line| node_start(&visual(line))).collect();
        assert!(on_screen.iter().all(|&at| at == on_screen[0]), "{on_screen:?}");
    }
}

#[test]
fn what_comes_before_the_node_stands_to_its_right_with_bidi() {
    let table = concordance(&[["قال رئيس", "باء", "نعم"]], true);
    let isolated = shown(&table, TableOptions::default().isolate(true));
    let seen: String = visual(isolated.lines().nth(1).unwrap()).into_iter().collect();
    let reversed = |text: &str| text.chars().rev().collect::<String>();
    // The document, then after, match and before from left to right, then the year.
    let expected = format!(
        "d0     {}    {}  {}  2015",
        reversed("نعم"),
        reversed("باء"),
        reversed("قال رئيس")
    );
    assert_eq!(seen, expected);
}

proptest! {
    #[test]
    fn no_text_can_break_a_line_or_leave_its_isolate(cells in prop::collection::vec((any::<String>(), "\\PC{0,12}"), 1..5)) {
        let mut table = RowTable::new(vec![Column::text("form"), Column::text("title"), Column::integer("freq")]);
        for (form, title) in &cells {
            table.push(vec![text(form), text(title), OwnedCell::Integer(7)]);
        }
        let seen = shown(&table, TableOptions::default().isolate(true));
        prop_assert_eq!(seen.lines().count(), cells.len() + 1);
        for line in seen.lines().skip(1) {
            prop_assert!(!line.chars().any(char::is_control));
            let mut depth = 0;
            for character in line.chars() {
                match character {
                    '\u{2066}'..='\u{2068}' => depth += 1,
                    '\u{2069}' => depth -= 1,
                    '\u{202a}'..='\u{202e}' => prop_assert!(false, "{line:?}"),
                    _ => {}
                }
                prop_assert!((0..=1).contains(&depth));
            }
            prop_assert_eq!(depth, 0);
            // The number is at the end of the line on the screen too.
            prop_assert_eq!(visual(line).last().copied(), Some('7'));
        }
    }
}
