//! From a number to what happened to those it counts, by the tree first and the word order second.

use onrecord_language::{Annotated, Pos};

use super::words;
use crate::quantities::FigureAt;
use crate::record::Effect;

/// What happened to the people of a figure, and what tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// What happened.
    pub effect: Effect,
    /// The word that tells it.
    pub trigger: usize,
    /// A noun that names the people elsewhere than beside the number ("the number of children killed rose to 17").
    pub population: Option<usize>,
    /// The rule.
    pub rule: &'static str,
}

/// How a figure is said to be part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// Of the toll before in the same sentence ("including", "among them", "of whom").
    OfSentence {
        /// The word that tells it.
        trigger: usize,
    },
    /// Of the latest toll of an effect ("three of the dead are children").
    OfEffect {
        /// The effect.
        effect: Effect,
        /// The word that tells it.
        trigger: usize,
    },
}

/// Whether a figure is said to be part of another one.
pub(super) fn share(annotated: &Annotated, figure: &FigureAt) -> Option<Share> {
    let lower = |token: usize| {
        if token < annotated.len() {
            annotated.lower(token)
        } else {
            ""
        }
    };
    let start = figure.tokens.start;
    let before = |steps: usize| start.checked_sub(steps).map_or("", &lower);
    // "including 5 children and 2 medics": the second hangs on the first.
    let mut at = figure.counted;
    for _ in 0..4 {
        let head = annotated.head(at);
        if matches!(annotated.lower(head), "including" | "among") && annotated.dep(at) == "pobj" && head < start {
            let of_dead = annotated.lower(head) == "among";
            return (!of_dead).then_some(Share::OfSentence { trigger: head });
        }
        if annotated.dep(at) != "conj" || head == at {
            break;
        }
        at = head;
    }
    if before(1) == "including" {
        return Some(Share::OfSentence { trigger: start - 1 });
    }
    if matches!(before(1), "them" | "whom") && matches!(before(2), "among" | "of") {
        return Some(Share::OfSentence { trigger: start - 1 });
    }
    let end = figure.tokens.end;
    if lower(end) == "of" && matches!(lower(end + 1), "them" | "whom" | "these" | "those") {
        return Some(Share::OfSentence { trigger: end + 1 });
    }
    if lower(end) == "of" && lower(end + 1) == "the" {
        let noun = (end + 2..end + 4).find(|&token| {
            words::state(lower(token)).is_some() || lower(token) == "victims" || lower(token) == "casualties"
        });
        if let Some(noun) = noun {
            let effect = words::state(lower(noun)).unwrap_or(Effect::Casualties);
            return Some(Share::OfEffect { effect, trigger: noun });
        }
    }
    // "three children among the dead".
    let after = figure.counted.max(end.saturating_sub(1)) + 1;
    if matches!(lower(after), "among" | "were" | "are") {
        let among = if lower(after) == "among" { after } else { after + 1 };
        if lower(among) == "among" && lower(among + 1) == "the" {
            let effect = words::state(lower(among + 2));
            return effect.map(|effect| Share::OfEffect {
                effect,
                trigger: among + 2,
            });
        }
    }
    None
}

/// What happened to the people of a figure.
pub(super) fn tell(annotated: &Annotated, figure: &FigureAt) -> Option<Told> {
    let counted = figure.counted;
    if words::NEVER_PEOPLE.contains(&annotated.lemma(counted)) {
        return None;
    }
    by_toll_noun(annotated, figure)
        .or_else(|| by_counted_noun(annotated, figure))
        .or_else(|| by_tree(annotated, figure))
        .or_else(|| by_order(annotated, figure))
}

fn told(effect: Effect, trigger: usize, rule: &'static str) -> Option<Told> {
    Some(Told {
        effect,
        trigger,
        population: None,
        rule,
    })
}

/// "The death toll has reached 10,000", "bringing the number of dead to 17", "a toll of 23".
fn by_toll_noun(annotated: &Annotated, figure: &FigureAt) -> Option<Told> {
    let sentence = annotated.sentence_of(figure.number);
    for noun in sentence {
        let Some((effect, trigger, population)) = toll_noun(annotated, noun) else {
            continue;
        };
        if figure.tokens.contains(&noun) || noun == figure.counted {
            continue;
        }
        if belongs_to_toll(annotated, figure, noun) {
            return Some(Told {
                effect,
                trigger,
                population,
                rule: "toll.toll-noun",
            });
        }
    }
    None
}

