//! Words by which a speaker takes up what another claims and sets it right (`catalogue/contradiction.toml`).

use std::collections::HashSet;

use serde::Deserialize;

/// One kind of word.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Dictionary forms, lower case.
    #[serde(default)]
    pub lemmas: HashSet<String>,
    /// Several words apart by one blank, lower case.
    #[serde(default)]
    pub phrases: Vec<String>,
}

/// All kinds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// Verbs under which a speaker leaves it open, or doubts, that it is so.
    pub claiming: Kind,
    /// Those of them that keep the speaker away from what is claimed.
    pub doubting: Kind,
    /// Verbs by which somebody gives a thing a name.
    pub labelling: Kind,
    /// Verbs that tell neutrally that something was said.
    pub telling: Kind,
    /// Verbs by which blame is laid.
    pub blaming: Kind,
    /// Verbs by which words reach an audience.
    pub hearing: Kind,
    /// Verbs and nouns for what somebody undertook.
    pub committing: Kind,
    /// Nouns for what somebody claimed.
    pub claims: Kind,
    /// Nouns for those who speak in the same room.
    pub fellows: Kind,
    /// Words that say that something is not so.
    pub falsity: Kind,
    /// Words that set what is really so against what was claimed.
    pub reality: Kind,
    /// Words that turn against what stands before them.
    pub turning: Kind,
    /// Verbs by which a speaker puts another in mind of something.
    pub reminding: Kind,
    /// Words that keep a name at arm's length.
    pub distance: Kind,
    /// Words that deny.
    pub denying: Kind,
    /// Words that by themselves say of a claim that it is not so.
    pub rejecting: Kind,
    /// Words that say that a claim is not shown.
    pub unproven: Kind,
    /// What is taken upon oneself by claiming it.
    pub taken_on: Kind,
}

impl Contradiction {
    /// Reads the file.
    ///
    /// # Errors
    /// When a kind is missing or one is there that nothing reads.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Every kind with its name in the file.
    pub fn kinds(&self) -> [(&'static str, &Kind); 18] {
        [
            ("claiming", &self.claiming),
            ("doubting", &self.doubting),
            ("labelling", &self.labelling),
            ("telling", &self.telling),
            ("blaming", &self.blaming),
            ("hearing", &self.hearing),
            ("committing", &self.committing),
            ("claims", &self.claims),
            ("fellows", &self.fellows),
            ("falsity", &self.falsity),
            ("reality", &self.reality),
            ("turning", &self.turning),
            ("reminding", &self.reminding),
            ("distance", &self.distance),
            ("denying", &self.denying),
            ("rejecting", &self.rejecting),
            ("unproven", &self.unproven),
            ("taken_on", &self.taken_on),
        ]
    }
}
