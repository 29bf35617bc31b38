//! What a contradiction does as a statement: whoever calls another's claim false rejects it, whoever says that it is not shown disputes its evidence.
//!
//! A mere "but" rejects nothing. What is rejected are the words of the claim and never all that was said before; a denial that
//! is called false is left alone, since to reject it is to say the very act again.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::contradiction::Kind;
use onrecord_language::{Annotated, Pos};

use super::answered::{is_adverb_of, is_in_claim, is_of};
use super::parts::Draft;
use super::{Chain, Sentence};
use crate::events::FoundEvent;
use crate::reading::{Reading, Tokens};
use crate::record::{Act, Evidence, EvidenceKind, EvidenceStatus, Modality};
use crate::statements::syntax::{child, is_negated, modal, trim};
use crate::statements::{Source, Utterance};

/// The words that reject a claim.
struct Rejection {
    cue: Tokens,
    /// The decisive word.
    head: usize,
    /// The clause that the words stand in.
    clause: Range<usize>,
    act: Act,
}

/// Tells a rejection among the utterances: changes the act of the speaker's own one where it says nothing else, or adds one.
pub(super) fn tell(
    reading: &Reading,
    chain: &Chain,
    draft: &Draft,
    speakers: &[usize],
    events: &[FoundEvent],
    utterances: &mut Vec<Utterance>,
) {
    let Some(found) = rejection(reading, chain, draft) else {
        return;
    };
    leave_answer_to_its_speaker(draft, speakers, &found.cue, utterances);
    let Some(content) = rejected_words(reading, chain, draft, speakers, utterances, &found.cue) else {
        return;
    };
    let says_it_was_not = events.iter().any(|event| {
        event.event.modality == Modality::Denied
            && content
                .iter()
                .any(|piece| piece.holds(event.trigger.block, event.trigger.start))
    });
    if says_it_was_not {
        return;
    }
    let block = found.cue.block;
    let evidence = (found.act == Act::DisputeEvidence).then(|| Evidence {
        kind: EvidenceKind::Unspecified,
        status: EvidenceStatus::Disputed,
        span: reading.span(&Tokens::new(block, found.head..found.head + 1)),
        rule: "evidence.missing".to_owned(),
    });
    let narrates = chain.speakers.is_empty();
    let own = utterances
        .iter()
        .position(|utterance| is_own(utterance, speakers) && utterance.says(block, found.cue.start));
    let mut source = Source {
        speakers: speakers.to_vec(),
        ..Source::default()
    };
    if let Some(own) = own {
        let told = &mut utterances[own];
        let against = matches!(told.act, Act::Deny | Act::Reject | Act::DisputeEvidence);
        if against && told.cue.is_some() {
            return;
        }
        source = told.source.clone();
        let rest = told
            .content
            .iter()
            .flat_map(|piece| piece.range().map(|token| (piece.block, token)));
        let says_more = rest.into_iter().any(|(at, token)| {
            let annotated = reading.annotated(at);
            let is_known = annotated.is_punct(token)
                || annotated.is_space(token)
                || (at == block && found.clause.contains(&token))
                || draft.challenged.iter().any(|piece| piece.holds(at, token));
            !is_known
        });
        if against || (told.act == Act::Assert && told.cue.is_none() && !says_more) {
            let kept = std::mem::replace(&mut told.content, content);
            if against {
                told.content.extend(kept);
            }
            told.content.sort();
            told.content.dedup();
            told.cue = Some(found.cue.range());
            told.head = Some(found.head);
            told.block = block;
            told.content_head = None;
            told.act = found.act;
            told.blanket = false;
            told.evidence = evidence;
            return;
        }
    }
    let mut utterance = Utterance::new(block, content, found.act, "statement.contradiction");
    utterance.source = source;
    utterance.cue = Some(found.cue.range());
    utterance.head = Some(found.head);
    utterance.narrator = narrates;
    utterance.evidence = evidence;
    utterances.push(utterance);
}

/// "claims that it left, but that is a lie": the answer is no part of what is claimed.
fn leave_answer_to_its_speaker(draft: &Draft, speakers: &[usize], cue: &Tokens, utterances: &mut [Utterance]) {
    for utterance in utterances.iter_mut().filter(|utterance| !is_own(utterance, speakers)) {
        for piece in &mut utterance.content {
            let claim = draft.challenged.iter().find(|claim| {
                claim.holds(piece.block, piece.start)
                    && claim.end <= cue.start
                    && utterance.head.is_some_and(|head| claim.holds(utterance.block, head))
            });
            if let Some(claim) = claim.filter(|_| piece.holds(cue.block, cue.start)) {
                piece.end = claim.end;
            }
        }
    }
}

