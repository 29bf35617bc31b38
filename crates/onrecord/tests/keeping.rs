//! `add`, the views and `verify`: what a case keeps, whatever happens to the process or the file.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;

use desk::Desk;
use serde_json::Value;
use std::process::Stdio;
use std::time::{Duration, Instant};

#[test]
fn adding_twice_changes_nothing() {
    let desk = Desk::with_case();
    let before = desk.dump("onrecord.case");
    for arguments in [
        &["add", "shipment.txt", "denial.txt", "page.html"] as &[&str],
        &["add", "--again", "page.html", "denial.txt", "shipment.txt"],
    ] {
        let printed = desk.run(arguments);
        assert_eq!((printed.code, printed.out.as_str()), (Some(0), ""), "{printed:?}");
        assert!(
            printed.err.contains("3 known before; onrecord.case holds 3 documents"),
            "{}",
            printed.err
        );
        assert!(desk.dump("onrecord.case") == before);
    }
}

#[test]
fn a_bad_input_costs_itself_alone_and_the_rest_is_kept() {
    let desk = Desk::with_documents();
    let printed = desk.run(&["add", "missing.txt", "shipment.txt", "denial.txt"]);
    assert_eq!(printed.code, Some(1));
    assert!(
        printed.err.contains("error: missing.txt: there is no such file"),
        "{}",
        printed.err
    );
    assert!(
        printed
            .err
            .contains("added 2, 1 failed; onrecord.case holds 2 documents"),
        "{}",
        printed.err
    );
    assert_eq!(desk.run(&["verify"]).code, Some(0));
}

#[test]
fn killed_at_any_moment_a_case_verifies_and_a_second_add_completes_it() {
    let desk = Desk::new();
    for number in 0..24 {
        let text = format!(
            "Report {number}\n\nMarch 2, 2026 — Estonia accused Belarus on Monday of sending {} rockets to Syria. Belarus denied the allegation. The strike killed {} people, the health ministry said.\n",
            number + 20,
            number + 2
        );
        desk.write(&format!("pile/{number:02}.txt"), text.as_bytes());
    }
    let started = Instant::now();
    let clean = desk.run(&["add", "--case", "clean.case", "pile"]);
    let whole = started.elapsed();
    assert_eq!(clean.code, Some(0), "{clean:?}");
    let expected = desk.dump("clean.case");

    let rounds = 12;
    let mut cut_short = 0;
    for round in 1..=rounds {
        let case = format!("killed-{round}.case");
        let mut child = desk
            .command(&["add", "--case", &case, "pile"])
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        if round % 2 == 0 {
            std::thread::sleep(whole.mul_f64(f64::from(round) / f64::from(rounds)));
        } else {
            // In the midst of writing: as soon as so many documents are seen in the case.
            while child.try_wait().unwrap().is_none() && desk.documents(&case) < 2 * round {
                std::thread::sleep(Duration::from_micros(300));
            }
        }
        // Nothing is left to the process to tidy up.
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        cut_short += u32::from(!ended.success());
        if desk.path(&case).exists() {
            let verified = desk.run(&["verify", "--case", &case]);
            assert_eq!(verified.code, Some(0), "round {round}: {verified:?}");
        }
        let again = desk.run(&["add", "--case", &case, "pile"]);
        assert_eq!(again.code, Some(0), "round {round}: {again:?}");
        assert!(
            desk.dump(&case) == expected,
            "round {round}: the completed case differs from one made at one go"
        );
        assert_eq!(desk.run(&["verify", "--case", &case]).code, Some(0));
    }
    assert!(cut_short >= 3, "only {cut_short} of {rounds} runs were cut short");
}

