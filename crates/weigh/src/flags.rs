//! What a careful reader should look at twice: implausible signatories, misreported statements, numbers that differ.

use onrecord_document::DocumentKind;
use onrecord_extract::{ActorKind, Statement, Toll};
use std::collections::BTreeSet;

use crate::actors::Resolution;
use crate::knowledge;
use crate::lineage::Lineages;
use crate::set::RecordSet;
use crate::wording::joined;
use crate::{Anchor, LineageKind, Proposition, Stance, StandingFlag};

/// All flags, but those of figures over time.
pub(crate) fn flags(
    set: &RecordSet,
    resolution: &Resolution,
    lineages: &Lineages,
    propositions: &[Proposition],
) -> Vec<StandingFlag> {
    let mut flags = lifted(set);
    let already: BTreeSet<(String, String)> = flags
        .iter()
        .filter(|flag| flag.code == IMPLAUSIBLE)
        .map(|flag| (flag.entry.document.clone(), flag.entry.entry.clone()))
        .collect();
    flags.extend(
        implausible(set, resolution, propositions)
            .into_iter()
            .filter(|flag| !already.contains(&(flag.entry.document.clone(), flag.entry.entry.clone()))),
    );
    flags.extend(dates_differ(set, propositions));
    for lineage in &lineages.lineages {
        let documents: Vec<usize> = lineage
            .members
            .iter()
            .filter_map(|member| set.position(&member.document))
            .collect();
        let Some(&statement) = documents
            .iter()
            .find(|document| set.document(**document).kind == DocumentKind::Statement)
        else {
            continue;
        };
        for (member, &report) in lineage.members.iter().zip(&documents) {
            if member.kind == LineageKind::SameBriefing && report != statement {
                flags.extend(signatories_differ(set, resolution, statement, report));
                flags.extend(numbers_differ(set, statement, report));
            }
        }
    }
    flags
}

/// Accounts that date an act otherwise than the claim that they are told of.
fn dates_differ(set: &RecordSet, propositions: &[Proposition]) -> Vec<StandingFlag> {
    propositions
        .iter()
        .flat_map(|proposition| &proposition.differences)
        .map(|difference| StandingFlag {
            code: "date-differs".to_owned(),
            reason: format!(
                "{} tells the act {}, where it is held to have been {}",
                set.position(&difference.event.document)
                    .map_or_else(|| difference.event.document.clone(), |document| set.called(document)),
                difference.told,
                difference.held
            ),
            entry: difference.event.clone(),
            anchors: difference.anchors.clone(),
        })
        .collect()
}

const IMPLAUSIBLE: &str = "implausible-signatory";

/// Flags that reading the document raised.
fn lifted(set: &RecordSet) -> Vec<StandingFlag> {
    let mut flags = Vec::new();
    for (document, record) in set.records.iter().enumerate() {
        for statement in &record.statements {
            for flag in &statement.flags {
                flags.push(StandingFlag {
                    code: flag.code.clone(),
                    reason: flag.reason.clone(),
                    entry: set.reference(document, &statement.id),
                    anchors: flag.spans.iter().map(|span| set.anchor(document, span)).collect(),
                });
            }
        }
    }
    flags
}

/// A body that speaks by consensus cannot sign beside states, least of all against one of its own members.
pub(crate) fn implausible(set: &RecordSet, resolution: &Resolution, propositions: &[Proposition]) -> Vec<StandingFlag> {
    let mut flags = Vec::new();
    for (document, record) in set.records.iter().enumerate() {
        let year = set
            .day(document)
            .and_then(|day| day.get(..4).and_then(|year| year.parse().ok()));
        for statement in &record.statements {
            let speakers: Vec<&str> = statement
                .speakers
                .iter()
                .filter_map(|speaker| resolution.of(document, speaker))
                .collect();
            let states = speakers.iter().filter(|speaker| speaker.starts_with("state:")).count();
            for body in &speakers {
                let Some(code) = body
                    .split_once(':')
                    .map(|(_, code)| code)
                    .filter(|code| knowledge::speaks_by_consensus(code))
                else {
                    continue;
                };
                let members: BTreeSet<String> = accused_by(propositions, &record.document.id, &statement.id)
                    .into_iter()
                    .filter(|id| {
                        id.strip_prefix("state:")
                            .is_some_and(|state| knowledge::sits_in(state, code, year))
                    })
                    .map(|id| resolution.name(&id))
                    .collect();
                let beside_states = speakers.len() > 1 && states > 0;
                if !beside_states && members.is_empty() {
                    continue;
                }
                let mut reason = format!("{} speaks only with the consent of its members", resolution.name(body));
                if beside_states {
                    reason.push_str(", and here it is named beside states as one signatory");
                }
                if !members.is_empty() {
                    reason.push_str(&format!(
                        "; {}, accused here, sits in it",
                        joined(&members.into_iter().collect::<Vec<_>>())
                    ));
                }
                flags.push(StandingFlag {
                    code: IMPLAUSIBLE.to_owned(),
                    reason,
                    entry: set.reference(document, &statement.id),
                    anchors: source(set, document, statement),
                });
            }
        }
    }
    flags
}

