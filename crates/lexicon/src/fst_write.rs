//! Builds the automaton of an FST section from keys in byte order: key → rank.
//!
//! The bytes are those of a map of the crate `fst`, format version 3, where the value of a key is
//! its rank. Since ranks are known from the shape alone (the output of a transition is the number of
//! keys of its node that come before it), no outputs are carried about, and equal subtrees
//! share their nodes however the frequencies lie. This makes it several times as fast as a
//! builder for any values.
//!
//! Reference: J. Daciuk, S. Mihov, B. W. Watson and R. E. Watson, "Incremental construction of
//! minimal acyclic finite-state automata", Computational Linguistics 26 (2000).

use crate::fst_read::{FINAL_LEAF, INDEX_ABOVE, Node, VERSION};

/// A node that may still get transitions.
#[derive(Clone, Copy)]
struct Open {
    /// Where its transitions begin on the shared stack.
    first_step: u32,
    /// Keys in its finished subtrees, itself included.
    keys: u32,
    /// The byte towards the open node below it.
    input: u8,
    is_final: bool,
}

/// A finished transition.
#[derive(Clone, Copy)]
struct Done {
    /// Address of the target in the high bits, input byte in the low eight.
    edge: u64,
    output: u32,
}

impl Done {
    fn target(self) -> usize {
        (self.edge >> 8) as usize
    }
}

const HASH: u64 = 0x9E37_79B9_7F4A_7C15;

/// Finished nodes by their content, for sharing. Two places for each hash, the older is dropped, so
/// the tables stay in the cache of a core; a node that was dropped is written once more, which costs
/// about a tenth of the automaton's bytes and halves the time.
struct Shared {
    /// Nodes of one transition: its edge and the address.
    single: Vec<[(u64, u32); 2]>,
    /// The others: a piece of the hash and the address.
    many: Vec<[(u32, u32); 2]>,
    shift: u32,
}

impl Shared {
    fn new(keys: usize) -> Self {
        let bits = usize::BITS - (keys / 4).leading_zeros();
        let bits = bits.clamp(8, 13);
        let rows = 1 << bits;
        Self {
            single: vec![[(0, 0); 2]; rows],
            many: vec![[(0, 0); 2]; rows],
            shift: u64::BITS - bits,
        }
    }
}

/// Writes an FST section.
pub(crate) struct FstWriter {
    out: Vec<u8>,
    open: Vec<Open>,
    done: Vec<Done>,
    last_key: Vec<u8>,
    last_address: usize,
    shared: Shared,
    keys: u32,
}

