//! Everything a change must pass, cheapest first; ends with cargo's own test results.

use anyhow::{Result, bail};

use crate::command::{cargo, onrecord, step};
use crate::{browser, licences, pages, requirements};

/// Runs format, lints, licences, the installation of the pipelines, all tests, and those of the pages.
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
    pages::npm()?;
    step("format", cargo().args(["fmt", "--all", "--check"]))?;
    // Before anything is compiled: the program is built with them in it.
    pages::build()?;
    browser::parts()?;
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
    step("tests", cargo().args(["test", "--workspace"]))?;
    browser::run()
}
