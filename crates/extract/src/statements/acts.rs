//! What a speaker does by a statement: the cue's entry, changed by negation, refusal and what the content itself does.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::cues::Cue;
use onrecord_language::{Annotated, Pos};

use super::complement::Complement;
use super::syntax::{child, is_negated, modal};
use crate::record::Act;

/// The act of a name in the catalogue; `None` for "none" and for unknown names.
pub fn act_named(name: &str) -> Option<Act> {
    Some(match name {
        "assert" => Act::Assert,
        "allege" => Act::Allege,
        "confirm" => Act::Confirm,
        "deny" => Act::Deny,
        "reject" => Act::Reject,
        "dispute_evidence" => Act::DisputeEvidence,
        "decline_comment" => Act::DeclineComment,
        "condemn" => Act::Condemn,
        "praise" => Act::Praise,
        "demand" => Act::Demand,
        "appeal" => Act::Appeal,
        "warn" => Act::Warn,
        "threaten" => Act::Threaten,
        "promise" => Act::Promise,
        "announce" => Act::Announce,
        "question" => Act::Question,
        "retract" => Act::Retract,
        _ => return None,
    })
}

/// Verbs under which an infinitive tells what is said ("continued to deny"), and those under which nothing is said
/// ("failed to confirm", "is expected to announce").
fn controls_silence(lemma: &str) -> bool {
    matches!(
        lemma,
        "fail"
            | "seem"
            | "appear"
            | "expect"
            | "likely"
            | "want"
            | "try"
            | "plan"
            | "schedule"
            | "hesitate"
            | "wait"
            | "prepare"
            | "stop"
            | "avoid"
    )
}

/// The act of a verb cue with this complement; `None` where nothing is said.
pub fn of_verb(annotated: &Annotated, verb: usize, cue: &Cue, complement: &Complement) -> Option<Act> {
    let catalogue = Catalogue::shipped();
    let base = act_named(&cue.act)?;
    let governor = matches!(annotated.dep(verb), "xcomp").then(|| annotated.head(verb));
    let refused = governor.is_some_and(|governor| {
        catalogue
            .cues
            .refusing
            .contains(&annotated.lemma(governor).to_lowercase())
    });
    let conditional = annotated.children(verb).any(|mark| {
        annotated.dep(mark) == "mark" && matches!(annotated.lower(mark), "if" | "unless" | "whether" | "until" | "lest")
    });
    let modal_verb = modal(annotated, verb).or_else(|| governor.and_then(|governor| modal(annotated, governor)));
    let negated = is_negated(annotated, verb) || governor.is_some_and(|governor| is_negated(annotated, governor));
    if conditional || governor.is_some_and(|governor| controls_silence(&annotated.lemma(governor).to_lowercase())) {
        return None;
    }
    if negated || refused {
        // "could not rule out" and "would not confirm" are refusals as well.
        return cue.negated.as_deref().and_then(act_named);
    }
    if matches!(
        modal_verb,
        Some("may" | "might" | "could" | "can" | "should" | "must" | "ought")
    ) {
        return None;
    }
    if annotated.dep(verb) == "relcl" && annotated.children(verb).any(|aux| annotated.lower(aux) == "to") {
        return None;
    }
    if cue.evaluates {
        return Some(by_predicate(annotated, verb, complement).unwrap_or(base));
    }
    Some(base)
}

/// "called the report baseless", "dismissed it as propaganda", "described the strike as heinous".
fn by_predicate(annotated: &Annotated, verb: usize, complement: &Complement) -> Option<Act> {
    let cues = &Catalogue::shipped().cues;
    let lemma = annotated.lemma(verb).to_lowercase();
    let own = cues
        .verb(&lemma)
        .find(|cue| !cue.evaluates && !cue.cites && matches!(cue.act.as_str(), "reject" | "condemn" | "praise"));
    if let Some(cue) = own {
        return act_named(&cue.act);
    }
    let words = complement.pieces.iter().cloned().flatten();
    evaluation(annotated, words)
}

/// The judgement that words carry: a rejection before a condemnation before praise.
fn evaluation(annotated: &Annotated, words: impl Iterator<Item = usize> + Clone) -> Option<Act> {
    let evaluations = &Catalogue::shipped().cues.evaluations;
    let holds = |list: &std::collections::HashSet<String>| {
        words.clone().any(|token| {
            let negated = token > 0 && matches!(annotated.lower(token - 1), "not" | "no" | "non");
            !negated && (list.contains(&annotated.lemma(token).to_lowercase()) || list.contains(annotated.lower(token)))
        })
    };
    if holds(&evaluations.reject) {
        Some(Act::Reject)
    } else if holds(&evaluations.condemn) {
        Some(Act::Condemn)
    } else if holds(&evaluations.praise) {
        Some(Act::Praise)
    } else {
        None
    }
}

