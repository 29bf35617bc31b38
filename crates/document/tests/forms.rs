//! Official documents by their form, notices about a text, and links: invented texts, and what is read of them.

#![allow(clippy::unwrap_used)]

use onrecord_document::{ClauseKind, Document, DocumentKind, Input, LinkKind, NoticeKind, read};

fn of_text(text: &str) -> Document {
    read(&Input {
        bytes: text.as_bytes(),
        declared_media_type: Some("text/plain"),
        ..Input::default()
    })
    .unwrap()
}

fn words(document: &Document, start: u32, end: u32) -> String {
    let characters: Vec<char> = document.text.chars().collect();
    characters[start as usize..end as usize].iter().collect()
}

const RECORD: &str = "United Nations S/PV.9907\n\nSecurity Council\nEighty-sixth year\n\n9907th meeting\nTuesday, 4 March 2031, 10 a.m.\nNew York\n\nThe meeting was called to order at 10.05 a.m.\n\nThe President (spoke in French): The Council will now begin its consideration of the item on its agenda.\n\nI give the floor to the representative of Azania.\n\nMs. Quill (Azania): I thank you, Sir. My delegation has seen no evidence of a shipment.\n\nWe ask that it be shown.\n\nMr. Orlik (Eastland) (spoke in Russian): We have shown it, and we shall show it again.\n\nThe President (spoke in French): I thank both representatives for their statements.\n\nThe meeting rose at 11.20 a.m.\n";

