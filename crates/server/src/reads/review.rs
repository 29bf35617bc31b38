//! What a person should look at first, and why.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_weigh::Concern;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::Seen;
use crate::excerpts::Excerpt;
use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::view::View;

/// Which concerns.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct ReviewAsked {
    /// The code of a reason, `one-origin`.
    code: Option<String>,
}

/// What to look at, a page of it.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Concerns {
    total: usize,
    next: Option<String>,
    concerns: Vec<ConcernTold>,
    /// How many there are for each reason.
    codes: BTreeMap<String, usize>,
}

/// Something to look at, with its words.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ConcernTold {
    #[serde(flatten)]
    concern: Concern,
    subject_kind: SubjectKind,
    excerpts: Vec<Excerpt>,
}

/// What an id is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SubjectKind {
    Claim,
    Actor,
    Toll,
    Document,
    Statement,
    Event,
    Entry,
}

fn kind(view: &View, subject: &str) -> SubjectKind {
    if let Some((_, entry)) = subject.split_once('/') {
        return match entry.chars().next() {
            Some('s') => SubjectKind::Statement,
            Some('e') => SubjectKind::Event,
            Some('t') => SubjectKind::Toll,
            Some('a') => SubjectKind::Actor,
            _ => SubjectKind::Entry,
        };
    }
    if view.claim_position(subject).is_some() {
        SubjectKind::Claim
    } else if view.document_position(subject).is_some() {
        SubjectKind::Document
    } else if subject.starts_with("ts") {
        SubjectKind::Toll
    } else {
        SubjectKind::Actor
    }
}

pub(crate) async fn list(
    Seen(view): Seen,
    Ask(asked): Ask<ReviewAsked>,
    Ask(page): Ask<Page>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let looking = tokio::task::spawn_blocking(move || {
        view.concerns();
        view
    });
    let view = looking.await.map_err(|cause| Refusal::failed(cause.to_string()))?;
    let (concerns, codes) = view.concerns();
    let has = |concern: &Concern| {
        asked
            .code
            .as_ref()
            .is_none_or(|code| concern.reasons.iter().any(|reason| reason.code == *code))
    };
    let found: Vec<usize> = concerns
        .iter()
        .enumerate()
        .filter(|(_, concern)| has(concern))
        .map(|(at, _)| at)
        .collect();
    if wants_lines(&headers) {
        let view = std::sync::Arc::clone(&view);
        return Ok(lines(found.len(), move |at| told(&view, &view.concerns().0[found[at]])));
    }
    let (rows, next) = page.cut(&found, |at| concerns[at].subject.as_str())?;
    Ok(Json(Concerns {
        total: found.len(),
        next,
        concerns: rows.into_iter().map(|at| told(&view, &concerns[at])).collect(),
        codes: codes.clone(),
    })
    .into_response())
}

fn told(view: &View, concern: &Concern) -> ConcernTold {
    ConcernTold {
        subject_kind: kind(view, &concern.subject),
        excerpts: view.excerpts(&concern.anchors),
        concern: concern.clone(),
    }
}