#[test]
fn one_altered_byte_is_named() {
    let desk = Desk::with_case();
    let file = desk.path("onrecord.case");
    let mut bytes = std::fs::read(&file).unwrap();
    // The page's own bytes stand in its capture and nowhere else.
    let words = b"<nav><a href=\"/\">Home</a>";
    let at = bytes.windows(words.len()).position(|window| window == words).unwrap();
    bytes[at + 19] = b'P';
    std::fs::write(&file, bytes).unwrap();
    let printed = desk.run(&["verify"]);
    assert_eq!(printed.code, Some(1));
    assert!(printed.out.contains("does NOT hold"), "{}", printed.out);
    assert!(
        printed.out.contains("(page.html): its bytes were altered"),
        "{}",
        printed.out
    );
    let found: Value = serde_json::from_str(&desk.run(&["verify", "--json"]).out).unwrap();
    assert_eq!(found["problems"].as_array().unwrap().len(), 1, "{found}");
}

#[test]
fn a_case_that_is_cut_off_is_told_and_not_half_read() {
    let desk = Desk::with_case();
    let file = desk.path("onrecord.case");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let printed = desk.run(&["verify"]);
    assert_eq!(printed.code, Some(1), "{printed:?}");
    assert!(
        printed.out.contains("does NOT hold") || printed.err.contains("damaged"),
        "{printed:?}"
    );
}

#[test]
fn the_newest_link_proves_later_that_nothing_was_cut_off() {
    let desk = Desk::with_case();
    let found: Value = serde_json::from_str(&desk.run(&["verify", "--json"]).out).unwrap();
    let head = found["head"].as_str().unwrap();
    desk.write(
        "later.txt",
        b"Later\n\nMarch 9, 2026. Estonia said that it had seen no rockets.\n",
    );
    desk.run(&["add", "later.txt"]);
    assert_eq!(desk.run(&["verify", "--head", head]).code, Some(0));
    let other = "0".repeat(64);
    assert_eq!(desk.run(&["verify", "--head", &other]).code, Some(1));
}

#[test]
fn a_view_without_a_case_says_how_to_make_one() {
    let desk = Desk::new();
    for view in [
        "report",
        "claims",
        "timeline",
        "tolls",
        "positions",
        "provisions",
        "actors",
        "origins",
        "verify",
    ] {
        let printed = desk.run(&[view]);
        assert_eq!((printed.code, printed.out.as_str()), (Some(2), ""), "{view}");
        assert!(
            printed.err.contains("error: onrecord.case: there is no such case"),
            "{}",
            printed.err
        );
        assert!(
            printed.err.contains("hint: make one with `onrecord add"),
            "{}",
            printed.err
        );
    }
    assert!(!desk.path("onrecord.case").exists());
}

#[test]
fn a_file_that_is_no_case_is_left_as_it_is() {
    let desk = Desk::with_documents();
    let before = std::fs::read(desk.path("shipment.txt")).unwrap();
    for arguments in [
        &["add", "--case", "shipment.txt", "denial.txt"] as &[&str],
        &["report", "--case", "shipment.txt"],
    ] {
        let printed = desk.run(arguments);
        assert_eq!(printed.code, Some(2), "{printed:?}");
        assert!(
            printed.err.contains("error: shipment.txt: this file is no case"),
            "{}",
            printed.err
        );
    }
    assert!(std::fs::read(desk.path("shipment.txt")).unwrap() == before);
}

#[test]
fn every_view_prints_lines_and_json() {
    let desk = Desk::with_case();
    for view in [
        "claims",
        "timeline",
        "tolls",
        "positions",
        "provisions",
        "actors",
        "origins",
    ] {
        let lines = desk.run(&[view]);
        assert_eq!((lines.code, lines.err.as_str()), (Some(0), ""), "{view}");
        assert!(!lines.out.is_empty());
        let json = desk.run(&[view, "--json"]);
        assert!(serde_json::from_str::<Value>(&json.out).is_ok(), "{view}");
    }
    let claims: Value = serde_json::from_str(&desk.run(&["claims", "--json"]).out).unwrap();
    assert!(!claims.as_array().unwrap().is_empty());
}

