//! How strongly a sentence takes up another's claim, and how strongly it answers one: the rules that need no learning.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::contradiction::Kind;
use onrecord_language::{Annotated, Pos};

use super::restated::{Restated, Whose};
use crate::actors::head_of;
use crate::statements::syntax::{child, is_negated, modal, object_of_preposition};

/// What the rules make of a sentence, in points.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Points {
    /// It takes up another's claim.
    pub(super) claim: u8,
    /// It answers that claim in its own words.
    pub(super) inner: u8,
    /// It answers a claim made before it.
    pub(super) answer: u8,
    /// It goes on about what the sentence before is about ("They …", "Nor …").
    pub(super) goes_on: bool,
    /// The word that takes the claim up.
    pub(super) head: Option<usize>,
}

/// Points from which on a claim and its answer are a contradiction.
pub(super) const ENOUGH: u8 = 3;
/// The same where a report tells in its own voice what others claim, which by itself doubts nothing.
pub(super) const ENOUGH_IN_A_REPORT: u8 = 5;

/// Reads the points of a sentence.
pub(super) fn points(annotated: &Annotated, sentence: Range<usize>, restated: &[Restated]) -> Points {
    let tokens: Vec<usize> = sentence.clone().filter(|&token| !annotated.is_space(token)).collect();
    let best = restated
        .iter()
        .map(|claim| (weight(annotated, claim), claim))
        .max_by_key(|&(weight, claim)| (weight, std::cmp::Reverse(claim.head)))
        .filter(|&(weight, _)| weight > 0);
    let mut points = Points {
        claim: best.map_or(0, |(weight, _)| weight),
        inner: 0,
        answer: answer(annotated, &tokens),
        goes_on: goes_on(annotated, &tokens),
        head: best.map(|(_, claim)| claim.head),
    };
    if let Some((_, claim)) = best {
        points.inner = inner(annotated, sentence, &tokens, claim);
    }
    points
}

/// Whether a word is one of a kind, as written or by its lemma.
pub(super) fn is_of(kind: &Kind, annotated: &Annotated, token: usize) -> bool {
    kind.lemmas.contains(annotated.lower(token)) || kind.lemmas.contains(&annotated.lemma(token).to_lowercase())
}

fn says(kind: &Kind, annotated: &Annotated, tokens: &[usize]) -> bool {
    let words: Vec<&str> = tokens.iter().map(|&token| annotated.lower(token)).collect();
    let joined = format!(" {} ", words.join(" "));
    kind.phrases
        .iter()
        .any(|phrase| joined.contains(&format!(" {phrase} ")))
}

