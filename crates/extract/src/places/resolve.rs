//! Which place of the gazetteer a name means, by the words beside it, the states and places of the document, and how many live there.
//!
//! All of one name in one document is one place (one sense a discourse: Gale, Church and Yarowsky 1992), unless the words beside it
//! tell otherwise. A candidate weighs the power of ten of its inhabitants, and more where the document speaks of its state (most in the
//! same sentence) or of places near it (the minimality of Leidner 2007). The heaviest wins if it outweighs every other place by
//! [`MARGIN`]. **Where nothing in the document speaks for it, it has to be known ([`KNOWN`] inhabitants) and to outweigh every other
//! place tenfold**; else the name stays unresolved. A region is never given a position, nor is a capital that stands for its government.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_gazetteer::{Candidate, Gazetteer, Kind, fold, kilometres};
use onrecord_language::{Annotated, Pos};

use super::Named;
use super::context::{Heard, Support};
use super::words::{DISTRICTS, PARTS, REGIONS, SITES};
use crate::reading::{Reading, Tokens};
use crate::record::PlacePrecision;

/// By how many powers of ten the heaviest place has to outweigh the next.
const MARGIN: f64 = 0.5;
/// The same where nothing in the document speaks for it.
const MARGIN_ALONE: f64 = 1.0;
/// Inhabitants below which a town is small.
const SMALL: u64 = 15_000;
/// From which support on a small town is meant by a name that its state is not near to.
const WELL_SUPPORTED: f64 = 0.85;
/// What being a state's capital adds to a name.
const CAPITAL: f64 = 1.25;
/// Inhabitants from which on a place is known without help.
const KNOWN: u64 = 100_000;
/// A town is what a bare name means, and not its region, from this part of the region's inhabitants on.
const NAMESAKE: u64 = 14;

/// Mentions of one name that are to be one place.
struct Group {
    /// The folded name.
    name: String,
    /// Where the document has it, as block and tokens: a name is no support for itself.
    own: Vec<(usize, Range<usize>)>,
    members: Vec<usize>,
    candidates: Vec<Candidate<'static>>,
    /// Whether the words name a region ("the Kherson region").
    precision: PlacePrecision,
    is_capital: bool,
}

/// What was chosen, and why.
struct Choice {
    candidate: Candidate<'static>,
    rule: &'static str,
    evidence: Option<(usize, usize)>,
    /// Whether it stands on more than a small lead.
    firm: bool,
}

/// A candidate's weight, itself, and what of the document speaks for it: the rule and the place.
type Weighed = (f64, Candidate<'static>, &'static str, Option<(usize, usize)>);

/// Sets what the gazetteer tells of every place.
pub(super) fn resolve(reading: &Reading, heard: &mut Heard, found: &mut [Named]) {
    heard.read_dateline(reading);
    let people = people(reading);
    let mut groups = groups(reading, found, &people);
    let mut decided: BTreeMap<usize, Choice> = BTreeMap::new();
    // The settled ones first, then the rest by their help, twice.
    for round in 0..3 {
        // What was told beside one mention of a name tells the others.
        let told_groups: Vec<(usize, String)> = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| {
                let first = &found[group.members[0]];
                first.within.is_some() || (first.at.place.country.is_some() && !first.is_capital)
            })
            .map(|(at, group)| (at, group.name.clone()))
            .collect();
        for (at, group) in groups.iter_mut().enumerate() {
            if decided.contains_key(&at) {
                continue;
            }
            let told = same_name_told(&decided, &told_groups, group);
            let Some(choice) = told.or_else(|| choose(reading, heard, found, group)) else {
                continue;
            };
            if round == 0 && !choice.firm {
                continue;
            }
            let first = &found[group.members[0]];
            heard.settle(
                &group.name,
                choice.candidate.country,
                (first.block, first.name.start),
                choice.candidate.centre,
            );
            decided.insert(at, choice);
        }
    }
    for (at, group) in groups.iter().enumerate() {
        for member in &group.members {
            match decided.get(&at) {
                Some(choice) => {
                    set(reading, &mut found[*member], choice);
                    if is_borne_out(reading, &found[*member], choice) {
                        found[*member].tentative = false;
                    }
                }
                None => unset(&mut found[*member], group),
            }
        }
    }
}

/// The place that the words beside another mention of the same name tell, where all such mentions tell one.
fn same_name_told(decided: &BTreeMap<usize, Choice>, told: &[(usize, String)], group: &Group) -> Option<Choice> {
    let mut choices = told
        .iter()
        .filter(|(_, name)| *name == group.name)
        .filter_map(|(at, _)| decided.get(at));
    let first = choices.next()?.candidate;
    if !choices.all(|other| one_place(&first, &other.candidate)) {
        return None;
    }
    let family: Vec<Candidate> = group
        .candidates
        .iter()
        .filter(|candidate| one_place(&first, candidate))
        .copied()
        .collect();
    let candidate = if family.iter().any(|candidate| candidate.place == first.place) {
        first
    } else {
        member(&family, group.precision)?
    };
    Some(Choice {
        candidate,
        rule: "gazetteer.same-name",
        evidence: None,
        firm: true,
    })
}

