//! The state that bare offices belong to: "Foreign Minister Doe" and "the Health Ministry" in a report from one country are
//! that country's.
//!
//! Newswriting leaves the country out where the dateline or the lead has named it: the state of the dateline's place, else
//! the state that is the subject of the first sentence.

use onrecord_catalogue::{Catalogue, NameTarget};
use onrecord_document::{BlockKind, Span};

use super::ActorIndex;
use crate::reading::{Reading, Tokens};
use crate::record::ActorKind;

/// Classes of offices whose holders speak for a state when nothing says for whom.
const OF_A_STATE: [&str; 5] = ["minister", "head", "spokesperson", "organ", "local"];

/// Whether the office as printed is a state's by its words: a spokesperson can be anybody's, a head anything's.
fn is_of_a_state(class: &str, office: Option<&str>) -> bool {
    let words: Vec<String> = office
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let organs = &Catalogue::shipped().phrases.organs;
    match class {
        "spokesperson" => words
            .iter()
            .any(|word| organs.nouns.contains(word) || organs.state.contains(word)),
        "head" => words.len() <= 2,
        _ => OF_A_STATE.contains(&class),
    }
}

/// Gives holders of a state's offices, and organs that every state has, the state of the report where their own words name
/// none.
pub(super) fn represent(index: &mut ActorIndex, reading: &Reading) {
    // A dateline can be where the talks are: its state counts only where the text speaks of it.
    let told = |(code, span, rule): (String, Span, &'static str)| {
        let named = index.actors.iter().any(|actor| actor.code.as_ref() == Some(&code));
        named.then_some((code, span, rule))
    };
    let Some((code, span, rule)) = of_dateline(reading).and_then(told).or_else(|| of_lead(index, reading)) else {
        return;
    };
    for actor in 0..index.actors.len() {
        let known = &index.actors[actor];
        let bare = known.represents.is_none() && known.code.is_none() && known.kind != ActorKind::Unnamed;
        let office = known.office.as_ref().map(|office| office.value.as_str());
        if bare && index.class_of(actor).is_some_and(|class| is_of_a_state(class, office)) {
            index.set_represents(actor, &code, span.clone(), rule);
        }
    }
    if let Some(state) = index.actor_under(&format!("state:{code}")) {
        bare_governments(index, reading, state);
    }
}

/// "The government", with no word that says whose: the state of the report.
fn bare_governments(index: &mut ActorIndex, reading: &Reading, state: usize) {
    for block in 0..reading.blocks.len() {
        let annotated = reading.annotated(block);
        for noun in 1..annotated.len() {
            let bare = annotated.lower(noun) == "government"
                && annotated.lower(noun - 1) == "the"
                && annotated.head(noun - 1) == noun
                && annotated.left_edge(noun) == noun - 1
                && !annotated.children(noun).any(|word| annotated.dep(word) == "prep");
            if bare && index.mention_headed(block, noun).is_none() {
                index.add_mention(Tokens::new(block, noun - 1..noun + 1), noun, state, "home");
            }
        }
    }
}

/// The state that the dateline's place is, or is the capital of.
fn of_dateline(reading: &Reading) -> Option<(String, Span, &'static str)> {
    let (start, end) = reading.dateline?;
    let span = reading.span_of_code_points(start, end);
    let place = span.exact.split([',', '(', '—', '–']).next()?.trim().to_owned();
    let words: Vec<String> = place.split_whitespace().map(in_title_case).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let catalogue = Catalogue::shipped();
    let found = catalogue
        .names()
        .longest_at(&words, 0)
        .filter(|found| found.length == words.len())?;
    let NameTarget::State(position) = found.target else {
        return None;
    };
    let length = place.chars().count() as u32;
    Some((
        catalogue.states[position].code.clone(),
        reading.span_of_code_points(start, start + length),
        "represents.dateline",
    ))
}

/// The state that is the subject of the first sentence.
fn of_lead(index: &ActorIndex, reading: &Reading) -> Option<(String, Span, &'static str)> {
    let block = (0..reading.blocks.len()).find(|&block| reading.blocks[block].block.kind == BlockKind::Paragraph)?;
    let annotated = reading.annotated(block);
    let first = annotated.sentences().first()?.clone();
    index
        .in_block(block)
        .filter(|mention| first.contains(&mention.head) && annotated.dep(mention.head) == "nsubj")
        .filter(|mention| index.actors[mention.actor].kind == ActorKind::State && mention.rule != "demonym")
        .min_by_key(|mention| mention.tokens.start)
        .and_then(|mention| {
            let code = index.actors[mention.actor].code.clone()?;
            Some((code, reading.span(&mention.tokens), "represents.lead"))
        })
}

/// "DJIBOUTI" as "Djibouti".
pub(crate) fn in_title_case(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| {
            first
                .to_uppercase()
                .chain(letters.flat_map(char::to_lowercase))
                .collect()
        })
        .unwrap_or_default()
}
