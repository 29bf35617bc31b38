//! Fetching from a server on this machine: what is kept, what is refused, and that nothing hangs or grows.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod server;

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use onrecord_fetch::{Allowed, Answer, FetchError, Fetcher, Known, Options};
use server::{Server, reply};

const LIMIT: usize = 1 << 20;

fn options() -> Options {
    Options {
        user_agent: "onrecord/test (desk@example.org)".into(),
        allowed: Allowed::new(&["127.0.0.1"]),
        longest: LIMIT,
        time: Duration::from_secs(2),
        redirects: 5,
        retries: 2,
        backoff: Duration::from_millis(20),
        pace: Duration::ZERO,
        robots: false,
        now: || "2026-03-02T10:00:00Z".into(),
    }
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn refused(server: &Server, path: &str, options: Options) -> FetchError {
    Fetcher::new(options).fetch(&server.url(path), None).answer.unwrap_err()
}

#[test]
fn a_page_comes_with_request_and_answer_byte_for_byte() {
    let server = Server::start(|_, stream| {
        let body = zipped(b"<p>words");
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
        let _ = stream.write_all(format!("{:x}\r\n", body.len()).as_bytes());
        let _ = stream.write_all(&body);
        let _ = stream.write_all(b"\r\n0\r\n\r\n");
    });
    let fetched = Fetcher::new(options()).fetch(&server.url("/a?b=1#c"), None);
    let Ok(Answer::Body {
        url,
        media_type,
        at,
        bytes,
    }) = fetched.answer
    else {
        panic!("{:?}", fetched.answer)
    };
    assert_eq!((url, bytes.as_slice()), (server.url("/a?b=1"), &b"<p>words"[..]));
    assert_eq!(media_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(at, "2026-03-02T10:00:00Z");
    let [exchange] = fetched.exchanges.as_slice() else {
        panic!("{:?}", fetched.exchanges)
    };
    assert!(exchange.request.starts_with(b"GET /a?b=1 HTTP/1.1\r\n"));
    let request = String::from_utf8_lossy(&exchange.request).to_lowercase();
    assert!(
        request.contains("user-agent: onrecord/test (desk@example.org)\r\n"),
        "{request}"
    );
    assert_eq!(request.matches("accept-encoding: gzip\r\n").count(), 1, "{request}");
    assert!(exchange.response.starts_with(b"HTTP/1.1 200 OK\r\n") && exchange.response.ends_with(b"\r\n0\r\n\r\n"));
    assert_eq!(exchange.address.as_deref(), Some("127.0.0.1"));
}

#[test]
fn nothing_inside_is_fetched_unless_it_is_named() {
    let server = Server::start(|_, stream| reply(stream, "200 OK", &[], b"secret"));
    let closed = Options {
        allowed: Allowed::default(),
        ..options()
    };
    let port = server.address.port();
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "127.1",
    ] {
        let fetched = Fetcher::new(closed.clone()).fetch(&format!("http://{host}:{port}/"), None);
        assert!(
            matches!(
                fetched.answer,
                Err(FetchError::Inside { .. } | FetchError::NoHost { .. })
            ),
            "{host}: {:?}",
            fetched.answer
        );
    }
    assert!(server.asked().is_empty());
    let named = Options {
        allowed: Allowed::new(&["localhost"]),
        ..options()
    };
    assert!(
        Fetcher::new(named.clone())
            .fetch(&format!("http://localhost:{port}/"), None)
            .answer
            .is_ok()
    );
    assert!(Fetcher::new(named).fetch(&server.url("/"), None).answer.is_err());
    for other in [
        "file:///etc/passwd",
        "ftp://example.org/",
        "https://",
        "no address",
        "http:///x",
    ] {
        let answer = Fetcher::new(options()).fetch(other, None).answer;
        assert!(
            matches!(answer, Err(FetchError::NotOfTheWeb | FetchError::NoHost { .. })),
            "{other}: {answer:?}"
        );
    }
}

#[test]
fn a_redirect_to_the_inside_is_not_followed() {
    // The one network is named, and what it leads to lies in another.
    let server =
        Server::start(|_, stream| reply(stream, "302 Found", &["Location: http://169.254.169.254/latest"], b""));
    let fetched = Fetcher::new(options()).fetch(&server.url("/"), None);
    assert!(
        matches!(fetched.answer, Err(FetchError::Inside { .. })),
        "{:?}",
        fetched.answer
    );
    assert_eq!(fetched.exchanges.len(), 1);
    for to in ["file:///etc/passwd", "javascript:alert(1)", "//"] {
        let server = Server::start(move |_, stream| reply(stream, "302 Found", &[&format!("Location: {to}")], b""));
        assert_eq!(refused(&server, "/", options()), FetchError::NotOfTheWeb, "{to}");
    }
}

#[test]
fn redirects_are_followed_kept_and_end() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/a" => reply(stream, "301 Moved", &["Location: b"], b"there"),
        "/b" => reply(stream, "200 OK", &[], b"words"),
        path => reply(stream, "307 On", &[&format!("Location: {path}x")], b""),
    });
    let fetched = Fetcher::new(options()).fetch(&server.url("/a"), None);
    assert!(matches!(fetched.answer, Ok(Answer::Body { url, .. }) if url == server.url("/b")));
    assert_eq!(fetched.exchanges.len(), 2);
    assert_eq!(refused(&server, "/on", options()), FetchError::Redirects { limit: 5 });
    assert_eq!(server.asked().iter().filter(|asked| asked.contains("/on")).count(), 6);
}