/// How much a word tells that another's claim is taken up.
fn weight(annotated: &Annotated, claim: &Restated) -> u8 {
    let verb = claim.head;
    let as_source = annotated
        .children(verb)
        .any(|mark| annotated.dep(mark) == "mark" && matches!(annotated.lower(mark), "as" | "if" | "unless"))
        && annotated.dep(verb) == "advcl";
    let lemma = annotated.lemma(verb).to_lowercase();
    let words = &Catalogue::shipped().contradiction;
    let clause = annotated
        .children(verb)
        .any(|word| matches!(annotated.dep(word), "ccomp" | "xcomp" | "acl" | "pcomp"));
    let object = child(annotated, verb, "dobj").filter(|&object| annotated.pos(object) != Pos::Pron);
    let complement = clause || object.is_some();
    if as_source || (is_negated(annotated, verb) && claim.kind != "claiming") || is_only_wished(annotated, verb) {
        return 0;
    }
    // "claimed the attack", "claimed responsibility": whoever takes a deed upon himself claims nothing that is in doubt.
    let taken_on = object.is_some_and(|object| {
        lemma == "claim"
            && (is_of(&words.taken_on, annotated, object) || is_attack(&annotated.lemma(object).to_lowercase()))
    });
    if taken_on && !clause {
        return 0;
    }
    let named = matches!(claim.whose, Whose::State | Whose::Fellow | Whose::Name | Whose::Pronoun);
    let aside = matches!(annotated.dep(verb), "relcl" | "acl");
    let weight = match claim.kind {
        // "cannot deny", "can anyone assert": nobody is said to have claimed it.
        "claiming" | "telling" if modal(annotated, verb).is_some_and(|modal| modal != "will") => 0,
        "claiming" if named && complement && words.doubting.lemmas.contains(&lemma) => 3,
        "claiming" if (named || claim.whose == Whose::Nobody) && clause && !is_infinitive_of(annotated, verb) => 2,
        // "a stream called …", "you can call it …": a name, and nobody who gives it.
        "labelling" if claim.whose == Whose::Nobody && aside => 0,
        "labelling" if modal(annotated, verb).is_some_and(|modal| modal != "will") => 0,
        "labelling" if claim.whose.is_other() => {
            let likens = matches!(lemma.as_str(), "compare" | "liken" | "equate");
            let sentence = annotated.sentence_of(verb);
            let face = (verb + 1..sentence.end).any(|token| annotated.lower(token) == "as")
                || annotated.children(verb).any(|word| {
                    annotated.dep(word) == "oprd" || (likens && matches!(annotated.lower(word), "with" | "to"))
                });
            2 * u8::from(face)
        }
        "hearing" if modal(annotated, verb).is_none_or(|modal| modal == "will") => {
            let words_of = object.is_some_and(|object| is_of(&words.claims, annotated, object))
                || object_of_preposition(annotated, verb, "of").is_some();
            if words_of { 3 } else { 2 * u8::from(clause) }
        }
        "claims" if matches!(claim.whose, Whose::State | Whose::Fellow | Whose::Pronoun) => 1,
        "telling" | "blaming" if (named || claim.whose == Whose::Nobody) && complement => 1,
        "committing" if named && clause => 1,
        "commitment" => {
            u8::from(annotated.dep(verb) == "attr" && child(annotated, annotated.head(verb), "expl").is_some())
        }
        _ => 0,
    };
    if aside { weight.min(1) } else { weight }
}

fn is_attack(noun: &str) -> bool {
    let words = &Catalogue::shipped().event_words;
    words
        .noun(noun)
        .iter()
        .any(|candidate| words.nouns[candidate.entry].event_type == "attack")
}

/// "needs to tell the truth", "should say so": what somebody is to say, and has not said.
fn is_only_wished(annotated: &Annotated, verb: usize) -> bool {
    annotated.dep(verb) == "xcomp"
        && matches!(
            annotated.lemma(annotated.head(verb)),
            "need" | "want" | "have" | "ought" | "refuse" | "fail"
        )
}

/// "are alleged to have committed": a description, and no claim that is taken up.
fn is_infinitive_of(annotated: &Annotated, verb: usize) -> bool {
    matches!(annotated.dep(verb), "advcl" | "relcl" | "acl") && child(annotated, verb, "xcomp").is_some()
}

/// How much a sentence answers what stands before it.
fn answer(annotated: &Annotated, tokens: &[usize]) -> u8 {
    let words = &Catalogue::shipped().contradiction;
    let Some(&first) = tokens.first() else { return 0 };
    let opening: Vec<usize> = tokens.iter().copied().take(8).collect();
    let mut points = 0;
    let turns = tokens
        .iter()
        .take(2)
        .any(|&token| is_of(&words.turning, annotated, token))
        || says(&words.turning, annotated, &opening[..opening.len().min(4)]);
    if turns {
        points += 2;
    }
    if says(&words.reality, annotated, &opening) {
        points += 2;
    }
    let root = head_of(annotated, first..tokens.last().map_or(first, |last| last + 1));
    let subject = child(annotated, root, "nsubj").map(|subject| annotated.lower(subject));
    let expletive = child(annotated, root, "expl").is_some();
    let points_back = expletive
        || matches!(
            subject,
            Some("that" | "this" | "it" | "they" | "these" | "those" | "he" | "she" | "nothing" | "none")
        );
    let negated = is_negated(annotated, root)
        || tokens
            .iter()
            .any(|&token| matches!(annotated.lower(token), "no" | "nor" | "neither" | "nothing") && token < root + 4);
    let near: Vec<usize> = tokens.iter().copied().take(12).collect();
    let false_told =
        near.iter().any(|&token| is_of(&words.falsity, annotated, token)) || says(&words.falsity, annotated, &near);
    if points_back && (negated || false_told) {
        points += 2;
    } else if negated {
        points += 1;
    }
    let own = matches!(subject, Some("we" | "i" | "it")) || annotated.lower(first) == "let";
    if own && opening.iter().any(|&token| is_of(&words.reminding, annotated, token)) {
        points += 2;
    }
    points.min(4)
}

