//! Where claims lie: points only for towns and sites, areas for regions and states, and a list of what has no place.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use onrecord_extract::{Place, PlacePrecision};
use schemars::JsonSchema;
use serde::Serialize;

use super::Seen;
use super::rows::ClaimRow;
use crate::refusal::Refusal;
use crate::view::View;

/// Claims that are told of each place; the rest is found with the filter of claims.
const CLAIMS: usize = 10;

/// Where the claims of a view lie.
#[derive(Debug)]
pub(crate) struct Places {
    areas: BTreeMap<(String, String), AreaClaims>,
    points: BTreeMap<(i64, i64, String), PointClaims>,
    unplaced: Vec<u32>,
}

#[derive(Debug)]
struct AreaClaims {
    precision: PlacePrecision,
    name: String,
    claims: Vec<u32>,
}

#[derive(Debug)]
struct PointClaims {
    lat: f64,
    lon: f64,
    precision: PlacePrecision,
    name: String,
    country: Option<String>,
    claims: Vec<u32>,
}

/// A map of the claims.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Map {
    areas: Vec<Area>,
    points: Vec<Point>,
    /// How many claims have no place that is known.
    unplaced_count: usize,
    unplaced: Vec<ClaimRow>,
}

/// A region, or a state as a whole: never a point.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Area {
    /// ISO 3166-1 alpha-3.
    country: String,
    /// The region; none where the state as a whole is meant.
    region: Option<String>,
    name: String,
    precision: PlacePrecision,
    count: usize,
    claims: Vec<ClaimRow>,
}

/// A town or a site.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Point {
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lon: f64,
    precision: PlacePrecision,
    name: String,
    region: Option<String>,
    country: Option<String>,
    count: usize,
    claims: Vec<ClaimRow>,
}

impl Places {
    pub(crate) fn of(view: &View) -> Self {
        let mut places = Self {
            areas: BTreeMap::new(),
            points: BTreeMap::new(),
            unplaced: Vec::new(),
        };
        for at in &view.by_weight {
            match place(view, *at as usize) {
                Some(place) => places.put(*at, place),
                None => places.unplaced.push(*at),
            }
        }
        places
    }

    fn put(&mut self, claim: u32, place: &Place) {
        let name = place.resolved.clone().unwrap_or_else(|| place.extracted.exact.clone());
        let is_point = matches!(place.precision, PlacePrecision::Point | PlacePrecision::City);
        if let (true, Some(lat), Some(lon)) = (is_point, place.lat, place.lon) {
            // Degrees to the ten thousandth: some ten metres.
            #[allow(clippy::cast_possible_truncation)]
            let grid = |degrees: f64| (degrees * 10_000.0).round() as i64;
            let point = self.points.entry((grid(lat), grid(lon), name.clone()));
            let point = point.or_insert_with(|| PointClaims {
                lat,
                lon,
                precision: place.precision,
                name,
                country: place.country.clone(),
                claims: Vec::new(),
            });
            point.claims.push(claim);
            return;
        }
        let Some(country) = place.country.clone() else {
            self.unplaced.push(claim);
            return;
        };
        let region = match place.precision {
            PlacePrecision::Region | PlacePrecision::District => name.clone(),
            _ => String::new(),
        };
        let precision = if region.is_empty() {
            PlacePrecision::Country
        } else {
            place.precision
        };
        let area = self.areas.entry((country, region));
        let area = area.or_insert_with(|| AreaClaims {
            precision,
            name,
            claims: Vec::new(),
        });
        area.claims.push(claim);
    }
}

/// The most exact place that an event of a claim is told to have happened at; of several alike, the one that the claim itself names.
fn place(view: &View, claim: usize) -> Option<&Place> {
    let claim = &view.standing.propositions[claim];
    let places = claim.events.iter().filter_map(|reference| {
        let document = view.document_position(&reference.document)?;
        let events = &view.record(document).events;
        events.iter().find(|event| event.id == reference.entry)?.place.as_ref()
    });
    let is_own = |place: &Place| {
        claim.place.as_ref().is_some_and(|named| {
            *named == place.extracted.exact || place.resolved.as_ref().is_some_and(|resolved| resolved == named)
        })
    };
    places
        .filter(|place| place.country.is_some() || place.lat.is_some())
        .min_by_key(|place| (exactness(place.precision), !is_own(place)))
}

fn exactness(precision: PlacePrecision) -> u8 {
    match precision {
        PlacePrecision::Point => 0,
        PlacePrecision::City => 1,
        PlacePrecision::District => 2,
        PlacePrecision::Region => 3,
        PlacePrecision::Country => 4,
        PlacePrecision::Unknown => 5,
    }
}

pub(crate) async fn map(Seen(view): Seen) -> Result<Json<Map>, Refusal> {
    let drawing = Arc::clone(&view);
    let drawn = tokio::task::spawn_blocking(move || draw(&drawing));
    drawn
        .await
        .map(Json)
        .map_err(|cause| Refusal::failed(cause.to_string()))
}

fn draw(view: &View) -> Map {
    let places = view.places();
    let some = |claims: &[u32]| view.claim_rows(claims.iter().take(CLAIMS));
    let areas = places.areas.iter().map(|((country, region), area)| Area {
        country: country.clone(),
        region: Some(region.clone()).filter(|region| !region.is_empty()),
        name: area.name.clone(),
        precision: area.precision,
        count: area.claims.len(),
        claims: some(&area.claims),
    });
    let points = places.points.values().map(|point| Point {
        lat: point.lat,
        lon: point.lon,
        precision: point.precision,
        name: point.name.clone(),
        region: None,
        country: point.country.clone(),
        count: point.claims.len(),
        claims: some(&point.claims),
    });
    Map {
        areas: areas.collect(),
        points: points.collect(),
        unplaced_count: places.unplaced.len(),
        unplaced: view.claim_rows(places.unplaced.iter().take(CLAIMS * 10)),
    }
}
