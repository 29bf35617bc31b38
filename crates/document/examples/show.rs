//! Prints a document's fields and blocks, to look at by eye.
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let url = std::env::var("URL").ok();
        let input = onrecord_document::Input {
            bytes: &bytes,
            url: Some(url.as_deref().unwrap_or(&path)),
            ..Default::default()
        };
        match onrecord_document::read(&input) {
            Err(error) => println!("{path}: {error}"),
            Ok(document) => {
                let text: Vec<char> = document.text.chars().collect();
                println!("== {path} {:?} {} ", document.kind, document.language);
                for (name, field) in [
                    ("title", &document.title),
                    ("byline", &document.byline),
                    ("publisher", &document.publisher),
                    ("credit", &document.credit),
                    ("copied_from", &document.copied_from),
                ] {
                    if let Some(field) = field {
                        println!(
                            "  {name}: {:?} [{}] {:?}",
                            field.value,
                            field.basis.rule,
                            field
                                .basis
                                .spans
                                .iter()
                                .map(|span| (span.start, span.end))
                                .collect::<Vec<_>>()
                        );
                    }
                }
                if let Some(date) = &document.published {
                    println!(
                        "  published: {} {:?} [{}] {:?}",
                        date.value,
                        date.precision,
                        date.basis.rule,
                        date.basis.spans.iter().map(|span| &span.exact).collect::<Vec<_>>()
                    );
                }
                for block in &document.blocks {
                    let words: String = text[block.start as usize..block.end as usize].iter().collect();
                    let words = words.replace('\n', "⏎");
                    let limit = if std::env::var("FULL").is_ok() { usize::MAX } else { 150 };
                    let shown: String = words.chars().take(limit).collect();
                    println!(
                        "  {:11} {shown}{}",
                        format!("{:?}", block.kind),
                        if shown.len() < words.len() { " …" } else { "" }
                    );
                }
            }
        }
    }
}
