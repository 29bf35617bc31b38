//! What a careful reader should look at twice.

use onrecord_weigh::Anchor;

use crate::brief::Section;
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{capital, ended};

use super::points;

pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Option<Section> {
    let sentences: Vec<_> = set
        .standing
        .flags
        .iter()
        .map(|flag| {
            let mut places: Vec<Anchor> = flag.anchors.clone();
            places.extend(set.head(&flag.entry.document).filter(|_| flag.anchors.is_empty()));
            let text = format!(
                "{} (in {})",
                flag.reason.trim_end_matches('.'),
                set.called(&flag.entry.document)
            );
            notes.sentence(capital(&ended(&text)), &places)
        })
        .collect();
    let points = points("Reasons to go back to the text", sentences)?;
    Some(Section {
        anchor: "flags".to_owned(),
        heading: "Look twice".to_owned(),
        blocks: vec![points],
    })
}
