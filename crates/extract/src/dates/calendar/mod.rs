//! The calendar of date expressions: a meaning and its anchors to an interval of days. Pure.
//!
//! Conventions: weeks run from Monday to Sunday (ISO 8601); seasons are the northern half's, by whole months; what is
//! counted in weeks is a day, in months a month, in years a year; "last Wednesday" is the latest one before the
//! publication, "next Friday" that of the week after it.

mod counted;
mod named;
mod nested;

use jiff::ToSpan;
use jiff::civil::Date;
use onrecord_document::Precision;

use super::meaning::{Meaning, Part, Side};
use super::words::{DayPart, Unit};
use counted::{counted, shifted, weekend, window};
use named::{day_of, day_of_month, figures, month_of, months_of, season_of, weekday_of, years};
use nested::{
    beginning, counted_from, day_in, feast_of, in_year, ranked, ranked_weekday, week_numbered, week_of, weekday_of_week,
};

/// What the words around an expression say of its direction in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// What is told has happened.
    #[default]
    Past,
    /// No verb tells it: in the past, as newspapers write, but for what lies just ahead.
    Untold,
    /// What is told is to happen.
    Future,
}

/// What an expression may be anchored to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// The day of publication.
    pub published: Option<Date>,
    /// First and last day of the date that the text gave before.
    pub previous: Option<(Date, Date)>,
    /// The direction.
    pub direction: Direction,
}

/// What an expression was anchored to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing was needed.
    None,
    /// The day of publication.
    Published,
    /// The date that the text gave before.
    Previous,
    /// A later date of the same list, which has the year.
    List,
}

/// An interval of days, both ends inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day; absent where open or unresolved.
    pub earliest: Option<Date>,
    /// Last day; absent where open or unresolved.
    pub latest: Option<Date>,
    /// How exact.
    pub precision: Precision,
    /// TIMEX3 value.
    pub value: Option<String>,
    /// The rule.
    pub rule: String,
    /// What it rests on.
    pub anchor: Anchor,
}

/// The rule of what nothing anchors.
pub const UNANCHORED: &str = "unanchored";