#[test]
fn a_verbatim_record_is_its_speeches_with_who_spoke_and_for_whom() {
    let document = of_text(RECORD);
    assert_eq!(document.kind, DocumentKind::Transcript);
    let symbol = document.symbol.as_ref().unwrap();
    assert_eq!(symbol.value, "S/PV.9907");
    assert_eq!(symbol.basis.spans[0].exact, "S/PV.9907");
    let told: Vec<(&str, Option<&str>, Option<&str>)> = document
        .speeches
        .iter()
        .map(|speech| {
            (
                speech.speaker.as_str(),
                speech.state.as_deref(),
                speech.language.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("The President", None, Some("French")),
            ("Ms. Quill", Some("Azania"), None),
            ("Mr. Orlik", Some("Eastland"), Some("Russian")),
            ("The President", None, Some("French")),
        ]
    );
    let second = &document.speeches[1];
    let said = words(&document, second.start, second.end);
    assert!(
        said.starts_with(" I thank you, Sir.") && said.ends_with("We ask that it be shown."),
        "{said}"
    );
    assert_eq!(second.label.exact, "Ms. Quill (Azania)");
}

const RESOLUTION: &str = "Resolution 2999 (2031)\n\nAdopted by the Security Council at its 9908th meeting, on 5 March 2031\n\nThe Security Council,\n\nRecalling its previous resolutions on the situation in Eastland,\n\nDetermining that the transfer of arms to all parties continues to be a threat to international peace and security,\n\nActing under Chapter VII of the Charter of the United Nations,\n\n1. Decides that all States shall prevent the supply of arms to the parties;\n\n2. Requests the Secretary-General to report within ninety days on the following:\n\n(a) the observance of the measures;\n\n(b) the humanitarian situation;\n\n3. Decides to remain seized of the matter.\n";

#[test]
fn a_resolution_is_its_preambular_and_operative_paragraphs() {
    let document = of_text(RESOLUTION);
    assert_eq!(document.kind, DocumentKind::Resolution);
    let symbol = document.symbol.as_ref().unwrap();
    assert_eq!(
        (symbol.value.as_str(), symbol.basis.rule.as_str()),
        ("S/RES/2999 (2031)", "symbol.resolution-number")
    );
    let told: Vec<(ClauseKind, Option<&str>, String)> = document
        .clauses
        .iter()
        .map(|clause| {
            let opening: String = words(&document, clause.start, clause.end).chars().take(12).collect();
            (clause.kind, clause.number.as_deref(), opening)
        })
        .collect();
    use ClauseKind::{Operative, Preambular};
    let wanted = [
        (Preambular, None, "Recalling it"),
        (Preambular, None, "Determining "),
        (Preambular, None, "Acting under"),
        (Operative, Some("1"), "1. Decides t"),
        (Operative, Some("2"), "2. Requests "),
        (Operative, Some("2 (a)"), "(a) the obse"),
        (Operative, Some("2 (b)"), "(b) the huma"),
        (Operative, Some("3"), "3. Decides t"),
    ];
    assert_eq!(
        told,
        wanted.map(|(kind, number, words)| (kind, number, words.to_owned()))
    );
}

#[test]
fn symbols_stand_in_a_line_of_their_own_near_the_top() {
    let letter = of_text(
        "United Nations S/2031/145*\n\nSecurity Council\nDistr.: General\n4 March 2031\n\nLetter dated 3 March 2031 from the Permanent Representative of Azania to the United Nations\n\nI have the honour to refer to document S/2031/12 and to reject what it says of my country.\n",
    );
    assert_eq!(letter.symbol.unwrap().value, "S/2031/145");
    let release = of_text(
        "SC/16999\n4 March 2031\n\nSecurity Council Press Statement on Attack in Port Amal\n\nThe members of the Security Council condemned in the strongest terms the attack of 3 March.\n",
    );
    assert_eq!(release.symbol.unwrap().value, "SC/16999");
    let resolution = of_text("S/RES/2999 (2031)\n\nThe members met in the morning and adopted nothing of note.");
    assert_eq!(resolution.symbol.unwrap().value, "S/RES/2999 (2031)");
    for text in [
        "The envoy said that the letter circulated as S/2031/12 named nobody, and that its authors had been asked for names before it was sent round.",
        "A/C power was cut in the harbour, and the depot and/or the quay was closed on Monday.",
        "The score was 3/4 on Monday.",
    ] {
        assert_eq!(of_text(text).symbol, None, "{text}");
    }
}

#[test]
fn notices_about_the_text_are_told_by_what_they_do() {
    let document = of_text(
        "Harbour closed after blast\n\nThe harbour was closed on Tuesday after a blast, the harbour master said.\n\nCorrection: An earlier version of this report misstated the number of depots. There are two.\n\nThis article was amended on 5 March 2031 to add the answer of the army.\n\nEditor's note: The name of a witness was spelled incorrectly in the first edition.\n\nEditor's note: The author is a member of the harbour board.\n\nUpdate: The harbour was opened again on Wednesday.\n\nClarification: The depot belongs to the port, and not to the army.\n\nThe correction of the map took two years.\n",
    );
    let told: Vec<(NoticeKind, Option<&str>)> = document
        .notices
        .iter()
        .map(|notice| (notice.kind, notice.date.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (NoticeKind::Correction, None),
            (NoticeKind::Correction, Some("2031-03-05")),
            (NoticeKind::Correction, None),
            (NoticeKind::EditorsNote, None),
            (NoticeKind::Update, None),
            (NoticeKind::Clarification, None),
        ]
    );
    assert!(document.notices[0].span.exact.starts_with("Correction:"));
}

#[test]
fn links_stand_with_the_words_that_lead_there() {
    let page = r##"<html><head><title>Panel reports</title></head><body><article><h1>Panel reports on the port</h1>
        <p>The Panel said in <a href="/reports/12.pdf">its twelfth report</a> that forty launchers had been found in the port in March.</p>
        <p>The ministry <a href="https://ministry.azania.example/denial?x=1">denied</a> it, <a href="javascript:alert(1)">see</a> <a href="#top">above</a>, and <a href="mailto:a@b.example">asked</a> for evidence.</p>
        <iframe src="//www.youtube.com/embed/abc"></iframe><iframe src="https://ads.example/x"></iframe>
        <p>A letter of the Panel's chair was made public on Wednesday, and it named no state.</p></article></body></html>"##;
    let document = read(&Input {
        bytes: page.as_bytes(),
        url: Some("https://courier.azania.example/panel"),
        declared_media_type: Some("text/html"),
        ..Input::default()
    })
    .unwrap();
    let told: Vec<(LinkKind, &str, Option<&str>)> = document
        .links
        .iter()
        .map(|link| {
            (
                link.kind,
                link.address.as_str(),
                link.span.as_ref().map(|span| span.exact.as_str()),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                LinkKind::Cites,
                "https://courier.azania.example/reports/12.pdf",
                Some("its twelfth report")
            ),
            (
                LinkKind::Cites,
                "https://ministry.azania.example/denial?x=1",
                Some("denied")
            ),
            (LinkKind::Embeds, "https://www.youtube.com/embed/abc", None),
        ]
    );
    for span in document.links.iter().filter_map(|link| link.span.as_ref()) {
        assert_eq!(words(&document, span.start, span.end), span.exact);
    }
}
