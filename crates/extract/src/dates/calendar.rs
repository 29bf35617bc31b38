//! The calendar of date expressions: a meaning and its anchors to an interval of days. Pure.
//!
//! Conventions: weeks run from Monday to Sunday (ISO 8601); seasons are the northern half's, by whole months; what is
//! counted in weeks is a day, in months a month, in years a year; "last Wednesday" is the latest one before the
//! publication, "next Friday" that of the week after it.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use onrecord_document::Precision;

use super::meaning::{Meaning, Part, Side};
use super::words::{DayPart, Season, Unit};

/// What the words around an expression say of its direction in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// What is told has happened, or nothing says otherwise.
    #[default]
    Past,
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
        Meaning::Day { year, month, day, weekday, side } => day_of(*year, *month, *day, *weekday, *side, anchors),
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
        Meaning::FromPrevious { unit, count } => match anchors.previous.filter(|previous| exact_enough(*unit, *previous)) {
            Some((first, last)) => {
                let from = if *count < 0 { first } else { last };
                shifted(from, *unit, *count, "date.from-previous", Anchor::Previous)
            }
            None => Some(unanchored(precision_of(*unit), None)),
        },
        Meaning::FromEvent => Some(unanchored(Precision::Days, None)),
        Meaning::Window { unit, count, ahead } => window(*unit, *count, *ahead, anchors),
        Meaning::Weekend => weekend(anchors),
        Meaning::Overnight => match anchors.published {
            Some(day) => Some(Interval {
                earliest: day.yesterday().ok(),
                latest: Some(day),
                precision: Precision::Days,
                value: None,
                rule: "date.overnight".to_owned(),
                anchor: Anchor::Published,
            }),
            None => Some(unanchored(Precision::Days, None)),
        },
        Meaning::Part(part, inner) => resolve(inner, anchors).map(|interval| part_of(*part, interval)),
        Meaning::Before(inner) => {
            let interval = resolve(inner, anchors)?;
            let published = anchors.published;
            Some(clip(interval, "so-far", |first, last| (first, published.filter(|day| first <= *day).map_or(last, |day| last.min(day)))))
        }
        Meaning::Rest(inner) => {
            let interval = resolve(inner, anchors)?;
            let published = anchors.published;
            Some(clip(interval, "rest", |first, last| (published.filter(|day| *day <= last).map_or(first, |day| first.max(day)), last)))
        }
        Meaning::Hours(part, inner) => resolve(inner, anchors).map(|interval| hours_of(*part, interval)),
        Meaning::Since(inner) => {
            let inner = resolve(&inner.clone(), &Anchors { direction: Direction::Past, ..*anchors })?;
            let latest = anchors.published.filter(|day| inner.earliest.is_some_and(|earliest| earliest <= *day));
            let value = inner.earliest.map(|day| format!("{day}/.."));
            Some(suffixed(Interval { latest, value, ..inner }, "since"))
        }
        Meaning::Until(inner) => {
            let inner = resolve(inner, anchors)?;
            let value = inner.latest.map(|day| format!("../{day}"));
            Some(suffixed(Interval { earliest: None, value, ..inner }, "until"))
        }
        Meaning::Ahead(inner) => {
            let inner = resolve(inner, anchors)?;
            let latest = inner.earliest.and_then(|day| day.yesterday().ok());
            Some(suffixed(Interval { earliest: None, latest, value: latest.map(|day| format!("../{day}")), ..inner }, "before"))
        }
        Meaning::After(inner) => {
            let inner = resolve(inner, anchors)?;
            Some(suffixed(Interval { latest: None, value: inner.earliest.map(|day| format!("{day}/..")), ..inner }, "after"))
        }
        Meaning::Between(first, last) => between(first, last, anchors),
    }
}

/// "Two days later" counts from a day, "a month later" from anything within a month.
fn exact_enough(unit: Unit, (first, last): (Date, Date)) -> bool {
    let most = match unit {
        Unit::Hour | Unit::Day => 7,
        Unit::Week | Unit::Weekend | Unit::Month => 31,
        Unit::Year => 366,
        Unit::Decade => 3_660,
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
    Interval { earliest: None, latest: None, precision, value, rule: UNANCHORED.to_owned(), anchor: Anchor::None }
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
        Unit::Hour | Unit::Week | Unit::Weekend => Precision::Days,
        Unit::Day => Precision::Day,
        Unit::Month => Precision::Month,
        Unit::Year => Precision::Year,
        Unit::Decade => Precision::Years,
    }
}

