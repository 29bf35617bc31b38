//! What of two names laid side by side counts: a dozen numbers, each of which a person can check.

use crate::align::{Alignment, How, MOST};
use crate::name::{Kind, Name, Schema, Token};

/// What counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// The share of the shorter name that met nothing.
    Missing,
    /// Words, in weight, that both names have and that met nothing: they contradict one another.
    Conflict,
    /// The share of the longer name that has nothing beside it.
    Extra,
    /// The same, of a name that is no person's.
    ExtraOrganisation,
    /// How unlike the words that met are, on average.
    Unlike,
    /// How unlike the two words that met least well are.
    Worst,
    /// Words that met, and are not alike enough to be misspellings of one another.
    Clash,
    /// Edits in all, by the letters of both names.
    Edits,
    /// Edits in all, to eight of them.
    EditCount,
    /// Different numbers, by their share of the name.
    Numbers,
    /// A number that only one has.
    NumberMissing,
    /// Legal forms that differ.
    Forms,
    /// A legal form that only one has.
    FormMissing,
    /// Initials that stand for names.
    Initials,
    /// One word met, and there are others.
    Alone,
    /// One name only, on both sides.
    Single,
    /// Father and son changed places.
    Reversed,
    /// Different places, by their share of the name.
    Places,
    /// A place that only one has.
    PlaceMissing,
    /// Words that met by their consonants alone.
    Consonants,
    /// Words that met as one name in two forms.
    KnownNames,
    /// They are no person's names.
    Organisation,
}

/// All that counts, in the order of the numbers.
pub const FEATURES: [(Feature, &str); 22] = [
    (Feature::Missing, "missing"),
    (Feature::Conflict, "conflict"),
    (Feature::Extra, "extra"),
    (Feature::ExtraOrganisation, "extra_organisation"),
    (Feature::Unlike, "unlike"),
    (Feature::Worst, "worst"),
    (Feature::Clash, "clash"),
    (Feature::Edits, "edits"),
    (Feature::EditCount, "edit_count"),
    (Feature::Numbers, "numbers"),
    (Feature::NumberMissing, "number_missing"),
    (Feature::Forms, "forms"),
    (Feature::FormMissing, "form_missing"),
    (Feature::Initials, "initials"),
    (Feature::Alone, "alone"),
    (Feature::Single, "single"),
    (Feature::Reversed, "reversed"),
    (Feature::Places, "places"),
    (Feature::PlaceMissing, "place_missing"),
    (Feature::Consonants, "consonants"),
    (Feature::KnownNames, "known_names"),
    (Feature::Organisation, "organisation"),
];

/// How many there are.
pub(crate) const COUNT: usize = FEATURES.len();

/// One side: what is in it and what has met.
#[derive(Default)]
struct Side {
    weight: f32,
    met: f32,
    words: usize,
    words_met: usize,
    /// Weight of numbers and of places that met nothing.
    numbers: f32,
    places: f32,
    /// Initials that met nothing.
    initials: bool,
}

fn side(tokens: &[Token], met: u64) -> Side {
    let mut side = Side::default();
    for (at, token) in tokens.iter().enumerate().take(MOST) {
        if token.kind == Kind::Particle {
            continue;
        }
        let has_met = met & (1 << at) != 0;
        side.weight += token.weight;
        side.words += usize::from(token.kind != Kind::Title);
        if has_met {
            side.met += token.weight;
            side.words_met += usize::from(token.kind != Kind::Title);
        } else {
            match token.kind {
                Kind::Number => side.numbers += token.weight,
                Kind::Place => side.places += token.weight,
                Kind::Initial => side.initials = true,
                _ => {}
            }
        }
    }
    side
}

