//! `add` and `watch`, killed at many random moments.

use anyhow::{Context, Result};

use crate::command::{cargo, step};

/// Runs the test that does it so many times.
///
/// # Errors
/// When the number is none, or a kill left a case that does not hold.
pub fn run(arguments: &[String]) -> Result<()> {
    let count = arguments.first().map_or("500", String::as_str);
    count
        .parse::<u64>()
        .with_context(|| format!("{count} is no number of kills"))?;
    step(
        "kills",
        cargo()
            .args([
                "test",
                "--release",
                "--package",
                "onrecord",
                "--test",
                "killed",
                "--",
                "--nocapture",
            ])
            .env("ONRECORD_KILLS", count),
    )
}
