//! A STIX 2.1 bundle: captures as observed data, documents of one origin as reports, statements as notes, claims as incidents,
//! stances as opinions, joint statements as groupings; what STIX has no place for stands in one documented extension.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use onrecord_extract::{ActorKind, word};
use onrecord_weigh::{EntryReference, Proposition, Stance};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::days::moment_of;
use crate::iri::place;
use crate::stream::{Array, told};
use crate::tables::weighed::reference;
use crate::{Dossier, ExportError};

/// STIX 2.1, section 2.9: the namespace of identifiers that are made of what an observable is.
const OBSERVABLES: Uuid = Uuid::from_u128(0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7);
/// The namespace of all other identifiers here: made of what the object says, so that two exports of one case agree.
const OURS: Uuid = Uuid::from_u128(0x1f0c_2d7e_5b7a_5c38_9a41_6f6e_7265_6372);

/// What the extension's members say: the text of its definition.
const EXTENSION: &str = "Members of onrecord's extension. places: where the words stand, as DOCUMENT#char=START,END (RFC 5147: code points of the text that was read from the capture, the end left out). claim: id, type, status (contested, uncontested, denied_only, retracted), origins_asserting and origins_denying (independent origins, not articles), roles, days, provisions that the act would engage if it were so, each with every_element_matches. statement: id, act, form, narrator, anonymous, unsaid, rule. stance: alleges, confirms, suggests, denies, partly_denies, disputes_evidence, retracts, declines; blanket; decided_by_a_person. actor: id, kind, code, represents. An incident with the label claim says that somebody claims an act, and not that it happened.";

struct Names {
    extension: String,
    program: String,
    at: String,
}

impl Names {
    /// What every object but an observable has.
    fn object(&self, kind: &str, of: &str, members: Value, own: Value) -> Value {
        let mut object = json!({
            "type": kind,
            "spec_version": "2.1",
            "id": id(kind, of),
            "created_by_ref": self.program,
            "created": self.at,
            "modified": self.at,
        });
        add(&mut object, members);
        let mut extension = json!({"extension_type": "property-extension"});
        add(&mut extension, told(own));
        object["extensions"] = json!({self.extension.as_str(): extension});
        object
    }
}

fn add(object: &mut Value, members: Value) {
    if let (Value::Object(all), Value::Object(more)) = (object, members) {
        all.extend(more);
    }
}

fn id(kind: &str, of: &str) -> String {
    format!("{kind}--{}", Uuid::new_v5(&OURS, format!("{kind} {of}").as_bytes()))
}

/// An observable's id, of the members that its type says make it.
fn observable(kind: &str, of: &Value) -> String {
    format!("{kind}--{}", Uuid::new_v5(&OBSERVABLES, of.to_string().as_bytes()))
}

/// To the millisecond, as STIX wants it.
fn moment(value: &str) -> Option<String> {
    Some(moment_of(value)?.replace('Z', ".000Z"))
}

/// Writes the bundle; gives how many objects it has.
///
/// # Errors
/// [`ExportError`] where the place written to fails.
pub fn write(dossier: &Dossier, to: impl Write) -> Result<usize, ExportError> {
    let at = moment(dossier.at).unwrap_or_else(|| "1970-01-01T00:00:00.000Z".to_owned());
    let names = Names {
        extension: id("extension-definition", "onrecord"),
        program: id("identity", "onrecord"),
        at,
    };
    let bundle = id("bundle", &format!("{} {}", dossier.name, dossier.at));
    let members = [("type", json!("bundle")), ("id", json!(bundle))];
    let mut objects = Objects {
        array: Array::begin(to, &members, "objects")?,
        count: 0,
    };
    objects.push(&json!({
        "type": "identity", "spec_version": "2.1", "id": names.program,
        "created": names.at, "modified": names.at,
        "name": concat!("onrecord ", env!("CARGO_PKG_VERSION")), "identity_class": "system",
    }))?;
    objects.push(&json!({
        "type": "extension-definition", "spec_version": "2.1", "id": names.extension,
        "created_by_ref": names.program, "created": names.at, "modified": names.at,
        "name": "onrecord", "description": "Who claims what, who denies it, from how many independent origins, in which words.",
        "schema": EXTENSION, "version": "1.0.0", "extension_types": ["property-extension"],
    }))?;
    identities(dossier, &names, &mut objects)?;
    let observed = captures(dossier, &names, &mut objects)?;
    let notes = statements(dossier, &names, &observed, &mut objects)?;
    reports(dossier, &names, &observed, &notes, &mut objects)?;
    for claim in &dossier.standing.propositions {
        claimed(dossier, &names, claim, &mut objects)?;
    }
    objects.array.end()?;
    Ok(objects.count)
}

struct Objects<W: Write> {
    array: Array<W>,
    count: usize,
}

impl<W: Write> Objects<W> {
    fn push(&mut self, object: &Value) -> Result<(), ExportError> {
        self.count += 1;
        self.array.push(object)
    }
}

