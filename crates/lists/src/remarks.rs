//! What OFAC writes into the remarks of an entry: dates and places of birth, nationalities, documents, further names.

use crate::entry::{Entry, Identifier, Quality};
use crate::partial_date::PartialDate;

/// Takes apart what stands between semicolons and puts what is known into the entry; all of it stays in the remarks.
pub(crate) fn read(remarks: &str, entry: &mut Entry) {
    for part in remarks.trim_end_matches('.').split(';') {
        let part = part.trim();
        let plain = part.strip_prefix("alt. ").unwrap_or(part);
        if let Some(born) = plain.strip_prefix("DOB ") {
            entry.born.extend(PartialDate::read(born));
        } else if let Some(place) = plain.strip_prefix("POB ") {
            entry.birth_places.push(place.to_owned());
        } else if let Some(state) = plain
            .strip_prefix("nationality ")
            .or_else(|| plain.strip_prefix("citizen "))
        {
            if !entry.nationalities.iter().any(|known| known == state) {
                entry.nationalities.push(state.to_owned());
            }
        } else if let Some((quality, name)) = alias(plain) {
            entry.push_name(name.trim_matches(['\'', '"']), quality);
        } else {
            entry.identifiers.extend(identifier(plain));
        }
    }
}

fn alias(part: &str) -> Option<(Quality, &str)> {
    // Names in remarks are those that OFAC calls weak.
    part.strip_prefix("a.k.a. ")
        .map(|name| (Quality::Weak, name))
        .or_else(|| part.strip_prefix("f.k.a. ").map(|name| (Quality::Former, name)))
}

/// "Passport AJ834783 (Colombia)", "Cedula No. 30946062 (Colombia)", "RUC # 46110-70-302460 (Panama)", "Vessel Registration Identification IMO 9187629".
fn identifier(part: &str) -> Option<Identifier> {
    const KINDS: [&str; 9] = [
        "Passport ",
        "No. ",
        "# ",
        "Number ",
        "Identification IMO ",
        "MMSI ",
        "(MSN) ",
        "Tail Number ",
        "IMO ",
    ];
    let (kind, rest) = KINDS.iter().find_map(|kind| {
        let at = part.find(kind)? + kind.len();
        Some((part.get(..at)?.trim(), part.get(at..)?.trim()))
    })?;
    let number = rest.split_whitespace().next()?.trim_end_matches([',', '.']);
    if !number.chars().any(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let country = rest
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map_or("", |(country, _)| country);
    Some(Identifier {
        kind: kind.trim_end_matches(['#', ' ']).to_owned(),
        number: number.to_owned(),
        country: country.to_owned(),
    })
}
