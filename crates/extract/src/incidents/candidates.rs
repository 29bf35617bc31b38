//! The phrases that may have a part in an incident: nouns with what stands before and after them, in several cuts, and names.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_language::{Annotated, Pos};

use crate::reading::Reading;

/// How a phrase is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// All that stands before the noun but articles, and the noun.
    Core,
    /// Without numbers.
    Uncounted,
    /// Names and nouns only.
    Compound,
    /// The noun alone.
    Head,
    /// With its of-phrase.
    Of,
    /// Names before a noun that is none of them ("ELN guerrillas").
    Before,
    /// A name that the pipeline marked.
    Name,
    /// The last two or three words of a longer name ("Judge Marta Solvena").
    Ending,
}

/// One place where a phrase stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Position in [`Reading::blocks`].
    pub block: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token that heads it.
    pub head: usize,
    /// How it is cut.
    pub cut: Cut,
}

/// The same words at all their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words, lower case, with one blank between.
    pub key: String,
    /// Where they stand, in the order of the text.
    pub places: Vec<Place>,
}

/// Longest phrase.
const WORDS: usize = 10;

/// The words of a phrase as they are compared: lower case, no quotation marks, no article before.
pub fn key(words: &str) -> String {
    let words: String = words
        .to_lowercase()
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() || matches!(letter, '\'' | '-' | '.') {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let mut parts: Vec<&str> = words.split_whitespace().collect();
    while parts.len() > 1 && matches!(parts[0], "the" | "a" | "an") {
        parts.remove(0);
    }
    parts.join(" ")
}

/// Every phrase of a document, in the order of its first place.
pub fn phrases(reading: &Reading) -> Vec<Phrase> {
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut phrases: Vec<Phrase> = Vec::new();
    for block in 0..reading.blocks.len() {
        let a = reading.annotated(block);
        let mut cuts: Vec<(Range<usize>, usize, Cut)> = Vec::new();
        for head in 0..a.len() {
            if matches!(a.pos(head), Pos::Noun | Pos::Propn) || a.dep(head) != "compound" && a.tag(head) == "CD" {
                cut(a, head, &mut cuts);
            }
        }
        for entity in a.entities() {
            if matches!(entity.label(a), "PERSON" | "ORG" | "NORP" | "FAC" | "GPE" | "PRODUCT") {
                let mut tokens = entity.tokens();
                while tokens.len() > 1 && matches!(a.pos(tokens.start), Pos::Det | Pos::Punct) {
                    tokens.start += 1;
                }
                let head = top(a, &tokens);
                cuts.push((tokens, head, Cut::Name));
            }
        }
        cuts.sort_by_key(|(tokens, _, cut)| (tokens.start, tokens.end, *cut));
        cuts.dedup_by(|next, kept| next.0 == kept.0);
        for (tokens, head, cut) in cuts {
            let key = key(a.slice(tokens.clone()));
            if tokens.len() > WORDS || key.len() < 2 {
                continue;
            }
            let at = *by_key.entry(key.clone()).or_insert_with(|| {
                phrases.push(Phrase {
                    key,
                    places: Vec::new(),
                });
                phrases.len() - 1
            });
            phrases[at].places.push(Place {
                block,
                tokens,
                head,
                cut,
            });
        }
    }
    phrases
}

/// The token of a range that the others hang from.
fn top(a: &Annotated, tokens: &Range<usize>) -> usize {
    tokens
        .clone()
        .find(|&token| !tokens.contains(&a.head(token)) || a.head(token) == token)
        .unwrap_or(tokens.end - 1)
}

fn is_name(a: &Annotated, token: usize) -> bool {
    a.pos(token) == Pos::Propn || a.pos(token) == Pos::Adj && a.token(token).starts_with(char::is_uppercase)
}

fn cut(a: &Annotated, head: usize, cuts: &mut Vec<(Range<usize>, usize, Cut)>) {
    // What stands before: the head's own left children and theirs, up to a clause or a comma.
    let mut first = head;
    while first > 0 {
        let before = first - 1;
        if a.is_space(before) {
            first = before;
            continue;
        }
        let inside = a.head(before) == head
            || (before..head).contains(&a.head(before)) && a.ancestors(before).any(|up| up == head);
        let part = matches!(
            a.dep(before),
            "compound"
                | "amod"
                | "nummod"
                | "nmod"
                | "quantmod"
                | "poss"
                | "advmod"
                | "punct"
                | "case"
                | "det"
                | "npadvmod"
                | "conj"
                | "cc"
                | "prep"
        ) && a.sentence_of(before) == a.sentence_of(head);
        if !inside
            || !part
            || matches!(a.token(before), "," | ";" | ":" | "--" | "(" | "[")
            || a.pos(before) == Pos::Adp
        {
            break;
        }
        first = before;
    }
    let strip = |first: usize| {
        (first..head)
            .find(|&token| {
                let possessive = a.pos(token) == Pos::Pron && a.dep(token) == "poss" || a.token(token) == "'s";
                !possessive && !matches!(a.pos(token), Pos::Det | Pos::Punct | Pos::Cconj | Pos::Space)
            })
            .unwrap_or(head)
    };
    let core = strip(first);
    cuts.push((core..head + 1, head, Cut::Core));
    let uncounted = (core..head)
        .find(|&token| {
            !matches!(a.pos(token), Pos::Num | Pos::Det | Pos::Punct | Pos::Adv | Pos::Space)
                && a.dep(token) != "nummod"
                && !matches!(
                    a.lower(token),
                    "at" | "least"
                        | "more"
                        | "than"
                        | "some"
                        | "several"
                        | "many"
                        | "other"
                        | "few"
                        | "about"
                        | "another"
                )
        })
        .unwrap_or(head);
    cuts.push((uncounted..head + 1, head, Cut::Uncounted));
    let mut compound = head;
    while compound > core && (matches!(a.dep(compound - 1), "compound" | "nmod") || a.is_space(compound - 1)) {
        compound -= 1;
    }
    while a.is_space(compound) {
        compound += 1;
    }
    cuts.push((compound..head + 1, head, Cut::Compound));
    cuts.push((head..head + 1, head, Cut::Head));
    if a.pos(head) == Pos::Propn {
        for words in [2, 3] {
            let first = (head + 1).saturating_sub(words);
            if first > compound && (first..head).all(|token| a.pos(token) == Pos::Propn) {
                cuts.push((first..head + 1, head, Cut::Ending));
            }
        }
    }
    if let Some(of) = a
        .children(head)
        .find(|&child| child > head && matches!(a.lower(child), "of" | "from"))
    {
        let end = a.right_edge(of) + 1;
        // Up to a clause or a comma inside.
        let end = (of + 1..end)
            .find(|&token| {
                matches!(a.token(token), "," | ";" | "(" | "[" | "--") || matches!(a.dep(token), "relcl" | "acl")
            })
            .unwrap_or(end);
        let end = end - usize::from(a.is_space(end - 1));
        if end > of + 1 {
            cuts.push((core..end, head, Cut::Of));
            cuts.push((uncounted..end, head, Cut::Of));
        }
    }
    let mut named = compound;
    while named > core && is_name(a, named - 1) {
        named -= 1;
    }
    let mut end = head;
    while end > named && !is_name(a, end - 1) {
        end -= 1;
    }
    if end > named && end <= head && a.pos(head) != Pos::Propn {
        cuts.push((named..end, end - 1, Cut::Before));
        cuts.push((end - 1..end, end - 1, Cut::Before));
    }
}