/// "toll", "death toll", "number of dead", "number of civilians killed": its effect and where the people are named.
fn toll_noun(annotated: &Annotated, noun: usize) -> Option<(Effect, usize, Option<usize>)> {
    let before = |steps: usize| noun.checked_sub(steps).map_or("", |token| annotated.lower(token));
    match annotated.lemma(noun) {
        "toll" => {
            let effect = match before(1) {
                "casualty" => Effect::Casualties,
                "injury" | "wounded" => Effect::Injured,
                "human" | "civilian" | "" | "death" => Effect::Killed,
                "road" | "heavy" | "economic" | "a" => {
                    return (annotated.lower(noun) == "toll" && before(1) == "a" && next_is(annotated, noun, "of"))
                        .then_some((Effect::Killed, noun, None));
                }
                _ => Effect::Killed,
            };
            let population = annotated
                .children(noun)
                .filter(|&child| child > noun && matches!(annotated.lower(child), "of" | "among"))
                .flat_map(|of| annotated.children(of))
                .find(|&child| {
                    annotated.dep(child) == "pobj"
                        && annotated.tag(child) == "NNS"
                        && !words::ANYBODY.contains(&annotated.lemma(child))
                });
            Some((effect, noun, population))
        }
        "number" | "count" | "total" | "tally" => {
            let edge = annotated.right_edge(noun).min(noun + 8).min(annotated.len() - 1);
            if !next_is(annotated, noun, "of") {
                return total_of_before(annotated, noun);
            }
            let effect_at = (noun + 2..=edge).find(|&token| {
                words::state(annotated.lower(token)).is_some() || words::counted(annotated.lemma(token)).is_some()
            })?;
            let effect =
                words::state(annotated.lower(effect_at)).or_else(|| words::counted(annotated.lemma(effect_at)))?;
            let people = (noun + 2..effect_at)
                .rev()
                .find(|&token| annotated.tag(token) == "NNS" && !words::ANYBODY.contains(&annotated.lemma(token)));
            Some((effect, effect_at, people))
        }
        _ => None,
    }
}

/// "Four miners died, bringing the total to 19": what is counted is what the words before tell of.
fn total_of_before(annotated: &Annotated, noun: usize) -> Option<(Effect, usize, Option<usize>)> {
    const BROUGHT: &[&str] = &["bring", "raise", "take", "push", "lift"];
    if !matches!(annotated.lemma(noun), "total" | "tally" | "count")
        || !BROUGHT.contains(&annotated.lemma(annotated.head(noun)))
        || annotated.dep(noun) != "dobj"
    {
        return None;
    }
    let start = annotated.sentence_of(noun).start;
    (start..annotated.head(noun)).rev().find_map(|token| {
        let effect = words::counted(annotated.lemma(token))
            .or_else(|| matches!(annotated.lemma(token), "die" | "kill").then_some(Effect::Killed))?;
        Some((effect, token, None))
    })
}

fn next_is(annotated: &Annotated, at: usize, word: &str) -> bool {
    at + 1 < annotated.len() && annotated.lower(at + 1) == word
}

fn belongs_to_toll(annotated: &Annotated, figure: &FigureAt, noun: usize) -> bool {
    let phrase = [figure.counted, figure.number];
    for at in phrase {
        // "a toll of 23", "a toll at 23".
        let head = annotated.head(at);
        if annotated.dep(at) == "pobj"
            && annotated.head(head) == noun
            && matches!(annotated.lower(head), "of" | "at" | "to")
            && head > noun
        {
            return true;
        }
    }
    // The verb that the number hangs on has the toll for its subject or object.
    let before = figure
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |token| annotated.lower(token));
    if before == "from" {
        return false;
    }
    const RISING: &[&str] = &[
        "reach", "rise", "climb", "stand", "be", "exceed", "surpass", "top", "pass", "hit", "jump", "increase", "grow",
        "bring", "raise", "put", "take", "update", "revise", "go", "soar", "mount", "lift", "push", "near", "approach",
        "drop", "fall", "lower", "cut", "remain", "double", "swell", "become",
    ];
    // "Rose from 17 to 23": a model may hang the second number on the first; the last verb before it is meant.
    let nearest = || {
        let verb = (noun + 1..figure.tokens.start)
            .rev()
            .find(|&token| matches!(annotated.pos(token), Pos::Verb | Pos::Aux));
        verb.filter(|_| before == "to")
    };
    // "Bringing the number of people killed to 26": it may hang on "killed", too.
    let of_toll =
        || Some(annotated.head(noun)).filter(|_| before == "to" && matches!(annotated.dep(noun), "nsubj" | "dobj"));
    let rises = |verb: &usize| RISING.contains(&annotated.lemma(*verb));
    let governed = phrase.iter().find_map(|&at| governor(annotated, at));
    let Some(verb) = governed
        .filter(rises)
        .or_else(of_toll)
        .filter(rises)
        .or_else(nearest)
        .filter(rises)
    else {
        return false;
    };
    annotated.children(verb).any(|child| {
        matches!(annotated.dep(child), "nsubj" | "nsubjpass" | "dobj")
            && (child == noun
                || (annotated.left_edge(child) <= noun
                    && noun <= annotated.right_edge(child)
                    && under(annotated, noun, child)))
    }) && noun != figure.counted
        && figure.tokens.start > noun
}

