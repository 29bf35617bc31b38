//! One event for all that a document says of it: later mentions are joined to the one they speak of and fill in what it lacked.

use onrecord_document::BlockKind;

use super::draft::{Draft, Instrument};
use super::parts::{Part, Sources};
use super::when_where::precision_rank;
use crate::record::{Date, EventType, Modality, PlacePrecision, RoleName};

/// The drafts after joining: for each, the one it was joined to.
pub(super) struct Joined {
    into: Vec<Option<usize>>,
}

impl Joined {
    /// The draft that stands for `at`.
    pub fn root(&self, at: usize) -> usize {
        let mut root = at;
        while let Some(next) = self.into[root] {
            root = next;
        }
        root
    }

    /// Whether `at` stands for itself.
    pub fn stands(&self, at: usize) -> bool {
        self.into[at].is_none()
    }
}

/// Joins the drafts of one document.
pub(super) fn join(sources: &Sources, drafts: &mut Vec<Draft>) -> Joined {
    let mut joined = Joined {
        into: vec![None; drafts.len()],
    };
    let heading = |draft: &Draft| sources.reading.blocks[draft.block].block.kind == BlockKind::Heading;
    let (headings, body): (Vec<usize>, Vec<usize>) = (0..drafts.len()).partition(|&at| heading(&drafts[at]));
    for (position, &later) in body.iter().enumerate() {
        if drafts[later].part_of.is_some() {
            continue;
        }
        // Running text points back to running text; what a caption shows is often another day's.
        let caption = |at: usize| sources.reading.blocks[drafts[at].block].block.kind == BlockKind::Caption;
        let told = body[..position].iter().rev().copied().filter(|&at| !caption(at));
        let shown = body[..position].iter().rev().copied().filter(|&at| caption(at));
        let earlier = told.chain(shown).filter(|&at| joined.stands(at)).find(|&at| {
            let same_series = drafts[at].part_of.is_some() && drafts[later].dates.is_empty();
            !same_series && same_event(sources, &drafts[at], &drafts[later], false)
        });
        if let Some(earlier) = earlier {
            absorb(drafts, earlier, later);
            joined.into[later] = Some(earlier);
        }
    }
    for (position, &title) in headings.iter().enumerate() {
        let candidates = body.iter().chain(&headings[..position]).copied();
        let told = candidates
            .filter(|&at| joined.stands(at) && drafts[at].part_of.is_none())
            .find(|&at| same_event(sources, &drafts[at], &drafts[title], true));
        if let Some(told) = told {
            absorb(drafts, told, title);
            joined.into[title] = Some(told);
        }
    }
    joined
}

fn absorb(drafts: &mut [Draft], earlier: usize, later: usize) {
    let parts = drafts[later].parts.clone();
    let dates = drafts[later].dates.clone();
    let (date_rule, place, trigger) = (
        drafts[later].date_rule,
        drafts[later].place,
        drafts[later].trigger.clone(),
    );
    let mentions = std::mem::take(&mut drafts[later].mentions);
    let modality = drafts[later].modality;
    let (complete, asserted) = (drafts[later].complete, drafts[later].verb);
    let event = &mut drafts[earlier];
    fill_in(&mut event.parts, parts);
    if event.dates.is_empty() {
        event.dates = dates;
        event.date_rule = date_rule;
    }
    let coarser = match (event.place, place) {
        (Some(known), Some(new)) => precision_rank(new.place.precision) < precision_rank(known.place.precision),
        (None, Some(_)) => true,
        _ => false,
    };
    if coarser {
        event.place = place;
    }
    // A noun that points back asserts nothing anew.
    if asserted && event.modality == Modality::Alleged && modality == Modality::Stated {
        event.modality = Modality::Stated;
    }
    event.complete |= complete;
    event.mentions.push(trigger);
    event.mentions.extend(mentions);
}

/// Roles that nothing filled yet.
pub(super) fn fill_in(parts: &mut Vec<Part>, more: Vec<Part>) {
    let before = parts.clone();
    for part in more {
        if !before.iter().any(|known| known.role == part.role) {
            parts.push(part);
        }
    }
}

fn same_event(sources: &Sources, earlier: &Draft, later: &Draft, title: bool) -> bool {
    let types = earlier.event_type == later.event_type
        || (later.definite
            && !later.verb
            && later.event_type == EventType::Attack
            && earlier.event_type == EventType::Impact
            && later.parts.is_empty());
    if !types || told_as(earlier.modality) != told_as(later.modality) {
        return false;
    }
    let Some(shared) = shared(sources, earlier, later) else {
        return false;
    };
    if title {
        return shared.count > 0 || later.parts.is_empty();
    }
    if in_apposition(sources, earlier, later) {
        return true;
    }
    if later.definite && agrees_in_number(sources, earlier, later) {
        // "the strike on the port" with nothing in common is the first mention of another one; "the strikes killed" is not.
        let identified = later.place.is_some()
            || !later.dates.is_empty()
            || later
                .parts
                .iter()
                .any(|part| !matches!(part.role, RoleName::Weapon | RoleName::Item) && !part.rule.ends_with(".struck"));
        return shared.count > 0 || !identified;
    }
    if points_back(sources, later) && same_sentence(sources, earlier, later) && shared.weapons > 0 {
        return true;
    }
    let one_transfer = earlier.event_type == EventType::ArmsTransfer && shared.actors > 0 && shared.weapons > 0;
    one_transfer || (shared.count >= 2 && (shared.when_or_where > 0 || shared.weapons > 0))
}

