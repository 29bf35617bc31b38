//! Records to a standing: pure functions, no I/O, no clock, the same for any order of the records.

mod actors;
mod admission;
mod aliases;
mod briefings;
mod calendar;
mod changes;
mod copies;
mod corrections;
mod days;
mod denials;
mod departures;
mod facts;
mod flags;
mod in_force;
mod incidents;
mod knowledge;
mod lineage;
mod mandates;
mod names;
mod neighbours;
mod origins;
mod passages;
mod placing;
mod positions;
mod propositions;
mod provisions;
mod review;
mod rulings;
mod set;
mod signatures;
mod sketch;
mod stances;
mod standing;
mod tolls;
mod verdict;
mod voices;
mod wording;

pub use admission::{KnownEntries, Refusal};
pub use calendar::day_in_words;
pub use changes::{Changes, EntryChange, EntryKind, EntryTold, WordChange, changes};
pub use corrections::{Correction, Filler, Site};
pub use departures::{Departure, DepartureKind, Departures, departures};
pub use in_force::{DecisionState, decisions_in_force, in_force, wants_four_eyes};
pub use review::{Concern, Reason, review};
pub use rulings::{Decision, Ruling, UnknownRuling};
pub use standing::*;

use onrecord_extract::{Record, SCHEMA_VERSION};
use rulings::Rulings;
use set::RecordSet;
use std::borrow::Cow;

/// Weighs records into a standing. Gives the same for any order of the records, and for records given twice;
/// of two records of one document, the one by the later versions counts.
pub fn weigh(records: &[Record]) -> Standing {
    weigh_with(records, &[])
}

/// Weighs records in the light of a person's decisions. Every judgement that a decision made says so.
pub fn weigh_with(records: &[Record], decisions: &[Decision]) -> Standing {
    let rulings = Rulings::new(decisions);
    let amended: Vec<Cow<Record>> = records.iter().map(|record| rulings.amended(record)).collect();
    let set = RecordSet::new(amended.iter().map(AsRef::as_ref));
    let resolution = actors::resolve(&set, &rulings);
    let lineages = lineage::trace(&set, &resolution);
    let claims = propositions::gather(&set, &resolution, &lineages, &rulings);
    let stances = stances::stances(&set, &resolution, &claims, &rulings);
    let weighed = verdict::propositions(&set, &resolution, &lineages, &claims, stances);
    let texts: Vec<String> = weighed.iter().map(|proposition| proposition.text.clone()).collect();
    let (tolls, mut flags) = tolls::series(&set, &resolution, &lineages, &claims, &texts);
    let mut propositions = verdict::in_order(weighed);
    for proposition in &mut propositions {
        proposition.decisions = rulings.about_claim(proposition);
    }
    flags.extend(flags::flags(&set, &resolution, &lineages, &propositions));
    flags.sort_by(|one, other| (&one.entry, &one.code, &one.reason).cmp(&(&other.entry, &other.code, &other.reason)));
    flags.dedup();
    Standing {
        schema: SCHEMA_VERSION,
        documents: documents(&set, &lineages),
        positions: positions::positions(&resolution, &propositions),
        signatures: signatures::signatures(&set, &resolution),
        actors: resolution.resolved.into_values().collect(),
        lineages: lineages.lineages,
        propositions,
        tolls,
        flags,
    }
}

/// The lineages of a set alone: which documents share one origin, and how.
pub fn lineages(records: &[Record]) -> Vec<Lineage> {
    let set = RecordSet::new(records);
    let resolution = actors::resolve(&set, &Rulings::default());
    lineage::trace(&set, &resolution).lineages
}

/// The JSON Schema of a standing, made from its types.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Standing).to_value()
}

fn documents(set: &RecordSet, lineages: &lineage::Lineages) -> Vec<DocumentSummary> {
    set.records
        .iter()
        .enumerate()
        .map(|(position, record)| {
            let document = &record.document;
            DocumentSummary {
                id: document.id.clone(),
                title: document
                    .title
                    .as_ref()
                    .map_or_else(|| first_words(&document.text), |title| title.value.clone()),
                publisher: document.publisher.as_ref().map(|publisher| publisher.value.clone()),
                published: document.published.as_ref().map(|published| published.value.clone()),
                url: document.capture.url.clone(),
                sha256: document.capture.sha256.clone(),
                lineage: lineages.id(position).to_owned(),
            }
        })
        .collect()
}

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    words.join(" ")
}
