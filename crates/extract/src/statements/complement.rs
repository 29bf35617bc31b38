//! Where the content of a cue stands: the complements that its catalogue entry takes, looked for in the tree.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_catalogue::cues::Cue;
use onrecord_language::{Annotated, Pos};

use super::predicate::{citation, predicate};
use super::syntax::{bound_preposition, child, is_finite, is_passive, object_of_preposition, subtree, trim};

/// The content of one cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complement {
    /// One or several pieces, in the order of the text.
    pub pieces: Vec<Range<usize>>,
    /// Its syntactic head.
    pub head: usize,
    /// The end of the cue where a preposition belongs to it ("called for"), else `None`.
    pub cue_to: Option<usize>,
    /// The name of the complement, as in the catalogue.
    pub kind: &'static str,
    /// The noun phrase whose head an act of citing names ("cited an official who said…").
    pub cited: Option<usize>,
}

impl Complement {
    pub(super) fn new(kind: &'static str, head: usize, range: Range<usize>) -> Option<Self> {
        (!range.is_empty()).then(|| Complement {
            pieces: vec![range],
            head,
            cue_to: None,
            kind,
            cited: None,
        })
    }
}

/// The complement of a verb that an entry takes, the most telling first.
pub fn of_verb(annotated: &Annotated, verb: usize, cue: &Cue) -> Option<Complement> {
    if cue.evaluates {
        return predicate(annotated, verb);
    }
    if cue.cites {
        return citation(annotated, verb);
    }
    if cue.takes("clause")
        && let Some(found) = clause(annotated, verb)
    {
        return Some(found);
    }
    if cue.takes("question")
        && let Some(found) = question(annotated, verb)
    {
        return Some(found);
    }
    if cue.takes("infinitive")
        && let Some(found) = infinitive(annotated, verb)
    {
        return Some(found);
    }
    if cue.takes("gerund")
        && let Some(found) = gerund(annotated, verb)
    {
        return Some(found);
    }
    if cue.takes("as")
        && let Some(found) = predicate(annotated, verb)
    {
        return Some(found);
    }
    for preposition in cue.prepositions() {
        if let Some(found) = prepositional(annotated, verb, preposition, cue.accused.is_some()) {
            return Some(found);
        }
    }
    if cue.takes("object") {
        return object(annotated, verb, cue.names.as_deref());
    }
    None
}

/// A finite clause under the verb, or the clause that the verb is set into ("The strike, he said, was …").
fn clause(annotated: &Annotated, verb: usize) -> Option<Complement> {
    let under = annotated
        .children(verb)
        .filter(|&clause| annotated.dep(clause) == "ccomp")
        .find(|&clause| {
            clause < verb
                || is_finite(annotated, clause)
                || annotated
                    .children(clause)
                    .any(|mark| annotated.dep(mark) == "mark" && annotated.lower(mark) == "that")
                || annotated.children(clause).any(|opening| annotated.tag(opening) == "``")
                || !matches!(annotated.tag(clause), "VB" | "VBN" | "VBG")
        });
    if let Some(clause) = under {
        // "Ghana said it was fair; Togo said it was not": two sentences that a semicolon joins.
        if clause < verb && (annotated.right_edge(clause)..verb).any(|token| annotated.token(token) == ";") {
            return None;
        }
        let whole = annotated.left_edge(clause)..annotated.right_edge(clause) + 1;
        let range = if clause < verb {
            whole.start..whole.end.min(verb)
        } else {
            whole.start.max(verb + 1)..whole.end
        };
        return Complement::new("clause", clause, trim(annotated, range));
    }
    let head = annotated.head(verb);
    // "As the minister said, the treaty expires in June."
    let as_clause = annotated.dep(verb) == "advcl"
        && head != verb
        && annotated
            .children(verb)
            .any(|word| annotated.lower(word) == "as" && matches!(annotated.dep(word), "mark" | "advmod"))
        && !annotated
            .children(verb)
            .any(|child| matches!(annotated.dep(child), "dobj" | "xcomp" | "prep"));
    if as_clause {
        let outer = annotated.left_edge(head)..annotated.right_edge(head) + 1;
        let inner = annotated.left_edge(verb)..annotated.right_edge(verb) + 1;
        let range = if inner.end <= head {
            inner.end..outer.end
        } else {
            outer.start..inner.start
        };
        return Complement::new("clause", head, trim(annotated, range));
    }
    // The reporting clause set into or after the words reported.
    let has_object = annotated
        .children(verb)
        .any(|child| matches!(annotated.dep(child), "dobj" | "xcomp" | "advcl"));
    if matches!(annotated.dep(verb), "parataxis" | "dep") && head != verb && !has_object {
        let outer = annotated.left_edge(head)..annotated.right_edge(head) + 1;
        let inner = annotated.left_edge(verb)..annotated.right_edge(verb) + 1;
        let pieces: Vec<_> = [
            outer.start..inner.start.max(outer.start),
            inner.end.min(outer.end)..outer.end,
        ]
        .into_iter()
        .map(|range| trim(annotated, range))
        .filter(|range| !range.is_empty())
        .collect();
        if !pieces.is_empty() {
            return Some(Complement {
                pieces,
                head,
                cue_to: None,
                kind: "clause",
                cited: None,
            });
        }
    }
    None
}

