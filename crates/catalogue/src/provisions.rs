//! Provisions of Security Council resolutions in our own words (`catalogue/provisions.toml`).

use serde::Deserialize;

/// How binding the verb of a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ProvisionModality {
    Decides,
    Demands,
    Requires,
    CallsUpon,
    Requests,
    Reaffirms,
    Clarifies,
    Condemns,
}

/// How sure the catalogue is that the number carries this content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Confidence {
    /// The number was seen tied to this content.
    A,
    /// Consistent with something seen, the number itself was not.
    B,
    /// From memory only.
    C,
}

impl Confidence {
    /// `A`, `B` or `C`.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::A => "A",
            Confidence::B => "B",
            Confidence::C => "C",
        }
    }
}

/// Which way goods or services go.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Direction {
    /// From the state or group of this code to anybody.
    From(String),
    /// From anybody to the state or group of this code.
    To(String),
    /// Within or by the state or group of this code.
    Within(String),
}

impl TryFrom<String> for Direction {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("from", code)) => Ok(Direction::From(code.to_owned())),
            Some(("to", code)) => Ok(Direction::To(code.to_owned())),
            Some(("within", code)) => Ok(Direction::Within(code.to_owned())),
            _ => Err(format!("“{text}” is not from:CODE, to:CODE or within:CODE")),
        }
    }
}

/// An element that a provision has beside addressee, act, item and direction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnElement {
    /// What it is, in a word: `purpose`, `designation`.
    pub name: String,
    /// What must be so, in our own words, as the rest of a sentence that begins "it is not told".
    pub gloss: String,
    /// Words, lower case, by which an account tells it; beginnings of words will do.
    pub words: Vec<String>,
}

/// One provision: whose conduct, which acts, with what, which way.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// `1718-8b`: the resolution and its paragraph.
    pub id: String,
    /// The regime, e.g. `DPRK`.
    pub regime: String,
    /// `S/RES/1718 (2006)`.
    pub symbol: String,
    /// Number of the resolution.
    pub resolution: u16,
    /// Its year.
    pub year: u16,
    /// The day it was adopted, ISO.
    pub adopted: String,
    /// The paragraph, `8(b)`.
    pub paragraph: String,
    /// Its effect in our own words.
    pub gloss: String,
    /// Whose conduct: state or organisation codes, or `all_states`, which takes in every state.
    pub addressee: Vec<String>,
    /// Acts: `export`, `procure`, `supply`, `train`, `host`, `finance`, `transport`, `launch`, `test`, `develop`, `inspect`, `labour`,
    /// `trade`, `travel`, `freeze`, `list`, `institutional`.
    pub act: Vec<String>,
    /// Classes of `weapons.toml` it covers, with all narrower ones; empty where it is not about weapons.
    #[serde(default)]
    pub class: Vec<String>,
    /// Classes it leaves out again.
    #[serde(default)]
    pub except_class: Vec<String>,
    /// Which way, any of these; empty where no direction matters.
    #[serde(default)]
    pub direction: Vec<Direction>,
    /// What must be so besides: open wherever no account tells it.
    #[serde(default)]
    pub element: Vec<OwnElement>,
    /// How binding.
    pub modality: ProvisionModality,
    /// Adopted under Chapter VII of the Charter.
    pub chapter_vii: bool,
    /// How sure the number is.
    pub confidence: Confidence,
    /// Whether a person has checked it against the text of the resolution.
    pub verified: bool,
    /// ISO date it took effect.
    pub valid_from: String,
    /// ISO date it ended, if it did.
    #[serde(default)]
    pub valid_to: Option<String>,
    /// What is exempt, in our own words.
    #[serde(default)]
    pub exemptions: Vec<String>,
    /// Ids of provisions that changed it.
    #[serde(default)]
    pub amended_by: Vec<String>,
    /// Who contests that it is in force: codes.
    #[serde(default)]
    pub contested_by: Vec<String>,
    /// What a reader should know.
    #[serde(default)]
    pub notes: Option<String>,
}

impl Provision {
    /// `S/RES/1718 (2006) ¶8(b)`.
    pub fn citation(&self) -> String {
        format!("{} ¶{}", self.symbol, self.paragraph)
    }

    /// Whether it held on a day, ISO date; days compare as text. Contested validity counts as held.
    pub fn in_force(&self, day: &str) -> bool {
        self.valid_from.as_str() <= day && self.valid_to.as_deref().is_none_or(|end| day < end)
    }

    /// Whether the conduct of the state or group `code` is looked at. `all_states` takes in every state, so give `is_state`.
    pub fn addresses(&self, code: &str, is_state: bool) -> bool {
        self.addressee
            .iter()
            .any(|addressee| addressee == code || is_state && addressee == "all_states")
    }

    /// Whether it is about an act.
    pub fn covers_act(&self, act: &str) -> bool {
        self.act.iter().any(|covered| covered == act)
    }
}

/// `provisions.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProvisionFile {
    #[serde(default)]
    pub(crate) provision: Vec<Provision>,
}
