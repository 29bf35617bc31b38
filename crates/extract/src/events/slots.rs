//! What stands in each slot of a trigger: the phrases that may fill a role, found by the tree.

use onrecord_catalogue::event_words::EventWord;
use onrecord_language::Annotated;

use super::grammar::{
    Filler, children_as, conjuncts, doers, is_noun, is_passive, is_verb, surface_subjects, undergoers,
};
use super::parts::Sources;
use super::reach::prepositional;
use super::triggers::Trigger;
use crate::record::ActorKind;

/// The light verb of a noun, and whether its subject undergoes the event.
pub(super) fn light_verb(sources: &Sources, block: usize, head: usize, entry: &EventWord) -> Option<(usize, bool)> {
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
pub(super) fn occurrence_verb(sources: &Sources, block: usize, top: usize) -> Option<usize> {
    let a = sources.annotated(block);
    let above = a.head(top);
    let subject = matches!(a.dep(top), "nsubj" | "nsubjpass") || (a.dep(top) == "attr" && a.lemma(above) == "be");
    (subject && sources.words.light.occurrence.contains(a.lemma(above))).then_some(above)
}

/// One trigger read by one entry.
pub(super) struct Slots<'s, 'r> {
    pub sources: &'s Sources<'r>,
    pub trigger: &'s Trigger,
    pub entry: &'static EventWord,
    /// What counts or packages the noun; else the trigger.
    pub top: usize,
    /// The light verb, and whether its subject undergoes the event.
    pub light: Option<(usize, bool)>,
}

impl Slots<'_, '_> {
    pub fn a(&self) -> &Annotated {
        self.sources.annotated(self.trigger.block)
    }

    /// The heads that stand in `slot`.
    pub fn fillers(&self, slot: &str) -> Vec<Filler> {
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
            "subject" | "vessel" => doers(a, verb),
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
            "dative" | "whether" | "vessel" => Vec::new(),
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
                && crate::arms::ending_at(a, token).is_some()
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
