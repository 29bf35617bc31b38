//! `diff`, `decide`, `review` and the days that a view looks back to, as a person at a terminal meets them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;

use desk::Desk;
use serde_json::Value;

/// A joint statement: the document that is reported.
const STATEMENT: &str = "Joint Statement on Missile Transfers

10 January 2024

The following statement was made on behalf of France, Japan, Malta, the Republic of Korea, Slovenia, Ukraine, the United Kingdom and the United States.

We meet ahead of a Council session on Ukraine. Between 30 December and 6 January, Russia carried out waves of strikes on Ukraine that relied in part on ballistic missiles and ballistic missile launchers procured from the Democratic People's Republic of Korea. At least 26 people may have been killed by these missiles, according to preliminary information.

Some of the missiles fell in open fields near Zaporizhzhia on 30 December. The use of these weapons in Ukraine gives the Democratic People's Republic of Korea valuable technical and military insights.

We condemn these attacks. We call on all States to abide by their obligations.
";

/// A report that changes it.
const REPORT: &str = "Nations condemn missile strikes

January 11, 2024 - The U.N. Security Council, along with Britain, France, Japan, Malta, South Korea, Slovenia and Ukraine, released a statement on Wednesday on the strikes on Ukraine. Russia carried out waves of strikes on Ukraine that relied on ballistic missiles procured from North Korea, the statement said. The missiles killed 62 people, according to the statement. All of the missiles fell in open fields near Zaporizhzhia on December 31.

\"The use of such weapons in Ukraine gives the Democratic People's Republic of Korea valuable military insights,\" the statement said. \"We call on all States to abide by their obligations,\" it added.

The Security Council adopted the resolution over the objections of Russia.
";

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    let printed = desk.run(arguments);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    serde_json::from_str(&printed.out).unwrap()
}

#[test]
fn what_a_report_changed_is_told_with_the_places_on_both_sides() {
    let desk = Desk::new();
    desk.write("statement.txt", STATEMENT.as_bytes());
    desk.write("report.txt", REPORT.as_bytes());
    let found = json(&desk, &["diff", "report.txt", "statement.txt", "--json"]);
    let departures = found["departures"].as_array().unwrap();
    let has = |kind: &str, words: &str| {
        departures
            .iter()
            .any(|departure| departure["kind"] == kind && departure["reason"].as_str().unwrap().contains(words))
    };
    for (kind, words) in [
        ("signatory_added", "Security Council"),
        ("signatory_missing", "United States"),
        ("hedge_dropped", "in part"),
        ("number_drifted", "62"),
        ("scope_widened", "All"),
        ("date_drifted", "31 December 2023"),
        ("quotation_altered", "“such” where the document has “these”"),
        ("cannot_be", "consent of its members"),
        ("cannot_be", "outvoted"),
    ] {
        assert!(has(kind, words), "{kind} {words} is missing in {departures:#?}");
    }
    // What the report has right is no departure.
    for (kind, words) in [
        ("signatory_added", "Japan"),
        ("signatory_missing", "South Korea"),
        ("quotation_invented", ""),
        ("date_drifted", "10 January"),
    ] {
        assert!(!has(kind, words), "{kind} {words} in {departures:#?}");
    }
    assert_eq!(found["quoted_exactly"], 1);
    for (side, text) in [("report", REPORT), ("primary", STATEMENT)] {
        let letters: Vec<char> = text.chars().collect();
        for span in departures
            .iter()
            .flat_map(|departure| departure[side].as_array().unwrap())
        {
            let (start, end) = (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap());
            let words: String = letters[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()]
                .iter()
                .collect();
            assert_eq!(span["exact"], words);
        }
    }
}

#[test]
fn days_from_to_drift_where_an_end_of_theirs_does() {
    let desk = Desk::new();
    desk.write("statement.txt", STATEMENT.as_bytes());
    let told = "Russia carried out waves of strikes on Ukraine that relied in part on ballistic missiles and ballistic missile launchers \
                procured from the Democratic People's Republic of Korea, eight nations said.";
    let drifted = |when: &str| -> Vec<String> {
        let report = format!("Nations condemn missile strikes\n\nJanuary 11, 2024 - {when}, {told}\n");
        desk.write("report.txt", report.as_bytes());
        let found = json(&desk, &["diff", "report.txt", "statement.txt", "--json"]);
        let departures = found["departures"].as_array().unwrap().iter();
        departures
            .filter(|departure| departure["kind"] == "date_drifted")
            .map(|departure| departure["reason"].as_str().unwrap().to_owned())
            .collect()
    };
    let reasons = drifted("Between 30 December and 8 January");
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(
        reasons[0].contains("8 January 2024") && reasons[0].contains("the document has 6 January 2024"),
        "{reasons:?}"
    );
    assert_eq!(drifted("Between 30 December and 6 January"), Vec::<String>::new());
    // A part of those days is no other time.
    assert_eq!(drifted("From 2 to 6 January"), Vec::<String>::new());
}

