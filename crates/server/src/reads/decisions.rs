//! The decisions, each with what became of it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_weigh::{Decision, DecisionState, decisions_in_force};
use schemars::JsonSchema;
use serde::Serialize;

use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::state::Shared;

/// A decision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct DecisionRow {
    /// Its number in the case, from 1.
    pub number: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    pub who: String,
    /// What it is about: an actor's id, a claim's, `DOCUMENT/ENTRY`, a decision's number.
    pub subject: String,
    pub what: String,
    pub why: String,
    /// It counts in weighing.
    pub in_force: bool,
    /// The decision that took it back.
    pub undone_by: Option<u32>,
    /// It waits for a second person.
    pub pending: bool,
    /// Who confirmed it.
    pub confirmed_by: Vec<String>,
    /// Who does not agree.
    pub disputed_by: Vec<String>,
}

/// Decisions, a page of them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Decisions {
    total: usize,
    next: Option<String>,
    decisions: Vec<DecisionRow>,
}

/// The decisions in their order, each with what became of it.
pub(crate) fn rows(decisions: &[Decision]) -> Vec<DecisionRow> {
    let states: BTreeMap<u32, DecisionState> = decisions_in_force(decisions)
        .into_iter()
        .map(|state| (state.number, state))
        .collect();
    decisions
        .iter()
        .map(|decision| {
            let state = states.get(&decision.number);
            DecisionRow {
                number: decision.number,
                at: decision.at.clone(),
                who: decision.who.clone(),
                subject: decision.subject.clone(),
                what: decision.what.clone(),
                why: decision.why.clone(),
                in_force: state.is_some_and(|state| state.in_force),
                undone_by: state.and_then(|state| state.undone_by),
                pending: state.is_some_and(|state| state.pending),
                confirmed_by: state.map(|state| state.confirmed_by.clone()).unwrap_or_default(),
                disputed_by: state.map(|state| state.disputed_by.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

pub(crate) async fn list(
    State(shared): State<Shared>,
    Ask(page): Ask<Page>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let mut rows = rows(&shared.decisions());
    // The newest first: what somebody just did is what they look for.
    rows.reverse();
    if wants_lines(&headers) {
        return Ok(lines(rows.len(), move |at| rows[at].clone()));
    }
    let places: Vec<usize> = (0..rows.len()).collect();
    let (cut, next) = page.cut(&places, |at| rows[at].number.to_string())?;
    Ok(Json(Decisions {
        total: rows.len(),
        next,
        decisions: cut.into_iter().map(|at| rows[at].clone()).collect(),
    })
    .into_response())
}
