//! What lists show of a claim, an actor, a document, a statement.

use onrecord_document::DocumentKind;
use onrecord_extract::{Act, ActorKind, Date, EventType, EvidenceStatus, Modality};
use onrecord_weigh::{
    EntryReference, EvidenceEntry, LineageKind, OriginCount, Proposition, Stance, StanceEntry, Status,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::excerpts::Excerpt;
use crate::view::View;

/// A claim as a line of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct ClaimRow {
    pub id: String,
    /// Its number in the brief; what nobody stands behind has none.
    pub number: Option<usize>,
    pub text: String,
    pub status: Status,
    pub status_explanation: String,
    pub event_type: EventType,
    pub place: Option<String>,
    pub date: Option<Date>,
    pub modality: Modality,
    /// Independent origins that assert it.
    pub asserting: OriginCount,
    /// Independent origins that deny it.
    pub denying: OriginCount,
    /// The best evidence offered.
    pub rung: Option<EvidenceStatus>,
    /// How many documents tell it.
    pub documents: usize,
    /// The broader claim that it is a part of.
    pub part_of: Option<String>,
    pub provisions: Vec<ProvisionMark>,
    /// A person decided something about it or about an entry that tells it.
    pub decided: bool,
}

/// A provision that a claim would engage if it were so.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct ProvisionMark {
    pub provision: String,
    /// Every element matches.
    pub complete: bool,
}

/// Somebody, by id and name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Named {
    pub id: String,
    pub name: String,
}

/// A document as a line of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct DocumentRow {
    pub id: String,
    /// Its number in the brief, `D3`.
    pub label: String,
    pub title: String,
    pub publisher: Option<String>,
    pub byline: Option<String>,
    /// ISO date or date and time.
    pub published: Option<String>,
    pub url: Option<String>,
    pub kind: DocumentKind,
    pub language: String,
    /// The lineage that it belongs to.
    pub lineage: String,
    /// How it stands to its origin.
    pub member_kind: Option<LineageKind>,
    pub statements: usize,
    pub claims: u32,
    /// SHA-256 of the capture.
    pub sha256: String,
    /// When it was fetched, else when it was added (RFC 3339, UTC).
    pub fetched_at: Option<String>,
}

/// An actor as a line of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct ActorRow {
    pub id: String,
    pub kind: ActorKind,
    pub name: String,
    pub code: Option<String>,
    pub office: Option<String>,
    /// The state or body that it speaks for.
    pub represents: Option<Named>,
    pub statements: u32,
    pub documents: usize,
    pub claims: usize,
}

/// One statement's stance to a claim.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Side {
    pub statement: EntryReference,
    pub speakers: Vec<Named>,
    /// The state or body that they speak for.
    pub represents: Option<Named>,
    pub act: Act,
    pub stance: Stance,
    /// A denial that names no single act.
    pub blanket: bool,
    /// In the document's own voice.
    pub narrator: bool,
    /// The source is not named.
    pub anonymous: bool,
    /// The speaker only passes on what another said: that statement.
    pub relays: Option<EntryReference>,
    /// When it was said, else when published.
    pub date: Option<String>,
    /// A person decided that it takes this stance.
    pub decided: bool,
    pub explanation: String,
    pub excerpts: Vec<Excerpt>,
    pub also_in: Vec<EntryReference>,
    /// Evidence offered in the same words.
    pub evidence: Vec<EvidenceEntry>,
}

impl View {
    pub(crate) fn claim_row(&self, at: usize) -> ClaimRow {
        let claim = &self.standing.propositions[at];
        let keys = &self.claims[at];
        let mut provisions: Vec<ProvisionMark> = Vec::new();
        for engagement in &claim.provisions {
            match provisions
                .iter_mut()
                .find(|mark| mark.provision == engagement.provision)
            {
                Some(mark) => mark.complete |= engagement.complete,
                None => provisions.push(ProvisionMark {
                    provision: engagement.provision.clone(),
                    complete: engagement.complete,
                }),
            }
        }
        ClaimRow {
            id: claim.id.clone(),
            number: keys.number,
            text: claim.text.clone(),
            status: claim.status,
            status_explanation: claim.status_explanation.clone(),
            event_type: claim.event_type,
            place: claim.place.clone(),
            date: claim.date.clone(),
            modality: claim.modality,
            asserting: claim.origins_asserting.clone(),
            denying: claim.origins_denying.clone(),
            rung: keys.rung,
            documents: keys.documents.len(),
            part_of: claim.part_of.clone(),
            provisions,
            decided: keys.decided,
        }
    }

