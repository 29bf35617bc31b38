//! Which words can open an expression of time: the rest of a text is passed over without a look.

use super::super::words::{self, Word};
use crate::quantities::numerals;

/// Words that open an expression and name no time themselves.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "all",
    "an",
    "annual",
    "annually",
    "another",
    "as",
    "at",
    "before",
    "beginning",
    "between",
    "by",
    "coming",
    "couple",
    "current",
    "currently",
    "daily",
    "day",
    "daylong",
    "days",
    "each",
    "earlier",
    "early",
    "effective",
    "end",
    "entire",
    "every",
    "few",
    "fiscal",
    "following",
    "for",
    "formerly",
    "from",
    "full",
    "fy",
    "half",
    "hourly",
    "in",
    "last",
    "lately",
    "later",
    "late",
    "long",
    "many",
    "mid",
    "mid-",
    "middle",
    "midday",
    "midnight",
    "monthly",
    "next",
    "nightly",
    "no",
    "noon",
    "now",
    "nowadays",
    "once",
    "overnight",
    "past",
    "per",
    "presently",
    "previous",
    "previously",
    "prior",
    "quarterly",
    "recent",
    "recently",
    "remainder",
    "rest",
    "remaining",
    "right",
    "same",
    "several",
    "since",
    "some",
    "soon",
    "start",
    "starting",
    "that",
    "the",
    "these",
    "this",
    "till",
    "to",
    "today",
    "tomorrow",
    "tonight",
    "twice",
    "until",
    "upcoming",
    "w",
    "decadelong",
    "hourlong",
    "monthlong",
    "weeklong",
    "weekly",
    "yearlong",
    "whole",
    "within",
    "yearly",
    "yesterday",
    "balance",
    "final",
    "thirtieth",
];

/// First words of feasts.
const FEASTS: &[&str] = &[
    "all",
    "armistice",
    "ascension",
    "ash",
    "bastille",
    "black",
    "boxing",
    "christmas",
    "columbus",
    "cyber",
    "easter",
    "election",
    "epiphany",
    "father",
    "good",
    "halloween",
    "independence",
    "juneteenth",
    "labor",
    "martin",
    "maundy",
    "may",
    "memorial",
    "mother",
    "new",
    "palm",
    "pentecost",
    "presidents",
    "st.",
    "thanksgiving",
    "valentine",
    "veterans",
    "victory",
    "whit",
    "workers",
    "xmas",
];

/// Whether the word can open one. `lower` is it in lower case.
pub(super) fn may_open(word: &Word, lower: &str) -> bool {
    let Some(first) = lower.chars().next() else {
        return false;
    };
    if first.is_ascii_digit() || matches!(first, '\'' | '’' | '‘') {
        return true;
    }
    if !first.is_ascii_lowercase() {
        return false;
    }
    OPENERS.contains(&lower)
        || FEASTS.contains(&lower)
        || matches!(lower.as_bytes(), [b'q' | b'h', b'1'..=b'4'])
        || lower.starts_with("fy")
        || lower.ends_with("ties") && lower.len() > 5
        || words::unit(lower).is_some()
        || words::day_part(lower).is_some()
        || words::season(lower).is_some()
        || words::ordinal(lower).is_some()
        || numerals::cardinal(lower).is_some()
        || numerals::scale(lower).is_some()
        || words::month(word.text).is_some()
        || words::weekday(word.text).is_some()
        || word
            .text
            .strip_suffix('s')
            .is_some_and(|singular| words::weekday(singular).is_some())
}
