//! Figures of people killed, injured, missing, displaced or detained.

mod effect;
mod none;
mod scope;
mod words;

use std::ops::Range;

use onrecord_document::{Basis, Precision, Stated};
use onrecord_language::{Annotated, Pos};

use crate::actors::ActorIndex;
use crate::dates::{self, DateAt};
use crate::identity::entry_id;
use crate::places::{self, PlaceAt};
use crate::quantities::{self, FigureAt};
use crate::reading::{Reading, Tokens};
use crate::record::{ActorKind, Bound, Date, Effect, Figure, Statement, Toll, TollScope};
use effect::{Share, Told};

/// One toll and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct TollAt {
    /// The whole phrase.
    pub tokens: Tokens,
    /// The word that tells the effect ("killed", "dead", "toll"); an event of the same trigger is what it counts.
    pub trigger: usize,
    /// The toll; `event` is left for the caller to fill.
    pub toll: Toll,
}

/// What a toll is made from.
struct Draft {
    tokens: Range<usize>,
    figure: Figure,
    effect: Effect,
    trigger: usize,
    population: Option<Range<usize>>,
    rule: &'static str,
    /// Position of the toll that it is a part of.
    part_of: Option<usize>,
}

/// Every toll of a document, in the order of the text.
///
/// A toll's source are the speakers of the innermost of `statements` in whose content it stands, else the narrator.
pub fn find(
    reading: &Reading,
    figures: &[FigureAt],
    dates: &[DateAt],
    places: &[PlaceAt],
    actors: &ActorIndex,
    statements: &[Statement],
) -> Vec<TollAt> {
    let sources = Sources {
        reading,
        dates,
        places,
        actors,
        statements,
    };
    let mut found: Vec<TollAt> = Vec::new();
    for block in 0..reading.blocks.len() {
        let annotated = reading.annotated(block);
        let mut drafts: Vec<Draft> = Vec::new();
        for figure in quantities::of_block(figures, block) {
            if let Some(draft) = draft(annotated, figure, &drafts, &found) {
                drafts.push(draft);
            }
        }
        drafts.extend(nones(reading, block));
        drafts.sort_by_key(|draft| (draft.tokens.start, draft.part_of.is_some()));
        for draft in drafts {
            let toll = sources.toll(block, draft, &found);
            found.push(toll);
        }
    }
    found
}

fn draft(annotated: &Annotated, figure: &FigureAt, drafts: &[Draft], found: &[TollAt]) -> Option<Draft> {
    if words::NEVER_PEOPLE.contains(&annotated.lemma(figure.counted)) {
        return None;
    }
    let sentence = annotated.sentence_of(figure.number);
    match effect::share(annotated, figure) {
        Some(Share::OfSentence { trigger }) => {
            let whole = drafts.iter().rev().find(|draft| {
                draft.part_of.is_none()
                    && sentence.contains(&draft.tokens.start)
                    && draft.tokens.end <= figure.tokens.start
            });
            if let Some(whole) = whole {
                // Told apart ("12 people were hurt, two of whom died"), it is a part of the same people all the same.
                let told = effect::tell(annotated, figure);
                let effect = told.as_ref().map_or(whole.effect, |told| told.effect);
                let start = whole.tokens.start;
                let mut part = built(annotated, figure, effect, trigger, None, "toll.part");
                part.part_of = Some(start);
                return Some(part);
            }
        }
        Some(Share::OfEffect { effect, trigger }) => {
            let here = drafts
                .iter()
                .rev()
                .find(|draft| draft.part_of.is_none() && draft.effect == effect);
            let before = found
                .iter()
                .rev()
                .any(|toll| toll.toll.part_of.is_none() && toll.toll.effect == effect);
            let named = complement(annotated, figure);
            let mut part = built(annotated, figure, effect, trigger, named, "toll.part-of-effect");
            // A whole of an earlier block is looked up by its effect when the toll is made.
            part.part_of = here.map(|draft| draft.tokens.start).or(before.then_some(usize::MAX));
            return Some(part);
        }
        None => {}
    }
    let Told {
        effect,
        trigger,
        population,
        rule,
    } = effect::tell(annotated, figure)?;
    Some(built(
        annotated,
        figure,
        effect,
        trigger,
        population.map(|noun| noun_phrase(annotated, noun)),
        rule,
    ))
}

fn built(
    annotated: &Annotated,
    figure: &FigureAt,
    effect: Effect,
    trigger: usize,
    population: Option<Range<usize>>,
    rule: &'static str,
) -> Draft {
    let beside = beside(annotated, figure);
    let mut end = figure.tokens.end;
    if figure.counted >= figure.tokens.start {
        end = end.max(figure.counted + 1);
    }
    // "12 dead": the word that tells the effect is all there is of a noun.
    if figure.tokens.contains(&figure.counted) && trigger == end {
        end += 1;
    }
    Draft {
        tokens: figure.tokens.start..end,
        figure: figure.figure.clone(),
        effect,
        trigger,
        population: population.or(beside),
        rule,
        part_of: None,
    }
}

