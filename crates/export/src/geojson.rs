//! GeoJSON (RFC 7946): a feature for every place where something is said to have happened, and for every place named.
//!
//! A place that is known no closer than its region or country has no geometry: a dot in its middle would say what nobody said.

use std::io::Write;

use onrecord_extract::{Place, PlacePrecision, word};
use serde_json::{Value, json};

use crate::iri::place as at;
use crate::parts::distinct;
use crate::stream::{Array, told};
use crate::{Dossier, ExportError};

/// Writes the collection; gives how many features it has.
///
/// # Errors
/// [`ExportError`] where the place written to fails.
pub fn write(dossier: &Dossier, to: impl Write) -> Result<usize, ExportError> {
    let members = [
        ("type", json!("FeatureCollection")),
        ("onrecord_case", json!(dossier.name)),
        ("onrecord_at", json!(dossier.at)),
    ];
    let mut features = Array::begin(to, &members, "features")?;
    let mut count = 0;
    for record in dossier.records {
        let document = record.document.id.as_str();
        for event in distinct(&record.events, |event| &event.id) {
            let Some(place) = &event.place else { continue };
            let id = format!("{document}/{}", event.id);
            let claim = dossier.claim_of(document, &event.id);
            let date = event.date.as_ref();
            let properties = json!({
                "kind": "event",
                "event": id,
                "type": word(&event.event_type),
                "modality": word(&event.modality),
                "trigger": event.trigger.exact,
                "claim": claim.map(|claim| &claim.id),
                "claim_text": claim.map(|claim| &claim.text),
                "status": claim.map(|claim| word(&claim.status)),
                "origins_asserting": claim.map(|claim| claim.origins_asserting.count),
                "origins_denying": claim.map(|claim| claim.origins_denying.count),
                "earliest": date.and_then(|date| date.earliest.as_ref()),
                "latest": date.and_then(|date| date.latest.as_ref()),
                "decided": dossier.judged(&id),
                "places": format!("{} {}", at(document, &event.trigger), at(document, &place.extracted)),
            });
            features.push(&feature(dossier, document, &id, place, properties))?;
            count += 1;
        }
        for (number, place) in record.places.iter().enumerate() {
            let id = format!("{document}/place/{number}");
            let properties = json!({"kind": "named", "places": at(document, &place.extracted)});
            features.push(&feature(dossier, document, &id, place, properties))?;
            count += 1;
        }
    }
    features.end()?;
    Ok(count)
}

fn feature(dossier: &Dossier, document: &str, id: &str, place: &Place, mut properties: Value) -> Value {
    let summary = dossier.summary(document);
    let of_place = json!({
        "document": document,
        "url": summary.and_then(|summary| summary.url.as_ref()),
        "publisher": summary.and_then(|summary| summary.publisher.as_ref()),
        "published": summary.and_then(|summary| summary.published.as_ref()),
        "extracted_place": place.extracted.exact,
        "resolved_place": place.resolved,
        "country": place.country,
        "precision": word(&place.precision),
        "ucdp_where_prec": ucdp_precision(place),
        "acled_geo_precision": acled_precision(place),
        "rule": place.basis.rule,
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut properties, of_place) {
        all.extend(more);
    }
    json!({
        "type": "Feature",
        "id": id,
        "geometry": position(place).map(|(lon, lat)| json!({"type": "Point", "coordinates": [lon, lat]})),
        "properties": told(properties),
    })
}

/// Longitude and latitude, of a site or a town alone.
pub(crate) fn position(place: &Place) -> Option<(f64, f64)> {
    matches!(place.precision, PlacePrecision::Point | PlacePrecision::City)
        .then(|| Some((place.lon?, place.lat?)))
        .flatten()
}

/// UCDP GED's `where_prec`: 1 the place itself, 3 its district, 4 its region, 6 its country. Nothing is known of 2, 5 and 7,
/// nor of a town whose position nobody knows.
pub(crate) fn ucdp_precision(place: &Place) -> Option<u8> {
    match place.precision {
        PlacePrecision::Point | PlacePrecision::City => position(place).map(|_| 1),
        PlacePrecision::District => Some(3),
        PlacePrecision::Region => Some(4),
        PlacePrecision::Country => Some(6),
        PlacePrecision::Unknown => None,
    }
}

/// ACLED's `geo_precision`: 1 the town, 2 near it or its district, 3 its region. It has none for a country.
pub(crate) fn acled_precision(place: &Place) -> Option<u8> {
    match place.precision {
        PlacePrecision::Point | PlacePrecision::City => position(place).map(|_| 1),
        PlacePrecision::District => Some(2),
        PlacePrecision::Region => Some(3),
        PlacePrecision::Country | PlacePrecision::Unknown => None,
    }
}
