//! Questions to the dependency tree that reporting verbs need answered: who speaks, under what negation, in what clause.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

/// The lemma of a verb with its particle ("point out") or with the preposition that the catalogue knows it by
/// ("call on"), lower case.
pub fn verb_lemma(annotated: &Annotated, verb: usize) -> String {
    let lemma = annotated.lemma(verb).to_lowercase();
    match child(annotated, verb, "prt").or_else(|| bound_preposition(annotated, verb)) {
        Some(particle) => format!("{lemma} {}", annotated.lower(particle)),
        None => lemma,
    }
}

/// The preposition right after a verb that makes one cue with it: "on" of "called on Eritrea to …".
pub fn bound_preposition(annotated: &Annotated, verb: usize) -> Option<usize> {
    let next = verb + 1;
    if next >= annotated.len() || annotated.head(next) != verb || annotated.dep(next) != "prep" {
        return None;
    }
    let lemma = format!("{} {}", annotated.lemma(verb).to_lowercase(), annotated.lower(next));
    Catalogue::shipped().cues.verb(&lemma).next().map(|_| next)
}

/// The first child with this label.
pub fn child(annotated: &Annotated, token: usize, label: &str) -> Option<usize> {
    annotated.children(token).find(|&child| annotated.dep(child) == label)
}

/// The object of the preposition `word` under `token`.
pub fn object_of_preposition(annotated: &Annotated, token: usize, word: &str) -> Option<(usize, usize)> {
    annotated
        .children(token)
        .filter(|&preposition| {
            matches!(annotated.dep(preposition), "prep" | "agent" | "prt" | "dative")
                && annotated.lower(preposition) == word
        })
        .find_map(|preposition| {
            annotated
                .children(preposition)
                .find(|&object| matches!(annotated.dep(object), "pobj" | "pcomp"))
                .map(|object| (preposition, object))
        })
}

/// Whether a verb stands in the passive.
pub fn is_passive(annotated: &Annotated, verb: usize) -> bool {
    annotated
        .children(verb)
        .any(|child| matches!(annotated.dep(child), "auxpass" | "nsubjpass"))
        || (annotated.tag(verb) == "VBN"
            && matches!(annotated.dep(verb), "acl" | "advcl")
            // "Asked about the raid, …", "a ship called …": a participle by itself is passive, "having asked" is not.
            && !annotated.children(verb).any(|child| annotated.dep(child) == "aux"))
}

/// Whether a verb is negated itself ("did not", "never").
///
/// A negation across a quotation mark is the quoted one's: “Probably not,” the minister said.
pub fn is_negated(annotated: &Annotated, verb: usize) -> bool {
    annotated.children(verb).any(|child| {
        let negates = annotated.dep(child) == "neg"
            || (annotated.dep(child) == "advmod" && matches!(annotated.lower(child), "never" | "neither" | "nor"));
        negates && !(child.min(verb)..child.max(verb)).any(|token| is_quotation_mark(annotated.token(token)))
    })
}

/// Whether a token is a mark of quotation that no word holds as an apostrophe.
pub fn is_quotation_mark(token: &str) -> bool {
    matches!(token, "\"" | "“" | "”" | "„" | "``" | "''" | "«" | "»" | "‘")
}

/// The modal verb over a verb, lower case.
pub fn modal(annotated: &Annotated, verb: usize) -> Option<&str> {
    annotated
        .children(verb)
        .find(|&child| annotated.dep(child) == "aux" && annotated.tag(child) == "MD")
        .map(|child| annotated.lower(child))
}

/// Who does what a verb tells: the head of its own subject, else of the clause that it continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doer {
    /// A noun or pronoun.
    Noun(usize),
    /// The text that a participle describes ("a statement condemning…"): its noun.
    Text(usize),
    /// Nobody is named.
    None,
}

