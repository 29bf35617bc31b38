//! One trigger read: its type, its roles and what it hangs on, or nothing where the words do not tell an event.

use onrecord_catalogue::event_words::EventWord;
use onrecord_language::Annotated;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as PlainError, StrDeserializer};

use super::grammar::{
    Filler, children_as, conjuncts, doers, is_noun, is_passive, is_verb, modified_noun, normal, prepositional,
    surface_subjects, undergoers,
};
use super::parts::{Part, Sources, Takes};
use super::triggers::{Trigger, company};
use super::weapons;
use crate::dates::DateAt;
use crate::places::PlaceAt;
use crate::reading::Tokens;
use crate::record::{ActorKind, EventType, Figure, Modality, RoleName};

/// An event before it is joined with others of the document.
pub(super) struct Draft<'r> {
    pub event_type: EventType,
    pub block: usize,
    pub head: usize,
    pub trigger: Tokens,
    pub verb: bool,
    pub parts: Vec<Part>,
    pub dates: Vec<&'r DateAt>,
    pub date_rule: &'static str,
    pub place: Option<&'r PlaceAt>,
    pub modality: Modality,
    pub count: Option<Figure>,
    pub mentions: Vec<Tokens>,
    /// It points back: "the strikes", "these attacks".
    pub definite: bool,
    /// All that the entry needs is there.
    pub complete: bool,
    /// The words that the event hangs on in the tree, itself first: dates and places of these are its own.
    pub anchors: Vec<usize>,
    pub rule: String,
    /// Position of the draft that this one is a part of.
    pub part_of: Option<usize>,
}

/// What a verb of use adds to the event beside it.
pub(super) struct Instrument {
    /// The trigger noun of that event.
    pub noun: usize,
    pub parts: Vec<Part>,
}

/// What one trigger gives.
pub(super) enum Outcome<'r> {
    Event(Box<Draft<'r>>),
    Instrument(Instrument),
    Nothing,
}

/// The value of a snake-case word of the catalogue.
pub(super) fn named<'de, T: Deserialize<'de>>(word: &'de str) -> Option<T> {
    let deserializer: StrDeserializer<'de, PlainError> = word.into_deserializer();
    T::deserialize(deserializer).ok()
}

/// The light verb of a noun, and whether its subject undergoes the event.
fn light_verb(sources: &Sources, block: usize, head: usize, entry: &EventWord) -> Option<(usize, bool)> {
    let a = sources.annotated(block);
    let light = &sources.words.light;
    let lends = |verb: usize| {
        let lemma = a.lemma(verb);
        is_verb(a, verb) && (light.verbs.contains(lemma) || entry.light.iter().any(|word| word == lemma))
    };
    let top = sources.counting(block, head);
    let first = super::grammar::first_conjunct(a, top);
    let above = a.head(first);
    let mut found = None;
    if above != first && matches!(a.dep(first), "dobj" | "nsubjpass") && lends(above) {
        found = Some(above);
    }
    // "the attack carried out by", "strikes that Russia carried out"
    for noun in [top, head] {
        for child in children_as(a, noun, &["acl", "relcl"]) {
            let gerund = a.tag(child) == "VBG" || a.children(child).any(|word| a.tag(word) == "TO");
            let relative_object = undergoers(a, child).iter().any(|filler| filler.head == noun);
            if lends(child) && !gerund && relative_object {
                found = found.or(Some(child));
            }
        }
    }
    found.map(|verb| (verb, light.undergoing.contains(a.lemma(verb))))
}

/// The verb that says that the event of the noun `top` happened, or did something.
fn occurrence_verb(sources: &Sources, block: usize, top: usize) -> Option<usize> {
    let a = sources.annotated(block);
    let above = a.head(top);
    let subject = matches!(a.dep(top), "nsubj" | "nsubjpass") || (a.dep(top) == "attr" && a.lemma(above) == "be");
    (subject && sources.words.light.occurrence.contains(a.lemma(above))).then_some(above)
}

struct Slots<'s, 'r> {
    sources: &'s Sources<'r>,
    trigger: &'s Trigger,
    entry: &'static EventWord,
    top: usize,
    light: Option<(usize, bool)>,
}

impl Slots<'_, '_> {
    fn a(&self) -> &Annotated {
        self.sources.annotated(self.trigger.block)
    }

