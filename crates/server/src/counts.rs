//! What a case is made of, counted once a standing.

use std::collections::BTreeMap;

use onrecord_extract::Record;
use onrecord_weigh::Standing;

/// Outlets and bodies that are named.
const PUBLISHERS: usize = 100;

/// What a case is made of.
#[derive(Debug)]
pub(crate) struct Counts {
    /// Statements that somebody makes, without the documents' own voices.
    pub statements: usize,
    /// The first and the last day of publication.
    pub published: Option<[String; 2]>,
    /// Outlets and bodies with how many documents are theirs, the most first.
    pub publishers: Vec<(String, usize)>,
    /// How often documents name a provision.
    pub citations: usize,
    /// Lineages, those of most documents first.
    pub lineages: Vec<u32>,
    /// Series of figures, those of most figures first.
    pub tolls: Vec<u32>,
    /// Name, office and code of each actor, in small letters.
    pub actor_words: Vec<String>,
}

fn order<T>(of: &[T], size: impl Fn(&T) -> usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(of.len()).unwrap_or(u32::MAX)).collect();
    order.sort_by_key(|at| std::cmp::Reverse(of.get(*at as usize).map_or(0, &size)));
    order
}

impl Counts {
    pub(crate) fn of(standing: &Standing, records: &[Record]) -> Self {
        let day = |moment: &str| moment.get(..10).unwrap_or(moment).to_owned();
        let days = || {
            standing
                .documents
                .iter()
                .filter_map(|document| document.published.as_deref())
        };
        let mut publishers: BTreeMap<&str, usize> = BTreeMap::new();
        for publisher in standing
            .documents
            .iter()
            .filter_map(|document| document.publisher.as_deref())
        {
            *publishers.entry(publisher).or_default() += 1;
        }
        let mut publishers: Vec<(String, usize)> =
            publishers.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
        publishers.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        publishers.truncate(PUBLISHERS);
        let said = |record: &Record| record.statements.iter().filter(|statement| !statement.narrator).count();
        let words = standing.actors.iter().map(|actor| {
            let (office, code) = (
                actor.office.as_deref().unwrap_or_default(),
                actor.code.as_deref().unwrap_or_default(),
            );
            format!("{} {office} {code}", actor.name).to_lowercase()
        });
        Self {
            statements: records.iter().map(said).sum(),
            published: days()
                .min()
                .zip(days().max())
                .map(|(first, last)| [day(first), day(last)]),
            publishers,
            citations: records.iter().map(|record| record.citations.len()).sum(),
            lineages: order(&standing.lineages, |lineage| lineage.members.len()),
            tolls: order(&standing.tolls, |series| series.points.len()),
            actor_words: words.collect(),
        }
    }
}
