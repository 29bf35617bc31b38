//! `claims`: every claim with who stands where, contested ones first.

use std::process::ExitCode;

use onrecord_brief::{day_in_words, rung_in_words, stance_in_words, status_in_words};
use onrecord_weigh::{Anchor, Proposition, StanceEntry};

use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::hanging;
use crate::weighed::Weighed;

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every)?;
    let mut output = Output::new();
    if options.json {
        output.json(&weighed.standing.propositions)?;
    } else if weighed.standing.propositions.is_empty() {
        output.line("No claim was found in the documents of the case.")?;
    } else {
        for (position, claim) in weighed.standing.propositions.iter().enumerate() {
            output.text(&lines(&weighed, position + 1, claim))?;
        }
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn lines(weighed: &Weighed, number: usize, claim: &Proposition) -> String {
    let gap = if number > 1 { "\n" } else { "" };
    let mut out = format!(
        "{gap}{}",
        hanging(
            &format!("{number:>3}. "),
            &format!("{} — {}", claim.text, status_in_words(claim.status))
        )
    );
    let origins = format!(
        "independent origins: {} asserting, {} denying",
        claim.origins_asserting.count, claim.origins_denying.count
    );
    out.push_str(&hanging("     ", &origins));
    for entry in &claim.stances {
        out.push_str(&hanging("     - ", &stance(weighed, entry)));
    }
    for entry in &claim.evidence {
        let by = if entry.by.is_empty() {
            String::new()
        } else {
            format!(" by {}", entry.by.join(", "))
        };
        let words = format!(
            "evidence{by}, {}: {}",
            rung_in_words(entry.status),
            place(weighed, &entry.anchor)
        );
        out.push_str(&hanging("     * ", &words));
    }
    out
}

fn stance(weighed: &Weighed, entry: &StanceEntry) -> String {
    let who = match (entry.narrator, entry.speaker_names.as_slice()) {
        (true, _) => format!("{} (in its own voice)", weighed.called(&entry.statement.document)),
        (false, []) => "a source that is not named".to_owned(),
        (false, names) => names.join(", "),
    };
    let mut words = format!("{who} {}", stance_in_words(entry.stance));
    let mut marks: Vec<String> = entry.date.iter().map(|date| day_in_words(date)).collect();
    for (there, mark) in [
        (entry.blanket, "blanket: names no single act"),
        (entry.anonymous, "source not named"),
        (entry.relays.is_some(), "passes on what another said"),
    ] {
        marks.extend(there.then(|| mark.to_owned()));
    }
    if !marks.is_empty() {
        words.push_str(&format!(" ({})", marks.join("; ")));
    }
    let places: Vec<String> = entry.anchors.iter().map(|anchor| place(weighed, anchor)).collect();
    if places.is_empty() {
        words
    } else {
        format!("{words}: {}", places.join(" … "))
    }
}

/// The words and where they stand: `“words” [Outlet, 120–180]`.
pub fn place(weighed: &Weighed, anchor: &Anchor) -> String {
    let words: String = anchor.span.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = words.chars().take(160).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    format!(
        "“{shown}” [{}, {}–{}]",
        weighed.called(&anchor.document),
        anchor.span.start,
        anchor.span.end
    )
}
