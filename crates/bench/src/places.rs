//! How many of the places of texts are resolved, and by which rules; some of them to be looked at.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use onrecord_extract::{Place, PlacePrecision, Reading, places};
use onrecord_language::Pipeline;

use crate::language_speed::read_documents;
use crate::plain_text;
use crate::random::Random;

/// Characters of the text shown on either side of a place.
const AROUND: usize = 70;

/// Reads the documents under `folder`, prints the shares, and `sample` of the resolved places.
pub fn run(pipeline: &Pipeline, folder: &Path, sample: usize) -> Result<()> {
    let texts = read_documents(folder)?;
    let mut all = 0;
    let mut kinds: BTreeMap<PlacePrecision, (usize, usize, usize)> = BTreeMap::new();
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let mut resolved: Vec<(Place, String)> = Vec::new();
    let mut unresolved: Vec<(Place, String)> = Vec::new();
    for text in &texts {
        let document = plain_text::read(text.as_bytes())?;
        let reading = Reading::new(pipeline, &document);
        let characters: Vec<char> = document.text.chars().collect();
        for found in places::find(&reading) {
            let place = found.place;
            all += 1;
            let counts = kinds.entry(place.precision).or_default();
            counts.0 += 1;
            counts.1 += usize::from(place.resolved.is_some());
            counts.2 += usize::from(place.lat.is_some());
            if place.precision == PlacePrecision::Country {
                continue;
            }
            let (start, end) = (place.extracted.start as usize, place.extracted.end as usize);
            let around: String = characters[start.saturating_sub(AROUND)..(end + AROUND).min(characters.len())]
                .iter()
                .map(|character| if character.is_whitespace() { ' ' } else { *character })
                .collect();
            if place.resolved.is_some() {
                let rule = place.basis.rule.rsplit('+').next().unwrap_or_default().to_owned();
                *rules.entry(rule).or_default() += 1;
                resolved.push((place, around));
            } else {
                unresolved.push((place, around));
            }
        }
    }
    println!("{} documents, {all} places", texts.len());
    println!("{:10} {:>7} {:>9} {:>9}", "precision", "places", "resolved", "position");
    for (kind, (count, named, located)) in &kinds {
        println!("{:10} {count:7} {named:9} {located:9}", format!("{kind:?}"));
    }
    for (rule, count) in &rules {
        println!("{count:7} {rule}");
    }
    let mut random = Random::seeded();
    for (title, mut places) in [("resolved", resolved), ("unresolved", unresolved)] {
        for _ in 0..sample.min(places.len()) {
            let (place, around) = places.swap_remove(random.below(places.len()));
            println!(
                "{title}: {} → {} {} {:?} {:?} [{}]\n    …{around}…",
                place.extracted.exact,
                place.resolved.as_deref().unwrap_or("-"),
                place.country.as_deref().unwrap_or("-"),
                place.precision,
                place.lat.zip(place.lon),
                place.basis.rule,
            );
        }
    }
    Ok(())
}
