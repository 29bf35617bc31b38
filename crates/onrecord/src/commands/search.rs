//! `search`: words in texts, statements and names, each with its place.

use std::process::ExitCode;

use onrecord_ledger::{Case, Passage};

use crate::arguments::{Every, Search};
use crate::clock;
use crate::output::Output;
use crate::table::hanging;
use crate::weighed::KnownDocuments;

pub fn run(every: &Every, options: &Search) -> anyhow::Result<ExitCode> {
    let case = Case::open(&every.case, &clock::now())?;
    let known = KnownDocuments::of(&case, &options.known)?;
    let mut hits = case.search(
        &options.query.join(" "),
        if known.all() { options.limit } else { u32::MAX },
    )?;
    hits.retain(|hit| known.holds(&hit.document));
    hits.truncate(usize::try_from(options.limit).unwrap_or(usize::MAX));
    let mut output = Output::new();
    if options.json {
        output.json(&hits)?;
    } else if hits.is_empty() {
        output.line("Nothing in the case has all of these words.")?;
    } else {
        for hit in &hits {
            let kind = match hit.kind {
                Passage::Text => "text".to_owned(),
                Passage::Statement => format!(
                    "{}: {}",
                    hit.act.as_deref().unwrap_or("statement"),
                    hit.actors.join(", ")
                ),
                Passage::Actor => format!("actor: {}", hit.actors.join(", ")),
            };
            let places: Vec<String> = hit
                .spans
                .iter()
                .map(|span| format!("{}–{}", span.start, span.end))
                .collect();
            let title = hit
                .title
                .as_ref()
                .map(|title| format!(" “{}”", title.trim()))
                .unwrap_or_default();
            output.text(&hanging(
                "",
                &format!("{}{title} · {kind} · {}", hit.document, places.join(", ")),
            ))?;
            output.text(&hanging("    ", &hit.snippet))?;
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
