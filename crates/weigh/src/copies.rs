//! Whether one text is a copy of another: the same words, whole, in part or reworded, or the same things told in the same order.

use onrecord_document::DocumentKind;
use onrecord_extract::ActorKind;
use std::collections::BTreeSet;

use crate::LineageKind;
use crate::lineage::{DAYS_OF_COPY, Texts, Tie, days_apart};
use crate::names::folded;
use crate::passages::{Alignment, Wording};
use crate::set::RecordSet;
use crate::sketch::{Sketch, share};

/// Shingles below which texts are too short for a share of them to mean anything.
const FEWEST_SHINGLES: usize = 8;

/// Shingles below which a formula or two make up much of a text.
const SHORT: usize = 60;

/// Names and numbers below which their order proves nothing.
const FEWEST_NAMES: usize = 8;

/// Words of one passage that two hands do not put down alike.
const WORDS_OF_PASSAGE: usize = 40;

/// How far apart, in days, two documents may be for one to tell the other's story in words of its own.
const DAYS_OF_REWRITE: i32 = 7;

/// Words outside quotation marks that a reworded copy has left of its origin at least.
const WORDS_OF_REWORDING: usize = 15;

/// One document beside earlier ones.
pub(crate) struct Comparison<'set> {
    set: &'set RecordSet<'set>,
    texts: &'set Texts,
    later: usize,
    /// Shingles that are formulas, sorted.
    formulas: &'set [u64],
    wording: Option<Wording>,
}

/// What is measured of two texts.
struct Measures {
    /// Share of the later text's shingles that the earlier has.
    overlap: f64,
    /// Share of the earlier text's shingles that the later has.
    back: f64,
    alignment: Alignment,
}

impl Measures {
    fn near(&self) -> f64 {
        self.overlap.max(self.back)
    }
}

impl<'set> Comparison<'set> {
    pub(crate) fn new(set: &'set RecordSet<'set>, texts: &'set Texts, later: usize, formulas: &'set [u64]) -> Self {
        Self {
            set,
            texts,
            later,
            formulas,
            wording: None,
        }
    }

    /// How the later document was copied from an earlier one, if it was.
    pub(crate) fn copy_of(&mut self, earlier: usize) -> Option<Tie> {
        let texts = self.texts;
        let (origin, text) = (&texts.sketches[earlier], &texts.sketches[self.later]);
        let credited = credited(self.set, earlier, self.later);
        let clause = credited
            .as_deref()
            .map(|credited| format!("; {credited}"))
            .unwrap_or_default();
        let called = self.set.called(earlier);
        let tie = |kind, overlap, why: String| {
            Some(Tie {
                to: earlier,
                kind,
                overlap,
                why: format!("{why}{clause}"),
            })
        };
        if text.whole == origin.whole && text.words >= 5 {
            return tie(
                LineageKind::Reprint,
                1.0,
                format!("it has the words of {called}, all of them and no other"),
            );
        }
        let late = days_apart(self.set, earlier, self.later).is_some_and(|days| days > DAYS_OF_COPY);
        let measures = self.measures(origin, text);
        let (overlap, near) = (measures.overlap, measures.near());
        let short = origin.shingles.len().min(text.shingles.len()) < SHORT;
        let least = match (late, short) {
            (true, _) => 0.9,
            (false, true) => 0.75,
            (false, false) => 0.6,
        };
        if near >= least && (near >= 0.97 || !measures.alignment.is_form()) {
            let (kind, why) = whole(&measures, &called);
            return tie(kind, overlap, why);
        }
        if late {
            return None;
        }
        let content = text.content_shared(origin);
        // What a report tells of a statement in words of its own is no copy of the statement.
        let kind = |document: usize| self.set.document(document).kind;
        let reports = kind(earlier) == DocumentKind::Statement && kind(self.later) != DocumentKind::Statement;
        let part = (!reports)
            .then(|| with_other_words(&measures, content, text, origin, &called))
            .flatten()
            .or_else(|| a_passage(&measures, text, origin, &called));
        if let Some((kind, why)) = part {
            return tie(kind, overlap, why);
        }
        if kind(earlier) == DocumentKind::Statement {
            return None;
        }
        let long = text.distinctive.len().min(origin.distinctive.len()) >= FEWEST_NAMES;
        let told = |document: usize| {
            matches!(
                self.set.document(document).kind,
                DocumentKind::Report | DocumentKind::Rewrite
            )
        };
        let soon = days_apart(self.set, earlier, self.later).is_none_or(|days| days <= DAYS_OF_REWRITE);
        // Between articles on one affair by different hands, names and numbers agree in order for about a third; in a rewrite for more than half.
        let (least_content, least_order) = match (&credited, same_house(self.set, earlier, self.later)) {
            // A house that tells its own story again uses its own words.
            (_, true) => (0.55, 0.7),
            (Some(_), false) => (0.35, 0.4),
            (None, false) => (0.4, 0.52),
        };
        if long
            && soon
            && told(earlier)
            && told(self.later)
            && content >= least_content
            && !measures.alignment.changes_names()
        {
            let order = text.order_shared(origin);
            if order >= least_order {
                return tie(
                    LineageKind::Rewrite,
                    overlap,
                    format!(
                        "it tells the same things in the same order in other words: {} of its names and numbers follow {called} one by one, and {} of its content words stand there",
                        percent(order),
                        percent(content)
                    ),
                );
            }
        }
        if content >= 0.4
            && let Some(outlet) = cited(self.set, earlier, self.later)
        {
            return Some(Tie {
                to: earlier,
                kind: LineageKind::Cites,
                overlap,
                why: format!(
                    "it gives what {outlet} reported as its source and repeats {} of its content words",
                    percent(content)
                ),
            });
        }
        None
    }

