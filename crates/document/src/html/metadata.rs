//! What a page says of itself outside its text: title, author, publisher, date, language.

use super::linked_data::{self, LinkedData};
use super::walk;
use crate::blocks::{is_date_line, is_dated_note};
use crate::catalogue::WORDING;
use crate::{Basis, LinkKind, Precision, Published, Stated, address, byline, dates, marks, wording};
use scraper::{ElementRef, Html, Selector};
use std::ops::Range;

/// The fields of a document that metadata can give.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<Stated>,
    pub(crate) byline: Option<Stated>,
    pub(crate) publisher: Option<Stated>,
    pub(crate) published: Option<Published>,
    pub(crate) modified: Option<Published>,
    pub(crate) canonical_url: Option<Stated>,
    pub(crate) section: Option<Stated>,
    pub(crate) summary_only: bool,
    /// Addresses, with the bytes of the text that lead to each.
    pub(crate) links: Vec<(LinkKind, String, Option<Range<usize>>)>,
    pub(crate) language: Option<String>,
}

const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "pub_date",
    "published",
    "published_at",
    "article.published",
    "cxenseparse:recs:publishtime",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "originalpublicationdate",
    "displaydate",
    "ptime",
    "date",
];
const CHANGES: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "revision_date",
];
const SECTIONS: &[&str] = &[
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:section",
    "section",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
];
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
    "article:publisher",
];

pub(crate) fn read(tree: &Html, url: Option<&str>) -> Metadata {
    let linked = linked_data::read(tree);
    let publisher = publisher(tree, &linked);
    let site = publisher.as_ref().map(|publisher| publisher.value.clone());
    let site_names: Vec<String> = site.into_iter().chain(url.and_then(address::host)).collect();
    let title = title(tree, &linked, &site_names);
    let beside = title
        .as_ref()
        .map(|title| beside_title(tree, &title.value))
        .unwrap_or_default();
    Metadata {
        byline: author(tree, &linked, &site_names, &beside),
        publisher: publisher.or_else(|| url.and_then(address::publisher)),
        published: published(tree, &linked)
            .or_else(|| {
                url.and_then(address::published)
                    .filter(|found| found.precision == Precision::Day)
            })
            .or_else(|| dated_line(&beside))
            .or_else(|| url.and_then(address::published)),
        title,
        modified: modified(tree, &linked),
        canonical_url: canonical_url(tree),
        section: linked
            .section
            .clone()
            .map(|value| stated(value, "json-ld.articleSection"))
            .or_else(|| from_meta(tree, SECTIONS)),
        summary_only: false,
        links: Vec::new(),
        language: language(tree),
    }
}

fn stated(value: String, rule: &str) -> Stated {
    Stated {
        value,
        basis: Basis {
            rule: rule.to_owned(),
            spans: Vec::new(),
        },
    }
}

fn select<'tree>(tree: &'tree Html, selector: &str) -> Vec<ElementRef<'tree>> {
    Selector::parse(selector)
        .map(|selector| tree.select(&selector).collect())
        .unwrap_or_default()
}

