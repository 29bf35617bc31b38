//! Whether a block is the words under a picture: a credit, an opening that speaks of a picture, or the form of one,
//! a single phrase in the present tense that ends with a place and a date.

use crate::catalogue::WORDING;
use crate::list::{self, Marker};
use crate::{dates, wording};

/// Captions are no longer than this.
const MOST_WORDS: usize = 80;

/// `by_form`: whether the mere form of a caption is believed, which it is not of a first line or of a page's paragraphs.
pub(crate) fn is_caption(text: &str, by_form: bool) -> bool {
    let words = wording::count(text);
    if !(2..=MOST_WORDS).contains(&words)
        || text.ends_with([':', ';', ','])
        || list::marker(text).is_some_and(|marker| marker != Marker::Dash)
    {
        return false;
    }
    let flat = wording::flat(text);
    let names_credit = WORDING.captions.credits.iter().any(|credit| credited(&flat, credit));
    if names_credit && !tells_in_credit_line(&flat, words) {
        return true;
    }
    let speaks_of_picture = WORDING
        .captions
        .openings
        .iter()
        .any(|opening| wording::opens_with(&flat, opening));
    let sentences = sentence_ends(text);
    if speaks_of_picture && sentences <= 1 && (!wording::ends_sentence(text) || words <= 40) && !says(&flat) {
        return true;
    }
    if !by_form || says(&flat) || sentences > 1 {
        return false;
    }
    let finished = wording::ends_sentence(text);
    let depicts = depicts(&flat);
    if ends_with_date(text) && depicts && words >= 6 && !wording::title_case(without_names(text).as_str()) {
        return true;
    }
    // Without a date: a phrase in small letters with articles, which headlines leave out, and a verb that shows.
    let articles = flat
        .split(' ')
        .filter(|word| matches!(*word, "a" | "an" | "the"))
        .count();
    !finished && depicts && words >= 9 && articles >= 2 && begins_in_capital(text) && places(&flat)
}

fn credited(flat: &str, credit: &str) -> bool {
    // A credit stands in brackets or at the end; "photo by" inside a long sentence is prose.
    let Some(at) = flat.find(credit) else { return false };
    let after = flat.len() - at;
    let bracketed = flat
        .get(..at)
        .is_some_and(|before| before.trim_end().ends_with(['(', '[', '|', '/']) || before.is_empty());
    bracketed || after <= 70 || wording::count(flat) <= 25
}

/// Prose that happens to name a picture agency in its first words ("Getty Images said on Monday…").
fn tells_in_credit_line(flat: &str, words: usize) -> bool {
    says(flat) && wording::ends_sentence(flat) && words > 12 && !flat.ends_with(')') && !flat.ends_with(']')
}

/// Whether a flat text holds a verb of running prose ("said", "was").
pub(crate) fn says(flat: &str) -> bool {
    let words: Vec<&str> = flat.split(|character: char| !character.is_alphanumeric()).collect();
    WORDING.captions.tells.iter().any(|verb| words.contains(&verb.as_str()))
}

fn depicts(flat: &str) -> bool {
    flat.split(|character: char| !character.is_alphanumeric())
        .skip(1)
        .any(|word| word.len() > 5 && word.ends_with("ing") || WORDING.captions.depicts.iter().any(|verb| verb == word))
}

fn places(flat: &str) -> bool {
    [
        " in ",
        " at ",
        " near ",
        " on ",
        " outside ",
        " during ",
        " after ",
        " next to ",
    ]
    .iter()
    .any(|word| flat.contains(word))
}

fn begins_in_capital(text: &str) -> bool {
    text.chars()
        .find(|character| character.is_alphabetic())
        .is_some_and(char::is_uppercase)
}

/// Whether the block ends with a date, perhaps with a point, a bracket or a credit after it.
fn ends_with_date(text: &str) -> bool {
    dates::find(text).last().is_some_and(|date| {
        let rest = text.get(date.range.end..).unwrap_or_default().trim();
        rest.chars().all(|character| !character.is_alphanumeric()) || rest.starts_with(['(', '['])
    })
}

/// The first half of a phrase: where it ends in names of places and months, capitals there say nothing.
fn without_names(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.get(..words.len().div_ceil(2)).unwrap_or_default().join(" ")
}

/// How many sentences end inside a block, abbreviations aside.
fn sentence_ends(text: &str) -> usize {
    let mut ends = 0;
    let words: Vec<&str> = text.split_whitespace().collect();
    for (word, next) in words.iter().zip(words.iter().skip(1)) {
        let stem = word.trim_end_matches(['"', '”', ')']);
        let long = stem.chars().filter(|character| character.is_alphanumeric()).count() > 4;
        let next_capital = next
            .chars()
            .find(|character| character.is_alphanumeric())
            .is_some_and(char::is_uppercase);
        if stem.ends_with(['.', '!', '?']) && long && next_capital && !next.starts_with('(') {
            ends += 1;
        }
    }
    ends + usize::from(wording::ends_sentence(text))
}

#[cfg(test)]
mod tests {
    use super::is_caption;

    #[test]
    fn captions_by_form_and_by_credit() {
        for text in [
            "Rescuers search a damaged apartment building after a drone attack in Odesa, Ukraine, Nov. 18, 2023",
            "Smoke rises above the port of Hodeidah, Yemen, July 20, 2024. (AP Photo/Stringer)",
            "A soldier walks past a burnt-out tank near the village [File: Jane Doe/Reuters]",
            "FILE - The foreign minister speaks at a meeting in Vienna, March 3, 2023.",
            "In this photo released by the state news agency, officials inspect a plant.",
            "Photo: Ministry of Defence",
            "The president shakes hands with the visiting delegation at the palace in the capital",
        ] {
            assert!(is_caption(text, true), "{text}");
        }
        for text in [
            "Ukraine Shoots Down Eight Drones Over Odesa",
            "The minister said the ships would leave on Jan. 8, 2024",
            "Statement by the Spokesperson on the situation in Sudan, 10 January 2024",
            "Getty Images said on Monday that it would withdraw the picture after a review by its editors.",
            "Heavy fighting was reported near the border.",
            "Growing Death Toll and Violation of Council Resolutions",
        ] {
            assert!(!is_caption(text, true), "{text}");
        }
    }
}
