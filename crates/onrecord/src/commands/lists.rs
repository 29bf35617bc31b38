//! `lists`: editions of sanctions lists, what they changed, and who of the case may be on them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use onrecord_extract::ActorKind;
use onrecord_ledger::{Case, Decision};
use onrecord_lists::{Change, Edition, EntryKind, Hit, Index, Query, diff};
use onrecord_weigh::ResolvedActor;
use serde_json::{Value, json};

use super::decide::{misuse, who};
use super::screen::{as_json, hit_lines};
use crate::arguments::Every;
use crate::clock;
use crate::failure::note;
use crate::listed;
use crate::lists_arguments::{DiffLists, Dismiss, Lists, ListsCommand, Load, Matches};
use crate::output::Output;
use crate::table::{Table, hanging};
use crate::weighed::Weighed;

pub fn run(every: &Every, options: &Lists) -> anyhow::Result<ExitCode> {
    match &options.what {
        ListsCommand::Load(options) => load(every, options),
        ListsCommand::List { json } => list(every, *json),
        ListsCommand::Diff(options) => differences(every, options),
        ListsCommand::Matches(options) => matches(every, options),
        ListsCommand::Dismiss(options) => dismiss(every, options),
    }
}

fn load(every: &Every, options: &Load) -> anyhow::Result<ExitCode> {
    let (editions, failed) = listed::load(&options.inputs, &options.fetching)?;
    let at = clock::now();
    if !editions.is_empty() {
        let mut case = Case::create_or_open(&every.case, &at)?;
        for edition in &editions {
            let new = listed::keep(&mut case, edition, &at)?;
            listed::tell_problems(edition);
            if !every.quiet {
                let day = edition
                    .date
                    .as_deref()
                    .map_or(String::new(), |date| format!(" of {date}"));
                let what = if new { "added" } else { "known before" };
                note(&format!(
                    "{}{day}: {} entries, {what}",
                    edition.list.code(),
                    edition.entries.len()
                ));
            }
        }
    }
    Ok(if failed > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn list(every: &Every, json: bool) -> anyhow::Result<ExitCode> {
    let editions = Case::open(&every.case, &clock::now())?.lists()?;
    let mut output = Output::new();
    if json {
        output.json(&editions)?;
    } else if editions.is_empty() {
        output.line("The case has no lists; load some with `onrecord lists load FILE…`.")?;
    } else {
        let mut table = Table::new(["NUMBER", "LIST", "DATE", "ENTRIES", "ADDED", "SHA-256", "FROM"]);
        for edition in editions {
            table.row([
                edition.edition.to_string(),
                edition.list,
                edition.date.unwrap_or_default(),
                edition.entries.to_string(),
                edition.added_at.chars().take(10).collect(),
                edition.sha256.chars().take(12).collect(),
                edition.source,
            ]);
        }
        output.text(&table.print())?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn edition(every: &Every, name: &str) -> anyhow::Result<Edition> {
    if Path::new(name).exists() {
        return listed::of_files(&[name])?
            .into_iter()
            .next()
            .ok_or_else(|| misuse(&format!("{name} is no list"), "give the list's own file"));
    }
    let case = Case::open(&every.case, &clock::now())?;
    let editions = case.lists()?;
    match listed::named(&editions, name) {
        Some(edition) => listed::kept(&case, edition),
        None => Err(misuse(
            &format!("there is no file and no edition {name}"),
            "see `onrecord lists list`; write its number, LIST@DATE or the beginning of its SHA-256",
        )),
    }
}

fn differences(every: &Every, options: &DiffLists) -> anyhow::Result<ExitCode> {
    let (old, new) = (edition(every, &options.old)?, edition(every, &options.new)?);
    if old.list != new.list {
        return Err(misuse(
            &format!(
                "{} is of the list {} and {} of {}",
                options.old,
                old.list.code(),
                options.new,
                new.list.code()
            ),
            "compare two editions of one list",
        ));
    }
    let differences = diff(&old, &new);
    let mut output = Output::new();
    if options.json {
        output.json(&differences)?;
        output.done()?;
        return Ok(ExitCode::SUCCESS);
    }
    let count = |change: Change| differences.iter().filter(|one| one.change == change).count();
    output.line(&format!(
        "{} of {} → {}: {} added, {} removed, {} changed",
        new.list.code(),
        old.date.as_deref().unwrap_or("no day"),
        new.date.as_deref().unwrap_or("no day"),
        count(Change::Added),
        count(Change::Removed),
        count(Change::Changed)
    ))?;
    for difference in &differences {
        let sign = match difference.change {
            Change::Added => "+",
            Change::Removed => "−",
            Change::Changed => "~",
        };
        let reference = if difference.reference.is_empty() {
            &difference.id
        } else {
            &difference.reference
        };
        output.text(&hanging(
            &format!("{sign} "),
            &format!("{reference} {}", difference.name),
        ))?;
        for field in difference.fields.iter().filter(|_| !options.short) {
            for value in &field.removed {
                output.text(&hanging(&format!("    {} − ", field.field), value))?;
            }
            for value in &field.added {
                output.text(&hanging(&format!("    {} + ", field.field), value))?;
            }
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

/// An actor of the case, and an entry that may mean it.
struct Found<'a> {
    actor: &'a ResolvedActor,
    hit: Hit,
    dismissed: bool,
}

fn matches(every: &Every, options: &Matches) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let index = listed::newest(&Case::open(&every.case, &clock::now())?)?;
    let mut found = found(&weighed, &index);
    let left_out = found.iter().filter(|one| one.dismissed && !options.all).count();
    found.retain(|one| options.all || !one.dismissed);
    let mut output = Output::new();
    if options.json {
        let values: Vec<Value> = found
            .iter()
            .map(|one| json!({ "actor": one.actor.id, "name": one.actor.name, "kind": one.actor.kind, "dismissed": one.dismissed, "hit": as_json(&index, &one.hit) }))
            .collect();
        output.json(&values)?;
    } else {
        if found.is_empty() {
            output.line("No person or organisation of the case is like an entry of the lists.")?;
        }
        let mut last = "";
        for one in &found {
            if one.actor.id != last {
                output.line(&format!("{} ({})", one.actor.name, one.actor.id))?;
                last = &one.actor.id;
            }
            hit_lines(&mut output, &index, &one.hit)?;
            if one.dismissed {
                output.line("        dismissed")?;
            }
        }
    }
    output.done()?;
    if left_out > 0 && !every.quiet {
        note(&format!("{left_out} dismissed: show them with --all"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Every person and organisation beside the entries that may mean it, under any of its names.
fn found<'a>(weighed: &'a Weighed, index: &Index) -> Vec<Found<'a>> {
    let dismissals = dismissals(&weighed.decisions);
    let mut found = Vec::new();
    for actor in &weighed.standing.actors {
        let kind = match actor.kind {
            ActorKind::Person => Some(EntryKind::Person),
            // A company, a group, or a ship that a document treats as one.
            ActorKind::Organisation => None,
            _ => continue,
        };
        let mut names: BTreeSet<&str> = BTreeSet::from([actor.name.as_str()]);
        for member in &actor.members {
            let record = weighed
                .records
                .iter()
                .find(|record| record.document.id == member.document);
            let entry = record.and_then(|record| record.actors.iter().find(|known| known.id == member.entry));
            names.extend(entry.map(|entry| entry.name.as_str()));
        }
        let mut hits: Vec<Hit> = Vec::new();
        for name in names {
            let mut query = Query::new(name);
            query.kind = kind;
            for hit in index.screen(&query) {
                match hits
                    .iter_mut()
                    .find(|known| (known.edition, known.entry) == (hit.edition, hit.entry))
                {
                    Some(known) if known.score < hit.score => *known = hit,
                    Some(_) => {}
                    None => hits.push(hit),
                }
            }
        }
        hits.sort_by(|one, other| other.score.total_cmp(&one.score));
        found.extend(hits.into_iter().map(|hit| {
            let entry = index
                .editions()
                .get(hit.edition)
                .and_then(|edition| edition.entries.get(hit.entry));
            let dismissed = entry.is_some_and(|entry| {
                dismissals.contains(&(actor.id.clone(), dismissal(&entry.key(), &entry.digest())))
            });
            Found { actor, hit, dismissed }
        }));
    }
    found
}

/// How a dismissal is written down: the entry, and the digest of what the list said of it then.
fn dismissal(entry: &str, digest: &str) -> String {
    format!("is not {entry} as of {digest}")
}

/// The dismissals that stand: whose, and how they are written down.
fn dismissals(decisions: &[onrecord_weigh::Decision]) -> BTreeSet<(String, String)> {
    let undone: BTreeSet<&str> = decisions
        .iter()
        .filter(|decision| decision.what == "undo")
        .map(|decision| decision.subject.as_str())
        .collect();
    let standing = decisions.iter().filter(|decision| {
        decision.what.starts_with("is not ") && !undone.contains(decision.number.to_string().as_str())
    });
    standing
        .map(|decision| (decision.subject.clone(), decision.what.clone()))
        .collect()
}

fn dismiss(every: &Every, options: &Dismiss) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &crate::arguments::Known::default())?;
    let mut case = Case::open(&every.case, &clock::now())?;
    let index = listed::newest(&case)?;
    let actor = weighed.standing.actors.iter().find(|actor| actor.id == options.actor);
    let Some(actor) = actor else {
        return Err(misuse(
            &format!("the case has no actor {}", options.actor),
            "take the ids from `onrecord lists matches`",
        ));
    };
    let entry = index
        .editions()
        .iter()
        .flat_map(|edition| &edition.entries)
        .find(|entry| entry.key() == options.entry || !entry.reference.is_empty() && entry.reference == options.entry);
    let Some(entry) = entry else {
        return Err(misuse(
            &format!("no list of the case has an entry {}", options.entry),
            "take it from `onrecord lists matches`",
        ));
    };
    let why = options.because.why.trim().to_owned();
    if why.is_empty() {
        return Err(misuse("a decision needs its reason", "say it in words with --why"));
    }
    case.decide(&Decision {
        at: clock::now(),
        who: who(&options.because)?,
        subject: actor.id.clone(),
        what: dismissal(&entry.key(), &entry.digest()),
        why,
    })?;
    if !every.quiet {
        let number = case.decisions()?.len();
        note(&format!(
            "decision {number}: {} is not {}, until the list changes the entry",
            actor.name,
            listed::called(entry)
        ));
    }
    Ok(ExitCode::SUCCESS)
}
