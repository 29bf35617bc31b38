//! The source of a statement: its words, and the actors behind them.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::syntax::{issuer_of_text, object_of_preposition, trim};
use super::utterance::{Source, Utterance};
use crate::actors::{ActorIndex, conjuncts, core_phrase};
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

/// "In Pyongyang, a spokesperson said": where the parse takes the place for the subject, the noun beside it speaks.
fn beside_place(annotated: &Annotated, head: usize) -> usize {
    let place = annotated.entity_label(head) == Some("GPE") && head > 0 && annotated.pos(head - 1) == Pos::Adp;
    annotated
        .children(head)
        .find(|&noun| place && annotated.dep(noun) == "appos" && noun > head)
        .unwrap_or(head)
}

/// The noun phrase of a source, without the clause that holds its own cue.
fn extent(annotated: &Annotated, head: usize, verb: Option<usize>) -> Range<usize> {
    let mut start = annotated.left_edge(head);
    while start < head && annotated.head(start) == head && matches!(annotated.dep(start), "cc" | "punct" | "mark") {
        start += 1;
    }
    let mut end = annotated.right_edge(head) + 1;
    if let Some(verb) = verb {
        if head < verb && verb < end {
            // The clause with the cue hangs on the source: it ends before that clause.
            let clause = annotated
                .children(head)
                .filter(|&child| {
                    child > head && annotated.left_edge(child) <= verb && verb <= annotated.right_edge(child)
                })
                .map(|child| annotated.left_edge(child))
                .min();
            end = clause.unwrap_or(core_phrase(annotated, head).end).min(verb);
        } else if start <= verb && verb < head {
            start = core_phrase(annotated, head).start.max(verb + 1).min(head);
        }
    }
    // What somebody says does not belong to who says it, nor does the day or the place in front.
    if let Some(mark) = (head + 1..end).find(|&token| matches!(annotated.token(token), "“" | "\"" | "``" | "«" | "„" | "‘")) {
        end = mark;
    }
    if let Some(comma) = (start..head).rev().find(|&token| annotated.token(token) == ",")
        && is_adjunct(annotated, start, comma)
    {
        start = comma + 1;
    }
    if let Some(adjunct) = closing_adjunct(annotated, head, end) {
        end = adjunct;
    }
    let range = trim(annotated, start..end.max(head + 1));
    if range.is_empty() { head..head + 1 } else { range }
}

/// "In Pyongyang,", "On Monday," in front of a source: it opens with a preposition, or is a place or day that lost one.
fn is_adjunct(annotated: &Annotated, start: usize, comma: usize) -> bool {
    annotated.pos(start) == Pos::Adp
        || (start > 0 && annotated.pos(start - 1) == Pos::Adp && comma - start <= 3)
        || (start..comma).all(|token| matches!(annotated.entity_label(token), Some("DATE" | "TIME")))
}

/// Where "on Saturday", "Monday" or "in a statement" begins that the parse hung on the source.
fn closing_adjunct(annotated: &Annotated, head: usize, end: usize) -> Option<usize> {
    let is_time = |token: usize| matches!(annotated.entity_label(token), Some("DATE" | "TIME"));
    annotated
        .children(head)
        .filter(|&child| child > head && annotated.right_edge(child) + 1 == end)
        .find(|&child| match annotated.dep(child) {
            "prep" => annotated.children(child).any(|object| {
                annotated.dep(object) == "pobj"
                    && ((is_time(object) && annotated.lower(child) != "of")
                        || (matches!(annotated.lower(child), "in" | "at" | "on")
                            && Catalogue::shipped()
                                .phrases
                                .texts
                                .nouns
                                .contains(&annotated.lemma(object).to_lowercase())))
            }),
            "npadvmod" | "nmod" | "appos" => is_time(child),
            _ => false,
        })
        .map(|child| annotated.left_edge(child))
}

