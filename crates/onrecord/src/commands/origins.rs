//! `origins`: which documents share one origin, how, and why.

use std::process::ExitCode;

use super::record_lines::word;
use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::hanging;
use crate::weighed::Weighed;

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every)?;
    let standing = &weighed.standing;
    let mut output = Output::new();
    if options.json {
        output.json(&standing.lineages)?;
    } else {
        let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let (documents, origins) = (standing.documents.len(), standing.lineages.len());
        output.line(&format!(
            "{}, {}",
            plural(documents, "document"),
            plural(origins, "origin")
        ))?;
        for lineage in &standing.lineages {
            output.line("")?;
            output.text(&hanging("", &lineage.explanation))?;
            for member in &lineage.members {
                let summary = standing.documents.iter().find(|summary| summary.id == member.document);
                let title = summary.map_or(member.document.as_str(), |summary| &summary.title);
                let kind = word(&member.kind).replace('_', " ");
                let why = if member.explanation.is_empty() {
                    String::new()
                } else {
                    format!(": {}", member.explanation)
                };
                let line = format!("{} “{title}” — {kind}{why}", member.document);
                output.text(&hanging("  - ", &line))?;
            }
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
