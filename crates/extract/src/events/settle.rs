//! What statements make of events: who says them, and whether they are told, alleged or denied.

use onrecord_document::Span;

use super::FoundEvent;
use crate::actors::ActorIndex;
use crate::reading::Reading;
use crate::record::{Act, Event, Modality, Role, RoleName, Statement};

/// Sets `said_in` of each event to the innermost statements whose content holds its trigger or a mention of it, and turns the modality of what
/// is told inside somebody's statement from stated to alleged, or to denied inside a denial. The narrator's statements change no modality.
/// Then says how certain each event is held to be, and by whom.
pub fn settle(reading: &Reading, index: &ActorIndex, events: &mut [FoundEvent], statements: &[Statement]) {
    for found in events {
        let event = &mut found.event;
        let tellers = innermost(&event.trigger, statements);
        if event.modality == Modality::Stated {
            let acts: Vec<Act> = tellers
                .iter()
                .filter(|statement| !statement.narrator)
                .map(|statement| statement.act)
                .collect();
            if !acts.is_empty() {
                let denied = acts.iter().all(|act| matches!(act, Act::Deny | Act::Reject));
                event.modality = if denied { Modality::Denied } else { Modality::Alleged };
            }
        }
        let mut said_in: Vec<String> = tellers.iter().map(|statement| statement.id.clone()).collect();
        for mention in &event.mentions {
            for statement in innermost(mention, statements) {
                if !said_in.contains(&statement.id) && tells_whole(reading, index, event, statement) {
                    said_in.push(statement.id.clone());
                }
            }
        }
        event.said_in = said_in;
        super::factuality::hold(reading, found, statements);
    }
}

/// Whether a statement that only mentions an event ("the assault left 11 dead") may be held to tell it with its roles: who
/// is blamed stands in its words, or nobody is. To condemn or to deny what was mentioned needs no such words.
fn tells_whole(reading: &Reading, index: &ActorIndex, event: &Event, statement: &Statement) -> bool {
    let asserts = matches!(statement.act, Act::Assert | Act::Allege | Act::Confirm);
    let blamed: Vec<&Role> = event
        .roles
        .iter()
        .filter(|role| {
            matches!(
                role.role,
                RoleName::Attacker | RoleName::Supplier | RoleName::Recipient | RoleName::By
            )
        })
        .collect();
    let within = |span: &Span| {
        statement
            .content
            .iter()
            .any(|content| content.start <= span.start && span.end <= content.end)
    };
    let named = |actor: &str| {
        index
            .mentions
            .iter()
            .filter(|mention| index.actors[mention.actor].id == actor)
            .any(|mention| within(&reading.span(&mention.tokens)))
    };
    !asserts
        || statement.asserts_breach.is_some()
        || blamed.is_empty()
        || blamed
            .iter()
            .any(|role| within(&role.span) || role.actor.as_deref().is_some_and(named))
}

/// The statements of the shortest content that holds `span`; without those that report another one of them, save where they
/// reject what they report.
fn innermost<'s>(span: &Span, statements: &'s [Statement]) -> Vec<&'s Statement> {
    let reach = |statement: &Statement| {
        statement
            .content
            .iter()
            .filter(|content| content.start <= span.start && span.end <= content.end)
            .map(|content| content.end - content.start)
            .min()
    };
    let holding: Vec<(&Statement, u32)> = statements
        .iter()
        .filter_map(|statement| Some((statement, reach(statement)?)))
        .collect();
    let against = |act: Act| matches!(act, Act::Deny | Act::Reject | Act::DisputeEvidence);
    let told_by_somebody = holding.iter().any(|(statement, _)| !statement.narrator);
    let holding: Vec<(&Statement, u32)> = holding
        .into_iter()
        .filter(|(statement, _)| !(told_by_somebody && statement.narrator && !against(statement.act)))
        .collect();
    let Some(shortest) = holding.iter().map(|(_, length)| *length).min() else {
        return Vec::new();
    };
    let reported = |statement: &Statement| {
        holding.iter().any(|(inner, length)| {
            *length == shortest
                && inner.nested_in.as_deref() == Some(statement.id.as_str())
                && (against(inner.act) || !against(statement.act))
        })
    };
    holding
        .iter()
        .filter(|(statement, length)| *length == shortest && !reported(statement))
        .map(|(statement, _)| *statement)
        .collect()
}
