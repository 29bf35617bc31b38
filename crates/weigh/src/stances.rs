//! What each statement does to each claim that it speaks of by its own events: alleges, confirms, denies, disputes the evidence.

use onrecord_extract::{Act, Event, EvidenceStatus, Modality, Statement};
use std::collections::BTreeMap;

use crate::actors::Resolution;
use crate::facts::{Coverage, Fact};
use crate::propositions::Claim;
use crate::rulings::Rulings;
use crate::set::RecordSet;
use crate::wording;
use crate::{Anchor, Stance, StanceEntry, knowledge};

/// Stances to every claim, in the order of the claims.
pub(crate) fn stances<'records>(
    set: &RecordSet<'records>,
    resolution: &Resolution,
    claims: &[Claim<'records>],
    rulings: &Rulings,
) -> Vec<Vec<StanceEntry>> {
    let mut all: Vec<Vec<StanceEntry>> = claims.iter().map(|claim| told(set, resolution, claim)).collect();
    crate::denials::reach(set, resolution, claims, &mut all);
    decided(set, resolution, claims, rulings, &mut all);
    for stances in &mut all {
        stances.sort_by(|one, other| {
            (one.date.is_none(), &one.date, &one.statement, one.stance).cmp(&(
                other.date.is_none(),
                &other.date,
                &other.statement,
                other.stance,
            ))
        });
        one_silence_an_actor(resolution, stances);
    }
    all
}

/// What a person decided of statements and of which denies what, over what reading found.
fn decided<'records>(
    set: &RecordSet<'records>,
    resolution: &Resolution,
    claims: &[Claim<'records>],
    rulings: &Rulings,
    all: &mut [Vec<StanceEntry>],
) {
    if !rulings.none_corrected() {
        for entry in all.iter_mut().flatten() {
            for because in rulings.corrections(&entry.statement.document, &entry.statement.entry) {
                entry.decided = true;
                entry.explanation.push_str(&format!("; put right by {because}"));
            }
        }
    }
    if rulings.none_on_denials() {
        return;
    }
    for (claim, stances) in claims.iter().zip(all.iter_mut()) {
        stances.retain(|entry| !rulings.not_of(&entry.statement.document, &entry.statement.entry, &claim.id));
    }
    let positions: BTreeMap<&str, usize> = claims
        .iter()
        .enumerate()
        .map(|(position, claim)| (claim.id.as_str(), position))
        .collect();
    for (document, record) in set.records.iter().enumerate() {
        for statement in &record.statements {
            for (claim, because) in rulings.denies(&record.document.id, &statement.id) {
                let Some(&position) = positions.get(claim) else {
                    continue;
                };
                all[position].retain(|entry| {
                    entry.statement.document != record.document.id || entry.statement.entry != statement.id
                });
                let mut entry = entry(
                    set,
                    resolution,
                    document,
                    statement,
                    Stance::Denies,
                    format!("by {because}"),
                );
                entry.anchors = anchors(set, document, statement, None);
                entry.decided = true;
                all[position].push(entry);
            }
        }
    }
}

/// One entry for each side that says nothing, with every place where it does; a text that is copied says it no oftener.
fn one_silence_an_actor(resolution: &Resolution, stances: &mut Vec<StanceEntry>) {
    let mut kept: Vec<StanceEntry> = Vec::new();
    let mut silent: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for entry in stances.drain(..) {
        if entry.stance != Stance::Declines || entry.speakers.is_empty() {
            kept.push(entry);
            continue;
        }
        let mut sides: Vec<String> = entry.speakers.iter().map(|id| resolution.answerable(id)).collect();
        sides.sort();
        sides.dedup();
        match silent.get(&sides) {
            Some(&first) => {
                let first = &mut kept[first];
                first.also_in.push(entry.statement);
                first.anchors.extend(entry.anchors);
            }
            None => {
                silent.insert(sides, kept.len());
                kept.push(entry);
            }
        }
    }
    *stances = kept;
}