fn day_of(
    year: Option<i16>,
    month: i8,
    day: i8,
    weekday: Option<Weekday>,
    side: Side,
    anchors: &Anchors,
) -> Option<Interval> {
    if let Some(year) = year {
        return Some(one_day(Date::new(year, month, day).ok()?, "date.full", Anchor::None));
    }
    let Some(published) = anchors.published else {
        return Some(unanchored(Precision::Day, Some(format!("XXXX-{month:02}-{day:02}"))));
    };
    let in_year = |year: i16| Date::new(year, month, day).ok();
    let offset = match side {
        Side::Plain => None,
        Side::Last => Some(-1),
        Side::This => Some(0),
        Side::Next => Some(1),
    };
    if let Some(offset) = offset {
        return Some(one_day(in_year(published.year() + offset)?, "date.month-day-of-year", Anchor::Published));
    }
    // 29 February and a given day of the week may lie several years off.
    let years = 0..=12i16;
    let fits = |day: &Date| weekday.is_none_or(|weekday| day.weekday() == weekday);
    let backwards =
        years.clone().filter_map(|back| in_year(published.year() - back)).filter(|day| *day <= published);
    let forwards = years.filter_map(|ahead| in_year(published.year() + ahead)).filter(|day| *day >= published);
    let (found, rule) = match anchors.direction {
        Direction::Past => (
            backwards.clone().find(fits).or_else(|| backwards.clone().next()),
            "date.month-day-backwards",
        ),
        Direction::Future => (forwards.clone().find(fits).or_else(|| forwards.clone().next()), "date.month-day-forwards"),
    };
    Some(one_day(found?, rule, Anchor::Published))
}

fn figures(year: i16, first: i8, second: i8, anchors: &Anchors) -> Option<Interval> {
    let day_first = Date::new(year, second, first).ok()?;
    let month_first = Date::new(year, first, second).ok()?;
    let (earlier, later) = (day_first.min(month_first), day_first.max(month_first));
    if let Some(published) = anchors.published
        && anchors.direction == Direction::Past
        && earlier <= published
        && published < later
    {
        return Some(one_day(earlier, "date.figures-not-after-publication", Anchor::Published));
    }
    Some(Interval {
        earliest: Some(earlier),
        latest: Some(later),
        precision: Precision::Days,
        value: None,
        rule: "date.figures-either-order".to_owned(),
        anchor: Anchor::None,
    })
}

fn day_of_month(day: i8, weekday: Option<Weekday>, anchors: &Anchors) -> Option<Interval> {
    let Some(published) = anchors.published else { return Some(unanchored(Precision::Day, Some(format!("XXXX-XX-{day:02}")))) };
    let step: i32 = if anchors.direction == Direction::Past { -1 } else { 1 };
    let mut month = published.first_of_month();
    for _ in 0..24 {
        if let Ok(found) = Date::new(month.year(), month.month(), day) {
            let on_side = if step < 0 { found <= published } else { found >= published };
            if on_side && weekday.is_none_or(|weekday| found.weekday() == weekday) {
                let rule = if step < 0 { "date.day-of-month-backwards" } else { "date.day-of-month-forwards" };
                return Some(one_day(found, rule, Anchor::Published));
            }
        }
        month = month.checked_add(step.months()).ok()?;
    }
    None
}

fn whole_months(first: Date, months: i32, rule: &str, value: String, anchor: Anchor) -> Option<Interval> {
    let latest = first.checked_add(months.months()).ok()?.yesterday().ok()?;
    Some(Interval {
        earliest: Some(first),
        latest: Some(latest),
        precision: if months == 1 { Precision::Month } else { Precision::Months },
        value: Some(value),
        rule: rule.to_owned(),
        anchor,
    })
}

fn month_of(year: Option<i16>, month: i8, side: Side, anchors: &Anchors) -> Option<Interval> {
    let build = |year: i16, rule: &str, anchor| {
        whole_months(Date::new(year, month, 1).ok()?, 1, rule, format!("{year:04}-{month:02}"), anchor)
    };
    if let Some(year) = year {
        return build(year, "date.month-of-year", Anchor::None);
    }
    let Some(published) = anchors.published else { return Some(unanchored(Precision::Month, Some(format!("XXXX-{month:02}")))) };
    let (year, now) = (published.year(), published.month());
    let (year, rule) = match (side, anchors.direction) {
        (Side::Last, _) => (if month < now { year } else { year - 1 }, "date.month-last"),
        (Side::Next, _) => (if month > now { year } else { year + 1 }, "date.month-next"),
        (Side::This, _) => (year, "date.month-this"),
        (Side::Plain, Direction::Past) => (if month <= now { year } else { year - 1 }, "date.month-backwards"),
        (Side::Plain, Direction::Future) => (if month >= now { year } else { year + 1 }, "date.month-forwards"),
    };
    build(year, rule, Anchor::Published)
}

