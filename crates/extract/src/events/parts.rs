//! From the head of a phrase to a filled role: its words, the actor it names and the class of weapon.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::event_words::EventWords;
use onrecord_language::Annotated;

use super::grammar::{Filler, children_as, is_noun, is_verb, normal};
use super::reach::phrase;
use crate::actors::ActorIndex;
use crate::arms::{self, WeaponAt};
use crate::dates::DateAt;
use crate::places::PlaceAt;
use crate::quantities::FigureAt;
use crate::reading::{Reading, Tokens};
use crate::record::{ActorKind, Role, RoleName};

/// All that the extraction of events reads.
pub(super) struct Sources<'r> {
    pub reading: &'r Reading<'r>,
    pub actors: &'r ActorIndex,
    pub figures: &'r [FigureAt],
    pub dates: &'r [DateAt],
    pub places: &'r [PlaceAt],
    pub words: &'static EventWords,
}

impl<'r> Sources<'r> {
    /// What was found in a document before its events.
    pub fn of(
        reading: &'r Reading<'r>,
        actors: &'r ActorIndex,
        figures: &'r [FigureAt],
        dates: &'r [DateAt],
        places: &'r [PlaceAt],
    ) -> Self {
        Sources {
            reading,
            actors,
            figures,
            dates,
            places,
            words: &Catalogue::shipped().event_words,
        }
    }
}

/// A role with the tokens that fill it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub role: RoleName,
    pub tokens: Tokens,
    pub head: usize,
    pub actor: Option<String>,
    pub class: Option<String>,
    pub rule: String,
}

impl Part {
    pub fn into_role(self, reading: &Reading) -> Role {
        Role {
            role: self.role,
            actor: self.actor,
            class: self.class,
            span: reading.span(&self.tokens),
            rule: self.rule,
        }
    }
}

/// What a role may be filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Weapon,
    Actor,
    Carrier,
    Victim,
    Target,
    Anything,
}

impl Takes {
    pub fn of(role: RoleName) -> Takes {
        match role {
            RoleName::Item | RoleName::Weapon => Takes::Weapon,
            RoleName::Carrier => Takes::Carrier,
            RoleName::Victim => Takes::Victim,
            RoleName::Target => Takes::Target,
            RoleName::Subject => Takes::Anything,
            _ => Takes::Actor,
        }
    }
}

