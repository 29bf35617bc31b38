//! A sequence of date expressions to intervals: what one expression takes from its neighbours. Pure.

use std::ops::Range;

use jiff::civil::Date;
use onrecord_document::Precision;

use super::calendar::{Anchor, Anchors, Direction, Interval, resolve, week_holding};
use super::grammar::{self, Expression};
use super::meaning::{Meaning, Nature};
use super::words::{Unit, Word, month, weekday};

/// An expression and its interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Its words.
    pub words: Range<usize>,
    /// What they mean.
    pub interval: Interval,
    /// What kind of time they tell.
    pub nature: Nature,
    /// Whether they tell when something was; see [`Meaning::is_dated`].
    pub is_dated: bool,
    /// What TIMEX3 marks of it: itself, or the expressions that it is made of, each with its interval.
    pub marks: Vec<Mark>,
    /// The first and last day that "three days later" counted from, where it did.
    pub previous: Option<usize>,
    /// The words of the later date of the same list that gave it its year, where one did.
    pub year_from: Option<Range<usize>>,
}

/// Words that TIMEX3 marks as one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub words: Range<usize>,
    /// What they mean.
    pub interval: Interval,
    /// What kind of time they tell.
    pub nature: Nature,
}

/// Reads a sentence (or a phrase) and resolves every expression in it.
///
/// `published` is the only anchor outside of the text; `direction` tells for an expression's words whether what they date is to
/// happen. `before` is the date that the text gave last before these words.
pub fn read(
    words: &[Word],
    published: Option<Date>,
    before: Option<(Date, Date)>,
    direction: &dyn Fn(&Range<usize>) -> Direction,
) -> Vec<Resolved> {
    let expressions = grammar::parse(words);
    let mut resolved: Vec<Resolved> = Vec::new();
    let mut previous = before;
    let mut previous_at = None;
    for (position, expression) in expressions.iter().enumerate() {
        let listed = year_of_list(words, &expressions[position..]);
        let anchors = match &listed {
            Some((day, _)) => Anchors {
                published: Some(*day),
                previous,
                direction: Direction::Past,
            },
            None => Anchors {
                published,
                previous,
                direction: direction(&expression.words),
            },
        };
        let Some(mut interval) = resolve(&expression.meaning, &anchors) else {
            continue;
        };
        if listed.is_some() {
            interval.anchor = Anchor::List;
            interval.rule = "date.year-of-list".to_owned();
        }
        if let Meaning::Clock { day: None, .. } = expression.meaning {
            of_some_day(&mut interval, published, previous.filter(|_| previous_at.is_some()));
        }
        let marks = marks_of(words, expression, &interval, &anchors);
        let counted = match &expression.meaning {
            Meaning::Hours(_, day) => matches!(**day, Meaning::FromPrevious { .. }),
            meaning => matches!(
                meaning,
                Meaning::FromPrevious { .. } | Meaning::WeekdayFromPrevious { .. }
            ),
        };
        let anchor_at = if counted { previous_at } else { None };
        if expression.meaning.is_dated()
            && let (Some(first), Some(last)) = (interval.earliest, interval.latest)
        {
            previous = Some((first, last));
            previous_at = Some(resolved.len());
        }
        resolved.push(Resolved {
            words: expression.words.clone(),
            interval,
            marks,
            nature: expression.meaning.nature(),
            is_dated: expression.meaning.is_dated(),
            previous: anchor_at,
            year_from: listed.map(|(_, words)| words),
        });
    }
    resolved
}

/// A time of day without a day is one of the day that the words before told, else of the day of publication.
fn of_some_day(interval: &mut Interval, published: Option<Date>, previous: Option<(Date, Date)>) {
    let told = previous
        .filter(|(first, last)| first == last)
        .map(|(day, _)| (day, Anchor::Previous));
    let Some((day, anchor)) = told.or(published.map(|day| (day, Anchor::Published))) else {
        return;
    };
    interval.value = interval.value.as_ref().map(|clock| format!("{day}{clock}"));
    interval.rule = match anchor {
        Anchor::Previous => "time.clock.day-before",
        _ => "time.clock.publication",
    }
    .to_owned();
    interval.anchor = anchor;
    (interval.earliest, interval.latest) = (Some(day), Some(day));
}

