//! Which words of a sentence may tell a deed, by the entries of the catalogue.

use std::collections::HashSet;

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::deeds::{DeedWord, Deeds};
use onrecord_language::Annotated;

use super::super::grammar::{children_as, is_noun, is_passive, is_verb, normal};

/// How a word came to be one that tells a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Verb,
    Noun,
    Adjective,
    /// "must", "should": whoever says so demands.
    Obliged,
    /// "will": no entry knows the verb, but somebody undertakes it.
    Willed,
}

/// A word that may tell a deed.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub head: usize,
    pub kind: Kind,
    pub entry: Option<&'static DeedWord>,
    /// The verb that lends itself to a noun, or the verb that an adjective is said by.
    pub light: Option<usize>,
}

/// The word at `head`, where it may tell a deed.
pub(super) fn at(a: &Annotated, head: usize) -> Option<Word> {
    let deeds = &Catalogue::shipped().deeds;
    // "the alleged transfer" tells nothing by itself.
    if is_verb(a, head) && a.dep(head) == "amod" {
        return None;
    }
    if is_verb(a, head) {
        let told = auxiliary(a, deeds, head);
        if told.as_ref().is_some_and(|word| word.kind == Kind::Obliged) {
            return told;
        }
        if let Some(entry) = verb(a, deeds, head) {
            return Some(Word {
                head,
                kind: Kind::Verb,
                entry: Some(entry),
                light: None,
            });
        }
        return told;
    }
    if is_noun(a, head) {
        let entry = noun(a, deeds, head)?;
        return Some(Word {
            head,
            kind: Kind::Noun,
            entry: Some(entry),
            light: light_verb(a, deeds, head),
        });
    }
    if a.tag(head).starts_with("JJ") && matches!(a.dep(head), "acomp" | "oprd" | "ROOT" | "conj") {
        let company = governed(a, head);
        let entry = deeds
            .adjective(&normal(a, head))
            .iter()
            .map(|(_, entry)| &deeds.words[*entry])
            .find(|entry| fits(a, entry, head, &company))?;
        return Some(Word {
            head,
            kind: Kind::Adjective,
            entry: Some(entry),
            light: is_verb(a, a.head(head)).then(|| a.head(head)),
        });
    }
    None
}

