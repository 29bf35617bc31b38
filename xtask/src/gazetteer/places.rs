//! The packages' towns, regions, districts and countries as the gazetteer's places, with the additions.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use onrecord_gazetteer::writing::Entry;
use onrecord_gazetteer::{Kind, fold};
use serde::Deserialize;

use super::packages::Packages;
use super::regions::{bare, subdivisions};

#[derive(Deserialize)]
struct Town {
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    name: String,
    iso3: String,
    population: u64,
}

#[derive(Deserialize)]
struct Cldr {
    subdivisions: CldrLocale,
}

#[derive(Deserialize)]
struct CldrLocale {
    #[serde(rename = "localeDisplayNames")]
    names: CldrNames,
}

#[derive(Deserialize)]
struct CldrNames {
    subdivisions: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Additions {
    place: Vec<Added>,
    also: Vec<Also>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    kind: String,
    names: Vec<String>,
    #[serde(default)]
    country: String,
    at: Option<[f64; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Also {
    kind: String,
    country: String,
    name: String,
    names: Vec<String>,
    /// Whether the first of them is the one to show.
    #[serde(default)]
    own: bool,
}

impl Additions {
    fn of_region(&self, country: &str, name: &str) -> impl Iterator<Item = &Also> {
        self.also
            .iter()
            .filter(move |also| also.kind == "region" && also.country == country && also.name == name)
    }
}

/// Towns from this size on keep their other names in Latin letters.
const NAMES_FROM: u64 = 5_000;
/// States whose towns are mostly written in another script: English spells them in several ways, so all keep their other names.
const OTHER_SCRIPTS: &str =
    "AF AM AZ BY BH DZ EG ER ET GE IL IQ IR JO KG KP KW KZ LB LY MA MM MR OM PK PS QA RU SA SD SY TJ TM TN UA AE UZ YE";

/// Everything that is to be written.
///
/// # Errors
/// When a package is not of the expected shape, or an addition names a place that is not there.
pub fn entries(packages: &Packages, additions: &str) -> Result<Vec<Entry>> {
    let towns: BTreeMap<u64, Town> = serde_json::from_str(&packages.cities).context("towns")?;
    let countries: BTreeMap<String, Country> = serde_json::from_str(&packages.countries).context("countries")?;
    let cldr: Cldr = serde_json::from_str(&packages.subdivisions).context("subdivisions")?;
    let cldr = &cldr.subdivisions.names.subdivisions;
    let parents = parents(&packages.parents)?;
    let additions: Additions = toml::from_str(additions).context("additions")?;
    let mut shown: BTreeMap<(&str, &str), String> = BTreeMap::new();

    // Which of GeoNames' codes is which region: most of a code's towns stand in the second table with the region's name.
    let mut votes: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for town in towns.values() {
        if let Some((region, _, off)) = parent(&parents, town) {
            // The same town tells more than one of the same name nearby.
            *votes
                .entry((&town.countrycode, &town.admin1code))
                .or_default()
                .entry(region)
                .or_default() += if off < 1e-4 { 1000 } else { 1 };
        }
    }
    let names: BTreeMap<(&str, &str), &str> = votes
        .iter()
        .filter_map(|(code, names)| {
            let (name, _) = names
                .iter()
                .filter(|(name, _)| !name.is_empty())
                .max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)))?;
            Some((*code, *name))
        })
        .collect();

    let mut entries = Vec::new();
    let mut regions: BTreeMap<(&str, &str), Parts> = BTreeMap::new();
    let mut districts: BTreeMap<(&str, &str, &str), Parts> = BTreeMap::new();
    for town in towns.values() {
        let region = names
            .get(&(town.countrycode.as_str(), town.admin1code.as_str()))
            .copied()
            .unwrap_or_default();
        if !region.is_empty() {
            regions.entry((&town.countrycode, region)).or_default().add(town);
            if let Some((_, district, _)) = parent(&parents, town)
                && !district.is_empty()
            {
                districts
                    .entry((&town.countrycode, region, district))
                    .or_default()
                    .add(town);
            }
        }
    }

