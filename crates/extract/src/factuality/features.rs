//! What the tree tells of how certain a predicate is, as places among a model's rows.

use onrecord_catalogue::Catalogue;
use onrecord_language::{Annotated, Pos};

use super::scope::{Governor, Scope};
use crate::identity::fnv;
use crate::record::Modality;

/// How far up the tree is looked.
const STEPS: usize = 5;

/// Gathers features; each is known by a number of its words.
struct Gathering {
    found: Vec<u32>,
}

impl Gathering {
    /// FNV-1a over the words, a mark between them (Fowler, Noll and Vo), with the last bits mixed.
    fn add(&mut self, words: &[&str]) {
        let mut hash = fnv(words.iter().flat_map(|word| word.bytes().chain([0x1f])));
        hash ^= hash >> 15;
        hash = hash.wrapping_mul(0x2c1b_3c6d);
        self.found.push(hash ^ (hash >> 13));
    }
}

/// The features of the predicate `token`; those of the words outside `scope` are not seen.
pub fn features(scope: &Scope, token: usize) -> Vec<u32> {
    let mut to = Gathering {
        found: Vec::with_capacity(200),
    };
    to.add(&["bias"]);
    own_word(scope, token, &mut to);
    beside(scope, token, &mut to);
    below(scope, token, &mut to);
    above(scope, token, &mut to);
    sentence(scope, token, &mut to);
    to.found.sort_unstable();
    to.found.dedup();
    to.found
}

fn yes(is: bool) -> &'static str {
    if is { "y" } else { "n" }
}

/// What the rules of modality make of a word.
fn rule(scope: &Scope, token: usize) -> &'static str {
    match crate::events::rule_modality(scope, token) {
        None => "-",
        Some(Modality::Stated) => "stated",
        Some(Modality::Alleged) => "alleged",
        Some(Modality::Denied) => "denied",
        Some(Modality::Possible) => "possible",
        Some(Modality::Future) => "future",
        Some(Modality::Hypothetical) => "hypothetical",
    }
}

/// The last three letters.
fn ending(word: &str) -> &str {
    word.char_indices().rev().nth(2).map_or(word, |(at, _)| &word[at..])
}

/// What the word makes of what it governs, as letters.
fn signature(a: &Annotated, token: usize) -> String {
    let lemma = a.lemma(token).to_lowercase();
    let words = &Catalogue::shipped().event_words.signatures;
    [
        (&words.as_itself, 'i'),
        (&words.as_opposite, 'o'),
        (&words.when_affirmed, 'a'),
        (&words.not_when_affirmed, 'n'),
        (&words.not_when_denied, 'd'),
        (&words.presupposed, 'p'),
        (&words.believed, 'b'),
        (&words.said, 's'),
        (&words.doubted, 'q'),
        (&words.foreseen, 'f'),
        (&words.willed, 'w'),
        (&words.asked, 'r'),
    ]
    .into_iter()
    .filter(|(list, _)| list.contains(&lemma))
    .map(|(_, mark)| mark)
    .collect()
}

fn own_word(scope: &Scope, token: usize, to: &mut Gathering) {
    let a = scope.annotated;
    let lemma = &a.lemma(token).to_lowercase();
    let (tag, dep) = (a.tag(token), scope.dep(token));
    let tense = &scope.tense(token);
    let negated = yes(scope.negated(token));
    let opening = scope.opening(token);
    to.add(&["l", lemma]);
    to.add(&["lt", lemma, tag]);
    to.add(&["ld", lemma, dep]);
    to.add(&["lS", lemma, tense]);
    to.add(&["ln", lemma, negated]);
    to.add(&["w", a.lower(token)]);
    to.add(&["t", tag]);
    to.add(&["d", dep]);
    to.add(&["td", tag, dep]);
    to.add(&["x", ending(lemma), a.pos(token).as_str()]);
    to.add(&["xd", ending(a.lower(token)), dep]);
    to.add(&["S", tense]);
    to.add(&["Sd", tense, dep]);
    to.add(&["Sn", tense, negated]);
    to.add(&["Sdn", tense, dep, negated]);
    to.add(&["n", negated, a.pos(token).as_str()]);
    to.add(&["o", opening]);
    to.add(&["oS", opening, tense]);
    if let Some(label) = a.entity_label(token) {
        to.add(&["e", label]);
    }
    let signature = &signature(a, token);
    to.add(&["G", signature, negated]);
    to.add(&["GS", signature, tense]);
    let rule = rule(scope, token);
    to.add(&["rule", rule]);
    to.add(&["rulep", rule, a.pos(token).as_str()]);
}

