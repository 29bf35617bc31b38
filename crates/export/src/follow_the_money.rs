//! Entities of FollowTheMoney (schemata of version 4), one a line: documents, actors, mentions, claims as events, stances as notes
//! with documentation. Its mentions have no offsets, and so a second file gives the places of each entity's words.

use std::io::Write;

use onrecord_catalogue::Catalogue;
use onrecord_document::Span;
use onrecord_extract::{ActorKind, RoleName, word};
use onrecord_weigh::{Proposition, StanceEntry};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::days::day_of;
use crate::geojson::position;
use crate::parts::distinct;
use crate::stream::line;
use crate::tables::weighed::reference;
use crate::{Choice, CodePoints, Dossier, ExportError};

/// Writes the entities and their places; gives how many entities there are.
///
/// # Errors
/// [`ExportError`] where one of the places written to fails.
pub fn write(
    dossier: &Dossier,
    choice: Choice,
    entities: &mut impl Write,
    places: &mut impl Write,
) -> Result<usize, ExportError> {
    let mut to = Entities {
        dossier,
        entities,
        places,
        count: 0,
    };
    to.actors()?;
    for record in dossier.records {
        to.document(choice, record)?;
    }
    for claim in &dossier.standing.propositions {
        to.claim(claim)?;
    }
    Ok(to.count)
}

struct Entities<'d, 'a, E: Write, P: Write> {
    dossier: &'d Dossier<'a>,
    entities: &'d mut E,
    places: &'d mut P,
    count: usize,
}

impl<E: Write, P: Write> Entities<'_, '_, E, P> {
    /// One entity; its properties are lists of texts, and those without a value are left out.
    fn entity(&mut self, id: &str, schema: &str, properties: &[(&str, Vec<String>)]) -> Result<(), ExportError> {
        let mut filled = Map::new();
        for (name, values) in properties {
            let values: Vec<&String> = values.iter().filter(|value| !value.trim().is_empty()).collect();
            if !values.is_empty() {
                filled.insert((*name).to_owned(), json!(values));
            }
        }
        self.count += 1;
        line(
            self.entities,
            &json!({"id": id, "schema": schema, "properties": filled, "datasets": [dataset(self.dossier.name)]}),
        )
    }

    fn place(&mut self, id: &str, document: &str, part: &str, selectors: &Value) -> Result<(), ExportError> {
        let place = json!({"id": id, "document": own_id(document), "part": part, "selectors": selectors});
        line(self.places, &place)
    }

    fn actors(&mut self) -> Result<(), ExportError> {
        for actor in &self.dossier.standing.actors {
            let schema = match actor.kind {
                ActorKind::State | ActorKind::Body => "PublicBody",
                ActorKind::Organisation => "Organization",
                ActorKind::Person => "Person",
                ActorKind::Group | ActorKind::Unnamed | ActorKind::Narrator => "LegalEntity",
            };
            let office = if actor.kind == ActorKind::Person {
                "position"
            } else {
                "description"
            };
            let properties = [
                ("name", vec![actor.name.clone()]),
                (office, actor.office.iter().cloned().collect()),
                (
                    "country",
                    alpha2(
                        [actor.code.as_deref(), actor.represents.as_deref()]
                            .into_iter()
                            .flatten(),
                    ),
                ),
                ("notes", vec![actor.explanation.clone()]),
            ];
            self.entity(&own_id(&actor.id), schema, &properties)?;
        }
        Ok(())
    }

