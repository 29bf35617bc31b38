//! Complements of verbs that judge or pass on: "described X as Y", "called X Y", "cited an official who said …".

use onrecord_language::{Annotated, Pos};

use super::complement::Complement;
use super::syntax::{child, is_finite, object_of_preposition, subtree, trim};

/// "called X Y", "described X as Y", "referred to X as Y": X and Y with what stands between.
pub(super) fn predicate(annotated: &Annotated, verb: usize) -> Option<Complement> {
    let after = |token: &usize| *token > verb;
    let judged = annotated
        .children(verb)
        .filter(after)
        .find(|&object| annotated.dep(object) == "dobj")
        .or_else(|| object_of_preposition(annotated, verb, "to").map(|(_, object)| object));
    // "calling itself the Dawn Brigade" is a name, no judgement.
    if judged.is_some_and(|object| matches!(annotated.lower(object), "itself" | "himself" | "herself" | "themselves")) {
        return None;
    }
    let as_phrase = annotated
        .children(verb)
        .chain(judged.into_iter().flat_map(|object| annotated.children(object)))
        .filter(after)
        .find(|&word| annotated.lower(word) == "as" && matches!(annotated.dep(word), "prep" | "mark"))
        .or_else(|| {
            annotated.children(verb).filter(after).find_map(|clause| {
                (annotated.dep(clause) == "advcl")
                    .then(|| annotated.children(clause).find(|&word| annotated.lower(word) == "as"))
                    .flatten()
            })
        });
    if let Some(word) = as_phrase {
        let end = annotated.right_edge(if annotated.dep(word) == "mark" {
            annotated.head(word)
        } else {
            word
        }) + 1;
        let start = judged.map_or(word, |object| annotated.left_edge(object)).min(word);
        let head = annotated
            .children(word)
            .find(|&object| matches!(annotated.dep(object), "pobj" | "amod" | "pcomp"))
            .unwrap_or(if annotated.dep(word) == "mark" {
                annotated.head(word)
            } else {
                word
            });
        // "rejected the report as baseless": the parse may hang the adjective elsewhere.
        let end = if end == word + 1 && end < annotated.len() && matches!(annotated.pos(end), Pos::Adj | Pos::Noun) {
            annotated.right_edge(end).max(end) + 1
        } else {
            end
        };
        let mut found = Complement::new("as", head, trim(annotated, start.max(verb + 1)..end))?;
        found.cue_to = (found.pieces[0].start == verb + 2).then_some(verb + 2);
        return Some(found);
    }
    let lemma = annotated.lemma(verb);
    if !matches!(lemma, "call" | "label" | "brand" | "term" | "dub" | "declare" | "deem") {
        return None;
    }
    // "called the report baseless": a small clause or an object predicate.
    let predicate = annotated.children(verb).filter(after).find(|&word| {
        matches!(annotated.dep(word), "oprd" | "ccomp" | "xcomp" | "acomp")
            && !is_finite(annotated, word)
            && !annotated
                .children(word)
                .any(|to| annotated.lower(to) == "to" && annotated.dep(to) == "aux")
    });
    match predicate {
        Some(predicate) => {
            let start = judged.map_or(annotated.left_edge(predicate), |object| annotated.left_edge(object));
            let start = start.min(annotated.left_edge(predicate)).max(verb + 1);
            Complement::new(
                "as",
                predicate,
                trim(annotated, start..annotated.right_edge(predicate) + 1),
            )
        }
        None => {
            let object = judged?;
            let quoted = (annotated.left_edge(object)..annotated.right_edge(object) + 1)
                .any(|token| matches!(annotated.tag(token), "``" | "''"));
            let judged_by_pronoun = annotated
                .children(verb)
                .any(|pronoun| annotated.dep(pronoun) == "dative" || annotated.dep(pronoun) == "nsubjpass");
            (quoted || judged_by_pronoun)
                .then(|| Complement::new("as", object, subtree(annotated, object)))
                .flatten()
        }
    }
}

/// "cited an official who said that …", "pointed to intelligence showing that …": the clause that the cited thing says,
/// else the thing itself.
pub(super) fn citation(annotated: &Annotated, verb: usize) -> Option<Complement> {
    let object = child(annotated, verb, "dobj")
        .map(|object| (None, object))
        .or_else(|| {
            object_of_preposition(annotated, verb, "to").map(|(preposition, object)| (Some(preposition), object))
        })?;
    let (preposition, object) = object;
    if matches!(annotated.lemma(verb), "refer" | "point") && preposition.is_none() {
        return None;
    }
    if annotated
        .children(verb)
        .any(|word| annotated.lower(word) == "as" && annotated.dep(word) == "prep")
    {
        return None;
    }
    let said = annotated
        .children(object)
        .filter(|&clause| matches!(annotated.dep(clause), "acl" | "relcl"))
        .find_map(|clause| {
            let told = child(annotated, clause, "ccomp")?;
            Some(told)
        });
    let mut found = match said {
        Some(told) => Complement::new("cited clause", told, subtree(annotated, told))?,
        None => Complement::new("object", object, subtree(annotated, object))?,
    };
    found.cited = Some(object);
    found.cue_to = preposition
        .filter(|&preposition| preposition == verb + 1)
        .map(|preposition| preposition + 1);
    Some(found)
}
