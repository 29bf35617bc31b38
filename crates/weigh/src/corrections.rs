//! What a person puts right in an entry that was read wrongly: its speaker, act, words, day, place, a role, its type.

use onrecord_document::{Basis, Precision, Span};
use onrecord_extract::{
    Act, Actor, ActorKind, Date, Event, EventType, Mention, Place, PlacePrecision, Record, Role, RoleName, Statement,
    entry_id, word,
};
use serde::de::DeserializeOwned;
use std::fmt;
use std::str::FromStr;

/// One field of a statement or event, and what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Who said it.
    Speaker(Filler),
    /// What the speaker does by it.
    Act(Act),
    /// Which words are what was said: code points of the document's text, end-exclusive.
    Content(u32, u32),
    /// First and last day of an event or of what was said; nothing where the text tells no day.
    Date(Option<(String, String)>),
    /// Where it happened; nothing where the text tells no place.
    Place(Option<Site>),
    /// Who or what has a part in it.
    Role(RoleName, Filler),
    /// What kind of event it is.
    Type(EventType),
}

/// Who or what fills a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filler {
    /// Nobody that the text names.
    Nobody,
    /// An actor of the document, by its id there or its name.
    Actor(String),
    /// Words of the text that no actor was found in: code points, end-exclusive.
    Words(u32, u32),
}

/// A place as a person gives it: a name, the state's code (ISO 3166-1 alpha-3) and how exact it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The name.
    pub name: String,
    /// The state it lies in.
    pub country: Option<String>,
    /// How exact; nothing is placed on a map without it.
    pub precision: Option<PlacePrecision>,
}

/// A word of the record's own vocabulary, read as the record writes it.
fn of_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// `120-134`.
fn stretch(text: &str) -> Option<(u32, u32)> {
    let (start, end) = text.split_once(['-', '–'])?;
    let (start, end) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    (start < end).then_some((start, end))
}

impl FromStr for Filler {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Ok(match (text, stretch(text)) {
            ("", _) => return Err(()),
            ("nobody", _) => Self::Nobody,
            (_, Some((start, end))) => Self::Words(start, end),
            _ => Self::Actor(text.to_owned()),
        })
    }
}

impl fmt::Display for Filler {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Nobody => formatter.write_str("nobody"),
            Self::Actor(actor) => formatter.write_str(actor),
            Self::Words(start, end) => write!(formatter, "{start}-{end}"),
        }
    }
}

/// The first and the last day of `2024-01-02`, `2024-01`, `2024` or of two of them with `/` between.
fn days(text: &str) -> Option<(String, String)> {
    let (first, last) = text.split_once('/').unwrap_or((text, text));
    let (first, last) = (edges(first.trim())?.0, edges(last.trim())?.1);
    (first <= last).then(|| (first.to_string(), last.to_string()))
}

fn edges(text: &str) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let first = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return None,
    };
    let first: jiff::civil::Date = first.parse().ok()?;
    let last = match text.len() {
        4 => first.last_of_year(),
        7 => first.last_of_month(),
        _ => first,
    };
    Some((first, last))
}

impl FromStr for Site {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('/').map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty()).ok_or(())?.to_owned();
        let country = parts.next().map(str::to_owned);
        let a_code = |code: &String| code.len() == 3 && code.chars().all(|letter| letter.is_ascii_uppercase());
        if country.as_ref().is_some_and(|code| !a_code(code)) {
            return Err(());
        }
        let precision = match parts.next() {
            Some(precision) => Some(of_word(precision).ok_or(())?),
            None => None,
        };
        match parts.next() {
            Some(_) => Err(()),
            None => Ok(Self {
                name,
                country,
                precision,
            }),
        }
    }
}

impl fmt::Display for Site {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.name)?;
        if let Some(country) = &self.country {
            write!(formatter, "/{country}")?;
        }
        if let Some(precision) = &self.precision {
            write!(formatter, "/{}", word(precision))?;
        }
        Ok(())
    }
}

impl FromStr for Correction {
    type Err = ();

