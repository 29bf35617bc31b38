//! PLOVER's gold standard records against what `read` gives: the type, the states of source and target, mode, context and the numbers of
//! dead and injured of the event that each sentence is about.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_extract::{Effect, Event, Party, Record};
use onrecord_language::Pipeline;
use serde_json::Value;

use crate::plain_text;
use crate::resample::{Counts, interval};

/// One record of the gold standard.
struct Gold {
    id: String,
    event_type: String,
    mode: Option<String>,
    contexts: BTreeSet<String>,
    source: BTreeSet<String>,
    target: BTreeSet<String>,
    dead: Option<u64>,
    injured: Option<u64>,
    text: String,
}

/// What was right of one record; nothing where the gold standard has nothing to compare with.
struct Verdict {
    event_type: bool,
    source: bool,
    target: bool,
    both: bool,
    both_and_type: bool,
    mode: Option<bool>,
    context: Option<bool>,
    dead: Option<bool>,
    injured: Option<bool>,
}

/// Codes of the gold standard that are none of ISO 3166-1, and what they stand for. Organisations and groups of no state are one class:
/// the records themselves use `IGO` for intergovernmental and non-governmental ones alike.
fn normalized(code: &str) -> String {
    match code {
        "JAP" => "JPN",
        "ITL" => "ITA",
        "VTN" => "VNM",
        "IGO" | "NGO" | "IMG" | "ISM" | "MNC" | "INT" => "no state",
        other => other,
    }
    .to_owned()
}

