//! Any two texts as names, parted by a line feed: compared the same from both sides, with a score from nought to one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_names::{Name, Schema, compare};

fuzz_target!(|text: &str| {
    let (one, other) = text.split_once('\n').unwrap_or((text, text));
    for schema in [Schema::Person, Schema::Organisation, Schema::Vessel, Schema::Unknown] {
        let (one, other) = (Name::new(one, schema), Name::new(other, schema));
        let (there, back) = (compare(&one, &other), compare(&other, &one));
        assert!((0.0..=1.0).contains(&there.score));
        assert_eq!(there.features, back.features);
        let _ = there.words(&one, &other);
    }
});
