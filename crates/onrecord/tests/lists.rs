//! `lists` and `screen`: editions kept and compared, names screened, people of a case matched and dismissed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;

use desk::Desk;
use serde_json::Value;

/// A list of two, on a day.
fn list(day: &str, remark: &str, further: &str) -> String {
    format!(
        "<CONSOLIDATED_LIST dateGenerated=\"{day}T00:00:00Z\"><INDIVIDUALS>\
         <INDIVIDUAL><DATAID>71</DATAID><FIRST_NAME>PAVEL</FIRST_NAME><SECOND_NAME>ORLIK</SECOND_NAME><UN_LIST_TYPE>Examples</UN_LIST_TYPE>\
         <REFERENCE_NUMBER>XXi.071</REFERENCE_NUMBER><LISTED_ON>2014-05-02</LISTED_ON><COMMENTS1>{remark}</COMMENTS1>\
         <INDIVIDUAL_DATE_OF_BIRTH><DATE>1961-04-09</DATE></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>\
         <INDIVIDUAL><DATAID>72</DATAID><FIRST_NAME>RUPERT</FIRST_NAME><SECOND_NAME>HENTZAU</SECOND_NAME></INDIVIDUAL>{further}\
         <INDIVIDUAL><FIRST_NAME>NUMBERLESS</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
    )
}

#[test]
fn a_person_of_the_case_is_matched_and_stays_dismissed_until_the_list_changes_the_entry() {
    let desk = Desk::with_case();
    desk.write("old.xml", list("2026-01-01", "Trades in crates.", "").as_bytes());
    let printed = desk.run(&["lists", "matches"]);
    assert_eq!(printed.code, Some(2), "no list, no match: {printed:?}");
    assert!(printed.err.contains("lists load"), "{}", printed.err);

    let printed = desk.run(&["lists", "load", "old.xml", "missing.xml"]);
    assert_eq!(printed.code, Some(1), "{printed:?}");
    for told in [
        "un of 2026-01-01: 2 entries, added",
        "missing.xml",
        "entry 3: has no DATAID",
    ] {
        assert!(printed.err.contains(told), "{told}: {}", printed.err);
    }
    assert!(desk.run(&["lists", "load", "old.xml"]).err.contains("known before"));
    assert!(desk.run(&["lists", "list"]).out.contains("2026-01-01"));

    let matches =
        |desk: &Desk| -> Vec<Value> { serde_json::from_str(&desk.run(&["lists", "matches", "--json"]).out).unwrap() };
    let found = matches(&desk);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0]["name"].as_str(), found[0]["hit"]["id"].as_str()),
        (Some("Pavel Orlik"), Some("un:71"))
    );
    let actor = found[0]["actor"].as_str().unwrap().to_owned();
    let text = desk.run(&["lists", "matches"]).out;
    assert!(
        text.contains("un:71 (XXi.071) PAVEL ORLIK") && text.contains("“Pavel” is in both"),
        "{text}"
    );

    assert_eq!(
        desk.run(&["lists", "dismiss", &actor, "un:99", "--why", "no"]).code,
        Some(2)
    );
    let printed = desk.run(&[
        "lists",
        "dismiss",
        &actor,
        "XXi.071",
        "--why",
        "an ambassador, not a trader",
        "--who",
        "Ada",
    ]);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    assert!(matches(&desk).is_empty());
    let all = desk.run(&["lists", "matches", "--all"]).out;
    assert!(all.contains("dismissed"), "{all}");
    assert_eq!(desk.run(&["verify"]).code, Some(0));

    desk.write(
        "new.xml",
        list(
            "2026-02-01",
            "Trades in crates and barrels.",
            "<INDIVIDUAL><DATAID>73</DATAID><FIRST_NAME>FLAVIA</FIRST_NAME></INDIVIDUAL>",
        )
        .as_bytes(),
    );
    assert_eq!(desk.run(&["lists", "load", "new.xml"]).code, Some(0));
    assert_eq!(matches(&desk).len(), 1, "the list says something else of him");

    let printed = desk.run(&["lists", "diff", "un@2026-01-01", "new.xml"]);
    for told in [
        "1 added, 0 removed, 1 changed",
        "+ 73 FLAVIA",
        "~ XXi.071 PAVEL ORLIK",
        "remarks + Trades in crates and barrels.",
    ] {
        assert!(printed.out.contains(told), "{told}: {}", printed.out);
    }
    assert_eq!(desk.run(&["lists", "diff", "1", "un@1999-01-01"]).code, Some(2));
}

#[test]
fn names_are_screened_against_files_without_a_case() {
    let desk = Desk::new();
    desk.write("un.xml", list("2026-01-01", "Trades in crates.", "").as_bytes());
    desk.write("names.txt", "Павел Орлик\n\nSomebody Else\n".as_bytes());
    let printed = desk.run(&[
        "screen",
        "--file",
        "names.txt",
        "Rupert of Hentzau",
        "--against",
        "un.xml",
        "--json",
    ]);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    let lines: Vec<Value> = printed
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let hits = |at: usize| {
        lines[at]["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["id"].as_str().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!((hits(0), hits(1), hits(2)), (vec!["un:72"], vec!["un:71"], vec![]));

    let born = |date: &str| desk.run(&["screen", "Pavel Orlik", "--born", date, "--against", "un.xml"]);
    assert!(
        born("1961").out.contains("both were born in 1961-04-09"),
        "{:?}",
        born("1961")
    );
    assert_eq!(born("yesterday").code, Some(2));
    assert!(
        desk.run(&["screen", "Nobody At All", "--against", "un.xml"])
            .out
            .contains("no hit")
    );
    assert_eq!(desk.run(&["screen", "Nobody", "--against", "names.txt"]).code, Some(2));
}
