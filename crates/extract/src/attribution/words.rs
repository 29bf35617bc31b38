//! What the learned reader sees of a block: every word's form, label and class as a number, and what stands in quotation
//! marks.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use crate::identity::fnv;

/// The words of one block as columns of hashes.
pub struct Words<'a> {
    /// The annotation itself.
    pub annotated: &'a Annotated,
    pub(super) lower: Vec<u32>,
    pub(super) lemma: Vec<u32>,
    pub(super) tag: Vec<u32>,
    pub(super) dep: Vec<u32>,
    pub(super) entity: Vec<u32>,
    pub(super) class: Vec<u32>,
    pub(super) stop: Vec<Stop>,
    /// Which quotation a token stands in, counted from 1; 0 outside.
    pub(super) quote: Vec<u32>,
}

/// What a token does to the run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    None,
    Opening,
    Closing,
    Comma,
    Sentence,
    Colon,
    Dash,
    Bracket,
    That,
    To,
    Joining,
    Possessive,
    Preposition,
    Space,
}

impl<'a> Words<'a> {
    /// The columns of a block; `quoted` are its pieces of quotations, marks included.
    pub fn of(annotated: &'a Annotated, quoted: &[Range<usize>]) -> Self {
        let count = annotated.len();
        let mut quote = vec![0; count];
        for (at, range) in quoted.iter().enumerate() {
            for token in range.clone() {
                if let Some(place) = quote.get_mut(token) {
                    *place = at as u32 + 1;
                }
            }
        }
        let opens = |token: usize| quoted.iter().any(|range| range.start == token);
        let closes = |token: usize| quoted.iter().any(|range| range.end == token + 1);
        let column = |text: &dyn Fn(usize) -> u32| (0..count).map(text).collect::<Vec<u32>>();
        let lemmas: Vec<String> = (0..count).map(|token| annotated.lemma(token).to_lowercase()).collect();
        Words {
            lower: column(&|token| hash(annotated.lower(token))),
            lemma: lemmas.iter().map(|lemma| hash(lemma)).collect(),
            tag: column(&|token| hash(annotated.tag(token))),
            dep: column(&|token| hash(annotated.dep(token))),
            entity: column(&|token| annotated.entity_label(token).map_or(0, hash)),
            class: column(&|token| class_of(annotated, token, &lemmas[token])),
            stop: (0..count)
                .map(|token| stop_of(annotated, token, &opens, &closes))
                .collect(),
            quote,
            annotated,
        }
    }
}

impl Words<'_> {
    /// The last token of the quotation that a token stands in; the length where it stands in none.
    pub(super) fn closing_of(&self, token: usize) -> usize {
        let quote = self.quote[token];
        if quote == 0 {
            return self.quote.len();
        }
        (token..self.quote.len())
            .take_while(|&at| self.quote[at] == quote)
            .last()
            .unwrap_or(token)
    }
}

fn stop_of(annotated: &Annotated, token: usize, opens: &dyn Fn(usize) -> bool, closes: &dyn Fn(usize) -> bool) -> Stop {
    if annotated.is_space(token) {
        return Stop::Space;
    }
    match annotated.lower(token) {
        "“" | "”" | "\"" | "``" | "''" | "«" | "»" | "„" | "‘" | "’" | "'" => {
            if opens(token) {
                Stop::Opening
            } else if closes(token) {
                Stop::Closing
            } else if annotated.tag(token) == "POS" {
                Stop::Possessive
            } else {
                Stop::Bracket
            }
        }
        "," => Stop::Comma,
        "." | "?" | "!" | "…" | "..." => Stop::Sentence,
        ":" | ";" => Stop::Colon,
        "-" | "–" | "—" | "--" => Stop::Dash,
        "(" | ")" | "[" | "]" => Stop::Bracket,
        "that" => Stop::That,
        "to" => Stop::To,
        "and" | "or" | "but" => Stop::Joining,
        "'s" | "’s" => Stop::Possessive,
        _ if annotated.pos(token) == Pos::Adp => Stop::Preposition,
        _ => Stop::None,
    }
}

/// What the catalogue knows of a word, as a number: the act it reports, an event, a text, an organ, an office. `lemma` is in
/// lower case.
fn class_of(annotated: &Annotated, token: usize, lemma: &str) -> u32 {
    let catalogue = Catalogue::shipped();
    let phrases = &catalogue.phrases;
    match annotated.pos(token) {
        Pos::Verb | Pos::Aux => match catalogue.cues.verb(lemma).next() {
            Some(cue) => fnv("v".bytes().chain(cue.act.bytes())),
            None if !catalogue.event_words.verb(lemma).is_empty() => hash("event"),
            None => hash(""),
        },
        Pos::Noun | Pos::Propn => match catalogue.cues.noun(lemma).next() {
            Some(cue) => fnv("n".bytes().chain(cue.act.bytes())),
            None if phrases.texts.nouns.contains(lemma) => hash("text"),
            None if phrases.people.singular.contains(lemma) => hash("people"),
            None if phrases.organs.nouns.contains(lemma) || phrases.organs.state.contains(lemma) => hash("organ"),
            None if catalogue.offices().longest_at(&[lemma], 0).is_some() => hash("office"),
            None if !catalogue.event_words.noun(lemma).is_empty() => hash("event"),
            None => hash(""),
        },
        _ => hash(""),
    }
}

/// A word as a number.
pub(super) fn hash(text: &str) -> u32 {
    fnv(text.bytes())
}

/// Two numbers as one (the finalizer of MurmurHash3 over their combination).
pub(super) fn join(first: u32, second: u32) -> u32 {
    let mut mixed = first.rotate_left(13) ^ second.wrapping_mul(0x9e37_79b1);
    mixed ^= mixed >> 16;
    mixed = mixed.wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 13)
}
