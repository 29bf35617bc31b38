//! Makes the file out of places: what `cargo xtask gazetteer` calls. The same places give the same bytes, in any order.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::fold;
use crate::layout::{Kind, MAGIC, NAMES, NO_ROW, Row, population_class, prefix};

/// A place to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its own name, as it is to be shown.
    pub name: String,
    /// Other names it has; one that folds like the own name is left out.
    pub others: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166-1 alpha-3, empty where it lies in no one state.
    pub country: String,
    /// The own name of the first-level region it lies in (a region's own name for a region), empty where unknown.
    pub region: String,
    /// Degrees north and east; of a region or a district, the middle of its towns.
    pub position: Option<(f64, f64)>,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
}

/// Why places could not be written.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WriteError {
    /// A country's code is not of three ASCII letters.
    #[error("\"{0}\" is no ISO 3166-1 alpha-3 code")]
    Country(String),
    /// A name is empty or longer than the layout holds.
    #[error("a name of {0} bytes cannot be written (1 to 240 can)")]
    Name(usize),
    /// More places, regions or countries than the layout holds.
    #[error("too many {0}")]
    TooMany(&'static str),
}

/// The file's bytes.
///
/// # Errors
/// When a name, a code or a count does not fit the layout.
pub fn encode(entries: &[Entry]) -> Result<Vec<u8>, WriteError> {
    let mut places: Vec<&Entry> = entries.iter().collect();
    for entry in &places {
        for name in entry.others.iter().chain([&entry.name]) {
            if name.is_empty() || name.len() > 240 {
                return Err(WriteError::Name(name.len()));
            }
        }
        if !matches!(entry.country.len(), 0 | 3) || !entry.country.is_ascii() {
            return Err(WriteError::Country(entry.country.clone()));
        }
    }
    let key = |entry: &Entry| {
        (
            fold(&entry.name),
            entry.name.clone(),
            entry.country.clone(),
            entry.kind,
            entry.region.clone(),
            entry.position.map(|(lat, lon)| (scaled(lat), scaled(lon))),
            entry.population,
            entry.others.clone(),
        )
    };
    places.sort_by_cached_key(|entry| key(entry));
    places.dedup_by_key(|entry| key(entry));

    let countries: BTreeSet<&str> = places.iter().map(|entry| entry.country.as_str()).collect();
    let countries: Vec<&str> = countries.into_iter().collect();
    if countries.len() > 255 {
        return Err(WriteError::TooMany("countries"));
    }
    // Every country has a region without a name, for what lies in none.
    let regions: BTreeSet<(&str, &str)> = places
        .iter()
        .flat_map(|entry| {
            [
                (entry.country.as_str(), ""),
                (entry.country.as_str(), entry.region.as_str()),
            ]
        })
        .collect();
    let regions: Vec<(&str, &str)> = regions.into_iter().collect();
    if regions.len() > usize::from(u16::MAX) || places.len() >= NO_ROW as usize {
        return Err(WriteError::TooMany("places or regions"));
    }

    let mut region_rows = vec![NO_ROW; regions.len()];
    let mut rows = Vec::with_capacity(places.len());
    // Folded, then shown: the rows it is the own name of, and those it is another name of.
    let mut names: BTreeMap<(String, &str), (usize, Vec<u32>)> = BTreeMap::new();
    for (entry, row) in places.iter().zip(0u32..) {
        let region = regions
            .binary_search(&(entry.country.as_str(), entry.region.as_str()))
            .unwrap_or(0);
        if entry.kind == Kind::Region && entry.region == entry.name {
            region_rows[region] = row;
        }
        let (lat, lon) = entry.position.unwrap_or((0.0, 0.0));
        rows.push(Row {
            kind: entry.kind,
            region: u16::try_from(region).unwrap_or(0),
            lat: scaled(lat),
            lon: scaled(lon),
            located: entry.position.is_some(),
            population: population_class(entry.population),
        });
        names.entry((fold(&entry.name), &entry.name)).or_default().0 += 1;
        let mut seen = BTreeSet::from([fold(&entry.name)]);
        for other in &entry.others {
            let folded = fold(other);
            if !folded.is_empty() && seen.insert(folded.clone()) {
                names.entry((folded, other)).or_default().1.push(row);
            }
        }
    }

    let mut text = Vec::new();
    let mut blocks = Vec::new();
    let mut before: &str = "";
    let mut first_row = 0u32;
    for (at, ((folded, shown), (own, others))) in names.iter().enumerate() {
        if at % NAMES == 0 {
            blocks.extend_from_slice(&u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
            blocks.extend_from_slice(&first_row.to_le_bytes()[..3]);
            blocks.extend_from_slice(&prefix(folded));
            before = "";
        }
        let shared = shared_prefix(before, shown);
        pair(&mut text, shared, shown.len() - shared);
        text.extend_from_slice(&shown.as_bytes()[shared..]);
        pair(&mut text, *own, others.len());
        for row in others {
            text.extend_from_slice(&row.to_le_bytes()[..3]);
        }
        first_row += u32::try_from(*own).unwrap_or(0);
        before = shown;
    }

    let mut bytes = MAGIC.to_vec();
    for count in [countries.len(), regions.len(), rows.len(), names.len().div_ceil(NAMES)] {
        bytes.extend_from_slice(&u32::try_from(count).unwrap_or(0).to_le_bytes());
    }
    for country in &countries {
        let mut code = [b' '; 3];
        code[..country.len()].copy_from_slice(country.as_bytes());
        bytes.extend_from_slice(&code);
    }
    for ((country, _), row) in regions.iter().zip(&region_rows) {
        let country = countries.binary_search(country).unwrap_or(0);
        bytes.push(u8::try_from(country).unwrap_or(0));
        bytes.extend_from_slice(&row.to_le_bytes()[..3]);
    }
    for row in rows {
        bytes.extend_from_slice(&row.pack());
    }
    bytes.extend_from_slice(&blocks);
    bytes.extend_from_slice(&text);
    Ok(bytes)
}

/// Ten-thousandths of a degree.
#[allow(clippy::cast_possible_truncation)] // a latitude or a longitude
fn scaled(degrees: f64) -> i32 {
    (degrees.clamp(-180.0, 180.0) * 1e4).round() as i32
}

/// Two small numbers in a byte; one that is 15 or more follows as two bytes of its own.
fn pair(text: &mut Vec<u8>, first: usize, second: usize) {
    let nibble = |number: usize| u8::try_from(number.min(15)).unwrap_or(15);
    text.push(nibble(first) << 4 | nibble(second));
    for number in [first, second] {
        if number >= 15 {
            text.extend_from_slice(&u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes());
        }
    }
}

/// How many bytes two names begin with alike, whole characters only.
fn shared_prefix(before: &str, name: &str) -> usize {
    before
        .chars()
        .zip(name.chars())
        .take_while(|(left, right)| left == right)
        .map(|(character, _)| character.len_utf8())
        .sum()
}
