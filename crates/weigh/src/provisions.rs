//! Provisions that a claimed act would engage if it were so, element by element. The engine points; it finds no breach.

use onrecord_catalogue::{Direction, OwnElement, Provision};
use onrecord_extract::{EventType, Modality, RoleName};
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::calendar::{date_in_words, day_in_words};
use crate::facts::Fact;
use crate::propositions::Claim;
use crate::set::RecordSet;
use crate::{Element, Engagement, knowledge, wording};

/// One party's conduct within an act, in the catalogue's words for acts.
struct Conduct {
    actor: String,
    acts: &'static [&'static str],
    /// "as the supplier".
    part: &'static str,
}

/// The verdict on one element: matched, left open by the text, or contradicted.
enum Verdict {
    Matched(String),
    Open(String),
    Contradicted,
}

/// Classes of what other claims tell to have been delivered, each with the claims that do.
pub(crate) type Beside = BTreeMap<String, BTreeSet<String>>;

/// Engagements of a claim, by resolution and paragraph.
pub(crate) fn engagements(
    set: &RecordSet,
    resolution: &Resolution,
    claim: &Claim,
    beside: &Beside,
    modality: Modality,
) -> Vec<Engagement> {
    if matches!(modality, Modality::Future | Modality::Hypothetical | Modality::Denied) {
        return Vec::new();
    }
    let mut found: Vec<(u16, usize, Engagement)> = Vec::new();
    for conduct in conducts(claim.core()) {
        for (place, provision) in knowledge::provisions().iter().enumerate() {
            if let Some(engagement) = engage(set, resolution, claim, beside, &conduct, provision, modality) {
                found.push((provision.resolution, place, engagement));
            }
        }
    }
    // Of two versions of a provision, the one that matches better stands.
    found.sort_by(|one, other| {
        let by = |found: &(u16, usize, Engagement)| {
            let engagement = &found.2;
            (
                engagement.provision.clone(),
                engagement.conduct_of.clone(),
                engagement.missing.len(),
                found.1,
            )
        };
        by(one).cmp(&by(other))
    });
    found.dedup_by(|one, other| one.2.provision == other.2.provision && one.2.conduct_of == other.2.conduct_of);
    found.sort_by(|one, other| {
        (one.2.missing.len(), one.0, one.1, &one.2.conduct_of).cmp(&(
            other.2.missing.len(),
            other.0,
            other.1,
            &other.2.conduct_of,
        ))
    });
    found.into_iter().map(|(_, _, engagement)| engagement).collect()
}

fn conducts(core: &Fact) -> Vec<Conduct> {
    let mut conducts = Vec::new();
    let mut add = |role: RoleName, acts: &'static [&'static str], part: &'static str| {
        for actor in core.actors.get(&role).into_iter().flatten() {
            conducts.push(Conduct {
                actor: actor.clone(),
                acts,
                part,
            });
        }
    };
    match core.act {
        EventType::ArmsTransfer if trains(core) && core.classes.is_empty() => training(&mut add),
        EventType::ArmsTransfer => {
            add(RoleName::Supplier, &["export", "supply"], "as the supplier");
            add(RoleName::Recipient, &["procure"], "as the recipient");
            add(RoleName::Carrier, &["transport"], "as the carrier");
        }
        EventType::Launch => add_doers(&mut add, &["launch", "develop"], "as the one who launches"),
        EventType::Test => add_doers(&mut add, &["test", "launch", "develop"], "as the one who tests"),
        EventType::Deployment | EventType::Aid if trains(core) => training(&mut add),
        _ => {}
    }
    conducts
}

fn training(add: &mut impl FnMut(RoleName, &'static [&'static str], &'static str)) {
    for role in [RoleName::Supplier, RoleName::By, RoleName::Attacker] {
        add(role, &["train"], "as the one who sends instructors");
    }
    for role in [RoleName::Recipient, RoleName::Target] {
        add(role, &["train", "host"], "as the host of instructors");
    }
}

