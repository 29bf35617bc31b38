//! A claim with all that is said of it: its status, its origins, its evidence, its provisions.

use onrecord_extract::{EvidenceStatus, Modality, RoleName};
use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::actors::Resolution;
use crate::calendar::{Interval, Lie, date_in_words};
use crate::lineage::Lineages;
use crate::propositions::Claim;
use crate::set::RecordSet;
use crate::wording::joined;
use crate::{
    Coverage, Difference, EvidenceEntry, Proposition, PropositionRole, Stance, StanceEntry, Status, knowledge, origins,
    provisions, wording,
};

/// Claims as propositions, in the order of the claims.
pub(crate) fn propositions(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    claims: &[Claim],
    stances: Vec<Vec<StanceEntry>>,
) -> Vec<Proposition> {
    let heard = heard(set, resolution);
    claims
        .iter()
        .zip(stances)
        .map(|(claim, stances)| {
            let beside = provisions::delivered_with(claim, claims);
            proposition(set, resolution, lineages, claim, &beside, &heard, stances)
        })
        .collect()
}

/// Contested first; then by how many independent origins and stances there are; then by words.
pub(crate) fn in_order(mut propositions: Vec<Proposition>) -> Vec<Proposition> {
    propositions.sort_by_cached_key(|proposition| {
        let spoken_of = proposition.stances.is_empty();
        let rank = match proposition.status {
            Status::Contested => 0,
            Status::DeniedOnly => 2,
            Status::Retracted => 3,
            Status::Uncontested => {
                u8::from(proposition.stances.iter().all(|entry| entry.stance == Stance::Alleges))
                    + u8::from(spoken_of) * 4
            }
        };
        (
            rank,
            Reverse(proposition.origins_asserting.count + proposition.origins_denying.count),
            Reverse(proposition.stances.len()),
            proposition.text.clone(),
            proposition.id.clone(),
        )
    });
    propositions
}

fn proposition(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    claim: &Claim,
    beside: &provisions::Beside,
    heard: &BTreeSet<String>,
    stances: Vec<StanceEntry>,
) -> Proposition {
    let withdrawn: BTreeSet<&String> = stances
        .iter()
        .filter(|entry| entry.stance == Stance::Retracts)
        .flat_map(|entry| &entry.speakers)
        .collect();
    let asserting: Vec<&StanceEntry> = stances
        .iter()
        .filter(|entry| {
            asserts(entry)
                && (entry.speakers.is_empty() || !entry.speakers.iter().all(|speaker| withdrawn.contains(speaker)))
        })
        .collect();
    let accused: BTreeSet<&String> = claim.core().accused();
    // Whoever rejects in blanket what is said of others sides with them, and knows nothing of it.
    let siding = |entry: &&StanceEntry| {
        entry.blanket
            && !points(set, entry)
            && !accused.is_empty()
            && !entry
                .speakers
                .iter()
                .any(|speaker| accused.contains(speaker) || accused.contains(&resolution.answerable(speaker)))
    };
    let (outsiders, denying): (Vec<&StanceEntry>, Vec<&StanceEntry>) =
        stances.iter().filter(|entry| denies(entry)).partition(siding);
    let (status, mut status_explanation) = status(&stances, &asserting, &denying);
    let origins_asserting = origins::count(set, resolution, lineages, &asserting);
    let mut origins_denying = origins::count(set, resolution, lineages, &denying);
    if !outsiders.is_empty() {
        let names: BTreeSet<String> = outsiders.iter().flat_map(|entry| entry.speaker_names.clone()).collect();
        let names = joined(&names.into_iter().collect::<Vec<_>>());
        status_explanation.push_str(&format!("; rejected in blanket, as said of others, by {names}"));
        origins_denying.explanation.push_str(&format!(
            "; {names} only in blanket, of an act of others, and not counted"
        ));
    }
    let modality = modality(claim);
    let evidence = evidence(set, &stances);
    let core = claim.core();
    let mut events: Vec<_> = claim
        .events()
        .map(|fact| set.reference(fact.document, &fact.event.id))
        .collect();
    events.sort();
    events.dedup();
    Proposition {
        id: claim.id.clone(),
        text: wording::claim(resolution, claim),
        event_type: core.act,
        roles: roles(resolution, claim),
        place: core
            .event
            .place
            .as_ref()
            .map(|place| place.resolved.clone().unwrap_or_else(|| place.extracted.exact.clone())),
        date: claim.date.clone(),
        differences: differences(set, claim),
        modality,
        events,
        status,
        status_explanation,
        origins_asserting,
        origins_denying,
        evidence_explanation: evidence_in_words(&evidence),
        evidence,
        coverage: coverage(resolution, claim, heard),
        part_of: claim.part_of.clone(),
        provisions: provisions::engagements(set, resolution, claim, beside, modality),
        breach_asserted_by: breaches(set, &stances),
        decisions: Vec::new(),
        stances,
    }
}

