//! Composes a brief of a standing: the order of its sections.

use onrecord_extract::Record;
use onrecord_weigh::Standing;

use crate::brief::Brief;
use crate::footnotes::Footnotes;
use crate::sections::{changes, claims, flags, limits, narrated, origins, read, timeline, tolls};
use crate::set::Set;

/// Composes the brief of a standing. `records` are those it was weighed from, for the texts and the words in them.
pub fn compose(standing: &Standing, records: &[Record]) -> Brief {
    let set = Set::new(standing, records);
    let mut notes = Footnotes::new(&set);
    let numbered = claims::numbered(&set);
    let mut sections = vec![read::section(&set, &mut notes)];
    sections.extend(claims::sections(&set, &numbered, &mut notes));
    sections.extend(narrated::section(&set, &mut notes));
    sections.extend(tolls::section(&set, &mut notes));
    sections.extend(timeline::section(&set, &numbered, &mut notes));
    sections.extend(changes::section(&set, &numbered, &mut notes));
    sections.extend(origins::section(&set, &mut notes));
    sections.extend(flags::section(&set, &mut notes));
    sections.push(limits::section(&set));
    Brief {
        title: "Who says what, who denies it, on what evidence".to_owned(),
        sections,
        footnotes: notes.into_notes(),
    }
}