fn verb(a: &Annotated, deeds: &'static Deeds, head: usize) -> Option<&'static DeedWord> {
    let company = governed(a, head);
    let lemma = deeds
        .lemmas
        .get(a.lower(head))
        .cloned()
        .unwrap_or_else(|| normal(a, head));
    deeds
        .verb(&lemma)
        .iter()
        .filter(|(beside, _)| beside.iter().all(|word| stands_beside(a, head, word)))
        .map(|(_, entry)| &deeds.words[*entry])
        .find(|entry| fits(a, entry, head, &company))
}

fn noun(a: &Annotated, deeds: &'static Deeds, head: usize) -> Option<&'static DeedWord> {
    let compound = matches!(a.dep(head), "compound" | "nmod") && a.head(head) > head;
    if compound {
        return None;
    }
    let mut company = governed(a, head);
    let above = a.head(head);
    if is_verb(a, above) {
        company.insert(a.lemma(above).to_lowercase());
    }
    deeds
        .noun(&normal(a, head))
        .iter()
        .filter(|(before, _)| {
            before.len() <= head
                && before.iter().enumerate().all(|(at, word)| {
                    let token = head - before.len() + at;
                    a.lower(token) == word || a.lemma(token) == word
                })
        })
        .map(|(_, entry)| &deeds.words[*entry])
        .find(|entry| fits(a, entry, head, &company))
}

fn fits(a: &Annotated, entry: &DeedWord, head: usize, company: &HashSet<String>) -> bool {
    let any = |words: &HashSet<String>| words.iter().any(|word| company.contains(word));
    let subject_fits = entry.subject.is_empty()
        || children_as(a, head, &["nsubj", "nsubjpass", "agent", "compound", "amod", "poss"])
            .into_iter()
            .any(|child| {
                (a.left_edge(child)..=a.right_edge(child)).any(|token| entry.subject.contains(&normal(a, token)))
            });
    let object = !entry.transitive || is_passive(a, head) || !children_as(a, head, &["dobj"]).is_empty();
    (entry.with.is_empty() || any(&entry.with))
        && !any(&entry.without)
        && subject_fits
        && object
        && (!entry.negated || negated(a, head))
}

/// "not", "no longer", "never" on a verb.
pub(super) fn negated(a: &Annotated, verb: usize) -> bool {
    a.children(verb).any(|child| {
        a.dep(child) == "neg"
            || (a.lower(child) == "never")
            || (a.lower(child) == "longer" && child > 0 && a.lower(child - 1) == "no")
    }) || children_as(a, verb, &["dobj", "nsubjpass"]).into_iter().any(|noun| {
        children_as(a, noun, &["det"])
            .into_iter()
            .any(|child| a.lower(child) == "no")
    })
}

fn stands_beside(a: &Annotated, head: usize, word: &str) -> bool {
    a.children(head).any(|child| {
        child > head
            && matches!(
                a.dep(child),
                "prt" | "dobj" | "advmod" | "prep" | "acomp" | "oprd" | "dative" | "agent"
            )
            && (a.lower(child) == word || a.lemma(child) == word)
    }) || (head + 1 < a.len() && a.lower(head + 1) == word)
}

/// The lemmas of the words that `head` governs, down to the clauses that tell something of their own.
pub(super) fn governed(a: &Annotated, head: usize) -> HashSet<String> {
    let mut found = HashSet::new();
    found.insert(normal(a, head));
    let mut open = vec![head];
    let mut first = true;
    while let Some(at) = open.pop() {
        for child in a.children(at) {
            // What is threatened, promised or sent for is told by the infinitive.
            let infinitive = first
                && matches!(a.dep(child), "xcomp" | "advcl" | "ccomp")
                && a.children(child).any(|word| a.tag(word) == "TO");
            if infinitive {
                found.insert(normal(a, child));
                open.push(child);
                continue;
            }
            let clause = matches!(a.dep(child), "ccomp" | "advcl" | "relcl" | "parataxis" | "punct" | "cc")
                || (a.dep(child) == "conj" && is_verb(a, child))
                || (a.dep(child) == "acl" && a.tag(child) != "VBN")
                || (first && a.dep(child) == "nsubj" && is_verb(a, head))
                || (a.dep(child) == "xcomp" && is_verb(a, child));
            if clause {
                continue;
            }
            found.insert(normal(a, child));
            found.insert(a.lower(child).to_owned());
            open.push(child);
        }
        first = false;
    }
    found
}

fn light_verb(a: &Annotated, deeds: &Deeds, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..3 {
        let above = a.head(at);
        if above == at {
            return None;
        }
        if is_verb(a, above) {
            let lends = deeds.light.contains(a.lemma(above)) || a.lemma(above) == "be";
            let object = matches!(a.dep(at), "dobj" | "nsubjpass" | "attr" | "prep" | "oprd");
            return (lends && object).then_some(above);
        }
        // "a series of talks", "under investigation"
        let through = matches!(a.dep(at), "pobj" | "prep" | "conj");
        if !through {
            return None;
        }
        at = above;
    }
    None
}

fn auxiliary(a: &Annotated, deeds: &Deeds, head: usize) -> Option<Word> {
    let obliged = a
        .children(head)
        .any(|child| a.dep(child) == "aux" && deeds.obliging.contains(a.lower(child)));
    let needs = (deeds.obliging.contains(a.lemma(head))) && !children_as(a, head, &["xcomp"]).is_empty();
    let has_subject = !children_as(a, head, &["nsubj", "nsubjpass"]).is_empty();
    let word = |kind| Word {
        head,
        kind,
        entry: None,
        light: None,
    };
    if (obliged || needs) && has_subject {
        return Some(word(Kind::Obliged));
    }
    let willed = a
        .children(head)
        .any(|child| a.dep(child) == "aux" && matches!(a.lower(child), "will" | "would" | "'ll" | "’ll" | "shall"));
    (willed && has_subject && a.lemma(head) != "be").then(|| word(Kind::Willed))
}
