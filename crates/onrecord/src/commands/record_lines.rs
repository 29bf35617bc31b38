//! A record as lines for a person: every entry with the characters it came from.

use onrecord_brief::{
    act_in_words, bound_in_words, day_in_words, effect_in_words, event_in_words, interval_in_words, rung_in_words,
};
use onrecord_document::Span;
use onrecord_extract::{Citation, Event, Modality, Record, Role, Statement, Toll, word};

use crate::table::hanging;

/// How many code points of an entry's words a line quotes.
const QUOTED: usize = 400;

/// The record of one document.
pub fn record_lines(location: &str, record: &Record) -> String {
    let document = &record.document;
    let mut out = format!("{location}\n");
    let mut head = vec![document.id.clone(), word(&document.kind)];
    head.extend(document.title.as_ref().map(|title| format!("“{}”", title.value.trim())));
    head.extend(document.publisher.as_ref().map(|publisher| publisher.value.clone()));
    head.extend(
        document
            .published
            .as_ref()
            .map(|published| day_in_words(&published.value)),
    );
    head.extend((document.language != "en").then(|| format!("language {}", document.language)));
    out.push_str(&hanging("  ", &head.join(" · ")));
    let parts = [
        (
            "Statements",
            record
                .statements
                .iter()
                .map(|statement| self::statement(record, statement))
                .collect::<Vec<_>>(),
        ),
        (
            "Events",
            // What parties do to one another is for machines that count it; here stands what a standing rests on.
            record
                .events
                .iter()
                .filter(|event| event.is_compared())
                .map(|event| self::event(record, event))
                .collect(),
        ),
        (
            "Figures of people",
            record.tolls.iter().map(|toll| self::toll(record, toll)).collect(),
        ),
        ("Provisions cited", record.citations.iter().map(citation).collect()),
    ];
    for (heading, entries) in parts {
        if !entries.is_empty() {
            out.push_str(&format!("\n  {heading}\n"));
            entries.iter().for_each(|entry| out.push_str(entry));
        }
    }
    if record.statements.is_empty() && record.events.is_empty() {
        out.push_str("\n  No statement and no event was found.\n");
    }
    out
}

fn statement(record: &Record, statement: &Statement) -> String {
    let mut line = match (statement.narrator, names(record, &statement.speakers)) {
        (true, _) => "The report itself".to_owned(),
        (false, names) if names.is_empty() => "A source that is not named".to_owned(),
        (false, names) => names,
    };
    line.push_str(&format!(" {}", act_in_words(statement.act)));
    // "declined to comment": the cue is all there is.
    let beyond_cue = |piece: &&Span| {
        statement
            .cue
            .as_ref()
            .is_none_or(|cue| piece.start < cue.start || cue.end < piece.end)
    };
    let words: Vec<String> = statement.content.iter().filter(beyond_cue).map(quoted).collect();
    if !words.is_empty() {
        line.push_str(&format!(": {}", words.join(" … ")));
    }
    let mut marks = Vec::new();
    marks.extend(
        statement
            .date
            .as_ref()
            .map(|date| format!("on {}", interval_in_words(date))),
    );
    marks.extend(statement.venue.as_ref().map(|venue| format!("venue {}", quoted(venue))));
    marks.extend(
        statement
            .audience
            .as_ref()
            .map(|audience| format!("to {}", quoted(audience))),
    );
    if let Some(outer) = &statement.nested_in {
        let outer = record.statements.iter().find(|other| other.id == *outer);
        let by = outer
            .map(|outer| names(record, &outer.speakers))
            .filter(|names| !names.is_empty());
        marks.push(format!(
            "as told by {}",
            by.unwrap_or_else(|| "another speaker".to_owned())
        ));
    }
    marks.extend(statement.evidence.as_ref().map(|evidence| {
        format!(
            "evidence {}, {}",
            quoted(&evidence.span),
            rung_in_words(evidence.status)
        )
    }));
    marks.extend(
        statement
            .asserts_breach
            .as_ref()
            .map(|breach| format!("calls it a breach: {}", quoted(breach))),
    );
    marks.extend(statement.signatory_count.map(|count| format!("{count} signatories")));
    for (there, mark) in [
        (statement.joint, "joint"),
        (statement.anonymous, "source not named"),
        (statement.blanket, "blanket: names no single act"),
        (statement.unsaid, "told as not said"),
    ] {
        marks.extend(there.then(|| mark.to_owned()));
    }
    marks.extend(
        statement
            .flags
            .iter()
            .map(|flag| format!("look twice: {}", flag.reason)),
    );
    entry(&place(&statement.content), &line, &marks)
}

