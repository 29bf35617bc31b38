//! `tolls`: figures of people as series, each figure with its source and day.

use std::collections::BTreeSet;
use std::process::ExitCode;

use onrecord_brief::{bound_in_words, day_in_words, effect_in_words};
use onrecord_extract::TollScope;
use onrecord_weigh::TollSeries;

use super::claims::place;
use crate::arguments::{Every, View};
use crate::output::Output;
use crate::table::{Table, hanging};
use crate::weighed::Weighed;

pub fn run(every: &Every, options: &View) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &options.known)?;
    let mut output = Output::new();
    if options.json {
        output.json(&weighed.standing.tolls)?;
    } else if weighed.standing.tolls.is_empty() {
        output.line("No figure of people was found in the documents of the case.")?;
    } else {
        let rules: BTreeSet<&str> = weighed
            .standing
            .tolls
            .iter()
            .map(|series| series.summary.rule.as_str())
            .collect();
        let told_once = rules.len() == 1;
        if let (true, Some(rule)) = (told_once, rules.first().filter(|rule| !rule.is_empty())) {
            output.text(&hanging("", &format!("Lowest, best, highest by: {rule}")))?;
            output.line("")?;
        }
        for (position, series) in weighed.standing.tolls.iter().enumerate() {
            if position > 0 {
                output.line("")?;
            }
            output.text(&lines(&weighed, series, !told_once))?;
        }
        output.text(&weighed.legend())?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn lines(weighed: &Weighed, series: &TollSeries, with_rule: bool) -> String {
    let scope = match series.scope {
        TollScope::Incident => "one incident",
        TollScope::Cumulative => "running count",
    };
    let about = if series.about.is_empty() {
        String::new()
    } else {
        format!(" — {}", series.about)
    };
    let heading = format!(
        "{} {}{about} ({scope})",
        series.population,
        effect_in_words(series.effect)
    );
    let mut out = hanging("", &heading);
    let number = |value: Option<u64>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
    let summary = &series.summary;
    let figures = format!(
        "lowest {}, best {}, highest {}",
        number(summary.low),
        number(summary.best),
        number(summary.high)
    );
    let rule = if summary.rule.is_empty() || !with_rule {
        String::new()
    } else {
        format!(" ({})", summary.rule)
    };
    out.push_str(&hanging("  ", &format!("{figures}{rule}")));
    let mut table = Table::new(["  AS OF", "FIGURE", "GIVEN BY", "WORDS"]);
    for point in &series.points {
        let source = if point.sources.is_empty() {
            "not told".to_owned()
        } else {
            point
                .sources
                .iter()
                .map(|source| source.trim_end_matches(','))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut words = place(weighed, &point.anchor);
        if !point.parts.is_empty() {
            let parts: Vec<String> = point
                .parts
                .iter()
                .map(|part| format!("“{}”", part.span.exact))
                .collect();
            words.push_str(&format!("; of these {}", parts.join(", ")));
        }
        let mut copies: Vec<String> = Vec::new();
        for copy in point
            .also_in
            .iter()
            .filter(|copy| copy.document != point.anchor.document)
        {
            let label = weighed.label(&copy.document);
            if !copies.contains(&label) {
                copies.push(label);
            }
        }
        if !copies.is_empty() {
            words.push_str(&format!("; also in {}", copies.join(", ")));
        }
        let date = point
            .date
            .as_deref()
            .map_or_else(|| "not told".to_owned(), day_in_words);
        table.row([
            format!("· {date}"),
            bound_in_words(point.bound, point.low, point.high),
            source,
            words,
        ]);
    }
    out.push_str(&table.print());
    out
}
