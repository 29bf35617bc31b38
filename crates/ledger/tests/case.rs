//! What a case promises: nothing twice, nothing overwritten, nothing altered unseen, everything found again.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod writing;

use onrecord_ledger::{Added, Addition, Case, Decision, LedgerError, Passage};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use writing::{MONDAY, TUESDAY, record_of, tamper};

const HARBOUR: &str = "Inspectors board the Wren\n\nHarbour inspectors boarded the Wren on Monday.\n\n“Ні, ракет не було,” said Ivo Marsh, the harbour master.\n";
const OWNER: &str = "Owner: no rockets\n\nThe owner of the Wren said that “there were no rockets” aboard.\n";

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("wren.case")
    }

    fn case(&self) -> Case {
        Case::create_or_open(&self.file(), MONDAY).unwrap()
    }

    fn tamper(&self, change: &str) {
        tamper(&self.file(), change);
    }

    fn problems(&self) -> Vec<String> {
        let found = self.case().verify(None).unwrap();
        found
            .problems
            .iter()
            .map(|problem| format!("{}: {}", problem.subject, problem.reason))
            .collect()
    }
}

fn add(case: &mut Case, text: &str, location: &str, at: &str) -> Added {
    let record = record_of(text, location, "0.1.0");
    case.add(&Addition {
        record: &record,
        bytes: text.as_bytes(),
        location,
        at,
    })
    .unwrap()
}

/// Every row of every table, as one text.
fn dump(file: &Path) -> String {
    let connection = Connection::open(file).unwrap();
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut dump = String::new();
    for table in tables {
        let mut query = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let width = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            dump.push_str(&table);
            for column in 0..width {
                dump.push_str(&format!(" {:?}", row.get_ref(column).unwrap()));
            }
            dump.push('\n');
        }
    }
    dump
}

#[test]
fn adding_the_same_document_twice_changes_nothing() {
    let place = Place::new();
    assert_eq!(add(&mut place.case(), HARBOUR, "wren.txt", MONDAY), Added::New);
    let before = dump(&place.file());
    assert_eq!(add(&mut place.case(), HARBOUR, "wren.txt", TUESDAY), Added::Known);
    assert_eq!(dump(&place.file()), before);
}

#[test]
fn the_same_bytes_elsewhere_are_a_further_place_and_no_further_document() {
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, HARBOUR, "wren.txt", MONDAY);
    assert_eq!(add(&mut case, HARBOUR, "copy/wren.txt", TUESDAY), Added::FoundElsewhere);
    assert_eq!(case.count().unwrap(), 1);
    assert_eq!(
        case.records().unwrap()[0].document.capture.url.as_deref(),
        Some("wren.txt")
    );
    assert!(place.problems().is_empty());
}

#[test]
fn a_newer_reading_stands_beside_the_older_one_and_is_the_one_given() {
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, HARBOUR, "wren.txt", MONDAY);
    let newer = record_of(HARBOUR, "wren.txt", "0.2.0");
    let addition = Addition {
        record: &newer,
        bytes: HARBOUR.as_bytes(),
        location: "wren.txt",
        at: TUESDAY,
    };
    assert!(!case.holds(&newer.document.capture.sha256, &newer.derived_by).unwrap());
    assert_eq!(case.add(&addition).unwrap(), Added::ReadAnew);
    assert!(case.holds(&newer.document.capture.sha256, &newer.derived_by).unwrap());
    assert_eq!(case.records().unwrap(), [newer]);
    let kept: i64 = Connection::open(place.file())
        .unwrap()
        .query_row("SELECT count(*) FROM records", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 2);
    assert!(place.problems().is_empty());
}

#[test]
fn bytes_that_are_not_the_records_are_refused_and_leave_the_case_as_it_was() {
    let place = Place::new();
    let mut case = place.case();
    let record = record_of(HARBOUR, "wren.txt", "0.1.0");
    let addition = Addition {
        record: &record,
        bytes: b"other",
        location: "wren.txt",
        at: MONDAY,
    };
    assert!(matches!(case.add(&addition), Err(LedgerError::OtherBytes { .. })));
    assert_eq!(case.count().unwrap(), 0);
}

