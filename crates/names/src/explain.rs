//! What a comparison found, in words and in parts.

use crate::align::How;
use crate::features::{FEATURES, Feature};
use crate::model::Model;
use crate::name::{Kind, Name};
use crate::orders::Match;

/// Words of two names beside one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Words of the first name; empty where only the second has some.
    pub left: String,
    /// Words of the second name.
    pub right: String,
    /// How they met, when they did.
    pub how: Option<How>,
    /// How alike they are, 0 to 1.
    pub similarity: f32,
}

/// What counted, and how much.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// Which feature.
    pub feature: Feature,
    /// Its name.
    pub name: &'static str,
    /// What it added to the log odds.
    pub added: f32,
}

impl Match {
    /// The words of both names, side by side: those that met, then those that only one has.
    #[must_use]
    pub fn parts(&self, left: &Name, right: &Name) -> Vec<Part> {
        let joined = |name: &Name, range: std::ops::Range<usize>| {
            let words: Vec<&str> = name.tokens()[range].iter().map(|token| name.written(token)).collect();
            words.join(" ")
        };
        let mut parts: Vec<Part> = self
            .pairs
            .iter()
            .map(|pair| Part {
                left: joined(left, pair.left.clone()),
                right: joined(right, pair.right.clone()),
                how: Some(pair.how),
                similarity: pair.similarity,
            })
            .collect();
        let open = |name: &Name, met: &dyn Fn(usize) -> bool| -> Vec<String> {
            let words = name.tokens().iter().enumerate();
            let words = words.filter(|(at, token)| token.kind() != Kind::Particle && !met(*at));
            words.map(|(_, token)| name.written(token).to_owned()).collect()
        };
        for word in open(left, &|at| self.pairs.iter().any(|pair| pair.left.contains(&at))) {
            parts.push(Part {
                left: word,
                right: String::new(),
                how: None,
                similarity: 0.0,
            });
        }
        for word in open(right, &|at| self.pairs.iter().any(|pair| pair.right.contains(&at))) {
            parts.push(Part {
                left: String::new(),
                right: word,
                how: None,
                similarity: 0.0,
            });
        }
        parts
    }

    /// What counted, the most telling first.
    #[must_use]
    pub fn counts(&self) -> Vec<Count> {
        let model = Model::shipped();
        let mut counts: Vec<Count> = FEATURES
            .iter()
            .zip(self.features)
            .zip(model.weights)
            .filter(|((_, value), weight)| value * weight != 0.0)
            .map(|(((feature, name), value), weight)| Count {
                feature: *feature,
                name,
                added: value * weight,
            })
            .collect();
        counts.sort_by(|one, other| other.added.abs().total_cmp(&one.added.abs()));
        counts
    }

    /// One sentence: which words met and how, and what only one name has.
    #[must_use]
    pub fn words(&self, left: &Name, right: &Name) -> String {
        let mut said: Vec<String> = Vec::new();
        for part in self.parts(left, right) {
            said.push(match part.how {
                Some(How::Same) => format!("“{}” is in both", part.left),
                Some(How::SameName) => format!("“{}” and “{}” stand for one name", part.left, part.right),
                Some(How::Sound) => format!(
                    "“{}” sounds like “{}” ({:.0} %)",
                    part.left,
                    part.right,
                    part.similarity * 100.0
                ),
                Some(How::Spelling) if part.similarity >= 1.0 => format!("“{}” is in both", part.left),
                Some(How::Spelling) => format!(
                    "“{}” is spelt like “{}” ({:.0} %)",
                    part.left,
                    part.right,
                    part.similarity * 100.0
                ),
                Some(How::Joined) => format!("“{}” and “{}” are cut into words otherwise", part.left, part.right),
                Some(How::Initial) => format!("“{}” and “{}” have first letters in common", part.left, part.right),
                Some(How::Acronym) => format!("“{}” and “{}” are one in first letters", part.left, part.right),
                Some(How::Consonants) => format!(
                    "“{}” has the consonants of “{}” ({:.0} %)",
                    part.left,
                    part.right,
                    part.similarity * 100.0
                ),
                Some(How::Number) => format!("number “{}”", part.left),
                None if part.left.is_empty() => format!("“{}” is only in the second", part.right),
                None => format!("“{}” is only in the first", part.left),
            });
        }
        let value = |feature: Feature| {
            FEATURES
                .iter()
                .position(|(known, _)| *known == feature)
                .map_or(0.0, |at| self.features[at])
        };
        if value(Feature::Numbers) > 0.0 {
            said.push("the numbers differ".into());
        }
        if value(Feature::Forms) > 0.0 {
            said.push("the legal forms differ".into());
        }
        if value(Feature::Places) > 0.0 {
            said.push("the places differ".into());
        }
        if value(Feature::Reversed) > 0.0 {
            said.push("father and son have changed places".into());
        }
        said.join("; ")
    }
}