fn told(set: &RecordSet, resolution: &Resolution, claim: &Claim) -> Vec<StanceEntry> {
    let mut entries: BTreeMap<(usize, &str, Stance), StanceEntry> = BTreeMap::new();
    let covered = claim
        .facts
        .iter()
        .map(|fact| (fact, Coverage::Whole))
        .chain(claim.denied.iter().map(|(fact, coverage)| (fact, *coverage)));
    for (fact, coverage) in covered {
        for id in &fact.event.said_in {
            let Some(statement) = set.statement(fact.document, id) else {
                continue;
            };
            let Some(stance) = stance(resolution, fact, statement) else {
                continue;
            };
            let stance = if stance == Stance::Denies && coverage == Coverage::Part {
                Stance::PartlyDenies
            } else {
                stance
            };
            let relays = relayed(set, fact, statement);
            let why = explain(fact, statement, stance, coverage, relays.is_some(), claim);
            let entry = entries
                .entry((fact.document, statement.id.as_str(), stance))
                .or_insert_with(|| entry(set, resolution, fact.document, statement, stance, why));
            if entry.narrator && stance == Stance::Denies && reports_a_denial(fact, statement) {
                told_of(resolution, entry, fact);
            }
            entry.relays = entry
                .relays
                .take()
                .or_else(|| relays.map(|inner| set.reference(fact.document, &inner.id)));
            for anchor in anchors(set, fact.document, statement, Some(fact)) {
                if !entry.anchors.contains(&anchor) {
                    entry.anchors.push(anchor);
                }
            }
        }
    }
    entries.into_values().collect()
}

/// What a statement of this act does to an event told with this modality.
fn stance(resolution: &Resolution, fact: &Fact, statement: &Statement) -> Option<Stance> {
    match statement.act {
        Act::DisputeEvidence => return Some(Stance::DisputesEvidence),
        Act::DeclineComment => return Some(Stance::Declines),
        Act::Retract => return Some(Stance::Retracts),
        Act::Deny | Act::Reject => return Some(Stance::Denies),
        Act::Question | Act::Demand | Act::Appeal | Act::Promise | Act::Threaten => return None,
        Act::Assert | Act::Allege | Act::Confirm | Act::Condemn | Act::Praise | Act::Warn | Act::Announce => {}
    }
    match fact.modality {
        Modality::Denied => return Some(Stance::Denies),
        Modality::Possible => return Some(Stance::Suggests),
        Modality::Hypothetical if conditional(fact.event, statement) => return Some(Stance::Suggests),
        Modality::Future | Modality::Hypothetical => return None,
        Modality::Stated | Modality::Alleged => {}
    }
    if hedged(fact, statement) {
        return Some(Stance::Suggests);
    }
    let disputes = statement
        .evidence
        .as_ref()
        .is_some_and(|evidence| evidence.status == EvidenceStatus::Disputed);
    let disputes = disputes || evidence_is_missing(fact, statement);
    if disputes && matches!(statement.act, Act::Assert | Act::Allege) {
        return Some(Stance::DisputesEvidence);
    }
    let of_itself = speaks_of_itself(resolution, fact, statement);
    Some(if statement.act == Act::Confirm || of_itself {
        Stance::Confirms
    } else {
        Stance::Alleges
    })
}

/// Whether the words before an act make it a condition: "if confirmed, such a transfer …".
pub(crate) fn conditional(event: &Event, statement: &Statement) -> bool {
    event.modality == Modality::Hypothetical
        && words_around(event, statement).any(|words| knowledge::makes_conditional(&words))
}

