//! Offices and organs: "Russia’s envoy", "Foreign Minister Wang Yi", "the Ukrainian air force", "the ministry".

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_document::BlockKind;
use onrecord_language::{Annotated, Pos};

use super::ActorIndex;
use super::noun_phrases::{bare_name, core_phrase, is_plural};
use crate::reading::{Reading, Tokens};
use crate::record::ActorKind;

/// How many sentences after an office phrase its holder may first be named ("The U.S. representative … . Ambassador Wood …").
const NAMED_WITHIN_SENTENCES: usize = 2;

/// Titles before and appositions beside a person's name tell the person's office and whom it speaks for.
pub(super) fn tell_offices_of_persons(index: &mut ActorIndex, reading: &Reading) {
    for position in 0..index.mentions.len() {
        let mention = index.mentions[position].clone();
        if index.actors[mention.actor].kind != ActorKind::Person {
            continue;
        }
        let block = mention.tokens.block;
        let annotated = reading.annotated(block);
        let left = title_start(annotated, mention.tokens.start);
        if left < mention.tokens.start && holds_office(annotated, left..mention.tokens.start).is_some() {
            assign(index, reading, mention.actor, block, left..mention.tokens.start);
            index.add_mention(
                Tokens::new(block, left..mention.tokens.end),
                mention.head,
                mention.actor,
                "name",
            );
        }
        let beside = annotated
            .children(mention.head)
            .filter(|&child| annotated.dep(child) == "appos")
            .chain((annotated.dep(mention.head) == "appos").then(|| annotated.head(mention.head)));
        for office in beside.collect::<Vec<_>>() {
            if mention.tokens.holds(block, office) {
                continue;
            }
            let phrase = core_phrase(annotated, office);
            let phrase = if phrase.contains(&mention.head) {
                phrase.start..office + 1
            } else {
                phrase
            };
            if holds_office(annotated, phrase.clone()).is_some() {
                assign(index, reading, mention.actor, block, phrase.clone());
                index.add_mention(Tokens::new(block, phrase), office, mention.actor, "office");
            }
        }
    }
}

/// Where the titles before a name begin: nouns, names, adjectives and "of" directly to its left.
fn title_start(annotated: &Annotated, name: usize) -> usize {
    let mut start = name;
    while start > 0 {
        let before = start - 1;
        let joins = match annotated.pos(before) {
            Pos::Propn | Pos::Noun => true,
            Pos::Adj => true,
            Pos::Part => annotated.tag(before) == "POS",
            Pos::Adp => matches!(annotated.lower(before), "of" | "for") && start < name,
            Pos::Punct => annotated.token(before) == "-",
            _ => false,
        };
        if !joins {
            break;
        }
        start = before;
    }
    if start < name && annotated.lower(start) == "behalf" {
        start += 1;
    }
    // A title begins with a word of it, not with a preposition.
    while start < name
        && (annotated.pos(start) == Pos::Adp || annotated.is_punct(start) || annotated.tag(start) == "POS")
    {
        start += 1;
    }
    start
}

/// The class of the office named in a range, its last one first ("Foreign Ministry spokeswoman").
fn holds_office(annotated: &Annotated, range: Range<usize>) -> Option<&'static onrecord_catalogue::Office> {
    let catalogue = Catalogue::shipped();
    let words: Vec<&str> = range.clone().map(|token| annotated.lower(token)).collect();
    let lemmas: Vec<&str> = range.map(|token| annotated.lemma(token)).collect();
    // The office is what the phrase is about: "the general cargo vessel" is no general.
    let ends = |at: usize, length: usize| {
        words.get(at + length).is_none_or(|next| {
            matches!(
                *next,
                "of" | "for" | "to" | "at" | "in" | "on" | "," | "’s" | "'s" | "and" | "-"
            )
        })
    };
    let named = |at: usize| {
        catalogue
            .offices()
            .longest_at(&words, at)
            .or_else(|| catalogue.offices().longest_at(&lemmas, at))
            .filter(|(length, _)| ends(at, *length))
    };
    let last = (0..words.len())
        .rev()
        .find_map(|at| named(at).map(|(length, _)| at + length))?;
    // Of the offices that end there the longest: "top diplomat" before "diplomat".
    (0..last).find_map(|at| {
        named(at)
            .filter(|(length, _)| at + length == last)
            .map(|(_, office)| office)
    })
}

