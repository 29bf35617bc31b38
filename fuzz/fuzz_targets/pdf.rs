//! Any bytes after a PDF's first.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_fuzz::read_as;

fuzz_target!(|bytes: &[u8]| {
    let mut whole = b"%PDF-1.4\n".to_vec();
    whole.extend(bytes.strip_prefix(whole.as_slice()).unwrap_or(bytes));
    read_as(&whole, "application/pdf");
});
