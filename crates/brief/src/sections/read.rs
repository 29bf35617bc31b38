//! What was read: how many documents, of how many origins, from when to when; and what was found at a glance.

use onrecord_weigh::{Anchor, Status};

use crate::brief::{Block, Cell, Section};
use crate::footnotes::Footnotes;
use crate::set::{Set, is_narrated};
use crate::voice::{counted, day_in_words, lineage_in_words};

use super::paragraph;

pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Section {
    let standing = set.standing;
    let heads: Vec<Anchor> = standing
        .documents
        .iter()
        .filter_map(|summary| set.head(&summary.id))
        .collect();
    let mut blocks = Vec::new();
    blocks.extend(paragraph([notes.sentence(documents(set), &heads), glance(set, notes)]));
    let rows = standing.documents.iter().map(|summary| {
        let member = standing
            .lineages
            .iter()
            .flat_map(|lineage| &lineage.members)
            .find(|member| member.document == summary.id);
        let head: Vec<Anchor> = set.head(&summary.id).into_iter().collect();
        vec![
            Cell::plain(
                summary
                    .published
                    .as_deref()
                    .map_or_else(|| "not told".to_owned(), day_in_words),
            ),
            Cell::plain(summary.publisher.clone().unwrap_or_default()),
            notes.cell(summary.title.clone(), &head),
            Cell::plain(member.map(|member| lineage_in_words(member.kind)).unwrap_or_default()),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    if rows.is_empty() {
        blocks.push(Block::Note {
            text: "The case holds no documents yet.".to_owned(),
        });
    } else {
        let columns = ["Published", "By", "Title", "As"].map(str::to_owned).to_vec();
        blocks.push(Block::Table { columns, rows });
    }
    Section {
        anchor: "read".to_owned(),
        heading: "What was read".to_owned(),
        blocks,
    }
}

fn documents(set: &Set) -> String {
    let standing = set.standing;
    let was = |count: usize| if count == 1 { "was" } else { "were" };
    let count = standing.documents.len();
    let mut text = format!("{} {} read", counted(count, "document", "documents"), was(count));
    let mut dates: Vec<&str> = standing
        .documents
        .iter()
        .filter_map(|summary| summary.published.as_deref())
        .collect();
    dates.sort_unstable();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first.get(..10) != last.get(..10) => {
            text.push_str(&format!(
                ", published from {} to {}",
                day_in_words(first),
                day_in_words(last)
            ));
        }
        (Some(first), _) => text.push_str(&format!(", published on {}", day_in_words(first))),
        _ => {}
    }
    let undated = count - dates.len();
    if undated > 0 && !dates.is_empty() {
        text.push_str(&format!(" ({undated} without a date)"));
    }
    text.push_str(&format!(
        "; they come from {}.",
        counted(standing.lineages.len(), "origin", "origins")
    ));
    text
}

/// How many claims stand where.
fn glance(set: &Set, notes: &mut Footnotes) -> Option<crate::brief::Sentence> {
    let claims: Vec<_> = set
        .standing
        .propositions
        .iter()
        .filter(|claim| !is_narrated(claim))
        .collect();
    let narrated = set.standing.propositions.len() - claims.len();
    let places: Vec<Anchor> = claims.iter().flat_map(|claim| set.told(claim, 1)).take(12).collect();
    let of = |status: Status| claims.iter().filter(|claim| claim.status == status).count();
    let mut parts = vec![format!("{} contested", of(Status::Contested))];
    for (status, words) in [
        (Status::Uncontested, "denied by nobody here"),
        (Status::DeniedOnly, "known only from a denial"),
        (Status::Retracted, "retracted"),
    ] {
        let count = of(status);
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    }
    let mut text = format!(
        "They hold {}: {}",
        counted(claims.len(), "claim by speakers", "claims by speakers"),
        parts.join(", ")
    );
    if narrated > 0 {
        text.push_str(&format!(
            "; and {narrated} more that only reports make in their own voice"
        ));
    }
    text.push('.');
    notes.sentence(text, &places)
}
