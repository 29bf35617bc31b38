//! Standard output: data and nothing else.

use std::io::{self, BufWriter, StdoutLock, Write};

use serde::Serialize;

/// Standard output, buffered; to be flushed by [`Output::done`] so that a full disk is not passed over.
pub struct Output(BufWriter<StdoutLock<'static>>);

impl Output {
    pub fn new() -> Self {
        Self(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    pub fn text(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.0.write_all(text.as_bytes())?)
    }

    pub fn line(&mut self, line: &str) -> anyhow::Result<()> {
        self.text(line.trim_end())?;
        self.text("\n")
    }

    /// One JSON value, indented, and a newline.
    pub fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string_pretty(value)?;
        self.line(&json)
    }

    /// One JSON value on one line.
    pub fn json_line(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string(value)?;
        self.line(&json)
    }

    pub fn done(mut self) -> anyhow::Result<()> {
        Ok(self.0.flush()?)
    }
}
