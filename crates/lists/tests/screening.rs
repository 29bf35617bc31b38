//! What a new edition changes, and names screened against lists.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

use std::fs;
use std::path::Path;

use onrecord_lists::{Because, Change, Edition, EntryKind, Index, PartialDate, Query, SourceFile, diff, read};
use proptest::prelude::*;

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn edition(text: &str) -> Edition {
    let file = SourceFile {
        name: "list".into(),
        bytes: text.as_bytes().to_vec(),
    };
    read(vec![file]).0.remove(0)
}

fn index() -> Index {
    Index::new(vec![edition(&text("un.xml")), edition(&text("sdn.csv"))])
}

#[test]
fn a_new_edition_is_told_field_by_field() {
    let old = text("un.xml");
    let renumbered = old.replace("<DATAID>9000002</DATAID>", "<DATAID>9000003</DATAID>");
    let new = renumbered
        .replace("<CITY>Zenda</CITY>", "<CITY>Hentzau</CITY>")
        .replace("XXe.001", "XXe.002");
    let (old, new, renumbered) = (edition(&old), edition(&new), edition(&renumbered));
    let told = diff(&old, &renumbered);
    assert_eq!(
        (told.len(), told[0].change, told[0].fields[0].field.as_str()),
        (1, Change::Changed, "id"),
        "one reference, another number"
    );
    assert!(diff(&old, &old).is_empty());
    let told = diff(&old, &new);
    let of = |change: Change| {
        told.iter()
            .filter(|one| one.change == change)
            .map(|one| one.id.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (of(Change::Added), of(Change::Removed), of(Change::Changed)),
        (vec!["9000003"], vec!["9000002"], vec!["9000001"])
    );
    let field = &told.iter().find(|one| one.change == Change::Changed).unwrap().fields;
    assert_eq!((field.len(), field[0].field.as_str()), (1, "birth_places"));
    assert_eq!(
        (field[0].removed.as_slice(), field[0].added.as_slice()),
        (&["Zenda".to_owned()][..], &["Hentzau".to_owned()][..])
    );
    assert_ne!(old.entries[0].digest(), new.entries[0].digest());
}

#[test]
fn a_listed_name_is_found_in_other_spellings_scripts_and_orders() {
    let index = index();
    for name in [
        "Pavel Sergeyevich Orlov-Zarubin",
        "ORLOV ZARUBIN, Pavel Sergeevich",
        "Павел Орлов-Зарубин",
        "Pavel Sergeyevich Orlov-Zaurbin",
        "P. S. Orlov-Zarubin",
        "Northwind Shipping Co. Ltd",
        "Northwnd Shipping",
    ] {
        let hits = index.screen(&Query::new(name));
        assert!(!hits.is_empty(), "{name}");
        assert_eq!(hits[0].reasons[0].because, Because::Name);
    }
    for name in ["Pavel Ivanov", "Southgate Shipping", "Maria Orlova", "Xyz", ""] {
        assert!(index.screen(&Query::new(name)).is_empty(), "{name}");
    }
}

#[test]
fn what_else_is_known_counts_and_is_told() {
    let index = index();
    let score = |change: &dyn Fn(&mut Query)| {
        let mut query = Query::new("Pavel Orlov-Zarubin");
        change(&mut query);
        index.screen_from(&query, 0.0).first().map_or(0.0, |hit| hit.score)
    };
    let plain = score(&|_| {});
    assert!(score(&|query| query.born = PartialDate::read("1961-04-09")) > plain);
    assert!(score(&|query| query.born = PartialDate::read("1990")) < plain);
    assert!(score(&|query| query.nationality = Some("Ruritania".into())) > plain);
    assert!(score(&|query| query.nationality = Some("Elbonia".into())) < plain);
    let ship = |name: &str| {
        let mut query = Query::new(name);
        query.kind = Some(EntryKind::Vessel);
        index.screen(&query).len()
    };
    assert_eq!(
        (ship("Ocean Star 5"), ship("Ocean Star 6")),
        (1, 0),
        "sister ships are two ships"
    );
}

proptest! {
    #[test]
    fn any_text_can_be_screened(name in any::<String>()) {
        let index = Index::new(vec![edition(&text("un.xml"))]);
        for hit in index.screen_from(&Query::new(name), 0.0) {
            prop_assert!((0.0..=1.0).contains(&hit.score));
        }
    }

    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(vec![SourceFile { name: "any".into(), bytes }]);
    }
}
