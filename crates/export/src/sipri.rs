//! Claimed transfers of arms in the columns of SIPRI's trade registers, by its conventions: `..` is not told, and what stands in
//! brackets is uncertain, as every number and year of a claim is. No value in trend indicators is computed.

use std::collections::BTreeSet;

use onrecord_document::Span;
use onrecord_extract::{Date, EventType, Figure, Record, RoleName, word};
use onrecord_weigh::{Proposition, Status};

use crate::acled::role;
use crate::iri::places;
use crate::tables::{Cell, Column, Rows, Table, text, whole};
use crate::{Choice, Dossier, ExportError};

/// What SIPRI writes where a thing is not told.
const NOT_TOLD: &str = "..";

/// The table.
pub const TABLE: Table = Table {
    name: "sipri_transfers",
    row: "One claimed transfer of one kind of arms; never a fact",
    columns: COLUMNS,
    key: &[],
    refers: &[],
    rows,
};

const COLUMNS: &[Column] = &[
    text("recipient", "who is said to have got them"),
    text("supplier", "who is said to have supplied them"),
    text("year_of_order", "never told by a claim of delivery: .."),
    text("number_ordered", "the same"),
    text("weapon_designation", "as written in the documents, joined by ;"),
    text("weapon_description", "the catalogue's name of the class"),
    text(
        "number_delivered",
        "in brackets, since it is claimed; .. where none is told",
    ),
    text("years_of_delivery", "in brackets; .. where none is told"),
    text("status", "always New or second hand unknown: .."),
    text("comments", "the claim in words, and how it stands"),
    text("x_claim", "the claim's id"),
    text("x_status", "contested, uncontested, denied_only, retracted"),
    whole("x_origins_asserting", "independent origins that assert it"),
    whole("x_origins_denying", "independent origins that deny it"),
    text("x_decided", "accepted or rejected by a person"),
    text("x_places", "where the words stand"),
];

fn rows(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    let transfers = dossier.standing.propositions.iter().filter(|claim| {
        claim.event_type == EventType::ArmsTransfer
            && claim
                .roles
                .iter()
                .any(|role| matches!(role.role, RoleName::Supplier | RoleName::Recipient))
    });
    for claim in transfers {
        let mut items: Vec<(Option<&str>, &str)> = claim
            .roles
            .iter()
            .filter(|role| role.role == RoleName::Item)
            .map(|role| (role.class.as_deref(), role.name.as_str()))
            .collect();
        if items.is_empty() {
            items.push((None, NOT_TOLD));
        }
        for (class, name) in items {
            let told = Told::of(dossier, claim, class);
            rows(&[
                Cell::from(or_not_told(role(claim, &[RoleName::Recipient]))),
                Cell::from(or_not_told(role(claim, &[RoleName::Supplier]))),
                Cell::from(NOT_TOLD),
                Cell::from(NOT_TOLD),
                Cell::from(or_not_told(told.words.into_iter().collect::<Vec<_>>().join("; "))),
                Cell::from(name),
                Cell::from(in_brackets(told.figures.into_iter().collect())),
                Cell::from(in_brackets(
                    claim.date.as_ref().map(years).into_iter().flatten().collect(),
                )),
                Cell::from(NOT_TOLD),
                Cell::from(comment(claim)),
                Cell::from(&claim.id),
                Cell::from(word(&claim.status)),
                Cell::from(claim.origins_asserting.count),
                Cell::from(claim.origins_denying.count),
                Cell::from(dossier.judged(&claim.id)),
                Cell::from(places(dossier.places(claim))),
            ])?;
        }
    }
    Ok(())
}

fn comment(claim: &Proposition) -> String {
    let how = match claim.status {
        Status::Contested => "contested",
        Status::Uncontested => "denied by nobody in this case",
        Status::DeniedOnly => "only its denial is in this case",
        Status::Retracted => "taken back",
    };
    format!("Claimed: {} ({how})", claim.text)
}

fn or_not_told(text: String) -> String {
    if text.is_empty() { NOT_TOLD.to_owned() } else { text }
}

fn in_brackets(values: Vec<String>) -> String {
    match values.as_slice() {
        [] => NOT_TOLD.to_owned(),
        values => format!("({})", values.join("; ")),
    }
}

/// The years of a delivery, the first and the last.
fn years(date: &Date) -> Vec<String> {
    let year = |day: &Option<String>| day.as_ref().and_then(|day| day.get(..4).map(str::to_owned));
    match (year(&date.earliest), year(&date.latest)) {
        (Some(first), Some(last)) if first != last => vec![format!("{first}-{last}")],
        (Some(one), _) | (_, Some(one)) => vec![one],
        _ => Vec::new(),
    }
}

/// How the documents word the arms of a claim, and how many they say.
#[derive(Default)]
struct Told {
    words: BTreeSet<String>,
    figures: BTreeSet<String>,
}

impl Told {
    fn of(dossier: &Dossier, claim: &Proposition, class: Option<&str>) -> Self {
        let mut told = Self::default();
        for (record, event) in dossier.events(claim) {
            let items = event.roles.iter().filter(|role| role.role == RoleName::Item);
            // A claim may hold a closer class than one account of it.
            for item in
                items.filter(|item| class.is_none() || item.class.as_deref().is_none_or(|own| is_kin(own, class)))
            {
                told.words.insert(item.span.exact.clone());
                told.figures.extend(figure(record, &item.span));
            }
        }
        told
    }
}

fn is_kin(own: &str, class: Option<&str>) -> bool {
    class.is_some_and(|class| class.starts_with(own) || own.starts_with(class))
}

fn figure(record: &Record, item: &Span) -> Option<String> {
    let arms = record.arms.iter().find(|arms| arms.span.overlaps(item))?;
    Some(in_figures(arms.figure.as_ref()?))
}

fn in_figures(figure: &Figure) -> String {
    match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}-{high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => figure.as_written.exact.clone(),
    }
}
