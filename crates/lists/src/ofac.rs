//! OFAC's specially designated nationals: the tables `sdn.csv`, `alt.csv`, `add.csv`, `sdn_comments.csv`, and `sdn.xml` (`sdnList`).
//!
//! The tables have no header and are told by their number of columns; `-0-` stands for nothing (OFAC, "SDN data specification").

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::edition::Parsed;
use crate::entry::{Entry, EntryKind, Identifier, ListId, Quality};
use crate::partial_date::PartialDate;
use crate::tree::{Element, each};
use crate::{remarks, table};

/// Which of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// `sdn.csv`
    Main,
    /// `alt.csv`
    Names,
    /// `add.csv`
    Addresses,
    /// `sdn_comments.csv`
    Comments,
}

/// Which table a text is, by its first row.
pub(crate) fn table(text: &str) -> Option<Table> {
    let mut first = None;
    let start: String = text.lines().take(3).collect::<Vec<_>>().join("\n");
    table::rows(&start, b',', &mut |_, row| {
        if first.is_none() {
            first = row.ok();
        }
    });
    let first = first?;
    first.get(0)?.trim().parse::<u64>().ok()?;
    match first.len() {
        12 => Some(Table::Main),
        5 => Some(Table::Names),
        6 => Some(Table::Addresses),
        2 => Some(Table::Comments),
        _ => None,
    }
}

/// Reads the tables that belong together: kind, file and text.
pub(crate) fn read_csv(tables: &[(Table, &str, &str)]) -> Parsed {
    let mut parsed = Parsed::default();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    for (_, file, text) in tables.iter().filter(|(table, ..)| *table == Table::Main) {
        table::rows(
            text,
            b',',
            &mut |row_number, row| match row.and_then(|row| main(&row)) {
                Ok(Some(entry)) => {
                    index.insert(entry.id.clone(), parsed.entries.len());
                    parsed.entries.push(entry);
                }
                Ok(None) => {}
                Err(cause) => parsed.problem(format!("{file}, row {row_number}"), cause),
            },
        );
    }
    let mut strays: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, file, text) in tables.iter().filter(|(table, ..)| *table != Table::Main) {
        table::rows(text, b',', &mut |row_number, row| {
            let row = match row {
                Ok(row) if is_end(&row) => return,
                Ok(row) => row,
                Err(cause) => return parsed.problem(format!("{file}, row {row_number}"), cause),
            };
            let Some(&at) = index.get(field(&row, 0)) else {
                *strays.entry(file).or_default() += 1;
                return;
            };
            let Some(entry) = parsed.entries.get_mut(at) else {
                return;
            };
            match kind {
                Table::Names => {
                    let quality = if field(&row, 2) == "fka" {
                        Quality::Former
                    } else {
                        Quality::Strong
                    };
                    entry.push_name(field(&row, 3), quality);
                }
                Table::Addresses => {
                    let parts: Vec<&str> = (2..6)
                        .map(|at| field(&row, at))
                        .filter(|part| !part.is_empty())
                        .collect();
                    if !parts.is_empty() {
                        entry.addresses.push(parts.join(", "));
                    }
                }
                Table::Comments | Table::Main => {
                    let more = field(&row, 1);
                    entry.remarks.push_str(more);
                    remarks::read(more, entry);
                }
            }
        });
    }
    for (file, count) in strays {
        parsed.problem(
            file,
            format!("{count} rows are of entries that the main table does not have"),
        );
    }
    parsed
}

fn field(row: &StringRecord, at: usize) -> &str {
    let field = row.get(at).unwrap_or("").trim();
    if field == "-0-" { "" } else { field }
}

/// The files end with a sign of their own (0x1A).
fn is_end(row: &StringRecord) -> bool {
    row.len() == 1
        && row
            .get(0)
            .is_none_or(|field| field.chars().all(|sign| sign == '\u{1A}' || sign.is_whitespace()))
}

fn main(row: &StringRecord) -> Result<Option<Entry>, String> {
    if is_end(row) {
        return Ok(None);
    }
    let id = field(row, 0);
    if id.is_empty() || !id.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(format!("“{id}” is no number of an entry"));
    }
    if row.len() < 12 {
        return Err(format!("has {} columns and not 12", row.len()));
    }
    let kind = match field(row, 2) {
        "individual" => EntryKind::Person,
        "vessel" => EntryKind::Vessel,
        "aircraft" => EntryKind::Aircraft,
        _ => EntryKind::Organisation,
    };
    let mut entry = Entry::new(ListId::Ofac, id, kind);
    entry.push_name(field(row, 1), Quality::Primary);
    if entry.names.is_empty() {
        return Err(format!("entry {id} has no name"));
    }
    entry.programmes = field(row, 3)
        .split(['[', ']', ';'])
        .map(str::trim)
        .filter(|programme| !programme.is_empty())
        .map(str::to_owned)
        .collect();
    entry
        .positions
        .extend(Some(field(row, 4).to_owned()).filter(|title| !title.is_empty()));
    for (at, kind) in [
        (5, "Call sign"),
        (6, "Vessel type"),
        (7, "Tonnage"),
        (8, "Gross registered tonnage"),
        (10, "Owner"),
    ] {
        let value = field(row, at);
        if !value.is_empty() {
            entry.identifiers.push(Identifier {
                kind: kind.into(),
                number: value.to_owned(),
                country: String::new(),
            });
        }
    }
    entry
        .nationalities
        .extend(Some(field(row, 9).to_owned()).filter(|flag| !flag.is_empty()));
    entry.remarks = field(row, 11).to_owned();
    let said = entry.remarks.clone();
    remarks::read(&said, &mut entry);
    Ok(Some(entry))
}