fn event(record: &Record, event: &Event) -> String {
    let modality = match event.modality {
        Modality::Stated => "told as having happened",
        Modality::Alleged => "alleged",
        Modality::Denied => "denied",
        Modality::Possible => "possible",
        Modality::Future => "to come",
        Modality::Hypothetical => "under a condition",
    };
    let line = format!(
        "{} ({modality}): {}",
        capital(event_in_words(event.event_type)),
        quoted(&event.trigger)
    );
    let mut marks: Vec<String> = event.roles.iter().map(|role| self::role(record, role)).collect();
    marks.extend(event.count.as_ref().map(|count| quoted(&count.as_written)));
    marks.extend(event.place.as_ref().map(|place| {
        let resolved = place
            .resolved
            .as_ref()
            .filter(|resolved| **resolved != place.extracted.exact);
        let resolved = resolved.map(|resolved| format!(" ({resolved})")).unwrap_or_default();
        format!("at {}{resolved}", one_line(&place.extracted.exact))
    }));
    marks.extend(
        event
            .date
            .as_ref()
            .map(|date| format!("when: {}", interval_in_words(date))),
    );
    entry(&place([&event.trigger]), &line, &marks)
}

fn role(record: &Record, role: &Role) -> String {
    let actor = role
        .actor
        .as_ref()
        .and_then(|id| record.actors.iter().find(|actor| actor.id == *id));
    let filler = actor.map_or_else(|| one_line(&role.span.exact), |actor| actor.name.clone());
    format!("{} {filler}", word(&role.role).replace('_', " "))
}

fn toll(record: &Record, toll: &Toll) -> String {
    let figure = bound_in_words(toll.figure.bound, toll.figure.low, toll.figure.high);
    let population = toll
        .population
        .as_ref()
        .map_or_else(|| "people".to_owned(), |population| one_line(&population.exact));
    let line = format!(
        "{figure} {population} {}: {}",
        effect_in_words(toll.effect),
        quoted(&toll.span)
    );
    let mut marks = vec![word(&toll.scope)];
    let sources = names(record, &toll.source);
    marks.extend((!sources.is_empty()).then(|| format!("from {sources}")));
    marks.extend(toll.as_of.as_ref().map(|date| match date.earliest {
        Some(_) => format!("as of {}", interval_in_words(date)),
        None => format!("known {}", interval_in_words(date)),
    }));
    marks.extend(
        toll.place
            .as_ref()
            .map(|place| format!("at {}", one_line(&place.extracted.exact))),
    );
    marks.extend(toll.part_of.as_ref().map(|_| "part of the figure before".to_owned()));
    entry(&place([&toll.span]), &line, &marks)
}

fn citation(citation: &Citation) -> String {
    let mut line = quoted(&citation.span);
    if let Some(resolution) = citation.resolution {
        let year = citation.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let paragraph = citation
            .paragraph
            .as_ref()
            .map(|paragraph| format!(" ¶{paragraph}"))
            .unwrap_or_default();
        line.push_str(&format!(" = resolution {resolution}{year}{paragraph}"));
    }
    entry(
        &place([&citation.span]),
        &line,
        &citation.body.clone().into_iter().collect::<Vec<_>>(),
    )
}

fn entry(place: &str, line: &str, marks: &[String]) -> String {
    let mut out = hanging(&format!("    {place:<11} "), line);
    if !marks.is_empty() {
        out.push_str(&hanging("                  ", &marks.join(" · ")));
    }
    out
}

/// `120–188`: first character of the first piece, end of the last.
fn place<'a>(spans: impl IntoIterator<Item = &'a Span>) -> String {
    let (mut start, mut end) = (u32::MAX, 0);
    for span in spans {
        start = start.min(span.start);
        end = end.max(span.end);
    }
    if start > end {
        "–".to_owned()
    } else {
        format!("{start}–{end}")
    }
}

fn names(record: &Record, ids: &[String]) -> String {
    let names: Vec<&str> = ids
        .iter()
        .filter_map(|id| record.actors.iter().find(|actor| actor.id == *id))
        .map(|actor| actor.name.as_str())
        .collect();
    names.join(", ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(span: &Span) -> String {
    let words = one_line(&span.exact);
    let mut shown: String = words.chars().take(QUOTED).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    let is_quoted = shown.starts_with(['“', '"']) && shown.ends_with(['”', '"']);
    if is_quoted { shown } else { format!("“{shown}”") }
}

fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}
