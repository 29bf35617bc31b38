//! Licences, bans, sources and security advisories of every dependency, checked with cargo-deny as `deny.toml` says.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{self, cargo, step};

/// Checks with cargo-deny; without it, installs it when asked to, or says that the check was left out.
///
/// The advisory database comes from the network: where it cannot be reached the rest is checked all the same, and that is said.
///
/// # Errors
/// When a dependency breaks `deny.toml`, or cargo-deny was asked for and cannot be installed.
pub fn check(install: bool) -> Result<()> {
    let deny = match found() {
        Some(deny) => deny,
        None if install => {
            let folder = tools();
            step(
                "install cargo-deny",
                cargo()
                    .args(["install", "--locked", "--root"])
                    .arg(&folder)
                    .arg("cargo-deny"),
            )?;
            folder.join("bin").join(program())
        }
        None => {
            eprintln!(
                "\n── licences: NOT checked, for cargo-deny is not installed (`cargo xtask test --install-tools` installs it; it takes minutes, once)"
            );
            return Ok(());
        }
    };
    step("licences", run(&deny).args(["check", "licenses", "bans", "sources"]))?;
    advisories(&deny)
}

fn advisories(deny: &PathBuf) -> Result<()> {
    eprintln!("\n── advisories: cargo-deny check advisories");
    let output = run(deny)
        .args(["check", "advisories"])
        .output()
        .context("could not start cargo-deny")?;
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    if output.status.success() {
        eprint!("{said}");
        return Ok(());
    }
    if unreachable(&said) {
        eprintln!(
            "advisories NOT checked: the advisory database could not be fetched. cargo-deny said:\n{}",
            said.trim()
        );
        return Ok(());
    }
    eprint!("{said}");
    anyhow::bail!("advisories failed: a dependency has a known fault (see above)")
}

/// Whether cargo-deny failed because it could not get the database, and not because of what is in it.
fn unreachable(said: &str) -> bool {
    let said = said.to_lowercase();
    said.contains("advisory database") && (said.contains("fetch") || said.contains("clone"))
}

fn run(deny: &PathBuf) -> Command {
    let mut command = Command::new(deny);
    command.current_dir(command::root());
    command
}

fn found() -> Option<PathBuf> {
    [tools().join("bin").join(program()), PathBuf::from(program())]
        .into_iter()
        .find(|path| command::answer(Command::new(path).arg("--version")).is_some())
}

fn program() -> &'static str {
    if cfg!(windows) { "cargo-deny.exe" } else { "cargo-deny" }
}

/// Outside of the target folder, so that `cargo clean` does not cost the tool.
fn tools() -> PathBuf {
    let home = |name| std::env::var_os(name).map(PathBuf::from);
    home("XDG_CACHE_HOME")
        .or_else(|| home("LOCALAPPDATA"))
        .or_else(|| home("HOME").map(|home| home.join(".cache")))
        .unwrap_or_else(std::env::temp_dir)
        .join("onrecord")
        .join("tools")
}

#[cfg(test)]
mod tests {
    use super::unreachable;

    #[test]
    fn a_database_out_of_reach_is_told_from_a_finding() {
        assert!(unreachable(
            "[ERROR] failed to fetch advisory database https://github.com/rustsec/advisory-db"
        ));
        assert!(!unreachable(
            "error[vulnerability]: Panic in a parser\n  advisory: https://rustsec.org/advisories/RUSTSEC-2020-0001"
        ));
    }
}
