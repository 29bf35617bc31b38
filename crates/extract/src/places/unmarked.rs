//! Names that the gazetteer knows where the language model marks no place: sites of several words, and names that stand where places stand.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_gazetteer::{Gazetteer, Kind};
use onrecord_language::{Annotated, Pos};

use super::Draft;
use super::named::is_date_word;
use super::words::{ATTACKS, ENTERED, MOVED, NAMED_SITES, PARTS, is_kind_word};

/// Prepositions before a place that hardly stand before a person or an organisation.
const WHERE: &[&str] = &[
    "in", "near", "outside", "inside", "around", "toward", "towards", "across",
];
/// Further ones, before what the model takes for no person and no organisation.
const PERHAPS: &[&str] = &[
    "to",
    "from",
    "into",
    "at",
    "through",
    "over",
    "on",
    "onto",
    "of",
    "between",
    "along",
    "throughout",
];

/// A site or a water of the gazetteer that opens at `at`: "Kerch bridge", "Red Sea", "Bab el-Mandeb strait".
pub(super) fn site_at(annotated: &Annotated, at: usize) -> Option<(Range<usize>, Kind)> {
    if annotated.pos(at) != Pos::Propn || at.checked_sub(1).is_some_and(|before| is_joined(annotated, before)) {
        return None;
    }
    let end = (at + 6).min(annotated.len());
    let last = (at + 1..end)
        .take_while(|token| {
            matches!(annotated.pos(*token), Pos::Propn | Pos::Noun | Pos::Adj) || is_link(annotated, *token)
        })
        .filter(|token| NAMED_SITES.contains(&annotated.lower(*token)))
        .last()?;
    let range = at..last + 1;
    let found = Gazetteer::shipped().lookup(annotated.slice(range.clone()));
    let kind = found
        .iter()
        .map(|found| found.kind)
        .find(|kind| matches!(kind, Kind::Site | Kind::Water | Kind::Area))?;
    Some((range, kind))
}

/// Names in no draft yet that stand where a place stands and that the gazetteer knows. What resolving them does not bear out is
/// dropped again.
pub(super) fn unmarked(annotated: &Annotated, taken: &[bool], places: &[Range<usize>]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut at = 0;
    while at < annotated.len() {
        let Some(range) = name_at(annotated, at) else {
            at += 1;
            continue;
        };
        at = range.end;
        if range.clone().any(|token| taken[token]) || !stands_as_place(annotated, &range, places, &drafts) {
            continue;
        }
        let words = annotated.slice(range.clone());
        let tokens: Vec<&str> = range.clone().map(|token| annotated.token(token)).collect();
        if words.chars().count() < 4
            || words.chars().all(|character| !character.is_lowercase())
            || Catalogue::shipped().names().longest_at(&tokens, 0).is_some()
            || Gazetteer::shipped()
                .lookup(words)
                .iter()
                .all(|found| found.kind == Kind::Country)
        {
            continue;
        }
        drafts.push(Draft {
            tentative: true,
            ..Draft::named(range, "place.known-name")
        });
    }
    drafts
}

/// The whole run of a proper name that opens at a token.
fn name_at(annotated: &Annotated, at: usize) -> Option<Range<usize>> {
    if annotated.pos(at) != Pos::Propn || is_kind_word(annotated.lower(at)) {
        return None;
    }
    let mut end = at + 1;
    let mut seen = end;
    while seen < annotated.len() && seen < at + 6 {
        if annotated.pos(seen) == Pos::Propn && !is_kind_word(annotated.lower(seen)) {
            end = seen + 1;
        } else if !is_link(annotated, seen) {
            break;
        }
        seen += 1;
    }
    Some(at..end)
}

/// Whether a name goes on after a token: a hyphen, an article in it.
fn is_link(annotated: &Annotated, token: usize) -> bool {
    matches!(
        annotated.lower(token),
        "-" | "al" | "el" | "ez" | "as" | "ash" | "de" | "del" | "la"
    )
}

fn is_joined(annotated: &Annotated, before: usize) -> bool {
    annotated.pos(before) == Pos::Propn || annotated.token(before) == "-"
}

/// Whether a name stands where a place stands.
fn stands_as_place(annotated: &Annotated, range: &Range<usize>, places: &[Range<usize>], drafts: &[Draft]) -> bool {
    let Some(head) = range.clone().find(|token| !range.contains(&annotated.head(*token))) else {
        return false;
    };
    let governor = annotated.head(head);
    let label = annotated.entity_label(head);
    if matches!(
        label,
        Some("DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY" | "ORDINAL" | "CARDINAL" | "LAW" | "EVENT")
    ) || (range.len() == 1 && is_date_word(annotated.token(head)))
    {
        return false;
    }
    let nobody = !matches!(label, Some("PERSON" | "ORG" | "NORP"));
    let before = range.start.checked_sub(1).map_or("", |before| annotated.lower(before));
    match annotated.dep(head) {
        "pobj" => {
            let preposition = annotated.lower(governor);
            (WHERE.contains(&preposition) && governor + 2 >= range.start)
                || (PERHAPS.contains(&preposition) && (nobody || leads_to_place(annotated, governor)))
        }
        "dobj" | "nsubjpass" => ENTERED.contains(&annotated.lemma(governor)),
        // "Aleppo, Idlib and Hama".
        "conj" | "appos" | "compound" | "npadvmod" | "nmod" if annotated.dep(head) != "compound" => {
            let with = |range: &Range<usize>| range.contains(&governor);
            places.iter().any(with) || drafts.iter().any(|draft| with(&draft.name))
        }
        // "Aleppo's northern countryside".
        "poss" if opens_countryside(annotated, range.end) => true,
        // "Yemen's Hodeidah was shelled".
        _ => {
            matches!(before, "'s" | "’s")
                && places.iter().any(|place| place.end + 1 == range.start)
                && !matches!(label, Some("PERSON"))
        }
    }
}

/// Whether what a preposition hangs on wants a place: "fell on", "the attack on", "the siege of".
fn leads_to_place(annotated: &Annotated, preposition: usize) -> bool {
    let mut at = annotated.head(preposition);
    // "fell on Saraqib and on Binnish".
    while annotated.dep(at) == "prep" && annotated.head(at) != at {
        at = annotated.head(at);
    }
    MOVED.contains(&annotated.lemma(at)) || ATTACKS.contains(&annotated.lemma(at))
}

/// Whether "’s northern countryside" follows.
fn opens_countryside(annotated: &Annotated, at: usize) -> bool {
    let lower = |at: usize| if at < annotated.len() { annotated.lower(at) } else { "" };
    let mut next = at + usize::from(matches!(lower(at), "'s" | "’s"));
    while PARTS.contains(&lower(next)) {
        next += 1;
    }
    next > at && matches!(lower(next), "countryside" | "hinterland")
}
