//! `decide`: a person's decisions, taken down and never removed.

use std::process::ExitCode;

use onrecord_ledger::{Case, Decision as Kept};
use onrecord_weigh::{DecisionState, KnownEntries, Ruling, decisions_in_force, weigh_with};

use crate::arguments::{Because, Decide, Decision, Every, Known, Switch};
use crate::clock;
use crate::failure::{Misuse, note};
use crate::output::Output;
use crate::table::hanging;
use crate::weighed::decisions;

pub fn run(every: &Every, options: &Decide) -> anyhow::Result<ExitCode> {
    let mut case = Case::open(&every.case, &clock::now())?;
    let (subject, ruling, because) = match &options.decision {
        Decision::List { json } => return list(&case, *json),
        Decision::Same { one, other, because } => (one.clone(), Ruling::SameAs(other.clone()), because),
        Decision::Apart { entry, because } => (entry.clone(), Ruling::Apart, because),
        Decision::Reject { entry, because } => (entry.clone(), Ruling::Reject, because),
        Decision::Accept { subject, because } => (subject.clone(), Ruling::Accept, because),
        Decision::Denies {
            statement,
            claim,
            because,
        } => (statement.clone(), Ruling::Denies(claim.clone()), because),
        Decision::NotOf {
            statement,
            claim,
            because,
        } => (statement.clone(), Ruling::NotOf(claim.clone()), because),
        Decision::Publish { claim, url, because } => (claim.clone(), Ruling::Publish(url.clone()), because),
        Decision::Undo { number, because } => (number.to_string(), Ruling::Undo, because),
        Decision::Correct {
            entry,
            field,
            value,
            because,
        } => (entry.clone(), correction(field, value)?, because),
        Decision::Note { subject, because } => (subject.clone(), Ruling::Note, because),
        Decision::Confirm { number, because } => (number.to_string(), Ruling::Confirm, because),
        Decision::Dispute { number, because } => (number.to_string(), Ruling::Dispute, because),
        Decision::FourEyes { wanted, because } => (
            "case".to_owned(),
            Ruling::FourEyes(matches!(wanted, Switch::On)),
            because,
        ),
    };
    let at = clock::now();
    let who = who(because)?;
    check(&case, &subject, &ruling, &who)?;
    let why = because.why.trim().to_owned();
    if why.is_empty() {
        return Err(misuse("a decision needs its reason", "say it in words with --why"));
    }
    case.decide(&Kept {
        at,
        who,
        subject: subject.clone(),
        what: ruling.to_string(),
        why,
    })?;
    if !every.quiet {
        let number = case.decisions()?.len();
        note(&format!("decision {number}: {subject} {ruling}"));
    }
    Ok(ExitCode::SUCCESS)
}

fn correction(field: &str, value: &str) -> anyhow::Result<Ruling> {
    format!("{field} is {value}")
        .parse()
        .map(Ruling::Correct)
        .map_err(|()| {
            misuse(
                &format!("“{field}” cannot be “{value}”"),
                "see `onrecord decide correct --help` for the fields and how their values are written",
            )
        })
}

pub(super) fn misuse(cause: &str, remedy: &str) -> anyhow::Error {
    Misuse {
        cause: cause.to_owned(),
        remedy: remedy.to_owned(),
    }
    .into()
}

pub(super) fn who(because: &Because) -> anyhow::Result<String> {
    let user = || {
        ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
    };
    because
        .who
        .clone()
        .or_else(user)
        .map(|who| who.trim().to_owned())
        .filter(|who| !who.is_empty())
        .ok_or_else(|| misuse("a decision needs somebody who takes it", "give a name with --who"))
}

/// Whether the decision speaks of what the case has.
fn check(case: &Case, subject: &str, ruling: &Ruling, who: &str) -> anyhow::Result<()> {
    let decisions = decisions(case, &Known::default())?;
    let records = case.records()?;
    let known = KnownEntries {
        records: &records,
        standing: &weigh_with(&records, &decisions),
        decisions: &decisions,
    };
    known
        .admits(subject, ruling, who)
        .map_err(|refusal| misuse(&refusal.cause, &refusal.remedy))
}

/// What became of a decision, where something did.
fn standing_of(state: &DecisionState) -> Vec<String> {
    let by = |words: &str, who: &[String]| (!who.is_empty()).then(|| format!("{words} by {}", who.join(", ")));
    let mut lines: Vec<String> = Vec::new();
    lines.extend(state.undone_by.map(|number| format!("taken back by decision {number}")));
    lines.extend(by("confirmed", &state.confirmed_by));
    lines.extend(by("disputed", &state.disputed_by));
    if state.pending {
        lines.push("does not count yet: somebody else has to confirm it, and nobody to dispute it".to_owned());
    }
    lines
}

fn list(case: &Case, json: bool) -> anyhow::Result<ExitCode> {
    let decisions = decisions(case, &Known::default())?;
    let mut output = Output::new();
    if json {
        output.json(&decisions)?;
    } else if decisions.is_empty() {
        output.line("Nobody has decided anything in this case.")?;
    } else {
        let states = decisions_in_force(&decisions);
        for decision in &decisions {
            let head = format!("{:>3}  ", decision.number);
            let line = format!(
                "{} {} · {}, {} · {}",
                decision.subject, decision.what, decision.who, decision.at, decision.why
            );
            output.text(&hanging(&head, &line))?;
            if let Some(state) = states.iter().find(|state| state.number == decision.number) {
                for line in standing_of(state) {
                    output.text(&hanging("       - ", &line))?;
                }
            }
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
