//! The automaton of an FST section, read in place with every access checked.
//!
//! The section is a map of the crate `fst` (its format version 3), so that other tools can open it.
//! It is read here rather than there because a damaged file must not end a program: a node that
//! makes no sense ends the walk.

use crate::bytes::u64_at;

/// Bytes before the first node: the format version and the type, both `u64`.
pub(crate) const HEAD: usize = 16;
/// Bytes after the last node: the number of keys and the address of the root, `u64` each, and a
/// checksum, `u32`.
pub(crate) const TAIL: usize = 20;
/// The format version of the crate `fst` that is written and read.
pub(crate) const VERSION: u64 = 3;
/// The address of the one node that is final and has no transitions. It has no bytes.
pub(crate) const FINAL_LEAF: usize = 0;
/// A node with more transitions than this has a table from input byte to transition.
pub(crate) const INDEX_ABOVE: usize = 32;

/// The input bytes that the crate `fst` keeps in the state of a node of one transition, in the order
/// of the numbers that stand for them there, which begin at 1. Dictionaries of this crate write none.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// A node, taken apart. Addresses of a node are those of its last byte.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    /// Address of the first byte: targets are written as distances from here.
    start: usize,
    /// One past the input byte of transition 0; the others go down from it.
    inputs: usize,
    /// One past the target of transition 0.
    targets: usize,
    /// One past the output of transition 0.
    outputs: usize,
    pub(crate) len: u16,
    target_size: u8,
    output_size: u8,
    pub(crate) is_final: bool,
    /// The target is the node that ends just before this one.
    next: bool,
    /// The number of the input byte among the common ones, which is written nowhere else; 0 for none.
    common: u8,
}

/// What a transition leads to.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) input: u8,
    pub(crate) output: u32,
    pub(crate) target: usize,
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
    pub(crate) fn read(data: &[u8], address: usize) -> Option<Self> {
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
    pub(crate) fn step(&self, data: &[u8], index: usize) -> Option<Step> {
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

    /// Input and target of the transition with the number `index`.
    #[inline]
    pub(crate) fn edge(&self, data: &[u8], index: usize) -> Option<(u8, usize)> {
        self.step(data, index).map(|step| (step.input, step.target))
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
    pub(crate) fn find(&self, data: &[u8], input: u8) -> Option<Step> {
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

/// A place in a map of the crate `fst` from keys to their ranks, in bytes that may be damaged: every access is checked, and a node that
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
/// assert_eq!(walk("بيت").and_then(|state| state.rank(data)), Some(1));
/// assert_eq!(walk("بي").and_then(|state| state.rank(data)), None);
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
        let address = u32::try_from(FstView::open(data, count)?.root).ok()?;
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

    /// The rank of the key that ends here, if one does.
    #[inline]
    #[must_use]
    pub fn rank(self, data: &[u8]) -> Option<u32> {
        let node = Node::read(data, self.address as usize)?;
        self.output.checked_add(node.end(data)?)
    }
}

/// An FST section.
#[derive(Clone, Copy)]
pub(crate) struct FstView<'d> {
    data: &'d [u8],
    root: usize,
}

impl<'d> FstView<'d> {
    /// Finds the root. `None` if the section is no FST of `count` keys.
    pub(crate) fn open(data: &'d [u8], count: u32) -> Option<Self> {
        let tail = data.len().checked_sub(TAIL)?;
        let root = usize::try_from(u64_at(data, tail + 8)?).ok()?;
        let sound = u64_at(data, 0)? == VERSION
            && u64_at(data, tail)? == u64::from(count)
            && root.checked_add(1) == Some(tail)
            && root >= HEAD;
        sound.then_some(Self { data, root })
    }

    /// The checksum that is written in the section and the one of its bytes.
    pub(crate) fn checksums(&self) -> Option<(u32, u32)> {
        let (bytes, sum) = self.data.split_last_chunk::<4>()?;
        Some((u32::from_le_bytes(*sum), crate::crc32c::masked(bytes)))
    }

    pub(crate) fn root(&self) -> Option<Node> {
        Node::read(self.data, self.root)
    }

    /// Follows `bytes` from the root: the node they lead to and the outputs added up.
    #[inline]
    pub(crate) fn walk(&self, bytes: &[u8]) -> Option<(Node, u32)> {
        let mut node = self.root()?;
        let mut output = 0_u32;
        for &byte in bytes {
            let step = node.find(self.data, byte)?;
            output = output.checked_add(step.output)?;
            node = Node::read(self.data, step.target)?;
        }
        Some((node, output))
    }

    /// The rank of a key.
    #[inline]
    pub(crate) fn rank(&self, key: &[u8]) -> Option<u32> {
        self.walk(key).filter(|(node, _)| node.is_final).map(|(_, rank)| rank)
    }

    /// The ranks of the keys that begin with `prefix`.
    pub(crate) fn prefix_ranks(&self, prefix: &[u8]) -> Option<std::ops::Range<u32>> {
        let (mut node, low) = self.walk(prefix)?;
        let mut last = low;
        while let Some(index) = usize::from(node.len).checked_sub(1) {
            let step = node.step(self.data, index)?;
            last = last.checked_add(step.output)?;
            node = Node::read(self.data, step.target)?;
        }
        Some(low..last.checked_add(1)?)
    }

    /// Visits the ranks of all keys that `automaton` accepts, ascending. `on_key` gets the rank and
    /// the bytes of the key. Ends early when a node makes no sense, when `on_key` says `false`, and
    /// after `limit` transitions, which no sound section of that many bytes of keys reaches.
    pub(crate) fn accepted<A: fst::Automaton>(
        &self,
        automaton: &A,
        limit: u64,
        mut on_key: impl FnMut(u32, &[u8]) -> bool,
    ) {
        struct Frame<S> {
            node: Node,
            next: usize,
            output: u32,
            state: S,
        }
        let Some(root) = self.root() else { return };
        let mut key = Vec::new();
        let mut steps = 0_u64;
        let mut stack = vec![Frame { node: root, next: 0, output: 0, state: automaton.start() }];
        while let Some(frame) = stack.last_mut() {
            if frame.next >= usize::from(frame.node.len) {
                stack.pop();
                key.pop();
                continue;
            }
            let Some(step) = frame.node.step(self.data, frame.next) else { return };
            frame.next += 1;
            steps += 1;
            if steps > limit {
                return;
            }
            let state = automaton.accept(&frame.state, step.input);
            if !automaton.can_match(&state) {
                continue;
            }
            let Some(output) = frame.output.checked_add(step.output) else { return };
            let Some(node) = Node::read(self.data, step.target) else { return };
            if node.is_final {
                let ended = automaton.accept_eof(&state);
                if automaton.is_match(ended.as_ref().unwrap_or(&state)) {
                    key.push(step.input);
                    let go_on = on_key(output, &key);
                    key.pop();
                    if !go_on {
                        return;
                    }
                }
            }
            if node.len > 0 {
                key.push(step.input);
                stack.push(Frame { node, next: 0, output, state });
            }
        }
    }
}
