//! What the words around a numeral say of its exactness. Pure.

use std::ops::Range;

use super::numerals;
use crate::record::Bound;

/// A number with the words that bound it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// The words, with their modifiers.
    pub words: Range<usize>,
    /// The last word of the numeral itself (of a range, of its second numeral).
    pub number: usize,
    /// As in [`crate::record::Figure::low`].
    pub low: Option<u64>,
    /// As in [`crate::record::Figure::high`].
    pub high: Option<u64>,
    /// What the words say.
    pub bound: Bound,
}

/// Words before a numeral, the longest first, and whether they belong to the figure's words (verbs do not).
const BEFORE: &[(&[&str], Bound, bool)] = &[
    (&["no", "fewer", "than"], Bound::AtLeast, true),
    (&["no", "less", "than"], Bound::AtLeast, true),
    (&["not", "less", "than"], Bound::AtLeast, true),
    (&["not", "fewer", "than"], Bound::AtLeast, true),
    (&["a", "minimum", "of"], Bound::AtLeast, true),
    (&["no", "more", "than"], Bound::AtMost, true),
    (&["not", "more", "than"], Bound::AtMost, true),
    (&["as", "many", "as"], Bound::AtMost, true),
    (&["a", "maximum", "of"], Bound::AtMost, true),
    (&["in", "excess", "of"], Bound::MoreThan, true),
    (&["at", "least"], Bound::AtLeast, true),
    (&["more", "than"], Bound::MoreThan, true),
    (&["well", "over"], Bound::MoreThan, true),
    (&["just", "over"], Bound::MoreThan, true),
    (&["upwards", "of"], Bound::MoreThan, true),
    (&["upward", "of"], Bound::MoreThan, true),
    (&["greater", "than"], Bound::MoreThan, true),
    (&["up", "to"], Bound::AtMost, true),
    (&["at", "most"], Bound::AtMost, true),
    (&["fewer", "than"], Bound::FewerThan, true),
    (&["less", "than"], Bound::FewerThan, true),
    (&["just", "under"], Bound::FewerThan, true),
    (&["close", "to"], Bound::About, true),
    (&["an", "estimated"], Bound::About, true),
    (&["over"], Bound::MoreThan, true),
    (&["above"], Bound::MoreThan, true),
    (&["under"], Bound::FewerThan, true),
    (&["below"], Bound::FewerThan, true),
    (&["about"], Bound::About, true),
    (&["around"], Bound::About, true),
    (&["some"], Bound::About, true),
    (&["nearly"], Bound::About, true),
    (&["almost"], Bound::About, true),
    (&["approximately"], Bound::About, true),
    (&["roughly"], Bound::About, true),
    (&["estimated"], Bound::About, true),
    (&["reached"], Bound::AtLeast, false),
    (&["reaching"], Bound::AtLeast, false),
    (&["reaches"], Bound::AtLeast, false),
    (&["exceeded"], Bound::MoreThan, false),
    (&["exceeds"], Bound::MoreThan, false),
    (&["exceeding"], Bound::MoreThan, false),
    (&["surpassed"], Bound::MoreThan, false),
    (&["topped"], Bound::MoreThan, false),
    (&["passed"], Bound::MoreThan, false),
];

/// Words after a numeral.
const AFTER: &[(&[&str], Bound)] = &[
    (&["or", "more"], Bound::AtLeast),
    (&["or", "so"], Bound::About),
    (&["or", "fewer"], Bound::AtMost),
    (&["or", "less"], Bound::AtMost),
    (&["-", "odd"], Bound::About),
    (&["-", "plus"], Bound::AtLeast),
    (&["+"], Bound::AtLeast),
];

/// Words that stand for a number without naming it, with the least that they can mean.
const VAGUE: &[(&[&str], Option<u64>)] = &[
    (&["hundreds", "of", "thousands"], Some(200_000)),
    (&["tens", "of", "thousands"], Some(20_000)),
    (&["tens", "of", "millions"], Some(20_000_000)),
    (&["several", "hundred"], Some(200)),
    (&["several", "thousand"], Some(2_000)),
    (&["several", "dozen"], Some(24)),
    (&["a", "few", "hundred"], Some(200)),
    (&["a", "few", "thousand"], Some(2_000)),
    (&["a", "few", "dozen"], Some(24)),
    (&["a", "number", "of"], None),
    (&["a", "handful"], Some(2)),
    (&["a", "couple"], Some(2)),
    (&["a", "few"], Some(2)),
    (&["dozens"], Some(24)),
    (&["scores"], Some(40)),
    (&["hundreds"], Some(200)),
    (&["thousands"], Some(2_000)),
    (&["millions"], Some(2_000_000)),
    (&["several"], Some(2)),
    (&["numerous"], None),
    (&["countless"], None),
    (&["many"], None),
];

/// Reads the number whose numeral begins at `at` of `words` (lower-cased), with the words that bound it on both sides.
///
/// `low` and `high` are the number as written: "more than 12" has `low` 12, and the bound tells that 12 is not reached;
/// "about 12" has 12 for both.
pub fn read(words: &[&str], at: usize) -> Option<Bounded> {
    if let Some(range) = joined_range(words, at) {
        return Some(range);
    }
    let Some(numeral) = numerals::read(words.get(at..)?) else {
        return vague(words, at);
    };
    let end = at + numeral.words;
    if let Some(range) = range_from(words, at, numeral.value, end) {
        return Some(range);
    }
    let (mut start, mut end_of_words, mut bound) = (at, end, Bound::Exact);
    if let Some((phrase, found)) = AFTER.iter().find(|(phrase, _)| words[end..].starts_with(phrase)) {
        end_of_words += phrase.len();
        bound = *found;
    }
    if let Some((phrase, found, own)) = BEFORE.iter().find(|(phrase, _, _)| words[..at].ends_with(phrase)) {
        // "from over", "between some": a modifier is no part of a longer phrase here.
        start -= if *own { phrase.len() } else { 0 };
        bound = *found;
    }
    Some(bounded(start..end_of_words, end - 1, numeral.value, bound))
}

