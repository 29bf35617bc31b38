//! Names: those of the catalogue, then persons and organisations that the pipeline found.

use std::collections::HashMap;

use onrecord_catalogue::Catalogue;
use onrecord_document::BlockKind;
use onrecord_language::{Annotated, Pos};

use super::ActorIndex;
use super::catalogue_names::{self, Organs, with_article};
use super::noun_phrases::head_of;
use crate::reading::{Reading, Tokens};
use crate::record::ActorKind;

/// Finds every name of the document.
pub(super) fn find(index: &mut ActorIndex, reading: &Reading) {
    let mut organs = Organs::default();
    for block in 0..reading.blocks.len() {
        catalogue_names::find(index, reading, block, &mut organs);
    }
    let surnames = person_names(index, reading);
    lone_surnames(index, reading, &surnames);
    for block in 0..reading.blocks.len() {
        organisation_entities(index, reading, block);
    }
}

fn person_names(index: &mut ActorIndex, reading: &Reading) -> HashMap<String, Vec<(usize, usize, usize)>> {
    // Surname → (block, token, actor), in the order of the text.
    let mut surnames: HashMap<String, Vec<(usize, usize, usize)>> = HashMap::new();
    for block in 0..reading.blocks.len() {
        if reading.blocks[block].block.kind == BlockKind::Heading {
            continue;
        }
        let annotated = reading.annotated(block);
        for range in person_ranges(index, annotated, block) {
            if range.len() < 2 {
                continue;
            }
            let name = annotated
                .slice(range.clone())
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let lower = name.to_lowercase();
            let surname = annotated.lower(range.end - 1).to_owned();
            // "Wood", "Robert Wood" and "Robert A. Wood" are one when first name and surname agree.
            let same = surnames.get(&surname).into_iter().flatten().find(|(_, _, actor)| {
                let known = index.actors[*actor].name.to_lowercase();
                known.split(' ').next() == lower.split(' ').next()
            });
            let actor = match same {
                Some(&(_, _, actor)) => actor,
                None => index.actor(reading, &format!("person:{lower}"), ActorKind::Person, &name),
            };
            if index.actors[actor].name.len() < name.len() {
                index.actors[actor].name = name;
            }
            let head = head_of(annotated, range.clone());
            index.add_mention(Tokens::new(block, range.clone()), head, actor, "name");
            surnames.entry(surname).or_default().push((block, range.start, actor));
        }
    }
    surnames
}

/// A first name that the pipeline left out of the entity: a capitalised name bound to it, no title and no office.
fn goes_before_name(annotated: &Annotated, before: usize, range: &std::ops::Range<usize>) -> bool {
    let lemma = annotated.lemma(before).to_lowercase();
    let catalogue = Catalogue::shipped();
    annotated.pos(before) == Pos::Propn
        && annotated.dep(before) == "compound"
        && range.contains(&annotated.head(before))
        && annotated.entity_label(before).is_none()
        && annotated.token(before).chars().next().is_some_and(char::is_uppercase)
        && annotated.token(before).chars().skip(1).all(char::is_lowercase)
        && !catalogue.is_title(annotated.token(before))
        && catalogue.offices().longest_at(&[lemma.as_str()], 0).is_none()
        && !catalogue.phrases.organs.nouns.contains(&lemma)
        && !catalogue.phrases.organisations.nouns.contains(&lemma)
        && !catalogue.phrases.people.singular.contains(&lemma)
}

