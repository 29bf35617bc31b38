//! Calendar dates as they are printed: finds those with a year in a line of text, with the time of day where one follows.

use crate::Precision;
use crate::catalogue::WORDING;
use jiff::civil::Date;
use std::ops::Range;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Bytes of the date with its time of day.
    pub(crate) range: Range<usize>,
    /// ISO 8601.
    pub(crate) value: String,
    pub(crate) precision: Precision,
}

#[derive(Clone, Debug)]
struct Token<'text> {
    range: Range<usize>,
    text: &'text str,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Number,
    Word,
    Mark,
}

/// All dates with a year, in order. Numbers that could be read two ways (`03/04/2024`) are no date.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(&tokens, at) {
            Some((year, month, day, mut end)) => {
                let (value, precision) = match (month, day) {
                    (Some(month), Some(day)) => {
                        let time = time_at(&tokens, end);
                        if let Some((_, after)) = &time {
                            end = *after;
                        }
                        let clock = time.map(|(clock, _)| clock);
                        let precision = if clock.is_some() {
                            Precision::Time
                        } else {
                            Precision::Day
                        };
                        (
                            format!("{year:04}-{month:02}-{day:02}{}", clock.unwrap_or_default()),
                            precision,
                        )
                    }
                    (Some(month), None) => (format!("{year:04}-{month:02}"), Precision::Month),
                    _ => (format!("{year:04}"), Precision::Year),
                };
                let first = tokens.get(at).map_or(0, |token| token.range.start);
                let last = tokens.get(end.saturating_sub(1)).map_or(first, |token| token.range.end);
                found.push(Found {
                    range: first..last,
                    value,
                    precision,
                });
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The date of a wire's dateline with a year of two digits: `3 JAN 90`. The century is the one that puts it between 1950 and 2049.
pub(crate) fn with_short_year(text: &str) -> Option<Found> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (day, next) = day(&tokens, at)?;
        let (month, next) = month(&tokens, next)?;
        let short = number(&tokens, next, 2..3)?;
        let year = if short < 50 { 2000 + short } else { 1900 + short };
        valid(year, month, day, next + 1)?;
        Some(Found {
            range: tokens.get(at)?.range.start..tokens.get(next)?.range.end,
            value: format!("{year:04}-{month:02}-{day:02}"),
            precision: Precision::Day,
        })
    })
}

/// What is left of a line when its date and the words that go with dates (days of the week, zones, commas) are taken out.
pub(crate) fn beside(text: &str, date: &Found) -> String {
    let before = text.get(..date.range.start).unwrap_or_default();
    let after = text.get(date.range.end..).unwrap_or_default();
    let kept = |part: &str| -> String {
        part.split(|character: char| {
            character.is_whitespace() || matches!(character, ',' | '|' | '•' | '·' | '(' | ')' | '-' | '–' | '—' | '/')
        })
        .filter(|word| {
            let word = word
                .trim_matches(|character: char| !character.is_alphanumeric())
                .to_lowercase();
            !word.is_empty()
                && !WORDING.weekdays.contains(&word)
                && !is_zone(&word)
                && !matches!(word.as_str(), "at" | "on" | "the" | "of" | "time" | "local")
        })
        .collect::<Vec<_>>()
        .join(" ")
    };
    [kept(before), kept(after)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "gmt"
            | "utc"
            | "z"
            | "est"
            | "edt"
            | "et"
            | "pst"
            | "pdt"
            | "pt"
            | "cst"
            | "cdt"
            | "ct"
            | "mst"
            | "mdt"
            | "bst"
            | "cet"
            | "cest"
            | "eet"
            | "eest"
            | "msk"
            | "ist"
            | "jst"
            | "kst"
            | "aest"
            | "hkt"
            | "sgt"
    )
}

