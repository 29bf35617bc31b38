//! The United Kingdom's list: the UK Sanctions List (XML `Designations`, CSV) and the consolidated list of financial sanctions targets (CSV).
//!
//! Both tables have a row a name; rows with one number are one entry.

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::edition::Parsed;
use crate::entry::{Entry, EntryKind, Identifier, ListId, Quality};
use crate::partial_date::PartialDate;
use crate::table;
use crate::tree::{Element, each};

/// Whether a line is the header of either table.
pub(crate) fn is_header(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    lower.contains("name 6") && lower.contains("name 1") && (lower.contains("group id") || lower.contains("unique id"))
}

fn kind(text: &str) -> EntryKind {
    let lower = text.to_ascii_lowercase();
    if lower.contains("individual") {
        EntryKind::Person
    } else if lower.contains("ship") {
        EntryKind::Vessel
    } else if lower.contains("aircraft") {
        EntryKind::Aircraft
    } else {
        EntryKind::Organisation
    }
}

/// Days are written day first; `dd` and `mm` stand for what is not known.
fn date(text: &str) -> Option<PartialDate> {
    PartialDate::read(&text.trim().to_lowercase().replace("dd", "00").replace("mm", "00"))
}

fn day(text: &str) -> Option<String> {
    date(text.split_whitespace().next()?)
        .filter(|date| date.day.is_some())
        .map(|date| date.to_string())
}

