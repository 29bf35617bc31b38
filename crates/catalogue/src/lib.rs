//! Knowledge as data: what states, organisations, offices and weapons are called, which words tell of speech and events, and what
//! provisions of Security Council resolutions say. The files are in `catalogue/`; this crate reads them once and looks things up.

pub mod contradiction;
pub mod cues;
pub mod deeds;
mod error;
pub mod event_words;
pub mod incident_words;
mod names;
mod offices;
mod organisations;
pub mod phrases;
mod provisions;
mod states;
mod trie;
mod weapons;
pub mod weighing;
mod wording;

use hashbrown::HashMap;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

pub use error::CatalogueError;
pub use names::{NameKind, NameMatch, NameTarget, Names};
pub use offices::{Office, Offices};
pub use organisations::{Organisation, OrganisationKind, Sector, SpeaksBy};
pub use provisions::{Confidence, Direction, OwnElement, Provision, ProvisionModality};
pub use states::{CouncilSeat, State, UnitedNations};
pub use weapons::{Calibre, WeaponClass, WeaponKind, Weapons};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// All of the catalogue.
#[derive(Debug)]
pub struct Catalogue {
    /// States and territories, in the order of the file.
    pub states: Vec<State>,
    /// Organisations, bodies and groups, in the order of the file.
    pub organisations: Vec<Organisation>,
    /// Provisions, in the order of the file.
    pub provisions: Vec<Provision>,
    /// What tells that somebody says something.
    pub cues: cues::Cues,
    /// What tells that a speaker answers another's claim.
    pub contradiction: contradiction::Contradiction,
    /// What tells that something is said to have happened.
    pub event_words: event_words::EventWords,
    /// What tells of violent incidents.
    pub incident_words: incident_words::IncidentWords,
    /// What parties do to one another, and how it is coded.
    pub deeds: deeds::Deeds,
    /// Common nouns and phrases that stand for speakers, texts and venues.
    pub phrases: phrases::Phrases,
    /// Words that weighing compares by.
    pub weighing: weighing::Weighing,
    names: Names,
    offices: Offices,
    weapons: Weapons,
    state_codes: HashMap<String, usize>,
    organisation_codes: HashMap<String, usize>,
    digest: String,
}

static SHIPPED: LazyLock<Catalogue> = LazyLock::new(
    #[expect(
        clippy::expect_used,
        reason = "the files are part of the binary, and `the_shipped_files_parse` reads them all"
    )]
    || Catalogue::parse(FILES).expect("the shipped catalogue is checked by tests"),
);

