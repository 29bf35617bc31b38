//! Figures of people as series, joint statements, and what does not fit.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_extract::{Effect, TollScope};
use onrecord_weigh::{Signatures, StandingFlag, TollPoint, TollSeries, TollSummary};
use schemars::JsonSchema;
use serde::Serialize;

use super::Seen;
use super::rows::Named;
use crate::excerpts::Excerpt;
use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::view::View;

/// Series of figures, a page of them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Tolls {
    total: usize,
    next: Option<String>,
    series: Vec<SeriesTold>,
}

/// Figures of one kind of people over time.
#[derive(Serialize, JsonSchema)]
pub(crate) struct SeriesTold {
    id: String,
    effect: Effect,
    population: String,
    scope: TollScope,
    about: String,
    country: Option<String>,
    points: Vec<PointTold>,
    summary: TollSummary,
    by_rule: Vec<TollSummary>,
}

/// A figure with its words.
#[derive(Serialize, JsonSchema)]
pub(crate) struct PointTold {
    #[serde(flatten)]
    point: TollPoint,
    excerpt: Option<Excerpt>,
}

fn series(view: &View, series: &TollSeries) -> SeriesTold {
    let points = series.points.iter().map(|point| PointTold {
        excerpt: view.excerpt(&point.anchor.document, &point.anchor.span),
        point: point.clone(),
    });
    SeriesTold {
        id: series.id.clone(),
        effect: series.effect,
        population: series.population.clone(),
        scope: series.scope,
        about: series.about.clone(),
        country: series.country.clone(),
        points: points.collect(),
        summary: series.summary.clone(),
        by_rule: series.by_rule.clone(),
    }
}

pub(crate) async fn tolls(Seen(view): Seen, Ask(page): Ask<Page>, headers: HeaderMap) -> Result<Response, Refusal> {
    let order: Vec<usize> = view.counts.tolls.iter().map(|at| *at as usize).collect();
    if wants_lines(&headers) {
        return Ok(lines(order.len(), move |at| {
            series(&view, &view.standing.tolls[order[at]])
        }));
    }
    let (rows, next) = page.cut(&order, |at| view.standing.tolls[at].id.as_str())?;
    Ok(Json(Tolls {
        total: order.len(),
        next,
        series: rows
            .into_iter()
            .map(|at| series(&view, &view.standing.tolls[at]))
            .collect(),
    })
    .into_response())
}

/// Joint statements, a page of them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct JointStatements {
    total: usize,
    next: Option<String>,
    signatures: Vec<Signatures>,
    /// The names of all who are in them.
    names: Vec<Named>,
}

pub(crate) async fn signatures(Seen(view): Seen, Ask(page): Ask<Page>) -> Result<Json<JointStatements>, Refusal> {
    let order: Vec<usize> = (0..view.standing.signatures.len()).collect();
    let id = |at: usize| {
        let statement = &view.standing.signatures[at].statement;
        format!("{}/{}", statement.document, statement.entry)
    };
    let (rows, next) = page.cut(&order, id)?;
    let signatures: Vec<Signatures> = rows.iter().map(|at| view.standing.signatures[*at].clone()).collect();
    let mut ids: Vec<&String> = signatures
        .iter()
        .flat_map(|of| of.signatories.iter().chain(&of.joined).chain(&of.left))
        .collect();
    ids.sort();
    ids.dedup();
    Ok(Json(JointStatements {
        total: order.len(),
        next,
        names: ids.into_iter().map(|id| view.named(id)).collect(),
        signatures,
    }))
}

/// What does not fit, a page of it.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Flags {
    total: usize,
    next: Option<String>,
    flags: Vec<FlagTold>,
}

/// What does not fit, with its words.
#[derive(Serialize, JsonSchema)]
pub(crate) struct FlagTold {
    #[serde(flatten)]
    flag: StandingFlag,
    excerpts: Vec<Excerpt>,
}

pub(crate) async fn flags(Seen(view): Seen, Ask(page): Ask<Page>) -> Result<Json<Flags>, Refusal> {
    let order: Vec<usize> = (0..view.standing.flags.len()).collect();
    let id = |at: usize| {
        let flag = &view.standing.flags[at];
        format!("{}/{}/{}", flag.entry.document, flag.entry.entry, flag.code)
    };
    let (rows, next) = page.cut(&order, id)?;
    let told = rows.into_iter().map(|at| {
        let flag = view.standing.flags[at].clone();
        FlagTold {
            excerpts: view.excerpts(&flag.anchors),
            flag,
        }
    });
    Ok(Json(Flags {
        total: order.len(),
        flags: told.collect(),
        next,
    }))
}
