//! Exports in the formats of others, checked with their own tools, and imports, as a user meets them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;
mod formats;

use std::fs;

use desk::{DENIAL, Desk, SHIPMENT};
use serde_json::Value;

const FORMATS: [&str; 12] = [
    "csv",
    "parquet",
    "json-ld",
    "ftm",
    "stix",
    "plover",
    "geojson",
    "claimreview",
    "nanopub",
    "sipri",
    "acled",
    "ucdp",
];

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    let printed = desk.run(arguments);
    assert_eq!(printed.code, Some(0), "{arguments:?}: {}", printed.err);
    serde_json::from_str(&printed.out).unwrap()
}

fn done(desk: &Desk, arguments: &[&str]) {
    let printed = desk.run(arguments);
    assert_eq!(printed.code, Some(0), "{arguments:?}: {}", printed.err);
}

/// A case in which somebody has decided and published something.
fn decided() -> (Desk, String) {
    let desk = Desk::with_case();
    let claims = json(&desk, &["claims", "--json"]);
    let claims = claims.as_array().unwrap();
    let transfer = claims.iter().find(|claim| claim["type"] == "arms_transfer").unwrap();
    let claim = transfer["id"].as_str().unwrap().to_owned();
    let statement = &transfer["stances"][0]["statement"];
    let entry = format!(
        "{}/{}",
        statement["document"].as_str().unwrap(),
        statement["entry"].as_str().unwrap()
    );
    let who = ["--who", "A. Analyst"];
    done(
        &desk,
        &[&["decide", "accept", &entry, "--why", "=read \"twice\""], &who[..]].concat(),
    );
    done(
        &desk,
        &[
            &[
                "decide",
                "publish",
                &claim,
                "--url",
                "https://example.org/reviews/1",
                "--why",
                "Nobody has shown the crates.",
            ],
            &who[..],
        ]
        .concat(),
    );
    (desk, claim)
}

#[test]
fn every_format_passes_its_own_tools_and_leads_back_to_the_words() {
    let (desk, _) = decided();
    for format in FORMATS {
        done(&desk, &["export", format, &format!("out/{format}")]);
    }
    let found: Value = serde_json::from_str(&formats::check(&desk.path("out"))).unwrap();
    for format in FORMATS {
        let found = &found[format];
        let some =
            found.as_u64().is_some_and(|count| count > 0) || found.as_object().is_some_and(|counts| !counts.is_empty());
        assert!(some, "{format}: {found}");
    }
    assert_eq!(found["claimreview"], 1, "only what was published");
    assert_eq!(found["csv"]["decisions"], 2);
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let (desk, _) = decided();
    for format in FORMATS {
        let files = |folder: &str| json(&desk, &["export", format, folder, "--json"])["files"].clone();
        assert_eq!(files("one"), files("other"), "{format}");
    }
}

#[test]
fn texts_can_be_left_out_and_formulas_made_harmless() {
    let (desk, _) = decided();
    done(
        &desk,
        &["export", "csv", "tables", "--without-texts", "--for-spreadsheets"],
    );
    let documents = fs::read_to_string(desk.path("tables/documents.csv")).unwrap();
    assert!(!documents.contains("Quill told reporters"));
    let decisions = fs::read_to_string(desk.path("tables/decisions.csv")).unwrap();
    assert!(decisions.contains("\"'=read \"\"twice\"\"\""), "{decisions}");
}

#[test]
fn no_review_goes_out_that_nobody_published_or_that_was_taken_back() {
    let (desk, claim) = decided();
    let count = |desk: &Desk| json(desk, &["export", "claimreview", "feed", "--json"])["entries"].clone();
    assert_eq!(count(&desk), 1);
    let feed = fs::read_to_string(desk.path("feed/claim-reviews.json")).unwrap();
    assert!(feed.contains("Nobody has shown the crates.") && feed.contains("A. Analyst"));
    assert!(!feed.contains("reviewRating"));
    done(
        &desk,
        &["decide", "undo", "2", "--why", "too early", "--who", "A. Analyst"],
    );
    assert_eq!(count(&desk), 0);
    let wrong = desk.run(&["decide", "publish", "p0000000000", "--why", "x", "--who", "A"]);
    assert_eq!(wrong.code, Some(2), "{}", wrong.err);
    assert!(!claim.is_empty());
}

