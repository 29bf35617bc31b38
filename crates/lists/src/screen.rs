//! A name screened against lists: which entries may be meant, how likely, and why.

use onrecord_names::{How, Kind, Match, Name, Schema, Script, THRESHOLD, compare};
use serde::Serialize;

use crate::entry::{Entry, EntryKind, Quality};
use crate::index::{Index, SearchedName, schema};
use crate::partial_date::{PartialDate, Precision};

/// How much the words that met have to tell, in words that no listed name has, so that a hit that is not letter for letter stands as it is.
const ENOUGH: f32 = 1.3;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Query {
    /// The name.
    pub name: String,
    /// What bears it, where known.
    pub kind: Option<EntryKind>,
    /// When born, where known.
    pub born: Option<PartialDate>,
    /// Nationality or flag, where known.
    pub nationality: Option<String>,
}

impl Query {
    /// A name, and nothing else known.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind: None,
            born: None,
            nationality: None,
        }
    }
}

/// What a reason is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The name.
    Name,
    /// That the name is weak, or a former one.
    Quality,
    /// How common the words are that met.
    Rarity,
    /// Dates of birth.
    Born,
    /// Nationalities.
    Nationality,
    /// What bears the name.
    Kind,
}

/// What counted for or against a hit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// What it is.
    pub because: Because,
    /// What it added, in log odds: above nought speaks for the hit.
    pub added: f32,
    /// In words.
    pub words: String,
}

/// An entry that may be meant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Which edition of the index.
    pub edition: usize,
    /// Which entry of it.
    pub entry: usize,
    /// The name of it that met best.
    pub name: String,
    /// What that name is to the entry.
    pub quality: Quality,
    /// How likely the entry is meant, 0 to 1.
    pub score: f32,
    /// What counted, the most telling first after the name.
    pub reasons: Vec<Reason>,
}

impl Index {
    /// The entries that may be meant, the likeliest first: those at the threshold or above it, one hit an entry.
    #[must_use]
    pub fn screen(&self, query: &Query) -> Vec<Hit> {
        self.screen_from(query, THRESHOLD)
    }

