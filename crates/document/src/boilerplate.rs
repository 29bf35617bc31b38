//! Which blocks belong to the page and not to the article, by the wording in the catalogue.

use crate::catalogue::{BoilerplateRule, WORDING};
use crate::wording;

/// The rule that makes boilerplate of a block, if one does.
pub(crate) fn rule(text: &str) -> Option<&'static BoilerplateRule> {
    let flat = wording::flat(text);
    let words = wording::count(&flat);
    if words > 100 {
        return None;
    }
    let opening = flat.trim_start_matches(|character: char| {
        !character.is_alphanumeric() && !matches!(character, '#' | '©' | '(' | '-' | '*')
    });
    let bare = without_counts(&flat);
    WORDING.boilerplate.iter().find(|rule| {
        rule.whole.iter().any(|phrase| *phrase == bare || *phrase == flat)
            || words <= rule.words
                && !(rule.unfinished && wording::ends_sentence(text))
                && (rule
                    .opening
                    .iter()
                    .any(|phrase| wording::opens_with(opening, phrase.trim_end()))
                    || rule.within.iter().any(|phrase| wording::find(&flat, phrase).is_some()))
    })
}

/// Whether a block after a `tail` mark goes on with what the mark began: a form's rows, headlines of other articles.
pub(crate) fn goes_on(text: &str) -> bool {
    let words = wording::count(text);
    words <= 12 || words <= 25 && !wording::ends_sentence(text)
}

/// `12 Comments`, `Comments (12)`, `Share:` without their counts and punctuation.
fn without_counts(flat: &str) -> String {
    flat.trim_matches(|character: char| {
        character.is_ascii_digit()
            || character.is_whitespace()
            || character.is_ascii_punctuation()
            || matches!(character, '»' | '›' | '→' | '…' | '↓' | '–' | '—' | '•' | '|')
    })
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_told_from_the_article() {
        for text in [
            "Read more: Talks resume in Geneva",
            "Leave A Reply",
            "Your email address will not be published.",
            "Comments (12)",
            "3 Comments",
            "© 2023 The Courier. All rights reserved.",
            "Share this:",
            "ADVERTISEMENT",
            "Tags: Ukraine, Russia",
            "5 min read",
            "Subscribe to our newsletter to get the news first.",
        ] {
            assert!(rule(text).is_some(), "{text}");
        }
        for text in [
            "Read the statement that the ministry published on Monday and the answer to it, and little is left of the claim that both sides had agreed on the terms.",
            "Commenting on the strike, the minister said the investigation would go on.",
            "Copyright law was changed in March.",
            "The post office in Kherson was hit.",
            "Shares fell on Tuesday.",
            "Home is where the fighting began.",
        ] {
            assert!(rule(text).is_none(), "{text} {:?}", rule(text).map(|rule| &rule.code));
        }
    }
}
