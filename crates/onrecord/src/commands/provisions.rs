//! `provisions`: what the claimed acts would engage, what speakers call a breach, and what the documents cite.

use std::process::ExitCode;

use onrecord_weigh::{Anchor, Element, Engagement, StanceEntry};
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
    let weighed = Weighed::of(every)?;
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
        for claim in &claims {
            output.text(&lines(&weighed, claim))?;
            output.line("")?;
        }
        if !cited.is_empty() {
            output.line("Cited in the documents")?;
        }
        for cited in &cited {
            let anchor = Anchor {
                document: cited.document.to_owned(),
                span: cited.citation.span.clone(),
            };
            output.text(&hanging("  - ", &place(&weighed, &anchor)))?;
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn lines(weighed: &Weighed, claim: &Engaged) -> String {
    let mut out = hanging("", &format!("If it were true {}:", claim.text));
    for engagement in claim.would_engage {
        let conduct = weighed.name(&engagement.conduct_of);
        let head = format!(
            "{} would be engaged by the conduct of {conduct} — {}",
            engagement.provision, engagement.gloss
        );
        out.push_str(&hanging("  - ", &head));
        out.push_str(&hanging("      matched: ", &elements(&engagement.matched)));
        if !engagement.missing.is_empty() {
            out.push_str(&hanging("      missing or open: ", &elements(&engagement.missing)));
        }
        if !engagement.contested_by.is_empty() {
            let names: Vec<&str> = engagement.contested_by.iter().map(|id| weighed.name(id)).collect();
            out.push_str(&hanging("      in force, contested by: ", &names.join(", ")));
        }
        let verified = if engagement.verified { "checked" } else { "not verified" };
        let sure = format!(
            "confidence in the number {}; {verified} against the text of the resolution",
            engagement.confidence
        );
        out.push_str(&hanging("      ", &sure));
    }
    for entry in claim.breach_asserted_by {
        let who = entry.speaker_names.join(", ");
        let places: Vec<String> = entry.anchors.iter().map(|anchor| place(weighed, anchor)).collect();
        out.push_str(&hanging(
            "  - ",
            &format!("called a breach by {who}, which is their word: {}", places.join(" … ")),
        ));
    }
    out
}

fn elements(elements: &[Element]) -> String {
    elements
        .iter()
        .map(|element| format!("{} ({})", element.name, element.reason))
        .collect::<Vec<_>>()
        .join("; ")
}