/// An ISO 8601 or RFC 2822 stamp as metadata gives it, brought to the form this crate gives out.
pub(crate) fn stamp(text: &str) -> Option<(String, Precision)> {
    let text = text.trim();
    let found = find(text);
    let alone = found.len() == 1 && text.len() <= 48;
    let first = found.into_iter().next()?;
    (first.range.start <= 8 || alone).then_some((first.value, first.precision))
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let shape_of = |character: char| {
        if character.is_ascii_digit() {
            Shape::Number
        } else if character.is_alphabetic() {
            Shape::Word
        } else {
            Shape::Mark
        }
    };
    for (at, character) in text.char_indices() {
        let shape = shape_of(character);
        let end = at + character.len_utf8();
        match tokens.last_mut() {
            Some(last) if last.shape == shape && shape != Shape::Mark && last.range.end == at => {
                last.range.end = end;
                last.text = &text[last.range.clone()];
            }
            _ if character.is_whitespace() => {}
            _ => tokens.push(Token {
                range: at..end,
                text: &text[at..end],
                shape,
            }),
        }
    }
    tokens
}

fn number(tokens: &[Token], at: usize, digits: Range<usize>) -> Option<i16> {
    let token = tokens.get(at)?;
    (token.shape == Shape::Number && digits.contains(&token.text.len())).then(|| token.text.parse().ok())?
}

fn mark(tokens: &[Token], at: usize, marks: &str) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.shape == Shape::Mark && marks.contains(token.text))
}

/// Whether two tokens stand together without white space.
fn joined(tokens: &[Token], at: usize) -> bool {
    match (tokens.get(at), tokens.get(at + 1)) {
        (Some(one), Some(two)) => one.range.end == two.range.start,
        _ => false,
    }
}

fn month(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let token = tokens.get(at)?;
    if token.shape != Shape::Word || !token.text.chars().next().is_some_and(char::is_alphabetic) {
        return None;
    }
    let number = *WORDING.months.get(token.text.to_lowercase().as_str())?;
    let point = usize::from(mark(tokens, at + 1, ".") && joined(tokens, at));
    Some((i8::try_from(number).ok()?, at + 1 + point))
}

fn year(tokens: &[Token], at: usize) -> Option<i16> {
    number(tokens, at, 4..5).filter(|year| (1800..2200).contains(year))
}

fn day(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let value = number(tokens, at, 1..3).filter(|day| (1..=31).contains(day))?;
    let ordinal = tokens
        .get(at + 1)
        .is_some_and(|token| matches!(token.text, "st" | "nd" | "rd" | "th" | "er" | "º" | "ª"));
    let glued = ordinal && joined(tokens, at);
    Some((i8::try_from(value).ok()?, at + 1 + usize::from(glued)))
}

fn skip(tokens: &[Token], at: usize, texts: &[&str]) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| texts.contains(&token.text)))
}

type Parts = (i16, Option<i8>, Option<i8>, usize);

fn valid(year: i16, month: i8, day: i8, end: usize) -> Option<Parts> {
    Date::new(year, month, day)
        .ok()
        .map(|_| (year, Some(month), Some(day), end))
}

fn date_at(tokens: &[Token], at: usize) -> Option<Parts> {
    // A number that goes on to the left (1,200.5 or a version) begins no date.
    if at > 0
        && joined(tokens, at - 1)
        && tokens.get(at - 1).is_some_and(|before| {
            before.shape == Shape::Number
                || ".,/-".contains(before.text)
                    && at > 1
                    && joined(tokens, at - 2)
                    && tokens.get(at - 2).is_some_and(|further| further.shape == Shape::Number)
        })
    {
        return None;
    }
    numeric(tokens, at)
        .or_else(|| day_first(tokens, at))
        .or_else(|| month_first(tokens, at))
}

