//! Who issued a document that is itself a statement, and which of its blocks are the issuer's words.
//!
//! In this order: a line that says who released it, a list of signatories, the title ("Statement by …", "G7 foreign
//! ministers’ statement"), the letterhead or publisher, the signature under the text.

use onrecord_catalogue::{Catalogue, NameTarget};
use onrecord_document::BlockKind;
use onrecord_language::{Annotated, Pos};

use super::quotes::{self, Quote};
use super::turns::Voice;
use super::utterance::Source;
use crate::actors::{ActorIndex, in_title_case, titled_names};
use crate::reading::{Reading, Tokens};
use crate::record::ActorKind;

/// How many blocks of the text a line about its release may stand in.
const RELEASE_WITHIN: usize = 4;

/// The voice of every block of a statement: its issuer's, except for lines about the statement and the signatories' names.
pub(super) fn of_statement(index: &mut ActorIndex, reading: &Reading) -> Vec<Option<Voice>> {
    let mut silent: Vec<bool> = reading
        .blocks
        .iter()
        .map(|read| read.block.kind == BlockKind::Heading)
        .collect();
    let released = released_by(index, reading, &mut silent);
    let signed = signatories(index, reading, &mut silent);
    let source = released
        .or(signed)
        .or_else(|| of_title(index, reading))
        .or_else(|| publisher(index, reading))
        .or_else(|| signature(index, reading, &mut silent))
        .or_else(|| performer(index, reading));
    silent
        .into_iter()
        .map(|silent| {
            source.clone().filter(|_| !silent).map(|source| Voice {
                source,
                rule: "statement.own-voice",
            })
        })
        .collect()
}

fn issues(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::State | ActorKind::Organisation | ActorKind::Body | ActorKind::Person
    )
}

/// The actors named in a range, the longest name first; "the Governments of Australia, Canada and Japan" are the states.
fn named(index: &ActorIndex, annotated: &Annotated, block: usize, range: std::ops::Range<usize>) -> Source {
    let mut mentions: Vec<_> = index
        .in_block(block)
        .filter(|mention| mention.rule != "demonym" && issues(index.actors[mention.actor].kind))
        .filter(|mention| range.start <= mention.tokens.start && mention.tokens.end <= range.end)
        .collect();
    mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    let states = mentions
        .iter()
        .filter(|mention| index.actors[mention.actor].kind == ActorKind::State)
        .count();
    let mut source = Source::default();
    let mut end = 0;
    for mention in mentions {
        let actor = &index.actors[mention.actor];
        let stands_for_states = states > 1
            && actor.kind == ActorKind::Organisation
            && matches!(annotated.tag(mention.head), "NNS" | "NNPS");
        if mention.tokens.start < end || stands_for_states || source.speakers.contains(&mention.actor) {
            continue;
        }
        end = mention.tokens.end;
        source.tokens.push(mention.tokens.clone());
        source.speakers.push(mention.actor);
    }
    source
}

/// "The following statement was released by the Governments of …".
fn released_by(index: &ActorIndex, reading: &Reading, silent: &mut [bool]) -> Option<Source> {
    let catalogue = Catalogue::shipped();
    let text: Vec<usize> = (0..reading.blocks.len()).filter(|&block| !silent[block]).collect();
    for block in text.into_iter().take(RELEASE_WITHIN) {
        let annotated = reading.annotated(block);
        for sentence in annotated.sentences() {
            let by = sentence.clone().find(|&token| {
                annotated.lower(token) == "by"
                    && catalogue
                        .cues
                        .carrying
                        .contains(&annotated.lemma(annotated.head(token)).to_lowercase())
            });
            let Some(by) = by else { continue };
            let text = sentence.start..by;
            let names_text = text.clone().any(|token| {
                catalogue
                    .phrases
                    .texts
                    .nouns
                    .contains(&annotated.lemma(token).to_lowercase())
            });
            let source = named(index, annotated, block, by + 1..sentence.end);
            if names_text && !source.speakers.is_empty() {
                silent[block] = true;
                return Some(source);
            }
        }
    }
    None
}

/// Two or more short blocks in a row that are each the name of a state or body, and nothing else.
fn signatories(index: &ActorIndex, reading: &Reading, silent: &mut [bool]) -> Option<Source> {
    let whole = |block: usize| {
        let annotated = reading.annotated(block);
        let words: Vec<usize> = (0..annotated.len())
            .filter(|&token| {
                !annotated.is_space(token) && !annotated.is_punct(token) && annotated.lower(token) != "the"
            })
            .collect();
        let (first, last) = (*words.first()?, *words.last()?);
        index
            .in_block(block)
            .find(|mention| {
                mention.tokens.start <= first
                    && last < mention.tokens.end
                    && matches!(
                        index.actors[mention.actor].kind,
                        ActorKind::State | ActorKind::Body | ActorKind::Organisation
                    )
            })
            .cloned()
    };
    let mut run: Vec<(usize, crate::actors::MentionAt)> = Vec::new();
    let mut longest = Vec::new();
    for (block, &silent) in silent.iter().enumerate() {
        match whole(block).filter(|_| !silent) {
            Some(mention) => run.push((block, mention)),
            None => run.clear(),
        }
        if run.len() > longest.len() {
            longest = run.clone();
        }
    }
    if longest.len() < 2 {
        return None;
    }
    let mut source = Source::default();
    for (block, mention) in longest {
        silent[block] = true;
        if !source.speakers.contains(&mention.actor) {
            source.tokens.push(mention.tokens.clone());
            source.speakers.push(mention.actor);
        }
    }
    Some(source)
}

