//! Everything a change must pass, cheapest first; ends with cargo's own test results.

use anyhow::{Result, bail};

use crate::command::{cargo, onrecord, step};
use crate::{licences, requirements};

/// Runs format, lints, licences, the installation of the pipelines, and all tests.
///
/// # Errors
/// At the first step that fails.
pub fn run(arguments: &[String]) -> Result<()> {
    let mut install = std::env::var_os("CI").is_some();
    for argument in arguments {
        match argument.as_str() {
            "--install-tools" => install = true,
            other => bail!("`cargo xtask test` does not know \"{other}\"; it takes --install-tools"),
        }
    }
    requirements::rust()?;
    requirements::python()?;
    requirements::archive_tools()?;
    step("format", cargo().args(["fmt", "--all", "--check"]))?;
    step(
        "lints",
        cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    )?;
    licences::check(install)?;
    for pipeline in ["sm", "md"] {
        step(
            "language pipeline",
            onrecord(false).args(["model", "install", pipeline]),
        )?;
    }
    step("tests", cargo().args(["test", "--workspace"]))
}