fn marks_of(words: &[Word], expression: &Expression, interval: &Interval, anchors: &Anchors) -> Vec<Mark> {
    let whole = || marked(words, expression, interval);
    if !grammar::is_made_of_others(&expression.meaning) {
        return vec![whole()];
    }
    // "a day after the raid" has a length in it, and the word that counts from the raid is none of its words.
    let mut made_of = expression.clone();
    if expression.meaning == Meaning::FromEvent && made_of.words.len() > 1 {
        made_of.words.end -= 1;
    }
    let mut marks: Vec<Mark> = grammar::inner(words, &made_of)
        .into_iter()
        .filter_map(|inner| {
            let interval = resolve(&inner.meaning, anchors)?;
            Some(marked(words, &inner, &interval))
        })
        .collect();
    if let Meaning::Between(..) = expression.meaning
        && let Some((first, last)) = interval.value.as_ref().and_then(|value| value.split_once('/'))
    {
        // "2 to 5 May": the first end takes its month from the last, and each its year from the other.
        if let [only] = &marks[..] {
            let start = expression
                .words
                .clone()
                .find(|&at| words[at].text.starts_with(|c: char| c.is_ascii_digit()));
            if let Some(start) = start.filter(|&start| start < only.words.start) {
                let words = start..start + 1;
                let (interval, nature) = (only.interval.clone(), only.nature);
                marks.insert(
                    0,
                    Mark {
                        words,
                        interval,
                        nature,
                    },
                );
            } else if only.words.end < expression.words.end {
                let words = expression.words.end - 1..expression.words.end;
                let (interval, nature) = (only.interval.clone(), only.nature);
                marks.push(Mark {
                    words,
                    interval,
                    nature,
                });
            }
        }
        if let [from, to] = &mut marks[..] {
            for (mark, value) in [(from, first), (to, last)] {
                mark.interval.value = Some(value.to_owned());
                if let Some((first, last)) = days_of(value) {
                    (mark.interval.earliest, mark.interval.latest) = (Some(first), Some(last));
                }
            }
        }
    }
    if marks.is_empty() { vec![whole()] } else { marks }
}

/// An expression marked as a whole, by the conventions of TIMEX3 where they part from how a record dates events: the
/// modifier before a length is one of its words, a preposition before the present or the past is none, a count of weeks
/// back is told in weeks, and "the past few months" is a length.
fn marked(words: &[Word], expression: &Expression, interval: &Interval) -> Mark {
    let mut range = expression.words.clone();
    let mut interval = interval.clone();
    let mut nature = expression.meaning.nature();
    let lower = |at: usize| words.get(at).map(|word| word.text.to_lowercase()).unwrap_or_default();
    let holds = |options: &[&str]| expression.words.clone().any(|at| options.contains(&lower(at).as_str()));
    match &expression.meaning {
        Meaning::Length(_) | Meaning::FromPrevious { .. } | Meaning::Counted { .. } => {
            let start = range.start;
            let two = start
                .checked_sub(2)
                .map(|at| format!("{} {}", lower(at), lower(at + 1)))
                .unwrap_or_default();
            let one = start.checked_sub(1).map(lower).unwrap_or_default();
            if matches!(
                two.as_str(),
                "more than" | "less than" | "fewer than" | "at least" | "at most" | "up to"
            ) {
                range.start -= 2;
            } else if matches!(one.as_str(), "nearly" | "almost" | "approximately" | "roughly")
                || one == "about" && words[start - 1].tag != "IN"
            {
                range.start -= 1;
            }
            if let Meaning::Counted { unit: Unit::Week, .. } = expression.meaning
                && holds(&["ago"])
                && let Some((first, last, value)) = interval.earliest.and_then(week_holding)
            {
                (interval.earliest, interval.latest) = (Some(first), Some(last));
                interval.precision = Precision::Days;
                interval.value = Some(value);
            }
        }
        Meaning::Vague(_)
            if range.len() > 1
                && matches!(lower(range.start).as_str(), "in" | "at" | "until" | "for")
                && matches!(lower(range.start + 1).as_str(), "the" | "this" | "now") =>
        {
            range.start += 1;
        }
        Meaning::Window { unit, count: None, .. } if holds(&["few", "several", "many", "couple"]) => {
            interval.value = Some(grammar::period(*unit, "X"));
            nature = Nature::Duration;
        }
        _ => {}
    }
    Mark {
        words: range,
        interval,
        nature,
    }
}

