//! PLOVER JSON Lines (Political Language Ontology for Verifiable Event Records, Open Event Data Alliance): one event of one
//! document a line, with who tells it and whether it is denied, in fields of our own that begin with `x_`.

use std::io::Write;

use onrecord_catalogue::{Catalogue, Sector};
use onrecord_extract::{Date, Event, EventType, Modality, Party, PlacePrecision, Record, RoleName, word};
use serde_json::{Value, json};

use crate::days::{day_of, is_day};
use crate::iri::place as at;
use crate::parts::distinct;
use crate::stream::{line, told};
use crate::tables::weighed::reference;
use crate::{Choice, CodePoints, Dossier, ExportError};

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Lines.
    pub events: usize,
    /// Events left out because neither they nor their document have a day, which PLOVER requires.
    pub undated: usize,
    /// Events left out because PLOVER has no type for them.
    pub untyped: usize,
}

/// Writes one line an event.
///
/// # Errors
/// [`ExportError`] where the place written to fails.
pub fn write(dossier: &Dossier, choice: Choice, mut to: impl Write) -> Result<Written, ExportError> {
    let mut written = Written::default();
    for record in dossier.records {
        let published = dossier.day(&record.document.id).and_then(day_of);
        let text = CodePoints::new(&record.document.text);
        for event in distinct(&record.events, |event| &event.id) {
            let Some((kind, mode)) = coding(event) else {
                written.untyped += 1;
                continue;
            };
            let own = event
                .date
                .as_ref()
                .and_then(|date| date.earliest.as_deref())
                .filter(|day| is_day(day));
            let Some(day) = own.or(published) else {
                written.undated += 1;
                continue;
            };
            let value = coded(
                dossier,
                choice,
                (record, &text),
                event,
                (kind, mode),
                (day, own.is_some()),
            );
            line(&mut to, &value)?;
            written.events += 1;
        }
    }
    to.flush()?;
    Ok(written)
}

/// Type and mode by the draft of 2021: there a demand is a REQUEST, disapproval and investigation are modes of ACCUSE, and
/// fighting is ASSAULT.
fn coding(event: &Event) -> Option<(&str, Option<&str>)> {
    let plover = event.plover.as_ref()?;
    let mode = plover.mode.as_deref();
    Some(match plover.event_type.as_str() {
        "DEMAND" => ("REQUEST", mode),
        "DISAPPROVE" if event.event_type == EventType::Accusation && event.rule.contains("alleg") => {
            ("ACCUSE", mode.or(Some("allege")))
        }
        "DISAPPROVE" => ("ACCUSE", mode.or(Some("disapprove"))),
        "INVESTIGATE" => ("ACCUSE", mode.or(Some("investigate"))),
        "FIGHT" => ("ASSAULT", mode),
        other => (other, mode),
    })
}

/// The quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
fn quad(kind: &str) -> Option<u8> {
    Some(match kind {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => 1,
        "COOPERATE" | "AID" | "RETREAT" => 2,
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => 3,
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => 4,
        _ => return None,
    })
}

