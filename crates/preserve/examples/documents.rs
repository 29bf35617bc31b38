//! Lists what a WARC file has for documents, and how long it took to read: `cargo run --release --package onrecord-preserve --example documents FILE`.

use std::fs::File;
use std::io::BufReader;
use std::time::Instant;

use onrecord_preserve::warc::Reader;
use onrecord_preserve::{Documents, Found};

const LIMIT: usize = 16 << 20;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let begun = Instant::now();
        let (mut documents, mut bytes, mut failed) = (0_u64, 0_u64, 0_u64);
        for found in Documents::new(Reader::new(BufReader::new(File::open(&path)?), LIMIT)?, LIMIT) {
            match found {
                Found::Document(document) => {
                    documents += 1;
                    bytes += document.bytes.len() as u64;
                }
                Found::Body { url, cause } => {
                    failed += 1;
                    eprintln!("{path}: {url}: {cause}");
                }
                Found::Damage(damage) => {
                    failed += 1;
                    eprintln!("{path}: {damage}");
                }
            }
        }
        println!(
            "{path}: {documents} documents of {bytes} bytes, {failed} failed, in {:.2} s",
            begun.elapsed().as_secs_f64()
        );
    }
    Ok(())
}
