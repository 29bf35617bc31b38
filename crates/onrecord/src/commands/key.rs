//! `key`: the key that signs, made and shown.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use onrecord_preserve::SigningKey;

use crate::arguments::{Key, KeyAction};
use crate::evidence;
use crate::failure::Misuse;
use crate::output::Output;
use crate::settings::Settings;

pub fn run(options: &Key) -> anyhow::Result<ExitCode> {
    let settings = Settings::read()?;
    match &options.action {
        KeyAction::New { file } => new(&file.clone().unwrap_or_else(|| settings.key_file())),
        KeyAction::Show { file, json } => show(&file.clone().unwrap_or_else(|| settings.key_file()), *json),
    }
}

/// `key.pem` has its public half in `key.pub.pem`.
fn public_file(file: &Path) -> PathBuf {
    file.with_extension("pub.pem")
}

fn new(file: &Path) -> anyhow::Result<ExitCode> {
    if file.exists() {
        return Err(Misuse {
            cause: format!("{} is there already", file.display()),
            remedy: "a key is never overwritten; give another with --file".to_owned(),
        }
        .into());
    }
    let key = SigningKey::from_seed(evidence::random()?)?;
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let mut new = OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    let told = || format!("{} cannot be written", file.display());
    let mut written = new.open(file).with_context(told)?;
    written.write_all(key.to_pem().as_bytes()).with_context(told)?;
    written.sync_all().with_context(told)?;
    let public = public_file(file);
    fs::write(&public, key.public().to_pem()).with_context(|| format!("{} cannot be written", public.display()))?;
    let mut output = Output::new();
    output.line(&format!(
        "private key  {}  (yours alone: keep a copy where nobody finds it)",
        file.display()
    ))?;
    output.line(&format!("public key   {}  (publish it)", public.display()))?;
    output.line(&format!("fingerprint  {}", key.public().fingerprint()))?;
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn show(file: &Path, json: bool) -> anyhow::Result<ExitCode> {
    if !file.exists() {
        return Err(Misuse {
            cause: format!("{}: there is no key", file.display()),
            remedy: "make one with `onrecord key new`".to_owned(),
        }
        .into());
    }
    let key = evidence::signing_key(file)?.public();
    let mut output = Output::new();
    if json {
        let shown = serde_json::json!({ "fingerprint": key.fingerprint(), "key": key.0, "pem": key.to_pem() });
        output.json(&shown)?;
    } else {
        output.text(&key.to_pem())?;
        output.line(&format!("fingerprint {}", key.fingerprint()))?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
