//! Words that weighing compares by: titles, offices of one holder, kinds of act and of people (`catalogue/weighing.toml`).

use serde::Deserialize;

/// Words around a person's name that are no part of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// Before it.
    pub titles: Vec<String>,
    /// After it.
    pub honours: Vec<String>,
}

/// An office that one person at a time holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleHolder {
    /// Words that name it.
    pub words: Vec<String>,
    /// What two names of one office have in common.
    pub class: String,
}

/// A kind of act as the words of a denial name it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeniedAct {
    /// Type of event, by its name in the record.
    pub act: String,
    /// Whole words.
    #[serde(default)]
    pub words: Vec<String>,
    /// Beginnings of words.
    #[serde(default)]
    pub stems: Vec<String>,
}

/// A kind of people whose figures are a series of their own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindOfPeople {
    /// Its name in print.
    pub kind: String,
    /// Beginnings of the words for them.
    pub stems: Vec<String>,
}

/// A list of words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Lower case.
    pub words: Vec<String>,
}

/// Words by which a speaker does not make a claim his own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hedges {
    /// Phrases that make it a condition.
    pub conditions: Vec<String>,
    /// Phrases that leave it to reports or beliefs.
    pub reports: Vec<String>,
}

/// Words that a report may drop or add.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporting {
    /// Phrases that hold a claim back.
    pub hedges: Vec<String>,
    /// Phrases by whose side stands for whom a statement is made.
    pub signing: Vec<String>,
    /// Phrases for a part of what is spoken of.
    pub narrow: Vec<String>,
    /// Phrases for all of it.
    pub wide: Vec<String>,
}

/// Whom an institution cannot have overruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opposing {
    /// The permanent members of the Security Council.
    PermanentMembers,
    /// Every member.
    Members,
}

/// What an institution cannot have done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstitutionRule {
    /// Its name.
    pub id: String,
    /// Code of the institution.
    pub body: String,
    /// Whom it cannot have overruled.
    pub opposing: Opposing,
    /// Phrases that say that something was carried.
    pub carried: Vec<String>,
    /// Phrases that say against whom.
    pub against: Vec<String>,
    /// Why it cannot be, in words, with the text that says so.
    pub reason: String,
}

/// All of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighing {
    /// Words around names.
    pub names: NameWords,
    /// Offices of one holder, in the order in which they are tried.
    pub single_holder: Vec<SingleHolder>,
    /// Words against it.
    pub many_holders: Words,
    /// Organs that nothing but a state has.
    pub organs: Words,
    /// Words that say that an office is held no longer.
    pub no_longer: Words,
    /// Kinds of act in the words of a denial.
    pub denied_act: Vec<DeniedAct>,
    /// Words that take no claim for granted.
    pub hedges: Hedges,
    /// Words that say that there is none.
    pub negations: Words,
    /// Words that say that a figure comes on top of another.
    pub increments: Words,
    /// Kinds of people, in the order in which they are tried.
    pub people: Vec<KindOfPeople>,
    /// Those who teach the use of arms.
    pub training: Words,
    /// Words that a report may drop or add.
    pub reporting: Reporting,
    /// What institutions cannot have done.
    pub institution_rule: Vec<InstitutionRule>,
}

impl Weighing {
    /// Reads the file's text.
    ///
    /// # Errors
    /// What the TOML reader says of a malformed file or an unknown field.
    pub fn parse(text: &str) -> Result<Weighing, toml::de::Error> {
        toml::from_str(text)
    }

    /// The class of the single-holder office that words, folded, describe.
    pub fn office_class(&self, described: &str) -> Option<&str> {
        let several = described
            .split(' ')
            .any(|word| self.many_holders.words.iter().any(|other| other == word));
        if several {
            return None;
        }
        self.single_holder
            .iter()
            .find(|office| office.words.iter().any(|words| described.contains(words.as_str())))
            .map(|office| office.class.as_str())
    }

    /// Whether a folded word or phrase names an office of one holder, whoever holds it.
    pub fn names_office(&self, words: &str) -> bool {
        self.single_holder
            .iter()
            .flat_map(|office| &office.words)
            .any(|office| words.contains(office.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_parse_and_are_folded() {
        let weighing = Weighing::parse(include_str!("../../../catalogue/weighing.toml")).unwrap();
        let all = [
            &weighing.names.titles,
            &weighing.names.honours,
            &weighing.training.words,
        ];
        for word in all
            .into_iter()
            .chain(weighing.single_holder.iter().map(|office| &office.words))
            .chain(weighing.people.iter().map(|kind| &kind.stems))
            .chain(weighing.denied_act.iter().flat_map(|act| [&act.words, &act.stems]))
            .flatten()
        {
            assert_eq!(*word, word.to_lowercase().replace('.', ""), "{word}");
        }
    }

    #[test]
    fn a_deputy_holds_no_single_office() {
        let weighing = Weighing::parse(include_str!("../../../catalogue/weighing.toml")).unwrap();
        assert_eq!(
            weighing.office_class("the foreign minister of chad"),
            Some("foreign-minister")
        );
        assert_eq!(weighing.office_class("deputy foreign minister"), None);
    }
}
