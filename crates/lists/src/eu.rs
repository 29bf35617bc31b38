//! The European Union's consolidated list of persons, groups and entities subject to financial sanctions: XML (schema 1.1, `export`) and CSV.

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::edition::Parsed;
use crate::entry::{Entry, EntryKind, Identifier, ListId, Quality};
use crate::partial_date::PartialDate;
use crate::table;
use crate::tree::{Element, each};

/// Reads the XML.
pub(crate) fn read_xml(source: &str) -> Result<Parsed, String> {
    let mut parsed = Parsed::default();
    let mut date = None;
    each(
        source,
        &["sanctionEntity"],
        &mut |above| {
            if above.name == "export" {
                date = day(above.attribute("generationDate"));
            }
        },
        &mut |number, element| match entry(&element) {
            Ok(entry) => parsed.entries.push(entry),
            Err(cause) => parsed.problem(format!("entry {number}"), cause),
        },
    )?;
    parsed.date = date;
    Ok(parsed)
}

fn day(text: &str) -> Option<String> {
    PartialDate::read(text.split(['T', ' ', '+']).next()?)
        .filter(|date| date.day.is_some())
        .map(|date| date.to_string())
}

fn kind(code: &str) -> EntryKind {
    match code.to_ascii_lowercase().as_str() {
        "person" | "p" => EntryKind::Person,
        "vessel" | "ship" | "v" => EntryKind::Vessel,
        "aircraft" => EntryKind::Aircraft,
        _ => EntryKind::Organisation,
    }
}

fn quality(first: bool, strong: bool) -> Quality {
    match (first, strong) {
        (true, _) => Quality::Primary,
        (false, true) => Quality::Strong,
        (false, false) => Quality::Weak,
    }
}

fn entry(element: &Element) -> Result<Entry, String> {
    let id = element.attribute("logicalId");
    if id.is_empty() {
        return Err("has no logicalId".into());
    }
    let code = element.child("subjectType").map_or("", |child| child.attribute("code"));
    let mut entry = Entry::new(ListId::Eu, id, kind(code));
    for name in element.all("nameAlias") {
        let whole = name.attribute("wholeName");
        let parts = ["firstName", "middleName", "lastName"]
            .map(|part| name.attribute(part))
            .join(" ");
        let first = entry.names.is_empty();
        let strong = name.attribute("strong") != "false";
        entry.push_name(if whole.is_empty() { &parts } else { whole }, quality(first, strong));
        let function = name.attribute("function");
        if !function.is_empty() && !entry.positions.iter().any(|known| known == function) {
            entry.positions.push(function.to_owned());
        }
    }
    if entry.names.is_empty() {
        return Err(format!("entry {id} has no name"));
    }
    entry.reference = element.attribute("euReferenceNumber").to_owned();
    for born in element.all("birthdate") {
        let date = PartialDate::read(born.attribute("birthdate")).or_else(|| PartialDate::read(born.attribute("year")));
        entry.born.extend(date.map(|date| {
            if born.attribute("circa") == "true" {
                date.about()
            } else {
                date
            }
        }));
        entry.birth_places.extend(joined(
            &["place", "city", "region", "countryDescription"].map(|part| born.attribute(part)),
        ));
    }
    entry.nationalities = element
        .all("citizenship")
        .map(|state| state.attribute("countryDescription").to_owned())
        .filter(|state| !state.is_empty())
        .collect();
    entry.addresses = element
        .all("address")
        .filter_map(|address| {
            joined(
                &[
                    "street",
                    "poBox",
                    "place",
                    "city",
                    "zipCode",
                    "region",
                    "countryDescription",
                ]
                .map(|part| address.attribute(part)),
            )
        })
        .collect();
    for number in element
        .all("identification")
        .filter(|number| !number.attribute("number").is_empty())
    {
        entry.identifiers.push(Identifier {
            kind: number.attribute("identificationTypeDescription").to_owned(),
            number: number.attribute("number").to_owned(),
            country: number.attribute("countryDescription").to_owned(),
        });
    }
    let mut regulations: Vec<String> = element
        .all("regulation")
        .filter_map(|regulation| day(regulation.attribute("publicationDate")))
        .collect();
    regulations.sort();
    for programme in element
        .all("regulation")
        .map(|regulation| regulation.attribute("programme"))
        .filter(|programme| !programme.is_empty())
    {
        if !entry.programmes.iter().any(|known| known == programme) {
            entry.programmes.push(programme.to_owned());
        }
    }
    entry.listed_on = day(element.attribute("designationDate"));
    entry.changed_on = regulations;
    let remarks: Vec<&str> = element
        .all("remark")
        .map(|remark| remark.text.trim())
        .filter(|remark| !remark.is_empty())
        .collect();
    entry.remarks = remarks.join("\n");
    Ok(entry)
}

