//! Snippets of CASE 2021 task 2 against the label that the record of each amounts to: weighted F1 and the confusions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use onrecord_extract::{Event, Record, RoleName, word};
use onrecord_language::Pipeline;
use serde::Deserialize;

use crate::plain_text;
use crate::resample;

/// Roles of whoever does something.
const DOERS: &[RoleName] = &[RoleName::By, RoleName::Attacker, RoleName::User];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    label: String,
    types: BTreeSet<String>,
    #[serde(default)]
    manner: BTreeSet<String>,
    #[serde(default)]
    not_manner: BTreeSet<String>,
    #[serde(default)]
    by: BTreeSet<String>,
    #[serde(default)]
    not_by: BTreeSet<String>,
    #[serde(default)]
    to: BTreeSet<String>,
    #[serde(default)]
    also: BTreeSet<String>,
    #[serde(default)]
    without: BTreeSet<String>,
    #[serde(default)]
    main: bool,
    #[serde(default)]
    words: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rule: Vec<Rule>,
}

/// What one snippet is labelled and read as.
struct Labelled {
    gold: String,
    read: String,
}

/// Scores the snippets of `file`; the wrong ones go to `errors`, by cause.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn run(pipeline: &Pipeline, file: &Path, errors: Option<&Path>) -> Result<()> {
    let rules = rules()?;
    let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let mut labelled = Vec::new();
    let mut listed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, snippet, gold] = fields[..] else {
            bail!("{}: line {} has no three fields", file.display(), number + 1);
        };
        let document = plain_text::read(snippet.as_bytes())?;
        let record = onrecord_extract::read(pipeline, &document);
        let read = label(&rules, &record);
        if read != gold {
            let told: Vec<String> = record.events.iter().map(describe).collect();
            listed
                .entry(format!("{gold} read as {read}"))
                .or_default()
                .push(format!("{id}\t{}\t{snippet}", told.join(" ")));
        }
        labelled.push(Labelled {
            gold: gold.to_owned(),
            read,
        });
    }
    print(&labelled);
    if let Some(path) = errors {
        let mut causes: Vec<_> = listed.iter().collect();
        causes.sort_by_key(|(cause, lines)| (std::cmp::Reverse(lines.len()), (*cause).clone()));
        let mut text = String::new();
        for (cause, lines) in causes {
            let _ = writeln!(text, "# {cause}: {}\n{}", lines.len(), lines.join("\n"));
        }
        fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

fn rules() -> Result<Vec<Rule>> {
    Ok(toml::from_str::<Rules>(include_str!("case2021.toml"))?.rule)
}

fn describe(event: &Event) -> String {
    let manners: Vec<String> = event.manner.iter().map(word).collect();
    format!(
        "[{}{} {} {}]",
        if event.main { "*" } else { "" },
        word(&event.event_type),
        event.trigger.exact,
        manners.join(",")
    )
}

/// The label that a record amounts to.
fn label(rules: &[Rule], record: &Record) -> String {
    rules
        .iter()
        .find(|rule| record.events.iter().any(|event| meets(rule, event, record)))
        .map_or_else(|| "OTHER".to_owned(), |rule| rule.label.clone())
}

fn meets(rule: &Rule, event: &Event, record: &Record) -> bool {
    let manners: BTreeSet<String> = event.manner.iter().map(word).collect();
    let other = |types: &BTreeSet<String>| {
        record
            .events
            .iter()
            .any(|other| other.id != event.id && types.contains(&word(&other.event_type)))
    };
    let said = |wanted: &BTreeSet<String>, roles: &[RoleName]| {
        event
            .roles
            .iter()
            .filter(|role| roles.contains(&role.role))
            .flat_map(|role| words_of(&role.span.exact))
            .any(|word| wanted.contains(&word) || word.strip_suffix('s').is_some_and(|word| wanted.contains(word)))
    };
    let trigger = event.trigger.exact.to_lowercase();
    rule.types.contains(&word(&event.event_type))
        && (!rule.main || event.main)
        && (rule.manner.is_empty() || !rule.manner.is_disjoint(&manners))
        && rule.not_manner.is_disjoint(&manners)
        && (rule.also.is_empty() || other(&rule.also))
        && (rule.without.is_empty() || !other(&rule.without))
        && (rule.words.is_empty() || rule.words.iter().any(|word| trigger.contains(word.as_str())))
        && (rule.by.is_empty() || said(&rule.by, DOERS))
        && (rule.not_by.is_empty() || !said(&rule.not_by, DOERS))
        && (rule.to.is_empty() || said(&rule.to, &[RoleName::Target, RoleName::Victim]))
}

fn words_of(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|character: char| !character.is_alphanumeric())
        .map(str::to_owned)
        .collect()
}

/// F1 of each label weighted by how often it is gold.
fn weighted(labelled: &[&Labelled]) -> f64 {
    let mut counts: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    for one in labelled {
        counts.entry(&one.gold).or_default()[0] += 1;
        counts.entry(&one.read).or_default()[1] += 1;
        if one.gold == one.read {
            counts.entry(&one.gold).or_default()[2] += 1;
        }
    }
    counts
        .values()
        .map(|[gold, read, both]| f64::from(*gold) * f64::from(2 * both) / f64::from((gold + read).max(1)))
        .sum::<f64>()
        / labelled.len().max(1) as f64
}

fn print(labelled: &[Labelled]) {
    let all: Vec<&Labelled> = labelled.iter().collect();
    let (low, high) = resample::interval_of(labelled, weighted);
    let right = labelled.iter().filter(|one| one.gold == one.read).count();
    println!(
        "{} snippets: weighted F1 {:.3} ({low:.3}–{high:.3}), accuracy {:.3}",
        labelled.len(),
        weighted(&all),
        right as f64 / labelled.len().max(1) as f64
    );
    let labels: BTreeSet<&str> = labelled.iter().map(|one| one.gold.as_str()).collect();
    for label in labels {
        let gold = labelled.iter().filter(|one| one.gold == label).count();
        let read = labelled.iter().filter(|one| one.read == label).count();
        let both = labelled
            .iter()
            .filter(|one| one.read == label && one.gold == label)
            .count();
        let mut confused: BTreeMap<&str, usize> = BTreeMap::new();
        for one in labelled.iter().filter(|one| one.gold == label && one.read != label) {
            *confused.entry(&one.read).or_default() += 1;
        }
        let mut confused: Vec<_> = confused.into_iter().collect();
        confused.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        let told: Vec<String> = confused.iter().map(|(name, count)| format!("{name} {count}")).collect();
        println!(
            "{label:<30} of {gold:>3} read {read:>3} F1 {:.3}  {}",
            2.0 * both as f64 / (gold + read).max(1) as f64,
            told.join(", ")
        );
    }
}
