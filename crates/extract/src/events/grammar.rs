//! Questions put to a dependency tree: who does what a verb says, to whom, and on whose clause a word hangs.

use onrecord_language::Annotated;

/// A word that fills a slot, and the rule that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filler {
    /// The head of the filling phrase.
    pub head: usize,
    /// How it was reached.
    pub rule: &'static str,
}

/// How many steps of the tree are followed at most.
pub(super) const DEPTH: usize = 8;

/// Verbs whose subject, not object, does what the infinitive after them says.
const SUBJECT_CONTROL: &[&str] = &["promise", "threaten", "vow", "use", "take", "commit"];

pub(super) fn is_verb(a: &Annotated, token: usize) -> bool {
    a.tag(token).starts_with("VB")
}

pub(super) fn is_noun(a: &Annotated, token: usize) -> bool {
    a.tag(token).starts_with("NN")
}

/// The lemma in lower case; a plural left uncut because it is written as a name ("Attacks" in a headline) loses its ending.
pub(crate) fn normal(a: &Annotated, token: usize) -> String {
    let lemma = a.lemma(token).to_lowercase();
    let tag = a.tag(token);
    if tag == "NNPS" || (tag == "NNP" && lemma.ends_with('s')) {
        return singular(&lemma);
    }
    lemma
}

fn singular(word: &str) -> String {
    for (ending, instead) in [
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
    ] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{instead}");
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && stem.len() > 2 => stem.to_owned(),
        _ => word.to_owned(),
    }
}

pub(super) fn children_as(a: &Annotated, token: usize, deps: &[&str]) -> Vec<usize> {
    a.children(token)
        .filter(|&child| deps.contains(&a.dep(child)))
        .collect()
}

pub(super) fn has_child(a: &Annotated, token: usize, deps: &[&str]) -> bool {
    a.children(token).any(|child| deps.contains(&a.dep(child)))
}

/// `token` and all nouns joined to it, in the order of the text.
pub(super) fn conjuncts(a: &Annotated, token: usize) -> Vec<usize> {
    let mut found = vec![token];
    let mut next = 0;
    while next < found.len() {
        for child in children_as(a, found[next], &["conj"]) {
            if !is_verb(a, child) && !found.contains(&child) {
                found.push(child);
            }
        }
        next += 1;
    }
    found
}

/// The first of the phrases that `token` is joined to.
pub(super) fn first_conjunct(a: &Annotated, token: usize) -> usize {
    let mut first = token;
    while a.dep(first) == "conj" && a.head(first) < first && !is_verb(a, a.head(first)) {
        first = a.head(first);
    }
    first
}

/// Everything joined to `token`, before it and after it.
pub(super) fn coordination(a: &Annotated, token: usize) -> Vec<usize> {
    conjuncts(a, first_conjunct(a, token))
}

/// The noun that a participle parsed as a second verb of the clause belongs to: "used missiles obtained from Iran", where no "and"
/// or comma stands before "obtained".
pub(super) fn reduced_relative(a: &Annotated, verb: usize) -> Option<usize> {
    if a.dep(verb) != "conj" || !matches!(a.tag(verb), "VBN" | "VBD") {
        return None;
    }
    // "fell" and "struck" in the past tense are verbs of their own.
    if a.tag(verb) == "VBD" && !a.lower(verb).ends_with("ed") {
        return None;
    }
    if has_child(a, verb, &["nsubj", "nsubjpass", "aux", "auxpass"]) {
        return None;
    }
    let before = a.left_edge(verb).checked_sub(1)?;
    let noun = if is_noun(a, before) { before } else { return None };
    let mut noun = noun;
    while matches!(a.dep(noun), "compound" | "nmod") && a.head(noun) < verb {
        noun = a.head(noun);
    }
    (noun > a.head(verb)).then_some(noun)
}

