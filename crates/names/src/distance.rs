//! Edit distances between short words: insertions, losses, changes, and neighbours that changed places.

/// Words are looked at so far and no further.
pub(crate) const LONGEST: usize = 96;

/// What it costs to write one sign for another, in quarters.
pub(crate) trait Costs<T> {
    /// To write `one` where `other` stands.
    fn change(&self, one: T, other: T) -> u16;
    /// To leave `one` out or put it in.
    fn lose(&self, one: T) -> u16;
}

/// Each edit costs one.
pub(crate) struct Plain;

impl<T: PartialEq> Costs<T> for Plain {
    fn change(&self, one: T, other: T) -> u16 {
        if one == other { 0 } else { 4 }
    }
    fn lose(&self, _one: T) -> u16 {
        4
    }
}

/// Sounds that are near to one another cost less.
pub(crate) struct Sounds;

impl Costs<u8> for Sounds {
    fn change(&self, one: u8, other: u8) -> u16 {
        if one == other {
            0
        } else if is_vowel(one) && is_vowel(other) || near(one, other) || near(other, one) {
            2
        } else {
            4
        }
    }
    fn lose(&self, one: u8) -> u16 {
        if one == b'h' || one == b'\'' {
            2
        } else if is_vowel(one) {
            3
        } else {
            4
        }
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn near(one: u8, other: u8) -> bool {
    matches!(
        (one, other),
        (b's', b'z')
            | (b's', b'S')
            | (b's', b'c')
            | (b'c', b'z')
            | (b'k', b'g')
            | (b'k', b'h')
            | (b'g', b'h')
            | (b'g', b'j')
            | (b't', b'd')
            | (b'b', b'p')
            | (b'f', b'v')
            | (b'b', b'v')
            | (b'C', b'S')
            | (b'S', b'X')
            | (b's', b'X')
            | (b'C', b'j')
            | (b'C', b'c')
            | (b'j', b'z')
            | (b'j', b'i')
            | (b'm', b'n')
            | (b'd', b'z')
    )
}

/// The least cost to make one word of the other, in quarters of an edit.
pub(crate) fn distance<T: Copy + PartialEq>(one: &[T], other: &[T], costs: &impl Costs<T>) -> u16 {
    let one = &one[..one.len().min(LONGEST)];
    let other = &other[..other.len().min(LONGEST)];
    let mut before = [0_u16; LONGEST + 1];
    let mut above = [0_u16; LONGEST + 1];
    let mut row = [0_u16; LONGEST + 1];
    for (index, &sign) in other.iter().enumerate() {
        above[index + 1] = above[index] + costs.lose(sign);
    }
    for (y, &left) in one.iter().enumerate() {
        row[0] = above[0] + costs.lose(left);
        for (x, &right) in other.iter().enumerate() {
            let mut least = (above[x] + costs.change(left, right))
                .min(above[x + 1] + costs.lose(left))
                .min(row[x] + costs.lose(right));
            if y > 0 && x > 0 && left == other[x - 1] && one[y - 1] == right && left != right {
                least = least.min(before[x - 1] + 4);
            }
            row[x + 1] = least;
        }
        before = above;
        above = row;
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{Plain, Sounds, distance};

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance(b"omar", b"oamr", &Plain), 4);
        assert_eq!(distance(b"kim", b"kim", &Plain), 0);
        assert_eq!(distance(b"", b"kim", &Plain), 12);
        assert_eq!(distance(b"karl", b"carl", &Plain), 4);
        assert_eq!(distance(b"hasin", b"hasen", &Sounds), 2);
    }
}
