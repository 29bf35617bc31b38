//! Statements whose cue is a verb.

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::cues::Cue;
use onrecord_language::{Annotated, Pos};

use super::complement::{self, Complement};
use super::quotes::Quote;
use super::speakers::source_of;
use super::syntax::{Doer, carrying_verb, child, doer, is_passive, trim, verb_group, verb_lemma};
use super::utterance::{Source, Utterance};
use super::{acts, evidence, extent, silence};
use crate::actors::ActorIndex;
use crate::reading::{Reading, Tokens};
use crate::record::{Act, EvidenceStatus};

/// Reads the verb at `verb`, if it is a cue with something said.
pub fn read(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    verb: usize,
    quotes: &[Quote],
    earlier: &[Utterance],
) -> Option<Utterance> {
    let annotated = reading.annotated(block);
    if !matches!(annotated.pos(verb), Pos::Verb | Pos::Aux)
        || annotated.dep(verb) == "amod"
        || is_according(annotated, verb)
    {
        return None;
    }
    if silence::paired_with(annotated, verb).is_some() {
        return None;
    }
    let pair = silence::neither_nor(annotated, verb);
    let (cue, complement, act) = match pair {
        Some(second) => {
            let (cue, complement, _) = entry(annotated, block, second, quotes)?;
            (cue, complement, Act::DeclineComment)
        }
        None => match entry(annotated, block, verb, quotes) {
            Some(found) => found,
            None => return unreached(index, reading, block, verb, earlier),
        },
    };
    // "who comments on military matters": what somebody does for a living is no statement.
    if annotated.dep(verb) == "relcl"
        && matches!(annotated.tag(verb), "VBZ" | "VBP")
        && matches!(complement.kind, "prepositional" | "object")
    {
        return None;
    }
    // "asked not to be named" tells how somebody speaks.
    if complement.kind == "infinitive"
        && is_passive(annotated, complement.head)
        && complement::tells_manner(annotated, complement.head)
    {
        return None;
    }
    let source = match doer_of(annotated, verb) {
        Doer::Noun(noun) if complement.pieces.iter().any(|piece| piece.contains(&noun)) => Source::default(),
        Doer::Noun(noun) => {
            let clause = carrying_verb(annotated, verb).unwrap_or(verb);
            source_of(index, reading, block, noun, Some(clause), earlier)
        }
        Doer::Text(noun) => source_of(index, reading, block, noun, Some(verb), earlier),
        Doer::None => Source::default(),
    };
    // "paragraph 9 of resolution 1874 requires": a rule is cited there, nobody speaks.
    let rule_text = source.tokens.first().is_some_and(|tokens| {
        let head = crate::actors::head_of(annotated, tokens.range());
        matches!(
            annotated.lemma(head).to_lowercase().as_str(),
            "paragraph" | "article" | "provision" | "treaty" | "convention" | "law" | "rule" | "resolution"
        )
    });
    if rule_text && act == Act::Demand {
        return None;
    }
    let unsourced = source.tokens.is_empty();
    // "Asked whether …, the minister said": who asks is of no matter.
    if unsourced && act == Act::Question {
        return None;
    }
    let clausal = matches!(complement.kind, "clause" | "quote" | "cited clause" | "question");
    if unsourced
        && !(is_passive(annotated, verb)
            && (clausal || complement.kind == "accusation" || complement.kind == "infinitive"))
    {
        return None;
    }
    let mut group = verb_group(annotated, verb);
    if let Some(end) = complement.cue_to {
        group.end = group.end.max(end);
    }
    if let Some(governor) = silence::refusing(annotated, verb) {
        group.start = verb_group(annotated, governor).start.min(group.start);
    }
    if let Some(second) = pair {
        group = silence::pair_group(annotated, verb, second);
    }
    if let Some(quoting) = quoted_as(annotated, verb) {
        group.start = verb_group(annotated, quoting).start.min(group.start);
    }
    let content: Vec<Tokens> = complement
        .pieces
        .iter()
        .map(|piece| Tokens::new(block, piece.clone()))
        .collect();
    let mut utterance = Utterance::new(block, content, act, rule_of(cue, complement.kind));
    utterance.head = Some(verb);
    utterance.cue = Some(group);
    utterance.source = source;
    utterance.content_head = Some(complement.head);
    utterance.audience = extent::audience(annotated, verb, &complement.pieces).map(|range| Tokens::new(block, range));
    utterance.venue = extent::venue(annotated, verb, &complement.pieces).map(|range| Tokens::new(block, range));
    if cue.cites
        && let Some(cited) = complement.cited
    {
        utterance.evidence = evidence::at(reading, block, cited, EvidenceStatus::Asserted, "evidence.cited");
        if complement.kind == "object" && utterance.evidence.is_none() {
            return None;
        }
    }
    if matches!(act, Act::Deny | Act::Reject | Act::DisputeEvidence | Act::Retract) {
        utterance.blanket = acts::is_blanket(annotated, complement.head) || complement.kind == "silence";
    }
    Some(utterance)
}

/// "was quoted as saying": the verb of quoting belongs to the cue, where whom it quotes is its subject.
fn quoted_as(annotated: &Annotated, verb: usize) -> Option<usize> {
    let quoting = annotated.head(annotated.head(verb));
    (annotated.dep(verb) == "pcomp"
        && annotated.lower(annotated.head(verb)) == "as"
        && is_passive(annotated, quoting)
        && Catalogue::shipped()
            .cues
            .verb(&annotated.lemma(quoting).to_lowercase())
            .any(|cue| cue.cites))
    .then_some(quoting)
}