    fn document(&mut self, choice: Choice, record: &onrecord_extract::Record) -> Result<(), ExportError> {
        let document = &record.document;
        let id = own_id(&document.id);
        let schema = match document.capture.media_type.as_str() {
            "text/html" => "HyperText",
            "text/plain" => "PlainText",
            _ => "Document",
        };
        let value =
            |stated: &Option<onrecord_document::Stated>| stated.iter().map(|stated| stated.value.clone()).collect();
        let address = document.capture.url.as_ref().filter(|url| url.contains("://"));
        let published = document.published.as_ref().map(|published| published.value.as_str());
        let properties = [
            (
                "fileName",
                vec![document.capture.url.clone().unwrap_or_else(|| document.id.clone())],
            ),
            ("title", value(&document.title)),
            ("author", value(&document.byline)),
            ("publisher", value(&document.publisher)),
            (
                "publishedAt",
                published
                    .map(|day| day_of(day).unwrap_or(day).to_owned())
                    .into_iter()
                    .collect(),
            ),
            (
                "retrievedAt",
                self.dossier
                    .captured
                    .get(&document.id)
                    .and_then(|at| day_of(at))
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
            ),
            ("mimeType", vec![document.capture.media_type.clone()]),
            ("sourceUrl", address.into_iter().cloned().collect()),
            ("language", language(&document.language)),
            (
                "processingAgent",
                vec![format!("onrecord {}", record.derived_by.onrecord)],
            ),
            ("keywords", vec![format!("sha256:{}", document.capture.sha256)]),
            (
                "bodyText",
                choice.texts.then(|| document.text.clone()).into_iter().collect(),
            ),
        ];
        self.entity(&id, schema, &properties)?;
        let text = CodePoints::new(&document.text);
        for actor in distinct(&record.actors, |actor| &actor.id) {
            let Some(resolved) = self.dossier.resolved(&document.id, &actor.id) else {
                continue;
            };
            let mention = own_id(&format!("mention/{}/{}", document.id, actor.id));
            let properties = [
                ("document", vec![id.clone()]),
                ("name", vec![actor.name.clone()]),
                ("resolved", vec![own_id(&resolved.id)]),
            ];
            self.entity(&mention, "Mention", &properties)?;
            for own in &actor.mentions {
                self.place(&mention, &document.id, "mention", &text.selectors(&own.span))?;
            }
        }
        Ok(())
    }

    fn claim(&mut self, claim: &Proposition) -> Result<(), ExportError> {
        let dossier = self.dossier;
        let id = own_id(&claim.id);
        let place = dossier.place_of(claim).map(|(_, place)| place);
        let address = place
            .filter(|place| position(place).is_some())
            .map(|_| own_id(&format!("place/{}", claim.id)));
        if let (Some(address), Some(place)) = (&address, place) {
            let (lon, lat) = position(place).unwrap_or_default();
            let properties = [
                (
                    "full",
                    vec![place.resolved.clone().unwrap_or_else(|| place.extracted.exact.clone())],
                ),
                ("latitude", vec![lat.to_string()]),
                ("longitude", vec![lon.to_string()]),
                ("country", alpha2(place.country.as_deref())),
            ];
            self.entity(address, "Address", &properties)?;
        }
        let by = |roles: &[RoleName]| -> Vec<String> {
            let roles = claim.roles.iter().filter(|role| roles.contains(&role.role));
            roles.filter_map(|role| role.actor.as_deref().map(own_id)).collect()
        };
        let doers = [RoleName::Attacker, RoleName::Supplier, RoleName::By, RoleName::User];
        let others: Vec<String> = claim
            .roles
            .iter()
            .filter(|role| !doers.contains(&role.role))
            .filter_map(|role| role.actor.as_deref().map(own_id))
            .collect();
        let date = claim.date.as_ref();
        let mut proof: Vec<String> = claim.events.iter().map(|event| own_id(&event.document)).collect();
        proof.dedup();
        let properties = [
            ("name", vec![format!("Claim: {}", claim.text)]),
            (
                "summary",
                vec![format!(
                    "A claim and no fact: {}. Independent origins that assert it: {}; that deny it: {}.",
                    word(&claim.status).replace('_', " "),
                    claim.origins_asserting.count,
                    claim.origins_denying.count
                )],
            ),
            ("description", vec![claim.status_explanation.clone()]),
            (
                "startDate",
                date.and_then(|date| date.earliest.clone()).into_iter().collect(),
            ),
            (
                "endDate",
                date.and_then(|date| date.latest.clone()).into_iter().collect(),
            ),
            ("location", claim.place.iter().cloned().collect()),
            ("addressEntity", address.into_iter().collect()),
            ("country", alpha2(place.and_then(|place| place.country.as_deref()))),
            ("organizer", by(&doers)),
            ("involved", others),
            ("proof", proof),
            ("recordId", vec![claim.id.clone()]),
            ("keywords", vec![word(&claim.event_type), word(&claim.status)]),
        ];
        self.entity(&id, "Event", &properties)?;
        // Organisers and involved are all that an event has of roles; each role by its own name is a link.
        for (number, role) in claim.roles.iter().enumerate() {
            if let Some(actor) = &role.actor {
                let link = own_id(&format!("role/{}/{number}/{actor}", claim.id));
                let properties = [
                    ("subject", vec![own_id(actor)]),
                    ("object", vec![id.clone()]),
                    ("role", vec![word(&role.role)]),
                ];
                self.entity(&link, "UnknownLink", &properties)?;
            }
        }
        for (number, stance) in claim.stances.iter().enumerate() {
            self.stance(claim, stance, number)?;
        }
        Ok(())
    }

