//! How certain an event is held to be, and by whom, as it goes on record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How certain an event is said to be by the document's own voice and by those whose statements tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Factuality {
    /// What the document commits itself to. What only somebody else says is `attributed`, score 0: whoever reports words does not take
    /// them for true (FactBank's relevant sources: Saurí and Pustejovsky 2009).
    pub narrator: Certainty,
    /// What each statement that tells the event commits its speakers to, read within their words alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Held>,
}

/// What one statement makes of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Held {
    /// The statement, one of the event's `said_in`.
    pub statement: String,
    /// How certain.
    #[serde(flatten)]
    pub certainty: Certainty,
}

/// How certain an event is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Certainty {
    /// From −3 (certainly not so) to 3 (certainly so), to one decimal: what people would judge, as foretold by the learned model.
    pub score: f32,
    /// The same as a word.
    pub degree: Degree,
}

/// FactBank's values (Saurí and Pustejovsky 2009) at their places on the scale (Stanovsky and others, ACL 2017); a score has the nearest one.
/// Below nought the two middle values are one, and the last begins at −1.5: what is plainly negated has −1.8 in the middle (UW, train), what is plainly told 3.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Degree {
    /// CT+: 2.5 and more.
    Certain,
    /// PR+: 1.5 up to 2.5.
    Probable,
    /// PS+: 0.5 up to 1.5.
    Possible,
    /// Uu: between −0.5 and 0.5; neither so nor not so.
    Unknown,
    /// Uu of a narrator who only passes on what somebody else says.
    Attributed,
    /// PS−, PR−: −0.5 down to −1.5.
    Improbable,
    /// CT−: −1.5 and less.
    Counterfact,
}

impl Certainty {
    /// What is only passed on.
    pub const ATTRIBUTED: Certainty = Certainty {
        score: 0.0,
        degree: Degree::Attributed,
    };

    /// A score, kept between −3 and 3 and rounded, with its word.
    pub fn of(score: f32) -> Certainty {
        let tenths = if score.is_nan() {
            0.0
        } else {
            (score.clamp(-3.0, 3.0) * 10.0).round()
        };
        let degree = match tenths {
            25.0.. => Degree::Certain,
            15.0.. => Degree::Probable,
            5.0.. => Degree::Possible,
            ..=-15.0 => Degree::Counterfact,
            ..=-5.0 => Degree::Improbable,
            _ => Degree::Unknown,
        };
        Certainty {
            // Nought has no sign.
            score: tenths / 10.0 + 0.0,
            degree,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_has_the_nearest_word() {
        let words: Vec<Degree> = [3.0, 2.5, 2.4, 1.5, 0.5, 0.4, -0.4, -0.5, -1.4, -1.5, -2.4, -2.5, -9.0]
            .into_iter()
            .map(|score| Certainty::of(score).degree)
            .collect();
        use Degree::*;
        assert_eq!(
            words,
            [
                Certain,
                Certain,
                Probable,
                Probable,
                Possible,
                Unknown,
                Unknown,
                Improbable,
                Improbable,
                Counterfact,
                Counterfact,
                Counterfact,
                Counterfact
            ]
        );
    }

    #[test]
    fn nought_is_written_without_a_sign() {
        assert!(Certainty::of(-0.01).score.is_sign_positive());
        assert_eq!(
            serde_json::to_string(&Certainty::of(2.8)).unwrap_or_default(),
            r#"{"score":2.8,"degree":"certain"}"#
        );
    }
}
