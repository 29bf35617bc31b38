//! Who does a deed and to whom: the phrases in its slots, with the parties that they stand for.

use onrecord_catalogue::Catalogue;
use onrecord_language::Annotated;

use super::super::grammar::{
    self, Filler, children_as, conjuncts, doers, is_noun, is_passive, is_verb, normal, undergoers,
};
use super::super::parts::Sources;
use super::super::reach::prepositional;
use super::parties::{self, Found};
use super::words::{Kind, Word};

/// The prepositions after which a target stands, the surest first.
pub(super) const TARGET_SLOTS: &[&str] = &[
    "object",
    "dative",
    "clause",
    "against",
    "to",
    "with",
    "on",
    "at",
    "from",
    "for",
    "into",
    "of",
    "in",
    "between",
    "over",
    "toward",
    "towards",
    "upon",
    "among",
    "by",
    "infinitive",
];

/// Somebody beside a deed.
pub(super) struct Beside {
    /// The head of the phrase.
    pub head: usize,
    /// Where it stands.
    pub slot: &'static str,
    /// The parties that it stands for; none where no word tells a state.
    pub found: Vec<Found>,
}

/// Whoever says what the clause of a word tells.
pub(super) fn speaker(a: &Annotated, report: Option<usize>, verb: usize) -> Vec<usize> {
    let mut at = report;
    if at.is_none() {
        // The saying may hang on what is said.
        at = children_as(a, verb, &["parataxis"])
            .into_iter()
            .find(|&child| is_verb(a, child));
    }
    at.map(|saying| doers(a, saying).into_iter().map(|filler| filler.head).collect())
        .unwrap_or_default()
}

/// Who does what a word tells.
pub(super) fn doing(a: &Annotated, word: &Word, verb: usize) -> Vec<usize> {
    let heads = |fillers: Vec<Filler>| -> Vec<usize> { fillers.into_iter().map(|filler| filler.head).collect() };
    if word.kind == Kind::Noun {
        let by = heads(prepositional(a, word.head, "by", 0));
        if !by.is_empty() {
            return by;
        }
        let own: Vec<usize> = children_as(a, word.head, &["poss"])
            .into_iter()
            .flat_map(|child| conjuncts(a, child))
            .collect();
        if !own.is_empty() {
            return own;
        }
        if word.light.is_some() {
            return heads(doers(a, verb));
        }
        let modifiers = children_as(a, word.head, &["amod", "compound", "nmod"]);
        if a.dep(word.head) == "dobj" && is_verb(a, a.head(word.head)) {
            let governing = heads(doers(a, a.head(word.head)));
            if !governing.is_empty() {
                return governing;
            }
        }
        let from = heads(prepositional(a, word.head, "from", 0));
        return if modifiers.is_empty() { from } else { modifiers };
    }
    let done_by = heads(doers(a, verb));
    if done_by.is_empty() && is_passive(a, verb) {
        // "is opposed to", "the troops were withdrawn": what stands as the subject does it, or is of whoever does.
        let stative = Catalogue::shipped().deeds.stative.contains(a.lemma(verb));
        let moved = word
            .entry
            .is_some_and(|entry| matches!(entry.event_type.as_str(), "withdrawal" | "mobilization"))
            || word
                .entry
                .is_some_and(|entry| entry.mode.as_deref() == Some("withdraw"));
        if stative || moved {
            return heads(grammar::surface_subjects(a, verb));
        }
    }
    done_by
}

pub(super) fn beside(
    sources: &Sources,
    block: usize,
    slot: &'static str,
    heads: &[usize],
    speaker: &[usize],
) -> Vec<Beside> {
    let a = sources.annotated(block);
    let mut sides: Vec<Beside> = Vec::new();
    for &head in heads {
        let mut found = parties::of_phrase(sources, block, head);
        let pronoun = matches!(a.tag(head), "PRP" | "PRP$" | "DT" | "EX")
            || children_as(a, head, &["poss"])
                .into_iter()
                .any(|child| a.tag(child) == "PRP$");
        if pronoun && !speaker.is_empty() {
            let of_speaker: Vec<Found> = speaker
                .iter()
                .flat_map(|&speaker| parties::of_phrase(sources, block, speaker))
                .collect();
            if !of_speaker.is_empty()
                && (found.is_empty() || matches!(a.lower(head), "it" | "they" | "he" | "she" | "we"))
            {
                found = of_speaker;
            }
        }
        if is_noun(a, head) || !found.is_empty() || a.tag(head).starts_with("PRP") {
            sides.push(Beside { head, slot, found });
        }
    }
    sides
}

