//! Speakers' turns: the label before a colon that says who speaks.

use crate::catalogue::WORDING;
use crate::wording;

/// Code points within which a label ends: the longest state's name in full and "(spoke in …)" fit.
const LONGEST_LABEL: usize = 140;

/// The label of a turn, flat, if the block begins with one: `MR. MILLER:`, `Q:`, `Ms. Doe (Country):`, `JANE DOE, HOST:`.
pub(crate) fn label(text: &str) -> Option<String> {
    let head: String = text.chars().take(LONGEST_LABEL).collect();
    let (before, after) = head.split_once(':')?;
    if !(after.is_empty() || after.starts_with(char::is_whitespace))
        || before.contains(['.', '!', '?']) && ends_inside(before)
    {
        return None;
    }
    let before = before.trim_matches(['*', '_', '—', '–', '-', ' ']);
    let flat = wording::flat(before);
    let bare = flat
        .split(['(', ','])
        .next()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('.')
        .to_owned();
    if bare.is_empty() || wording::count(&bare) > 8 {
        return None;
    }
    let transcript = &WORDING.kinds.transcript;
    if transcript.no_labels.contains(&bare) {
        return None;
    }
    let known = transcript.labels.contains(&bare);
    let addressed = transcript
        .honorifics
        .iter()
        .any(|title| wording::opens_with(&bare, title))
        && wording::count(&bare) > 1;
    (known || addressed || wording::all_capitals(before))
        .then_some(bare)
        .or_else(|| name(before))
}

/// Code points of the label with its colon and the blanks after it; 0 where the block is no turn.
pub(crate) fn label_length(text: &str) -> u32 {
    if label(text).is_none() {
        return 0;
    }
    let before = text.chars().take_while(|&c| c != ':').count() + 1;
    let blanks = text.chars().skip(before).take_while(|c| c.is_whitespace()).count();
    (before + blanks) as u32
}

/// Whether a block is a turn whose label cannot be read as anything else.
pub(crate) fn is_turn(text: &str) -> bool {
    let Some(label) = label(text) else { return false };
    let transcript = &WORDING.kinds.transcript;
    transcript.labels.contains(&label)
        || transcript
            .honorifics
            .iter()
            .any(|title| wording::opens_with(&label, title))
}

/// A sentence that ends before the colon, titles such as "Mr." aside.
fn ends_inside(before: &str) -> bool {
    before
        .split_whitespace()
        .rev()
        .skip(1)
        .any(|word| word.ends_with(['.', '!', '?']) && word.chars().count() > 5)
}

/// Two to four capitalised words.
fn name(before: &str) -> Option<String> {
    let words: Vec<&str> = before.split(['(', ',']).next()?.split_whitespace().collect();
    let capitals = words
        .iter()
        .all(|word| word.chars().next().is_some_and(char::is_uppercase));
    ((2..=4).contains(&words.len()) && capitals).then(|| wording::flat(&words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_speakers() {
        for (text, speaker) in [
            ("Q: Did they fire first?", "q"),
            ("MR. MILLER: No.", "mr. miller"),
            ("Mr. Doe (Country): I thank the President.", "mr. doe"),
            ("The President: The meeting is called to order.", "the president"),
            ("JANE DOE, HOST: Good morning.", "jane doe"),
            (
                "Ms. Doe (United Kingdom of Great Britain and Northern Ireland) (spoke in French): We thank you.",
                "ms. doe",
            ),
        ] {
            assert_eq!(label(text).as_deref(), Some(speaker), "{text}");
        }
        for text in [
            "Source: Ministry of Defence",
            "The minister said: we will not go.",
            "At 10:30 the doors opened.",
            "Note: this has been changed.",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