/// The days of a plain value: a day, a month or a year.
fn days_of(value: &str) -> Option<(Date, Date)> {
    match value.len() {
        4 => Some((
            format!("{value}-01-01").parse().ok()?,
            format!("{value}-12-31").parse().ok()?,
        )),
        7 => {
            let first: Date = format!("{value}-01").parse().ok()?;
            Some((first, first.last_of_month()))
        }
        _ => value.parse().ok().map(|day| (day, day)),
    }
}

/// "3 May and 5 June 2023": a day or month without a year, listed before one that has it, is the latest one before that.
/// Gives the last day of the date that has the year, and its words.
fn year_of_list(words: &[Word], from: &[Expression]) -> Option<(Date, Range<usize>)> {
    let named = |meaning: &Meaning| matches!(meaning, Meaning::Day { .. } | Meaning::Month { .. });
    let first = from.first()?;
    if first.meaning.year().is_some() || !named(&first.meaning) {
        return None;
    }
    let mut end = first.words.end;
    for next in &from[1..] {
        let separators = words.get(end..next.words.start).unwrap_or_default();
        let joint = |word: &Word| {
            matches!(
                word.text.to_lowercase().as_str(),
                "," | "and" | "or" | "&" | "on" | "in"
            )
        };
        let listed = (1..=3).contains(&separators.len()) && separators.iter().all(joint);
        if !listed || !named(&next.meaning) {
            return None;
        }
        if next.meaning.year().is_some() {
            let day = resolve(&next.meaning, &Anchors::default())?.latest?;
            return Some((day, next.words.clone()));
        }
        end = next.words.end;
    }
    None
}

/// Resolves the first expression of a phrase given as words without tags: "last Wednesday", "between 3 and 5 May".
pub fn resolve_phrase(phrase: &str, anchors: &Anchors) -> Option<Interval> {
    let found = read(&words_of_text(phrase), anchors.published, anchors.previous, &|_| {
        anchors.direction
    });
    found.into_iter().next().map(|resolved| resolved.interval)
}

/// The words of a text without annotations; a word's token is the byte that it begins at.
pub fn words_of_text(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut push = |range: Range<usize>| {
        let mut at = range.start;
        for piece in Word::plain(&text[range], at).pieces() {
            words.push(Word { token: at, ..piece });
            at += piece.text.len();
        }
    };
    let mut position = 0;
    while let Some(&(start, character)) = characters.get(position) {
        let next = |ahead: usize| characters.get(position + ahead).map(|(_, character)| *character);
        if character.is_whitespace() {
            position += 1;
            continue;
        }
        if !character.is_alphanumeric() {
            let possessive =
                matches!(character, '\'' | '’') && next(1) == Some('s') && !next(2).is_some_and(char::is_alphanumeric);
            let short_year = matches!(character, '\'' | '’') && next(1).is_some_and(|c| c.is_ascii_digit());
            if !short_year {
                position += if possessive { 2 } else { 1 };
                push(start..characters.get(position).map_or(text.len(), |(at, _)| *at));
                continue;
            }
        }
        position += 1;
        while let Some(&(_, character)) = characters.get(position) {
            let before = characters[position - 1].1;
            let after = characters.get(position + 1).map(|(_, character)| *character);
            let figures = before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit());
            let inside = character.is_alphanumeric()
                || matches!(character, '-' | '/' | '–' | '.' | ':' | ',' | '~') && figures
                || matches!(character, '-' | '/')
                    && (before.is_ascii_digit() || after.is_some_and(|c| c.is_ascii_digit()))
                    && before.is_alphanumeric()
                    && after.is_some_and(char::is_alphanumeric)
                || character == '.'
                    && (ends_in_point(&text[start..characters[position].0]) || after.is_some_and(char::is_alphabetic));
            if !inside || character == ',' && !thousands(&characters[position + 1..]) {
                break;
            }
            position += 1;
        }
        push(start..characters.get(position).map_or(text.len(), |(at, _)| *at));
    }
    words
}

/// Whether a point after these letters is the sign of an abbreviation ("Jan.", "p.m.").
fn ends_in_point(word: &str) -> bool {
    month(word).is_some_and(|(_, short)| short)
        || weekday(word).is_some_and(|(_, short)| short)
        || matches!(word.to_ascii_lowercase().as_str(), "a.m" | "p.m")
}

/// Whether exactly three figures follow.
fn thousands(rest: &[(usize, char)]) -> bool {
    rest.iter()
        .take_while(|(_, character)| character.is_ascii_digit())
        .count()
        == 3
}
