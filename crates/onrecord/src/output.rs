//! Standard output: data and nothing else.

use std::borrow::Cow;
use std::io::{self, BufWriter, StdoutLock, Write};

use serde::Serialize;

/// Standard output, buffered; to be flushed by [`Output::done`] so that a full disk is not passed over.
pub struct Output(BufWriter<StdoutLock<'static>>);

impl Output {
    pub fn new() -> Self {
        Self(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    pub fn text(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.0.write_all(harmless(text).as_bytes())?)
    }

    pub fn line(&mut self, line: &str) -> anyhow::Result<()> {
        self.text(line.trim_end())?;
        self.text("\n")
    }

    /// One JSON value, indented, and a newline.
    pub fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string_pretty(value)?;
        Ok(writeln!(self.0, "{json}")?)
    }

    /// One JSON value on one line.
    pub fn json_line(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string(value)?;
        Ok(writeln!(self.0, "{json}")?)
    }

    pub fn done(mut self) -> anyhow::Result<()> {
        Ok(self.0.flush()?)
    }
}

/// Without the control characters by which a page's title or an archive's address could give orders to a terminal.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let is_order = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
    if text.contains(is_order) {
        Cow::Owned(text.replace(is_order, ""))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_text_gives_no_orders_to_a_terminal() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{9b}c\td\r\n\u{7}“Ні”"), "a[2Jbc\td\n“Ні”");
    }
}
