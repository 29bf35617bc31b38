//! One document: its text with all that was taken out of it, where it comes from, its bytes, what it changed of another.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use onrecord_document::{Block, Notice};
use onrecord_extract::{Derivation, Record};
use onrecord_weigh::{Departure, DepartureKind, LineageKind, departures};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::Seen;
use super::origins::member;
use super::rows::{DocumentRow, label};
use crate::access::Caller;
use crate::annotations::{Annotation, annotations};
use crate::excerpts::Excerpt;
use crate::headers::CAPTURED;
use crate::paging::Ask;
use crate::refusal::Refusal;
use crate::state::Shared;
use crate::view::View;

/// One document.
#[derive(Serialize, JsonSchema)]
pub(crate) struct DocumentTold {
    #[serde(flatten)]
    row: DocumentRow,
    text: String,
    blocks: Vec<Block>,
    annotations: Vec<Annotation>,
    lineage_members: LineageTold,
    /// The other captures of the same address, and this one, the oldest first.
    versions: Vec<DocumentVersion>,
    capture: CaptureTold,
    /// What the text says of its own changes.
    notices: Vec<Notice>,
    /// The symbol of an official document.
    symbol: Option<String>,
    derived_by: Derivation,
}

/// The lineage of a document.
#[derive(Serialize, JsonSchema)]
pub(crate) struct LineageTold {
    id: String,
    explanation: String,
    members: Vec<LineageMemberTold>,
}

/// A document of a lineage.
#[derive(Serialize, JsonSchema)]
pub(crate) struct LineageMemberTold {
    document: String,
    label: String,
    title: String,
    publisher: Option<String>,
    published: Option<String>,
    kind: LineageKind,
    overlap: f64,
    explanation: String,
    source: Option<String>,
}

/// A capture of the same address.
#[derive(Serialize, JsonSchema)]
pub(crate) struct DocumentVersion {
    /// The id of the document that was read from it.
    document: String,
    sha256: String,
    fetched_at: Option<String>,
}

/// The bytes as they came.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CaptureTold {
    sha256: String,
    media_type: String,
    url: Option<String>,
    /// When they were fetched, else when they were added (RFC 3339, UTC).
    fetched_at: Option<String>,
}

fn found(view: &View, id: &str) -> Result<usize, Refusal> {
    view.document_position(id)
        .ok_or_else(|| Refusal::missing("document", id))
}

pub(crate) async fn one(Seen(view): Seen, Path(id): Path<String>) -> Result<Json<DocumentTold>, Refusal> {
    let at = found(&view, &id)?;
    let record = view.record(at);
    let document = &record.document;
    let row = view.document_row(at);
    let versions = match &document.capture.url {
        Some(url) => of_address(&view, url),
        None => vec![at],
    };
    Ok(Json(DocumentTold {
        text: document.text.clone(),
        blocks: document.blocks.clone(),
        annotations: annotations(&view, at),
        lineage_members: lineage(&view, at),
        versions: versions.into_iter().map(|at| version(&view, at)).collect(),
        capture: CaptureTold {
            sha256: document.capture.sha256.clone(),
            media_type: document.capture.media_type.clone(),
            url: document.capture.url.clone(),
            fetched_at: row.fetched_at.clone(),
        },
        notices: document.notices.clone(),
        symbol: document.symbol.as_ref().map(|symbol| symbol.value.clone()),
        derived_by: record.derived_by.clone(),
        row,
    }))
}

/// The documents of one address, in the order in which they were captured.
fn of_address(view: &View, url: &str) -> Vec<usize> {
    let mut all: Vec<usize> = (0..view.standing.documents.len())
        .filter(|at| view.standing.documents[*at].url.as_deref() == Some(url))
        .collect();
    all.sort_by_key(|at| view.captured.get(&view.standing.documents[*at].id));
    all
}

fn version(view: &View, at: usize) -> DocumentVersion {
    let summary = &view.standing.documents[at];
    DocumentVersion {
        document: summary.id.clone(),
        sha256: summary.sha256.clone(),
        fetched_at: view.captured.get(&summary.id).cloned(),
    }
}

