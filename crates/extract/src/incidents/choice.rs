//! From the model's answers to what a document tells: which kinds of incident, which phrases in which part, one phrase for each thing.

use super::candidates::{Phrase, Place, phrases};
use super::features::of_phrase;
use super::model::{DESCRIBED, Model, NAMED, OF_DOCUMENT, OF_PHRASE, PARTS};
use super::names::Seen;
use super::of_document::of_document;
use super::second_look::of_answers;
use super::several::apart;
use super::shape::IncidentKind;
use super::told;
use crate::reading::Reading;

/// From which odds, on a logarithmic scale, an answer is taken for yes. They are learned with the weights, and kept beside them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Odds {
    /// That a document tells a kind of incident, in the order of [`IncidentKind::ALL`].
    pub kinds: [f32; IncidentKind::ALL.len()],
    /// That a phrase has a part.
    pub parts: [f32; PARTS],
    /// That it has its part in a second kind of incident, too.
    pub shared: f32,
}

impl Default for Odds {
    fn default() -> Self {
        Odds {
            kinds: [-0.8; IncidentKind::ALL.len()],
            parts: [-1.0; PARTS],
            shared: 1.0,
        }
    }
}

/// What the model answers of a document and its phrases.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// By [`IncidentKind::ALL`], and whether there is any incident.
    pub document: Vec<f32>,
    /// By [`IncidentKind::ALL`], once the phrases are answered.
    pub settled: Vec<f32>,
    /// The phrases that are asked about.
    pub phrases: Vec<Phrase>,
    /// Of each phrase: its part, the kind, what becomes of it.
    pub of_phrases: Vec<Vec<f32>>,
}

/// Below which odds of all kinds no phrase is asked about.
const ASKED: f32 = -1.6;

impl Answers {
    /// Asks the model of incidents about a document. Nothing is answered where no word tells of violence.
    pub fn of(model: &Model, reading: &Reading) -> Answers {
        let told = of_document(reading);
        if told.is_empty() {
            return Answers::default();
        }
        let document = model.documents.answers(&told);
        let kinds = document.get(..OF_DOCUMENT - 1).unwrap_or_default();
        if kinds.iter().all(|odds| *odds < ASKED) {
            return Answers {
                document,
                ..Answers::default()
            };
        }
        let phrases = phrases(reading);
        let seen = Seen::new(reading, &phrases, &document);
        let of_phrases: Vec<Vec<f32>> = phrases
            .iter()
            .map(|phrase| model.phrases.answers(&of_phrase(&seen, phrase)))
            .collect();
        Answers {
            settled: model.settled.answers(&of_answers(&document, &of_phrases)),
            document,
            phrases,
            of_phrases,
        }
    }
}

/// A phrase that has a part in an incident.
#[derive(Clone, Debug)]
pub struct Chosen<'p> {
    /// The phrase.
    pub phrase: &'p Phrase,
    /// Its part.
    pub part: usize,
    /// How sure that is.
    pub odds: f32,
    /// The answers about its kind.
    pub kinds: &'p [f32],
    /// The answers about what becomes of it.
    pub fates: &'p [f32],
}

/// The incidents of a document: kinds, and who or what has a part in each.
pub fn choose<'p>(reading: &Reading, answers: &'p Answers, odds: &Odds) -> Vec<(IncidentKind, Vec<Chosen<'p>>)> {
    let kinds: Vec<usize> = (0..IncidentKind::ALL.len())
        .filter(|&kind| answers.settled.get(kind).is_some_and(|told| *told > odds.kinds[kind]))
        .collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    let chosen = one_each(reading, with_parts(answers, odds));
    let mut incidents: Vec<(IncidentKind, Vec<Chosen>)> = kinds
        .iter()
        .map(|&kind| {
            let own = chosen
                .iter()
                .filter(|chosen| belongs(chosen, kind, &kinds, odds.shared))
                .cloned()
                .collect();
            (IncidentKind::ALL[kind], own)
        })
        .flat_map(|(kind, own)| apart(reading, own).into_iter().map(move |own| (kind, own)))
        .collect();
    // A kind in which nobody and nothing has a part is told only where there is no other.
    if incidents.iter().any(|(_, own)| !own.is_empty()) {
        incidents.retain(|(_, own)| !own.is_empty());
    } else {
        incidents.truncate(1);
    }
    incidents
}

/// The phrases that have a part, the surest first.
fn with_parts<'p>(answers: &'p Answers, odds: &Odds) -> Vec<Chosen<'p>> {
    let mut found = Vec::new();
    for (phrase, of_phrase) in answers.phrases.iter().zip(&answers.of_phrases) {
        if of_phrase.len() != OF_PHRASE {
            continue;
        }
        let (parts, rest) = of_phrase.split_at(PARTS);
        let (kinds, fates) = rest.split_at(IncidentKind::ALL.len());
        for (part, answer) in parts.iter().enumerate() {
            if *answer > odds.parts[part] {
                found.push(Chosen {
                    phrase,
                    part,
                    odds: *answer,
                    kinds,
                    fates,
                });
            }
        }
    }
    found.sort_by(|left, right| {
        right
            .odds
            .total_cmp(&left.odds)
            .then(left.phrase.key.cmp(&right.phrase.key))
    });
    found
}

