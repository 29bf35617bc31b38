//! `review`: what a person should look at first, and why.

use std::process::ExitCode;

use onrecord_weigh::review;

use crate::arguments::{Every, Review};
use crate::output::Output;
use crate::table::hanging;
use crate::weighed::Weighed;

pub fn run(every: &Every, options: &Review) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let mut concerns = review(&weighed.records, &weighed.standing, &weighed.decisions);
    let all = concerns.len();
    concerns.truncate(options.limit);
    let mut output = Output::new();
    if options.json {
        output.json(&concerns)?;
        output.done()?;
        return Ok(ExitCode::SUCCESS);
    }
    if concerns.is_empty() {
        output.line("Nothing asks for a second look.")?;
    }
    for (concern, number) in concerns.iter().zip(1..) {
        output.text(&hanging(
            &format!("{number:>3}  "),
            &format!("{} · {}", concern.text, concern.subject),
        ))?;
        for reason in &concern.reasons {
            output.text(&hanging("       - ", &format!("{} ({})", reason.words, reason.weight)))?;
        }
        for anchor in concern.anchors.iter().take(2) {
            let line = format!(
                "{} {}–{} “{}”",
                weighed.label(&anchor.document),
                anchor.span.start,
                anchor.span.end,
                anchor.span.exact.trim()
            );
            output.text(&hanging("         ", &line))?;
        }
        output.text(&hanging("       → ", &concern.ask))?;
    }
    if all > concerns.len() {
        output.line(&format!("\n{} of {all}; more with --limit", concerns.len()))?;
    }
    if !concerns.is_empty() {
        output.text(&weighed.legend())?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
