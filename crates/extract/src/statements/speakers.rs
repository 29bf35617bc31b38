//! The source of a statement: its words, and the actors behind them.

use onrecord_catalogue::Catalogue;
use onrecord_language::Pos;

use super::anaphora::{
    issuers, last_group, last_joint_or_group, last_joint_speakers, last_speakers, reporting_speaker,
};
use super::extent::{beside_place, extent, joined};
use super::syntax::trim;
use super::utterance::{Source, Utterance};
use crate::actors::{ActorIndex, bare_name, conjuncts, core_phrase};
use crate::quantities::numerals::cardinal;
use crate::reading::{Reading, Tokens};
use crate::record::ActorKind;

/// The source whose head is `head`, joined speakers included ("along with …" under the noun or under the verb).
/// `verb` is the cue's verb, which a relative clause of the source may hold.
pub fn source_of(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    head: usize,
    verb: Option<usize>,
    earlier: &[Utterance],
) -> Source {
    let annotated = reading.annotated(block);
    let head = beside_place(annotated, head);
    let mut source = Source {
        tokens: vec![Tokens::new(block, extent(annotated, head, verb))],
        ..Source::default()
    };
    let mut heads = conjuncts(annotated, head);
    for word in joined(annotated, head, verb) {
        let whole = trim(annotated, annotated.left_edge(word)..annotated.right_edge(word) + 1);
        let first = &source.tokens[0];
        if !(first.start <= whole.start && whole.end <= first.end) {
            source.tokens.push(Tokens::new(block, whole));
        }
        heads.extend(conjuncts(annotated, word));
    }
    source.tokens.sort();
    heads.dedup();
    let mut count = Some(0);
    for head in heads {
        let found = speakers(index, reading, block, head, earlier);
        count = match (count, signatories(index, reading, block, head, &found, earlier)) {
            (Some(sum), Some(more)) => Some(sum + more),
            _ => None,
        };
        for speaker in found {
            if !source.speakers.contains(&speaker) {
                source.speakers.push(speaker);
            }
        }
    }
    source.signatories = count.filter(|&count| count > 1);
    source
}

/// The actors that one head stands for.
pub fn speakers(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    head: usize,
    earlier: &[Utterance],
) -> Vec<usize> {
    let annotated = reading.annotated(block);
    let lower = annotated.lower(head);
    // "said that it could not confirm", "the ten", "the governments": whoever spoke just before.
    if matches!(lower, "it" | "he" | "she")
        && let Some(speaker) = reporting_speaker(index, reading, block, head, earlier)
    {
        return vec![speaker];
    }
    let counted = annotated.pos(head) == Pos::Num
        && head > 0
        && matches!(annotated.lower(head - 1), "the" | "these" | "those" | "all");
    let signed = annotated.tag(head) == "NNS"
        && matches!(
            annotated.lemma(head),
            "government" | "country" | "state" | "nation" | "signatory" | "minister"
        )
        && annotated.left_edge(head) + 1 == head
        && annotated.lower(head - 1) == "the";
    if counted || signed {
        let joint = last_joint_or_group(index, earlier, block, head);
        if !joint.is_empty() {
            return joint;
        }
    }
    if matches!(lower, "they" | "both" | "those" | "these" | "them") {
        let joint = last_joint_speakers(earlier, block, head);
        if !joint.is_empty() {
            return joint;
        }
        return last_group(index, reading, block, head);
    }
    if let Some(mention) = index
        .mention_headed(block, head)
        .filter(|mention| mention.rule != "demonym")
    {
        let actor = mention.actor;
        return vec![actor];
    }
    if annotated.pos(head) == Pos::Pron
        && !matches!(
            lower,
            "some" | "many" | "others" | "one" | "another" | "all" | "several"
        )
    {
        return match lower {
            "he" | "she" | "it" | "who" => last_speakers(earlier, block, head),
            _ => Vec::new(),
        };
    }
    // "The mediator, Ama Boateng": the name beside the noun tells who it is.
    let beside = annotated
        .children(head)
        .filter(|&name| annotated.dep(name) == "appos")
        .find_map(|name| {
            index
                .mention_headed(block, name)
                .filter(|mention| index.actors[mention.actor].kind == ActorKind::Person)
        });
    if let Some(mention) = beside {
        return vec![mention.actor];
    }
    // "figures verified by the UN", "signals collected by a monitor": whoever made them speaks by them.
    let maker = annotated
        .children(head)
        .filter(|&word| annotated.dep(word) == "acl" && annotated.tag(word) == "VBN" && word > head)
        .find_map(|word| super::syntax::agent(annotated, word));
    if annotated.pos(head) == Pos::Noun
        && !super::syntax::is_speaking_noun(annotated, head)
        && let Some(maker) = maker
    {
        return speakers(index, reading, block, maker, earlier);
    }
    let lemma = annotated.lemma(head).to_lowercase();
    let catalogue = Catalogue::shipped();
    if catalogue.phrases.texts.nouns.contains(&lemma)
        && let Some(found) = issuers(index, reading, block, head, &lemma, earlier)
    {
        return found;
    }
    vec![phrase_actor(index, reading, block, head, &lemma)]
}

