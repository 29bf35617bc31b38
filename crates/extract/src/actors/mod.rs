//! Who is mentioned: one actor for all its names, offices and pronouns within a document.
//!
//! Four passes, each over the whole document: names (catalogue, persons, organisations), titles and appositions that
//! tell a person's office, office and organ phrases ("Russia’s envoy", "the ministry"), pronouns. Later passes only add
//! mentions; what a statement's source names that none of them knew becomes an actor when it speaks.

mod catalogue_names;
mod home;
mod names;
mod noun_phrases;
mod offices;
mod pronouns;

use std::collections::HashMap;

use onrecord_document::{Basis, Span, Stated};

use crate::identity::entry_id;
use crate::reading::{Reading, Tokens};
use crate::record::{Actor, ActorKind, Mention};

pub(crate) use home::in_title_case;
pub(crate) use names::titled_names;
pub use noun_phrases::{bare_name, conjuncts, core_phrase, first_joined, head_of, is_plural};

/// A mention tied to its actor.
#[derive(Clone, Debug)]
pub struct MentionAt {
    /// The whole noun phrase or name.
    pub tokens: Tokens,
    /// Its syntactic head.
    pub head: usize,
    /// Position in [`ActorIndex::actors`].
    pub actor: usize,
    /// The rule, as in [`crate::record::Mention::rule`].
    pub rule: &'static str,
}

/// All actors of a document and where they are mentioned.
#[derive(Default)]
pub struct ActorIndex {
    /// The actors; `mentions` are filled by [`ActorIndex::finish`].
    pub actors: Vec<Actor>,
    /// Every mention. Names inside longer phrases are mentions of their own
    /// ("Russia" in "Russia’s envoy", the demonym "North Korean" in "North Korean missiles").
    pub mentions: Vec<MentionAt>,
    by_key: HashMap<String, usize>,
    by_block: Vec<Vec<usize>>,
    /// A block, a token: the positions of the mentions that hold it, in the order in which they were found.
    holding: Vec<Vec<Vec<usize>>>,
    classes: Vec<Option<String>>,
}

impl ActorIndex {
    /// Finds the actors of a document.
    pub fn new(reading: &Reading) -> Self {
        let mut index = ActorIndex {
            by_block: vec![Vec::new(); reading.blocks.len()],
            holding: (0..reading.blocks.len())
                .map(|block| vec![Vec::new(); reading.annotated(block).len()])
                .collect(),
            ..ActorIndex::default()
        };
        names::find(&mut index, reading);
        offices::tell_offices_of_persons(&mut index, reading);
        offices::find(&mut index, reading);
        home::represent(&mut index, reading);
        pronouns::resolve(&mut index, reading);
        index
    }

    /// The mention whose head is `token` of `block`, the longest first; else the shortest one that holds the token.
    pub fn mention_at(&self, block: usize, token: usize) -> Option<&MentionAt> {
        self.mention_headed(block, token).or_else(|| {
            self.holding(block, token)
                .min_by_key(|mention| mention.tokens.end - mention.tokens.start)
        })
    }

    /// The longest mention whose head is `token` of `block`.
    pub fn mention_headed(&self, block: usize, token: usize) -> Option<&MentionAt> {
        self.holding(block, token)
            .filter(|mention| mention.head == token)
            .max_by_key(|mention| mention.tokens.end - mention.tokens.start)
    }

    /// The mentions of one block, in the order in which they were found.
    pub fn in_block(&self, block: usize) -> impl Iterator<Item = &MentionAt> {
        self.by_block
            .get(block)
            .into_iter()
            .flatten()
            .map(|&position| &self.mentions[position])
    }

    /// The mentions that hold `token` of `block`, in the order in which they were found.
    pub fn holding(&self, block: usize, token: usize) -> impl Iterator<Item = &MentionAt> {
        self.holding
            .get(block)
            .and_then(|tokens| tokens.get(token))
            .into_iter()
            .flatten()
            .map(|&position| &self.mentions[position])
    }

    /// The actor mentioned at `token` of `block`.
    pub fn actor_at(&self, block: usize, token: usize) -> Option<&Actor> {
        self.mention_at(block, token).map(|mention| &self.actors[mention.actor])
    }

