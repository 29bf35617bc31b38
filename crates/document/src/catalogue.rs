//! The wording this crate goes by, read once from the catalogue: boilerplate, agencies, captions, months, kinds of document.

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that belong to the page and not to the article.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct BoilerplateRule {
    /// Names the rule in messages of tests.
    #[cfg_attr(not(test), expect(dead_code))]
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) tail: bool,
    #[serde(default)]
    pub(crate) unfinished: bool,
    #[serde(default = "twenty")]
    pub(crate) words: usize,
    #[serde(default)]
    pub(crate) whole: Vec<String>,
    #[serde(default)]
    pub(crate) opening: Vec<String>,
    #[serde(default)]
    pub(crate) within: Vec<String>,
}

fn twenty() -> usize {
    20
}

#[derive(Debug, Default, Deserialize)]
struct BoilerplateFile {
    rule: Vec<BoilerplateRule>,
}

/// A news agency and the forms it is credited in.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Agency {
    pub(crate) name: String,
    pub(crate) marks: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct AgencyFile {
    agency: Vec<Agency>,
}

/// What marks the words under a picture.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct CaptionWording {
    pub(crate) credits: Vec<String>,
    pub(crate) openings: Vec<String>,
    pub(crate) depicts: Vec<String>,
    pub(crate) tells: Vec<String>,
}

/// What marks statements, transcripts and resolutions.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct KindWording {
    pub(crate) statement: StatementWording,
    pub(crate) transcript: TranscriptWording,
    pub(crate) resolution: ResolutionWording,
    pub(crate) symbols: SymbolWording,
}

/// The symbols of official documents.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct SymbolWording {
    /// What stands before the first slash.
    pub(crate) prefixes: Vec<String>,
    pub(crate) bodies: Vec<SymbolBody>,
}

/// A body whose resolutions are known by their number.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct SymbolBody {
    pub(crate) name: String,
    /// What stands before the number in the symbol of its resolutions.
    pub(crate) resolutions: String,
}

/// Openings of titles, and official acts done in the first person.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct StatementWording {
    pub(crate) openings: Vec<String>,
    pub(crate) marks: Vec<String>,
    pub(crate) performatives: Vec<String>,
}

/// Labels before a speaker's turn.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct TranscriptWording {
    pub(crate) labels: Vec<String>,
    pub(crate) honorifics: Vec<String>,
    pub(crate) no_labels: Vec<String>,
}

/// The bodies that decide, and the words their paragraphs begin with.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ResolutionWording {
    pub(crate) bodies: Vec<String>,
    pub(crate) preambular: Vec<String>,
    pub(crate) operative: Vec<String>,
}

/// Marks of dates, rewrites, publishers and bylines.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct MarkWording {
    pub(crate) published: Vec<String>,
    pub(crate) updated: Vec<String>,
    pub(crate) decided: Vec<String>,
    pub(crate) rewrite: Vec<String>,
    pub(crate) rewrite_without_name: Vec<String>,
    pub(crate) source: Vec<String>,
    pub(crate) letterhead: Vec<String>,
    pub(crate) states: Vec<String>,
    pub(crate) outlet_words: Vec<String>,
    pub(crate) byline: Vec<String>,
    pub(crate) byline_closing: Vec<String>,
    pub(crate) credit_before: Vec<String>,
    pub(crate) credit_after: Vec<String>,
    pub(crate) notices: NoticeWording,
}

/// How a text begins that speaks of its own changes.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct NoticeWording {
    pub(crate) correction: Vec<String>,
    pub(crate) clarification: Vec<String>,
    pub(crate) update: Vec<String>,
    pub(crate) retraction: Vec<String>,
    pub(crate) editors_note: Vec<String>,
    /// Anywhere in an editor's note: it corrects.
    pub(crate) corrects: Vec<String>,
}

/// What the elements of a page are for, by their names.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct PageWording {
    pub(crate) beside: Vec<String>,
    pub(crate) over: Vec<String>,
    pub(crate) lists: Vec<String>,
    pub(crate) edges: Vec<String>,
    /// Hosts whose frames show what belongs to a text.
    pub(crate) embeds: Vec<String>,
}

/// Everything, read once.
pub(crate) struct Wording {
    pub(crate) page: PageWording,
    pub(crate) boilerplate: Vec<BoilerplateRule>,
    pub(crate) agencies: Vec<Agency>,
    pub(crate) captions: CaptionWording,
    pub(crate) kinds: KindWording,
    pub(crate) marks: MarkWording,
    /// Name of a month, lower case and without a final point, to its number.
    pub(crate) months: HashMap<String, u8>,
    /// Names of the days of the week, lower case.
    pub(crate) weekdays: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct MonthFile {
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
}

/// The wording. A file of the catalogue that does not parse gives an empty part, which the test below turns into a failure.
pub(crate) static WORDING: LazyLock<Wording> = LazyLock::new(|| {
    let dates: MonthFile = parse(MONTHS);
    let months = dates
        .months
        .into_iter()
        .zip(1_u8..)
        .flat_map(|(names, number)| names.into_iter().map(move |name| (name, number)))
        .collect();
    Wording {
        boilerplate: parse::<BoilerplateFile>(BOILERPLATE).rule,
        agencies: parse::<AgencyFile>(AGENCIES).agency,
        captions: parse(CAPTIONS),
        kinds: parse(KINDS),
        marks: parse(MARKS),
        page: parse(PAGE),
        months,
        weekdays: dates.weekdays,
    }
});

const BOILERPLATE: &str = include_str!("../../../catalogue/boilerplate.toml");
const AGENCIES: &str = include_str!("../../../catalogue/agencies.toml");
const CAPTIONS: &str = include_str!("../../../catalogue/captions.toml");
const KINDS: &str = include_str!("../../../catalogue/document_kinds.toml");
const MARKS: &str = include_str!("../../../catalogue/document_marks.toml");
const PAGE: &str = include_str!("../../../catalogue/page_elements.toml");
const MONTHS: &str = include_str!("../../../catalogue/months.toml");

fn parse<T: Default + for<'de> Deserialize<'de>>(file: &str) -> T {
    toml::from_str(file).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::flat;

    #[test]
    fn every_file_parses() {
        toml::from_str::<BoilerplateFile>(BOILERPLATE).unwrap();
        toml::from_str::<AgencyFile>(AGENCIES).unwrap();
        toml::from_str::<CaptionWording>(CAPTIONS).unwrap();
        toml::from_str::<KindWording>(KINDS).unwrap();
        toml::from_str::<MarkWording>(MARKS).unwrap();
        toml::from_str::<PageWording>(PAGE).unwrap();
        toml::from_str::<MonthFile>(MONTHS).unwrap();
    }

    #[test]
    fn phrases_are_written_the_way_they_are_compared() {
        for rule in &WORDING.boilerplate {
            for phrase in rule.whole.iter().chain(&rule.opening).chain(&rule.within) {
                assert_eq!(phrase.trim_end(), flat(phrase), "{}", rule.code);
            }
        }
        let captions = &WORDING.captions;
        for phrase in captions.credits.iter().chain(&captions.openings) {
            assert_eq!(phrase.trim_end(), flat(phrase));
        }
    }

    #[test]
    fn boilerplate_codes_are_unique() {
        let mut codes: Vec<_> = WORDING.boilerplate.iter().map(|rule| rule.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), WORDING.boilerplate.len());
    }

    #[test]
    fn an_agency_mark_names_one_agency() {
        let mut marks: Vec<_> = WORDING.agencies.iter().flat_map(|agency| &agency.marks).collect();
        let all = marks.len();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), all);
    }
}
