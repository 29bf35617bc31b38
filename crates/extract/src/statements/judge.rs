//! What neutral words do by their content: to say that another struck or supplied alleges, to say that it did not denies.

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::acts;
use super::syntax::{child, is_negated, modal, subtree};
use super::utterance::{Utterance, take_over_cited_acts};
use crate::actors::ActorIndex;
use crate::events::FoundEvent;
use crate::reading::{Reading, Tokens};
use crate::record::{Act, Event, EventType, Modality, RoleName};

/// Changes plain assertions by what their content does.
pub fn judge(reading: &Reading, index: &ActorIndex, utterances: &mut [Utterance], events: &[FoundEvent]) {
    let tellings: Vec<Vec<Tokens>> = events.iter().map(|found| tellings(reading, found)).collect();
    for utterance in utterances.iter_mut() {
        let Some(head) = utterance.content_head else { continue };
        let annotated = reading.annotated(utterance.block);
        if utterance.act != Act::Assert || utterance.narrator {
            continue;
        }
        let within = utterance.own_pieces();
        if !within.iter().any(|piece| piece.contains(&head)) {
            continue;
        }
        if utterance.rule != "statement.verb-predicate"
            && let Some(act) = acts::of_clause(annotated, head, &within)
        {
            utterance.act = act;
            if matches!(act, Act::Reject | Act::DisputeEvidence) {
                utterance.blanket = act == Act::Reject;
            }
            continue;
        }
        if denies_own_act(reading, index, utterance.block, &utterance.source.speakers, head) {
            utterance.act = Act::Deny;
            continue;
        }
        let mains: Vec<&Event> = events
            .iter()
            .zip(&tellings)
            .filter(|(_, tellings)| {
                tellings
                    .iter()
                    .any(|tokens| tokens.block == utterance.block && is_main(annotated, tokens.start, tokens.end, head))
            })
            .map(|(found, _)| &found.event)
            .filter(|event| blamed(index, event).is_some())
            .collect();
        if mains.iter().any(|event| event.modality == Modality::Denied) {
            utterance.act = Act::Deny;
        } else if mains.iter().any(|event| {
            event.modality == Modality::Stated
                && blamed(index, event).is_some_and(|actor| !speaks_for(index, utterance, actor))
        }) {
            utterance.act = Act::Allege;
        }
    }
    take_over_cited_acts(utterances);
}

/// "Our forces did not enter the hospital", "it had not sent any ammunition": what the speaker's own side is said not to
/// have done. What it will not do, cannot do or does not know is no denial.
pub(super) fn denies_own_act(
    reading: &Reading,
    index: &ActorIndex,
    block: usize,
    speakers: &[usize],
    head: usize,
) -> bool {
    let annotated = reading.annotated(block);
    let past = annotated.children(head).any(|aux| {
        matches!(annotated.dep(aux), "aux" | "auxpass")
            && matches!(annotated.lower(aux), "did" | "had" | "has" | "have" | "was" | "were")
    }) || annotated.tag(head) == "VBD";
    let past = past || annotated.lemma(head) == "have" && annotated.tag(head) != "VB";
    if !is_negated(annotated, head) || !past || modal(annotated, head).is_some() || annotated.pos(head) != Pos::Verb {
        return false;
    }
    let told = &Catalogue::shipped().cues;
    let lemma = annotated.lemma(head).to_lowercase();
    // "had not decided", "did not know", "have not seen": no act.
    let acts = told.verb(&lemma).next().is_none()
        && !matches!(
            lemma.as_str(),
            "see"
                | "have"
                | "receive"
                | "decide"
                | "want"
                | "need"
                | "happen"
                | "change"
                | "establish"
                | "get"
                | "understand"
        )
        || lemma == "receive" && child(annotated, head, "dobj").is_some()
        || lemma == "have"
            && child(annotated, head, "dobj")
                .is_some_and(|object| told.involvement.contains(&annotated.lemma(object).to_lowercase()));
    let Some(subject) = child(annotated, head, "nsubj").filter(|_| acts) else {
        return false;
    };
    if matches!(annotated.lower(subject), "we" | "i") {
        return true;
    }
    let owned = annotated
        .children(subject)
        .any(|word| annotated.dep(word) == "poss" && matches!(annotated.lower(word), "our" | "my" | "its" | "their"));
    let named = index
        .mention_headed(block, subject)
        .is_some_and(|mention| speak_for(index, speakers, mention.actor));
    owned || named
}

/// Every place where an event is told: its trigger and its further mentions.
fn tellings(reading: &Reading, found: &FoundEvent) -> Vec<Tokens> {
    let mentions = found.event.mentions.iter().filter_map(|span| {
        let (block, start) = reading.token_at(span.start)?;
        let (_, last) = reading.token_at(span.end.checked_sub(1)?)?;
        Some(Tokens::new(block, start..last + 1))
    });
    std::iter::once(found.trigger.clone()).chain(mentions).collect()
}

/// Whether a trigger is what the clause of `head` mainly tells: its verb, a verb joined to it, or the noun that a light
/// verb carries ("carried out a strike").
fn is_main(annotated: &Annotated, start: usize, end: usize, head: usize) -> bool {
    (start..end).any(|trigger| {
        let mut at = trigger;
        for _ in 0..4 {
            if at == head {
                return true;
            }
            if !matches!(
                annotated.dep(at),
                "conj" | "xcomp" | "dobj" | "nsubjpass" | "attr" | "acl"
            ) {
                return false;
            }
            // A participle belongs to the clause when what it describes is the clause's object.
            at = annotated.head(at);
        }
        false
    }) && subtree(annotated, head).contains(&start)
}

/// Who would be to blame for an event, by its position in the index.
fn blamed(index: &ActorIndex, event: &Event) -> Option<usize> {
    let roles: &[RoleName] = match event.event_type {
        EventType::Attack => &[RoleName::Attacker],
        EventType::ArmsTransfer => &[RoleName::Supplier, RoleName::Recipient],
        EventType::Launch | EventType::Manufacture | EventType::Test | EventType::Detention | EventType::Deployment => {
            &[RoleName::By]
        }
        _ => return None,
    };
    event
        .roles
        .iter()
        .filter(|role| roles.contains(&role.role))
        .filter_map(|role| role.actor.as_ref())
        .find_map(|id| index.actors.iter().position(|actor| actor.id == *id))
}

/// Whether the utterance's speaker is the actor or speaks for it.
fn speaks_for(index: &ActorIndex, utterance: &Utterance, actor: usize) -> bool {
    speak_for(index, &utterance.source.speakers, actor)
}

fn speak_for(index: &ActorIndex, speakers: &[usize], actor: usize) -> bool {
    let code = index.actors[actor]
        .code
        .as_ref()
        .or(index.actors[actor].represents.as_ref().map(|stated| &stated.value));
    speakers.iter().any(|&speaker| {
        speaker == actor
            || code.is_some_and(|code| {
                let known = &index.actors[speaker];
                known.code.as_ref() == Some(code)
                    || known.represents.as_ref().is_some_and(|stated| stated.value == *code)
            })
    })
}
