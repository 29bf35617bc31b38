//! `actors`: who is mentioned and speaks, for whom, across documents.

use std::collections::BTreeSet;
use std::process::ExitCode;

use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::Table;
use crate::weighed::Weighed;
use onrecord_extract::word;

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let mut actors: Vec<_> = weighed.standing.actors.iter().collect();
    let mut output = Output::new();
    if options.json {
        output.json(&actors)?;
    } else {
        actors.sort_by(|a, b| b.statements.cmp(&a.statements).then_with(|| a.id.cmp(&b.id)));
        let mut table = Table::new(["NAME", "KIND", "SPEAKS FOR", "STATEMENTS", "DOCUMENTS", "OFFICE"]);
        for actor in actors {
            let documents: BTreeSet<&str> = actor.members.iter().map(|member| member.document.as_str()).collect();
            table.row([
                actor.name.clone(),
                word(&actor.kind),
                actor.represents.clone().unwrap_or_default(),
                actor.statements.to_string(),
                documents.len().to_string(),
                actor.office.clone().unwrap_or_default(),
            ]);
        }
        let none = "No actor was found in the documents of the case.\n".to_owned();
        output.text(&if table.is_empty() { none } else { table.print() })?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
