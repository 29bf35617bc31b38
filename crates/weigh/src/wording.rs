//! Claims in good English: what is said to have been done, never that it was done.

use onrecord_extract::{ActorKind, EventType, RoleName};
use std::collections::BTreeSet;

use crate::actors::Resolution;
use crate::calendar::date_in_words;
use crate::facts::Fact;
use crate::knowledge;
use crate::propositions::Claim;

/// "Nine, ten and eleven".
pub(crate) fn joined(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A speaker as printed: an unnamed one by what it is, others with what they stand for where the name does not tell.
pub(crate) fn speaker(resolution: &Resolution, id: &str) -> String {
    let Some(actor) = resolution.resolved.get(id) else {
        return resolution.name(id);
    };
    match actor.kind {
        ActorKind::Narrator => actor.name.clone(),
        ActorKind::Person => match (&actor.office, &actor.represents) {
            (Some(office), _) if !office.to_lowercase().contains(&actor.name.to_lowercase()) => {
                format!("{} ({office})", actor.name)
            }
            (None, Some(code)) => {
                let whose = resolution.name(&resolution.by_code(code));
                if actor.name.contains(&whose) {
                    actor.name.clone()
                } else {
                    format!("{} ({whose})", actor.name)
                }
            }
            _ => actor.name.clone(),
        },
        _ => actor.name.clone(),
    }
}

/// The claim as a clause without "that".
pub(crate) fn claim(resolution: &Resolution, claim: &Claim) -> String {
    let core = claim.core();
    let filled = Filled {
        resolution,
        core,
        classes: claim.classes(),
        counts_differ: counts_differ(claim),
    };
    let mut text = filled.act();
    // Where arms are made is the maker.
    if let Some(place) = filled.place().filter(|_| filled.core.act != EventType::Manufacture) {
        text.push_str(&place);
    }
    if let Some(date) = claim.date.as_ref().and_then(date_in_words) {
        text.push(' ');
        text.push_str(&date);
    }
    text
}

/// Whether accounts of one incident count its victims differently: the claim is then that there were victims.
fn counts_differ(claim: &Claim) -> bool {
    let counted: BTreeSet<String> = claim
        .facts
        .iter()
        .flat_map(|fact| &fact.event.roles)
        .filter(|role| role.role == RoleName::Victim && role.actor.is_none())
        .map(|role| crate::names::folded(&role.span.exact))
        .collect();
    counted.len() > 1
}

struct Filled<'claim, 'records> {
    resolution: &'claim Resolution,
    core: &'claim Fact<'records>,
    classes: BTreeSet<String>,
    counts_differ: bool,
}

impl Filled<'_, '_> {
    fn act(&self) -> String {
        let things = self.things();
        match self.core.act {
            EventType::ArmsTransfer => self.transfer(things),
            EventType::Attack => self.attack(things),
            EventType::Impact => {
                let what = things.unwrap_or_else(|| "a weapon".to_owned());
                format!(
                    "{what} struck {}",
                    self.first(&[RoleName::Target])
                        .unwrap_or_else(|| "the ground".to_owned())
                )
            }
            EventType::Launch => self.done(
                "launched",
                things.unwrap_or_else(|| "weapons".to_owned()),
                "were launched",
            ),
            EventType::Manufacture => self.done("made", things.unwrap_or_else(|| "weapons".to_owned()), "were made"),
            EventType::Test => self.done("tested", things.unwrap_or_else(|| "weapons".to_owned()), "were tested"),
            EventType::Deployment => self.done(
                "deployed",
                things
                    .or_else(|| self.first(&[RoleName::Subject]))
                    .unwrap_or_else(|| "forces".to_owned()),
                "were deployed",
            ),
            EventType::Casualties => {
                let whom = self
                    .first(&[RoleName::Victim, RoleName::Target])
                    .filter(|_| !self.counts_differ)
                    .unwrap_or_else(|| "people".to_owned());
                match self.doer() {
                    Some(doer) => format!("{doer} killed or injured {whom}"),
                    None => format!("{whom} were killed or injured"),
                }
            }
            EventType::Detention => self.done("detained", self.object("people"), "were detained"),
            EventType::Investigation => {
                self.done("is investigating", self.object("the matter"), "is being investigated")
            }
            EventType::Sanction => self.done("imposed sanctions on", self.object("others"), "came under sanctions"),
            EventType::Meeting => self.meeting(),
            EventType::Vote => match self.first(&[RoleName::Body, RoleName::By]) {
                Some(body) => format!("{body} voted"),
                None => "a vote was held".to_owned(),
            },
            EventType::Agreement => match self.parties() {
                Some(parties) => format!("{parties} concluded an agreement"),
                None => "an agreement was concluded".to_owned(),
            },
            EventType::Aid => self.done("gave aid to", self.object("others"), "received aid"),
            EventType::Protest => match self.doer() {
                Some(doer) => format!("{doer} protested"),
                None => "a protest was held".to_owned(),
            },
            EventType::Statement => match self.doer() {
                Some(doer) => format!("{doer} made a statement"),
                None => "a statement was made".to_owned(),
            },
            // Deeds are not compared across documents; see `Event::is_compared`.
            EventType::Undertaking
            | EventType::Consultation
            | EventType::Support
            | EventType::Cooperation
            | EventType::Concession
            | EventType::Withdrawal
            | EventType::Demand
            | EventType::Accusation
            | EventType::Rejection
            | EventType::Threat
            | EventType::Mobilization
            | EventType::Reduction
            | EventType::Restriction
            | EventType::Seizure
            | EventType::Destruction
            | EventType::Expulsion
            | EventType::Abduction
            | EventType::Abuse
            | EventType::Combat
            | EventType::Control
            | EventType::Accident
            | EventType::Disaster
            | EventType::Crime
            | EventType::Establishment
            | EventType::Reorganization
            | EventType::Responsibility => match self.doer() {
                Some(doer) => format!("{doer} acted"),
                None => "something was done".to_owned(),
            },
        }
    }

    fn transfer(&self, things: Option<String>) -> String {
        let things = things.unwrap_or_else(|| "arms".to_owned());
        let carrier = self
            .of(RoleName::Carrier)
            .map(|carrier| format!(" aboard {carrier}"))
            .unwrap_or_default();
        let (supplier, recipient) = (
            self.of(RoleName::Supplier),
            self.of(RoleName::Recipient).or_else(|| self.of(RoleName::User)),
        );
        match (supplier, recipient) {
            (Some(supplier), Some(recipient)) => format!("{supplier} supplied {things} to {recipient}{carrier}"),
            (Some(supplier), None) => format!("{supplier} supplied {things}{carrier}"),
            (None, Some(recipient)) => format!("{recipient} obtained {things}{carrier}"),
            (None, None) => format!("{things} {} transferred{carrier}", be(&things)),
        }
    }

    fn attack(&self, things: Option<String>) -> String {
        let target = self.of(RoleName::Target);
        let from = self
            .of(RoleName::Supplier)
            .map(|supplier| format!(" supplied by {supplier}"))
            .unwrap_or_default();
        let with = match things {
            Some(things) => format!(" with {things}{from}"),
            None if from.is_empty() => String::new(),
            None => format!(" with weapons{from}"),
        };
        match (self.doer(), target) {
            (Some(doer), Some(target)) => format!("{doer} attacked {target}{with}"),
            (Some(doer), None) if with.is_empty() => format!("{doer} carried out an attack"),
            (Some(doer), None) => format!("{doer} carried out an attack{with}"),
            (None, Some(target)) => format!("{target} {} attacked{with}", be(&target)),
            (None, None) => format!("an attack was carried out{with}"),
        }
    }

    fn meeting(&self) -> String {
        match (self.of(RoleName::Body), self.parties()) {
            (Some(body), _) => format!("{body} met"),
            (None, Some(parties)) => format!("{parties} met"),
            (None, None) => "a meeting was held".to_owned(),
        }
    }

    fn done(&self, verb: &str, object: String, passive: &str) -> String {
        match self.doer() {
            Some(doer) => format!("{doer} {verb} {object}"),
            None => format!("{object} {passive}"),
        }
    }

    fn doer(&self) -> Option<String> {
        self.first(&[
            RoleName::Attacker,
            RoleName::By,
            RoleName::User,
            RoleName::Supplier,
            RoleName::Body,
        ])
    }

    fn object(&self, otherwise: &str) -> String {
        self.first(&[
            RoleName::Target,
            RoleName::Subject,
            RoleName::Victim,
            RoleName::Recipient,
            RoleName::Participant,
        ])
        .unwrap_or_else(|| otherwise.to_owned())
    }

    fn parties(&self) -> Option<String> {
        self.first(&[RoleName::Participant, RoleName::By])
    }

    fn first(&self, roles: &[RoleName]) -> Option<String> {
        roles.iter().find_map(|role| self.of(*role))
    }

    /// The fillers of a role by name; where no actor fills it, its words as printed.
    fn of(&self, role: RoleName) -> Option<String> {
        if let Some(actors) = self.core.actors.get(&role) {
            let names: Vec<String> = actors.iter().map(|id| self.resolution.name(id)).collect();
            return Some(joined(&names));
        }
        let words: Vec<String> = self
            .core
            .event
            .roles
            .iter()
            .filter(|filled| filled.role == role)
            .map(|filled| filled.span.exact.trim().to_owned())
            .collect();
        (!words.is_empty()).then(|| joined(&words))
    }

    /// What is transferred, launched or used.
    fn things(&self) -> Option<String> {
        if !self.classes.is_empty() {
            let names: Vec<String> = self.classes.iter().map(|class| knowledge::class_name(class)).collect();
            return Some(joined(&names));
        }
        self.of(RoleName::Item).or_else(|| self.of(RoleName::Weapon))
    }

    fn place(&self) -> Option<String> {
        let place = self.core.event.place.as_ref()?;
        let name = place.resolved.as_deref().unwrap_or(&place.extracted.exact).trim();
        let target = self.of(RoleName::Target);
        if name.is_empty() || target.as_deref().is_some_and(|target| target.contains(name)) {
            return None;
        }
        let country = place
            .country
            .as_deref()
            .and_then(knowledge::actor_name)
            .filter(|country| country != name && target.as_deref() != Some(country));
        let preposition = if name
            .split(' ')
            .next()
            .is_some_and(|word| ["in", "at", "on", "near", "off", "from", "over"].contains(&word))
        {
            ""
        } else {
            "in "
        };
        Some(match country {
            Some(country) if !name.contains(&country) => format!(" {preposition}{name}, {country}"),
            _ => format!(" {preposition}{name}"),
        })
    }
}

/// "was" or "were" by the last word.
fn be(words: &str) -> &'static str {
    let last = words.rsplit(' ').next().unwrap_or(words);
    let plural = words.contains(" and ")
        || last.ends_with('s') && !last.ends_with("ss") && last.chars().next().is_some_and(char::is_lowercase)
        || words == "arms";
    if plural { "were" } else { "was" }
}