impl Sources<'_> {
    pub fn annotated(&self, block: usize) -> &Annotated {
        self.reading.annotated(block)
    }

    /// Whether `token` is part of a date or an amount.
    pub fn is_date(&self, block: usize, token: usize) -> bool {
        self.dates.iter().any(|date| date.tokens.holds(block, token))
            || matches!(
                self.annotated(block).entity_label(token),
                Some("DATE" | "TIME" | "PERCENT" | "MONEY")
            )
    }

    /// Below "one of", "waves of", "a shipment of": the noun counted.
    pub fn counted(&self, block: usize, head: usize) -> usize {
        let a = self.annotated(block);
        let mut at = head;
        for _ in 0..4 {
            let counts = a.tag(at) == "CD"
                || matches!(a.tag(at), "DT" | "JJ" | "JJS" | "JJR")
                || self.words.partitive.words.contains(&normal(a, at));
            if !counts {
                break;
            }
            let below = children_as(a, at, &["prep"])
                .into_iter()
                .filter(|&preposition| a.lower(preposition) == "of")
                .flat_map(|preposition| children_as(a, preposition, &["pobj"]))
                .next();
            match below {
                Some(object) => at = object,
                None => break,
            }
        }
        at
    }

    /// Above "of": the phrase that counts or packages the noun at `head` ("waves" for "three waves of airstrikes").
    pub fn counting(&self, block: usize, head: usize) -> usize {
        let a = self.annotated(block);
        let mut at = head;
        for _ in 0..4 {
            if a.dep(at) != "pobj" || a.lower(a.head(at)) != "of" {
                break;
            }
            let above = a.head(a.head(at));
            let counts = a.tag(above) == "CD"
                || matches!(a.tag(above), "DT")
                || self.words.partitive.words.contains(&normal(a, above));
            if !counts || is_verb(a, above) {
                break;
            }
            at = above;
        }
        at
    }

    /// The weapon that the phrase of `head` names.
    pub fn weapon(&self, block: usize, head: usize) -> Option<WeaponAt> {
        let a = self.annotated(block);
        let noun = self.counted(block, head);
        if let Some(weapon) = arms::ending_at(a, noun) {
            return Some(weapon);
        }
        if a.tag(noun) == "PRP" || (a.tag(noun) == "DT" && matches!(a.dep(noun), "dobj" | "nsubj" | "nsubjpass")) {
            return self.weapon_before(block, noun);
        }
        // "cargoes of rockets", "rocket fragments", "debris from a missile"
        if noun != head || self.words.partitive.debris.contains(&normal(a, noun)) {
            for child in a.children(noun) {
                if a.dep(child) == "compound"
                    && let Some(weapon) = arms::ending_at(a, child)
                {
                    return Some(weapon);
                }
                if a.dep(child) == "prep"
                    && matches!(a.lower(child), "of" | "from")
                    && let Some(weapon) = children_as(a, child, &["pobj"])
                        .into_iter()
                        .find_map(|object| arms::ending_at(a, object))
                {
                    return Some(weapon);
                }
            }
        }
        None
    }

    /// What "them", "it", "these" stands for when a weapon was named before: the nearest one, of the same number, in this or the
    /// sentence before.
    fn weapon_before(&self, block: usize, pronoun: usize) -> Option<WeaponAt> {
        let a = self.annotated(block);
        if !matches!(
            a.lower(pronoun),
            "them" | "it" | "they" | "these" | "those" | "some" | "which"
        ) {
            return None;
        }
        let plural = a.lower(pronoun) != "it";
        let sentence = a.sentence_of(pronoun);
        let earliest = a
            .sentences()
            .iter()
            .rev()
            .find(|range| range.end <= sentence.start)
            .map_or(sentence.start, |range| range.start);
        (earliest..pronoun)
            .rev()
            .filter(|&token| is_noun(a, token) && a.dep(token) != "compound" && (a.tag(token).ends_with('S') == plural))
            .find_map(|token| arms::ending_at(a, token))
    }

    /// The actor whose mention `head` heads, or whose name makes it one ("Russian forces", "the forces of Eritrea").
    pub fn actor(&self, block: usize, head: usize) -> Option<(usize, &'static str)> {
        let a = self.annotated(block);
        if let Some(mention) = self.actors.mention_at(block, head)
            && (mention.head == head || mention.tokens.end == head + 1)
        {
            return Some((mention.actor, "name"));
        }
        let noun = normal(a, head);
        if !self.words.beings.organs.contains(&noun) {
            return None;
        }
        let mut names = a
            .children(head)
            .filter(|&child| matches!(a.dep(child), "amod" | "compound" | "poss" | "nmod"))
            .collect::<Vec<_>>();
        names.extend(
            children_as(a, head, &["prep"])
                .into_iter()
                .filter(|&preposition| matches!(a.lower(preposition), "of" | "from"))
                .flat_map(|preposition| children_as(a, preposition, &["pobj"])),
        );
        names
            .into_iter()
            .find_map(|name| {
                self.actors
                    .mention_at(block, name)
                    .filter(|mention| self.actors.actors[mention.actor].kind == ActorKind::State)
            })
            .map(|mention| (mention.actor, "organ"))
    }

    fn is_being(&self, block: usize, head: usize) -> bool {
        let a = self.annotated(block);
        if self.actor(block, head).is_some() {
            return true;
        }
        let beings = &self.words.beings;
        let noun = normal(a, self.counted(block, head));
        beings.organs.contains(&noun)
            || beings.actors.contains(&noun)
            || (matches!(a.entity_label(head), Some("PERSON" | "ORG" | "GPE" | "NORP"))
                && a.tag(head).starts_with("NNP"))
    }

    fn is_place(&self, block: usize, head: usize) -> bool {
        let a = self.annotated(block);
        matches!(a.entity_label(head), Some("GPE" | "LOC" | "FAC"))
            || self.places.iter().any(|place| place.tokens.holds(block, head))
    }

    /// Whether the phrase of `head` is a ship, an aircraft or another that carries goods.
    fn is_carrier(&self, block: usize, head: usize) -> bool {
        let a = self.annotated(block);
        let beings = &self.words.beings;
        let start = (a.left_edge(head)..=head)
            .rev()
            .take_while(|&token| token == head || matches!(a.dep(token), "compound" | "nmod" | "nummod" | "punct"))
            .last()
            .unwrap_or(head);
        beings.carriers.contains(&normal(a, self.counted(block, head)))
            || (start..=head).any(|token| {
                let text = a.token(token);
                beings.carriers.contains(a.lower(token))
                    || beings.carrier_names.iter().any(|name| text.starts_with(name.as_str()))
            })
    }

    /// Whether the phrase of `head` is something that stands somewhere and can be struck.
    pub fn is_struck(&self, block: usize, head: usize) -> bool {
        let a = self.annotated(block);
        self.is_place(block, head)
            || self.is_being(block, head)
            || self.words.beings.struck.contains(&normal(a, self.counted(block, head)))
            || self.weapon(block, head).is_some()
    }

    /// Whether `filler` may fill a role that takes `takes`, and what it is then.
    pub fn part(
        &self,
        block: usize,
        role: RoleName,
        takes: Takes,
        filler: &Filler,
        slot: &str,
        is_event: &dyn Fn(usize) -> bool,
    ) -> Option<Part> {
        let a = self.annotated(block);
        let head = filler.head;
        let noun_like = is_noun(a, head)
            || matches!(
                a.tag(head),
                "CD" | "PRP" | "DT" | "JJ" | "JJR" | "JJS" | "VBG" | "FW" | "RB" | "XX" | "PDT"
            );
        let relative = matches!(a.tag(head), "WDT" | "WP" | "WRB" | "EX");
        if relative
            || (!noun_like && takes != Takes::Weapon && slot != "name" && filler.rule != "hyphen")
            || self.is_date(block, head)
        {
            return None;
        }
        let weapon = self.weapon(block, head);
        let actor = self.actor(block, head);
        let event = is_event(head) || is_event(self.counted(block, head));
        let personal = a.tag(head) == "PRP";
        let accepted = match takes {
            Takes::Weapon => {
                // "waves of missile strikes" are no missiles.
                let noun = self.counted(block, head);
                weapon.is_some()
                    && !(is_event(head) && weapon.as_ref().is_none_or(|weapon| weapon.tokens.end <= head))
                    && !(is_event(noun) && weapon.as_ref().is_some_and(|weapon| weapon.tokens.end == noun))
            }
            Takes::Actor => {
                // "carried rockets from Nampo": a port sends nothing.
                let starts_there = slot == "from"
                    && self.is_place(block, head)
                    && actor.is_none_or(|(actor, _)| self.actors.actors[actor].kind != ActorKind::State);
                (actor.is_some() || (weapon.is_none() && self.is_being(block, head))) && !event && !starts_there
            }
            Takes::Carrier => {
                let by_slot = match slot {
                    "vessel" | "in" | "through" => false,
                    // "via the port of Tobruk", "on a promise"
                    "on" | "via" => a.tag(head).starts_with("NNP") && !self.is_place(block, head),
                    _ => true,
                };
                // "Meridian Shipping" is a name and no shipment.
                let event = event && !a.tag(head).starts_with("NNP");
                (self.is_carrier(block, head) || weapon.is_none() && by_slot)
                    && !event
                    && actor.is_none_or(|(actor, _)| self.actors.actors[actor].kind != ActorKind::State)
            }
            Takes::Victim => {
                let noun = normal(a, self.counted(block, head));
                let told = !personal || a.lower(head) != "it";
                weapon.is_none() && !event && told && !self.words.beings.no_victim.contains(&noun)
            }
            Takes::Target => !event && !personal || (personal && actor.is_some()),
            Takes::Anything => true,
        };
        if !accepted {
            return None;
        }
        let tokens = self.words_of(block, filler, slot, takes, weapon.as_ref());
        // "Near Mosul, one strike destroyed": a phrase of place taken for a name.
        if tokens.start < head
            && a.dep(tokens.start) != "prep"
            && matches!(a.lower(tokens.start), "near" | "outside" | "inside")
        {
            return None;
        }
        let rule = format!("event.{slot}.{}", filler.rule);
        Some(Part {
            role,
            head,
            tokens: Tokens::new(block, tokens),
            actor: if takes == Takes::Weapon {
                None
            } else {
                actor.map(|(actor, _)| self.actors.actors[actor].id.clone())
            },
            class: weapon
                .filter(|_| matches!(takes, Takes::Weapon | Takes::Target | Takes::Anything))
                .map(|weapon| weapon.class),
            rule,
        })
    }

    fn words_of(
        &self,
        block: usize,
        filler: &Filler,
        slot: &str,
        takes: Takes,
        weapon: Option<&WeaponAt>,
    ) -> Range<usize> {
        let a = self.annotated(block);
        match (slot, weapon) {
            ("compound", Some(weapon)) if takes == Takes::Weapon => weapon.tokens.clone(),
            ("name", _) | (_, _) if slot == "name" || filler.rule == "hyphen" => self.name_at(block, filler.head),
            _ => {
                let mut words = phrase(a, filler.head);
                // The number or mark of a list entry is none of its words.
                if words.start == 0
                    && filler.head > 0
                    && (a.tag(0) == "LS" || a.token(0).ends_with('.') || a.token(0) == "•")
                {
                    words.start = 1;
                }
                // A date that opens the sentence is at times hung on the noun after it.
                while words.start < filler.head && self.is_date(block, words.start) && a.dep(filler.head) != "pobj" {
                    words.start += 1;
                }
                words
            }
        }
    }

    /// The name that covers `token`: its mention, else the adjacent tokens of its entity, else itself.
    pub fn name_at(&self, block: usize, token: usize) -> Range<usize> {
        if let Some(mention) = self.actors.mention_at(block, token)
            && mention.tokens.end <= token + 1
        {
            return mention.tokens.range();
        }
        let a = self.annotated(block);
        let mut start = token;
        while start > 0
            && a.entity_label(token).is_some()
            && a.entity_label(start - 1) == a.entity_label(token)
            && a.tag(start - 1) != "DT"
        {
            start -= 1;
        }
        start..token + 1
    }
}
