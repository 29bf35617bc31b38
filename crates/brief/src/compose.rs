//! Composes a brief of a standing: the order of its sections.

use onrecord_extract::Record;
use onrecord_weigh::{Decision, Standing, review};

use crate::brief::Brief;
use crate::footnotes::Footnotes;
use crate::order::listed;
use crate::sections::{
    answers, changes, claims, flags, limits, narrated, provisions, review as looked_at, sources, summary, timeline,
    tolls,
};
use crate::set::Set;

/// Composes the brief of a standing. `records` are those it was weighed from, for the texts and the words in them; `decisions` those it was weighed
/// with, so that nothing they settle is held up for review.
pub fn compose(standing: &Standing, records: &[Record], decisions: &[Decision]) -> Brief {
    let set = Set::new(standing, records);
    let mut notes = Footnotes::new(&set);
    let listed = listed(&set);
    let flagged = flags::section(&set, &listed, &mut notes);
    let wanting = flagged.as_ref().map_or(0, flags::count);
    let mut sections = vec![summary::section(&set, &listed, wanting, &mut notes)];
    sections.extend(flagged);
    sections.extend(claims::sections(&set, &listed, &mut notes));
    sections.extend(tolls::section(&set, &mut notes));
    sections.extend(timeline::section(&set, &listed, &mut notes));
    sections.extend(changes::section(&set, &listed, &mut notes));
    sections.extend(provisions::section(&set, &listed, &mut notes));
    sections.extend(answers::section(&set, &mut notes));
    sections.extend(narrated::section(&set, &mut notes));
    let concerns = review(records, standing, decisions);
    sections.extend(looked_at::section(&set, &listed, &concerns, &mut notes));
    sections.extend(sources::section(&set, &mut notes));
    sections.push(limits::section(&set));
    let footnotes = notes.finish(&mut sections);
    Brief {
        title: "Who says what, who denies it, on what evidence".to_owned(),
        sections,
        sources: sources::sources(&set),
        footnotes,
    }
}