fn lineage(view: &View, at: usize) -> LineageTold {
    let Some((lineage, _)) = member(view, at) else {
        return LineageTold {
            id: view.standing.documents[at].lineage.clone(),
            explanation: String::new(),
            members: Vec::new(),
        };
    };
    let members = lineage.members.iter().filter_map(|member| {
        let at = view.document_position(&member.document)?;
        let summary = &view.standing.documents[at];
        Some(LineageMemberTold {
            document: member.document.clone(),
            label: label(at),
            title: summary.title.clone(),
            publisher: summary.publisher.clone(),
            published: summary.published.clone(),
            kind: member.kind,
            overlap: member.overlap,
            explanation: member.explanation.clone(),
            source: member.source.clone(),
        })
    });
    LineageTold {
        id: lineage.id.clone(),
        explanation: lineage.explanation.clone(),
        members: members.collect(),
    }
}

pub(crate) async fn record(Seen(view): Seen, Path(id): Path<String>) -> Result<Json<Record>, Refusal> {
    let at = found(&view, &id)?;
    Ok(Json(view.record(at).clone()))
}

/// The bytes as they came. Whatever they are, a browser runs nothing of them and fetches nothing for them.
pub(crate) async fn original(
    State(shared): State<Shared>,
    Seen(view): Seen,
    axum::Extension(caller): axum::Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let at = found(&view, &id)?;
    let capture = view.record(at).document.capture.clone();
    let reading = Arc::clone(&shared.0);
    let sha256 = capture.sha256.clone();
    let kept = tokio::task::spawn_blocking(move || reading.reading(|case| Ok(case.capture(&sha256)?)))
        .await
        .map_err(|cause| Refusal::failed(cause.to_string()))??;
    let (_, bytes) = kept.ok_or_else(|| Refusal::missing("capture", &capture.sha256))?;
    shared.note(
        &caller.name,
        &caller.address,
        "original.view",
        &view.standing.documents[at].id,
        "done",
    );
    let media_type = harmless(&capture.media_type);
    Ok((
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CAPTURED)),
            (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ],
        bytes,
    )
        .into_response())
}

/// The type that bytes are sent as: few are shown, all else is saved. A charset is left out where the bytes tell it themselves.
fn harmless(media_type: &str) -> &'static str {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "text/html" => "text/html",
        "application/xhtml+xml" => "text/html",
        "application/pdf" => "application/pdf",
        "text/plain" | "text/markdown" | "message/rfc822" | "application/json" | "application/feed+json" => {
            "text/plain; charset=utf-8"
        }
        _ => "application/octet-stream",
    }
}

/// The document that a report is compared with.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct DiffAsked {
    /// Its id or number.
    primary: String,
}

/// What a report changed of a document.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Diff {
    report: String,
    primary: String,
    quoted_exactly: u32,
    quoted_of_others: u32,
    sentences_paired: u32,
    departures: Vec<DepartureTold>,
}

/// One change, with the words of both sides.
#[derive(Serialize, JsonSchema)]
pub(crate) struct DepartureTold {
    kind: DepartureKind,
    reason: String,
    report: Vec<Excerpt>,
    primary: Vec<Excerpt>,
}

pub(crate) async fn diff(
    Seen(view): Seen,
    Path(id): Path<String>,
    Ask(asked): Ask<DiffAsked>,
) -> Result<Json<Diff>, Refusal> {
    let (report, primary) = (found(&view, &id)?, found(&view, &asked.primary)?);
    let compared = tokio::task::spawn_blocking(move || {
        let told = departures(view.record(report), view.record(primary));
        let side = |document: &str, spans: &[onrecord_document::Span]| -> Vec<Excerpt> {
            spans.iter().filter_map(|span| view.excerpt(document, span)).collect()
        };
        Diff {
            departures: told
                .departures
                .iter()
                .map(|departure: &Departure| DepartureTold {
                    kind: departure.kind,
                    reason: departure.reason.clone(),
                    report: side(&view.standing.documents[report].id, &departure.report),
                    primary: side(&view.standing.documents[primary].id, &departure.primary),
                })
                .collect(),
            report: view.standing.documents[report].id.clone(),
            primary: view.standing.documents[primary].id.clone(),
            quoted_exactly: told.quoted_exactly,
            quoted_of_others: told.quoted_of_others,
            sentences_paired: told.sentences_paired,
        }
    });
    compared
        .await
        .map(Json)
        .map_err(|cause| Refusal::failed(format!("the two could not be compared ({cause})")))
}
