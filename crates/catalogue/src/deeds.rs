//! What parties do to one another, verbally and materially, and how it is coded: `catalogue/deeds.toml` and `catalogue/parties.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

/// Words that tell one kind of deed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeedWord {
    /// The event type in snake case.
    #[serde(rename = "type")]
    pub event_type: String,
    /// PLOVER's type, where it is not that of the event type.
    #[serde(default)]
    pub plover: Option<String>,
    /// PLOVER's mode.
    #[serde(default)]
    pub mode: Option<String>,
    /// Lemmas of verbs; a second word is a particle, preposition or object of it ("call for").
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Lemmas of nouns; words before the last stand before it.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Adjectives said of somebody ("ready", "opposed").
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// One of these lemmas has to stand in the words that the word governs.
    #[serde(default)]
    pub with: HashSet<String>,
    /// None of these may stand there.
    #[serde(default)]
    pub without: HashSet<String>,
    /// One of these lemmas has to stand in its subject.
    #[serde(default)]
    pub subject: HashSet<String>,
    /// It is told only where it is denied ("no longer tolerate").
    #[serde(default)]
    pub negated: bool,
    /// It has to have an object.
    #[serde(default)]
    pub transitive: bool,
    /// The subject undergoes it ("receive observers" is done by who is received): source and target change places.
    #[serde(default)]
    pub swapped: bool,
    /// Slots of the target, the surest first; the common ones where it is empty.
    #[serde(default)]
    pub target: Vec<String>,
}

/// What becomes of a kind of deed when it is to come, possible, denied or called for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// PLOVER's types.
    pub types: HashSet<String>,
    /// The type where it is to come.
    #[serde(default)]
    pub future: Option<String>,
    /// The type where it is possible or on a condition.
    #[serde(default)]
    pub possible: Option<String>,
    /// The type where it is not done.
    #[serde(default)]
    pub denied: Option<String>,
}

/// How deeds are coded in PLOVER.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// The event type in snake case to PLOVER's type.
    pub types: BTreeMap<String, String>,
    /// What modality makes of a type.
    pub held: Vec<Held>,
    /// PLOVER's contexts, in the order in which they are looked for, each with the lemmas that tell it.
    pub context: Vec<Context>,
    /// Words of regular forces and their weapons: violence by them is combat.
    pub military: HashSet<String>,
    /// Words of violence by other than military means, with the mode that each tells.
    pub unconventional: BTreeMap<String, String>,
    /// PLOVER's types that an event of this type is not, though its word alone would tell them: its own type is taken.
    pub instead: BTreeMap<String, HashSet<String>>,
    /// Lemmas of commerce: arms that change hands by them are exchanged, and not given.
    pub trade: HashSet<String>,
    /// Contexts of a type where no word tells one.
    pub default_context: BTreeMap<String, String>,
}

/// A context and its words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// PLOVER's name.
    pub name: String,
    /// Lemmas.
    pub words: HashSet<String>,
}

/// A way in which something is done, told by words beside it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manner {
    /// The manner in snake case.
    pub name: String,
    /// Lemmas, phrases of several words among them.
    pub words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reports: HashSet<String>,
    light: HashSet<String>,
    obliging: HashSet<String>,
    stative: HashSet<String>,
    people: HashSet<String>,
    lemmas: BTreeMap<String, String>,
    deed: Vec<DeedWord>,
    manner: Vec<Manner>,
    coding: Coding,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyFile {
    places: BTreeMap<String, Vec<String>>,
    leaders: BTreeMap<String, Vec<String>>,
    groups: BTreeMap<String, Vec<String>>,
}

/// All deed words.
#[derive(Debug)]
pub struct Deeds {
    /// Verbs that only report what another clause tells.
    pub reports: HashSet<String>,
    /// Verbs that lend themselves to a noun that tells the deed.
    pub light: HashSet<String>,
    /// Auxiliaries by which a speaker demands.
    pub obliging: HashSet<String>,
    /// Verbs whose participle says what somebody is like ("is opposed to").
    pub stative: HashSet<String>,
    /// People, beside those of the event words.
    pub people: HashSet<String>,
    /// Words in lower case whose lemma the pipeline gets wrong, with the right one.
    pub lemmas: BTreeMap<String, String>,
    /// The entries, in the order of the file; the first that fits is taken.
    pub words: Vec<DeedWord>,
    /// How things are done.
    pub manners: Vec<Manner>,
    /// How deeds are coded.
    pub coding: Coding,
    /// Lower-case names of places, peoples and groups to the code of the state that they stand for.
    pub parties: HashMap<String, String>,
    /// The same of those who lead or led a state, by full name or surname: read as names of persons only.
    pub leaders: HashMap<String, String>,
    verbs: HashMap<String, Vec<(Vec<String>, usize)>>,
    nouns: HashMap<String, Vec<(Vec<String>, usize)>>,
    adjectives: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Deeds {
    /// Reads the two files.
    ///
    /// # Errors
    /// When one of them is malformed.
    pub fn parse(deeds: &str, parties: &str) -> Result<Deeds, toml::de::Error> {
        let file: File = toml::from_str(deeds)?;
        let party: PartyFile = toml::from_str(parties)?;
        let names = |tables: Vec<BTreeMap<String, Vec<String>>>| -> HashMap<String, String> {
            tables
                .into_iter()
                .flatten()
                .flat_map(|(code, names)| names.into_iter().map(move |name| (name.to_lowercase(), code.clone())))
                .collect()
        };
        let index = |words: &dyn Fn(&DeedWord) -> &Vec<String>, last: bool| {
            let mut found: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
            for (entry, word) in file.deed.iter().enumerate() {
                for phrase in words(word) {
                    let mut parts: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                    let head = if last { parts.pop() } else { Some(parts.remove(0)) };
                    found.entry(head.unwrap_or_default()).or_default().push((parts, entry));
                }
            }
            found
        };
        Ok(Deeds {
            verbs: index(&|word| &word.verbs, false),
            nouns: index(&|word| &word.nouns, true),
            adjectives: index(&|word| &word.adjectives, false),
            reports: file.reports,
            light: file.light,
            obliging: file.obliging,
            stative: file.stative,
            people: file.people,
            lemmas: file.lemmas,
            words: file.deed,
            manners: file.manner,
            coding: file.coding,
            parties: names(vec![party.places, party.groups]),
            leaders: names(vec![party.leaders]),
        })
    }

    /// The words beside the verb `lemma` and the entry of each way to read it, in the order of the file.
    pub fn verb(&self, lemma: &str) -> &[(Vec<String>, usize)] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The same of a noun; the words stand before it.
    pub fn noun(&self, lemma: &str) -> &[(Vec<String>, usize)] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The same of an adjective.
    pub fn adjective(&self, lemma: &str) -> &[(Vec<String>, usize)] {
        self.adjectives.get(lemma).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_well_formed() {
        let deeds = Deeds::parse(
            include_str!("../../../catalogue/deeds.toml"),
            include_str!("../../../catalogue/parties.toml"),
        )
        .unwrap();
        for word in &deeds.words {
            assert!(
                word.plover.is_some() || deeds.coding.types.contains_key(&word.event_type),
                "{} has no type of PLOVER",
                word.event_type
            );
            assert!(!(word.verbs.is_empty() && word.nouns.is_empty() && word.adjectives.is_empty()));
        }
    }
}
