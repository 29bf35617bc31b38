//! Cue words: what tells that somebody says something, and what they do by it (`catalogue/cues.toml`).

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

/// One entry of `[[verb]]` or `[[noun]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Dictionary forms; a particle follows after a blank.
    pub lemmas: Vec<String>,
    /// The act, by its name in the record.
    pub act: String,
    /// Complements, by the names that the file explains.
    pub takes: Vec<String>,
    /// For an object: `act` or `claim`, the list that its head must be in.
    #[serde(default)]
    pub names: Option<String>,
    /// The act when negated or refused; `none` for no statement.
    #[serde(default)]
    pub negated: Option<String>,
    /// The complement that names who is blamed.
    #[serde(default)]
    pub accused: Option<String>,
    /// It passes on what another said or wrote.
    #[serde(default)]
    pub cites: bool,
    /// Its act comes from the predicate ("called X baseless").
    #[serde(default)]
    pub evaluates: bool,
    /// It holds for the passive only ("is said to have …").
    #[serde(default)]
    pub passive: bool,
    /// It tells an attitude that need not have been spoken.
    #[serde(default)]
    pub attitude: bool,
}

impl Cue {
    /// Whether it takes the complement, by its name in the file.
    pub fn takes(&self, complement: &str) -> bool {
        self.takes.iter().any(|takes| takes == complement)
    }

    /// The prepositions that it takes.
    pub fn prepositions(&self) -> impl Iterator<Item = &str> {
        const OTHERS: [&str; 7] = ["clause", "infinitive", "gerund", "object", "quote", "question", "as"];
        self.takes
            .iter()
            .map(String::as_str)
            .filter(|takes| !OTHERS.contains(takes))
    }
}

/// One entry of `[[preposition]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrepositionCue {
    /// The words, lower case.
    pub words: Vec<String>,
    /// The act.
    pub act: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lemmas {
    lemmas: HashSet<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SilenceFile {
    lemmas: Vec<String>,
    phrases: Vec<String>,
}

/// Predicates that judge.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluations {
    /// "baseless": rejects a claim.
    pub reject: HashSet<String>,
    /// "heinous": condemns an act.
    pub condemn: HashSet<String>,
    /// "historic": praises it.
    pub praise: HashSet<String>,
}

/// Words for evidence, by kind, and for what is done with it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct EvidenceWords {
    pub debris: Vec<String>,
    pub imagery: Vec<String>,
    pub document: Vec<String>,
    pub witness: Vec<String>,
    pub intelligence: Vec<String>,
    pub report: Vec<String>,
    pub unspecified: Vec<String>,
    /// Verbs of showing it.
    pub shown: HashSet<String>,
    /// Verbs of examining it.
    pub examined: HashSet<String>,
    /// Words that say it is missing.
    pub missing: HashSet<String>,
}

/// Words by which a speaker calls an act a breach.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreachWords {
    /// Verbs and nouns of breaking.
    pub acts: HashSet<String>,
    /// What is broken.
    pub rules: HashSet<String>,
    /// Adjectives that say it alone.
    pub adjectives: HashSet<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CuesFile {
    manner: Lemmas,
    involvement: Lemmas,
    verb: Vec<Cue>,
    noun: Vec<Cue>,
    preposition: Vec<PrepositionCue>,
    carrying: Lemmas,
    refusing: Lemmas,
    silence: SilenceFile,
    claim_nouns: Lemmas,
    act_nouns: Lemmas,
    evaluations: Evaluations,
    evidence: EvidenceWords,
    breach: BreachWords,
}

/// All cue words.
#[derive(Clone, Debug)]
pub struct Cues {
    verbs: Vec<Cue>,
    verb_index: HashMap<String, Vec<usize>>,
    nouns: Vec<Cue>,
    noun_index: HashMap<String, Vec<usize>>,
    /// Words that name a source.
    pub prepositions: Vec<PrepositionCue>,
    /// Verbs that carry a noun cue ("issued a statement").
    pub carrying: HashSet<String>,
    /// "refuse", "decline".
    pub refusing: HashSet<String>,
    /// Phrases that refuse to speak, lower case.
    pub silence: Vec<String>,
    /// Nouns for what others said.
    pub claim_nouns: HashSet<String>,
    /// Nouns for what is done.
    pub act_nouns: HashSet<String>,
    /// Predicates that judge.
    pub evaluations: Evaluations,
    /// Words for evidence.
    pub evidence: EvidenceWords,
    /// Words for a breach.
    pub breach: BreachWords,
    /// What a side denies having or having had.
    pub involvement: HashSet<String>,
    /// Nouns that tell in what way somebody speaks, not of what.
    pub manner: HashSet<String>,
}

impl Cues {
    /// Reads the file's text.
    ///
    /// # Errors
    /// What the TOML reader says of a malformed file or an unknown field.
    pub fn parse(text: &str) -> Result<Cues, toml::de::Error> {
        let file: CuesFile = toml::from_str(text)?;
        let index = |cues: &[Cue]| {
            let mut index: HashMap<String, Vec<usize>> = HashMap::new();
            for (position, cue) in cues.iter().enumerate() {
                for lemma in &cue.lemmas {
                    let entries = index.entry(lemma.clone()).or_default();
                    if !entries.contains(&position) {
                        entries.push(position);
                    }
                }
            }
            index
        };
        Ok(Cues {
            verb_index: index(&file.verb),
            noun_index: index(&file.noun),
            verbs: file.verb,
            nouns: file.noun,
            prepositions: file.preposition,
            carrying: file.carrying.lemmas,
            refusing: file.refusing.lemmas,
            silence: file.silence.phrases.into_iter().chain(file.silence.lemmas).collect(),
            manner: file.manner.lemmas,
            involvement: file.involvement.lemmas,
            claim_nouns: file.claim_nouns.lemmas,
            act_nouns: file.act_nouns.lemmas,
            evaluations: file.evaluations,
            evidence: file.evidence,
            breach: file.breach,
        })
    }

    /// The entries of a verb by lemma ("point out" with its particle); empty where it is no cue.
    pub fn verb(&self, lemma: &str) -> impl Iterator<Item = &Cue> {
        self.verb_index
            .get(lemma)
            .into_iter()
            .flatten()
            .map(|&position| &self.verbs[position])
    }

    /// The entries of a noun by lemma.
    pub fn noun(&self, lemma: &str) -> impl Iterator<Item = &Cue> {
        self.noun_index
            .get(lemma)
            .into_iter()
            .flatten()
            .map(|&position| &self.nouns[position])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_cues_parse_and_name_known_acts_and_complements() {
        let cues = Cues::parse(include_str!("../../../catalogue/cues.toml")).unwrap();
        let acts = [
            "assert",
            "allege",
            "confirm",
            "deny",
            "reject",
            "dispute_evidence",
            "decline_comment",
            "condemn",
            "praise",
            "demand",
            "appeal",
            "warn",
            "threaten",
            "promise",
            "announce",
            "question",
            "retract",
            "none",
        ];
        for cue in cues.verbs.iter().chain(&cues.nouns) {
            assert!(acts.contains(&cue.act.as_str()), "{}", cue.act);
            assert!(
                acts.contains(&cue.negated.as_deref().unwrap_or("none")),
                "{:?}",
                cue.negated
            );
            for preposition in cue.prepositions() {
                assert!(
                    [
                        "of", "for", "about", "on", "to", "against", "from", "with", "over", "at"
                    ]
                    .contains(&preposition),
                    "{preposition}"
                );
            }
        }
        assert!(cues.verb("point out").next().is_some());
    }
}