fn assign(index: &mut ActorIndex, reading: &Reading, actor: usize, block: usize, phrase: Range<usize>) {
    let annotated = reading.annotated(block);
    let span = reading.span(&Tokens::new(block, phrase.clone()));
    if let Some(office) = holds_office(annotated, phrase.clone()) {
        index.set_class(actor, &office.class);
    }
    index.set_office(actor, span);
    represent_by_modifier(index, reading, actor, block, &phrase);
}

/// Whom the holder of a phrase speaks for: the first state or body before its head ("Russia’s envoy"), else after it
/// ("the ambassador of Japan").
pub(super) fn represent_by_modifier(
    index: &mut ActorIndex,
    reading: &Reading,
    actor: usize,
    block: usize,
    phrase: &Range<usize>,
) -> Option<String> {
    let annotated = reading.annotated(block);
    let mut inside: Vec<_> = index
        .in_block(block)
        .filter(|mention| phrase.start <= mention.tokens.start && mention.tokens.end <= phrase.end)
        .filter(|mention| mention.actor != actor)
        .filter(|mention| !is_sent_to(annotated, mention.head))
        .cloned()
        .collect();
    inside.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    let found = inside.iter().find_map(|mention| {
        let named = &index.actors[mention.actor];
        let code = match named.kind {
            ActorKind::State => named.code.clone(),
            ActorKind::Organisation | ActorKind::Body | ActorKind::Group => named
                .represents
                .as_ref()
                .map(|state| state.value.clone())
                .or_else(|| named.code.clone()),
            _ => None,
        };
        code.map(|code| (code, mention.tokens.clone()))
    });
    found.map(|(code, tokens)| {
        index.set_represents(actor, &code, reading.span(&tokens), "represents.modifier");
        code
    })
}

/// Office and organ phrases that name no person.
pub(super) fn find(index: &mut ActorIndex, reading: &Reading) {
    let catalogue = Catalogue::shipped();
    for block in 0..reading.blocks.len() {
        if reading.blocks[block].block.kind == BlockKind::Heading {
            continue;
        }
        let annotated = reading.annotated(block);
        for head in 0..annotated.len() {
            if !matches!(annotated.pos(head), Pos::Noun | Pos::Propn)
                || matches!(annotated.dep(head), "compound" | "amod" | "nmod")
                || index
                    .mention_headed(block, head)
                    .is_some_and(|mention| mention.rule != "demonym")
            {
                continue;
            }
            let lemma = annotated.lemma(head).to_lowercase();
            let phrase = core_phrase(annotated, head);
            if catalogue.phrases.organs.state.contains(&lemma) {
                state_phrase(index, reading, block, head, phrase);
            } else if catalogue.phrases.organs.nouns.contains(&lemma) {
                organ_phrase(index, reading, block, head, phrase, &lemma);
            } else if let Some(office) = holds_office(annotated, phrase.start..head + 1) {
                office_phrase(index, reading, block, head, phrase, office);
            }
        }
    }
}

/// "the Russian government", "the government of Mali": the state itself.
fn state_phrase(index: &mut ActorIndex, reading: &Reading, block: usize, head: usize, phrase: Range<usize>) {
    let state = index
        .in_block(block)
        .filter(|mention| phrase.start <= mention.tokens.start && mention.tokens.end <= phrase.end)
        .find(|mention| index.actors[mention.actor].kind == ActorKind::State)
        .map(|mention| mention.actor);
    if let Some(actor) = state
        && !is_plural(reading.annotated(block), head)
    {
        index.add_mention(Tokens::new(block, phrase), head, actor, "government");
    }
}

