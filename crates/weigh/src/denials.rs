//! Denials that point by reference: what "the claims", "it", "all accusations" reach, in a document and in an affair.

use onrecord_extract::{Act, EventType, Record, Statement};
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::calendar::day_number;
use crate::propositions::Claim;
use crate::set::RecordSet;
use crate::stances::{anchors, entry};
use crate::{Stance, StanceEntry};

/// How many days after the last assertion a denial that names no act still answers it in another document.
const DAYS_OF_AFFAIR: i32 = 30;

/// Adds to `stances` what statements do to claims that their own events do not tell.
pub(crate) fn reach<'records>(
    set: &RecordSet<'records>,
    resolution: &Resolution,
    claims: &[Claim<'records>],
    stances: &mut [Vec<StanceEntry>],
) {
    let told = Told::new(set, claims, stances);
    let mut found: Vec<(usize, StanceEntry)> = Vec::new();
    for (document, record) in set.records.iter().enumerate() {
        for statement in record.statements.iter().filter(|statement| !statement.unsaid) {
            let (stance, reached) = match stance_of(statement) {
                Some(stance) => (stance, told.reached(set, resolution, claims, document, statement)),
                None => (
                    Stance::Denies,
                    told.by_negation(set, resolution, claims, document, statement),
                ),
            };
            for (claim, blanket, why) in reached {
                let already = stances[claim].iter().any(|entry| {
                    entry.statement.document == record.document.id && entry.statement.entry == statement.id
                });
                if already {
                    continue;
                }
                let mut entry = entry(set, resolution, document, statement, stance, why);
                // Silence covers nothing, however widely it was asked about.
                entry.blanket = blanket && stance != Stance::Declines;
                entry.anchors = anchors(set, document, statement, None);
                entry.relays = passed_on(record, statement).map(|inner| set.reference(document, &inner.id));
                found.push((claim, entry));
            }
        }
    }
    for (claim, entry) in found {
        stances[claim].push(entry);
    }
}

/// The denial of another that a statement against a claim only passes on.
fn passed_on<'record>(record: &'record Record, statement: &Statement) -> Option<&'record Statement> {
    let against = |act: Act| crate::propositions::speaks_against(act) && act != Act::DeclineComment;
    record.statements.iter().find(|inner| {
        inner.nested_in.as_deref() == Some(statement.id.as_str()) && against(inner.act) && against(statement.act)
    })
}

fn stance_of(statement: &Statement) -> Option<Stance> {
    Some(match statement.act {
        Act::Deny | Act::Reject => Stance::Denies,
        Act::DisputeEvidence => Stance::DisputesEvidence,
        Act::DeclineComment => Stance::Declines,
        Act::Retract => Stance::Retracts,
        Act::Confirm => Stance::Confirms,
        Act::Condemn | Act::Praise => Stance::Alleges,
        _ => return None,
    })
}