    pub(crate) fn claim_rows<'a>(&self, claims: impl IntoIterator<Item = &'a u32>) -> Vec<ClaimRow> {
        claims.into_iter().map(|at| self.claim_row(*at as usize)).collect()
    }

    pub(crate) fn document_row(&self, at: usize) -> DocumentRow {
        let summary = &self.standing.documents[at];
        let record = self.record(at);
        let document = &record.document;
        let keys = &self.documents[at];
        let member = keys
            .lineage
            .map(|(lineage, member)| self.standing.lineages[lineage as usize].members[member as usize].kind);
        DocumentRow {
            id: summary.id.clone(),
            label: label(at),
            title: summary.title.clone(),
            publisher: summary.publisher.clone(),
            byline: document.byline.as_ref().map(|byline| byline.value.clone()),
            published: summary.published.clone(),
            url: summary.url.clone(),
            kind: document.kind,
            language: document.language.clone(),
            lineage: summary.lineage.clone(),
            member_kind: member,
            statements: record.statements.iter().filter(|statement| !statement.narrator).count(),
            claims: keys.claims,
            sha256: summary.sha256.clone(),
            fetched_at: self.captured.get(&summary.id).cloned(),
        }
    }

    pub(crate) fn actor_row(&self, at: usize) -> ActorRow {
        let actor = &self.standing.actors[at];
        let mut documents: Vec<&str> = actor.members.iter().map(|member| member.document.as_str()).collect();
        documents.sort_unstable();
        documents.dedup();
        ActorRow {
            id: actor.id.clone(),
            kind: actor.kind,
            name: actor.name.clone(),
            code: actor.code.clone(),
            office: actor.office.clone(),
            represents: actor.represents.as_deref().map(|code| self.represented(code)),
            statements: actor.statements,
            documents: documents.len(),
            claims: self.claims_of_actor[at].len(),
        }
    }

    /// The state or body of a code, by id and name.
    pub(crate) fn represented(&self, code: &str) -> Named {
        self.actor_of_code(code).map_or_else(
            || Named {
                id: code.to_owned(),
                name: code.to_owned(),
            },
            |actor| Named {
                id: actor.id.clone(),
                name: actor.name.clone(),
            },
        )
    }

    pub(crate) fn named(&self, id: &str) -> Named {
        Named {
            id: id.to_owned(),
            name: self.name(id).to_owned(),
        }
    }

    pub(crate) fn side(&self, claim: &Proposition, entry: &StanceEntry) -> Side {
        let speakers = entry.speakers.iter().zip(&entry.speaker_names).map(|(id, name)| Named {
            id: id.clone(),
            name: name.clone(),
        });
        let evidence = claim.evidence.iter().filter(|offered| {
            entry.anchors.iter().any(|anchor| {
                anchor.document == offered.anchor.document
                    && (anchor.span.overlaps(&offered.anchor.span) || anchor.span.contains(&offered.anchor.span))
            })
        });
        Side {
            statement: entry.statement.clone(),
            speakers: speakers.collect(),
            represents: entry.represents.as_deref().map(|code| self.represented(code)),
            act: entry.act,
            stance: entry.stance,
            blanket: entry.blanket,
            narrator: entry.narrator,
            anonymous: entry.anonymous,
            relays: entry.relays.clone(),
            date: entry.date.clone(),
            decided: entry.decided,
            explanation: entry.explanation.clone(),
            excerpts: self.excerpts(&entry.anchors),
            also_in: entry.also_in.clone(),
            evidence: evidence.cloned().collect(),
        }
    }
}

/// The number of a document as in the brief.
pub(crate) fn label(at: usize) -> String {
    format!("D{}", at + 1)
}
