//! `verify`: whether a case still holds what was added to it.

use std::process::ExitCode;

use onrecord_ledger::{Case, Verification};

use crate::arguments::{Every, Verify};
use crate::clock;
use crate::output::Output;
use crate::table::hanging;

/// How many problems are printed; `--json` has them all.
const SHOWN: usize = 25;

pub fn run(every: &Every, options: &Verify) -> anyhow::Result<ExitCode> {
    let case = Case::open(&every.case, &clock::now())?;
    let found = case.verify(options.head.as_deref())?;
    let mut output = Output::new();
    if options.json {
        output.json(&found)?;
    } else {
        output.text(&lines(&found))?;
    }
    output.done()?;
    Ok(if found.holds() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn lines(found: &Verification) -> String {
    let verdict = if found.holds() { "holds" } else { "does NOT hold" };
    let mut out = format!("{} {verdict}\n", found.file.display());
    for (count, words) in [
        (found.captures, "captures have the digest they are named by"),
        (
            found.records,
            "records are as they were derived, and so are the tables made of them",
        ),
        (found.spans, "spans have their words where they say"),
        (found.decisions, "decisions are as they were taken down"),
        (found.links, "links of the log follow from one another"),
    ] {
        out.push_str(&format!("{count:>8}  {words}\n"));
    }
    if !found.holds() {
        out.push_str(&format!("\nAltered or missing ({}):\n", found.problems.len()));
    }
    for problem in found.problems.iter().take(SHOWN) {
        out.push_str(&hanging("  - ", &format!("{}: {}", problem.subject, problem.reason)));
    }
    if found.problems.len() > SHOWN {
        out.push_str(&format!(
            "  … and {} more; --json names all\n",
            found.problems.len() - SHOWN
        ));
    }
    if let Some(head) = &found.head {
        out.push_str(&format!("\nnewest link  {head}\n"));
    }
    out
}
