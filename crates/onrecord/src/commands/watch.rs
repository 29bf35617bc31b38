//! `watch`: feeds, sitemaps and pages followed; what is new or changed is fetched, read, kept and told.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use onrecord_document::{Input, read_feed, read_sitemap};
use onrecord_fetch::{Answer, Fetched, Fetcher, Known};
use onrecord_ledger::{Added, Addition, Case};
use serde::Serialize;

use super::changes::{self, Step};
use crate::arguments::{Every, Watch};
use crate::clock;
use crate::evidence;
use crate::failure::{InputFailure, note};
use crate::fetching;
use crate::inputs::Loaded;
use crate::keeping::document_of;
use crate::output::Output;
use crate::progress;
use crate::reading::{Outcome, Reader};
use crate::settings::Settings;
use crate::table::hanging;

/// A robots.txt is asked for again after a day, as its standard has it.
const ROBOTS_LAST: Duration = Duration::from_secs(86_400);
/// Hosts that are asked at a time.
const HOSTS_AT_A_TIME: usize = 8;

/// An address to be fetched, with what is known of it.
struct Job {
    address: String,
    known: Option<Known>,
    /// Whether it was fetched before.
    is_old: bool,
}

/// What happened to one address, as it is told.
#[derive(Serialize)]
struct Told<'a> {
    what: &'a str,
    location: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a Step>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a str>,
}

#[derive(Default)]
struct Tally {
    new: usize,
    changed: usize,
    unchanged: usize,
    failed: usize,
}

pub fn run(every: &Every, options: &Watch) -> anyhow::Result<ExitCode> {
    let settings = Settings::read()?;
    let addresses = addresses(options)?;
    let mut case = Case::create_or_open(&every.case, &clock::now())?;
    let fresh = || fetching::fetcher_with(&options.fetching, &settings);
    let reader = Reader::new(every, fresh())?;
    let (mut fetcher, mut since) = (fresh(), Instant::now());
    loop {
        if since.elapsed() > ROBOTS_LAST {
            (fetcher, since) = (fresh(), Instant::now());
        }
        let tally = round(&mut case, every, options, &fetcher, &reader, &addresses)?;
        if tally.new + tally.changed > 0 {
            evidence::seal(&mut case, every, &settings, &options.fetching)?;
        }
        if !every.quiet {
            note(&summary(&tally, case.count()?, &every.case.display().to_string()));
        }
        if options.once {
            return Ok(if tally.failed > 0 {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            });
        }
        thread::sleep(Duration::from_secs(options.every.saturating_mul(60)));
    }
}

/// The addresses of the arguments and of the file, each once.
fn addresses(options: &Watch) -> anyhow::Result<Vec<String>> {
    let mut all = options.addresses.clone();
    if let Some(file) = &options.from {
        let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let lines = text
            .lines()
            .map(|line| line.split(" #").next().unwrap_or_default().trim());
        all.extend(
            lines
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(str::to_owned),
        );
    }
    let mut seen = BTreeSet::new();
    all.retain(|address| seen.insert(address.clone()));
    Ok(all)
}

fn round(
    case: &mut Case,
    every: &Every,
    options: &Watch,
    fetcher: &Fetcher,
    reader: &Reader,
    addresses: &[String],
) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    let mut jobs = Vec::new();
    let mut listed = BTreeSet::new();
    let sources = addresses
        .iter()
        .map(|address| job(case, address))
        .collect::<anyhow::Result<Vec<_>>>()?;
    each_fetched(fetcher, sources, |job, fetched| {
        let list = match &fetched.answer {
            Ok(Answer::Body {
                url, bytes, media_type, ..
            }) => entries(bytes, url, media_type.as_deref()),
            // A list that is as it was may have entries that an earlier round did not come to.
            Ok(Answer::Unchanged) => {
                let last = case.last_body(&job.address)?.unwrap_or_default();
                entries(&last, &job.address, None)
            }
            Err(_) => None,
        };
        let Some(list) = list else {
            return keep(case, options, reader, &mut tally, &job, fetched);
        };
        keep_exchanges(case, &fetched)?;
        for entry in list.into_iter().take(options.limit) {
            if listed.insert(entry.clone())
                && let Some(job) = due(case, &entry, options.recheck)?
            {
                jobs.push(job);
            }
        }
        Ok(())
    })?;
    let bar = progress::bar(jobs.len(), every.quiet);
    each_fetched(fetcher, jobs, |job, fetched| {
        let kept = bar.suspend(|| keep(case, options, reader, &mut tally, &job, fetched));
        bar.inc(1);
        kept
    })?;
    bar.finish_and_clear();
    Ok(tally)
}

