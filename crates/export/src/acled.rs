//! Claims of violence in the columns of ACLED's events (Codebook, 2023), with what theirs have no room for at the end. ACLED's
//! coders judge what happened; a row here says only that it is claimed, by how many origins, and who denies it.

use onrecord_catalogue::Catalogue;
use onrecord_document::Precision;
use onrecord_extract::{EventType, RoleName, word};
use onrecord_weigh::{Proposition, Status};

use crate::days::is_day;
use crate::geojson::{acled_precision, position};
use crate::iri::places;
use crate::tables::{Cell, Column, Rows, Table, real, text, whole};
use crate::{Choice, Dossier, ExportError};

/// The table.
pub const TABLE: Table = Table {
    name: "acled_events",
    row: "One claimed act of violence; never a fact",
    columns: COLUMNS,
    key: &["event_id_cnty"],
    refers: &[],
    rows,
};

const COLUMNS: &[Column] = &[
    text("event_id_cnty", "the country's code and the claim's id"),
    text("event_date", "the first day that is claimed"),
    whole("year", "its year"),
    whole(
        "time_precision",
        "1 the day, 2 the week, 3 the month; empty where it is less exact",
    ),
    text("disorder_type", "Political violence"),
    text("event_type", "ACLED's, by the kind of the claimed act"),
    text(
        "sub_event_type",
        "ACLED's, where the claim tells it; empty where it does not",
    ),
    text("actor1", "who is said to have done it"),
    text("actor2", "to whom"),
    text("iso", "ISO 3166-1 alpha-3 (ACLED has the number)"),
    text("country", "the country's name"),
    text("admin1", "the region, where the place is no closer"),
    text("location", "the place, as written"),
    real("latitude", "of a site or a town alone: never of a country's middle"),
    real("longitude", "the same"),
    whole(
        "geo_precision",
        "1 the town, 2 its district, 3 its region; empty for a country",
    ),
    text("source", "outlets of the origins' documents, joined by ;"),
    text("notes", "the claim in words"),
    whole(
        "fatalities",
        "the most conservative figure of those killed; empty where none is told (ACLED writes 0)",
    ),
    text("x_status", "contested, uncontested"),
    whole("x_origins_asserting", "independent origins that assert it"),
    whole("x_origins_denying", "independent origins that deny it"),
    text("x_fatalities_rule", "how the figure was chosen"),
    text("x_decided", "accepted or rejected by a person"),
    text("x_claim", "the claim's id"),
    text("x_places", "where the words stand"),
];

/// Whether a claim is one of violence that somebody still asserts.
pub(crate) fn is_violence(claim: &Proposition) -> bool {
    matches!(
        claim.event_type,
        EventType::Attack | EventType::Impact | EventType::Casualties | EventType::Combat | EventType::Abduction
    ) && matches!(claim.status, Status::Contested | Status::Uncontested)
        && claim.origins_asserting.count > 0
}