#[test]
fn what_was_added_can_be_neither_changed_nor_removed_nor_replaced() {
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, HARBOUR, "wren.txt", MONDAY);
    case.decide(&Decision {
        at: TUESDAY.into(),
        who: "Ada Quill".into(),
        subject: "p0000000001".into(),
        what: "accept".into(),
        why: "read in full".into(),
    })
    .unwrap();
    let connection = Connection::open(place.file()).unwrap();
    for table in [
        "captures",
        "sources",
        "records",
        "decisions",
        "log",
        "documents",
        "statements",
    ] {
        let column: String = connection
            .query_row("SELECT name FROM pragma_table_info(?1) LIMIT 1", [table], |row| {
                row.get(0)
            })
            .unwrap();
        for change in [
            format!("UPDATE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = connection.execute_batch(&change).unwrap_err().to_string();
            assert!(refused.contains("never"), "{change}: {refused}");
        }
    }
    assert_eq!(case.decisions().unwrap().len(), 1);
    assert_eq!(case.verify(None).unwrap().decisions, 1);
}

#[test]
fn a_whole_case_verifies_and_says_what_holds() {
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, HARBOUR, "wren.txt", MONDAY);
    add(&mut case, OWNER, "owner.txt", MONDAY);
    let found = case.verify(None).unwrap();
    assert_eq!(found.problems, []);
    assert_eq!((found.captures, found.records, found.links), (2, 2, 7));
    assert!(found.spans >= 6);
    assert!(case.verify(found.head.as_deref()).unwrap().holds());
    assert!(!case.verify(Some("0000")).unwrap().holds());
}

#[test]
fn each_way_of_tampering_is_seen_and_named() {
    let ways = [
        (
            "UPDATE captures SET bytes = CAST('Z' || substr(bytes, 2) AS BLOB)",
            "its bytes were altered",
        ),
        ("DELETE FROM captures WHERE sequence = 1", "is missing"),
        (
            "UPDATE records SET json = replace(json, 'harbour master', 'harbour pirate')",
            "was altered",
        ),
        (
            "DELETE FROM records WHERE record = 2",
            "the log tells of it and it is missing",
        ),
        (
            "UPDATE records SET catalogue = 'other'",
            "another document, capture or version",
        ),
        (
            "UPDATE log SET subject = 'other' WHERE sequence = 3",
            "log link 3: was altered",
        ),
        ("DELETE FROM log WHERE sequence = 3", "link 3 is missing"),
        ("DELETE FROM log WHERE sequence > 4", "has no link about it"),
        (
            "UPDATE sources SET location = 'elsewhere.txt' WHERE location = 'wren.txt'",
            "source elsewhere.txt",
        ),
        (
            "UPDATE statements SET act = 'confirm'",
            "table statements says otherwise",
        ),
        (
            "UPDATE spans SET start = start + 1 WHERE part = 'content'",
            "table spans says otherwise",
        ),
        ("DELETE FROM passages", "table passages says otherwise"),
        (
            "UPDATE documents SET text = 'nothing'",
            "table documents says otherwise",
        ),
    ];
    for (change, expected) in ways {
        let place = Place::new();
        let mut case = place.case();
        add(&mut case, HARBOUR, "wren.txt", MONDAY);
        add(&mut case, OWNER, "owner.txt", MONDAY);
        drop(case);
        place.tamper(change);
        let problems = place.problems();
        assert!(
            problems.iter().any(|problem| problem.contains(expected)),
            "{change}: {problems:#?}"
        );
    }
}

#[test]
fn a_span_that_is_not_in_the_text_is_named() {
    let place = Place::new();
    let mut record = record_of(HARBOUR, "wren.txt", "0.1.0");
    record.statements[0].content[0].start -= 1;
    let addition = Addition {
        record: &record,
        bytes: HARBOUR.as_bytes(),
        location: "wren.txt",
        at: MONDAY,
    };
    place.case().add(&addition).unwrap();
    let problems = place.problems();
    assert!(
        problems
            .iter()
            .any(|problem| problem.contains("is not “Ні, ракет не було”")),
        "{problems:#?}"
    );
}

