//! An event of one record with its actors resolved, and how one event lies to another: the same act, a part of it, or another.

use onrecord_document::Precision;
use onrecord_extract::{Date, Event, EventType, Modality, PlacePrecision, RoleName};
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::calendar::{Interval, Lie};
use crate::knowledge;
use crate::names::folded;
use crate::set::RecordSet;

/// One event, read across documents.
#[derive(Clone, Debug)]
pub(crate) struct Fact<'records> {
    pub(crate) document: usize,
    /// The document that its words were copied from.
    pub(crate) copied_from: usize,
    pub(crate) event: &'records Event,
    pub(crate) act: EventType,
    /// The states and bodies that answer, by role.
    pub(crate) actors: BTreeMap<RoleName, BTreeSet<String>>,
    /// Classes of what is transferred, launched or used.
    pub(crate) classes: BTreeSet<String>,
    pub(crate) date: Option<Interval>,
    /// The date as it is printed: the event's own, unless it was settled otherwise.
    pub(crate) told_date: Option<Date>,
    /// The day is that of the only incident that the document can mean.
    pub(crate) day_inferred: bool,
    pub(crate) place: Option<Site>,
    pub(crate) modality: Modality,
    /// It is told as what follows if something is confirmed.
    pub(crate) conditional: bool,
}

/// A place as far as two can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) name: String,
    pub(crate) country: Option<String>,
    pub(crate) precision: PlacePrecision,
}

/// How a claim lies to another of the same type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// The same act, told as fully.
    Same,
    /// Less is told, and nothing that differs.
    Vaguer,
    /// More is told, and nothing that differs.
    Fuller,
    /// It covers more: a longer time, a wider place, a wider class.
    Broader,
    /// It covers less.
    Narrower,
}

/// "We", "my Government": the speaker.
fn first_person(words: &str) -> bool {
    folded(words)
        .split(' ')
        .next()
        .is_some_and(|word| matches!(word, "we" | "us" | "our" | "ours" | "i" | "my"))
}

/// The state or body of the one who speaks of an event in the first person; nobody where several speak of it.
fn speaking_of_themselves(
    set: &RecordSet,
    resolution: &Resolution,
    document: usize,
    event: &Event,
) -> BTreeSet<String> {
    let sides: BTreeSet<String> = event
        .said_in
        .iter()
        .filter_map(|id| set.statement(document, id))
        .filter(|statement| !resolution.narrates(document, statement))
        .flat_map(|statement| resolution.speakers(document, statement))
        .map(|speaker| resolution.answerable(&speaker))
        .collect();
    if sides.len() == 1 { sides } else { BTreeSet::new() }
}

/// Roles whose filler answers for the act.
pub(crate) const ACCUSED: [RoleName; 6] = [
    RoleName::Attacker,
    RoleName::Supplier,
    RoleName::Recipient,
    RoleName::User,
    RoleName::By,
    RoleName::Carrier,
];

impl<'records> Fact<'records> {
    pub(crate) fn of(
        set: &RecordSet<'records>,
        resolution: &Resolution,
        document: usize,
        event: &'records Event,
    ) -> Self {
        let mut actors: BTreeMap<RoleName, BTreeSet<String>> = BTreeMap::new();
        let mut classes = BTreeSet::new();
        for role in &event.roles {
            if let Some(class) = &role.class {
                classes.insert(knowledge::class_by_calibre(class, &role.span.exact));
            }
            if let Some(id) = role.actor.as_deref().and_then(|actor| resolution.of(document, actor)) {
                actors.entry(role.role).or_default().insert(resolution.answerable(id));
            } else if first_person(&role.span.exact) {
                actors
                    .entry(role.role)
                    .or_default()
                    .extend(speaking_of_themselves(set, resolution, document, event));
            }
        }
        if matches!(event.event_type, EventType::Attack | EventType::Launch)
            && !actors.contains_key(&RoleName::Attacker)
            && let Some(doers) = actors.remove(&RoleName::User).or_else(|| actors.remove(&RoleName::By))
        {
            actors.insert(RoleName::Attacker, doers);
        }
        Self {
            document,
            copied_from: document,
            event,
            act: event.event_type,
            actors,
            classes,
            date: Interval::of(event.date.as_ref()),
            told_date: event.date.clone().filter(|date| Interval::of(Some(date)).is_some()),
            day_inferred: false,
            place: event.place.as_ref().map(|place| Site {
                name: match (&place.resolved, place.precision) {
                    // A region and the town it is named after are two places.
                    (Some(name), PlacePrecision::Region) => folded(&format!("{name} region")),
                    (Some(name), _) => folded(name),
                    (None, _) => folded(&place.extracted.exact),
                },
                country: place.country.clone(),
                precision: place.precision,
            }),
            modality: event.modality,
            conditional: event
                .said_in
                .iter()
                .filter_map(|id| set.statement(document, id))
                .any(|statement| crate::stances::conditional(event, statement)),
        }
        .placed()
    }

