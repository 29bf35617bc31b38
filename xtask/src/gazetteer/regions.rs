//! Names of first-level regions: which code is which name, and what English calls it.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_gazetteer::fold;

/// Words that say what a region is, and are no part of its bare name ("Muhafazat Kirkuk", "Kursk Oblast").
const KINDS: &[&str] = &[
    "province",
    "governorate",
    "oblast",
    "krai",
    "kray",
    "region",
    "district",
    "department",
    "prefecture",
    "county",
    "state",
    "republic",
    "respublika",
    "muhafazat",
    "mayorality",
    "autonomous",
    "avtonomnyy",
    "okrug",
    "misto",
    "municipality",
    "of",
    "rayon",
    "raion",
    "canton",
    "emirate",
    "division",
    "parish",
    "voivodeship",
    "subdistrict",
    "kyy",
];

/// A name without the words that say what kind of region it is; the whole name where nothing else is in it.
pub fn bare(name: &str) -> String {
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !KINDS.contains(&fold(word).as_str()))
        .collect();
    if words.is_empty() {
        name.to_owned()
    } else {
        words.join(" ")
    }
}

/// The English names of a country's subdivisions (ISO 3166-2 in CLDR's writing, `ua14`), the first level before the second.
pub fn subdivisions<'s>(all: &'s BTreeMap<String, String>, alpha2: &str) -> Vec<&'s str> {
    let country = alpha2.to_lowercase();
    let of_country = all.iter().filter(|(code, _)| code.starts_with(&country));
    let mut seen = BTreeSet::new();
    of_country
        .map(|(_, name)| name.as_str())
        .filter(|name| seen.insert(fold(name)))
        .collect()
}