/// The words before and after, whatever the tree makes of them.
fn beside(scope: &Scope, token: usize, to: &mut Gathering) {
    let a = scope.annotated;
    let word = |offset: isize| -> (&str, &str) {
        let at = token as isize + offset;
        if at >= 0 && scope.within.contains(&(at as usize)) {
            (a.lower(at as usize), a.tag(at as usize))
        } else {
            ("", "")
        }
    };
    for (name, offset) in [("w-1", -1), ("w-2", -2), ("w+1", 1), ("w+2", 2)] {
        to.add(&[name, word(offset).0]);
        to.add(&[name, word(offset).1, a.tag(token)]);
    }
}

fn below(scope: &Scope, token: usize, to: &mut Gathering) {
    let a = scope.annotated;
    let tag = a.tag(token);
    let mut arcs = Vec::new();
    for child in scope.children(token) {
        let dep = a.dep(child);
        let word = a.lower(child);
        if dep == "punct" {
            continue;
        }
        arcs.push(dep);
        to.add(&["c", dep, yes(child < token)]);
        to.add(&["cw", dep, word]);
        match dep {
            "aux" | "auxpass" | "neg" | "mark" | "advmod" | "det" | "prt" | "amod" | "compound" | "predet" | "poss"
            | "cc" | "expl" => to.add(&["cwt", dep, word, tag]),
            "nsubj" | "nsubjpass" | "dobj" | "attr" | "acomp" | "pobj" | "xcomp" | "ccomp" | "advcl" => {
                let lemma = &a.lemma(child).to_lowercase();
                to.add(&["cl", dep, lemma]);
                to.add(&["ct", dep, a.tag(child), tag]);
                if let Some(label) = a.entity_label(child) {
                    to.add(&["ce", dep, label]);
                }
                for below in scope.children(child) {
                    if matches!(
                        a.dep(below),
                        "det" | "neg" | "mark" | "aux" | "predet" | "nummod" | "amod"
                    ) {
                        to.add(&["cc", dep, a.dep(below), a.lower(below)]);
                    }
                }
                if matches!(dep, "advcl" | "xcomp" | "ccomp") {
                    to.add(&["cS", dep, &scope.tense(child), scope.opening(child)]);
                }
            }
            "prep" => {
                to.add(&["cp", word, a.lemma(token)]);
                for below in scope.children(child) {
                    to.add(&["cpo", word, a.tag(below)]);
                }
            }
            _ => {}
        }
    }
    if matches!(a.pos(token), Pos::Noun | Pos::Propn) {
        let determiner = scope
            .children(token)
            .find(|&child| matches!(a.dep(child), "det" | "poss" | "predet" | "nummod"))
            .map_or("", |child| match a.dep(child) {
                "poss" => "poss",
                "nummod" => "number",
                _ => a.lower(child),
            });
        to.add(&["D", determiner, tag]);
        to.add(&["Dl", determiner, a.lemma(token)]);
        to.add(&["Dd", determiner, scope.dep(token)]);
        if let Some(governor) = scope.governor(token) {
            to.add(&["Dg", determiner, governor.relation, governor.by]);
            to.add(&["DS", determiner, &scope.tense(governor.token)]);
        }
    }
    if matches!(scope.dep(token), "ROOT" | "conj") && tag == "VB" && !arcs.contains(&"nsubj") && !arcs.contains(&"aux")
    {
        to.add(&["imperative"]);
    }
    arcs.dedup();
    to.add(&["C", &arcs.join(" ")]);
}

