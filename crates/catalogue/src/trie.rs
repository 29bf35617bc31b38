//! A trie over folded pieces: the longest catalogue phrase that begins at a token.

use crate::wording::{Folding, is_capital, pieces};
use hashbrown::HashMap;

/// What the capitals of a text must be for a phrase to be read in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// Any: the catalogue writes the phrase in lower case.
    Any,
    /// At least one piece begins with a capital: a name ("Turkey", "al-Qaida").
    Some,
    /// As written: an acronym ("US", "WHO").
    Exact(String),
}

impl Capitals {
    /// What a phrase asks for, by the way it is written.
    pub(crate) fn of(phrase: &str, acronym: bool) -> Self {
        if acronym {
            Capitals::Exact(joined(pieces(phrase)))
        } else if pieces(phrase).any(is_capital) {
            Capitals::Some
        } else {
            Capitals::Any
        }
    }
}

/// Pieces with a mark between them, marks in plain form, case kept.
fn joined<'a>(pieces: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for piece in pieces {
        if !text.is_empty() {
            text.push(' ');
        }
        match piece {
            "’" | "‘" => text.push('\''),
            "–" | "‐" | "‑" => text.push('-'),
            other => text.push_str(other),
        }
    }
    text
}

/// A phrase's target, with the capitals it asks for.
#[derive(Clone, Debug)]
pub(crate) struct Bearer<T> {
    pub(crate) target: T,
    pub(crate) capitals: Capitals,
}

#[derive(Debug)]
struct Node<T> {
    next: HashMap<String, usize>,
    bearers: Vec<Bearer<T>>,
}

/// Trie and their targets.
#[derive(Debug)]
pub(crate) struct Trie<T> {
    nodes: Vec<Node<T>>,
    folding: Folding,
    begins: Beginnings,
}

/// Where a phrase was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found<T> {
    /// How many tokens it takes, the last of them perhaps in part.
    pub(crate) length: usize,
    /// Code points of the last token that belong to it, where not all do.
    pub(crate) characters: Option<usize>,
    /// Every target whose capitals fit, in the order they were added.
    pub(crate) targets: Vec<T>,
}

/// Where a reading of tokens stands.
#[derive(Clone, Copy)]
struct Place {
    node: usize,
    capital: bool,
}

impl<T: Clone + PartialEq> Trie<T> {
    pub(crate) fn new(folding: Folding) -> Self {
        let mut begins = Beginnings::default();
        folding.spellings().for_each(|spelling| begins.add(spelling));
        Trie {
            nodes: vec![Node {
                next: HashMap::new(),
                bearers: Vec::new(),
            }],
            folding,
            begins,
        }
    }

    /// Adds a phrase. The same phrase for the same target keeps the freest rule of capitals.
    pub(crate) fn insert(&mut self, phrase: &str, target: T, capitals: Capitals) {
        let mut node = 0;
        let mut buffer = String::new();
        for piece in pieces(phrase) {
            let folded = self.folding.fold(piece, &mut buffer);
            node = match self.nodes[node].next.get(folded) {
                Some(next) => *next,
                None => {
                    let folded = folded.to_owned();
                    if node == 0 {
                        self.begins.add(&folded);
                    }
                    self.nodes.push(Node {
                        next: HashMap::new(),
                        bearers: Vec::new(),
                    });
                    let next = self.nodes.len() - 1;
                    self.nodes[node].next.insert(folded, next);
                    next
                }
            };
        }
        if node == 0 {
            return;
        }
        let bearers = &mut self.nodes[node].bearers;
        let same = |bearer: &Bearer<T>| bearer.target == target;
        if bearers
            .iter()
            .any(|bearer| same(bearer) && (bearer.capitals == capitals || bearer.capitals == Capitals::Any))
        {
            return;
        }
        if capitals == Capitals::Any {
            bearers.retain(|bearer| !same(bearer));
        }
        bearers.push(Bearer { target, capitals });
    }

    /// Every phrase's bearers, for checks of the whole.
    pub(crate) fn bearers_mut(&mut self, phrase: &str) -> Option<&mut Vec<Bearer<T>>> {
        let mut node = 0;
        let mut buffer = String::new();
        for piece in pieces(phrase) {
            node = *self.nodes[node].next.get(self.folding.fold(piece, &mut buffer))?;
        }
        Some(&mut self.nodes[node].bearers)
    }

