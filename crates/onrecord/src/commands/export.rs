//! `export`: the captures as a web archive, and the proofs as files that other tools check; other formats are in `formats`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use onrecord_ledger::{Case, ExchangeKept};
use onrecord_preserve::digest::from_hexadecimal;
use onrecord_preserve::{wacz, warc};

use crate::arguments::{Every, Export, Exported};
use crate::clock;
use crate::failure::{Misuse, note};

const SOFTWARE: &str = concat!("onrecord ", env!("CARGO_PKG_VERSION"));

pub fn run(every: &Every, options: &Export) -> anyhow::Result<ExitCode> {
    let case = || Case::open(&every.case, &clock::now());
    match &options.what {
        Exported::Wacz { file } => wacz(every, &case()?, file),
        Exported::Warc { file } => warc(every, &case()?, file),
        Exported::Evidence { folder } => evidence(every, &case()?, folder),
        Exported::Formatted(format) => super::formats::run(every, format),
    }
}

/// Writes to a file beside it and moves that there when it is whole.
pub(super) fn written(file: &Path, write: impl FnOnce(File) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let beside = file.with_file_name(format!(
        ".{}.part",
        file.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    ));
    let told = || format!("{} cannot be written", file.display());
    let done = File::create(&beside).with_context(told).and_then(write);
    if let Err(cause) = done {
        let _ = fs::remove_file(&beside);
        return Err(cause.context(told()));
    }
    fs::rename(&beside, file).with_context(told)
}

fn wacz(every: &Every, case: &Case, file: &Path) -> anyhow::Result<ExitCode> {
    let titles = titles(case)?;
    let mut count = 0;
    written(file, |to| {
        let name = every
            .case
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        // The same case gives the same bytes: it was made when the last thing was added.
        let at = case.last_added()?;
        let mut composer = wacz::Composer::new(BufWriter::new(to), &name, SOFTWARE, &at)?;
        case.each_exchange(|kept| {
            count += 1;
            let title = kept.capture.as_ref().and_then(|capture| titles.get(capture));
            let notes = notes(&kept);
            composer.exchange(&kept.exchange, &named(&notes), title.map(String::as_str))?;
            anyhow::Ok(())
        })?;
        case.each_capture_without_exchange(|capture| {
            count += 1;
            let title = titles.get(&capture.sha256).map(String::as_str).unwrap_or_default();
            let url = address_of(&capture.location, &capture.sha256);
            composer.resource(&url, &capture.at, &capture.media_type, &capture.bytes, Some(title))?;
            anyhow::Ok(())
        })?;
        let proofs = proofs(case)?;
        let further: Vec<(String, Vec<u8>)> = proofs
            .into_iter()
            .map(|(name, bytes)| (format!("evidence/{name}"), bytes))
            .collect();
        let further: Vec<(&str, &[u8])> = further
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        composer.finish(&further)?.flush()?;
        Ok(())
    })?;
    told(every, file, count);
    Ok(ExitCode::SUCCESS)
}

fn warc(every: &Every, case: &Case, file: &Path) -> anyhow::Result<ExitCode> {
    let mut count = 0;
    written(file, |to| {
        let mut writer = warc::Writer::new(BufWriter::new(to), SOFTWARE, &case.last_added()?)?;
        case.each_exchange(|kept| {
            count += 1;
            let notes = notes(&kept);
            writer.exchange(&kept.exchange, &named(&notes))?;
            anyhow::Ok(())
        })?;
        case.each_capture_without_exchange(|capture| {
            count += 1;
            let url = address_of(&capture.location, &capture.sha256);
            writer.resource(&url, &capture.at, &capture.media_type, &capture.bytes)?;
            anyhow::Ok(())
        })?;
        writer.finish()?;
        Ok(())
    })?;
    told(every, file, count);
    Ok(ExitCode::SUCCESS)
}

fn evidence(every: &Every, case: &Case, folder: &Path) -> anyhow::Result<ExitCode> {
    let proofs = proofs(case)?;
    if proofs.is_empty() {
        return Err(Misuse {
            cause: "no tree head was taken of this case".to_owned(),
            remedy: "sign it with `onrecord sign`, or ask for a timestamp with `onrecord stamp`".to_owned(),
        }
        .into());
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for (name, bytes) in &proofs {
        let file = folder.join(name);
        fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    told(every, folder, proofs.len());
    Ok(ExitCode::SUCCESS)
}

fn told(every: &Every, to: &Path, count: usize) {
    if !every.quiet {
        note(&format!("wrote {}: {count} entries", to.display()));
    }
}

/// The newest head's text, each signature (as bytes) with its public key, and the timestamp.
pub(super) fn proofs(case: &Case) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let Some(newest) = case.newest_head()? else {
        return Ok(Vec::new());
    };
    let mut files = vec![("head.txt".to_owned(), newest.head.text().into_bytes())];
    for (number, (key, signature)) in newest.signatures.iter().enumerate() {
        let number = if number == 0 {
            String::new()
        } else {
            format!("-{}", number + 1)
        };
        files.push((
            format!("head{number}.sig"),
            from_hexadecimal(signature).unwrap_or_default(),
        ));
        files.push((format!("key{number}.pub.pem"), key.to_pem().into_bytes()));
    }
    files.extend(newest.stamp.map(|stamp| ("head.tsr".to_owned(), stamp)));
    Ok(files)
}

/// Titles by capture.
fn titles(case: &Case) -> anyhow::Result<BTreeMap<String, String>> {
    let records = case.records()?;
    let titled = records.into_iter().map(|record| {
        let title = record.document.title.map(|title| title.value.trim().to_owned());
        (record.document.capture.sha256, title.unwrap_or_default())
    });
    Ok(titled.collect())
}

/// What the archive says of an exchange beside it.
fn notes(kept: &ExchangeKept) -> Vec<(&'static str, String)> {
    let capture = kept
        .capture
        .as_ref()
        .map(|capture| ("onrecord-capture-sha256", capture.clone()));
    let number = ("onrecord-exchange", kept.number.to_string());
    capture.into_iter().chain([number]).collect()
}

fn named<'a>(notes: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    notes.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// An address for a capture that came by no protocol: its own where it has one, else one of its file, else one of its digest.
fn address_of(location: &str, sha256: &str) -> String {
    if location.contains("://") {
        return location.to_owned();
    }
    let path = Path::new("/").join(location);
    url::Url::from_file_path(&path).map_or_else(|()| format!("urn:sha256:{sha256}"), |url| url.to_string())
}