/// The sides of whom the set has a statement of their own.
fn heard(set: &RecordSet, resolution: &Resolution) -> BTreeSet<String> {
    set.records
        .iter()
        .enumerate()
        .flat_map(|(document, record)| record.statements.iter().map(move |statement| (document, statement)))
        .filter(|(document, statement)| !statement.unsaid && !resolution.narrates(*document, statement))
        .flat_map(|(document, statement)| resolution.speakers(document, statement))
        .map(|speaker| resolution.answerable(&speaker))
        .collect()
}

/// Who answers for the act and says nothing in the set.
fn coverage(resolution: &Resolution, claim: &Claim, heard: &BTreeSet<String>) -> Option<Coverage> {
    let unheard: Vec<String> = claim
        .core()
        .accused()
        .into_iter()
        .filter(|id| id.starts_with("state:") && !heard.contains(*id))
        .cloned()
        .collect();
    if unheard.is_empty() {
        return None;
    }
    let names: Vec<String> = unheard.iter().map(|id| resolution.name(id)).collect();
    Some(Coverage {
        value: "partial".to_owned(),
        reason: format!(
            "nothing that {} says is in the set: that it does not deny the act here tells nothing",
            joined(&names)
        ),
        unheard,
    })
}

/// The evidence rung by rung.
fn evidence_in_words(evidence: &[EvidenceEntry]) -> String {
    let mut rungs: Vec<(EvidenceStatus, BTreeSet<&str>, BTreeSet<String>)> = Vec::new();
    for entry in evidence {
        let kind = serde_json::to_value(entry.kind)
            .ok()
            .and_then(|kind| kind.as_str().map(|kind| kind.replace('_', " ")))
            .unwrap_or_default();
        if !rungs.iter().any(|(status, _, _)| *status == entry.status) {
            rungs.push((entry.status, BTreeSet::new(), BTreeSet::new()));
        }
        for (status, by, kinds) in &mut rungs {
            if *status == entry.status {
                by.extend(entry.by.iter().map(String::as_str));
                kinds.insert(kind.clone());
            }
        }
    }
    let parts: Vec<String> = rungs
        .into_iter()
        .map(|(status, by, kinds)| {
            let by: Vec<String> = by.into_iter().map(str::to_owned).collect();
            let by = if by.is_empty() {
                "somebody unnamed".to_owned()
            } else {
                joined(&by)
            };
            let what = kinds.into_iter().collect::<Vec<_>>().join(", ");
            match status {
                EvidenceStatus::IndependentlyExamined => format!("independently examined by {by} ({what})"),
                EvidenceStatus::Shown => format!("shown by {by} ({what})"),
                EvidenceStatus::UnderInvestigation => format!("under investigation, as {by} says ({what})"),
                EvidenceStatus::Asserted => format!("asserted and not shown by {by} ({what})"),
                EvidenceStatus::Disputed => format!("disputed by {by} ({what})"),
            }
        })
        .collect();
    parts.join("; ")
}