    for (alpha2, country) in &countries {
        let of_country: Vec<(&str, &Parts)> = regions
            .iter()
            .filter(|((code, _), _)| code == alpha2)
            .map(|((_, name), parts)| (*name, parts))
            .collect();
        entries.push(Entry {
            name: country.name.clone(),
            others: Vec::new(),
            kind: Kind::Country,
            country: country.iso3.clone(),
            region: String::new(),
            position: None,
            population: country.population,
        });
        let english = subdivisions(cldr, alpha2);
        let seats = seats(&english, &of_country, &additions, &country.iso3);
        let mut known: BTreeSet<String> = BTreeSet::new();
        for (name, parts) in &of_country {
            // "Brjansk" is one of the names of the town of Bryansk, so the region is called like the town.
            let mut others = vec![(*name).to_owned(), bare(name)];
            others.extend(parts.namesake(&bare(name)));
            let mut own = *name;
            if let Some(seat) = seats.get(name) {
                own = seat;
                others.push(bare(seat));
            }
            for also in additions.of_region(&country.iso3, name) {
                others.splice(0..0, also.names.clone());
                if also.own {
                    own = also.names.first().map_or(own, String::as_str);
                }
            }
            known.extend(others.iter().map(|name| fold(&bare(name))));
            entries.push(Entry {
                name: own.to_owned(),
                others,
                kind: Kind::Region,
                country: country.iso3.clone(),
                region: own.to_owned(),
                position: parts.middle(),
                population: parts.population(),
            });
            shown.insert((alpha2.as_str(), *name), own.to_owned());
        }
        for name in english {
            if known.insert(fold(&bare(name))) {
                entries.push(Entry {
                    name: name.to_owned(),
                    others: vec![bare(name)],
                    kind: Kind::Region,
                    country: country.iso3.clone(),
                    region: name.to_owned(),
                    position: None,
                    population: 0,
                });
            }
        }
    }
    for ((alpha2, region, district), parts) in &districts {
        let Some(country) = countries.get(*alpha2) else {
            continue;
        };
        entries.push(Entry {
            name: (*district).to_owned(),
            others: vec![bare(district)],
            kind: Kind::District,
            country: country.iso3.clone(),
            region: shown.get(&(*alpha2, *region)).cloned().unwrap_or_default(),
            position: parts.middle(),
            population: parts.population(),
        });
    }
    for town in towns.values() {
        let Some(country) = countries.get(&town.countrycode) else {
            continue;
        };
        let region = names
            .get(&(town.countrycode.as_str(), town.admin1code.as_str()))
            .and_then(|region| shown.get(&(town.countrycode.as_str(), *region)));
        let keeps = town.population >= NAMES_FROM || OTHER_SCRIPTS.split(' ').any(|code| code == town.countrycode);
        entries.push(Entry {
            name: town.name.clone(),
            others: if keeps { spellings(town) } else { Vec::new() },
            kind: Kind::City,
            country: country.iso3.clone(),
            region: region.cloned().unwrap_or_default(),
            position: Some((town.latitude, town.longitude)),
            population: town.population,
        });
    }
    add(&mut entries, additions)?;
    Ok(entries)
}

/// GeoNames' region → CLDR's name of it, where the two write it unlike and the region's one town of that name tells it:
/// "Krasnoyarsk Krai" is where Krasnoyarsk lies.
fn seats<'s>(
    english: &[&'s str],
    regions: &[(&'s str, &Parts)],
    additions: &Additions,
    country: &str,
) -> BTreeMap<&'s str, &'s str> {
    let folded = |name: &str| fold(&bare(name));
    let mut told: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in english {
        if regions.iter().any(|(region, _)| folded(region) == folded(name)) {
            continue;
        }
        let seat = regions.iter().find(|(_, parts)| parts.namesake(&bare(name)).is_some());
        if let Some((region, _)) = seat {
            told.entry(*region).or_default().push(*name);
        }
    }
    told.into_iter()
        .filter(|(region, names)| {
            names.len() == 1
                && !english.iter().any(|name| folded(name) == folded(region))
                && additions.of_region(country, region).next().is_none()
        })
        .filter_map(|(region, names)| Some((region, *names.first()?)))
        .collect()
}

/// The towns of a region or a district.
#[derive(Default)]
struct Parts<'t> {
    towns: Vec<&'t Town>,
}

impl<'t> Parts<'t> {
    fn add(&mut self, town: &'t Town) {
        self.towns.push(town);
    }

    fn population(&self) -> u64 {
        self.towns.iter().map(|town| town.population).sum()
    }

    #[allow(clippy::cast_precision_loss)] // thousands
    fn middle(&self) -> Option<(f64, f64)> {
        let count = self.towns.len() as f64;
        let sum = |of: fn(&Town) -> f64| self.towns.iter().map(|town| of(town)).sum::<f64>() / count;
        (!self.towns.is_empty()).then(|| (sum(|town| town.latitude), sum(|town| town.longitude)))
    }

    /// The own name of the greatest town that goes by `name`.
    fn namesake(&self, name: &str) -> Option<String> {
        let sought = fold(name);
        self.towns
            .iter()
            .filter(|town| town.population >= 20_000)
            .filter(|town| town.alternatenames.iter().any(|other| fold(other) == sought))
            .max_by_key(|town| town.population)
            .map(|town| town.name.clone())
    }
}

/// A town's other names in Latin letters, one a folded form, ASCII before accents.
fn spellings(town: &Town) -> Vec<String> {
    let own = fold(&town.name);
    // "Maria" is no name of Santa María Rayón that anybody else would understand; "Frankfurt" is one of Frankfurt am Main.
    let partial = |name: &str| {
        town.population < 100_000 && own.split(' ').count() > 1 && own.split(' ').any(|word| word == fold(name))
    };
    let mut others: Vec<&String> = town
        .alternatenames
        .iter()
        .filter(|name| is_latin_name(name) && !partial(name))
        .collect();
    others.sort_by_key(|name| (!name.is_ascii(), name.to_owned()));
    others.into_iter().cloned().collect()
}

/// A name as English might print it: not another script, a code ("HRK"), or a transcription in small letters ("xie li duo wei").
fn is_latin_name(name: &str) -> bool {
    let letters = name.chars().count();
    let latin = |character: char| {
        let number = u32::from(character);
        number < 0x250 || (0x1E00..0x1F00).contains(&number) || matches!(character, '’' | '‘' | 'ʻ' | 'ʼ')
    };
    (3..=30).contains(&letters)
        && name.chars().all(latin)
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name
            .chars()
            .any(|character| character.is_ascii_digit() || matches!(character, '(' | ',' | '/'))
        && name.chars().any(char::is_lowercase)
}

/// Country and folded name → where, which region, which district.
type Parents<'p> = BTreeMap<(&'p str, String), Vec<(f64, f64, &'p str, &'p str)>>;

