//! The tables of `data/`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use std::collections::BTreeMap;

/// A legal form: which, and of which family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    pub form: u16,
    pub family: u16,
}

/// What words are known to be.
#[derive(Default)]
pub(crate) struct Tables {
    /// Titles; whether they are also names.
    pub titles: HashMap<&'static str, bool>,
    /// Particles; whether they tell descent.
    pub particles: HashMap<&'static str, bool>,
    pub servant: HashMap<&'static str, ()>,
    /// The forms that begin with a word: their words, the longest first.
    pub forms: HashMap<&'static str, Vec<(Vec<&'static str>, Form)>>,
    /// Forms of three words and more, by their last word.
    pub long_forms: HashMap<&'static str, Vec<(Vec<&'static str>, Form)>>,
    pub numbers: HashMap<&'static str, u32>,
    /// Words of organisations, places, given names: groups that mean one thing.
    pub organisation: HashMap<&'static str, u16>,
    pub places: HashMap<&'static str, u16>,
    pub place_pairs: HashMap<(&'static str, &'static str), u16>,
    pub given: HashMap<&'static str, Vec<u16>>,
    pub korean: HashMap<&'static str, u16>,
    pub korean_double: Vec<&'static str>,
    pub chinese: HashMap<&'static str, ()>,
    pub chinese_double: Vec<&'static str>,
}

#[derive(Deserialize)]
struct Titles {
    titles: String,
    also_names: String,
}

#[derive(Deserialize)]
struct Particles {
    particles: String,
    descent: String,
    servant: String,
}

#[derive(Deserialize)]
struct Numbers {
    words: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Places {
    places: Vec<String>,
    pairs: Vec<String>,
    same: Vec<String>,
}

#[derive(Deserialize)]
struct Given {
    same: Vec<String>,
}

#[derive(Deserialize)]
struct Surnames {
    surnames: toml::Value,
    double: String,
}

/// The tables that the program was built with. A file of them that cannot be read leaves its table empty; a test sees to it that none is.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(read);

fn read() -> Tables {
    let mut tables = Tables::default();
    if let Ok(titles) = toml::from_str::<Titles>(include_str!("../data/titles.toml")) {
        let also: Vec<&str> = titles.also_names.split_whitespace().collect();
        for title in kept(titles.titles.clone()).split_whitespace() {
            tables.titles.insert(title, also.contains(&title));
        }
    }
    if let Ok(particles) = toml::from_str::<Particles>(include_str!("../data/particles.toml")) {
        let descent: Vec<&str> = particles.descent.split_whitespace().collect();
        for particle in kept(particles.particles.clone()).split_whitespace() {
            tables.particles.insert(particle, descent.contains(&particle));
        }
        for word in kept(particles.servant).split_whitespace() {
            tables.servant.insert(word, ());
        }
    }
    read_forms(&mut tables);
    if let Ok(numbers) = toml::from_str::<Numbers>(include_str!("../data/numbers.toml")) {
        for (value, words) in numbers.words {
            for word in words {
                tables.numbers.insert(kept(word), value.parse().unwrap_or_default());
            }
        }
    }
    if let Ok(words) = toml::from_str::<Words>(include_str!("../data/organisation_words.toml")) {
        grouped(words.words, |word, group| {
            tables.organisation.entry(word).or_insert(group);
        });
    }
    read_places(&mut tables);
    if let Ok(given) = toml::from_str::<Given>(include_str!("../data/given_names.toml")) {
        grouped(given.same, |word, group| {
            tables.given.entry(word).or_default().push(group)
        });
    }
    if let Ok(korean) = toml::from_str::<Surnames>(include_str!("../data/korean.toml")) {
        let lines = korean.surnames.as_array().into_iter().flatten();
        grouped(
            lines.filter_map(|line| line.as_str().map(String::from)).collect(),
            |word, group| {
                tables.korean.entry(word).or_insert(group);
            },
        );
        tables.korean_double = kept(korean.double).split_whitespace().collect();
    }
    if let Ok(chinese) = toml::from_str::<Surnames>(include_str!("../data/chinese.toml")) {
        let surnames = chinese.surnames.as_str().unwrap_or_default().replace('\'', "");
        tables.chinese = kept(surnames).split_whitespace().map(|word| (word, ())).collect();
        tables.chinese_double = kept(chinese.double).split_whitespace().collect();
    }
    tables
}

fn read_forms(tables: &mut Tables) {
    let Ok(families) =
        toml::from_str::<BTreeMap<String, BTreeMap<String, Vec<String>>>>(include_str!("../data/legal_forms.toml"))
    else {
        return;
    };
    let mut form = 0;
    for (family, forms) in (1..).zip(families.into_values()) {
        for phrases in forms.into_values() {
            form += 1;
            for phrase in phrases {
                let words: Vec<&'static str> = kept(phrase).split_whitespace().collect();
                let Some(&first) = words.first() else { continue };
                if let [_, _, .., last] = words.as_slice() {
                    tables
                        .long_forms
                        .entry(last)
                        .or_default()
                        .push((words.clone(), Form { form, family }));
                }
                tables
                    .forms
                    .entry(first)
                    .or_default()
                    .push((words, Form { form, family }));
            }
        }
    }
    for phrases in tables.forms.values_mut().chain(tables.long_forms.values_mut()) {
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
}

fn read_places(tables: &mut Tables) {
    let Ok(places) = toml::from_str::<Places>(include_str!("../data/places.toml")) else {
        return;
    };
    let count = u16::try_from(places.places.len()).unwrap_or(u16::MAX);
    grouped(places.places, |word, group| {
        tables.places.insert(word, group);
    });
    for (group, pair) in (count + 1..).zip(places.pairs) {
        if let Some((one, other)) = kept(pair).split_once(' ') {
            tables.place_pairs.insert((one, other), group);
        }
    }
    for line in places.same {
        let parts = line
            .split_once(" = ")
            .and_then(|(pair, same)| Some((kept(pair.to_owned()).split_once(' ')?, *tables.places.get(same)?)));
        if let Some((pair, group)) = parts {
            tables.place_pairs.insert(pair, group);
        }
    }
}

fn grouped(lines: Vec<String>, mut put: impl FnMut(&'static str, u16)) {
    for (group, line) in (1..).zip(lines) {
        for word in kept(line).split_whitespace() {
            put(word, group);
        }
    }
}

/// The tables live as long as the program.
fn kept(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

#[cfg(test)]
mod tests {
    use super::TABLES;

    #[test]
    fn every_table_is_read() {
        let tables = &*TABLES;
        assert!(!tables.titles["sheikh"] && tables.titles["khan"]);
        assert!(tables.particles["bin"] && !tables.particles["al"]);
        assert!(tables.servant.contains_key("abdul"));
        assert_eq!(tables.forms["open"][0].1, tables.forms["oao"][0].1);
        assert_eq!(tables.numbers["forty"], 40);
        assert_eq!(tables.organisation["plant"], tables.organisation["zavod"]);
        assert_eq!(tables.places["usa"], tables.place_pairs[&("united", "states")]);
        assert_eq!(tables.given["bill"], tables.given["william"]);
        assert_eq!(tables.korean["lee"], tables.korean["ri"]);
        assert!(
            tables.chinese.contains_key("tsao")
                && !tables.chinese_double.is_empty()
                && !tables.korean_double.is_empty()
        );
    }
}
