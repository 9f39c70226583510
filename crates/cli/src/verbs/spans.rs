//! `siyaq tokenize --spans`: dates, times, percentages, amounts of money and numbers.

use crate::stream::Part;
use siyaq::output::{Column, RowSink, Rows};
use siyaq::token::Tokenizer;
use siyaq::token::spans::{Span, SpanFinder, SpanKind, SpanValue};

/// The spans of some documents.
#[derive(Default)]
pub(super) struct Spans {
    parts: Vec<Part>,
    spans: Vec<(usize, Span)>,
}

impl Spans {
    /// Finds those of the kinds asked for.
    pub(super) fn of(
        parts: Vec<Part>,
        tokenizer: &Tokenizer,
        finder: &SpanFinder,
        kinds: &[SpanKind],
    ) -> Self {
        let mut spans = Vec::new();
        for (place, part) in parts.iter().enumerate() {
            let found = finder.find(&part.text, &tokenizer.tokenize(&part.text));
            let wanted = found.into_iter().filter(|span| kinds.contains(&span.kind()));
            spans.extend(wanted.map(|span| (place, span)));
        }
        Self { parts, spans }
    }
}

impl Rows for Spans {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("doc"),
            Column::text("kind"),
            Column::text("form"),
            Column::text("value"),
            Column::text("gregorian"),
            Column::integer("start"),
            Column::integer("end"),
        ]
    }

    fn len(&self) -> usize {
        self.spans.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some((place, span)) = self.spans.get(index) else { return };
        let Some(part) = self.parts.get(*place) else { return };
        sink.text(&part.doc);
        sink.text(span.kind().name());
        sink.text(span.span.text(&part.text).unwrap_or_default());
        sink.text(&span.value.to_string());
        let gregorian = match span.value {
            SpanValue::Date(date) => date.gregorian(),
            _ => None,
        };
        match gregorian {
            Some(date) => sink.text(&date.to_string()),
            None => sink.missing(),
        }
        sink.integer(part.base + u64::from(span.span.start));
        sink.integer(part.base + u64::from(span.span.end));
    }
}