/// Whether what was chosen makes a place of a name that the model does not mark: the document has to speak for it, and more for what
/// the model takes for a person or an organisation.
fn is_borne_out(reading: &Reading, named: &Named, choice: &Choice) -> bool {
    let marked = matches!(
        reading.annotated(named.block).entity_label(named.name.start),
        Some("PERSON" | "ORG" | "NORP")
    );
    let great = matches!(
        choice.candidate.kind,
        Kind::Area | Kind::Water | Kind::Site | Kind::Region
    );
    match choice.rule {
        "gazetteer.population" => (!marked || named.name.len() > 1) && (great || choice.candidate.population >= KNOWN),
        "gazetteer.capital" => false,
        "gazetteer.state-in-text" | "gazetteer.dateline" => !marked || great || choice.candidate.population >= 20_000,
        _ => true,
    }
}

/// The last words of people's names in the document: "Clinton" after "Hillary Clinton" is no town.
fn people(reading: &Reading) -> Vec<String> {
    let mut people: Vec<String> = reading
        .blocks
        .iter()
        .flat_map(|read| {
            let annotated = &read.annotated;
            annotated
                .entities()
                .iter()
                .filter(|entity| entity.label(annotated) == "PERSON" && entity.tokens().len() > 1)
                .filter_map(|entity| {
                    entity
                        .tokens()
                        .rev()
                        .find(|token| annotated.pos(*token) == Pos::Propn)
                        .filter(|token| *token > entity.start)
                })
                .map(|token| fold(annotated.token(token)))
        })
        .collect();
    people.sort();
    people.dedup();
    people
}

/// The names of the document that the gazetteer knows, in the order of the text.
fn groups(reading: &Reading, found: &[Named], people: &[String]) -> Vec<Group> {
    let gazetteer = Gazetteer::shipped();
    let mut groups: Vec<Group> = Vec::new();
    for (at, named) in found.iter().enumerate() {
        if named.is_state || named.name.is_empty() {
            continue;
        }
        let annotated = reading.annotated(named.block);
        let words = bare(annotated, named.name.clone());
        let name = fold(words);
        let place = &named.at.place;
        let told = place.country.is_some() && !named.is_capital;
        if !told && named.within.is_none() && !named.is_capital && people.contains(&name) {
            continue;
        }
        let precision = if place.precision == PlacePrecision::Unknown && is_part(annotated, named) {
            PlacePrecision::Region
        } else {
            place.precision
        };
        // "Moscow region" is another one than Moscow's.
        let mut candidates = Vec::new();
        if precision == PlacePrecision::Region && named.at.tokens.end == named.name.end + 1 {
            candidates = gazetteer.lookup(annotated.slice(named.name.start..named.at.tokens.end));
            candidates.retain(|candidate| candidate.kind == Kind::Region);
        }
        if candidates.is_empty() {
            candidates = gazetteer.lookup(words);
        }
        candidates.retain(|candidate| fits(candidate, precision, named, annotated));
        // A sea is what its own full name means, whatever region is called after it; "Red Sea state" is told by its word.
        let sea = candidates
            .iter()
            .any(|candidate| candidate.kind == Kind::Water && candidate.own_name);
        if sea && named.name.len() > 1 && named.at.tokens.end == named.name.end {
            candidates.retain(|candidate| candidate.kind == Kind::Water);
        }
        if told {
            candidates.retain(|candidate| candidate.country.is_none() || candidate.country == place.country.as_deref());
        }
        if let Some(region) = named.within {
            candidates.retain(|candidate| candidate.region == region);
        }
        let same = |group: &&mut Group| {
            group.name == name
                && group.precision == precision
                && group.is_capital == named.is_capital
                && group.candidates.len() == candidates.len()
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.members.push(at),
            None if candidates.is_empty() && !named.is_capital => {}
            None => groups.push(Group {
                name,
                own: Vec::new(),
                members: vec![at],
                candidates,
                precision,
                is_capital: named.is_capital,
            }),
        }
    }
    for at in 0..groups.len() {
        let all = groups.iter().filter(|other| other.name == groups[at].name);
        let members = all.flat_map(|group| &group.members);
        groups[at].own = members
            .map(|member| (found[*member].block, found[*member].name.clone()))
            .collect();
    }
    groups
}