fn under(annotated: &Annotated, token: usize, top: usize) -> bool {
    token == top || annotated.ancestors(token).any(|ancestor| ancestor == top)
}

/// The verb that a number or its noun hangs on, straight or by one preposition.
fn governor(annotated: &Annotated, at: usize) -> Option<usize> {
    let head = annotated.head(at);
    if matches!(annotated.pos(head), Pos::Verb | Pos::Aux) && head != at {
        return Some(head);
    }
    let above = annotated.head(head);
    let preposition = matches!(
        annotated.lower(head),
        "to" | "at" | "above" | "past" | "over" | "beyond" | "by" | "than" | "least" | "more"
    );
    (preposition && above != head && matches!(annotated.pos(above), Pos::Verb | Pos::Aux)).then_some(above)
}

/// "17 deaths", "12 civilian casualties"; also "the dead" counted.
fn by_counted_noun(annotated: &Annotated, figure: &FigureAt) -> Option<Told> {
    let counted = figure.counted;
    let lemma = annotated.lemma(counted);
    let effect = words::counted(lemma)?;
    // "One fuze body", "three UN bodies", and "the two bodies" told of before.
    const OF_THE_DEAD: &[&str] = &[
        "more",
        "other",
        "additional",
        "further",
        "dead",
        "lifeless",
        "charred",
        "burned",
        "burnt",
        "mutilated",
        "decomposed",
        "bloodied",
        "unidentified",
        "identified",
        "human",
        "recovered",
    ];
    let named = |child: usize| {
        let describes =
            child < counted && matches!(annotated.dep(child), "amod" | "compound" | "poss" | "nmod" | "det");
        describes && !OF_THE_DEAD.contains(&annotated.lower(child))
    };
    if lemma == "body" && annotated.children(counted).any(named) {
        return None;
    }
    told(effect, counted, "toll.counted-noun")
}

fn by_tree(annotated: &Annotated, figure: &FigureAt) -> Option<Told> {
    let mut at = figure.counted;
    // The second of two joined phrases plays the first one's part, unless it has a verb of its own.
    for _ in 0..4 {
        if let Some(found) = role(annotated, at) {
            return Some(found);
        }
        if annotated.dep(at) != "conj"
            || annotated.head(at) == at
            || matches!(annotated.pos(annotated.head(at)), Pos::Verb | Pos::Aux)
        {
            return None;
        }
        if at == figure.counted && followed_by_state(annotated, figure).is_some() {
            return None;
        }
        at = annotated.head(at);
    }
    None
}

