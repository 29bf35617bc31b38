//! `timeline`: what is said to have happened, by date, with what each date was read from.

use std::process::ExitCode;

use onrecord_brief::{claim_numbers, interval_in_words, status_in_words};
use onrecord_weigh::Proposition;

use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::Table;
use crate::weighed::Weighed;

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let mut dated: Vec<&Proposition> = weighed
        .standing
        .propositions
        .iter()
        .filter(|claim| claim.date.is_some())
        .collect();
    dated.sort_by_key(|claim| {
        let date = claim.date.as_ref();
        let first = date.and_then(|date| date.earliest.clone().or_else(|| date.latest.clone()));
        (first, date.and_then(|date| date.latest.clone()), claim.id.clone())
    });
    let mut output = Output::new();
    if options.json {
        output.json(&dated)?;
    } else {
        let mut table = Table::new(["WHEN", "READ FROM", "CLAIM", "WHAT IS SAID TO HAVE HAPPENED"]);
        let numbers = claim_numbers(&weighed.standing, &weighed.records);
        for claim in dated {
            let number = numbers.get(&claim.id);
            let Some(date) = claim.date.as_ref().filter(|date| !interval_in_words(date).is_empty()) else {
                continue;
            };
            let basis: Vec<String> = date
                .basis
                .spans
                .iter()
                .map(|span| format!("“{}”", span.exact))
                .collect();
            table.row([
                interval_in_words(date),
                basis.join(" + "),
                number.map_or_else(
                    || "told by no speaker".to_owned(),
                    |number| format!("{number}, {}", status_in_words(claim.status)),
                ),
                claim.text.clone(),
            ]);
        }
        output.text(&if table.is_empty() {
            "No claim in the case has a date.\n".to_owned()
        } else {
            table.print()
        })?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
