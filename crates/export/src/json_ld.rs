//! JSON-LD: entries with W3C Web Annotation selectors for every span and PROV-O for where each came from. One file a document and
//! one for the standing; each holds its own context, so that nothing need be fetched to read it.

use std::io::Write;

use onrecord_extract::{Date, Record, word};
use onrecord_weigh::in_force;
use serde_json::{Value, json};

use crate::iri::{self, VOCABULARY, iri};
use crate::parts::{Part, distinct, parts};
use crate::stream::{Array, told};
use crate::tables::weighed::reference;
use crate::{Choice, CodePoints, Dossier, ExportError};

/// Terms that published vocabularies have, and the vocabularies.
const TERMS: &[(&str, &str)] = &[
    ("@vocab", VOCABULARY),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("id", "@id"),
    ("type", "@type"),
    ("label", "rdfs:label"),
    ("Annotation", "oa:Annotation"),
    ("SpecificResource", "oa:SpecificResource"),
    ("TextQuoteSelector", "oa:TextQuoteSelector"),
    ("TextPositionSelector", "oa:TextPositionSelector"),
    ("TimeState", "oa:TimeState"),
    ("identifying", "oa:identifying"),
    ("exact", "oa:exact"),
    ("prefix", "oa:prefix"),
    ("suffix", "oa:suffix"),
    ("Entity", "prov:Entity"),
    ("Activity", "prov:Activity"),
    ("SoftwareAgent", "prov:SoftwareAgent"),
    ("Person", "prov:Person"),
    ("title", "dcterms:title"),
    ("creator", "dcterms:creator"),
    ("publisher", "dcterms:publisher"),
    ("issued", "dcterms:issued"),
    ("language", "dcterms:language"),
    ("format", "dcterms:format"),
];

/// Terms whose values are of a type: names of other nodes (`@id`), or a datatype.
const TYPED: &[(&str, &str, &str)] = &[
    ("body", "oa:hasBody", "@id"),
    ("target", "oa:hasTarget", "@id"),
    ("source", "oa:hasSource", "@id"),
    ("selector", "oa:hasSelector", "@id"),
    ("state", "oa:hasState", "@id"),
    ("sourceDate", "oa:sourceDate", "xsd:dateTime"),
    ("motivation", "oa:motivatedBy", "@vocab"),
    ("start", "oa:start", "xsd:nonNegativeInteger"),
    ("end", "oa:end", "xsd:nonNegativeInteger"),
    ("wasDerivedFrom", "prov:wasDerivedFrom", "@id"),
    ("wasQuotedFrom", "prov:wasQuotedFrom", "@id"),
    ("wasGeneratedBy", "prov:wasGeneratedBy", "@id"),
    ("wasAssociatedWith", "prov:wasAssociatedWith", "@id"),
    ("used", "prov:used", "@id"),
    ("endedAtTime", "prov:endedAtTime", "xsd:dateTime"),
    ("isPartOf", "dcterms:isPartOf", "@id"),
    ("speaker", "speaker", "@id"),
    ("actor", "actor", "@id"),
    ("saidIn", "saidIn", "@id"),
    ("nestedIn", "nestedIn", "@id"),
    ("claim", "claim", "@id"),
    ("toldBy", "toldBy", "@id"),
    ("statement", "statement", "@id"),
    ("subject", "subject", "@id"),
    ("mention", "mention", "@id"),
];

/// The context: terms of Web Annotation, PROV-O and Dublin Core by their own names, and ours for what these have no term for.
pub fn context() -> Value {
    let plain = TERMS.iter().map(|(term, means)| ((*term).to_owned(), json!(means)));
    let typed = TYPED
        .iter()
        .map(|(term, means, of)| ((*term).to_owned(), json!({"@id": means, "@type": of})));
    Value::Object(plain.chain(typed).collect())
}

/// Writes one document: its capture, its reading, its entries, and an annotation for each span.
///
/// # Errors
/// [`ExportError`] where the place written to fails.
pub fn document(dossier: &Dossier, choice: Choice, record: &Record, to: impl Write) -> Result<(), ExportError> {
    let document = &record.document;
    let id = document.id.as_str();
    let mut graph = Array::begin(to, &[("@context", context())], "@graph")?;
    let (own, reading) = (iri(id), iri::entry(id, "reading"));
    let capture = iri::capture(&document.capture.sha256);
    let value = |stated: &Option<onrecord_document::Stated>| stated.as_ref().map(|stated| stated.value.clone());
    graph.push(&told(json!({
        "id": capture,
        "type": ["Entity", "Capture"],
        "sha256": document.capture.sha256,
        "format": document.capture.media_type,
        "address": document.capture.url,
        "captured": dossier.captured.get(id),
    })))?;
    graph.push(&told(json!({
        "id": own,
        "type": ["Entity", "Document"],
        "wasDerivedFrom": capture,
        "wasGeneratedBy": reading,
        "title": value(&document.title),
        "creator": value(&document.byline),
        "publisher": value(&document.publisher),
        "issued": document.published.as_ref().map(|published| &published.value),
        "language": document.language,
        "kind": word(&document.kind),
        "isPartOf": dossier.summary(id).map(|summary| iri(&summary.lineage)),
        "text": choice.texts.then_some(&document.text),
    })))?;
    let versions = &record.derived_by;
    let agent = iri(&format!("agent:onrecord-{}", versions.onrecord));
    graph.push(&json!({"id": reading, "type": "Activity", "used": capture, "wasAssociatedWith": agent}))?;
    graph.push(&told(json!({
        "id": agent,
        "type": "SoftwareAgent",
        "label": format!("onrecord {}", versions.onrecord),
        "pipeline": versions.pipeline,
        "catalogue": versions.catalogue,
    })))?;
    entries(dossier, record, &reading, &mut graph)?;
    let text = CodePoints::new(&document.text);
    let captured = dossier.captured.get(id);
    for part in parts(record) {
        graph.push(&annotation(&part, id, &document.capture.sha256, captured, &text))?;
    }
    graph.end()
}

