//! The file in the program: that it is the one that was written, and that it knows what newswire speaks of.

#![allow(clippy::panic)] // a test says what is missing

use onrecord_gazetteer::{Candidate, Gazetteer, Kind, fold, kilometres};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn first(name: &str, kind: Kind) -> Option<Candidate<'static>> {
    Gazetteer::shipped()
        .lookup(name)
        .into_iter()
        .find(|candidate| candidate.kind == kind)
}

#[test]
fn it_is_the_file_that_was_written() {
    let digest: String = Sha256::digest(Gazetteer::shipped_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(digest, include_str!("../data/places.sha256").trim());
    assert!(Gazetteer::shipped().len() > 250_000);
    assert!(Gazetteer::shipped_bytes().len() < 6 << 20);
}

#[test]
fn towns_are_known_by_their_names() {
    for (name, country, lat, lon) in [
        ("Kyiv", "UKR", 50.45, 30.52),
        ("Kiev", "UKR", 50.45, 30.52),
        ("Kharkov", "UKR", 49.98, 36.25),
        ("Artemivsk", "UKR", 48.59, 38.0),
        ("Avdiivka", "UKR", 48.14, 37.75),
        ("Selydove", "UKR", 48.15, 37.3),
        ("Aleppo", "SYR", 36.2, 37.16),
        ("Deir al-Zor", "SYR", 35.34, 40.14),
        ("Khan Younis", "PSE", 31.34, 34.3),
        ("Hodeidah", "YEM", 14.8, 42.95),
        ("El Fasher", "SDN", 13.63, 25.35),
        ("San José", "USA", 37.34, -121.89),
        ("Massawa", "ERI", 15.61, 39.45),
    ] {
        let found = first(name, Kind::City).unwrap_or_else(|| panic!("{name} is not known"));
        let centre = found.centre.unwrap_or_default();
        assert_eq!(found.country, Some(country), "{name}");
        assert!(kilometres(centre, (lat, lon)) < 25.0, "{name} is at {centre:?}");
    }
}

#[test]
fn regions_are_known_by_their_bare_names() {
    for (name, country) in [
        ("Kursk", "RUS"),
        ("Bryansk", "RUS"),
        ("Donetsk", "UKR"),
        ("Zaporizhzhia", "UKR"),
        ("Idlib", "SYR"),
        ("Raqqa", "SYR"),
        ("Texas", "USA"),
        ("Fla.", "USA"),
        ("Gaza Strip", "PSE"),
        ("Nineveh", "IRQ"),
        ("Tigray", "ETH"),
        ("Crimea", "UKR"),
        ("North Darfur", "SDN"),
        ("Helmand", "AFG"),
        ("Khyber Pakhtunkhwa", "PAK"),
        ("Rakhine", "MMR"),
    ] {
        let found = first(name, Kind::Region).unwrap_or_else(|| panic!("{name} is not known"));
        assert_eq!(found.country, Some(country), "{name}");
    }
}

#[test]
fn a_town_lies_in_its_region() {
    let gazetteer = Gazetteer::shipped();
    for (town, region) in [
        ("Odessa", "Texas"),
        ("Birmingham", "Alabama"),
        ("Selydove", "Donetsk"),
        ("Saraqib", "Idlib"),
    ] {
        let regions: Vec<_> = gazetteer
            .lookup(region)
            .into_iter()
            .filter(|candidate| candidate.kind == Kind::Region)
            .collect();
        let lies = gazetteer
            .lookup(town)
            .iter()
            .any(|town| town.kind == Kind::City && regions.iter().any(|region| region.region == town.region));
        assert!(lies, "{town}, {region}");
    }
}

#[test]
fn seas_and_stretches_of_land_lie_in_no_one_state() {
    for (name, kind) in [
        ("Red Sea", Kind::Water),
        ("Sahel", Kind::Area),
        ("Bab al-Mandab", Kind::Water),
        ("Kerch bridge", Kind::Site),
    ] {
        let found = first(name, kind).unwrap_or_else(|| panic!("{name} is not known"));
        assert_eq!(found.country, None, "{name}");
    }
    assert_eq!(
        first("Donbas", Kind::Area).and_then(|donbas| donbas.country),
        Some("UKR")
    );
}

#[test]
fn every_candidate_goes_by_a_name_of_its_own() {
    let gazetteer = Gazetteer::shipped();
    for name in [
        "Tripoli", "Odesa", "Hama", "Gaza", "Red Sea", "Wyoming", "Zagreb", "Aab",
    ] {
        for candidate in gazetteer.lookup(name) {
            let own = gazetteer.name(candidate.place);
            assert!(!own.is_empty());
            assert_eq!(candidate.own_name, fold(&own) == fold(name), "{name}: {own}");
            assert!(
                gazetteer
                    .lookup(&own)
                    .iter()
                    .any(|again| again.place == candidate.place)
            );
        }
    }
}

proptest! {
    #[test]
    fn any_name_may_be_asked_for(name in ".{0,40}") {
        for candidate in Gazetteer::shipped().lookup(&name) {
            prop_assert!(!Gazetteer::shipped().name(candidate.place).is_empty());
        }
    }

    #[test]
    fn folding_twice_is_folding_once(name in ".{0,30}") {
        let once = fold(&name);
        prop_assert_eq!(&fold(&once), &once);
    }

    #[test]
    fn damaged_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0usize..6_000_000, name in "[a-z]{1,8}") {
        let mut damaged = Gazetteer::shipped_bytes().to_vec();
        let at = at.min(damaged.len());
        let end = (at + bytes.len()).min(damaged.len());
        damaged[at..end].copy_from_slice(&bytes[..end - at]);
        if let Ok(gazetteer) = Gazetteer::new(&damaged) {
            gazetteer.lookup(&name);
        }
    }
}
