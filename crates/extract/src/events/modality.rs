//! How the text holds an event to be: told as a fact, denied, possible, to come, or only thought of.

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::event_words::{EventWords, ModalityWords};

use super::grammar::{children_as, is_noun, is_verb, normal};
use super::parts::Sources;
use crate::factuality::Scope;
use crate::record::Modality;

/// The modality of the event at `head` (`top` counts it, `light` lends it a verb).
pub(super) fn of(
    sources: &Sources,
    block: usize,
    head: usize,
    top: usize,
    verb: bool,
    light: Option<usize>,
) -> Modality {
    let a = &Scope::sentence(sources.annotated(block), head);
    let words = &sources.words.modality;
    if verb {
        return of_verb(a, words, head, 0)
            .or_else(|| negated_argument(a, head))
            .unwrap_or(Modality::Stated);
    }
    if let Some(found) = of_noun(a, words, head, top) {
        return found;
    }
    if let Some(light) = light {
        return of_verb(a, words, light, 0).unwrap_or(Modality::Stated);
    }
    above_noun(sources.words, a, top).unwrap_or(Modality::Stated)
}

/// What the rules make of any word that may tell an event; nothing where no word of theirs reaches it.
pub(crate) fn of_word(a: &Scope, head: usize) -> Option<Modality> {
    let words = &Catalogue::shipped().event_words;
    if is_verb(a.annotated, head) {
        return of_verb(a, &words.modality, head, 0).or_else(|| negated_argument(a, head));
    }
    of_noun(a, &words.modality, head, head).or_else(|| above_noun(words, a, head))
}

/// "supplied no missiles", "no missiles were supplied"
fn negated_argument(a: &Scope, verb: usize) -> Option<Modality> {
    children_as(a.annotated, verb, &["dobj", "nsubjpass", "nsubj", "dative"])
        .into_iter()
        .any(|noun| {
            matches!(a.lower(noun), "none" | "nothing" | "nobody")
                || children_as(a.annotated, noun, &["det", "neg"])
                    .into_iter()
                    .any(|child| matches!(a.lower(child), "no" | "neither"))
        })
        .then_some(Modality::Denied)
}

/// What the words of the verb itself and of the verbs above it tell, the nearest first.
fn of_verb(a: &Scope, words: &ModalityWords, verb: usize, depth: usize) -> Option<Modality> {
    if depth > 6 {
        return None;
    }
    if let Some(own) = own_words(a, words, verb) {
        return Some(own);
    }
    let head = a.head(verb);
    match a.dep(verb) {
        "conj" if is_verb(a.annotated, head) => {
            let own_subject = !children_as(a.annotated, verb, &["nsubj", "nsubjpass"]).is_empty();
            let own_auxiliary = !children_as(a.annotated, verb, &["aux", "auxpass"]).is_empty();
            let finite = matches!(a.tag(verb), "VBD" | "VBZ" | "VBP");
            if own_subject || own_auxiliary || finite {
                // Only what stands over both reaches the second: a purpose, a condition, a prohibition.
                return above_verb(a, words, head, depth);
            }
            of_verb(a, words, head, depth + 1)
        }
        "conj" => None,
        _ => above_verb(a, words, verb, depth),
    }
}

fn own_words(a: &Scope, words: &ModalityWords, verb: usize) -> Option<Modality> {
    let mut found = None;
    let mut infinitive = false;
    for child in a.children(verb) {
        let word = a.lower(child);
        match a.dep(child) {
            "neg" if word != "only" && !only_follows(a, child) => return Some(Modality::Denied),
            "aux" if words.possible_auxiliaries.contains(word) => found = Some(Modality::Possible),
            "aux" if words.hypothetical_auxiliaries.contains(word) => found = Some(Modality::Hypothetical),
            "aux" if words.future_auxiliaries.contains(word) => found = Some(Modality::Future),
            // "has yet to deliver"
            "aux" if a.tag(child) == "TO" && child > 0 && a.lower(child - 1) == "yet" => return Some(Modality::Denied),
            "aux" if a.tag(child) == "TO" => infinitive = true,
            "advmod" | "neg" | "preconj" if words.alleged_adverbs.contains(word) => {
                found = found.or(Some(Modality::Alleged))
            }
            "advmod" if words.possible_adverbs.contains(word) => found = found.or(Some(Modality::Possible)),
            "advmod" if word == "never" => return Some(Modality::Denied),
            "mark" | "advmod" if words.hypothetical_marks.contains(word) => found = Some(Modality::Hypothetical),
            _ => {}
        }
    }
    if found.is_none() && infinitive && a.dep(verb) == "advcl" {
        return Some(Modality::Hypothetical);
    }
    found
}