/// Whether the words before an act give it to what is only reported or believed: "concerned by credible reports that …".
fn hedged(fact: &Fact, statement: &Statement) -> bool {
    statement
        .content
        .iter()
        .filter(|span| span.contains(&fact.event.trigger))
        .any(|span| {
            let before: String = span
                .exact
                .chars()
                .take((fact.event.trigger.start - span.start) as usize)
                .collect();
            // Only what stands in the same sentence is hedged by it.
            let sentence = before.rsplit(['.', ';', '!', '?']).next().unwrap_or(&before);
            knowledge::hedges(&sentence.to_lowercase())
        })
}

/// "Nobody has produced evidence that …": the evidence that is named before the act is said to be missing.
fn evidence_is_missing(fact: &Fact, statement: &Statement) -> bool {
    let Some(evidence) = &statement.evidence else {
        return false;
    };
    evidence.span.end <= fact.event.trigger.start
        && statement
            .content
            .iter()
            .filter(|span| span.contains(&evidence.span) && span.contains(&fact.event.trigger))
            .any(|span| {
                let before: String = span
                    .exact
                    .chars()
                    .take((evidence.span.start - span.start) as usize)
                    .collect();
                let sentence = before.rsplit(['.', ';', '!', '?']).next().unwrap_or(&before);
                knowledge::negates(&sentence.to_lowercase())
            })
}

fn words_around<'words>(event: &'words Event, statement: &'words Statement) -> impl Iterator<Item = String> + 'words {
    statement
        .content
        .iter()
        .filter(|span| span.overlaps(&event.trigger))
        .map(|span| span.exact.to_lowercase())
}

/// Whether the words around an act tell that somebody denies it, rather than that it was not done.
fn reports_a_denial(fact: &Fact, statement: &Statement) -> bool {
    fact.modality == Modality::Denied
        && !fact.accused().is_empty()
        && words_around(fact.event, statement).any(|words| knowledge::tells_of_denial(&words))
}

/// Makes a narrator's report of a denial the denial of those who are accused: the report is no voice of its own against the claim.
fn told_of(resolution: &Resolution, entry: &mut StanceEntry, fact: &Fact) {
    let speakers: Vec<String> = fact.accused().into_iter().cloned().collect();
    entry.explanation = format!(
        "{}, as the report tells; it denies nothing in its own voice",
        entry.explanation
    );
    entry.narrator = false;
    set_speakers(resolution, entry, speakers);
}

/// Whoever says of itself that it did it does not allege it.
fn speaks_of_itself(resolution: &Resolution, fact: &Fact, statement: &Statement) -> bool {
    let accused = fact.accused();
    !resolution.narrates(fact.document, statement)
        && !statement.joint
        && resolution
            .speakers(fact.document, statement)
            .iter()
            .any(|speaker| accused.contains(&resolution.answerable(speaker)))
}

/// The inner statement that this one's speaker only passes on.
fn relayed<'records>(
    set: &RecordSet<'records>,
    fact: &Fact<'records>,
    statement: &Statement,
) -> Option<&'records Statement> {
    let against = crate::propositions::speaks_against;
    set.records[fact.document].statements.iter().find(|inner| {
        // Whoever denies or rejects what another claims speaks for himself.
        inner.nested_in.as_deref() == Some(statement.id.as_str())
            && (!against(statement.act) || against(inner.act))
            && (fact.event.said_in.contains(&inner.id)
                || inner.content.iter().any(|span| span.contains(&fact.event.trigger)))
    })
}

/// A stance entry of one statement.
pub(crate) fn entry(
    set: &RecordSet,
    resolution: &Resolution,
    document: usize,
    statement: &Statement,
    stance: Stance,
    explanation: String,
) -> StanceEntry {
    let mut entry = StanceEntry {
        statement: set.reference(document, &statement.id),
        speaker_names: Vec::new(),
        represents: None,
        speakers: Vec::new(),
        act: statement.act,
        stance,
        blanket: false,
        narrator: resolution.narrates(document, statement),
        anonymous: statement.anonymous,
        relays: None,
        also_in: Vec::new(),
        decided: false,
        date: said_on(set, document, statement),
        anchors: Vec::new(),
        explanation,
    };
    set_speakers(resolution, &mut entry, resolution.speakers(document, statement));
    entry
}