/// Given names stand in name 1 to 5, the family name or the whole name in name 6.
fn full(parts: [&str; 6]) -> String {
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn quality(kind: &str, strength: &str) -> Quality {
    let kind = kind.to_ascii_lowercase();
    if kind.contains("primary") && !kind.contains("variation") {
        Quality::Primary
    } else if kind.contains("fka") || kind.contains("formerly") {
        Quality::Former
    } else if strength.eq_ignore_ascii_case("low quality a.k.a")
        || strength.eq_ignore_ascii_case("weak")
        || strength.to_ascii_lowercase().contains("low")
    {
        Quality::Weak
    } else {
        Quality::Strong
    }
}

/// Reads the CSV of either.
pub(crate) fn read_csv(text: &str) -> Result<Parsed, String> {
    let mut parsed = Parsed::default();
    let mut header: BTreeMap<String, usize> = BTreeMap::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    table::rows(text, b',', &mut |row_number, row| {
        let row = match row {
            Ok(row) => row,
            Err(cause) => return parsed.problem(format!("row {row_number}"), cause),
        };
        if header.is_empty() {
            let first: Vec<&str> = row.iter().collect();
            if is_header(&first.join(",")) {
                header = row
                    .iter()
                    .enumerate()
                    .map(|(at, name)| (name.trim().to_lowercase(), at))
                    .collect();
            } else {
                // The line above the header: when the table was made.
                parsed.date = first
                    .iter()
                    .flat_map(|field| field.split(": "))
                    .find_map(|field| day(&field.replace('-', " ").replace(' ', "/")).or_else(|| day(field)));
            }
            return;
        }
        if let Err(cause) = add(&header, &row, &mut index, &mut parsed) {
            parsed.problem(format!("row {row_number}"), cause);
        }
    });
    for entry in &mut parsed.entries {
        // The primary name may stand in a later row.
        entry.names.sort_by_key(|name| name.quality != Quality::Primary);
    }
    Ok(parsed)
}

fn add(
    header: &BTreeMap<String, usize>,
    row: &StringRecord,
    index: &mut BTreeMap<String, usize>,
    parsed: &mut Parsed,
) -> Result<(), String> {
    let any = |names: &[&str]| -> &str {
        let fields = names
            .iter()
            .filter_map(|name| row.get(*header.get(*name)?))
            .map(str::trim);
        fields.into_iter().find(|field| !field.is_empty()).unwrap_or("")
    };
    let id = any(&["unique id", "group id"]);
    if id.is_empty() {
        return Err("has neither Unique ID nor Group ID".into());
    }
    let name = full(["name 1", "name 2", "name 3", "name 4", "name 5", "name 6"].map(|part| any(&[part])));
    if name.is_empty() {
        return Err(format!("entry {id} has a row without a name"));
    }
    let count = parsed.entries.len();
    let at = *index.entry(id.to_owned()).or_insert(count);
    if at == count {
        let group = any(&[
            "group type",
            "individual, entity, ship",
            "individual/entity/ship",
            "designation type",
        ]);
        parsed.entries.push(Entry::new(ListId::Uk, id, kind(group)));
    }
    let Some(entry) = parsed.entries.get_mut(at) else {
        return Ok(());
    };
    entry.push_name(
        &name,
        quality(
            any(&["name type", "alias type"]),
            any(&["alias strength", "alias quality"]),
        ),
    );
    entry.push_name(any(&["name non-latin script"]), Quality::OriginalScript);
    let once = |list: &mut Vec<String>, value: String| {
        if !value.is_empty() && !list.contains(&value) {
            list.push(value);
        }
    };
    once(&mut entry.positions, any(&["title"]).to_owned());
    once(&mut entry.positions, any(&["position"]).to_owned());
    once(&mut entry.programmes, any(&["regime name", "regime"]).to_owned());
    once(
        &mut entry.nationalities,
        any(&["nationality(/ies)", "nationality", "current believed flag of ship"]).to_owned(),
    );
    let born = date(any(&["d.o.b", "dob"]));
    entry.born.extend(born.filter(|date| !entry.born.contains(date)));
    once(
        &mut entry.birth_places,
        joined(&[any(&["town of birth"]), any(&["country of birth"])]),
    );
    let lines =
        ["1", "2", "3", "4", "5", "6"].map(|line| any(&[&format!("address line {line}"), &format!("address {line}")]));
    let mut address = lines.to_vec();
    address.extend([
        any(&["address postal code", "post/zip code"]),
        any(&["address country", "country"]),
    ]);
    once(&mut entry.addresses, joined(&address));
    let numbers = [
        ("Passport", any(&["passport number"])),
        (
            "National identifier",
            any(&["national identifier number", "national identification number"]),
        ),
        (
            "Business registration",
            any(&["business registration number (s)", "business registration number(s)"]),
        ),
        ("IMO number", any(&["imo number"])),
    ];
    for (kind, number) in numbers {
        if !number.is_empty() && !entry.identifiers.iter().any(|known| known.number == number) {
            entry.identifiers.push(Identifier {
                kind: kind.into(),
                number: number.to_owned(),
                country: String::new(),
            });
        }
    }
    if entry.reference.is_empty() {
        any(&["un reference number"]).clone_into(&mut entry.reference);
    }
    entry.listed_on = entry.listed_on.take().or_else(|| {
        day(any(&[
            "date designated",
            "uk sanctions list date designated",
            "listed on",
        ]))
    });
    if let Some(changed) = day(any(&["last updated"])).filter(|day| !entry.changed_on.contains(day)) {
        entry.changed_on.push(changed);
    }
    if entry.remarks.is_empty() {
        entry.remarks = [any(&["other information"]), any(&["uk statement of reasons"])]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("\n");
    }
    Ok(())
}

fn joined(parts: &[&str]) -> String {
    parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Reads the XML.
pub(crate) fn read_xml(source: &str) -> Result<Parsed, String> {
    let mut parsed = Parsed::default();
    let mut made = None;
    each(
        source,
        &["Designation", "DateGenerated"],
        &mut |_| {},
        &mut |number, element| {
            if element.name == "DateGenerated" {
                made = day(&element.text);
                return;
            }
            match entry(&element) {
                Ok(entry) => parsed.entries.push(entry),
                Err(cause) => parsed.problem(format!("entry {number}"), cause),
            }
        },
    )?;
    parsed.date = made;
    Ok(parsed)
}

fn entry(element: &Element) -> Result<Entry, String> {
    let id = element.text_of("UniqueID");
    if id.is_empty() {
        return Err("has no UniqueID".into());
    }
    let mut entry = Entry::new(ListId::Uk, id, kind(element.text_of("IndividualEntityShip")));
    for name in element.all("Names").flat_map(|names| names.all("Name")) {
        let parts = ["Name1", "Name2", "Name3", "Name4", "Name5", "Name6"].map(|part| name.text_of(part));
        entry.push_name(
            &full(parts),
            quality(name.text_of("NameType"), name.text_of("AliasStrength")),
        );
    }
    for name in element.all("NonLatinNames").flat_map(|names| names.all("NonLatinName")) {
        entry.push_name(name.text_of("NameNonLatinScript"), Quality::OriginalScript);
    }
    entry.names.sort_by_key(|name| name.quality != Quality::Primary);
    if entry.names.is_empty() {
        return Err(format!("entry {id} has no name"));
    }
    entry.reference = element.text_of("UNReferenceNumber").to_owned();
    entry
        .programmes
        .extend(Some(element.text_of("RegimeName").to_owned()).filter(|regime| !regime.is_empty()));
    for address in element.all("Addresses").flat_map(|list| list.all("Address")) {
        let parts: Vec<&str> = address.children.iter().map(|part| part.text.trim()).collect();
        entry
            .addresses
            .extend(Some(joined(&parts)).filter(|address| !address.is_empty()));
    }
    for person in element.all("IndividualDetails").flat_map(|list| list.all("Individual")) {
        entry.born.extend(person.texts_in("DOBs", "DOB").filter_map(date));
        entry
            .nationalities
            .extend(person.texts_in("Nationalities", "Nationality").map(str::to_owned));
        entry
            .positions
            .extend(person.texts_in("Positions", "Position").map(str::to_owned));
        for place in person.all("BirthDetails").flat_map(|list| list.all("Location")) {
            let place = joined(&[place.text_of("TownOfBirth"), place.text_of("CountryOfBirth")]);
            entry.birth_places.extend(Some(place).filter(|place| !place.is_empty()));
        }
        number(
            &mut entry,
            "Passport",
            person
                .all("PassportDetails")
                .flat_map(|list| list.all("Passport"))
                .map(|passport| passport.text_of("PassportNumber")),
        );
        let national = person
            .all("NationalIdentifierDetails")
            .flat_map(|list| list.all("NationalIdentifier"));
        number(
            &mut entry,
            "National identifier",
            national.map(|one| one.text_of("NationalIdentifierNumber")),
        );
    }
    for company in element.all("EntityDetails").flat_map(|list| list.all("Entity")) {
        number(
            &mut entry,
            "Business registration",
            company.texts_in("BusinessRegistrationNumbers", "BusinessRegistrationNumber"),
        );
    }
    for ship in element.all("ShipDetails").flat_map(|list| list.all("Ship")) {
        number(&mut entry, "IMO number", ship.texts_in("IMONumbers", "IMONumber"));
        entry.nationalities.extend(
            ship.texts_in("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip")
                .map(str::to_owned),
        );
    }
    entry.listed_on = day(element.text_of("DateDesignated"));
    entry.changed_on.extend(day(element.text_of("LastUpdated")));
    entry.remarks = [
        element.text_of("OtherInformation"),
        element.text_of("UKStatementofReasons"),
    ]
    .iter()
    .filter(|part| !part.is_empty())
    .copied()
    .collect::<Vec<_>>()
    .join("\n");
    Ok(entry)
}

fn number<'a>(entry: &mut Entry, kind: &str, numbers: impl Iterator<Item = &'a str>) {
    for number in numbers.filter(|number| !number.is_empty()) {
        entry.identifiers.push(Identifier {
            kind: kind.into(),
            number: number.to_owned(),
            country: String::new(),
        });
    }
}
