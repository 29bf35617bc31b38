//! The archive formats' own tools, out of the Python registry, in an environment of their own that is made once.
#![allow(dead_code, reason = "each test file uses a part")]

pub mod authority;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is installed, at which versions.
const PACKAGES: [&str; 2] = ["warcio==1.8.1", "wacz==0.6.0"];

/// The folder with `warcio` and `wacz` in it; they are installed when missing.
pub fn archive_tools() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive-tools");
    // Test programs run side by side, and one of them installs.
    fs::create_dir_all(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let lock = File::create(folder.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    let bin = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let done = folder.join("installed");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == PACKAGES.join(" ")) {
        return bin;
    }
    let python = if cfg!(windows) { "python" } else { "python3" };
    succeeds(Command::new(python).args(["-m", "venv"]).arg(&folder));
    succeeds(
        Command::new(bin.join("pip"))
            .args(["install", "--quiet"])
            .args(PACKAGES),
    );
    fs::write(done, PACKAGES.join(" ")).unwrap();
    bin
}

/// What a command prints, both outputs; it must end well.
pub fn succeeds(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|cause| panic!("{command:?}: {cause}"));
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "{command:?}\n{text}");
    text
}

/// The folder for a fuzz target's seeds, where the environment asks for them.
pub fn seeds(target: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ONRECORD_SEEDS")?;
    // The tests run in the crate's folder, and the name is one from the repository's.
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = repository.join(folder).join(target);
    fs::create_dir_all(&folder).unwrap();
    Some(folder)
}
