//! The consolidated list of the United Nations Security Council, XML (`CONSOLIDATED_LIST`, schema sc-sanctions.xsd).

use crate::edition::Parsed;
use crate::entry::{Entry, EntryKind, Identifier, ListId, Quality};
use crate::partial_date::PartialDate;
use crate::tree::{Element, each};

/// Reads the list.
pub(crate) fn read(source: &str) -> Result<Parsed, String> {
    let mut parsed = Parsed::default();
    let mut date = None;
    each(
        source,
        &["INDIVIDUAL", "ENTITY"],
        &mut |above| {
            if above.name == "CONSOLIDATED_LIST" {
                date = day(above.attribute("dateGenerated"));
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

fn entry(element: &Element) -> Result<Entry, String> {
    let person = element.name == "INDIVIDUAL";
    let id = element.text_of("DATAID");
    if id.is_empty() {
        return Err("has no DATAID".into());
    }
    let mut entry = Entry::new(
        ListId::Un,
        id,
        if person {
            EntryKind::Person
        } else {
            EntryKind::Organisation
        },
    );
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map(|part| element.text_of(part));
    entry.push_name(&parts.join(" "), Quality::Primary);
    entry.push_name(element.text_of("NAME_ORIGINAL_SCRIPT"), Quality::OriginalScript);
    let (alias, address) = if person {
        ("INDIVIDUAL_ALIAS", "INDIVIDUAL_ADDRESS")
    } else {
        ("ENTITY_ALIAS", "ENTITY_ADDRESS")
    };
    for alias in element.all(alias) {
        let quality = match alias.text_of("QUALITY") {
            "Low" => Quality::Weak,
            "f.k.a." => Quality::Former,
            _ => Quality::Strong,
        };
        entry.push_name(alias.text_of("ALIAS_NAME"), quality);
    }
    if entry.names.is_empty() {
        return Err(format!("entry {id} has no name"));
    }
    entry.reference = element.text_of("REFERENCE_NUMBER").to_owned();
    entry.positions = element
        .texts_in("TITLE", "VALUE")
        .chain(element.texts_in("DESIGNATION", "VALUE"))
        .map(str::to_owned)
        .collect();
    entry.nationalities = element.texts_in("NATIONALITY", "VALUE").map(str::to_owned).collect();
    entry.born = element.all("INDIVIDUAL_DATE_OF_BIRTH").filter_map(born).collect();
    entry.birth_places = element.all("INDIVIDUAL_PLACE_OF_BIRTH").filter_map(place).collect();
    entry.addresses = element.all(address).filter_map(place).collect();
    entry.identifiers = element.all("INDIVIDUAL_DOCUMENT").filter_map(identifier).collect();
    entry
        .programmes
        .extend(Some(element.text_of("UN_LIST_TYPE").to_owned()).filter(|programme| !programme.is_empty()));
    entry.listed_on = day(element.text_of("LISTED_ON"));
    entry.changed_on = element.texts_in("LAST_DAY_UPDATED", "VALUE").filter_map(day).collect();
    entry.remarks = element.text_of("COMMENTS1").to_owned();
    Ok(entry)
}

fn day(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    PartialDate::read(day)
        .filter(|date| date.day.is_some())
        .map(|_| day.to_owned())
}

fn born(element: &Element) -> Option<PartialDate> {
    let year = |name: &str| element.text_of(name).parse::<u16>().ok();
    if let (Some(from), Some(to)) = (year("FROM_YEAR"), year("TO_YEAR")) {
        return Some(PartialDate::between(from, to));
    }
    let date = PartialDate::read(element.text_of("DATE")).or_else(|| PartialDate::read(element.text_of("YEAR")))?;
    Some(if element.text_of("TYPE_OF_DATE") == "APPROXIMATELY" {
        date.about()
    } else {
        date
    })
}

fn place(element: &Element) -> Option<String> {
    let parts = ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"].map(|part| element.text_of(part));
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn identifier(element: &Element) -> Option<Identifier> {
    let number = element.text_of("NUMBER");
    let country = [element.text_of("ISSUING_COUNTRY"), element.text_of("COUNTRY_OF_ISSUE")];
    (!number.is_empty()).then(|| Identifier {
        kind: element.text_of("TYPE_OF_DOCUMENT").to_owned(),
        number: number.to_owned(),
        country: country
            .into_iter()
            .find(|country| !country.is_empty())
            .unwrap_or_default()
            .to_owned(),
    })
}
