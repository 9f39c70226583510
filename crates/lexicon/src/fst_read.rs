//! Maps of the crate `fst` (its format version 3), read in place with every access checked.
//!
//! They are read here rather than there because a damaged file must not end a program: a node that
//! makes no sense ends the walk.

use crate::bytes::u64_at;

/// Bytes before the first node: the format version and the type, both `u64`.
const HEAD: usize = 16;
/// Bytes after the last node: the number of keys and the address of the root, `u64` each, and a
/// checksum, `u32`.
const TAIL: usize = 20;
/// The format version of the crate `fst` that is written and read.
const VERSION: u64 = 3;
/// The address of the one node that is final and has no transitions. It has no bytes.
const FINAL_LEAF: usize = 0;
/// A node with more transitions than this has a table from input byte to transition.
const INDEX_ABOVE: usize = 32;

/// The input bytes that the crate `fst` keeps in the state of a node of one transition, in the order
/// of the numbers that stand for them there, which begin at 1.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// A node, taken apart. Addresses of a node are those of its last byte.
#[derive(Clone, Copy)]
struct Node {
    /// Address of the first byte: targets are written as distances from here.
    start: usize,
    /// One past the input byte of transition 0; the others go down from it.
    inputs: usize,
    /// One past the target of transition 0.
    targets: usize,
    /// One past the output of transition 0.
    outputs: usize,
    len: u16,
    target_size: u8,
    output_size: u8,
    is_final: bool,
    /// The target is the node that ends just before this one.
    next: bool,
    /// The number of the input byte among the common ones, which is written nowhere else; 0 for none.
    common: u8,
}

/// What a transition leads to.
#[derive(Clone, Copy)]
struct Step {
    input: u8,
    output: u32,
    target: usize,
}

#[inline]
fn packed(data: &[u8], at: usize, size: u8) -> Option<u64> {
    if size == 0 {
        return Some(0);
    }
    let word = match u64_at(data, at) {
        Some(word) => word,
        None => data.get(at..)?.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    };
    Some(if size >= 8 { word } else { word & ((1 << (8 * u32::from(size))) - 1) })
}

/// The sizes of a target and of an output.
#[inline]
fn unpack(sizes: u8) -> Option<(u8, u8)> {
    let (target, output) = (sizes >> 4, sizes & 0xF);
    (target <= 8 && output <= 8).then_some((target, output))
}

impl Node {
    const LEAF: Self = Self {
        start: 0,
        inputs: 0,
        targets: 0,
        outputs: 0,
        len: 0,
        target_size: 0,
        output_size: 0,
        is_final: true,
        next: false,
        common: 0,
    };

    /// Takes apart the node that ends at `address`; `None` if its bytes make no sense.
    #[inline]
    fn read(data: &[u8], address: usize) -> Option<Self> {
        if address == FINAL_LEAF {
            return Some(Self::LEAF);
        }
        let state = *data.get(address)?;
        let low = state & 0x3F;
        let node = match state >> 6 {
            0b11 => Self {
                start: address.checked_sub(usize::from(low == 0))?,
                inputs: address,
                len: 1,
                is_final: false,
                next: true,
                common: low,
                ..Self::LEAF
            },
            0b10 => Self::read_one(data, address, low)?,
            final_or_not => Self::read_many(data, address, low, final_or_not == 0b01)?,
        };
        (node.start >= HEAD).then_some(node)
    }

    #[inline]
    fn read_one(data: &[u8], address: usize, common: u8) -> Option<Self> {
        let sizes = address.checked_sub(1 + usize::from(common == 0))?;
        let (target_size, output_size) = unpack(*data.get(sizes)?)?;
        let outputs = sizes.checked_sub(usize::from(target_size))?;
        let start = outputs.checked_sub(usize::from(output_size))?;
        Some(Self {
            start,
            inputs: address,
            targets: sizes,
            outputs,
            len: 1,
            target_size,
            output_size,
            is_final: false,
            next: false,
            common,
        })
    }

    #[inline]
    fn read_many(data: &[u8], address: usize, low: u8, is_final: bool) -> Option<Self> {
        let mut at = address;
        let len = if low > 0 {
            u16::from(low)
        } else {
            at = at.checked_sub(1)?;
            match *data.get(at)? {
                1 => 256,
                count => u16::from(count),
            }
        };
        at = at.checked_sub(1)?;
        let (target_size, output_size) = unpack(*data.get(at)?)?;
        let count = usize::from(len);
        let inputs = if count > INDEX_ABOVE { at.checked_sub(256)? } else { at };
        let targets = inputs.checked_sub(count)?;
        let outputs = targets.checked_sub(count * usize::from(target_size))?;
        let slots = count + usize::from(is_final);
        let start = outputs.checked_sub(slots * usize::from(output_size))?;
        Some(Self {
            start,
            inputs,
            targets,
            outputs,
            len,
            target_size,
            output_size,
            is_final,
            next: false,
            common: 0,
        })
    }