/// To whom: the first slot that names a party, one other than the source before one of the same state.
pub(super) fn targets(
    sources: &Sources,
    block: usize,
    word: &Word,
    verb: usize,
    slots: &[&str],
    source: &[Beside],
) -> Vec<Beside> {
    let a = sources.annotated(block);
    let taken: Vec<&str> = source
        .iter()
        .flat_map(|side| side.found.iter().map(|found| found.code.as_str()))
        .collect();
    let mut same: Option<Vec<Beside>> = None;
    let mut bare: Option<Vec<Beside>> = None;
    for slot in slots.iter().chain(&["infinitive"]) {
        let heads = fillers(a, word, verb, slot);
        let heads: Vec<usize> = heads
            .into_iter()
            .filter(|head| source.iter().all(|side| side.head != *head))
            .filter(|&head| !sources.is_date(block, head))
            .collect();
        if heads.is_empty() {
            continue;
        }
        let slot_name = TARGET_SLOTS
            .iter()
            .find(|known| *known == slot)
            .copied()
            .unwrap_or("other");
        let sides = beside(sources, block, slot_name, &heads, &[]);
        let named: Vec<Beside> = sides
            .into_iter()
            .filter(|side| is_noun(a, side.head) || !side.found.is_empty())
            .collect();
        let others = named
            .iter()
            .any(|side| side.found.iter().any(|found| !taken.contains(&found.code.as_str())));
        if others {
            return named
                .into_iter()
                .filter(|side| !side.found.is_empty())
                .map(|side| Beside {
                    found: side
                        .found
                        .into_iter()
                        .filter(|found| !taken.contains(&found.code.as_str()))
                        .collect(),
                    ..side
                })
                .filter(|side| !side.found.is_empty())
                .collect();
        }
        if named.iter().any(|side| !side.found.is_empty()) {
            let own = matches!(*slot, "object" | "dative" | "clause" | "against")
                && named.iter().all(|side| {
                    !sources.words.beings.organs.contains(&normal(a, side.head))
                        && !a.tag(side.head).starts_with("PRP")
                        && !children_as(a, side.head, &["poss"])
                            .into_iter()
                            .any(|child| a.tag(child) == "PRP$")
                })
                && !word.entry.is_some_and(|entry| {
                    matches!(
                        entry.event_type.as_str(),
                        "withdrawal" | "mobilization" | "reduction" | "undertaking" | "aid"
                    )
                });
            if own {
                return named;
            }
            same.get_or_insert(named);
        } else if !named.is_empty() {
            let better = named.iter().any(|side| is_somebody(sources, block, side.head))
                && !bare
                    .as_ref()
                    .is_some_and(|known| known.iter().any(|side| is_somebody(sources, block, side.head)));
            if better || bare.is_none() {
                bare = Some(named);
            }
        }
    }
    // Nobody in a slot: the first party of another state that stands after the word in what it governs.
    let range = verb + 1..a.right_edge(verb) + 1;
    let source_words: Vec<(usize, usize)> = source
        .iter()
        .map(|side| (a.left_edge(side.head), a.right_edge(side.head)))
        .collect();
    let first = parties::within(sources, block, range).into_iter().find(|found| {
        !taken.contains(&found.code.as_str())
            && !source_words
                .iter()
                .any(|(start, end)| *start <= found.tokens.start && found.tokens.end <= end + 1)
    });
    if let Some(found) = first {
        return vec![Beside {
            head: found.tokens.end - 1,
            slot: "within",
            found: vec![found],
        }];
    }
    same.or(bare).unwrap_or_default()
}