#[test]
fn slow_long_cut_off_and_exploding_answers_are_named_and_cost_no_more_than_the_limit() {
    let bomb = zipped(&vec![0; 300 << 20]);
    let server = Server::start(move |request, stream| match request.path.as_str() {
        "/silent" => thread::sleep(Duration::from_secs(20)),
        "/drips" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            for _ in 0..100 {
                if stream.write_all(b"x").is_err() {
                    return;
                }
                thread::sleep(Duration::from_millis(100));
            }
        }
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&[b'x'; 65536]).is_ok() {}
        }
        "/endless-head" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
            while stream.write_all(b"X-More: and more\r\n").is_ok() {}
        }
        "/bomb" => reply(stream, "200 OK", &["Content-Encoding: gzip"], &bomb),
        "/cut" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly these");
        }
        "/cut-chunk" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nonly these");
        }
        "/cut-gzip" => {
            let body = zipped(&b"words ".repeat(1000));
            reply(stream, "200 OK", &["Content-Encoding: gzip"], &body[..body.len() - 20]);
        }
        "/no-http" => {
            let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.9\r\n");
        }
        _ => {}
    });
    let options = Options {
        retries: 0,
        time: Duration::from_secs(1),
        ..options()
    };
    for (path, expected) in [
        ("/silent", "longer than 1 seconds"),
        ("/drips", "longer than 1 seconds"),
        ("/endless", "longer than 1048576 bytes"),
        ("/endless-head", "cut off or damaged"),
        ("/bomb", "longer than 1048576 bytes"),
        ("/cut", "cut off or damaged"),
        ("/cut-chunk", "cut off or damaged"),
        ("/cut-gzip", "cut off or damaged"),
        ("/no-http", "cut off or damaged"),
        ("/nothing", "cut off or damaged"),
    ] {
        let begun = Instant::now();
        let failure = refused(&server, path, options.clone()).to_string();
        assert!(failure.contains(expected), "{path}: {failure}");
        assert!(
            begun.elapsed() < Duration::from_secs(4),
            "{path}: {:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn what_is_known_is_asked_for_only_if_it_changed() {
    let server = Server::start(|request, stream| {
        let same = request.header("if-none-match").as_deref() == Some("\"a1\"")
            && request.header("if-modified-since").as_deref() == Some("Mon, 02 Mar 2026 09:00:00 GMT");
        match same {
            true => reply(stream, "304 Not Modified", &[], b""),
            false => reply(stream, "200 OK", &[], b"words"),
        }
    });
    let known = Known {
        etag: Some("\"a1\"".into()),
        last_modified: Some("Mon, 02 Mar 2026 09:00:00 GMT".into()),
    };
    let fetched = Fetcher::new(options()).fetch(&server.url("/"), Some(&known));
    assert_eq!((fetched.answer, fetched.exchanges.len()), (Ok(Answer::Unchanged), 1));
    assert!(matches!(
        Fetcher::new(options()).fetch(&server.url("/"), None).answer,
        Ok(Answer::Body { .. })
    ));
}

#[test]
fn a_failing_server_is_asked_again_as_it_asks_and_not_for_ever() {
    let tries = AtomicUsize::new(0);
    let server = Server::start(move |request, stream| match request.path.as_str() {
        "/later" => reply(stream, "503 Busy", &["Retry-After: 3600"], b""),
        "/gone" => reply(stream, "410 Gone", &[], b"gone"),
        "/down" => reply(stream, "500 Down", &[], b""),
        _ if tries.fetch_add(1, Ordering::SeqCst) < 2 => reply(stream, "429 Slow down", &["Retry-After: 1"], b""),
        _ => reply(stream, "200 OK", &[], b"words"),
    });
    let begun = Instant::now();
    let fetched = Fetcher::new(options()).fetch(&server.url("/"), None);
    assert!(matches!(fetched.answer, Ok(Answer::Body { .. })));
    assert_eq!(fetched.exchanges.len(), 3);
    assert!(begun.elapsed() >= Duration::from_secs(2));
    assert_eq!(
        refused(&server, "/later", options()),
        FetchError::Later {
            wait: Duration::from_secs(3600)
        }
    );
    let gone = Fetcher::new(options()).fetch(&server.url("/gone"), None);
    assert_eq!(
        (gone.answer, gone.exchanges.len()),
        (Err(FetchError::Status { status: 410 }), 1)
    );
    assert_eq!(refused(&server, "/down", options()), FetchError::Status { status: 500 });
    assert_eq!(server.asked().iter().filter(|asked| asked.contains("/down")).count(), 3);
}

#[test]
fn robots_are_asked_once_and_kept_to() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "200 OK", &[], b"User-agent: onrecord\nDisallow: /private\n"),
        _ => reply(stream, "200 OK", &[], b"words"),
    });
    let polite = Fetcher::new(Options {
        robots: true,
        ..options()
    });
    assert!(polite.fetch(&server.url("/a"), None).answer.is_ok());
    assert!(polite.fetch(&server.url("/b"), None).answer.is_ok());
    let refused = polite.fetch(&server.url("/private/c"), None);
    assert!(matches!(refused.answer, Err(FetchError::Robots { .. })));
    assert_eq!(server.asked(), ["GET /robots.txt", "GET /a", "GET /b"]);
    // A host whose robots.txt fails is left alone; one that has none is not.
    for (status, is_fetched) in [("500 Down", false), ("404 Not found", true)] {
        let server = Server::start(move |request, stream| match request.path.as_str() {
            "/robots.txt" => reply(stream, status, &[], b""),
            _ => reply(stream, "200 OK", &[], b"words"),
        });
        let polite = Fetcher::new(Options {
            robots: true,
            ..options()
        });
        assert_eq!(
            polite.fetch(&server.url("/a"), None).answer.is_ok(),
            is_fetched,
            "{status}"
        );
    }
}

#[test]
fn a_host_is_asked_at_its_pace() {
    let server = Server::start(|_, stream| reply(stream, "200 OK", &[], b"words"));
    let fetcher = Fetcher::new(Options {
        pace: Duration::from_millis(300),
        ..options()
    });
    let begun = Instant::now();
    thread::scope(|scope| {
        for number in 0..4 {
            let (fetcher, url) = (&fetcher, server.url(&format!("/{number}")));
            scope.spawn(move || assert!(fetcher.fetch(&url, None).answer.is_ok()));
        }
    });
    assert!(begun.elapsed() >= Duration::from_millis(900), "{:?}", begun.elapsed());
}

#[test]
fn bytes_are_sent_and_answered() {
    let server = Server::start(|request, stream| {
        assert_eq!(
            request.header("content-type").as_deref(),
            Some("application/timestamp-query")
        );
        reply(stream, "200 OK", &[], &[&request.body[..], b" answered"].concat());
    });
    let answer = Fetcher::new(options()).send(&server.url("/"), "application/timestamp-query", b"asked");
    assert_eq!(answer.unwrap(), b"asked answered");
}
