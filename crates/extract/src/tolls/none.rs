//! Tolls of none: "no casualties", "nobody was hurt".

use onrecord_language::{Annotated, Pos};

use super::words;
use crate::record::Effect;

/// "No casualties", "no one was killed", "nobody was hurt": the word that says none, what it says it of, and the effect.
pub(super) fn none_at(annotated: &Annotated, at: usize) -> Option<(usize, usize, Effect)> {
    let lower = |token: usize| {
        if token < annotated.len() {
            annotated.lower(token)
        } else {
            ""
        }
    };
    match lower(at) {
        "no" => {
            let noun = (at + 1..at + 4).find(|&token| {
                token < annotated.len()
                    && matches!(
                        lower(token),
                        "casualties" | "casualty" | "deaths" | "death" | "injuries" | "fatalities" | "victims" | "one"
                    )
            })?;
            if lower(noun) == "one" {
                let (state, effect) = none_state(annotated, noun)?;
                return Some((noun, state, effect));
            }
            // "No more casualties", "no immediate casualties" are as good as none; "no children’s deaths" is about children.
            let plain = (at + 1..noun)
                .all(|token| matches!(annotated.pos(token), Pos::Adj | Pos::Noun) || lower(token) == "or");
            let hedged = lower(noun + 1) == "figures" || lower(noun + 1) == "figure" || lower(noun + 1) == "toll";
            let effect = words::counted(annotated.lemma(noun)).unwrap_or(Effect::Casualties);
            (plain && !hedged).then_some((noun, noun, effect))
        }
        "nobody" => {
            let (state, effect) = none_state(annotated, at)?;
            Some((at, state, effect))
        }
        _ => None,
    }
}

fn none_state(annotated: &Annotated, subject: usize) -> Option<(usize, Effect)> {
    let end = (subject + 5).min(annotated.len());
    let state = (subject + 1..end)
        .find(|&token| words::state(annotated.lower(token)).is_some() || annotated.lemma(token) == "die")?;
    let between = (subject + 1..state).all(|token| {
        matches!(
            annotated.lower(token),
            "was" | "were" | "has" | "had" | "have" | "been" | "is" | "else" | "reported" | "reportedly"
        )
    });
    let effect = words::state(annotated.lower(state)).unwrap_or(Effect::Killed);
    between.then_some((state, effect))
}