/// An actor for a source that has no name: a group, an unnamed person, an organisation.
pub(super) fn phrase_actor(index: &mut ActorIndex, reading: &Reading, block: usize, head: usize, lemma: &str) -> usize {
    let annotated = reading.annotated(block);
    let catalogue = Catalogue::shipped();
    let phrase = core_phrase(annotated, head);
    let tokens = Tokens::new(block, phrase.clone());
    let span = reading.span(&tokens);
    let name = span.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    let plural = matches!(annotated.tag(head), "NNS" | "NNPS")
        || matches!(annotated.lower(head), "some" | "many" | "others" | "several" | "people");
    let human =
        catalogue.phrases.people.singular.contains(lemma) || catalogue.offices().longest_at(&[lemma], 0).is_some();
    let organisation =
        catalogue.phrases.organisations.nouns.contains(lemma) || catalogue.phrases.organs.nouns.contains(lemma);
    let proper = annotated.pos(head) == Pos::Propn;
    let kind = if plural {
        ActorKind::Group
    } else if proper && !organisation && annotated.entity_label(head) != Some("ORG") {
        ActorKind::Person
    } else if organisation || proper {
        ActorKind::Organisation
    } else if human {
        ActorKind::Unnamed
    } else {
        ActorKind::Organisation
    };
    // "the official" goes on with the unnamed official spoken of before; a new "an official" is another person.
    let definite = annotated.lower(phrase.start) == "the";
    if kind == ActorKind::Unnamed && definite && phrase.len() <= 2 {
        let known = index
            .mentions
            .iter()
            .filter(|mention| (mention.tokens.block, mention.tokens.start) < (block, phrase.start))
            .filter(|mention| index.actors[mention.actor].kind == ActorKind::Unnamed)
            .filter(|mention| {
                reading
                    .annotated(mention.tokens.block)
                    .lemma(mention.head)
                    .to_lowercase()
                    == lemma
            })
            .max_by_key(|mention| (mention.tokens.block, mention.tokens.start))
            .map(|mention| mention.actor);
        if let Some(actor) = known {
            index.add_mention(tokens, head, actor, "definite");
            return actor;
        }
    }
    let key = if proper {
        format!("proper:{}", name.to_lowercase())
    } else {
        format!("phrase:{block}:{}:{}", phrase.start, phrase.end)
    };
    let actor = index.actor(reading, &key, kind, &bare_name(&name));
    index.represent(reading, actor, block, &phrase);
    index.add_mention(tokens, head, actor, "phrase");
    actor
}

/// How many signed by one head: "48 other foreign ministers" 48, a name 1, "several states" unknown.
fn signatories(
    index: &ActorIndex,
    reading: &Reading,
    block: usize,
    head: usize,
    found: &[usize],
    earlier: &[Utterance],
) -> Option<u32> {
    let annotated = reading.annotated(block);
    let counted = annotated
        .children(head)
        .filter(|&word| annotated.dep(word) == "nummod")
        .find_map(|word| {
            annotated
                .token(word)
                .replace(',', "")
                .parse()
                .ok()
                .or_else(|| cardinal(annotated.lower(word)).and_then(|value| u32::try_from(value).ok()))
        });
    match counted {
        Some(count) => Some(count),
        None if found.len() > 1 => earlier
            .iter()
            .rev()
            .find(|utterance| utterance.source.speakers == found)
            .and_then(|utterance| utterance.source.signatories)
            .or_else(|| u32::try_from(found.len()).ok()),
        None => (index.actors.get(*found.first()?)?.kind != ActorKind::Group).then_some(1),
    }
}

/// Whether a source is left unnamed: unnamed persons, or a group that only a common noun stands for ("two European
/// officials", "residents of the town").
pub fn is_anonymous(index: &ActorIndex, reading: &Reading, source: &Source) -> bool {
    !source.speakers.is_empty()
        && source.speakers.iter().all(|&speaker| {
            let actor = &index.actors[speaker];
            let common = || {
                index
                    .mentions
                    .iter()
                    .filter(|mention| mention.actor == speaker && mention.rule != "pronoun")
                    .all(|mention| {
                        let annotated = reading.annotated(mention.tokens.block);
                        annotated.pos(mention.head) != Pos::Propn
                    })
            };
            actor.code.is_none()
                && match actor.kind {
                    ActorKind::Unnamed => true,
                    ActorKind::Group => common(),
                    _ => false,
                }
        })
}