/// Resolves `meaning`. What needs an anchor that is absent stays open at both ends, with rule [`UNANCHORED`].
/// None where the calendar has no such day ("30 February") or ends before it.
pub fn resolve(meaning: &Meaning, anchors: &Anchors) -> Option<Interval> {
    match meaning {
        Meaning::Day {
            year,
            month,
            day,
            weekday,
            side,
        } => day_of(*year, *month, *day, *weekday, *side, anchors),
        Meaning::Figures { year, first, second } => figures(*year, *first, *second, anchors),
        Meaning::DayOfMonth { day, weekday } => day_of_month(*day, *weekday, anchors),
        Meaning::Month { year, month, side } => month_of(*year, *month, *side, anchors),
        Meaning::Season { year, season, side } => season_of(*year, *season, *side, anchors),
        Meaning::Quarter { year, quarter } => {
            let value = |year: i16| format!("{year:04}-Q{quarter}");
            months_of(*year, quarter * 3 - 2, 3, "quarter", &value, anchors)
        }
        Meaning::Half { year, half } => {
            let value = |year: i16| format!("{year:04}-H{half}");
            months_of(*year, half * 6 - 5, 6, "half", &value, anchors)
        }
        Meaning::Year(year) => years(*year, *year),
        Meaning::Years(first, last) => years(*first, *last),
        Meaning::Weekday { weekday, side } => weekday_of(*weekday, *side, anchors),
        Meaning::Current { unit, offset } => match anchors.published {
            Some(published) => shifted(published, *unit, *offset, "date.relative", Anchor::Published),
            None => Some(unanchored(precision_of(*unit), None)),
        },
        Meaning::Counted { unit, count } => counted(*unit, *count, anchors),
        Meaning::FromPrevious { unit, count } => {
            match anchors.previous.filter(|previous| exact_enough(*unit, *previous)) {
                Some((first, last)) => {
                    let from = if *count < 0 { first } else { last };
                    shifted(from, *unit, *count, "date.from-previous", Anchor::Previous)
                }
                // "Let us meet the following week": what is to come and follows nothing that was told follows the day of
                // publication.
                None if anchors.direction == Direction::Future && *count > 0 => match anchors.published {
                    Some(day) => shifted(day, *unit, *count, "date.after-publication", Anchor::Published),
                    None => Some(unanchored(precision_of(*unit), None)),
                },
                None => Some(unanchored(precision_of(*unit), None)),
            }
        }
        Meaning::WeekdayFromPrevious { weekday, ahead } => match anchors.previous {
            Some((first, last)) if exact_enough(Unit::Day, (first, last)) => {
                let day = if *ahead {
                    last.nth_weekday(1, *weekday).ok()?
                } else {
                    first.nth_weekday(-1, *weekday).ok()?
                };
                Some(one_day(day, "date.from-previous", Anchor::Previous))
            }
            _ => Some(unanchored(Precision::Day, None)),
        },
        Meaning::FromEvent => Some(unanchored(Precision::Days, None)),
        Meaning::Window { unit, count, ahead } => window(*unit, *count, *ahead, anchors),
        Meaning::Weekend => weekend(anchors),
        Meaning::Overnight => match anchors.published {
            Some(day) => Some(Interval {
                earliest: day.yesterday().ok(),
                latest: Some(day),
                precision: Precision::Days,
                value: day.yesterday().ok().map(|night| format!("{night}TNI")),
                rule: "date.overnight".to_owned(),
                anchor: Anchor::Published,
            }),
            None => Some(unanchored(Precision::Days, None)),
        },
        Meaning::Part(part, inner) => resolve(inner, anchors).map(|interval| part_of(*part, interval)),
        Meaning::Before(inner) => {
            let interval = resolve(inner, anchors)?;
            let published = anchors.published;
            Some(clip(interval, "so-far", |first, last| {
                (
                    first,
                    published.filter(|day| first <= *day).map_or(last, |day| last.min(day)),
                )
            }))
        }
        Meaning::Rest(inner) => {
            let interval = resolve(inner, anchors)?;
            let published = anchors.published;
            Some(clip(interval, "rest", |first, last| {
                (
                    published.filter(|day| *day <= last).map_or(first, |day| first.max(day)),
                    last,
                )
            }))
        }
        Meaning::Hours(part, inner) => resolve(inner, anchors).map(|interval| hours_of(*part, interval)),
        Meaning::Since(inner) => {
            let inner = resolve(
                &inner.clone(),
                &Anchors {
                    direction: Direction::Past,
                    ..*anchors
                },
            )?;
            let latest = anchors
                .published
                .filter(|day| inner.earliest.is_some_and(|earliest| earliest <= *day));
            let value = inner.earliest.map(|day| format!("{day}/.."));
            Some(suffixed(Interval { latest, value, ..inner }, "since"))
        }
        Meaning::Until(inner) => {
            let inner = resolve(inner, anchors)?;
            let value = inner.latest.map(|day| format!("../{day}"));
            Some(suffixed(
                Interval {
                    earliest: None,
                    value,
                    ..inner
                },
                "until",
            ))
        }
        Meaning::Ahead(inner) => {
            let inner = resolve(inner, anchors)?;
            let latest = inner.earliest.and_then(|day| day.yesterday().ok());
            Some(suffixed(
                Interval {
                    earliest: None,
                    latest,
                    value: latest.map(|day| format!("../{day}")),
                    ..inner
                },
                "before",
            ))
        }
        Meaning::After(inner) => {
            let inner = resolve(inner, anchors)?;
            // After a day that day itself is meant as often as not; after a month or a year it is not.
            let earliest = match inner.precision {
                Precision::Day | Precision::Time => inner.earliest,
                _ => inner.latest.and_then(|day| day.tomorrow().ok()),
            };
            Some(suffixed(
                Interval {
                    earliest,
                    latest: None,
                    value: earliest.map(|day| format!("{day}/..")),
                    ..inner
                },
                "after",
            ))
        }
        Meaning::Between(first, last) => between(first, last, anchors),
        Meaning::CountedFrom { parts, from } => counted_from(parts, from, anchors),
        Meaning::Beginning { parts, from } => beginning(parts, from, anchors),
        Meaning::Ranked { rank, count, unit, of } => ranked(*rank, *count, *unit, of, anchors),
        Meaning::RankedWeekday { rank, weekday, of } => ranked_weekday(*rank, *weekday, of, anchors),
        Meaning::WeekdayOf { weekday, week } => weekday_of_week(*weekday, week, anchors),
        Meaning::WeekOf(day) => week_of(day, anchors),
        Meaning::Week { year, week } => week_numbered(*year, *week, anchors),
        Meaning::DayIn { day, month } => day_in(*day, month, anchors),
        Meaning::InYear(inner, of) => in_year(inner, of, anchors),
        Meaning::Feast { feast, year, side } => feast_of(*feast, *year, *side, anchors),
        Meaning::Loose(inner) => {
            let interval = resolve(inner, anchors)?;
            Some(suffixed(interval, "loose"))
        }
        Meaning::Length(value) => Some(unplaced(value, "time.length")),
        Meaning::Recurring(value) => Some(unplaced(value, "time.recurring")),
        Meaning::Vague(value) => Some(unplaced(value, "time.vague")),
        Meaning::Clock { clock, day } => Some(match day.as_deref() {
            Some(day) => {
                let day = resolve(day, anchors)?;
                Interval {
                    value: day.value.as_ref().map(|value| format!("{value}T{clock}")),
                    ..suffixed(day, "clock")
                }
            }
            None => unplaced(&format!("T{clock}"), "time.clock"),
        }),
    }
}

