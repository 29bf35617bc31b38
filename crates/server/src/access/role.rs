//! Roles: each may what the one before it may, and more.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Look at everything of the case.
    Reader,
    /// Decide, too.
    Reviewer,
    /// Add documents and write briefs, too.
    Editor,
    /// Say who may what, and read what was done, too.
    Administrator,
}

/// A role that there is not.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{0}” is no role: give reader, reviewer, editor or administrator")]
pub struct UnknownRole(String);

impl Role {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Reviewer => "reviewer",
            Self::Editor => "editor",
            Self::Administrator => "administrator",
        }
    }

    /// The scope that a token needs to write what asks for this role.
    pub(crate) fn scope(self) -> &'static str {
        match self {
            Self::Reader => "read",
            Self::Reviewer => "review",
            Self::Editor => "edit",
            Self::Administrator => "administer",
        }
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        [Self::Reader, Self::Reviewer, Self::Editor, Self::Administrator]
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| UnknownRole(text.to_owned()))
    }
}