fn role(annotated: &Annotated, at: usize) -> Option<Told> {
    let head = annotated.head(at);
    let lemma = annotated.lemma(head);
    let by_state = annotated.children(at).find(|&child| {
        matches!(annotated.dep(child), "amod" | "acl" | "relcl")
            && words::state(annotated.lower(child)).is_some()
            && !has_object(annotated, child)
    });
    match annotated.dep(at) {
        _ if hypothetical(annotated, head) => None,
        "nsubjpass" => {
            if let Some(effect) = words::verb(lemma) {
                return told(effect, head, "toll.passive");
            }
            // "were reported killed", "were confirmed dead".
            let state = annotated
                .children(head)
                .find(|&child| words::state(annotated.lower(child)).is_some());
            state.and_then(|state| told(words::state(annotated.lower(state))?, state, "toll.passive-state"))
        }
        "nsubj" => {
            if let Some(effect) = words::intransitive(lemma) {
                return told(effect, head, "toll.subject");
            }
            let left = || {
                annotated
                    .children(head)
                    .any(|child| annotated.dep(child) == "dobj" && words::HOMES.contains(&annotated.lemma(child)))
            };
            if matches!(lemma, "leave" | "abandon") && left() {
                return told(Effect::Displaced, head, "toll.left-home");
            }
            if lemma == "lose" && annotated.children(head).any(|child| annotated.lemma(child) == "life") {
                return told(Effect::Killed, head, "toll.lost-lives");
            }
            let state = annotated.children(head).find(|&child| {
                child > head
                    && matches!(
                        annotated.dep(child),
                        "acomp" | "attr" | "oprd" | "dep" | "advmod" | "xcomp"
                    )
                    && words::state(annotated.lower(child)).is_some()
            });
            if matches!(lemma, "be" | "remain" | "go" | "lie") || annotated.dep(head) == "ccomp" {
                return state.and_then(|state| told(words::state(annotated.lower(state))?, state, "toll.state"));
            }
            None
        }
        "dobj" => {
            if lemma == "claim" || lemma == "take" || lemma == "cost" || lemma == "lose" {
                return (annotated.lemma(at) == "life")
                    .then(|| told(Effect::Killed, head, "toll.lives"))
                    .flatten();
            }
            words::verb(lemma).and_then(|effect| told(effect, head, "toll.object"))
        }
        "pobj" => {
            let noun = annotated.head(head);
            if !matches!(annotated.lower(head), "of" | "to") {
                return None;
            }
            if annotated.lemma(noun) == "life"
                && matches!(annotated.lemma(annotated.head(noun)), "claim" | "take" | "cost")
            {
                return told(Effect::Killed, annotated.head(noun), "toll.lives");
            }
            words::act(annotated.lemma(noun))
                .filter(|_| noun != head)
                .and_then(|effect| told(effect, noun, "toll.act-of"))
        }
        _ => None,
    }
    .or_else(|| by_state.and_then(|state| told(words::state(annotated.lower(state))?, state, "toll.participle")))
}

/// "Could kill 12", "will displace", "did not kill": nothing that happened.
fn hypothetical(annotated: &Annotated, verb: usize) -> bool {
    let has = annotated
        .children(verb)
        .any(|child| annotated.lemma(child) == "have" && annotated.dep(child) == "aux");
    annotated.children(verb).any(|child| {
        annotated.dep(child) == "neg"
            || (annotated.dep(child) == "aux" && annotated.tag(child) == "MD" && !has)
            || (annotated.dep(child) == "aux"
                && annotated.lower(child) == "to"
                && annotated.dep(verb) != "ROOT"
                && !matches!(
                    annotated.lemma(annotated.head(verb)),
                    "know"
                        | "use"
                        | "believe"
                        | "report"
                        | "say"
                        | "think"
                        | "understand"
                        | "presume"
                        | "fear"
                        | "feared"
                ))
    })
}

fn has_object(annotated: &Annotated, verb: usize) -> bool {
    annotated
        .children(verb)
        .any(|child| annotated.dep(child) == "dobj" && child > verb)
}

/// "12 dead", "30 others injured", "six are missing", "at least 9 people have been killed".
fn by_order(annotated: &Annotated, figure: &FigureAt) -> Option<Told> {
    let state = followed_by_state(annotated, figure)?;
    let effect = words::state(annotated.lower(state))?;
    if hypothetical(annotated, state) || has_object(annotated, state) {
        return None;
    }
    // "12 injured people": a state before the noun counts as well; "the two killed three others" does not.
    told(effect, state, "toll.word-order")
}

fn followed_by_state(annotated: &Annotated, figure: &FigureAt) -> Option<usize> {
    let from = figure.tokens.end;
    let last = (figure.counted.max(from) + 5).min(annotated.len());
    let sentence = annotated.sentence_of(figure.number);
    for token in from..last.min(sentence.end) {
        let lower = annotated.lower(token);
        if words::state(lower).is_some()
            && matches!(
                annotated.tag(token),
                "VBN" | "VBD" | "JJ" | "NN" | "NNS" | "VBG" | "RB" | "NNP"
            )
        {
            return Some(token);
        }
        let passes = token <= figure.counted
            || matches!(
                lower,
                "was"
                    | "were"
                    | "have"
                    | "has"
                    | "had"
                    | "been"
                    | "are"
                    | "is"
                    | "remain"
                    | "remained"
                    | "remains"
                    | "people"
                    | "persons"
                    | "others"
                    | "more"
                    | "still"
                    | "also"
                    | "reported"
                    | "confirmed"
                    | "feared"
                    | "believed"
                    | "left"
                    | "presumed"
                    | "other"
                    | "reportedly"
                    | "seriously"
                    | "critically"
                    | "badly"
                    | "lightly"
                    | "severely"
                    | "being"
            )
            || (annotated.tag(token) == "NNS" && token <= from + 2)
            || (annotated.tag(token).starts_with("JJ") && token <= from + 1);
        if !passes {
            return None;
        }
    }
    None
}