#[test]
fn the_brief_comes_in_four_forms_that_tell_the_same_claims() {
    let desk = Desk::with_case();
    let standing: Value = serde_json::from_str(&desk.run(&["report", "--format", "json"]).out).unwrap();
    let text = desk.run(&["report", "--full"]).out;
    let markdown = desk.run(&["report", "--full", "--format", "markdown"]).out;
    let page = desk.run(&["report", "--format", "html"]).out;
    assert!(markdown.starts_with("# ") && page.starts_with("<!doctype html>"));
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let claims = standing["propositions"].as_array().unwrap();
    assert!(!claims.is_empty());
    for claim in claims {
        let words = one_line(claim["text"].as_str().unwrap());
        for form in [&text, &markdown, &page] {
            assert!(one_line(form).contains(&words), "{words}\n{form}");
        }
    }
    let written = desk.run(&["report", "--format", "html", "--output", "brief.html"]);
    assert_eq!((written.code, written.out.as_str()), (Some(0), ""));
    assert!(std::fs::read_to_string(desk.path("brief.html")).unwrap() == page);
}

#[test]
fn the_short_brief_leaves_out_what_the_full_one_and_the_page_hold() {
    let desk = Desk::with_case();
    let short = desk.run(&["report"]).out;
    let full = desk.run(&["report", "--full"]).out;
    let page = desk.run(&["report", "--format", "html"]).out;
    let folded = "Every statement on it, and why it is one";
    assert!(!short.contains(folded) && full.contains(folded) && page.contains(folded));
    assert!(short.lines().count() < full.lines().count());
    assert!(short.contains("onrecord report --full"));
}

#[test]
fn the_views_number_claims_as_the_brief_does() {
    let desk = Desk::with_case();
    let brief = desk.run(&["report"]).out;
    let claims = desk.run(&["claims"]).out;
    let numbered = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        words
            .split("Claim 1: that ")
            .skip(1)
            .map(|rest| rest.chars().take(20).collect())
            .collect()
    };
    assert!(!numbered(&claims).is_empty());
    assert_eq!(numbered(&claims)[0], numbered(&brief)[0]);
}

#[test]
fn the_order_of_adding_makes_no_other_brief() {
    let desk = Desk::with_case();
    let printed = desk.run(&["add", "--case", "other.case", "page.html", "denial.txt", "shipment.txt"]);
    assert_eq!(printed.code, Some(0));
    assert!(desk.run(&["report"]).out == desk.run(&["report", "--case", "other.case"]).out);
}

#[test]
fn a_search_finds_words_with_their_places() {
    let desk = Desk::with_case();
    let hits: Value = serde_json::from_str(&desk.run(&["search", "--json", "photographs", "crates"]).out).unwrap();
    let hit = &hits.as_array().unwrap()[0];
    assert!(
        hit["spans"]
            .as_array()
            .unwrap()
            .iter()
            .any(|span| span["exact"] == "photographs")
    );
    assert!(
        desk.run(&["search", "\"photographs of the crates\""])
            .out
            .contains("photographs of the crates")
    );
    assert!(desk.run(&["search", "ракет"]).out.contains("ракет"));
    assert_eq!(desk.run(&["search", "zeppelin"]).code, Some(0));
    assert_eq!(desk.run(&["search", "("]).code, Some(2));
}

#[test]
fn two_processes_add_to_one_case_and_nothing_is_lost() {
    let desk = Desk::with_documents();
    let start = |file: &str| desk.command(&["add", file]).stderr(Stdio::null()).spawn().unwrap();
    let mut children = [start("shipment.txt"), start("denial.txt"), start("page.html")];
    let deadline = Instant::now() + Duration::from_secs(120);
    for child in &mut children {
        assert!(child.wait().unwrap().success());
        assert!(Instant::now() < deadline);
    }
    let printed = desk.run(&["verify"]);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    assert!(printed.out.contains("       3  captures"), "{}", printed.out);
}
