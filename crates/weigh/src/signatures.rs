//! Joint statements by date: who signed each, and how that differs from the last one that mostly the same signed.

use onrecord_document::DocumentKind;
use std::collections::BTreeSet;

use crate::Signatures;
use crate::actors::Resolution;
use crate::flags::widest;
use crate::set::RecordSet;
use crate::wording::joined;

/// Signatories below which a statement is two speakers' and no list.
const FEWEST: usize = 3;

/// Every joint statement that is in the set itself, in the order of the set.
pub(crate) fn signatures(set: &RecordSet, resolution: &Resolution) -> Vec<Signatures> {
    let mut all: Vec<(BTreeSet<String>, Signatures)> = Vec::new();
    for document in 0..set.records.len() {
        if set.document(document).kind != DocumentKind::Statement {
            continue;
        }
        let Some((signatories, statement)) = widest(set, resolution, document).filter(|(ids, _)| ids.len() >= FEWEST)
        else {
            continue;
        };
        let before = all
            .iter()
            .rev()
            .find(|(others, _)| others.intersection(&signatories).count() * 2 >= others.len().min(signatories.len()));
        let names = |ids: &[String]| joined(&ids.iter().map(|id| resolution.name(id)).collect::<Vec<_>>());
        let mut entry = Signatures {
            statement: set.reference(document, &statement.id),
            date: set.day(document),
            signatories: signatories.iter().cloned().collect(),
            beside: None,
            joined: Vec::new(),
            left: Vec::new(),
            explanation: format!("{} signed the statement of {}", signatories.len(), set.called(document)),
        };
        if let Some((others, other)) = before {
            entry.beside = Some(other.statement.clone());
            entry.joined = signatories.difference(others).cloned().collect();
            entry.left = others.difference(&signatories).cloned().collect();
            let earlier = set
                .position(&other.statement.document)
                .map_or_else(|| other.statement.document.clone(), |document| set.called(document));
            if !entry.left.is_empty() {
                entry.explanation.push_str(&format!(
                    "; {} signed that of {earlier} and not this one",
                    names(&entry.left)
                ));
            }
            if !entry.joined.is_empty() {
                entry
                    .explanation
                    .push_str(&format!("; {} did not sign that of {earlier}", names(&entry.joined)));
            }
            if entry.left.is_empty() && entry.joined.is_empty() {
                entry
                    .explanation
                    .push_str(&format!("; the same as signed that of {earlier}"));
            }
        }
        all.push((signatories, entry));
    }
    all.into_iter().map(|(_, entry)| entry).collect()
}