fn entries<W: Write>(
    dossier: &Dossier,
    record: &Record,
    reading: &str,
    graph: &mut Array<W>,
) -> Result<(), ExportError> {
    let id = record.document.id.as_str();
    let entry = |own: &str| iri::entry(id, own);
    let resolved = |actor: &String| dossier.resolved(id, actor).map(|resolved| iri(&resolved.id));
    let decided = |own: &str| dossier.judged(&format!("{id}/{own}"));
    for actor in distinct(&record.actors, |actor| &actor.id) {
        graph.push(&told(json!({
            "id": entry(&actor.id),
            "type": ["Entity", "Mentioned"],
            "wasGeneratedBy": reading,
            "actor": resolved(&actor.id),
            "kind": word(&actor.kind),
            "label": actor.name,
            "code": actor.code,
            "decidedByAPerson": decided(&actor.id),
        })))?;
    }
    for statement in distinct(&record.statements, |statement| &statement.id) {
        let content: Vec<&str> = statement.content.iter().map(|span| span.exact.as_str()).collect();
        graph.push(&told(json!({
            "id": entry(&statement.id),
            "type": ["Entity", "Statement"],
            "wasQuotedFrom": iri(id),
            "wasGeneratedBy": reading,
            "speaker": statement.speakers.iter().map(|actor| resolved(actor).unwrap_or_else(|| entry(actor))).collect::<Vec<_>>(),
            "act": word(&statement.act),
            "form": word(&statement.form),
            "content": content,
            "narrator": statement.narrator,
            "anonymous": statement.anonymous,
            "blanket": statement.blanket,
            "unsaid": statement.unsaid,
            "evidence": statement.evidence.as_ref().map(|evidence| word(&evidence.kind)),
            "evidenceStatus": statement.evidence.as_ref().map(|evidence| word(&evidence.status)),
            "nestedIn": statement.nested_in.as_ref().map(|outer| entry(outer)),
            "date": statement.date.as_ref().map(days),
            "rule": statement.rule,
            "decidedByAPerson": decided(&statement.id),
        })))?;
    }
    for event in distinct(&record.events, |event| &event.id) {
        let roles: Vec<Value> = event
            .roles
            .iter()
            .map(|role| {
                told(json!({
                    "role": word(&role.role),
                    "actor": role.actor.as_ref().and_then(resolved),
                    "class": role.class,
                    "words": role.span.exact,
                    "rule": role.rule,
                }))
            })
            .collect();
        graph.push(&told(json!({
            "id": entry(&event.id),
            "type": ["Entity", "Event"],
            "wasGeneratedBy": reading,
            "kind": word(&event.event_type),
            "modality": word(&event.modality),
            "claim": dossier.claim_of(id, &event.id).map(|claim| iri(&claim.id)),
            "saidIn": event.said_in.iter().map(|statement| entry(statement)).collect::<Vec<_>>(),
            "has": roles,
            "place": event.place.as_ref().map(|place| told(json!({
                "extracted": place.extracted.exact,
                "resolved": place.resolved,
                "country": place.country,
                "precision": word(&place.precision),
                "latitude": crate::geojson::position(place).map(|(_, lat)| lat),
                "longitude": crate::geojson::position(place).map(|(lon, _)| lon),
            }))),
            "date": event.date.as_ref().map(days),
            "rule": event.rule,
            "decidedByAPerson": decided(&event.id),
        })))?;
    }
    for toll in distinct(&record.tolls, |toll| &toll.id) {
        graph.push(&told(json!({
            "id": entry(&toll.id),
            "type": ["Entity", "Toll"],
            "wasGeneratedBy": reading,
            "effect": word(&toll.effect),
            "low": toll.figure.low,
            "high": toll.figure.high,
            "bound": word(&toll.figure.bound),
            "saidIn": toll.said_in.as_ref().map(|statement| entry(statement)),
            "rule": toll.rule,
            "decidedByAPerson": decided(&toll.id),
        })))?;
    }
    for citation in distinct(&record.citations, |citation| &citation.id) {
        graph.push(&told(json!({
            "id": entry(&citation.id),
            "type": ["Entity", "Citation"],
            "wasGeneratedBy": reading,
            "resolution": citation.resolution,
            "year": citation.year,
            "paragraph": citation.paragraph,
            "bodyCited": citation.body,
            "rule": citation.rule,
        })))?;
    }
    Ok(())
}

