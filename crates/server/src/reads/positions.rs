//! What each actor holds of each claim over time, a page of actors at a time.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_weigh::DatedStance;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::Seen;
use super::rows::Named;
use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::view::View;

/// Cells of one actor that are shown; the rest is found with the filter of claims.
const CELLS: usize = 100;

/// Which positions.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct PositionsAsked {
    /// Only positions that changed.
    changed: Option<bool>,
    /// Only this actor's.
    actor: Option<String>,
}

/// Positions, of a page of actors.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Positions {
    /// How many actors hold a position.
    total: usize,
    next: Option<String>,
    actors: Vec<Named>,
    /// The claims that the cells are of.
    claims: Vec<ClaimNamed>,
    cells: Vec<Cell>,
    /// Cells that are left out, of actors who hold very many positions.
    left_out: usize,
}

/// A claim by its words.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ClaimNamed {
    id: String,
    number: Option<usize>,
    text: String,
}

/// What an actor holds of a claim.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Cell {
    actor: String,
    claim: String,
    stances: Vec<DatedStance>,
    /// The stance changed over time.
    changed: bool,
}

fn cell(view: &View, at: u32) -> Cell {
    let position = &view.standing.positions[at as usize];
    Cell {
        actor: position.actor.clone(),
        claim: position.proposition.clone(),
        stances: position.stances.clone(),
        changed: position.changed,
    }
}

pub(crate) async fn list(
    Seen(view): Seen,
    Ask(asked): Ask<PositionsAsked>,
    Ask(page): Ask<Page>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let wanted = |at: &u32| {
        asked
            .changed
            .is_none_or(|changed| view.standing.positions[*at as usize].changed == changed)
    };
    let mut holding: Vec<usize> = (0..view.standing.actors.len())
        .filter(|at| {
            asked
                .actor
                .as_ref()
                .is_none_or(|id| view.standing.actors[*at].id == *id)
                && view.positions_of_actor[*at].iter().any(wanted)
        })
        .collect();
    holding.sort_by_key(|at| std::cmp::Reverse(view.positions_of_actor[*at].len()));
    if wants_lines(&headers) {
        let cells: Vec<u32> = holding
            .iter()
            .flat_map(|at| view.positions_of_actor[*at].iter().copied().filter(wanted))
            .collect();
        return Ok(lines(cells.len(), move |at| cell(&view, cells[at])));
    }
    let (rows, next) = page.cut(&holding, |at| view.standing.actors[at].id.as_str())?;
    let (mut cells, mut claims, mut left_out) = (Vec::new(), BTreeSet::new(), 0);
    for at in &rows {
        let held: Vec<u32> = view.positions_of_actor[*at].iter().copied().filter(wanted).collect();
        left_out += held.len().saturating_sub(CELLS);
        for position in held.into_iter().take(CELLS) {
            let cell = cell(&view, position);
            claims.extend(view.claim_position(&cell.claim));
            cells.push(cell);
        }
    }
    let mut claims: Vec<usize> = claims.into_iter().collect();
    claims.sort_by_key(|at| view.claims[*at].number.unwrap_or(usize::MAX));
    let named = claims.into_iter().map(|at| ClaimNamed {
        id: view.standing.propositions[at].id.clone(),
        number: view.claims[at].number,
        text: view.standing.propositions[at].text.clone(),
    });
    Ok(Json(Positions {
        total: holding.len(),
        next,
        actors: rows
            .into_iter()
            .map(|at| view.named(&view.standing.actors[at].id))
            .collect(),
        claims: named.collect(),
        cells,
        left_out,
    })
    .into_response())
}
