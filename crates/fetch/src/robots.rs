//! robots.txt (RFC 9309): which paths a host asks programs to leave alone, and how long it asks them to wait.

use std::time::Duration;

/// More is not read, in bytes; the standard asks for at least as much.
const LONGEST: usize = 500 * 1024;
/// Longer waits than this between two requests are not kept to.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// The rules of a host for one program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Robots {
    rules: Vec<(bool, String)>,
    /// How long to wait between two requests, where that is asked for.
    pub(crate) delay: Option<Duration>,
}

impl Robots {
    /// No rule at all.
    pub(crate) fn free() -> Self {
        Self::default()
    }

    /// Everything is to be left alone: what the standard asks for where the file cannot be had.
    pub(crate) fn closed() -> Self {
        Self {
            rules: vec![(false, "/".to_owned())],
            delay: None,
        }
    }

    /// The rules for the program of this name; those for all programs where none are for it.
    pub(crate) fn read(bytes: &[u8], program: &str) -> Self {
        let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(LONGEST)).unwrap_or_default());
        let (mut own, mut all) = (None::<Self>, None::<Self>);
        // Whether the group being read is for this program, for all, and whether its rules have begun.
        let (mut is_own, mut is_all, mut begun) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            if name == "user-agent" {
                if begun {
                    (is_own, is_all, begun) = (false, false, false);
                }
                let named: String = value
                    .chars()
                    .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
                    .collect();
                is_own |= named.eq_ignore_ascii_case(program);
                is_all |= value == "*";
                continue;
            }
            let groups = [(is_own, &mut own), (is_all, &mut all)];
            for (_, group) in groups.into_iter().filter(|(is_it, _)| *is_it) {
                let group = group.get_or_insert_with(Self::default);
                match name.as_str() {
                    "allow" | "disallow" if !value.is_empty() => {
                        group.rules.push((name == "allow", value.to_owned()));
                    }
                    "crawl-delay" => {
                        let seconds = value
                            .parse::<f64>()
                            .ok()
                            .filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
                        group.delay =
                            seconds.map(|seconds| Duration::from_secs_f64(seconds.min(3600.0)).min(LONGEST_DELAY));
                    }
                    _ => {}
                }
            }
            begun |= matches!(name.as_str(), "allow" | "disallow" | "crawl-delay");
        }
        own.or(all).unwrap_or_default()
    }

    /// Whether a path with its query may be fetched: the longest rule that matches decides, and allowing wins a tie.
    pub(crate) fn allows(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(_, pattern)| matches(pattern, path));
        matching
            .max_by_key(|(allows, pattern)| (pattern.len(), *allows))
            .is_none_or(|(allows, _)| *allows)
    }
}

/// Whether a pattern with `*` and a closing `$` matches the beginning of a path.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern
        .strip_suffix('$')
        .map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, between)) = pieces.split_last() else {
        return !to_the_end || rest.is_empty();
    };
    for piece in between {
        match rest.find(piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    if to_the_end {
        rest.ends_with(last)
    } else {
        rest.contains(last)
    }
}

#[cfg(test)]
mod tests {
    use super::Robots;
    use std::time::Duration;

    #[test]
    fn the_longest_rule_of_ones_own_group_decides() {
        let text = b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n\nUser-Agent: other\nUser-agent: OnRecord/1.0 # us\nAllow: /news/\nDisallow: /news/private\nDisallow: /*.pdf$\nDisallow:\nCrawl-delay: 2.5\n\nUser-agent: third\nDisallow: /news";
        let robots = Robots::read(text, "onrecord");
        for (path, allowed) in [
            ("/", true),
            ("/news/a", true),
            ("/news/private/a", false),
            ("/a/b.pdf", false),
            ("/a/b.pdf?x", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        assert_eq!(robots.delay, Some(Duration::from_millis(2500)));
        assert!(!Robots::read(text, "unnamed").allows("/news/a"));
    }

    #[test]
    fn no_rule_allows_and_a_closed_host_does_not() {
        assert!(Robots::read(b"<html>not found", "onrecord").allows("/a"));
        assert!(Robots::free().allows("/a"));
        assert!(!Robots::closed().allows("/a"));
        assert!(Robots::read(b"User-agent: *\nDisallow: /a\nAllow: /a", "onrecord").allows("/a"));
        assert!(!Robots::read(b"User-agent: *\nDisallow: /*/b*c", "onrecord").allows("/x/b/y/c/z"));
    }
}
