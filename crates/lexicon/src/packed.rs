//! Numbers in as few bits as the largest of them needs.

/// Bytes after the last number, so that each is read in one step.
const PADDING: usize = 8;

/// Bits of a number below `count`.
pub(crate) fn width(count: u32) -> u32 {
    u32::BITS - count.saturating_sub(1).leading_zeros()
}

/// Bytes of `count` numbers below `count`.
pub(crate) fn byte_count(count: u32) -> Option<usize> {
    let bits = u64::from(count).checked_mul(u64::from(width(count)))?;
    usize::try_from(bits.div_ceil(8)).ok()?.checked_add(PADDING)
}

/// Writes numbers that are below their count, lowest bit first, and zeros after them.
pub(crate) fn write(numbers: &[u32], out: &mut Vec<u8>) {
    let width = width(numbers.len() as u32);
    let (mut pending, mut bits) = (0_u64, 0);
    for &number in numbers {
        pending |= u64::from(number) << bits;
        bits += width;
        while bits >= 8 {
            out.push(pending as u8);
            pending >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        out.push(pending as u8);
    }
    out.extend_from_slice(&[0; PADDING]);
}

/// Where the eight bytes are that have a number, and by how many bits it is shifted in them.
#[inline]
pub(crate) fn place(count: u32, index: u32) -> Option<(usize, u32)> {
    let bit = u64::from(index) * u64::from(width(count));
    Some((usize::try_from(bit / 8).ok().filter(|_| index < count)?, (bit % 8) as u32))
}

/// The number in its eight bytes.
#[inline]
pub(crate) fn number(bytes: [u8; 8], shift: u32, count: u32) -> u32 {
    (u64::from_le_bytes(bytes) >> shift & ((1 << width(count)) - 1)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for count in [0_u32, 1, 2, 3, 127, 128, 129, 1000] {
            let numbers: Vec<u32> = (0..count).map(|number| number * 7919 % count).collect();
            let mut bytes = Vec::new();
            write(&numbers, &mut bytes);
            assert_eq!(Some(bytes.len()), byte_count(count));
            for (index, expected) in (0..).zip(&numbers) {
                let (at, shift) = place(count, index).unwrap();
                let window = bytes[at..at + 8].try_into().unwrap();
                assert_eq!(number(window, shift, count), *expected);
            }
            assert_eq!(place(count, count), None);
        }
    }
}
