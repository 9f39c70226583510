//! Memory that may not be there: large lists ask for it, and its lack is an error.

use crate::{IndexError, IndexErrorKind};

/// Makes room for more items.
pub(crate) fn reserve<T>(
    list: &mut Vec<T>,
    more: usize,
    what: &'static str,
) -> Result<(), IndexError> {
    list.try_reserve_exact(more).map_err(|_| {
        let bytes = (more as u64).saturating_mul(size_of::<T>() as u64);
        IndexErrorKind::OutOfMemory { what, bytes }.into()
    })
}

/// Makes a list as long as `len`; what is added is the item.
pub(crate) fn resize<T: Clone>(
    list: &mut Vec<T>,
    len: usize,
    item: T,
    what: &'static str,
) -> Result<(), IndexError> {
    reserve(list, len.saturating_sub(list.len()), what)?;
    list.resize(len, item);
    Ok(())
}

/// A list of so many items.
pub(crate) fn filled<T: Clone>(
    len: usize,
    item: T,
    what: &'static str,
) -> Result<Vec<T>, IndexError> {
    let mut list = Vec::new();
    resize(&mut list, len, item, what)?;
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_machine_has_is_an_error() {
        let error = filled(usize::MAX / 16, 0u64, "the words").unwrap_err();
        assert!(matches!(error.kind(), IndexErrorKind::OutOfMemory { .. }), "{error}");
        assert!(error.to_string().contains("the words"), "{error}");
        assert_eq!(filled(3, 7u8, "x").unwrap(), [7, 7, 7]);
    }
}