fn organ_phrase(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    head: usize,
    phrase: Range<usize>,
    lemma: &str,
) {
    let annotated = reading.annotated(block);
    let span = reading.span(&Tokens::new(block, phrase.clone()));
    let state = state_in(index, reading, block, &phrase);
    match state {
        Some(code) => {
            let compounds: Vec<String> = (phrase.start..head)
                .filter(|&token| annotated.dep(token) == "compound" && annotated.pos(token) == Pos::Noun)
                .map(|token| annotated.lower(token).to_owned())
                .collect();
            let key = format!("organ:{code}:{} {lemma}", compounds.join(" "));
            let name = bare_name(&span.exact);
            let actor = index.actor(reading, &key, ActorKind::Organisation, &name);
            index.set_represents(actor, &code, span, "represents.organ");
            index.add_mention(Tokens::new(block, phrase), head, actor, "phrase");
        }
        None if annotated.lower(phrase.start) == "the" => {
            // "the ministry": the organ of that noun named last before it.
            let before = (block, phrase.start);
            let known = index
                .mentions
                .iter()
                .filter(|mention| (mention.tokens.block, mention.tokens.start) < before)
                .filter(|mention| {
                    let actor = &index.actors[mention.actor];
                    matches!(actor.kind, ActorKind::Organisation | ActorKind::Body)
                        && actor.name.to_lowercase().split(' ').any(|word| word == lemma)
                })
                .max_by_key(|mention| (mention.tokens.block, mention.tokens.start))
                .map(|mention| mention.actor);
            if let Some(actor) = known {
                index.add_mention(Tokens::new(block, phrase), head, actor, "definite");
            }
        }
        None => {}
    }
}

fn office_phrase(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    head: usize,
    phrase: Range<usize>,
    office: &'static onrecord_catalogue::Office,
) {
    let annotated = reading.annotated(block);
    let first = annotated.lower(phrase.start);
    let possessed = annotated.children(head).any(|child| annotated.dep(child) == "poss");
    let definite = first == "the" || possessed || is_title_case(annotated, head);
    let unnamed = !office.named_default || !definite || is_plural(annotated, head);
    if unnamed {
        // "A spokesperson for the ministry": nobody by name, yet "the spokesperson" after it is the same one.
        if office.named_default && !is_plural(annotated, head) {
            let tokens = Tokens::new(block, phrase.clone());
            let name = reading.span(&tokens).exact;
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let key = format!("phrase:{block}:{}:{}", phrase.start, phrase.end);
            let actor = index.actor(reading, &key, ActorKind::Unnamed, &name);
            index.set_class(actor, &office.class);
            represent_by_modifier(index, reading, actor, block, &phrase);
            index.add_mention(tokens, head, actor, "phrase");
        }
        return;
    }
    let before = (block, phrase.start);
    let state = state_in(index, reading, block, &phrase);
    let known = latest(index, before, |index, actor| {
        index.class_of(actor) == Some(office.class.as_str())
            && match &state {
                Some(code) => index.actors[actor]
                    .represents
                    .as_ref()
                    .is_some_and(|known| known.value == *code),
                None => true,
            }
    });
    // "the prefect of Obock, Houssein Doualeh,": the name after the comma is the holder's.
    let beside = index
        .in_block(block)
        .find(|mention| {
            mention.tokens.start == phrase.end + 1
                && phrase.end < annotated.len()
                && annotated.token(phrase.end) == ","
                && mention.rule == "name"
                && index.actors[mention.actor].kind == ActorKind::Person
        })
        .map(|mention| mention.actor);
    let later = || named_soon_after(index, reading, block, head, office, state.as_deref());
    // "The Foreign Secretary" is whoever was called just that, before any other minister.
    let same_words = || {
        let own = reading.span(&Tokens::new(block, phrase.clone())).exact.to_lowercase();
        index
            .mentions
            .iter()
            .filter(|mention| (mention.tokens.block, mention.tokens.start) < before)
            .filter(|mention| matches!(mention.rule, "office" | "phrase"))
            .filter(|mention| reading.span(&mention.tokens).exact.to_lowercase() == own)
            .max_by_key(|mention| (mention.tokens.block, mention.tokens.start))
            .map(|mention| mention.actor)
    };
    let (actor, rule) = if let Some(actor) = beside.or_else(|| same_words().filter(|_| first == "the")).or(known) {
        (actor, "office")
    } else if let Some(actor) = later() {
        (actor, "office")
    } else {
        let span = reading.span(&Tokens::new(block, phrase.clone()));
        let name = bare_name(&span.exact);
        let key = match &state {
            Some(code) => format!("office:{code}:{}", office.class),
            None => format!("office:{}:{}", block, head),
        };
        (index.actor(reading, &key, ActorKind::Person, &name), "phrase")
    };
    assign(index, reading, actor, block, phrase.clone());
    index.add_mention(Tokens::new(block, phrase), head, actor, rule);
}