fn identities<W: Write>(dossier: &Dossier, names: &Names, objects: &mut Objects<W>) -> Result<(), ExportError> {
    for actor in &dossier.standing.actors {
        let class = match actor.kind {
            ActorKind::Person => "individual",
            ActorKind::Group => "group",
            ActorKind::State | ActorKind::Organisation | ActorKind::Body => "organization",
            ActorKind::Unnamed | ActorKind::Narrator => "unspecified",
        };
        let members = told(json!({
            "name": named(&actor.name),
            "identity_class": class,
            "roles": actor.office.iter().collect::<Vec<_>>(),
        }));
        let own = json!({"actor": told(json!({
            "id": actor.id, "kind": word(&actor.kind), "code": actor.code, "represents": actor.represents,
        }))});
        objects.push(&names.object("identity", &actor.id, members, own))?;
    }
    Ok(())
}

/// STIX wants a name.
fn named(name: &str) -> &str {
    if name.trim().is_empty() { "(no name)" } else { name }
}

/// The captures; gives the id of each document's observed data.
fn captures<W: Write>(
    dossier: &Dossier,
    names: &Names,
    objects: &mut Objects<W>,
) -> Result<BTreeMap<String, String>, ExportError> {
    let mut observed = BTreeMap::new();
    let mut addresses = BTreeSet::new();
    for record in dossier.records {
        let document = &record.document;
        let capture = &document.capture;
        let hashes = json!({"SHA-256": capture.sha256});
        let file = observable("file", &json!({"hashes": hashes}));
        objects.push(&json!({
            "type": "file", "spec_version": "2.1", "id": file, "hashes": hashes, "mime_type": capture.media_type,
        }))?;
        let mut seen = vec![file];
        if let Some(url) = capture.url.as_ref().filter(|url| is_address(url)) {
            let address = observable("url", &json!({"value": url}));
            if addresses.insert(address.clone()) {
                objects.push(&json!({"type": "url", "spec_version": "2.1", "id": address, "value": url}))?;
            }
            seen.push(address);
        }
        let at = dossier
            .captured
            .get(&document.id)
            .and_then(|at| moment(at))
            .unwrap_or_else(|| names.at.clone());
        let members = json!({"first_observed": at, "last_observed": at, "number_observed": 1, "object_refs": seen});
        let own = told(json!({
            "document": document.id,
            "title": document.title.as_ref().map(|title| &title.value),
            "publisher": document.publisher.as_ref().map(|publisher| &publisher.value),
            "published": document.published.as_ref().map(|published| &published.value),
            "pipeline": record.derived_by.pipeline,
            "catalogue": record.derived_by.catalogue,
        }));
        objects.push(&names.object("observed-data", &document.id, members, own))?;
        observed.insert(document.id.clone(), id("observed-data", &document.id));
    }
    Ok(observed)
}

fn is_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The statements that take a stance to a claim, as notes on the capture they were read out of; gives their ids by lineage.
fn statements<W: Write>(
    dossier: &Dossier,
    names: &Names,
    observed: &BTreeMap<String, String>,
    objects: &mut Objects<W>,
) -> Result<BTreeMap<String, Vec<String>>, ExportError> {
    let mut notes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let taking = dossier.standing.propositions.iter().flat_map(|claim| &claim.stances);
    let taking: BTreeSet<&EntryReference> = taking.map(|stance| &stance.statement).collect();
    for entry in taking {
        let (Some(statement), Some(capture)) = (dossier.statement(entry), observed.get(&entry.document)) else {
            continue;
        };
        let key = reference(entry);
        let speakers: Vec<_> = statement
            .speakers
            .iter()
            .filter_map(|actor| dossier.resolved(&entry.document, actor))
            .collect();
        let refs: Vec<String> = std::iter::once(capture.clone())
            .chain(speakers.iter().map(|actor| id("identity", &actor.id)))
            .collect();
        let content: Vec<&str> = statement.content.iter().map(|span| span.exact.as_str()).collect();
        let content = if content.is_empty() {
            statement
                .cue
                .as_ref()
                .map_or("(no words)", |cue| cue.exact.as_str())
                .to_owned()
        } else {
            content.join(" … ")
        };
        let authors: Vec<&str> = speakers.iter().map(|actor| named(&actor.name)).collect();
        let members = told(json!({
            "content": content,
            "authors": authors,
            "object_refs": distinct(refs),
            "labels": ["statement", word(&statement.act).replace('_', "-")],
        }));
        let spans = statement.content.iter().chain(&statement.source).chain(&statement.cue);
        let own = json!({
            "statement": {
                "id": key, "act": word(&statement.act), "form": word(&statement.form), "narrator": statement.narrator,
                "anonymous": statement.anonymous, "unsaid": statement.unsaid, "rule": statement.rule,
            },
            "places": spans.map(|span| place(&entry.document, span)).collect::<Vec<_>>(),
        });
        objects.push(&names.object("note", &key, members, own))?;
        if let Some(summary) = dossier.summary(&entry.document) {
            notes.entry(summary.lineage.clone()).or_default().push(id("note", &key));
        }
        if statement.joint && speakers.len() > 1 {
            let members = json!({
                "name": "joint statement",
                "context": "unspecified",
                "object_refs": distinct(speakers.iter().map(|actor| id("identity", &actor.id)).chain([id("note", &key)])),
            });
            objects.push(&names.object("grouping", &key, members, json!({"statement": {"id": key}})))?;
        }
    }
    Ok(notes)
}

