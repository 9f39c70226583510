//! Prints the page of all measures, which is kept as MEASURES.md.
#![expect(clippy::print_stdout, reason = "the page is for a file")]

fn main() {
    print!("{}", siyaq_stats::measures_page());
}
