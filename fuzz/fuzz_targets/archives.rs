//! Any bytes as an archive, and whatever lies in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_fuzz::open_all;

fuzz_target!(|bytes: &[u8]| open_all(bytes));
