//! What tells whether a word is the head of a cue: its own form, its place in the tree, and the words around it.

use onrecord_language::Pos;

use super::Given;
use super::words::{Stop, Words, join};

/// Whether a word can head a cue at all.
pub fn may_head(words: &Words, token: usize) -> bool {
    let annotated = words.annotated;
    match annotated.pos(token) {
        Pos::Verb | Pos::Noun | Pos::Adj | Pos::Adp | Pos::Adv | Pos::Propn => true,
        Pos::Aux => !matches!(annotated.dep(token), "aux" | "auxpass"),
        Pos::Sconj | Pos::Part | Pos::Intj | Pos::X => annotated.lower(token) != "to" && annotated.dep(token) != "neg",
        Pos::Punct | Pos::Sym => annotated.lower(token) == ":",
        _ => false,
    }
}

/// Gives `take` every feature of the word as a possible head of a cue.
pub fn features(words: &Words, head: usize, given: Option<&Given>, take: &mut (impl FnMut(u32) + ?Sized)) {
    let annotated = words.annotated;
    let lemma = words.lemma[head];
    let tag = words.tag[head];
    let dep = words.dep[head];
    let class = words.class[head];
    let governor = annotated.head(head);
    let at = |column: &[u32], place: Option<usize>| place.and_then(|place| column.get(place)).copied().unwrap_or(1);
    let before = head.checked_sub(1);
    let after = Some(head + 1).filter(|&next| next < annotated.len());
    let inside = u32::from(words.quote[head] > 0);
    let mut put = |kind: u32, a: u32, b: u32| take(join(join(kind, a), b));
    put(1, 0, 0);
    put(2, lemma, 0);
    put(3, lemma, tag);
    put(4, lemma, dep);
    put(5, words.lower[head], 0);
    put(6, tag, dep);
    put(7, class, tag);
    put(8, class, dep);
    put(9, at(&words.lower, before), 0);
    put(10, at(&words.lower, after), 0);
    put(11, lemma, at(&words.lower, after));
    put(12, lemma, at(&words.lower, before));
    put(13, at(&words.tag, before), tag);
    put(14, at(&words.tag, after), tag);
    put(15, words.lemma[governor], dep);
    put(16, words.class[governor], dep);
    put(17, words.tag[governor], dep);
    put(18, inside, tag);
    put(19, inside, lemma);
    put(20, join(lemma, dep), words.lemma[governor]);
    put(43, at(&words.lower, Some(head + 2)), tag);
    put(44, join(at(&words.tag, after), at(&words.tag, Some(head + 2))), class);
    let suffix: Vec<char> = annotated.lemma(head).chars().rev().take(3).collect();
    put(21, suffix.iter().fold(0, |sum, &letter| join(sum, letter as u32)), tag);
    if let Some(given) = given {
        let sourced = u32::from(!given.source.is_empty());
        put(60, given.kind, sourced);
        put(61, given.kind, lemma);
        put(62, given.kind, dep);
        put(63, given.kind, given.content.len().min(2) as u32);
        let length = given.content.iter().map(|piece| piece.len()).sum::<usize>();
        put(64, given.kind, (length as f32).log2() as u32);
        if let Some(source) = given.source.first() {
            let last = source.end - 1;
            put(65, join(words.entity[last], words.class[last]), given.kind);
            put(66, words.lemma[last], given.kind);
        }
        if let Some(content) = given.content.first() {
            put(67, words.lower[content.start], given.kind);
            put(68, u32::from(words.quote[content.start] > 0), given.kind);
            put(69, words.tag[content.start], lemma);
        }
    } else {
        put(70, tag, class);
    }
    let mut shape = 0u32;
    let mut subject = 2;
    let mut spoken = 2;
    for child in annotated.children(head) {
        let label = words.dep[child];
        let side = u32::from(child > head);
        put(22, label, tag);
        put(23, label, lemma);
        put(24, label, class);
        put(25, label, words.tag[child]);
        put(26, join(label, words.lower[child]), 0);
        put(27, join(label, words.lower[child]), lemma);
        put(28, join(label, words.entity[child]), side);
        put(29, join(label, words.class[child]), class);
        match annotated.dep(child) {
            "nsubj" | "nsubjpass" | "agent" | "poss" => {
                subject = join(words.entity[child], words.class[child]);
                put(30, subject, tag);
                put(31, subject, lemma);
                put(32, words.lemma[child], label);
            }
            "ccomp" | "xcomp" | "dobj" | "attr" | "acomp" | "prep" | "pobj" | "acl" | "oprd" | "advcl" | "relcl" => {
                spoken = join(label, words.tag[child]);
                put(33, spoken, class);
                put(34, words.lemma[child], label);
                put(35, join(words.lemma[child], label), lemma);
                put(45, words.class[child], spoken);
                for grandchild in annotated.children(child) {
                    match annotated.dep(grandchild) {
                        "pobj" | "mark" | "aux" | "dobj" | "nsubj" => {
                            put(36, join(label, words.dep[grandchild]), class);
                            put(37, join(label, words.lower[grandchild]), words.dep[grandchild]);
                            put(46, join(label, words.lower[grandchild]), lemma);
                            put(47, join(label, words.class[grandchild]), lemma);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        if annotated.dep(child) != "punct" {
            shape = join(shape, label);
        }
        if words.quote[child] > 0 && inside == 0 {
            put(38, label, 1);
        }
    }
    put(39, shape, tag);
    put(40, shape, class);
    put(41, subject, spoken);
    put(48, join(subject, spoken), class);
    // What stands near: a quotation before or after, the start of the sentence.
    let sentence = annotated.sentence_of(head);
    let quoted = |range: std::ops::Range<usize>| range.into_iter().any(|token| words.quote[token] > 0);
    let near = u32::from(quoted(sentence.start..head)) * 2 + u32::from(quoted(head + 1..sentence.end.max(head + 1)));
    put(42, near, class);
    put(49, near, lemma);
    put(50, (head - sentence.start).min(6) as u32, tag);
    let stop = |token: Option<usize>| token.map_or(99, |token| words.stop[token] as u32);
    put(51, stop(after), lemma);
    put(52, stop(before), tag);
    put(53, stop(after), tag);
    if annotated.lower(head) == ":" {
        put(54, (head - sentence.start).min(6) as u32, sentence.start.min(1) as u32);
        let capitals = (sentence.start..head).all(|token| !annotated.token(token).chars().any(char::is_lowercase));
        put(55, u32::from(capitals), (head - sentence.start).min(6) as u32);
        put(
            56,
            after.map_or(0, |after| words.stop[after] as u32),
            u32::from(words.stop[head] == Stop::Colon),
        );
        put(57, words.entity[sentence.start], words.entity[head.saturating_sub(1)]);
    }
}
