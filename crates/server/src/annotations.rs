//! All that was taken out of a document, as places in its text.

use onrecord_document::Span;
use onrecord_extract::Record;
use schemars::JsonSchema;
use serde::Serialize;

use crate::view::View;
use onrecord_extract::word;

/// What an annotation is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AnnotationKind {
    Statement,
    Event,
    Toll,
    Citation,
    Actor,
    Date,
    Place,
    Arms,
}

/// Which of the words of an entry they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AnnotationPart {
    /// What is said.
    Content,
    /// The words that tell that it is said.
    Cue,
    /// The words that name who says it.
    Source,
    /// The word that tells an event.
    Trigger,
    /// Any other words.
    Mention,
}

/// Words of a document, and what was read in them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Annotation {
    /// Unique within the document.
    pub id: String,
    /// The entry of the record.
    pub entry: String,
    pub kind: AnnotationKind,
    pub part: AnnotationPart,
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    pub label: String,
    pub detail: String,
    /// The claims that the entry tells or speaks of.
    pub claims: Vec<String>,
}

struct Gathering<'a> {
    view: &'a View,
    document: usize,
    all: Vec<Annotation>,
}

impl Gathering<'_> {
    fn put(
        &mut self,
        entry: &str,
        kind: AnnotationKind,
        part: AnnotationPart,
        span: &Span,
        (label, detail): (&str, &str),
    ) {
        let claims = self.view.claims_of(self.document, entry);
        let claims = claims
            .map(|at| self.view.standing.propositions[at].id.clone())
            .collect();
        self.all.push(Annotation {
            id: format!("n{}", self.all.len() + 1),
            entry: entry.to_owned(),
            kind,
            part,
            start: span.start,
            end: span.end,
            label: label.to_owned(),
            detail: detail.to_owned(),
            claims,
        });
    }
}

/// The annotations of a document, by where they begin; longer ones first, so that they can be laid into one another.
pub(crate) fn annotations(view: &View, document: usize) -> Vec<Annotation> {
    let record = view.record(document);
    let mut gathering = Gathering {
        view,
        document,
        all: Vec::new(),
    };
    statements(&mut gathering, record);
    events(&mut gathering, record);
    for toll in &record.tolls {
        let detail = format!("{} {}", word(&toll.effect), word(&toll.scope));
        let label = ("figure of people", detail.as_str());
        gathering.put(
            &toll.id,
            AnnotationKind::Toll,
            AnnotationPart::Mention,
            &toll.span,
            label,
        );
    }
    for citation in &record.citations {
        let number = citation
            .resolution
            .map(|number| format!("resolution {number}"))
            .unwrap_or_default();
        let paragraph = citation
            .paragraph
            .as_ref()
            .map(|at| format!(" ¶{at}"))
            .unwrap_or_default();
        let detail = format!("{number}{paragraph}");
        let label = ("provision named", detail.as_str());
        gathering.put(
            &citation.id,
            AnnotationKind::Citation,
            AnnotationPart::Mention,
            &citation.span,
            label,
        );
    }
    for actor in &record.actors {
        let resolved = view.resolved(document, &actor.id);
        let name = resolved.map_or(actor.name.as_str(), |resolved| resolved.name.as_str());
        let detail = resolved.map_or_else(|| word(&actor.kind), |resolved| resolved.id.clone());
        for mention in &actor.mentions {
            let label = (name, detail.as_str());
            gathering.put(
                &actor.id,
                AnnotationKind::Actor,
                AnnotationPart::Mention,
                &mention.span,
                label,
            );
        }
    }
    for date in &record.dates {
        let detail = match (&date.earliest, &date.latest) {
            (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
            (Some(day), _) | (None, Some(day)) => day.clone(),
            (None, None) => date.value.clone().unwrap_or_default(),
        };
        let entry = format!("date-{}-{}", date.span.start, date.span.end);
        gathering.put(
            &entry,
            AnnotationKind::Date,
            AnnotationPart::Mention,
            &date.span,
            ("time", &detail),
        );
    }
    for place in &record.places {
        let country = place.country.as_deref().unwrap_or_default();
        let name = place.resolved.as_deref().unwrap_or_default();
        let detail = format!("{name} {country} ({})", word(&place.precision));
        let entry = format!("place-{}-{}", place.extracted.start, place.extracted.end);
        let label = ("place", detail.trim());
        gathering.put(
            &entry,
            AnnotationKind::Place,
            AnnotationPart::Mention,
            &place.extracted,
            label,
        );
    }
    for arms in &record.arms {
        let entry = format!("arms-{}-{}", arms.span.start, arms.span.end);
        let label = ("arms", arms.class.as_str());
        gathering.put(&entry, AnnotationKind::Arms, AnnotationPart::Mention, &arms.span, label);
    }
    gathering
        .all
        .sort_by_key(|annotation| (annotation.start, std::cmp::Reverse(annotation.end)));
    gathering.all
}

fn statements(gathering: &mut Gathering, record: &Record) {
    for statement in record.statements.iter().filter(|statement| !statement.narrator) {
        let speakers: Vec<&str> = statement
            .speakers
            .iter()
            .map(|id| {
                let resolved = gathering
                    .view
                    .resolved(gathering.document, id)
                    .map(|actor| actor.name.as_str());
                let own = record.actors.iter().find(|actor| actor.id == *id);
                resolved.or(own.map(|actor| actor.name.as_str())).unwrap_or(id)
            })
            .collect();
        let label = format!("{}: {}", word(&statement.act).replace('_', " "), speakers.join(", "));
        let detail = format!("{} speech, found by {}", word(&statement.form), statement.rule);
        let told = (label.as_str(), detail.as_str());
        let kind = AnnotationKind::Statement;
        for span in &statement.content {
            gathering.put(&statement.id, kind, AnnotationPart::Content, span, told);
        }
        if let Some(span) = &statement.cue {
            gathering.put(&statement.id, kind, AnnotationPart::Cue, span, told);
        }
        for span in &statement.source {
            gathering.put(&statement.id, kind, AnnotationPart::Source, span, told);
        }
    }
}

fn events(gathering: &mut Gathering, record: &Record) {
    for event in record.events.iter().filter(|event| event.is_compared()) {
        let label = word(&event.event_type).replace('_', " ");
        let detail = format!("{}, found by {}", word(&event.modality), event.rule);
        let told = (label.as_str(), detail.as_str());
        gathering.put(
            &event.id,
            AnnotationKind::Event,
            AnnotationPart::Trigger,
            &event.trigger,
            told,
        );
        for span in &event.mentions {
            gathering.put(&event.id, AnnotationKind::Event, AnnotationPart::Mention, span, told);
        }
    }
}
