//! What a text says of its own changes: corrections, clarifications, updates, retractions.

use crate::blocks::Part;
use crate::catalogue::WORDING;
use crate::offsets::Offsets;
use crate::{Notice, NoticeKind, dates, marks, wording};

/// A notice is no longer than this.
const MOST_WORDS: usize = 120;

/// The notices of a text, in their order.
pub(crate) fn of(text: &str, parts: &[Part], offsets: &Offsets) -> Vec<Notice> {
    let wording = &WORDING.marks.notices;
    let kinds = [
        (NoticeKind::Retraction, &wording.retraction),
        (NoticeKind::Correction, &wording.correction),
        (NoticeKind::Clarification, &wording.clarification),
        (NoticeKind::Update, &wording.update),
        (NoticeKind::EditorsNote, &wording.editors_note),
    ];
    let mut notices = Vec::new();
    for part in parts {
        let Some(words) = text.get(part.range.clone()) else {
            continue;
        };
        if wording::count(words) > MOST_WORDS {
            continue;
        }
        let bare = words.trim_start_matches(|character: char| !character.is_alphanumeric());
        let told = kinds
            .iter()
            .find(|(_, openings)| marks::longest(bare, openings).is_some());
        // An editor's note says in its own words whether it corrects.
        let kind = match told {
            Some((NoticeKind::EditorsNote, _)) => {
                let flat = wording::flat(words);
                let says = |phrases: &[String]| phrases.iter().any(|phrase| wording::find(&flat, phrase).is_some());
                if says(&wording.corrects) {
                    NoticeKind::Correction
                } else {
                    NoticeKind::EditorsNote
                }
            }
            Some((kind, _)) => *kind,
            None => continue,
        };
        notices.push(Notice {
            kind,
            date: dates::find(words).into_iter().next().map(|date| date.value),
            span: offsets.span(&part.range),
        });
    }
    notices
}