/// "attacks" do not point back to "a strike", nor "the strike" to "attacks".
fn agrees_in_number(sources: &Sources, earlier: &Draft, later: &Draft) -> bool {
    let plural = |draft: &Draft| sources.annotated(draft.block).tag(draft.head).ends_with('S');
    earlier.verb || later.verb || earlier.part_of.is_some() || plural(earlier) == plural(later)
}

/// Whether what is transferred was spoken of before: "the procurement of these missiles".
fn points_back(sources: &Sources, draft: &Draft) -> bool {
    let a = sources.annotated(draft.block);
    draft
        .parts
        .iter()
        .filter(|part| part.role == RoleName::Item && part.tokens.block == draft.block)
        .any(|part| {
            a.tag(part.head) == "PRP"
                || super::grammar::children_as(a, part.head, &["det"])
                    .into_iter()
                    .any(|child| matches!(a.lower(child), "these" | "those" | "this" | "that"))
        })
}

fn same_sentence(sources: &Sources, earlier: &Draft, later: &Draft) -> bool {
    earlier.block == later.block
        && sources
            .annotated(later.block)
            .sentence_of(later.head)
            .contains(&earlier.head)
        || earlier.mentions.iter().any(|mention| {
            mention.block == later.block
                && sources
                    .annotated(later.block)
                    .sentence_of(later.head)
                    .contains(&mention.start)
        })
}

/// Events told as real, alleged or not, may be one; what is denied, possible, to come or only thought of stays apart.
fn told_as(modality: Modality) -> Modality {
    if modality == Modality::Alleged {
        Modality::Stated
    } else {
        modality
    }
}

struct Shared {
    count: usize,
    actors: usize,
    weapons: usize,
    when_or_where: usize,
}

/// What two mentions have in common; nothing where they conflict.
fn shared(sources: &Sources, earlier: &Draft, later: &Draft) -> Option<Shared> {
    let mut found = Shared {
        count: 0,
        actors: 0,
        weapons: 0,
        when_or_where: 0,
    };
    let mut roles: Vec<RoleName> = later.parts.iter().map(|part| part.role).collect();
    roles.dedup();
    for role in roles {
        let known: Vec<&Part> = earlier.parts.iter().filter(|part| part.role == role).collect();
        let new: Vec<&Part> = later.parts.iter().filter(|part| part.role == role).collect();
        // What a strike hit is one of the things that it was made on.
        if known.is_empty() || new.iter().chain(&known).any(|part| part.rule.ends_with(".struck")) {
            continue;
        }
        if !known
            .iter()
            .any(|known| new.iter().any(|new| same_filler(sources, known, new)))
        {
            return None;
        }
        found.count += 1;
        if matches!(role, RoleName::Item | RoleName::Weapon) {
            found.weapons += 1;
        } else {
            found.actors += 1;
        }
    }
    if !earlier.dates.is_empty() && !later.dates.is_empty() {
        let overlap = earlier
            .dates
            .iter()
            .any(|known| later.dates.iter().any(|new| overlaps(&known.date, &new.date)));
        if !overlap {
            return None;
        }
        found.count += 1;
        found.when_or_where += 1;
    }
    if let (Some(known), Some(new)) = (earlier.place, later.place) {
        let (known, new) = (&known.place, &new.place);
        if known.country.is_some() && new.country.is_some() && known.country != new.country {
            return None;
        }
        let same = known.resolved.is_some() && known.resolved == new.resolved
            || known.extracted.exact.to_lowercase() == new.extracted.exact.to_lowercase();
        if known.precision == new.precision && !same {
            return None;
        }
        if same {
            found.count += 1;
            if known.precision != PlacePrecision::Country {
                found.when_or_where += 1;
            }
        }
    }
    Some(found)
}

fn same_filler(sources: &Sources, known: &Part, new: &Part) -> bool {
    match (&known.actor, &new.actor) {
        (Some(known), Some(new)) => return known == new,
        (Some(_), None) | (None, Some(_)) => return false,
        _ => {}
    }
    match (&known.class, &new.class) {
        (Some(known), Some(new)) => return crate::arms::related(known, new),
        (Some(_), None) | (None, Some(_)) => return false,
        _ => {}
    }
    let lemma = |part: &Part| {
        let a = sources.annotated(part.tokens.block);
        super::grammar::normal(a, sources.counted(part.tokens.block, part.head))
    };
    lemma(known) == lemma(new)
}

/// Whether two dates have a day in common; an open end reaches as far as it may.
fn overlaps(known: &Date, new: &Date) -> bool {
    let before = |left: &Option<String>, right: &Option<String>| match (left, right) {
        (Some(left), Some(right)) => left < right,
        _ => false,
    };
    !before(&known.latest, &new.earliest) && !before(&new.latest, &known.earliest)
}