    fn fillers(&self, slot: &str) -> Vec<Filler> {
        if self.trigger.verb {
            self.of_verb(slot)
        } else {
            self.of_noun(slot)
        }
    }

    fn of_verb(&self, slot: &str) -> Vec<Filler> {
        let a = self.a();
        let verb = self.trigger.head;
        match slot {
            "subject" => doers(a, verb),
            "object" => undergoers(a, verb),
            "dative" => children_as(a, verb, &["dative"])
                .into_iter()
                .filter(|&child| is_noun(a, child) || a.tag(child) == "PRP")
                .flat_map(|child| conjuncts(a, child))
                .map(|head| Filler { head, rule: "dative" })
                .collect(),
            "using" => self.by_participle(verb),
            "possessive" | "name" | "compound" | "purpose" | "struck" | "whether" => Vec::new(),
            word => self.by_preposition(verb, word),
        }
    }

    fn by_preposition(&self, token: usize, word: &str) -> Vec<Filler> {
        let a = self.a();
        let mut found = prepositional(a, token, word, 1);
        // A preposition that opens the sentence hangs on the first of two joined verbs.
        if found.is_empty()
            && is_verb(a, token)
            && a.dep(token) == "conj"
            && !super::grammar::has_child(a, token, &["nsubj", "nsubjpass"])
        {
            found = prepositional(a, a.head(token), word, 0)
                .into_iter()
                .filter(|filler| filler.head < a.head(token))
                .collect();
        }
        if word == "by" {
            found.retain(|filler| !is_verb(a, filler.head));
        }
        found
    }

    /// "with … using missiles"
    fn by_participle(&self, token: usize) -> Vec<Filler> {
        let a = self.a();
        a.children(token)
            .filter(|&child| {
                a.tag(child) == "VBG"
                    && matches!(a.dep(child), "advcl" | "acl" | "xcomp" | "prep")
                    && self.sources.words.light.instrument.contains(a.lemma(child))
            })
            .flat_map(|child| children_as(a, child, &["dobj", "pobj"]))
            .flat_map(|object| conjuncts(a, object))
            .map(|head| Filler {
                head,
                rule: "participle",
            })
            .collect()
    }

    fn of_noun(&self, slot: &str) -> Vec<Filler> {
        let a = self.a();
        let noun = self.trigger.head;
        match slot {
            "subject" => {
                if let Some((verb, false)) = self.light {
                    let found = renamed(doers(a, verb), "light-verb");
                    if !found.is_empty() {
                        return found;
                    }
                }
                self.beside("by", 0)
            }
            "object" => {
                if let Some((verb, true)) = self.light {
                    return renamed(surface_subjects(a, verb), "light-verb");
                }
                self.beside("of", 0)
            }
            "possessive" => self.possessors(noun),
            "name" => self.names(noun),
            "compound" => self.compounds(noun),
            "purpose" => self.purpose(noun),
            "struck" => {
                let verb = a.head(self.top);
                let strikes = a.dep(self.top) == "nsubj" && self.sources.words.light.struck.contains(a.lemma(verb));
                if strikes {
                    renamed(undergoers(a, verb), "struck")
                } else {
                    Vec::new()
                }
            }
            "using" | "involving" => {
                let mut found = self.by_participle(noun);
                if found.is_empty() && self.top != noun {
                    found = self.by_participle(self.top);
                }
                if found.is_empty()
                    && let Some((verb, _)) = self.light
                {
                    found = self.by_participle(verb);
                }
                found
            }
            "dative" | "whether" => Vec::new(),
            word => self.beside(word, 1),
        }
    }

    /// The objects of a preposition on the noun, on what counts it, on its light verb.
    fn beside(&self, word: &str, reach: usize) -> Vec<Filler> {
        let a = self.a();
        let noun = self.trigger.head;
        let mut found = prepositional(a, noun, word, reach);
        if found.is_empty() && self.top != noun && word != "of" {
            found = prepositional(a, self.top, word, 0);
        }
        if found.is_empty()
            && word != "of"
            && let Some((verb, _)) = self.light
        {
            let passive = is_passive(a, verb);
            if word != "by" || passive {
                found = prepositional(a, verb, word, 0);
            }
        }
        // A preposition of the noun is at times hung on the verb that the noun is the object of.
        if found.is_empty() && word != "of" && word != "by" && a.dep(self.top) == "dobj" && self.light.is_none() {
            let verb = a.head(self.top);
            found = prepositional(a, verb, word, 0);
            found.retain(|filler| filler.head > noun);
        }
        found.retain(|filler| !is_verb(a, filler.head) || a.tag(filler.head) == "VBG");
        found
    }

