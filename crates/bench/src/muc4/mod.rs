//! MUC-4: incidents of Latin American reports against their keys, by the six slots of GTT and by dates, places, numbers and effects.
//!
//! Six slots: templates are matched one to one where their type is the same, so that the most is right; the type is one filler of its
//! template, and a filler is right where its string is one of those that name a gold filler, each gold filler once (exact: lower case, without
//! quotation marks and a first article; loose: or one has the other's words in it). Counts of all fillers give the micro average.

mod corpus;
mod crossed;
mod gradient;
pub(crate) mod learn;
mod other;
mod score;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_document::Document;
use onrecord_extract::actors::ActorIndex;
use onrecord_extract::incidents::{Around, Model, find_with};
use onrecord_extract::{Fate, Incident, IncidentKind, Reading, Record, dates, events, places, quantities};
use onrecord_language::Pipeline;
use rayon::prelude::*;

use crate::plain_text;
use crate::resample::{Counts, interval};
use corpus::Message;
use score::{Proposed, Verdict};

/// The type's name in the keys, lower case.
pub(crate) fn kind_name(kind: IncidentKind) -> &'static str {
    match kind {
        IncidentKind::Attack => "attack",
        IncidentKind::Bombing => "bombing",
        IncidentKind::Kidnapping => "kidnapping",
        IncidentKind::Arson => "arson",
        IncidentKind::Robbery => "robbery",
        IncidentKind::WorkStoppage => "forced work stoppage",
    }
}

/// What the keys call what becomes of somebody.
pub(crate) fn effect_name(fate: Fate) -> &'static str {
    match fate {
        Fate::Death => "DEATH",
        Fate::Injury => "INJURY",
        Fate::Unhurt => "NO INJURY OR DEATH",
        Fate::Freed => "REGAINED FREEDOM",
    }
}

/// Scores those texts of `folder`'s `processed/dev.json` and `raw/tst1`, `raw/tst2` whose names begin with `only`; the wrong ones go to `errors`,
/// by cause.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn run(
    pipeline: &Pipeline,
    folder: &Path,
    only: &str,
    errors: Option<&Path>,
    weights: Option<&Path>,
) -> Result<()> {
    let model = match weights {
        Some(file) => Some(Model::of_bytes(
            &fs::read(file).with_context(|| format!("{}: cannot be read", file.display()))?,
        )),
        None => None,
    };
    let read = |messages: &[Message]| read(pipeline, messages, model.as_ref());
    let mut listed: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let mut lower = corpus::six_slots(&folder.join("processed/dev.json"))?;
    lower.retain(|message| message.id.starts_with(only));
    let records = read(&lower)?;
    let verdicts: Vec<Verdict> = lower
        .iter()
        .zip(&records)
        .map(|(message, record)| score::judge(message, &proposed(record), &mut listed))
        .collect();
    println!(
        "Six slots, {} texts of processed/dev.json (precision, recall, F1 exact; loose):",
        lower.len()
    );
    for (at, slot) in ["Type"].iter().chain(&corpus::SLOTS).enumerate() {
        row(
            slot,
            verdicts.iter().map(|verdict| (verdict.exact[at], verdict.loose[at])),
        );
    }
    row(
        "All",
        verdicts
            .iter()
            .map(|verdict| (verdict.exact.iter().copied().sum(), verdict.loose.iter().copied().sum())),
    );

    let mut upper = corpus::published(&folder.join("raw/tst1"))?;
    upper.extend(corpus::published(&folder.join("raw/tst2"))?);
    upper.retain(|message| message.id.starts_with(only));
    let records = read(&upper)?;
    let judged: Vec<_> = upper
        .iter()
        .zip(&records)
        .map(|(message, record)| other::judge(message, record, &proposed(record), &mut listed))
        .collect();
    println!(
        "\nOther slots, {} texts of raw/tst1 and raw/tst2 (all templates; those matched):",
        upper.len()
    );
    for (at, slot) in other::SLOTS.iter().enumerate() {
        row(
            slot,
            judged.iter().map(|verdict| (verdict.all[at], verdict.matched[at])),
        );
    }

    println!("\nCauses:");
    for (cause, lines) in &listed {
        println!("  {:>5} {cause}", lines.len());
    }
    if let Some(path) = errors {
        let mut text = String::new();
        for (cause, lines) in &listed {
            let _ = writeln!(text, "# {cause}: {}", lines.len());
            for line in lines {
                let _ = writeln!(text, "{line}");
            }
        }
        fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

fn read(pipeline: &Pipeline, messages: &[Message], model: Option<&Model>) -> Result<Vec<Record>> {
    messages
        .par_iter()
        .map(|message| {
            let document = plain_text::read(message.text.as_bytes())?;
            let mut record = onrecord_extract::read(pipeline, &document);
            if let Some(model) = model {
                record.incidents = incidents_by(pipeline, &document, model);
            }
            Ok(record)
        })
        .collect()
}

/// The incidents by weights that are not shipped.
fn incidents_by(pipeline: &Pipeline, document: &Document, model: &Model) -> Vec<Incident> {
    let reading = Reading::new(pipeline, document);
    let index = ActorIndex::new(&reading);
    let dates = dates::find(&reading);
    let (places, figures) = (places::find(&reading), quantities::find(&reading, &dates));
    let events = events::find(&reading, &index, &figures, &dates, &places);
    let around = Around {
        reading: &reading,
        figures: &figures,
        dates: &dates,
        places: &places,
        events: &events,
    };
    find_with(model, &around, &index)
}

fn row(name: &str, counts: impl Iterator<Item = (Counts, Counts)>) {
    let (first, second): (Vec<Counts>, Vec<Counts>) = counts.unzip();
    let (sum, other): (Counts, Counts) = (first.iter().copied().sum(), second.iter().copied().sum());
    let (low, high) = interval(&first);
    println!(
        "  {name:<9} {:.3} {:.3} {:.3} [{low:.3}, {high:.3}]  {:.3} {:.3} {:.3}   {} right of {} proposed, {} expected",
        sum.precision(),
        sum.recall(),
        sum.f1(),
        other.precision(),
        other.recall(),
        other.f1(),
        sum.correct,
        sum.proposed,
        sum.expected
    );
}

/// A record's incidents as templates. Of the victims only names fill the six-slot form.
fn proposed(record: &Record) -> Vec<Proposed> {
    record
        .incidents
        .iter()
        .map(|incident: &Incident| {
            let words = |involved: &[onrecord_extract::Involved]| -> Vec<String> {
                involved.iter().map(|involved| involved.span.exact.clone()).collect()
            };
            Proposed {
                kind: kind_name(incident.kind),
                slots: [
                    words(&incident.perpetrators),
                    words(&incident.organisations),
                    words(&incident.targets),
                    words(&incident.weapons),
                    incident
                        .victims
                        .iter()
                        .filter(|victim| victim.named)
                        .map(|victim| victim.span.exact.clone())
                        .collect(),
                ],
            }
        })
        .collect()
}
