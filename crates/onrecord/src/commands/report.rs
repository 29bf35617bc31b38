//! `report`: the brief of a case.

use std::fs;
use std::process::ExitCode;

use anyhow::Context;
use onrecord_brief::{Depth, compose, html, markdown, text};

use crate::arguments::{Every, Format, Report};
use crate::output::Output;
use crate::weighed::Weighed;

pub fn run(every: &Every, options: &Report) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let format = if options.json { Format::Json } else { options.format };
    let brief = || compose(&weighed.standing, &weighed.records, &weighed.decisions);
    let depth = if options.full { Depth::Full } else { Depth::Short };
    let written = match format {
        Format::Text => text(&brief(), depth),
        Format::Markdown => markdown(&brief(), depth),
        Format::Html => html(&brief(), depth),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&weighed.standing)?),
    };
    match &options.output {
        Some(file) => fs::write(file, written)
            .with_context(|| format!("{}: the brief cannot be written there", file.display()))?,
        None => {
            let mut output = Output::new();
            output.text(&written)?;
            output.done()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
