//! Organisations, bodies and groups (`catalogue/organisations.toml`).

use serde::Deserialize;

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// An organ of an international organisation, such as the Security Council.
    Body,
    /// An organisation, ministry, armed force, outlet or company.
    Organisation,
    /// An armed or other group.
    Group,
}

impl OrganisationKind {
    /// `body`, `organisation` or `group`.
    pub fn as_str(self) -> &'static str {
        match self {
            OrganisationKind::Body => "body",
            OrganisationKind::Organisation => "organisation",
            OrganisationKind::Group => "group",
        }
    }
}

/// What a line of work an organisation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Sector {
    Intergovernmental,
    Peacekeeping,
    Government,
    Military,
    Intelligence,
    Police,
    Court,
    Legislature,
    Party,
    ArmedGroup,
    Ngo,
    Research,
    Media,
    Company,
}

/// How a body of several members comes to speak as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeaksBy {
    /// Its statements need every member's consent: one that accuses a member, or is signed beside states, is not its own.
    Consensus,
    /// By vote; members may be outvoted.
    Vote,
}

/// An organisation, body or group and what newswire calls it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Code; PLOVER's where it has one.
    pub code: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Usual English name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Acronyms, read as written only ("WHO", never "who").
    #[serde(default)]
    pub acronyms: Vec<String>,
    /// Code of the organisation it is part of.
    #[serde(default)]
    pub parent: Option<String>,
    /// ISO 3166-1 alpha-3 of the state it is an organ of, or acts from under that state's law.
    #[serde(default)]
    pub state: Option<String>,
    /// The name is one that every state's organ has ("Foreign Ministry"): which state's, the words around it tell.
    #[serde(default)]
    pub of_any_state: bool,
    /// Its line of work.
    pub sector: Sector,
    /// How it comes to speak, for bodies of several members.
    #[serde(default)]
    pub speaks_by: Option<SpeaksBy>,
}

impl Organisation {
    /// Whether its words are those of its state: ministries, armed forces, agencies, courts, legislatures; not companies, media or groups.
    pub fn is_organ_of_state(&self) -> bool {
        (self.state.is_some() || self.of_any_state)
            && matches!(
                self.sector,
                Sector::Government
                    | Sector::Military
                    | Sector::Intelligence
                    | Sector::Police
                    | Sector::Court
                    | Sector::Legislature
            )
    }
}

/// `organisations.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationFile {
    pub(crate) organisation: Vec<Organisation>,
}
