//! Dense identifiers over 32 bits.

macro_rules! dense_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The identifier as an index into an array that has one entry for each of them.
            #[inline]
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl TryFrom<usize> for $name {
            type Error = std::num::TryFromIntError;

            #[inline]
            fn try_from(index: usize) -> Result<Self, Self::Error> {
                u32::try_from(index).map(Self)
            }
        }
    };
}

dense_id! {
    /// A form in a lexicon. In a corpus, ids go from the most frequent form down, ties by bytes.
    TermId
}

dense_id! {
    /// A document of a corpus, counted from 0 in the order in which the documents were read.
    DocId
}
