//! What holds of any two texts.
#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

use onrecord_names::{Name, Schema, THRESHOLD, compare};
use proptest::prelude::*;

fn schema() -> impl Strategy<Value = Schema> {
    prop_oneof![
        Just(Schema::Person),
        Just(Schema::Organisation),
        Just(Schema::Vessel),
        Just(Schema::Unknown)
    ]
}

/// Letters of several scripts, digits and signs that stand in names.
const NAMES: &str = "[a-zA-ZА-Яа-яІіЇїء-ي가-힣一-二א-תऀ-९α-ω0-9 .,'’&()-]{0,40}";

proptest! {
    #[test]
    fn any_text_can_be_compared(one in any::<String>(), other in any::<String>(), schema in schema()) {
        let (one, other) = (Name::new(&one, schema), Name::new(&other, schema));
        let found = compare(&one, &other);
        prop_assert!((0.0..=1.0).contains(&found.score));
        let _ = found.words(&one, &other);
    }

    #[test]
    fn a_comparison_is_the_same_from_both_sides(one in NAMES, other in NAMES, schema in schema()) {
        let (one, other) = (Name::new(&one, schema), Name::new(&other, schema));
        let (there, back) = (compare(&one, &other), compare(&other, &one));
        prop_assert_eq!(there.features, back.features);
        prop_assert_eq!(there.pairs.len(), back.pairs.len());
    }

    #[test]
    fn a_name_is_itself(name in "[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9}){0,4}", schema in schema()) {
        let name = Name::new(&name, schema);
        prop_assert!(compare(&name, &name).score >= THRESHOLD, "{}", name.text());
    }

    #[test]
    fn the_order_of_words_makes_no_other_name(given in "[B-Z][a-z]{4,9}", family in "[B-Z][a-z]{4,9}") {
        let one = Name::new(&format!("{given} {family}"), Schema::Person);
        let other = Name::new(&format!("{family}, {given}"), Schema::Person);
        let reversed = Name::new(&format!("{family} {given}"), Schema::Person);
        prop_assert!(compare(&one, &other).score >= THRESHOLD);
        prop_assert!(compare(&one, &reversed).score >= THRESHOLD);
    }

    #[test]
    fn long_names_end(words in 0_usize..400) {
        let name = Name::new(&"Word ".repeat(words), Schema::Organisation);
        let _ = compare(&name, &name);
    }
}
