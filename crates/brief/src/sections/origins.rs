//! How many origins the documents have, and why those that share one do.

use onrecord_weigh::{Anchor, LineageKind};

use crate::brief::Section;
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{capital, counted, ended, lineage_in_words};

use super::{paragraph, points};

pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Option<Section> {
    let lineages = &set.standing.lineages;
    let heads: Vec<Anchor> = lineages
        .iter()
        .filter_map(|lineage| set.head(&lineage.members.first()?.document))
        .collect();
    let text = format!(
        "{}, {}.",
        counted(set.standing.documents.len(), "document", "documents"),
        counted(lineages.len(), "origin", "origins")
    );
    let mut blocks = Vec::new();
    blocks.extend(paragraph([notes.sentence(text, &heads)]));
    for lineage in lineages.iter().filter(|lineage| lineage.members.len() > 1) {
        let places: Vec<Anchor> = lineage
            .members
            .iter()
            .filter_map(|member| set.head(&member.document))
            .collect();
        let mut sentences = vec![notes.sentence(capital(&ended(&lineage.explanation)), &places)];
        for member in lineage
            .members
            .iter()
            .filter(|member| member.kind != LineageKind::Original)
        {
            let mut places: Vec<Anchor> = member.shared.clone();
            places.extend(set.head(&member.document).filter(|_| member.shared.is_empty()));
            let why = if member.explanation.is_empty() {
                String::new()
            } else {
                format!(" — {}", member.explanation)
            };
            let text = format!(
                "{}: {}{why}",
                set.called(&member.document),
                lineage_in_words(member.kind)
            );
            sentences.push(notes.sentence(capital(&ended(&text)), &places));
        }
        let origin = lineage
            .members
            .first()
            .map(|member| set.called(&member.document))
            .unwrap_or_default();
        blocks.extend(points(&format!("From {origin}"), sentences));
    }
    (!blocks.is_empty()).then(|| Section {
        anchor: "origins".to_owned(),
        heading: "Documents and their origins".to_owned(),
        blocks,
    })
}
