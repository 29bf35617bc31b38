//! The shipped catalogue as a whole: complete, consistent, and saying what it must.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

use onrecord_catalogue::{Catalogue, CatalogueError, Confidence, Direction, SpeaksBy, UnitedNations};
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// The files as they are on disk.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let mut files: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            (
                path.file_name().unwrap().to_str().unwrap().to_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

fn parse(files: &[(String, String)]) -> Result<Catalogue, CatalogueError> {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Catalogue::parse(&files)
}

/// The shipped files with `from` in one of them replaced.
fn changed(file: &str, from: &str, to: &str) -> Result<Catalogue, CatalogueError> {
    let mut files = files();
    let (_, text) = files.iter_mut().find(|(name, _)| name == file).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    *text = text.replacen(from, to, 1);
    parse(&files)
}

#[test]
fn the_shipped_files_parse() {
    let catalogue = parse(&files()).unwrap();
    assert_eq!(catalogue.digest(), Catalogue::shipped().digest());
    assert_eq!(catalogue.digest().len(), 16);
}

#[test]
fn any_change_of_any_file_changes_the_digest() {
    let shipped = parse(&files()).unwrap();
    for index in 0..files().len() {
        let mut files = files();
        files[index].1.push('\n');
        assert_ne!(parse(&files).unwrap().digest(), shipped.digest(), "{}", files[index].0);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_file() {
    let mut without = files();
    without.retain(|(name, _)| name != "states.toml");
    assert!(matches!(
        parse(&without),
        Err(CatalogueError::Missing { file: "states.toml" })
    ));
    let error = changed("states.toml", "code = \"PRK\"", "code = \"KOR\"").unwrap_err();
    assert!(
        matches!(error, CatalogueError::Repeated { file: "states.toml", ref code } if code == "KOR"),
        "{error}"
    );
    let error = changed("states.toml", "alpha2 = \"KP\"", "alpha9 = \"KP\"").unwrap_err();
    assert!(
        matches!(
            error,
            CatalogueError::Syntax {
                file: "states.toml",
                ..
            }
        ),
        "{error}"
    );
    let error = changed("weapons.toml", "parent = \"arms\"", "parent = \"alms\"").unwrap_err();
    assert!(
        matches!(error, CatalogueError::Unknown { file: "weapons.toml", ref target, .. } if target == "alms"),
        "{error}"
    );
    let error = changed("provisions.toml", "class = [\"luxury\"]", "class = [\"lux\"]").unwrap_err();
    assert!(
        matches!(error, CatalogueError::Unknown { file: "provisions.toml", ref target, .. } if target == "lux"),
        "{error}"
    );
    let error = changed(
        "weapons.toml",
        "name = \"missiles\"\nparent = \"arms\"",
        "name = \"missiles\"\nparent = \"missile.ballistic\"",
    )
    .unwrap_err();
    assert!(
        matches!(
            error,
            CatalogueError::Circular {
                file: "weapons.toml",
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn a_name_of_two_bearers_must_be_explained() {
    let error = changed("states.toml", "\"Pyongyang\"", "\"Pyongyang\", \"Seoul\"").unwrap_err();
    assert!(
        matches!(error, CatalogueError::Ambiguous { ref name, .. } if name == "Seoul"),
        "{error}"
    );
}

#[test]
fn every_member_of_the_united_nations_is_there() {
    let catalogue = Catalogue::shipped();
    let count = |standing| {
        catalogue
            .states
            .iter()
            .filter(|state| state.united_nations == standing)
            .count()
    };
    assert_eq!(count(UnitedNations::Member), 193);
    assert_eq!(count(UnitedNations::Observer), 2);
    let mut two: HashSet<&str> = HashSet::new();
    for state in &catalogue.states {
        assert!(state.code.len() == 3 && state.alpha2.len() == 2, "{}", state.code);
        assert!(two.insert(&state.alpha2), "{}", state.alpha2);
    }
}

#[test]
fn the_council_has_fifteen_members_in_every_year_kept() {
    for year in 2022..=2026 {
        let members: Vec<_> = Catalogue::shipped()
            .states
            .iter()
            .filter(|state| state.on_council(year))
            .map(|state| &state.code)
            .collect();
        assert_eq!(members.len(), 15, "{year}: {members:?}");
    }
    let malta = Catalogue::shipped().state("MLT").unwrap();
    assert!(malta.on_council(2024) && !malta.on_council(2025) && !malta.is_permanent_member());
}

#[test]
fn groups_have_as_many_members_as_they_have() {
    for (code, members) in [("EU", 27), ("NATO", 32), ("G7", 7), ("MSMT", 11)] {
        let states = Catalogue::shipped().states.iter();
        assert_eq!(
            states
                .filter(|state| state.member_of.iter().any(|group| group == code))
                .count(),
            members,
            "{code}"
        );
    }
}

#[test]
fn the_security_council_speaks_by_consensus() {
    let council = Catalogue::shipped().organisation("UNSC").unwrap();
    assert_eq!(
        (council.kind.as_str(), council.speaks_by),
        ("body", Some(SpeaksBy::Consensus))
    );
}

#[test]
fn ballistic_missiles_are_missiles_and_arms_and_not_artillery() {
    let weapons = Catalogue::shipped().weapons();
    assert!(weapons.is_a("missile.ballistic.short", "missile.ballistic"));
    assert!(weapons.is_a("missile.ballistic.short", "arms"));
    assert!(weapons.is_a("arms", "arms"));
    assert!(!weapons.is_a("missile.ballistic", "artillery"));
    assert!(!weapons.is_a("arms", "missile"));
    assert!(!weapons.is_a("nonesuch", "nonesuch"));
    assert_eq!(
        weapons.class("missile.ballistic").unwrap().unroca.as_deref(),
        Some("VII")
    );
}

/// Paragraphs on the DPRK that a catalogue without a gap has.
const DPRK: &[(u16, &[&str])] = &[
    (1695, &["2", "3", "4"]),
    (
        1718,
        &[
            "2",
            "5",
            "7",
            "8(a)(i)",
            "8(a)(ii)",
            "8(a)(iii)",
            "8(b)",
            "8(c)",
            "8(d)",
            "8(e)",
            "8(f)",
            "12",
        ],
    ),
    (
        1874,
        &[
            "2", "3", "9", "10", "11", "12", "13", "14", "17", "18", "19", "20", "26", "28",
        ],
    ),
    (2087, &["2", "5(b)", "8", "9"]),
    (2094, &["2", "7", "11", "12", "13", "14", "15", "16", "17", "18", "20"]),
    (
        2270,
        &[
            "2", "6", "7", "8", "9", "12", "17", "18", "19", "20", "21", "22", "27", "32", "33", "34", "35", "36", "37",
        ],
    ),
    (2321, &["7", "11", "12(a)", "12(d)", "13", "21", "30"]),
    (2356, &["3"]),
    (2371, &["2", "6", "8", "9", "10", "11", "12"]),
    (2375, &["6", "7", "8", "11", "17", "18"]),
    (2397, &["2", "8", "9", "17"]),
];

#[test]
fn the_provisions_on_the_dprk_are_complete() {
    let catalogue = Catalogue::shipped();
    let shipped: HashSet<(u16, &str)> = catalogue
        .provisions
        .iter()
        .filter(|provision| provision.regime == "DPRK")
        .map(|provision| (provision.resolution, provision.paragraph.as_str()))
        .collect();
    let expected: HashSet<(u16, &str)> = DPRK
        .iter()
        .flat_map(|(resolution, paragraphs)| paragraphs.iter().map(|paragraph| (*resolution, *paragraph)))
        .collect();
    assert_eq!(shipped, expected);
}

#[test]
fn provisions_are_well_formed() {
    let acts = [
        "export",
        "procure",
        "supply",
        "train",
        "host",
        "finance",
        "transport",
        "launch",
        "test",
        "develop",
        "inspect",
        "labour",
        "trade",
        "travel",
        "freeze",
        "list",
        "institutional",
    ];
    for provision in &Catalogue::shipped().provisions {
        let id = &provision.id;
        assert!(!provision.addressee.is_empty() && !provision.act.is_empty(), "{id}");
        assert!(provision.act.iter().all(|act| acts.contains(&act.as_str())), "{id}");
        assert_eq!(
            provision.symbol,
            format!("S/RES/{} ({})", provision.resolution, provision.year),
            "{id}"
        );
        assert!(provision.adopted.starts_with(&provision.year.to_string()), "{id}");
        assert!(id.starts_with(&provision.resolution.to_string()), "{id}");
        assert!(provision.adopted <= provision.valid_from, "{id}");
        assert!(
            provision
                .valid_to
                .as_ref()
                .is_none_or(|end| *end > provision.valid_from),
            "{id}"
        );
        for day in [
            Some(&provision.adopted),
            Some(&provision.valid_from),
            provision.valid_to.as_ref(),
        ]
        .into_iter()
        .flatten()
        {
            assert!(
                day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'),
                "{id}: {day}"
            );
        }
        assert!(!provision.gloss.is_empty() && provision.gloss.ends_with('.'), "{id}");
    }
}

/// Provisions of the DPRK regime that look at an act of a state.
fn looking_at(state: &str, act: &str, class: &str, direction: &Direction) -> Vec<String> {
    let catalogue = Catalogue::shipped();
    let covers = |classes: &[String]| classes.iter().any(|wider| catalogue.weapons().is_a(class, wider));
    catalogue
        .provisions
        .iter()
        .filter(|provision| provision.regime == "DPRK" && provision.addresses(state, true) && provision.covers_act(act))
        .filter(|provision| covers(&provision.class) && !covers(&provision.except_class))
        .filter(|provision| provision.direction.is_empty() || provision.direction.contains(direction))
        .map(|provision| provision.citation())
        .collect()
}

#[test]
fn export_of_ballistic_missiles_by_the_dprk_and_their_procurement_are_covered() {
    let from = Direction::From("PRK".into());
    let export = looking_at("PRK", "export", "missile.ballistic", &from);
    let procurement = looking_at("RUS", "procure", "missile.ballistic", &from);
    for citation in [
        "S/RES/1718 (2006) ¶8(b)",
        "S/RES/1874 (2009) ¶9",
        "S/RES/2270 (2016) ¶6",
        "S/RES/2270 (2016) ¶8",
    ] {
        assert!(export.iter().any(|found| found == citation), "{citation} in {export:?}");
        assert!(
            procurement.iter().any(|found| found == citation),
            "{citation} in {procurement:?}"
        );
    }
    assert!(looking_at("PRK", "export", "ammunition.artillery", &from).contains(&"S/RES/1874 (2009) ¶9".to_owned()));
    assert!(
        !looking_at("PRK", "export", "ammunition.artillery", &from).contains(&"S/RES/1718 (2006) ¶8(b)".to_owned())
    );
}

#[test]
fn rifles_to_the_dprk_are_covered_from_2270_on_only() {
    let to = Direction::To("PRK".into());
    let found = looking_at("RUS", "supply", "small_arms", &to);
    assert!(found.contains(&"S/RES/2270 (2016) ¶6".to_owned()), "{found:?}");
    assert!(!found.contains(&"S/RES/1874 (2009) ¶10".to_owned()), "{found:?}");
}

#[test]
fn a_launch_is_looked_at_where_the_dprk_launches_and_not_where_another_state_uses_its_missiles() {
    let from = Direction::From("PRK".into());
    let launch = looking_at("PRK", "launch", "missile.ballistic.short", &from);
    assert!(
        launch.contains(&"S/RES/1718 (2006) ¶5".to_owned()) && launch.contains(&"S/RES/1874 (2009) ¶2".to_owned()),
        "{launch:?}"
    );
    assert!(looking_at("RUS", "launch", "missile.ballistic.short", &from).is_empty());
}

#[test]
fn validity_is_by_day_and_contested_validity_is_told() {
    let catalogue = Catalogue::shipped();
    let arms_from_iran = catalogue.provision("1747-5").unwrap();
    assert!(arms_from_iran.in_force("2015-12-31") && !arms_from_iran.in_force("2016-01-16"));
    let reapplied = catalogue.provision("1747-5-reapplied").unwrap();
    assert!(reapplied.in_force("2025-09-28") && !reapplied.contested_by.is_empty());
    assert_eq!(catalogue.provision("2270-6").unwrap().confidence, Confidence::A);
}