/// The numbers of an alignment, in the order of [`FEATURES`].
pub(crate) fn features(left: &Name, right: &Name, alignment: &Alignment) -> [f32; COUNT] {
    let one = side(&left.tokens, alignment.left_met);
    let other = side(&right.tokens, alignment.right_met);
    let person = left.schema == Schema::Person || right.schema == Schema::Person;
    let (short, long) = if one.weight <= other.weight {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let open = |side: &Side| (side.weight - side.met - side.numbers - side.places).max(0.0);
    let (open_short, open_long) = (open(short).min(open(long)), open(short).max(open(long)));
    let extra = (open_long - open_short).max(0.0) / long.weight.max(0.1);

    let mut unlike = 0.0;
    let mut total = 0.0;
    let mut worst = 0.0_f32;
    let mut clash = 0.0;
    let (mut initials, mut consonants, mut known) = (0.0, 0.0, 0.0);
    for pair in &alignment.pairs {
        let weight: f32 = left.tokens[pair.left.clone()].iter().map(|token| token.weight).sum();
        let weight = weight.max(right.tokens[pair.right.clone()].iter().map(|token| token.weight).sum());
        total += weight;
        match pair.how {
            How::Initial => initials += weight,
            How::Consonants => {
                consonants += weight;
                unlike += weight * (1.0 - pair.similarity);
                clash += weight * clashing(pair.similarity);
            }
            How::SameName => known += if pair.similarity < 1.0 { weight } else { 0.0 },
            _ => {
                unlike += weight * (1.0 - pair.similarity);
                worst = worst.max((1.0 - pair.similarity) * weight.min(1.0));
                clash += weight * clashing(pair.similarity);
            }
        }
    }
    let share = |part: f32| if total > 0.0 { part / total } else { 0.0 };
    let words_met = one.words_met.min(other.words_met);
    let (forms, form_missing) = forms(left, right);
    let flag = |is: bool| f32::from(u8::from(is));
    let vessel = left.schema == Schema::Vessel || right.schema == Schema::Vessel;
    let differ = |one: f32, other: f32| {
        let least = one.min(other);
        if least > 0.0 && vessel {
            1.0
        } else {
            least / (least + short.met).max(0.1)
        }
    };
    let mut conflict = open_short;
    if one.initials && other.initials || total > 0.0 && initials >= total {
        conflict += 0.65;
    }
    [
        open_short / short.weight.max(0.1),
        conflict.min(2.0),
        if person { extra } else { 0.0 },
        if person { 0.0 } else { extra },
        share(unlike),
        worst,
        clash.min(2.0),
        alignment.edits / alignment.letters.max(1.0),
        (alignment.edits / 8.0).min(1.0),
        differ(one.numbers, other.numbers),
        flag((one.numbers > 0.0) != (other.numbers > 0.0)),
        forms,
        form_missing,
        share(initials),
        flag(words_met == 1 && one.words.max(other.words) > 1),
        flag(one.words == 1 && other.words == 1),
        flag(reversed(left, right, alignment)),
        differ(one.places, other.places),
        flag((one.places > 0.0) != (other.places > 0.0)),
        share(consonants),
        share(known),
        flag(!person),
    ]
}

/// How far two words that met are from being misspellings of one another, 0 to 1.
fn clashing(similarity: f32) -> f32 {
    ((0.82 - similarity) / 0.17).clamp(0.0, 1.0)
}

/// How far the legal forms differ, 0 to 1, and whether only one name has any.
fn forms(left: &Name, right: &Name) -> (f32, f32) {
    if left.forms.is_empty() || right.forms.is_empty() {
        let missing = left.forms.is_empty() != right.forms.is_empty();
        return (0.0, f32::from(u8::from(missing)));
    }
    let any =
        |test: &dyn Fn(usize, usize) -> bool| (0..left.forms.len()).any(|i| (0..right.forms.len()).any(|j| test(i, j)));
    if any(&|i, j| left.forms[i].form == right.forms[j].form) {
        (0.0, 0.0)
    } else if any(&|i, j| left.forms[i].family == right.forms[j].family) {
        (0.4, 0.0)
    } else {
        (1.0, 0.0)
    }
}

/// Whether "A son of B" stands beside "B son of A".
fn reversed(left: &Name, right: &Name, alignment: &Alignment) -> bool {
    let descent = |name: &Name| name.tokens.iter().take(MOST).position(|token| token.descent);
    let (Some(one), Some(other)) = (descent(left), descent(right)) else {
        return false;
    };
    let mut crossed = (false, false);
    for pair in &alignment.pairs {
        let (i, j) = (pair.left.start, pair.right.start);
        if pair.left.len() == 1 && pair.right.len() == 1 {
            crossed.0 |= i < one && j == other + 1;
            crossed.1 |= i == one + 1 && j < other;
        }
    }
    crossed.0 && crossed.1
}
