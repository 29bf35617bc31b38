//! Each published format read, with invented entries in the shape in which it is published; broken rows, and markup that means harm.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

use std::fs;
use std::path::Path;

use onrecord_lists::{Edition, Entry, EntryKind, ListError, ListId, Precision, Quality, SourceFile, read};

fn file(name: &str) -> SourceFile {
    SourceFile {
        name: name.into(),
        bytes: fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap(),
    }
}

fn edition(names: &[&str]) -> Edition {
    let (mut editions, errors) = read(names.iter().map(|name| file(name)).collect());
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(editions.len(), 1);
    editions.remove(0)
}

fn names(entry: &Entry) -> Vec<(&str, Quality)> {
    entry
        .names
        .iter()
        .map(|name| (name.name.as_str(), name.quality))
        .collect()
}

#[test]
fn the_un_list_is_read_whole_and_an_entry_without_a_number_costs_itself() {
    let un = edition(&["un.xml"]);
    assert_eq!(
        (un.list, un.date.as_deref(), un.entries.len()),
        (ListId::Un, Some("2026-03-01"), 2)
    );
    assert_eq!(un.problems.len(), 1);
    assert!(
        un.problems[0].place == "entry 2" && un.problems[0].cause.contains("DATAID"),
        "{:?}",
        un.problems
    );
    let person = &un.entries[0];
    assert_eq!(
        (person.key().as_str(), person.reference.as_str(), person.kind),
        ("un:9000001", "XXi.001", EntryKind::Person)
    );
    assert_eq!(
        names(person),
        [
            ("PAVEL SERGEYEVICH ORLOV-ZARUBIN", Quality::Primary),
            ("Павел Сергеевич Орлов-Зарубин", Quality::OriginalScript),
            ("Paul Orloff", Quality::Strong),
            ("The Cooper", Quality::Weak),
        ]
    );
    assert_eq!(
        person.born.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["1961-04-09", "1960 to 1962"]
    );
    assert_eq!(person.born[1].precision, Precision::Between);
    assert_eq!(person.identifiers[0].number, "R 1234567");
    assert_eq!(person.changed_on, ["2016-10-13", "2025-12-01"]);
    assert_eq!(person.remarks, "Trades in crates & barrels.");
    assert_eq!(un.entries[1].names[1].quality, Quality::Former);
}

#[test]
fn the_tables_of_ofac_are_one_list_and_what_cannot_be_read_is_named() {
    let ofac = edition(&["sdn.csv", "alt.csv", "add.csv"]);
    assert_eq!((ofac.list, ofac.entries.len()), (ListId::Ofac, 3));
    let person = &ofac.entries[0];
    assert_eq!(
        names(person),
        [
            ("ORLOV ZARUBIN, Pavel Sergeyevich", Quality::Primary),
            ("THE COOPER", Quality::Weak),
            ("ORLOFF, Paul", Quality::Strong),
        ]
    );
    assert_eq!(person.programmes, ["EXAMPLE", "TEST"]);
    assert_eq!(
        person.born.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["1961-04-09", "about 1962"]
    );
    assert_eq!(
        (person.nationalities[0].as_str(), person.addresses[0].as_str()),
        ("Ruritania", "1 Castle Road, Strelsau, Ruritania")
    );
    assert!(
        person
            .identifiers
            .iter()
            .any(|id| id.kind == "Passport" && id.number == "R1234567" && id.country == "Ruritania")
    );
    assert_eq!(
        (ofac.entries[1].kind, ofac.entries[2].kind),
        (EntryKind::Vessel, EntryKind::Organisation)
    );
    let told: Vec<String> = ofac
        .problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place, problem.cause))
        .collect();
    assert!(told[0].contains("row 4") && told[0].contains("“broken”"), "{told:?}");
    assert!(told[1].contains("alt.csv") && told[1].contains("1 rows"), "{told:?}");
    let (editions, errors) = read(vec![file("alt.csv")]);
    assert!(
        editions.is_empty() && matches!(errors[0], ListError::Orphan(_)),
        "{errors:?}"
    );
}

#[test]
fn the_same_person_is_read_from_every_other_format() {
    for (files, list, date) in [
        (["sdn.xml"], ListId::Ofac, "2026-03-01"),
        (["eu.xml"], ListId::Eu, "2026-03-01"),
        (["eu.csv"], ListId::Eu, "2026-03-01"),
        (["uk.xml"], ListId::Uk, "2026-03-01"),
        (["uk.csv"], ListId::Uk, "2026-03-01"),
    ] {
        let edition = edition(&files);
        let what = files[0];
        assert_eq!((edition.list, edition.date.as_deref()), (list, Some(date)), "{what}");
        assert!(edition.problems.is_empty(), "{what}: {:?}", edition.problems);
        let person = &edition.entries[0];
        assert_eq!(person.kind, EntryKind::Person, "{what}");
        assert!(
            person.name().to_lowercase().contains("zarubin") && person.names[0].quality == Quality::Primary,
            "{what}: {:?}",
            person.names
        );
        assert!(person.names.len() > 1, "{what}");
        assert!(
            person.born.iter().any(|date| date.from_year == 1961),
            "{what}: {:?}",
            person.born
        );
        assert!(person.nationalities[0].eq_ignore_ascii_case("Ruritania"), "{what}");
        assert!(person.identifiers.iter().any(|id| id.number == "R1234567"), "{what}");
        assert!(
            person.addresses[0].contains("Strelsau") || person.addresses[0].contains("Castle"),
            "{what}"
        );
        assert!(
            !person.programmes.is_empty() && person.positions.iter().any(|position| position == "Director"),
            "{what}"
        );
    }
}

#[test]
fn markup_that_means_harm_exhausts_nothing() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><CONSOLIDATED_LIST><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>&b;x</FIRST_NAME></INDIVIDUAL></CONSOLIDATED_LIST>";
    let deep = format!("<CONSOLIDATED_LIST>{}", "<INDIVIDUAL>".repeat(100_000));
    let wide = format!(
        "<CONSOLIDATED_LIST><INDIVIDUAL>{}</INDIVIDUAL></CONSOLIDATED_LIST>",
        "<A/>".repeat(60_000)
    );
    let cut = "<CONSOLIDATED_LIST><INDIVIDUAL><DATAID>1</DATAID>";
    for (what, text) in [("deep", deep.as_str()), ("wide", &wide), ("cut", cut)] {
        let (editions, errors) = read(vec![SourceFile {
            name: what.into(),
            bytes: text.as_bytes().to_vec(),
        }]);
        assert!(
            editions.is_empty() && matches!(errors[0], ListError::Broken { .. }),
            "{what}: {errors:?}"
        );
    }
    let (editions, _) = read(vec![SourceFile {
        name: "bomb".into(),
        bytes: bomb.as_bytes().to_vec(),
    }]);
    assert!(
        editions
            .iter()
            .all(|edition| edition.entries.iter().all(|entry| entry.name().len() < 10))
    );
    for text in ["", "<html></html>", "name,born\nx,y", "\u{0}\u{1}"] {
        let (editions, errors) = read(vec![SourceFile {
            name: "none".into(),
            bytes: text.as_bytes().to_vec(),
        }]);
        assert!(editions.is_empty() && errors.len() == 1, "{text}");
    }
}