/// Scores the records of `file`; the wrong ones go to `errors`, by cause.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn run(pipeline: &Pipeline, file: &Path, errors: Option<&Path>) -> Result<()> {
    let golds = load(file)?;
    let mut verdicts = Vec::new();
    let mut confusions: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut listed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for gold in &golds {
        let document = plain_text::read(gold.text.as_bytes())?;
        let record = onrecord_extract::read(pipeline, &document);
        let main = record.events.iter().find(|event| event.main);
        let verdict = judge(gold, main, &record);
        let read = describe(main);
        if !verdict.event_type {
            let ours = main
                .and_then(|event| event.plover.as_ref())
                .map_or("none", |plover| plover.event_type.as_str());
            *confusions
                .entry((gold.event_type.clone(), ours.to_owned()))
                .or_default() += 1;
        }
        let cause = cause(&verdict, main);
        let line = format!(
            "{}\t{} {:?} -> {:?}\t{read}\t{}",
            gold.id, gold.event_type, gold.source, gold.target, gold.text
        );
        listed.entry(cause).or_default().push(line);
        verdicts.push(verdict);
    }
    print(&verdicts);
    println!("\nTypes told otherwise (gold, read, how often):");
    let mut confusions: Vec<_> = confusions.into_iter().collect();
    confusions.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
    for ((gold, read), count) in confusions {
        println!("  {gold:<12} {read:<12} {count}");
    }
    if let Some(path) = errors {
        let mut text = String::new();
        for (cause, lines) in &listed {
            let _ = writeln!(text, "# {cause}: {}", lines.len());
            if cause != "right" {
                for line in lines {
                    let _ = writeln!(text, "{line}");
                }
            }
        }
        fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

fn load(file: &Path) -> Result<Vec<Gold>> {
    let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let records: Vec<Value> = serde_json::from_str(&text)?;
    let word = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().trim().to_owned();
    Ok(records
        .iter()
        .filter(|record| record["text"].is_string())
        .map(|record| Gold {
            id: word(record, "id"),
            event_type: word(record, "event"),
            mode: Some(word(record, "mode")).filter(|mode| !mode.is_empty()),
            contexts: word(record, "context")
                .split([',', ';'])
                .map(|context| context.trim().trim_end_matches('s').to_owned())
                .filter(|context| !context.is_empty())
                .collect(),
            source: codes(&record["source"]),
            target: codes(&record["target"]),
            dead: number(&record["dead"]),
            injured: number(&record["injured"]),
            text: word(record, "text").trim_matches(['{', '}']).to_owned(),
        })
        .collect())
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn codes(actors: &Value) -> BTreeSet<String> {
    let one = |actor: &Value| actor["code"].as_str().map(normalized);
    match actors {
        Value::Array(all) => all.iter().filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

fn of_parties(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().map(|party| normalized(&party.code)).collect()
}

/// A side is right where it shares a code with the gold standard's, or both have none. Where the gold standard names those who act on each
/// other as sources and nobody as target, whoever of them is read on either side counts for the source.
fn judge(gold: &Gold, main: Option<&Event>, record: &Record) -> Verdict {
    let plover = main.and_then(|event| event.plover.as_ref());
    let source = plover.map(|plover| of_parties(&plover.source)).unwrap_or_default();
    let target = plover.map(|plover| of_parties(&plover.target)).unwrap_or_default();
    let mutual = gold.target.is_empty() && gold.source.len() > 1;
    let agree = |gold: &BTreeSet<String>, read: &BTreeSet<String>| {
        (gold.is_empty() && read.is_empty()) || !gold.is_disjoint(read)
    };
    let source_right = if mutual {
        !gold.source.is_disjoint(&source) || !gold.source.is_disjoint(&target)
    } else {
        agree(&gold.source, &source)
    };
    let target_right = if mutual {
        target.is_subset(&gold.source)
    } else {
        agree(&gold.target, &target)
    };
    let event_type = plover.is_some_and(|plover| plover.event_type == gold.event_type);
    let toll = |effect: Effect| -> Option<u64> {
        record
            .tolls
            .iter()
            .filter(|toll| toll.effect == effect && toll.part_of.is_none())
            .find_map(|toll| toll.figure.low.or(toll.figure.high))
    };
    Verdict {
        event_type,
        source: source_right,
        target: target_right,
        both: source_right && target_right,
        both_and_type: event_type && source_right && target_right,
        mode: gold
            .mode
            .as_ref()
            .map(|mode| plover.and_then(|plover| plover.mode.as_ref()) == Some(mode)),
        context: (!gold.contexts.is_empty()).then(|| {
            plover.is_some_and(|plover| {
                plover
                    .context
                    .iter()
                    .any(|context| gold.contexts.contains(context.trim_end_matches('s')))
            })
        }),
        dead: gold.dead.map(|dead| toll(Effect::Killed) == Some(dead)),
        injured: gold.injured.map(|injured| toll(Effect::Injured) == Some(injured)),
    }
}

fn describe(main: Option<&Event>) -> String {
    match main.and_then(|event| Some((event, event.plover.as_ref()?))) {
        Some((event, plover)) => format!(
            "{} {:?} -> {:?} {:?} {:?} [{} {}]",
            plover.event_type,
            of_parties(&plover.source),
            of_parties(&plover.target),
            plover.mode,
            plover.context,
            event.trigger.exact,
            event.rule
        ),
        None => "none".to_owned(),
    }
}

fn cause(verdict: &Verdict, main: Option<&Event>) -> String {
    let mut causes = Vec::new();
    if main.is_none() {
        causes.push("no event");
    } else if !verdict.event_type {
        causes.push("type");
    }
    if !verdict.source {
        causes.push("source");
    }
    if !verdict.target {
        causes.push("target");
    }
    if causes.is_empty() {
        "right".to_owned()
    } else {
        causes.join(" and ")
    }
}

fn print(verdicts: &[Verdict]) {
    println!("{:<24} {:>5} {:>6} {:>14}", "", "of", "right", "95%");
    let row = |name: &str, judged: Vec<bool>| {
        let counts: Vec<Counts> = judged
            .iter()
            .map(|right| Counts {
                correct: u32::from(*right),
                proposed: 1,
                expected: 1,
            })
            .collect();
        let (low, high) = interval(&counts);
        let score = counts.iter().copied().sum::<Counts>().f1();
        println!("{name:<24} {:>5} {score:>6.3} {low:>7.3}–{high:.3}", counts.len());
    };
    let all = |of: &dyn Fn(&Verdict) -> bool| verdicts.iter().map(of).collect::<Vec<bool>>();
    let some = |of: &dyn Fn(&Verdict) -> Option<bool>| verdicts.iter().filter_map(of).collect::<Vec<bool>>();
    row("type", all(&|verdict| verdict.event_type));
    row("source state", all(&|verdict| verdict.source));
    row("target state", all(&|verdict| verdict.target));
    row("both states", all(&|verdict| verdict.both));
    row("both states and type", all(&|verdict| verdict.both_and_type));
    row("mode", some(&|verdict| verdict.mode));
    row("context", some(&|verdict| verdict.context));
    row("dead", some(&|verdict| verdict.dead));
    row("injured", some(&|verdict| verdict.injured));
}
