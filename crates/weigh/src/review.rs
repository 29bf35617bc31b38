//! What a person should look at first, and why: each reason has a weight, and the heaviest sums come first.

use onrecord_extract::{Act, Record};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::in_force::decisions_in_force;
use crate::rulings::Rulings;
use crate::{Anchor, Decision, LineageKind, Proposition, Stance, Standing, Status, TollSeries};

/// Why something asks for a second look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// A short code, e.g. `one-origin`.
    pub code: String,
    /// How much it counts.
    pub weight: u32,
    /// In words.
    pub words: String,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Concern {
    /// What it is about: the id that `decide` takes.
    pub subject: String,
    /// What it is, in words.
    pub text: String,
    /// Sum of the weights of its reasons.
    pub weight: u32,
    /// The heaviest first.
    pub reasons: Vec<Reason>,
    /// The words to look at.
    pub anchors: Vec<Anchor>,
    /// What to decide.
    pub ask: String,
}

/// Gathers reasons by what they are about.
#[derive(Default)]
struct Desk(BTreeMap<String, Concern>);

impl Desk {
    fn put(&mut self, subject: &str, text: &str, ask: &str, reason: Reason, anchors: &[Anchor]) {
        let concern = self.0.entry(subject.to_owned()).or_insert_with(|| Concern {
            subject: subject.to_owned(),
            text: text.to_owned(),
            weight: 0,
            reasons: Vec::new(),
            anchors: Vec::new(),
            ask: ask.to_owned(),
        });
        for anchor in anchors {
            if !concern.anchors.contains(anchor) {
                concern.anchors.push(anchor.clone());
            }
        }
        if !concern.reasons.contains(&reason) {
            concern.reasons.push(reason);
        }
    }
}

fn reason(code: &str, weight: u32, words: String) -> Reason {
    Reason {
        code: code.to_owned(),
        weight,
        words,
    }
}

/// What a person should look at first. What was accepted or mended by a decision is not asked again.
pub fn review(records: &[Record], standing: &Standing, decisions: &[Decision]) -> Vec<Concern> {
    let mut desk = Desk::default();
    let mut changed: BTreeMap<&str, usize> = BTreeMap::new();
    for position in standing.positions.iter().filter(|position| position.changed) {
        *changed.entry(&position.proposition).or_default() += 1;
    }
    for claim in &standing.propositions {
        let changed = changed.get(claim.id.as_str()).copied().unwrap_or_default();
        self::claim(&mut desk, changed, claim);
    }
    denials_of_nothing(&mut desk, records, standing);
    silent_documents(&mut desk, records);
    for flag in &standing.flags {
        let weight = match flag.code.as_str() {
            "implausible-signatory" | "signatories-differ" | "number-differs" => 20,
            "date-differs" | "falling-cumulative" => 15,
            _ => 10,
        };
        let subject = format!("{}/{}", flag.entry.document, flag.entry.entry);
        desk.put(
            &subject,
            &format!("an entry that does not fit ({})", flag.code.replace('-', " ")),
            "accept the entry, or reject it where it was read wrongly",
            reason(&flag.code, weight, flag.reason.clone()),
            &flag.anchors,
        );
    }
    for series in &standing.tolls {
        toll(&mut desk, series);
    }
    loose_ties(&mut desk, standing);
    inferred_mandates(&mut desk, standing);
    decisions_of_two_minds(&mut desk, decisions);
    let rulings = Rulings::new(decisions);
    let mut concerns: Vec<Concern> = desk
        .0
        .into_values()
        .filter(|concern| !rulings.settled(&concern.subject))
        .collect();
    for concern in &mut concerns {
        concern.reasons.sort_by(|one, other| {
            (Reverse(one.weight), &one.code, &one.words).cmp(&(Reverse(other.weight), &other.code, &other.words))
        });
        concern.weight = concern.reasons.iter().map(|reason| reason.weight).sum();
    }
    concerns.sort_by(|one, other| (Reverse(one.weight), &one.subject).cmp(&(Reverse(other.weight), &other.subject)));
    concerns
}