fn months_of(
    year: Option<i16>,
    first: i8,
    months: i32,
    name: &str,
    value: &dyn Fn(i16) -> String,
    anchors: &Anchors,
) -> Option<Interval> {
    let build = |year: i16, rule: String, anchor| whole_months(Date::new(year, first, 1).ok()?, months, &rule, value(year), anchor);
    if let Some(year) = year {
        return build(year, format!("date.{name}-of-year"), Anchor::None);
    }
    let Some(published) = anchors.published else { return Some(unanchored(Precision::Months, None)) };
    let this = build(published.year(), format!("date.{name}-this"), Anchor::Published)?;
    match anchors.direction {
        Direction::Past if this.earliest > Some(published) => {
            build(published.year() - 1, format!("date.{name}-backwards"), Anchor::Published)
        }
        Direction::Future if this.latest < Some(published) => {
            build(published.year() + 1, format!("date.{name}-forwards"), Anchor::Published)
        }
        _ => Some(this),
    }
}

fn season_of(year: Option<i16>, season: Season, side: Side, anchors: &Anchors) -> Option<Interval> {
    let (month, code) = match season {
        Season::Spring => (3, "SP"),
        Season::Summer => (6, "SU"),
        Season::Autumn => (9, "FA"),
        Season::Winter => (12, "WI"),
    };
    let build = |year: i16, rule: &str, anchor| whole_months(Date::new(year, month, 1).ok()?, 3, rule, format!("{year:04}-{code}"), anchor);
    if let Some(year) = year {
        return build(year, "date.season-of-year", Anchor::None);
    }
    let Some(published) = anchors.published else { return Some(unanchored(Precision::Months, Some(format!("XXXX-{code}")))) };
    // The winter that a January lies in began in the year before.
    let candidates: Vec<Interval> =
        (-2..=2).filter_map(|offset| build(published.year() + offset, "date.season", Anchor::Published)).collect();
    let inside = |interval: &&Interval| interval.earliest <= Some(published) && Some(published) <= interval.latest;
    let before = |interval: &&Interval| interval.latest < Some(published);
    let after = |interval: &&Interval| interval.earliest > Some(published);
    let current = candidates.iter().find(inside);
    let found = match side {
        Side::Last => candidates.iter().rev().find(before),
        Side::Next => candidates.iter().find(after),
        Side::This | Side::Plain => current.or_else(|| match anchors.direction {
            Direction::Past => candidates.iter().rev().find(before),
            Direction::Future => candidates.iter().find(after),
        }),
    };
    found.cloned()
}

fn years(first: i16, last: i16) -> Option<Interval> {
    let value = if first == last {
        Some(format!("{first:04}"))
    } else {
        (last - first == 9 && first % 10 == 0).then(|| format!("{:03}", first / 10))
    };
    Some(Interval {
        earliest: Some(Date::new(first, 1, 1).ok()?),
        latest: Some(Date::new(last, 12, 31).ok()?),
        precision: if first == last { Precision::Year } else { Precision::Years },
        value,
        rule: if first == last { "date.year" } else { "date.decade" }.to_owned(),
        anchor: Anchor::None,
    })
}

fn weekday_of(weekday: Weekday, side: Side, anchors: &Anchors) -> Option<Interval> {
    let Some(published) = anchors.published else {
        return Some(unanchored(Precision::Day, Some(format!("XXXX-WXX-{}", weekday.to_monday_one_offset()))));
    };
    let latest_until = |from: Date| back_to(from, weekday);
    let first_from = |from: Date| {
        let ahead = i32::from(weekday.to_monday_zero_offset() - from.weekday().to_monday_zero_offset()).rem_euclid(7);
        from.checked_add(ahead.days()).ok()
    };
    let (day, rule) = match (side, anchors.direction) {
        (Side::Last, _) => (latest_until(published.yesterday().ok()?), "date.weekday-last"),
        (Side::Next, _) => {
            let sunday = first_day_of_week(published)?.checked_add(7.days()).ok()?;
            (first_from(sunday), "date.weekday-next")
        }
        (Side::This, _) => (first_from(first_day_of_week(published)?), "date.weekday-this"),
        (Side::Plain, Direction::Past) => (latest_until(published), "date.weekday-backwards"),
        (Side::Plain, Direction::Future) => (first_from(published), "date.weekday-forwards"),
    };
    Some(one_day(day?, rule, Anchor::Published))
}