/// The words of an element's first block: what an unclosed element swallowed is not its own, and scripts never are.
fn words_of(element: ElementRef) -> String {
    if element.value().name() == "title" {
        return element
            .text()
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
    }
    let first = walk::pieces(*element).into_iter().next();
    first
        .map(|piece| piece.words.split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default()
}

/// The contents of the `meta` elements of one name, whichever attribute names them.
fn meta(tree: &Html, wanted: &str) -> Option<String> {
    select(tree, "meta[content]").into_iter().find_map(|element| {
        let name = element
            .attr("property")
            .or_else(|| element.attr("name"))
            .or_else(|| element.attr("itemprop"))?;
        let content = element
            .attr("content")?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        (name.trim().eq_ignore_ascii_case(wanted) && !content.is_empty()).then_some(content)
    })
}

/// The page's own heading where it agrees with the title that the metadata states, else that title without the outlet's name.
fn title(tree: &Html, linked: &LinkedData, sites: &[String]) -> Option<Stated> {
    let open_graph = meta(tree, "og:title");
    let element = select(tree, "head title, title")
        .into_iter()
        .map(words_of)
        .find(|title| !title.is_empty());
    let headings: Vec<String> = select(tree, "h1")
        .into_iter()
        .map(words_of)
        .filter(|words| !words.is_empty())
        .collect();
    let named: Vec<&String> = [&open_graph, &linked.headline, &element]
        .into_iter()
        .flatten()
        .collect();
    let agrees = |heading: &&String| {
        let heading = wording::words(heading);
        heading.len() >= 2 && named.iter().any(|title| wording::words(title).starts_with(&heading))
    };
    if let Some(heading) = headings.iter().find(agrees) {
        return Some(stated(heading.clone(), "title.h1"));
    }
    if let Some(title) = open_graph {
        return Some(stated(without_site(&title, sites, false), "meta.og:title"));
    }
    if let Some(title) = &linked.headline {
        return Some(stated(without_site(title, sites, false), "json-ld.headline"));
    }
    let is_site = |heading: &&String| sites.iter().any(|site| wording::words(site) == wording::words(heading));
    if let [heading] = headings.as_slice()
        && !is_site(&heading)
        && wording::count(heading) >= 3
    {
        return Some(stated(heading.clone(), "title.h1"));
    }
    element
        .map(|title| stated(without_site(&title, sites, true), "title.element"))
        .filter(|title| !title.value.is_empty())
}

/// Cuts "… | Outlet" off a title. An unknown last part is cut only from the `title` element, when it is short and much is left.
fn without_site(title: &str, sites: &[String], cut_unknown: bool) -> String {
    let mut kept = title.trim();
    for _ in 0..3 {
        let Some((at, separator)) = [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " « ", " » "]
            .iter()
            .filter_map(|separator| kept.rfind(separator).map(|at| (at, separator)))
            .max()
        else {
            break;
        };
        let (before, after) = (
            kept.get(..at).unwrap_or_default(),
            kept.get(at + separator.len()..).unwrap_or_default(),
        );
        let key = wording::words(after).concat();
        let known = sites.iter().any(|site| {
            let site = wording::words(site).concat();
            key.len() >= 3 && (site.contains(&key) || key.contains(&site))
        });
        let unknown = cut_unknown && wording::count(after) <= 4 && wording::count(before) >= 4;
        if !(known || unknown) || before.trim().is_empty() {
            break;
        }
        kept = before.trim();
    }
    kept.to_owned()
}

fn author(tree: &Html, linked: &LinkedData, sites: &[String], beside: &[String]) -> Option<Stated> {
    let is_name = |name: &str| {
        !name.contains("://")
            && !name.contains('@')
            && wording::count(name) <= 16
            && name.chars().any(char::is_alphabetic)
            && !sites.iter().any(|site| wording::words(site) == wording::words(name))
            && !matches!(
                name.to_lowercase().as_str(),
                "admin" | "editor" | "staff" | "webmaster" | "unknown" | "none" | "null"
            )
    };
    let clean = |name: &str| -> String {
        let name = name.trim();
        let bare = name
            .get(..3)
            .filter(|head| head.eq_ignore_ascii_case("by "))
            .map_or(name, |_| name.get(3..).unwrap_or_default());
        bare.trim().to_owned()
    };
    let authors: Vec<String> = linked
        .authors
        .iter()
        .map(|name| clean(name))
        .filter(|name| is_name(name))
        .collect();
    if !authors.is_empty() {
        return Some(stated(authors.join(", "), "json-ld.author"));
    }
    let in_meta = AUTHORS.iter().find_map(|name| {
        let value = clean(&meta(tree, name)?);
        is_name(&value).then(|| stated(value, &format!("meta.{name}")))
    });
    let beside_title = || {
        beside.iter().find_map(|line| {
            let found = byline::read(line).filter(|found| !found.closing)?;
            let value = clean(line.get(found.names)?);
            is_name(&value).then(|| stated(value, "html.byline"))
        })
    };
    let marked = || {
        let elements = r#"[rel~="author"], [itemprop~="author"] [itemprop~="name"], [itemprop~="author"]"#;
        select(tree, elements).into_iter().find_map(|element| {
            let value = clean(&words_of(element));
            let short = wording::count(&value) <= 8;
            (short && is_name(&value)).then(|| stated(value, "html.author"))
        })
    };
    in_meta.or_else(beside_title).or_else(marked)
}

fn publisher(tree: &Html, linked: &LinkedData) -> Option<Stated> {
    let from_meta = |name: &str| {
        meta(tree, name)
            .filter(|value| !value.contains("://") && !value.starts_with('@'))
            .map(|value| stated(value, &format!("meta.{name}")))
    };
    from_meta("og:site_name")
        .or_else(|| linked.publisher.clone().map(|value| stated(value, "json-ld.publisher")))
        .or_else(|| PUBLISHERS.iter().find_map(|name| from_meta(name)))
}

/// The first of some `meta` elements that is no address.
fn from_meta(tree: &Html, names: &[&str]) -> Option<Stated> {
    names.iter().find_map(|name| {
        let value = meta(tree, name).filter(|value| !value.contains("://"))?;
        Some(stated(value, &format!("meta.{name}")))
    })
}

/// `rel="canonical"`, else `og:url`, where it is a whole address.
fn canonical_url(tree: &Html) -> Option<Stated> {
    let link = select(tree, r#"link[rel="canonical"][href]"#)
        .into_iter()
        .find_map(|link| Some(stated(link.attr("href")?.trim().to_owned(), "link.canonical")));
    link.into_iter()
        .chain(meta(tree, "og:url").map(|value| stated(value, "meta.og:url")))
        .find(|address| address::host(&address.value).is_some())
}

/// A stamp as it is written in markup.
fn dated(text: &str, rule: &str) -> Option<Published> {
    let (value, precision) = dates::stamp(text)?;
    Some(Published {
        value,
        precision,
        basis: Basis {
            rule: rule.to_owned(),
            spans: Vec::new(),
        },
    })
}

fn modified(tree: &Html, linked: &LinkedData) -> Option<Published> {
    let from_meta = || {
        CHANGES
            .iter()
            .find_map(|name| dated(&meta(tree, name)?, &format!("meta.{name}")))
    };
    linked
        .modified
        .as_deref()
        .and_then(|text| dated(text, "json-ld.dateModified"))
        .or_else(from_meta)
        .or_else(|| {
            let marked = r#"[itemprop="dateModified"][datetime], [itemprop="dateModified"][content]"#;
            select(tree, marked).into_iter().find_map(|element| {
                dated(
                    element.attr("datetime").or_else(|| element.attr("content"))?,
                    "html.time",
                )
            })
        })
}

fn published(tree: &Html, linked: &LinkedData) -> Option<Published> {
    if let Some(found) = linked
        .published
        .as_deref()
        .and_then(|text| dated(text, "json-ld.datePublished"))
    {
        return Some(found);
    }
    if let Some(found) = DATES
        .iter()
        .find_map(|name| dated(&meta(tree, name)?, &format!("meta.{name}")))
    {
        return Some(found);
    }
    let marked = r#"[itemprop~="datePublished"], time[pubdate], time.published, time.entry-date, abbr.published"#;
    let stamp = |element: ElementRef| -> Option<Published> {
        let text = element
            .attr("datetime")
            .or_else(|| element.attr("content"))
            .or_else(|| element.attr("title"))
            .map(str::to_owned)
            .unwrap_or_else(|| words_of(element));
        dated(&text, "html.time")
    };
    if let Some(found) = select(tree, marked).into_iter().find_map(stamp) {
        return Some(found);
    }
    // Without a mark, a time counts inside the article or its header, or where all times of the page agree.
    if let Some(found) = select(
        tree,
        "article time[datetime], main time[datetime], header time[datetime]",
    )
    .into_iter()
    .find_map(stamp)
    {
        return Some(found);
    }
    let times: Vec<Published> = select(tree, "time[datetime]").into_iter().filter_map(stamp).collect();
    let first = times.first()?;
    times
        .iter()
        .all(|time| time.value == first.value)
        .then(|| first.clone())
}

/// The title can stand so many blocks below a line that dates the page, and so many above it.
const LINES_AROUND_TITLE: (usize, usize) = (3, 8);

/// The lines below the page's title, and after them those above it.
fn beside_title(tree: &Html, title: &str) -> Vec<String> {
    let pieces = walk::pieces(tree.tree.root());
    let title = wording::words(title);
    let Some(at) = pieces.iter().position(|piece| wording::words(&piece.words) == title) else {
        return Vec::new();
    };
    let (above, below) = LINES_AROUND_TITLE;
    let after = pieces.iter().skip(at + 1).take(below);
    // What stands above the title can be another article's.
    let before = pieces.iter().take(at).rev().take(above);
    after.chain(before).map(|piece| piece.words.clone()).collect()
}

/// A line beside the title that is a date, or begins with one, or says that the page was published then.
fn dated_line(beside: &[String]) -> Option<Published> {
    let found = beside.iter().find_map(|line| {
        let date = dates::find(line)
            .into_iter()
            .find(|date| date.precision != Precision::Year)?;
        let begins = date.range.start == 0 && wording::count(line) <= 24 && !wording::ends_sentence(line);
        let marked = marks::is_dated_mark(line) && marks::longest(line, &WORDING.marks.published).is_some();
        (begins || marked || is_date_line(line) || is_dated_note(line)).then_some(date)
    })?;
    Some(Published {
        value: found.value,
        precision: found.precision,
        basis: Basis {
            rule: "html.dated-line".to_owned(),
            spans: Vec::new(),
        },
    })
}

fn language(tree: &Html) -> Option<String> {
    let stated = select(tree, "html[lang]").first()?.attr("lang")?.to_ascii_lowercase();
    let code: String = stated.chars().take_while(char::is_ascii_alphabetic).collect();
    (code.len() == 2).then_some(code)
}