/// Decisions that wait for a second person, and those that somebody else holds to be wrong.
fn decisions_of_two_minds(desk: &mut Desk, decisions: &[Decision]) {
    let states = decisions_in_force(decisions);
    for (decision, state) in decisions
        .iter()
        .filter_map(|decision| Some((decision, states.iter().find(|state| state.number == decision.number)?)))
    {
        let text = format!(
            "decision {} of {}: {} {} ({})",
            decision.number, decision.who, decision.subject, decision.what, decision.why
        );
        let mut put = |ask: &str, reason: Reason| desk.put(&decision.number.to_string(), &text, ask, reason, &[]);
        if state.undone_by.is_none() && !state.disputed_by.is_empty() {
            let by = state.disputed_by.join(", ");
            put(
                "confirm the decision or take it back",
                reason("decision-disputed", 40, format!("{by} holds it to be wrong")),
            );
        } else if state.pending {
            put(
                "confirm or dispute the decision",
                reason(
                    "decision-pending",
                    35,
                    "it counts when somebody else has confirmed it".to_owned(),
                ),
            );
        }
    }
}

/// `changed`: how many of those who speak of it changed their position.
fn claim(desk: &mut Desk, changed: usize, claim: &Proposition) {
    let asserting: Vec<_> = claim
        .stances
        .iter()
        .filter(|entry| matches!(entry.stance, Stance::Alleges | Stance::Confirms))
        .collect();
    if asserting.is_empty() {
        return;
    }
    let mut reasons = Vec::new();
    let documents: BTreeSet<&str> = asserting
        .iter()
        .map(|entry| entry.statement.document.as_str())
        .collect();
    let one_origin = claim.origins_asserting.count <= 1;
    if claim.status == Status::Contested {
        reasons.push(reason(
            "contested",
            20,
            if claim.status_explanation.is_empty() {
                "contested".to_owned()
            } else {
                format!("contested: {}", claim.status_explanation)
            },
        ));
        if one_origin {
            reasons.push(reason(
                "contested-one-origin",
                15,
                "contested, and a single origin asserts it".to_owned(),
            ));
        }
    }
    if one_origin && documents.len() >= 3 {
        reasons.push(reason(
            "one-origin",
            20,
            format!(
                "{} documents assert it, and they go back to one origin",
                documents.len()
            ),
        ));
    }
    if asserting.iter().all(|entry| entry.anonymous) {
        reasons.push(reason("unnamed", 15, "nobody asserts it under a name".to_owned()));
    }
    if !claim.differences.is_empty() {
        reasons.push(reason(
            "accounts-differ",
            10,
            format!("{} of its accounts differ from the others", claim.differences.len()),
        ));
    }
    let blanket = claim.stances.iter().filter(|entry| entry.blanket).count();
    if blanket > 0 {
        reasons.push(reason(
            "blanket",
            10,
            "it is denied in blanket only by some: see whether the denial reaches it".to_owned(),
        ));
    }
    if changed > 0 {
        reasons.push(reason(
            "position-changed",
            15,
            format!("{changed} of those who speak of it changed their position"),
        ));
    }
    // What is at stake makes a doubt heavier, and is none itself.
    let engaged = claim.provisions.iter().filter(|engagement| engagement.complete).count();
    if engaged > 0 && !reasons.is_empty() {
        reasons.push(reason(
            "at-stake",
            10,
            format!("{engaged} provisions would be engaged, with every element matched"),
        ));
    }
    let anchors: Vec<Anchor> = asserting
        .iter()
        .flat_map(|entry| entry.anchors.iter().take(1).cloned())
        .take(3)
        .collect();
    for reason in reasons {
        desk.put(
            &claim.id,
            &claim.text,
            "accept the claim as it stands, join it with another (same), or reject a statement of it",
            reason,
            &anchors,
        );
    }
}

