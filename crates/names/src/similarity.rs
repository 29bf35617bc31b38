//! How alike two words of names are, and by what.

use crate::align::How;
use crate::distance::{Costs, Plain, Sounds, distance};
use crate::name::{Kind, Syllables, Token};
use crate::script::Script;

/// How words of a name are laid beside those of the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    /// Both names are written in this one script, which is not the Latin one.
    pub script: Option<Script>,
    /// Both names have syllables of this kind.
    pub syllables: Syllables,
}

/// How alike two words are, 0 to 1, and what says so.
pub(crate) fn similarity(one: &Token, other: &Token, beside: Beside) -> (f32, How) {
    let kinds = (one.kind, other.kind);
    if kinds == (Kind::Number, Kind::Number) {
        return (if one.group == other.group { 1.0 } else { 0.0 }, How::Number);
    }
    if kinds == (Kind::Place, Kind::Place)
        || kinds == (Kind::Servant, Kind::Servant)
        || kinds == (Kind::Common, Kind::Common) && one.group == other.group
    {
        return (if one.group == other.group { 1.0 } else { 0.0 }, How::SameName);
    }
    if kinds.0 == Kind::Number || kinds.1 == Kind::Number || kinds.0 == Kind::Initial || kinds.1 == Kind::Initial {
        return (if one.latin == other.latin { 1.0 } else { 0.0 }, How::Same);
    }
    if let Some(script) = beside.script {
        let same = alike(&one.plain, &other.plain);
        if matches!(script, Script::Han | Script::Hangul | Script::Indic) {
            return (same, How::Spelling);
        }
        let sound = sounds_alike(one, other) - 0.02;
        return if sound > same && script != Script::Arabic {
            (sound, How::Sound)
        } else {
            (same, How::Spelling)
        };
    }
    if one.latin == other.latin {
        return (1.0, How::Same);
    }
    if one.names.iter().any(|name| *name != 0 && other.names.contains(name)) {
        return (0.97, How::SameName);
    }
    if beside.syllables != Syllables::None {
        if one.group != 0 && one.group == other.group {
            return (0.97, How::SameName);
        }
        if one.syllable == other.syllable {
            return (0.96, How::Sound);
        }
        let near = alike_by(one.syllable.as_bytes(), other.syllable.as_bytes(), &Sounds) - 0.05;
        let spelling = alike(one.latin.as_bytes(), other.latin.as_bytes());
        return if near > spelling {
            (near, How::Sound)
        } else {
            (spelling, How::Spelling)
        };
    }
    if one.script != other.script && (one.script.hides_vowels() || other.script.hides_vowels()) {
        return (consonants_alike(one, other), How::Consonants);
    }
    if (one.script == Script::Han) != (other.script == Script::Han) && one.latin.len() + other.latin.len() > 9 {
        // Names of other languages are written in Chinese characters by their sound, syllable by syllable.
        let liquid = |token: &Token| token.skeleton.replace('r', "l");
        if liquid(one) == liquid(other) && one.skeleton.len() > 1 {
            return (0.9, How::Consonants);
        }
    }
    let longest = one.latin.len().max(other.latin.len());
    let apart = (one.letters ^ other.letters).count_ones() as usize;
    if apart > longest + 1 {
        return (0.0, How::Spelling);
    }
    if one.short_of_organisation && other.short_of_organisation {
        return (0.0, How::Spelling);
    }
    let spelling = alike(one.latin.as_bytes(), other.latin.as_bytes());
    let sound = sounds_alike(one, other) - 0.03;
    if sound > spelling {
        (sound, How::Sound)
    } else {
        (spelling, How::Spelling)
    }
}

/// 1 less the share of the letters of the longer word that have to be edited.
pub(crate) fn alike<T: Copy + PartialEq>(one: &[T], other: &[T]) -> f32 {
    alike_by(one, other, &Plain)
}

/// The same where edits cost what `costs` says.
fn alike_by<T: Copy + PartialEq>(one: &[T], other: &[T], costs: &impl Costs<T>) -> f32 {
    let longest = one.len().max(other.len());
    let shortest = one.len().min(other.len());
    if longest == 0 || shortest * 2 < longest {
        return 0.0;
    }
    1.0 - f32::from(distance(one, other, costs)) / 4.0 / longest as f32
}

fn sounds_alike(one: &Token, other: &Token) -> f32 {
    alike_by(one.sound.as_bytes(), other.sound.as_bytes(), &Sounds)
}

fn consonants_alike(one: &Token, other: &Token) -> f32 {
    let (one, other) = (one.skeleton.as_bytes(), other.skeleton.as_bytes());
    let (longest, shortest) = (one.len().max(other.len()), one.len().min(other.len()));
    if shortest == 0 {
        return 0.0;
    }
    if one == other {
        return if longest == 1 { 0.75 } else { 0.95 };
    }
    (0.93 - f32::from(distance(one, other, &Sounds)) / 4.0 / longest as f32).max(0.0)
}