/// The noun that a participle or a relative clause belongs to.
pub(super) fn modified_noun(a: &Annotated, verb: usize) -> Option<usize> {
    let mut clause = verb;
    for _ in 0..DEPTH {
        match a.dep(clause) {
            "acl" | "relcl" | "amod" => {
                let noun = a.head(clause);
                return (!is_verb(a, noun)).then_some(noun);
            }
            "conj" => {
                if let Some(noun) = reduced_relative(a, clause) {
                    return Some(noun);
                }
                clause = a.head(clause);
                let own_subject = children_as(a, clause, &["nsubj", "nsubjpass"])
                    .into_iter()
                    .any(|subject| !is_relative(a, subject));
                if !is_verb(a, clause) || own_subject {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

pub(super) fn is_passive(a: &Annotated, verb: usize) -> bool {
    is_passive_within(a, verb, DEPTH)
}

fn is_passive_within(a: &Annotated, verb: usize, depth: usize) -> bool {
    if has_child(a, verb, &["auxpass", "nsubjpass", "agent"]) {
        return true;
    }
    if reduced_relative(a, verb).is_some() {
        return true;
    }
    let participle = a.tag(verb) == "VBN" || (a.tag(verb) == "VBD" && matches!(a.dep(verb), "acl" | "amod"));
    // "information that Iran sold rockets", "an attack that killed ten": what has a subject or an object of its own is active.
    if !participle || has_child(a, verb, &["aux", "nsubj", "dobj"]) {
        return false;
    }
    match a.dep(verb) {
        "acl" | "amod" | "advcl" => true,
        "conj" if depth > 0 => is_passive_within(a, a.head(verb), depth - 1),
        _ => false,
    }
}

fn is_relative(a: &Annotated, token: usize) -> bool {
    matches!(a.tag(token), "WDT" | "WP")
        || (a.lower(token) == "that" && matches!(a.dep(token), "nsubj" | "nsubjpass" | "dobj" | "pobj"))
}

/// What a relative pronoun in the clause of `verb` stands for; any other word stands for itself.
pub(super) fn resolved(a: &Annotated, verb: usize, token: usize) -> usize {
    if is_relative(a, token) {
        return modified_noun(a, verb).unwrap_or(token);
    }
    // "rockets fired from the hill fell": the participle taken for the subject, the noun for the participle's.
    if is_verb(a, token) && matches!(a.tag(token), "VBD" | "VBN") {
        return children_as(a, token, &["nsubj", "nsubjpass"])
            .into_iter()
            .find(|&noun| is_noun(a, noun))
            .unwrap_or(token);
    }
    token
}

/// What stands as the subject of the clause of `verb`, its own, a shared or a controlled one.
pub(super) fn surface_subjects(a: &Annotated, verb: usize) -> Vec<Filler> {
    surface_within(a, verb, DEPTH)
}

fn surface_within(a: &Annotated, verb: usize, depth: usize) -> Vec<Filler> {
    if depth == 0 {
        return Vec::new();
    }
    let all = |heads: Vec<usize>, rule: &'static str| -> Vec<Filler> {
        heads
            .into_iter()
            .flat_map(|head| conjuncts(a, resolved(a, verb, head)))
            .map(|head| Filler { head, rule })
            .collect()
    };
    let own = children_as(a, verb, &["nsubj", "nsubjpass"]);
    if !own.is_empty() {
        return all(own, "subject");
    }
    let head = a.head(verb);
    let infinitive = a.children(verb).any(|child| a.tag(child) == "TO");
    match a.dep(verb) {
        "conj" if reduced_relative(a, verb).is_none() && is_verb(a, head) => {
            renamed(surface_within(a, head, depth - 1), "shared-subject")
        }
        "xcomp" => renamed(controller(a, head, depth), "controlled-subject"),
        "ccomp" if infinitive || a.tag(verb) == "VBG" => renamed(controller(a, head, depth), "controlled-subject"),
        "pcomp" => renamed(preposition_controller(a, head, depth), "controlled-subject"),
        "acl" if a.tag(verb) == "VBG" || has_child(a, verb, &["dobj"]) => all(vec![head], "participle"),
        "acl" if infinitive => renamed(noun_controller(a, head, depth), "controlled-subject"),
        "advcl" if infinitive || matches!(a.tag(verb), "VBG" | "VBN") => {
            renamed(surface_within(a, head, depth - 1), "shared-subject")
        }
        "relcl" => all(vec![head], "relative"),
        _ => Vec::new(),
    }
}

fn renamed(fillers: Vec<Filler>, rule: &'static str) -> Vec<Filler> {
    fillers.into_iter().map(|filler| Filler { rule, ..filler }).collect()
}

/// Who does what hangs as an infinitive or gerund on `governor`.
fn controller(a: &Annotated, governor: usize, depth: usize) -> Vec<Filler> {
    if is_verb(a, governor) {
        let objects = children_as(a, governor, &["dobj", "dative"]);
        if let (Some(&object), false) = (objects.first(), SUBJECT_CONTROL.contains(&a.lemma(governor))) {
            return conjuncts(a, resolved(a, governor, object))
                .into_iter()
                .map(|head| Filler { head, rule: "object" })
                .collect();
        }
        return surface_within(a, governor, depth - 1);
    }
    let above = a.head(governor);
    if above != governor && is_verb(a, above) {
        surface_within(a, above, depth - 1)
    } else {
        Vec::new()
    }
}

/// Who does the gerund after a preposition: "accused Russia of using", "plans for supplying", "violating it by attacking".
fn preposition_controller(a: &Annotated, preposition: usize, depth: usize) -> Vec<Filler> {
    let mut governor = a.head(preposition);
    if governor == preposition {
        return Vec::new();
    }
    if is_verb(a, governor) {
        let of_object = matches!(
            a.lower(preposition),
            "of" | "for" | "from" | "with" | "against" | "into"
        );
        if !of_object {
            return surface_within(a, governor, depth - 1);
        }
        return controller(a, governor, depth);
    }
    // "accused Russia of using" is at times parsed with the phrase on the object itself.
    let verb = a.head(governor);
    if a.dep(governor) == "conj" {
        governor = first_conjunct(a, governor);
    }
    if a.dep(governor) == "dobj" && is_verb(a, verb) && !is_common_abstract(a, governor) {
        return conjuncts(a, governor)
            .into_iter()
            .map(|head| Filler { head, rule: "object" })
            .collect();
    }
    noun_controller(a, governor, depth)
}

fn is_common_abstract(a: &Annotated, noun: usize) -> bool {
    matches!(a.tag(noun), "NN" | "NNS") && a.entity_label(noun).is_none()
}

/// Who does what a noun is about: its possessor, else the subject of the verb it is the object of ("denied the allegations of using").
fn noun_controller(a: &Annotated, noun: usize, depth: usize) -> Vec<Filler> {
    let possessors = children_as(a, noun, &["poss"]);
    if !possessors.is_empty() {
        return possessors
            .into_iter()
            .flat_map(|possessor| conjuncts(a, possessor))
            .map(|head| Filler {
                head,
                rule: "possessive",
            })
            .collect();
    }
    let verb = a.head(noun);
    if matches!(a.dep(noun), "dobj" | "nsubjpass") && is_verb(a, verb) && depth > 0 {
        return if a.dep(noun) == "dobj" {
            surface_within(a, verb, depth - 1)
        } else {
            agents(a, verb)
        };
    }
    Vec::new()
}

/// The by-phrase of a passive verb; of the next one where two share it ("made and supplied by").
pub(super) fn agents(a: &Annotated, verb: usize) -> Vec<Filler> {
    let mut found = Vec::new();
    for child in a.children(verb) {
        if a.dep(child) == "agent" || (a.dep(child) == "prep" && a.lower(child) == "by") {
            for object in children_as(a, child, &["pobj"]) {
                let object = resolved(a, verb, object);
                found.extend(conjuncts(a, object).into_iter().map(|head| Filler { head, rule: "by" }));
            }
        }
    }
    if found.is_empty() {
        for joined in children_as(a, verb, &["conj"]) {
            if a.tag(joined) == "VBN" && !has_child(a, joined, &["nsubj", "nsubjpass"]) {
                return agents(a, joined);
            }
        }
    }
    // "North Korean-supplied": the words before the hyphen.
    if found.is_empty() && verb >= 2 && a.dep(verb) == "amod" && matches!(a.lower(verb - 1), "-" | "‑" | "–") {
        found.push(Filler {
            head: verb - 2,
            rule: "hyphen",
        });
    }
    found
}

/// Who does what `verb` says.
pub(super) fn doers(a: &Annotated, verb: usize) -> Vec<Filler> {
    if is_passive(a, verb) {
        agents(a, verb)
    } else {
        surface_subjects(a, verb)
    }
}

/// What `verb` is done to.
pub(super) fn undergoers(a: &Annotated, verb: usize) -> Vec<Filler> {
    if is_passive(a, verb) {
        let own = children_as(a, verb, &["nsubjpass", "nsubj"]);
        if own.is_empty()
            && let Some(noun) = modified_noun(a, verb)
        {
            // A participle after "A and B" belongs to both unless the second has an article of its own.
            let shared = a.dep(noun) == "conj" && !has_child(a, noun, &["det", "poss", "nummod"]);
            let heads = if shared { coordination(a, noun) } else { vec![noun] };
            return heads
                .into_iter()
                .map(|head| Filler {
                    head,
                    rule: "participle",
                })
                .collect();
        }
        // "was fired and exploded", "had been supplied or sold"
        return surface_subjects(a, verb);
    }
    let objects = children_as(a, verb, &["dobj"]);
    if !objects.is_empty() {
        return objects
            .into_iter()
            .flat_map(|object| {
                let rule = if is_relative(a, object) { "relative" } else { "object" };
                conjuncts(a, resolved(a, verb, object))
                    .into_iter()
                    .map(move |head| Filler { head, rule })
            })
            .collect();
    }
    if let Some(noun) = gap(a, verb) {
        return vec![Filler {
            head: noun,
            rule: "relative",
        }];
    }
    // "transferred and sold missiles": the object of the second is the object of both.
    for joined in children_as(a, verb, &["conj"]) {
        if is_verb(a, joined) && !has_child(a, joined, &["nsubj"]) && has_child(a, verb, &["cc"]) && joined - verb <= 3
        {
            return undergoers(a, joined);
        }
    }
    Vec::new()
}

/// The noun that is missing from a relative clause as its object: "the missiles North Korea supplied".
fn gap(a: &Annotated, verb: usize) -> Option<usize> {
    let mut clause = verb;
    for _ in 0..DEPTH {
        match a.dep(clause) {
            "relcl" => break,
            // "missiles that Kyiv says Iran supplied"
            "ccomp" | "conj" | "xcomp" => clause = a.head(clause),
            _ => return None,
        }
    }
    if a.dep(clause) != "relcl" {
        return None;
    }
    let subjects = children_as(a, verb, &["nsubj", "nsubjpass"]);
    let own_subject = if subjects.is_empty() && a.dep(verb) == "conj" {
        children_as(a, a.head(verb), &["nsubj"])
    } else {
        subjects
    };
    if own_subject.is_empty() && a.dep(verb) != "xcomp" || own_subject.iter().any(|&subject| is_relative(a, subject)) {
        return None;
    }
    if a.children(clause).any(|child| a.tag(child) == "WRB") {
        return None;
    }
    let stranded =
        (a.left_edge(clause)..clause).any(|token| matches!(a.tag(token), "WDT" | "WP") && a.dep(token) == "pobj");
    (!stranded).then(|| a.head(clause))
}
