//! schema.org `ClaimReview` with its `Claim`: for claims of which a person published a review, and for no other. The verdict is the
//! person's own words; no rating is made of a standing.

use std::collections::BTreeSet;
use std::io::Write;

use onrecord_weigh::{Decision, Proposition, Ruling, Stance, in_force};
use serde_json::{Value, json};

use crate::days::day_of;
use crate::iri::{iri, place};
use crate::stream::{Array, told};
use crate::{Dossier, ExportError};

/// Writes the feed; gives how many reviews it has.
///
/// # Errors
/// [`ExportError`] where the place written to fails.
pub fn write(dossier: &Dossier, to: impl Write) -> Result<usize, ExportError> {
    let members = [
        ("@context", json!("https://schema.org")),
        ("@type", json!("DataFeed")),
        ("name", json!(dossier.name)),
        ("dateModified", json!(dossier.at)),
    ];
    let mut feed = Array::begin(to, &members, "dataFeedElement")?;
    let mut count = 0;
    for (decision, claim, address) in published(dossier) {
        feed.push(&review(dossier, decision, claim, address.as_deref()))?;
        count += 1;
    }
    feed.end()?;
    Ok(count)
}

/// The newest published review of each claim that has one.
fn published<'a>(dossier: &Dossier<'a>) -> Vec<(&'a Decision, &'a Proposition, Option<String>)> {
    let mut seen = BTreeSet::new();
    let mut published = Vec::new();
    for decision in in_force(dossier.decisions).into_iter().rev() {
        let Ok(Ruling::Publish(address)) = decision.what.parse() else {
            continue;
        };
        let mut claims = dossier.standing.propositions.iter();
        let Some(claim) = claims.find(|claim| claim.id == decision.subject) else {
            continue;
        };
        if seen.insert(claim.id.as_str()) {
            published.push((decision, claim, address));
        }
    }
    published.reverse();
    published
}

fn review(dossier: &Dossier, decision: &Decision, claim: &Proposition, address: Option<&str>) -> Value {
    let asserting: Vec<_> = claim
        .stances
        .iter()
        .filter(|stance| matches!(stance.stance, Stance::Alleges | Stance::Confirms | Stance::Suggests))
        .collect();
    let mut names = BTreeSet::new();
    let authors: Vec<Value> = asserting
        .iter()
        .filter(|stance| !stance.narrator)
        .flat_map(|stance| stance.speakers.iter().zip(&stance.speaker_names))
        .filter(|(speaker, _)| names.insert(speaker.as_str()))
        .map(|(speaker, name)| {
            let kind = if speaker.starts_with("person:") {
                "Person"
            } else {
                "Organization"
            };
            json!({"@type": kind, "@id": iri(speaker), "name": name})
        })
        .collect();
    let mut documents = BTreeSet::new();
    let appearance: Vec<Value> = asserting
        .iter()
        .filter(|stance| documents.insert(stance.statement.document.as_str()))
        .map(|stance| {
            let document = stance.statement.document.as_str();
            let summary = dossier.summary(document);
            let places: Vec<String> = stance
                .anchors
                .iter()
                .filter(|anchor| anchor.document == document)
                .map(|anchor| place(document, &anchor.span))
                .collect();
            told(json!({
                "@type": "CreativeWork",
                "@id": iri(document),
                "url": summary.and_then(|summary| summary.url.as_ref()),
                "name": summary.map(|summary| &summary.title),
                "datePublished": summary.and_then(|summary| summary.published.as_ref()),
                "publisher": summary.and_then(|summary| summary.publisher.as_ref()).map(|name| json!({"@type": "Organization", "name": name})),
                "identifier": places,
            }))
        })
        .collect();
    let first = asserting.iter().filter_map(|stance| stance.date.as_deref()).min();
    told(json!({
        "@type": "ClaimReview",
        "@id": iri(&format!("decision/{}", decision.number)),
        "url": address,
        "claimReviewed": claim.text,
        "datePublished": day_of(&decision.at),
        "author": {"@type": "Person", "name": decision.who},
        "reviewBody": decision.why,
        "abstract": standing(claim),
        "itemReviewed": told(json!({
            "@type": "Claim",
            "@id": iri(&claim.id),
            "name": claim.text,
            "author": authors,
            "datePublished": first,
            "firstAppearance": appearance.first(),
            "appearance": appearance,
        })),
    }))
}

/// Where the claim stands, in words.
fn standing(claim: &Proposition) -> String {
    let origins = |count: u32| {
        if count == 1 {
            "1 independent origin".to_owned()
        } else {
            format!("{count} independent origins")
        }
    };
    format!(
        "{} in the documents of the case: asserted by {}, denied by {}",
        onrecord_extract::word(&claim.status).replace('_', " "),
        origins(claim.origins_asserting.count),
        origins(claim.origins_denying.count)
    )
}