fn set_speakers(resolution: &Resolution, entry: &mut StanceEntry, speakers: Vec<String>) {
    let represents: Vec<String> = speakers.iter().map(|speaker| resolution.answerable(speaker)).collect();
    let code_of = |id: &String| {
        id.split_once(':')
            .filter(|(kind, _)| matches!(*kind, "state" | "body" | "organisation"))
            .map(|(_, code)| code.to_owned())
    };
    entry.represents = match represents.as_slice() {
        [first, rest @ ..] if rest.iter().all(|other| other == first) && !entry.narrator => code_of(first),
        _ => None,
    };
    entry.speaker_names = speakers
        .iter()
        .map(|speaker| wording::speaker(resolution, speaker))
        .collect();
    entry.speakers = speakers;
}

fn said_on(set: &RecordSet, document: usize, statement: &Statement) -> Option<String> {
    statement
        .date
        .as_ref()
        .and_then(|date| date.earliest.clone().or_else(|| date.latest.clone()))
        .or_else(|| set.day(document))
}

/// The words of a statement that speak of a fact: the pieces of content around it, else all of them.
pub(crate) fn anchors(set: &RecordSet, document: usize, statement: &Statement, fact: Option<&Fact>) -> Vec<Anchor> {
    let around: Vec<Anchor> = statement
        .content
        .iter()
        .filter(|span| fact.is_some_and(|fact| span.overlaps(&fact.event.trigger)))
        .map(|span| set.anchor(document, span))
        .collect();
    if !around.is_empty() {
        return around;
    }
    let all: Vec<Anchor> = statement
        .content
        .iter()
        .map(|span| set.anchor(document, span))
        .collect();
    match (all.is_empty(), fact, &statement.cue) {
        (false, _, _) => all,
        (true, Some(fact), _) => vec![set.anchor(document, &fact.event.trigger)],
        (true, None, Some(cue)) => vec![set.anchor(document, cue)],
        (true, None, None) => Vec::new(),
    }
}

fn explain(
    fact: &Fact,
    statement: &Statement,
    stance: Stance,
    coverage: Coverage,
    relays: bool,
    claim: &Claim,
) -> String {
    let words = &fact.event.trigger.exact;
    let told = match (stance, statement.act) {
        (Stance::Alleges, Act::Condemn) => format!("it condemns the act (“{words}”), and so takes it as done"),
        (Stance::Alleges, Act::Praise) => format!("it praises the act (“{words}”), and so takes it as done"),
        (Stance::Alleges, _) if statement.narrator => format!("the report says so in its own voice (“{words}”)"),
        (Stance::Alleges, _) => format!("its content tells the act (“{words}”)"),
        (Stance::Suggests, _) => format!("it says no more than that the act may have been done (“{words}”)"),
        (Stance::Confirms, Act::Confirm) => format!("it confirms the act (“{words}”)"),
        (Stance::Confirms, _) => format!("the speaker says it of its own side (“{words}”)"),
        (Stance::Denies, _) => format!("it denies the act (“{words}”)"),
        (Stance::PartlyDenies, _) => format!("it denies a part of the act only (“{words}”)"),
        (Stance::DisputesEvidence, _) => format!("it disputes the evidence of the act (“{words}”) and denies nothing"),
        (Stance::Retracts, _) => format!("it takes back that the act was done (“{words}”)"),
        (Stance::Declines, _) => format!("asked about the act (“{words}”), the speaker says nothing"),
    };
    let broader = if coverage == Coverage::Whole
        && fact.fullness() < claim.core().fullness()
        && crate::propositions::speaks_against(statement.act)
    {
        "; the words cover more than this claim, and so reach it"
    } else {
        ""
    };
    let relay = if relays {
        "; the speaker passes on what another said"
    } else {
        ""
    };
    format!("{told}{broader}{relay}")
}