/// A name without the word in it that tells its kind: "South Hamgyong Province", "Shenyang City".
fn bare(annotated: &Annotated, name: Range<usize>) -> &str {
    let last = annotated.lower(name.end - 1);
    let is_kind = REGIONS.contains(&last) || DISTRICTS.contains(&last) || last == "city";
    // "Kansas City" is known by the whole of it.
    if name.len() > 1 && is_kind && Gazetteer::shipped().lookup(annotated.slice(name.clone())).is_empty() {
        annotated.slice(name.start..name.end - 1)
    } else {
        annotated.slice(name)
    }
}

/// "northern Idlib", "Aleppo's northern countryside": a part of what lies around a town, so its region.
fn is_part(annotated: &Annotated, named: &Named) -> bool {
    let before = named
        .name
        .start
        .checked_sub(1)
        .map_or("", |before| annotated.lower(before));
    let last = named.at.tokens.end - 1;
    PARTS.contains(&before) || matches!(annotated.lower(last), "countryside" | "hinterland")
}

/// Whether a candidate is of the kind that the words tell.
fn fits(candidate: &Candidate, precision: PlacePrecision, named: &Named, annotated: &Annotated) -> bool {
    let last = annotated.lower(named.name.end - 1);
    let is_site = named.name.len() > 1 && (SITES.contains(&last) || matches!(last, "bridge" | "airfield"));
    match precision {
        PlacePrecision::Region => matches!(candidate.kind, Kind::Region | Kind::Area | Kind::Water),
        PlacePrecision::District => candidate.kind == Kind::District,
        PlacePrecision::City => candidate.kind == Kind::City,
        PlacePrecision::Point if is_site => candidate.kind == Kind::Site,
        PlacePrecision::Country => false,
        PlacePrecision::Point | PlacePrecision::Unknown => candidate.kind != Kind::Country,
    }
}

/// The power of ten of a place's inhabitants, with what its kind and its name add.
fn weight(candidate: &Candidate) -> f64 {
    #[allow(clippy::cast_precision_loss)] // inhabitants
    let inhabitants = candidate.population.max(1) as f64;
    let known = match candidate.kind {
        Kind::Area | Kind::Water | Kind::Site => 7.0,
        Kind::Region if candidate.population == 0 => 5.0,
        Kind::District => inhabitants.log10() - 1.0,
        _ => inhabitants.log10().max(2.0),
    };
    known - if candidate.own_name { 0.0 } else { 0.3 }
}

/// The heaviest place, where it outweighs every other by enough.
fn choose(reading: &Reading, heard: &Heard, found: &[Named], group: &Group) -> Option<Choice> {
    let places: Vec<(usize, usize)> = group
        .members
        .iter()
        .map(|member| (found[*member].block, found[*member].name.start))
        .collect();
    let own = |block: usize, token: usize| {
        group
            .own
            .iter()
            .any(|(other, name)| *other == block && name.contains(&token))
    };
    let mut supports: BTreeMap<Option<&str>, Option<Support>> = BTreeMap::new();
    let first = &found[group.members[0]];
    let told = first.at.place.country.is_some() && !first.is_capital;
    let mut weighed: Vec<Weighed> = group
        .candidates
        .iter()
        .map(|candidate| {
            let support = supports
                .entry(candidate.country)
                .or_insert_with(|| heard.support(reading, candidate.country, &places, &own));
            let near = heard.nearness(&group.name, candidate.centre);
            let capital = if group.is_capital
                && candidate.kind == Kind::City
                && candidate.country == first.at.place.country.as_deref()
            {
                CAPITAL
            } else {
                0.0
            };
            let help = support.as_ref().map_or(0.0, |support| support.weight) + near + capital;
            let (rule, place) = match support {
                // A small place wants more than that its state is named somewhere, or by a name that few know it by.
                Some(support)
                    if support.rule == "gazetteer.state-in-text"
                        && candidate.kind == Kind::City
                        && candidate.population < SMALL
                        && near == 0.0
                        && !(candidate.own_name && support.weight >= WELL_SUPPORTED) =>
                {
                    ("", None)
                }
                Some(support) => (support.rule, support.place),
                None if near > 0.0 => ("gazetteer.near", None),
                None => ("", None),
            };
            (weight(candidate) + help, *candidate, rule, place)
        })
        .collect();
    weighed.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.place.cmp(&right.1.place)));
    let (heaviest, leader, rule, evidence) = *weighed.first()?;
    let family: Vec<Candidate> = weighed
        .iter()
        .map(|(_, candidate, ..)| *candidate)
        .filter(|candidate| one_place(&leader, candidate))
        .collect();
    let next = weighed
        .iter()
        .filter(|(_, candidate, ..)| !one_place(&leader, candidate))
        .map(|(weight, ..)| *weight)
        .next();
    let lead = next.map_or(f64::INFINITY, |next| heaviest - next);
    let known = family.iter().any(|candidate| {
        candidate.population >= KNOWN
            || matches!(candidate.kind, Kind::Area | Kind::Water | Kind::Site)
            || (candidate.kind == Kind::Region && candidate.own_name)
    });
    let (rule, needed) = match () {
        () if first.within.is_some() => ("gazetteer.region-beside", MARGIN),
        () if told => ("gazetteer.state-beside", MARGIN),
        () if !rule.is_empty() => (rule, MARGIN),
        () if group.is_capital => ("gazetteer.capital", MARGIN),
        () if known => ("gazetteer.population", MARGIN_ALONE),
        () => return None,
    };
    if lead < needed {
        return None;
    }
    Some(Choice {
        candidate: member(&family, group.precision)?,
        rule,
        evidence,
        firm: lead >= needed + 0.5,
    })
}