fn is_own(utterance: &Utterance, speakers: &[usize]) -> bool {
    utterance
        .source
        .speakers
        .iter()
        .any(|speaker| speakers.contains(speaker))
}

/// What is rejected: what the claims in the challenged words say, else those words themselves; `None` where they deny, or where
/// the claim's words could not be told from the answer's.
fn rejected_words(
    reading: &Reading,
    chain: &Chain,
    draft: &Draft,
    speakers: &[usize],
    utterances: &[Utterance],
    cue: &Tokens,
) -> Option<Vec<Tokens>> {
    let claims: Vec<&Utterance> = utterances
        .iter()
        .filter(|utterance| !is_own(utterance, speakers))
        .filter(|utterance| {
            utterance
                .head
                .is_some_and(|head| draft.challenged.iter().any(|piece| piece.holds(utterance.block, head)))
        })
        .collect();
    let denies = |claim: &&Utterance| {
        let negated = claim
            .content_head
            .is_some_and(|head| is_negated(reading.annotated(claim.block), head));
        negated
            || matches!(
                claim.act,
                Act::Deny | Act::Reject | Act::DisputeEvidence | Act::DeclineComment | Act::Retract
            )
    };
    if claims.iter().any(denies) {
        return None;
    }
    let mut words: Vec<Tokens> = claims.iter().flat_map(|claim| claim.content.iter().cloned()).collect();
    if words.is_empty() {
        words = draft
            .challenged
            .iter()
            .map(|piece| {
                let annotated = reading.annotated(piece.block);
                let noun = head_of_claim(chain, piece).filter(|&head| annotated.pos(head) == Pos::Noun);
                match noun {
                    Some(noun) => Tokens::new(
                        piece.block,
                        trim(annotated, annotated.left_edge(noun)..annotated.right_edge(noun) + 1),
                    ),
                    None => piece.clone(),
                }
            })
            .collect();
        // "Iran denied that …", with no statement of Iran's.
        let denying = draft.challenged.iter().any(|piece| {
            let annotated = reading.annotated(piece.block);
            head_of_claim(chain, piece).is_some_and(|head| {
                matches!(
                    annotated.lemma(head),
                    "deny" | "denial" | "disclaim" | "disavow" | "repudiate"
                )
            })
        });
        if denying {
            return None;
        }
    }
    words.sort();
    words.dedup();
    let apart = !words.iter().any(|piece| piece.holds(cue.block, cue.start));
    (apart && !words.is_empty()).then_some(words)
}

/// The word by which a challenged piece takes up a claim.
fn head_of_claim(chain: &Chain, piece: &Tokens) -> Option<usize> {
    chain
        .sentences
        .iter()
        .filter(|sentence| sentence.block == piece.block)
        .filter_map(|sentence| sentence.points.head)
        .find(|&head| piece.holds(piece.block, head))
}

/// The first words of a contradiction that reject its claim: in the sentence of the claim, else in the first that answers it.
fn rejection(reading: &Reading, chain: &Chain, draft: &Draft) -> Option<Rejection> {
    let sentence_of = |piece: &Tokens| {
        chain
            .sentences
            .iter()
            .find(|sentence| sentence.block == piece.block && sentence.tokens.contains(&piece.start))
    };
    let claims = draft.challenged.iter().filter_map(sentence_of);
    let first_answer = draft.correction.first().and_then(sentence_of);
    let after: Vec<&Sentence> = claims.collect();
    let answer = first_answer.filter(|answer| {
        after
            .last()
            .is_some_and(|claim| claim.block != answer.block || claim.tokens.start < answer.tokens.start)
    });
    after
        .iter()
        .map(|sentence| (*sentence, sentence.points.head))
        .chain(answer.map(|answer| (answer, None)))
        .find_map(|(sentence, claim)| in_sentence(reading.annotated(sentence.block), sentence, claim))
}

