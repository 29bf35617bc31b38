//! Sitemaps: the addresses that a site lists of its pages, and of further sitemaps.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::address::is_address;
use crate::{Input, ReadError, media, xml};

/// The protocol's own limit: so many addresses a sitemap.
const MOST_PAGES: usize = 50_000;

/// A sitemap, or an index of sitemaps, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// The pages it lists, in its order; those after the first 50,000, the protocol's limit, are left out.
    pub pages: Vec<SitemapPage>,
    /// The further sitemaps that an index lists.
    pub sitemaps: Vec<SitemapPage>,
}

/// An address that a sitemap lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SitemapPage {
    /// The address (`loc`).
    pub address: String,
    /// When it was last changed (`lastmod`), as it is written: ISO 8601, a day or a time.
    pub modified: Option<String>,
    /// The title that a news sitemap gives.
    pub title: Option<String>,
    /// The day of publication that a news sitemap gives, as it is written.
    pub published: Option<String>,
}

/// Reads a sitemap or an index of sitemaps, XML or a list of addresses line by line.
///
/// # Errors
/// [`ReadError`]: too many bytes, no sitemap, broken markup, markup nested too deep.
pub fn read_sitemap(input: &Input) -> Result<Sitemap, ReadError> {
    crate::within_limit(input)?;
    let damaged = |reason: String| ReadError::Damaged {
        format: "sitemap",
        reason,
    };
    let source = media::markup(input)?;
    let Some(root) = xml::outermost(&source) else {
        return listed(&source).ok_or_else(|| damaged("it is neither XML nor a list of addresses".to_owned()));
    };
    if !matches!(root.as_str(), "urlset" | "sitemapindex") {
        return Err(damaged(format!("its outermost element is `{root}`")));
    }
    xml::within_depth(&source).map_err(damaged)?;
    let mut reader = Reader::from_str(&source);
    let mut sitemap = Sitemap::default();
    let mut page = SitemapPage::default();
    let (mut words, mut inside) = (String::new(), Vec::<String>::new());
    loop {
        match reader.read_event().map_err(|error| damaged(error.to_string()))? {
            Event::Start(element) => {
                words.clear();
                inside.push(element.name().as_ref().to_ascii_lowercase());
            }
            Event::Text(text) => words.push_str(&text.xml10_content()),
            Event::CData(text) => words.push_str(&text),
            Event::GeneralRef(reference) => words.extend(xml::referred(&reference)),
            Event::End(_) => {
                let name = inside.pop().unwrap_or_default();
                let told = words.split_whitespace().collect::<Vec<_>>().join(" ");
                words.clear();
                let told = Some(told).filter(|told| !told.is_empty());
                // An image or a film of the page has an address of its own, under another prefix.
                match name.as_str() {
                    "loc" => page.address = told.unwrap_or_default(),
                    "lastmod" => page.modified = told,
                    "news:title" => page.title = told,
                    "news:publication_date" => page.published = told,
                    "url" | "sitemap" => {
                        let page = std::mem::take(&mut page);
                        let list = if name == "url" {
                            &mut sitemap.pages
                        } else {
                            &mut sitemap.sitemaps
                        };
                        if is_address(&page.address) && list.len() < MOST_PAGES {
                            list.push(page);
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof if !inside.is_empty() => return Err(damaged("it ends before its last element does".to_owned())),
            Event::Eof => return Ok(sitemap),
            _ => {}
        }
    }
}

/// A sitemap as text: one address a line.
fn listed(source: &str) -> Option<Sitemap> {
    let lines: Vec<&str> = source.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let all = !lines.is_empty() && lines.iter().all(|line| is_address(line) && !line.contains(' '));
    all.then(|| Sitemap {
        pages: lines
            .into_iter()
            .take(MOST_PAGES)
            .map(|line| SitemapPage {
                address: line.to_owned(),
                ..SitemapPage::default()
            })
            .collect(),
        sitemaps: Vec::new(),
    })
}