    /// Fills in every actor's mentions, in the order of the text. `also` are the ids of actors that speak or act.
    pub fn finish(mut self, reading: &Reading, also: &[String]) -> Vec<Actor> {
        for mention in &self.mentions {
            let span = reading.span(&mention.tokens);
            self.actors[mention.actor].mentions.push(Mention {
                span,
                rule: mention.rule.to_owned(),
            });
        }
        // A name that only ever stands inside another's phrase ("State" in "Secretary of State") is nobody, and a phrase
        // that neither speaks nor acts need not be kept.
        let kept: Vec<bool> = (0..self.actors.len())
            .map(|actor| {
                let known = &self.actors[actor];
                let own: Vec<&MentionAt> = self.mentions.iter().filter(|mention| mention.actor == actor).collect();
                let inside_others = known.kind == ActorKind::Organisation
                    && known.code.is_none()
                    && own.iter().all(|mention| {
                        self.in_block(mention.tokens.block).any(|other| {
                            other.actor != actor
                                && other.tokens.start <= mention.tokens.start
                                && mention.tokens.end <= other.tokens.end
                        })
                    });
                let phrase = known.code.is_none() && own.iter().all(|mention| mention.rule == "phrase");
                also.contains(&known.id) || !(own.is_empty() || inside_others || phrase)
            })
            .collect();
        let mut actors = self.actors;
        for actor in &mut actors {
            actor.mentions.sort_by_key(|a| (a.span.start, a.span.end));
            actor.mentions.dedup_by(|a, b| a.span == b.span);
        }
        let mut kept = kept.into_iter();
        actors.retain(|_| kept.next().unwrap_or(false));
        actors.sort_by_key(|actor| {
            (
                actor.mentions.first().map_or(0, |mention| mention.span.start),
                actor.id.clone(),
            )
        });
        actors
    }

    /// The office class of an actor (`envoy`, `minister`…), where its title or phrase told one.
    pub(crate) fn class_of(&self, actor: usize) -> Option<&str> {
        self.classes.get(actor).and_then(Option::as_deref)
    }

    fn set_class(&mut self, actor: usize, class: &str) {
        if let Some(slot) = self.classes.get_mut(actor)
            && slot.is_none()
        {
            *slot = Some(class.to_owned());
        }
    }

    /// The actor under `key`, made when it is new.
    pub(crate) fn actor(&mut self, reading: &Reading, key: &str, kind: ActorKind, name: &str) -> usize {
        if let Some(&actor) = self.by_key.get(key) {
            return actor;
        }
        let actor = self.actors.len();
        self.actors.push(Actor {
            id: entry_id("a", &[&reading.document.id, key]),
            kind,
            name: name.to_owned(),
            code: None,
            office: None,
            represents: None,
            mentions: Vec::new(),
        });
        self.classes.push(None);
        self.by_key.insert(key.to_owned(), actor);
        actor
    }

    pub(crate) fn actor_under(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    pub(crate) fn add_mention(&mut self, tokens: Tokens, head: usize, actor: usize, rule: &'static str) {
        let known = self
            .holding(tokens.block, tokens.start)
            .any(|mention| mention.tokens == tokens && mention.actor == actor && mention.head == head);
        if !known {
            self.by_block[tokens.block].push(self.mentions.len());
            let held = self.holding[tokens.block].get_mut(tokens.range()).into_iter().flatten();
            held.for_each(|holding| holding.push(self.mentions.len()));
            self.mentions.push(MentionAt {
                tokens,
                head,
                actor,
                rule,
            });
        }
    }

    /// Reads whom an actor speaks for off the phrase that names it.
    pub(crate) fn represent(&mut self, reading: &Reading, actor: usize, block: usize, phrase: &std::ops::Range<usize>) {
        offices::represent_by_modifier(self, reading, actor, block, phrase);
    }

    /// The actor of a state, made when it is new.
    pub(crate) fn state(&mut self, reading: &Reading, code: &str, name: &str) -> usize {
        let actor = self.actor(reading, &format!("state:{code}"), ActorKind::State, name);
        self.actors[actor].code = Some(code.to_owned());
        actor
    }

    pub(crate) fn set_represents(&mut self, actor: usize, code: &str, span: Span, rule: &str) {
        let represents = &mut self.actors[actor].represents;
        if represents.is_none() {
            let basis = Basis {
                rule: rule.to_owned(),
                spans: vec![span],
            };
            *represents = Some(Stated {
                value: code.to_owned(),
                basis,
            });
        }
    }

    fn set_office(&mut self, actor: usize, span: Span) {
        let office = &mut self.actors[actor].office;
        if office
            .as_ref()
            .is_none_or(|known| known.value.chars().count() < span.exact.chars().count())
        {
            let value = span.exact.split_whitespace().collect::<Vec<_>>().join(" ");
            *office = Some(Stated {
                value,
                basis: Basis {
                    rule: "office.as-printed".to_owned(),
                    spans: vec![span],
                },
            });
        }
    }
}