/// Climbs to the subject of a verb: coordination, control, participles, relative clauses, "among those condemning".
pub fn doer(annotated: &Annotated, verb: usize) -> Doer {
    let mut at = verb;
    for _ in 0..8 {
        if is_passive(annotated, at) {
            if at != verb && quotes_another(annotated, at) {
                // "was quoted as saying": whom they quote speaks.
                return child(annotated, at, "nsubjpass").map_or(Doer::None, Doer::Noun);
            }
            return match agent(annotated, at) {
                Some(agent) => Doer::Noun(agent),
                None => Doer::None,
            };
        }
        if at != verb
            && quotes_another(annotated, at)
            && annotated.dep(verb) == "pcomp"
            && let Some(quoted) = child(annotated, at, "dobj")
        {
            return match annotated.tag(quoted) {
                "WP" | "WDT" => Doer::Noun(antecedent(annotated, at)),
                _ => Doer::Noun(quoted),
            };
        }
        if let Some(subject) = annotated
            .children(at)
            .find(|&child| matches!(annotated.dep(child), "nsubj" | "csubj"))
        {
            // "said the bridge was safe and added …": a bridge adds nothing, whoever said so does.
            let reported = at != verb
                && annotated.dep(verb) == "conj"
                && annotated.dep(at) == "ccomp"
                && !may_speak(annotated, subject);
            if reported {
                at = annotated.head(at);
                continue;
            }
            return match annotated.tag(subject) {
                "WP" | "WDT" | "WP$" => Doer::Noun(antecedent(annotated, at)),
                _ if annotated.dep(subject) == "csubj" => Doer::None,
                _ => Doer::Noun(subject),
            };
        }
        if let Some(subject) = beside_fronted_phrase(annotated, at) {
            return Doer::Noun(subject);
        }
        let head = annotated.head(at);
        match annotated.dep(at) {
            "conj" | "xcomp" | "advcl" | "pcomp" | "prep" | "ccomp" | "parataxis" | "dep" if head != at => {
                if annotated.dep(at) == "xcomp"
                    && let Some(object) = child(annotated, head, "dobj")
                    && object < at
                {
                    return Doer::Noun(object);
                }
                if matches!(annotated.pos(head), Pos::Noun | Pos::Propn | Pos::Pron) {
                    return noun_doer(annotated, head);
                }
                at = head;
            }
            "acl" | "relcl" => return noun_doer(annotated, head),
            _ => return Doer::None,
        }
    }
    Doer::None
}

/// "In a joint statement, Australia and Canada said …": the parse takes the subject for an apposition of the phrase in
/// front of it.
fn beside_fronted_phrase(annotated: &Annotated, verb: usize) -> Option<usize> {
    let front = annotated
        .children(verb)
        .find(|&front| annotated.dep(front) == "prep" && front < verb)?;
    let object = child(annotated, front, "pobj")?;
    let subject = annotated
        .children(object)
        .find(|&subject| annotated.dep(subject) == "appos" && subject > object && subject < verb)?;
    let comma = (object + 1..subject).any(|token| annotated.token(token) == ",");
    (comma && annotated.right_edge(subject) + 1 == verb_group(annotated, verb).start).then_some(subject)
}

/// "quoted", "cited": the verb passes on what another said.
fn quotes_another(annotated: &Annotated, verb: usize) -> bool {
    Catalogue::shipped()
        .cues
        .verb(&annotated.lemma(verb).to_lowercase())
        .any(|cue| cue.cites)
}

/// Whether a noun can stand for whoever speaks: a name, a pronoun, or a noun for human beings, organs and bodies.
fn may_speak(annotated: &Annotated, noun: usize) -> bool {
    matches!(annotated.pos(noun), Pos::Pron | Pos::Propn) || is_speaking_noun(annotated, noun)
}

/// Whether a noun stands for human beings, an office, an organ or a body; a text is none of these.
pub fn is_speaking_noun(annotated: &Annotated, noun: usize) -> bool {
    let lemma = annotated.lemma(noun).to_lowercase();
    let catalogue = Catalogue::shipped();
    let phrases = &catalogue.phrases;
    (phrases.people.singular.contains(&lemma) && !phrases.texts.nouns.contains(&lemma))
        || phrases.organs.nouns.contains(&lemma)
        || phrases.organs.state.contains(&lemma)
        || phrases.organisations.nouns.contains(&lemma)
        || catalogue.offices().longest_at(&[lemma.as_str()], 0).is_some()
}

/// The noun that a relative clause describes; the clause's verb may be one of several joined by "and".
fn antecedent(annotated: &Annotated, verb: usize) -> usize {
    annotated.head(crate::actors::first_joined(annotated, verb))
}