    /// The longest phrase that begins at token `start`. A phrase may end inside a token before a hyphen ("U.S.-led").
    pub(crate) fn longest_at<S: AsRef<str>>(&self, tokens: &[S], start: usize) -> Option<Found<T>> {
        self.longest_of(tokens, None, start)
    }

    /// The same, where each token may be read as written or as its lemma.
    pub(crate) fn longest_of<S: AsRef<str>>(
        &self,
        tokens: &[S],
        lemmas: Option<&[S]>,
        start: usize,
    ) -> Option<Found<T>> {
        let lemma = lemmas.and_then(|lemmas| lemmas.get(start)).map(AsRef::as_ref);
        if !self.begins.may(tokens.get(start)?.as_ref()) && !lemma.is_some_and(|lemma| self.begins.may(lemma)) {
            return None;
        }
        let mut buffer = String::new();
        let mut best = None;
        let mut places = vec![Place {
            node: 0,
            capital: false,
        }];
        for (offset, token) in tokens.get(start..)?.iter().enumerate() {
            let token = token.as_ref();
            let mut reached: Vec<Place> = Vec::new();
            for place in &places {
                let (end, inside) = self.walk(*place, token, &mut buffer);
                if let Some((place, characters)) = inside {
                    self.keep(&mut best, tokens, start, offset, place, Some(characters));
                }
                reached.extend(end);
                let lemma = lemmas.and_then(|lemmas| lemmas.get(start + offset)).map(AsRef::as_ref);
                if let Some(lemma) = lemma.filter(|lemma| *lemma != token) {
                    let (end, _) = self.walk(*place, lemma, &mut buffer);
                    // The capitals of a text are those of its tokens, whatever the lemma's are.
                    reached.extend(end.map(|end| Place {
                        capital: place.capital || is_capital(token),
                        ..end
                    }));
                }
            }
            if reached.is_empty() {
                break;
            }
            for place in &reached {
                self.keep(&mut best, tokens, start, offset, *place, None);
            }
            places = reached;
        }
        best
    }

    /// Follows the pieces of one token: where they all lead, and the last place before a hyphen where a phrase ends.
    fn walk(&self, from: Place, token: &str, buffer: &mut String) -> (Option<Place>, Option<(Place, usize)>) {
        let mut place = from;
        let mut inside = None;
        let mut characters = 0;
        for piece in pieces(token) {
            if characters > 0 && matches!(piece, "-" | "–" | "‑") && !self.nodes[place.node].bearers.is_empty() {
                inside = Some((place, characters));
            }
            let Some(next) = self.nodes[place.node].next.get(self.folding.fold(piece, buffer)) else {
                return (None, inside);
            };
            place = Place {
                node: *next,
                capital: place.capital || is_capital(piece),
            };
            characters += piece.chars().count();
        }
        (Some(place).filter(|_| characters > 0), inside)
    }

    fn keep<S: AsRef<str>>(
        &self,
        best: &mut Option<Found<T>>,
        tokens: &[S],
        start: usize,
        offset: usize,
        place: Place,
        characters: Option<usize>,
    ) {
        let bearers = &self.nodes[place.node].bearers;
        if bearers.is_empty() {
            return;
        }
        let fits = |bearer: &&Bearer<T>| match &bearer.capitals {
            Capitals::Any => true,
            Capitals::Some => place.capital,
            Capitals::Exact(written) => *written == as_written(&tokens[start..=start + offset], characters),
        };
        let targets: Vec<T> = bearers
            .iter()
            .filter(fits)
            .map(|bearer| bearer.target.clone())
            .collect();
        if !targets.is_empty() {
            *best = Some(Found {
                length: offset + 1,
                characters,
                targets,
            });
        }
    }
}

/// Tokens joined as [`Capitals::Exact`] writes them, the last cut after `characters`.
fn as_written<S: AsRef<str>>(tokens: &[S], characters: Option<usize>) -> String {
    let last = tokens.len().saturating_sub(1);
    joined(tokens.iter().enumerate().flat_map(|(index, token)| {
        let token = token.as_ref();
        let cut = characters
            .filter(|_| index == last)
            .and_then(|count| token.char_indices().nth(count));
        pieces(cut.map_or(token, |(byte, _)| &token[..byte]))
    }))
}

