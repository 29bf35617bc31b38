//! The documents with their numbers, and how those that share an origin do.

use onrecord_weigh::{Anchor, LineageKind};

use crate::brief::{Block, Section, Sentence, Source};
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{capital, ended, lineage_in_words};

use super::points;

/// Every document of the set.
pub(crate) fn sources(set: &Set) -> Vec<Source> {
    some(set, |_| true)
}

/// The documents of the set with these numbers.
pub(crate) fn some(set: &Set, wanted: impl Fn(usize) -> bool) -> Vec<Source> {
    set.standing
        .documents
        .iter()
        .zip(1..)
        .filter(|(_, number)| wanted(*number))
        .map(|(summary, number)| {
            let head = set.head(&summary.id);
            let span = head.map(|anchor| anchor.span);
            let kind = kind(set, &summary.id);
            Source {
                is_origin: kind.is_empty() || kind == lineage_in_words(LineageKind::Original),
                number,
                document: summary.id.clone(),
                title: summary.title.clone(),
                publisher: summary.publisher.clone(),
                published: summary.published.clone(),
                url: summary.url.clone(),
                sha256: summary.sha256.clone(),
                kind,
                start: span.as_ref().map_or(0, |span| span.start),
                end: span.as_ref().map_or(0, |span| span.end),
                exact: span.map(|span| span.exact).unwrap_or_default(),
            }
        })
        .collect()
}

/// `origin`, or `reprint of D1`.
fn kind(set: &Set, document: &str) -> String {
    for lineage in &set.standing.lineages {
        let Some(member) = lineage.members.iter().find(|member| member.document == document) else {
            continue;
        };
        let words = lineage_in_words(member.kind);
        return match lineage.members.first() {
            Some(first) if member.kind != LineageKind::Original && first.document != document => {
                let joined = match member.kind {
                    LineageKind::Cites => "repeats the report of",
                    LineageKind::SameBriefing => "same occasion as",
                    _ => "",
                };
                if joined.is_empty() {
                    format!("{words} of {}", set.label(&first.document))
                } else {
                    format!("{joined} {}", set.label(&first.document))
                }
            }
            _ => words.to_owned(),
        };
    }
    String::new()
}

/// Why documents share an origin, folded: the list of sources says already that they do.
pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Option<Section> {
    let mut blocks: Vec<Block> = Vec::new();
    for lineage in set.standing.lineages.iter().filter(|lineage| lineage.members.len() > 1) {
        let heads: Vec<Anchor> = lineage
            .members
            .iter()
            .filter_map(|member| set.head(&member.document))
            .collect();
        let mut lines: Vec<Vec<Sentence>> = vec![
            notes
                .sentence(capital(&ended(&lineage.explanation)), &heads)
                .into_iter()
                .collect(),
        ];
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
                "{} ({}): {}{why}",
                set.label(&member.document),
                set.called(&member.document),
                lineage_in_words(member.kind)
            );
            lines.push(notes.sentence(ended(&text), &places).into_iter().collect());
        }
        let first = lineage
            .members
            .first()
            .map(|member| set.label(&member.document))
            .unwrap_or_default();
        blocks.extend(points(&format!("From {first}"), lines));
    }
    (!blocks.is_empty()).then(|| Section {
        anchor: "origins".to_owned(),
        heading: "Shared origins".to_owned(),
        blocks: vec![Block::Folded {
            label: "Why these documents were taken for one origin".to_owned(),
            blocks,
        }],
    })
}