#[test]
fn documents_of_a_case_can_be_compared_and_unknown_ones_are_named() {
    let desk = Desk::with_case();
    let printed = desk.run(&["diff", "D2", "D1"]);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    let printed = desk.run(&["diff", "D9", "D1"]);
    assert_eq!(printed.code, Some(2));
    assert!(
        printed.err.contains("D9: neither a file nor a document of the case"),
        "{}",
        printed.err
    );
}

#[test]
fn a_view_looks_back_to_a_day() {
    let desk = Desk::with_case();
    let documents = |arguments: &[&str]| json(&desk, arguments)["documents"].as_array().unwrap().len();
    assert_eq!(documents(&["report", "--json"]), 3);
    // The page states no day of its own and counts from its capture, on 2 March by the clock of these tests.
    assert_eq!(documents(&["report", "--json", "--as-of", "2026-03-02"]), 2);
    assert_eq!(documents(&["report", "--json", "--as-of", "2026-03-03"]), 3);
    assert_eq!(documents(&["report", "--json", "--as-of", "2026-03-01"]), 0);
    assert_eq!(documents(&["report", "--json", "--captured-by", "2026-03-02"]), 3);
    assert_eq!(documents(&["report", "--json", "--captured-by", "2026-03-01"]), 0);
    // Without the page, in which the rejection stands as well.
    let dated = Desk::with_documents();
    assert_eq!(dated.run(&["add", "shipment.txt", "denial.txt"]).code, Some(0));
    let status = |day: &str| {
        json(&dated, &["claims", "--json", "--as-of", day])
            .as_array()
            .unwrap()
            .iter()
            .find(|claim| claim["type"] == "arms_transfer")
            .map(|claim| claim["status"].as_str().unwrap().to_owned())
    };
    assert_eq!(status("2026-03-02").as_deref(), Some("uncontested"));
    assert_eq!(status("2026-03-04").as_deref(), Some("contested"));
    for view in [
        "timeline",
        "tolls",
        "positions",
        "provisions",
        "actors",
        "origins",
        "review",
    ] {
        assert_eq!(desk.run(&[view, "--as-of", "2026-03-02"]).code, Some(0), "{view}");
    }
    assert_eq!(
        desk.run(&["search", "rockets", "--as-of", "2026-03-01", "--json"])
            .out
            .trim(),
        "[]"
    );
    assert_eq!(desk.run(&["claims", "--as-of", "yesterday"]).code, Some(2));
}