impl FstWriter {
    /// A writer for about `keys` keys of `bytes` bytes together.
    pub(crate) fn new(keys: usize, bytes: usize) -> Self {
        let mut out = Vec::with_capacity(64 + bytes / 2);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&0_u64.to_le_bytes());
        let root = Open { first_step: 0, keys: 0, input: 0, is_final: false };
        Self {
            out,
            open: vec![root],
            done: Vec::new(),
            last_key: Vec::new(),
            last_address: usize::MAX,
            shared: Shared::new(keys),
            keys: 0,
        }
    }

    /// Adds a key, which must not be empty and must be greater than the one before.
    pub(crate) fn add(&mut self, key: &[u8]) {
        let common = common_prefix(&self.last_key, key);
        self.close_below(common);
        self.last_key.truncate(common);
        let rest = &key[common..];
        self.last_key.extend_from_slice(rest);
        let first_step = self.done.len() as u32;
        for &input in rest {
            if let Some(top) = self.open.last_mut() {
                top.input = input;
            }
            self.open.push(Open { first_step, keys: 0, input: 0, is_final: false });
        }
        if let Some(top) = self.open.last_mut() {
            top.is_final = true;
            top.keys = 1;
        }
        self.keys += 1;
    }

    /// Writes the root and the tail.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.close_below(0);
        let root =
            self.open.pop().unwrap_or(Open { first_step: 0, keys: 0, input: 0, is_final: false });
        let root = self.write_many(root);
        let mut out = self.out;
        out.extend_from_slice(&u64::from(self.keys).to_le_bytes());
        out.extend_from_slice(&(root as u64).to_le_bytes());
        let sum = crate::crc32c::masked(&out);
        out.extend_from_slice(&sum.to_le_bytes());
        out
    }

    /// Finishes the open nodes deeper than `depth`.
    fn close_below(&mut self, depth: usize) {
        while self.open.len() > depth + 1 {
            let Some(node) = self.open.pop() else { return };
            let target = self.close(node);
            self.done.truncate(node.first_step as usize);
            if let Some(parent) = self.open.last_mut() {
                let edge = (target as u64) << 8 | u64::from(parent.input);
                self.done.push(Done { edge, output: parent.keys });
                parent.keys += node.keys;
            }
        }
    }

    /// The address of a node with the content of `node`: an earlier one, or a new one.
    fn close(&mut self, node: Open) -> usize {
        let steps = &self.done[node.first_step as usize..];
        match steps {
            [] => FINAL_LEAF,
            [step] if !node.is_final => {
                let edge = step.edge;
                let row = (edge.wrapping_mul(HASH) >> self.shared.shift) as usize;
                let cells = self.shared.single[row];
                for (seen, address) in cells {
                    if seen == edge && address != 0 {
                        return address as usize;
                    }
                }
                let address = self.write_single(*step);
                self.shared.single[row] = [(edge, address as u32), cells[0]];
                address
            }
            _ => {
                let mut hash = u64::from(node.is_final);
                for step in steps {
                    hash = (hash.rotate_left(23) ^ step.edge).wrapping_mul(HASH);
                }
                let row = (hash >> self.shared.shift) as usize;
                let tag = hash as u32;
                let cells = self.shared.many[row];
                for (seen, address) in cells {
                    if seen == tag && address != 0 && self.same(address as usize, node) {
                        return address as usize;
                    }
                }
                let address = self.write_many(node);
                self.shared.many[row] = [(tag, address as u32), cells[0]];
                address
            }
        }
    }

    /// Whether the finished node at `address` has the content of `node`.
    fn same(&self, address: usize, node: Open) -> bool {
        let steps = &self.done[node.first_step as usize..];
        Node::read(&self.out, address).is_some_and(|seen| {
            seen.is_final == node.is_final
                && usize::from(seen.len) == steps.len()
                && steps.iter().enumerate().all(|(index, step)| {
                    seen.edge(&self.out, index) == Some((step.edge as u8, step.target()))
                })
        })
    }

    /// Appends the lowest `size` bytes of `value`. Eight are written and the rest taken back, which
    /// is faster than a copy of a length that the compiler does not know.
    #[inline]
    fn put(&mut self, value: u64, size: usize) {
        let end = self.out.len() + size;
        self.out.extend_from_slice(&value.to_le_bytes());
        self.out.truncate(end);
    }

    fn write_single(&mut self, step: Done) -> usize {
        let start = self.out.len();
        let input = step.edge & 0xFF;
        if step.target() == self.last_address {
            self.put(0b1100_0000 << 8 | input, 2);
        } else {
            // A distance has at most four bytes, so that all fits into one word.
            let distance = distance(start, step.target());
            let size = packed_size(distance);
            let tail = 0b1000_0000 << 16 | input << 8 | (size as u64) << 4;
            self.put(tail << (8 * size) | distance, size + 3);
        }
        self.last_address = self.out.len() - 1;
        self.last_address
    }

    fn write_many(&mut self, node: Open) -> usize {
        let start = self.out.len();
        let first = node.first_step as usize;
        let count = self.done.len() - first;
        let far = self.done[first..].iter().map(|step| distance(start, step.target())).max();
        let target_size = far.map_or(0, packed_size);
        // Outputs grow with the input byte, so the last one is the largest.
        let output_size = match self.done[first..].last().map_or(0, |step| step.output) {
            0 => 0,
            output => packed_size(u64::from(output)),
        };
        if output_size > 0 {
            if node.is_final {
                self.put(0, output_size);
            }
            for index in (first..first + count).rev() {
                self.put(u64::from(self.done[index].output), output_size);
            }
        }
        for index in (first..first + count).rev() {
            self.put(distance(start, self.done[index].target()), target_size);
        }
        for index in (first..first + count).rev() {
            self.out.push(self.done[index].edge as u8);
        }
        if count > INDEX_ABOVE {
            let mut index = [255_u8; 256];
            for (place, step) in self.done[first..].iter().enumerate() {
                index[usize::from(step.edge as u8)] = place as u8;
            }
            self.out.extend_from_slice(&index);
        }
        self.out.push((target_size << 4 | output_size) as u8);
        let short = if (1..64).contains(&count) { count as u8 } else { 0 };
        if short == 0 {
            self.out.push(if count == 256 { 1 } else { count as u8 });
        }
        self.out.push(u8::from(node.is_final) << 6 | short);
        self.last_address = self.out.len() - 1;
        self.last_address
    }
}

/// How a target is written in a node that starts at `start`.
#[inline]
fn distance(start: usize, target: usize) -> u64 {
    if target == FINAL_LEAF { 0 } else { (start - target) as u64 }
}

/// Bytes that hold `value`, at least one.
#[inline]
fn packed_size(value: u64) -> usize {
    (u64::BITS - (value | 1).leading_zeros()).div_ceil(8) as usize
}

#[inline]
fn common_prefix(one: &[u8], other: &[u8]) -> usize {
    let (chunks, _) = one.as_chunks::<8>();
    let (others, _) = other.as_chunks::<8>();
    let mut at = 0;
    for (chunk, other) in chunks.iter().zip(others) {
        let differs = u64::from_le_bytes(*chunk) ^ u64::from_le_bytes(*other);
        if differs != 0 {
            return at + (differs.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at + one[at..].iter().zip(&other[at..]).take_while(|(one, other)| one == other).count()
}
