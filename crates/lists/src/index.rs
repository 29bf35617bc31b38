//! All names of several editions, found again by how their words sound.
//!
//! Words are kept by their key of sound and by that key with one sign left out, so that words with one edit between them meet (symmetric
//! deletion); by their consonants, for scripts that write no vowels; and by their own letters, for names in one script. A name is looked
//! at when enough of the weight of its rarer words met.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use hashbrown::HashMap;
use onrecord_names::{Kind, Name, Schema, Script, Token};

use crate::edition::Edition;
use crate::entry::{Entry, EntryKind, Quality};

/// So many names are compared at the most.
const MOST: usize = 160;

/// Of fewer names nobody can say which words are rare: words are taken to be as rare as if there were so many.
const FEWEST: usize = 20_000;

/// A name of an entry, prepared.
pub struct SearchedName {
    /// Which edition, of those that the index was made of.
    pub edition: usize,
    /// Which entry of it.
    pub entry: usize,
    /// Which name of the entry.
    pub name: usize,
    /// What it is to the entry.
    pub quality: Quality,
    /// The name, prepared to be compared.
    pub prepared: Name,
}

/// Names of lists, to be screened against.
pub struct Index {
    editions: Vec<Edition>,
    pub(crate) names: Vec<SearchedName>,
    /// By key: the names that have a word with it.
    keys: HashMap<u64, Vec<u32>, BuildHasherDefault<Same>>,
    /// By word as it sounds: how many names have it.
    frequencies: HashMap<u64, u32, BuildHasherDefault<Same>>,
}

/// Keys are hashes already.
#[derive(Default, Clone, Copy)]
pub struct Same(u64);

impl std::hash::Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

fn hash(kind: u8, text: &[u8]) -> u64 {
    // Fixed keys: the index is the same in every run.
    BuildHasherDefault::<DefaultHasher>::default().hash_one((kind, text))
}

/// Whose name an entry's is.
pub(crate) fn schema(kind: EntryKind) -> Schema {
    match kind {
        EntryKind::Person => Schema::Person,
        EntryKind::Organisation => Schema::Organisation,
        EntryKind::Vessel | EntryKind::Aircraft => Schema::Vessel,
    }
}

impl Index {
    /// An index of editions.
    #[must_use]
    pub fn new(editions: Vec<Edition>) -> Self {
        let mut index = Self {
            editions: Vec::new(),
            names: Vec::new(),
            keys: HashMap::default(),
            frequencies: HashMap::default(),
        };
        for (at, edition) in editions.iter().enumerate() {
            for (number, entry) in edition.entries.iter().enumerate() {
                for (which, name) in entry.names.iter().enumerate() {
                    let prepared = Name::new(&name.name, schema(entry.kind));
                    index.put(SearchedName {
                        edition: at,
                        entry: number,
                        name: which,
                        quality: name.quality,
                        prepared,
                    });
                }
            }
        }
        index.editions = editions;
        index
    }

    fn put(&mut self, name: SearchedName) {
        let Ok(number) = u32::try_from(self.names.len()) else {
            return;
        };
        let mut put = |key: u64| {
            let names = self.keys.entry(key).or_default();
            if names.last() != Some(&number) {
                names.push(number);
            }
        };
        let content: Vec<&Token> = words(&name.prepared).collect();
        for token in &content {
            *self.frequencies.entry(hash(0, token.sound().as_bytes())).or_default() += 1;
            for_each_key(token, &mut put);
            if token.script() == Script::Latin {
                put(hash(2, token.skeleton().as_bytes()));
            }
        }
        // Words that are written as one, and one that is written as several.
        for pair in content.windows(2) {
            if let [one, other] = pair {
                put(hash(1, format!("{}{}", one.sound(), other.sound()).as_bytes()));
            }
        }
        self.names.push(name);
    }

    /// The editions that it was made of.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The names, of all entries.
    #[must_use]
    pub fn names(&self) -> &[SearchedName] {
        &self.names
    }

    /// The entry of a name.
    #[must_use]
    pub fn entry(&self, name: &SearchedName) -> Option<&Entry> {
        self.editions.get(name.edition)?.entries.get(name.entry)
    }

    /// How rare a word is among the names of the lists: 1 for one that no name has, down to 0 for one that all have.
    pub(crate) fn rarity(&self, token: &Token) -> f32 {
        let count = self
            .frequencies
            .get(&hash(0, token.sound().as_bytes()))
            .copied()
            .unwrap_or(0);
        let all = self.names.len().max(FEWEST) as f32;
        1.0 - (1.0 + count as f32).ln() / (1.0 + all).ln()
    }

    /// Names that may be the one that is looked for, the likelier ones first.
    pub(crate) fn candidates(&self, name: &Name) -> Vec<u32> {
        let mut found = vec![0.0_f32; self.names.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut add = |number: u32, weight: f32| {
            if let Some(sum) = found.get_mut(number as usize) {
                if *sum == 0.0 {
                    touched.push(number);
                }
                *sum += weight;
            }
        };
        let content: Vec<&Token> = words(name).collect();
        let mut met: Vec<u32> = Vec::new();
        for token in &content {
            met.clear();
            let mut look = |key: u64| {
                if let Some(names) = self.keys.get(&key) {
                    met.extend(names);
                }
            };
            for_each_key(token, &mut look);
            if token.script() != Script::Latin {
                look(hash(2, token.skeleton().as_bytes()));
            }
            // Two words of a list that are one here.
            look(hash(1, token.sound().as_bytes()));
            met.sort_unstable();
            met.dedup();
            let weight = self.rarity(token).max(0.05) * token.weight();
            for number in &met {
                add(*number, weight);
            }
        }
        for pair in content.windows(2) {
            let [one, other] = pair else { continue };
            let joined = format!("{}{}", one.sound(), other.sound());
            for names in [hash(1, joined.as_bytes()), hash(0, joined.as_bytes())]
                .iter()
                .filter_map(|key| self.keys.get(key))
            {
                for number in names {
                    add(*number, 1.0);
                }
            }
        }
        let mut ranked: Vec<(f32, u32)> = touched
            .into_iter()
            .map(|number| (found.get(number as usize).copied().unwrap_or(0.0), number))
            .collect();
        let order = |one: &(f32, u32), other: &(f32, u32)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
        if ranked.len() > MOST {
            ranked.select_nth_unstable_by(MOST, order);
            ranked.truncate(MOST);
        }
        ranked.sort_unstable_by(order);
        ranked.into_iter().map(|(_, number)| number).collect()
    }
}

/// Words that tell something.
fn words(name: &Name) -> impl Iterator<Item = &Token> {
    name.tokens().iter().filter(|token| {
        !matches!(
            token.kind(),
            Kind::Particle | Kind::Title | Kind::Initial | Kind::Servant
        )
    })
}

/// The keys of a word: as it sounds, and with one sign left out.
fn for_each_key(token: &Token, put: &mut dyn FnMut(u64)) {
    let sound = token.sound().as_bytes();
    put(hash(0, sound));
    if sound.len() < 4 {
        return;
    }
    let mut shorter = Vec::with_capacity(sound.len());
    for left_out in 0..sound.len().min(14) {
        if left_out > 0 && sound[left_out] == sound[left_out - 1] {
            continue;
        }
        shorter.clear();
        shorter.extend_from_slice(&sound[..left_out]);
        shorter.extend_from_slice(&sound[left_out + 1..]);
        put(hash(0, &shorter));
    }
}