    /// The same, from another score on.
    #[must_use]
    pub fn screen_from(&self, query: &Query, least: f32) -> Vec<Hit> {
        let schemas = match query.kind {
            Some(kind) => vec![schema(kind)],
            None => vec![Schema::Person, Schema::Organisation],
        };
        let mut hits: Vec<(f32, Hit)> = Vec::new();
        let prepared: Vec<Name> = schemas
            .into_iter()
            .map(|schema| Name::new(&query.name, schema))
            .collect();
        let mut candidates: Vec<u32> = prepared.iter().flat_map(|name| self.candidates(name)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        for number in candidates {
            let Some(listed) = self.names.get(number as usize) else {
                continue;
            };
            let Some(entry) = self.entry(listed) else { continue };
            let wanted = schema(entry.kind);
            let name = prepared
                .iter()
                .find(|name| {
                    name.schema() == wanted || wanted == Schema::Vessel && name.schema() == Schema::Organisation
                })
                .or(prepared.first());
            let Some(name) = name else { continue };
            let found = compare(name, &listed.prepared);
            let mut odds = found.odds;
            if odds < -3.0 {
                continue;
            }
            let mut reasons = Vec::new();
            self.weigh(query, name, listed, entry, &found, &mut odds, &mut reasons);
            let score = 1.0 / (1.0 + (-odds).exp());
            if score < least {
                continue;
            }
            let because = Because::Name;
            let words = found.words(name, &listed.prepared);
            reasons.insert(
                0,
                Reason {
                    because,
                    added: found.odds,
                    words,
                },
            );
            let hit = Hit {
                edition: listed.edition,
                entry: listed.entry,
                name: entry
                    .names
                    .get(listed.name)
                    .map_or_else(String::new, |name| name.name.clone()),
                quality: listed.quality,
                score,
                reasons,
            };
            match hits
                .iter_mut()
                .find(|(_, known)| (known.edition, known.entry) == (hit.edition, hit.entry))
            {
                Some(known) if known.0 < odds => *known = (odds, hit),
                Some(_) => {}
                None => hits.push((odds, hit)),
            }
        }
        hits.sort_by(|one, other| {
            other
                .0
                .total_cmp(&one.0)
                .then((one.1.edition, one.1.entry).cmp(&(other.1.edition, other.1.entry)))
        });
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    /// What else counts than the name.
    #[allow(clippy::too_many_arguments)]
    fn weigh(
        &self,
        query: &Query,
        name: &Name,
        listed: &SearchedName,
        entry: &Entry,
        found: &Match,
        odds: &mut f32,
        reasons: &mut Vec<Reason>,
    ) {
        let mut count = |because: Because, added: f32, words: String| {
            if added != 0.0 {
                *odds += added;
                reasons.push(Reason { because, added, words });
            }
        };
        let common = self.common(name, listed, found);
        count(
            Because::Rarity,
            common,
            "the words that met are few or common ones, and not all words met letter for letter".into(),
        );
        if listed.quality == Quality::Weak {
            count(Because::Quality, -0.3, "the list calls this name a weak one".into());
        }
        if let Some(kind) = query.kind.filter(|kind| schema(*kind) != schema(entry.kind)) {
            count(
                Because::Kind,
                -4.0,
                format!("{kind:?} was looked for, and {:?} is listed", entry.kind).to_lowercase(),
            );
        }
        if let Some(born) = &query.born {
            let (added, words) = born_together(born, &entry.born);
            count(Because::Born, added, words);
        }
        if let Some(nationality) = &query.nationality
            && !entry.nationalities.is_empty()
        {
            match entry.nationalities.iter().find(|known| alike(known, nationality)) {
                Some(known) => count(Because::Nationality, 0.7, format!("both are of {known}")),
                None => count(
                    Because::Nationality,
                    -0.7,
                    format!("{nationality} is not among {}", entry.nationalities.join(", ")),
                ),
            }
        }
    }

    /// What it counts that the words that met are common, or met loosely: the less they tell, the better they have to meet.
    fn common(&self, name: &Name, listed: &SearchedName, found: &Match) -> f32 {
        let mut told = 0.0;
        let mut loose = 0.0;
        let (mut met, mut listed_met) = (0_u64, 0_u64);
        for pair in &found.pairs {
            let of = |name: &Name, range: std::ops::Range<usize>| -> f32 {
                let words = name.tokens()[range]
                    .iter()
                    .filter(|token| token.kind() != Kind::Particle);
                words.map(|token| token.weight() * self.rarity(token)).sum()
            };
            let rarity = of(&listed.prepared, pair.right.clone()).min(of(name, pair.left.clone()));
            let (one, other) = (
                &name.tokens()[pair.left.start],
                &listed.prepared.tokens()[pair.right.start],
            );
            let syllables = one.script() != other.script()
                && [one, other]
                    .iter()
                    .any(|token| matches!(token.script(), Script::Han | Script::Hangul));
            // Many names are written alike once they are out of their own script, and nobody misspells a syllable into another one there.
            let (trust, slips) = match pair.how {
                How::Consonants => (0.5, 1.0),
                _ if syllables => (0.85, 3.0),
                _ => (1.0, 1.0),
            };
            told += trust * rarity * pair.similarity.powi(4);
            loose += slips * (1.0 - pair.similarity) + if pair.how == How::Consonants { 0.5 } else { 0.0 };
            met |= bits(&pair.left);
            listed_met |= bits(&pair.right);
        }
        let open = |name: &Name, met: u64| -> f32 {
            let words = name.tokens().iter().enumerate().take(64);
            let words = words
                .filter(|(at, token)| met & (1 << at) == 0 && !matches!(token.kind(), Kind::Particle | Kind::Title));
            words.map(|(_, token)| token.weight()).sum()
        };
        let (more, less) = (open(name, met), open(&listed.prepared, listed_met));
        if loose + more + less < 0.001 {
            return 0.0;
        }
        let wanted = ENOUGH + more.min(2.0) + less.min(2.0) + 1.2 * loose;
        -(3.0 * (wanted - told)).clamp(0.0, 6.0)
    }
}

fn bits(range: &std::ops::Range<usize>) -> u64 {
    range.clone().filter(|at| *at < 64).fold(0, |bits, at| bits | 1 << at)
}

fn born_together(born: &PartialDate, listed: &[PartialDate]) -> (f32, String) {
    let apart = |one: &PartialDate, other: &PartialDate| {
        let years = one
            .from_year
            .saturating_sub(other.to_year)
            .max(other.from_year.saturating_sub(one.to_year));
        let slack = if one.precision == Precision::Exact && other.precision == Precision::Exact {
            0
        } else {
            3
        };
        years.saturating_sub(slack)
    };
    let Some(nearest) = listed.iter().min_by_key(|date| apart(born, date)) else {
        return (0.0, String::new());
    };
    let same_day = nearest.from_year == born.from_year
        && nearest.month.is_some()
        && (nearest.month, nearest.day) == (born.month, born.day);
    match apart(born, nearest) {
        0 if same_day && born.day.is_some() => (2.5, format!("both were born on {nearest}")),
        0 => (1.0, format!("both were born in {nearest}, as far as is known")),
        1..=2 => (-0.3, format!("born {born}, and {nearest} is listed")),
        _ => (-2.5, format!("born {born}, and {nearest} is listed")),
    }
}

fn alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace("the ", "");
    let (one, other) = (plain(one), plain(other));
    one == other || one.len() > 3 && other.len() > 3 && (one.contains(&other) || other.contains(&one))
}