/// The first three letters of every phrase: most tokens of a text begin none, and are turned away without being folded.
#[derive(Debug)]
struct Beginnings {
    known: Vec<bool>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Beginnings {
            known: vec![false; 1 << 15],
        }
    }
}

impl Beginnings {
    fn add(&mut self, folded: &str) {
        // A token that has no such place is never turned away.
        if let Some(place) = beginning(folded) {
            self.known[place] = true;
        }
    }

    fn may(&self, token: &str) -> bool {
        beginning(token).is_none_or(|place| self.known[place])
    }
}

/// The first three letters of a token's first piece as a number below 2¹⁵; none where they are not all plain, or where the
/// token begins with a mark.
fn beginning(token: &str) -> Option<usize> {
    let piece = token.as_bytes();
    let mut place = 0;
    let mut ended = false;
    for at in 0..3 {
        let byte = piece.get(at).copied().unwrap_or(b' ');
        let code = match byte {
            _ if ended => 0,
            b'a'..=b'z' => byte - b'a' + 1,
            b'A'..=b'Z' => byte - b'A' + 1,
            b'0'..=b'9' => 27,
            b'.' => 28,
            b' ' | b'-' | b'\'' | b',' | b'/' | b'&' | b'(' | b')' if at > 0 => 0,
            _ => return None,
        };
        ended |= code == 0;
        place = place * 32 + usize::from(code);
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trie(entries: &[(&str, bool)]) -> Trie<usize> {
        let mut trie = Trie::new(Folding::default());
        for (index, (phrase, acronym)) in entries.iter().enumerate() {
            trie.insert(phrase, index, Capitals::of(phrase, *acronym));
        }
        trie
    }

    #[test]
    fn the_longest_phrase_wins() {
        let trie = trie(&[("Security Council", false), ("Security Council Report", false)]);
        let found = trie.longest_at(&["Security", "Council", "Report", "says"], 0).unwrap();
        assert_eq!((found.length, found.targets), (3, vec![1]));
        let found = trie.longest_at(&["Security", "Council", "members"], 0).unwrap();
        assert_eq!((found.length, found.targets), (2, vec![0]));
    }

    #[test]
    fn an_acronym_is_read_as_written_only() {
        let trie = trie(&[("US", true)]);
        assert!(trie.longest_at(&["US"], 0).is_some());
        assert!(trie.longest_at(&["us"], 0).is_none());
        assert!(trie.longest_at(&["Us"], 0).is_none());
    }

    #[test]
    fn a_name_needs_a_capital_and_a_common_noun_does_not() {
        let trie = trie(&[("Turkey", false), ("foreign ministry", false)]);
        assert!(trie.longest_at(&["turkey"], 0).is_none());
        assert!(trie.longest_at(&["TURKEY"], 0).is_some());
        assert!(trie.longest_at(&["Foreign", "Ministry"], 0).is_some());
        assert!(trie.longest_at(&["foreign", "ministry"], 0).is_some());
    }

    #[test]
    fn a_phrase_may_end_before_a_hyphen_inside_a_token() {
        let trie = trie(&[("U.S.", true)]);
        let found = trie.longest_at(&["U.S.-led", "coalition"], 0).unwrap();
        assert_eq!((found.length, found.characters), (1, Some(4)));
        assert!(trie.longest_at(&["U.S.A"], 0).is_none());
    }

    #[test]
    fn a_lemma_stands_for_its_token() {
        let trie = trie(&[("ballistic missile", false)]);
        let tokens = ["Ballistic", "missiles"];
        let lemmas = ["ballistic", "missile"];
        assert!(trie.longest_at(&tokens, 0).is_none());
        assert_eq!(trie.longest_of(&tokens, Some(&lemmas), 0).unwrap().length, 2);
    }

    #[test]
    fn nothing_begins_past_the_end() {
        assert!(trie(&[("US", true)]).longest_at(&["US"], 1).is_none());
        assert!(trie(&[("US", true)]).longest_at::<&str>(&[], 9).is_none());
    }
}