/// The objects of "along with", "together with", "alongside" under the noun or the verb.
fn joined(annotated: &Annotated, head: usize, verb: Option<usize>) -> Vec<usize> {
    let phrases = &Catalogue::shipped().phrases.joining.phrases;
    let mut found = Vec::new();
    for governor in [Some(head), verb].into_iter().flatten() {
        for preposition in annotated
            .children(governor)
            .filter(|&word| matches!(annotated.dep(word), "prep" | "advmod" | "cc"))
        {
            let inner = annotated
                .children(preposition)
                .find(|&word| annotated.dep(word) == "prep");
            let last = inner.unwrap_or(preposition);
            let words = if last == preposition {
                annotated.lower(preposition).to_owned()
            } else {
                format!("{} {}", annotated.lower(preposition), annotated.lower(last))
            };
            if phrases.contains(&words)
                && let Some(object) = annotated.children(last).find(|&object| annotated.dep(object) == "pobj")
            {
                found.push(object);
            }
        }
    }
    found
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
        && matches!(annotated.lemma(head), "government" | "country" | "state" | "nation" | "signatory" | "minister")
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
        && !may_be_human(annotated, head)
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

/// Whether a noun stands for human beings: an office, a trade, a kind of people.
fn may_be_human(annotated: &Annotated, head: usize) -> bool {
    let lemma = annotated.lemma(head).to_lowercase();
    let catalogue = Catalogue::shipped();
    let texts = &catalogue.phrases.texts.nouns;
    (catalogue.phrases.people.singular.contains(&lemma) && !texts.contains(&lemma))
        || catalogue.offices().longest_at(&[lemma.as_str()], 0).is_some()
        || catalogue.phrases.organs.nouns.contains(&lemma)
        || catalogue.phrases.organisations.nouns.contains(&lemma)
}

/// Who issued "the statement": told beside it, else whoever was last said to have issued such a text.
fn issuers(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    head: usize,
    lemma: &str,
    earlier: &[Utterance],
) -> Option<Vec<usize>> {
    let annotated = reading.annotated(block);
    if let Some(issuer) = issuer_of_text(annotated, head) {
        let mut found = Vec::new();
        for conjunct in conjuncts(annotated, issuer) {
            found.extend(speakers(index, reading, block, conjunct, earlier));
        }
        return (!found.is_empty()).then_some(found);
    }
    let definite = annotated
        .children(head)
        .any(|word| annotated.dep(word) == "det" && matches!(annotated.lower(word), "the" | "this" | "that"));
    if !definite {
        return None;
    }
    let spoken = earlier
        .iter()
        .rev()
        .find(|utterance| {
            !utterance.source.speakers.is_empty()
                && utterance.cue.is_some()
                && (utterance.block, utterance.head.unwrap_or(0)) < (block, head)
                && sentence_names(reading, utterance, lemma)
        })
        .map(|utterance| utterance.source.speakers.clone());
    spoken.or_else(|| {
        // "The African Union issued a statement on Monday. The statement said …".
        let (block, issuer) = (block.saturating_sub(2)..=block).rev().find_map(|other| {
            let annotated = reading.annotated(other);
            let end = if other == block { head } else { annotated.len() };
            (0..end)
                .rev()
                .filter(|&noun| annotated.lemma(noun).to_lowercase() == *lemma && annotated.pos(noun) == Pos::Noun)
                .find_map(|noun| issuer_of_text(annotated, noun))
                .map(|issuer| (other, issuer))
        })?;
        let found = speakers(index, reading, block, issuer, earlier);
        (!found.is_empty()).then_some(found)
    })
}

/// "they" with nobody speaking before: the plural subject of the sentence before.
fn last_group(index: &mut ActorIndex, reading: &Reading, block: usize, head: usize) -> Vec<usize> {
    let found = (block.saturating_sub(1)..=block).rev().find_map(|other| {
        let annotated = reading.annotated(other);
        let end = if other == block {
            annotated.sentence_of(head).start
        } else {
            annotated.len()
        };
        (0..end)
            .rev()
            .find(|&noun| {
                matches!(annotated.dep(noun), "nsubj" | "nsubjpass")
                    && annotated.tag(noun) == "NNS"
                    && !matches!(annotated.entity_label(noun), Some("DATE" | "TIME"))
            })
            .map(|noun| (other, noun))
    });
    match found {
        Some((block, noun)) => {
            let lemma = reading.annotated(block).lemma(noun).to_lowercase();
            vec![phrase_actor(index, reading, block, noun, &lemma)]
        }
        None => Vec::new(),
    }
}

/// Whether the sentence of an utterance's cue names a text of this kind.
fn sentence_names(reading: &Reading, utterance: &Utterance, lemma: &str) -> bool {
    let annotated = reading.annotated(utterance.block);
    utterance.head.is_some_and(|head| {
        annotated
            .sentence_of(head)
            .any(|token| annotated.lemma(token).to_lowercase() == lemma)
    })
}

/// Who reports the clause that a pronoun is the subject of: a person for "he" and "she", else a body or a state for "it".
fn reporting_speaker(
    index: &ActorIndex,
    reading: &Reading,
    block: usize,
    pronoun: usize,
    earlier: &[Utterance],
) -> Option<usize> {
    let annotated = reading.annotated(block);
    let mut clause = annotated.head(pronoun);
    while annotated.dep(clause) == "conj" && annotated.head(clause) != clause {
        clause = annotated.head(clause);
    }
    if annotated.dep(clause) != "ccomp" {
        return None;
    }
    let reporting = annotated.head(clause);
    let utterance = earlier
        .iter()
        .find(|utterance| utterance.block == block && utterance.head == Some(reporting))?;
    let &[speaker] = utterance.source.speakers.as_slice() else {
        return None;
    };
    let person = matches!(index.actors[speaker].kind, ActorKind::Person | ActorKind::Unnamed);
    (person == (annotated.lower(pronoun) != "it")).then_some(speaker)
}

/// The last several speakers in one voice, or the last group that was counted.
fn last_joint_or_group(index: &ActorIndex, earlier: &[Utterance], block: usize, head: usize) -> Vec<usize> {
    earlier
        .iter()
        .rev()
        .filter(|utterance| (utterance.block, utterance.head.unwrap_or(0)) < (block, head))
        .find(|utterance| {
            utterance.source.speakers.len() > 1
                || utterance
                    .source
                    .speakers
                    .iter()
                    .any(|&speaker| index.actors[speaker].kind == ActorKind::Group)
        })
        .map(|utterance| utterance.source.speakers.clone())
        .unwrap_or_default()
}

/// "they": the last several speakers in one voice, else the last group.
fn last_joint_speakers(earlier: &[Utterance], block: usize, head: usize) -> Vec<usize> {
    let before = |utterance: &&Utterance| {
        (utterance.block, utterance.head.unwrap_or(0)) < (block, head) && block - utterance.block <= 1
    };
    let joint = earlier
        .iter()
        .rev()
        .filter(before)
        .find(|utterance| utterance.source.speakers.len() > 1);
    joint
        .or_else(|| earlier.iter().rev().find(before))
        .map(|utterance| utterance.source.speakers.clone())
        .unwrap_or_default()
}

/// "he", "she", "it" with no antecedent found: whoever spoke last nearby.
fn last_speakers(earlier: &[Utterance], block: usize, head: usize) -> Vec<usize> {
    earlier
        .iter()
        .rev()
        .find(|utterance| {
            (utterance.block, utterance.head.unwrap_or(0)) < (block, head)
                && block - utterance.block <= 1
                && utterance.source.speakers.len() == 1
        })
        .map(|utterance| utterance.source.speakers.clone())
        .unwrap_or_default()
}

/// An actor for a source that has no name: a group, an unnamed person, an organisation.
fn phrase_actor(index: &mut ActorIndex, reading: &Reading, block: usize, head: usize, lemma: &str) -> usize {
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
    let name = name
        .strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "))
        .unwrap_or(&name)
        .to_owned();
    let actor = index.actor(reading, &key, kind, &name);
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

/// The object that a verb of telling addresses.
pub fn audience(annotated: &Annotated, verb: usize, content: &[Range<usize>]) -> Option<Range<usize>> {
    let addressee = annotated
        .children(verb)
        .find(|&object| {
            matches!(annotated.dep(object), "dobj" | "dative")
                && matches!(
                    annotated.lemma(verb),
                    "tell" | "inform" | "assure" | "remind" | "warn" | "brief" | "notify"
                )
        })
        .or_else(|| {
            matches!(
                annotated.lemma(verb),
                "say" | "speak" | "write" | "complain" | "announce"
            )
            .then(|| object_of_preposition(annotated, verb, "to").map(|(_, object)| object))
            .flatten()
        })?;
    let range = core_phrase(annotated, addressee);
    let inside = content.iter().any(|piece| piece.contains(&addressee));
    (!inside).then_some(range)
}

/// "in a statement", "during a Security Council meeting", "on Telegram".
pub fn venue(annotated: &Annotated, verb: usize, content: &[Range<usize>]) -> Option<Range<usize>> {
    let mut governor = verb;
    loop {
        let found = annotated.children(governor).find_map(|preposition| {
            let fits = annotated.dep(preposition) == "prep"
                && matches!(
                    annotated.lower(preposition),
                    "in" | "on" | "at" | "during" | "after" | "to" | "via" | "before"
                );
            let object = annotated
                .children(preposition)
                .find(|&object| annotated.dep(object) == "pobj")?;
            let named = Catalogue::shipped()
                .phrases
                .venues
                .nouns
                .contains(&annotated.lemma(object).to_lowercase());
            let inside = content.iter().any(|piece| piece.contains(&object));
            (fits && named && !inside).then(|| core_phrase(annotated, object))
        });
        if found.is_some() || annotated.dep(governor) != "conj" {
            return found;
        }
        governor = annotated.head(governor);
    }
}