fn fillers(a: &Annotated, word: &Word, verb: usize, slot: &str) -> Vec<usize> {
    let heads = |fillers: Vec<Filler>| -> Vec<usize> { fillers.into_iter().map(|filler| filler.head).collect() };
    let noun = word.kind == Kind::Noun;
    match slot {
        // "was put under investigation"
        "object" if noun => word
            .light
            .filter(|&light| is_passive(a, light) && a.dep(word.head) == "pobj")
            .map(|light| heads(undergoers(a, light)))
            .unwrap_or_default(),
        "object" => heads(undergoers(a, verb)),
        "dative" => children_as(a, verb, &["dative"])
            .into_iter()
            .flat_map(|child| {
                if is_noun(a, child) {
                    conjuncts(a, child)
                } else {
                    children_as(a, child, &["pobj"])
                }
            })
            .collect(),
        "clause" => children_as(a, verb, &["ccomp", "xcomp"])
            .into_iter()
            .flat_map(|clause| children_as(a, clause, &["nsubj", "nsubjpass"]))
            .flat_map(|subject| conjuncts(a, subject))
            .collect(),
        // "refused to talk with the rebels"
        "infinitive" => children_as(a, verb, &["xcomp"])
            .into_iter()
            .flat_map(|inner| {
                let mut found = heads(undergoers(a, inner));
                for preposition in children_as(a, inner, &["prep"]) {
                    found.extend(children_as(a, preposition, &["pobj"]));
                }
                found
            })
            .collect(),
        "by" => Vec::new(),
        preposition => {
            let mut found = heads(prepositional(a, word.head, preposition, 0));
            // What belongs to the noun is at times hung on the verb that it is the object of.
            let governor = word
                .light
                .or_else(|| Some(a.head(word.head)).filter(|&above| a.dep(word.head) == "dobj" && is_verb(a, above)));
            if found.is_empty()
                && noun
                && let Some(governor) = governor
            {
                found = heads(prepositional(a, governor, preposition, 0));
            }
            found
        }
    }
}

/// Newswriting names the state once: an office, a party or workers without one are of the state that the other side is of, or of the only
/// one that the sentence names. Not so whoever does violence.
pub(super) fn within_one_state(
    sources: &Sources,
    block: usize,
    plain: &str,
    (source, target): (&mut Vec<Beside>, &mut Vec<Beside>),
    speaker: &[usize],
) {
    let a = sources.annotated(block);
    let told = |sides: &[Beside]| sides.iter().find_map(|side| side.found.first().cloned());
    let violence = matches!(plain, "FIGHT" | "ASSAULT");
    // What these are done to is at home where nobody says otherwise, be it people or things.
    let at_home = violence
        || matches!(
            plain,
            "PROTEST" | "COERCE" | "CONCEDE" | "DEMAND" | "REJECT" | "DISAPPROVE" | "INVESTIGATE" | "THREATEN"
        );
    let somebody = |side: &Beside| is_somebody(sources, block, side.head);
    let (of_source, of_target) = (told(source), told(target));
    let only = || {
        let any = source.first().or(target.first())?;
        let sentence = a.sentence_of(any.head);
        let mut named = parties::within(sources, block, sentence);
        named.retain(|found| !speaker.iter().any(|&saying| found.tokens.holds(block, saying)));
        let first = named.first()?.clone();
        named.iter().all(|found| found.code == first.code).then_some(first)
    };
    if of_source.is_none()
        && !violence
        && let Some(found) = of_target.clone().or_else(only)
        && let Some(side) = source.iter_mut().find(|side| somebody(side))
    {
        side.found = vec![Found {
            rule: "one-state",
            ..found
        }];
    }
    if of_target.is_none()
        && let Some(found) = told(source)
    {
        if let Some(side) = target
            .iter_mut()
            .find(|side| somebody(side) || (at_home && is_noun(a, side.head)))
        {
            side.found = vec![Found {
                rule: "one-state",
                ..found
            }];
        } else if matches!(plain, "PROTEST" | "COERCE" | "CONCEDE")
            && target.is_empty()
            && let Some(side) = source.first()
        {
            // Whom people protest to is their own government where nobody else is named.
            target.push(Beside {
                head: side.head,
                slot: "own-state",
                found: vec![Found {
                    rule: "one-state",
                    ..found
                }],
            });
        }
    }
}

/// Whether a phrase is of people or of what acts as one.
fn is_somebody(sources: &Sources, block: usize, head: usize) -> bool {
    let a = sources.annotated(block);
    let beings = &sources.words.beings;
    let noun = normal(a, head);
    is_noun(a, head)
        && (matches!(a.entity_label(head), Some("PERSON" | "ORG" | "NORP" | "GPE"))
            || sources.actor(block, head).is_some()
            || beings.actors.contains(&noun)
            || beings.organs.contains(&noun)
            || Catalogue::shipped().deeds.people.contains(&noun))
}
