//! Feeds and sitemaps, written for the purpose: what is read of them, and an entry as a document.

#![allow(clippy::unwrap_used)]

use onrecord_document::{Document, Input, ReadError, capture, open, read, read_feed, read_sitemap};

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
  <title>Azania Times &amp; Post</title><link>https://times.azania.example/</link><language>en-GB</language>
  <item>
    <title>Ministry denies the shipment</title>
    <link>https://times.azania.example/2031/03/04/denial</link>
    <guid isPermaLink="false">times-77</guid>
    <dc:creator>A. Reporter</dc:creator>
    <category>World</category>
    <pubDate>Tue, 04 Mar 2031 09:30:00 +0100</pubDate>
    <description>The ministry denied it.</description>
    <content:encoded><![CDATA[<h1>Ministry denies the shipment</h1><p>The Foreign Ministry of Azania denied on Tuesday that it had sent launchers to anybody.</p><script>alert(1)</script><blockquote>Nothing was sent, the minister said.</blockquote>]]></content:encoded>
  </item>
  <item>
    <title>Talks go on</title>
    <link>https://times.azania.example/2031/03/03/talks</link>
    <pubDate>Mon, 03 Mar 2031 08:00:00 GMT</pubDate>
    <description>&lt;p&gt;Talks on the border went on for a third day, officials said.&lt;/p&gt;</description>
  </item>
  <item><title>Only a link</title><link>https://times.azania.example/2031/03/02/link</link></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Panel &lt;b&gt;notes&lt;/b&gt;</title>
<link rel="self" href="https://panel.example/feed"/><link rel="alternate" href="https://panel.example/"/><updated>2031-03-05T10:00:00Z</updated>
<entry><id>tag:panel.example,2031:1</id><title>Visit to the port</title><link href="/notes/1"/><updated>2031-03-05T10:00:00Z</updated>
<author><name>Panel of Experts</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The Panel visited the port and counted forty launchers.</p></div></content></entry></feed>"#;

const JSON: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Desk","items":[
{"id":"1","url":"https://desk.example/1","title":"Launch","content_text":"The army said a missile < 300 km in range was launched.\n\nNobody was hurt.","date_published":"2031-03-04T09:30:00Z"},
{"id":"2","url":"javascript:alert(1)","content_html":"<p>The mayor said two people had been injured.</p>"}]}"#;

fn input(bytes: &str) -> Input<'_> {
    Input {
        bytes: bytes.as_bytes(),
        url: Some("https://panel.example/feed"),
        // As many a server has it.
        declared_media_type: Some("text/html"),
        ..Input::default()
    }
}

/// The documents of the entries that carry text.
fn documents(feed: &str) -> Vec<Document> {
    let opened = open(&input(feed)).unwrap().unwrap();
    assert!(opened.refused.is_empty() && !opened.is_document);
    let document = |part: &onrecord_document::Part| {
        let input = Input {
            bytes: &part.bytes,
            declared_media_type: part.media_type.as_deref(),
            ..Input::default()
        };
        // An entry taken out stands for itself.
        assert_eq!(open(&input).unwrap(), None);
        read(&input).unwrap()
    };
    opened.parts.iter().map(document).collect()
}

#[test]
fn the_fields_of_a_feed_and_its_entries() {
    let feed = read_feed(&input(RSS)).unwrap();
    assert_eq!(capture(&input(RSS)).media_type, "application/rss+xml");
    assert_eq!(feed.title.as_deref(), Some("Azania Times & Post"));
    assert_eq!(feed.address.as_deref(), Some("https://times.azania.example/"));
    assert_eq!(feed.entries.len(), 3);
    let first = &feed.entries[0];
    assert_eq!(first.id.as_deref(), Some("times-77"));
    assert_eq!(
        first.address.as_deref(),
        Some("https://times.azania.example/2031/03/04/denial")
    );
    assert_eq!(first.published.as_deref(), Some("2031-03-04T08:30:00Z"));
    assert_eq!(first.author.as_deref(), Some("A. Reporter"));
    assert_eq!(first.categories, ["World"]);

    let feed = read_feed(&input(ATOM)).unwrap();
    assert_eq!(capture(&input(ATOM)).media_type, "application/atom+xml");
    assert_eq!(feed.title.as_deref(), Some("Panel notes"));
    assert_eq!(feed.address.as_deref(), Some("https://panel.example/"));
    assert_eq!(
        feed.entries[0].address.as_deref(),
        Some("https://panel.example/notes/1")
    );

    let feed = read_feed(&input(JSON)).unwrap();
    assert_eq!(capture(&input(JSON)).media_type, "application/feed+json");
    assert_eq!(feed.entries[1].address, None, "no address of a page");
}

