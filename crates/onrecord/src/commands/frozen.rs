//! `export frozen`: the case at one moment, signed, with its brief, its proofs and the digest of every file, to be handed on.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use onrecord_brief::{Depth, compose, html, text};
use onrecord_ledger::Case;
use onrecord_preserve::digest::from_hexadecimal;
use serde::Serialize;

use super::export::proofs;
use super::formats::{Part, Told, case_name, part, tell};
use crate::arguments::{Every, Known};
use crate::clock;
use crate::evidence;
use crate::failure::Misuse;
use crate::settings::Settings;
use crate::weighed::Weighed;

/// What the folder holds: signed where there is a key.
#[derive(Serialize)]
struct Manifest<'a> {
    case: &'a str,
    software: &'static str,
    /// When the last thing was added.
    at: String,
    documents: u64,
    links: u64,
    root: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    files: &'a [Part],
}

pub fn run(every: &Every, folder: &Path, key: Option<&Path>, json: bool) -> anyhow::Result<ExitCode> {
    if fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()) {
        return Err(Misuse {
            cause: format!(
                "{} is not empty, and what is frozen is never replaced",
                folder.display()
            ),
            remedy: "name a folder that is not there yet".to_owned(),
        }
        .into());
    }
    let at = clock::now();
    let mut case = Case::open(&every.case, &at)?;
    let file = key.map_or_else(|| Ok(Settings::read()?.key_file()), |key| anyhow::Ok(key.to_owned()))?;
    let signing = (key.is_some() || file.is_file())
        .then(|| evidence::signing_key(&file))
        .transpose()?;
    let head = case.take_head(&at)?;
    if let Some(signing) = &signing {
        case.sign(&head, signing, &at)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let name = case_name(&every.case);
    let frozen = format!("{name}.case");
    let copy = folder.join(&frozen);
    case.copy_to(&copy)?;
    read_only(&copy)?;
    // Everything else is made of the copy, which nobody changes any more.
    let copied = Case::open(&copy, &at)?;
    let found = copied.verify(None)?;
    if !found.holds() {
        bail!("the case does not hold, and was not frozen: see `onrecord verify`");
    }
    let mut files = vec![digest_of(folder, &frozen)?];
    let weighed = Weighed::of(
        &Every {
            case: copy,
            model: every.model.clone(),
            quiet: true,
        },
        &Known::default(),
    )?;
    let brief = compose(&weighed.standing, &weighed.records, &weighed.decisions);
    files.push(part(folder, "brief.html", html(&brief, Depth::Full).as_bytes())?);
    files.push(part(folder, "brief.txt", text(&brief, Depth::Full).as_bytes())?);
    for (name, bytes) in proofs(&copied)? {
        files.push(part(folder, &name, &bytes)?);
    }
    let manifest = serde_json::to_vec_pretty(&Manifest {
        case: &name,
        software: concat!("onrecord ", env!("CARGO_PKG_VERSION")),
        at: copied.last_added()?,
        documents: copied.count()?,
        links: head.head.size,
        root: head.head.root.clone(),
        key: signing.as_ref().map(|key| key.public().fingerprint()),
        files: &files,
    })?;
    files.push(part(folder, "manifest.json", &manifest)?);
    if let Some(signing) = &signing {
        let signature = from_hexadecimal(&signing.sign(&manifest)).unwrap_or_default();
        files.push(part(folder, "manifest.sig", &signature)?);
    }
    let sums: String = files
        .iter()
        .map(|part| format!("{}  {}\n", part.sha256, part.path))
        .collect();
    files.push(part(folder, "SHA256SUMS", sums.as_bytes())?);
    for part in &files {
        read_only(&folder.join(&part.path))?;
    }
    let told = Told {
        format: "frozen",
        folder: folder.to_owned(),
        entries: usize::try_from(copied.count()?).unwrap_or_default(),
        files,
        left_out: std::collections::BTreeMap::new(),
    };
    tell(every, &told, json)?;
    Ok(ExitCode::SUCCESS)
}

fn read_only(file: &Path) -> anyhow::Result<()> {
    let told = || format!("{} cannot be made read-only", file.display());
    let mut permissions = fs::metadata(file).with_context(told)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(file, permissions).with_context(told)
}

fn digest_of(folder: &Path, name: &str) -> anyhow::Result<Part> {
    let file = folder.join(name);
    let told = || format!("{} cannot be read", file.display());
    let mut from = fs::File::open(&file).with_context(told)?;
    let mut to = onrecord_export::Digesting::new(std::io::sink());
    std::io::copy(&mut from, &mut to).with_context(told)?;
    let (_, bytes, sha256) = to.done();
    Ok(Part {
        path: name.to_owned(),
        bytes,
        sha256,
    })
}