    fn stance(&mut self, claim: &Proposition, stance: &StanceEntry, number: usize) -> Result<(), ExportError> {
        let document = stance.statement.document.as_str();
        let key = format!("{}/{}/{number}", claim.id, reference(&stance.statement));
        let note = own_id(&format!("note/{key}"));
        let role = word(&stance.stance).replace('_', " ");
        let words: Vec<String> = stance
            .anchors
            .iter()
            .filter(|anchor| anchor.document == document)
            .map(|anchor| anchor.span.exact.clone())
            .collect();
        let entities = std::iter::once(claim.id.as_str()).chain(stance.speakers.iter().map(String::as_str));
        let properties = [
            ("entity", entities.map(own_id).collect()),
            ("name", vec![format!("{} {role}", stance.speaker_names.join(", "))]),
            ("description", vec![words.join(" … ")]),
            ("summary", vec![stance.explanation.clone()]),
            ("publisher", vec![stance.speaker_names.join("; ")]),
            (
                "modifiedAt",
                stance
                    .date
                    .as_deref()
                    .and_then(day_of)
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
            ),
            (
                "keywords",
                vec![
                    if stance.decided {
                        "decided by a person"
                    } else {
                        "read by the program"
                    }
                    .to_owned(),
                ],
            ),
        ];
        self.entity(&note, "Note", &properties)?;
        let properties = [
            ("document", vec![own_id(document)]),
            ("entity", vec![own_id(&claim.id)]),
            ("role", vec![role]),
            (
                "date",
                stance
                    .date
                    .as_deref()
                    .and_then(day_of)
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
            ),
        ];
        self.entity(&own_id(&format!("documentation/{key}")), "Documentation", &properties)?;
        let Some(record) = self.dossier.record(document) else {
            return Ok(());
        };
        let text = CodePoints::new(&record.document.text);
        let spans: Vec<&Span> = stance
            .anchors
            .iter()
            .filter(|anchor| anchor.document == document)
            .map(|anchor| &anchor.span)
            .collect();
        for span in spans {
            self.place(&note, document, "content", &text.selectors(span))?;
        }
        Ok(())
    }
}

/// An id that FollowTheMoney takes: letters, digits, `-` and `.`, the last a letter or digit; what had others has a digest at its
/// end, so that two never meet.
fn own_id(id: &str) -> String {
    let mut own = String::from("onrecord-");
    let mut is_changed = false;
    for letter in id.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => own.push(letter),
            ':' | '/' => own.push('.'),
            _ => {
                is_changed = true;
                own.push('-');
            }
        }
    }
    if is_changed || own.len() > 200 || own.ends_with(['.', '-']) {
        let digest = Sha256::digest(id.as_bytes());
        let digest: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        own = format!("{}-{digest}", own.get(..own.len().min(180)).unwrap_or_default());
    }
    own
}

/// A data set's name: small letters, digits and `_`.
fn dataset(name: &str) -> String {
    let name: String = name
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' })
        .collect();
    if name.is_empty() { "case".to_owned() } else { name }
}

/// Codes of states as FollowTheMoney has them: two small letters.
fn alpha2<'c>(codes: impl IntoIterator<Item = &'c str>) -> Vec<String> {
    let states = codes.into_iter().filter_map(|code| Catalogue::shipped().state(code));
    let mut codes: Vec<String> = states.map(|state| state.alpha2.to_lowercase()).collect();
    codes.dedup();
    codes
}

/// ISO 639-3, for the language that is read.
fn language(code: &str) -> Vec<String> {
    match code {
        "en" => vec!["eng".to_owned()],
        _ => Vec::new(),
    }
}
