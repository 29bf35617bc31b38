//! Where documents come from: lineages, and the graph of what was taken from what.

use std::collections::BTreeSet;

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onrecord_weigh::{Lineage, LineageKind, LineageMember};
use schemars::JsonSchema;
use serde::Serialize;

use super::Seen;
use super::rows::label;
use crate::excerpts::Excerpt;
use crate::paging::{Ask, Page, lines, wants_lines};
use crate::refusal::Refusal;
use crate::view::View;

/// Passages that are shown of an edge.
const PASSAGES: usize = 3;

/// What was taken from what.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct OriginGraph {
    pub nodes: Vec<OriginNode>,
    pub edges: Vec<OriginEdge>,
}

/// A document.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OriginNode {
    pub id: String,
    pub label: String,
    pub title: String,
    pub publisher: Option<String>,
    pub published: Option<String>,
    /// How it stands to its origin.
    pub kind: Option<LineageKind>,
    pub lineage: String,
}

/// One document taken from another, or heard at the same briefing.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OriginEdge {
    /// The source.
    pub from: String,
    /// What was taken from it.
    pub to: String,
    pub kind: LineageKind,
    /// Share of its word shingles that the source has, 0 to 1.
    pub overlap: f64,
    pub explanation: String,
    /// Shared passages: of `to`, and the same of `from`, in turns.
    pub excerpts: Vec<Excerpt>,
}

/// Lineages, a page of them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Origins {
    total: usize,
    next: Option<String>,
    lineages: Vec<Lineage>,
    nodes: Vec<OriginNode>,
    edges: Vec<OriginEdge>,
}

/// The graph of these documents and of all that they were taken from.
pub(crate) fn graph(view: &View, documents: &BTreeSet<usize>) -> OriginGraph {
    let mut all: BTreeSet<usize> = BTreeSet::new();
    let mut edges = Vec::new();
    let mut open: Vec<usize> = documents.iter().copied().collect();
    while let Some(at) = open.pop() {
        if !all.insert(at) {
            continue;
        }
        let Some((_, member)) = member(view, at) else {
            continue;
        };
        if let Some(source) = member.source.as_deref().and_then(|id| view.document_position(id)) {
            edges.push(edge(view, member));
            open.push(source);
        }
    }
    edges.sort_by(|one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    OriginGraph {
        nodes: all.into_iter().map(|at| node(view, at)).collect(),
        edges,
    }
}

/// A document as a member of its lineage.
pub(crate) fn member(view: &View, document: usize) -> Option<(&Lineage, &LineageMember)> {
    let (lineage, member) = view.documents[document].lineage?;
    let lineage = &view.standing.lineages[lineage as usize];
    Some((lineage, &lineage.members[member as usize]))
}

fn node(view: &View, at: usize) -> OriginNode {
    let summary = &view.standing.documents[at];
    OriginNode {
        id: summary.id.clone(),
        label: label(at),
        title: summary.title.clone(),
        publisher: summary.publisher.clone(),
        published: summary.published.clone(),
        kind: member(view, at).map(|(_, member)| member.kind),
        lineage: summary.lineage.clone(),
    }
}

fn edge(view: &View, member: &LineageMember) -> OriginEdge {
    let mut excerpts = Vec::new();
    for (at, here) in member.shared.iter().take(PASSAGES).enumerate() {
        excerpts.extend(view.excerpt(&here.document, &here.span));
        if let Some(there) = member.shared_there.get(at) {
            excerpts.extend(view.excerpt(&there.document, &there.span));
        }
    }
    OriginEdge {
        from: member.source.clone().unwrap_or_default(),
        to: member.document.clone(),
        kind: member.kind,
        overlap: member.overlap,
        explanation: member.explanation.clone(),
        excerpts,
    }
}

pub(crate) async fn list(Seen(view): Seen, Ask(page): Ask<Page>, headers: HeaderMap) -> Result<Response, Refusal> {
    // Those of several documents first, the largest first; then what stands alone.
    let order: Vec<usize> = view.counts.lineages.iter().map(|at| *at as usize).collect();
    if wants_lines(&headers) {
        return Ok(lines(order.len(), move |at| view.standing.lineages[order[at]].clone()));
    }
    let (rows, next) = page.cut(&order, |at| view.standing.lineages[at].id.as_str())?;
    let lineages: Vec<Lineage> = rows.iter().map(|at| view.standing.lineages[*at].clone()).collect();
    let documents: BTreeSet<usize> = lineages
        .iter()
        .flat_map(|lineage| &lineage.members)
        .filter_map(|member| view.document_position(&member.document))
        .collect();
    let graph = graph(&view, &documents);
    Ok(Json(Origins {
        total: order.len(),
        next,
        lineages,
        nodes: graph.nodes,
        edges: graph.edges,
    })
    .into_response())
}