    fn possessors(&self, noun: usize) -> Vec<Filler> {
        let a = self.a();
        let mut heads = Vec::new();
        for child in a.children(noun) {
            match a.dep(child) {
                "poss" => heads.extend(conjuncts(a, child)),
                // "North Korea and Russia’s actions" is parsed as a modifier with a joined possessor.
                "nmod" | "compound" | "amod" => {
                    let all = conjuncts(a, child);
                    if all.len() > 1 && all.iter().any(|&one| children_as(a, one, &["case"]).len() == 1) {
                        heads.extend(all);
                    }
                }
                _ => {}
            }
        }
        heads
            .into_iter()
            .map(|head| Filler {
                head,
                rule: "possessive",
            })
            .collect()
    }

    /// Names among the words before the noun, whichever word they were hung on.
    fn names(&self, noun: usize) -> Vec<Filler> {
        let a = self.a();
        let start = a.left_edge(noun);
        let mut found: Vec<Filler> = Vec::new();
        for token in start..self.trigger.tokens.start {
            let inside_possessor = possessor_of(a, token, noun);
            let supplied = (token + 2 < noun) && a.lower(token + 1) == "-" && a.tag(token + 2).starts_with("VB");
            let joined = a.lower(token + 1) == "-" && is_verb(a, token + 2);
            if inside_possessor || supplied || joined || a.dep(token) == "case" {
                continue;
            }
            let mention = self.sources.actors.mentions.iter().filter(|mention| {
                mention.tokens.block == self.trigger.block
                    && mention.tokens.end == token + 1
                    && mention.tokens.end <= self.trigger.tokens.start
            });
            let longest = mention.max_by_key(|mention| mention.tokens.end - mention.tokens.start);
            let named = match longest {
                Some(mention) => {
                    let state = self.sources.actors.actors[mention.actor].kind == ActorKind::State;
                    // "the Kyiv strike" is a strike on the capital, not by the state.
                    !matches!(mention.rule, "pronoun" | "capital") && (self.entry.state || !state)
                }
                None => {
                    let label = a.entity_label(token);
                    let ends = token + 1 >= a.len() || a.entity_label(token + 1) != label;
                    ends && match label {
                        Some("NORP") => self.entry.state,
                        Some("ORG") => a.tag(token).starts_with("NNP"),
                        _ => false,
                    }
                }
            };
            if named {
                found.push(Filler {
                    head: token,
                    rule: "modifier",
                });
            }
        }
        found
    }

    fn compounds(&self, noun: usize) -> Vec<Filler> {
        let a = self.a();
        let mut found = Vec::new();
        for token in (a.left_edge(noun)..noun).rev() {
            if matches!(a.dep(token), "compound" | "nmod" | "amod")
                && !possessor_of(a, token, noun)
                && weapons::ending_at(a, token).is_some()
            {
                found.push(Filler {
                    head: token,
                    rule: "compound",
                });
                break;
            }
        }
        if found.is_empty() {
            // "an airstrike", "the shelling": the trigger's own first word may be the weapon ("missile strike").
            for child in children_as(a, noun, &["compound"]) {
                found.push(Filler {
                    head: child,
                    rule: "compound",
                });
            }
        }
        found
    }

    fn purpose(&self, noun: usize) -> Vec<Filler> {
        let a = self.a();
        let mut holders = vec![noun];
        if matches!(a.dep(noun), "nsubj" | "nsubjpass" | "dobj") {
            holders.push(a.head(noun));
        }
        for holder in holders {
            for child in children_as(a, holder, &["acl", "advcl", "xcomp"]) {
                let infinitive = a.children(child).any(|word| a.tag(word) == "TO");
                if infinitive
                    && matches!(
                        a.lemma(child),
                        "determine" | "establish" | "find" | "identify" | "ascertain" | "learn" | "trace" | "clarify"
                    )
                {
                    let objects = children_as(a, child, &["dobj"]);
                    if !objects.is_empty() {
                        return objects
                            .into_iter()
                            .map(|head| Filler { head, rule: "purpose" })
                            .collect();
                    }
                }
            }
        }
        Vec::new()
    }
}

