//! What a report says of an institution and cannot be so by its rules.

use onrecord_catalogue::weighing::{InstitutionRule, Opposing};
use onrecord_document::Span;
use onrecord_extract::Record;

use super::sentences::Pairs;
use super::{Departure, DepartureKind};
use crate::actors::Resolution;
use crate::knowledge;
use crate::set::RecordSet;

pub(super) fn compare(set: &RecordSet, resolution: &Resolution, report: usize) -> Vec<Departure> {
    let record = set.records[report];
    let pairs = Pairs::of(&record.document, &record.document);
    let mut departures = by_consensus(set, resolution, report);
    for rule in knowledge::institution_rules() {
        departures.extend(outvoted(record, &pairs, rule, set.day(report).as_deref()));
    }
    departures
}

/// A body that speaks by consensus, named as a signatory beside states or against its own member.
fn by_consensus(set: &RecordSet, resolution: &Resolution, report: usize) -> Vec<Departure> {
    let id = &set.document(report).id;
    let mut departures: Vec<Departure> = Vec::new();
    for flag in crate::flags::implausible(set, resolution, &[]) {
        if flag.entry.document != *id {
            continue;
        }
        let spans = flag.anchors.into_iter().map(|anchor| anchor.span);
        match departures.iter_mut().find(|departure| departure.reason == flag.reason) {
            Some(same) => same.report.extend(spans),
            None => departures.push(Departure {
                kind: DepartureKind::CannotBe,
                reason: flag.reason,
                report: spans.collect(),
                primary: Vec::new(),
            }),
        }
    }
    departures
}

/// A sentence by which a member that cannot be overruled was overruled.
fn outvoted(record: &Record, pairs: &Pairs, rule: &InstitutionRule, day: Option<&str>) -> Vec<Departure> {
    let year = day.and_then(|day| day.get(..4)?.parse().ok());
    let cannot_be = |code: &str| match rule.opposing {
        Opposing::PermanentMembers => knowledge::is_permanent_member(code),
        Opposing::Members => knowledge::sits_in(code, &rule.body, year),
    };
    let mut departures = Vec::new();
    for sentence in &pairs.report {
        let folded = sentence.folded();
        let has = |phrases: &[String]| phrases.iter().any(|phrase| folded.contains(&format!(" {phrase} ")));
        if !has(&rule.carried) || !has(&rule.against) {
            continue;
        }
        let Some(against) = rule
            .against
            .iter()
            .find_map(|phrase| sentence.find(phrase, &pairs.letters_here))
        else {
            continue;
        };
        let mentions = |code: &str| -> Option<Span> {
            record
                .actors
                .iter()
                .filter(|actor| actor.code.as_deref() == Some(code))
                .flat_map(|actor| &actor.mentions)
                .map(|mention| &mention.span)
                .find(|span| sentence.span.contains(span))
                .cloned()
        };
        if mentions(&rule.body).is_none() {
            continue;
        }
        let opposing = record.actors.iter().find_map(|actor| {
            let code = actor.code.as_deref().filter(|code| cannot_be(code))?;
            let span = mentions(code).filter(|span| span.start >= against.end)?;
            Some((actor, span))
        });
        if let Some((actor, span)) = opposing {
            departures.push(Departure {
                kind: DepartureKind::CannotBe,
                reason: format!("{}: {}", actor.name, rule.reason),
                report: vec![against, span],
                primary: Vec::new(),
            });
        }
    }
    departures
}
