//! What the learned reader sees of a block: every word's form, label and class as a number, and what stands in quotation
//! marks.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

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
        Words {
            lower: column(&|token| hash(annotated.lower(token))),
            lemma: column(&|token| hash(&annotated.lemma(token).to_lowercase())),
            tag: column(&|token| hash(annotated.tag(token))),
            dep: column(&|token| hash(annotated.dep(token))),
            entity: column(&|token| annotated.entity_label(token).map_or(0, hash)),
            class: column(&|token| hash(&class_of(annotated, token))),
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

/// What the catalogue knows of a word: the act it reports, an event, a text, an organ, an office.
fn class_of(annotated: &Annotated, token: usize) -> String {
    let lemma = annotated.lemma(token).to_lowercase();
    let catalogue = Catalogue::shipped();
    let pos = annotated.pos(token);
    match pos {
        Pos::Verb | Pos::Aux => {
            if let Some(cue) = catalogue.cues.verb(&lemma).next() {
                return format!("v{}", cue.act);
            }
            if !catalogue.event_words.verb(&lemma).is_empty() {
                return "event".to_owned();
            }
            String::new()
        }
        Pos::Noun | Pos::Propn => {
            let phrases = &catalogue.phrases;
            if let Some(cue) = catalogue.cues.noun(&lemma).next() {
                return format!("n{}", cue.act);
            }
            if phrases.texts.nouns.contains(&lemma) {
                "text"
            } else if phrases.people.singular.contains(&lemma) {
                "people"
            } else if phrases.organs.nouns.contains(&lemma) || phrases.organs.state.contains(&lemma) {
                "organ"
            } else if catalogue.offices().longest_at(&[lemma.as_str()], 0).is_some() {
                "office"
            } else if !catalogue.event_words.noun(&lemma).is_empty() {
                "event"
            } else {
                ""
            }
            .to_owned()
        }
        _ => String::new(),
    }
}

/// A word as a number: FNV-1a (Fowler, Noll and Vo).
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Two numbers as one (the finalizer of MurmurHash3 over their combination).
pub(super) fn join(first: u32, second: u32) -> u32 {
    let mut mixed = first.rotate_left(13) ^ second.wrapping_mul(0x9e37_79b1);
    mixed ^= mixed >> 16;
    mixed = mixed.wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 13)
}