/// The tokens of the persons' names of a block, without titles, possessive marks and stray punctuation.
fn person_ranges(index: &ActorIndex, annotated: &Annotated, block: usize) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    for entity in annotated
        .entities()
        .iter()
        .filter(|entity| entity.label(annotated) == "PERSON")
    {
        let mut range = entity.start..entity.end;
        while !range.is_empty() && (annotated.tag(range.end - 1) == "POS" || annotated.is_punct(range.end - 1)) {
            range.end -= 1;
        }
        // "Near Palmyra" at the head of a line is a place.
        if annotated.pos(range.start) == Pos::Adp
            || matches!(
                annotated.lower(range.start),
                "near" | "in" | "at" | "around" | "outside" | "inside" | "off"
            )
        {
            continue;
        }
        while range.len() > 1 && Catalogue::shipped().is_title(annotated.token(range.start)) {
            range.start += 1;
        }
        while let Some(before) = range
            .start
            .checked_sub(1)
            .filter(|&before| goes_before_name(annotated, before, &range))
        {
            range.start = before;
        }
        let named = range.clone().all(|token| {
            annotated
                .token(token)
                .chars()
                .next()
                .is_some_and(|first| first.is_uppercase())
                || matches!(
                    annotated.lower(token),
                    "de" | "van" | "von" | "al" | "bin" | "ibn" | "-" | "el" | "da" | "del" | "der" | "la"
                )
        });
        let taken = index
            .in_block(block)
            .any(|mention| mention.tokens.start < range.end && range.start < mention.tokens.end);
        if !range.is_empty() && named && !taken && !is_called_a_thing(annotated, &range) {
            ranges.push(range);
        }
    }
    for range in titled_names(annotated) {
        let taken = index
            .in_block(block)
            .any(|mention| mention.tokens.start < range.end && range.start < mention.tokens.end);
        if taken {
            continue;
        }
        ranges.retain(|known| known.end <= range.start || range.end <= known.start);
        ranges.push(range);
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// "the Government of Japan" is the state, "paragraph 9 of resolution 1874" a text, "at Massawa" a place.
fn names_no_actor(annotated: &Annotated, range: &std::ops::Range<usize>) -> bool {
    let phrases = &Catalogue::shipped().phrases;
    let first = annotated.lemma(range.start).to_lowercase();
    let of = range.clone().any(|token| annotated.lower(token) == "of");
    let text = phrases.texts.nouns.contains(&first) || matches!(first.as_str(), "paragraph" | "article" | "annex");
    let numbered = range
        .clone()
        .any(|token| annotated.token(token).chars().any(|c| c.is_ascii_digit()));
    let head = head_of(annotated, range.clone());
    let governor = annotated.head(head);
    let located = range.len() == 1
        && annotated.dep(head) == "pobj"
        && match annotated.lower(governor) {
            "in" | "at" | "near" | "off" | "outside" | "around" | "into" | "towards" => true,
            // "carried rockets from Nampo to Massawa"
            "from" | "to" => {
                let verb = annotated.head(governor);
                phrases.motion.nouns.contains(&annotated.lemma(verb).to_lowercase())
            }
            _ => false,
        };
    (of && phrases.organs.state.contains(&first))
        || (text && numbered)
        || located
        || is_called_a_thing(annotated, range)
}

/// "the cargo vessel Tansy Dawn", "the town of Moulhoule": a name that stands beside a word for a thing or a place.
fn is_called_a_thing(annotated: &Annotated, range: &std::ops::Range<usize>) -> bool {
    let things = &Catalogue::shipped().phrases.things.nouns;
    let thing = |token: usize| things.contains(&annotated.lemma(token).to_lowercase());
    let head = head_of(annotated, range.clone());
    let before = range.start.checked_sub(1);
    let governor = annotated.head(head);
    let of = annotated.dep(head) == "pobj" && annotated.lower(governor) == "of" && thing(annotated.head(governor));
    let beside = matches!(annotated.dep(head), "appos" | "compound") && governor != head && thing(governor);
    let introduced = before.is_some_and(|before| {
        thing(before)
            || (annotated.lower(before) == "the"
                && before > 1
                && annotated.token(before - 1) == ","
                && thing(before - 2))
    });
    of || beside || introduced
}

/// "ministry spokesperson Fathia Robleh Aden", "Queen Ingrid": one to four names after an office or a title are its
/// holder's, also where the pipeline saw no person.
pub(crate) fn titled_names(annotated: &Annotated) -> Vec<std::ops::Range<usize>> {
    let offices = Catalogue::shipped().offices();
    let phrases = &Catalogue::shipped().phrases;
    let lemmas: Vec<&str> = (0..annotated.len()).map(|token| annotated.lemma(token)).collect();
    let lemmas: Vec<String> = lemmas.iter().map(|lemma| lemma.to_lowercase()).collect();
    let lemmas: Vec<&str> = lemmas.iter().map(String::as_str).collect();
    let is_name = |token: usize| {
        annotated.pos(token) == Pos::Propn
            && annotated.token(token).chars().next().is_some_and(char::is_uppercase)
            && !matches!(annotated.entity_label(token), Some("DATE" | "NORP" | "TIME"))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < lemmas.len() {
        let titled = Catalogue::shipped().is_title(annotated.token(at)).then_some(1);
        let Some(length) = offices.longest_at(&lemmas, at).map(|(length, _)| length).or(titled) else {
            at += 1;
            continue;
        };
        let start = at + length;
        let end = (start..annotated.len())
            .find(|&token| !is_name(token))
            .unwrap_or(annotated.len());
        let person = (start..end).any(|token| annotated.entity_label(token) == Some("PERSON"));
        let other = (start..end).any(|token| matches!(annotated.entity_label(token), Some("GPE" | "LOC" | "FAC")));
        let titled = (start..end).any(|token| offices.longest_at(&lemmas, token).is_some());
        let royal = end == start + 1 && !other && phrases.regnal.nouns.contains(annotated.lower(at));
        let start = if royal { at } else { start };
        if (royal || (2..=4).contains(&(end - start))) && (person || !other) && !titled {
            found.push(start..end);
        }
        at = end.max(at + length);
    }
    found
}

/// A surname alone is the person of that name who was named last before it, else first after it.
fn lone_surnames(index: &mut ActorIndex, reading: &Reading, surnames: &HashMap<String, Vec<(usize, usize, usize)>>) {
    for block in 0..reading.blocks.len() {
        let annotated = reading.annotated(block);
        let heading = reading.blocks[block].block.kind == BlockKind::Heading;
        let mut found = Vec::new();
        for token in 0..annotated.len() {
            // A surname that the pipeline does not know may be tagged as a noun at the start of a sentence.
            let known = surnames.contains_key(annotated.lower(token))
                && matches!(annotated.pos(token), Pos::Noun | Pos::Adj)
                && annotated.token(token).chars().next().is_some_and(char::is_uppercase);
            if annotated.pos(token) != Pos::Propn && !known {
                continue;
            }
            let taken = index.holding(block, token).next().is_some();
            if taken {
                continue;
            }
            let person_entity = annotated.entity_label(token) == Some("PERSON");
            if let Some(known) = surnames.get(annotated.lower(token)) {
                let before = known.iter().rev().find(|(b, t, _)| (*b, *t) < (block, token));
                if let Some((_, _, actor)) = before.or_else(|| known.first()) {
                    found.push((token..token + 1, *actor, "surname"));
                }
            } else if person_entity && !heading {
                let Some(range) = person_ranges(index, annotated, block)
                    .into_iter()
                    .find(|range| range.contains(&token))
                else {
                    continue;
                };
                if range.len() == 1 {
                    let name = annotated.token(token).to_owned();
                    let key = format!("person:{}", name.to_lowercase());
                    let actor = index.actor(reading, &key, ActorKind::Person, &name);
                    found.push((range, actor, "name"));
                }
            }
        }
        for (range, actor, rule) in found {
            let head = head_of(annotated, range.clone());
            index.add_mention(Tokens::new(block, range), head, actor, rule);
        }
    }
}

fn organisation_entities(index: &mut ActorIndex, reading: &Reading, block: usize) {
    let annotated = reading.annotated(block);
    let heading = reading.blocks[block].block.kind == BlockKind::Heading;
    let mut found = Vec::new();
    for entity in annotated
        .entities()
        .iter()
        .filter(|entity| entity.label(annotated) == "ORG")
    {
        let mut range = entity.start..entity.end;
        if annotated.lower(range.start) == "the" {
            range.start += 1;
        }
        while !range.is_empty() && (annotated.tag(range.end - 1) == "POS" || annotated.is_punct(range.end - 1)) {
            range.end -= 1;
        }
        let covered = index.in_block(block).any(|mention| {
            let is_state = index.actors[mention.actor].kind == ActorKind::State;
            let overlaps = mention.tokens.start < range.end && range.start < mention.tokens.end;
            // A state's name inside the organisation's ("Russian Defence Ministry") does not take its place.
            overlaps && (!is_state || mention.tokens.range().len() >= range.len())
        });
        if range.is_empty()
            || covered
            || annotated.pos(range.end - 1) != Pos::Propn
            || names_no_actor(annotated, &range)
        {
            continue;
        }
        found.push(range);
    }
    for range in found {
        let name = annotated
            .slice(range.clone())
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let initials: String = name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_uppercase())
            .collect();
        let key = format!("named:{}", name.to_lowercase());
        let acronym = format!("acronym:{name}");
        let actor = match index
            .actor_under(&acronym)
            .filter(|_| name.chars().all(char::is_uppercase))
        {
            Some(actor) => actor,
            None if heading && index.actor_under(&key).is_none() => continue,
            None => index.actor(reading, &key, ActorKind::Organisation, &name),
        };
        if initials.chars().count() >= 3 {
            index.by_key.entry(format!("acronym:{initials}")).or_insert(actor);
        }
        let head = head_of(annotated, range.clone());
        let tokens = Tokens::new(block, with_article(annotated, range.clone(), "name"));
        super::offices::represent_by_modifier(index, reading, actor, block, &range);
        index.add_mention(tokens, head, actor, "name");
    }
}
