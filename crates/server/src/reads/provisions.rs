//! Provisions that claimed acts would engage, what speakers call a breach, and what documents cite.

use std::collections::BTreeMap;

use axum::Json;
use onrecord_extract::Citation;
use onrecord_weigh::Engagement;
use schemars::JsonSchema;
use serde::Serialize;

use super::Seen;
use super::rows::{ClaimRow, Side};
use crate::excerpts::Excerpt;
use crate::paging::{Ask, Page};
use crate::refusal::Refusal;
use crate::view::View;

/// Claims that are shown of a provision; the rest is found with the filter of claims.
const CLAIMS: usize = 25;
/// Citations that are shown.
const CITATIONS: usize = 200;

/// Provisions, a page of them.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Provisions {
    total: usize,
    next: Option<String>,
    provisions: Vec<ProvisionTold>,
    /// How often documents name a provision.
    cited_count: usize,
    cited: Vec<Cited>,
}

/// A provision with the claims that would engage it.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ProvisionTold {
    provision: String,
    regime: String,
    gloss: String,
    /// How sure the catalogue is of the number: `A`, `B` or `C`.
    confidence: String,
    /// A person has checked it against the text of the resolution.
    verified: bool,
    count: usize,
    claims: Vec<Engaged>,
    /// Speakers who call one of these acts a breach, which is their word.
    breach_asserted: Vec<BreachAsserted>,
}

/// A claim, and how it would engage a provision.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Engaged {
    claim: ClaimRow,
    engagement: Vec<Engagement>,
}

/// A claim that somebody calls a breach.
#[derive(Serialize, JsonSchema)]
pub(crate) struct BreachAsserted {
    claim: String,
    #[serde(flatten)]
    side: Side,
}

/// A provision that a document names.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Cited {
    document: String,
    #[serde(flatten)]
    citation: Citation,
    excerpt: Option<Excerpt>,
}

pub(crate) async fn list(Seen(view): Seen, Ask(page): Ask<Page>) -> Result<Json<Provisions>, Refusal> {
    let mut order: Vec<usize> = (0..view.provisions.len()).collect();
    order.sort_by_key(|at| natural(&view.provisions[*at]));
    let (rows, next) = page.cut(&order, |at| view.provisions[at].as_str())?;
    let mut claims: BTreeMap<usize, Vec<u32>> = rows.iter().map(|at| (*at, Vec::new())).collect();
    for claim in &view.by_weight {
        for provision in &view.claims[*claim as usize].provisions {
            if let Some(known) = claims.get_mut(&(*provision as usize)) {
                known.push(*claim);
            }
        }
    }
    let told = rows.iter().filter_map(|at| told(&view, *at, claims.get(at)?));
    let documents = || view.standing.documents.iter().enumerate();
    let cited = documents()
        .flat_map(|(at, summary)| {
            view.record(at)
                .citations
                .iter()
                .map(move |citation| (summary, citation))
        })
        .take(CITATIONS);
    let cited = cited.map(|(summary, citation)| Cited {
        document: summary.id.clone(),
        excerpt: view.excerpt(&summary.id, &citation.span),
        citation: citation.clone(),
    });
    Ok(Json(Provisions {
        total: order.len(),
        next,
        provisions: told.collect(),
        cited_count: view.counts.citations,
        cited: cited.collect(),
    }))
}

fn told(view: &View, at: usize, claims: &[u32]) -> Option<ProvisionTold> {
    let name = &view.provisions[at];
    let engaging = |claim: u32| {
        let engagements = &view.standing.propositions[claim as usize].provisions;
        engagements
            .iter()
            .filter(|engagement| engagement.provision == *name)
            .cloned()
    };
    let first = engaging(*claims.first()?).next()?;
    let engaged = claims.iter().take(CLAIMS).map(|claim| Engaged {
        claim: view.claim_row(*claim as usize),
        engagement: engaging(*claim).collect(),
    });
    let breaches = claims
        .iter()
        .map(|claim| &view.standing.propositions[*claim as usize])
        .flat_map(|claim| claim.breach_asserted_by.iter().map(move |entry| (claim, entry)))
        .take(CLAIMS);
    let breaches = breaches.map(|(claim, entry)| BreachAsserted {
        claim: claim.id.clone(),
        side: view.side(claim, entry),
    });
    Some(ProvisionTold {
        provision: name.clone(),
        regime: first.regime,
        gloss: first.gloss,
        confidence: first.confidence,
        verified: first.verified,
        count: claims.len(),
        claims: engaged.collect(),
        breach_asserted: breaches.collect(),
    })
}

/// Sorts paragraphs by their numbers.
fn natural(provision: &str) -> (String, u32, String) {
    let (resolution, paragraph) = provision.split_once(" ¶").unwrap_or((provision, ""));
    let digits: String = paragraph.chars().take_while(char::is_ascii_digit).collect();
    (resolution.to_owned(), digits.parse().unwrap_or(0), paragraph.to_owned())
}