    /// `FIELD is VALUE`, or `role NAME is VALUE`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (field, value) = text.split_once(" is ").ok_or(())?;
        let (field, value) = (field.trim(), value.trim());
        let unknown = value == "unknown";
        Ok(match field {
            "speaker" => Self::Speaker(value.parse()?),
            "act" => Self::Act(of_word(value).ok_or(())?),
            "type" => Self::Type(of_word(value).ok_or(())?),
            "content" => stretch(value).map(|(start, end)| Self::Content(start, end)).ok_or(())?,
            "date" if unknown => Self::Date(None),
            "date" => Self::Date(Some(days(value).ok_or(())?)),
            "place" if unknown => Self::Place(None),
            "place" => Self::Place(Some(value.parse()?)),
            _ => {
                let role = field.strip_prefix("role ").and_then(of_word).ok_or(())?;
                Self::Role(role, value.parse()?)
            }
        })
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Speaker(filler) => write!(formatter, "speaker is {filler}"),
            Self::Act(act) => write!(formatter, "act is {}", word(act)),
            Self::Type(kind) => write!(formatter, "type is {}", word(kind)),
            Self::Content(start, end) => write!(formatter, "content is {start}-{end}"),
            Self::Date(None) => formatter.write_str("date is unknown"),
            Self::Date(Some((first, last))) if first == last => write!(formatter, "date is {first}"),
            Self::Date(Some((first, last))) => write!(formatter, "date is {first}/{last}"),
            Self::Place(None) => formatter.write_str("place is unknown"),
            Self::Place(Some(site)) => write!(formatter, "place is {site}"),
            Self::Role(role, filler) => write!(formatter, "role {} is {filler}", word(role)),
        }
    }
}

/// What of a record a correction can be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Correctable {
    Statement,
    Event,
}

impl Correction {
    /// Whether entries of this sort have the field.
    pub(crate) fn is_of(&self, kind: Correctable) -> bool {
        match self {
            Self::Speaker(_) | Self::Act(_) | Self::Content(..) => kind == Correctable::Statement,
            Self::Place(_) | Self::Role(..) | Self::Type(_) => kind == Correctable::Event,
            Self::Date(_) => true,
        }
    }

    /// The field alone: a later correction of the same one takes the earlier one's place.
    pub(crate) fn field(&self) -> String {
        match self {
            Self::Role(role, _) => format!("role {}", word(role)),
            _ => self.to_string().split(' ').next().unwrap_or_default().to_owned(),
        }
    }

    /// Why it cannot be carried out on this record: an actor that is none of its, words past its end.
    pub(crate) fn fault(&self, record: &Record) -> Option<String> {
        let length = record.document.text.chars().count();
        let beyond = |end: u32| {
            (usize::try_from(end).unwrap_or(usize::MAX) > length)
                .then(|| format!("the text of the document ends at {length}"))
        };
        match self {
            Self::Content(_, end) => beyond(*end),
            Self::Speaker(filler) | Self::Role(_, filler) => match filler {
                Filler::Nobody => None,
                Filler::Words(_, end) => beyond(*end),
                Filler::Actor(name) => actor_called(record, name).is_none().then(|| {
                    format!("the document has no actor “{name}” (give one of its names, its id, or where the words stand: 120-134)")
                }),
            },
            _ => None,
        }
    }