    fn measures(&mut self, origin: &Sketch, text: &Sketch) -> Measures {
        let enough = origin.shingles.len().min(text.shingles.len()) >= FEWEST_SHINGLES;
        let shared = if enough { text.shared(origin) } else { 0 };
        let alignment = if shared > 0 {
            let (set, texts, later) = (self.set, self.texts, self.later);
            self.wording
                .get_or_insert_with(|| texts.wording(set, later))
                .along(origin, self.formulas)
        } else {
            Alignment::default()
        };
        Measures {
            overlap: share(shared, text.shingles.len()),
            back: share(shared, origin.shingles.len()),
            alignment,
        }
    }
}

/// The same words, nearly all that one of the two has.
fn whole(measures: &Measures, called: &str) -> (LineageKind, String) {
    let (overlap, back) = (measures.overlap, measures.back);
    if overlap >= 0.6 {
        let (kind, what) = if back >= 0.6 {
            (LineageKind::Reprint, "")
        } else {
            (LineageKind::Excerpt, "; it leaves out much of the origin")
        };
        return (
            kind,
            format!("{} of its five-word passages stand in {called}{what}", percent(overlap)),
        );
    }
    (
        LineageKind::Reprint,
        format!(
            "it holds {} of the five-word passages of {called} and adds to them",
            percent(back)
        ),
    )
}

/// The same words with others put in throughout.
fn with_other_words(
    measures: &Measures,
    content: f64,
    text: &Sketch,
    origin: &Sketch,
    called: &str,
) -> Option<(LineageKind, String)> {
    let alignment = &measures.alignment;
    let reworded = |near: f64, own: bool| {
        content >= 0.72
            && (own && near >= 0.3
                || near >= 0.12
                    && text.distinctive.len().min(origin.distinctive.len()) >= FEWEST_NAMES
                    && text.order_shared(origin) >= 0.7)
    };
    let near = measures.near();
    let own = alignment.own >= WORDS_OF_REWORDING && alignment.own * 4 >= text.words.min(origin.words);
    if !alignment.changes_names() && reworded(near, own) {
        return Some((
            LineageKind::Rewrite,
            format!(
                "it is {called} with other words put in: {} of its five-word passages are left, and {} of the content words",
                percent(near),
                percent(content)
            ),
        ));
    }
    None
}

/// A passage of the same words among others.
fn a_passage(measures: &Measures, text: &Sketch, origin: &Sketch, called: &str) -> Option<(LineageKind, String)> {
    let alignment = &measures.alignment;
    let (from, to, words) = alignment.longest;
    let form = alignment.swapped_in_longest >= 2 && alignment.swapped_in_longest * 50 >= to - from;
    (words >= WORDS_OF_PASSAGE && words * 4 >= text.words.min(origin.words) && !form).then(|| {
        (
            LineageKind::Excerpt,
            format!(
                "a passage of {} words is taken from {called}, which nobody is quoted with; the rest is not",
                to - from
            ),
        )
    })
}

/// Whether both are of one outlet, or of one agency where no outlet is named.
fn same_house(set: &RecordSet, one: usize, other: usize) -> bool {
    let house = |document: usize| {
        let document = set.document(document);
        document
            .publisher
            .as_ref()
            .or(document.credit.as_ref())
            .map(|house| folded(&house.value))
    };
    house(one).is_some() && house(one) == house(other)
}

/// What names the earlier document's outlet or agency in the later: a credit, or the mark of a rewrite.
fn credited(set: &RecordSet, earlier: usize, later: usize) -> Option<String> {
    let (origin, text) = (set.document(earlier), set.document(later));
    let names: BTreeSet<String> = [&origin.publisher, &origin.credit]
        .into_iter()
        .flatten()
        .map(|name| folded(&name.value))
        .filter(|name| !name.is_empty())
        .collect();
    [
        (&text.credit, "it credits"),
        (&text.copied_from, "it says that it retells"),
        (&text.byline, "its byline names"),
    ]
    .into_iter()
    .find_map(|(stated, how)| {
        let value = &stated.as_ref()?.value;
        let folded_value = folded(value);
        let named = names
            .iter()
            .any(|name| folded_value == *name || format!(" {folded_value} ").contains(&format!(" {name} ")));
        named.then(|| format!("{how} {value}"))
    })
}

/// The earlier document's outlet, where the later one's statements are the outlet's ("Reuters reported").
fn cited(set: &RecordSet, earlier: usize, later: usize) -> Option<String> {
    let publisher = &set.document(earlier).publisher.as_ref()?.value;
    let record = set.records[later];
    let outlet: BTreeSet<&str> = record
        .actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::Organisation && folded(&actor.name) == folded(publisher))
        .map(|actor| actor.id.as_str())
        .collect();
    let of_outlet = record.statements.iter().any(|statement| {
        statement
            .speakers
            .iter()
            .any(|speaker| outlet.contains(speaker.as_str()))
    });
    of_outlet.then(|| publisher.clone())
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
