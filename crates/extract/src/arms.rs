//! Weapons and materiel in a text: the catalogue's class for the noun that ends the phrase, and every mention of one.

use std::ops::Range;

use onrecord_catalogue::{Catalogue, WeaponKind, Weapons};
use onrecord_language::{Annotated, Pos};

use crate::events::normal;
use crate::quantities::{self, FigureAt};
use crate::reading::{Reading, Tokens};
use crate::record::{Arms, ArmsKind};

/// A weapon's words and class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WeaponAt {
    pub tokens: Range<usize>,
    pub class: String,
}

const LONGEST: usize = 6;
const WORDS: &str = "arms.words";

fn taxonomy() -> &'static Weapons {
    Catalogue::shipped().weapons()
}

/// The longest weapon phrase whose last token is `last`.
pub(crate) fn ending_at(a: &Annotated, last: usize) -> Option<WeaponAt> {
    let from = (last + 1).saturating_sub(LONGEST);
    let words: Vec<String> = (from..=last).map(|token| a.token(token).to_owned()).collect();
    let lemmas: Vec<String> = (from..=last).map(|token| normal(a, token)).collect();
    let (start, class) = (0..words.len()).find_map(|start| {
        let (length, class) = taxonomy().read(&words, &lemmas, start)?;
        (start + length == words.len()).then_some((start, class))
    })?;
    Some(WeaponAt {
        tokens: from + start..last + 1,
        class: class?.class.clone(),
    })
}

/// Whether one class is the other or falls under it.
pub(crate) fn related(left: &str, right: &str) -> bool {
    left == right || taxonomy().is_a(left, right) || taxonomy().is_a(right, left)
}

/// Every mention of weapons or materiel of a document, in the order of the text, the longest words at each place.
///
/// A calibre before a word that leaves the class open narrows it ("122 mm rockets"). A warship's name is told by what
/// navies put before it ("HMS", "USS").
pub fn find(reading: &Reading, figures: &[FigureAt]) -> Vec<Arms> {
    let mut found = Vec::new();
    for (block, read) in reading.blocks.iter().enumerate() {
        let a = &read.annotated;
        let words: Vec<&str> = (0..a.len()).map(|token| a.token(token)).collect();
        let lemmas: Vec<String> = (0..a.len()).map(|token| normal(a, token)).collect();
        let lemmas: Vec<&str> = lemmas.iter().map(String::as_str).collect();
        let mut before: Option<(Tokens, &str)> = None;
        let mut at = 0;
        while at < words.len() {
            let named = ship(a, at).map(|(class, end)| (end, Some(class), "arms.ship-name"));
            let told = || {
                let (length, class) = taxonomy().read(&words, &lemmas, at)?;
                let last = at + length - 1;
                // Taggers hold designations and nouns before a name for adjectives.
                let modifies = a.pos(last) == Pos::Adj && a.head(last) > last;
                let ends_in_noun = modifies
                    || matches!(a.pos(last), Pos::Noun | Pos::Propn | Pos::Num | Pos::X)
                    || a.token(last).starts_with(char::is_uppercase);
                ends_in_noun.then_some((at + length, class.map(|class| class.class.as_str()), WORDS))
            };
            let Some((end, class, rule)) = named.or_else(told) else {
                at += 1;
                continue;
            };
            let beside = at;
            at = end;
            let Some(class) = class else {
                before = None;
                continue;
            };
            // "KN-23 missiles": the design and the noun are one thing, told by the narrower class.
            let joined = before.take().filter(|(last, other): &(Tokens, &str)| {
                let joint = last.end == beside || (last.end + 1 == beside && a.token(last.end) == "-");
                rule == WORDS && joint && related(other, class)
            });
            let (start, class) = match joined {
                Some((tokens, other)) => {
                    found.pop();
                    let narrower = if taxonomy().is_a(other, class) { other } else { class };
                    (tokens.start, narrower)
                }
                None => (beside, class),
            };
            let tokens = Tokens::new(block, start..end);
            let span = reading.span(&tokens);
            before = Some((tokens, class));
            let figure = quantities::of_block(figures, block)
                .iter()
                .find(|figure| (start..end).contains(&figure.counted))
                .map(|figure| figure.figure.clone());
            let told = taxonomy().class(class);
            found.push(Arms {
                class: class.to_owned(),
                category: told.and_then(|class| class.unroca.clone()),
                kind: kind(class),
                figure,
                span,
                rule: rule.to_owned(),
            });
        }
    }
    found
}

fn kind(class: &str) -> ArmsKind {
    match taxonomy().kind(class) {
        Some(WeaponKind::Platform) => ArmsKind::Platform,
        Some(WeaponKind::Ammunition) => ArmsKind::Ammunition,
        Some(WeaponKind::Component) => ArmsKind::Component,
        Some(WeaponKind::Technology) => ArmsKind::Technology,
        Some(WeaponKind::Goods) => ArmsKind::Goods,
        Some(WeaponKind::Weapon) | None => ArmsKind::Weapon,
    }
}

/// The class of a ship that is named at a token ("HMS Ocean", "FS Charles de Gaulle"), and where the name ends.
fn ship(a: &Annotated, at: usize) -> Option<(&'static str, usize)> {
    let class = taxonomy().prefixed(a.token(at))?;
    let name =
        |token: usize| token < a.len() && a.pos(token) == Pos::Propn && a.token(token).starts_with(char::is_uppercase);
    let mut end = at + 1;
    while end < at + 5 {
        if name(end) {
            end += 1;
        } else if end > at + 1 && end < a.len() && matches!(a.lower(end), "de" | "of" | "von") && name(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    (end > at + 1).then_some((class.class.as_str(), end))
}