    /// Carries it out. `rule` names the decision, and stands wherever the value came from it.
    pub(crate) fn carry_out(&self, record: &mut Record, entry: &str, rule: &str) {
        if self.fault(record).is_some() {
            return;
        }
        match self {
            Self::Speaker(filler) => {
                let (speakers, source) = match filled(record, filler, rule) {
                    Some((actor, span)) => (vec![actor], span.into_iter().collect()),
                    None => (Vec::new(), Vec::new()),
                };
                let narrators: Vec<String> = (record.actors.iter())
                    .filter(|actor| actor.kind == ActorKind::Narrator)
                    .map(|actor| actor.id.clone())
                    .collect();
                if let Some(statement) = statement(record, entry) {
                    statement.narrator = speakers.iter().any(|speaker| narrators.contains(speaker));
                    statement.anonymous = speakers.is_empty();
                    statement.joint = false;
                    statement.signatory_count = None;
                    statement.speakers = speakers;
                    statement.source = source;
                }
            }
            Self::Act(act) => {
                if let Some(statement) = statement(record, entry) {
                    statement.act = *act;
                    statement.unsaid = false;
                }
            }
            Self::Content(start, end) => {
                let span = span(&record.document.text, *start, *end);
                if let Some(statement) = statement(record, entry) {
                    statement.content = vec![span];
                }
            }
            Self::Date(days) => {
                let date = days.as_ref().map(|(first, last)| dated(first, last, rule));
                if let Some(statement) = statement(record, entry) {
                    statement.date = date;
                } else if let Some(event) = event(record, entry) {
                    event.date = date;
                }
            }
            Self::Place(site) => {
                let text = site.as_ref().map(|_| record.document.text.clone()).unwrap_or_default();
                if let Some(event) = event(record, entry) {
                    event.place = site.as_ref().map(|site| placed(&text, event, site, rule));
                }
            }
            Self::Role(role, filler) => {
                let found = filled(record, filler, rule);
                let classes: Vec<(Span, String)> = (record.arms.iter())
                    .map(|arms| (arms.span.clone(), arms.class.clone()))
                    .collect();
                if let Some(event) = event(record, entry) {
                    event.roles.retain(|filled| filled.role != *role);
                    if let Some((actor, span)) = found {
                        let span = span.unwrap_or_else(|| event.trigger.clone());
                        let class = classes
                            .iter()
                            .find(|(words, _)| span.contains(words) || words.contains(&span));
                        event.roles.push(Role {
                            role: *role,
                            class: class.map(|(_, class)| class.clone()),
                            // A weapon is words with a class, and no actor.
                            actor: class.is_none().then_some(actor),
                            span,
                            rule: rule.to_owned(),
                        });
                        event.roles.sort_by_key(|role| (role.role, role.span.start));
                    }
                }
            }
            Self::Type(kind) => {
                if let Some(event) = event(record, entry) {
                    event.event_type = *kind;
                }
            }
        }
    }
}

fn statement<'record>(record: &'record mut Record, entry: &str) -> Option<&'record mut Statement> {
    record.statements.iter_mut().find(|statement| statement.id == entry)
}

fn event<'record>(record: &'record mut Record, entry: &str) -> Option<&'record mut Event> {
    record.events.iter_mut().find(|event| event.id == entry)
}

/// The actor of the document with this id, this name, or a mention in these words.
fn actor_called<'record>(record: &'record Record, name: &str) -> Option<&'record Actor> {
    let named = |actor: &&Actor| actor.id == name || actor.name == name;
    let mentioned = |actor: &&Actor| actor.mentions.iter().any(|mention| mention.span.exact == name);
    (record.actors.iter().find(named)).or_else(|| record.actors.iter().find(mentioned))
}

/// The actor that a filler means, one made of its words where none was read there, and where the words stand.
fn filled(record: &mut Record, filler: &Filler, rule: &str) -> Option<(String, Option<Span>)> {
    match filler {
        Filler::Nobody => None,
        Filler::Actor(name) => {
            let actor = actor_called(record, name)?;
            Some((
                actor.id.clone(),
                actor.mentions.first().map(|mention| mention.span.clone()),
            ))
        }
        Filler::Words(start, end) => {
            let words = span(&record.document.text, *start, *end);
            let there = |actor: &&Actor| actor.mentions.iter().any(|mention| mention.span == words);
            if let Some(actor) = record.actors.iter().find(there) {
                return Some((actor.id.clone(), Some(words)));
            }
            let id = entry_id(
                "a",
                &[&record.document.id, "decided", &start.to_string(), &end.to_string()],
            );
            record.actors.push(Actor {
                id: id.clone(),
                kind: ActorKind::Person,
                name: words.exact.clone(),
                code: None,
                office: None,
                represents: None,
                mentions: vec![Mention {
                    span: words.clone(),
                    rule: rule.to_owned(),
                }],
            });
            Some((id, Some(words)))
        }
    }
}

fn span(text: &str, start: u32, end: u32) -> Span {
    let from = usize::try_from(start).unwrap_or(usize::MAX);
    let length = usize::try_from(end.saturating_sub(start)).unwrap_or_default();
    Span {
        start,
        end,
        exact: text.chars().skip(from).take(length).collect(),
    }
}