/// Statements against something that nobody was found to have said.
fn denials_of_nothing(desk: &mut Desk, records: &[Record], standing: &Standing) {
    let reaching: BTreeSet<(&str, &str)> = standing
        .propositions
        .iter()
        .flat_map(|claim| &claim.stances)
        .flat_map(|entry| std::iter::once(&entry.statement).chain(&entry.also_in))
        .map(|statement| (statement.document.as_str(), statement.entry.as_str()))
        .collect();
    for record in records {
        for statement in record
            .statements
            .iter()
            .filter(|statement| !statement.unsaid && !statement.narrator)
        {
            let against = matches!(
                statement.act,
                Act::Deny | Act::Reject | Act::DisputeEvidence | Act::Retract
            );
            if !against || reaching.contains(&(record.document.id.as_str(), statement.id.as_str())) {
                continue;
            }
            let words = statement.content.first().map_or("", |span| span.exact.as_str());
            let anchors: Vec<Anchor> = statement
                .content
                .iter()
                .chain(&statement.cue)
                .take(2)
                .map(|span| Anchor {
                    document: record.document.id.clone(),
                    span: span.clone(),
                })
                .collect();
            desk.put(
                &format!("{}/{}", record.document.id, statement.id),
                &format!("a denial: “{}”", words.trim()),
                "say what it denies (denies STATEMENT CLAIM), accept it, or reject it",
                reason(
                    "denial-of-nothing",
                    if statement.act == Act::DisputeEvidence { 8 } else { 16 },
                    "it was not found what it denies".to_owned(),
                ),
                &anchors,
            );
        }
    }
}

/// Documents out of which nothing was read.
fn silent_documents(desk: &mut Desk, records: &[Record]) {
    for record in records {
        let document = &record.document;
        let words = document.text.split_whitespace().count();
        let foreign = document.language != "en" && document.language != "und";
        let nothing = record.statements.iter().all(|statement| statement.narrator) && record.events.is_empty();
        if words < 40 || !(nothing || foreign) {
            continue;
        }
        let why = if foreign {
            format!("its language, {}, is not read", document.language)
        } else {
            format!("of its {words} words, nothing was read that anybody says or does")
        };
        desk.put(
            &document.id,
            &document
                .title
                .as_ref()
                .map_or_else(|| "a document".to_owned(), |title| format!("“{}”", title.value.trim())),
            "read it yourself, and accept it",
            reason("nothing-read", 12, why),
            &[],
        );
    }
}

fn toll(desk: &mut Desk, series: &TollSeries) {
    let mut reasons = Vec::new();
    if let (Some(low), Some(high)) = (series.summary.low, series.summary.high)
        && high >= low.saturating_mul(2)
        && high > low + 2
    {
        reasons.push(reason(
            "wide-toll",
            12,
            format!("its figures lie between {low} and {high}"),
        ));
    }
    let aside = series.points.iter().filter(|point| point.set_aside.is_some()).count();
    if aside > 0 {
        reasons.push(reason(
            "figure-set-aside",
            8,
            format!("{aside} of its figures are set aside as withdrawn or misreported"),
        ));
    }
    let anchors: Vec<Anchor> = series.points.iter().take(3).map(|point| point.anchor.clone()).collect();
    for reason in reasons {
        desk.put(
            &series.id,
            &format!("the toll of {}", series.about),
            "accept the series, or reject a figure of it",
            reason,
            &anchors,
        );
    }
}

/// Copies by content alone, which a reader can take for two hands.
fn loose_ties(desk: &mut Desk, standing: &Standing) {
    for member in standing.lineages.iter().flat_map(|lineage| &lineage.members) {
        if member.kind == LineageKind::Rewrite && member.overlap < 0.2 {
            desk.put(
                &member.document,
                "a rewrite by its content",
                "compare it with its source, and accept it",
                reason(
                    "loose-tie",
                    8,
                    format!(
                        "held to be a rewrite of {} though few passages are the same: {}",
                        member.source.as_deref().unwrap_or("another"),
                        member.explanation
                    ),
                ),
                &member.shared,
            );
        }
    }
}

/// Actors for whom it was inferred whom they speak for, and who speak often.
fn inferred_mandates(desk: &mut Desk, standing: &Standing) {
    for actor in &standing.actors {
        if actor.statements >= 2 && actor.explanation.contains("is inferred") {
            desk.put(
                &actor.id,
                &format!("who {} is", actor.name),
                "accept, join with another (same), or keep an entry apart",
                reason("mandate-inferred", 6, actor.explanation.clone()),
                &[],
            );
        }
    }
}