/// The latest `weekday` on or before `from`.
fn back_to(from: Date, weekday: Weekday) -> Option<Date> {
    let back = i32::from(from.weekday().to_monday_zero_offset() - weekday.to_monday_zero_offset()).rem_euclid(7);
    from.checked_sub(back.days()).ok()
}

fn first_day_of_week(day: Date) -> Option<Date> {
    back_to(day, Weekday::Monday)
}

fn iso_week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The unit that lies `offset` units from the one that `from` lies in.
fn shifted(from: Date, unit: Unit, offset: i32, rule: &str, anchor: Anchor) -> Option<Interval> {
    let days = |first: Date, last: Date, precision, value| {
        Some(Interval {
            earliest: Some(first),
            latest: Some(last),
            precision,
            value: Some(value),
            rule: rule.to_owned(),
            anchor,
        })
    };
    match unit {
        Unit::Hour => None,
        Unit::Day => Some(one_day(from.checked_add(offset.days()).ok()?, rule, anchor)),
        Unit::Week if anchor == Anchor::Previous && offset != 0 => {
            Some(one_day(from.checked_add(offset.checked_mul(7)?.days()).ok()?, rule, anchor))
        }
        Unit::Week => {
            let first = first_day_of_week(from)?.checked_add(offset.checked_mul(7)?.days()).ok()?;
            days(first, first.checked_add(6.days()).ok()?, Precision::Days, iso_week(first))
        }
        Unit::Weekend => {
            let monday = first_day_of_week(from)?.checked_add(offset.checked_mul(7)?.days()).ok()?;
            let saturday = monday.checked_add(5.days()).ok()?;
            days(saturday, saturday.tomorrow().ok()?, Precision::Days, format!("{}-WE", iso_week(monday)))
        }
        Unit::Month => {
            let first = from.first_of_month().checked_add(offset.months()).ok()?;
            whole_months(first, 1, rule, format!("{:04}-{:02}", first.year(), first.month()), anchor)
        }
        Unit::Year => {
            let year = i16::try_from(i32::from(from.year()).checked_add(offset)?).ok()?;
            Some(Interval { rule: rule.to_owned(), anchor, ..years(year, year)? })
        }
        Unit::Decade => {
            let year = i32::from(from.year()).checked_add(offset.checked_mul(10)?)?;
            let first = i16::try_from(year - year.rem_euclid(10)).ok()?;
            Some(Interval { rule: rule.to_owned(), anchor, ..years(first, first.checked_add(9)?)? })
        }
    }
}

fn counted(unit: Unit, count: Option<i32>, anchors: &Anchors) -> Option<Interval> {
    let Some(published) = anchors.published else { return Some(unanchored(precision_of(unit), None)) };
    let Some(count) = count else {
        return Some(Interval {
            earliest: None,
            latest: Some(published),
            precision: precision_of(unit),
            value: Some("PAST_REF".to_owned()),
            rule: "date.ago-uncounted".to_owned(),
            anchor: Anchor::Published,
        });
    };
    let rule = if count <= 0 { "date.ago" } else { "date.from-now" };
    match unit {
        Unit::Hour => {
            let days = i32::from(count != 0) + count.abs() / 24;
            let other = published.checked_add((days * count.signum()).days()).ok()?;
            Some(Interval {
                earliest: Some(published.min(other)),
                latest: Some(published.max(other)),
                precision: Precision::Days,
                value: None,
                rule: rule.to_owned(),
                anchor: Anchor::Published,
            })
        }
        Unit::Week | Unit::Weekend => {
            Some(one_day(published.checked_add(count.checked_mul(7)?.days()).ok()?, rule, Anchor::Published))
        }
        Unit::Decade => shifted(published, Unit::Year, count.checked_mul(10)?, rule, Anchor::Published),
        _ => shifted(published, unit, count, rule, Anchor::Published),
    }
}