/// Who answers for what a statement alleges.
fn accused_by(propositions: &[Proposition], document: &str, statement: &str) -> BTreeSet<String> {
    propositions
        .iter()
        .filter(|proposition| {
            proposition.stances.iter().any(|entry| {
                entry.statement.document == document
                    && entry.statement.entry == statement
                    && matches!(entry.stance, Stance::Alleges | Stance::Confirms)
            })
        })
        .flat_map(|proposition| &proposition.roles)
        .filter(|role| crate::facts::ACCUSED.contains(&role.role))
        .filter_map(|role| role.actor.clone())
        .collect()
}

fn source(set: &RecordSet, document: usize, statement: &Statement) -> Vec<Anchor> {
    let spans = if statement.source.is_empty() {
        &statement.content
    } else {
        &statement.source
    };
    spans.iter().map(|span| set.anchor(document, span)).collect()
}

/// The states and bodies behind the joint statement of a document with the most signatories.
pub(crate) fn signatories(set: &RecordSet, resolution: &Resolution, document: usize) -> Option<BTreeSet<String>> {
    widest(set, resolution, document).map(|(signatories, _)| signatories)
}

/// The joint statement of a document with the most signatories, and the states and bodies behind it.
pub(crate) fn widest<'records>(
    set: &RecordSet<'records>,
    resolution: &Resolution,
    document: usize,
) -> Option<(BTreeSet<String>, &'records Statement)> {
    set.records[document]
        .statements
        .iter()
        .filter(|statement| statement.speakers.len() > 1)
        .map(|statement| {
            let signatories = statement
                .speakers
                .iter()
                .filter_map(|speaker| resolution.of(document, speaker))
                .filter(|speaker| resolution.kind(speaker) != Some(ActorKind::Group))
                .map(|speaker| resolution.answerable(speaker))
                .collect::<BTreeSet<_>>();
            (signatories, statement)
        })
        .filter(|(signatories, _)| signatories.len() > 1)
        .max_by(|one, other| one.0.len().cmp(&other.0.len()).then_with(|| other.1.id.cmp(&one.1.id)))
}

fn signatories_differ(
    set: &RecordSet,
    resolution: &Resolution,
    statement: usize,
    report: usize,
) -> Option<StandingFlag> {
    let (signed, original) = widest(set, resolution, statement)?;
    let (reported, told) = widest(set, resolution, report)?;
    let names = |ids: Vec<&String>| joined(&ids.into_iter().map(|id| resolution.name(id)).collect::<Vec<_>>());
    let added: Vec<&String> = reported.difference(&signed).collect();
    let left_out: Vec<&String> = signed.difference(&reported).collect();
    if added.is_empty() && left_out.is_empty() {
        return None;
    }
    let mut differences = Vec::new();
    if !added.is_empty() {
        differences.push(format!("names {} as well", names(added)));
    }
    if !left_out.is_empty() {
        differences.push(format!("leaves out {}", names(left_out)));
    }
    let mut anchors = source(set, report, told);
    anchors.extend(source(set, statement, original));
    Some(StandingFlag {
        code: "signatories-differ".to_owned(),
        reason: format!(
            "the statement of {} has {} signatories; the report of it in {} {}",
            set.called(statement),
            signed.len(),
            set.called(report),
            differences.join(" and ")
        ),
        entry: set.reference(report, &told.id),
        anchors,
    })
}

/// The figure of a statement that a report of it gives otherwise; none where some alike figure of the statement is the same.
pub(crate) fn misreported<'records>(
    set: &RecordSet<'records>,
    statement: usize,
    told: &Toll,
) -> Option<&'records Toll> {
    other_figure(told, &set.records[statement].tolls)
}

/// The figure of the same people that is given otherwise among `tolls`; none where some alike figure is the same.
pub(crate) fn other_figure<'tolls>(told: &Toll, tolls: &'tolls [Toll]) -> Option<&'tolls Toll> {
    let mut alike = tolls.iter().filter(|original| {
        original.effect == told.effect
            && original.scope == told.scope
            && original.part_of.is_some() == told.part_of.is_some()
    });
    let first = alike.next()?;
    let same = |original: &Toll| (original.figure.low, original.figure.high) == (told.figure.low, told.figure.high);
    (!same(first) && !alike.any(same)).then_some(first)
}

/// Figures that a report gives otherwise than the statement it reports.
fn numbers_differ(set: &RecordSet, statement: usize, report: usize) -> Vec<StandingFlag> {
    set.records[report]
        .tolls
        .iter()
        .filter_map(|told| Some((told, misreported(set, statement, told)?)))
        .map(|(told, original)| StandingFlag {
            code: "number-differs".to_owned(),
            reason: format!(
                "{} gives “{}” where the statement that it reports has “{}”",
                set.called(report),
                told.span.exact.trim(),
                original.span.exact.trim()
            ),
            entry: set.reference(report, &told.id),
            anchors: vec![set.anchor(report, &told.span), set.anchor(statement, &original.span)],
        })
        .collect()
}