fn bounded(words: Range<usize>, number: usize, value: u64, bound: Bound) -> Bounded {
    let (low, high) = match bound {
        Bound::AtLeast | Bound::MoreThan | Bound::Vague => (Some(value), None),
        Bound::AtMost | Bound::FewerThan => (None, Some(value)),
        Bound::Exact | Bound::About | Bound::Range => (Some(value), Some(value)),
    };
    Bounded {
        words,
        number,
        low,
        high,
        bound,
    }
}

/// "10–12" in one word.
fn joined_range(words: &[&str], at: usize) -> Option<Bounded> {
    let (first, second) = words.get(at)?.split_once(['–', '-'])?;
    let (first, second) = (numerals::read(&[first])?.value, numerals::read(&[second])?.value);
    (first < second).then_some(Bounded {
        words: at..at + 1,
        number: at,
        low: Some(first),
        high: Some(second),
        bound: Bound::Range,
    })
}

/// "10 to 12", "10 - 12", "two or three", "between 10 and 12". "From 10 to 12" tells a change, not a range.
fn range_from(words: &[&str], at: usize, low: u64, end: usize) -> Option<Bounded> {
    let before = at.checked_sub(1).map(|before| words[before]);
    let join = *words.get(end)?;
    let between = before == Some("between") && join == "and";
    if !between && (!matches!(join, "to" | "or" | "-" | "–") || before == Some("from")) {
        return None;
    }
    let second = numerals::read(&words[end + 1..]).filter(|second| second.value > low)?;
    let last = end + second.words;
    let start = if between { at - 1 } else { at };
    Some(Bounded {
        words: start..last + 1,
        number: last,
        low: Some(low),
        high: Some(second.value),
        bound: Bound::Range,
    })
}

fn vague(words: &[&str], at: usize) -> Option<Bounded> {
    let (phrase, low) = VAGUE.iter().find(|(phrase, _)| words[at..].starts_with(phrase))?;
    // "as many as", "how many", "so many".
    if phrase[0] == "many" && at > 0 && matches!(words[at - 1], "as" | "how" | "so" | "too" | "not") {
        return None;
    }
    let number = at + phrase.len() - 1;
    let number = if words[number] == "of" { number - 1 } else { number };
    let start = BEFORE
        .iter()
        .find(|(before, _, own)| *own && words[..at].ends_with(before) && before[0] != "some")
        .map_or(at, |(before, _, _)| at - before.len());
    Some(Bounded {
        words: start..number + 1,
        number,
        low: *low,
        high: None,
        bound: Bound::Vague,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str, at: usize) -> (String, Option<u64>, Option<u64>, Bound) {
        let words: Vec<&str> = text.split(' ').collect();
        let found = read(&words, at).expect(text);
        (words[found.words.clone()].join(" "), found.low, found.high, found.bound)
    }

    #[test]
    fn modifiers_bound_a_number() {
        let s = str::to_owned;
        assert_eq!(
            reads("killed at least 12 people", 3),
            (s("at least 12"), Some(12), None, Bound::AtLeast)
        );
        assert_eq!(
            reads("over 560 children", 1),
            (s("over 560"), Some(560), None, Bound::MoreThan)
        );
        assert_eq!(
            reads("as many as 40", 3),
            (s("as many as 40"), None, Some(40), Bound::AtMost)
        );
        assert_eq!(
            reads("some 1,200 people", 1),
            (s("some 1,200"), Some(1200), Some(1200), Bound::About)
        );
        assert_eq!(
            reads("has reached 10,000", 2),
            (s("10,000"), Some(10_000), None, Bound::AtLeast)
        );
        assert_eq!(
            reads("12 or more", 0),
            (s("12 or more"), Some(12), None, Bound::AtLeast)
        );
        assert_eq!(
            reads("no fewer than ten", 3),
            (s("no fewer than ten"), Some(10), None, Bound::AtLeast)
        );
    }

    #[test]
    fn ranges_have_two_ends_and_changes_none() {
        let s = str::to_owned;
        assert_eq!(
            reads("between 10 and 12", 1),
            (s("between 10 and 12"), Some(10), Some(12), Bound::Range)
        );
        assert_eq!(reads("10 to 12", 0), (s("10 to 12"), Some(10), Some(12), Bound::Range));
        assert_eq!(reads("10–12", 0), (s("10–12"), Some(10), Some(12), Bound::Range));
        assert_eq!(
            reads("rose from 10 to 12", 2),
            (s("10"), Some(10), Some(10), Bound::Exact)
        );
    }

    #[test]
    fn vague_words_have_a_least() {
        let s = str::to_owned;
        assert_eq!(
            reads("dozens of civilians", 0),
            (s("dozens"), Some(24), None, Bound::Vague)
        );
        assert_eq!(
            reads("tens of thousands fled", 0),
            (s("tens of thousands"), Some(20_000), None, Bound::Vague)
        );
        assert_eq!(reads("many people", 0), (s("many"), None, None, Bound::Vague));
        assert_eq!(read(&["as", "many", "as"], 1), None);
    }
}
