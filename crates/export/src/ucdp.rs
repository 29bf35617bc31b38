//! Claims of violence in the columns of UCDP's georeferenced events (GED Codebook), with what theirs have no room for at the end.
//! `number_of_sources` counts independent origins and not articles.

use onrecord_catalogue::Catalogue;
use onrecord_document::Precision;
use onrecord_extract::{PlacePrecision, RoleName, word};
use onrecord_weigh::Proposition;

use crate::acled::{is_violence, outlets, role, summary};
use crate::days::is_day;
use crate::geojson::{position, ucdp_precision};
use crate::iri::places;
use crate::tables::{Cell, Column, Rows, Table, real, text, whole};
use crate::{Choice, Dossier, ExportError};

/// The table.
pub const TABLE: Table = Table {
    name: "ucdp_events",
    row: "One claimed act of violence; never a fact",
    columns: COLUMNS,
    key: &["id"],
    refers: &[],
    rows,
};

const COLUMNS: &[Column] = &[
    text("id", "the claim's id"),
    whole("year", "year of the first day"),
    whole(
        "type_of_violence",
        "always empty: who the parties are is a person's judgement",
    ),
    text("side_a", "who is said to have done it"),
    text("side_b", "to whom"),
    whole("number_of_sources", "independent origins that assert it"),
    text("source_article", "documents that tell it, a space between each two"),
    text("source_office", "their outlets, joined by ;"),
    text("source_headline", "the title of the first"),
    whole(
        "where_prec",
        "1 the place itself, 3 its district, 4 its region, 6 its country",
    ),
    text("where_coordinates", "the gazetteer's name of the place"),
    text("where_description", "the place, as written"),
    text("adm_1", "the region, where the place is no closer"),
    real("latitude", "of a site or a town alone: never of a country's middle"),
    real("longitude", "the same"),
    text("country", "the country's name"),
    text("x_country_code", "ISO 3166-1 alpha-3"),
    whole(
        "date_prec",
        "1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year or more",
    ),
    text("date_start", "first day"),
    text("date_end", "last day"),
    whole("best", "the figure that most origins give of those killed"),
    whole("high", "the highest"),
    whole("low", "the lowest"),
    text("x_figures_rule", "how the three were chosen"),
    text("x_status", "contested, uncontested"),
    whole("x_origins_denying", "independent origins that deny it"),
    text("x_decided", "accepted or rejected by a person"),
    text("x_places", "where the words stand"),
];

fn rows(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for claim in dossier.standing.propositions.iter().filter(|claim| is_violence(claim)) {
        let date = claim.date.as_ref();
        let Some(start) = date.and_then(|date| date.earliest.as_deref()).filter(|day| is_day(day)) else {
            continue;
        };
        let place = dossier.place_of(claim).map(|(_, place)| place);
        let country = place.and_then(|place| place.country.as_deref());
        let state = country.and_then(|code| Catalogue::shipped().state(code));
        let point = place.and_then(position);
        let region = place.filter(|place| place.precision == PlacePrecision::Region);
        let documents: Vec<&str> = claim.events.iter().map(|event| event.document.as_str()).collect();
        let headline = documents.first().and_then(|document| dossier.summary(document));
        let killed = summary(dossier, claim, "ucdp-");
        rows(&[
            Cell::from(&claim.id),
            Cell::from(start.get(..4).and_then(|year| year.parse::<u32>().ok())),
            Cell::None,
            Cell::from(role(claim, &[RoleName::Attacker, RoleName::By])),
            Cell::from(role(claim, &[RoleName::Target, RoleName::Victim])),
            Cell::from(claim.origins_asserting.count),
            Cell::from(distinct(documents).join(" ")),
            Cell::from(outlets(dossier, claim)),
            Cell::from(headline.map(|summary| &summary.title)),
            Cell::from(place.and_then(ucdp_precision).map(u32::from)),
            Cell::from(place.and_then(|place| place.resolved.as_ref())),
            Cell::from(place.map(|place| &place.extracted.exact)),
            Cell::from(region.and_then(|place| place.resolved.as_ref())),
            Cell::from(point.map(|(_, lat)| lat)),
            Cell::from(point.map(|(lon, _)| lon)),
            Cell::from(state.map(|state| &state.name)),
            Cell::from(country),
            Cell::from(date_precision(claim)),
            Cell::from(start),
            Cell::from(date.and_then(|date| date.latest.as_ref())),
            Cell::from(killed.and_then(|killed| killed.best)),
            Cell::from(killed.and_then(|killed| killed.high)),
            Cell::from(killed.and_then(|killed| killed.low)),
            Cell::from(killed.map(|killed| &killed.rule)),
            Cell::from(word(&claim.status)),
            Cell::from(claim.origins_denying.count),
            Cell::from(dossier.judged(&claim.id)),
            Cell::from(places(dossier.places(claim))),
        ])?;
    }
    Ok(())
}

fn distinct(mut documents: Vec<&str>) -> Vec<&str> {
    documents.dedup();
    documents
}

fn date_precision(claim: &Proposition) -> Option<u32> {
    Some(match claim.date.as_ref()?.precision {
        Precision::Time | Precision::Day => 1,
        Precision::Days => 3,
        Precision::Month => 4,
        Precision::Months | Precision::Year | Precision::Years => 5,
    })
}