fn window(unit: Unit, count: Option<i32>, ahead: bool, anchors: &Anchors) -> Option<Interval> {
    let precision = match unit {
        Unit::Month => Precision::Months,
        Unit::Year | Unit::Decade => Precision::Years,
        _ => Precision::Days,
    };
    let Some(published) = anchors.published else { return Some(unanchored(precision, None)) };
    let other = match count {
        None => None,
        Some(count) => {
            let length: Span = match unit {
                Unit::Hour => (i64::from(count) + 23).div_euclid(24).days(),
                Unit::Day => count.days(),
                Unit::Week | Unit::Weekend => count.checked_mul(7)?.days(),
                Unit::Month => count.months(),
                Unit::Year => count.years(),
                Unit::Decade => count.checked_mul(10)?.years(),
            };
            Some(if ahead { published.checked_add(length).ok()? } else { published.checked_sub(length).ok()? })
        }
    };
    let (earliest, latest) = if ahead { (Some(published), other) } else { (other, Some(published)) };
    let value = match (count, ahead) {
        (None, false) => Some("PAST_REF".to_owned()),
        (None, true) => Some("FUTURE_REF".to_owned()),
        _ => None,
    };
    let rule = if ahead { "date.window-ahead" } else { "date.window" }.to_owned();
    Some(Interval { earliest, latest, precision, value, rule, anchor: Anchor::Published })
}

fn weekend(anchors: &Anchors) -> Option<Interval> {
    let Some(published) = anchors.published else { return Some(unanchored(Precision::Days, None)) };
    let offset = match anchors.direction {
        Direction::Past if published.weekday().to_monday_zero_offset() < 5 => -1,
        _ => 0,
    };
    shifted(published, Unit::Weekend, offset, "date.weekend", Anchor::Published)
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
                return Some((Date::new(first.year(), 5, 1).ok()?, Date::new(first.year(), 8, 31).ok()?));
            }
            (Part::Late, 365..=366) => return Some((Date::new(first.year(), 9, 1).ok()?, last)),
            (Part::Early, 28..=31) => (0, 9),
            (Part::Mid, 28..=31) => (9, 19),
            (Part::Late, 28..=31) => (20, length - 1),
            (Part::Early, _) => (0, (length + 2) / 3 - 1),
            (Part::Mid, _) => (length / 3, length - 1 - length / 3),
            (Part::Late, _) => (length - (length + 2) / 3, length - 1),
        };
        Some((first.checked_add(from.days()).ok()?, first.checked_add(to.max(from).days()).ok()?))
    };
    let mut clipped = clip(interval, name, |first, last| third(first, last).unwrap_or((first, last)));
    clipped.precision = precision;
    clipped.value = value;
    clipped
}

fn clip(interval: Interval, suffix: &str, bounds: impl Fn(Date, Date) -> (Date, Date)) -> Interval {
    let (Some(first), Some(last)) = (interval.earliest, interval.latest) else { return interval };
    let (first, last) = bounds(first, last);
    suffixed(Interval { earliest: Some(first), latest: Some(last), ..interval }, suffix)
}

fn hours_of(part: DayPart, mut interval: Interval) -> Interval {
    let code = match part {
        DayPart::Morning => "TMO",
        DayPart::Afternoon => "TAF",
        DayPart::Evening => "TEV",
        DayPart::Night => "TNI",
    };
    interval.value = interval.value.map(|value| format!("{value}{code}"));
    interval
}

fn between(first: &Meaning, last: &Meaning, anchors: &Anchors) -> Option<Interval> {
    let complete = |meaning: &Meaning| meaning.year().is_some();
    let anchored_at = |day: Option<Date>, direction| Anchors { published: day, direction, ..*anchors };
    let (from, to) = if complete(first) == complete(last) && complete(first) {
        (resolve(first, anchors)?, resolve(last, anchors)?)
    } else if complete(first) || anchors.direction == Direction::Future {
        let from = resolve(first, anchors)?;
        let to = resolve(last, &anchored_at(from.latest, Direction::Future))?;
        (from, to)
    } else {
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
        (Precision::Month, _) | (_, Precision::Month) | (Precision::Months, _) | (_, Precision::Months) => Precision::Months,
        _ => Precision::Years,
    };
    let rule = if to.anchor == Anchor::None && from.anchor == Anchor::None { "date.range".to_owned() } else { format!("{}.range", to.rule) };
    let anchor = if complete(first) || complete(last) { Anchor::None } else { Anchor::Published };
    let value = Some(format!("{}/{}", from.value.unwrap_or_default(), to.value.unwrap_or_default()));
    Some(Interval { earliest: Some(earliest), latest: Some(latest), precision, value, rule, anchor })
}