/// "…firing rockets at a market, an attack that killed 11": the noun sums up the clause before it.
fn in_apposition(sources: &Sources, earlier: &Draft, later: &Draft) -> bool {
    if later.verb || earlier.block != later.block || earlier.head > later.head {
        return false;
    }
    let a = sources.annotated(later.block);
    let sentence = a.sentence_of(later.head);
    if earlier.head < sentence.start {
        return false;
    }
    let start = a.left_edge(later.head).max(sentence.start);
    let article = super::grammar::children_as(a, later.head, &["det"])
        .into_iter()
        .any(|child| matches!(a.lower(child), "a" | "an"));
    let after_comma = start > 0 && matches!(a.lower(start - 1), "," | "—" | "–");
    article
        && after_comma
        && matches!(
            a.dep(later.head),
            "appos" | "npadvmod" | "conj" | "dobj" | "nsubj" | "attr" | "ROOT" | "dep"
        )
}

/// Takes from the users of a weapon whoever is said to have supplied it: "Russia and North Korea denied using North Korean-supplied weapons".
pub(super) fn part_users_from_suppliers(drafts: &mut [Draft]) {
    let supplied: Vec<(usize, usize, String)> = drafts
        .iter()
        .filter(|draft| draft.event_type == EventType::ArmsTransfer)
        .flat_map(|draft| {
            let suppliers: Vec<String> = draft
                .parts
                .iter()
                .filter(|part| part.role == RoleName::Supplier)
                .filter_map(|part| part.actor.clone())
                .collect();
            let items: Vec<(usize, usize)> = draft
                .parts
                .iter()
                .filter(|part| part.role == RoleName::Item)
                .map(|part| (draft.block, part.head))
                .collect();
            items.into_iter().flat_map(move |(block, head)| {
                suppliers
                    .clone()
                    .into_iter()
                    .map(move |supplier| (block, head, supplier))
            })
        })
        .collect();
    for draft in drafts.iter_mut().filter(|draft| draft.event_type == EventType::Attack) {
        let block = draft.block;
        let weapons: Vec<usize> = draft
            .parts
            .iter()
            .filter(|part| part.role == RoleName::Weapon)
            .map(|part| part.head)
            .collect();
        let attackers = draft
            .parts
            .iter()
            .filter(|part| part.role == RoleName::Attacker)
            .count();
        if attackers < 2 {
            continue;
        }
        draft.parts.retain(|part| {
            part.role != RoleName::Attacker
                || !supplied.iter().any(|(at, head, supplier)| {
                    *at == block && weapons.contains(head) && part.actor.as_ref() == Some(supplier)
                })
        });
    }
}

/// A transfer of weapons that an attack was made with went to whoever made the attack, where nobody else is named.
pub(super) fn recipients_from_users(drafts: &mut [Draft], joined: &Joined, instruments: &[(usize, Instrument)]) {
    let mut users: Vec<(usize, usize, Vec<Part>)> = Vec::new();
    for at in 0..drafts.len() {
        if drafts[at].event_type != EventType::Attack {
            continue;
        }
        let attackers: Vec<Part> = drafts[joined.root(at)]
            .parts
            .iter()
            .filter(|part| part.role == RoleName::Attacker)
            .cloned()
            .collect();
        let block = drafts[at].block;
        for part in drafts[at]
            .parts
            .iter()
            .filter(|part| part.role == RoleName::Weapon && part.tokens.block == block)
        {
            users.push((block, part.head, attackers.clone()));
        }
        for (instrument_block, instrument) in instruments {
            if *instrument_block == block && instrument.noun == drafts[at].head {
                users.extend(
                    instrument
                        .parts
                        .iter()
                        .filter(|part| part.role == RoleName::Weapon)
                        .map(|part| (block, part.head, attackers.clone())),
                );
            }
        }
    }
    for at in 0..drafts.len() {
        if drafts[at].event_type != EventType::ArmsTransfer {
            continue;
        }
        let block = drafts[at].block;
        let items: Vec<usize> = drafts[at]
            .parts
            .iter()
            .filter(|part| part.role == RoleName::Item)
            .map(|part| part.head)
            .collect();
        let root = joined.root(at);
        if drafts[root].parts.iter().any(|part| part.role == RoleName::Recipient) {
            continue;
        }
        let suppliers: Vec<Option<String>> = drafts[root]
            .parts
            .iter()
            .filter(|part| part.role == RoleName::Supplier)
            .map(|part| part.actor.clone())
            .collect();
        let Some((_, _, attackers)) = users
            .iter()
            .find(|(user_block, head, _)| *user_block == block && items.contains(head))
        else {
            continue;
        };
        let recipients: Vec<Part> = attackers
            .iter()
            .filter(|attacker| attacker.actor.is_some() && !suppliers.contains(&attacker.actor))
            .map(|attacker| Part {
                role: RoleName::Recipient,
                rule: "event.recipient.user".to_owned(),
                ..attacker.clone()
            })
            .collect();
        drafts[root].parts.extend(recipients);
    }
}
