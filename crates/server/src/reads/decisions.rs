//! The decisions, each with what became of it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_weigh::Decision;
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

/// The decisions that a later one, itself not taken back, takes back; and by which.
pub(crate) fn undone(decisions: &[Decision]) -> BTreeMap<u32, u32> {
    let mut undone = BTreeMap::new();
    for decision in decisions.iter().rev() {
        if decision.what == "undo"
            && !undone.contains_key(&decision.number)
            && let Ok(number) = decision.subject.parse::<u32>()
            && number < decision.number
        {
            undone.insert(number, decision.number);
        }
    }
    undone
}

/// The decisions in their order, each with what became of it.
pub(crate) fn rows(decisions: &[Decision]) -> Vec<DecisionRow> {
    let undone = undone(decisions);
    let mut said: BTreeMap<(u32, &str), Vec<String>> = BTreeMap::new();
    for decision in decisions
        .iter()
        .filter(|decision| !undone.contains_key(&decision.number))
    {
        if let ("confirm" | "dispute", Ok(number)) = (decision.what.as_str(), decision.subject.parse::<u32>()) {
            let who = said.entry((number, decision.what.as_str())).or_default();
            if !who.contains(&decision.who) {
                who.push(decision.who.clone());
            }
        }
    }
    decisions
        .iter()
        .map(|decision| {
            let of = |what| said.get(&(decision.number, what)).cloned().unwrap_or_default();
            DecisionRow {
                number: decision.number,
                at: decision.at.clone(),
                who: decision.who.clone(),
                subject: decision.subject.clone(),
                what: decision.what.clone(),
                why: decision.why.clone(),
                undone_by: undone.get(&decision.number).copied(),
                pending: false,
                confirmed_by: of("confirm"),
                disputed_by: of("dispute"),
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

#[cfg(test)]
mod tests {
    use super::{rows, undone};
    use onrecord_weigh::Decision;

    fn decision(number: u32, who: &str, subject: &str, what: &str) -> Decision {
        Decision {
            number,
            at: "2026-03-02T10:00:00Z".into(),
            who: who.into(),
            subject: subject.into(),
            what: what.into(),
            why: "checked".into(),
        }
    }

    #[test]
    fn what_was_taken_back_stands_again_when_that_is_taken_back() {
        let all = [
            decision(1, "A", "p1", "accept"),
            decision(2, "A", "1", "undo"),
            decision(3, "A", "2", "undo"),
        ];
        assert_eq!(undone(&all[..2]).get(&1), Some(&2));
        assert_eq!(undone(&all).get(&1), None);
    }

    #[test]
    fn who_agrees_and_who_does_not_stands_with_the_decision() {
        let rows = rows(&[
            decision(1, "A", "p1", "accept"),
            decision(2, "B", "1", "confirm"),
            decision(3, "C", "1", "dispute"),
            decision(4, "D", "1", "dispute"),
            decision(5, "D", "4", "undo"),
        ]);
        assert_eq!(rows[0].confirmed_by, ["B"]);
        assert_eq!(rows[0].disputed_by, ["C"]);
        assert_eq!(rows[3].undone_by, Some(5));
    }
}