fn is_title_case(annotated: &Annotated, head: usize) -> bool {
    annotated.pos(head) == Pos::Propn && annotated.token(head).chars().next().is_some_and(char::is_uppercase)
}

/// The state that a phrase is of: "Russia’s", "Russian", "of Mali"; not where its holder is sent or stands ("to the
/// United Nations", "in Kyiv").
pub(super) fn state_in(index: &ActorIndex, reading: &Reading, block: usize, phrase: &Range<usize>) -> Option<String> {
    let annotated = reading.annotated(block);
    index
        .in_block(block)
        .filter(|mention| phrase.start <= mention.tokens.start && mention.tokens.end <= phrase.end)
        .filter(|mention| !is_sent_to(annotated, mention.head))
        .filter_map(|mention| {
            let named = &index.actors[mention.actor];
            let code = match named.kind {
                ActorKind::State => named.code.clone(),
                // "Russia’s Foreign Ministry spokesperson": the ministry is Russia's.
                ActorKind::Organisation => named.represents.as_ref().map(|state| state.value.clone()),
                _ => None,
            };
            code.map(|code| (mention.tokens.start, code))
        })
        .min()
        .map(|(_, code)| code)
}

/// "envoy to the United Nations", "official in Kyiv": where the holder is sent or stands.
fn is_sent_to(annotated: &Annotated, head: usize) -> bool {
    annotated.dep(head) == "pobj" && matches!(annotated.lower(annotated.head(head)), "to" | "in" | "at" | "on")
}

fn latest(index: &ActorIndex, before: (usize, usize), fits: impl Fn(&ActorIndex, usize) -> bool) -> Option<usize> {
    index
        .mentions
        .iter()
        .filter(|mention| (mention.tokens.block, mention.tokens.start) < before)
        .filter(|mention| {
            matches!(index.actors[mention.actor].kind, ActorKind::Person | ActorKind::Unnamed)
                && fits(index, mention.actor)
        })
        .max_by_key(|mention| (mention.tokens.block, mention.tokens.start))
        .map(|mention| mention.actor)
}

/// A person first named within the next sentences of the block, whose title is of the same class and names no other
/// state, is the holder of the office just spoken of.
fn named_soon_after(
    index: &ActorIndex,
    reading: &Reading,
    block: usize,
    head: usize,
    office: &onrecord_catalogue::Office,
    state: Option<&str>,
) -> Option<usize> {
    let annotated = reading.annotated(block);
    let sentence = annotated
        .sentences()
        .iter()
        .position(|sentence| sentence.contains(&head))?;
    let last = (sentence + NAMED_WITHIN_SENTENCES).min(annotated.sentences().len() - 1);
    let within = annotated.sentences()[sentence].end..annotated.sentences()[last].end;
    // The paragraph after may be where the name stands.
    let next = block + 1;
    let opening = reading
        .blocks
        .get(next)
        .and_then(|read| {
            read.annotated
                .sentences()
                .get(NAMED_WITHIN_SENTENCES.saturating_sub(1))
                .or(read.annotated.sentences().last())
        })
        .map_or(0, |sentence| sentence.end);
    index
        .in_block(block)
        .filter(|mention| within.contains(&mention.tokens.start))
        .chain(index.in_block(next).filter(|mention| mention.tokens.start < opening))
        .filter(|mention| {
            let first = index
                .mentions
                .iter()
                .filter(|other| other.actor == mention.actor)
                .map(|other| (other.tokens.block, other.tokens.start))
                .min();
            first.is_some_and(|first| first >= (block, within.start))
                && index.actors[mention.actor].kind == ActorKind::Person
                && index.class_of(mention.actor) == Some(office.class.as_str())
                && match (&index.actors[mention.actor].represents, state) {
                    (Some(theirs), Some(ours)) => theirs.value == ours,
                    _ => true,
                }
        })
        .min_by_key(|mention| (mention.tokens.block, mention.tokens.start))
        .map(|mention| mention.actor)
}