fn parents(table: &str) -> Result<Parents<'_>> {
    let mut parents = Parents::new();
    for line in table.lines().skip(1) {
        let fields = fields(line);
        let [lat, lon, name, region, district, country] = fields[..] else {
            bail!("a line of {} fields where six are due: {line}", fields.len());
        };
        let at = (lat.parse()?, lon.parse()?);
        let of_name = parents.entry((country, fold(name))).or_default();
        of_name.push((at.0, at.1, region, district));
    }
    Ok(parents)
}

/// The region and the district of a town, and how many degrees off it is there: those of the nearest of its name, at most about twenty kilometres off, since the two tables
/// are of different years.
fn parent<'p>(parents: &Parents<'p>, town: &Town) -> Option<(&'p str, &'p str, f64)> {
    let names = std::iter::once(&town.name).chain(&town.alternatenames);
    let off = |(lat, lon): (f64, f64)| (lat - town.latitude).abs().max((lon - town.longitude).abs());
    names
        .filter_map(|name| parents.get(&(town.countrycode.as_str(), fold(name))))
        .flatten()
        .map(|(lat, lon, region, district)| (off((*lat, *lon)), *region, *district))
        .filter(|(off, ..)| *off < 0.2)
        .min_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(off, region, district)| (region, district, off))
}

/// The fields of a line, double quotes around those that hold a comma.
fn fields(line: &str) -> Vec<&str> {
    let mut fields = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, character) in line.char_indices().chain([(line.len(), ',')]) {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                fields.push(line[start..at].trim_matches('"'));
                start = at + 1;
            }
            _ => {}
        }
    }
    fields
}

fn add(entries: &mut Vec<Entry>, additions: Additions) -> Result<()> {
    let mut missing = Vec::new();
    for also in additions.also {
        let kind = kind(&also.kind)?;
        // A region's are in already, and its first name may be one of them.
        let named =
            |entry: &Entry| entry.name == also.name || (kind == Kind::Region && entry.others.contains(&also.name));
        let place = entries
            .iter_mut()
            .filter(|entry| entry.kind == kind && entry.country == also.country && named(entry))
            .max_by_key(|entry| entry.population);
        match place {
            Some(_) if kind == Kind::Region => {}
            Some(place) => _ = place.others.splice(0..0, also.names),
            None => missing.push(format!("{} {} in {}", also.kind, also.name, also.country)),
        }
    }
    if !missing.is_empty() {
        bail!("other names of what is not there: {}", missing.join("; "));
    }
    for added in additions.place {
        let kind = kind(&added.kind)?;
        let (name, others) = added.names.split_first().context("a place without names")?;
        entries.push(Entry {
            name: name.clone(),
            others: others.to_vec(),
            kind,
            country: added.country,
            region: if kind == Kind::Region {
                name.clone()
            } else {
                String::new()
            },
            position: added.at.map(|[lat, lon]| (lat, lon)),
            population: 0,
        });
    }
    Ok(())
}

fn kind(word: &str) -> Result<Kind> {
    Ok(match word {
        "region" => Kind::Region,
        "city" => Kind::City,
        "area" => Kind::Area,
        "water" => Kind::Water,
        "site" => Kind::Site,
        other => bail!("an addition can be no \"{other}\""),
    })
}