/// Reads `sdn.xml`.
pub(crate) fn read_xml(source: &str) -> Result<Parsed, String> {
    let mut parsed = Parsed::default();
    let mut date = None;
    each(
        source,
        &["sdnEntry", "publshInformation"],
        &mut |_| {},
        &mut |number, element| {
            if element.name == "publshInformation" {
                date = PartialDate::read(&day_first(element.text_of("Publish_Date"))).map(|day| day.to_string());
                return;
            }
            match xml_entry(&element) {
                Ok(entry) => parsed.entries.push(entry),
                Err(cause) => parsed.problem(format!("entry {number}"), cause),
            }
        },
    )?;
    parsed.date = date;
    Ok(parsed)
}

/// The publication date is written month first.
fn day_first(date: &str) -> String {
    match date.split('/').collect::<Vec<_>>().as_slice() {
        [month, day, year] => format!("{year}-{month}-{day}"),
        _ => date.to_owned(),
    }
}

fn xml_entry(element: &Element) -> Result<Entry, String> {
    let id = element.text_of("uid");
    if id.is_empty() {
        return Err("has no uid".into());
    }
    let kind = match element.text_of("sdnType").to_ascii_lowercase().as_str() {
        "individual" => EntryKind::Person,
        "vessel" => EntryKind::Vessel,
        "aircraft" => EntryKind::Aircraft,
        _ => EntryKind::Organisation,
    };
    let mut entry = Entry::new(ListId::Ofac, id, kind);
    entry.push_name(&full(element), Quality::Primary);
    if entry.names.is_empty() {
        return Err(format!("entry {id} has no name"));
    }
    for aka in element.all("akaList").flat_map(|list| list.all("aka")) {
        let quality = match (aka.text_of("category"), aka.text_of("type")) {
            ("weak", _) => Quality::Weak,
            (_, "f.k.a." | "fka") => Quality::Former,
            _ => Quality::Strong,
        };
        entry.push_name(&full(aka), quality);
    }
    entry.programmes = element.texts_in("programList", "program").map(str::to_owned).collect();
    entry
        .positions
        .extend(Some(element.text_of("title").to_owned()).filter(|title| !title.is_empty()));
    let lists = [("nationalityList", "nationality"), ("citizenshipList", "citizenship")];
    for country in lists
        .iter()
        .flat_map(|(list, name)| element.all(list).flat_map(|list| list.all(name)))
    {
        let country = country.text_of("country").to_owned();
        if !country.is_empty() && !entry.nationalities.contains(&country) {
            entry.nationalities.push(country);
        }
    }
    let born = element
        .all("dateOfBirthList")
        .flat_map(|list| list.all("dateOfBirthItem"));
    entry.born = born
        .filter_map(|item| PartialDate::read(item.text_of("dateOfBirth")))
        .collect();
    let places = element
        .all("placeOfBirthList")
        .flat_map(|list| list.all("placeOfBirthItem"));
    entry.birth_places = places
        .map(|item| item.text_of("placeOfBirth").to_owned())
        .filter(|place| !place.is_empty())
        .collect();
    for address in element.all("addressList").flat_map(|list| list.all("address")) {
        let parts = [
            "address1",
            "address2",
            "address3",
            "city",
            "stateOrProvince",
            "postalCode",
            "country",
        ]
        .map(|part| address.text_of(part));
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            entry.addresses.push(parts.join(", "));
        }
    }
    for id in element.all("idList").flat_map(|list| list.all("id")) {
        let number = id.text_of("idNumber");
        if !number.is_empty() {
            entry.identifiers.push(Identifier {
                kind: id.text_of("idType").to_owned(),
                number: number.to_owned(),
                country: id.text_of("idCountry").to_owned(),
            });
        }
    }
    if let Some(vessel) = element.child("vesselInfo") {
        let fields = [
            ("callSign", "Call sign"),
            ("vesselType", "Vessel type"),
            ("tonnage", "Tonnage"),
            ("grossRegisteredTonnage", "Gross registered tonnage"),
            ("vesselOwner", "Owner"),
        ];
        for (name, kind) in fields {
            let value = vessel.text_of(name);
            if !value.is_empty() {
                entry.identifiers.push(Identifier {
                    kind: kind.into(),
                    number: value.to_owned(),
                    country: String::new(),
                });
            }
        }
        entry
            .nationalities
            .extend(Some(vessel.text_of("vesselFlag").to_owned()).filter(|flag| !flag.is_empty()));
    }
    entry.remarks = element.text_of("remarks").to_owned();
    Ok(entry)
}

/// "LAST, First", as the tables have it.
fn full(element: &Element) -> String {
    let (last, first) = (element.text_of("lastName"), element.text_of("firstName"));
    if first.is_empty() {
        last.to_owned()
    } else {
        format!("{last}, {first}")
    }
}