fn in_sentence(annotated: &Annotated, sentence: &Sentence, claim: Option<usize>) -> Option<Rejection> {
    let words = &Catalogue::shipped().contradiction;
    sentence.tokens.clone().find_map(|token| {
        if claim.is_some_and(|head| token == head || is_in_claim(annotated, head, token)) {
            return None;
        }
        let (act, range) = [(Act::Reject, &words.rejecting), (Act::DisputeEvidence, &words.unproven)]
            .into_iter()
            .find_map(|(act, kind)| Some((act, words_at(kind, annotated, token, sentence)?)))?;
        told_of_claim(annotated, sentence, claim, act, range)
    })
}

/// The words of a kind that begin at a token.
fn words_at(kind: &Kind, annotated: &Annotated, token: usize, sentence: &Sentence) -> Option<Range<usize>> {
    if is_of(kind, annotated, token) {
        return Some(token..token + 1);
    }
    kind.phrases.iter().find_map(|phrase| {
        let mut at = token;
        for word in phrase.split(' ') {
            let fits = at < sentence.tokens.end
                && (annotated.lower(at) == word || (word == "not" && annotated.lower(at) == "n't"));
            if !fits {
                return None;
            }
            at += 1;
        }
        Some(token..at)
    })
}

/// Whether the words at `range` are said of the claim: as a predicate of "that", "this", "it", of a noun of claiming, or as an
/// adverb of the verb that takes it up.
fn told_of_claim(
    annotated: &Annotated,
    sentence: &Sentence,
    claim: Option<usize>,
    act: Act,
    range: Range<usize>,
) -> Option<Rejection> {
    let words = &Catalogue::shipped().contradiction;
    let last = range.end - 1;
    if let Some(head) = claim.filter(|&head| is_adverb_of(annotated, range.start, head)) {
        return (!is_negated(annotated, head)).then(|| Rejection {
            cue: Tokens::new(sentence.block, range.clone()),
            head: range.start,
            clause: range.start.min(head)..range.end.max(head + 1),
            act,
        });
    }
    let verb = std::iter::once(last)
        .chain(annotated.ancestors(last))
        .find(|&at| matches!(annotated.pos(at), Pos::Verb | Pos::Aux))?;
    let subject_of = |verb: usize| {
        ["nsubj", "nsubjpass", "expl"]
            .into_iter()
            .find_map(|dep| child(annotated, verb, dep))
    };
    let shared = annotated.dep(verb) == "conj";
    let subject = subject_of(verb).or_else(|| {
        annotated
            .ancestors(verb)
            .take(if shared { 2 } else { 0 })
            .find_map(subject_of)
    })?;
    let conditional = annotated.children(verb).any(|mark| {
        annotated.dep(mark) == "mark" && matches!(annotated.lower(mark), "if" | "unless" | "whether" | "until")
    });
    let itself_negated = range.len() == 1 && is_negated(annotated, verb);
    if conditional || itself_negated || modal(annotated, verb).is_some() || annotated.tag(verb) == "VBG" {
        return None;
    }
    // "…, but he has offered no proof", "… but offered no proof": it is the claim's own speaker who shows nothing.
    let claimant_shows_nothing = act == Act::DisputeEvidence
        && claim.is_some_and(|head| shared && annotated.ancestors(verb).any(|at| at == head));
    let lower = annotated.lower(subject);
    let after_claim = claim.is_none_or(|head| subject > head);
    let points_back = after_claim
        && match lower {
            "that" | "this" | "it" | "these" | "those" | "such" => true,
            "there" => true,
            "he" | "she" | "they" => act == Act::DisputeEvidence || verb == last,
            _ => false,
        };
    let of_claim = claim == Some(subject)
        || (after_claim && words.claims.lemmas.contains(&annotated.lemma(subject).to_lowercase()));
    if !(points_back || of_claim || claimant_shows_nothing) {
        return None;
    }
    let start = if verb < range.start && range.start - verb <= 4 {
        verb
    } else {
        range.start
    };
    // The subject of a noun of claiming is the claim itself, and no part of the clause that rejects it.
    let from = if subject < start && !of_claim { subject } else { start };
    let turning = from
        .checked_sub(1)
        .filter(|&before| before >= sentence.tokens.start && words.turning.lemmas.contains(annotated.lower(before)));
    Some(Rejection {
        cue: Tokens::new(sentence.block, start..range.end.max(start + 1)),
        head: last,
        clause: turning.unwrap_or(from)..range.end.max(verb + 1),
        act,
    })
}
