//! Blocks that are somebody's own words: the turns of a transcript ("Mr. Haddad (Lebanon): …", "The President: …",
//! "Q: …"), and with [`super::own_voice`] a document that is itself somebody's statement.

use std::collections::HashMap;

use onrecord_catalogue::Catalogue;
use onrecord_document::{BlockKind, DocumentKind};
use onrecord_language::{Annotated, Pos};

use super::utterance::{Source, Utterance};
use super::{acts, own_voice};
use crate::actors::{ActorIndex, in_title_case};
use crate::reading::{Reading, Tokens};
use crate::record::{Act, ActorKind, Form};

/// Whose own words a block is.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The speaker.
    pub source: Source,
    /// The rule that gave the voice.
    pub rule: &'static str,
}

/// The voice of every block that is somebody's own words: the turns of a transcript, the body of a statement.
pub fn voices(index: &mut ActorIndex, reading: &Reading) -> Vec<Option<Voice>> {
    let voices = match reading.document.kind {
        DocumentKind::Transcript => return turns(index, reading),
        DocumentKind::Statement => own_voice::of_statement(index, reading),
        _ => vec![None; reading.blocks.len()],
    };
    announced(index, reading, voices)
}

/// "The minister said:" and no quotation marks after it: the paragraphs that follow are the minister's words, up to the
/// next heading or the next who is announced.
fn announced(index: &mut ActorIndex, reading: &Reading, mut voices: Vec<Option<Voice>>) -> Vec<Option<Voice>> {
    let mut speaking: Option<Source> = None;
    for (block, voice) in voices.iter_mut().enumerate() {
        if reading.blocks[block].block.kind == BlockKind::Heading {
            speaking = None;
            continue;
        }
        let annotated = reading.annotated(block);
        let first = (0..annotated.len()).find(|&token| !annotated.is_space(token));
        let quoted =
            first.is_some_and(|token| matches!(annotated.token(token), "“" | "\"" | "``" | "«" | "„" | "‘" | "'"));
        if quoted {
            speaking = None;
        }
        if let Some(source) = announces(index, reading, block) {
            speaking = Some(source);
            *voice = None;
            continue;
        }
        // A report goes on in its own words, unless the page sets the words off as a quotation.
        let heard = reading.document.kind == DocumentKind::Statement
            || reading.blocks[block].block.kind == BlockKind::Quotation;
        if let Some(source) = speaking.as_ref().filter(|_| heard) {
            *voice = Some(Voice {
                source: source.clone(),
                rule: "statement.announced",
            });
        }
    }
    voices
}

/// Who is announced by a block that ends on a verb of saying and a colon.
fn announces(index: &mut ActorIndex, reading: &Reading, block: usize) -> Option<Source> {
    let annotated = reading.annotated(block);
    let last = (0..annotated.len()).rev().find(|&token| !annotated.is_space(token))?;
    if annotated.token(last) != ":" {
        return None;
    }
    let sentence = annotated.sentence_of(last);
    let verb = sentence.rev().find(|&token| {
        annotated.pos(token) == Pos::Verb
            && matches!(annotated.tag(token), "VBD" | "VBZ" | "VBP" | "VBN")
            && Catalogue::shipped()
                .cues
                .verb(&annotated.lemma(token).to_lowercase())
                .any(|cue| cue.takes("clause"))
    })?;
    if last - verb > 12 {
        return None;
    }
    match super::syntax::doer(annotated, verb) {
        super::syntax::Doer::Noun(noun) => {
            let source = super::speakers::source_of(index, reading, block, noun, Some(verb), &[]);
            (!source.speakers.is_empty()).then_some(source)
        }
        _ => None,
    }
}

fn turns(index: &mut ActorIndex, reading: &Reading) -> Vec<Option<Voice>> {
    let mut voices = Vec::new();
    let mut speaking: Option<Source> = None;
    let mut chairs: HashMap<String, usize> = HashMap::new();
    for block in 0..reading.blocks.len() {
        let read = &reading.blocks[block];
        if read.is_label {
            let source = speaker_of_label(index, reading, block, &chairs);
            // "President: Mr. Doe (Country)" above the record says who holds the chair.
            match holder_of_chair(index, reading, block) {
                Some(holder) => {
                    chairs.insert(bare_label(reading, block), holder);
                    speaking = None;
                }
                None => speaking = Some(source),
            }
            voices.push(None);
            continue;
        }
        if read.block.kind == BlockKind::Heading {
            speaking = None;
        }
        let heard = speaking.clone().filter(|_| !is_procedure(reading, block));
        voices.push(heard.map(|source| Voice {
            source,
            rule: "statement.turn",
        }));
    }
    voices
}

/// The record's own notes between turns: "The meeting rose at 4.20 p.m."
fn is_procedure(reading: &Reading, block: usize) -> bool {
    let annotated = reading.annotated(block);
    let opening = annotated.slice(0..annotated.len().min(8)).to_lowercase();
    Catalogue::shipped()
        .phrases
        .procedure
        .beginnings
        .iter()
        .any(|beginning| opening.trim_start().starts_with(beginning))
}

/// The words of a label without article and colon, lower case.
fn bare_label(reading: &Reading, block: usize) -> String {
    let annotated = reading.annotated(block);
    let words = annotated.slice(0..annotated.len()).to_lowercase();
    let words = words.split([':', '(']).next().unwrap_or_default().trim();
    words.strip_prefix("the ").unwrap_or(words).to_owned()
}

