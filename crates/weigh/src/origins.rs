//! How many independent origins stand on each side of a claim, and in words why.

use onrecord_document::DocumentKind;
use onrecord_extract::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::lineage::Lineages;
use crate::set::RecordSet;
use crate::wording::joined;
use crate::{OriginCount, StanceEntry};

/// Who stands behind a stance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// A state, body, organisation or person: one, however many documents report its words.
    Side(String),
    /// What a text says in its own voice: one for all copies of it.
    Voice(usize),
    /// Sources without a name: one for a lineage.
    Unnamed(usize),
}

/// Counts the origins of one side's stances.
pub(crate) fn count(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    stances: &[&StanceEntry],
) -> OriginCount {
    let mut origins: BTreeMap<Origin, BTreeSet<usize>> = BTreeMap::new();
    let mut joint: BTreeMap<Vec<String>, BTreeSet<usize>> = BTreeMap::new();
    let mut unnamed_of: BTreeSet<String> = BTreeSet::new();
    let mut relayed = 0;
    for stance in stances {
        let Some(document) = set.position(&stance.statement.document) else {
            continue;
        };
        if stance.relays.is_some() {
            relayed += 1;
            continue;
        }
        let sides: Vec<String> = behind(set, resolution, lineages, document, stance)
            .into_iter()
            .collect();
        if stance.narrator {
            origins
                .entry(Origin::Voice(lineages.copied_from[document]))
                .or_default()
                .insert(document);
        } else if sides.is_empty() || sides.iter().all(|side| unnamed(resolution, side)) {
            origins
                .entry(Origin::Unnamed(lineages.of[document]))
                .or_default()
                .insert(document);
        } else if sides.len() > 1 {
            joint.entry(sides).or_default().insert(document);
        } else {
            if stance.anonymous {
                unnamed_of.insert(sides[0].clone());
            }
            origins
                .entry(Origin::Side(sides[0].clone()))
                .or_default()
                .insert(document);
        }
    }
    let mut notes: Vec<String> = unnamed_of
        .iter()
        .map(|side| format!("an unnamed source of {} is counted with it", resolution.name(side)))
        .collect();
    notes.extend(fold_copies(set, lineages, &mut origins));
    let mut extra = 0_usize;
    let mut own = Vec::new();
    for (signatories, seen_in) in &joint {
        let names: Vec<String> = signatories.iter().map(|side| resolution.name(side)).collect();
        let counted: Vec<String> = signatories
            .iter()
            .filter(|side| origins.contains_key(&Origin::Side((*side).clone())))
            .map(|side| resolution.name(side))
            .collect();
        let covered_by_other = joint
            .keys()
            .any(|other| other != signatories && signatories.iter().all(|side| other.contains(side)));
        if !counted.is_empty() {
            notes.push(format!(
                "the joint statement of {} adds signatories, not an origin: {} already counted",
                short(&names),
                verb(&counted)
            ));
        } else if covered_by_other {
            notes.push(format!(
                "the joint statement of {} is the same side as a longer list of signatories",
                short(&names)
            ));
        } else {
            extra += 1;
            own.push(format!(
                "{} in one joint statement, one origin ({})",
                short(&names),
                in_documents(set, seen_in)
            ));
        }
    }
    let mut named: Vec<String> = origins
        .iter()
        .map(|(origin, seen_in)| describe(set, resolution, lineages, origin, seen_in))
        .collect();
    named.extend(own);
    let count = origins.len() + extra;
    if relayed > 0 {
        notes.push(format!("{relayed} that only pass on what another said are not counted"));
    }
    let mut explanation = match count {
        0 => "no origin in the set".to_owned(),
        1 => format!("one origin: {}", named.join("; ")),
        _ => format!("{count} origins: {}", named.join("; ")),
    };
    for note in notes {
        explanation.push_str("; ");
        explanation.push_str(&note);
    }
    OriginCount {
        count: count.try_into().unwrap_or(u32::MAX),
        explanation,
    }
}

fn unnamed(resolution: &Resolution, id: &str) -> bool {
    matches!(resolution.kind(id), Some(ActorKind::Unnamed | ActorKind::Group)) && !id.starts_with("office:")
}

/// The sides behind a stance: whom its speakers speak for; for a report of a joint statement in the set, its signatories.
fn behind(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    document: usize,
    stance: &StanceEntry,
) -> BTreeSet<String> {
    let sides: BTreeSet<String> = stance
        .speakers
        .iter()
        .map(|speaker| resolution.answerable(speaker))
        .collect();
    let collective = !sides.is_empty() && sides.iter().all(|side| resolution.kind(side) == Some(ActorKind::Group));
    let reported = lineages.lineages[lineages.of[document]]
        .members
        .iter()
        .filter_map(|member| set.position(&member.document))
        .find(|other| *other != document && set.document(*other).kind == DocumentKind::Statement);
    match reported {
        Some(statement) if collective => crate::flags::signatories(set, resolution, statement).unwrap_or(sides),
        _ => sides,
    }
}

/// What a copy says in its own voice or by an unnamed source is no further origin where the text that it was copied from has its origin already.
fn fold_copies(set: &RecordSet, lineages: &Lineages, origins: &mut BTreeMap<Origin, BTreeSet<usize>>) -> Vec<String> {
    let named: BTreeSet<usize> = origins
        .iter()
        .filter(|(origin, _)| matches!(origin, Origin::Side(_)))
        .flat_map(|(_, documents)| documents)
        .map(|document| lineages.copied_from[*document])
        .collect();
    let mut notes = Vec::new();
    origins.retain(|origin, documents| {
        let copies_only = !matches!(origin, Origin::Side(_))
            && documents.iter().all(|document| {
                lineages.copied_from[*document] != *document && named.contains(&lineages.copied_from[*document])
            });
        if copies_only {
            let called: Vec<String> = documents.iter().map(|document| set.called(*document)).collect();
            notes.push(format!(
                "{} only repeats what the text it goes back to gives a source for",
                joined(&called)
            ));
        }
        !copies_only
    });
    notes
}

fn describe(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    origin: &Origin,
    seen_in: &BTreeSet<usize>,
) -> String {
    let told = in_documents(set, seen_in);
    let copies = |lineage: usize| {
        let members = lineages.lineages[lineage].members.len();
        if members > 1 {
            format!(", {members} documents of one lineage")
        } else {
            String::new()
        }
    };
    match origin {
        Origin::Side(side) => format!("{} ({told})", resolution.name(side)),
        Origin::Voice(document) => match seen_in.len() {
            1 => format!("the voice of {}", set.called(*document)),
            several => format!("the voice of {}, copied in {several} documents", set.called(*document)),
        },
        Origin::Unnamed(lineage) => {
            let first = lineages.lineages[*lineage]
                .members
                .first()
                .map(|member| member.document.clone())
                .unwrap_or_default();
            let called = set.position(&first).map_or(first, |document| set.called(document));
            format!("unnamed sources of {called} ({told}{})", copies(*lineage))
        }
    }
}

fn in_documents(set: &RecordSet, documents: &BTreeSet<usize>) -> String {
    match documents.len() {
        1 => documents
            .first()
            .map(|document| format!("in {}", set.called(*document)))
            .unwrap_or_default(),
        several => format!("in {several} documents"),
    }
}

fn short(names: &[String]) -> String {
    match names {
        [one, two, rest @ ..] if rest.len() > 2 => format!("{one}, {two} and {} others", rest.len()),
        _ => joined(names),
    }
}

fn verb(names: &[String]) -> String {
    if names.len() == 1 {
        format!("{} is", names[0])
    } else {
        format!("{} are", short(names))
    }
}
