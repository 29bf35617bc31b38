//! Runs other programs in the repository root, shows what is run, and says plainly what failed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The root of the checkout, known from where this crate was built.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The cargo that runs this chore, so that a chosen toolchain stays chosen.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// `cargo run` of the `onrecord` command line; the program's own arguments are to be added.
pub fn onrecord(release: bool) -> Command {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "onrecord"]);
    if release {
        command.arg("--release");
    }
    command.arg("--");
    command
}

/// Prints the step and runs it with this terminal's input and output.
///
/// # Errors
/// When the program cannot be started or ends with another status than 0.
pub fn step(title: &str, command: &mut Command) -> Result<()> {
    eprintln!("\n── {title}: {}", shown(command));
    let status = command
        .status()
        .with_context(|| format!("could not start {}", shown(command)))?;
    if !status.success() {
        bail!("{title} failed: {} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs quietly and gives standard output; standard error goes to this terminal.
///
/// # Errors
/// When the program cannot be started, ends with another status than 0, or writes no UTF-8.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {}", shown(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}", shown(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} wrote something that is no UTF-8", shown(command)))
}

/// Whether a program answers at all, and what: both of its outputs, or `None` when it is missing or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| {
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        text
    })
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or_else(|| OsStr::new("?"))
        .to_string_lossy()
        .into_owned();
    let mut line = program;
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
