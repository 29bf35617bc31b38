//! The pages of `web/`: fetches their packages and builds them into `web/dist`, which the server takes into the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::command::{answer, root, step};

/// Node.js that Vite needs: 20.19.
const NODE: (u32, u32) = (20, 19);
/// What the pages are built of. Tests and pictures of them change nothing in what is built.
const SOURCES: [&str; 7] = [
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "svelte.config.js",
    "src",
    "public",
];

/// Builds the pages when their sources changed.
///
/// # Errors
/// On arguments, when Node.js is missing, or a step fails.
pub fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => build(),
        [flag] if flag == "--force" => {
            forget("built")?;
            build()
        }
        _ => bail!("`cargo xtask pages` takes nothing, or --force"),
    }
}

/// Builds the pages when their sources changed since they were built last.
///
/// # Errors
/// When Node.js is missing or a step fails.
pub fn build() -> Result<()> {
    let sources = digest(&SOURCES.map(|name| folder().join(name)))?;
    if folder().join("dist").join("index.html").exists() && kept("built").as_deref() == Some(&sources) {
        eprintln!("\n── pages: web/dist is as its sources are");
        return Ok(());
    }
    install()?;
    step("pages", npm()?.args(["run", "build"]))?;
    keep("built", &sources)
}

/// Fetches the packages that the lock file names when it changed.
///
/// # Errors
/// When Node.js is missing or the packages cannot be fetched.
pub fn install() -> Result<()> {
    let lock = digest(&[folder().join("package-lock.json")])?;
    if folder().join("node_modules").exists() && kept("installed").as_deref() == Some(&lock) {
        return Ok(());
    }
    step("packages of the pages", npm()?.arg("ci"))?;
    keep("installed", &lock)
}

/// npm in the folder of the pages.
///
/// # Errors
/// Names what is missing and what to install.
pub fn npm() -> Result<Command> {
    let remedy = "install it from https://nodejs.org or with your system's packages";
    let Some(text) = answer(Command::new("node").arg("--version")) else {
        bail!(
            "no Node.js found: it builds the pages. {remedy}; version {}.{} or newer",
            NODE.0,
            NODE.1
        );
    };
    if version(&text).is_none_or(|found| found < NODE) {
        bail!(
            "Node.js {}.{} or newer is needed, and this is {}: {remedy}",
            NODE.0,
            NODE.1,
            text.trim()
        );
    }
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if answer(Command::new(program).arg("--version")).is_none() {
        bail!("Node.js has no npm here, which fetches the packages of the pages: {remedy}");
    }
    let mut command = Command::new(program);
    command.current_dir(folder());
    Ok(command)
}

/// Major and minor number of `v20.19.2`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Where the pages' sources lie.
pub fn folder() -> PathBuf {
    root().join("web")
}

/// A digest over the names and contents of files and folders, the same on any machine.
fn digest(paths: &[PathBuf]) -> Result<String> {
    let mut files = Vec::new();
    for path in paths {
        gather(path, &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let name = file
            .strip_prefix(folder())
            .unwrap_or(&file)
            .to_string_lossy()
            .into_owned();
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(Sha256::digest(&bytes));
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_path_buf());
    } else if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))? {
            gather(&entry?.path(), files)?;
        }
    }
    Ok(())
}

/// What a mark says of the state in which something was done last.
fn kept(mark: &str) -> Option<String> {
    fs::read_to_string(folder().join(format!(".{mark}"))).ok()
}

fn keep(mark: &str, state: &str) -> Result<()> {
    let path = folder().join(format!(".{mark}"));
    fs::write(&path, state).with_context(|| format!("cannot write {}", path.display()))
}

fn forget(mark: &str) -> Result<()> {
    let path = folder().join(format!(".{mark}"));
    if path.exists() {
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{digest, run, version};
    use std::fs;

    #[test]
    fn an_argument_it_does_not_know_is_refused() {
        assert!(run(&["--fast".to_owned()]).is_err());
    }

    #[test]
    fn versions_of_node_are_read_and_compared() {
        assert_eq!(version("v20.19.2\n"), Some((20, 19)));
        assert!(version("v20.9.0") < Some((20, 19)));
        assert_eq!(version("?"), None);
    }

    #[test]
    fn a_digest_changes_with_a_file_in_a_folder_and_with_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(folder.path().join("src/a.ts"), "one").unwrap();
        let before = digest(&[folder.path().to_path_buf()]).unwrap();
        assert_eq!(before, digest(&[folder.path().to_path_buf()]).unwrap());
        fs::write(folder.path().join("src/a.ts"), "two").unwrap();
        assert_ne!(before, digest(&[folder.path().to_path_buf()]).unwrap());
    }
}
