//! Who is named as a signatory and did not sign, and who signed and is left out.

use onrecord_document::Span;

use super::{Departure, DepartureKind};
use crate::actors::Resolution;
use crate::flags::widest;
use crate::set::RecordSet;

pub(super) fn compare(set: &RecordSet, resolution: &Resolution, report: usize, primary: usize) -> Vec<Departure> {
    let (Some((told, telling)), Some((signed, signing))) =
        (widest(set, resolution, report), widest(set, resolution, primary))
    else {
        return Vec::new();
    };
    let whole = |statement: &onrecord_extract::Statement| -> Vec<Span> {
        let spans = if statement.source.is_empty() {
            &statement.content
        } else {
            &statement.source
        };
        spans.iter().take(1).cloned().collect()
    };
    let added = told.difference(&signed).map(|id| Departure {
        kind: DepartureKind::SignatoryAdded,
        reason: format!("names {}, which did not sign", resolution.name(id)),
        report: mentions(set, resolution, report, id).unwrap_or_else(|| whole(telling)),
        primary: whole(signing),
    });
    let missing = signed.difference(&told).map(|id| Departure {
        kind: DepartureKind::SignatoryMissing,
        reason: format!("leaves {} out of those who signed", resolution.name(id)),
        report: whole(telling),
        primary: mentions(set, resolution, primary, id).unwrap_or_else(|| whole(signing)),
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
