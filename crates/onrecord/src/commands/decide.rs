//! `decide`: a person's decisions, taken down and never removed.

use std::process::ExitCode;

use onrecord_ledger::{Case, Decision as Kept};
use onrecord_weigh::{Ruling, weigh_with};

use crate::arguments::{Because, Decide, Decision, Every, Known};
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
        Decision::Undo { number, because } => (number.to_string(), Ruling::Undo, because),
    };
    check(&case, &subject, &ruling)?;
    let at = clock::now();
    let who = who(because)?;
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

/// Whether a decision speaks of what the case has: a slip of the pen would decide nothing, in silence and for ever.
fn check(case: &Case, subject: &str, ruling: &Ruling) -> anyhow::Result<()> {
    let given = decisions(case, &Known::default())?;
    if *ruling == Ruling::Undo {
        let known = subject
            .parse::<usize>()
            .is_ok_and(|number| (1..=given.len()).contains(&number));
        return if known {
            Ok(())
        } else {
            Err(misuse(
                &format!("there is no decision {subject}"),
                "see `onrecord decide list`",
            ))
        };
    }
    let records = case.records()?;
    // What was joined or rejected before must still be found by its own id.
    let standings = [weigh_with(&records, &[]), weigh_with(&records, &given)];
    let actor_or_claim = |id: &str| {
        standings.iter().any(|standing| {
            standing.actors.iter().any(|actor| actor.id == id)
                || standing.propositions.iter().any(|claim| claim.id == id)
                || standing.tolls.iter().any(|series| series.id == id)
        })
    };
    let entry = |id: &str| {
        id.split_once('/').is_some_and(|(document, entry)| {
            records.iter().any(|record| {
                record.document.id == document
                    && (record.statements.iter().any(|statement| statement.id == entry)
                        || record.events.iter().any(|event| event.id == entry)
                        || record.tolls.iter().any(|toll| toll.id == entry)
                        || record.actors.iter().any(|actor| actor.id == entry))
            })
        })
    };
    let document = |id: &str| records.iter().any(|record| record.document.id == id);
    let unknown = |id: &str, what: &str| {
        Err(misuse(
            &format!("the case has no {what} {id}"),
            "take the ids from `onrecord review` or from --json",
        ))
    };
    match ruling {
        Ruling::SameAs(other) => {
            let kind = |id: &str| id.contains(':');
            for id in [subject, other.as_str()] {
                if !actor_or_claim(id) {
                    return unknown(id, "actor or claim");
                }
            }
            if kind(subject) != kind(other) || subject == other {
                return Err(misuse(
                    "only two actors, or two claims, can be the same",
                    "give two different ids of one kind",
                ));
            }
        }
        Ruling::Accept if actor_or_claim(subject) || document(subject) => {}
        Ruling::Denies(claim) | Ruling::NotOf(claim) if !actor_or_claim(claim) => return unknown(claim, "claim"),
        _ if entry(subject) => {}
        _ => return unknown(subject, "entry"),
    }
    Ok(())
}

fn list(case: &Case, json: bool) -> anyhow::Result<ExitCode> {
    let decisions = decisions(case, &Known::default())?;
    let mut output = Output::new();
    if json {
        output.json(&decisions)?;
    } else if decisions.is_empty() {
        output.line("Nobody has decided anything in this case.")?;
    } else {
        for decision in &decisions {
            let head = format!("{:>3}  ", decision.number);
            let line = format!(
                "{} {} · {}, {} · {}",
                decision.subject, decision.what, decision.who, decision.at, decision.why
            );
            output.text(&hanging(&head, &line))?;
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