/// What a clause does by itself, whoever reports it neutrally: "there is no evidence" disputes evidence, "the claims are
/// baseless" rejects, "Russia must withdraw" demands, "the strike was a war crime" condemns. `None`: it only says.
pub fn of_clause(annotated: &Annotated, head: usize, within: &[Range<usize>]) -> Option<Act> {
    let inside = |token: usize| within.iter().any(|piece| piece.contains(&token));
    if lacks_evidence(annotated, head, &inside).is_some() {
        return Some(Act::DisputeEvidence);
    }
    if annotated.lemma(head) == "be" || annotated.children(head).any(|word| annotated.dep(word) == "cop") {
        let subject = child(annotated, head, "nsubj").or_else(|| child(annotated, head, "expl"));
        let predicate = annotated
            .children(head)
            .filter(|&word| matches!(annotated.dep(word), "acomp" | "attr" | "prep"))
            .filter(|&word| inside(word));
        let negated = is_negated(annotated, head);
        for predicate in predicate {
            let words = annotated.left_edge(predicate)..annotated.right_edge(predicate) + 1;
            let near = words.filter(|&token| annotated.dep(token) != "pobj" || annotated.head(token) == predicate);
            match evaluation(annotated, near.collect::<Vec<_>>().into_iter()) {
                Some(Act::Reject)
                    if !negated && subject.is_some_and(|subject| speaks_of_a_claim(annotated, subject)) =>
                {
                    return Some(Act::Reject);
                }
                Some(Act::Condemn) if !negated && subject.is_some() => return Some(Act::Condemn),
                _ => {}
            }
        }
    }
    // "the video was fabricated"
    let fabricated = annotated.tag(head) == "VBN"
        && !is_negated(annotated, head)
        && evaluation(annotated, std::iter::once(head)) == Some(Act::Reject)
        && child(annotated, head, "nsubjpass").is_some_and(|subject| speaks_of_a_claim(annotated, subject));
    if fabricated {
        return Some(Act::Reject);
    }
    if let Some(modal) = modal(annotated, head).filter(|modal| matches!(*modal, "must" | "should" | "ought")) {
        let own = child(annotated, head, "nsubj")
            .is_some_and(|subject| matches!(annotated.lower(subject), "we" | "i" | "it" | "he" | "she"));
        let guess = annotated
            .children(head)
            .any(|aux| annotated.lemma(aux) == "have" && annotated.dep(aux) == "aux");
        if !own && !guess && modal != "ought" {
            return Some(Act::Demand);
        }
    }
    None
}

fn speaks_of_a_claim(annotated: &Annotated, subject: usize) -> bool {
    let lemma = annotated.lemma(subject).to_lowercase();
    let cues = &Catalogue::shipped().cues;
    annotated.pos(subject) == Pos::Pron
        || [&cues.evidence.imagery, &cues.evidence.document, &cues.evidence.report]
            .into_iter()
            .any(|words| words.contains(&lemma))
        || cues.claim_nouns.contains(&lemma)
        || cues.noun(&lemma).next().is_some()
        || annotated.tag(subject) == "DT"
}

/// The noun of evidence that a clause says is missing: "has no evidence", "there is no proof", "without any evidence",
/// "has not shown any evidence".
pub fn lacks_evidence(annotated: &Annotated, head: usize, inside: &dyn Fn(usize) -> bool) -> Option<usize> {
    let words = &Catalogue::shipped().cues.evidence;
    let nouns: Vec<usize> = annotated
        .children(head)
        .filter(|&word| matches!(annotated.dep(word), "dobj" | "attr" | "nsubj" | "nsubjpass"))
        .chain(
            annotated
                .children(head)
                .filter(|&word| annotated.dep(word) == "prep" && annotated.lower(word) == "without")
                .flat_map(|word| annotated.children(word)),
        )
        .filter(|&noun| inside(noun))
        .collect();
    nouns.into_iter().find(|&noun| {
        let lemma = annotated.lemma(noun).to_lowercase();
        let evidence = words.unspecified.contains(&lemma);
        let missing = annotated
            .children(noun)
            .any(|word| annotated.dep(word) == "det" && annotated.lower(word) == "no")
            || annotated.lower(annotated.head(noun)) == "without"
            || is_negated(annotated, head)
            || words.missing.contains(&annotated.lemma(head).to_lowercase());
        evidence && missing
    })
}

/// Whether content only points at what was told before: "it", "carrying it out", "being behind this".
pub fn points_back(annotated: &Annotated, head: usize) -> bool {
    let pronoun = matches!(
        annotated.lower(head),
        "it" | "this" | "that" | "them" | "these" | "everything"
    );
    let of_pronoun = annotated.tag(head) == "VBG"
        && annotated
            .children(head)
            .filter(|&word| matches!(annotated.dep(word), "dobj" | "prep"))
            .any(|word| {
                let object = child(annotated, word, "pobj").unwrap_or(word);
                matches!(annotated.lower(object), "it" | "this" | "that" | "them")
            });
    pronoun || of_pronoun
}

/// Whether a statement's content names no single act: "all accusations", "the claims", "it".
pub fn is_blanket(annotated: &Annotated, head: usize) -> bool {
    let lemma = annotated.lemma(head).to_lowercase();
    let cues = &Catalogue::shipped().cues;
    let claim = cues.claim_nouns.contains(&lemma) || cues.noun(&lemma).next().is_some();
    let told = annotated.children(head).any(|word| {
        matches!(annotated.dep(word), "acl" | "relcl" | "ccomp")
            || (annotated.dep(word) == "prep" && annotated.lower(word) == "of")
    });
    points_back(annotated, head) || (claim && !told)
}

/// The words by which a speaker calls an act a breach: an act of breaking with a rule as its object, or "illegal".
pub fn breach(annotated: &Annotated, within: &[Range<usize>]) -> Option<Range<usize>> {
    let words = &Catalogue::shipped().cues.breach;
    for token in within.iter().cloned().flatten() {
        let lemma = annotated.lemma(token).to_lowercase();
        if words.acts.contains(&lemma) && !is_negated(annotated, token) {
            let reach = annotated.left_edge(token)..annotated.right_edge(token) + 1;
            let rule = reach
                .filter(|&word| words.rules.contains(&annotated.lemma(word).to_lowercase()))
                .find(|&word| within.iter().any(|piece| piece.contains(&word)));
            if let Some(rule) = rule {
                return Some(token.min(rule)..token.max(rule) + 1);
            }
        }
        if words.adjectives.contains(&lemma) {
            return Some(token..token + 1);
        }
    }
    None
}