fn possessor_of(a: &Annotated, token: usize, noun: usize) -> bool {
    let mut at = token;
    for _ in 0..6 {
        if at == noun || a.head(at) == at {
            return false;
        }
        if a.dep(at) == "poss" {
            return true;
        }
        at = a.head(at);
    }
    false
}

fn renamed(fillers: Vec<Filler>, rule: &'static str) -> Vec<Filler> {
    fillers.into_iter().map(|filler| Filler { rule, ..filler }).collect()
}

fn fill(slots: &Slots, is_event: &dyn Fn(usize) -> bool) -> Vec<Part> {
    let entry = slots.entry;
    let a = slots.a();
    let block = slots.trigger.block;
    let mut order: Vec<(RoleName, &str, &Vec<String>)> = entry
        .roles
        .iter()
        .filter_map(|(name, slots)| named::<RoleName>(name).map(|role| (role, name.as_str(), slots)))
        .collect();
    // What is a weapon is told by the catalogue, so it is the surest and goes first.
    order.sort_by_key(|(role, ..)| !matches!(role, RoleName::Item | RoleName::Weapon));
    let mut parts: Vec<Part> = Vec::new();
    for (role, name, role_slots) in order {
        let takes = if entry.any.iter().any(|any| any == name) {
            Takes::Anything
        } else {
            Takes::of(role)
        };
        for slot in role_slots {
            let found: Vec<Part> = slots
                .fillers(slot)
                .iter()
                .filter(|filler| !parts.iter().any(|part| part.head == filler.head))
                .filter(|filler| role != RoleName::Target || !entry.not_target.contains(&normal(a, filler.head)))
                .filter(|filler| role != RoleName::Target || slot == "object" || !is_verb(a, filler.head))
                .filter(|filler| {
                    !entry.material.iter().any(|material| material == name)
                        || slots.sources.is_struck(block, filler.head)
                })
                .filter_map(|filler| slots.sources.part(block, role, takes, filler, slot, is_event))
                .collect();
            if !found.is_empty() {
                parts.extend(found);
                break;
            }
        }
    }
    parts
}

fn needs_met(entry: &EventWord, parts: &[Part]) -> bool {
    entry.needs.iter().all(|need| {
        need.split('|')
            .any(|name| named::<RoleName>(name).is_some_and(|role| parts.iter().any(|part| part.role == role)))
    })
}

/// Reads one trigger. `is_event` tells whether a token is a noun that tells an event itself.
pub(super) fn read<'r>(sources: &Sources<'r>, trigger: &Trigger, is_event: &dyn Fn(usize) -> bool) -> Outcome<'r> {
    let a = sources.annotated(trigger.block);
    let words = company(a, trigger);
    let mut weak = None;
    for entry in &trigger.entries {
        let before = trigger.tokens.start.checked_sub(1).map(|token| normal(a, token));
        if !trigger.verb && before.is_some_and(|before| entry.not_before.contains(&before)) {
            continue;
        }
        if entry.not_with.iter().any(|word| words.contains(word)) {
            continue;
        }
        if !entry.only_with.is_empty() && !entry.only_with.iter().any(|word| words.contains(word)) {
            continue;
        }
        if entry.passive && !is_passive(a, trigger.head) {
            continue;
        }
        let Some(event_type) = named::<EventType>(&entry.event_type) else {
            continue;
        };
        let top = if trigger.verb {
            trigger.head
        } else {
            sources.counting(trigger.block, trigger.head)
        };
        let light = if trigger.verb {
            None
        } else {
            light_verb(sources, trigger.block, trigger.head, entry)
        };
        let slots = Slots {
            sources,
            trigger,
            entry,
            top,
            light,
        };
        let parts = fill(&slots, is_event);
        if entry.tells_use
            && let Some(noun) = event_used_in(sources, trigger, is_event)
        {
            return Outcome::Instrument(Instrument { noun, parts });
        }
        let complete = needs_met(entry, &parts) && (trigger.verb || !parts.is_empty());
        let draft = || draft_of(sources, trigger, event_type, parts.clone(), complete, top, light);
        if complete {
            return Outcome::Event(Box::new(draft()));
        }
        if !trigger.verb && !entry.tells_use && weak.is_none() {
            weak = Some(draft());
        }
    }
    match weak {
        Some(draft) => Outcome::Event(Box::new(draft)),
        None => Outcome::Nothing,
    }
}