fn above(scope: &Scope, token: usize, to: &mut Gathering) {
    let a = scope.annotated;
    let own = &scope.tense(token);
    let own_lemma = &a.lemma(token).to_lowercase();
    let shared = scope.shared(token);
    if shared != token {
        to.add(&["j", &a.lemma(shared).to_lowercase()]);
        to.add(&["jS", &scope.tense(shared), own]);
        to.add(&["jn", yes(scope.negated(shared)), own]);
        to.add(&["jd", scope.dep(shared), own]);
        to.add(&["jo", scope.opening(shared), own]);
    }
    let chain = scope.chain(token, STEPS);
    let mut path = String::new();
    let mut negations = usize::from(scope.negated(token));
    let mut signatures = String::new();
    let mut polarities = String::new();
    for (step, governor) in chain.iter().enumerate() {
        let name = ["1", "2", "3", "4", "5"][step.min(4)];
        let Governor {
            token: above,
            relation,
            by,
        } = *governor;
        let lemma = &a.lemma(above).to_lowercase();
        let tense = &scope.tense(above);
        let negated = yes(scope.negated(above));
        let opening = scope.opening(above);
        negations += usize::from(scope.negated(above));
        let signature = &signature(a, above);
        signatures.push_str(signature);
        signatures.push_str(negated);
        signatures.push('>');
        polarities.push_str(relation);
        polarities.push_str(negated);
        polarities.push('>');
        to.add(&["gG", name, signature, relation]);
        to.add(&["gGn", name, signature, relation, negated]);
        to.add(&["gGnb", name, signature, relation, by, negated]);
        to.add(&["gGnS", name, signature, negated, own]);
        to.add(&["gGP", signature, negated, &path, relation]);
        to.add(&["gGs", &signatures]);
        to.add(&["gGsS", &signatures, own]);
        to.add(&["gnP", &polarities]);
        to.add(&["gln", name, lemma, negated]);
        path.push_str(relation);
        path.push_str(by);
        path.push('>');
        to.add(&["g", name, relation, by]);
        to.add(&["gl", name, lemma]);
        to.add(&["glr", name, lemma, relation, by]);
        to.add(&["gS", name, tense]);
        to.add(&["gSr", name, tense, relation, by]);
        to.add(&["gn", name, negated, relation]);
        to.add(&["go", name, opening, relation]);
        to.add(&["P", &path]);
        to.add(&["Pl", &path, lemma]);
        to.add(&["Pt", &path, a.tag(above)]);
        to.add(&["any", lemma, own]);
        if step == 0 {
            to.add(&["1glS", lemma, relation, by, own]);
            to.add(&["1gln", lemma, relation, by, negated]);
            to.add(&["1glx", lemma, relation, ending(own_lemma)]);
            to.add(&["1gSS", tense, relation, by, own]);
            to.add(&["1gll", lemma, own_lemma]);
            to.add(&["1gSn", tense, negated, relation, own]);
            to.add(&["1lr", own_lemma, relation, by]);
            for child in scope.children(above) {
                if matches!(
                    a.dep(child),
                    "nsubj" | "nsubjpass" | "aux" | "advmod" | "neg" | "mark" | "dobj"
                ) && child != token
                {
                    to.add(&["1c", relation, a.dep(child), a.lower(child)]);
                }
            }
        }
        if step == 1 {
            to.add(&["2glr", lemma, relation, by, chain[0].relation, chain[0].by]);
            to.add(&["2gll", lemma, &a.lemma(chain[0].token).to_lowercase()]);
            to.add(&["2gSS", tense, &scope.tense(chain[0].token), own]);
        }
    }
    to.add(&["depth", ["0", "1", "2", "3", "4", "5"][chain.len().min(5)]]);
    to.add(&["path", &path, own]);
    to.add(&["inverted", yes(inverted(scope, token)), own]);
    if let Some(first) = chain.first() {
        to.add(&["inverted1", yes(inverted(scope, first.token)), first.relation]);
    }
    for at in scope.within.clone() {
        let word = a.lower(at);
        let kind = match word {
            "no" | "not" | "n't" | "n’t" | "never" | "neither" | "nor" | "none" | "nobody" | "nothing" | "without"
            | "hardly" | "few" | "little" | "cannot" | "unlikely" | "instead" => word,
            _ => continue,
        };
        let kind = if kind == "n't" || kind == "n’t" { "not" } else { kind };
        let carrier = a.head(at);
        let carriers = [
            carrier,
            scope.governor(carrier).map_or(carrier, |governor| governor.token),
        ];
        let place = if carrier == token {
            "own"
        } else if at == token {
            "self"
        } else if let Some(step) = chain.iter().position(|governor| governor.token == carrier) {
            ["1", "2", "3", "4", "5"][step.min(4)]
        } else if carriers[1] == token {
            "own-argument"
        } else if let Some(step) = chain.iter().position(|governor| governor.token == carriers[1]) {
            ["1a", "2a", "3a", "4a", "5a"][step.min(4)]
        } else {
            "else"
        };
        let before = yes(at < token);
        to.add(&["N", kind, place, before]);
        to.add(&["Np", place, before, scope.dep(carrier), scope.dep(token)]);
        to.add(&["Nd", kind, place, a.dep(carrier), own]);
        if place == "else" {
            let near = ["a", "b", "c"][(at.abs_diff(token) / 4).min(2)];
            to.add(&[
                "Ne",
                kind,
                before,
                near,
                yes(a.left_edge(token) <= at && at <= a.right_edge(token)),
            ]);
        }
    }
    to.add(&["negations", ["0", "1", "2", "3"][negations.min(3)]]);
    // The nearest verb above, whatever nouns stand between.
    if let Some(verb) = chain.iter().find(|governor| scope.is_verb(governor.token)) {
        let lemma = &a.lemma(verb.token).to_lowercase();
        let tense = &scope.tense(verb.token);
        to.add(&["V", lemma]);
        to.add(&["VS", tense]);
        to.add(&["VSn", tense, yes(scope.negated(verb.token)), a.pos(token).as_str()]);
        to.add(&["Vo", scope.opening(verb.token), a.pos(token).as_str()]);
        let rule = rule(scope, verb.token);
        to.add(&["Vr", rule, a.pos(token).as_str()]);
        to.add(&["Vrr", rule, verb.relation, verb.by]);
    }
    if let Some(top) = chain.last() {
        to.add(&["T", &a.lemma(top.token).to_lowercase()]);
        to.add(&["TS", &scope.tense(top.token)]);
    }
}