fn days(date: &Date) -> Value {
    told(json!({
        "earliest": date.earliest,
        "latest": date.latest,
        "precision": word(&date.precision),
        "rule": date.basis.rule,
    }))
}

fn annotation(part: &Part, document: &str, sha256: &str, captured: Option<&String>, text: &CodePoints) -> Value {
    let body = if part.kind == "document" {
        iri(document)
    } else {
        iri::entry(document, part.entry)
    };
    let state = captured.map(|at| json!({"type": "TimeState", "sourceDate": at}));
    told(json!({
        "id": format!("{}/{}/{}/{}", iri(document), part.entry, part.part, part.ordinal),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "part": part.part,
        "rule": part.rule,
        "target": told(json!({
            "type": "SpecificResource",
            "source": iri(document),
            "sourceHash": format!("sha256:{sha256}"),
            "selector": text.selectors(part.span),
            "state": state,
        })),
    }))
}

/// Writes what the records amount to: actors, claims with who stands where, provisions that would be engaged, and a person's
/// decisions, which are activities of a person and never of the program.
///
/// # Errors
/// [`ExportError`] where the place written to fails.
pub fn standing(dossier: &Dossier, to: impl Write) -> Result<(), ExportError> {
    let mut graph = Array::begin(to, &[("@context", context())], "@graph")?;
    for actor in &dossier.standing.actors {
        graph.push(&told(json!({
            "id": iri(&actor.id),
            "type": ["Entity", "Actor"],
            "label": actor.name,
            "kind": word(&actor.kind),
            "code": actor.code,
            "office": actor.office,
            "represents": actor.represents,
            "explanation": actor.explanation,
            "mention": actor.members.iter().map(|member| iri::entry(&member.document, &member.entry)).collect::<Vec<_>>(),
        })))?;
    }
    for lineage in &dossier.standing.lineages {
        graph.push(&json!({
            "id": iri(&lineage.id),
            "type": "Lineage",
            "explanation": lineage.explanation,
        }))?;
    }
    for claim in &dossier.standing.propositions {
        let stances: Vec<Value> = claim
            .stances
            .iter()
            .map(|stance| {
                told(json!({
                    "takes": word(&stance.stance),
                    "statement": iri(&reference(&stance.statement)),
                    "speaker": stance.speakers.iter().map(|speaker| iri(speaker)).collect::<Vec<_>>(),
                    "date": stance.date,
                    "blanket": stance.blanket,
                    "decidedByAPerson": stance.decided,
                    "explanation": stance.explanation,
                }))
            })
            .collect();
        let engaged: Vec<Value> = claim
            .provisions
            .iter()
            .map(|engagement| {
                json!({
                    "provision": engagement.provision,
                    "everyElementMatches": engagement.complete,
                    "matched": engagement.matched.iter().map(|element| &element.name).collect::<Vec<_>>(),
                    "missing": engagement.missing.iter().map(|element| &element.name).collect::<Vec<_>>(),
                })
            })
            .collect();
        graph.push(&told(json!({
            "id": iri(&claim.id),
            "type": ["Entity", "Claim"],
            "label": claim.text,
            "kind": word(&claim.event_type),
            "status": word(&claim.status),
            "originsAsserting": claim.origins_asserting.count,
            "originsDenying": claim.origins_denying.count,
            "explanation": claim.status_explanation,
            "date": claim.date.as_ref().map(days),
            "toldBy": claim.events.iter().map(|event| iri(&reference(event))).collect::<Vec<_>>(),
            "stance": stances,
            "wouldEngage": engaged,
            "decidedByAPerson": dossier.judged(&claim.id),
        })))?;
    }
    let in_force: Vec<u32> = in_force(dossier.decisions)
        .iter()
        .map(|decision| decision.number)
        .collect();
    for decision in dossier.decisions {
        graph.push(&json!({
            "id": iri(&format!("decision/{}", decision.number)),
            "type": ["Activity", "Decision"],
            "wasAssociatedWith": {"id": iri(&format!("who/{}", decision.who)), "type": "Person", "label": decision.who},
            "endedAtTime": decision.at,
            "subject": subject(&decision.subject),
            "decided": decision.what,
            "why": decision.why,
            "inForce": in_force.contains(&decision.number),
        }))?;
    }
    graph.end()
}

/// What a decision is about: a number is that of an earlier decision.
fn subject(subject: &str) -> String {
    if subject.parse::<u32>().is_ok() {
        iri(&format!("decision/{subject}"))
    } else {
        iri(subject)
    }
}
