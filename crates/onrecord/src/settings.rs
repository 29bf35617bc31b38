//! What a user sets once for all cases: `onrecord/settings.toml` in the folder of configurations, or the file that
//! `ONRECORD_SETTINGS` names.

use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;

/// The settings; without a file, none.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// How whoever runs the program can be reached: put into each request that it sends.
    pub contact: Option<String>,
    /// Addresses, networks and hosts inside the machine or a private network that may be fetched.
    pub allow_addresses: Vec<String>,
    /// Addresses of timestamp authorities, asked in this order until one answers.
    pub timestamp_authorities: Vec<String>,
    /// The private key that signs.
    pub key: Option<PathBuf>,
}

impl Settings {
    /// Reads them.
    pub fn read() -> anyhow::Result<Self> {
        let named = std::env::var_os("ONRECORD_SETTINGS").map(PathBuf::from);
        let Some(file) = named.or_else(|| Some(folder()?.join("settings.toml"))) else {
            return Ok(Self::default());
        };
        match std::fs::read_to_string(&file) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("{} cannot be read", file.display())),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(cause) => Err(cause).with_context(|| format!("{} cannot be read", file.display())),
        }
    }

    /// Where the private key is or would be.
    pub fn key_file(&self) -> PathBuf {
        let usual = || folder().unwrap_or_default().join("key.pem");
        self.key.clone().unwrap_or_else(usual)
    }
}

/// `onrecord` in the user's folder of configurations.
fn folder() -> Option<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let home = || Some(variable("HOME")?.join(".config"));
    let folder = variable("XDG_CONFIG_HOME")
        .or_else(|| variable("APPDATA"))
        .or_else(home)?;
    Some(folder.join("onrecord"))
}
