//! Where a sentence takes up what somebody else claims: "Russia claims that …", "our colleague's remarks", "it has been said that …".

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use crate::actors::{ActorIndex, head_of};
use crate::record::ActorKind;
use crate::statements::syntax::{Doer, child, doer, is_passive, object_of_preposition};

/// A word by which a sentence takes up somebody's claim.
#[derive(Clone, Debug)]
pub(super) struct Restated {
    /// The verb or noun.
    pub(super) head: usize,
    /// The kind of word, by its name in the catalogue.
    pub(super) kind: &'static str,
    /// Whose claim it is.
    pub(super) whose: Whose,
}

/// Whose claim is taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The one who is speaking.
    Own,
    /// A state or its government.
    State,
    /// Somebody in the same room.
    Fellow,
    /// Another by name.
    Name,
    /// "he", "they", "some".
    Pronoun,
    /// A text or a thing.
    Noun,
    /// Nobody is named.
    Nobody,
}

impl Whose {
    /// Whether it is another who can be answered.
    pub(super) fn is_other(self) -> bool {
        matches!(
            self,
            Whose::State | Whose::Fellow | Whose::Name | Whose::Pronoun | Whose::Nobody
        )
    }
}

/// Every word of a sentence that takes up a claim. `own` are the speakers whose words the block is.
pub(super) fn find(
    index: &ActorIndex,
    annotated: &Annotated,
    block: usize,
    own: &[usize],
    sentence: Range<usize>,
) -> Vec<Restated> {
    let words = &Catalogue::shipped().contradiction;
    let verbs = [
        ("claiming", &words.claiming),
        ("labelling", &words.labelling),
        ("telling", &words.telling),
        ("blaming", &words.blaming),
        ("hearing", &words.hearing),
        ("committing", &words.committing),
    ];
    let mut found = Vec::new();
    for token in sentence {
        let lemma = annotated.lemma(token).to_lowercase();
        if annotated.pos(token) == Pos::Verb {
            let Some((kind, _)) = verbs.iter().find(|(_, kind)| kind.lemmas.contains(&lemma)) else {
                continue;
            };
            // "we have heard that …": what reaches an audience is another's, whoever hears it.
            let whose = match doer(annotated, token) {
                Doer::Noun(_) | Doer::Text(_) if *kind == "hearing" => Whose::Nobody,
                Doer::Noun(noun) | Doer::Text(noun) => who(index, annotated, block, own, noun),
                Doer::None if is_passive(annotated, token) => Whose::Nobody,
                // "is quick in calling …": who is not told by the verb is told by the sentence.
                Doer::None => {
                    let root = head_of(annotated, annotated.sentence_of(token));
                    child(annotated, root, "nsubj")
                        .map_or(Whose::Noun, |subject| who(index, annotated, block, own, subject))
                }
            };
            found.push(Restated {
                head: token,
                kind,
                whose,
            });
        } else if annotated.pos(token) == Pos::Noun
            && (words.claims.lemmas.contains(&lemma) || words.committing.lemmas.contains(&lemma))
        {
            let whose = annotated
                .children(token)
                .filter(|&word| matches!(annotated.dep(word), "poss" | "amod" | "compound" | "prep" | "acl"))
                .flat_map(|word| {
                    let object = annotated
                        .children(word)
                        .find(|&object| matches!(annotated.dep(object), "pobj"));
                    [Some(word), object].into_iter().flatten()
                })
                .map(|word| who(index, annotated, block, own, word))
                .find(|whose| matches!(whose, Whose::State | Whose::Fellow | Whose::Own | Whose::Pronoun))
                .unwrap_or(Whose::Noun);
            found.push(Restated {
                head: token,
                kind: if words.claims.lemmas.contains(&lemma) {
                    "claims"
                } else {
                    "commitment"
                },
                whose,
            });
        }
    }
    found
}

/// Who a noun or pronoun stands for.
pub(super) fn who(index: &ActorIndex, annotated: &Annotated, block: usize, own: &[usize], noun: usize) -> Whose {
    let lower = annotated.lower(noun);
    if matches!(lower, "we" | "i" | "our" | "my" | "us" | "me" | "ourselves" | "myself") {
        return Whose::Own;
    }
    let lemma = annotated.lemma(noun).to_lowercase();
    // "one of our colleagues", "some of the speakers"
    if matches!(lower, "one" | "some" | "many" | "several" | "others")
        && let Some((_, object)) = object_of_preposition(annotated, noun, "of")
    {
        return who(index, annotated, block, own, object);
    }
    if Catalogue::shipped().contradiction.fellows.lemmas.contains(&lemma) {
        return Whose::Fellow;
    }
    if matches!(annotated.pos(noun), Pos::Pron | Pos::Det) {
        return Whose::Pronoun;
    }
    if let Some(mention) = index.mention_at(block, noun) {
        if own.contains(&mention.actor) {
            return Whose::Own;
        }
        let actor = &index.actors[mention.actor];
        if actor.kind == ActorKind::State || actor.represents.is_some() {
            return Whose::State;
        }
        if matches!(actor.kind, ActorKind::Person | ActorKind::Organisation) {
            return Whose::Name;
        }
    }
    // "Russian officials", "the Ukrainian side"
    let of_state = annotated
        .children(noun)
        .filter(|&word| matches!(annotated.dep(word), "amod" | "compound" | "poss" | "nmod"))
        .filter_map(|word| index.mention_at(block, word))
        .find(|mention| index.actors[mention.actor].kind == ActorKind::State);
    if let Some(mention) = of_state {
        return if own.contains(&mention.actor) {
            Whose::Own
        } else {
            Whose::State
        };
    }
    match annotated.pos(noun) {
        Pos::Propn => Whose::Name,
        _ => Whose::Noun,
    }
}