fn joined(parts: &[&str]) -> Option<String> {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty() && *part != "UNKNOWN")
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Reads the CSV: a header, then rows each of which has one name, address, birth, number or citizenship of an entry.
pub(crate) fn read_csv(text: &str) -> Result<Parsed, String> {
    let mut parsed = Parsed::default();
    let mut header: BTreeMap<String, usize> = BTreeMap::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    table::rows(text, b';', &mut |row_number, row| {
        let row = match row {
            Ok(row) => row,
            Err(cause) => return parsed.problem(format!("row {row_number}"), cause),
        };
        if header.is_empty() {
            header = row
                .iter()
                .enumerate()
                .map(|(at, name)| (name.trim().replace("EntityLogicalId", "Entity_LogicalId"), at))
                .collect();
            return;
        }
        if let Err(cause) = add(&header, &row, &mut index, &mut parsed) {
            parsed.problem(format!("row {row_number}"), cause);
        }
    });
    let nameless: Vec<String> = parsed
        .entries
        .iter()
        .filter(|entry| entry.names.is_empty())
        .map(|entry| entry.id.clone())
        .collect();
    parsed.entries.retain(|entry| !entry.names.is_empty());
    for id in nameless {
        parsed.problem(format!("entry {id}"), "has no name");
    }
    Ok(parsed)
}

fn add(
    header: &BTreeMap<String, usize>,
    row: &StringRecord,
    index: &mut BTreeMap<String, usize>,
    parsed: &mut Parsed,
) -> Result<(), String> {
    let field = |name: &str| header.get(name).and_then(|at| row.get(*at)).unwrap_or("").trim();
    let id = field("Entity_LogicalId");
    if id.is_empty() {
        return Err("has no Entity_LogicalId".into());
    }
    if parsed.date.is_none() {
        parsed.date = day(field("fileGenerationDate"));
    }
    let count = parsed.entries.len();
    let at = *index.entry(id.to_owned()).or_insert(count);
    if at == count {
        let mut entry = Entry::new(ListId::Eu, id, kind(field("Entity_SubjectType")));
        entry.reference = field("Entity_EU_ReferenceNumber").to_owned();
        entry.listed_on = day(field("Entity_DesignationDate"));
        entry.remarks = field("Entity_Remark").to_owned();
        parsed.entries.push(entry);
    }
    let Some(entry) = parsed.entries.get_mut(at) else {
        return Ok(());
    };
    let whole = field("NameAlias_WholeName");
    let first = entry.names.is_empty();
    entry.push_name(whole, quality(first, field("NameAlias_Strong") != "false"));
    let once = |list: &mut Vec<String>, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty() && !list.contains(value)) {
            list.push(value);
        }
    };
    once(&mut entry.positions, Some(field("NameAlias_Function").to_owned()));
    once(
        &mut entry.programmes,
        Some(field("Entity_Regulation_Programme").to_owned()),
    );
    once(&mut entry.changed_on, day(field("Entity_Regulation_PublicationDate")));
    once(
        &mut entry.nationalities,
        Some(field("Citizenship_CountryDescription").to_owned()),
    );
    once(
        &mut entry.addresses,
        joined(
            &[
                "Address_Street",
                "Address_PoBox",
                "Address_Place",
                "Address_City",
                "Address_ZipCode",
                "Address_CountryDescription",
            ]
            .map(&field),
        ),
    );
    once(
        &mut entry.birth_places,
        joined(&["BirthDate_Place", "BirthDate_City", "BirthDate_CountryDescription"].map(&field)),
    );
    let born = PartialDate::read(field("BirthDate_BirthDate")).or_else(|| PartialDate::read(field("BirthDate_Year")));
    let born = born.map(|date| {
        if field("BirthDate_Circa").eq_ignore_ascii_case("true") {
            date.about()
        } else {
            date
        }
    });
    entry.born.extend(born.filter(|date| !entry.born.contains(date)));
    let number = field("Identification_Number");
    if !number.is_empty() && !entry.identifiers.iter().any(|known| known.number == number) {
        entry.identifiers.push(Identifier {
            kind: field("Identification_TypeDescription").to_owned(),
            number: number.to_owned(),
            country: field("Identification_CountryDescription").to_owned(),
        });
    }
    Ok(())
}