#[test]
fn a_decision_is_kept_and_weighed_and_can_be_taken_back() {
    let desk = Desk::with_case();
    let claims = json(&desk, &["claims", "--json"]);
    let claim = claims
        .as_array()
        .unwrap()
        .iter()
        .find(|claim| claim["type"] == "arms_transfer")
        .unwrap();
    let denial = claim["stances"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["stance"] == "denies")
        .unwrap();
    let statement = format!(
        "{}/{}",
        denial["statement"]["document"].as_str().unwrap(),
        denial["statement"]["entry"].as_str().unwrap()
    );
    let id = claim["id"].as_str().unwrap();
    let of_statement = |desk: &Desk| {
        json(desk, &["claims", "--json"])
            .as_array()
            .unwrap()
            .iter()
            .filter(|claim| claim["id"] == id)
            .flat_map(|claim| claim["stances"].as_array().unwrap().clone())
            .filter(|entry| entry["statement"] == denial["statement"] && entry["stance"] == "denies")
            .count()
    };
    assert_eq!(of_statement(&desk), 1);
    let decided = desk.run(&[
        "decide",
        "not-of",
        &statement,
        id,
        "--why",
        "it speaks of 2019",
        "--who",
        "A. Analyst",
    ]);
    assert_eq!(decided.code, Some(0), "{decided:?}");
    assert_eq!(of_statement(&desk), 0);
    let list = json(&desk, &["decide", "list", "--json"]);
    assert_eq!(list[0]["who"], "A. Analyst");
    assert_eq!(list[0]["what"], format!("not of {id}"));
    assert_eq!(
        desk.run(&["decide", "undo", "1", "--why", "misread", "--who", "A. Analyst"])
            .code,
        Some(0)
    );
    assert_eq!(of_statement(&desk), 1);
    assert_eq!(json(&desk, &["decide", "list", "--json"]).as_array().unwrap().len(), 2);
    assert_eq!(desk.run(&["verify"]).code, Some(0));
    for wrong in [
        &[
            "decide",
            "reject",
            "doc-0/s0",
            "--why",
            "no such entry",
            "--who",
            "A. Analyst",
        ] as &[&str],
        &[
            "decide",
            "undo",
            "9",
            "--why",
            "no such decision",
            "--who",
            "A. Analyst",
        ],
        &[
            "decide",
            "same",
            id,
            id,
            "--why",
            "the same already",
            "--who",
            "A. Analyst",
        ],
    ] {
        let printed = desk.run(wrong);
        assert_eq!(printed.code, Some(2), "{printed:?}");
    }
    assert_eq!(json(&desk, &["decide", "list", "--json"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_statement_is_put_right_and_a_second_person_is_asked_where_the_case_wants_it() {
    let desk = Desk::with_case();
    let decide = |who: &str, words: &[&str]| {
        let arguments = [&["decide"], words, &["--why", "checked", "--who", who]].concat();
        desk.run(&arguments)
    };
    let stance = |desk: &Desk| -> Value {
        json(desk, &["claims", "--json"])
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|claim| claim["stances"].as_array().unwrap().clone())
            .find(|entry| entry["stance"] == "denies")
            .unwrap()
    };
    let denial = stance(&desk);
    let statement = format!(
        "{}/{}",
        denial["statement"]["document"].as_str().unwrap(),
        denial["statement"]["entry"].as_str().unwrap()
    );
    let denials = |desk: &Desk| {
        json(desk, &["claims", "--json"])
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|claim| claim["stances"].as_array().unwrap().clone())
            .filter(|entry| entry["statement"] == denial["statement"] && entry["stance"] == "denies")
            .count()
    };
    assert_eq!(decide("Ada", &["four-eyes", "on"]).code, Some(0));
    let corrected = decide("Ada", &["correct", &statement, "act", "decline_comment"]);
    assert_eq!(corrected.code, Some(0), "{corrected:?}");
    assert!(denials(&desk) > 0);
    let waits = json(&desk, &["review", "--json"]);
    assert!(
        waits
            .as_array()
            .unwrap()
            .iter()
            .any(|concern| concern["subject"] == "2" && concern["reasons"][0]["code"] == "decision-pending")
    );
    for (who, words) in [
        ("ada", &["confirm", "2"] as &[&str]),
        ("Ben", &["confirm", "9"]),
        ("Ben", &["undo", "1"]),
        ("Ben", &["correct", &statement, "place", "Kharkiv"]),
        ("Ben", &["correct", &statement, "act", "shout"]),
        ("Ben", &["correct", &statement, "speaker", "Nobody Of That Name"]),
    ] {
        let refused = decide(who, words);
        assert_eq!(refused.code, Some(2), "{who} {words:?}: {refused:?}");
    }
    assert_eq!(decide("Ben", &["confirm", "2"]).code, Some(0));
    assert_eq!(denials(&desk), 0);
    assert!(desk.run(&["decide", "list"]).out.contains("confirmed by Ben"));
    assert_eq!(decide("Ada", &["undo", "2"]).code, Some(0));
    assert!(denials(&desk) > 0);
    assert_eq!(desk.run(&["verify"]).code, Some(0));
}

#[test]
fn review_asks_for_what_is_contested_and_no_more_once_it_was_accepted() {
    let desk = Desk::with_case();
    let concerns = json(&desk, &["review", "--json"]);
    let concerns = concerns.as_array().unwrap();
    let contested = concerns
        .iter()
        .find(|concern| {
            concern["reasons"]
                .as_array()
                .unwrap()
                .iter()
                .any(|reason| reason["code"] == "contested")
        })
        .unwrap();
    let weights: Vec<u64> = concerns
        .iter()
        .map(|concern| concern["weight"].as_u64().unwrap())
        .collect();
    assert!(weights.windows(2).all(|pair| pair[0] >= pair[1]), "{weights:?}");
    let subject = contested["subject"].as_str().unwrap();
    let accepted = desk.run(&[
        "decide",
        "accept",
        subject,
        "--why",
        "read all of it",
        "--who",
        "A. Analyst",
    ]);
    assert_eq!(accepted.code, Some(0), "{accepted:?}");
    let left = json(&desk, &["review", "--json"]);
    assert!(
        left.as_array()
            .unwrap()
            .iter()
            .all(|concern| concern["subject"] != subject)
    );
}

#[test]
fn a_case_is_the_same_in_whatever_order_and_pieces_it_was_added() {
    let at_once = Desk::with_case();
    let wanted = json(&at_once, &["report", "--json"]);
    for order in [
        ["page.html", "denial.txt", "shipment.txt"],
        ["denial.txt", "shipment.txt", "page.html"],
    ] {
        let desk = Desk::with_documents();
        for name in order {
            assert_eq!(desk.run(&["add", name]).code, Some(0));
        }
        let found = json(&desk, &["report", "--json"]);
        for part in [
            "documents",
            "actors",
            "lineages",
            "propositions",
            "tolls",
            "positions",
            "flags",
        ] {
            assert_eq!(found[part], wanted[part], "{part}");
        }
    }
}
