//! `origins`: which documents share one origin, how, and why.

use std::process::ExitCode;

use onrecord_weigh::Lineage;

use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::hanging;
use crate::weighed::Weighed;
use onrecord_extract::word;

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
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
        let several = |lineage: &&Lineage| lineage.members.len() > 1;
        for lineage in standing.lineages.iter().filter(several) {
            output.line("")?;
            output.text(&hanging("", &lineage.explanation))?;
            for member in &lineage.members {
                let kind = word(&member.kind).replace('_', " ");
                let why = if member.explanation.is_empty() {
                    String::new()
                } else {
                    format!(": {}", member.explanation)
                };
                let line = format!("{} — {kind}{why}", weighed.label(&member.document));
                output.text(&hanging("  - ", &line))?;
            }
        }
        let alone: Vec<String> = standing
            .lineages
            .iter()
            .filter(|lineage| !several(lineage))
            .flat_map(|lineage| &lineage.members)
            .map(|member| weighed.label(&member.document))
            .collect();
        if !alone.is_empty() {
            output.line("")?;
            let line = format!(
                "Alone, sharing neither words nor source with another: {}",
                alone.join(", ")
            );
            output.text(&hanging("", &line))?;
        }
        output.text(&weighed.legend())?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
