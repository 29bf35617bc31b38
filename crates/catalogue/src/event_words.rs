//! The words that tell events and the slots that fill their roles, read from `catalogue/event_words.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

/// One entry: some words of one part of speech that tell one type of event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventWord {
    /// The event type in snake case.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Lemmas; several words separated by a space.
    pub words: Vec<String>,
    /// A role in snake case and the slots that fill it, in order of preference.
    #[serde(default)]
    pub roles: BTreeMap<String, Vec<String>>,
    /// Roles that have to be filled: each a list of alternatives separated by `|`.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Words that make it something else.
    #[serde(default)]
    pub not_with: Vec<String>,
    /// Words that make a noun something else when they stand right before it.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Words of which one has to stand beside it (the trigger itself counts).
    #[serde(default)]
    pub only_with: Vec<String>,
    /// Words that cannot be the target.
    #[serde(default)]
    pub not_target: Vec<String>,
    /// Roles whose filler has to be an actor, a place or a thing that stands somewhere.
    #[serde(default)]
    pub material: Vec<String>,
    /// Roles that take any noun phrase.
    #[serde(default)]
    pub any: Vec<String>,
    /// Only a passive verb.
    #[serde(default)]
    pub passive: bool,
    /// Only a verb without an object.
    #[serde(default)]
    pub intransitive: bool,
    /// It tells that a weapon was used: with an event word beside it, it adds the weapon to that event.
    #[serde(default, rename = "use")]
    pub tells_use: bool,
    /// Light verbs that go with these nouns beside the common ones.
    #[serde(default)]
    pub light: Vec<String>,
    /// Whether a bare state before the noun fills a `name` slot.
    #[serde(default = "yes")]
    pub state: bool,
}

fn yes() -> bool {
    true
}

/// Verbs that lend themselves to a noun that tells an event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightVerbs {
    /// All of them.
    pub verbs: HashSet<String>,
    /// Those whose subject undergoes the event.
    pub undergoing: HashSet<String>,
    /// Verbs whose subject, an event, happened then and there.
    pub occurrence: HashSet<String>,
    /// Verbs whose subject, an event, struck their object.
    pub struck: HashSet<String>,
    /// Verbs whose subject, an event, was made with their object.
    pub instrument: HashSet<String>,
}

/// Nouns that count or package another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partitives {
    /// All of them.
    pub words: HashSet<String>,
    /// Those that are remains of a weapon.
    pub debris: HashSet<String>,
}

/// Nouns for those who act and for what can be struck.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beings {
    /// Organs of a state: with its name before them they are that state.
    pub organs: HashSet<String>,
    /// Other people and organs.
    pub actors: HashSet<String>,
    /// What carries goods, and who arranges it.
    pub carriers: HashSet<String>,
    /// How names of ships and of transport aircraft begin.
    pub carrier_names: Vec<String>,
    /// What can be struck.
    pub struck: HashSet<String>,
    /// What dies only in a figure of speech.
    pub no_victim: HashSet<String>,
}

/// Words that tell how an event is held to be. Each field names the words of that part of speech.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ModalityWords {
    pub possible_auxiliaries: HashSet<String>,
    pub hypothetical_auxiliaries: HashSet<String>,
    pub future_auxiliaries: HashSet<String>,
    pub possible_adverbs: HashSet<String>,
    pub alleged_adverbs: HashSet<String>,
    pub denied_adverbs: HashSet<String>,
    pub possible_adjectives: HashSet<String>,
    pub alleged_adjectives: HashSet<String>,
    pub future_adjectives: HashSet<String>,
    pub denied_adjectives: HashSet<String>,
    pub denied_before_infinitive: HashSet<String>,
    pub denied_prepositions: HashSet<String>,
    pub hypothetical_determiners: HashSet<String>,
    pub future_verbs: HashSet<String>,
    pub hypothetical_verbs: HashSet<String>,
    pub possible_verbs: HashSet<String>,
    pub denied_verbs: HashSet<String>,
    pub alleged_verbs: HashSet<String>,
    pub hypothetical_nouns: HashSet<String>,
    pub alleged_nouns: HashSet<String>,
    pub hypothetical_marks: HashSet<String>,
}

/// What becomes of the clause or the noun that a word governs: lemmas of verbs, nouns and adjectives, as the file explains them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Signatures {
    pub as_itself: HashSet<String>,
    pub as_opposite: HashSet<String>,
    pub when_affirmed: HashSet<String>,
    pub not_when_affirmed: HashSet<String>,
    pub not_when_denied: HashSet<String>,
    pub presupposed: HashSet<String>,
    pub believed: HashSet<String>,
    pub said: HashSet<String>,
    pub doubted: HashSet<String>,
    pub foreseen: HashSet<String>,
    pub willed: HashSet<String>,
    pub asked: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verb: Vec<EventWord>,
    noun: Vec<EventWord>,
    light: LightVerbs,
    partitive: Partitives,
    beings: Beings,
    modality: ModalityWords,
    signatures: Signatures,
}

