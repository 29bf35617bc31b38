//! Every case under `cases/` holds: one phenomenon a file, with what a careful reader expects of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod reading;

#[path = "reading/lines.rs"]
mod lines;

use onrecord_weigh::weigh_with;
use std::fs;
use std::path::PathBuf;

fn cases() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "case"))
        .map(|path| {
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_case_holds() {
    let mut failures = Vec::new();
    for (name, text) in cases() {
        let case = reading::read(&text);
        assert!(!case.expectations.is_empty(), "{name} expects nothing");
        let lines = lines::lines(&weigh_with(&case.records, &case.decisions));
        let mut failed = Vec::new();
        for expectation in &case.expectations {
            let (kind, wanted) = (expectation[0].as_str(), &expectation[1..]);
            let holds = match kind {
                "yes" => lines.iter().any(|line| lines::fits(line, wanted)),
                "no" => !lines.iter().any(|line| lines::fits(line, wanted)),
                _ => {
                    let (number, wanted) = wanted.split_last().unwrap();
                    lines.iter().filter(|line| lines::fits(line, wanted)).count() == number.parse::<usize>().unwrap()
                }
            };
            if !holds {
                failed.push(format!("  {}", expectation.join(" | ")));
            }
        }
        if !failed.is_empty() {
            let told: Vec<String> = lines.iter().map(|line| format!("    {}", line.join(" | "))).collect();
            failures.push(format!(
                "{name} does not hold:\n{}\n  the standing:\n{}",
                failed.join("\n"),
                told.join("\n")
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn there_are_enough_cases_to_speak_of() {
    assert!(cases().len() >= 40, "{} cases", cases().len());
}