/// The classes of what is said to have been delivered by the same supplier in the documents that tell of a training: what it is training in.
pub(crate) fn delivered_with(claim: &Claim, claims: &[Claim]) -> Beside {
    let core = claim.core();
    if !trains(core) || !claim.classes().is_empty() {
        return Beside::new();
    }
    let parties = core.all_actors();
    let mut beside = Beside::new();
    let delivered = claims
        .iter()
        .filter(|other| other.core().act == EventType::ArmsTransfer && other.id != claim.id)
        .filter(|other| {
            other
                .core()
                .actors
                .get(&RoleName::Supplier)
                .is_some_and(|suppliers| suppliers.iter().any(|supplier| parties.contains(supplier)))
        })
        .filter(|other| {
            other
                .facts
                .iter()
                .any(|fact| claim.facts.iter().any(|own| own.document == fact.document))
        })
        .flat_map(|other| other.classes().into_iter().map(move |class| (class, other.id.clone())));
    for (class, by) in delivered {
        beside.entry(class).or_default().insert(by);
    }
    beside
}

fn add_doers(
    add: &mut impl FnMut(RoleName, &'static [&'static str], &'static str),
    acts: &'static [&'static str],
    part: &'static str,
) {
    for role in [RoleName::By, RoleName::Attacker, RoleName::User] {
        add(role, acts, part);
    }
}

/// Whether the act is of instructors or training, by its own words.
fn trains(core: &Fact) -> bool {
    let words = core
        .event
        .roles
        .iter()
        .map(|role| &role.span.exact)
        .chain([&core.event.trigger.exact]);
    words
        .into_iter()
        .any(|words| knowledge::tells_of_training(&words.to_lowercase()))
}

fn engage(
    set: &RecordSet,
    resolution: &Resolution,
    claim: &Claim,
    beside: &Beside,
    conduct: &Conduct,
    provision: &Provision,
    modality: Modality,
) -> Option<Engagement> {
    let code = conduct.actor.split_once(':').map(|(_, code)| code)?;
    let name = resolution.name(&conduct.actor);
    if !provision.addresses(code, knowledge::is_state(code)) {
        return None;
    }
    let act = conduct.acts.iter().find(|act| provision.covers_act(act))?;
    let mut matched = vec![
        Element {
            name: "addressee".to_owned(),
            reason: addressee(provision, code, &name),
        },
        Element {
            name: "act".to_owned(),
            reason: format!("{name} {}: the provision is about “{act}”", conduct.part),
        },
    ];
    let mut missing = Vec::new();
    let mut take = |element: &str, verdict: Verdict| {
        let element = element.to_owned();
        match verdict {
            Verdict::Matched(reason) => matched.push(Element { name: element, reason }),
            Verdict::Open(reason) => missing.push(Element { name: element, reason }),
            Verdict::Contradicted => return None,
        }
        Some(())
    };
    if !provision.class.is_empty() {
        take("item", class(claim, beside, provision))?;
    }
    if !provision.direction.is_empty() {
        let verdict = direction(resolution, claim.core(), provision, conduct);
        // Where nobody is told to whom it went, only the measures on those that the documents speak of come into question.
        if matches!(verdict, Verdict::Open(_)) && !speaks_of_target(set, claim, provision) {
            return None;
        }
        take("direction", verdict)?;
    }
    for element in &provision.element {
        take(&element.name, own_element(set, claim, element))?;
    }
    take("in force", in_force(set, claim, provision))?;
    if modality == Modality::Possible {
        missing.push(Element {
            name: "modality".to_owned(),
            reason: "nobody says that it was done, only that it may have been".to_owned(),
        });
    }
    // An item that the claim itself does not tell is taken from what others tell.
    let assumes: BTreeSet<String> = if provision.class.is_empty() || !claim.classes().is_empty() {
        BTreeSet::new()
    } else {
        let covered = beside.iter().filter(|(class, _)| covers(provision, class));
        covered.flat_map(|(_, claims)| claims.iter().cloned()).collect()
    };
    Some(Engagement {
        provision: provision.citation(),
        assumes: assumes.into_iter().collect(),
        regime: provision.regime.clone(),
        conduct_of: conduct.actor.clone(),
        gloss: provision.gloss.clone(),
        complete: missing.is_empty(),
        matched,
        missing,
        confidence: provision.confidence.as_str().to_owned(),
        verified: provision.verified,
        contested_by: provision
            .contested_by
            .iter()
            .map(|code| knowledge::actor_name(code).unwrap_or_else(|| code.clone()))
            .collect(),
    })
}

