//! Doubt whether connections in a pool are alive, after one was lost.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

/// Factor of the connections of a pool that are tested, since some may be taken out more than once.
const TIMES: u32 = 4;

/// Number of connections that are tested before they are used.
///
/// A server that restarts ends all of them at once, and only the first write finds out.
#[derive(Debug)]
pub(in crate::store) struct Doubt {
    left: AtomicU32,
    tests: u32,
}

impl Doubt {
    /// Creates no doubt about pools with so many connections.
    pub fn new(connections: u32) -> Self {
        Self { left: AtomicU32::new(0), tests: connections.saturating_mul(TIMES) }
    }

    /// Notes that a connection was lost.
    pub fn rise(&self) {
        self.left.store(self.tests, SeqCst);
    }

    /// Returns whether the next connection is tested.
    pub fn tests(&self) -> bool {
        self.left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok()
    }
}