fn distinct(refs: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    refs.into_iter().filter(|one| seen.insert(one.clone())).collect()
}

/// One report for each group of documents that share an origin.
fn reports<W: Write>(
    dossier: &Dossier,
    names: &Names,
    observed: &BTreeMap<String, String>,
    notes: &BTreeMap<String, Vec<String>>,
    objects: &mut Objects<W>,
) -> Result<(), ExportError> {
    for lineage in &dossier.standing.lineages {
        let Some(origin) = lineage.members.first() else {
            continue;
        };
        let summary = dossier.summary(&origin.document);
        let published = summary
            .and_then(|summary| moment(summary.published.as_deref()?))
            .or_else(|| moment(dossier.captured.get(&origin.document)?))
            .unwrap_or_else(|| names.at.clone());
        let refs: Vec<String> = lineage
            .members
            .iter()
            .filter_map(|member| observed.get(&member.document).cloned())
            .chain(notes.get(&lineage.id).into_iter().flatten().cloned())
            .collect();
        if refs.is_empty() {
            continue;
        }
        let members = json!({
            "name": named(summary.map_or("", |summary| summary.title.as_str())),
            "description": lineage.explanation,
            "published": published,
            "object_refs": refs,
        });
        let documents: Vec<Value> = lineage
            .members
            .iter()
            .map(|member| json!({"document": member.document, "how": word(&member.kind), "why": member.explanation}))
            .collect();
        objects.push(&names.object(
            "report",
            &lineage.id,
            members,
            json!({"lineage": lineage.id, "documents": documents}),
        ))?;
    }
    Ok(())
}

/// A claim as an incident that is labelled one, and the opinions on it.
fn claimed<W: Write>(
    dossier: &Dossier,
    names: &Names,
    claim: &Proposition,
    objects: &mut Objects<W>,
) -> Result<(), ExportError> {
    let roles: Vec<Value> = claim
        .roles
        .iter()
        .map(|role| {
            told(json!({
                "role": word(&role.role), "name": role.name, "class": role.class,
                "identity_ref": role.actor.as_ref().map(|actor| id("identity", actor)),
            }))
        })
        .collect();
    let provisions: Vec<Value> = claim
        .provisions
        .iter()
        .map(|engagement| json!({"provision": engagement.provision, "every_element_matches": engagement.complete}))
        .collect();
    let members = told(json!({
        "name": format!("Claim: {}", claim.text),
        "description": claim.status_explanation,
        "labels": ["claim", word(&claim.status).replace('_', "-")],
    }));
    let own = json!({
        "claim": told(json!({
            "id": claim.id, "type": word(&claim.event_type), "status": word(&claim.status),
            "origins_asserting": claim.origins_asserting.count, "origins_denying": claim.origins_denying.count,
            "roles": roles,
            "earliest": claim.date.as_ref().and_then(|date| date.earliest.as_ref()),
            "latest": claim.date.as_ref().and_then(|date| date.latest.as_ref()),
            "would_engage": provisions,
            "decided_by_a_person": dossier.judged(&claim.id),
        })),
        "places": dossier.places(claim).into_iter().map(|(document, span)| place(document, span)).collect::<Vec<_>>(),
    });
    objects.push(&names.object("incident", &claim.id, members, own))?;
    for (number, stance) in claim.stances.iter().enumerate() {
        let Some(opinion) = opinion(stance.stance) else {
            continue;
        };
        let key = reference(&stance.statement);
        let members = told(json!({
            "opinion": opinion,
            "explanation": stance.explanation,
            "authors": stance.speaker_names,
            "object_refs": [id("incident", &claim.id)],
        }));
        let own = json!({
            "stance": word(&stance.stance),
            "blanket": stance.blanket,
            "decided_by_a_person": stance.decided,
            "note_ref": id("note", &key),
            "places": stance.anchors.iter().map(|anchor| place(&anchor.document, &anchor.span)).collect::<Vec<_>>(),
        });
        objects.push(&names.object("opinion", &format!("{} {key} {number}", claim.id), members, own))?;
    }
    Ok(())
}

/// A stance on STIX's scale. Disputing evidence denies nothing and taking back asserts nothing: both are neutral. Saying nothing is
/// no opinion.
fn opinion(stance: Stance) -> Option<&'static str> {
    Some(match stance {
        Stance::Confirms => "strongly-agree",
        Stance::Alleges => "agree",
        Stance::Suggests | Stance::DisputesEvidence | Stance::Retracts => "neutral",
        Stance::PartlyDenies => "disagree",
        Stance::Denies => "strongly-disagree",
        Stance::Declines => return None,
    })
}