/// Whether two candidates are one place seen at two grains: a town and the region or district that is named after it.
fn one_place(one: &Candidate, other: &Candidate) -> bool {
    if one.place == other.place {
        return true;
    }
    let near = match (one.centre, other.centre) {
        (Some(one), Some(other)) => kilometres(one, other) < 30.0,
        _ => false,
    };
    let linked = one.region == other.region || one.centre.is_none() || other.centre.is_none();
    one.country == other.country && linked && (one.kind != other.kind || near)
}

/// Which grain of one place a name means: what the words tell; of a bare name the town, unless it is a small one of a great region.
fn member<'b>(family: &[Candidate<'b>], precision: PlacePrecision) -> Option<Candidate<'b>> {
    let greatest = |kind: Kind| {
        family
            .iter()
            .filter(|candidate| candidate.kind == kind)
            .max_by_key(|candidate| (candidate.population, std::cmp::Reverse(candidate.place)))
            .copied()
    };
    let (town, region) = (greatest(Kind::City), greatest(Kind::Region));
    match (town, region) {
        (Some(_), Some(region)) if precision == PlacePrecision::Region => Some(region),
        (Some(town), Some(region)) if town.population.saturating_mul(NAMESAKE) < region.population => Some(region),
        (Some(town), _) => Some(town),
        (None, Some(region)) => Some(region),
        (None, None) => [Kind::Area, Kind::Water, Kind::Site, Kind::District]
            .into_iter()
            .find_map(greatest),
    }
}

fn set(reading: &Reading, named: &mut Named, choice: &Choice) {
    let annotated = reading.annotated(named.block);
    let metonym = named.is_capital && speaks(annotated, named);
    let place = &mut named.at.place;
    let candidate = &choice.candidate;
    let confirmed = named.is_capital && place.country.as_deref() == candidate.country && candidate.kind == Kind::City;
    place.precision = match candidate.kind {
        Kind::City => PlacePrecision::City,
        Kind::Site => PlacePrecision::Point,
        Kind::District => PlacePrecision::District,
        Kind::Region | Kind::Area | Kind::Water | Kind::Country => PlacePrecision::Region,
    };
    if matches!(candidate.kind, Kind::City | Kind::Site) && !metonym {
        place.lat = candidate.centre.map(|(lat, _)| lat);
        place.lon = candidate.centre.map(|(_, lon)| lon);
    }
    if confirmed {
        // The catalogue's own name and rule stay.
        return;
    }
    place.resolved = Some(Gazetteer::shipped().name(candidate.place));
    place.country = candidate.country.map(str::to_owned).or(place.country.take());
    place.basis.rule = format!("{}+{}", place.basis.rule, choice.rule);
    if let Some((block, token)) = choice.evidence
        && !matches!(choice.rule, "gazetteer.state-beside" | "gazetteer.region-beside")
    {
        place
            .basis
            .spans
            .push(reading.span(&Tokens::new(block, token..token + 1)));
    }
}

/// A capital's name that may as well mean another town, with nothing to tell which, tells no state.
fn unset(named: &mut Named, group: &Group) {
    if named.is_capital && !group.candidates.is_empty() {
        let place = &mut named.at.place;
        place.resolved = None;
        place.country = None;
        "place.ambiguous-capital".clone_into(&mut place.basis.rule);
    }
}

/// "Washington said", "Kyiv's forces", "according to Moscow": the government and no place.
fn speaks(annotated: &Annotated, named: &Named) -> bool {
    let head = named.name.end - 1;
    match annotated.dep(head) {
        "nsubj" | "poss" | "dative" => true,
        "pobj" => {
            matches!(
                annotated.lower(annotated.head(head)),
                "by" | "to" | "with" | "between" | "against"
            ) && {
                let verb = annotated.head(annotated.head(head));
                annotated.lower(annotated.head(head)) != "to" || annotated.lower(verb) == "according"
            }
        }
        _ => false,
    }
}
