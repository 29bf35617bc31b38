//! Prints what a pipeline finds as JSON lines: `annotate FOLDER < texts`, where every line is a JSON string.

use onrecord_language::Pipeline;
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: annotate FOLDER < texts")?;
    let pipeline = Pipeline::load(folder.as_ref())?;
    let texts: Vec<String> = std::io::stdin()
        .lock()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<std::io::Result<_>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for doc in pipeline.annotate_batch(&texts) {
        let tokens: Vec<_> = (0..doc.len())
            .map(|i| {
                serde_json::json!([
                    doc.start(i),
                    doc.token(i),
                    doc.space_after(i),
                    doc.tag(i),
                    doc.pos(i).as_str(),
                    doc.morph(i),
                    doc.head(i),
                    doc.dep(i),
                    doc.lemma(i),
                    doc.sentence_of(i).start == i
                ])
            })
            .collect();
        let entities: Vec<_> = doc
            .entities()
            .iter()
            .map(|entity| serde_json::json!([entity.start, entity.end, entity.label(&doc)]))
            .collect();
        serde_json::to_writer(&mut out, &serde_json::json!({ "tokens": tokens, "entities": entities }))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