/// "whether …", "how many …", "when": a question that a verb leaves open, a bare question word included.
pub fn open_question(annotated: &Annotated, verb: usize) -> Option<Complement> {
    question(annotated, verb).or_else(|| {
        let bare = annotated
            .children(verb)
            .find(|&word| word > verb && matches!(annotated.tag(word), "WRB" | "WP"))?;
        Complement::new("question", bare, subtree(annotated, bare))
    })
}

fn question(annotated: &Annotated, verb: usize) -> Option<Complement> {
    let clause = annotated.children(verb).find(|&clause| {
        // "did not respond when asked": no question is left open there.
        let asked = annotated.dep(clause) == "advcl"
            && !annotated
                .children(clause)
                .any(|word| annotated.dep(word).starts_with("nsubj") || annotated.lower(word) == "to");
        matches!(annotated.dep(clause), "ccomp" | "advcl")
            && !asked
            && clause > verb
            && (annotated.left_edge(clause)..clause).any(|token| {
                matches!(
                    annotated.lower(token),
                    "whether" | "if" | "why" | "how" | "what" | "when" | "where" | "who" | "which"
                )
            })
    })?;
    Complement::new("question", clause, subtree(annotated, clause))
}

/// "threatened to…", and with its object "urged Russia to…".
fn infinitive(annotated: &Annotated, verb: usize) -> Option<Complement> {
    let infinitive = annotated.children(verb).find(|&clause| {
        matches!(annotated.dep(clause), "xcomp" | "ccomp" | "advcl")
            && clause > verb
            && is_infinitive(annotated, clause)
    })?;
    let object = annotated
        .children(verb)
        .find(|&object| matches!(annotated.dep(object), "dobj" | "dative") && object < infinitive && object > verb)
        .or_else(|| {
            let preposition = bound_preposition(annotated, verb)?;
            child(annotated, preposition, "pobj")
        });
    let start = object.map_or(annotated.left_edge(infinitive), |object| annotated.left_edge(object));
    let mut found = Complement::new(
        "infinitive",
        infinitive,
        trim(annotated, start.max(verb + 1)..annotated.right_edge(infinitive) + 1),
    )?;
    // "The missile is believed to have been fired": whom it is said of belongs to what is said.
    if is_passive(annotated, verb)
        && let Some(subject) = child(annotated, verb, "nsubjpass").filter(|&subject| subject < verb)
    {
        found.pieces.insert(0, subtree(annotated, subject));
    }
    Some(found)
}

/// "to strike", "to have struck", "to be struck", "to have been struck".
fn is_infinitive(annotated: &Annotated, clause: usize) -> bool {
    let has = |label: &[&str], word: &str| {
        annotated
            .children(clause)
            .any(|aux| label.contains(&annotated.dep(aux)) && annotated.lower(aux) == word)
    };
    has(&["aux"], "to")
        && (annotated.tag(clause) == "VB"
            || (annotated.tag(clause) == "VBN" && (has(&["aux"], "have") || has(&["auxpass"], "be")))
            || (annotated.tag(clause) == "VBG" && has(&["aux"], "be")))
}

