//! How often somebody may try to sign in: few times in a row for a name, more for an address, then longer and longer waits.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Failures of a name that cost nothing.
const FREE_OF_NAME: u32 = 5;
/// Failures from an address that cost nothing: many people can share one.
const FREE_OF_ADDRESS: u32 = 20;
/// The longest wait, in seconds.
const LONGEST: i64 = 15 * 60;
/// Failures are forgotten after so many seconds.
const MEMORY: i64 = 60 * 60;
/// Names and addresses that are remembered at once; beyond, the oldest are forgotten.
const MOST: usize = 20_000;

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: i64,
}

/// Failures to sign in that count.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<HashMap<String, Failures>>);

fn keys(name: &str, address: &str) -> [(String, u32); 2] {
    let name: String = name.chars().take(100).collect();
    [
        (format!("name {}", name.to_lowercase()), FREE_OF_NAME),
        (format!("address {address}"), FREE_OF_ADDRESS),
    ]
}

impl Tries {
    /// How many seconds to wait before the next try; none where one may try.
    pub(crate) fn wait(&self, name: &str, address: &str, now: i64) -> Option<u64> {
        let tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = |(key, free): &(String, u32)| {
            let failures = tries.get(key).filter(|failures| now - failures.last < MEMORY)?;
            let beyond = failures.count.checked_sub(*free)?;
            let pause = (1_i64 << beyond.min(20)).saturating_mul(5).min(LONGEST);
            u64::try_from(failures.last + pause - now).ok().filter(|wait| *wait > 0)
        };
        keys(name, address).iter().filter_map(wait).max()
    }

    pub(crate) fn failed(&self, name: &str, address: &str, now: i64) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() > MOST {
            tries.retain(|_, failures| now - failures.last < LONGEST);
            if tries.len() > MOST {
                tries.clear();
            }
        }
        for (key, _) in keys(name, address) {
            let failures = tries.entry(key).or_insert(Failures { count: 0, last: now });
            let is_old = now - failures.last >= MEMORY;
            failures.count = if is_old { 1 } else { failures.count.saturating_add(1) };
            failures.last = now;
        }
    }

    /// Whoever signed in begins again; the address does not, so that one account is no way to try others.
    pub(crate) fn succeeded(&self, name: &str, address: &str) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [(name, _), _] = keys(name, address);
        tries.remove(&name);
    }
}

#[cfg(test)]
mod tests {
    use super::Tries;

    #[test]
    fn a_name_waits_longer_after_each_failure_beyond_the_fifth_whatever_address_it_comes_from() {
        let tries = Tries::default();
        for number in 0..5 {
            assert_eq!(tries.wait("Ada", "10.0.0.1", 100), None);
            tries.failed("Ada", &format!("10.0.0.{number}"), 100);
        }
        assert_eq!(tries.wait("ada", "10.0.0.9", 100), Some(5));
        tries.failed("ada", "10.0.0.9", 105);
        assert_eq!(tries.wait("ada", "10.0.0.9", 105), Some(10));
        assert_eq!(tries.wait("ada", "10.0.0.9", 115), None);
        assert_eq!(tries.wait("Bea", "10.0.0.9", 105), None);
    }

    #[test]
    fn an_address_that_tries_many_names_waits_and_signing_in_does_not_free_it() {
        let tries = Tries::default();
        for number in 0..20 {
            tries.failed(&format!("user {number}"), "10.0.0.1", 100);
        }
        assert_eq!(tries.wait("another", "10.0.0.1", 100), Some(5));
        tries.succeeded("another", "10.0.0.1");
        assert_eq!(tries.wait("another", "10.0.0.1", 100), Some(5));
        assert_eq!(tries.wait("another", "10.0.0.2", 100), None);
        assert_eq!(tries.wait("another", "10.0.0.1", 100 + 3600), None);
    }
}
