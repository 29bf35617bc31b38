//! What is said to have happened, by date.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_document::Basis;
use onrecord_document::Precision;
use onrecord_extract::EventType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::claims::within;
use super::rows::ClaimRow;
use super::{Seen, day};
use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::view::View;

/// Which claims.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct TimelineAsked {
    /// Not before this day.
    #[schemars(extend("format" = "date"))]
    from: Option<String>,
    /// Not after this day.
    #[schemars(extend("format" = "date"))]
    to: Option<String>,
    #[serde(rename = "type")]
    event_type: Option<EventType>,
    /// An actor's id.
    actor: Option<String>,
}

/// Dated claims, a page of them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Timeline {
    total: usize,
    next: Option<String>,
    entries: Vec<TimelineEntry>,
}

/// A claim with its days.
#[derive(Serialize, JsonSchema)]
pub(crate) struct TimelineEntry {
    date: Option<EntryDate>,
    claim: ClaimRow,
}

/// Days as an interval, with what they were read from.
#[derive(Serialize, JsonSchema)]
pub(crate) struct EntryDate {
    earliest: Option<String>,
    latest: Option<String>,
    precision: Precision,
    basis: Basis,
}

pub(crate) async fn list(
    Seen(view): Seen,
    Ask(asked): Ask<TimelineAsked>,
    Ask(page): Ask<Page>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (from, to) = (day(asked.from, "from")?, day(asked.to, "to")?);
    let actor = asked.actor.map(|id| {
        view.actor_position(&id)
            .map_or(u32::MAX, |at| u32::try_from(at).unwrap_or(u32::MAX))
    });
    let wanted = |at: &u32| {
        let claim = &view.standing.propositions[*at as usize];
        within(claim, from.as_deref(), to.as_deref())
            && asked.event_type.is_none_or(|of| claim.event_type == of)
            && actor.is_none_or(|actor| view.claims[*at as usize].actors.binary_search(&actor).is_ok())
    };
    let found: Vec<u32> = view.dated.iter().copied().filter(wanted).collect();
    if wants_lines(&headers) {
        return Ok(lines(found.len(), move |at| entry(&view, found[at] as usize)));
    }
    let (rows, next) = page.cut(&found, |at| view.standing.propositions[at as usize].id.as_str())?;
    Ok(Json(Timeline {
        total: found.len(),
        next,
        entries: rows.into_iter().map(|at| entry(&view, at as usize)).collect(),
    })
    .into_response())
}

fn entry(view: &View, at: usize) -> TimelineEntry {
    let date = view.standing.propositions[at].date.as_ref().map(|date| EntryDate {
        earliest: date.earliest.clone(),
        latest: date.latest.clone(),
        precision: date.precision,
        basis: date.basis.clone(),
    });
    TimelineEntry {
        date,
        claim: view.claim_row(at),
    }
}