fn job(case: &Case, address: &str) -> anyhow::Result<Job> {
    let last = case.last_seen(address)?;
    let is_old = last.is_some() || case.first_found(address)?.is_some();
    Ok(Job {
        address: address.to_owned(),
        known: last.map(|last| Known {
            etag: last.etag,
            last_modified: last.last_modified,
        }),
        is_old,
    })
}

/// An entry's job where it is new, or young and not looked at lately. How long "lately" is grows with its age, so that a
/// correction of the first hours is seen soon and an old page is not asked for in every round.
fn due(case: &Case, address: &str, recheck: u32) -> anyhow::Result<Option<Job>> {
    let job = job(case, address)?;
    if !job.is_old {
        return Ok(Some(job));
    }
    let age = case.first_found(address)?.and_then(|first| seconds_since(&first));
    let asked = case.last_asked(address)?.and_then(|last| seconds_since(&last));
    let is_young = age.is_some_and(|age| age < i64::from(recheck) * 86_400);
    let is_time = age.zip(asked).is_none_or(|(age, asked)| asked >= age / 4);
    Ok((is_young && is_time).then_some(job))
}

fn seconds_since(moment: &str) -> Option<i64> {
    let (then, now): (jiff::Timestamp, jiff::Timestamp) = (moment.parse().ok()?, clock::now().parse().ok()?);
    Some(now.as_second() - then.as_second())
}

/// The addresses that a feed or a sitemap lists, in its order; nothing where the bytes are neither.
fn entries(bytes: &[u8], url: &str, media_type: Option<&str>) -> Option<Vec<String>> {
    let input = Input {
        bytes,
        url: Some(url),
        declared_media_type: media_type,
        ..Input::default()
    };
    let addresses: Vec<String> = if let Ok(feed) = read_feed(&input) {
        feed.entries.into_iter().filter_map(|entry| entry.address).collect()
    } else {
        read_sitemap(&input)
            .ok()?
            .pages
            .into_iter()
            .map(|page| page.address)
            .collect()
    };
    let base = url::Url::parse(url).ok();
    let absolute = |address: String| match &base {
        Some(base) => base.join(address.trim()).ok().map(|url| url.to_string()),
        None => Some(address),
    };
    Some(addresses.into_iter().filter_map(absolute).collect())
}

/// Fetches all jobs, several hosts at a time and each host's one after another, and hands each result on as it comes.
fn each_fetched(
    fetcher: &Fetcher,
    jobs: Vec<Job>,
    mut each: impl FnMut(Job, Fetched) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut hosts: BTreeMap<String, Vec<Job>> = BTreeMap::new();
    for job in jobs {
        let host = url::Url::parse(&job.address)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        hosts.entry(host.unwrap_or_default()).or_default().push(job);
    }
    let workers = hosts.len().min(HOSTS_AT_A_TIME);
    let hosts = Mutex::new(hosts);
    // Few wait to be read, so that a crash loses little that was fetched.
    let (send, receive) = mpsc::sync_channel(2);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (hosts, send) = (&hosts, send.clone());
            scope.spawn(move || work(fetcher, hosts, &send));
        }
        drop(send);
        // Where a result cannot be kept, the receiver's end tells the workers to stop.
        receive.into_iter().try_for_each(|(job, fetched)| each(job, fetched))
    })
}

fn work(fetcher: &Fetcher, hosts: &Mutex<BTreeMap<String, Vec<Job>>>, send: &SyncSender<(Job, Fetched)>) {
    loop {
        let next = hosts.lock().unwrap_or_else(PoisonError::into_inner).pop_first();
        let Some((_, jobs)) = next else { return };
        for job in jobs {
            let fetched = fetcher.fetch(&job.address, job.known.as_ref());
            if send.send((job, fetched)).is_err() {
                return;
            }
        }
    }
}

fn keep_exchanges(case: &mut Case, fetched: &Fetched) -> anyhow::Result<()> {
    let at = clock::now();
    for exchange in &fetched.exchanges {
        case.keep_exchange(exchange, &at)?;
    }
    Ok(())
}