/// What each document says of each claim before any reference is followed.
struct Told<'set> {
    /// By document: (claim, statement, where its words begin, asserts).
    by_document: Vec<Vec<(usize, &'set str, u32, bool)>>,
    /// By claim: the days on which documents assert it.
    asserted: Vec<BTreeSet<(i32, usize)>>,
    /// By who answers for it: the claims that accuse them.
    accusing: BTreeMap<String, Vec<usize>>,
    /// By document and event: the claims that the event tells.
    of_event: BTreeMap<(usize, &'set str), Vec<usize>>,
    /// Statements whose content tells an event.
    telling: BTreeSet<(usize, &'set str)>,
}

impl<'set> Told<'set> {
    fn new(set: &RecordSet<'set>, claims: &[Claim<'set>], stances: &[Vec<StanceEntry>]) -> Self {
        let mut by_document = vec![Vec::new(); set.records.len()];
        let mut asserted = vec![BTreeSet::new(); claims.len()];
        for (claim, entries) in stances.iter().enumerate() {
            for entry in entries {
                let Some(document) = set.position(&entry.statement.document) else {
                    continue;
                };
                let Some(statement) = set.statement(document, &entry.statement.entry) else {
                    continue;
                };
                let asserts = matches!(entry.stance, Stance::Alleges | Stance::Confirms | Stance::Suggests);
                by_document[document].push((claim, statement.id.as_str(), begins(statement).unwrap_or(0), asserts));
                if let (true, Some(day)) = (asserts, set.day(document).as_deref().and_then(day_number)) {
                    asserted[claim].insert((day, document));
                }
            }
        }
        let telling = claims
            .iter()
            .flat_map(|claim| claim.events())
            .flat_map(|fact| fact.event.said_in.iter().map(|said| (fact.document, said.as_str())))
            .collect();
        let mut accusing: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut of_event: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for (position, claim) in claims.iter().enumerate() {
            for id in claim.core().accused() {
                accusing.entry(id.clone()).or_default().push(position);
            }
            for fact in claim.events() {
                let told = of_event.entry((fact.document, fact.event.id.as_str())).or_default();
                if told.last() != Some(&position) {
                    told.push(position);
                }
            }
        }
        Self {
            by_document,
            asserted,
            accusing,
            of_event,
            telling,
        }
    }

    /// Claims that a statement reaches, whether in blanket, and why.
    fn reached(
        &self,
        set: &RecordSet,
        resolution: &Resolution,
        claims: &[Claim],
        document: usize,
        statement: &Statement,
    ) -> Vec<(usize, bool, String)> {
        let mut reached = self.by_reference(document, statement);
        if matches!(statement.act, Act::Condemn | Act::Praise | Act::Confirm) {
            return reached;
        }
        if statement.act == Act::Retract {
            if reached.is_empty() && !self.tells_events(document, statement) {
                let named = self.taken_back(set, document, statement);
                let earlier = if named.is_empty() {
                    self.own_earlier(set, resolution, document, statement)
                } else {
                    named
                };
                reached.extend(without_wholes(claims, earlier));
            }
            return reached;
        }
        let sides = sides(resolution, document, statement);
        let blanket = is_blanket(statement);
        if reached.is_empty() && !blanket && self.tells_events(document, statement) {
            return reached;
        }
        if !blanket && reached.is_empty() {
            reached.extend(self.by_kind_of_act(set, claims, document, statement, &sides));
        }
        let answers_for_itself = !sides.is_empty();
        if answers_for_itself && (blanket || reached.is_empty()) {
            let known: BTreeSet<usize> = reached.iter().map(|(claim, _, _)| *claim).collect();
            reached.extend(
                self.in_blanket(set, resolution, claims, document, statement, &sides)
                    .into_iter()
                    .filter(|(claim, _, _)| !known.contains(claim)),
            );
        }
        if reached.is_empty() && blanket && matches!(statement.act, Act::Deny | Act::Reject) {
            reached.extend(self.of_others(claims, document, statement));
        }
        reached
    }

    /// What the statement's reference words were found to point at.
    fn by_reference(&self, document: usize, statement: &Statement) -> Vec<(usize, bool, String)> {
        let pointed: BTreeSet<&str> = statement.refers_to.iter().map(String::as_str).collect();
        if pointed.is_empty() {
            return Vec::new();
        }
        let words = statement
            .content
            .first()
            .map_or("its words", |span| span.exact.as_str());
        let mut reached = BTreeSet::new();
        for (claim, said, _, asserts) in &self.by_document[document] {
            if pointed.contains(said) && *asserts {
                reached.insert(*claim);
            }
        }
        for entry in &pointed {
            reached.extend(self.of_event.get(&(document, *entry)).into_iter().flatten());
        }
        reached
            .into_iter()
            .map(|claim| {
                (
                    claim,
                    statement.blanket,
                    format!("“{words}” points at what was said of this before in the document"),
                )
            })
            .collect()
    }

    fn tells_events(&self, document: usize, statement: &Statement) -> bool {
        self.telling.contains(&(document, statement.id.as_str()))
    }

    /// What a retraction names in its own words: "…, whom we quoted as saying that …, has retracted that statement".
    fn taken_back(&self, set: &RecordSet, document: usize, statement: &Statement) -> Vec<(usize, bool, String)> {
        let reached: BTreeSet<usize> = self.by_document[document]
            .iter()
            .filter(|(_, said, _, asserts)| {
                *asserts
                    && set
                        .statement(document, said)
                        .is_some_and(|earlier| crate::voices::takes_back(statement, earlier))
            })
            .map(|(claim, _, _, _)| *claim)
            .collect();
        each(
            reached,
            false,
            "the retraction says in its own words what it takes back",
        )
    }

    /// For a retraction that names nothing: what the same speaker said before in the document.
    fn own_earlier(
        &self,
        set: &RecordSet,
        resolution: &Resolution,
        document: usize,
        statement: &Statement,
    ) -> Vec<(usize, bool, String)> {
        let speakers: BTreeSet<String> = resolution.speakers(document, statement).into_iter().collect();
        let mut reached = BTreeSet::new();
        for (claim, said, _, asserts) in &self.by_document[document] {
            let same = set.statement(document, said).is_some_and(|earlier| {
                resolution
                    .speakers(document, earlier)
                    .iter()
                    .any(|speaker| speakers.contains(speaker))
            });
            if *asserts && same {
                reached.insert(*claim);
            }
        }
        each(
            reached,
            false,
            "the speaker takes back what the same speaker said of this in the document",
        )
    }

    /// "the allegations of using North Korean-supplied weapons": the kinds of act and the states that the words name.
    fn by_kind_of_act(
        &self,
        set: &RecordSet,
        claims: &[Claim],
        document: usize,
        statement: &Statement,
        sides: &BTreeSet<String>,
    ) -> Vec<(usize, bool, String)> {
        let words: String = statement
            .content
            .iter()
            .map(|span| span.exact.to_lowercase())
            .collect::<Vec<_>>()
            .join(" ");
        let kinds = crate::knowledge::acts_named(&words);
        if kinds.is_empty() {
            return Vec::new();
        }
        let named: BTreeSet<&str> = set.records[document]
            .actors
            .iter()
            .filter(|actor| {
                actor
                    .mentions
                    .iter()
                    .any(|mention| statement.content.iter().any(|span| span.contains(&mention.span)))
            })
            .filter_map(|actor| actor.code.as_deref())
            .collect();
        let in_document: BTreeSet<usize> = self.by_document[document]
            .iter()
            .map(|(claim, _, _, _)| *claim)
            .collect();
        in_document
            .into_iter()
            .filter(|&position| {
                let core = claims[position].core();
                let accused = core.accused();
                let fits =
                    kinds.contains(&core.act) && (sides.is_empty() || accused.iter().any(|id| sides.contains(*id)));
                let actors = core.all_actors();
                fits && (core.act == EventType::Attack
                    || named.iter().all(|code| actors.contains(&format!("state:{code}"))))
            })
            .map(|claim| {
                (
                    claim,
                    statement.blanket,
                    format!(
                        "its words (“{}”) name this kind of act and who is said to have done it",
                        words.trim()
                    ),
                )
            })
            .collect()
    }

    /// "We reject all of these insinuations", said by one whom they do not accuse: every claim that was made of others before in the document.
    fn of_others(&self, claims: &[Claim], document: usize, statement: &Statement) -> Vec<(usize, bool, String)> {
        let here = begins(statement).unwrap_or(u32::MAX);
        let reached: BTreeSet<usize> = self.by_document[document]
            .iter()
            .filter(|(claim, said, begins, asserts)| {
                *asserts && *begins < here && *said != statement.id && !claims[*claim].core().accused().is_empty()
            })
            .map(|(claim, _, _, _)| *claim)
            .collect();
        each(
            reached,
            true,
            "it names no single act, and the speaker is not accused; this one was said of others before in the document",
        )
    }

    /// "We have never had any arms dealings with them", said by one whom the claim accuses: a denial that tells no event and has no verb of denying.
    fn by_negation(
        &self,
        set: &RecordSet,
        resolution: &Resolution,
        claims: &[Claim],
        document: usize,
        statement: &Statement,
    ) -> Vec<(usize, bool, String)> {
        let sides = sides(resolution, document, statement);
        let speaks_for_itself = matches!(statement.act, Act::Assert)
            && !resolution.narrates(document, statement)
            && !sides.is_empty()
            && !self.tells_events(document, statement)
            && !set.records[document]
                .statements
                .iter()
                .any(|inner| inner.nested_in.as_deref() == Some(statement.id.as_str()));
        let negated = statement
            .content
            .iter()
            .any(|span| crate::knowledge::denies_dealings(&span.exact.to_lowercase()));
        if !speaks_for_itself || !negated {
            return Vec::new();
        }
        self.by_kind_of_act(set, claims, document, statement, &sides)
    }

    /// A denial that names no act reaches every claim that accuses the denier: in its document what was asserted before it, elsewhere what is of the same affair and not older than a month.
    fn in_blanket(
        &self,
        set: &RecordSet,
        resolution: &Resolution,
        claims: &[Claim],
        document: usize,
        statement: &Statement,
        sides: &BTreeSet<String>,
    ) -> Vec<(usize, bool, String)> {
        let who = sides
            .iter()
            .map(|side| resolution.name(side))
            .collect::<Vec<_>>()
            .join(" and ");
        let here = begins(statement).unwrap_or(u32::MAX);
        let accuses = |position: usize| claims[position].core().accused().iter().any(|id| sides.contains(*id));
        let mut reached = BTreeSet::new();
        for (claim, said, begins, asserts) in &self.by_document[document] {
            if *asserts && *begins < here && accuses(*claim) && *said != statement.id {
                reached.insert(*claim);
            }
        }
        let mut out: Vec<(usize, bool, String)> = reached
            .iter()
            .map(|&claim| {
                (
                    claim,
                    true,
                    format!("it names no single act; this one was said of {who} before in the document"),
                )
            })
            .collect();
        if !matches!(statement.act, Act::Deny | Act::Reject) || !(is_blanket(statement) || reached.is_empty()) {
            return out;
        }
        let mentioned: BTreeSet<String> = set.records[document]
            .actors
            .iter()
            .filter_map(|actor| resolution.of(document, &actor.id))
            .map(|id| resolution.answerable(id))
            .collect();
        let today = set.day(document).as_deref().and_then(day_number);
        let accusing: BTreeSet<usize> = sides
            .iter()
            .filter_map(|side| self.accusing.get(side))
            .flatten()
            .copied()
            .collect();
        for position in accusing {
            let claim = &claims[position];
            let of_affair = claim
                .core()
                .all_actors()
                .iter()
                .filter(|id| mentioned.contains(**id))
                .count()
                >= 2;
            let recent = self.asserted[position].iter().any(|(day, other)| {
                *other != document && today.is_none_or(|today| *day <= today && today - day <= DAYS_OF_AFFAIR)
            });
            if !reached.contains(&position) && of_affair && recent {
                out.push((
                    position,
                    true,
                    if today.is_some() {
                        format!("it names no single act; this one was said of {who} in earlier documents on the same affair")
                    } else {
                        format!("it names no single act and has no date; this one was said of {who} in documents on the same affair")
                    },
                ));
            }
        }
        out
    }
}

/// Leaves out what others of the list are parts of: whoever takes back how many died does not take back that it happened.
fn without_wholes(claims: &[Claim], reached: Vec<(usize, bool, String)>) -> Vec<(usize, bool, String)> {
    let wholes: BTreeSet<&str> = reached
        .iter()
        .filter_map(|(claim, _, _)| claims[*claim].part_of.as_deref())
        .collect();
    reached
        .iter()
        .filter(|(claim, _, _)| !wholes.contains(claims[*claim].id.as_str()))
        .cloned()
        .collect()
}

/// The speakers of a statement and the states and bodies that they speak for.
fn sides(resolution: &Resolution, document: usize, statement: &Statement) -> BTreeSet<String> {
    resolution
        .speakers(document, statement)
        .into_iter()
        .flat_map(|speaker| [resolution.answerable(&speaker), speaker])
        .collect()
}

/// Every claim reached for the same reason, and whether by a blanket.
fn each(reached: BTreeSet<usize>, blanket: bool, why: &str) -> Vec<(usize, bool, String)> {
    reached
        .into_iter()
        .map(|claim| (claim, blanket, why.to_owned()))
        .collect()
}

/// Whether a denial names no single act: it was read so, or its words begin with "all", "every", "any".
fn is_blanket(statement: &Statement) -> bool {
    let first = || {
        let words = crate::names::folded(&statement.content.first()?.exact);
        words.split(' ').next().map(str::to_owned)
    };
    statement.blanket
        || matches!(statement.act, Act::Deny | Act::Reject)
            && first().is_some_and(|word| crate::knowledge::reporting().wide.contains(&word))
}

/// Where a statement's words begin.
fn begins(statement: &Statement) -> Option<u32> {
    statement
        .content
        .iter()
        .map(|span| span.start)
        .chain(statement.cue.iter().map(|cue| cue.start))
        .chain(statement.source.iter().map(|span| span.start))
        .min()
}
