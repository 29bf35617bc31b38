//! Days, months, seasons and years by their names.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use onrecord_document::Precision;

use super::super::meaning::Side;
use super::super::words::Season;
use super::{Anchor, Anchors, Direction, Interval, one_day, unanchored};

pub(super) fn day_of(
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
        Side::Next | Side::Coming => None,
    };
    if let Some(offset) = offset {
        return Some(one_day(
            in_year(published.year() + offset)?,
            "date.month-day-of-year",
            Anchor::Published,
        ));
    }
    // The nearest 29 February may lie several years off.
    let years = 0..=9i16;
    let mut backwards = years
        .clone()
        .filter_map(|back| in_year(published.year() - back))
        .filter(|day| *day <= published);
    let mut forwards = years
        .filter_map(|ahead| in_year(published.year() + ahead))
        .filter(|day| *day >= published);
    let future = matches!(side, Side::Next | Side::Coming) || anchors.direction == Direction::Future;
    let (back, ahead) = ("date.month-day-backwards", "date.month-day-forwards");
    let (near, further, other) = if future {
        (forwards.next(), forwards.next(), backwards.next())
    } else {
        (backwards.next(), backwards.next(), forwards.next())
    };
    let (rule, other_rule) = if future { (ahead, back) } else { (back, ahead) };
    let (near, rule, other, other_rule) = match (near, other) {
        (Some(back), Some(ahead))
            if anchors.direction == Direction::Untold && lies_just_ahead(published, back, ahead) =>
        {
            (Some(ahead), "date.month-day-nearest", Some(back), rule)
        }
        _ => (near, rule, other, other_rule),
    };
    // A day of the week that fits none of these is taken for a slip: nobody means a day of years ago without saying the year.
    let fits = |day: Option<Date>| weekday.is_none_or(|weekday| day.is_some_and(|day| day.weekday() == weekday));
    let (found, rule) = [(near, rule), (further, rule), (other, other_rule)]
        .into_iter()
        .find(|(day, _)| fits(*day))
        .unwrap_or((near, "date.month-day-weekday-differs"));
    Some(one_day(found?, rule, Anchor::Published))
}

/// How many days ahead a date that no verb puts anywhere is still taken for one to come.
const JUST_AHEAD: i32 = 60;

/// Whether of a day behind and a day ahead the one ahead is far nearer ("the vote, Nov. 8" in September).
fn lies_just_ahead(published: Date, back: Date, ahead: Date) -> bool {
    let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    let ahead = days(published, ahead);
    ahead <= JUST_AHEAD && days(back, published) > 3 * ahead
}

