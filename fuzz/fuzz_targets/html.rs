//! Any bytes as a page.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_fuzz::read_as;

fuzz_target!(|bytes: &[u8]| read_as(bytes, "text/html"));
