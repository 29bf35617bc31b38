//! Prints the events of a text.
use onrecord_extract::*;
fn main() {
    let pipeline = onrecord_language::Pipeline::load(std::path::Path::new(&std::env::args().nth(1).unwrap())).unwrap();
    for path in std::env::args().skip(2) {
        let all = std::fs::read_to_string(&path).unwrap();
        for text in all.split("\n====\n") {
            println!("######## {path}");
            let input = onrecord_document::Input {
                bytes: text.as_bytes(),
                ..Default::default()
            };
            let Ok(document) = onrecord_document::read(&input) else {
                println!("unread");
                continue;
            };
            let reading = Reading::new(&pipeline, &document);
            let dates = dates::find(&reading);
            let places = places::find(&reading);
            let actors = actors::ActorIndex::new(&reading);
            let found = events::find(&reading, &actors, &dates, &places);
            for (at, read) in reading.blocks.iter().enumerate() {
                println!(
                    "[{:?}] {}",
                    read.block.kind,
                    reading
                        .span_of_code_points(read.block.start, read.block.end)
                        .exact
                        .replace('\n', " ")
                );
                for one in found.iter().filter(|one| one.trigger.block == at) {
                    let e = &one.event;
                    let roles: Vec<String> = e
                        .roles
                        .iter()
                        .map(|r| {
                            let who = r
                                .actor
                                .as_ref()
                                .and_then(|id| actors.actors.iter().find(|a| &a.id == id))
                                .map(|a| a.code.clone().unwrap_or(a.name.clone()));
                            format!(
                                "{}={:?}{}{} <{}>",
                                serde_json::to_value(r.role).unwrap().as_str().unwrap(),
                                r.span.exact,
                                who.map(|w| format!("@{w}")).unwrap_or_default(),
                                r.class.as_ref().map(|c| format!("#{c}")).unwrap_or_default(),
                                r.rule
                            )
                        })
                        .collect();
                    println!(
                        "   >> {} {} {:?} [{}] date={:?} place={:?} count={:?} part_of={:?} mentions={:?} {}",
                        e.id,
                        serde_json::to_value(e.event_type).unwrap().as_str().unwrap(),
                        e.modality,
                        e.trigger.exact,
                        e.date.as_ref().map(|d| format!(
                            "{}..{}",
                            d.earliest.clone().unwrap_or("-".into()),
                            d.latest.clone().unwrap_or("-".into())
                        )),
                        e.place.as_ref().map(|p| p.extracted.exact.clone()),
                        e.count.as_ref().map(|c| c.as_written.exact.clone()),
                        e.part_of,
                        e.mentions.iter().map(|m| m.exact.clone()).collect::<Vec<_>>(),
                        e.rule
                    );
                    for r in roles {
                        println!("        {r}");
                    }
                }
            }
        }
    }
}