#[test]
fn a_frozen_case_is_signed_whole_read_only_and_verifies() {
    let (desk, _) = decided();
    done(&desk, &["key", "new"]);
    let told = json(&desk, &["export", "frozen", "handover", "--json"]);
    let names: Vec<&str> = told["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    for name in [
        "onrecord.case",
        "brief.html",
        "brief.txt",
        "head.txt",
        "head.sig",
        "manifest.json",
        "manifest.sig",
        "SHA256SUMS",
    ] {
        assert!(names.contains(&name), "{name} is missing in {names:?}");
    }
    let frozen = desk.path("handover/onrecord.case");
    assert!(fs::metadata(&frozen).unwrap().permissions().readonly());
    let before = fs::read(&frozen).unwrap();
    let verified = json(&desk, &["verify", "--json", "--case", "handover/onrecord.case"]);
    assert_eq!(verified["problems"], Value::Array(vec![]));
    assert_eq!(verified["unsigned_links"], 0);
    assert_eq!(fs::read(&frozen).unwrap(), before, "looking at it changes nothing");
    let beside: Vec<_> = fs::read_dir(desk.path("handover"))
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(beside.len(), names.len(), "nothing else lies there: {beside:?}");
    // It says what the case says.
    let claims = |case: &str| desk.run(&["claims", "--json", "--case", case]).out;
    assert_eq!(claims("handover/onrecord.case"), claims("onrecord.case"));
    let again = desk.run(&["export", "frozen", "handover"]);
    assert_eq!(again.code, Some(2), "what is frozen is not replaced: {}", again.err);
    let sums = desk.command(&[]).get_current_dir().unwrap().join("handover");
    let checked = std::process::Command::new("sha256sum")
        .args(["-c", "--quiet", "SHA256SUMS"])
        .current_dir(sums)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{checked:?}");
}

#[test]
fn a_case_taken_into_an_empty_one_is_the_same_case_and_is_not_taken_twice() {
    let (desk, _) = decided();
    done(
        &desk,
        &["decide", "undo", "1", "--why", "a slip", "--who", "B. Analyst"],
    );
    let first = json(
        &desk,
        &["import", "case", "onrecord.case", "--case", "other.case", "--json"],
    );
    assert_eq!(first["captures"], serde_json::json!({"new": 3, "known": 0}));
    assert_eq!(first["decisions"], serde_json::json!({"new": 3, "known": 0}));
    for view in ["claims", "actors", "tolls", "origins"] {
        let printed = |case: &str| desk.run(&[view, "--json", "--case", case]).out;
        assert_eq!(printed("onrecord.case"), printed("other.case"), "{view}");
    }
    let decisions = |case: &str| desk.run(&["decide", "list", "--json", "--case", case]).out;
    assert_eq!(decisions("onrecord.case"), decisions("other.case"));
    let dump = desk.dump("other.case");
    let again = json(
        &desk,
        &["import", "case", "onrecord.case", "--case", "other.case", "--json"],
    );
    assert_eq!(again["captures"], serde_json::json!({"new": 0, "known": 3}));
    assert_eq!(again["records"], serde_json::json!({"new": 0, "known": 3}));
    assert_eq!(desk.dump("other.case"), dump, "the second time changes nothing");
    let verified = json(&desk, &["verify", "--json", "--case", "other.case"]);
    assert_eq!(verified["problems"], Value::Array(vec![]));
}

#[test]
fn a_decision_that_is_taken_back_is_the_same_one_under_its_new_number() {
    let (desk, _) = decided();
    done(
        &desk,
        &["decide", "undo", "1", "--why", "a slip", "--who", "B. Analyst"],
    );
    desk.write("third.txt", b"Latvia denied that it sent rockets to Cuba.\n");
    done(&desk, &["add", "third.txt", "--case", "other.case"]);
    let claims = json(&desk, &["claims", "--json", "--case", "other.case"]);
    let own = claims[0]["id"].as_str().unwrap().to_owned();
    done(
        &desk,
        &[
            "decide",
            "accept",
            &own,
            "--why",
            "ours",
            "--who",
            "C",
            "--case",
            "other.case",
        ],
    );
    done(&desk, &["import", "case", "onrecord.case", "--case", "other.case"]);
    let decisions = json(&desk, &["decide", "list", "--json", "--case", "other.case"]);
    let numbers: Vec<_> = decisions
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["number"].clone(), one["subject"].clone()))
        .collect();
    assert_eq!(numbers.len(), 4);
    assert_eq!(numbers[3], (4.into(), "2".into()), "the first there is the second here");
    done(&desk, &["verify", "--case", "other.case"]);
}

#[test]
fn an_altered_case_is_not_taken() {
    let desk = Desk::with_case();
    let connection = rusqlite::Connection::open(desk.path("onrecord.case")).unwrap();
    connection
        .execute_batch("DROP TRIGGER captures_stay; UPDATE captures SET bytes = x'00' WHERE sequence = 1;")
        .unwrap();
    drop(connection);
    let printed = desk.run(&["import", "case", "onrecord.case", "--case", "other.case"]);
    assert_eq!(printed.code, Some(1), "{}", printed.err);
    assert!(!desk.path("other.case").exists());
}

