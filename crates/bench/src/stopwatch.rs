//! How long something takes: wall time and the processor time of one thread.

use std::time::{Duration, Instant};

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time {
    /// By the clock on the wall.
    pub wall: Duration,
    /// Of this thread on a processor; wall time where the system does not tell it.
    pub cpu: Duration,
}

/// The run that took the least of the processor.
pub(crate) fn quickest(times: &[Time]) -> Option<Time> {
    times.iter().copied().min_by_key(|time| time.cpu)
}

/// What `work` gives, and how long it took on this thread.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Time) {
    let (wall, cpu) = (Instant::now(), thread_time());
    let given = work();
    let wall = wall.elapsed();
    let cpu = thread_time()
        .zip(cpu)
        .map_or(wall, |(after, before)| after.saturating_sub(before));
    (given, Time { wall, cpu })
}

/// The processor time of this thread (Linux).
fn thread_time() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(status.split_whitespace().next()?.parse().ok()?))
}
