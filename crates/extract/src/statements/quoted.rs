//! Quotations: content grows to the marks it shares, and quotes without a cue of their own find their speaker.

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::acts;
use super::quotes::{Quote, is_sentential};
use super::speakers::source_of;
use super::syntax::{Doer, doer, trim, verb_group};
use super::utterance::Utterance;
use crate::actors::ActorIndex;
use crate::reading::{Reading, Tokens};
use crate::record::{Act, Form};

/// How far from a quote, in tokens, its reporting verb may stand.
const REACH: usize = 14;

/// A name with an office under a quotation is no longer than this, in tokens.
const MOST_WORDS_OF_A_SIGNATURE: usize = 16;

/// Widens contents to whole quotes: a quotation of two sentences is one content though the parse saw two sentences.
pub fn widen(reading: &Reading, utterances: &mut [Utterance], quotes: &[Quote]) {
    for utterance in utterances.iter_mut() {
        let block = utterance.block;
        let annotated = reading.annotated(block);
        let cue = utterance.cue.clone();
        let source: Vec<Tokens> = utterance.source.tokens.clone();
        for quote in quotes {
            let Some(first) = quote.pieces.iter().find(|piece| piece.block == block) else {
                continue;
            };
            // A cue inside the quote belongs to what is quoted.
            if cue
                .as_ref()
                .is_some_and(|cue| first.start < cue.start && cue.end <= first.end)
            {
                continue;
            }
            let mut touched = false;
            for piece in utterance.content.iter_mut().filter(|piece| piece.block == block) {
                let shared = piece.end.min(first.end).saturating_sub(piece.start.max(first.start));
                let mostly = shared > 0 && is_sentential(annotated, &first.range());
                let edges = shared > 0 && (piece.end + 2 >= first.end || piece.start <= first.start + 1);
                if utterance.settled && quote.pieces.len() == 1 {
                    continue;
                }
                if mostly || (edges && shared >= 1) {
                    let grown = piece.start.min(first.start)..piece.end.max(first.end);
                    let free = !source
                        .iter()
                        .any(|source| source.block == block && source.start < grown.end && grown.start < source.end)
                        && !cue
                            .as_ref()
                            .is_some_and(|cue| cue.start < grown.end && grown.start < cue.end);
                    if free {
                        piece.start = grown.start;
                        piece.end = grown.end;
                        touched = true;
                    }
                }
            }
            if touched && is_sentential(annotated, &first.range()) {
                for more in &quote.pieces {
                    if more.block != block && !utterance.content.contains(more) {
                        utterance.content.push(more.clone());
                    }
                }
            }
        }
        utterance.content.sort();
        merge(&mut utterance.content);
    }
}

fn merge(pieces: &mut Vec<Tokens>) {
    let mut merged: Vec<Tokens> = Vec::new();
    for piece in pieces.drain(..) {
        match merged.last_mut() {
            Some(last) if last.block == piece.block && piece.start <= last.end => last.end = last.end.max(piece.end),
            _ => merged.push(piece),
        }
    }
    *pieces = merged;
}

