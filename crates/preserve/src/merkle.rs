//! A Merkle tree over a log, as RFC 6962 (sections 2.1.1 to 2.1.3) and RFC 9162 (2.1.3.2, 2.1.4.2) have it: the root of so many
//! leaves, the path that proves a leaf to be in it, and the path that proves one root to be a continuation of another.

use sha2::{Digest, Sha256};

/// SHA-256 of a leaf, a node or a tree.
pub type Hash = [u8; 32];

/// The hash of a leaf that holds `bytes`.
pub fn leaf(bytes: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    // A leaf can never be read as a node: they begin otherwise.
    hash.update([0]);
    hash.update(bytes);
    hash.finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// The largest power of two that is smaller than `count`, which is at least 2.
fn split(count: usize) -> usize {
    count.next_power_of_two() / 2
}

/// The root over these leaves; the hash of nothing for none.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// What has to be hashed with a leaf, from below, to come to the root; nothing where there is no such leaf.
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let at = split(leaves.len());
    let (left, right) = leaves.split_at(at);
    let mut path = if index < at {
        inclusion(left, index)?
    } else {
        inclusion(right, index - at)?
    };
    path.push(if index < at { root(right) } else { root(left) });
    Some(path)
}

/// Whether the path proves that the leaf is number `index` (from 0) of the `size` under the root.
pub fn includes(root: &Hash, size: usize, index: usize, leaf: &Hash, path: &[Hash]) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if place % 2 == 1 || place == last {
            hash = node(sibling, &hash);
            while place.is_multiple_of(2) && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            hash = node(&hash, sibling);
        }
        place /= 2;
        last /= 2;
    }
    last == 0 && hash == *root
}

/// What proves the root over all leaves to be a continuation of the root over the first `size`; nothing where `size` is 0 or too large.
pub fn consistency(leaves: &[Hash], size: usize) -> Option<Vec<Hash>> {
    fn path(leaves: &[Hash], size: usize, whole: bool) -> Vec<Hash> {
        if size == leaves.len() {
            return if whole { Vec::new() } else { vec![root(leaves)] };
        }
        let at = split(leaves.len());
        let (left, right) = leaves.split_at(at);
        let (mut path, other) = if size <= at {
            (path(left, size, whole), root(right))
        } else {
            (path(right, size - at, false), root(left))
        };
        path.push(other);
        path
    }
    (0 < size && size <= leaves.len()).then(|| path(leaves, size, true))
}

/// Whether the path proves that a tree of `size` leaves with root `whole` begins with the `before` leaves whose root is `first`.
pub fn continues(first: &Hash, before: usize, whole: &Hash, size: usize, path: &[Hash]) -> bool {
    if before == 0 || before > size {
        return false;
    }
    if before == size {
        return path.is_empty() && first == whole;
    }
    let (mut place, mut last) = (before - 1, size - 1);
    while place % 2 == 1 {
        place /= 2;
        last /= 2;
    }
    let mut path = path.iter();
    let start = if before.is_power_of_two() {
        Some(first)
    } else {
        path.next()
    };
    let Some(start) = start else { return false };
    let (mut old, mut new) = (*start, *start);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if place % 2 == 1 || place == last {
            old = node(sibling, &old);
            new = node(sibling, &new);
            while place.is_multiple_of(2) && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            new = node(&new, sibling);
        }
        place /= 2;
        last /= 2;
    }
    last == 0 && old == *first && new == *whole
}

/// A tree that grows leaf by leaf and knows its root at every size, in memory that grows with the logarithm of its size.
#[derive(Clone, Debug, Default)]
pub struct Growing {
    size: usize,
    /// Roots of the whole subtrees it is made of, the largest first.
    whole: Vec<Hash>,
}

impl Growing {
    /// One leaf more.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        let mut place = self.size;
        while place % 2 == 1 {
            if let Some(left) = self.whole.pop() {
                hash = node(&left, &hash);
            }
            place /= 2;
        }
        self.whole.push(hash);
        self.size += 1;
    }

    /// How many leaves it has.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The root over them.
    pub fn root(&self) -> Hash {
        let mut subtrees = self.whole.iter().rev();
        let Some(last) = subtrees.next() else { return root(&[]) };
        subtrees.fold(*last, |right, left| node(left, &right))
    }
}

#[cfg(test)]
mod tests {
    use super::{Growing, Hash, consistency, continues, includes, inclusion, leaf, root};
    use crate::digest::hexadecimal;

    fn leaves(count: u8) -> Vec<Hash> {
        (0..count).map(|number| leaf(&[number])).collect()
    }

    #[test]
    fn roots_are_those_of_the_published_test_vectors() {
        let entries: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf(entry)).collect();
        for (count, expected) in [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ] {
            assert_eq!(hexadecimal(&root(&leaves[..count])), expected);
        }
    }

    #[test]
    fn a_growing_tree_has_the_same_roots() {
        let leaves = leaves(70);
        let mut growing = Growing::default();
        for count in 0..=leaves.len() {
            assert_eq!((growing.size(), growing.root()), (count, root(&leaves[..count])));
            leaves.get(count).into_iter().for_each(|leaf| growing.push(*leaf));
        }
    }

    #[test]
    fn every_leaf_of_every_tree_is_proved_and_no_other() {
        for count in 1..34 {
            let leaves = leaves(count);
            let root = root(&leaves);
            for index in 0..leaves.len() {
                let path = inclusion(&leaves, index).unwrap();
                assert!(includes(&root, leaves.len(), index, &leaves[index], &path));
                assert!(!includes(&root, leaves.len(), index, &leaf(b"other"), &path));
                assert!(!includes(&root, leaves.len(), index + 1, &leaves[index], &path) || leaves.len() == 1);
                let mut longer = path.clone();
                longer.push(root);
                assert!(!includes(&root, leaves.len(), index, &leaves[index], &longer));
            }
            assert_eq!(inclusion(&leaves, leaves.len()), None);
        }
    }

    #[test]
    fn every_tree_continues_every_earlier_one_and_no_altered_one() {
        for count in 1..34 {
            let all = leaves(count);
            for before in 1..=all.len() {
                let (first, whole) = (root(&all[..before]), root(&all));
                let path = consistency(&all, before).unwrap();
                assert!(
                    continues(&first, before, &whole, all.len(), &path),
                    "{before} of {count}"
                );
                let mut altered = all.clone();
                altered[before - 1] = leaf(b"other");
                assert!(!continues(&root(&altered[..before]), before, &whole, all.len(), &path));
                let path = consistency(&altered, before).unwrap();
                assert!(!continues(&first, before, &root(&altered), all.len(), &path));
            }
            assert_eq!(consistency(&all, 0), None);
        }
    }
}