/// "supplying", "having supplied", "being supplied".
fn is_gerund(annotated: &Annotated, clause: usize) -> bool {
    annotated.tag(clause) == "VBG"
        || (matches!(annotated.tag(clause), "VBN" | "VBD")
            && annotated.children(clause).any(|aux| {
                matches!(annotated.dep(aux), "aux" | "auxpass") && matches!(annotated.lower(aux), "having" | "being")
            }))
}

/// "denied having…", "admitted to supplying…".
fn gerund(annotated: &Annotated, verb: usize) -> Option<Complement> {
    let gerund = annotated.children(verb).find(|&clause| {
        matches!(annotated.dep(clause), "xcomp" | "ccomp" | "pcomp" | "dobj")
            && clause > verb
            && is_gerund(annotated, clause)
    })?;
    Complement::new("gerund", gerund, subtree(annotated, gerund))
}

fn prepositional(annotated: &Annotated, verb: usize, word: &str, with_accused: bool) -> Option<Complement> {
    let accused = with_accused
        .then(|| {
            child(annotated, verb, "dobj").or_else(|| {
                is_passive(annotated, verb)
                    .then(|| child(annotated, verb, "nsubjpass"))
                    .flatten()
            })
        })
        .flatten();
    let (preposition, object) = object_of_preposition(annotated, verb, word).or_else(|| {
        // "accused Russia of using": the phrase may hang on the object.
        accused.and_then(|object| object_of_preposition(annotated, object, word))
    })?;
    if matches!(annotated.entity_label(object), Some("DATE" | "TIME")) || tells_manner(annotated, object) {
        return None;
    }
    let whole = annotated.left_edge(object)..annotated.right_edge(object) + 1;
    let mut found = match accused {
        Some(accused) if accused > verb => {
            let range = annotated.left_edge(accused)..whole.end;
            Complement::new("accusation", object, trim(annotated, before_comment(annotated, range)))?
        }
        Some(accused) => {
            let subject = subtree(annotated, accused);
            let phrase = trim(annotated, preposition..whole.end);
            Complement {
                pieces: vec![subject, phrase],
                head: object,
                cue_to: None,
                kind: "accusation",
                cited: None,
            }
        }
        None => {
            // "condemned the junta for arresting its envoy": whom and what for.
            let judged = (word == "for")
                .then(|| child(annotated, verb, "dobj").filter(|&judged| judged > verb && judged < preposition))
                .flatten();
            let start = judged.map_or(whole.start, |judged| annotated.left_edge(judged));
            Complement::new("prepositional", object, trim(annotated, start..whole.end))?
        }
    };
    if accused.is_none() && preposition == verb + 1 {
        found.cue_to = Some(preposition + 1);
    }
    Some(found)
}

/// Ends a charge before the narrator's own word on it: "accused Chad of arming them, a charge that Chad rejected".
fn before_comment(annotated: &Annotated, range: Range<usize>) -> Range<usize> {
    let claims = &Catalogue::shipped().cues.claim_nouns;
    let comment = range.clone().find(|&noun| {
        annotated.dep(noun) == "appos"
            && claims.contains(&annotated.lemma(noun).to_lowercase())
            && annotated
                .children(noun)
                .any(|clause| matches!(annotated.dep(clause), "relcl" | "acl"))
    });
    match comment.map(|noun| annotated.left_edge(noun)) {
        Some(start) if start > range.start => range.start..start,
        _ => range,
    }
}

