//! Who is named as a signatory and did not sign, and who signed and is left out.

use onrecord_document::Span;
use onrecord_extract::{ActorKind, Statement};
use std::collections::BTreeSet;

use super::sentences::{Pairs, Sentence};
use super::{Departure, DepartureKind};
use crate::actors::Resolution;
use crate::flags::widest;
use crate::knowledge;
use crate::set::RecordSet;

/// States and bodies named in one sentence below which it is no list of signatories.
const FEWEST_SIGNATORIES: usize = 3;

/// A list of signatories, with the words that have it.
pub(super) struct Signed {
    pub(super) ids: BTreeSet<String>,
    words: Span,
}

/// The signatories of a document: those of its joint statement, else the sentence that lists for whom a statement is made.
pub(super) fn signed(
    set: &RecordSet,
    resolution: &Resolution,
    document: usize,
    sentences: &[Sentence],
) -> Option<Signed> {
    let joint = widest(set, resolution, document).and_then(|(ids, statement)| {
        Some(Signed {
            ids,
            words: words(statement)?,
        })
    });
    let listed = sentences
        .iter()
        .filter(|sentence| {
            let folded = sentence.folded();
            knowledge::reporting()
                .signing
                .iter()
                .any(|phrase| folded.contains(&format!(" {phrase} ")))
        })
        .map(|sentence| Signed {
            ids: set
                .actors(document)
                .iter()
                .filter(|actor| matches!(actor.kind, ActorKind::State | ActorKind::Body | ActorKind::Organisation))
                .filter(|actor| actor.code.is_some())
                .filter(|actor| {
                    actor
                        .mentions
                        .iter()
                        .any(|mention| sentence.span.contains(&mention.span) && is_listed(set, document, &mention.span))
                })
                .filter_map(|actor| resolution.of(document, &actor.id))
                .map(|id| resolution.answerable(id))
                .collect(),
            words: sentence.span.clone(),
        })
        .filter(|signed| signed.ids.len() >= FEWEST_SIGNATORIES)
        .max_by_key(|signed| (signed.ids.len(), std::cmp::Reverse(signed.words.start)));
    match (joint, listed) {
        (Some(joint), Some(listed)) if listed.ids.len() > joint.ids.len() => Some(listed),
        (joint, listed) => joint.or(listed),
    }
}

/// Whether a name stands in a list: a comma or "and" before or after it.
fn is_listed(set: &RecordSet, document: usize, mention: &Span) -> bool {
    let letters: Vec<char> = set.document(document).text.chars().collect();
    let (start, end) = (mention.start as usize, mention.end as usize);
    let before: String = letters[start.saturating_sub(9)..start.min(letters.len())]
        .iter()
        .collect();
    let after: String = letters[end.min(letters.len())..(end + 5).min(letters.len())]
        .iter()
        .collect();
    let before = before.trim_end().trim_end_matches("the").trim_end();
    before.ends_with([',', ':']) || before.ends_with(" and") || after.starts_with(',') || after.starts_with(" and ")
}

fn words(statement: &Statement) -> Option<Span> {
    statement.source.first().or(statement.content.first()).cloned()
}

pub(super) fn compare(
    set: &RecordSet,
    resolution: &Resolution,
    report: usize,
    primary: usize,
    pairs: &Pairs,
) -> Vec<Departure> {
    let (Some(told), Some(signed)) = (
        signed(set, resolution, report, &pairs.report),
        signed(set, resolution, primary, &pairs.primary),
    ) else {
        return Vec::new();
    };
    let added = told.ids.difference(&signed.ids).map(|id| Departure {
        kind: DepartureKind::SignatoryAdded,
        reason: format!("names {}, which did not sign", resolution.name(id)),
        report: mentions(set, resolution, report, id).unwrap_or_else(|| vec![told.words.clone()]),
        primary: vec![signed.words.clone()],
    });
    let missing = signed.ids.difference(&told.ids).map(|id| Departure {
        kind: DepartureKind::SignatoryMissing,
        reason: format!("leaves {} out of those who signed", resolution.name(id)),
        report: vec![told.words.clone()],
        primary: mentions(set, resolution, primary, id).unwrap_or_else(|| vec![signed.words.clone()]),
    });
    added.chain(missing).collect()
}

/// The first place where a document names whoever answers under this id.
fn mentions(set: &RecordSet, resolution: &Resolution, document: usize, id: &str) -> Option<Vec<Span>> {
    set.actors(document)
        .iter()
        .filter(|actor| {
            resolution
                .of(document, &actor.id)
                .is_some_and(|resolved| resolution.answerable(resolved) == *id)
        })
        .flat_map(|actor| &actor.mentions)
        .min_by_key(|mention| mention.span.start)
        .map(|mention| vec![mention.span.clone()])
}
