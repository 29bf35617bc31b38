//! Tests of the pages: their types, their parts, their packages' licences, and the real pages in a real browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{answer, cargo, output, step};
use crate::pages;

/// Where Chromium or Chrome is looked for; `ONRECORD_CHROMIUM` names another.
const BROWSERS: [&str; 5] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// What needs no browser: types, parts, licences.
///
/// # Errors
/// At the first step that fails.
pub fn parts() -> Result<()> {
    pages::install()?;
    step("types of the pages", pages::npm()?.args(["run", "check"]))?;
    step("parts of the pages", pages::npm()?.args(["test"]))?;
    step("licences of the pages", pages::npm()?.args(["run", "licences"]))
}

/// Builds the program and drives its pages in a browser.
///
/// # Errors
/// When there is no browser and none can be installed, or a test fails.
pub fn run() -> Result<()> {
    let browser = browser()?;
    step("program", cargo().args(["build", "--package", "onrecord"]))?;
    let program = target()?
        .join("debug")
        .join(format!("onrecord{}", std::env::consts::EXE_SUFFIX));
    step(
        "pages in a browser",
        pages::npm()?
            .args(["run", "test:browser"])
            .env("ONRECORD_BINARY", program)
            .env("ONRECORD_CHROMIUM", browser),
    )
}

/// The browser to test with; on Debian and Ubuntu it is installed where one is allowed to.
fn browser() -> Result<PathBuf> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    let is_root = answer(Command::new("id").arg("-u")).is_some_and(|text| text.trim() == "0");
    if is_root && answer(Command::new("apt-get").arg("--version")).is_some() {
        step(
            "packages of the system",
            Command::new("apt-get").args(["--quiet", "update"]),
        )?;
        step(
            "browser",
            Command::new("apt-get")
                .args(["install", "--quiet", "--yes", "--no-install-recommends", "chromium"])
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )?;
    }
    installed().context(
        "no Chromium or Chrome found: the tests of the pages drive one (Debian, Ubuntu: `apt install chromium`; else install Chrome, or name a browser in ONRECORD_CHROMIUM)",
    )
}

fn installed() -> Option<PathBuf> {
    match std::env::var_os("ONRECORD_CHROMIUM") {
        Some(named) => Some(PathBuf::from(named)),
        None => BROWSERS
            .iter()
            .map(Path::new)
            .find(|path| path.exists())
            .map(Path::to_path_buf),
    }
}

/// Where cargo puts what it builds.
fn target() -> Result<PathBuf> {
    let text = output(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let told: serde_json::Value = serde_json::from_str(&text).context("cargo's metadata are no JSON")?;
    match told.get("target_directory").and_then(serde_json::Value::as_str) {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => bail!("cargo's metadata name no target folder"),
    }
}
