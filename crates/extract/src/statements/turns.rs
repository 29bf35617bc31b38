//! Speakers' turns of a transcript ("Mr. Haddad (Lebanon): …", "The President: …", "Q: …") and the voice of a document
//! that is itself somebody's statement.

use onrecord_catalogue::Catalogue;
use onrecord_document::{BlockKind, DocumentKind};
use onrecord_language::{Annotated, Pos};

use super::acts;
use super::utterance::{Source, Utterance};
use crate::actors::ActorIndex;
use crate::reading::{Reading, Tokens};
use crate::record::{Act, ActorKind, Form};

/// How many tokens may stand before the colon of a turn.
const LONGEST_LABEL: usize = 16;

/// Whose own words a block is, from which token on.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The speaker.
    pub source: Source,
    /// The first token of the words: what stands before is the label.
    pub from: usize,
    /// The rule that gave the voice.
    pub rule: &'static str,
}

/// The voice of every block that is somebody's own words: the turns of a transcript, the body of a statement.
pub fn voices(index: &mut ActorIndex, reading: &Reading) -> Vec<Option<Voice>> {
    match reading.document.kind {
        DocumentKind::Transcript => turns(index, reading),
        DocumentKind::Statement => own_voice(index, reading),
        _ => vec![None; reading.blocks.len()],
    }
}

fn turns(index: &mut ActorIndex, reading: &Reading) -> Vec<Option<Voice>> {
    let mut voices = Vec::new();
    let mut speaking: Option<Source> = None;
    for block in 0..reading.blocks.len() {
        let annotated = reading.annotated(block);
        let mut from = 0;
        match label(annotated) {
            Some(colon) => {
                speaking = Some(speaker_of_label(index, reading, block, colon));
                from = colon + 1;
            }
            None if reading.blocks[block].block.kind == BlockKind::Heading => speaking = None,
            None => {}
        }
        voices.push(speaking.clone().map(|source| Voice {
            source,
            from,
            rule: "statement.turn",
        }));
    }
    voices
}

/// A press release speaks for whoever issued it: its publisher, else the states, bodies or persons of its title.
fn own_voice(index: &mut ActorIndex, reading: &Reading) -> Vec<Option<Voice>> {
    let issuer = issuer(index, reading);
    reading
        .blocks
        .iter()
        .map(|read| {
            (read.block.kind != BlockKind::Heading)
                .then(|| {
                    issuer.clone().map(|source| Voice {
                        source,
                        from: 0,
                        rule: "statement.own-voice",
                    })
                })
                .flatten()
        })
        .collect()
}

fn issuer(index: &mut ActorIndex, reading: &Reading) -> Option<Source> {
    let issues = |index: &ActorIndex, actor: usize| {
        matches!(
            index.actors[actor].kind,
            ActorKind::State | ActorKind::Organisation | ActorKind::Body | ActorKind::Person
        )
    };
    for block in 0..reading.blocks.len().min(3) {
        if reading.blocks[block].block.kind != BlockKind::Heading {
            continue;
        }
        let annotated = reading.annotated(block);
        let by = (0..annotated.len()).find(|&token| matches!(annotated.lower(token), "by" | "of" | "from"));
        let mut named: Vec<_> = index
            .in_block(block)
            .filter(|mention| mention.rule != "demonym" && issues(index, mention.actor))
            .filter(|mention| by.is_none_or(|by| mention.tokens.start > by || by > 8))
            .cloned()
            .collect();
        named.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
        if named.is_empty() {
            continue;
        }
        let mut source = Source::default();
        let joint = (0..annotated.len()).any(|token| annotated.lower(token) == "joint");
        for mention in named.iter().take(if joint { named.len() } else { 1 }) {
            if !source.speakers.contains(&mention.actor) {
                source.tokens.push(mention.tokens.clone());
                source.speakers.push(mention.actor);
            }
        }
        return Some(source);
    }
    let publisher = reading.document.publisher.as_ref()?;
    let key = format!("named:{}", publisher.value.to_lowercase());
    let actor = index
        .actors
        .iter()
        .position(|actor| actor.name.eq_ignore_ascii_case(&publisher.value))
        .unwrap_or_else(|| index.actor(reading, &key, ActorKind::Organisation, &publisher.value));
    Some(Source {
        speakers: vec![actor],
        ..Source::default()
    })
}

/// The sentences of blocks with a voice that no cue of the same voice has taken, one utterance for every run that does
/// the same.
pub fn read(reading: &Reading, voices: &[Option<Voice>], cued: &[Utterance]) -> Vec<Utterance> {
    let mut found = Vec::new();
    for (block, voice) in voices.iter().enumerate() {
        if let Some(voice) = voice {
            found.extend(sentences(reading, block, voice, cued));
        }
    }
    found
}