    /// A country named as the place of an act against that country says no more than its target does.
    fn placed(mut self) -> Self {
        if let Some(place) = &self.place
            && place.precision == PlacePrecision::Country
            && let Some(code) = &place.country
            && self
                .actors
                .get(&RoleName::Target)
                .is_some_and(|targets| targets.contains(&format!("state:{code}")))
        {
            self.place = None;
        }
        self
    }

    /// Who answers for the act.
    pub(crate) fn accused(&self) -> BTreeSet<&String> {
        ACCUSED
            .iter()
            .filter_map(|role| self.actors.get(role))
            .flatten()
            .collect()
    }

    pub(crate) fn all_actors(&self) -> BTreeSet<&String> {
        self.actors.values().flatten().collect()
    }

    /// How much it tells: claims that tell more come first.
    pub(crate) fn fullness(&self) -> usize {
        let dated = match (&self.date, self.told_date.as_ref().map(|date| date.precision)) {
            (Some(_), Some(Precision::Time | Precision::Day)) => 3,
            (Some(_), Some(Precision::Days | Precision::Month)) => 2,
            (Some(_), _) => 1,
            (None, _) => 0,
        };
        let placed = match self.place.as_ref().map(|place| place.precision) {
            Some(PlacePrecision::Point | PlacePrecision::City) => 3,
            Some(PlacePrecision::District | PlacePrecision::Region) => 2,
            Some(_) => 1,
            None => 0,
        };
        let classed = self
            .classes
            .iter()
            .map(|class| knowledge::depth(class))
            .max()
            .unwrap_or(0);
        self.actors.values().filter(|fillers| !fillers.is_empty()).count() * 8 + dated + placed + classed
    }

    /// How this claim lies to `other`; `None` where they cannot be of one act.
    pub(crate) fn relation(&self, other: &Fact) -> Option<Relation> {
        if family(self.act) != family(other.act) {
            return None;
        }
        let verdicts = [
            self.actors_lie(other)?,
            self.classes_lie(other)?,
            self.dates_lie(other)?,
            self.places_lie(other)?,
        ];
        let has = |relation| verdicts.contains(&relation);
        match (
            has(Relation::Vaguer) || has(Relation::Broader),
            has(Relation::Fuller) || has(Relation::Narrower),
        ) {
            (false, false) => Some(Relation::Same),
            (true, false) if has(Relation::Broader) => Some(Relation::Broader),
            (true, false) => Some(Relation::Vaguer),
            (false, true) if has(Relation::Narrower) => Some(Relation::Narrower),
            (false, true) => Some(Relation::Fuller),
            // Each tells something that the other leaves out: one act where nothing is wider or narrower.
            (true, true) if has(Relation::Broader) || has(Relation::Narrower) => None,
            (true, true) => Some(Relation::Vaguer),
        }
    }

    /// Whether a delivery is told with who sent or got it, or an attack with who did it.
    pub(crate) fn names_parties(&self) -> bool {
        [
            RoleName::Supplier,
            RoleName::Recipient,
            RoleName::Attacker,
            RoleName::User,
            RoleName::By,
        ]
        .iter()
        .any(|role| self.actors.contains_key(role))
    }

    /// Whether nothing that both tell of what, when and where keeps two acts from being one.
    pub(crate) fn can_be_told_of(&self, other: &Fact) -> bool {
        self.classes_lie(other).is_some() && self.dates_lie(other).is_some() && self.places_lie(other).is_some()
    }