/// Keeps one result and tells it.
fn keep(
    case: &mut Case,
    options: &Watch,
    reader: &Reader,
    tally: &mut Tally,
    job: &Job,
    fetched: Fetched,
) -> anyhow::Result<()> {
    let location = job.address.as_str();
    let (url, media_type, at, bytes) = match fetched.answer {
        Ok(Answer::Body {
            url,
            media_type,
            at,
            bytes,
        }) => (url, media_type, at, bytes),
        Ok(Answer::Unchanged) => {
            tally.unchanged += 1;
            return keep_exchanges(case, &fetched);
        }
        Err(ref cause) => {
            keep_exchanges(case, &fetched)?;
            tally.failed += 1;
            return failed(options, &InputFailure::told(location, cause));
        }
    };
    let loaded = Loaded {
        bytes,
        url: Some(url),
        location: location.to_owned(),
        media_type,
        fetched_at: Some(at),
        part_of: None,
        exchanges: fetched.exchanges,
    };
    let capture = onrecord_document::capture(&loaded.input());
    let before = case.last_seen(location)?.and_then(|last| last.capture);
    let went_on = before.is_some_and(|before| before != capture.sha256);
    if case.holds(&capture.sha256, reader.versions())? {
        let added = case.found_at(&capture.sha256, location, &loaded.exchanges, &clock::now())?;
        let document = document_of(&capture.sha256);
        return tell(case, options, tally, location, (added, went_on), &document, None);
    }
    match reader.read(loaded) {
        Outcome::Read { loaded, record } => {
            let addition = Addition {
                record: &record,
                bytes: &loaded.bytes,
                location,
                at: &clock::now(),
            };
            let added = case.add_fetched(&addition, &loaded.exchanges)?;
            let title = record.document.title.as_ref().map(|title| title.value.trim());
            tell(
                case,
                options,
                tally,
                location,
                (added, went_on),
                &record.document.id,
                title,
            )
        }
        Outcome::Failed(failure) => {
            let now = clock::now();
            for exchange in &failure.exchanges {
                case.keep_exchange(exchange, &now)?;
            }
            tally.failed += 1;
            failed(options, &failure)
        }
        Outcome::Known { .. } => Ok(()),
    }
}

fn tell(
    case: &Case,
    options: &Watch,
    tally: &mut Tally,
    location: &str,
    (added, went_on): (Added, bool),
    document: &str,
    title: Option<&str>,
) -> anyhow::Result<()> {
    // Bytes that the case knew are a change too where the address had others in between.
    let step = match added {
        Added::New | Added::FoundElsewhere => changes::newest(case, location)?,
        Added::ReadAnew | Added::Known if went_on => changes::newest(case, location)?,
        Added::ReadAnew | Added::Known => None,
    };
    let what = match (added, &step) {
        (_, Some(_)) => "changed",
        (Added::New, None) => "new",
        _ => {
            tally.unchanged += 1;
            return Ok(());
        }
    };
    if step.is_some() {
        tally.changed += 1;
    } else {
        tally.new += 1;
    }
    let mut output = Output::new();
    if options.json {
        output.json_line(&Told {
            what,
            location,
            document: Some(document),
            title,
            changes: step.as_ref(),
            cause: None,
        })?;
    } else {
        let title = title.map(|title| format!(" “{title}”")).unwrap_or_default();
        output.text(&hanging(
            &format!("{what:<9}"),
            &format!("{document}{title} {location}"),
        ))?;
        if let Some(step) = &step {
            let lines = changes::lines(step);
            // The address stands above already.
            lines
                .lines()
                .skip(1)
                .try_for_each(|line| output.line(&format!("       {line}")))?;
        }
    }
    // At once, so that what stands there is kept.
    output.done()
}

fn failed(options: &Watch, failure: &InputFailure) -> anyhow::Result<()> {
    if options.json {
        let mut output = Output::new();
        output.json_line(&Told {
            what: "failed",
            location: &failure.input,
            document: None,
            title: None,
            changes: None,
            cause: Some(&failure.cause),
        })?;
        output.done()?;
    } else {
        failure.tell();
    }
    Ok(())
}

fn summary(tally: &Tally, count: u64, case: &str) -> String {
    let mut parts = vec![format!("{} new", tally.new)];
    for (count, words) in [
        (tally.changed, "changed"),
        (tally.unchanged, "unchanged"),
        (tally.failed, "failed"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    }
    let documents = if count == 1 { "document" } else { "documents" };
    format!("{}; {case} holds {count} {documents}", parts.join(", "))
}