/// Who holds the chair that a label names, where all that follows the label is a titled name.
fn holder_of_chair(index: &mut ActorIndex, reading: &Reading, block: usize) -> Option<usize> {
    let after = block + 1;
    if Catalogue::shipped()
        .offices()
        .longest_at(&[bare_label(reading, block).as_str()], 0)
        .is_none_or(|(length, _)| length != 1)
    {
        return None;
    }
    let named = reading.blocks.get(after).filter(|read| !read.is_label)?;
    let annotated = &named.annotated;
    let titled = annotated.len() > 1 && annotated.len() <= 12 && Catalogue::shipped().is_title(annotated.token(0));
    let spoken = (0..annotated.len()).any(|token| matches!(annotated.pos(token), Pos::Verb | Pos::Aux));
    (titled && !spoken).then(|| named_speaker(index, reading, after, annotated.len()).0)
}

/// The sentences of blocks with a voice that no cue of the same voice has taken, one utterance for every run that does
/// the same.
pub fn read(index: &ActorIndex, reading: &Reading, voices: &[Option<Voice>], cued: &[Utterance]) -> Vec<Utterance> {
    let mut found = Vec::new();
    for (block, voice) in voices.iter().enumerate() {
        if let Some(voice) = voice {
            found.extend(sentences(index, reading, block, voice, cued));
        }
    }
    found
}

/// Runs of sentences that do the same, as one utterance each.
fn sentences(index: &ActorIndex, reading: &Reading, block: usize, voice: &Voice, cued: &[Utterance]) -> Vec<Utterance> {
    let annotated = reading.annotated(block);
    let mut found: Vec<Utterance> = Vec::new();
    let mut joins = false;
    for sentence in annotated.sentences() {
        let range = super::syntax::trim(annotated, sentence.clone());
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
                && utterance
                    .head
                    .is_some_and(|head| range.contains(&head) && leads_sentence(annotated, head))
        });
        if taken {
            joins = false;
            continue;
        }
        let head = crate::actors::head_of(annotated, range.clone());
        let question = range.end > range.start && annotated.token(range.end - 1) == "?";
        let act = if question {
            Act::Question
        } else if super::judge::denies_own_act(reading, index, block, &voice.source.speakers, head) {
            Act::Deny
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

/// Whether a verb is the sentence's own, or one joined to it by "and".
fn leads_sentence(annotated: &Annotated, verb: usize) -> bool {
    let at = crate::actors::first_joined(annotated, verb);
    annotated.head(at) == at || annotated.dep(at) == "ROOT"
}

/// The speaker named by a label; the state in brackets is the one spoken for.
fn speaker_of_label(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    chairs: &HashMap<String, usize>,
) -> Source {
    let annotated = reading.annotated(block);
    let end = (0..annotated.len())
        .rev()
        .find(|&token| annotated.token(token).ends_with(':'))
        .unwrap_or(annotated.len());
    let (speaker, tokens) = match chairs.get(&bare_label(reading, block)) {
        Some(&holder) => (holder, Tokens::new(block, 0..end)),
        None => named_speaker(index, reading, block, end),
    };
    Source {
        tokens: vec![tokens],
        speakers: vec![speaker],
        signatories: None,
    }
}

/// A title, also in the capitals of a transcript ("MR. DOE:").
fn is_title(word: &str) -> bool {
    let capital = word.starts_with(char::is_uppercase);
    Catalogue::shipped().is_title(word) || (capital && Catalogue::shipped().is_title(&in_title_case(word)))
}

/// The person whose name fills the first `end` tokens of a block, a bracket aside, and where the name stands.
fn named_speaker(index: &mut ActorIndex, reading: &Reading, block: usize, end: usize) -> (usize, Tokens) {
    let annotated = reading.annotated(block);
    let first = (0..end).find(|&token| !annotated.is_space(token)).unwrap_or(0);
    let bracket = (first..end).find(|&token| annotated.token(token).starts_with('('));
    let name_end = bracket.unwrap_or(end).max(first + 1).min(annotated.len());
    let mut name_start = first;
    // "MR." may come as two tokens.
    while name_start + 1 < name_end
        && (is_title(annotated.token(name_start)) || (name_start > first && annotated.token(name_start) == "."))
    {
        name_start += 1;
    }
    let tokens = Tokens::new(block, first..name_end);
    let name = annotated.slice(name_start..name_end).trim().to_owned();
    let lower = name.to_lowercase();
    let surname = lower.split_whitespace().last().unwrap_or_default().to_owned();
    let known = index.actors.iter().position(|actor| {
        let theirs = actor.name.to_lowercase();
        actor.kind == ActorKind::Person
            && (theirs == lower || (!lower.contains(' ') && theirs.split(' ').next_back() == Some(surname.as_str())))
    });
    let actor = known.unwrap_or_else(|| index.actor(reading, &format!("person:{lower}"), ActorKind::Person, &name));
    let head = crate::actors::head_of(annotated, name_start..name_end);
    index.add_mention(Tokens::new(block, name_start..name_end), head, actor, "label");
    if let Some(bracket) = bracket {
        index.represent(reading, actor, block, &(bracket..annotated.len()));
    }
    (actor, tokens)
}