/// The noun of the event that a verb of use tells the weapon of: "the attacks utilized", "used in the attack", "attacks using".
fn event_used_in(sources: &Sources, trigger: &Trigger, is_event: &dyn Fn(usize) -> bool) -> Option<usize> {
    let a = sources.annotated(trigger.block);
    let head = trigger.head;
    if trigger.verb {
        if let Some(subject) = surface_subjects(a, head)
            .into_iter()
            .find(|filler| is_event(filler.head))
        {
            return Some(subject.head);
        }
        if a.tag(head) == "VBG"
            && let Some(noun) = modified_noun(a, head).filter(|&noun| is_event(noun))
        {
            return Some(noun);
        }
    }
    let beside = ["in", "during", "for"]
        .into_iter()
        .flat_map(|word| prepositional(a, head, word, 0))
        .map(|filler| filler.head)
        .find(|&noun| is_event(noun));
    // "carried out strikes using missiles"
    beside.or_else(|| {
        if !trigger.verb || a.tag(head) != "VBG" || !matches!(a.dep(head), "advcl" | "xcomp") {
            return None;
        }
        let objects = children_as(a, a.head(head), &["dobj", "nsubjpass"]);
        objects
            .into_iter()
            .map(|object| sources.counted(trigger.block, object))
            .find(|&noun| is_event(noun))
    })
}

fn draft_of<'r>(
    sources: &Sources<'r>,
    trigger: &Trigger,
    event_type: EventType,
    parts: Vec<Part>,
    complete: bool,
    top: usize,
    light: Option<(usize, bool)>,
) -> Draft<'r> {
    let a = sources.annotated(trigger.block);
    let mut anchors = vec![trigger.head];
    if trigger.verb {
        if matches!(a.dep(trigger.head), "xcomp")
            && matches!(
                a.lemma(a.head(trigger.head)),
                "begin" | "start" | "continue" | "manage" | "resume"
            )
        {
            anchors.push(a.head(trigger.head));
        }
        if a.dep(trigger.head) == "advcl" && a.tag(trigger.head) == "VBG" && a.head(trigger.head) < trigger.head {
            anchors.push(a.head(trigger.head));
        }
    } else {
        if top != trigger.head {
            anchors.push(top);
        }
        if let Some((verb, _)) = light {
            anchors.push(verb);
        } else if let Some(verb) = occurrence_verb(sources, trigger.block, top) {
            anchors.push(verb);
        }
    }
    let definite = !trigger.verb
        && [trigger.head, top].into_iter().any(|noun| {
            children_as(a, noun, &["det", "poss"]).into_iter().any(|child| {
                matches!(
                    a.lower(child),
                    "the" | "these" | "this" | "those" | "that" | "its" | "their" | "both"
                )
            }) || children_as(a, noun, &["amod"])
                .into_iter()
                .any(|child| a.lower(child) == "such")
        });
    let count = if trigger.verb {
        None
    } else {
        crate::quantities::figure_at(sources.reading, trigger.block, top).map(|(_, figure)| figure)
    };
    let kind = if trigger.verb {
        "verb"
    } else if light.is_some() {
        "light-verb"
    } else {
        "noun"
    };
    Draft {
        event_type,
        block: trigger.block,
        head: trigger.head,
        trigger: trigger.tokens.clone(),
        verb: trigger.verb,
        parts,
        dates: Vec::new(),
        date_rule: "",
        place: None,
        modality: super::modality::of(
            sources,
            trigger.block,
            trigger.head,
            top,
            trigger.verb,
            light.map(|(verb, _)| verb),
        ),
        count,
        mentions: Vec::new(),
        definite,
        complete,
        anchors,
        rule: format!("event.{kind}.{}", normal(a, trigger.head)),
        part_of: None,
    }
}
