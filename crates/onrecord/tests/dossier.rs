//! The dossier of `examples/` against what a careful reader finds in it (`examples/EXPECTED.md`).
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod desk;

use desk::Desk;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The whole dossier weighed, with the number of each document's file by its id.
fn dossier() -> (Value, BTreeMap<String, String>) {
    let desk = Desk::new();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/dossier");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut numbers = BTreeMap::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        desk.write(&name, &std::fs::read(file).unwrap());
        let printed = desk.run(&["read", &name, "--json"]);
        let record: Value = serde_json::from_str(printed.out.lines().next().unwrap()).unwrap();
        numbers.insert(
            record["document"]["id"].as_str().unwrap().to_owned(),
            name[..2].to_owned(),
        );
    }
    let names: Vec<String> = files
        .iter()
        .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut add = vec!["add"];
    add.extend(names.iter().map(String::as_str));
    assert_eq!(desk.run(&add).code, Some(0));
    let printed = desk.run(&["report", "--json"]);
    (serde_json::from_str(&printed.out).unwrap(), numbers)
}

#[test]
fn lineages_denials_tolls_and_differences_are_those_of_a_careful_reader() {
    let (standing, numbers) = dossier();
    let number = |document: &Value| numbers[document.as_str().unwrap()].clone();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();

    // Lineages: one wire story in five documents, one briefing in two, a statement and its report.
    let mut lineages: Vec<Vec<String>> = list(&standing["lineages"])
        .iter()
        .map(|lineage| {
            let mut members: Vec<String> = list(&lineage["members"])
                .iter()
                .map(|member| number(&member["document"]))
                .collect();
            members.sort();
            members
        })
        .filter(|members| members.len() > 1)
        .collect();
    lineages.sort();
    assert_eq!(
        lineages,
        [vec!["01", "02", "03", "04", "05"], vec!["07", "08"], vec!["17", "18"]]
    );

    // Denials: who stands against the supply, and who does not.
    let supply = list(&standing["propositions"])
        .into_iter()
        .filter(|claim| claim["type"] == "arms_transfer" && claim["status"] == "contested")
        .max_by_key(|claim| list(&claim["stances"]).len())
        .unwrap();
    let against = |state: &str, stance: &str| {
        list(&supply["stances"])
            .iter()
            .any(|entry| entry["represents"] == state && entry["stance"] == stance)
    };
    assert!(against("ERI", "denies") && against("PRK", "denies"));
    assert!(against("CHN", "disputes_evidence") && !against("CHN", "denies"));
    assert_eq!(
        supply["origins_denying"]["count"], 2,
        "{}",
        supply["origins_denying"]["explanation"]
    );

    // Tolls: the killed of the attack, and what is withdrawn or misreported.
    let killed = list(&standing["tolls"])
        .into_iter()
        .filter(|series| series["effect"] == "killed" && series["scope"] == "incident")
        .max_by_key(|series| list(&series["points"]).len())
        .unwrap();
    assert_eq!(killed["summary"]["best"], 26);
    let by_rule: Vec<(String, Value)> = list(&killed["by_rule"])
        .iter()
        .map(|rule| {
            (
                rule["rule"].as_str().unwrap().split(':').next().unwrap().to_owned(),
                rule["low"].clone(),
            )
        })
        .collect();
    assert_eq!(by_rule[0].0, "acled-most-conservative");
    assert_eq!(by_rule[1].0, "ucdp-best-low-high");
    for point in list(&killed["points"]).iter().filter(|point| point["low"] == 32) {
        assert!(point["set_aside"].is_string(), "{point}");
    }

    // Differences of the newspaper's report from the joint statement.
    let flags: Vec<(String, String)> = list(&standing["flags"])
        .iter()
        .map(|flag| {
            (
                flag["code"].as_str().unwrap().to_owned(),
                number(&flag["entry"]["document"]),
            )
        })
        .collect();
    for code in ["signatories-differ", "number-differs", "date-differs"] {
        assert!(
            flags.contains(&(code.to_owned(), "08".to_owned())),
            "{code} in {flags:?}"
        );
    }
}
