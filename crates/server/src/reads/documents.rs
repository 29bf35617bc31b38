//! The list of documents.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_document::DocumentKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Seen;
use super::rows::DocumentRow;
use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::view::View;

/// Which documents.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct DocumentsAsked {
    /// Words that all stand in title, outlet or byline.
    q: Option<String>,
    /// The outlet or body, as printed.
    publisher: Option<String>,
    kind: Option<DocumentKind>,
    /// A lineage's id.
    lineage: Option<String>,
    sort: Option<DocumentsOrder>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DocumentsOrder {
    /// By the day of publication, the newest first; what has none comes last.
    #[default]
    Date,
    /// By the day of publication, the oldest first: in the order of their numbers.
    Oldest,
    /// By title.
    Title,
    /// Those that tell most claims first.
    Claims,
}

/// Documents, a page of them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Documents {
    total: usize,
    next: Option<String>,
    documents: Vec<DocumentRow>,
}

pub(crate) async fn list(
    Seen(view): Seen,
    Ask(asked): Ask<DocumentsAsked>,
    Ask(page): Ask<Page>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let found = filtered(&view, &asked);
    if wants_lines(&headers) {
        return Ok(lines(found.len(), move |at| view.document_row(found[at])));
    }
    let (rows, next) = page.cut(&found, |at| view.standing.documents[at].id.as_str())?;
    Ok(Json(Documents {
        total: found.len(),
        next,
        documents: rows.into_iter().map(|at| view.document_row(at)).collect(),
    })
    .into_response())
}

fn filtered(view: &View, asked: &DocumentsAsked) -> Vec<usize> {
    let words: Vec<String> = asked
        .q
        .iter()
        .flat_map(|words| words.split_whitespace())
        .map(str::to_lowercase)
        .collect();
    let mut found: Vec<usize> = (0..view.standing.documents.len())
        .filter(|at| {
            let summary = &view.standing.documents[*at];
            asked
                .publisher
                .as_ref()
                .is_none_or(|wanted| summary.publisher.as_ref() == Some(wanted))
                && asked.lineage.as_ref().is_none_or(|wanted| summary.lineage == *wanted)
                && asked.kind.is_none_or(|kind| view.record(*at).document.kind == kind)
                && words
                    .iter()
                    .all(|word| view.documents[*at].words.contains(word.as_str()))
        })
        .collect();
    match asked.sort.unwrap_or_default() {
        DocumentsOrder::Oldest => {}
        DocumentsOrder::Date => {
            let dated = found.partition_point(|at| view.standing.documents[*at].published.is_some());
            found[..dated].reverse();
        }
        DocumentsOrder::Title => {
            found.sort_by(|one, other| view.documents[*one].words.cmp(&view.documents[*other].words))
        }
        DocumentsOrder::Claims => found.sort_by_key(|at| std::cmp::Reverse(view.documents[*at].claims)),
    }
    found
}