fn coded(
    dossier: &Dossier,
    choice: Choice,
    (record, text): (&Record, &CodePoints),
    event: &Event,
    (kind, mode): (&str, Option<&str>),
    (day, is_own): (&str, bool),
) -> Value {
    let document = &record.document;
    let id = format!("{}/{}", document.id, event.id);
    let plover = event.plover.as_ref();
    let claim = dossier.claim_of(&document.id, &event.id);
    let party = |parties: &[Party]| -> Vec<Value> {
        parties
            .iter()
            .map(|party| entity(dossier, &document.id, party))
            .collect()
    };
    let mut actor = plover.map_or_else(Vec::new, |plover| party(&plover.source));
    if actor.is_empty() {
        // PLOVER requires somebody; who does it is not told.
        actor.push(json!({"code": "UNK", "sector": "UNK", "entity_text": ""}));
    }
    let weapons: Vec<&str> = event
        .roles
        .iter()
        .filter(|role| matches!(role.role, RoleName::Weapon | RoleName::Item))
        .filter_map(|role| role.class.as_deref())
        .collect();
    let transfer = (event.event_type == EventType::ArmsTransfer).then(|| {
        let of = |name| {
            let roles = event.roles.iter().filter(move |role| role.role == name);
            roles.map(|role| role.span.exact.as_str()).collect::<Vec<_>>()
        };
        told(json!({
            "supplier": of(RoleName::Supplier),
            "recipient": of(RoleName::Recipient),
            "item": of(RoleName::Item),
            "carrier": of(RoleName::Carrier),
        }))
    });
    let stances: Vec<Value> = claim.map_or_else(Vec::new, |claim| {
        let own = claim
            .stances
            .iter()
            .filter(|stance| stance.statement.document == document.id);
        own.map(|stance| {
            json!({
                "stance": word(&stance.stance),
                "speakers": stance.speaker_names,
                "statement": reference(&stance.statement),
                "decided_by_a_person": stance.decided,
            })
        })
        .collect()
    });
    let block = block_of(record, text, event);
    told(json!({
        "id": id,
        "has_event": matches!(event.modality, Modality::Stated | Modality::Alleged),
        "date": day,
        "enddate": event.date.as_ref().filter(|_| is_own).and_then(|date| end_day(date, day)),
        "actor": actor,
        "recipient": plover.map_or_else(Vec::new, |plover| party(&plover.target)),
        "event": [kind],
        "mode": mode.into_iter().collect::<Vec<_>>(),
        "context": plover.map(|plover| &plover.context),
        "quad_code": quad(kind),
        "event_loc": event.place.as_ref().map(|place| told(json!({
            "extracted_place": place.extracted.exact,
            "resolved_place": place.resolved,
            "lat": crate::geojson::position(place).map(|(_, lat)| lat),
            "lon": crate::geojson::position(place).map(|(lon, _)| lon),
            "country_code": place.country,
            "resolution": resolution(place.precision),
        }))),
        "event_text": [event.trigger.exact],
        "text": choice.texts.then_some(block.2),
        "text_info": {"sequence": 0, "start": block.0, "end": block.1},
        "cite_info": told(json!({
            "corpus": dossier.name,
            "citation": document.id,
            "url": document.capture.url,
            "title": document.title.as_ref().map(|title| &title.value),
            "language": document.language,
            "publication": document.publisher.as_ref().map(|publisher| &publisher.value),
            "coder": format!("onrecord {}", record.derived_by.onrecord),
            "codebook": "PLOVER 2021 draft",
            "version": record.derived_by.catalogue,
        })),
        "coder": format!("onrecord {}", record.derived_by.onrecord),
        "coded_date": dossier.at.get(..10),
        "x_date_of": if is_own { "event" } else { "publication" },
        "x_type": word(&event.event_type),
        "x_modality": word(&event.modality),
        "x_weapon": weapons,
        "x_transfer": transfer,
        "x_claim": claim.map(|claim| told(json!({
            "id": claim.id,
            "status": word(&claim.status),
            "origins_asserting": claim.origins_asserting.count,
            "origins_denying": claim.origins_denying.count,
            "decided_by_a_person": dossier.judged(&claim.id),
        }))),
        "x_stance": stances,
        "x_decided_by_a_person": dossier.judged(&id),
        "x_rule": event.rule,
        "x_places": at(&document.id, &event.trigger),
    }))
}

fn end_day<'d>(date: &'d Date, first: &str) -> Option<&'d str> {
    date.latest.as_deref().filter(|last| is_day(last) && *last != first)
}

/// PLOVER's `resolution`: 5 below a town, 4 town, 3 district, 2 province, 1 country.
fn resolution(precision: PlacePrecision) -> Option<u8> {
    match precision {
        PlacePrecision::Point => Some(5),
        PlacePrecision::City => Some(4),
        PlacePrecision::District => Some(3),
        PlacePrecision::Region => Some(2),
        PlacePrecision::Country => Some(1),
        PlacePrecision::Unknown => None,
    }
}

fn entity(dossier: &Dossier, document: &str, party: &Party) -> Value {
    let resolved = party.actor.as_ref().and_then(|actor| dossier.resolved(document, actor));
    told(json!({
        "code": party.code,
        "sector": sector(resolved.and_then(|actor| actor.code.as_deref()), party),
        "entity_text": party.span.exact,
        "identifier_text": resolved.map(|actor| &actor.name),
        "office": resolved.and_then(|actor| actor.office.as_ref()),
        "x_actor": resolved.map(|actor| &actor.id),
        "x_rule": party.rule,
        "x_places": at(document, &party.span),
    }))
}

/// PLOVER's sector of an organisation that the catalogue knows, and of a state.
fn sector(code: Option<&str>, party: &Party) -> Option<String> {
    let catalogue = Catalogue::shipped();
    if code == Some(party.code.as_str()) && catalogue.state(&party.code).is_some() {
        return Some("GOV".to_owned());
    }
    let organisation = catalogue.organisation(code?)?;
    sector_code(organisation.sector)
}

fn sector_code(sector: Sector) -> Option<String> {
    let code = match sector {
        Sector::Government => "GOV",
        Sector::Military => "MIL",
        Sector::Intelligence => "SPY",
        Sector::Police => "COP",
        Sector::Court => "JUD",
        Sector::Legislature => "LEG",
        Sector::Party => "PTY",
        Sector::ArmedGroup => "REB",
        Sector::Research => "EDU",
        Sector::Media => "JRN",
        Sector::Company => "BUS",
        // They are told by the code of the entity itself.
        Sector::Intergovernmental | Sector::Peacekeeping | Sector::Ngo => return None,
    };
    Some(code.to_owned())
}

/// The block that an event's trigger stands in: first and last code point, and its words.
fn block_of<'r>(record: &Record, text: &CodePoints<'r>, event: &Event) -> (u32, u32, &'r str) {
    let mut blocks = record.document.blocks.iter();
    let block = blocks.find(|block| block.start <= event.trigger.start && event.trigger.end <= block.end);
    let (start, end) = block.map_or((event.trigger.start, event.trigger.end), |block| {
        (block.start, block.end)
    });
    (start, end, text.between(start as usize, end as usize))
}
