//! Figures of people: one table a series, each figure with who gives it and as of when; figures that stand alone in one table.

use std::collections::BTreeSet;

use onrecord_extract::TollScope;
use onrecord_weigh::{Anchor, TollPoint, TollSeries, TollSummary};

use crate::brief::{Block, Cell, Section};
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{bound_in_words, capital, effect_in_words, ended, grouped, listed, quoted, short_day};

use super::paragraph;

/// One figure of one source, wherever it is printed.
struct Row {
    as_of: String,
    source: String,
    figure: String,
    lineage: String,
    words: String,
    places: Vec<Anchor>,
}

pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Option<Section> {
    let mut blocks: Vec<Block> = Vec::new();
    let rules: BTreeSet<&str> = set
        .standing
        .tolls
        .iter()
        .map(|series| series.summary.rule.as_str())
        .filter(|rule| !rule.is_empty())
        .collect();
    let mut alone: Vec<(String, Row)> = Vec::new();
    let mut tables: Vec<Block> = Vec::new();
    for series in &set.standing.tolls {
        let mut rows: Vec<Row> = Vec::new();
        for point in &series.points {
            add(&mut rows, row(set, point));
        }
        if rows.len() == 1 {
            let of = of_whom(series);
            for row in rows {
                match alone
                    .iter_mut()
                    .find(|(other, known)| *other == of && is_same(known, &row))
                {
                    Some((_, known)) => known.places.extend(row.places),
                    None => alone.push((of.clone(), row)),
                }
            }
            continue;
        }
        tables.push(Block::Heading {
            anchor: series.id.clone(),
            text: heading(series),
        });
        let places: Vec<Anchor> = rows.iter().flat_map(|row| row.places.iter().take(1).cloned()).collect();
        let mut sentences = vec![notes.sentence(summary(series, rules.len() > 1), &places)];
        sentences.extend(
            series
                .by_rule
                .iter()
                .map(|other| notes.sentence(by_rule(other), &places)),
        );
        tables.extend(paragraph(sentences));
        let columns = ["As of", "Source", "Figure", "In"].map(str::to_owned).to_vec();
        tables.push(Block::Table {
            label: String::new(),
            columns,
            rows: rows.iter().map(|row| cells(set, row, notes)).collect(),
        });
    }
    if let (1, Some(rule)) = (rules.len(), rules.first().filter(|_| !tables.is_empty())) {
        blocks.push(Block::Note {
            text: ended(&capital(rule)),
        });
    }
    blocks.extend(tables);
    alone.sort_by(|one, other| one.0.cmp(&other.0));
    if !alone.is_empty() {
        let rows = alone.iter().map(|(of, row)| {
            let mut line = vec![Cell::plain(of.clone())];
            line.extend(cells(set, row, notes));
            line
        });
        let rows = rows.collect();
        blocks.push(Block::Table {
            label: "Figures that stand alone".to_owned(),
            columns: ["Of whom", "As of", "Source", "Figure", "In"]
                .map(str::to_owned)
                .to_vec(),
            rows,
        });
    }
    (!blocks.is_empty()).then(|| Section {
        anchor: "tolls".to_owned(),
        heading: "Figures of people".to_owned(),
        blocks,
    })
}

/// A figure that the same source gives again, in the same words or in a copy, is the same figure.
fn add(rows: &mut Vec<Row>, row: Row) {
    match rows.iter_mut().find(|known| is_same(known, &row)) {
        Some(known) => known.places.extend(row.places),
        None => rows.push(row),
    }
}

fn is_same(one: &Row, other: &Row) -> bool {
    (&one.source, &one.figure) == (&other.source, &other.figure)
        && (one.lineage == other.lineage || (one.as_of == other.as_of && one.words == other.words))
}

fn row(set: &Set, point: &TollPoint) -> Row {
    let mut places = vec![point.anchor.clone()];
    places.extend(point.also_in.iter().filter_map(|reference| {
        Some(Anchor {
            document: reference.document.clone(),
            span: set.toll(reference)?.span.clone(),
        })
    }));
    let mut figure = bound_in_words(point.bound, point.low, point.high);
    if !point.parts.is_empty() {
        let parts: Vec<String> = point
            .parts
            .iter()
            .map(|part| quoted(std::slice::from_ref(part)))
            .collect();
        figure.push_str(&format!(", of whom {}", listed(&parts)));
        places.extend(point.parts.iter().cloned());
    }
    let title = set
        .summary(&point.toll.document)
        .map(|summary| format!("“{}”", summary.title));
    let sources: Vec<String> = point
        .sources
        .iter()
        .map(|source| {
            if Some(source) == title.as_ref() {
                "the report itself".to_owned()
            } else {
                source.trim_end_matches(',').to_owned()
            }
        })
        .collect();
    Row {
        as_of: point.date.as_deref().map_or_else(|| "not told".to_owned(), short_day),
        source: if sources.is_empty() {
            "not told".to_owned()
        } else {
            listed(&sources)
        },
        figure,
        lineage: point.lineage.clone(),
        words: point.anchor.span.exact.to_lowercase(),
        places,
    }
}

fn cells(set: &Set, row: &Row, notes: &mut Footnotes) -> Vec<Cell> {
    let mut documents: Vec<usize> = row
        .places
        .iter()
        .filter_map(|place| set.source(&place.document))
        .collect();
    documents.sort_unstable();
    documents.dedup();
    let documents: Vec<String> = documents.iter().map(|number| format!("D{number}")).collect();
    vec![
        Cell::plain(row.as_of.clone()),
        Cell::plain(row.source.clone()),
        Cell::plain(row.figure.clone()),
        notes.cell(documents.join(", "), &row.places),
    ]
}

fn scope(series: &TollSeries) -> &'static str {
    match series.scope {
        TollScope::Incident => "one incident",
        TollScope::Cumulative => "running count",
    }
}

fn heading(series: &TollSeries) -> String {
    let about = if series.about.is_empty() {
        String::new()
    } else {
        format!(": {}", series.about)
    };
    format!(
        "{} {}, {}{about}",
        capital(&series.population),
        effect_in_words(series.effect),
        scope(series)
    )
}

/// Of a figure that stands alone: who, and of what where the words tell more than the figure again.
fn of_whom(series: &TollSeries) -> String {
    let count = match series.scope {
        TollScope::Incident => "",
        TollScope::Cumulative => ", running count",
    };
    format!("{} {}{count}", series.population, effect_in_words(series.effect))
}

/// The same by a rule of others: what it gives, then the rule.
fn by_rule(summary: &TollSummary) -> String {
    ended(&format!("{}; {}", figures(summary), summary.rule))
}

fn figures(summary: &TollSummary) -> String {
    let told = [
        ("lowest", summary.low),
        ("best", summary.best),
        ("highest", summary.high),
    ];
    let told = told
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", grouped(value?))));
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        "No figure".to_owned()
    } else {
        capital(&told.join(", "))
    }
}

fn summary(series: &TollSeries, with_rule: bool) -> String {
    let summary = &series.summary;
    let figures = figures(summary);
    if summary.rule.is_empty() || !with_rule {
        ended(&figures)
    } else {
        ended(&format!("{figures}; {}", summary.rule))
    }
}