#[test]
fn a_search_finds_texts_statements_and_actors_with_their_places() {
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, HARBOUR, "wren.txt", MONDAY);
    add(&mut case, OWNER, "owner.txt", MONDAY);
    let records = case.records().unwrap();
    for (query, kind, exact) in [
        ("ракет", Passage::Text, "ракет"),
        ("РАКЕТ", Passage::Statement, "ракет"),
        ("marsh harbour", Passage::Actor, "Ivo Marsh"),
        ("\"no rockets\"", Passage::Statement, "no rockets"),
        ("inspect*", Passage::Text, "inspectors"),
    ] {
        let hits = case.search(query, 20).unwrap();
        let hit = hits
            .iter()
            .find(|hit| hit.kind == kind && hit.spans.iter().any(|span| span.exact == exact));
        let hit = hit.unwrap_or_else(|| panic!("{query}: {hits:#?}"));
        assert!(hit.snippet.contains(&hit.spans[0].exact));
        let record = records
            .iter()
            .find(|record| record.document.id == hit.document)
            .unwrap();
        let text: Vec<char> = record.document.text.chars().collect();
        for span in &hit.spans {
            assert_eq!(
                text[span.start as usize..span.end as usize].iter().collect::<String>(),
                span.exact
            );
        }
    }
    let hits = case.search("rockets", 20).unwrap();
    let said = hits.iter().find(|hit| hit.kind == Passage::Statement).unwrap();
    assert_eq!(
        (said.actors.as_slice(), said.act.as_deref()),
        (["The owner of the Wren".to_owned()].as_slice(), Some("deny"))
    );
    assert!(case.search("torpedoes", 20).unwrap().is_empty());
    assert!(matches!(case.search(" ( ", 20), Err(LedgerError::EmptyQuery)));
}

#[test]
fn a_search_speaks_of_the_newest_reading_only() {
    let place = Place::new();
    let mut case = place.case();
    add(&mut case, OWNER, "owner.txt", MONDAY);
    let newer = record_of(OWNER, "owner.txt", "0.2.0");
    case.add(&Addition {
        record: &newer,
        bytes: OWNER.as_bytes(),
        location: "owner.txt",
        at: TUESDAY,
    })
    .unwrap();
    let hits = case.search("rockets aboard", 20).unwrap();
    assert_eq!(hits.iter().filter(|hit| hit.kind == Passage::Text).count(), 1);
}

#[test]
fn while_another_process_writes_the_error_says_so() {
    let place = Place::new();
    drop(place.case());
    let other = Connection::open(place.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let record = record_of(HARBOUR, "wren.txt", "0.1.0");
    let mut case = place.case();
    let addition = Addition {
        record: &record,
        bytes: HARBOUR.as_bytes(),
        location: "wren.txt",
        at: MONDAY,
    };
    let refused = case.add(&addition).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("another process is writing to the case: wait"),
        "{refused}"
    );
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(case.add(&addition).unwrap(), Added::New);
}

#[test]
fn what_is_no_case_is_left_alone() {
    let place = Place::new();
    assert!(matches!(
        Case::open(&place.file(), MONDAY),
        Err(LedgerError::Missing { .. })
    ));
    std::fs::write(
        place.file(),
        "This is a letter and not a case. It is long enough to have a header of its own, and a half.",
    )
    .unwrap();
    assert!(matches!(
        Case::create_or_open(&place.file(), MONDAY),
        Err(LedgerError::NotACase { .. })
    ));
    std::fs::remove_file(place.file()).unwrap();
    Connection::open(place.file())
        .unwrap()
        .execute_batch("CREATE TABLE letters (text)")
        .unwrap();
    assert!(matches!(
        Case::create_or_open(&place.file(), MONDAY),
        Err(LedgerError::NotACase { .. })
    ));
    std::fs::remove_file(place.file()).unwrap();
    drop(place.case());
    Connection::open(place.file())
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    assert!(matches!(
        Case::open(&place.file(), MONDAY),
        Err(LedgerError::TooNew {
            found: 99,
            known: 3,
            ..
        })
    ));
}

#[test]
fn an_empty_file_left_by_a_killed_process_becomes_a_case() {
    let place = Place::new();
    std::fs::write(place.file(), "").unwrap();
    assert!(Case::open(&place.file(), MONDAY).unwrap().verify(None).unwrap().holds());
    assert_eq!(add(&mut place.case(), HARBOUR, "wren.txt", MONDAY), Added::New);
}