/// Quotes that no cue has claimed: a reporting verb beside them makes a statement; without one, a quote right after
/// somebody's quotation or report is more of what that speaker said (PolNeAR guidelines: one attribution whose content
/// has several pieces).
pub fn read_unclaimed(
    index: &mut ActorIndex,
    reading: &Reading,
    utterances: &mut Vec<Utterance>,
    quotes: &[Quote],
    voiced: &dyn Fn(usize) -> bool,
) {
    for quote in quotes {
        let first = &quote.pieces[0];
        let annotated = reading.annotated(first.block);
        if voiced(first.block) {
            continue;
        }
        // “This text,” she told them, “says nothing”: half a quotation has no verb of its own.
        let halved = first.end >= 2 && annotated.token(first.end - 2) == ",";
        if !is_sentential(annotated, &first.range()) && !halved {
            continue;
        }
        let claimed = utterances.iter().any(|utterance| {
            utterance.content.iter().any(|piece| {
                piece.block == first.block && piece.start < first.end && first.start < piece.end && {
                    let shared = piece.end.min(first.end) - piece.start.max(first.start);
                    shared * 2 >= first.end - first.start
                }
            })
        });
        if claimed {
            continue;
        }
        if let Some(signed) = signed(index, reading, quote) {
            utterances.push(signed);
            continue;
        }
        let Some(verb) = reporting_verb(annotated, first) else {
            if let Some(before) = continued(reading, utterances, first) {
                let before = &mut utterances[before];
                before.content.extend(quote.pieces.iter().cloned());
                before.content.sort();
            }
            continue;
        };
        // A cue that has taken one half of an interrupted quotation takes the other.
        if let Some(known) = utterances
            .iter_mut()
            .find(|known| known.block == first.block && known.head == Some(verb) && !known.says(first.block, verb))
        {
            if known.content.iter().any(|piece| stands_in_marks(quotes, piece)) {
                known.content.extend(quote.pieces.iter().cloned());
                known.content.sort();
                merge(&mut known.content);
            }
            continue;
        }
        if halved && !is_sentential(annotated, &first.range()) {
            continue;
        }
        let head = crate::actors::head_of(annotated, first.range());
        let act = acts::of_clause(annotated, head, &[first.range()]).unwrap_or(Act::Assert);
        let mut utterance = Utterance::new(first.block, quote.pieces.clone(), act, "statement.quote-beside-verb");
        utterance.form = Form::Direct;
        utterance.content_head = Some(head);
        if let Doer::Noun(noun) | Doer::Text(noun) = doer(annotated, verb)
            && !first.holds(first.block, noun)
        {
            utterance.source = source_of(index, reading, first.block, noun, Some(verb), utterances);
        }
        utterance.head = Some(verb);
        utterance.cue = Some(verb_group(annotated, verb));
        if !utterance.source.speakers.is_empty() {
            utterances.push(utterance);
        }
    }
}

/// A quotation with a dash and a name under it: “…” — Jane Doe. The dash is the cue.
fn signed(index: &mut ActorIndex, reading: &Reading, quote: &Quote) -> Option<Utterance> {
    let last = quote.pieces.last()?;
    let blank = |block: usize, token: usize| reading.annotated(block).is_space(token);
    let here = (last.end..reading.annotated(last.block).len()).find(|&token| !blank(last.block, token));
    let (block, dash) = match here {
        Some(token) => (last.block, token),
        None => {
            let next = last.block + 1;
            let length = reading.blocks.get(next)?.annotated.len();
            (next, (0..length).find(|&token| !blank(next, token))?)
        }
    };
    let annotated = reading.annotated(block);
    let end = (dash..annotated.len())
        .rev()
        .find(|&token| !annotated.is_space(token))
        .map_or(dash, |token| token + 1);
    let name = dash + 1..end;
    let is_dash = matches!(annotated.token(dash), "—" | "–" | "―" | "--");
    let short = !name.is_empty() && name.len() <= MOST_WORDS_OF_A_SIGNATURE;
    let spoken = name.clone().any(|token| {
        matches!(annotated.pos(token), Pos::Verb | Pos::Aux) && !matches!(annotated.dep(token), "relcl" | "acl")
    });
    let capital = annotated
        .token(name.start.min(annotated.len() - 1))
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    if !(is_dash && short && capital) || spoken {
        return None;
    }
    let first = &quote.pieces[0];
    let mut utterance = Utterance::new(block, quote.pieces.clone(), Act::Assert, "statement.signed-quote");
    utterance.form = Form::Direct;
    utterance.head = Some(dash);
    utterance.cue = Some(dash..dash + 1);
    let noun = crate::actors::head_of(annotated, name.clone());
    utterance.source = source_of(index, reading, block, noun, None, &[]);
    utterance.source.tokens = vec![Tokens::new(block, trim(annotated, name))];
    if first.block == block {
        utterance.content_head = Some(crate::actors::head_of(reading.annotated(first.block), first.range()));
    }
    (!utterance.source.speakers.is_empty()).then_some(utterance)
}