/// Whether an auxiliary stands before the subject ("Had they shipped", "Did they ship").
fn inverted(scope: &Scope, verb: usize) -> bool {
    let a = scope.annotated;
    let first = |deps: &[&str]| scope.children(verb).find(|&child| deps.contains(&a.dep(child)));
    match (first(&["aux", "auxpass"]), first(&["nsubj", "nsubjpass", "expl"])) {
        (Some(auxiliary), Some(subject)) => auxiliary < subject,
        _ => false,
    }
}

fn sentence(scope: &Scope, token: usize, to: &mut Gathering) {
    let a = scope.annotated;
    let last = scope
        .within
        .clone()
        .rev()
        .find(|&at| !a.is_space(at) && !matches!(a.token(at), "\"" | "”" | "''"));
    let closing = last.map_or("", |at| if a.is_punct(at) { a.token(at) } else { "" });
    to.add(&["s", closing, a.pos(token).as_str()]);
    to.add(&["sd", closing, scope.dep(token)]);
    to.add(&["quoted", yes(scope.quoted(token))]);
    to.add(&["quotedS", yes(scope.quoted(token)), a.tag(token)]);
    let length = scope.within.len();
    to.add(&["length", ["a", "b", "c", "d", "e"][(length / 10).min(4)]]);
    for at in scope.within.clone() {
        let word = a.lower(at);
        let before = yes(at < token);
        if a.tag(at) == "MD"
            || matches!(
                word,
                "if" | "whether" | "unless" | "n't" | "not" | "never" | "could" | "may" | "would"
            )
        {
            let near = at.abs_diff(token);
            let near = if near <= 2 {
                "a"
            } else if near <= 5 {
                "b"
            } else {
                "c"
            };
            to.add(&["m", word, before, near]);
        }
    }
}
