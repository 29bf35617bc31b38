//! Figures of people: one table a series, each figure with who gives it and as of when.

use onrecord_extract::TollScope;
use onrecord_weigh::{Anchor, TollPoint, TollSeries};

use crate::brief::{Block, Cell, Section};
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{bound_in_words, capital, day_in_words, effect_in_words, ended, grouped, listed, quoted};

use super::paragraph;

pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Option<Section> {
    let blocks: Vec<Block> = set
        .standing
        .tolls
        .iter()
        .flat_map(|series| blocks(set, series, notes))
        .collect();
    (!blocks.is_empty()).then(|| Section {
        anchor: "tolls".to_owned(),
        heading: "Figures of people".to_owned(),
        blocks,
    })
}

fn blocks(set: &Set, series: &TollSeries, notes: &mut Footnotes) -> Vec<Block> {
    let scope = match series.scope {
        TollScope::Incident => "one incident",
        TollScope::Cumulative => "running count",
    };
    let mut heading = format!("{}: {}", capital(effect_in_words(series.effect)), series.population);
    if !series.about.is_empty() {
        heading.push_str(&format!(" — {}", series.about));
    }
    heading.push_str(&format!(" ({scope})"));
    let mut blocks = vec![Block::Heading {
        anchor: series.id.clone(),
        text: heading,
    }];
    let places: Vec<Anchor> = series.points.iter().map(|point| point.anchor.clone()).collect();
    blocks.extend(paragraph([notes.sentence(summary(series), &places)]));
    let rows = series.points.iter().map(|point| row(set, point, notes)).collect();
    let columns = ["As of", "Given by", "Figure", "Words", "Of these", "Stands in"]
        .map(str::to_owned)
        .to_vec();
    blocks.push(Block::Table { columns, rows });
    blocks
}

fn summary(series: &TollSeries) -> String {
    let summary = &series.summary;
    let number = |value: Option<u64>| value.map_or_else(|| "not told".to_owned(), grouped);
    let figures = format!(
        "Lowest {}, best {}, highest {}",
        number(summary.low),
        number(summary.best),
        number(summary.high)
    );
    if summary.rule.is_empty() {
        ended(&figures)
    } else {
        ended(&format!("{figures}; {}", summary.rule))
    }
}

fn row(set: &Set, point: &TollPoint, notes: &mut Footnotes) -> Vec<Cell> {
    let mut places = vec![point.anchor.clone()];
    places.extend(point.also_in.iter().filter_map(|reference| {
        Some(Anchor {
            document: reference.document.clone(),
            span: set.toll(reference)?.span.clone(),
        })
    }));
    let copies = match point.also_in.len() {
        0 => String::new(),
        1 => " and 1 copy".to_owned(),
        count => format!(" and {count} copies"),
    };
    let parts = point
        .parts
        .iter()
        .map(|part| quoted(std::slice::from_ref(part)))
        .collect::<Vec<_>>()
        .join("; ");
    let source = if point.sources.is_empty() {
        "not told".to_owned()
    } else {
        listed(&point.sources)
    };
    vec![
        Cell::plain(
            point
                .date
                .as_deref()
                .map_or_else(|| "not told".to_owned(), day_in_words),
        ),
        Cell::plain(source),
        Cell::plain(bound_in_words(point.bound, point.low, point.high)),
        notes.cell(quoted(&places[..1]), &places),
        notes.cell(parts, &point.parts),
        Cell::plain(format!("{}{copies}", set.called(&point.toll.document))),
    ]
}
