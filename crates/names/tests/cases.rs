//! Pairs of names and whether they are one, with the reason: `tests/cases/*.txt`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

use std::fs;
use std::path::Path;

use onrecord_names::{Name, Schema, THRESHOLD, compare};

#[test]
fn names_are_told_apart_as_a_careful_reader_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in ["people.txt", "organisations.txt"] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        for line in text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        {
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            let [whose, one, other, verdict, _why] = fields.as_slice() else {
                panic!("{file}: {line}: five fields");
            };
            let schema = match *whose {
                "person" => Schema::Person,
                "organisation" => Schema::Organisation,
                "vessel" => Schema::Vessel,
                "unknown" => Schema::Unknown,
                _ => panic!("{file}: {line}: whose?"),
            };
            let (one, other) = (Name::new(one, schema), Name::new(other, schema));
            let found = compare(&one, &other);
            count += 1;
            if (found.score >= THRESHOLD) != (*verdict == "same") {
                wrong.push(format!("{line}\n    {:.2}: {}", found.score, found.words(&one, &other)));
            }
        }
    }
    assert!(count > 40, "only {count} cases");
    assert!(
        wrong.is_empty(),
        "{} of {count} are told otherwise:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn an_explanation_names_the_words_that_met_and_those_that_did_not() {
    let (one, other) = (
        Name::new("Ada King Lovelace", Schema::Person),
        Name::new("Lovelcae Ada", Schema::Person),
    );
    let found = compare(&one, &other);
    let words = found.words(&one, &other);
    assert!(
        words.contains("“Ada” is in both") && words.contains("“King” is only in the first"),
        "{words}"
    );
    let parts = found.parts(&one, &other);
    assert_eq!(parts.len(), 3);
    assert!(found.counts().iter().all(|count| count.added != 0.0));
}
