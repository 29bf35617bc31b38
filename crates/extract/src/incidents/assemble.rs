//! From the model's answers to incidents: which kinds, which phrases in which part, one phrase for each thing.

use onrecord_document::Basis;

use super::candidates::{Phrase, Place, phrases};
use super::features::{of_document, of_phrase};
use super::model::{Model, PARTS};
use super::shape::{Fate, Incident, IncidentKind, Involved, Victim};
use super::told::{self, Around};
use crate::actors::ActorIndex;
use crate::identity::entry_id;
use crate::reading::{Reading, Tokens};

/// From which odds, on a logarithmic scale, an answer is taken for yes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Odds {
    /// That a document tells a kind of incident, in the order of [`IncidentKind::ALL`].
    pub kinds: [f32; IncidentKind::ALL.len()],
    /// That a phrase has a part: people who do it, organisations, things aimed at, weapons, victims.
    pub parts: [f32; PARTS],
    /// That it has its part in a second kind of incident, too.
    pub shared: f32,
}

impl Default for Odds {
    fn default() -> Self {
        Odds {
            kinds: [-1.4, -0.8, -0.8, -0.8, -0.8, -0.8],
            parts: [-1.9, -1.6, -1.0, -1.4, -0.8],
            shared: 1.5,
        }
    }
}

/// A phrase with its answers.
struct Scored<'p> {
    phrase: &'p Phrase,
    part: usize,
    odds: f32,
    kinds: Vec<f32>,
    fates: Vec<f32>,
}

/// Every incident of a document, in the order of [`IncidentKind::ALL`].
pub fn find(around: &Around, index: &ActorIndex) -> Vec<Incident> {
    find_with(Model::shipped(), &Odds::default(), around, index)
}

/// The same by a model of one's own.
pub fn find_with(model: &Model, odds: &Odds, around: &Around, index: &ActorIndex) -> Vec<Incident> {
    let reading = around.reading;
    let told = of_document(reading);
    if told.is_empty() {
        return Vec::new();
    }
    let of_kinds = model.documents.answers(&told);
    let kinds: Vec<usize> = (0..IncidentKind::ALL.len())
        .filter(|&kind| of_kinds.get(kind).is_some_and(|told| *told > odds.kinds[kind]))
        .collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    let phrases = phrases(reading);
    let chosen = one_each(reading, scored(reading, model, odds, &phrases, &kinds));
    let mut incidents: Vec<Incident> = kinds
        .iter()
        .map(|&kind| {
            let own: Vec<&Scored> = chosen
                .iter()
                .filter(|scored| belongs(scored, kind, &kinds, odds.shared))
                .collect();
            incident(around, index, kind, &own)
        })
        .collect();
    // A kind in which nobody and nothing has a part is told only where there is no other.
    if incidents.iter().any(Incident::has_parts) {
        incidents.retain(Incident::has_parts);
    } else {
        incidents.truncate(1);
    }
    incidents
}