/// The object of an act that needs no clause ("condemned the attack"), or the subject of its passive.
fn object(annotated: &Annotated, verb: usize, names: Option<&str>) -> Option<Complement> {
    let object = if is_passive(annotated, verb) {
        child(annotated, verb, "nsubjpass")?
    } else {
        child(annotated, verb, "dobj").filter(|&object| object > verb)?
    };
    let lemma = annotated.lemma(object).to_lowercase();
    let catalogue = Catalogue::shipped();
    let fits = match names {
        Some("claim") => catalogue.cues.claim_nouns.contains(&lemma) || catalogue.cues.noun(&lemma).next().is_some(),
        Some(_) => {
            catalogue.cues.act_nouns.contains(&lemma)
                || catalogue.cues.claim_nouns.contains(&lemma)
                || !catalogue.event_words.noun(&lemma).is_empty()
        }
        None => !matches!(annotated.entity_label(object), Some("DATE" | "TIME")),
    };
    if !fits || matches!(annotated.tag(object), "WP" | "WDT") || (annotated.pos(object) == Pos::Pron && names.is_some())
    {
        return None;
    }
    // "dismissed General Doe": a person is no claim.
    if annotated.entity_label(object) == Some("PERSON")
        && catalogue
            .cues
            .verb(&annotated.lemma(verb).to_lowercase())
            .any(|cue| matches!(cue.act.as_str(), "reject" | "retract"))
    {
        return None;
    }
    let mut range = subtree(annotated, object);
    // "condemned the raid in a statement": where it was said is no part of it.
    let venue = annotated.children(object).filter(|&word| word > object).find(|&word| {
        annotated.dep(word) == "prep"
            && matches!(annotated.lower(word), "in" | "at" | "on" | "during")
            && annotated.children(word).any(|noun| {
                annotated.dep(noun) == "pobj"
                    && catalogue
                        .phrases
                        .texts
                        .nouns
                        .contains(&annotated.lemma(noun).to_lowercase())
            })
    });
    if let Some(venue) = venue {
        range.end = range.end.min(annotated.left_edge(venue));
    }
    // "welcomed the decision of Mali to open the depot": what was decided belongs to the decision.
    let purpose = annotated.children(verb).find(|&clause| {
        matches!(annotated.dep(clause), "advcl" | "xcomp" | "acl")
            && is_infinitive(annotated, clause)
            && annotated.left_edge(clause) == range.end
    });
    if let Some(purpose) = purpose {
        range.end = annotated.right_edge(purpose) + 1;
    }
    Complement::new("object", object, trim(annotated, range))
}

/// "on condition of anonymity", "on the record": how somebody speaks, not of what.
pub fn tells_manner(annotated: &Annotated, object: usize) -> bool {
    Catalogue::shipped()
        .cues
        .manner
        .contains(&annotated.lemma(object).to_lowercase())
}

/// The complement of a noun ("the claim that…", "allegations of using…").
pub fn of_noun(annotated: &Annotated, noun: usize, cue: &Cue) -> Option<Complement> {
    if cue.takes("clause") {
        let clause = annotated
            .children(noun)
            .filter(|&clause| clause > noun)
            .find(|&clause| {
                matches!(annotated.dep(clause), "acl" | "ccomp" | "relcl" | "appos")
                    && annotated
                        .children(clause)
                        .any(|mark| annotated.dep(mark) == "mark" && annotated.lower(mark) == "that")
            });
        if let Some(clause) = clause {
            return Complement::new("clause", clause, subtree(annotated, clause));
        }
    }
    if cue.takes("infinitive") {
        let infinitive = annotated
            .children(noun)
            .filter(|&clause| clause > noun)
            .find(|&clause| {
                matches!(annotated.dep(clause), "acl" | "xcomp" | "relcl")
                    && annotated.tag(clause) == "VB"
                    && annotated.children(clause).any(|to| annotated.lower(to) == "to")
            });
        if let Some(infinitive) = infinitive {
            return Complement::new("infinitive", infinitive, subtree(annotated, infinitive));
        }
    }
    for word in cue.prepositions() {
        if let Some((_, object)) =
            object_of_preposition(annotated, noun, word).filter(|(preposition, _)| *preposition > noun)
        {
            let mut found = Complement::new("prepositional", object, subtree(annotated, object))?;
            found.cue_to = None;
            return Some(found);
        }
    }
    None
}