/// `2024-01-10`, `2024/01/10`, `20240110` is left alone, `10.01.2024`, `13/01/2024`, `01/13/2024`.
fn numeric(tokens: &[Token], at: usize) -> Option<Parts> {
    let separated = |marks: &str| {
        mark(tokens, at + 1, marks) && mark(tokens, at + 3, marks) && (0..4).all(|step| joined(tokens, at + step))
    };
    if let Some(year) = year(tokens, at) {
        if !separated("-/.") {
            return None;
        }
        let month = i8::try_from(number(tokens, at + 2, 1..3)?).ok()?;
        let day = i8::try_from(number(tokens, at + 4, 1..3)?).ok()?;
        return valid(year, month, day, at + 5);
    }
    let one = i8::try_from(number(tokens, at, 1..3)?).ok()?;
    let year = year(tokens, at + 4)?;
    let two = i8::try_from(number(tokens, at + 2, 1..3)?).ok()?;
    if separated(".") || separated("/-") && one > 12 || separated("/-") && one == two {
        return valid(year, two, one, at + 5);
    }
    if separated("/-") && two > 12 {
        return valid(year, one, two, at + 5);
    }
    None
}

/// `10 January 2024`, `10th of January, 2024`, `10-Jan-2024`, `10 de enero de 2024`.
fn day_first(tokens: &[Token], at: usize) -> Option<Parts> {
    let (day, next) = day(tokens, at)?;
    let next = skip(tokens, next, &["of", "de", "-", "."]);
    let (month, next) = month(tokens, next)?;
    let next = skip(tokens, next, &[",", "of", "de", "del", "-"]);
    let year = year(tokens, next)?;
    valid(year, month, day, next + 1)
}

/// `January 10, 2024`, `Jan. 10th 2024`, `January 2024`.
fn month_first(tokens: &[Token], at: usize) -> Option<Parts> {
    let (month, next) = month(tokens, at)?;
    if let Some((day, after)) = day(tokens, next) {
        let comma = skip(tokens, after, &[",", "-"]);
        if let Some(year) = year(tokens, comma) {
            return valid(year, month, day, comma + 1);
        }
    }
    // "31 June 2023" has no reading, not even as a month.
    if at > 0 && number(tokens, at - 1, 1..3).is_some() {
        return None;
    }
    let comma = skip(tokens, next, &[",", "de"]);
    let year = year(tokens, comma)?;
    // "may 2024 people": only a capital or a longer name makes a month of a word that is also another.
    let named = tokens.get(at).is_some_and(|token| {
        token.text.chars().next().is_some_and(char::is_uppercase) || token.text.chars().count() > 4
    });
    named.then_some((year, Some(month), None, comma + 1))
}

/// `T21:21:49Z`, `21:21`, `9:21 PM`, `9.21pm`, with what stands between a date and its time. Gives the clock in ISO form.
fn time_at(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let mut next = at;
    for _ in 0..3 {
        next = skip(
            tokens,
            next,
            &[",", "T", "t", "at", "-", "–", "—", "|", "•", "·", "um", "à"],
        );
    }
    let hour = number(tokens, next, 1..3)?;
    if !mark(tokens, next + 1, ":.h") || !joined(tokens, next) || !joined(tokens, next + 1) {
        return half_day(tokens, next + 1, hour, 0);
    }
    let colon = mark(tokens, next + 1, ":");
    let minute = number(tokens, next + 2, 2..3).filter(|minute| *minute < 60)?;
    let mut end = next + 3;
    let mut seconds = String::new();
    let with_seconds = mark(tokens, end, ":") && joined(tokens, end);
    if let Some(second) = number(tokens, end + 1, 2..3).filter(|second| with_seconds && *second < 60) {
        seconds = format!(":{second:02}");
        end += 2;
        let fraction = tokens.get(end + 1).is_some_and(|token| token.shape == Shape::Number);
        if fraction && mark(tokens, end, ".") && joined(tokens, end - 1) {
            end += 2;
        }
    }
    if let Some((clock, end)) = half_day(tokens, end, hour, minute) {
        return Some((clock, end));
    }
    if !colon || hour > 23 {
        return None;
    }
    let (offset, end) = offset_at(tokens, end);
    Some((format!("T{hour:02}:{minute:02}{seconds}{offset}"), end))
}