    /// The transition with the number `index`, counted from the smallest input byte.
    #[inline]
    fn step(&self, data: &[u8], index: usize) -> Option<Step> {
        if index >= usize::from(self.len) {
            return None;
        }
        let input = match usize::from(self.common).checked_sub(1) {
            None => *data.get(self.inputs.checked_sub(index + 1)?)?,
            Some(common) => *COMMON.get(common)?,
        };
        if self.next {
            return Some(Step { input, output: 0, target: self.start.checked_sub(1)? });
        }
        let back = |top: usize, size: u8| top.checked_sub((index + 1) * usize::from(size));
        let distance = packed(data, back(self.targets, self.target_size)?, self.target_size)?;
        let output = packed(data, back(self.outputs, self.output_size)?, self.output_size)?;
        let target = match usize::try_from(distance).ok()? {
            0 => FINAL_LEAF,
            distance => self.start.checked_sub(distance)?,
        };
        Some(Step { input, output: u32::try_from(output).ok()?, target })
    }

    /// What a key gets that ends here; `None` if no key does.
    #[inline]
    fn end(&self, data: &[u8]) -> Option<u32> {
        if !self.is_final {
            return None;
        }
        let output = packed(data, self.start, self.output_size)?;
        u32::try_from(output).ok()
    }

    /// The transition on the byte `input`.
    #[inline]
    fn find(&self, data: &[u8], input: u8) -> Option<Step> {
        let count = usize::from(self.len);
        let index = if count == 1 {
            0
        } else if count > INDEX_ABOVE {
            usize::from(*data.get(self.inputs + usize::from(input))?)
        } else {
            let inputs = data.get(self.inputs.checked_sub(count)?..self.inputs)?;
            let place = inputs.iter().position(|&byte| byte == input)?;
            count - 1 - place
        };
        self.step(data, index).filter(|step| step.input == input)
    }
}

/// A place in a map of the crate `fst` from keys to their ordinals, in bytes that may be damaged: every access is checked, and a node that
/// makes no sense ends the walk.
///
/// It does not hold the bytes, so that it can stand in a table, and must be given those that it was made from; others give another
/// answer, and no panic.
///
/// ```
/// use siyaq_lexicon::FstState;
///
/// let map = fst::Map::from_iter([("باب", 0), ("بيت", 1)])?;
/// let data = map.as_fst().as_bytes();
/// let start = FstState::start(data, 2).ok_or("no map of two keys")?;
/// let walk = |key: &str| key.bytes().try_fold(start, |state, byte| state.next(data, byte));
/// assert_eq!(walk("بيت").and_then(|state| state.ordinal(data)), Some(1));
/// assert_eq!(walk("بي").and_then(|state| state.ordinal(data)), None);
/// assert!(walk("دار").is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FstState {
    address: u32,
    output: u32,
}

impl FstState {
    /// The place before the first byte of a key. `None` if the bytes are no map of `count` keys, or are 4 GiB or more.
    #[must_use]
    pub fn start(data: &[u8], count: u32) -> Option<Self> {
        let address = u32::try_from(root(data, count)?).ok()?;
        Some(Self { address, output: 0 })
    }

    /// The place after another byte; `None` where no key goes on with it.
    #[inline]
    #[must_use]
    pub fn next(self, data: &[u8], byte: u8) -> Option<Self> {
        let step = Node::read(data, self.address as usize)?.find(data, byte)?;
        // Targets stand before their node, so they fit as it does.
        let address = u32::try_from(step.target).ok()?;
        Some(Self { address, output: self.output.checked_add(step.output)? })
    }

    /// The ordinal of the key that ends here, if one does.
    #[inline]
    #[must_use]
    pub fn ordinal(self, data: &[u8]) -> Option<u32> {
        let node = Node::read(data, self.address as usize)?;
        self.output.checked_add(node.end(data)?)
    }
}

/// The address of the root. `None` if the bytes are no map of `count` keys.
fn root(data: &[u8], count: u32) -> Option<usize> {
    let tail = data.len().checked_sub(TAIL)?;
    let root = usize::try_from(u64_at(data, tail + 8)?).ok()?;
    let sound = u64_at(data, 0)? == VERSION
        && u64_at(data, tail)? == u64::from(count)
        && root.checked_add(1) == Some(tail)
        && root >= HEAD;
    sound.then_some(root)
}
