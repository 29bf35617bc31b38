//! Words by which violent incidents are told (`catalogue/incident_words.toml`).

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IncidentFile {
    class: BTreeMap<String, Vec<String>>,
}

/// The classes of words that tell incidents.
#[derive(Debug)]
pub struct IncidentWords {
    classes: HashMap<String, Vec<String>>,
}

impl IncidentWords {
    pub(crate) fn parse(text: &str) -> Result<IncidentWords, toml::de::Error> {
        let file: IncidentFile = toml::from_str(text)?;
        let mut classes: HashMap<String, Vec<String>> = HashMap::new();
        for (class, words) in file.class {
            for word in words {
                classes.entry(word).or_default().push(class.clone());
            }
        }
        Ok(IncidentWords { classes })
    }

    /// The classes of a lemma, in the order of their names; none for most words.
    pub fn classes(&self, lemma: &str) -> &[String] {
        self.classes.get(lemma).map_or(&[], Vec::as_slice)
    }
}
