//! A progress bar on a terminal, and nothing where the output is piped or quiet is asked for.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over so many inputs. It is hidden unless standard error is a terminal.
pub fn bar(inputs: usize, quiet: bool) -> ProgressBar {
    if quiet || inputs < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(inputs as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {elapsed}, {eta} left") {
        bar.set_style(style);
    }
    bar
}