    fn actors_lie(&self, other: &Fact) -> Option<Relation> {
        let mut shared = 0;
        let mut vaguer = false;
        let mut fuller = false;
        for role in self.actors.keys().chain(other.actors.keys()).collect::<BTreeSet<_>>() {
            match (self.actors.get(role), other.actors.get(role)) {
                (Some(own), Some(others)) => {
                    if own.is_disjoint(others) {
                        return None;
                    }
                    if ACCUSED.contains(role) {
                        shared += 1;
                    }
                }
                (Some(_), None) => fuller = true,
                (None, Some(_)) => vaguer = true,
                (None, None) => {}
            }
        }
        let accused = (self.accused().is_empty(), other.accused().is_empty());
        let enough = match accused {
            (true, true) => self.tied_by_place_and_time(other),
            (false, false) => shared > 0 && (self.act == EventType::ArmsTransfer || self.same_doer(other)),
            // That it happened and that somebody did it are two claims.
            _ => false,
        };
        if !enough {
            return None;
        }
        Some(match (vaguer, fuller) {
            (false, false) => Relation::Same,
            (true, false) => Relation::Vaguer,
            (false, true) => Relation::Fuller,
            (true, true) if self.act == EventType::ArmsTransfer => Relation::Vaguer,
            (true, true) => Relation::Vaguer,
        })
    }

    fn same_doer(&self, other: &Fact) -> bool {
        [RoleName::Attacker, RoleName::By, RoleName::User, RoleName::Supplier]
            .iter()
            .all(|role| self.actors.contains_key(role) == other.actors.contains_key(role))
    }

    /// Without anybody named, only the same day or the same place makes two acts one.
    fn tied_by_place_and_time(&self, other: &Fact) -> bool {
        let dated = matches!((&self.date, &other.date), (Some(own), Some(others)) if own.lies(others) == Lie::Same);
        let placed = matches!((&self.place, &other.place), (Some(own), Some(others)) if own.name == others.name);
        let both_open = self.date.is_none() || other.date.is_none();
        placed && (dated || both_open)
            || dated && self.places_lie(other).is_some()
            || self.repeats(other)
            || self.document == other.document && !self.all_actors().is_disjoint(&other.all_actors())
    }

    /// Whether two copies of one text tell it in the same words.
    fn repeats(&self, other: &Fact) -> bool {
        let words = |fact: &Fact| -> BTreeSet<String> {
            fact.event.roles.iter().map(|role| folded(&role.span.exact)).collect()
        };
        self.document != other.document
            && self.copied_from == other.copied_from
            && self.event.trigger.exact == other.event.trigger.exact
            && words(self) == words(other)
    }

    fn classes_lie(&self, other: &Fact) -> Option<Relation> {
        match (self.classes.is_empty(), other.classes.is_empty()) {
            (true, true) => return Some(Relation::Same),
            (true, false) => return Some(Relation::Vaguer),
            (false, true) => return Some(Relation::Fuller),
            (false, false) => {}
        }
        if !self.classes.is_disjoint(&other.classes) {
            return Some(Relation::Same);
        }
        let kind_of = |one: &Fact, two: &Fact| {
            one.classes
                .iter()
                .flat_map(|own| two.classes.iter().map(move |others| (own, others)))
                .find(|(own, others)| knowledge::is_a(own, others))
                .map(|(_, others)| others.clone())
        };
        if let Some(general) = kind_of(self, other) {
            return Some(if knowledge::is_general(&general) {
                Relation::Narrower
            } else {
                Relation::Fuller
            });
        }
        if let Some(general) = kind_of(other, self) {
            return Some(if knowledge::is_general(&general) {
                Relation::Broader
            } else {
                Relation::Vaguer
            });
        }
        None
    }

    fn dates_lie(&self, other: &Fact) -> Option<Relation> {
        let (own, others) = match (&self.date, &other.date) {
            (None, None) => return self.undated(other),
            (None, Some(_)) => return Some(Relation::Vaguer),
            (Some(_), None) => return Some(Relation::Fuller),
            (Some(own), Some(others)) => (own, others),
        };
        // A delivery takes weeks, and "in October" and "on the night of 11 October" are then one delivery; an attack has its day.
        let lasting = matches!(
            self.act,
            EventType::ArmsTransfer | EventType::Deployment | EventType::Investigation | EventType::Aid
        );
        match own.lies(others) {
            Lie::Apart => None,
            Lie::Same => Some(Relation::Same),
            Lie::Wider if lasting => Some(Relation::Vaguer),
            Lie::Narrower if lasting => Some(Relation::Fuller),
            Lie::Wider => Some(Relation::Broader),
            Lie::Narrower => Some(Relation::Narrower),
        }
    }