/// Of the phrases that stand for one thing, the surest.
fn one_each<'p>(reading: &Reading, chosen: Vec<Chosen<'p>>) -> Vec<Chosen<'p>> {
    let mut kept: Vec<Chosen<'p>> = Vec::new();
    for candidate in chosen {
        let same = kept.iter().any(|other| {
            if other.part.min(NAMED) != candidate.part.min(NAMED) {
                // The very same words have one part, unless people and their organisation share a name.
                return other.phrase.key == candidate.phrase.key;
            }
            overlap(other.phrase, candidate.phrase)
                || same_head(reading, candidate.part, other.phrase, candidate.phrase)
                || spelt_out(reading, other.phrase, candidate.phrase)
                || spelt_out(reading, candidate.phrase, other.phrase)
        });
        if !same {
            kept.push(candidate);
        }
    }
    described(reading, &mut kept);
    kept
}

/// "Doe, a judge", "Judge Doe": one human being beside the name is no further victim.
fn described(reading: &Reading, kept: &mut Vec<Chosen>) {
    const NEAR: usize = 6;
    let names: Vec<Place> = kept
        .iter()
        .filter(|chosen| chosen.part == NAMED)
        .flat_map(|chosen| chosen.phrase.places.iter().cloned())
        .collect();
    kept.retain(|chosen| {
        let one = chosen.phrase.places.first().is_some_and(|place| {
            let a = reading.annotated(place.block);
            let title = names.iter().any(|name| {
                name.block == place.block && a.head(place.head) == name.head && a.dep(place.head) == "compound"
            });
            a.tag(place.head) == "NN" && !told::is_named(reading, place) || title
        });
        let beside = chosen.phrase.places.iter().any(|place| {
            let a = reading.annotated(place.block);
            names.iter().any(|name| {
                name.block == place.block
                    && (name.tokens.start <= place.tokens.end + NEAR && place.tokens.start <= name.tokens.end + NEAR)
                    && a.sentence_of(name.head) == a.sentence_of(place.head)
            })
        });
        chosen.part != DESCRIBED || !one || !beside
    });
}

fn overlap(left: &Phrase, right: &Phrase) -> bool {
    left.places.iter().any(|one| {
        right.places.iter().any(|other| {
            one.block == other.block && one.tokens.start < other.tokens.end && other.tokens.start < one.tokens.end
        })
    })
}

/// "guerrillas", "Salvadoran guerrillas"; "Luis Doe", "Doe".
fn same_head(reading: &Reading, part: usize, left: &Phrase, right: &Phrase) -> bool {
    let (shorter, longer) = if left.key.len() < right.key.len() {
        (left, right)
    } else {
        (right, left)
    };
    // "Jesuits", "Jesuit priests".
    let bare = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    let inside = longer.key.split(' ').any(|word| bare(word) == bare(&shorter.key));
    let lemma = |phrase: &Phrase| {
        phrase
            .places
            .first()
            .map(|place| reading.annotated(place.block).lemma(place.head))
            .unwrap_or_default()
            .to_lowercase()
    };
    inside || part < NAMED && lemma(left) == lemma(right)
}

/// "National Liberation Front [NLF]".
fn spelt_out(reading: &Reading, long: &Phrase, short: &Phrase) -> bool {
    let initials: String = long
        .key
        .split([' ', '-'])
        .filter(|word| !matches!(*word, "of" | "the" | "for" | "and" | "de"))
        .filter_map(|word| word.chars().next())
        .collect();
    initials.len() >= 3 && initials == short.key
        || long
            .places
            .iter()
            .any(|one| short.places.iter().any(|other| bracketed(reading, one, other)))
}

fn bracketed(reading: &Reading, one: &Place, other: &Place) -> bool {
    if one.block != other.block || other.tokens.start < one.tokens.end || other.tokens.start > one.tokens.end + 3 {
        return false;
    }
    let a = reading.annotated(one.block);
    let between = one.tokens.end..other.tokens.start;
    between
        .clone()
        .any(|token| matches!(a.token(token), "(" | "[" | "-LRB-"))
        && between.clone().all(|token| a.is_punct(token) || a.is_space(token))
}

/// Whether a phrase has its part in an incident of this kind: in the surest of the kinds that the document tells, and in whichever others are
/// more likely than not.
fn belongs(chosen: &Chosen, kind: usize, kinds: &[usize], shared: f32) -> bool {
    let odds = |kind: usize| chosen.kinds.get(kind).copied().unwrap_or(f32::MIN);
    let best = kinds.iter().map(|&kind| odds(kind)).fold(f32::MIN, f32::max);
    odds(kind) >= best || odds(kind) > shared
}