/// Runs of sentences that do the same, as one utterance each.
fn sentences(reading: &Reading, block: usize, voice: &Voice, cued: &[Utterance]) -> Vec<Utterance> {
    let annotated = reading.annotated(block);
    let mut found: Vec<Utterance> = Vec::new();
    let mut joins = false;
    for sentence in annotated.sentences() {
        let start = sentence.start.max(voice.from);
        let range = super::syntax::trim(annotated, start..sentence.end);
        // The full stop belongs to a speaker's own sentence.
        let range = range.start
            ..(range.end..sentence.end)
                .find(|&token| annotated.is_space(token))
                .unwrap_or(sentence.end);
        if range.is_empty()
            || range
                .clone()
                .all(|token| annotated.is_punct(token) || annotated.is_space(token))
        {
            continue;
        }
        // "We reject these accusations": the cue tells the act, and the sentence needs no second statement.
        let taken = cued.iter().any(|utterance| {
            utterance.block == block
                && utterance.source.speakers == voice.source.speakers
                && utterance.head.is_some_and(|head| range.contains(&head))
        });
        if taken {
            joins = false;
            continue;
        }
        let head = crate::actors::head_of(annotated, range.clone());
        let question = range.end > range.start && annotated.token(range.end - 1) == "?";
        let act = if question {
            Act::Question
        } else {
            acts::of_clause(annotated, head, std::slice::from_ref(&range)).unwrap_or(Act::Assert)
        };
        match found.last_mut() {
            Some(last) if joins && last.act == act && act == Act::Assert => {
                if let Some(piece) = last.content.last_mut() {
                    piece.end = range.end;
                }
            }
            _ => {
                let mut utterance = Utterance::new(block, vec![Tokens::new(block, range)], act, voice.rule);
                utterance.source = voice.source.clone();
                utterance.content_head = Some(head);
                utterance.form = Form::Direct;
                found.push(utterance);
            }
        }
        joins = true;
    }
    found
}

/// The token of the colon that ends a speaker's label at the start of a block.
fn label(annotated: &Annotated) -> Option<usize> {
    let colon = (0..annotated.len().min(LONGEST_LABEL)).find(|&token| annotated.token(token) == ":")?;
    let first = (0..colon).find(|&token| !annotated.is_space(token))?;
    let words: Vec<usize> = (first..colon).filter(|&token| !annotated.is_space(token)).collect();
    let short = words.len() == 1 && matches!(annotated.token(first), "Q" | "A" | "Question" | "Answer");
    let bracket = words.iter().any(|&token| annotated.token(token) == "(");
    let capitals = words
        .iter()
        .filter(|&&token| annotated.token(token).chars().any(char::is_alphabetic))
        .all(|&token| {
            annotated.token(token).chars().next().is_some_and(char::is_uppercase)
                || matches!(
                    annotated.lower(token),
                    "the" | "of" | "and" | "in" | "spoke" | "interpretation" | "from" | "for" | "de" | "al"
                )
        });
    let titled = Catalogue::shipped().is_title(annotated.token(first))
        || annotated.lower(first) == "the"
        || words.iter().any(|&token| annotated.pos(token) == Pos::Propn);
    ((capitals || bracket) && (short || titled)).then_some(colon)
}

/// The speaker named by a label; the state in brackets is the one spoken for.
fn speaker_of_label(index: &mut ActorIndex, reading: &Reading, block: usize, colon: usize) -> Source {
    let annotated = reading.annotated(block);
    let first = (0..colon).find(|&token| !annotated.is_space(token)).unwrap_or(0);
    let bracket = (first..colon).find(|&token| annotated.token(token) == "(");
    let name_end = bracket.unwrap_or(colon);
    let mut name_start = first;
    while name_start + 1 < name_end && Catalogue::shipped().is_title(annotated.token(name_start)) {
        name_start += 1;
    }
    let tokens = Tokens::new(block, first..bracket.map_or(colon, |_| colon));
    let known = index
        .in_block(block)
        .filter(|mention| {
            mention.tokens.start < name_end && mention.tokens.end > name_start && mention.rule != "demonym"
        })
        .find(|mention| index.actors[mention.actor].kind == ActorKind::Person)
        .map(|mention| mention.actor);
    let actor = known.unwrap_or_else(|| {
        let name = annotated.slice(name_start..name_end).trim().to_owned();
        let key = format!("person:{}", name.to_lowercase());
        let lower = name.to_lowercase();
        let president = matches!(
            lower.as_str(),
            "the president" | "president" | "the chair" | "the secretary-general"
        );
        let name = if president {
            annotated.slice(first..name_end).trim().to_owned()
        } else {
            name
        };
        index.actor(reading, &key, ActorKind::Person, &name)
    });
    let head = crate::actors::head_of(annotated, name_start..name_end);
    index.add_mention(Tokens::new(block, name_start..name_end), head, actor, "label");
    if let Some(bracket) = bracket {
        index.represent(reading, actor, block, &(bracket..colon));
    }
    Source {
        tokens: vec![tokens],
        speakers: vec![actor],
        signatories: None,
    }
}
