//! One claim: its sides with their words, its origins, its parts, its history, what was decided.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::Path;
use onrecord_brief::stance_in_words;
use onrecord_weigh::{Concern, LineageKind, Proposition, Stance, StanceEntry};
use schemars::JsonSchema;
use serde::Serialize;

use super::Seen;
use super::decisions::{DecisionRow, rows as decision_rows};
use super::origins::{OriginGraph, graph};
use super::rows::{ClaimRow, Side, label};
use crate::refusal::Refusal;
use crate::view::View;

/// One claim.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ClaimTold {
    claim: NumberedClaim,
    sides: Sides,
    /// The claims that are a part of it.
    parts: Vec<ClaimRow>,
    /// The broader claim that it is a part of.
    whole: Option<ClaimRow>,
    documents: Vec<ClaimDocument>,
    origins: OriginGraph,
    decisions: Vec<DecisionRow>,
    concerns: Vec<Concern>,
    history: Vec<Turn>,
}

/// A claim with its number in the brief.
#[derive(Serialize, JsonSchema)]
pub(crate) struct NumberedClaim {
    number: Option<usize>,
    decided: bool,
    #[serde(flatten)]
    claim: Proposition,
}

/// Who takes which side.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Sides {
    /// Alleges or confirms it.
    asserted: Vec<Side>,
    /// Denies it, or a part of it.
    denied: Vec<Side>,
    /// Holds it possible, disputes its evidence, takes it back, declines.
    other: Vec<Side>,
}

/// A document that tells a claim.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ClaimDocument {
    id: String,
    label: String,
    title: String,
    publisher: Option<String>,
    published: Option<String>,
    url: Option<String>,
    lineage: String,
    /// How it stands to its origin.
    kind: Option<LineageKind>,
}

/// Something that somebody said of a claim, or decided about it, on a day.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Turn {
    date: Option<String>,
    document: Option<String>,
    /// Who did what, in words.
    what: String,
    words: String,
}

pub(crate) async fn one(Seen(view): Seen, Path(id): Path<String>) -> Result<Json<ClaimTold>, Refusal> {
    let at = view.claim_position(&id).ok_or_else(|| Refusal::missing("claim", &id))?;
    let claim = &view.standing.propositions[at];
    let keys = &view.claims[at];
    let side = |wanted: fn(Stance) -> bool| -> Vec<Side> {
        let taken = claim.stances.iter().filter(|entry| wanted(entry.stance));
        taken.map(|entry| view.side(claim, entry)).collect()
    };
    let asserts = |stance| matches!(stance, Stance::Alleges | Stance::Confirms);
    let denies = |stance| matches!(stance, Stance::Denies | Stance::PartlyDenies);
    let documents: BTreeSet<usize> = keys.documents.iter().map(|at| *at as usize).collect();
    let of_claim = subjects(claim);
    let decisions = decision_rows(&view.decisions)
        .into_iter()
        .filter(|decision| of_claim.contains(&decision.subject) || decision.what.ends_with(&claim.id))
        .collect::<Vec<_>>();
    let concerns = view
        .concerns()
        .0
        .iter()
        .filter(|concern| of_claim.contains(&concern.subject));
    let whole = claim.part_of.as_ref().and_then(|id| view.claim_position(id));
    Ok(Json(ClaimTold {
        sides: Sides {
            asserted: side(asserts),
            denied: side(denies),
            other: side(|stance| {
                !matches!(
                    stance,
                    Stance::Alleges | Stance::Confirms | Stance::Denies | Stance::PartlyDenies
                )
            }),
        },
        parts: view.claim_rows(view.parts(at)),
        whole: whole.map(|at| view.claim_row(at)),
        documents: documents.iter().map(|at| document(&view, *at)).collect(),
        origins: graph(&view, &documents),
        history: history(&view, claim, &decisions),
        decisions,
        concerns: concerns.cloned().collect(),
        claim: NumberedClaim {
            number: keys.number,
            decided: keys.decided,
            claim: claim.clone(),
        },
    }))
}

/// What decisions about a claim can be about: itself, and every entry that tells it.
fn subjects(claim: &Proposition) -> BTreeSet<String> {
    let statements = claim
        .stances
        .iter()
        .flat_map(|entry| std::iter::once(&entry.statement).chain(&entry.also_in));
    let mut subjects: BTreeSet<String> = statements
        .chain(&claim.events)
        .map(|entry| format!("{}/{}", entry.document, entry.entry))
        .collect();
    subjects.insert(claim.id.clone());
    subjects
}

fn document(view: &View, at: usize) -> ClaimDocument {
    let row = view.document_row(at);
    ClaimDocument {
        id: row.id,
        label: label(at),
        title: row.title,
        publisher: row.publisher,
        published: row.published,
        url: row.url,
        lineage: row.lineage,
        kind: row.member_kind,
    }
}

fn history(view: &View, claim: &Proposition, decisions: &[DecisionRow]) -> Vec<Turn> {
    let mut by_day: BTreeMap<(Option<String>, usize), Turn> = BTreeMap::new();
    let said = claim.stances.iter().map(|entry| Turn {
        date: entry.date.clone(),
        document: Some(entry.statement.document.clone()),
        what: format!("{} {}", who(view, entry), stance_in_words(entry.stance)),
        words: entry
            .anchors
            .first()
            .map(|anchor| anchor.span.exact.clone())
            .unwrap_or_default(),
    });
    let decided = decisions.iter().map(|decision| Turn {
        date: Some(decision.at.clone()),
        document: None,
        what: format!("{} decided: {} {}", decision.who, decision.subject, decision.what),
        words: decision.why.clone(),
    });
    for turn in said.chain(decided) {
        by_day.insert((turn.date.clone(), by_day.len()), turn);
    }
    // What has no day comes last.
    let (mut dated, undated): (Vec<Turn>, Vec<Turn>) = by_day.into_values().partition(|turn| turn.date.is_some());
    dated.extend(undated);
    dated
}

fn who(view: &View, entry: &StanceEntry) -> String {
    if !entry.speaker_names.is_empty() {
        return entry.speaker_names.join(", ");
    }
    let names: Vec<&str> = entry.speakers.iter().map(|id| view.name(id)).collect();
    if names.is_empty() {
        "the document".to_owned()
    } else {
        names.join(", ")
    }
}