/// The issuer that a title names: after "by", "of" or "from", else before the word for the text; what it is "on" is not
/// its issuer.
fn of_title(index: &mut ActorIndex, reading: &Reading) -> Option<Source> {
    for block in 0..reading.blocks.len().min(4) {
        if reading.blocks[block].block.kind != BlockKind::Heading {
            continue;
        }
        let annotated = reading.annotated(block);
        let topic = (0..annotated.len())
            .find(|&token| matches!(annotated.lower(token), "on" | "regarding" | "concerning" | "about"))
            .unwrap_or(annotated.len());
        let texts = &Catalogue::shipped().phrases.texts.nouns;
        let text = (0..topic).find(|&token| {
            texts.contains(&annotated.lemma(token).to_lowercase()) || texts.contains(annotated.lower(token))
        });
        let Some(text) = text else { continue };
        let by = (text + 1..topic).find(|&token| matches!(annotated.lower(token), "by" | "of" | "from"));
        let mut source = match by {
            Some(by) => after_by(index, reading, block, by + 1..topic),
            None => named(index, annotated, block, 0..text),
        };
        if source.speakers.is_empty() {
            continue;
        }
        let joint = (0..annotated.len()).any(|token| annotated.lower(token) == "joint");
        let lists = source.speakers.len() > 1
            && source
                .speakers
                .iter()
                .all(|&speaker| index.actors[speaker].kind == ActorKind::State);
        if !joint && !lists {
            source.tokens.truncate(1);
            source.speakers.truncate(1);
        }
        return Some(source);
    }
    None
}

/// Whoever is named right after "by": the holder of a title, else what the first noun phrase names.
fn after_by(index: &mut ActorIndex, reading: &Reading, block: usize, range: std::ops::Range<usize>) -> Source {
    let annotated = reading.annotated(block);
    if let Some(name) = titled_names(annotated)
        .into_iter()
        .find(|name| range.start <= name.start && name.end <= range.end)
    {
        let words = annotated.slice(name.clone());
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let actor = index.actor(
            reading,
            &format!("person:{}", words.to_lowercase()),
            ActorKind::Person,
            &words,
        );
        let head = crate::actors::head_of(annotated, name.clone());
        index.add_mention(Tokens::new(block, name.clone()), head, actor, "name");
        index.represent(reading, actor, block, &(range.start..name.end));
        return Source {
            tokens: vec![Tokens::new(block, range.start..name.end)],
            speakers: vec![actor],
            signatories: None,
        };
    }
    let source = named(index, annotated, block, range.clone());
    let near = source
        .tokens
        .first()
        .is_some_and(|tokens| tokens.start <= range.start + 4);
    if near { source } else { Source::default() }
}

/// The state that does in the present tense what a statement does ("The United States condemns …"), where nobody else is
/// named as its issuer.
fn performer(index: &ActorIndex, reading: &Reading) -> Option<Source> {
    let cues = &Catalogue::shipped().cues;
    for block in 0..reading.blocks.len() {
        if reading.blocks[block].block.kind == BlockKind::Heading {
            continue;
        }
        let annotated = reading.annotated(block);
        let found = index.in_block(block).find(|mention| {
            let verb = annotated.head(mention.head);
            matches!(
                index.actors[mention.actor].kind,
                ActorKind::State | ActorKind::Organisation | ActorKind::Body
            ) && mention.rule != "demonym"
                && annotated.dep(mention.head) == "nsubj"
                && annotated.dep(verb) == "ROOT"
                && matches!(annotated.tag(verb), "VBZ" | "VBP")
                && cues
                    .verb(&annotated.lemma(verb).to_lowercase())
                    .any(|cue| cue.act != "assert")
        });
        if let Some(mention) = found {
            return Some(Source {
                tokens: vec![mention.tokens.clone()],
                speakers: vec![mention.actor],
                signatories: None,
            });
        }
    }
    None
}