/// Whether a statement's words were found to point at something in its document ("it", "these claims").
fn points(set: &RecordSet, entry: &StanceEntry) -> bool {
    set.position(&entry.statement.document)
        .and_then(|document| set.statement(document, &entry.statement.entry))
        .is_some_and(|statement| !statement.refers_to.is_empty())
}

/// Where events of the claim are dated otherwise than the claim.
fn differences(set: &RecordSet, claim: &Claim) -> Vec<Difference> {
    let Some(best) = Interval::of(claim.date.as_ref()) else {
        return Vec::new();
    };
    let mut differences: Vec<Difference> = claim
        .facts
        .iter()
        .filter_map(|fact| {
            let told = fact.event.date.as_ref()?;
            (Interval::of(Some(told))?.lies(&best) == Lie::Apart).then(|| Difference {
                about: "date".to_owned(),
                told: date_in_words(told).unwrap_or_default(),
                held: claim.date.as_ref().and_then(date_in_words).unwrap_or_default(),
                event: set.reference(fact.document, &fact.event.id),
                anchors: match told.basis.spans.as_slice() {
                    [] => vec![set.anchor(fact.document, &fact.event.trigger)],
                    spans => spans.iter().map(|span| set.anchor(fact.document, span)).collect(),
                },
            })
        })
        .collect();
    differences.sort_by(|one, other| (&one.event, &one.told).cmp(&(&other.event, &other.told)));
    differences
}

fn asserts(entry: &StanceEntry) -> bool {
    matches!(entry.stance, Stance::Alleges | Stance::Confirms)
}

fn denies(entry: &StanceEntry) -> bool {
    matches!(entry.stance, Stance::Denies | Stance::PartlyDenies)
}

fn status(stances: &[StanceEntry], asserting: &[&StanceEntry], denying: &[&StanceEntry]) -> (Status, String) {
    let names = |entries: &[&StanceEntry]| -> String {
        let names: BTreeSet<String> = entries
            .iter()
            .filter(|entry| entry.relays.is_none())
            .flat_map(|entry| entry.speaker_names.clone())
            .collect();
        let names: Vec<String> = names.into_iter().collect();
        if names.len() > 6 {
            format!("{} and {} others", names[..4].join(", "), names.len() - 4)
        } else {
            joined(&names)
        }
    };
    let retracted = stances.iter().any(|entry| entry.stance == Stance::Retracts);
    let disputed: Vec<&StanceEntry> = stances
        .iter()
        .filter(|entry| entry.stance == Stance::DisputesEvidence)
        .collect();
    let hedged: Vec<&StanceEntry> = stances
        .iter()
        .filter(|entry| entry.stance == Stance::Suggests)
        .collect();
    let mut also = String::new();
    if !hedged.is_empty() {
        also.push_str(&format!("; only held possible by {}", names(&hedged)));
    }
    if !disputed.is_empty() {
        also.push_str(&format!(
            "; {} disputes the evidence and denies nothing",
            names(&disputed)
        ));
    }
    match (asserting.is_empty(), denying.is_empty()) {
        (false, false) => (
            Status::Contested,
            format!("asserted by {}, denied by {}{also}", names(asserting), names(denying)),
        ),
        (false, true) => (
            Status::Uncontested,
            format!("asserted by {}, denied by nobody in the set{also}", names(asserting)),
        ),
        (true, _) if retracted && stances.iter().any(asserts) => {
            let by: Vec<&StanceEntry> = stances
                .iter()
                .filter(|entry| entry.stance == Stance::Retracts)
                .collect();
            (
                Status::Retracted,
                format!("everybody who asserted it took it back: {}{also}", names(&by)),
            )
        }
        (true, false) => (
            Status::DeniedOnly,
            format!("asserted by nobody in the set, denied by {}{also}", names(denying)),
        ),
        (true, true) if retracted => {
            let by: Vec<&StanceEntry> = stances
                .iter()
                .filter(|entry| entry.stance == Stance::Retracts)
                .collect();
            (
                Status::Retracted,
                format!("only its retraction is in the set: {}{also}", names(&by)),
            )
        }
        (true, true) => (
            Status::Uncontested,
            format!("asserted and denied by nobody in the set{also}"),
        ),
    }
}

