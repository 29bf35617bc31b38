//! What weighing asks of the catalogue: names of states and bodies, the kinship of weapons, who speaks by consensus.

use onrecord_catalogue::weighing::Weighing;
use onrecord_catalogue::{Catalogue, Provision, SpeaksBy};
use onrecord_extract::EventType;
use std::collections::BTreeSet;

/// The catalogue's name of a state, organisation or body.
pub(crate) fn actor_name(code: &str) -> Option<String> {
    let catalogue = Catalogue::shipped();
    catalogue.state(code).map(|state| state.name.clone()).or_else(|| {
        catalogue
            .organisation(code)
            .map(|organisation| organisation.name.clone())
    })
}

/// Whether a code is a state's.
pub(crate) fn is_state(code: &str) -> bool {
    Catalogue::shipped().state(code).is_some()
}

/// Whether a code is of an organ that every state has ("Foreign Ministry").
pub(crate) fn is_of_any_state(code: &str) -> bool {
    Catalogue::shipped()
        .organisation(code)
        .is_some_and(|organisation| organisation.of_any_state)
}

/// Whether a folded name is of an organ of some state ("ministry of …", "the embassy").
pub(crate) fn is_organ(folded: &str) -> bool {
    let organs = &Catalogue::shipped().phrases.organs;
    folded
        .split(' ')
        .any(|word| words().organs.words.iter().any(|organ| organ == word))
        || organs.state.contains(folded)
}

/// Whether the holder of an office, by its folded description, speaks for the state or body that it is of.
pub(crate) fn speaks_for_state(described: &str) -> bool {
    let words: Vec<&str> = described.split(' ').collect();
    if words
        .iter()
        .any(|word| self::words().no_longer.words.iter().any(|other| other == word))
    {
        return false;
    }
    (0..words.len()).any(|start| {
        Catalogue::shipped()
            .offices()
            .longest_at(&words, start)
            .is_some_and(|(_, office)| office.speaks_for_state)
    })
}

/// Whether a name, folded, is of a written thing ("a statement", "the report"), which speaks for whoever issued it.
pub(crate) fn is_text(folded: &str) -> bool {
    let texts = &Catalogue::shipped().phrases.texts.nouns;
    let last = folded.rsplit(' ').next().unwrap_or(folded);
    texts.contains(last) || last.strip_suffix('s').is_some_and(|singular| texts.contains(singular))
}

/// Whether words, lower case, have a verb by which somebody denies.
pub(crate) fn tells_of_denial(lower: &str) -> bool {
    lower.split(|letter: char| !letter.is_alphabetic()).any(|word| {
        let forms = [
            Some(word.to_owned()),
            word.strip_suffix('s').map(str::to_owned),
            word.strip_suffix("ies").map(|stem| format!("{stem}y")),
            word.strip_suffix("ied").map(|stem| format!("{stem}y")),
            word.strip_suffix("ed").map(str::to_owned),
            word.strip_suffix('d').map(str::to_owned),
            word.strip_suffix("ing").map(str::to_owned),
        ];
        forms.into_iter().flatten().any(|lemma| {
            Catalogue::shipped()
                .cues
                .verb(&lemma)
                .any(|cue| matches!(cue.act.as_str(), "deny" | "reject"))
        })
    })
}

/// Whether a body needs the consent of every member to speak.
pub(crate) fn speaks_by_consensus(code: &str) -> bool {
    Catalogue::shipped()
        .organisation(code)
        .is_some_and(|organisation| organisation.speaks_by == Some(SpeaksBy::Consensus))
}

/// Whether a state sits in a body that speaks by consensus, in a year.
pub(crate) fn sits_in(state: &str, body: &str, year: Option<u16>) -> bool {
    Catalogue::shipped().state(state).is_some_and(|state| {
        if body == "UNSC" {
            state.is_permanent_member() || year.is_some_and(|year| state.on_council(year))
        } else {
            state.member_of.iter().any(|code| code == body)
        }
    })
}

/// Whether `class` is `other` or a kind of it.
pub(crate) fn is_a(class: &str, other: &str) -> bool {
    class == other || Catalogue::shipped().weapons().is_a(class, other)
}

/// How many steps a class lies below the top of its tree.
pub(crate) fn depth(class: &str) -> usize {
    Catalogue::shipped()
        .weapons()
        .ancestors(class)
        .count()
        .saturating_sub(1)
}

/// Words that a report may drop or add.
pub(crate) fn reporting() -> &'static onrecord_catalogue::weighing::Reporting {
    &words().reporting
}

/// What institutions cannot have done.
pub(crate) fn institution_rules() -> &'static [onrecord_catalogue::weighing::InstitutionRule] {
    &words().institution_rule
}

/// Whether a state has a permanent seat in the Security Council.
pub(crate) fn is_permanent_member(code: &str) -> bool {
    Catalogue::shipped()
        .state(code)
        .is_some_and(onrecord_catalogue::State::is_permanent_member)
}

/// Whether a class is too wide to tell one thing from another ("weapons").
pub(crate) fn is_general(class: &str) -> bool {
    depth(class) == 0
}

/// A class, or the narrower one that the calibre in its words makes it ("240-mm rockets").
pub(crate) fn class_by_calibre(class: &str, words: &str) -> String {
    millimetres(words)
        .and_then(|calibre| Catalogue::shipped().weapons().by_calibre(class, calibre))
        .map_or_else(|| class.to_owned(), |narrower| narrower.class.clone())
}

