//! Names, weapons and offices as they are found in tokens.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

use onrecord_catalogue::{Catalogue, NameTarget};

fn found(line: &str) -> String {
    let catalogue = Catalogue::shipped();
    let tokens: Vec<&str> = line.split(' ').collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(name) = catalogue.names().longest_at(&tokens, at) else {
            at += 1;
            continue;
        };
        at += name.length;
        let code = match name.target {
            NameTarget::State(index) => &catalogue.states[index].code,
            NameTarget::Organisation(index) => &catalogue.organisations[index].code,
            NameTarget::Elsewhere => {
                found.push("~".to_owned());
                continue;
            }
        };
        let ambiguous = if name.ambiguous { "*" } else { "" };
        let part = name
            .characters
            .map_or(String::new(), |characters| format!("@{characters}"));
        found.push(format!("{code}:{:?}{ambiguous}{part}", name.how));
    }
    if found.is_empty() {
        "-".to_owned()
    } else {
        found.join(" ")
    }
}

#[test]
fn names_are_found_as_the_cases_say() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    for line in include_str!("cases.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let (text, expected) = line.split_once(" → ").unwrap();
        cases += 1;
        if found(text) != expected {
            wrong.push(format!("{text}: {} and not {expected}", found(text)));
        }
    }
    assert!(cases > 50);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_name_of_a_state_leads_to_it() {
    let catalogue = Catalogue::shipped();
    for (index, state) in catalogue.states.iter().enumerate() {
        let names = [&state.name, &state.official]
            .into_iter()
            .chain(&state.aliases)
            .chain(&state.acronyms);
        for name in names.chain(&state.demonyms).chain(&state.capitals).chain(&state.seats) {
            let found = catalogue
                .names()
                .whole(name)
                .unwrap_or_else(|| panic!("{name} is not found"));
            let target = NameTarget::State(index);
            assert!(
                found.target == target || found.alternatives.contains(&target),
                "{name}: {found:?}"
            );
        }
    }
}

#[test]
fn every_name_of_an_organisation_leads_to_it() {
    let catalogue = Catalogue::shipped();
    for (index, organisation) in catalogue.organisations.iter().enumerate() {
        let names = [&organisation.name]
            .into_iter()
            .chain(&organisation.aliases)
            .chain(&organisation.acronyms);
        for name in names {
            let found = catalogue
                .names()
                .whole(name)
                .unwrap_or_else(|| panic!("{name} is not found"));
            let target = NameTarget::Organisation(index);
            assert!(
                found.target == target || found.alternatives.contains(&target),
                "{name}: {found:?}"
            );
        }
    }
}

#[test]
fn weapons_are_found_by_lemma_and_designation() {
    let weapons = Catalogue::shipped().weapons();
    for (text, lemmas, expected) in [
        (
            "Ballistic missiles",
            "ballistic missile",
            Some((2, "missile.ballistic")),
        ),
        (
            "short - range ballistic missiles",
            "short - range ballistic missile",
            Some((5, "missile.ballistic.short")),
        ),
        (
            "ballistic missile launchers",
            "ballistic missile launcher",
            Some((3, "launcher.ballistic")),
        ),
        ("KN-23 missiles", "KN-23 missile", Some((1, "missile.ballistic.short"))),
        ("122 mm rockets", "122 mm rocket", Some((3, "rocket.artillery"))),
        ("Shahed-136 drones", "Shahed-136 drone", Some((1, "drone.attack"))),
        (
            "arms and related materials",
            "arm and related material",
            Some((4, "arms")),
        ),
        (
            "air defense systems",
            "air defense system",
            Some((3, "missile.air_defence")),
        ),
        ("Tel Aviv", "Tel Aviv", None),
        ("TELs", "TEL", Some((1, "launcher.ballistic"))),
        ("civilians", "civilian", None),
    ] {
        let tokens: Vec<&str> = text.split(' ').collect();
        let lemmas: Vec<&str> = lemmas.split(' ').collect();
        let found = weapons
            .longest_of(&tokens, &lemmas, 0)
            .map(|(length, class)| (length, class.class.as_str()));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn offices_tell_for_whom_their_holder_speaks() {
    let offices = Catalogue::shipped().offices();
    for (text, length, class, speaks, named) in [
        ("deputy permanent representative", 3, "envoy", true, true),
        ("envoy", 1, "envoy", true, true),
        ("Secretary of State Antony Blinken", 3, "minister", true, true),
        ("senior official", 2, "official", false, false),
        ("analyst", 1, "expert", false, true),
        ("representative for Special Political Affairs", 5, "envoy", true, true),
        ("spokesperson for the", 1, "spokesperson", true, true),
    ] {
        let tokens: Vec<&str> = text.split(' ').collect();
        let (found, office) = offices.longest_at(&tokens, 0).unwrap();
        assert_eq!(
            (
                found,
                office.class.as_str(),
                office.speaks_for_state,
                office.named_default
            ),
            (length, class, speaks, named),
            "{text}"
        );
    }
    assert_eq!(offices.title_at(&["Lt.", "Gen.", "Kim"], 0), Some((2, "military")));
    assert!(offices.is_title("Ambassador") && !offices.is_title("Kim"));
}