impl Catalogue {
    /// The catalogue that is part of the binary, read at the first call.
    ///
    /// # Panics
    /// Never on a build whose tests pass: they read the same files.
    pub fn shipped() -> &'static Catalogue {
        &SHIPPED
    }

    /// Reads a catalogue from its files, each with its name. Files it does not know count towards the digest only.
    ///
    /// # Errors
    /// The file that is missing or malformed, or the entry that contradicts another, with the cause.
    pub fn parse(files: &[(&str, &str)]) -> Result<Catalogue, CatalogueError> {
        let states = read::<states::StateFile>(files, "states.toml")?.state;
        let organisations = read::<organisations::OrganisationFile>(files, "organisations.toml")?.organisation;
        let name_file: names::NameFile = read(files, "names.toml")?;
        let offices = Offices::new(read(files, "offices.toml")?, &name_file.spellings);
        let weapons = Weapons::new(read(files, "weapons.toml")?, &name_file.spellings)?;
        let provisions = read::<provisions::ProvisionFile>(files, "provisions.toml")?.provision;
        let state_codes = codes("states.toml", states.iter().map(|state| &state.code))?;
        let organisation_codes = codes(
            "organisations.toml",
            organisations.iter().map(|organisation| &organisation.code),
        )?;
        let provision_ids = codes("provisions.toml", provisions.iter().map(|provision| &provision.id))?;
        let names = names::build(name_file, &states, &organisations)?;
        let catalogue = Catalogue {
            cues: with(files, "cues.toml", cues::Cues::parse)?,
            contradiction: with(files, "contradiction.toml", contradiction::Contradiction::parse)?,
            event_words: with(files, "event_words.toml", event_words::EventWords::parse)?,
            incident_words: with(files, "incident_words.toml", incident_words::IncidentWords::parse)?,
            deeds: with(files, "deeds.toml", |deeds| {
                deeds::Deeds::parse(deeds, text(files, "parties.toml").unwrap_or_default())
            })?,
            phrases: with(files, "phrases.toml", phrases::Phrases::parse)?,
            weighing: with(files, "weighing.toml", weighing::Weighing::parse)?,
            states,
            organisations,
            provisions,
            names,
            offices,
            weapons,
            state_codes,
            organisation_codes,
            digest: digest(files),
        };
        catalogue.check(&provision_ids)?;
        Ok(catalogue)
    }

    /// Names of states and organisations.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Offices, ranks and titles.
    pub fn offices(&self) -> &Offices {
        &self.offices
    }

    /// Weapons and materiel.
    pub fn weapons(&self) -> &Weapons {
        &self.weapons
    }

    /// The state of an ISO 3166-1 alpha-3 code.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.state_codes.get(code).map(|index| &self.states[*index])
    }

    /// The organisation of a code.
    pub fn organisation(&self, code: &str) -> Option<&Organisation> {
        self.organisation_codes
            .get(code)
            .map(|index| &self.organisations[*index])
    }

    /// The provision of an id.
    pub fn provision(&self, id: &str) -> Option<&Provision> {
        self.provisions.iter().find(|provision| provision.id == id)
    }

    /// Whether a word, with its capital, is a title before a name or part of one ("Lt.", "Ambassador").
    pub fn is_title(&self, word: &str) -> bool {
        self.offices.is_title(word)
    }

    /// First 16 hexadecimal digits of the SHA-256 over the names and contents of all files.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Every code that an entry points at exists.
    fn check(&self, provision_ids: &HashMap<String, usize>) -> Result<(), CatalogueError> {
        let unknown = |file, code: &str, target: &str| {
            Err(CatalogueError::Unknown {
                file,
                code: code.to_owned(),
                target: target.to_owned(),
            })
        };
        for state in &self.states {
            if let Some(whole) = state.part_of.as_deref().filter(|code| self.state(code).is_none()) {
                return unknown("states.toml", &state.code, whole);
            }
            if let Some(missing) = state.member_of.iter().find(|code| self.organisation(code).is_none()) {
                return unknown("states.toml", &state.code, missing);
            }
        }
        for organisation in &self.organisations {
            if let Some(parent) = organisation
                .parent
                .as_deref()
                .filter(|code| self.organisation(code).is_none())
            {
                return unknown("organisations.toml", &organisation.code, parent);
            }
            if let Some(state) = organisation.state.as_deref().filter(|code| self.state(code).is_none()) {
                return unknown("organisations.toml", &organisation.code, state);
            }
        }
        for provision in &self.provisions {
            let is_party = |code: &str| self.state(code).is_some() || self.organisation(code).is_some();
            let known = |code: &str| code == "all_states" || is_party(code);
            let file = "provisions.toml";
            if let Some(missing) = provision.addressee.iter().find(|code| !known(code)) {
                return unknown(file, &provision.id, missing);
            }
            if let Some(missing) = provision.contested_by.iter().find(|code| !is_party(code)) {
                return unknown(file, &provision.id, missing);
            }
            for direction in &provision.direction {
                let (Direction::From(code) | Direction::To(code) | Direction::Within(code)) = direction;
                if !is_party(code) {
                    return unknown(file, &provision.id, code);
                }
            }
            let mut classes = provision.class.iter().chain(&provision.except_class);
            if let Some(missing) = classes.find(|class| self.weapons.class(class).is_none()) {
                return unknown(file, &provision.id, missing);
            }
            if let Some(missing) = provision.amended_by.iter().find(|id| !provision_ids.contains_key(*id)) {
                return unknown(file, &provision.id, missing);
            }
        }
        Ok(())
    }
}

fn text<'a>(files: &[(&str, &'a str)], file: &'static str) -> Result<&'a str, CatalogueError> {
    files
        .iter()
        .find(|(name, _)| *name == file)
        .map(|(_, text)| *text)
        .ok_or(CatalogueError::Missing { file })
}

fn with<T>(
    files: &[(&str, &str)],
    file: &'static str,
    parse: impl FnOnce(&str) -> Result<T, toml::de::Error>,
) -> Result<T, CatalogueError> {
    parse(text(files, file)?).map_err(|cause| CatalogueError::Syntax {
        file,
        cause: Box::new(cause),
    })
}

fn read<T: DeserializeOwned>(files: &[(&str, &str)], file: &'static str) -> Result<T, CatalogueError> {
    with(files, file, |text| toml::from_str(text))
}

fn codes<'a>(
    file: &'static str,
    codes: impl Iterator<Item = &'a String>,
) -> Result<HashMap<String, usize>, CatalogueError> {
    let mut positions = HashMap::new();
    for (position, code) in codes.enumerate() {
        if positions.insert(code.clone(), position).is_some() {
            return Err(CatalogueError::Repeated {
                file,
                code: code.clone(),
            });
        }
    }
    Ok(positions)
}

fn digest(files: &[(&str, &str)]) -> String {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_unstable();
    let mut hasher = Sha256::new();
    for (name, text) in files {
        // Lengths first: no two catalogues give one stream of bytes.
        for part in [name, text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
