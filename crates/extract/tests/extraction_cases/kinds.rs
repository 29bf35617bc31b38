//! How entries are written as lines, one function a kind. A new kind is one more row of [`lines`].

use onrecord_document::{Precision, Span};
use onrecord_extract::actors::ActorIndex;
use onrecord_extract::{Actor, ActorKind, Date, Figure, Reading, Record};
use onrecord_extract::{citations, dates, places, quantities, tolls};
use serde::Serialize;

/// What was made of a case's document.
pub struct Outcome<'o> {
    /// The document, annotated.
    pub reading: &'o Reading<'o>,
    /// Its record.
    pub record: &'o Record,
}

/// The lines of a kind in the order of the text; none where the kind is unknown.
pub fn lines(kind: &str, outcome: &Outcome) -> Option<Vec<String>> {
    Some(match kind {
        "date" => date(outcome),
        "time" => time(outcome),
        "figure" => figure(outcome),
        "place" => place(outcome),
        "toll" => toll(outcome),
        "citation" => citation(outcome),
        "arms" => arms(outcome),
        "cased" => super::incidents::cased(outcome),
        "incident" => super::incidents::lines(outcome),
        "contradiction" => contradiction(outcome),
        "event" => super::events::lines(outcome),
        "plover" => super::plover::lines(outcome),
        "factuality" => super::factuality::lines(outcome),
        "statement" => super::statements::said(outcome),
        "narrator" => super::statements::narrated(outcome),
        "actor" => super::statements::actors(outcome),
        _ => return None,
    })
}

/// `date "WORDS" INTERVAL precision= value= rule=`
fn date(outcome: &Outcome) -> Vec<String> {
    let found = dates::find(outcome.reading);
    found
        .iter()
        .map(|at| {
            let span = outcome.reading.span(&at.tokens);
            let value = at
                .date
                .value
                .as_ref()
                .map(|value| format!(" value={value}"))
                .unwrap_or_default();
            let (precision, rule) = (name(&at.date.precision), &at.date.basis.rule);
            format!(
                "date {} {} precision={precision}{value} rule={rule}",
                quoted(&span),
                interval(&at.date)
            )
        })
        .collect()
}

/// `time "WORDS" TYPE VALUE interval= precision= rule=`: the record's `dates`, as TIMEX3 marks them
fn time(outcome: &Outcome) -> Vec<String> {
    outcome
        .record
        .dates
        .iter()
        .map(|time| {
            let interval = interval(&Date {
                earliest: time.earliest.clone(),
                latest: time.latest.clone(),
                precision: Precision::Days,
                value: None,
                basis: time.basis.clone(),
            });
            let precision = time
                .precision
                .map_or_else(|| "-".to_owned(), |precision| name(&precision));
            format!(
                "time {} {} {} interval={interval} precision={precision} rule={}",
                quoted(&time.span),
                name(&time.kind),
                time.value.as_deref().unwrap_or("?"),
                time.basis.rule
            )
        })
        .collect()
}

/// `figure "WORDS" NUMBER counts="NOUN"`
fn figure(outcome: &Outcome) -> Vec<String> {
    quantities::find(outcome.reading, &dates::find(outcome.reading))
        .iter()
        .map(|at| {
            let noun = outcome.reading.annotated(at.block).token(at.counted);
            format!(
                "figure {} {} counts={noun}",
                quoted(&at.figure.as_written),
                number(&at.figure)
            )
        })
        .collect()
}

/// `place "WORDS" PRECISION country= resolved= lat= rule=`
fn place(outcome: &Outcome) -> Vec<String> {
    places::find(outcome.reading)
        .iter()
        .map(|at| {
            let country = at.place.country.as_deref().unwrap_or("-");
            let resolved = at
                .place
                .resolved
                .as_ref()
                .map(|name| format!(" resolved=\"{name}\""))
                .unwrap_or_default();
            let rule = &at.place.basis.rule;
            let lat = at.place.lat.map_or_else(|| "-".to_owned(), |lat| format!("{lat:.2}"));
            format!(
                "place {} {} country={country}{resolved} lat={lat} rule={rule}",
                quoted(&at.place.extracted),
                name(&at.place.precision)
            )
        })
        .collect()
}

/// `arms CLASS "WORDS" kind= category= count= rule=`
fn arms(outcome: &Outcome) -> Vec<String> {
    let found = outcome.record.arms.iter();
    found
        .map(|arms| {
            let (words, kind) = (quoted(&arms.span), name(&arms.kind));
            let category = arms.category.as_deref().unwrap_or("-");
            let count = arms.figure.as_ref().map_or("-".to_owned(), number);
            format!(
                "arms {} {words} kind={kind} category={category} count={count} rule={}",
                arms.class, arms.rule
            )
        })
        .collect()
}

