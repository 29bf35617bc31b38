//! Words in texts, statements and names, each with its place.

use axum::Json;
use axum::extract::State;
use onrecord_document::Span;
use onrecord_ledger::Passage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::Seen;
use crate::paging::{Ask, Page};
use crate::refusal::Refusal;
use crate::state::Shared;

/// Hits that are looked through at most: each costs the reading of its text.
const MOST: u32 = 500;

/// What is looked for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) struct SearchAsked {
    /// Words that are all wanted; `"…"` finds a phrase, `word*` every word that begins so, OR and NOT do what they say.
    #[schemars(length(min = 1, max = 1000))]
    q: String,
    kind: Option<SearchKind>,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SearchKind {
    Text,
    Statement,
    Actor,
}

/// Hits, the best first.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Hits {
    /// How many there are; `at_least` where there may be more.
    total: usize,
    at_least: bool,
    next: Option<String>,
    hits: Vec<HitTold>,
}

/// A place with the words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct HitTold {
    kind: SearchKind,
    document: String,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    /// The entry it was found in: the document, a statement, an actor.
    entry: String,
    /// For a statement: who says it. For an actor: its name.
    actors: Vec<String>,
    /// For an actor: its id across documents.
    actor: Option<String>,
    act: Option<String>,
    spans: Vec<Span>,
    snippet: String,
    /// The claims that the entry tells or speaks of.
    claims: Vec<String>,
}

pub(crate) async fn search(
    State(shared): State<Shared>,
    Seen(view): Seen,
    Ask(asked): Ask<SearchAsked>,
    Ask(page): Ask<Page>,
) -> Result<Json<Hits>, Refusal> {
    page.limit()?;
    let reading = Arc::clone(&shared.0);
    let query: String = asked.q.chars().take(1000).collect();
    let found = tokio::task::spawn_blocking(move || reading.reading(|case| Ok(case.search(&query, MOST)?)));
    let found = found.await.map_err(|cause| Refusal::failed(cause.to_string()))??;
    let at_least = found.len() >= MOST as usize;
    let of = |passage: Passage| match passage {
        Passage::Text => SearchKind::Text,
        Passage::Statement => SearchKind::Statement,
        Passage::Actor => SearchKind::Actor,
    };
    // What the standing does not know, it was not to be known on the day that is asked for.
    let hits: Vec<(usize, _)> = found
        .into_iter()
        .filter(|hit| asked.kind.is_none_or(|kind| of(hit.kind) == kind))
        .filter_map(|hit| Some((view.document_position(&hit.document)?, hit)))
        .collect();
    let places: Vec<usize> = (0..hits.len()).collect();
    let (rows, next) = page.cut(&places, |at| format!("{}/{}", hits[at].1.document, hits[at].1.entry))?;
    let told = rows.into_iter().map(|at| {
        let (document, hit) = &hits[at];
        let summary = &view.standing.documents[*document];
        let actor = matches!(hit.kind, Passage::Actor)
            .then(|| view.resolved(*document, &hit.entry))
            .flatten()
            .map(|actor| actor.id.clone());
        HitTold {
            kind: of(hit.kind),
            document: hit.document.clone(),
            title: Some(summary.title.clone()),
            publisher: summary.publisher.clone(),
            published: summary.published.clone(),
            actor,
            actors: hit.actors.clone(),
            act: hit.act.clone(),
            spans: hit.spans.clone(),
            snippet: hit.snippet.clone(),
            claims: view
                .claims_of(*document, &hit.entry)
                .map(|at| view.standing.propositions[at].id.clone())
                .collect(),
            entry: hit.entry.clone(),
        }
    });
    Ok(Json(Hits {
        total: hits.len(),
        at_least,
        hits: told.collect(),
        next,
    }))
}