/// Whether a piece of content stands wholly in quotation marks.
fn stands_in_marks(quotes: &[Quote], taken: &Tokens) -> bool {
    quotes
        .iter()
        .flat_map(|quote| &quote.pieces)
        .any(|piece| piece.block == taken.block && piece.start <= taken.start && taken.end <= piece.end)
}

/// The utterance that a quote without a cue goes on with: its cue or its words stand in the sentence right before, or
/// its quotation ends the paragraph before.
fn continued(reading: &Reading, utterances: &[Utterance], quote: &Tokens) -> Option<usize> {
    let annotated = reading.annotated(quote.block);
    let opens_block = (0..quote.start).all(|token| annotated.is_space(token) || annotated.is_punct(token));
    let (block, end) = if opens_block {
        let before = quote.block.checked_sub(1)?;
        (before, reading.annotated(before).len())
    } else {
        (quote.block, quote.start)
    };
    let annotated = reading.annotated(block);
    let last = (0..end)
        .rev()
        .find(|&token| !annotated.is_space(token) && !annotated.is_punct(token))?;
    let sentence = annotated.sentence_of(last);
    let ends_in = |utterance: &Utterance| {
        utterance
            .content
            .iter()
            .filter(|piece| piece.block == block)
            .any(|piece| sentence.contains(&(piece.end - 1)))
    };
    let spoken = |utterance: &Utterance| {
        let cued = utterance.block == block && utterance.head.is_some_and(|head| sentence.contains(&head));
        if opens_block {
            // The words themselves end the paragraph, or its last sentence names their speaker.
            (cued || ends_in(utterance)) && utterance.form != Form::Indirect
        } else {
            cued || ends_in(utterance)
        }
    };
    (0..utterances.len())
        .filter(|&at| spoken(&utterances[at]) && !utterances[at].source.speakers.is_empty())
        .max_by_key(|&at| {
            let utterance = &utterances[at];
            (utterance.form != Form::Indirect, utterance.length())
        })
}

/// A verb of saying outside the quote and near it: after it where the quote ends on a comma, else before it.
fn reporting_verb(annotated: &Annotated, quote: &Tokens) -> Option<usize> {
    let cues = &Catalogue::shipped().cues;
    let fits = |token: &usize| {
        annotated.pos(*token) == Pos::Verb
            && matches!(annotated.tag(*token), "VBD" | "VBZ" | "VBP" | "VBG" | "VBN")
            && cues
                .verb(&annotated.lemma(*token).to_lowercase())
                .any(|cue| cue.takes("clause") || cue.takes("quote"))
    };
    let after = (quote.end..(quote.end + REACH).min(annotated.len()))
        .take_while(|&token| !matches!(annotated.token(token), "." | "“" | "\"" | ";"))
        .find(fits);
    let before = (quote.start.saturating_sub(REACH)..quote.start)
        .rev()
        .take_while(|&token| !matches!(annotated.token(token), "." | "”" | ";"))
        .find(fits);
    let ends_on_comma = quote.end >= 2 && matches!(annotated.token(quote.end - 2), "," | "?" | "!");
    if ends_on_comma {
        after.or(before)
    } else {
        before.or(after)
    }
}

/// The form of an utterance, by how much of its content stands in quotation marks.
pub fn form_of(utterance: &Utterance, quotes: &[Quote]) -> Form {
    let quoted = |piece: &Tokens| stands_in_marks(quotes, piece);
    let touches = |piece: &Tokens| {
        quotes
            .iter()
            .flat_map(|quote| &quote.pieces)
            .any(|quote| quote.block == piece.block && quote.start < piece.end && piece.start < quote.end)
    };
    if utterance.content.iter().all(quoted) {
        Form::Direct
    } else if utterance.content.iter().any(touches) {
        Form::Mixed
    } else {
        Form::Indirect
    }
}