fn addressee(provision: &Provision, code: &str, name: &str) -> String {
    if provision.addressee.iter().any(|addressee| addressee == code) {
        format!("the provision names {name}")
    } else {
        format!("the provision is addressed to all states, and {name} is one")
    }
}

/// What a provision asks for besides: matched where an account tells it in the catalogue's words.
fn own_element(set: &RecordSet, claim: &Claim, element: &OwnElement) -> Verdict {
    let told = claim.facts.iter().find_map(|fact| {
        fact.event
            .said_in
            .iter()
            .filter_map(|id| set.statement(fact.document, id))
            .flat_map(|statement| &statement.content)
            .filter(|span| span.overlaps(&fact.event.trigger))
            .find_map(|span| {
                let lower = span.exact.to_lowercase();
                element.words.iter().find(|words| lower.contains(words.as_str()))
            })
    });
    match told {
        Some(words) => Verdict::Matched(format!("its words have “{words}”")),
        None => Verdict::Open(format!("it is not told {}", element.gloss)),
    }
}

/// Whether a class is among those that a provision covers.
fn covers(provision: &Provision, class: &str) -> bool {
    provision.class.iter().any(|wider| knowledge::is_a(class, wider))
        && !provision
            .except_class
            .iter()
            .any(|except| knowledge::is_a(class, except))
}

fn class(claim: &Claim, beside: &Beside, provision: &Provision) -> Verdict {
    let mut classes = claim.classes();
    if classes.is_empty() {
        classes.extend(beside.keys().cloned());
    }
    if classes.is_empty() {
        return Verdict::Open(
            "what was transferred, launched or tested is not told, or not in a class that the catalogue knows"
                .to_owned(),
        );
    }
    let covered: Vec<String> = classes
        .iter()
        .filter(|class| covers(provision, class))
        .map(|class| knowledge::class_name(class))
        .collect();
    let wider = || {
        provision
            .class
            .iter()
            .map(|class| knowledge::class_name(class))
            .collect::<Vec<_>>()
    };
    if !covered.is_empty() {
        return Verdict::Matched(format!(
            "{} are among what it covers ({})",
            wording::joined(&covered),
            wording::joined(&wider())
        ));
    }
    // "weapons" may or may not be the launchers that a narrower provision names; launchers told with rockets are those of rockets.
    let decided = |class: &&String| {
        !knowledge::is_general(class) && !provision.class.iter().any(|narrower| knowledge::is_a(narrower, class))
    };
    if classes.iter().any(|class| decided(&class)) {
        return Verdict::Contradicted;
    }
    let unclear: Vec<String> = classes
        .iter()
        .filter(|class| provision.class.iter().any(|narrower| knowledge::is_a(narrower, class)))
        .map(|class| knowledge::class_name(class))
        .collect();
    if unclear.is_empty() {
        return Verdict::Contradicted;
    }
    Verdict::Open(format!(
        "“{}” is told no closer, and the provision covers {} only",
        wording::joined(&unclear),
        wording::joined(&wider())
    ))
}

