//! Who said what: every cue of a document with its source, content and act, nested speech and the document's own voice.
//!
//! [`find`] reads cues, turns and quotations into utterances; [`judge`] lets the events in their content decide what
//! neutral words do ("said Russia struck…" alleges, "said it had not…" denies); [`narrate`] adds the document's own
//! voice where nobody else speaks; [`build`] makes statements of them.

mod acts;
mod anaphora;
mod build;
mod complement;
mod evidence;
mod extent;
mod joined;
mod judge;
pub mod learned;
pub(crate) mod narrator;
mod nouns;
mod own_voice;
mod predicate;
mod quoted;
pub mod quotes;
mod silence;
mod speakers;
pub(crate) mod syntax;
mod tail;
pub(crate) mod turns;
mod utterance;
mod verbs;

pub use build::build;
pub use judge::judge;
pub use narrator::narrate;
pub use utterance::{Source, Utterance};

use onrecord_document::BlockKind;
use onrecord_language::Pos;

use learned::Judged;

use crate::attribution::Given;
use crate::attribution::words::Words;

use crate::actors::ActorIndex;
use crate::reading::{Reading, Tokens};
use crate::record::{Act, EvidenceStatus};

/// Says of a word, with the position of its block and what the rules read there, whether it reports something.
pub type Judge<'a> = dyn FnMut(&Words, usize, usize, Option<&Given>) -> Judged + 'a;

/// The utterances of a document.
pub struct Found {
    /// What is said, in the order of the text.
    pub utterances: Vec<Utterance>,
    /// What is told as not said, or as what might be.
    pub unsaid: Vec<Utterance>,
}

/// What stands in quotation marks in a document, and whose words each block is.
pub struct Heard {
    /// The quotations.
    pub quotes: Vec<quotes::Quote>,
    /// One a block: who speaks in it, where it is somebody's own words.
    pub voices: Vec<Option<turns::Voice>>,
}

/// Listens to a document before anything that is said in it is read.
pub fn hear(reading: &Reading, index: &mut ActorIndex) -> Heard {
    Heard {
        quotes: quotes::find(reading),
        voices: turns::voices(index, reading),
    }
}

/// Reads the utterances of a document.
pub fn find(reading: &Reading, index: &mut ActorIndex, heard: &Heard) -> Found {
    find_by(reading, index, heard, &mut |words, _, token, given| {
        learned::judge(words, token, given)
    })
}

/// Reads the utterances of a document where `judge` says of each word, with the position of its block and what the rules
/// read there, whether it reports something and which words around it belong to the report.
pub fn find_by(reading: &Reading, index: &mut ActorIndex, heard: &Heard, judge: &mut Judge) -> Found {
    let Heard { quotes, voices } = heard;
    own_voice::tie_first_person(index, reading, voices, quotes);
    let mut utterances: Vec<Utterance> = Vec::new();
    for (block, voice) in voices.iter().enumerate() {
        if reading.blocks[block].block.kind == BlockKind::Heading {
            continue;
        }
        let annotated = reading.annotated(block);
        // In somebody's own words everything is theirs already, and a cue only tells the act: no model is asked.
        let words = voice
            .is_none()
            .then(|| Words::of(annotated, &quotes::of_block(quotes, block)));
        for token in 0..annotated.len() {
            let ruled = match annotated.pos(token) {
                Pos::Verb | Pos::Aux if annotated.lower(token) != "according" => {
                    verbs::read(index, reading, block, token, quotes, &utterances)
                }
                Pos::Noun => nouns::read(index, reading, block, token, &utterances),
                _ => None,
            };
            let ruled = ruled.or_else(|| nouns::read_preposition(index, reading, block, token, &utterances));
            let found = match &words {
                None => ruled,
                Some(words) => {
                    let given = match &ruled {
                        Some(ruled) => Some(learned::given_of(ruled)),
                        None => tail::proposal(annotated, token),
                    };
                    let judged = judge(words, block, token, given.as_ref());
                    match ruled {
                        // A refusal to speak needs no model.
                        Some(ruled) if ruled.rule == "statement.silence" => Some(ruled),
                        Some(mut ruled) => learned::keeps(reading, &ruled, &judged, &utterances).then(|| {
                            if let Some(attribution) = &judged.attribution {
                                learned::adopt(index, reading, &mut ruled, attribution, &utterances);
                            }
                            ruled
                        }),
                        None => learned::read(index, reading, block, &judged, &utterances),
                    }
                }
            };
            if let Some(found) = found.filter(|found| !repeats(&utterances, found)) {
                utterances.push(found);
            }
        }
    }
    learned::drop_doubled(&mut utterances);
    let mut unsaid: Vec<Utterance> = utterances.extract_if(.., |utterance| utterance.unsaid).collect();
    for utterance in &mut unsaid {
        utterance.form = quoted::form_of(utterance, quotes);
    }
    own_words(index, reading, voices, &mut utterances);
    outlets_own_words(index, reading, quotes, &mut utterances);
    let own = turns::read(index, reading, voices, &utterances);
    quoted::widen(reading, &mut utterances, quotes);
    for utterance in &mut utterances {
        utterance.form = quoted::form_of(utterance, quotes);
    }
    quoted::read_unclaimed(index, reading, &mut utterances, quotes, &|block| {
        voices[block].is_some()
    });
    for utterance in &mut utterances {
        utterance.form = quoted::form_of(utterance, quotes);
    }
    for utterance in &mut utterances {
        let [piece] = utterance.content.as_slice() else {
            continue;
        };
        if utterance.act == Act::Assert && silence::is_no_comment(reading.annotated(piece.block), piece.range()) {
            utterance.act = Act::DeclineComment;
        }
    }
    joined::part(reading, &mut utterances);
    joined::name_the_counted(index, &mut utterances);
    utterances.extend(own);
    utterances.sort_by_key(|utterance| {
        (
            utterance.block,
            utterance
                .head
                .unwrap_or_else(|| utterance.content.first().map_or(0, |piece| piece.start)),
        )
    });
    nest(&mut utterances);
    joined::drop_restatements(reading, &mut utterances);
    for utterance in &mut utterances {
        look_for_evidence(reading, utterance);
    }
    Found { utterances, unsaid }
}

