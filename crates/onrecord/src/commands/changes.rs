//! `changes`: what became of sources that were captured more than once.

use std::process::ExitCode;

use onrecord_document::Span;
use onrecord_ledger::{Case, Version};
use onrecord_weigh::{Changes, EntryChange, changes};
use serde::Serialize;

use crate::arguments::{Changed, Every};
use crate::clock;
use crate::failure::Misuse;
use crate::output::Output;
use crate::table::hanging;
use onrecord_extract::word;

/// Two captures of a source that followed one another.
#[derive(Debug, Serialize)]
pub struct Step {
    /// Where it was captured.
    pub source: String,
    /// When the earlier capture was made (RFC 3339, UTC).
    pub from: String,
    /// When the later one was.
    pub to: String,
    /// What is otherwise.
    pub changes: Changes,
}

pub fn run(every: &Every, options: &Changed) -> anyhow::Result<ExitCode> {
    let case = Case::open(&every.case, &clock::now())?;
    let steps = steps(&case, options.source.as_deref())?;
    let mut output = Output::new();
    if options.json {
        output.json(&steps)?;
    } else if steps.is_empty() {
        output.line("No source of this case was captured twice with other words.")?;
    } else {
        for (number, step) in steps.iter().enumerate() {
            if number > 0 {
                output.line("")?;
            }
            output.text(&lines(step))?;
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn steps(case: &Case, source: Option<&str>) -> anyhow::Result<Vec<Step>> {
    let mut versions = case.versions(source)?;
    if let Some(source) = source.filter(|_| versions.is_empty()) {
        // A document's id stands for the places it was found at.
        versions = case.versions(None)?;
        versions.retain(|_, versions| versions.iter().any(|version| version.record.document.id == *source));
        if versions.is_empty() {
            return Err(Misuse {
                cause: format!("{source}: the case has no such source that was captured twice"),
                remedy: "see `onrecord changes` for those it has".to_owned(),
            }
            .into());
        }
    }
    let steps = versions.iter().flat_map(|(source, versions)| {
        let pairs = versions.windows(2).filter_map(|pair| match pair {
            [before, after] => Some(step(source, before, after)),
            _ => None,
        });
        pairs.collect::<Vec<_>>()
    });
    Ok(steps.collect())
}

fn step(source: &str, before: &Version, after: &Version) -> Step {
    Step {
        source: source.to_owned(),
        from: before.at.clone(),
        to: after.at.clone(),
        changes: changes(&before.record, &after.record),
    }
}

/// The newest step of a source; nothing where it was captured once.
pub fn newest(case: &Case, source: &str) -> anyhow::Result<Option<Step>> {
    let versions = case.versions(Some(source))?;
    let newest = versions.values().next().and_then(|versions| match versions.as_slice() {
        [.., before, after] => Some(step(source, before, after)),
        _ => None,
    });
    Ok(newest)
}

/// A step as a person reads it.
pub fn lines(step: &Step) -> String {
    let found = &step.changes;
    let mut out = format!("{}\n", step.source);
    out.push_str(&format!(
        "  {} {}  →  {} {}\n",
        step.from, found.before, step.to, found.after
    ));
    if found.words.is_empty() && found.entries.is_empty() {
        out.push_str("  the bytes are others, and no word that is read\n");
    }
    for change in &found.words {
        side(&mut out, "  - ", change.before.as_ref());
        side(&mut out, "  + ", change.after.as_ref());
    }
    if !found.entries.is_empty() {
        out.push_str("  entries\n");
    }
    for entry in &found.entries {
        out.push_str(&entry_lines(entry));
    }
    out
}

fn side(out: &mut String, lead: &str, span: Option<&Span>) {
    if let Some(span) = span {
        out.push_str(&hanging(lead, &format!("{}–{} “{}”", span.start, span.end, span.exact)));
    }
}

fn entry_lines(entry: &EntryChange) -> String {
    let kind = word(&entry.kind);
    match (&entry.before, &entry.after) {
        (Some(before), Some(after)) => {
            let mut lines = hanging(&format!("    {kind} "), &format!("{} {}", before.id, before.words));
            lines.push_str(&hanging("         now ", &format!("{} {}", after.id, after.words)));
            lines
        }
        (Some(before), None) => hanging(&format!("    {kind} gone "), &format!("{} {}", before.id, before.words)),
        (None, Some(after)) => hanging(&format!("    {kind} new "), &format!("{} {}", after.id, after.words)),
        (None, None) => String::new(),
    }
}
