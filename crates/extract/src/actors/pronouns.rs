//! Pronouns: "he" and "she" to the person spoken of last, "it" to the state or organisation that was the subject.

use std::collections::HashMap;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::{ActorIndex, first_joined};
use crate::reading::{Reading, Tokens};
use crate::record::ActorKind;

/// How many sentences back an antecedent may stand.
const SENTENCES_BACK: usize = 3;

/// Ties the pronouns to actors, in the order of the text.
pub(super) fn resolve(index: &mut ActorIndex, reading: &Reading) {
    let told = told_gender(index, reading);
    for block in 0..reading.blocks.len() {
        let annotated = reading.annotated(block);
        for token in 0..annotated.len() {
            if annotated.pos(token) != Pos::Pron {
                continue;
            }
            let kinds: &[ActorKind] = match annotated.lower(token) {
                "he" | "she" | "his" | "him" | "her" | "hers" | "himself" | "herself" => &[ActorKind::Person],
                "it" | "its" | "itself" if stands_for_a_thing_named(annotated, token) => {
                    &[ActorKind::State, ActorKind::Organisation, ActorKind::Body]
                }
                _ => continue,
            };
            let gender = match annotated.lower(token) {
                "he" | "his" | "him" | "himself" => Some(Gender::Masculine),
                "she" | "her" | "hers" | "herself" => Some(Gender::Feminine),
                _ => None,
            };
            let fits = |actor: usize| match (gender, told.get(&actor)) {
                (Some(wanted), Some(&known)) => wanted == known,
                _ => true,
            };
            if let Some(actor) = antecedent(index, reading, block, token, kinds, &fits) {
                index.add_mention(Tokens::new(block, token..token + 1), token, actor, "pronoun");
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
}

/// The persons whose title or office says whether they are "he" or "she".
fn told_gender(index: &ActorIndex, reading: &Reading) -> HashMap<usize, Gender> {
    let words = &Catalogue::shipped().phrases.gender;
    let mut told = HashMap::new();
    for mention in &index.mentions {
        if index.actors[mention.actor].kind != ActorKind::Person || mention.rule == "pronoun" {
            continue;
        }
        let annotated = reading.annotated(mention.tokens.block);
        for token in mention.tokens.start.saturating_sub(1)..mention.tokens.end {
            let word = annotated.lower(token);
            if words.masculine.contains(word) {
                told.insert(mention.actor, Gender::Masculine);
            } else if words.feminine.contains(word) {
                told.insert(mention.actor, Gender::Feminine);
            }
        }
    }
    told
}

/// Not the "it" of "it is likely that" or of the weather.
fn stands_for_a_thing_named(annotated: &Annotated, token: usize) -> bool {
    match annotated.dep(token) {
        "expl" => false,
        "nsubj" | "nsubjpass" => {
            let verb = annotated.head(token);
            annotated.lemma(verb) != "be"
                && annotated.dep(token) != "nsubjpass"
                && !annotated.children(verb).any(|child| annotated.dep(child) == "acomp")
        }
        "poss" => true,
        _ => false,
    }
}

/// The best earlier mention: subjects before others, near before far.
fn antecedent(
    index: &ActorIndex,
    reading: &Reading,
    block: usize,
    token: usize,
    kinds: &[ActorKind],
    fits: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let annotated = reading.annotated(block);
    let here = annotated
        .sentences()
        .iter()
        .position(|sentence| sentence.contains(&token))?;
    // "This attack is a sign. It underscores …": what the sentence before was about, and no state named in it.
    if matches!(annotated.lower(token), "it") && here > 0 && speaks_of_a_thing(index, annotated, block, here - 1) {
        return None;
    }
    let mut best: Option<(i32, (usize, usize), usize)> = None;
    for (other_block, distance_of_block) in (0..=block).rev().take(2).map(|other| (other, block - other)) {
        let other = reading.annotated(other_block);
        for mention in index.in_block(other_block) {
            let place = (mention.tokens.block, mention.tokens.start);
            if place >= (block, token)
                || !kinds.contains(&index.actors[mention.actor].kind)
                || !fits(mention.actor)
                || mention.rule == "demonym"
            {
                continue;
            }
            let sentence = other
                .sentences()
                .iter()
                .position(|s| s.contains(&mention.head))
                .unwrap_or(0);
            let distance = if distance_of_block == 0 {
                here - sentence
            } else {
                here + other.sentences().len() - sentence
            };
            if distance > SENTENCES_BACK {
                continue;
            }
            let subject = matches!(other.dep(mention.head), "nsubj" | "nsubjpass");
            let top = subject && other.dep(other.head(mention.head)) == "ROOT";
            let own_clause = distance == 0 && other_block == block && shares_clause(annotated, mention.head, token);
            let subject_here = annotated.dep(token) == "nsubj";
            if own_clause && subject_here && subject {
                continue;
            }
            // "The Commission said that it could not confirm": whoever says so is meant.
            let reporting = other_block == block && subject && reports(annotated, other.head(mention.head), token);
            let weight = i32::from(reporting) * 40 + i32::from(subject) * 30 + i32::from(top) * 10
                - 25 * distance as i32
                - if annotated.dep(token) == "poss" && distance == 0 {
                    -30
                } else {
                    0
                };
            if best.is_none_or(|(known, at, _)| (weight, place) > (known, at)) {
                best = Some((weight, place, mention.actor));
            }
        }
    }
    best.map(|(_, _, actor)| actor)
}

/// Whether the subject of a sentence is a thing or an act that no actor is tied to.
fn speaks_of_a_thing(index: &ActorIndex, annotated: &Annotated, block: usize, sentence: usize) -> bool {
    let range = annotated.sentences()[sentence].clone();
    range
        .clone()
        .find(|&word| {
            matches!(annotated.dep(word), "nsubj" | "nsubjpass") && annotated.dep(annotated.head(word)) == "ROOT"
        })
        .is_some_and(|subject| {
            let lemma = annotated.lemma(subject).to_lowercase();
            let phrases = &Catalogue::shipped().phrases;
            annotated.pos(subject) == Pos::Noun
                && index.mention_headed(block, subject).is_none()
                && !phrases.organs.nouns.contains(&lemma)
                && !phrases.organs.state.contains(&lemma)
                && !phrases.organisations.nouns.contains(&lemma)
        })
}

/// Whether the clause of a subject pronoun is what the verb `verb` reports.
fn reports(annotated: &Annotated, verb: usize, pronoun: usize) -> bool {
    let clause = first_joined(annotated, annotated.head(pronoun));
    annotated.dep(pronoun) == "nsubj" && annotated.dep(clause) == "ccomp" && annotated.head(clause) == verb
}

/// Whether two tokens hang on the same verb.
fn shares_clause(annotated: &Annotated, a: usize, b: usize) -> bool {
    annotated.head(a) == annotated.head(b)
}