/// Who speaks by a noun that a participle describes: whoever issued the text, else the noun itself.
fn noun_doer(annotated: &Annotated, noun: usize) -> Doer {
    let lemma = annotated.lemma(noun).to_lowercase();
    if matches!(lemma.as_str(), "those" | "one" | "that" | "they") {
        // "is among those condemning": the subject of "is".
        let preposition = annotated.head(noun);
        let verb = annotated.head(preposition);
        if let Some(subject) = child(annotated, verb, "nsubj") {
            return Doer::Noun(subject);
        }
    }
    let catalogue = Catalogue::shipped();
    if catalogue.phrases.texts.nouns.contains(&lemma) || catalogue.cues.noun(&lemma).next().is_some() {
        if let Some(issuer) = issuer_of_text(annotated, noun) {
            return Doer::Noun(issuer);
        }
        return Doer::Text(noun);
    }
    Doer::Noun(noun)
}

/// Who issued a text, from its own sentence: "Moscow’s statement", "a statement by Moscow", "Moscow released a statement".
pub fn issuer_of_text(annotated: &Annotated, noun: usize) -> Option<usize> {
    // "their concerns": the pronoun only repeats the subject of the verb.
    if let Some(owner) = child(annotated, noun, "poss").filter(|&owner| annotated.pos(owner) != Pos::Pron) {
        return Some(owner);
    }
    for word in ["by", "from"] {
        if let Some((_, object)) = object_of_preposition(annotated, noun, word) {
            return Some(object);
        }
    }
    let verb = annotated.head(noun);
    if annotated.dep(noun) == "dobj"
        && Catalogue::shipped()
            .cues
            .carrying
            .contains(&annotated.lemma(verb).to_lowercase())
    {
        return match doer(annotated, verb) {
            Doer::Noun(subject) => Some(subject),
            _ => None,
        };
    }
    if annotated.dep(noun) == "nsubjpass" {
        return agent(annotated, verb);
    }
    child(annotated, noun, "poss")
}

/// The verb that carries the text which a participle describes ("released a statement condemning…" → released).
pub fn carrying_verb(annotated: &Annotated, participle: usize) -> Option<usize> {
    let noun = annotated.head(participle);
    let verb = annotated.head(noun);
    (annotated.dep(participle) == "acl" && annotated.dep(noun) == "dobj" && annotated.pos(verb) == Pos::Verb)
        .then_some(verb)
}

/// The noun after "by" of a passive.
pub fn agent(annotated: &Annotated, verb: usize) -> Option<usize> {
    let by = annotated.children(verb).find(|&child| {
        annotated.dep(child) == "agent" || (annotated.dep(child) == "prep" && annotated.lower(child) == "by")
    })?;
    child(annotated, by, "pobj")
}

/// Whether a clause is finite: its verb or an auxiliary of it carries tense.
pub fn is_finite(annotated: &Annotated, verb: usize) -> bool {
    matches!(annotated.tag(verb), "VBD" | "VBZ" | "VBP" | "MD")
        || annotated.children(verb).any(|child| {
            matches!(annotated.dep(child), "aux" | "auxpass" | "cop")
                && matches!(annotated.tag(child), "VBD" | "VBZ" | "VBP" | "MD")
        })
}

/// The subtree of a token as a range, without punctuation and blanks at its edges (quotation marks stay).
pub fn subtree(annotated: &Annotated, token: usize) -> Range<usize> {
    trim(annotated, annotated.left_edge(token)..annotated.right_edge(token) + 1)
}

/// A range without commas, stops, dashes and blanks at its edges; marks that open or close within it stay.
pub fn trim(annotated: &Annotated, mut range: Range<usize>) -> Range<usize> {
    let loose = |token: usize| {
        annotated.is_space(token)
            || matches!(
                annotated.token(token),
                "," | ";" | ":" | "." | "-" | "–" | "—" | "--" | "…" | "..."
            )
    };
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    while range.start < range.end && loose(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// The cue with its auxiliaries, negation and particle, as far as they stand together.
pub fn verb_group(annotated: &Annotated, verb: usize) -> Range<usize> {
    let mut start = verb;
    let mut at = verb;
    while at > 0 && annotated.head(at - 1) == verb {
        match annotated.dep(at - 1) {
            "aux" | "auxpass" | "neg" => start = at - 1,
            // "has repeatedly said": an adverb belongs to the cue where an auxiliary stands before it.
            "advmod" => {}
            _ => break,
        }
        at -= 1;
    }
    let mut end = verb + 1;
    if let Some(particle) = child(annotated, verb, "prt").or_else(|| bound_preposition(annotated, verb))
        && particle == end
    {
        end = particle + 1;
    }
    start..end
}
