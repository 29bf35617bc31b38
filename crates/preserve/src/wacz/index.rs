//! Lines of a CDXJ index: a key by which archives sort addresses, a moment, and where the record lies.

use serde::Serialize;

use crate::warc::Place;

/// What a line tells; all values are text, as in other writers' indexes.
#[derive(Debug, Serialize)]
struct Line<'a> {
    url: &'a str,
    mime: &'a str,
    status: &'a str,
    digest: &'a str,
    length: String,
    offset: String,
    filename: &'a str,
}

/// A record to be listed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed<'a> {
    pub(crate) url: &'a str,
    pub(crate) at: &'a str,
    pub(crate) media_type: &'a str,
    pub(crate) status: u16,
    pub(crate) digest: &'a str,
    pub(crate) place: Place,
    pub(crate) file: &'a str,
}

/// `org,example)/path?query 20260302100000 {…}`.
pub(crate) fn line(listed: &Listed) -> String {
    let moment: String = listed.at.chars().filter(char::is_ascii_digit).take(14).collect();
    let line = Line {
        url: listed.url,
        mime: listed.media_type.split(';').next().unwrap_or_default().trim(),
        status: &listed.status.to_string(),
        digest: listed.digest,
        length: listed.place.length.to_string(),
        offset: listed.place.offset.to_string(),
        filename: listed.file,
    };
    let json = serde_json::to_string(&line).unwrap_or_default();
    format!("{} {moment} {json}", sort_key(listed.url))
}

/// The address with its host turned round (SURT), without scheme, `www.` and fragment, in lower case, its query's parts in order.
pub fn sort_key(url: &str) -> String {
    let url = url.trim().to_lowercase();
    let url = url.split('#').next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.replace(' ', "%20");
    };
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host_and_port.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
        _ => (host_and_port, ""),
    };
    let usual = matches!((scheme, port), (_, "") | ("http", "80") | ("https", "443"));
    let host = without_www(host);
    let is_number = host.starts_with('[') || host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let turned = if is_number {
        host.to_owned()
    } else {
        host.split('.').rev().collect::<Vec<_>>().join(",")
    };
    let (path, query) = path
        .split_once('?')
        .map_or((path, None), |(path, query)| (path, Some(query)));
    let path = if path.len() > 1 {
        path.trim_end_matches('/')
    } else {
        "/"
    };
    let mut key = turned;
    if !usual {
        key.push_str(&format!(":{port}"));
    }
    key.push(')');
    key.push_str(if path.is_empty() { "/" } else { path });
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        let mut parts: Vec<&str> = query.split('&').collect();
        parts.sort_unstable();
        key.push('?');
        key.push_str(&parts.join("&"));
    }
    key.replace(' ', "%20")
}

/// `www.`, `www2.` say nothing of whose address it is.
fn without_www(host: &str) -> &str {
    let Some(rest) = host.strip_prefix("www") else {
        return host;
    };
    let rest = rest.trim_start_matches(|character: char| character.is_ascii_digit());
    rest.strip_prefix('.').filter(|rest| rest.contains('.')).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn addresses_of_one_host_stand_together() {
        assert_eq!(
            sort_key("https://www.Example.org/A/b/?z=1&a=2#x"),
            "org,example)/a/b?a=2&z=1"
        );
        assert_eq!(sort_key("http://example.org:80"), "org,example)/");
        assert_eq!(sort_key("http://user@127.0.0.1:8000/x"), "127.0.0.1:8000)/x");
        assert_eq!(sort_key("urn:sha256:ab"), "urn:sha256:ab");
    }
}
