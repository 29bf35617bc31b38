//! What is written is what is read: any places, in any order.

use onrecord_gazetteer::writing::{Entry, WriteError, encode};
use onrecord_gazetteer::{Gazetteer, Kind, fold};
use proptest::prelude::*;

fn entry() -> impl Strategy<Value = Entry> {
    (
        "[A-Z][a-zé'-]{1,12}( [A-Z][a-z]{1,5})?",
        prop::collection::vec("[A-Z][a-zł]{2,20}", 0..20),
        prop::sample::select(vec![Kind::City, Kind::District, Kind::Site, Kind::Water]),
        prop::sample::select(vec!["", "SYR", "UKR"]),
        "[A-Z][a-z]{0,4}",
        prop::option::of((-90.0..90.0f64, -180.0..180.0f64)),
        0u64..40_000_000,
    )
        .prop_map(|(name, others, kind, country, region, position, population)| Entry {
            name,
            others,
            kind,
            country: country.to_owned(),
            region,
            position,
            population,
        })
}

proptest! {
    #[test]
    fn every_place_is_found_by_every_name(entries in prop::collection::vec(entry(), 0..80)) {
        let bytes = encode(&entries)?;
        let gazetteer = Gazetteer::new(&bytes)?;
        for entry in &entries {
            for name in entry.others.iter().chain([&entry.name]).filter(|name| !fold(name).is_empty()) {
                let found = gazetteer.lookup(name);
                let hit = found.iter().any(|candidate| {
                    candidate.kind == entry.kind
                        && candidate.country.unwrap_or_default() == entry.country
                        && gazetteer.name(candidate.place) == entry.name
                        && candidate.population <= entry.population
                        && candidate.centre.is_some() == entry.position.is_some()
                });
                prop_assert!(hit, "{} of {:?} in {:?}", name, entry, found);
            }
        }
    }

    #[test]
    fn the_order_makes_no_difference(mut entries in prop::collection::vec(entry(), 0..40)) {
        let forward = encode(&entries)?;
        entries.reverse();
        prop_assert_eq!(forward, encode(&entries)?);
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let place = |name: &str, country: &str| Entry {
        name: name.to_owned(),
        others: Vec::new(),
        kind: Kind::City,
        country: country.to_owned(),
        region: String::new(),
        position: None,
        population: 0,
    };
    assert_eq!(encode(&[place("", "SYR")]), Err(WriteError::Name(0)));
    assert_eq!(
        encode(&[place("Hama", "SY")]),
        Err(WriteError::Country("SY".to_owned()))
    );
    assert!(Gazetteer::new(b"PLACES02").is_err());
    assert!(Gazetteer::new(&[]).is_err());
}