fn scored<'p>(
    reading: &Reading,
    model: &Model,
    odds: &Odds,
    phrases: &'p [Phrase],
    kinds: &[usize],
) -> Vec<Scored<'p>> {
    let mut found = Vec::new();
    let kinds: Vec<IncidentKind> = kinds.iter().map(|&kind| IncidentKind::ALL[kind]).collect();
    for phrase in phrases {
        let answers = model.phrases.answers(&of_phrase(reading, phrase, &kinds));
        let Some((parts, rest)) = answers.split_at_checked(PARTS) else {
            continue;
        };
        let (kinds, fates) = rest.split_at(IncidentKind::ALL.len().min(rest.len()));
        for (part, answer) in parts.iter().enumerate() {
            if *answer > odds.parts[part] {
                found.push(Scored {
                    phrase,
                    part,
                    odds: *answer,
                    kinds: kinds.to_vec(),
                    fates: fates.to_vec(),
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
fn one_each<'p>(reading: &Reading, scored: Vec<Scored<'p>>) -> Vec<Scored<'p>> {
    let mut kept: Vec<Scored<'p>> = Vec::new();
    for candidate in scored {
        let same = kept.iter().any(|other| {
            if other.part != candidate.part {
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
fn described(reading: &Reading, kept: &mut Vec<Scored>) {
    const NEAR: usize = 6;
    let names: Vec<Place> = kept
        .iter()
        .filter(|scored| scored.part == 4)
        .flat_map(|scored| {
            scored
                .phrase
                .places
                .iter()
                .filter(|place| told::is_named(reading, place))
                .cloned()
        })
        .collect();
    kept.retain(|scored| {
        let one = scored.phrase.places.first().is_some_and(|place| {
            let a = reading.annotated(place.block);
            let title = names.iter().any(|name| {
                name.block == place.block && a.head(place.head) == name.head && a.dep(place.head) == "compound"
            });
            a.tag(place.head) == "NN" && !told::is_named(reading, place) || title
        });
        let beside = scored.phrase.places.iter().any(|place| {
            let a = reading.annotated(place.block);
            names.iter().any(|name| {
                name.block == place.block
                    && (name.tokens.start <= place.tokens.end + NEAR && place.tokens.start <= name.tokens.end + NEAR)
                    && a.sentence_of(name.head) == a.sentence_of(place.head)
            })
        });
        scored.part != 4 || !one || !beside
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
    let inside = longer.key.split(' ').any(|word| word == shorter.key);
    let lemma = |phrase: &Phrase| {
        phrase
            .places
            .first()
            .map(|place| reading.annotated(place.block).lemma(place.head))
            .unwrap_or_default()
            .to_lowercase()
    };
    inside || part != 4 && lemma(left) == lemma(right)
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
fn belongs(scored: &Scored, kind: usize, kinds: &[usize], shared: f32) -> bool {
    let odds = |kind: usize| scored.kinds.get(kind).copied().unwrap_or(f32::MIN);
    let best = kinds.iter().map(|&kind| odds(kind)).fold(f32::MIN, f32::max);
    odds(kind) >= best || odds(kind) > shared
}

fn incident(around: &Around, index: &ActorIndex, kind: usize, own: &[&Scored]) -> Incident {
    let reading = around.reading;
    let of = |part: usize| own.iter().filter(move |scored| scored.part == part);
    let involved = |part: usize| {
        of(part)
            .filter_map(|scored| {
                let place = scored.phrase.places.first()?;
                Some(Involved {
                    span: reading.span(&Tokens::new(place.block, place.tokens.clone())),
                    actor: actor(index, place),
                    certainty: certainty(scored.odds),
                })
            })
            .collect()
    };
    let victims = of(4)
        .filter_map(|scored| {
            let place = scored.phrase.places.first()?;
            let named = told::is_named(reading, place);
            Some(Victim {
                span: reading.span(&Tokens::new(place.block, place.tokens.clone())),
                named,
                actor: actor(index, place),
                number: told::number(around, &scored.phrase.places, named),
                fate: fate(&scored.fates),
                certainty: certainty(scored.odds),
            })
        })
        .collect();
    let sites: Vec<&Place> = own.iter().flat_map(|scored| &scored.phrase.places).collect();
    let telling = told::telling(reading, IncidentKind::ALL[kind], &sites);
    let first = telling.first().map(|tokens| reading.span(tokens));
    let kind_code = serde_json::to_string(&IncidentKind::ALL[kind]).unwrap_or_default();
    let at = first.as_ref().map(|span| span.start.to_string()).unwrap_or_default();
    Incident {
        id: entry_id("i", &[reading.document.id.as_str(), kind_code.trim_matches('"'), &at]),
        kind: IncidentKind::ALL[kind],
        date: told::date(around, &telling),
        place: told::place(around, &telling),
        perpetrators: involved(0),
        organisations: involved(1),
        targets: involved(2),
        weapons: involved(3),
        victims,
        events: told::events(around, &telling),
        basis: Basis {
            rule: "incident.learned".to_owned(),
            spans: first.into_iter().collect(),
        },
    }
}

fn actor(index: &ActorIndex, place: &Place) -> Option<String> {
    let mention = index.mention_headed(place.block, place.head)?;
    Some(index.actors[mention.actor].id.clone())
}

fn fate(answers: &[f32]) -> Option<Fate> {
    let (best, odds) = answers
        .iter()
        .enumerate()
        .max_by(|left, right| left.1.total_cmp(right.1))?;
    (*odds > -1.0).then(|| Fate::ALL.get(best).copied()).flatten()
}

/// Odds on a logarithmic scale in hundredths.
fn certainty(odds: f32) -> u8 {
    (100.0 / (1.0 + (-odds).exp())).round().clamp(0.0, 100.0) as u8
}
