//! `sign`: the case as it is now, signed.

use std::process::ExitCode;

use onrecord_ledger::Case;

use crate::arguments::{Every, Sign};
use crate::clock;
use crate::evidence;
use crate::failure::note;
use crate::settings::Settings;

pub fn run(every: &Every, options: &Sign) -> anyhow::Result<ExitCode> {
    let at = clock::now();
    let file = options
        .key
        .clone()
        .map_or_else(|| Ok(Settings::read()?.key_file()), anyhow::Ok)?;
    let key = evidence::signing_key(&file)?;
    let mut case = Case::open(&every.case, &at)?;
    let head = case.take_head(&at)?;
    let new = case.sign(&head, &key, &at)?;
    if !every.quiet {
        let what = if new { "signed" } else { "was signed before" };
        note(&format!(
            "{} {what}: {} links, root {}, by key {}",
            every.case.display(),
            head.head.size,
            head.head.root,
            key.public().fingerprint()
        ));
    }
    Ok(ExitCode::SUCCESS)
}
