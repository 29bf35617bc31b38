//! What holds of any set of records: order never matters, a record given twice counts once, no claim is made a fact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod reading;

use onrecord_extract::Record;
use onrecord_weigh::{Decision, schema, weigh, weigh_with};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::fs;
use std::path::PathBuf;

/// The records of every case as one set, with ids that tell the cases apart.
fn all_records() -> Vec<Record> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "case"));
    paths.sort();
    let mut records = Vec::new();
    for path in paths {
        let case = path.file_stem().unwrap().to_string_lossy().into_owned();
        for mut record in reading::read(&fs::read_to_string(&path).unwrap()).records {
            record.document.id = format!("{case}-{}", record.document.id);
            records.push(record);
        }
    }
    records
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn the_order_of_the_records_does_not_matter(shuffled in Just(all_records()).prop_shuffle()) {
        prop_assert_eq!(weigh(&shuffled), weigh(&all_records()));
    }

    #[test]
    fn a_part_of_the_set_is_the_same_in_any_order(
        (part, shuffled) in prop::sample::subsequence(all_records(), 1..40).prop_flat_map(|part| (Just(part.clone()), Just(part).prop_shuffle()))
    ) {
        prop_assert_eq!(weigh(&shuffled), weigh(&part));
    }

    #[test]
    fn a_record_given_twice_counts_once(part in prop::sample::subsequence(all_records(), 1..40), again in any::<prop::sample::Index>()) {
        let mut twice = part.clone();
        twice.push(again.get(&part).clone());
        prop_assert_eq!(weigh(&twice), weigh(&part));
    }
}

/// Every statement and event of the records, as a decision names it.
fn subjects(records: &[Record]) -> Vec<String> {
    records
        .iter()
        .flat_map(|record| {
            let statements = record.statements.iter().map(|statement| &statement.id);
            let events = record.events.iter().map(|event| &event.id);
            statements
                .chain(events)
                .map(|entry| format!("{}/{entry}", record.document.id))
        })
        .collect()
}

const RULINGS: [&str; 16] = [
    "accept",
    "reject",
    "apart",
    "note",
    "speaker is nobody",
    "speaker is 0-7",
    "act is deny",
    "act is retract",
    "content is 3-9",
    "date is 2024-02",
    "date is unknown",
    "place is Kharkiv/UKR/city",
    "type is launch",
    "role supplier is nobody",
    "role supplier is 2-8",
    "role item is 1-99999999",
];

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn decisions_weigh_the_same_in_any_order_of_the_list_and_nothing_stops_at_them(
        taken in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(&RULINGS[..])), 1..12),
        turned in any::<prop::sample::Index>(),
    ) {
        let records = all_records();
        let subjects = subjects(&records);
        let decisions: Vec<Decision> = taken
            .iter()
            .zip(1..)
            .map(|((subject, what), number)| Decision {
                number,
                at: "2026-01-02T09:00:00Z".to_owned(),
                who: "Ada".to_owned(),
                subject: subject.get(&subjects).clone(),
                what: (*what).to_owned(),
                why: "checked".to_owned(),
            })
            .collect();
        let mut turned_round = decisions.clone();
        turned_round.rotate_left(turned.index(decisions.len()));
        let standing = weigh_with(&records, &decisions);
        prop_assert_eq!(&weigh_with(&records, &turned_round), &standing);
        let undone: Vec<Decision> = decisions
            .iter()
            .cloned()
            .chain(decisions.iter().map(|decision| Decision {
                number: decision.number + 100,
                subject: decision.number.to_string(),
                what: "undo".to_owned(),
                ..decision.clone()
            }))
            .collect();
        prop_assert_eq!(weigh_with(&records, &undone), weigh(&records));
    }
}

#[test]
fn ids_of_claims_are_unique_and_every_reference_leads_somewhere() {
    let records = all_records();
    let standing = weigh(&records);
    let mut ids: Vec<&String> = standing
        .propositions
        .iter()
        .map(|proposition| &proposition.id)
        .collect();
    ids.sort();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for proposition in &standing.propositions {
        if let Some(whole) = &proposition.part_of {
            assert!(standing.propositions.iter().any(|other| other.id == *whole), "{whole}");
        }
        for entry in &proposition.stances {
            let record = records
                .iter()
                .find(|record| record.document.id == entry.statement.document)
                .unwrap();
            assert!(
                record
                    .statements
                    .iter()
                    .any(|statement| statement.id == entry.statement.entry)
            );
            for anchor in &entry.anchors {
                // A silence in several documents has its words in each.
                let record = records
                    .iter()
                    .find(|record| record.document.id == anchor.document)
                    .unwrap();
                let letters: Vec<char> = record.document.text.chars().collect();
                let words: String = letters[anchor.span.start as usize..anchor.span.end as usize]
                    .iter()
                    .collect();
                assert_eq!(words, anchor.span.exact);
            }
        }
    }
    for document in &standing.documents {
        assert!(standing.lineages.iter().any(|lineage| lineage.id == document.lineage));
    }
}

#[test]
fn shared_passages_are_the_words_at_their_places() {
    let records = all_records();
    for member in weigh(&records).lineages.iter().flat_map(|lineage| &lineage.members) {
        let record = records
            .iter()
            .find(|record| record.document.id == member.document)
            .unwrap();
        let letters: Vec<char> = record.document.text.chars().collect();
        for anchor in &member.shared {
            let words: String = letters[anchor.span.start as usize..anchor.span.end as usize]
                .iter()
                .collect();
            assert_eq!(words, anchor.span.exact);
        }
    }
}

#[test]
fn nothing_is_weighed_out_of_nothing() {
    let standing = weigh(&[]);
    assert!(standing.propositions.is_empty() && standing.documents.is_empty() && standing.lineages.is_empty());
}

#[test]
fn the_schema_names_every_part_of_a_standing() {
    let schema = schema();
    for part in [
        "documents",
        "actors",
        "lineages",
        "propositions",
        "tolls",
        "positions",
        "flags",
    ] {
        assert!(schema["properties"].get(part).is_some(), "{part}");
    }
}
