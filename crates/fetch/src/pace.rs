//! How long to wait before a host is asked again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// When each host may be asked next.
#[derive(Debug, Default)]
pub(crate) struct Pace(Mutex<BTreeMap<String, Instant>>);

impl Pace {
    /// Waits until it is this request's turn at the host; the next one's comes `interval` later.
    pub(crate) fn wait(&self, host: &str, interval: Duration) {
        let now = Instant::now();
        let turn = {
            let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let turn = next.get(host).copied().unwrap_or(now).max(now);
            next.insert(host.to_owned(), turn + interval);
            turn
        };
        thread::sleep(turn.saturating_duration_since(now));
    }
}