fn decided(rule: &str, spans: Vec<Span>) -> Basis {
    Basis {
        rule: rule.to_owned(),
        spans,
    }
}

fn dated(first: &str, last: &str, rule: &str) -> Date {
    let whole = |end: fn(jiff::civil::Date) -> jiff::civil::Date, length: usize| {
        first
            .parse()
            .is_ok_and(|day: jiff::civil::Date| end(day).to_string() == last)
            && first.ends_with(&"-01-01"[6 - length..])
    };
    let (precision, value) = if first == last {
        (Precision::Day, Some(first.to_owned()))
    } else if whole(jiff::civil::Date::last_of_year, 6) {
        (Precision::Year, Some(first[..4].to_owned()))
    } else if whole(jiff::civil::Date::last_of_month, 3) {
        (Precision::Month, Some(first[..7].to_owned()))
    } else {
        (Precision::Days, None)
    };
    Date {
        earliest: Some(first.to_owned()),
        latest: Some(last.to_owned()),
        precision,
        value,
        basis: decided(rule, Vec::new()),
    }
}

/// The place with the text's own words: those that were read, else the name where it stands nearest, else the event's.
fn placed(text: &str, event: &Event, site: &Site, rule: &str) -> Place {
    let read = event.place.as_ref().map(|place| place.extracted.clone());
    let extracted = read.unwrap_or_else(|| {
        let length = u32::try_from(site.name.chars().count()).unwrap_or_default();
        text.match_indices(site.name.as_str())
            .map(|(byte, _)| u32::try_from(text[..byte].chars().count()).unwrap_or(u32::MAX))
            .min_by_key(|start| start.abs_diff(event.trigger.start))
            .map_or_else(
                || event.trigger.clone(),
                |start| Span {
                    start,
                    end: start.saturating_add(length),
                    exact: site.name.clone(),
                },
            )
    });
    Place {
        basis: decided(rule, vec![extracted.clone()]),
        extracted,
        resolved: Some(site.name.clone()),
        country: site.country.clone(),
        lat: None,
        lon: None,
        precision: site.precision.unwrap_or(PlacePrecision::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_read_as_it_is_word() {
        for text in [
            "speaker is nobody",
            "speaker is Anna Example",
            "speaker is 12-30",
            "act is deny",
            "type is arms_transfer",
            "content is 4-9",
            "date is unknown",
            "date is 2024-01-02",
            "date is 2024-01-02/2024-01-06",
            "place is Kharkiv",
            "place is Kharkiv/UKR",
            "place is Kharkiv/UKR/city",
            "role supplier is North Korea",
        ] {
            assert_eq!(
                text.parse::<Correction>().map(|correction| correction.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in [
            "act is shout",
            "date is 2024-13-01",
            "date is 2024-02-02/2024-01-02",
            "content is 9-4",
            "role king is a1",
            "place is /UKR",
            "place is Kharkiv/Ukraine",
            "speaker is ",
            "mood is bad",
        ] {
            assert!(text.parse::<Correction>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_or_year_is_its_first_and_last_day() {
        let days = |text: &str| match text.parse::<Correction>() {
            Ok(Correction::Date(days)) => days,
            _ => None,
        };
        assert_eq!(
            days("date is 2024-02"),
            Some(("2024-02-01".into(), "2024-02-29".into()))
        );
        assert_eq!(
            days("date is 2023/2024-06"),
            Some(("2023-01-01".into(), "2024-06-30".into()))
        );
        let precision = |first: &str, last: &str| dated(first, last, "decision.1").precision;
        assert_eq!(precision("2024-02-01", "2024-02-29"), Precision::Month);
        assert_eq!(precision("2024-01-01", "2024-01-31"), Precision::Month);
        assert_eq!(precision("2024-01-01", "2024-12-31"), Precision::Year);
        assert_eq!(precision("2024-01-03", "2024-01-31"), Precision::Days);
        assert_eq!(precision("2024-01-03", "2024-01-03"), Precision::Day);
    }
}