/// What has a value and no place in time.
fn unplaced(value: &str, rule: &str) -> Interval {
    Interval {
        rule: rule.to_owned(),
        ..unanchored(Precision::Days, Some(value.to_owned()))
    }
}

/// "Two days later" counts from a day, "a month later" from anything within a month.
fn exact_enough(unit: Unit, (first, last): (Date, Date)) -> bool {
    let most = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 7,
        Unit::Week | Unit::Weekend | Unit::Month => 31,
        Unit::Quarter => 93,
        Unit::Year => 366,
        Unit::Decade => 3_660,
        Unit::Century => 36_600,
    };
    (last - first).get_days() < most
}

fn suffixed(mut interval: Interval, suffix: &str) -> Interval {
    if interval.rule != UNANCHORED {
        interval.rule = format!("{}.{suffix}", interval.rule);
    }
    interval
}

fn unanchored(precision: Precision, value: Option<String>) -> Interval {
    Interval {
        earliest: None,
        latest: None,
        precision,
        value,
        rule: UNANCHORED.to_owned(),
        anchor: Anchor::None,
    }
}

fn one_day(day: Date, rule: &str, anchor: Anchor) -> Interval {
    Interval {
        earliest: Some(day),
        latest: Some(day),
        precision: Precision::Day,
        value: Some(day.to_string()),
        rule: rule.to_owned(),
        anchor,
    }
}

fn precision_of(unit: Unit) -> Precision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Week | Unit::Weekend => Precision::Days,
        Unit::Day => Precision::Day,
        Unit::Month => Precision::Month,
        Unit::Year => Precision::Year,
        Unit::Quarter => Precision::Months,
        Unit::Decade | Unit::Century => Precision::Years,
    }
}

fn part_of(part: Part, interval: Interval) -> Interval {
    let name = match part {
        Part::Early => "early",
        Part::Mid => "mid",
        Part::Late => "late",
    };
    // A part of one day is finer than a day, which is as fine as an interval is.
    if interval.precision == Precision::Day {
        return interval;
    }
    let precision = match interval.precision {
        Precision::Month => Precision::Days,
        Precision::Year | Precision::Months => Precision::Months,
        other => other,
    };
    let value = interval.value.clone();
    let third = |first: Date, last: Date| -> Option<(Date, Date)> {
        let length = (last - first).get_days() + 1;
        let (from, to) = match (part, length) {
            // Whole months of a year, whole tens of days of a month.
            (Part::Early, 365..=366) => return Some((first, Date::new(first.year(), 4, 30).ok()?)),
            (Part::Mid, 365..=366) => {
                return Some((
                    Date::new(first.year(), 5, 1).ok()?,
                    Date::new(first.year(), 8, 31).ok()?,
                ));
            }
            (Part::Late, 365..=366) => return Some((Date::new(first.year(), 9, 1).ok()?, last)),
            (Part::Early, 28..=31) => (0, 9),
            (Part::Mid, 28..=31) => (9, 19),
            (Part::Late, 28..=31) => (20, length - 1),
            (Part::Early, _) => (0, (length + 2) / 3 - 1),
            (Part::Mid, _) => (length / 3, length - 1 - length / 3),
            (Part::Late, _) => (length - (length + 2) / 3, length - 1),
        };
        Some((
            first.checked_add(from.days()).ok()?,
            first.checked_add(to.max(from).days()).ok()?,
        ))
    };
    let mut clipped = clip(interval, name, |first, last| {
        third(first, last).unwrap_or((first, last))
    });
    clipped.precision = precision;
    clipped.value = value;
    clipped
}

