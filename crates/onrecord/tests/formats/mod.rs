//! The formats' own tools, out of the Python registry, in an environment of their own that is made once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

const REQUIREMENTS: &str = include_str!("requirements.txt");

/// The Python that has the tools; they are installed when missing.
fn python() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("format-tools");
    // Test programs run side by side, and one of them installs.
    fs::create_dir_all(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let lock = File::create(folder.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    let bin = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let done = folder.join("installed");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == REQUIREMENTS) {
        return bin.join("python");
    }
    let python = if cfg!(windows) { "python" } else { "python3" };
    succeeds(Command::new(python).args(["-m", "venv"]).arg(&folder));
    let list = folder.join("requirements.txt");
    fs::write(&list, REQUIREMENTS).unwrap();
    succeeds(
        Command::new(bin.join("pip"))
            .args(["install", "--quiet", "--no-deps", "-r"])
            .arg(&list),
    );
    fs::write(done, REQUIREMENTS).unwrap();
    bin.join("python")
}

/// Runs `check.py` over a folder with an export a format; gives what it printed: JSON.
pub fn check(exports: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/check.py");
    succeeds(Command::new(python()).arg(script).arg(exports))
}

/// What a command prints on its standard output; it must end well.
fn succeeds(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|cause| panic!("{command:?}: {cause}"));
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{command:?}\n{out}\n{err}");
    out.into_owned()
}