#[test]
fn captures_come_from_a_table_and_a_bad_row_costs_itself() {
    let desk = Desk::new();
    desk.write("tables/shipment.txt", SHIPMENT.as_bytes());
    let text = DENIAL.replace('"', "\"\"");
    let table = format!(
        "path,url,text,publisher,captured\nshipment.txt,https://example.org/1,,Gannet,2026-03-02T09:00:00Z\n,https://example.org/2,\"{text}\",Meridian Wire,\nmissing.txt,,,,\n,,,Nobody,\n"
    );
    desk.write("tables/captures.csv", table.as_bytes());
    let printed = desk.run(&["import", "csv", "tables/captures.csv", "--json"]);
    assert_eq!(printed.code, Some(1), "{}", printed.err);
    assert!(
        printed.err.contains("missing.txt: there is no such file"),
        "{}",
        printed.err
    );
    assert!(
        printed.err.contains("it names no file, no address and no text"),
        "{}",
        printed.err
    );
    let told: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!((&told["new"], &told["failed"]), (&2.into(), &2.into()));
    let documents = json(&desk, &["report", "--json"])["documents"].clone();
    let urls: Vec<&Value> = documents
        .as_array()
        .unwrap()
        .iter()
        .map(|document| &document["url"])
        .collect();
    assert_eq!(urls, ["https://example.org/1", "https://example.org/2"]);
    assert_eq!(documents[1]["publisher"], "Meridian Wire");
    done(&desk, &["verify"]);
}

#[test]
fn plain_texts_of_a_case_come_back_from_its_tables_with_their_ids() {
    let desk = Desk::with_documents();
    done(&desk, &["add", "shipment.txt", "denial.txt"]);
    done(&desk, &["export", "csv", "tables"]);
    let told = json(
        &desk,
        &[
            "import",
            "csv",
            "tables/documents.csv",
            "--case",
            "other.case",
            "--json",
        ],
    );
    assert_eq!(told["new"], 2);
    let claims = |case: &str| desk.run(&["claims", "--json", "--case", case]).out;
    assert_eq!(claims("onrecord.case"), claims("other.case"));
}

#[test]
fn published_reviews_come_back_as_what_a_reviewer_says_of_what_somebody_said() {
    let (desk, _) = decided();
    done(&desk, &["export", "claimreview", "feed"]);
    let told = json(
        &desk,
        &[
            "import",
            "claimreview",
            "feed/claim-reviews.json",
            "--case",
            "other.case",
            "--json",
        ],
    );
    assert_eq!(told["new"], 1);
    let documents = json(&desk, &["report", "--json", "--case", "other.case"])["documents"].clone();
    let feed: Value = serde_json::from_slice(&fs::read(desk.path("feed/claim-reviews.json")).unwrap()).unwrap();
    let review = &feed["dataFeedElement"][0];
    assert_eq!(documents[0]["title"], review["claimReviewed"]);
    assert_eq!(documents[0]["publisher"], "A. Analyst");
    assert_eq!(documents[0]["published"], review["datePublished"]);
    assert_eq!(documents[0]["url"], "https://example.org/reviews/1");
    done(&desk, &["verify", "--case", "other.case"]);
}

#[test]
fn entities_come_in_as_actors_and_go_out_as_the_same() {
    let (desk, _) = decided();
    done(&desk, &["export", "ftm", "entities"]);
    let told = json(
        &desk,
        &[
            "import",
            "ftm",
            "entities/entities.ftm.json",
            "--case",
            "other.case",
            "--json",
        ],
    );
    assert!(told["passed_over"].as_u64().unwrap() > 0);
    let people = |case: &str| -> Vec<String> {
        let actors = json(&desk, &["actors", "--json", "--case", case]);
        let people = actors
            .as_array()
            .unwrap()
            .iter()
            .filter(|actor| actor["kind"] == "person");
        people.map(|actor| actor["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(people("onrecord.case"), people("other.case"));
    assert!(!people("other.case").is_empty());
    done(&desk, &["verify", "--case", "other.case"]);
    // A file whose lines are broken costs those lines.
    desk.write(
        "broken.ftm.json",
        b"{\"schema\": \"Person\", \"properties\": {\"name\": [\"Ada Quill\"]}}\n{broken\n",
    );
    let printed = desk.run(&["import", "ftm", "broken.ftm.json", "--case", "other.case"]);
    assert_eq!(printed.code, Some(1));
    assert!(printed.err.contains("broken.ftm.json: line 2"), "{}", printed.err);
}