/// The people as named beside the number: "Ukrainian civilians" in "10,000 Ukrainian civilians"; none for "people".
fn beside(annotated: &Annotated, figure: &FigureAt) -> Option<Range<usize>> {
    if figure.tokens.contains(&figure.counted) || figure.counted < figure.tokens.end {
        return None;
    }
    let skipped = |token: usize| {
        matches!(
            annotated.lower(token),
            "of" | "the"
                | "other"
                | "others"
                | "more"
                | "another"
                | "additional"
                | "further"
                | "its"
                | "his"
                | "their"
                | "these"
                | "those"
        ) || words::state(annotated.lower(token)).is_some()
            || matches!(annotated.pos(token), Pos::Det | Pos::Adv | Pos::Punct)
    };
    let mut start = figure.tokens.end;
    while start < figure.counted && skipped(start) {
        start += 1;
    }
    let end = if words::ANYBODY.contains(&annotated.lemma(figure.counted))
        || words::state(annotated.lower(figure.counted)).is_some()
        || words::counted(annotated.lemma(figure.counted)).is_some()
    {
        // "23 civilian deaths", "12 young people" name them all the same.
        figure.counted
    } else {
        figure.counted + 1
    };
    let plain = (start..end).all(|token| {
        matches!(
            annotated.lower(token),
            "of" | "the" | "reported" | "confirmed" | "new" | "total" | "further"
        )
    });
    (start < end && !plain).then_some(start..end)
}

/// "children" in "Three of the dead are children".
fn complement(annotated: &Annotated, figure: &FigureAt) -> Option<Range<usize>> {
    let verb = annotated.head(figure.number);
    if annotated.lemma(verb) != "be" {
        return beside_among(annotated, figure);
    }
    let noun = annotated
        .children(verb)
        .find(|&child| annotated.dep(child) == "attr" && annotated.tag(child).starts_with("NN"))?;
    (!words::ANYBODY.contains(&annotated.lemma(noun))).then(|| noun_phrase(annotated, noun))
}

fn beside_among(annotated: &Annotated, figure: &FigureAt) -> Option<Range<usize>> {
    let of = figure.tokens.end;
    if of < annotated.len() && annotated.lower(of) == "of" {
        None
    } else {
        beside(annotated, figure)
    }
}

/// A noun with the adjectives and nouns straight before it.
fn noun_phrase(annotated: &Annotated, noun: usize) -> Range<usize> {
    let mut start = noun;
    while start > 0
        && matches!(annotated.dep(start - 1), "amod" | "compound")
        && matches!(annotated.pos(start - 1), Pos::Adj | Pos::Noun | Pos::Propn)
    {
        start -= 1;
    }
    start..noun + 1
}

/// "No casualties", "nobody was hurt": tolls of none.
fn nones(reading: &Reading, block: usize) -> Vec<Draft> {
    let annotated = reading.annotated(block);
    (0..annotated.len())
        .filter_map(|at| {
            let (last, trigger, effect) = none::none_at(annotated, at)?;
            let as_written = reading.span(&Tokens::new(block, at..at + 1));
            let figure = Figure {
                low: Some(0),
                high: Some(0),
                as_written,
                bound: Bound::Exact,
            };
            Some(Draft {
                tokens: at..last + 1,
                figure,
                effect,
                trigger,
                population: None,
                rule: "toll.none",
                part_of: None,
            })
        })
        .collect()
}

/// What the fields of a toll beside its number are read from.
struct Sources<'s, 'd> {
    reading: &'s Reading<'d>,
    dates: &'s [DateAt],
    places: &'s [PlaceAt],
    actors: &'s ActorIndex,
    statements: &'s [Statement],
}