/// `PM`, `p.m.` after an hour of one to twelve.
fn half_day(tokens: &[Token], at: usize, hour: i16, minute: i16) -> Option<(String, usize)> {
    let token = tokens.get(at)?;
    let (afternoon, mut end) = match token.text.to_ascii_lowercase().as_str() {
        "am" => (false, at + 1),
        "pm" => (true, at + 1),
        half @ ("a" | "p")
            if mark(tokens, at + 1, ".") && tokens.get(at + 2).is_some_and(|m| m.text.eq_ignore_ascii_case("m")) =>
        {
            (half == "p", at + 3)
        }
        _ => return None,
    };
    if end == at + 3 && mark(tokens, end, ".") {
        end += 1;
    }
    if !(1..=12).contains(&hour) {
        return None;
    }
    let hour = hour % 12 + if afternoon { 12 } else { 0 };
    Some((format!("T{hour:02}:{minute:02}"), end))
}

/// `Z`, `UTC`, `GMT`, `+01:00`, `-0500`.
fn offset_at(tokens: &[Token], at: usize) -> (String, usize) {
    let Some(token) = tokens.get(at) else {
        return (String::new(), at);
    };
    if matches!(token.text, "Z" | "UTC" | "GMT") {
        return ("Z".to_owned(), at + 1);
    }
    if matches!(token.text, "+" | "-") && joined(tokens, at) {
        let beside = joined(tokens, at.wrapping_sub(1));
        // Mail has a space before it (RFC 5322), and no zone is further than fourteen hours off.
        if let Some(both) = number(tokens, at + 1, 4..5).filter(|both| *both <= 1400) {
            return (format!("{}{:02}:{:02}", token.text, both / 100, both % 100), at + 2);
        }
        if let (Some(hours), true, Some(minutes)) = (
            number(tokens, at + 1, 2..3),
            beside && mark(tokens, at + 2, ":"),
            number(tokens, at + 3, 2..3),
        ) {
            return (format!("{}{hours:02}:{minutes:02}", token.text), at + 4);
        }
    }
    (String::new(), at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        find(text).into_iter().map(|found| found.value).collect()
    }

    #[test]
    fn dates_are_read_as_they_are_printed() {
        for (text, value) in [
            ("2024-01-10 21:21:49", "2024-01-10T21:21:49"),
            ("2024-01-10T21:21:49.123Z", "2024-01-10T21:21:49Z"),
            ("2024-01-10T21:21:49+02:00", "2024-01-10T21:21:49+02:00"),
            ("2019-11-18T20:14:00-0500", "2019-11-18T20:14:00-05:00"),
            ("January 10, 2024", "2024-01-10"),
            ("Jan. 10, 2024, 9:21 PM ET", "2024-01-10T21:21"),
            ("10 January 2024", "2024-01-10"),
            ("10th of January, 2024", "2024-01-10"),
            ("10.01.2024", "2024-01-10"),
            ("25/12/2023", "2023-12-25"),
            ("12/25/2023", "2023-12-25"),
            ("January 2024", "2024-01"),
            ("Wed, 10 Jan 2024 21:21:49 GMT", "2024-01-10T21:21:49Z"),
            ("10 января 2024", "2024-01-10"),
            ("10 de enero de 2024", "2024-01-10"),
            ("Sept. 3, 2023 at 7:05 a.m.", "2023-09-03T07:05"),
            ("7 November 2025, 6 p.m.", "2025-11-07T18:00"),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
    }

    #[test]
    fn what_is_no_certain_date_is_none() {
        for text in [
            "03/04/2024",
            "Resolution 2397 (2017)",
            "version 2024-13-40",
            "may 2024 people",
            "31 June 2023",
            "1,200 people",
            "2024",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn words_beside_a_date_are_told_from_those_that_belong_to_it() {
        let text = "Wednesday, January 10, 2024 9:21 PM ET";
        assert_eq!(beside(text, &find(text)[0]), "");
        let text = "Kyiv, 10 January 2024";
        assert_eq!(beside(text, &find(text)[0]), "Kyiv");
    }
}