/// `toll EFFECT NUMBER "WORDS" SCOPE population= country= source= as_of= part_of= rule=`
fn toll(outcome: &Outcome) -> Vec<String> {
    let reading = outcome.reading;
    let (dates, places) = (dates::find(reading), places::find(reading));
    let actors = ActorIndex::new(reading);
    let found = tolls::find(
        reading,
        &quantities::find(reading, &dates),
        &dates,
        &places,
        &actors,
        &outcome.record.statements,
    );
    found
        .iter()
        .map(|at| {
            let toll = &at.toll;
            let mut line = format!(
                "toll {} {} {} {}",
                name(&toll.effect),
                number(&toll.figure),
                quoted(&toll.span),
                name(&toll.scope)
            );
            let mut add = |key: &str, value: Option<String>| {
                line += &value.map(|value| format!(" {key}={value}")).unwrap_or_default()
            };
            add(
                "population",
                Some(toll.population.as_ref().map_or_else(|| "-".to_owned(), quoted)),
            );
            add(
                "country",
                Some(
                    toll.country
                        .as_ref()
                        .map_or_else(|| "-".to_owned(), |country| country.value.clone()),
                ),
            );
            add(
                "source",
                Some(format!("\"{}\"", speakers(&outcome.record.actors, &toll.source))),
            );
            add("as_of", toll.as_of.as_ref().map(interval));
            add("place", toll.place.as_ref().map(|place| quoted(&place.extracted)));
            let whole = toll
                .part_of
                .as_ref()
                .and_then(|id| found.iter().find(|other| &other.toll.id == id));
            add("part_of", whole.map(|whole| quoted(&whole.toll.span)));
            add("rule", Some(toll.rule.clone()));
            line
        })
        .collect()
}

/// `citation "WORDS" BODY:NUMBER(YEAR) paragraph= rule=`; `?` where the text does not tell.
fn citation(outcome: &Outcome) -> Vec<String> {
    citations::find(outcome.reading, &outcome.record.statements)
        .iter()
        .map(|at| {
            let citation = &at.citation;
            let body = citation.body.as_deref().unwrap_or("?");
            let number = citation
                .resolution
                .map_or_else(|| "?".to_owned(), |number| number.to_string());
            let year = citation.year.map(|year| format!("({year})")).unwrap_or_default();
            let paragraph = citation
                .paragraph
                .as_ref()
                .map(|paragraph| format!(" paragraph=\"{paragraph}\""))
                .unwrap_or_default();
            format!(
                "citation {} {body}:{number}{year}{paragraph} rule={}",
                quoted(&citation.span),
                citation.rule
            )
        })
        .collect()
}

/// `contradiction by= whose= challenged= correction= cue= rule=`; pieces apart by ` | `.
fn contradiction(outcome: &Outcome) -> Vec<String> {
    let record = outcome.record;
    record
        .contradictions
        .iter()
        .map(|found| {
            let pieces = |spans: &[Span]| {
                let words: Vec<String> = spans.iter().map(|span| span.exact.replace('"', "'")).collect();
                words.join(" | ").replace('\n', " ")
            };
            let whose = if found.whose.is_empty() {
                "-".to_owned()
            } else {
                speakers(&record.actors, &found.whose)
            };
            format!(
                "contradiction by=\"{}\" whose=\"{whose}\" challenged=\"{}\" correction=\"{}\" cue=\"{}\" rule={}",
                speakers(&record.actors, &found.speakers),
                pieces(&found.challenged),
                pieces(&found.correction),
                found.cue.as_ref().map(|cue| cue.exact.clone()).unwrap_or_default(),
                found.rule
            )
        })
        .collect()
}

/// The names of actors, `narrator` for the document's own voice.
pub fn speakers(actors: &[Actor], ids: &[String]) -> String {
    let named = |id: &String| match actors.iter().find(|actor| &actor.id == id) {
        Some(actor) if actor.kind == ActorKind::Narrator => "narrator".to_owned(),
        Some(actor) => actor.name.clone(),
        None => "narrator".to_owned(),
    };
    if ids.is_empty() {
        "narrator".to_owned()
    } else {
        ids.iter().map(named).collect::<Vec<_>>().join(" + ")
    }
}

/// The words of a span in quotation marks.
pub fn quoted(span: &Span) -> String {
    format!("\"{}\"", span.exact.replace('"', "'"))
}

/// A day, an interval with `..`, or `unresolved`.
pub fn interval(date: &Date) -> String {
    match (&date.earliest, &date.latest) {
        (None, None) => "unresolved".to_owned(),
        (Some(first), Some(last)) if first == last => first.clone(),
        (first, last) => format!(
            "{}..{}",
            first.as_deref().unwrap_or_default(),
            last.as_deref().unwrap_or_default()
        ),
    }
}

/// `12`, `at_least:12`, `range:10-12`, `vague:24`.
pub fn number(figure: &Figure) -> String {
    let bound = name(&figure.bound);
    match (figure.low, figure.high) {
        (Some(low), Some(high)) if low != high => format!("{bound}:{low}-{high}"),
        (Some(number), _) | (None, Some(number)) if bound == "exact" => number.to_string(),
        (Some(number), _) | (None, Some(number)) => format!("{bound}:{number}"),
        (None, None) => bound,
    }
}

/// The name that a unit variant is written under.
pub fn name(variant: &impl Serialize) -> String {
    serde_json::to_value(variant)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