    /// Two of them without a date are one only within one document.
    fn undated(&self, other: &Fact) -> Option<Relation> {
        (!self.recurs() || self.document == other.document).then_some(Relation::Same)
    }

    /// Meetings and votes recur.
    pub(crate) fn recurs(&self) -> bool {
        matches!(
            self.act,
            EventType::Meeting | EventType::Vote | EventType::Protest | EventType::Statement | EventType::Sanction
        )
    }

    fn places_lie(&self, other: &Fact) -> Option<Relation> {
        let (own, others) = match (&self.place, &other.place) {
            (None, None) => return Some(Relation::Same),
            (None, Some(_)) => return Some(Relation::Vaguer),
            (Some(_), None) => return Some(Relation::Fuller),
            (Some(own), Some(others)) => (own, others),
        };
        if own.name == others.name
            || own.precision == PlacePrecision::Unknown
            || others.precision == PlacePrecision::Unknown
        {
            return Some(Relation::Same);
        }
        if matches!((&own.country, &others.country), (Some(one), Some(two)) if one != two) {
            // A delivery is told by where it left and by where it arrived.
            return (self.act == EventType::ArmsTransfer).then_some(Relation::Same);
        }
        match own.precision.cmp_fineness(others.precision) {
            std::cmp::Ordering::Equal if self.act == EventType::ArmsTransfer => Some(Relation::Same),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Relation::Fuller),
            std::cmp::Ordering::Less => Some(Relation::Vaguer),
        }
    }
}

trait Fineness {
    fn cmp_fineness(self, other: Self) -> std::cmp::Ordering;
}

impl Fineness for PlacePrecision {
    fn cmp_fineness(self, other: Self) -> std::cmp::Ordering {
        let rank = |precision| match precision {
            PlacePrecision::Unknown => 0,
            PlacePrecision::Country => 1,
            PlacePrecision::Region => 2,
            PlacePrecision::District => 3,
            PlacePrecision::City => 4,
            PlacePrecision::Point => 4,
        };
        rank(self).cmp(&rank(other))
    }
}

/// Attacks and impacts are told of one act: it is carried out, and something is struck.
pub(crate) fn family(act: EventType) -> EventType {
    match act {
        EventType::Impact => EventType::Attack,
        other => other,
    }
}

/// Whether a denial of `denied` covers the claim `claimed`, wholly or in part.
pub(crate) fn denial_covers(denied: &Fact, claimed: &Fact) -> Option<Coverage> {
    let family = |act| match act {
        EventType::Launch | EventType::Impact => EventType::Attack,
        other => other,
    };
    if family(denied.act) != family(claimed.act) {
        return None;
    }
    let mut shared = 0;
    for (role, own) in &denied.actors {
        if let Some(others) = claimed.actors.get(role) {
            if own.is_disjoint(others) {
                return None;
            }
            shared += 1;
        }
    }
    let names_nobody = denied.actors.is_empty();
    if shared == 0 && !(names_nobody && denied.document == claimed.document) {
        return None;
    }
    let mut partly = false;
    if !denied.classes.is_empty() && !claimed.classes.is_empty() {
        let covered = |class: &String| denied.classes.iter().any(|wider| knowledge::is_a(class, wider));
        let narrower = denied
            .classes
            .iter()
            .any(|class| claimed.classes.iter().any(|wider| knowledge::is_a(class, wider)));
        if !claimed.classes.iter().all(covered) {
            if !claimed.classes.iter().any(covered) && !narrower {
                return None;
            }
            partly = true;
        }
    }
    if let (Some(own), Some(others)) = (&denied.date, &claimed.date) {
        match own.lies(others) {
            Lie::Apart => return None,
            Lie::Narrower => partly |= claimed.act != EventType::ArmsTransfer,
            Lie::Same | Lie::Wider => {}
        }
    }
    if let (Some(own), Some(others)) = (&denied.place, &claimed.place)
        && own.name != others.name
        && own.precision.cmp_fineness(others.precision) == std::cmp::Ordering::Equal
        && claimed.act != EventType::ArmsTransfer
    {
        return None;
    }
    Some(if partly { Coverage::Part } else { Coverage::Whole })
}

/// How much of a claim a denial covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coverage {
    Whole,
    Part,
}