/// Who says it; of "declined to be interviewed" the one who declined.
fn doer_of(annotated: &Annotated, verb: usize) -> Doer {
    match silence::refusing(annotated, verb) {
        Some(governor) => doer(annotated, governor),
        None => doer(annotated, verb),
    }
}

/// "could not be reached for comment".
fn unreached(
    index: &mut ActorIndex,
    reading: &Reading,
    block: usize,
    verb: usize,
    earlier: &[Utterance],
) -> Option<Utterance> {
    let annotated = reading.annotated(block);
    let (subject, complement) = silence::of_phrase(annotated, verb)?;
    let content = vec![Tokens::new(block, complement.pieces.first()?.clone())];
    let mut utterance = Utterance::new(block, content, Act::DeclineComment, "statement.silence");
    utterance.head = Some(verb);
    utterance.cue = Some(verb_group(annotated, verb));
    utterance.source = source_of(index, reading, block, subject, Some(verb), earlier);
    utterance.content_head = Some(complement.head);
    Some(utterance)
}

/// The catalogue's entry that fits the verb here, with its content and act.
fn entry<'c>(annotated: &Annotated, block: usize, verb: usize, quotes: &[Quote]) -> Option<(&'c Cue, Complement, Act)> {
    let cues = &Catalogue::shipped().cues;
    let particle = verb_lemma(annotated, verb);
    let bare = annotated.lemma(verb).to_lowercase();
    let entries: Vec<&Cue> = cues
        .verb(&particle)
        .chain(
            if particle == bare { None } else { Some(cues.verb(&bare)) }
                .into_iter()
                .flatten(),
        )
        .filter(|cue| !cue.passive || is_passive(annotated, verb))
        .collect();
    if entries.is_empty() {
        return None;
    }
    if let Some((act, found)) = silence::of_cue(annotated, verb, &entries) {
        let cue = entries
            .iter()
            .find(|cue| cue.negated.as_deref() == Some("decline_comment"))
            .copied()?;
        return Some((cue, found, act));
    }
    // A predicate ("dismissed it as propaganda") tells more than the object alone, a clause more than either.
    let order = |cue: &&&Cue| match (cue.evaluates, cue.takes("clause")) {
        (true, _) => 1,
        (false, true) => 0,
        (false, false) => 2,
    };
    let mut sorted: Vec<&&Cue> = entries.iter().collect();
    sorted.sort_by_key(order);
    for cue in &sorted {
        if let Some(found) = complement::of_verb(annotated, verb, cue)
            && !(cue.takes("clause")
                && found.kind == "object"
                && sorted
                    .iter()
                    .any(|other| other.evaluates && complement::of_verb(annotated, verb, other).is_some()))
        {
            return acts::of_verb(annotated, verb, cue, &found).map(|act| (**cue, found, act));
        }
    }
    let cue = entries.iter().find(|cue| cue.takes("clause")).copied()?;
    let found = quoted(annotated, block, verb, quotes)?;
    acts::of_verb(annotated, verb, cue, &found).map(|act| (cue, found, act))
}

/// A quotation in the verb's own sentence that the parse did not hang under it, or what follows its colon.
fn quoted(annotated: &Annotated, block: usize, verb: usize, quotes: &[Quote]) -> Option<Complement> {
    let sentence = annotated.sentence_of(verb);
    if super::quotes::hold(quotes, block, verb) {
        return None;
    }
    let near = quotes
        .iter()
        .flat_map(|quote| &quote.pieces)
        .filter(|piece| piece.block == block)
        .filter(|piece| {
            let before = piece.end <= verb && piece.end + 14 > verb;
            let after = piece.start > verb && piece.start < verb + 14;
            let touches = piece.start < sentence.end && sentence.start < piece.end || piece.end == sentence.start;
            touches && (before || after)
        })
        .filter(|piece| super::quotes::is_sentential(annotated, &piece.range()))
        .min_by_key(|piece| {
            if piece.end <= verb {
                verb - piece.end
            } else {
                piece.start - verb
            }
        });
    if let Some(piece) = near {
        let head = crate::actors::head_of(annotated, piece.range());
        return Some(Complement {
            pieces: vec![piece.range()],
            head,
            cue_to: None,
            kind: "quote",
            cited: None,
        });
    }
    let colon = (verb + 1..(verb + 6).min(sentence.end)).find(|&token| annotated.token(token) == ":")?;
    let range = trim(annotated, colon + 1..sentence.end);
    (range.len() > 2).then(|| Complement {
        head: crate::actors::head_of(annotated, range.clone()),
        pieces: vec![range],
        cue_to: None,
        kind: "quote",
        cited: None,
    })
}

fn is_according(annotated: &Annotated, verb: usize) -> bool {
    annotated.lower(verb) == "according"
        || child(annotated, verb, "pcomp").is_some() && annotated.lower(verb) == "including"
}

fn rule_of(cue: &Cue, kind: &str) -> &'static str {
    match (kind, cue.cites, cue.evaluates) {
        (_, true, _) => "statement.verb-cites",
        (_, _, true) => "statement.verb-predicate",
        ("clause", ..) => "statement.verb-clause",
        ("infinitive", ..) => "statement.verb-infinitive",
        ("gerund", ..) => "statement.verb-gerund",
        ("quote", ..) => "statement.verb-quote",
        ("object", ..) => "statement.verb-object",
        ("silence", ..) => "statement.silence",
        ("question", ..) => "statement.verb-question",
        ("accusation", ..) => "statement.verb-accusation",
        _ => "statement.verb-preposition",
    }
}