/// The calibre in words: a number before "mm" or "millimetre", with or without a hyphen or blank between.
fn millimetres(words: &str) -> Option<u32> {
    let lower = words.to_lowercase();
    let (start, _) = lower
        .match_indices("mm")
        .chain(lower.match_indices("millimet"))
        .find(|(at, _)| {
            let before = lower[..*at].trim_end_matches([' ', '-', '\u{2010}', '\u{2011}', '\u{a0}']);
            before.ends_with(|letter: char| letter.is_ascii_digit())
        })?;
    let before = lower[..start].trim_end_matches([' ', '-', '\u{2010}', '\u{2011}', '\u{a0}']);
    let digits: Vec<char> = before.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.into_iter().rev().collect::<String>().parse().ok()
}

/// A class in the plural, as it is read in a sentence.
pub(crate) fn class_name(class: &str) -> String {
    Catalogue::shipped().weapons().class(class).map_or_else(
        || class.rsplit('.').next().unwrap_or(class).replace('_', " "),
        |class| class.name.clone(),
    )
}

/// All provisions.
pub(crate) fn provisions() -> &'static [Provision] {
    &Catalogue::shipped().provisions
}

/// Whether a word before a name is no part of it.
pub(crate) fn is_title(word: &str) -> bool {
    words().names.titles.iter().any(|title| title == word)
}

/// Whether a word after a name is no part of it.
pub(crate) fn is_honour(word: &str) -> bool {
    words().names.honours.iter().any(|honour| honour == word)
}

/// Kinds of act that the words of a denial name ("using … weapons", "supplying").
pub(crate) fn acts_named(denial: &str) -> BTreeSet<EventType> {
    let mut kinds = BTreeSet::new();
    for kind in &words().denied_act {
        let named = denial
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| kind.words.iter().any(|whole| whole == word) || begins_with_any(word, &kind.stems));
        if named {
            kinds.extend(event_type(&kind.act));
        }
    }
    kinds
}

/// Children, civilians, soldiers: the kind that a phrase for people names, and "people" where it names none.
pub(crate) fn kind_of_people(folded: &str) -> &'static str {
    words()
        .people
        .iter()
        .find(|kind| folded.split(' ').any(|word| begins_with_any(word, &kind.stems)))
        .map_or("people", |kind| kind.kind.as_str())
}

/// Whether words, lower case, make what they speak of a condition.
pub(crate) fn makes_conditional(lower: &str) -> bool {
    words()
        .hedges
        .conditions
        .iter()
        .any(|words| lower.contains(words.as_str()))
}

/// Whether words, lower case, give what follows to reports or beliefs that the speaker does not make his own.
pub(crate) fn hedges(lower: &str) -> bool {
    words()
        .hedges
        .reports
        .iter()
        .any(|words| lower.contains(words.as_str()))
}

/// Whether words, lower case, say that there is none of what follows.
pub(crate) fn negates(lower: &str) -> bool {
    lower
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| words().negations.words.iter().any(|other| other == word))
}

/// Whether words, lower case, say of a kind of act that there has been none ("never had any arms dealings").
pub(crate) fn denies_dealings(lower: &str) -> bool {
    let spoken: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let negated = spoken
        .iter()
        .position(|word| words().negations.words.iter().any(|other| other == word));
    negated.is_some_and(|at| !acts_named(&spoken[at..].join(" ")).is_empty())
}

/// Whether words, lower case, say that a figure comes on top of another.
pub(crate) fn is_increment(lower: &str) -> bool {
    let spoken: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    spoken.iter().enumerate().any(|(at, word)| {
        words().increments.words.iter().any(|other| other == word) && spoken.get(at + 1) != Some(&"than")
    })
}

/// Whether words, lower case, are of instructors or training.
pub(crate) fn tells_of_training(lower: &str) -> bool {
    words().training.words.iter().any(|word| lower.contains(word.as_str()))
}

/// The class of an office that one person at a time holds, by its folded description.
pub(crate) fn office_class(described: &str) -> Option<&'static str> {
    words().office_class(described)
}

/// Whether one word is the whole name of an office that one person at a time holds.
pub(crate) fn is_office(word: &str) -> bool {
    words()
        .single_holder
        .iter()
        .any(|office| office.words.iter().any(|whole| whole == word))
}

/// Whether folded words name an office that one person at a time holds.
pub(crate) fn names_office(folded: &str) -> bool {
    words().names_office(folded)
}

fn words() -> &'static Weighing {
    &Catalogue::shipped().weighing
}

fn begins_with_any(word: &str, stems: &[String]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem.as_str()))
}

fn event_type(name: &str) -> Option<EventType> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calibre_decides_what_a_rocket_is() {
        assert_eq!(class_by_calibre("rocket", "eight 240-mm rockets"), "rocket.artillery");
        assert_eq!(
            class_by_calibre("rocket", "rockets of 240 millimetre calibre"),
            "rocket.artillery"
        );
        assert_eq!(class_by_calibre("rocket", "70mm rockets"), "rocket");
        assert_eq!(class_by_calibre("rocket", "240 rockets, summarised"), "rocket");
    }

    #[test]
    fn the_acts_that_a_denial_can_name_are_types_of_the_record() {
        assert!(words().denied_act.iter().all(|kind| event_type(&kind.act).is_some()));
    }

    #[test]
    fn a_further_figure_is_a_step_and_a_least_figure_is_not() {
        assert!(is_increment("two more bodies"));
        assert!(!is_increment("more than 60 people"));
    }
}