fn direction(resolution: &Resolution, core: &Fact, provision: &Provision, conduct: &Conduct) -> Verdict {
    let filler = |roles: &[RoleName]| {
        roles
            .iter()
            .filter_map(|role| core.actors.get(role))
            .flatten()
            .collect::<BTreeSet<_>>()
    };
    let suppliers = filler(&[RoleName::Supplier, RoleName::By, RoleName::Attacker]);
    let recipients = filler(&[RoleName::Recipient, RoleName::Target]);
    let has = |side: &BTreeSet<&String>, code: &str| {
        side.iter()
            .any(|id| id.split_once(':').is_some_and(|(_, own)| own == code))
    };
    let mut open = Vec::new();
    for direction in &provision.direction {
        let (side, code, word) = match direction {
            Direction::From(code) => (&suppliers, code, "from"),
            Direction::To(code) => (&recipients, code, "to"),
            Direction::Within(code) => {
                let there = core.place.as_ref().and_then(|place| place.country.as_deref()) == Some(code.as_str());
                let name = name_of(resolution, code);
                if there || conduct.actor.ends_with(&format!(":{code}")) || has(&recipients, code) {
                    return Verdict::Matched(format!("it is said to have been done within {name} or by it"));
                }
                if core.place.is_none() {
                    open.push(format!("whether it was done within {name} is not told"));
                }
                continue;
            }
        };
        let name = name_of(resolution, code);
        if has(side, code) {
            return Verdict::Matched(format!("it is said to have gone {word} {name}"));
        }
        if side.is_empty() {
            open.push(format!("whether it went {word} {name} is not told"));
        }
    }
    if open.is_empty() {
        Verdict::Contradicted
    } else {
        Verdict::Open(wording::joined(&open))
    }
}

/// Whether a document of the claim names one whom the provision's measures are on.
fn speaks_of_target(set: &RecordSet, claim: &Claim, provision: &Provision) -> bool {
    claim.facts.iter().any(|fact| {
        set.actors(fact.document).iter().any(|actor| {
            provision.direction.iter().any(|direction| {
                let (Direction::From(code) | Direction::To(code) | Direction::Within(code)) = direction;
                actor.code.as_deref() == Some(code.as_str())
            })
        })
    })
}

fn name_of(resolution: &Resolution, code: &str) -> String {
    resolution.name(&resolution.by_code(code))
}

fn in_force(set: &RecordSet, claim: &Claim, provision: &Provision) -> Verdict {
    let since = day_in_words(&provision.valid_from).unwrap_or_else(|| provision.valid_from.clone());
    let date = claim.date.as_ref();
    let bounds = date.map(|date| {
        (
            date.earliest.as_deref().or(date.latest.as_deref()),
            date.latest.as_deref().or(date.earliest.as_deref()),
        )
    });
    match bounds {
        Some((Some(first), Some(last))) => {
            let when = date.and_then(date_in_words).unwrap_or_default();
            match (provision.in_force(day(first)), provision.in_force(day(last))) {
                (true, true) => Verdict::Matched(format!(
                    "it is said to have been done {when}, and the provision has held since {since}"
                )),
                (false, false) if day(first) > day(&provision.valid_from) || day(last) < day(&provision.valid_from) => {
                    Verdict::Contradicted
                }
                _ => Verdict::Open(format!(
                    "it is said to have been done {when}, and the provision held for a part of that time"
                )),
            }
        }
        _ => {
            // Without a date the act is at latest of the day of the first document that tells it.
            let told = claim.facts.iter().filter_map(|fact| set.day(fact.document)).min();
            match told {
                Some(told) if provision.in_force(day(&told)) => Verdict::Matched(format!(
                    "the act is not dated; the provision has held since {since}, and held on {}, when it was first told",
                    day_in_words(&told).unwrap_or(told)
                )),
                Some(told) if day(&told) < day(&provision.valid_from) => Verdict::Contradicted,
                Some(_) => Verdict::Open(
                    "the act is not dated, and the provision no longer held when it was first told".to_owned(),
                ),
                None => Verdict::Open("neither the act nor a document that tells it is dated".to_owned()),
            }
        }
    }
}

fn day(text: &str) -> &str {
    text.get(..10).unwrap_or(text)
}
