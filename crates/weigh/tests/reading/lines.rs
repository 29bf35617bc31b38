//! A standing as lines of fields, so that a case can name what it expects of it.

use onrecord_weigh::{StanceEntry, Standing};
use serde::Serialize;

fn snake<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn text(standing: &Standing, id: &str) -> String {
    standing
        .propositions
        .iter()
        .find(|proposition| proposition.id == id)
        .map(|proposition| proposition.text.clone())
        .unwrap_or_default()
}

/// All lines of a standing: the first field says what the line is about.
pub fn lines(standing: &Standing) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for actor in &standing.actors {
        lines.push(vec![
            "actor".into(),
            actor.id.clone(),
            actor.name.clone(),
            format!("{} members", actor.members.len()),
            format!("{} statements", actor.statements),
            actor.explanation.clone(),
        ]);
    }
    for lineage in &standing.lineages {
        lines.push(vec![
            "lineage".into(),
            lineage.id.clone(),
            format!("{} documents", lineage.members.len()),
        ]);
        for member in &lineage.members {
            lines.push(vec![
                "member".into(),
                lineage.id.clone(),
                member.document.clone(),
                snake(member.kind),
                member.explanation.clone(),
            ]);
            for (here, there) in member.shared.iter().zip(&member.shared_there) {
                lines.push(vec![
                    "shared".into(),
                    here.document.clone(),
                    there.document.clone(),
                    here.span.exact.clone(),
                    there.span.exact.clone(),
                ]);
            }
        }
    }
    for proposition in &standing.propositions {
        let mut line = vec![
            "claim".into(),
            proposition.text.clone(),
            snake(proposition.status),
            format!("asserting {}", proposition.origins_asserting.count),
            format!("denying {}", proposition.origins_denying.count),
            format!("modality {}", snake(proposition.modality)),
        ];
        line.extend(
            proposition
                .part_of
                .iter()
                .map(|whole| format!("part of {}", text(standing, whole))),
        );
        line.extend(
            proposition
                .differences
                .iter()
                .map(|difference| format!("told {} {}", difference.about, difference.told)),
        );
        line.push(format!("+ {}", proposition.origins_asserting.explanation));
        line.push(format!("- {}", proposition.origins_denying.explanation));
        line.push(proposition.status_explanation.clone());
        lines.push(line);
        for entry in &proposition.stances {
            lines.push(stance("stance", &proposition.text, entry));
        }
        for entry in &proposition.breach_asserted_by {
            lines.push(stance("breach", &proposition.text, entry));
        }
        for evidence in &proposition.evidence {
            lines.push(vec![
                "evidence".into(),
                proposition.text.clone(),
                snake(evidence.kind),
                snake(evidence.status),
                evidence.by.join(", "),
            ]);
        }
        for engagement in &proposition.provisions {
            let mut line = vec![
                "engages".into(),
                proposition.text.clone(),
                engagement.provision.clone(),
                engagement.conduct_of.clone(),
                if engagement.complete { "complete" } else { "open" }.into(),
            ];
            line.extend(
                engagement
                    .matched
                    .iter()
                    .map(|element| format!("matched {}", element.name)),
            );
            line.extend(
                engagement
                    .missing
                    .iter()
                    .map(|element| format!("missing {}", element.name)),
            );
            let assumed = standing
                .propositions
                .iter()
                .filter(|other| engagement.assumes.contains(&other.id));
            line.extend(assumed.map(|other| format!("assumes {}", other.text)));
            lines.push(line);
        }
    }
    for series in &standing.tolls {
        let figure = |number: Option<u64>| number.map_or("none".to_owned(), |number| number.to_string());
        lines.push(vec![
            "toll".into(),
            snake(series.effect),
            series.population.clone(),
            snake(series.scope),
            series.about.clone(),
            format!("{} points", series.points.len()),
            format!("low {}", figure(series.summary.low)),
            format!("best {}", figure(series.summary.best)),
            format!("high {}", figure(series.summary.high)),
            format!(
                "parts {}",
                series.points.iter().map(|point| point.parts.len()).sum::<usize>()
            ),
            format!(
                "again {}",
                series.points.iter().map(|point| point.also_in.len()).sum::<usize>()
            ),
            format!(
                "aside {}",
                series.points.iter().filter(|point| point.set_aside.is_some()).count()
            ),
        ]);
    }
    for position in &standing.positions {
        let mut line = vec![
            "position".into(),
            position.actor.clone(),
            text(standing, &position.proposition),
        ];
        line.push(
            position
                .stances
                .iter()
                .map(|dated| snake(dated.stance))
                .collect::<Vec<_>>()
                .join(" then "),
        );
        line.push(if position.changed { "changed" } else { "unchanged" }.into());
        lines.push(line);
    }
    for flag in &standing.flags {
        lines.push(vec![
            "flag".into(),
            flag.code.clone(),
            flag.entry.entry.clone(),
            flag.reason.clone(),
        ]);
    }
    lines
}

fn stance(kind: &str, claim: &str, entry: &StanceEntry) -> Vec<String> {
    let mut line = vec![
        kind.into(),
        claim.into(),
        entry.speaker_names.join(", "),
        snake(entry.stance),
        entry.statement.entry.clone(),
    ];
    line.push(if entry.blanket { "blanket" } else { "pointed" }.into());
    if entry.narrator {
        line.push("narrator".into());
    }
    if entry.anonymous {
        line.push("anonymous".into());
    }
    if !entry.also_in.is_empty() {
        line.push(format!("again {}", entry.also_in.len()));
    }
    line.extend(entry.relays.iter().map(|inner| format!("relays {}", inner.entry)));
    line.extend(entry.represents.iter().map(|code| format!("for {code}")));
    line.push(entry.explanation.clone());
    line
}

/// Whether a line has every wanted field; `~words` asks for a field that has the words in it.
pub fn fits(line: &[String], wanted: &[String]) -> bool {
    line.first() == wanted.first()
        && wanted[1..].iter().all(|want| match want.strip_prefix('~') {
            Some(part) => line.iter().any(|field| field.contains(part)),
            None => line.contains(want),
        })
}