impl Sources<'_, '_> {
    fn toll(&self, block: usize, draft: Draft, found: &[TollAt]) -> TollAt {
        let tokens = Tokens::new(block, draft.tokens.clone());
        let span = self.reading.span(&tokens);
        let whole = draft.part_of.and_then(|start| {
            let here = |toll: &&TollAt| {
                toll.tokens.block == block && toll.tokens.start == start && toll.toll.part_of.is_none()
            };
            let earlier = |toll: &&TollAt| toll.toll.part_of.is_none() && toll.toll.effect == draft.effect;
            found
                .iter()
                .rev()
                .find(here)
                .or_else(|| found.iter().rev().filter(|_| start == usize::MAX).find(earlier))
        });
        let (scope, scope_basis) = match whole {
            Some(whole) => (whole.toll.scope, whole.toll.scope_basis.clone()),
            None => scope::scope(self.reading, self.dates, block, draft.trigger, &draft.tokens),
        };
        let place = places::place_of(self.reading, self.places, block, draft.trigger).map(|place| place.place.clone());
        let place = place.or_else(|| whole.and_then(|whole| whole.toll.place.clone()));
        let country = self
            .country_of_people(block, &draft)
            .or_else(|| {
                let place = place.as_ref()?;
                let basis = Basis {
                    rule: "toll.country-of-place".to_owned(),
                    spans: vec![place.extracted.clone()],
                };
                Some(Stated {
                    value: place.country.clone()?,
                    basis,
                })
            })
            .or_else(|| whole.and_then(|whole| whole.toll.country.clone()));
        let statement = self.innermost(span.start, span.end);
        // Who gives the whole gives the part of the same sentence, though the words of the source end between them.
        let in_sentence = whole.filter(|whole| draft.rule == "toll.part" && whole.tokens.block == block);
        let statement = match in_sentence {
            Some(whole) => self
                .statements
                .iter()
                .find(|statement| Some(&statement.id) == whole.toll.said_in.as_ref()),
            None => statement,
        };
        let source = match statement {
            Some(statement) => statement.speakers.clone(),
            None => self
                .actors
                .actors
                .iter()
                .filter(|actor| actor.kind == ActorKind::Narrator)
                .map(|actor| actor.id.clone())
                .collect(),
        };
        let population = draft
            .population
            .clone()
            .map(|range| self.reading.span(&Tokens::new(block, range)));
        let effect = crate::record::word(&draft.effect);
        let id = entry_id(
            "t",
            &[
                &self.reading.document.id,
                &span.start.to_string(),
                &span.end.to_string(),
                &effect,
            ],
        );
        let toll = Toll {
            id,
            figure: draft.figure,
            effect: draft.effect,
            population,
            country,
            scope,
            scope_basis,
            place,
            as_of: self.as_of(block, draft.trigger, scope, statement),
            source,
            said_in: statement.map(|statement| statement.id.clone()),
            event: None,
            part_of: whole.map(|whole| whole.toll.id.clone()),
            span,
            rule: draft.rule.to_owned(),
        };
        TollAt {
            tokens,
            trigger: draft.trigger,
            toll,
        }
    }

    /// The state that the people's own words name: "Ukrainian civilians".
    fn country_of_people(&self, block: usize, draft: &Draft) -> Option<Stated> {
        let range = draft.population.clone()?;
        let state = self.actors.in_block(block).find(|mention| {
            range.start <= mention.tokens.start
                && mention.tokens.end <= range.end
                && self.actors.actors[mention.actor].kind == ActorKind::State
        })?;
        let value = self.actors.actors[state.actor].code.clone()?;
        let basis = Basis {
            rule: "toll.country-of-people".to_owned(),
            spans: vec![self.reading.span(&state.tokens)],
        };
        Some(Stated { value, basis })
    }

    fn innermost(&self, start: u32, end: u32) -> Option<&Statement> {
        let holds = |statement: &&Statement| {
            statement
                .content
                .iter()
                .any(|span| span.start <= start && end <= span.end)
        };
        self.statements
            .iter()
            .filter(holds)
            .min_by_key(|statement| statement.content.iter().map(|span| span.end - span.start).sum::<u32>())
    }

    /// "As of 7 November", else when the statement was made, else at the latest the day of publication.
    fn as_of(&self, block: usize, trigger: usize, scope: TollScope, statement: Option<&Statement>) -> Option<Date> {
        let annotated = self.reading.annotated(block);
        let sentence = annotated.sentence_of(trigger);
        let told = self.dates.iter().find(|date| {
            let start = date.tokens.start;
            date.tokens.block == block
                && sentence.contains(&start)
                && (start >= 2 && annotated.lower(start - 1) == "of" && annotated.lower(start - 2) == "as"
                    || scope == TollScope::Cumulative && annotated.lower(start) == "by")
        });
        if let Some(date) = told {
            return Some(date.date.clone());
        }
        if let Some(date) = statement.and_then(|statement| statement.date.clone()) {
            return Some(date);
        }
        let published = self.reading.document.published.as_ref()?;
        let day = dates::day_of_publication(published)?.to_string();
        Some(Date {
            earliest: None,
            value: None,
            latest: Some(day),
            precision: Precision::Day,
            basis: Basis {
                rule: "toll.not-after-publication".to_owned(),
                spans: published.basis.spans.clone(),
            },
        })
    }
}