/// The publisher that the letterhead or the page names; the state in the letterhead is the one spoken for.
fn publisher(index: &mut ActorIndex, reading: &Reading) -> Option<Source> {
    let publisher = reading.document.publisher.as_ref()?;
    let key = format!("named:{}", publisher.value.to_lowercase());
    let actor = index
        .actors
        .iter()
        .position(|actor| actor.name.eq_ignore_ascii_case(&publisher.value))
        .unwrap_or_else(|| index.actor(reading, &key, ActorKind::Organisation, &publisher.value));
    if index.actors[actor].kind == ActorKind::Organisation
        && let Some((code, start, end)) = state_of_letterhead(reading)
    {
        index.set_represents(
            actor,
            &code,
            reading.span_of_code_points(start, end),
            "represents.letterhead",
        );
    }
    Some(Source {
        speakers: vec![actor],
        ..Source::default()
    })
}

/// A line above the running text that is a state's name and nothing else ("Republic of Djibouti"): its code and place in
/// code points.
fn state_of_letterhead(reading: &Reading) -> Option<(String, u32, u32)> {
    let catalogue = Catalogue::shipped();
    let mut start = 0u32;
    for line in reading.document.text.lines().take(8) {
        let length = line.chars().count() as u32;
        let words: Vec<&str> = line
            .split_whitespace()
            .skip_while(|word| word.eq_ignore_ascii_case("the"))
            .collect();
        let spelled: Vec<String> = words.iter().map(|word| capitalised(word)).collect();
        let spelled: Vec<&str> = spelled.iter().map(String::as_str).collect();
        let found = [&words, &spelled]
            .into_iter()
            .filter_map(|words| catalogue.names().longest_at(words, 0))
            .find(|found| found.length == words.len());
        if let Some(found) = found
            && let NameTarget::State(position) = found.target
        {
            return Some((catalogue.states[position].code.clone(), start, start + length));
        }
        start += length + 1;
    }
    None
}

/// "REPUBLIC" as "Republic", "OF" as "of".
fn capitalised(word: &str) -> String {
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "of" | "and" | "the") {
        return lower;
    }
    in_title_case(word)
}

/// The name after a dash that closes the text: "— Jane Doe, Minister of Defence".
fn signature(index: &ActorIndex, reading: &Reading, silent: &mut [bool]) -> Option<Source> {
    let block = (0..reading.blocks.len()).rev().find(|&block| !silent[block])?;
    let annotated = reading.annotated(block);
    let dashed = annotated.len() <= 20
        && (0..annotated.len())
            .find(|&token| !annotated.is_space(token))
            .is_some_and(|token| matches!(annotated.token(token), "—" | "–" | "-" | "--"));
    let spoken = (0..annotated.len()).any(|token| annotated.pos(token) == Pos::Verb);
    if !dashed || spoken {
        return None;
    }
    let mut source = named(index, annotated, block, 0..annotated.len());
    source.tokens.truncate(1);
    source.speakers.truncate(1);
    silent[block] = true;
    (!source.speakers.is_empty()).then_some(source)
}

/// Ties "we", "my Government", "the Government" in somebody's own words to the speaker and the state spoken for, so that
/// what they say they did or did not do has its actor. Words in quotation marks are others'.
pub(super) fn tie_first_person(index: &mut ActorIndex, reading: &Reading, voices: &[Option<Voice>], quotes: &[Quote]) {
    let catalogue = Catalogue::shipped();
    for (block, voice) in voices.iter().enumerate() {
        let Some(&[speaker]) = voice.as_ref().map(|voice| voice.source.speakers.as_slice()) else {
            continue;
        };
        let annotated = reading.annotated(block);
        let state = state_spoken_for(index, reading, speaker);
        for token in 0..annotated.len() {
            if quotes::hold(quotes, block, token) {
                continue;
            }
            let word = annotated.lower(token);
            if annotated.pos(token) == Pos::Pron && matches!(word, "we" | "i" | "us") {
                index.add_mention(Tokens::new(block, token..token + 1), token, speaker, "first-person");
                continue;
            }
            let own = matches!(word, "my" | "our") && annotated.dep(token) == "poss";
            let definite = word == "the" && annotated.dep(token) == "det";
            if !own && !definite {
                continue;
            }
            let noun = annotated.head(token);
            let lemma = annotated.lemma(noun).to_lowercase();
            let names_state = catalogue.phrases.organs.state.contains(&lemma) && (own || lemma == "government")
                || own && lemma == "delegation";
            let bare = !annotated
                .children(noun)
                .any(|word| matches!(annotated.dep(word), "prep" | "compound" | "poss" | "amod") && word != token);
            if names_state
                && bare
                && let Some(state) = state
            {
                let phrase = token..noun + 1;
                index.add_mention(Tokens::new(block, phrase), noun, state, "first-person");
            }
        }
    }
}

/// The state that an actor is or speaks for, as a position in the index.
pub(super) fn state_spoken_for(index: &mut ActorIndex, reading: &Reading, actor: usize) -> Option<usize> {
    if index.actors[actor].kind == ActorKind::State {
        return Some(actor);
    }
    let code = index.actors[actor].represents.as_ref()?.value.clone();
    let state = Catalogue::shipped().states.iter().find(|state| state.code == code)?;
    Some(index.state(reading, &state.code, &state.name))
}
