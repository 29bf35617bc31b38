//! Scores and speed runs, by the benchmark program built for release.

use anyhow::Result;

use crate::command::{cargo, step};

/// Hands its arguments to `onrecord-bench`; the first names the run.
///
/// # Errors
/// When the run fails.
pub fn run(arguments: &[String]) -> Result<()> {
    step(
        "bench",
        cargo()
            .args(["run", "--quiet", "--release", "--package", "onrecord-bench", "--"])
            .args(arguments),
    )
}
