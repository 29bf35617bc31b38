//! Which network addresses are never asked: those inside the machine, a private network, or no network at all.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// Addresses and hosts that the user has named, and which are asked although they are private.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    networks: Vec<IpNet>,
    hosts: Vec<String>,
}

impl Allowed {
    /// Out of addresses (`127.0.0.1`), networks (`10.1.0.0/16`) and names of hosts (`intranet.example.org`).
    pub fn new<S: AsRef<str>>(named: &[S]) -> Self {
        let mut allowed = Self::default();
        for name in named {
            let name = name.as_ref().trim();
            if let Ok(network) = name.parse::<IpNet>() {
                allowed.networks.push(network);
            } else if let Ok(address) = name.trim_matches(['[', ']']).parse::<IpAddr>() {
                allowed.networks.push(address.into());
            } else if !name.is_empty() {
                allowed.hosts.push(name.to_ascii_lowercase());
            }
        }
        allowed
    }

    /// Whether this address, to which the host's name led, may be asked.
    pub fn permits(&self, host: &str, address: IpAddr) -> bool {
        is_public(address)
            || self.networks.iter().any(|network| network.contains(&address))
            || self
                .hosts
                .iter()
                .any(|name| name.eq_ignore_ascii_case(host.trim_end_matches('.')))
    }
}

/// Whether an address is one of the public internet, by the registries of special-purpose addresses (RFC 6890 and its updates).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    !(address.is_unspecified()
        // "This network" (RFC 791).
        || first == 0
        || address.is_loopback()
        || address.is_private()
        // Shared by carriers and their customers (RFC 6598).
        || (first == 100 && (64..128).contains(&second))
        || address.is_link_local()
        // Protocol assignments (RFC 6890), the old 6to4 relays, benchmarks (RFC 2544).
        || (first == 192 && second == 0 && third == 0)
        || (first == 192 && second == 88 && third == 99)
        || (first == 198 && (second == 18 || second == 19))
        || address.is_documentation()
        || address.is_multicast()
        // Reserved, and the broadcast address.
        || first >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let [first, second, ..] = segments;
    // An IPv4 address in other clothes goes where that address goes.
    let embedded = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    let inner = match segments {
        // ::ffff:0:0/96 (mapped), ::ffff:0:0:0/96 (translated) and ::/96 (compatible, and with it :: and ::1).
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] | [0, 0, 0, 0, 0, 0, high, low] => {
            Some(embedded(high, low))
        }
        // 64:ff9b::/96 (RFC 6052).
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(embedded(high, low)),
        // 2002::/16 (6to4).
        [0x2002, high, low, ..] => Some(embedded(high, low)),
        _ => None,
    };
    if let Some(inner) = inner {
        return inner;
    }
    // What is given out to networks is 2000::/3 and nothing else: loopback, ULA, link-local and multicast lie outside.
    (first & 0xe000) == 0x2000
        // Teredo and other protocol assignments (2001::/23), documentation (2001:db8::/32, 3fff::/20).
        && !(first == 0x2001 && second < 0x200)
        && !(first == 0x2001 && second == 0xdb8)
        && !(first == 0x3fff && second < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::{Allowed, is_public};

    #[test]
    fn no_address_inside_is_public_in_any_clothes() {
        for inside in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:0:192.168.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.0.1",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "223.255.255.1",
            "2606:4700::1111",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::",
        ] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn what_is_named_is_allowed_and_nothing_beside_it() {
        let allowed = Allowed::new(&["10.1.0.0/16", "127.0.0.1", "[::1]", "intranet.example.org"]);
        for (host, address, permitted) in [
            ("a", "10.1.2.3", true),
            ("a", "10.2.2.3", false),
            ("a", "127.0.0.1", true),
            ("a", "127.0.0.2", false),
            ("a", "::1", true),
            ("Intranet.Example.org.", "192.168.0.9", true),
            ("evil.example.org", "192.168.0.9", false),
            ("a", "9.9.9.9", true),
        ] {
            assert_eq!(
                allowed.permits(host, address.parse().unwrap()),
                permitted,
                "{host} {address}"
            );
        }
    }
}