fn goes_on(annotated: &Annotated, tokens: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else {
        return false;
    };
    let root = head_of(annotated, first..last + 1);
    let subject = child(annotated, root, "nsubj").or_else(|| child(annotated, root, "nsubjpass"));
    subject.is_some_and(|subject| matches!(annotated.lower(subject), "they" | "it" | "these" | "those"))
        || matches!(annotated.lower(first), "as" | "nor" | "those" | "rather")
}

/// Whether a word turns against what stands before it in its sentence: after a comma, a dash or the like, or as a conjunction.
/// After a closing quotation mark it may still be the quotation's own sentence that goes on.
pub(super) fn turns_after_a_break(annotated: &Annotated, token: usize, start: usize) -> bool {
    let after_a_break = token > start && {
        let before = annotated.token(token - 1);
        annotated.is_space(token - 1) || (annotated.is_punct(token - 1) && !before.contains(['"', '”', '’', '\'']))
    };
    token > start
        && Catalogue::shipped()
            .contradiction
            .turning
            .lemmas
            .contains(annotated.lower(token))
        && (after_a_break || annotated.dep(token) == "cc")
}

/// Whether a word stands in what the verb `head` says is claimed.
pub(super) fn is_in_claim(annotated: &Annotated, head: usize, token: usize) -> bool {
    annotated.pos(head) == Pos::Verb
        && std::iter::once(token)
            .chain(annotated.ancestors(token))
            .take_while(|&at| at != head)
            .any(|at| {
                annotated.head(at) == head && matches!(annotated.dep(at), "ccomp" | "xcomp" | "pcomp" | "dobj" | "oprd")
            })
}

/// "falsely claims".
pub(super) fn is_adverb_of(annotated: &Annotated, token: usize, verb: usize) -> bool {
    annotated.dep(token) == "advmod" && annotated.head(token) == verb
}

/// How much a sentence answers the claim that it takes up itself.
fn inner(annotated: &Annotated, sentence: Range<usize>, tokens: &[usize], claim: &Restated) -> u8 {
    let head = claim.head;
    let words = &Catalogue::shipped().contradiction;
    let after: Vec<usize> = tokens.iter().copied().filter(|&token| token > head).collect();
    let turns = after
        .iter()
        .any(|&token| turns_after_a_break(annotated, token, sentence.start));
    let opening: Vec<usize> = tokens.iter().copied().take(3).collect();
    let contrary = says(&words.turning, annotated, &opening) && head < sentence.start + 8 || {
        // "although portrayed as …", "the peaceful protesters that they claim them to be"
        annotated.dep(head) == "advcl"
            && annotated
                .children(head)
                .any(|mark| matches!(annotated.lower(mark), "although" | "though"))
    };
    // "claims that the photographs are fake": what the claim calls false is no answer to it.
    let told_in_claim = |token: usize| is_in_claim(annotated, head, token);
    let outside: Vec<usize> = tokens.iter().copied().filter(|&token| !told_in_claim(token)).collect();
    let false_told = outside.iter().any(|&token| {
        (token > head || is_adverb_of(annotated, token, head)) && is_of(&words.falsity, annotated, token)
    }) || says(&words.falsity, annotated, &outside);
    // "Russia's claims … are not credible": of a noun the sentence itself must say it.
    let root = head_of(annotated, sentence.clone());
    let noun = claim.kind == "claims" || claim.kind == "commitment";
    let is_subject = annotated.dep(head) == "nsubj" && annotated.head(head) == root;
    let turns = turns && !noun;
    let false_told = false_told && (!noun || is_subject);
    let not_so = annotated.dep(head) == "relcl"
        && tokens
            .iter()
            .any(|&token| token < head && annotated.dep(token) == "neg");
    (2 * u8::from(turns) + 2 * u8::from(contrary) + 2 * u8::from(false_told) + 2 * u8::from(not_so)).min(4)
}