/// A cue read twice ("released a statement" by its verb and by its noun) is one.
fn repeats(utterances: &[Utterance], found: &Utterance) -> bool {
    utterances
        .iter()
        .any(|known| known.block == found.block && known.head == found.head && known.head.is_some())
}

/// "We reported on Wednesday that …" in a report outside quotation marks: the outlet or the authors themselves.
fn outlets_own_words(
    index: &mut ActorIndex,
    reading: &Reading,
    quotes: &[quotes::Quote],
    utterances: &mut [Utterance],
) {
    for utterance in utterances.iter_mut() {
        let annotated = reading.annotated(utterance.block);
        let Some(head) = utterance.head.filter(|_| utterance.source.speakers.is_empty()) else {
            continue;
        };
        let quoted = quotes::hold(quotes, utterance.block, head);
        let own = utterance
            .source
            .tokens
            .iter()
            .any(|tokens| tokens.range().len() == 1 && annotated.lower(tokens.start) == "we");
        if own && !quoted {
            utterance.source.speakers = vec![narrator::actor(reading, index)];
        }
    }
}

/// "we", "my Government" and the name of one's own state in a turn or a statement are its speaker.
fn own_words(index: &mut ActorIndex, reading: &Reading, voices: &[Option<turns::Voice>], utterances: &mut [Utterance]) {
    for utterance in utterances.iter_mut() {
        let Some(voice) = &voices[utterance.block] else {
            continue;
        };
        let annotated = reading.annotated(utterance.block);
        let first_person = utterance.has_in_source(|token| matches!(annotated.lower(token), "we" | "i" | "our" | "my"));
        let unknown = utterance.source.speakers.is_empty() && !utterance.source.tokens.is_empty();
        let own_state = match (voice.source.speakers.as_slice(), utterance.source.speakers.as_slice()) {
            (&[speaker], &[named]) => own_voice::state_spoken_for(index, reading, speaker) == Some(named),
            _ => false,
        };
        if first_person || unknown || own_state {
            utterance.source.speakers = voice.source.speakers.clone();
            utterance.source.signatories = voice.source.signatories;
        }
    }
}

/// Ties each utterance to the innermost one whose content holds its cue, and a cited source's words to the citing ones.
fn nest(utterances: &mut Vec<Utterance>) {
    // "cited intelligence stating that …": the evidence speaks through the speaker and is no source of its own.
    let spoken_for: Vec<bool> = utterances
        .iter()
        .map(|inner| {
            utterances
                .iter()
                .any(|outer| outer.evidence.is_some() && outer.passes_on(inner))
        })
        .collect();
    let mut position = 0;
    utterances.retain(|_| {
        position += 1;
        !spoken_for[position - 1]
    });
    let parents: Vec<Option<usize>> = (0..utterances.len())
        .map(|at| {
            let inner = &utterances[at];
            let holds = |outer: &Utterance| match inner.head {
                Some(head) => outer.says(inner.block, head),
                None => false,
            };
            (0..utterances.len())
                .filter(|&other| other != at)
                .filter(|&other| utterances[other].passes_on(inner) || holds(&utterances[other]))
                .min_by_key(|&other| (utterances[other].length(), other))
        })
        .collect();
    for (at, parent) in parents.into_iter().enumerate() {
        utterances[at].nested_in = parent;
    }
    utterance::take_over_cited_acts(utterances);
}

fn look_for_evidence(reading: &Reading, utterance: &mut Utterance) {
    let annotated = reading.annotated(utterance.block);
    let within = utterance.own_pieces();
    utterance.breach = acts::breach(annotated, &within).map(|range| Tokens::new(utterance.block, range));
    if utterance.evidence.is_some() {
        return;
    }
    let inside = |token: usize| within.iter().any(|piece| piece.contains(&token));
    if let Some(head) = utterance.content_head
        && let Some(noun) = acts::lacks_evidence(annotated, head, &inside)
    {
        utterance.evidence = evidence::at(
            reading,
            utterance.block,
            noun,
            EvidenceStatus::Disputed,
            "evidence.missing",
        );
        return;
    }
    utterance.evidence = evidence::under_investigation(reading, utterance.block, &within).or_else(|| {
        utterance
            .head
            .and_then(|head| evidence::offered(reading, utterance.block, annotated.sentence_of(head)))
    });
}
