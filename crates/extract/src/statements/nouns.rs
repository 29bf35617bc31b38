//! Statements whose cue is a noun ("the claim that …", "issued a joint condemnation") or "according to".

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::acts::{self, act_named};
use super::complement;
use super::extent;
use super::silence;
use super::speakers::source_of;
use super::syntax::{is_negated, issuer_of_text, modal, subtree, trim, verb_group};
use super::utterance::Utterance;
use crate::actors::ActorIndex;
use crate::reading::{Reading, Tokens};
use crate::record::Act;

/// Reads the noun at `noun`, if it is a cue with a source of its own.
pub fn read(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    noun: usize,
    earlier: &[Utterance],
) -> Option<Utterance> {
    let annotated = reading.annotated(block);
    if annotated.pos(noun) != Pos::Noun || matches!(annotated.dep(noun), "compound" | "amod") {
        return None;
    }
    let cues = &Catalogue::shipped().cues;
    if let Some(silent) = silence::of_noun(annotated, noun) {
        let start = annotated.left_edge(noun);
        let content = vec![Tokens::new(block, start..noun + 1)];
        let mut utterance = Utterance::new(block, content, Act::DeclineComment, "statement.silence");
        utterance.head = Some(noun);
        utterance.cue = Some(start..noun + 1);
        utterance.source = source_of(index, reading, block, silent, None, earlier);
        utterance.content_head = Some(noun);
        return Some(utterance);
    }
    let lemma = annotated.lemma(noun).to_lowercase();
    let cue = cues.noun(&lemma).next()?;
    let act = act_named(&cue.act)?;
    let verb = annotated.head(noun);
    let carried = annotated.dep(noun) == "dobj" && cues.carrying.contains(&annotated.lemma(verb).to_lowercase());
    if carried
        && (is_negated(annotated, verb) || matches!(modal(annotated, verb), Some("may" | "might" | "could" | "should")))
    {
        return None;
    }
    let issuer = issuer_of_text(annotated, noun)?;
    let found = complement::of_noun(annotated, noun, cue);
    // A participle after the noun ("a statement condemning…") is a cue of its own.
    let participle = annotated.children(noun).any(|clause| {
        annotated.dep(clause) == "acl"
            && annotated.tag(clause) == "VBG"
            && cues.verb(&annotated.lemma(clause).to_lowercase()).next().is_some()
    });
    let (cue_range, content, content_head) = match found {
        Some(found) if !found.pieces[0].contains(&issuer) => {
            let range = if carried {
                verb_group(annotated, verb).start..noun + 1
            } else {
                noun..noun + 1
            };
            (range, found.pieces, found.head)
        }
        _ if carried && !participle && act != Act::Assert => (
            verb_group(annotated, verb),
            vec![trim(annotated, subtree(annotated, noun))],
            noun,
        ),
        _ => return None,
    };
    let content: Vec<Tokens> = content.into_iter().map(|piece| Tokens::new(block, piece)).collect();
    let mut utterance = Utterance::new(block, content, act, "statement.noun");
    utterance.head = Some(if carried { verb } else { noun });
    utterance.cue = Some(cue_range);
    utterance.source = source_of(index, reading, block, issuer, carried.then_some(verb), earlier);
    utterance.content_head = Some(content_head);
    if carried {
        let pieces: Vec<_> = utterance.content.iter().map(Tokens::range).collect();
        utterance.venue = extent::venue(annotated, verb, &pieces).map(|range| Tokens::new(block, range));
    }
    if matches!(act, Act::Deny | Act::Reject | Act::Retract) {
        utterance.blanket = acts::is_blanket(annotated, content_head) || content_head == noun;
    }
    Some(utterance)
}

/// "According to the ministry, …": the clause around the phrase is what the source says.
pub fn read_preposition(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    token: usize,
    earlier: &[Utterance],
) -> Option<Utterance> {
    let annotated = reading.annotated(block);
    let (length, act) = Catalogue::shipped().cues.prepositions.iter().find_map(|cue| {
        cue.words.iter().find_map(|words| {
            let mut at = token;
            for word in words.split(' ') {
                if at >= annotated.len() || annotated.lower(at) != word {
                    return None;
                }
                at += 1;
            }
            Some((at - token, act_named(&cue.act)?))
        })
    })?;
    let last = token + length - 1;
    let source = annotated
        .children(last)
        .find(|&object| annotated.dep(object) == "pobj")?;
    let phrase =
        annotated.left_edge(token).min(token)..annotated.right_edge(last).max(annotated.right_edge(source)) + 1;
    let mut clause = clause_around(annotated, token)?;
    // "killed 26 people, and injured 71, according to …": after a comma at the end it comments on the whole sentence.
    let closes = token > 0
        && annotated.token(token - 1) == ","
        && (phrase.end..annotated.sentence_of(token).end)
            .all(|word| annotated.is_punct(word) || annotated.is_space(word));
    while closes && annotated.dep(clause) == "conj" && annotated.head(clause) != clause {
        let first = annotated.head(clause);
        let own_subject = annotated
            .children(clause)
            .any(|word| annotated.dep(word).starts_with("nsubj"));
        if own_subject || !matches!(annotated.pos(first), Pos::Verb | Pos::Aux) {
            break;
        }
        clause = first;
    }
    let whole = annotated.left_edge(clause)..annotated.right_edge(clause) + 1;
    let pieces: Vec<_> = [
        whole.start..phrase.start.max(whole.start).min(whole.end),
        phrase.end.min(whole.end).max(whole.start)..whole.end,
    ]
    .into_iter()
    .map(|range| trim(annotated, range))
    .filter(|range| !range.is_empty())
    .collect();
    if pieces.is_empty() {
        return None;
    }
    let content = pieces.into_iter().map(|piece| Tokens::new(block, piece)).collect();
    let mut utterance = Utterance::new(block, content, act, "statement.according-to");
    utterance.head = Some(token);
    utterance.cue = Some(token..token + length);
    utterance.source = source_of(index, reading, block, source, None, earlier);
    utterance.content_head = Some(clause);
    Some(utterance)
}

/// The verb whose clause a sourcing phrase comments on: the first finite one above it.
fn clause_around(annotated: &Annotated, token: usize) -> Option<usize> {
    let mut at = annotated.head(token);
    for _ in 0..12 {
        let clause = matches!(annotated.pos(at), Pos::Verb | Pos::Aux)
            && (super::syntax::is_finite(annotated, at) || annotated.dep(at) == "ROOT" || annotated.head(at) == at);
        if clause {
            return Some(at);
        }
        if annotated.head(at) == at {
            return Some(at);
        }
        at = annotated.head(at);
    }
    None
}