#[test]
fn an_entry_with_text_is_a_document() {
    let documents = documents(RSS);
    assert_eq!(documents.len(), 2, "an entry that is only a link is none");
    let full = &documents[0];
    assert_eq!(
        full.text,
        "Ministry denies the shipment\n\nThe Foreign Ministry of Azania denied on Tuesday that it had sent launchers to anybody.\n\nNothing was sent, the minister said."
    );
    assert_eq!(full.title.as_ref().unwrap().value, "Ministry denies the shipment");
    assert_eq!(full.byline.as_ref().unwrap().value, "A. Reporter");
    assert_eq!(full.publisher.as_ref().unwrap().value, "Azania Times & Post");
    assert_eq!(full.section.as_ref().unwrap().value, "World");
    let canonical = full.canonical_url.as_ref().unwrap();
    assert_eq!(canonical.value, "https://times.azania.example/2031/03/04/denial");
    assert_eq!(canonical.basis.rule, "feed.link");
    let published = full.published.as_ref().unwrap();
    assert_eq!(
        (published.value.as_str(), published.basis.rule.as_str()),
        ("2031-03-04T08:30:00Z", "feed.published")
    );
    assert!(!full.summary_only);
    assert!(documents[1].summary_only);
    assert!(documents[1].text.ends_with("for a third day, officials said."));
}

#[test]
fn atom_gives_the_last_change_where_it_gives_no_other_day_and_plain_text_keeps_its_marks() {
    let published = documents(ATOM).remove(0).published.unwrap();
    assert_eq!(published.basis.rule, "feed.updated");
    let desk = documents(JSON);
    assert_eq!(
        desk[0].text,
        "Launch\n\nThe army said a missile < 300 km in range was launched.\n\nNobody was hurt."
    );
    assert_eq!(desk[1].canonical_url, None);
}

#[test]
fn a_feed_in_the_character_set_that_it_names() {
    let mut bytes = br#"<?xml version="1.0" encoding="windows-1252"?><rss version="2.0"><channel><title>Caf"#.to_vec();
    bytes.push(0xe9);
    bytes.extend(b"</title><item><description>The mayor of Malm");
    bytes.push(0xf6);
    bytes.extend(b" said nothing was sent.</description></item></channel></rss>");
    let feed = read_feed(&Input {
        bytes: &bytes,
        ..Input::default()
    })
    .unwrap();
    assert_eq!(feed.title.as_deref(), Some("Café"));
    assert_eq!(
        feed.entries[0].summary.as_deref(),
        Some("The mayor of Malmö said nothing was sent.")
    );
    assert_eq!(feed.entries[0].id, None, "no name is made up");
}

#[test]
fn a_feed_is_no_document_and_a_broken_one_is_named() {
    assert!(matches!(read(&input(RSS)), Err(ReadError::Several { count: 3, .. })));
    let broken = &RSS[..RSS.len() - 60];
    assert!(matches!(
        read_feed(&input(broken)),
        Err(ReadError::Damaged { format: "feed", .. })
    ));
    let deep = format!(
        r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">{}{}</content></entry></feed>"#,
        "<div>".repeat(10_000),
        "</div>".repeat(10_000)
    );
    let error = read_feed(&input(&deep)).unwrap_err().to_string();
    assert!(error.contains("nest deeper"), "{error}");
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title><item><title>x</title></item></channel></rss>"#;
    match read_feed(&input(bomb)) {
        Ok(feed) => assert!(feed.title.unwrap_or_default().len() < 20),
        Err(error) => assert!(matches!(error, ReadError::Damaged { .. })),
    }
}

#[test]
fn a_sitemap_lists_pages_or_further_sitemaps() {
    let pages = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="i">
      <url><loc>https://times.azania.example/a?x=1&amp;y=2</loc><lastmod>2031-03-04</lastmod>
        <image:image><image:loc>https://times.azania.example/a.jpg</image:loc></image:image>
        <news:news><news:publication_date>2031-03-03T10:00:00Z</news:publication_date><news:title>Ministry denies it</news:title></news:news></url>
      <url><loc>file:///etc/passwd</loc></url></urlset>"#;
    let sitemap = read_sitemap(&input(pages)).unwrap();
    assert_eq!(sitemap.pages.len(), 1);
    let page = &sitemap.pages[0];
    assert_eq!(page.address, "https://times.azania.example/a?x=1&y=2");
    assert_eq!(page.modified.as_deref(), Some("2031-03-04"));
    assert_eq!(page.title.as_deref(), Some("Ministry denies it"));
    assert_eq!(page.published.as_deref(), Some("2031-03-03T10:00:00Z"));
    assert_eq!(read(&input(pages)).unwrap_err(), ReadError::Sitemap);

    let index = r#"<sitemapindex><sitemap><loc>https://times.azania.example/news.xml</loc></sitemap></sitemapindex>"#;
    assert_eq!(read_sitemap(&input(index)).unwrap().sitemaps.len(), 1);
    let list = "https://times.azania.example/a\nhttps://times.azania.example/b\n";
    assert_eq!(read_sitemap(&input(list)).unwrap().pages.len(), 2);
    for broken in ["<urlset><url>", "<html></html>", "words"] {
        assert!(read_sitemap(&input(broken)).is_err(), "{broken}");
    }
}

#[test]
fn an_address_or_a_name_cannot_steer_a_terminal() {
    let feed = "<rss version=\"2.0\"><channel><item><link>https://a.example/\u{f}1</link><guid>one\u{1b}[2J</guid><description>The ministry said that nothing was sent.</description></item></channel></rss>";
    let opened = open(&input(feed)).unwrap().unwrap();
    assert!(opened.parts.iter().all(|part| !part.path.chars().any(char::is_control)));
    let address = read_feed(&input(feed)).unwrap().entries.remove(0).address;
    assert!(address.is_none_or(|address| !address.chars().any(char::is_control)));
}
