//! `positions`: what each actor holds of each claim over time.

use std::process::ExitCode;

use onrecord_brief::{day_in_words, stance_in_words};

use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::{Table, hanging};
use crate::weighed::Weighed;

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let standing = &weighed.standing;
    let mut output = Output::new();
    if options.json {
        output.json(&standing.positions)?;
    } else {
        let mut table = Table::new(["ACTOR", "STANCES", "CHANGED", "CLAIM"]);
        for position in &standing.positions {
            let claim = standing
                .propositions
                .iter()
                .find(|claim| claim.id == position.proposition);
            let stances: Vec<String> = position
                .stances
                .iter()
                .map(|stance| {
                    let date = stance.date.as_deref().map(|date| format!(" {}", day_in_words(date)));
                    format!("{}{}", stance_in_words(stance.stance), date.unwrap_or_default())
                })
                .collect();
            table.row([
                weighed.name(&position.actor).to_owned(),
                stances.join("; "),
                if position.changed { "yes" } else { "" }.to_owned(),
                claim.map_or_else(|| position.proposition.clone(), |claim| claim.text.clone()),
            ]);
        }
        let none = "No actor takes a stance to a claim in the documents of the case.\n".to_owned();
        output.text(&if table.is_empty() { none } else { table.print() })?;
        if !standing.signatures.is_empty() {
            output.line("\nJoint statements")?;
            for signed in &standing.signatures {
                let line = format!("{}: {}", weighed.label(&signed.statement.document), signed.explanation);
                output.text(&hanging("  - ", &line))?;
            }
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
