//! States and territories (`catalogue/states.toml`).

use serde::Deserialize;

/// How a state or territory stands to the United Nations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitedNations {
    /// A member state.
    #[default]
    Member,
    /// A non-member observer state.
    Observer,
    /// A territory of a member state.
    Territory,
    /// None of these; no view on its status is meant.
    Other,
}

/// A seat on the Security Council that is not elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouncilSeat {
    /// One of the five permanent members.
    Permanent,
}

/// A state or territory and what newswire calls it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// ISO 3166-1 alpha-3; `XKX` for Kosovo.
    pub code: String,
    /// ISO 3166-1 alpha-2; `XK` for Kosovo.
    pub alpha2: String,
    /// Usual English short name.
    pub name: String,
    /// Official English name.
    pub official: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Acronyms, read as written only ("US", never "us").
    #[serde(default)]
    pub acronyms: Vec<String>,
    /// Adjectives and words for its people, the usual adjective first.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// Capitals and seats of government that are cities.
    #[serde(default)]
    pub capitals: Vec<String>,
    /// Buildings and offices that stand for its government ("Kremlin").
    #[serde(default)]
    pub seats: Vec<String>,
    /// How it stands to the United Nations.
    #[serde(default)]
    pub united_nations: UnitedNations,
    /// Code of the state that a territory belongs to.
    #[serde(default)]
    pub part_of: Option<String>,
    /// Its permanent seat on the Security Council, if it has one.
    #[serde(default)]
    pub council: Option<CouncilSeat>,
    /// First and last year of each elected term on the Security Council from 2020 on.
    #[serde(default)]
    pub council_terms: Vec<[u16; 2]>,
    /// Codes of organisations it is a member of, where the catalogue keeps their members.
    #[serde(default)]
    pub member_of: Vec<String>,
}

impl State {
    /// Whether it holds a permanent seat on the Security Council.
    pub fn is_permanent_member(&self) -> bool {
        self.council == Some(CouncilSeat::Permanent)
    }

    /// Whether it sits on the Security Council in a year, permanent or elected. Elected terms are kept from 2020 on.
    pub fn on_council(&self, year: u16) -> bool {
        self.is_permanent_member()
            || self
                .council_terms
                .iter()
                .any(|[first, last]| (*first..=*last).contains(&year))
    }

    /// The adjective, else the name ("North Korean", "Dominica").
    pub fn adjective(&self) -> &str {
        self.demonyms.first().unwrap_or(&self.name)
    }
}

/// `states.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StateFile {
    pub(crate) state: Vec<State>,
}