/// The names that fill a role, joined by `;`.
pub(crate) fn role(claim: &Proposition, roles: &[RoleName]) -> String {
    let filled = claim.roles.iter().filter(|role| roles.contains(&role.role));
    filled.map(|role| role.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn rows(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for claim in dossier.standing.propositions.iter().filter(|claim| is_violence(claim)) {
        // ACLED has no event without a day.
        let Some(day) = claim
            .date
            .as_ref()
            .and_then(|date| date.earliest.as_deref())
            .filter(|day| is_day(day))
        else {
            continue;
        };
        let place = dossier.place_of(claim).map(|(_, place)| place);
        let country = place.and_then(|place| place.country.as_deref());
        let point = place.and_then(position);
        let state = country.and_then(|code| Catalogue::shipped().state(code));
        let (kind, sub_kind) = kinds(claim);
        let killed = killed(dossier, claim, "acled-");
        rows(&[
            Cell::from(format!("{}{}", country.unwrap_or_default(), claim.id)),
            Cell::from(day),
            Cell::from(day.get(..4).and_then(|year| year.parse::<u32>().ok())),
            Cell::from(time_precision(claim)),
            Cell::from("Political violence"),
            Cell::from(kind),
            Cell::from(sub_kind),
            Cell::from(role(claim, &[RoleName::Attacker, RoleName::By])),
            Cell::from(role(claim, &[RoleName::Target, RoleName::Victim])),
            Cell::from(country),
            Cell::from(state.map(|state| &state.name)),
            Cell::from(
                place
                    .filter(|place| is_region(place))
                    .and_then(|place| place.resolved.as_ref()),
            ),
            Cell::from(place.map(|place| &place.extracted.exact)),
            Cell::from(point.map(|(_, lat)| lat)),
            Cell::from(point.map(|(lon, _)| lon)),
            Cell::from(place.and_then(acled_precision).map(u32::from)),
            Cell::from(outlets(dossier, claim)),
            Cell::from(format!("It is claimed that {}.", claim.text)),
            Cell::from(killed.as_ref().and_then(|(figure, _)| *figure)),
            Cell::from(word(&claim.status)),
            Cell::from(claim.origins_asserting.count),
            Cell::from(claim.origins_denying.count),
            Cell::from(killed.map(|(_, rule)| rule)),
            Cell::from(dossier.judged(&claim.id)),
            Cell::from(&claim.id),
            Cell::from(places(dossier.places(claim))),
        ])?;
    }
    Ok(())
}

fn is_region(place: &onrecord_extract::Place) -> bool {
    place.precision == onrecord_extract::PlacePrecision::Region
}

fn time_precision(claim: &Proposition) -> Option<u32> {
    match claim.date.as_ref()?.precision {
        Precision::Time | Precision::Day => Some(1),
        Precision::Days => Some(2),
        Precision::Month => Some(3),
        Precision::Months | Precision::Year | Precision::Years => None,
    }
}

fn kinds(claim: &Proposition) -> (Option<&'static str>, Option<&'static str>) {
    let weapon = claim
        .roles
        .iter()
        .filter_map(|role| role.class.as_deref())
        .find_map(|class| match class.split('.').next() {
            Some("missile" | "rocket" | "artillery" | "mortar") => Some("Shelling/artillery/missile attack"),
            Some("drone" | "aircraft" | "helicopter" | "bomb") => Some("Air/drone strike"),
            _ => None,
        });
    match claim.event_type {
        EventType::Attack | EventType::Impact if weapon.is_some() => (Some("Explosions/Remote violence"), weapon),
        EventType::Combat => (Some("Battles"), None),
        EventType::Abduction => (
            Some("Violence against civilians"),
            Some("Abduction/forced disappearance"),
        ),
        // Which of ACLED's types it is depends on who was hit, and with what: a person's judgement.
        _ => (None, None),
    }
}

/// The best figure of people killed in the act by the rule whose name begins so, and the rule.
pub(crate) fn killed(dossier: &Dossier, claim: &Proposition, rule: &str) -> Option<(Option<u64>, String)> {
    let summary = summary(dossier, claim, rule)?;
    Some((summary.best, summary.rule.clone()))
}

/// The summary by a rule of those killed in the act.
pub(crate) fn summary<'d>(
    dossier: &'d Dossier,
    claim: &Proposition,
    rule: &str,
) -> Option<&'d onrecord_weigh::TollSummary> {
    let series = dossier
        .tolls_of(&claim.id)
        .iter()
        .filter(|series| series.effect == onrecord_extract::Effect::Killed)
        .max_by_key(|series| (series.points.len(), std::cmp::Reverse(&series.id)))?;
    let by_rule = series.by_rule.iter().find(|summary| summary.rule.starts_with(rule));
    by_rule.or(Some(&series.summary))
}

/// The outlets whose documents tell the claim, each once.
pub(crate) fn outlets(dossier: &Dossier, claim: &Proposition) -> String {
    let mut outlets: Vec<&str> = claim
        .events
        .iter()
        .filter_map(|event| dossier.summary(&event.document)?.publisher.as_deref())
        .collect();
    outlets.sort_unstable();
    outlets.dedup();
    outlets.join("; ")
}
