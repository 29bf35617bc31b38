//! `provisions`: what the claimed acts would engage, what speakers call a breach, and what the documents cite.

use std::process::ExitCode;

use onrecord_weigh::{Element, Engagement, Proposition, StanceEntry};
use serde::Serialize;

use super::claims::place;
use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::hanging;
use crate::weighed::Weighed;

/// A claim with its provisions.
#[derive(Serialize)]
struct Engaged<'a> {
    proposition: &'a str,
    text: &'a str,
    would_engage: &'a [Engagement],
    breach_asserted_by: &'a [StanceEntry],
}

/// A provision that a document names.
#[derive(Serialize)]
struct Cited<'a> {
    #[serde(flatten)]
    citation: &'a onrecord_extract::Citation,
    document: &'a str,
}

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let claims: Vec<Engaged> = weighed
        .standing
        .propositions
        .iter()
        .filter(|claim| !claim.provisions.is_empty() || !claim.breach_asserted_by.is_empty())
        .map(|claim| Engaged {
            proposition: &claim.id,
            text: &claim.text,
            would_engage: &claim.provisions,
            breach_asserted_by: &claim.breach_asserted_by,
        })
        .collect();
    let cited: Vec<Cited> = weighed
        .records
        .iter()
        .flat_map(|record| {
            record.citations.iter().map(|citation| Cited {
                citation,
                document: record.document.id.as_str(),
            })
        })
        .collect();
    let mut output = Output::new();
    if options.json {
        output.json(&serde_json::json!({ "claims": claims, "cited": cited }))?;
    } else if claims.is_empty() && cited.is_empty() {
        output.line("No claimed act would engage a provision known here, and no document cites one.")?;
    } else {
        output.text(&engaged(&weighed))?;
        output.text(&breaches(&weighed))?;
        output.text(&citations(&weighed, &cited))?;
        output.text(&weighed.legend())?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

/// A claim with its number in the brief.
type Numbered<'a> = (Option<usize>, &'a Proposition);

/// Each provision once, with what it is about; under it, claim by claim, whose conduct it would be and by which elements.
fn engaged(weighed: &Weighed) -> String {
    let claims = weighed.claims();
    let mut provisions: Vec<(&Engagement, Vec<Numbered>)> = Vec::new();
    for &(number, claim) in &claims {
        for engagement in &claim.provisions {
            match provisions
                .iter_mut()
                .find(|(first, _)| first.provision == engagement.provision)
            {
                Some((_, known)) => {
                    if known.last().is_none_or(|(_, last)| last.id != claim.id) {
                        known.push((number, claim));
                    }
                }
                None => provisions.push((engagement, vec![(number, claim)])),
            }
        }
    }
    provisions.sort_by_key(|(first, _)| natural(&first.provision));
    let mut out = String::new();
    if !provisions.is_empty() {
        out.push_str(&hanging("", "What the claimed acts would engage if the claims were true. The letter says how sure the paragraph’s number is (A seen tied to that content, B partly supported, C to be checked)."));
    }
    for (first, claims) in provisions {
        let verified = if first.verified { "checked" } else { "not checked" };
        let head = format!(
            "\n{} — {} ({}; {verified} against the text of the resolution)",
            first.provision,
            first.gloss.trim_end_matches('.'),
            first.confidence
        );
        out.push('\n');
        out.push_str(&hanging("", head.trim_start()));
        for (number, claim) in claims {
            let number = number.map(|number| format!("claim {number}, ")).unwrap_or_default();
            out.push_str(&hanging("  ", &format!("{number}that {}", claim.text)));
            let found: Vec<&Engagement> = claim
                .provisions
                .iter()
                .filter(|other| other.provision == first.provision)
                .collect();
            out.push_str(&conducts(weighed, &found));
        }
    }
    out
}

/// Whose conduct would engage a provision and why; what is the same for all of them is told once.
fn conducts(weighed: &Weighed, found: &[&Engagement]) -> String {
    let shared = |element: &Element| found.len() > 1 && found.iter().all(|other| other.matched.contains(element));
    let mut out = String::new();
    for engagement in found {
        let own: Vec<Element> = engagement
            .matched
            .iter()
            .filter(|element| !shared(element))
            .cloned()
            .collect();
        let mut line = weighed.name(&engagement.conduct_of).to_owned();
        if !own.is_empty() {
            line.push_str(&format!(" — matched: {}", elements(&own)));
        }
        if !engagement.missing.is_empty() {
            line.push_str(&format!(" — missing or open: {}", elements(&engagement.missing)));
        }
        if !engagement.contested_by.is_empty() {
            let names: Vec<&str> = engagement.contested_by.iter().map(|id| weighed.name(id)).collect();
            line.push_str(&format!(" — in force, contested by: {}", names.join(", ")));
        }
        out.push_str(&hanging("    - ", &line));
    }
    let common: Vec<Element> = found
        .first()
        .map(|first| {
            first
                .matched
                .iter()
                .filter(|element| shared(element))
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    if !common.is_empty() {
        out.push_str(&hanging(
            "    - ",
            &format!("all of them — matched: {}", elements(&common)),
        ));
    }
    out
}

fn breaches(weighed: &Weighed) -> String {
    let mut out = String::new();
    for (number, claim) in weighed.claims() {
        for entry in &claim.breach_asserted_by {
            if out.is_empty() {
                out.push_str("\nCalled a breach by speakers, which is their word\n");
            }
            let who = entry.speaker_names.join(", ");
            let number = number.map(|number| format!("claim {number}, ")).unwrap_or_default();
            let places: Vec<String> = entry.anchors.iter().map(|anchor| place(weighed, anchor)).collect();
            out.push_str(&hanging("  - ", &format!("{number}{who}: {}", places.join(" … "))));
        }
    }
    out
}

/// What the documents cite, a line a document.
fn citations(weighed: &Weighed, cited: &[Cited]) -> String {
    let mut documents: Vec<(&str, Vec<String>)> = Vec::new();
    for cited in cited {
        let span = &cited.citation.span;
        let words = span.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = format!("“{words}” {}–{}", span.start, span.end);
        match documents.iter_mut().find(|(document, _)| *document == cited.document) {
            Some((_, known)) => known.push(told),
            None => documents.push((cited.document, vec![told])),
        }
    }
    let mut out = String::new();
    if !documents.is_empty() {
        out.push_str("\nCited in the documents\n");
    }
    for (document, told) in documents {
        out.push_str(&hanging(&format!("  {:<5}", weighed.label(document)), &told.join("; ")));
    }
    out
}

/// Sorts paragraphs by their numbers.
fn natural(provision: &str) -> (String, u32, String) {
    let (resolution, paragraph) = provision.split_once(" ¶").unwrap_or((provision, ""));
    let digits: String = paragraph.chars().take_while(char::is_ascii_digit).collect();
    (resolution.to_owned(), digits.parse().unwrap_or(0), paragraph.to_owned())
}

fn elements(elements: &[Element]) -> String {
    elements
        .iter()
        .map(|element| format!("{} ({})", element.name, element.reason))
        .collect::<Vec<_>>()
        .join("; ")
}
