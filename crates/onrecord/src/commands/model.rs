//! `model`: language pipelines, fetched and listed.

use std::process::ExitCode;

use onrecord_language::install::{self, KNOWN};

use crate::arguments::{Every, Model, ModelAction, full_name};
use crate::failure::note;
use crate::output::Output;
use crate::table::Table;

pub fn run(every: &Every, options: &Model) -> anyhow::Result<ExitCode> {
    match &options.action {
        ModelAction::Install { name } => install(every, name),
        ModelAction::List { json } => list(*json),
    }
}

fn install(every: &Every, name: &str) -> anyhow::Result<ExitCode> {
    install::install(&full_name(name), &mut |line| {
        if !every.quiet {
            note(line);
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn list(json: bool) -> anyhow::Result<ExitCode> {
    let installed = install::installed();
    let mut output = Output::new();
    if json {
        let known: Vec<_> = KNOWN
            .iter()
            .map(|known| serde_json::json!({ "name": known.name, "version": known.version, "purpose": known.purpose }))
            .collect();
        let installed: Vec<_> = installed
            .iter()
            .map(|pipeline| serde_json::json!({ "name": pipeline.name, "directory": pipeline.directory }))
            .collect();
        output.json(&serde_json::json!({ "known": known, "installed": installed }))?;
    } else {
        let mut table = Table::new(["NAME", "FOR", "INSTALLED AT"]);
        for known in KNOWN {
            let at = installed.iter().find(|pipeline| pipeline.name == known.name);
            let at = at.map_or_else(|| "–".to_owned(), |pipeline| pipeline.directory.display().to_string());
            table.row([known.name.to_owned(), known.purpose.to_owned(), at]);
        }
        for other in installed
            .iter()
            .filter(|pipeline| KNOWN.iter().all(|known| known.name != pipeline.name))
        {
            table.row([other.name.clone(), String::new(), other.directory.display().to_string()]);
        }
        output.text(&table.print())?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
