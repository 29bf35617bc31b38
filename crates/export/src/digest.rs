//! What is written, counted and hashed on the way.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// A writer that knows how many bytes went through it and their SHA-256.
#[derive(Debug)]
pub struct Digesting<W> {
    to: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Digesting<W> {
    /// Around another writer.
    pub fn new(to: W) -> Self {
        Self {
            to,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    /// The writer, how many bytes it was given, and their SHA-256 in hexadecimal.
    pub fn done(self) -> (W, u64, String) {
        let digest: Vec<String> = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        (self.to, self.bytes, digest.concat())
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
