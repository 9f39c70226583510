//! How much may be in memory between the one who reads and those who work.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Bytes that may be under way at once, between whoever reads batches and whoever works on them: a
/// number of batches bounds nothing, since a batch is as large as its largest record.
///
/// ```
/// use siyaq_reader::Room;
///
/// let room = Room::new(100);
/// let share = room.take(80);
/// // Another 80 bytes would wait here until the first are dropped.
/// drop(share);
/// let share = room.take(500);
/// # drop(share);
/// ```
#[derive(Clone, Debug)]
pub struct Room(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    most: u64,
    taken: Mutex<u64>,
    freed: Condvar,
}

/// A part of a [`Room`], which is free again when this is dropped.
#[derive(Debug)]
pub struct Share {
    room: Room,
    bytes: u64,
}

impl Room {
    /// Room for so many bytes.
    #[must_use]
    pub fn new(most: u64) -> Self {
        Self(Arc::new(Inner { most, taken: Mutex::new(0), freed: Condvar::new() }))
    }

    /// Room for the batches of so many threads: 64 MiB, or 8 MiB a thread where that is more. Many
    /// times the batches of small records.
    #[must_use]
    pub fn for_threads(threads: usize) -> Self {
        Self::new((64 << 20).max(threads as u64 * (8 << 20)))
    }

    /// Waits until there is room for so many bytes, or nothing else is under way: what is larger
    /// than the room goes alone.
    #[must_use]
    pub fn take(&self, bytes: u64) -> Share {
        let inner = &*self.0;
        let taken = inner.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut u64| *taken > 0 && taken.saturating_add(bytes) > inner.most;
        let taken = inner.freed.wait_while(taken, full);
        let mut taken = taken.unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_add(bytes);
        Share { room: self.clone(), bytes }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let inner = &*self.room.0;
        let mut taken = inner.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(self.bytes);
        inner.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn no_more_is_under_way_than_there_is_room() {
        let room = Room::new(10);
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        // One of them is larger than the room, and still has its turn.
        let sizes = [4, 7, 3, 25, 10, 1, 6, 5, 0, 9];
        std::thread::scope(|scope| {
            for bytes in sizes {
                let (room, now, most) = (&room, &now, &most);
                scope.spawn(move || {
                    let share = room.take(bytes);
                    let under_way = now.fetch_add(bytes, Ordering::SeqCst) + bytes;
                    if bytes <= 10 {
                        most.fetch_max(under_way, Ordering::SeqCst);
                    } else {
                        assert_eq!(under_way, bytes, "it goes alone");
                    }
                    std::thread::yield_now();
                    now.fetch_sub(bytes, Ordering::SeqCst);
                    drop(share);
                });
            }
        });
        assert!((1..=10).contains(&most.into_inner()));
        assert_eq!(*room.0.taken.lock().unwrap(), 0);
    }
}
