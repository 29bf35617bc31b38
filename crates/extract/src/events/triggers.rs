//! Which words of a block may tell an event, and which entry of the catalogue each may be read by.

use onrecord_catalogue::event_words::EventWord;
use onrecord_document::BlockKind;
use onrecord_language::Annotated;

use super::grammar::{children_as, is_noun, is_verb, normal};
use super::parts::Sources;
use crate::reading::Tokens;

/// A word or two that may tell an event.
pub(super) struct Trigger {
    pub block: usize,
    /// The verb or noun.
    pub head: usize,
    /// Whether it is a verb.
    pub verb: bool,
    /// With its particle or compound.
    pub tokens: Tokens,
    /// What it may be read by, the most telling first.
    pub entries: Vec<&'static EventWord>,
}

/// Every trigger of block `block`, in the order of the text.
pub(super) fn find(sources: &Sources, block: usize) -> Vec<Trigger> {
    let a = sources.annotated(block);
    let heading = matches!(sources.reading.blocks[block].block.kind, BlockKind::Heading);
    let mut found = Vec::new();
    for head in 0..a.len() {
        if !heading && inside_name(a, head) {
            continue;
        }
        // "a series of airstrikes" with the noun tagged as a verb
        let noun_in_place = a.dep(head) == "pobj" && a.tag(head) == "VBZ";
        let trigger = if noun_in_place {
            as_noun(sources, block, head)
        } else if is_verb(a, head) && a.dep(head) != "compound" {
            as_verb(sources, block, head)
        } else if is_noun(a, head) {
            as_noun(sources, block, head).or_else(|| if heading { as_verb(sources, block, head) } else { None })
        } else {
            None
        };
        found.extend(trigger);
    }
    found
}

/// Whether the word is part of the name of something ("the Strike Fund", "Operation Desert Test").
fn inside_name(a: &Annotated, token: usize) -> bool {
    if !a.tag(token).starts_with("NNP") {
        return false;
    }
    let label = a.entity_label(token);
    if !matches!(
        label,
        Some("ORG" | "WORK_OF_ART" | "LAW" | "PRODUCT" | "FAC" | "PERSON" | "GPE" | "LOC")
    ) {
        return false;
    }
    (token > 0 && a.entity_label(token - 1) == label) || (token + 1 < a.len() && a.entity_label(token + 1) == label)
}

fn as_verb(sources: &Sources, block: usize, head: usize) -> Option<Trigger> {
    let a = sources.annotated(block);
    let lemma = if is_verb(a, head) {
        hyphenated(a, head)
    } else {
        return None;
    };
    let mut entries = Vec::new();
    let mut end = head + 1;
    for candidate in sources.words.verb(&lemma) {
        let beside = candidate
            .beside
            .iter()
            .map(|word| beside_verb(a, head, word))
            .collect::<Option<Vec<usize>>>();
        let Some(beside) = beside else { continue };
        if let Some(last) = beside.last()
            && *last == end
        {
            end = last + 1;
        }
        entries.push(&sources.words.verbs[candidate.entry]);
    }
    // A verb may be written with a hyphen and be one token.
    let joined = lemma != normal(a, head);
    let start = if joined { head.saturating_sub(2) } else { head };
    (!entries.is_empty()).then(|| Trigger {
        block,
        head,
        verb: true,
        tokens: Tokens::new(block, start..end),
        entries,
    })
}

/// "test-fire" is three tokens; its lemma is put together again.
fn hyphenated(a: &Annotated, head: usize) -> String {
    let lemma = normal(a, head);
    if head >= 2 && a.lower(head - 1) == "-" && matches!(a.lower(head - 2), "test" | "carpet" | "re" | "flight") {
        return format!("{}-{lemma}", a.lower(head - 2));
    }
    lemma
}

fn beside_verb(a: &Annotated, head: usize, word: &str) -> Option<usize> {
    a.children(head).find(|&child| {
        child > head
            && matches!(a.dep(child), "prt" | "dobj" | "advmod" | "prep")
            && (a.lower(child) == word || a.lemma(child) == word)
    })
}

fn as_noun(sources: &Sources, block: usize, head: usize) -> Option<Trigger> {
    let a = sources.annotated(block);
    // A noun before a noun tells no event of its own ("strike group", "test site", "meeting room").
    if matches!(a.dep(head), "compound" | "nmod") && a.head(head) > head && is_noun(a, a.head(head)) {
        return None;
    }
    let mut entries = Vec::new();
    let mut start = head;
    for candidate in sources.words.noun(&normal(a, head)) {
        let length = candidate.beside.len();
        let matches = length <= head
            && candidate.beside.iter().enumerate().all(|(at, word)| {
                let token = head - length + at;
                a.lower(token) == word || a.lemma(token) == word
            });
        if matches {
            start = start.min(head - length);
            entries.push(&sources.words.nouns[candidate.entry]);
        }
    }
    (!entries.is_empty()).then(|| Trigger {
        block,
        head,
        verb: false,
        tokens: Tokens::new(block, start..head + 1),
        entries,
    })
}

/// The words that stand beside a trigger: what hangs on it and on its prepositions, their compounds, and the noun or verb that it hangs on.
pub(super) fn company(a: &Annotated, trigger: &Trigger) -> Vec<String> {
    let head = trigger.head;
    let mut words = vec![normal(a, head)];
    let add = |token: usize, words: &mut Vec<String>| {
        words.push(normal(a, token));
        for child in a.children(token) {
            if matches!(a.dep(child), "compound" | "amod" | "nmod") {
                words.push(normal(a, child));
            }
        }
    };
    for child in a.children(head) {
        if matches!(a.dep(child), "advcl" | "ccomp" | "relcl") {
            continue;
        }
        add(child, &mut words);
        if matches!(a.dep(child), "prep" | "agent" | "dative") {
            for object in children_as(a, child, &["pobj"]) {
                add(object, &mut words);
                for inner in children_as(a, object, &["prep"]) {
                    if a.lower(inner) == "of" {
                        for below in children_as(a, inner, &["pobj"]) {
                            add(below, &mut words);
                        }
                    }
                }
            }
        }
        if a.dep(child) == "dobj" || a.dep(child) == "nsubjpass" || a.dep(child) == "nsubj" {
            for inner in children_as(a, child, &["prep", "conj"]) {
                if a.dep(inner) == "conj" {
                    add(inner, &mut words);
                }
                for object in children_as(a, inner, &["pobj"]) {
                    add(object, &mut words);
                }
            }
        }
    }
    if a.head(head) != head && matches!(a.dep(head), "acl" | "relcl" | "amod" | "compound" | "pobj" | "conj") {
        let above = a.head(head);
        words.push(normal(a, above));
        if a.dep(head) == "amod" || a.dep(head) == "acl" {
            add(above, &mut words);
        }
    }
    words
}