/// "not only … but also" denies nothing.
fn only_follows(a: &Scope, negation: usize) -> bool {
    negation + 1 < a.annotated.len() && a.lower(negation + 1) == "only"
}

fn governed(a: &Scope, words: &ModalityWords, governor: usize, verb: usize) -> Option<Modality> {
    let lemma = a.lemma(governor);
    if words.denied_verbs.contains(lemma) {
        return Some(Modality::Denied);
    }
    if words.future_verbs.contains(lemma) && a.tag(verb) != "VBG" {
        return Some(Modality::Future);
    }
    if words.hypothetical_verbs.contains(lemma) {
        return Some(Modality::Hypothetical);
    }
    if words.possible_verbs.contains(lemma) {
        return Some(Modality::Possible);
    }
    if words.alleged_verbs.contains(lemma) {
        return Some(Modality::Alleged);
    }
    None
}

fn above_verb(a: &Scope, words: &ModalityWords, verb: usize, depth: usize) -> Option<Modality> {
    let head = a.head(verb);
    if head == verb {
        return None;
    }
    let infinitive = a.children(verb).any(|child| a.tag(child) == "TO");
    match a.dep(verb) {
        "xcomp" | "ccomp" => {
            if !is_verb(a.annotated, head) {
                if infinitive && words.denied_before_infinitive.contains(a.lower(head)) {
                    return Some(Modality::Denied);
                }
                return if infinitive && (a.lower(head) == "likely" || a.lower(head) == "ready") {
                    Some(Modality::Possible)
                } else {
                    of_verb(a, words, a.head(head), depth + 1).filter(|_| infinitive)
                };
            }
            // "is to supply", "is going to"
            if a.lemma(head) == "be" && infinitive {
                return Some(Modality::Future);
            }
            let controls = infinitive
                || a.tag(verb) == "VBG"
                || children_as(a.annotated, verb, &["nsubj", "nsubjpass"]).is_empty();
            let clause_denied =
                a.dep(verb) == "ccomp" && words.denied_verbs.contains(a.lemma(head)) && a.lemma(head) == "deny";
            // Who does not deny it leaves it open.
            if clause_denied {
                return (!a.negated(head)).then_some(Modality::Denied);
            }
            if controls {
                let own = governed(a, words, head, verb);
                let above = of_verb(a, words, head, depth + 1);
                // "could encourage to export" is no more than possible, "will refuse to supply" is denied all the same.
                return match (own, above) {
                    // "did not deny supplying", "did not fail to supply"
                    (Some(Modality::Denied), _) if a.negated(head) => None,
                    (Some(Modality::Hypothetical), Some(Modality::Possible)) => Some(Modality::Possible),
                    (Some(own), _) => Some(own),
                    (None, above) => above,
                };
            }
            // A clause that is believed, feared or said to seem.
            if words.possible_verbs.contains(a.lemma(head)) {
                return Some(Modality::Possible);
            }
            // "if it turns out that": a condition above reaches the clause.
            own_condition(a, words, head).then_some(Modality::Hypothetical)
        }
        "pcomp" => {
            let governor = a.head(head);
            if governor == head {
                return None;
            }
            if is_denied_after(a, words, head) {
                return Some(Modality::Denied);
            }
            if is_verb(a.annotated, governor) {
                return governed(a, words, governor, verb)
                    .or_else(|| of_verb(a, words, governor, depth + 1).filter(|found| *found != Modality::Denied));
            }
            if is_noun(a.annotated, governor) {
                return noun_above(a, words, governor).or_else(|| {
                    let above = a.head(governor);
                    if is_verb(a.annotated, above) && a.dep(governor) == "dobj" {
                        governed(a, words, above, verb)
                    } else {
                        None
                    }
                });
            }
            None
        }
        "acl" if infinitive => noun_above(a, words, head).or(Some(Modality::Hypothetical)),
        // "a government that buys such weapons": any such government.
        "relcl" if matches!(a.tag(verb), "VBZ" | "VBP") && children_as(a.annotated, verb, &["aux"]).is_empty() => {
            let indefinite = children_as(a.annotated, head, &["det"])
                .into_iter()
                .any(|child| matches!(a.lower(child), "a" | "an" | "any" | "every"))
                || (a.tag(head) == "NNS" && children_as(a.annotated, head, &["det", "poss", "nummod"]).is_empty());
            indefinite.then_some(Modality::Hypothetical)
        }
        "acl" | "relcl" | "amod" => {
            // "any transfer of missiles supplied by": what hangs on a thing only thought of.
            children_as(a.annotated, head, &["det"])
                .into_iter()
                .any(|child| a.lower(child) == "any")
                .then_some(Modality::Hypothetical)
        }
        "advcl" => {
            let gerund = a.tag(verb) == "VBG";
            if gerund && is_verb(a.annotated, head) {
                of_verb(a, words, head, depth + 1)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// Whether what follows a preposition did not happen: "without", "instead of".
fn is_denied_after(a: &Scope, words: &ModalityWords, preposition: usize) -> bool {
    let alone = a.lower(preposition);
    let with_the_word_before = preposition
        .checked_sub(1)
        .map(|before| format!("{} {alone}", a.lower(before)));
    words.denied_prepositions.contains(alone)
        || with_the_word_before.is_some_and(|joined| words.denied_prepositions.contains(&joined))
}

fn own_condition(a: &Scope, words: &ModalityWords, verb: usize) -> bool {
    a.children(verb)
        .any(|child| matches!(a.dep(child), "mark" | "advmod") && words.hypothetical_marks.contains(a.lower(child)))
}

fn noun_above(a: &Scope, words: &ModalityWords, noun: usize) -> Option<Modality> {
    let lemma = normal(a.annotated, noun);
    if words.hypothetical_nouns.contains(&lemma) {
        return Some(
            if matches!(lemma.as_str(), "threat" | "risk" | "possibility" | "danger" | "fear") {
                Modality::Possible
            } else {
                Modality::Hypothetical
            },
        );
    }
    words.alleged_nouns.contains(&lemma).then_some(Modality::Alleged)
}

fn of_noun(a: &Scope, words: &ModalityWords, head: usize, top: usize) -> Option<Modality> {
    for noun in [head, top] {
        for child in a.children(noun) {
            let word = a.lower(child);
            match a.dep(child) {
                "det" | "neg" if matches!(word, "no" | "neither") => return Some(Modality::Denied),
                "det" if words.hypothetical_determiners.contains(word) => return Some(Modality::Hypothetical),
                "amod" | "nmod" | "compound" | "advmod" => {
                    if words.denied_adjectives.contains(word) {
                        return Some(Modality::Denied);
                    }
                    if words.alleged_adjectives.contains(word) {
                        return Some(Modality::Alleged);
                    }
                    if words.possible_adjectives.contains(word) {
                        return Some(Modality::Possible);
                    }
                    if words.future_adjectives.contains(word) {
                        return Some(Modality::Future);
                    }
                }
                _ => {}
            }
        }
        if noun == top && head == top {
            break;
        }
    }
    None
}

/// What the verb or noun that the event noun hangs on makes of it.
fn above_noun(event_words: &EventWords, a: &Scope, top: usize) -> Option<Modality> {
    let words = &event_words.modality;
    let noun = super::grammar::first_conjunct(a.annotated, top);
    let above = a.head(noun);
    if above == noun {
        return None;
    }
    match a.dep(noun) {
        "dobj" | "nsubjpass" if is_verb(a.annotated, above) => {
            let lemma = a.lemma(above);
            if words.hypothetical_verbs.contains(lemma) {
                return Some(Modality::Hypothetical);
            }
            if words.denied_verbs.contains(lemma) {
                return Some(Modality::Denied);
            }
            if words.future_verbs.contains(lemma) {
                return Some(Modality::Future);
            }
            if matches!(lemma, "allege" | "claim" | "suspect") {
                return Some(Modality::Alleged);
            }
            if matches!(lemma, "fear" | "expect") {
                return Some(Modality::Possible);
            }
            None
        }
        "nsubj" | "attr" if is_verb(a.annotated, above) && event_words.light.occurrence.contains(a.lemma(above)) => {
            of_verb(a, words, above, 0)
        }
        "pobj" => {
            let governor = a.head(above);
            if governor == above {
                return None;
            }
            if is_denied_after(a, words, above) {
                return Some(Modality::Denied);
            }
            if is_noun(a.annotated, governor) {
                return noun_above(a, words, governor);
            }
            if is_verb(a.annotated, governor) && matches!(a.lower(above), "for" | "against" | "to" | "from") {
                return words
                    .hypothetical_verbs
                    .contains(a.lemma(governor))
                    .then_some(Modality::Hypothetical);
            }
            None
        }
        _ => None,
    }
}