/// One way to begin reading a word: the words beside the head and the entry.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// For a verb: the words after the first; for a noun: the words before the last.
    pub beside: Vec<String>,
    /// Position in [`EventWords::verbs`] or [`EventWords::nouns`].
    pub entry: usize,
}

/// All event words.
#[derive(Debug)]
pub struct EventWords {
    /// Entries of verbs, in the order of the file.
    pub verbs: Vec<EventWord>,
    /// Entries of nouns, in the order of the file.
    pub nouns: Vec<EventWord>,
    /// Light verbs.
    pub light: LightVerbs,
    /// Partitive nouns.
    pub partitive: Partitives,
    /// Those who act and what is struck.
    pub beings: Beings,
    /// Modality.
    pub modality: ModalityWords,
    /// What governing words make of what they govern.
    pub signatures: Signatures,
    by_verb: HashMap<String, Vec<Candidate>>,
    by_noun: HashMap<String, Vec<Candidate>>,
}

impl EventWords {
    /// Reads the text of a catalogue of event words.
    pub fn parse(text: &str) -> Result<EventWords, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut by_verb: HashMap<String, Vec<Candidate>> = HashMap::new();
        for (entry, word) in file.verb.iter().enumerate() {
            for phrase in &word.words {
                let mut parts = phrase.split(' ').map(str::to_owned);
                if let Some(head) = parts.next() {
                    by_verb.entry(head).or_default().push(Candidate {
                        beside: parts.collect(),
                        entry,
                    });
                }
            }
        }
        let mut by_noun: HashMap<String, Vec<Candidate>> = HashMap::new();
        for (entry, word) in file.noun.iter().enumerate() {
            for phrase in &word.words {
                let mut parts: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                if let Some(head) = parts.pop() {
                    by_noun
                        .entry(head)
                        .or_default()
                        .push(Candidate { beside: parts, entry });
                }
            }
        }
        // Longer wordings are more telling and are tried first; the sort keeps the order of the file otherwise.
        for candidates in by_verb.values_mut().chain(by_noun.values_mut()) {
            candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.beside.len()));
        }
        Ok(EventWords {
            verbs: file.verb,
            nouns: file.noun,
            light: file.light,
            partitive: file.partitive,
            beings: file.beings,
            modality: file.modality,
            signatures: file.signatures,
            by_verb,
            by_noun,
        })
    }

    /// The entries that the verb `lemma` may belong to, the most telling first.
    pub fn verb(&self, lemma: &str) -> &[Candidate] {
        self.by_verb.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The entries that the noun `lemma` may belong to, the most telling first.
    pub fn noun(&self, lemma: &str) -> &[Candidate] {
        self.by_noun.get(lemma).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = include_str!("../../../catalogue/event_words.toml");

    const PREPOSITIONS: &[&str] = &[
        "subject",
        "object",
        "dative",
        "vessel",
        "possessive",
        "name",
        "compound",
        "purpose",
        "struck",
        "with",
        "using",
        "involving",
        "on",
        "at",
        "into",
        "onto",
        "near",
        "through",
        "by",
        "in",
        "against",
        "toward",
        "towards",
        "over",
        "across",
        "from",
        "upon",
        "to",
        "for",
        "aboard",
        "via",
        "whether",
        "about",
        "between",
        "of",
        "among",
    ];

    #[test]
    fn the_catalogue_is_well_formed() {
        let words = EventWords::parse(SOURCE).unwrap();
        for word in words.verbs.iter().chain(&words.nouns) {
            assert!(!word.words.is_empty());
            for slots in word.roles.values() {
                for slot in slots {
                    assert!(PREPOSITIONS.contains(&slot.as_str()), "{slot}");
                }
            }
            for need in &word.needs {
                for role in need.split('|') {
                    assert!(
                        word.roles.contains_key(role),
                        "{:?} needs {role} and has no slot for it",
                        word.words
                    );
                }
            }
        }
    }

    #[test]
    fn the_longest_wording_comes_first() {
        let words = EventWords::parse(SOURCE).unwrap();
        assert_eq!(words.noun("test")[0].beside.len(), 2);
        assert!(words.noun("test").last().unwrap().beside.is_empty());
    }

    #[test]
    fn an_unknown_field_is_an_error() {
        assert!(EventWords::parse("[[verb]]\ntype='attack'\nwords=['hit']\nslots=1\n").is_err());
    }
}