fn clip(interval: Interval, suffix: &str, bounds: impl Fn(Date, Date) -> (Date, Date)) -> Interval {
    let (Some(first), Some(last)) = (interval.earliest, interval.latest) else {
        return interval;
    };
    let (first, last) = bounds(first, last);
    suffixed(
        Interval {
            earliest: Some(first),
            latest: Some(last),
            ..interval
        },
        suffix,
    )
}

fn hours_of(part: DayPart, mut interval: Interval) -> Interval {
    let code = part.code();
    interval.value = interval.value.map(|value| format!("{value}{code}"));
    interval
}

fn between(first: &Meaning, last: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let complete = |meaning: &Meaning| meaning.year().is_some();
    let anchored_at = |day: Option<Date>, direction| Anchors {
        published: day,
        direction,
        ..*anchors
    };
    let counted = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Current { .. }
                | Meaning::Counted { .. }
                | Meaning::CountedFrom { .. }
                | Meaning::DayIn { .. }
                | Meaning::InYear(..)
        )
    };
    let sided = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Month {
                side: Side::This | Side::Next | Side::Last | Side::Coming,
                ..
            } | Meaning::Weekday {
                side: Side::This | Side::Next | Side::Last | Side::Coming,
                ..
            }
        )
    };
    let (from, to) = if complete(first) && complete(last) || counted(first) && counted(last) {
        (resolve(first, anchors)?, resolve(last, anchors)?)
    } else if counted(last) {
        let to = resolve(last, anchors)?;
        (resolve(first, &anchored_at(to.latest, Direction::Past))?, to)
    } else if counted(first) || complete(first) {
        let from = resolve(first, anchors)?;
        let to = resolve(last, &anchored_at(from.latest, Direction::Future))?;
        (from, to)
    } else if complete(last) && (sided(first) || matches!(first, Meaning::Weekday { .. } | Meaning::DayOfMonth { .. }))
    {
        (resolve(first, anchors)?, resolve(last, anchors)?)
    } else {
        // What is to end, or has ended, began before it.
        let to = resolve(last, anchors)?;
        let from = resolve(first, &anchored_at(to.latest, Direction::Past))?;
        (from, to)
    };
    let (Some(earliest), Some(latest)) = (from.earliest, to.latest) else {
        return Some(unanchored(Precision::Days, None));
    };
    if earliest > latest {
        return None;
    }
    let precision = match (from.precision, to.precision) {
        (Precision::Day, _) | (_, Precision::Day) | (Precision::Days, _) | (_, Precision::Days) => Precision::Days,
        (Precision::Month, _) | (_, Precision::Month) | (Precision::Months, _) | (_, Precision::Months) => {
            Precision::Months
        }
        _ => Precision::Years,
    };
    let rule = if to.anchor == Anchor::None && from.anchor == Anchor::None {
        "date.range".to_owned()
    } else {
        format!("{}.range", to.rule)
    };
    let anchor = if complete(first) || complete(last) {
        Anchor::None
    } else {
        Anchor::Published
    };
    let value = Some(format!(
        "{}/{}",
        from.value.unwrap_or_default(),
        to.value.unwrap_or_default()
    ));
    Some(Interval {
        earliest: Some(earliest),
        latest: Some(latest),
        precision,
        value,
        rule,
        anchor,
    })
}

/// The week that a day lies in, Monday to Sunday, and its TIMEX3 value.
pub(super) fn week_holding(day: Date) -> Option<(Date, Date, String)> {
    let monday = named::first_day_of_week(day)?;
    Some((monday, monday.checked_add(6.days()).ok()?, named::iso_week(monday)))
}
