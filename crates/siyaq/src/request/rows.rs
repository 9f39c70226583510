//! Rows that are one of several kinds.

/// Makes an enum of rows rows.
macro_rules! one_of_rows {
    ($name:ty: $($kind:ident),+) => {
        impl siyaq_output::Rows for $name {
            fn columns(&self) -> Vec<siyaq_output::Column> {
                match self { $(Self::$kind(rows) => rows.columns()),+ }
            }

            fn len(&self) -> usize {
                match self { $(Self::$kind(rows) => rows.len()),+ }
            }

            fn found(&self) -> u64 {
                match self { $(Self::$kind(rows) => rows.found()),+ }
            }

            fn row(&self, index: usize, sink: &mut dyn siyaq_output::RowSink) {
                match self { $(Self::$kind(rows) => rows.row(index, sink)),+ }
            }

            fn tests(&self) -> Vec<(String, u64)> {
                match self { $(Self::$kind(rows) => rows.tests()),+ }
            }
        }
    };
}
