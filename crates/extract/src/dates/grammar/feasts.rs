//! Feasts: days that bear a name.

use jiff::civil::Weekday;

use super::super::meaning::{Feast, Meaning, Side};
use super::{Grammar, Parsed};

/// The words of a feast, in lower case, and its day: those of the western Christian calendar, of the United States
/// (5 U.S.C. 6103) and those that several states keep.
const FEASTS: &[(&[&str], Feast)] = &[
    (&["new", "year", "'s", "day"], Feast::Fixed(1, 1)),
    (&["new", "year", "'s", "eve"], Feast::Fixed(12, 31)),
    (&["new", "year", "'s"], Feast::Fixed(1, 1)),
    (&["epiphany"], Feast::Fixed(1, 6)),
    (
        &["martin", "luther", "king", "day"],
        Feast::Ranked(3, 1, Weekday::Monday, 0),
    ),
    (&["valentine", "'s", "day"], Feast::Fixed(2, 14)),
    (&["presidents", "'", "day"], Feast::Ranked(3, 2, Weekday::Monday, 0)),
    (&["presidents", "day"], Feast::Ranked(3, 2, Weekday::Monday, 0)),
    (&["st.", "patrick", "'s", "day"], Feast::Fixed(3, 17)),
    (&["ash", "wednesday"], Feast::Easter(-46)),
    (&["palm", "sunday"], Feast::Easter(-7)),
    (&["maundy", "thursday"], Feast::Easter(-3)),
    (&["good", "friday"], Feast::Easter(-2)),
    (&["easter", "sunday"], Feast::Easter(0)),
    (&["easter", "monday"], Feast::Easter(1)),
    (&["easter", "day"], Feast::Easter(0)),
    (&["easter"], Feast::Easter(0)),
    (&["ascension", "day"], Feast::Easter(39)),
    (&["pentecost"], Feast::Easter(49)),
    (&["whit", "monday"], Feast::Easter(50)),
    (&["may", "day"], Feast::Fixed(5, 1)),
    (&["workers", "'", "day"], Feast::Fixed(5, 1)),
    (&["victory", "day"], Feast::Fixed(5, 9)),
    (&["mother", "'s", "day"], Feast::Ranked(2, 5, Weekday::Sunday, 0)),
    (&["memorial", "day"], Feast::Ranked(-1, 5, Weekday::Monday, 0)),
    (&["father", "'s", "day"], Feast::Ranked(3, 6, Weekday::Sunday, 0)),
    (&["juneteenth"], Feast::Fixed(6, 19)),
    (&["independence", "day"], Feast::Fixed(7, 4)),
    (&["bastille", "day"], Feast::Fixed(7, 14)),
    (&["labor", "day"], Feast::Ranked(1, 9, Weekday::Monday, 0)),
    (&["columbus", "day"], Feast::Ranked(2, 10, Weekday::Monday, 0)),
    (&["halloween"], Feast::Fixed(10, 31)),
    // The Tuesday after the first Monday of November (2 U.S.C. 7).
    (&["election", "day"], Feast::Ranked(1, 11, Weekday::Monday, 1)),
    (&["all", "saints", "'", "day"], Feast::Fixed(11, 1)),
    (&["armistice", "day"], Feast::Fixed(11, 11)),
    (&["veterans", "day"], Feast::Fixed(11, 11)),
    (&["thanksgiving", "day"], Feast::Ranked(4, 11, Weekday::Thursday, 0)),
    (&["thanksgiving"], Feast::Ranked(4, 11, Weekday::Thursday, 0)),
    (&["black", "friday"], Feast::Ranked(4, 11, Weekday::Thursday, 1)),
    (&["cyber", "monday"], Feast::Ranked(4, 11, Weekday::Thursday, 4)),
    (&["christmas", "eve"], Feast::Fixed(12, 24)),
    (&["christmas", "day"], Feast::Fixed(12, 25)),
    (&["christmas"], Feast::Fixed(12, 25)),
    (&["xmas"], Feast::Fixed(12, 25)),
    (&["boxing", "day"], Feast::Fixed(12, 26)),
];

impl Grammar<'_, '_> {
    /// "Christmas Eve", "Labor Day 2023", "last Easter", "Thanksgiving of this year".
    pub(super) fn feast(&self, at: usize) -> Parsed {
        let (side, start) = self.side(at);
        let holds = |at: usize, word: &str| match word {
            "'s" => self.is(at, &["'s", "’s"]),
            "'" => self.is(at, &["'", "’"]),
            // A feast is a name: its words are capitals in a text.
            _ => self.is(at, &[word]) && !self.words[at].in_name,
        };
        let (words, feast) = FEASTS
            .iter()
            .find(|(words, _)| words.iter().enumerate().all(|(ahead, word)| holds(start + ahead, word)))?;
        let end = start + words.len();
        let lower_case = self.text(start).starts_with(char::is_lowercase);
        if lower_case && words.len() == 1 && matches!(words[0], "epiphany") {
            return None;
        }
        let feast = *feast;
        if let Some((year, end)) = self.year_after(end) {
            let year = Some(year);
            return Some((Meaning::Feast { feast, year, side }, end));
        }
        let of = end + usize::from(self.is(end, &["of"]));
        let (side, end) = match self.side(of) {
            (after, next) if after != Side::Plain && self.is(next, &["year"]) => (after, next + 1),
            _ => (side, end),
        };
        Some((
            Meaning::Feast {
                feast,
                year: None,
                side,
            },
            end,
        ))
    }
}
