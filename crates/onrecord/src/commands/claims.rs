//! `claims`: every claim with who stands where, in the order and with the numbers of the brief.

use std::process::ExitCode;

use onrecord_brief::{day_in_words, rung_in_words, stance_in_words, status_in_words};
use onrecord_weigh::{Anchor, Proposition, StanceEntry};

use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::hanging;
use crate::weighed::Weighed;

/// How many code points of somebody's words a line shows.
const LONGEST: usize = 200;

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let mut output = Output::new();
    if options.json {
        output.json(&weighed.standing.propositions)?;
    } else if weighed.standing.propositions.is_empty() {
        output.line("No claim was found in the documents of the case.")?;
    } else {
        for (position, (number, claim)) in weighed.claims().into_iter().enumerate() {
            if position > 0 {
                output.line("")?;
            }
            output.text(&lines(&weighed, number, claim))?;
        }
        output.text(&weighed.legend())?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn lines(weighed: &Weighed, number: Option<usize>, claim: &Proposition) -> String {
    let number = number.map_or_else(
        || "Told by no speaker: ".to_owned(),
        |number| format!("Claim {number}: "),
    );
    let mut out = hanging(
        "",
        &format!("{number}that {} — {}", claim.text, status_in_words(claim.status)),
    );
    let origins = format!(
        "independent origins: {} asserting, {} denying",
        claim.origins_asserting.count, claim.origins_denying.count
    );
    out.push_str(&hanging("  ", &origins));
    // Copies give a speaker the same words many times: once with every place is enough.
    let mut told: Vec<(String, Option<&str>, String, Vec<String>)> = Vec::new();
    for entry in &claim.stances {
        let (who, words) = (stance(weighed, entry), words(&entry.anchors));
        let copies = entry.also_in.iter().map(|copy| weighed.label(&copy.document));
        let places = entry
            .anchors
            .iter()
            .map(|anchor| where_it_stands(weighed, anchor))
            .chain(copies);
        match told
            .iter_mut()
            .find(|(other, _, same, _)| *other == who && *same == words)
        {
            Some((.., known)) => known.extend(places),
            None => told.push((who, entry.date.as_deref(), words, places.collect())),
        }
    }
    for (who, date, words, places) in told {
        let date = date.map(|date| format!(", {}", day_in_words(date))).unwrap_or_default();
        let places = if places.is_empty() {
            String::new()
        } else {
            format!(": {words} [{}]", places.join("; "))
        };
        out.push_str(&hanging("  - ", &format!("{who}{date}{places}")));
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
        out.push_str(&hanging("  * ", &words));
    }
    out
}

fn stance(weighed: &Weighed, entry: &StanceEntry) -> String {
    let who = match (entry.narrator, entry.speaker_names.as_slice()) {
        (true, _) => format!("{} (in its own voice)", weighed.called(&entry.statement.document)),
        (false, []) => "a source that is not named".to_owned(),
        (false, names) => names.join(", "),
    };
    let mut words = format!("{who} — {}", stance_in_words(entry.stance));
    let mut marks: Vec<String> = Vec::new();
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
    words
}

/// The words at places, on one line, long ones cut between words.
fn words(anchors: &[Anchor]) -> String {
    // One silence in five reports has the same words five times.
    let mut pieces: Vec<String> = Vec::new();
    for anchor in anchors {
        let piece = cut(&anchor.span.exact);
        if !pieces.contains(&piece) {
            pieces.push(piece);
        }
    }
    format!("“{}”", pieces.join(" … "))
}

fn cut(words: &str) -> String {
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = words.chars().take(LONGEST).collect();
    match shown.rsplit_once(' ') {
        Some((whole, _)) if shown.len() < words.len() => format!("{whole} …"),
        _ => shown,
    }
}

fn where_it_stands(weighed: &Weighed, anchor: &Anchor) -> String {
    format!(
        "{} {}–{}",
        weighed.label(&anchor.document),
        anchor.span.start,
        anchor.span.end
    )
}

/// The words and where they stand: `“words” [D3 120–180]`.
pub fn place(weighed: &Weighed, anchor: &Anchor) -> String {
    format!("“{}” [{}]", cut(&anchor.span.exact), where_it_stands(weighed, anchor))
}