pub(super) fn figures(year: i16, first: i8, second: i8, anchors: &Anchors) -> Option<Interval> {
    let day_first = Date::new(year, second, first).ok()?;
    let month_first = Date::new(year, first, second).ok()?;
    let (earlier, later) = (day_first.min(month_first), day_first.max(month_first));
    if let Some(published) = anchors.published
        && anchors.direction != Direction::Future
        && earlier <= published
        && published < later
    {
        return Some(one_day(
            earlier,
            "date.figures-not-after-publication",
            Anchor::Published,
        ));
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

pub(super) fn day_of_month(day: i8, weekday: Option<Weekday>, anchors: &Anchors) -> Option<Interval> {
    let Some(published) = anchors.published else {
        return Some(unanchored(Precision::Day, Some(format!("XXXX-XX-{day:02}"))));
    };
    let step: i32 = if anchors.direction == Direction::Future { 1 } else { -1 };
    let mut month = published.first_of_month();
    for _ in 0..24 {
        if let Ok(found) = Date::new(month.year(), month.month(), day) {
            let on_side = if step < 0 {
                found <= published
            } else {
                found >= published
            };
            if on_side && weekday.is_none_or(|weekday| found.weekday() == weekday) {
                let rule = if step < 0 {
                    "date.day-of-month-backwards"
                } else {
                    "date.day-of-month-forwards"
                };
                return Some(one_day(found, rule, Anchor::Published));
            }
        }
        month = month.checked_add(step.months()).ok()?;
    }
    None
}

pub(super) fn whole_months(first: Date, months: i32, rule: &str, value: String, anchor: Anchor) -> Option<Interval> {
    let latest = first.checked_add(months.months()).ok()?.yesterday().ok()?;
    Some(Interval {
        earliest: Some(first),
        latest: Some(latest),
        precision: if months == 1 {
            Precision::Month
        } else {
            Precision::Months
        },
        value: Some(value),
        rule: rule.to_owned(),
        anchor,
    })
}

pub(super) fn month_of(year: Option<i16>, month: i8, side: Side, anchors: &Anchors) -> Option<Interval> {
    let build = |year: i16, rule: &str, anchor| {
        whole_months(
            Date::new(year, month, 1).ok()?,
            1,
            rule,
            format!("{year:04}-{month:02}"),
            anchor,
        )
    };
    if let Some(year) = year {
        return build(year, "date.month-of-year", Anchor::None);
    }
    let Some(published) = anchors.published else {
        return Some(unanchored(Precision::Month, Some(format!("XXXX-{month:02}"))));
    };
    let (year, now) = (published.year(), published.month());
    let (year, rule) = match (side, anchors.direction) {
        (Side::Last, _) => (if month < now { year } else { year - 1 }, "date.month-last"),
        (Side::Next | Side::Coming, _) => (if month > now { year } else { year + 1 }, "date.month-next"),
        (Side::This, _) => (year, "date.month-this"),
        // "the November vote" in September.
        (Side::Plain, Direction::Untold) if (1..=2).contains(&(month - now)) => (year, "date.month-nearest"),
        (Side::Plain, Direction::Past | Direction::Untold) => {
            (if month <= now { year } else { year - 1 }, "date.month-backwards")
        }
        (Side::Plain, Direction::Future) => (if month >= now { year } else { year + 1 }, "date.month-forwards"),
    };
    build(year, rule, Anchor::Published)
}

pub(super) fn months_of(
    year: Option<i16>,
    first: i8,
    months: i32,
    name: &str,
    value: &dyn Fn(i16) -> String,
    anchors: &Anchors,
) -> Option<Interval> {
    let build = |year: i16, rule: String, anchor| {
        whole_months(Date::new(year, first, 1).ok()?, months, &rule, value(year), anchor)
    };
    if let Some(year) = year {
        return build(year, format!("date.{name}-of-year"), Anchor::None);
    }
    let Some(published) = anchors.published else {
        return Some(unanchored(Precision::Months, None));
    };
    let this = build(published.year(), format!("date.{name}-this"), Anchor::Published)?;
    match anchors.direction {
        Direction::Past | Direction::Untold if this.earliest > Some(published) => build(
            published.year() - 1,
            format!("date.{name}-backwards"),
            Anchor::Published,
        ),
        Direction::Future if this.latest < Some(published) => {
            build(published.year() + 1, format!("date.{name}-forwards"), Anchor::Published)
        }
        _ => Some(this),
    }
}

pub(super) fn season_of(year: Option<i16>, season: Season, side: Side, anchors: &Anchors) -> Option<Interval> {
    let (month, code) = match season {
        Season::Spring => (3, "SP"),
        Season::Summer => (6, "SU"),
        Season::Autumn => (9, "FA"),
        Season::Winter => (12, "WI"),
    };
    let build = |year: i16, rule: &str, anchor| {
        whole_months(
            Date::new(year, month, 1).ok()?,
            3,
            rule,
            format!("{year:04}-{code}"),
            anchor,
        )
    };
    if let Some(year) = year {
        return build(year, "date.season-of-year", Anchor::None);
    }
    let Some(published) = anchors.published else {
        return Some(unanchored(Precision::Months, Some(format!("XXXX-{code}"))));
    };
    // The winter that a January lies in began in the year before.
    let candidates: Vec<Interval> = (-2..=2)
        .filter_map(|offset| build(published.year() + offset, "date.season", Anchor::Published))
        .collect();
    let inside = |interval: &&Interval| interval.earliest <= Some(published) && Some(published) <= interval.latest;
    let before = |interval: &&Interval| interval.latest < Some(published);
    let after = |interval: &&Interval| interval.earliest > Some(published);
    let current = candidates.iter().find(inside);
    let found = match side {
        Side::Last => candidates.iter().rev().find(before),
        Side::Next | Side::Coming => candidates.iter().find(after),
        Side::This | Side::Plain => current.or_else(|| match anchors.direction {
            Direction::Past | Direction::Untold => candidates.iter().rev().find(before),
            Direction::Future => candidates.iter().find(after),
        }),
    };
    found.cloned()
}

pub(super) fn years(first: i16, last: i16) -> Option<Interval> {
    let value = if first == last {
        Some(format!("{first:04}"))
    } else {
        match last - first {
            9 if first % 10 == 0 => Some(format!("{:03}", first / 10)),
            99 if first % 100 == 0 => Some(format!("{:02}", first / 100)),
            _ => None,
        }
    };
    Some(Interval {
        earliest: Some(Date::new(first, 1, 1).ok()?),
        latest: Some(Date::new(last, 12, 31).ok()?),
        precision: if first == last {
            Precision::Year
        } else {
            Precision::Years
        },
        value,
        rule: if first == last { "date.year" } else { "date.decade" }.to_owned(),
        anchor: Anchor::None,
    })
}

pub(super) fn weekday_of(weekday: Weekday, side: Side, anchors: &Anchors) -> Option<Interval> {
    let Some(published) = anchors.published else {
        return Some(unanchored(
            Precision::Day,
            Some(format!("XXXX-WXX-{}", weekday.to_monday_one_offset())),
        ));
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
        (Side::Coming, _) => (first_from(published.tomorrow().ok()?), "date.weekday-coming"),
        (Side::This, _) => (first_from(first_day_of_week(published)?), "date.weekday-this"),
        (Side::Plain, Direction::Past | Direction::Untold) => (latest_until(published), "date.weekday-backwards"),
        (Side::Plain, Direction::Future) => (first_from(published), "date.weekday-forwards"),
    };
    Some(one_day(day?, rule, Anchor::Published))
}

/// The latest `weekday` on or before `from`.
pub(super) fn back_to(from: Date, weekday: Weekday) -> Option<Date> {
    let back = i32::from(from.weekday().to_monday_zero_offset() - weekday.to_monday_zero_offset()).rem_euclid(7);
    from.checked_sub(back.days()).ok()
}

pub(super) fn first_day_of_week(day: Date) -> Option<Date> {
    back_to(day, Weekday::Monday)
}

pub(super) fn iso_week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}