/// The strongest that a speaker gives it. What is told only to be denied is denied.
fn modality(claim: &Claim) -> Modality {
    let rank = |modality| match modality {
        Modality::Stated => 0,
        Modality::Alleged => 1,
        Modality::Denied => 2,
        Modality::Possible => 3,
        Modality::Future => 4,
        Modality::Hypothetical => 5,
    };
    claim
        .facts
        .iter()
        .map(|fact| fact.modality)
        .min_by_key(|modality| rank(*modality))
        .unwrap_or(Modality::Alleged)
}

fn roles(resolution: &Resolution, claim: &Claim) -> Vec<PropositionRole> {
    let core = claim.core();
    let mut roles: BTreeSet<PropositionRole> = BTreeSet::new();
    for (role, fillers) in &core.actors {
        for id in fillers {
            roles.insert(PropositionRole {
                role: *role,
                actor: Some(id.clone()),
                class: None,
                name: resolution.name(id),
            });
        }
    }
    let classes = claim.classes();
    for fact in &claim.facts {
        for filled in fact
            .event
            .roles
            .iter()
            .filter(|filled| matches!(filled.role, RoleName::Item | RoleName::Weapon))
        {
            let class = filled
                .class
                .as_ref()
                .map(|class| knowledge::class_by_calibre(class, &filled.span.exact));
            if let Some(class) = class.filter(|class| classes.contains(class)) {
                roles.insert(PropositionRole {
                    role: filled.role,
                    actor: None,
                    name: knowledge::class_name(&class),
                    class: Some(class),
                });
            }
        }
    }
    for filled in core
        .event
        .roles
        .iter()
        .filter(|filled| filled.actor.is_none() && filled.class.is_none())
    {
        roles.insert(PropositionRole {
            role: filled.role,
            actor: None,
            class: None,
            name: filled.span.exact.trim().to_owned(),
        });
    }
    roles.into_iter().collect()
}

/// The evidence that statements on the claim offer or dispute, the highest rung first.
fn evidence(set: &RecordSet, stances: &[StanceEntry]) -> Vec<EvidenceEntry> {
    let rung = |status| match status {
        EvidenceStatus::IndependentlyExamined => 0,
        EvidenceStatus::Shown => 1,
        EvidenceStatus::UnderInvestigation => 2,
        EvidenceStatus::Asserted => 3,
        EvidenceStatus::Disputed => 4,
    };
    let mut found: Vec<EvidenceEntry> = Vec::new();
    for entry in stances {
        let Some(document) = set.position(&entry.statement.document) else {
            continue;
        };
        let Some(evidence) = set
            .statement(document, &entry.statement.entry)
            .and_then(|statement| statement.evidence.as_ref())
        else {
            continue;
        };
        let offered = EvidenceEntry {
            kind: evidence.kind,
            status: if entry.stance == Stance::DisputesEvidence {
                EvidenceStatus::Disputed
            } else {
                evidence.status
            },
            by: entry.speaker_names.clone(),
            anchor: set.anchor(document, &evidence.span),
        };
        if !found.contains(&offered) {
            found.push(offered);
        }
    }
    found.sort_by(|one, other| {
        (rung(one.status), &one.anchor, &one.by).cmp(&(rung(other.status), &other.anchor, &other.by))
    });
    found
}

/// Speakers who call the act a breach themselves.
fn breaches(set: &RecordSet, stances: &[StanceEntry]) -> Vec<StanceEntry> {
    stances
        .iter()
        .filter(|entry| asserts(entry))
        .filter_map(|entry| {
            let document = set.position(&entry.statement.document)?;
            let breach = set
                .statement(document, &entry.statement.entry)?
                .asserts_breach
                .as_ref()?;
            let mut entry = entry.clone();
            entry.anchors = vec![set.anchor(document, breach)];
            entry.explanation = format!("the speaker calls it a breach: “{}”", breach.exact.trim());
            Some(entry)
        })
        .collect()
}
