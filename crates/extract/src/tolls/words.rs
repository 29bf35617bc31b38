//! The words that tell a toll.

use crate::record::Effect;

/// What a verb (lemma) does to people: as an active verb to its object, as a passive one to its subject.
pub(super) fn verb(lemma: &str) -> Option<Effect> {
    Some(match lemma {
        "kill" | "slay" | "murder" | "execute" | "massacre" | "slaughter" | "assassinate" | "behead" | "drown"
        | "burn" | "bury" | "martyr" => Effect::Killed,
        "injure" | "wound" | "hurt" | "maim" | "hospitalise" | "hospitalize" => Effect::Injured,
        "displace" | "uproot" | "evacuate" => Effect::Displaced,
        "detain" | "arrest" | "abduct" | "kidnap" | "imprison" | "jail" => Effect::Detained,
        _ => return None,
    })
}

/// What the subject of a verb (lemma) undergoes.
pub(super) fn intransitive(lemma: &str) -> Option<Effect> {
    Some(match lemma {
        "die" | "perish" | "succumb" => Effect::Killed,
        "flee" => Effect::Displaced,
        _ => return None,
    })
}

/// What a state (lower-cased word after "be", "remain", "leave" or a number) tells of people.
pub(super) fn state(lower: &str) -> Option<Effect> {
    Some(match lower {
        "dead" | "deceased" | "killed" | "murdered" | "massacred" | "executed" => Effect::Killed,
        "injured" | "wounded" | "hurt" | "hospitalised" | "hospitalized" | "maimed" => Effect::Injured,
        "missing" | "unaccounted" => Effect::Missing,
        "homeless" | "displaced" | "uprooted" => Effect::Displaced,
        "detained" | "arrested" | "abducted" | "kidnapped" | "jailed" | "imprisoned" => Effect::Detained,
        _ => return None,
    })
}

/// What a noun (lemma) that is itself counted tells ("17 deaths").
pub(super) fn counted(lemma: &str) -> Option<Effect> {
    Some(match lemma {
        "death" | "fatality" | "body" | "corpse" | "martyr" => Effect::Killed,
        "casualty" => Effect::Casualties,
        "injury" => Effect::Injured,
        "displacement" => Effect::Displaced,
        "arrest" | "abduction" | "kidnapping" => Effect::Detained,
        _ => return None,
    })
}

/// What a noun (lemma) of an act tells of the people after its "of" ("the killing of 12 people").
pub(super) fn act(lemma: &str) -> Option<Effect> {
    Some(match lemma {
        "death" | "killing" | "murder" | "massacre" | "execution" | "slaughter" | "assassination" => Effect::Killed,
        "wounding" | "injury" => Effect::Injured,
        "arrest" | "detention" | "abduction" | "kidnapping" => Effect::Detained,
        "displacement" | "evacuation" => Effect::Displaced,
        "disappearance" => Effect::Missing,
        _ => return None,
    })
}

/// Nouns (lemma) that say no more of people than that they are people.
pub(super) const ANYBODY: &[&str] = &[
    "people",
    "person",
    "other",
    "individual",
    "life",
    "death",
    "fatality",
    "casualty",
    "body",
    "corpse",
    "injury",
    "victim",
    "one",
    "dead",
    "injured",
    "wounded",
    "more",
    "total",
    "toll",
    "arrest",
    "displacement",
    "abduction",
    "they",
    "whom",
    "them",
    "missing",
    "human",
    "being",
];

/// Nouns (lemma) whose numbers are never tolls, whatever stands beside them.
pub(super) const NEVER_PEOPLE: &[&str] = &[
    "missile",
    "rocket",
    "drone",
    "shell",
    "bomb",
    "mine",
    "projectile",
    "attack",
    "strike",
    "airstrike",
    "wave",
    "raid",
    "blast",
    "explosion",
    "building",
    "house",
    "home",
    "apartment",
    "vehicle",
    "car",
    "truck",
    "bus",
    "tank",
    "ship",
    "vessel",
    "boat",
    "tanker",
    "plane",
    "aircraft",
    "helicopter",
    "jet",
    "school",
    "hospital",
    "village",
    "town",
    "city",
    "country",
    "state",
    "day",
    "week",
    "month",
    "year",
    "hour",
    "time",
    "round",
    "incident",
    "case",
    "animal",
    "cow",
    "cattle",
    "sheep",
    "goat",
    "horse",
    "dog",
    "bird",
    "fish",
    "livestock",
    "tree",
    "resolution",
    "report",
    "target",
    "bullet",
    "launcher",
    "crate",
    "container",
    "point",
    "crater",
    "photograph",
    "weapon",
    "rifle",
    "gun",
    "island",
    "district",
    "region",
    "province",
    "site",
    "base",
    "business",
    "shop",
    "point",
    "percent",
    "dollar",
    "signatory",
];

/// Nouns (lemma) of one happening.
pub(super) const INCIDENTS: &[&str] = &[
    "attack",
    "strike",
    "airstrike",
    "blast",
    "explosion",
    "bombing",
    "shelling",
    "raid",
    "ambush",
    "shooting",
    "assault",
    "incident",
    "crash",
    "fire",
    "clash",
    "collision",
    "massacre",
    "accident",
    "sinking",
    "landslide",
    "earthquake",
    "bombardment",
    "barrage",
    "stampede",
    "collapse",
    "flood",
    "mine",
    "missile",
    "rocket",
    "drone",
    "protest",
    "salvo",
    "derailment",
    "capsizing",
    "gunman",
    "bomber",
];

/// Nouns (lemma) of what goes on for long.
pub(super) const LASTING: &[&str] = &[
    "war",
    "conflict",
    "invasion",
    "fighting",
    "hostility",
    "occupation",
    "campaign",
    "violence",
    "insurgency",
    "crackdown",
    "unrest",
    "famine",
    "siege",
    "offensive",
    "uprising",
    "genocide",
    "blockade",
    "epidemic",
    "crisis",
];

/// Nouns (lemma) that people flee from: who leaves one in numbers is displaced.
pub(super) const HOMES: &[&str] = &[
    "home",
    "house",
    "town",
    "village",
    "city",
    "area",
    "region",
    "neighbourhood",
    "neighborhood",
    "camp",
    "enclave",
    "district",
];
