//! What a machine needs before anything can be built or tested here, checked first and named plainly.

use std::process::Command;

use anyhow::{Result, bail};

use crate::command;

/// Rust at the version the workspace asks for, with its formatter and lints.
///
/// # Errors
/// Names what is missing and the command that puts it right.
pub fn rust() -> Result<()> {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let Some(text) = command::answer(Command::new(compiler).arg("--version")) else {
        bail!("no Rust compiler found: install Rust from https://rustup.rs");
    };
    let needed = (1, 95);
    match version(&text) {
        Some(found) if found >= needed => {}
        _ => bail!(
            "Rust {}.{} or newer is needed, and this is {}: run `rustup update stable`",
            needed.0,
            needed.1,
            text.trim()
        ),
    }
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if command::answer(command::cargo().args([subcommand, "--version"])).is_none() {
            bail!("`cargo {subcommand}` is missing: run `rustup component add {component}`");
        }
    }
    Ok(())
}

/// Python 3 with pip, which fetches the language pipelines.
///
/// # Errors
/// Names what is missing and what to install.
pub fn python() -> Result<()> {
    let Some(python) = ["python3", "python"].into_iter().find(|name| {
        command::answer(Command::new(name).arg("--version")).is_some_and(|text| text.starts_with("Python 3"))
    }) else {
        bail!(
            "no Python 3 found: it is needed once, to fetch the language pipelines with pip (Debian, Ubuntu: `apt install python3-pip`; Fedora: `dnf install python3-pip`; macOS, Windows: https://www.python.org/downloads)"
        );
    };
    if command::answer(Command::new(python).args(["-m", "pip", "--version"])).is_none() {
        bail!(
            "{python} has no pip, which fetches the language pipelines: run `{python} -m ensurepip --upgrade`, or install your system's python3-pip"
        );
    }
    Ok(())
}

/// What the tests of web archives and timestamps call: environments of Python, and OpenSSL.
///
/// # Errors
/// Names what is missing and what to install.
pub fn archive_tools() -> Result<()> {
    let has_environments = ["python3", "python"]
        .into_iter()
        .any(|python| command::answer(Command::new(python).args(["-c", "import venv, ensurepip"])).is_some());
    if !has_environments {
        bail!(
            "Python's venv is missing: the tests install the web archive tools with it (Debian, Ubuntu: `apt install python3-venv`)"
        );
    }
    if command::answer(Command::new("openssl").arg("version")).is_none() {
        bail!(
            "no openssl found: the tests check signatures and timestamps with it (Debian, Ubuntu: `apt install openssl`)"
        );
    }
    Ok(())
}

/// Major and minor number in the second word of a `--version` line.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split_whitespace().nth(1)?.split(['.', '-']);
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn reads_the_number_of_stable_and_nightly_compilers() {
        assert_eq!(version("rustc 1.95.0 (f2d3ce0bd 2026-03-21)"), Some((1, 95)));
        assert_eq!(version("rustc 1.97.0-nightly (abc 2026-05-01)"), Some((1, 97)));
        assert_eq!(version("rustc"), None);
    }

    #[test]
    fn an_older_compiler_sorts_before_a_newer_one() {
        assert!(version("rustc 1.9.0") < version("rustc 1.95.0"));
    }
}
