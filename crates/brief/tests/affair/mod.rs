//! An invented affair, written out by hand: what a standing of six documents about one ship would be.

use onrecord_document::{Basis, Block, BlockKind, Capture, Document, DocumentKind, Precision, Published, Span, Stated};
use onrecord_extract::{
    Act, Actor, ActorKind, Bound, Date, Derivation, Effect, EventType, EvidenceKind, EvidenceStatus, Form, Mention,
    Modality, Record, RoleName, Statement, TollScope,
};
use onrecord_weigh::{
    Anchor, DatedStance, DocumentSummary, Element, Engagement, EntryReference, EvidenceEntry, Lineage, LineageKind,
    LineageMember, OriginCount, Position, Proposition, PropositionRole, ResolvedActor, Stance, StanceEntry, Standing,
    StandingFlag, Status, TollPoint, TollSeries, TollSummary,
};

pub const WIRE: &str = "Norland shipped rockets to Sudmark, minister says\n\n2 March 2026 (Gannet) — Norland shipped “forty rockets” to Sudmark aboard the Wren, Foreign Minister Ada Quill of Estmark said on Monday. She showed photographs of crates. At least 12 people died in the strike on Port Lume.\n";
pub const REPRINT: &str = "Rockets went to Sudmark\n\n2 March 2026 (Gannet) — Norland shipped “forty rockets” to Sudmark aboard the Wren, Foreign Minister Ada Quill of Estmark said on Monday.\n";
pub const DENIAL: &str = "Norland answers\n\n3 March 2026 — Norland’s government rejected “every one of these inventions” & <called them> *nonsense*.\n";
pub const DOUBT: &str = "Westmark sees no proof\n\n4 March 2026 — Westmark’s envoy said that there was no evidence of a shipment. The Wren’s owner declined to comment. Eastmark held that the Wren may have carried rockets.\n";
pub const RADIO: &str = "Radio Lume, 5 March 2026\n\nThe Council met on Wednesday. Citing Minister Quill, an official who was not named said that the Wren had carried rockets. An adviser took back his figure of 30 dead.\n";

pub const SPEECH: &str = "Sudmark speaks\n\n6 March 2026 — In a statement Sudmark’s envoy spoke at length. “We thank the Council for the patience with which it has heard all who came before us on this long day. My Government did not buy rockets, did not receive rockets from Norland and did not fire them. The harbour of Port Lume has been closed to ships since the autumn, as every pilot on that coast can tell you, and will stay closed until its mole is built anew.”\n";

fn id(number: u32) -> String {
    format!("doc-{number:016}")
}

pub fn span(text: &str, words: &str) -> Span {
    let byte = text
        .find(words)
        .unwrap_or_else(|| panic!("“{words}” is not in the text"));
    let start = text[..byte].chars().count() as u32;
    Span {
        start,
        end: start + words.chars().count() as u32,
        exact: words.to_owned(),
    }
}

fn anchor(number: u32, words: &str) -> Anchor {
    let text = [WIRE, REPRINT, DENIAL, DOUBT, RADIO, SPEECH][number as usize - 1];
    Anchor {
        document: id(number),
        span: span(text, words),
    }
}

fn entry(number: u32, entry: &str) -> EntryReference {
    EntryReference {
        document: id(number),
        entry: entry.to_owned(),
    }
}

fn record(number: u32, text: &str, publisher: &str, published: &str) -> Record {
    let title = text.lines().next().unwrap();
    let end = title.chars().count() as u32;
    let statement = Statement {
        id: format!("s{number:010}"),
        speakers: vec![format!("a{number:010}")],
        source: Vec::new(),
        cue: (publisher == "Westmark Post").then(|| span(text, "declined to comment")),
        content: vec![span(text, title)],
        form: Form::Indirect,
        act: Act::Allege,
        joint: false,
        signatory_count: None,
        anonymous: false,
        narrator: false,
        venue: (publisher == "Sudmark Gazette").then(|| span(text, "a statement")),
        audience: None,
        date: None,
        nested_in: None,
        evidence: None,
        asserts_breach: None,
        unsaid: false,
        blanket: false,
        refers_to: Vec::new(),
        rule: "by-hand".into(),
        flags: Vec::new(),
    };
    Record {
        actors: vec![Actor {
            id: format!("a{number:010}"),
            kind: ActorKind::Person,
            name: "Ada Quill".into(),
            code: None,
            office: None,
            represents: None,
            mentions: vec![Mention {
                span: span(text, title),
                rule: "by-hand".into(),
            }],
        }],
        statements: if publisher == "Radio Lume" {
            Vec::new()
        } else {
            vec![statement]
        },
        ..Record::of_nothing(
            Document {
                id: id(number),
                capture: Capture {
                    sha256: format!("{number:064}"),
                    media_type: "text/plain".into(),
                    url: Some(format!("{number}.txt")),
                    ..Capture::default()
                },
                title: Some(Stated {
                    value: title.into(),
                    basis: Basis {
                        rule: "title".into(),
                        spans: vec![span(text, title)],
                    },
                }),
                published: Some(Published {
                    value: published.into(),
                    precision: Precision::Day,
                    basis: Basis::default(),
                }),
                language: "en".into(),
                kind: DocumentKind::Report,
                text: text.into(),
                blocks: vec![
                    Block {
                        kind: BlockKind::Heading,
                        start: 0,
                        end,
                    },
                    Block {
                        kind: BlockKind::Paragraph,
                        start: end + 2,
                        end: text.chars().count() as u32,
                    },
                ],
                ..Document::default()
            },
            Derivation {
                onrecord: "0.1.0".into(),
                pipeline: "by hand".into(),
                catalogue: "none".into(),
            },
        )
    }
}

fn stance(number: u32, words: &str, speaker: &str, name: &str, act: Act, stance: Stance) -> StanceEntry {
    StanceEntry {
        statement: entry(number, &format!("s{number:010}")),
        speakers: vec![speaker.into()],
        speaker_names: vec![name.into()],
        represents: None,
        act,
        stance,
        blanket: false,
        narrator: false,
        anonymous: false,
        relays: None,
        also_in: Vec::new(),
        decided: false,
        date: Some(format!("2026-03-{:02}", [2, 2, 3, 4, 5, 6][number as usize - 1])),
        anchors: vec![anchor(number, words)],
        explanation: "it names the shipment".into(),
    }
}

fn actor(id: &str, kind: ActorKind, name: &str, code: Option<&str>, office: Option<&str>) -> ResolvedActor {
    ResolvedActor {
        id: id.into(),
        kind,
        name: name.into(),
        code: code.map(str::to_owned),
        office: office.map(str::to_owned),
        represents: None,
        members: if id == "person:ada-quill" {
            vec![entry(1, "a0000000001")]
        } else {
            Vec::new()
        },
        explanation: "the same name".into(),
        statements: 1,
    }
}

fn claim(id: &str, text: &str, status: Status, stances: Vec<StanceEntry>) -> Proposition {
    Proposition {
        id: id.into(),
        text: text.into(),
        event_type: EventType::ArmsTransfer,
        roles: vec![PropositionRole {
            role: RoleName::Supplier,
            actor: Some("state:NOR".into()),
            class: None,
            name: "Norland".into(),
        }],
        place: None,
        date: Some(Date {
            earliest: Some("2026-02-01".into()),
            latest: Some("2026-02-28".into()),
            precision: Precision::Month,
            value: None,
            basis: Basis::default(),
        }),
        differences: Vec::new(),
        modality: Modality::Alleged,
        events: Vec::new(),
        stances,
        status,
        status_explanation: String::new(),
        origins_asserting: OriginCount {
            count: 1,
            explanation: "one origin: Estmark (in 2 documents of one lineage)".into(),
        },
        origins_denying: OriginCount::default(),
        evidence: Vec::new(),
        evidence_explanation: String::new(),
        coverage: None,
        part_of: None,
        provisions: Vec::new(),
        breach_asserted_by: Vec::new(),
        decisions: Vec::new(),
    }
}

pub fn affair() -> (Standing, Vec<Record>) {
    let texts = [
        (WIRE, "Gannet", "2026-03-02"),
        (REPRINT, "The Pilot", "2026-03-02"),
        (DENIAL, "Norland Gazette", "2026-03-03"),
        (DOUBT, "Westmark Post", "2026-03-04"),
        (RADIO, "Radio Lume", "2026-03-05"),
        (SPEECH, "Sudmark Gazette", "2026-03-06"),
    ];
    let records: Vec<Record> = texts
        .iter()
        .enumerate()
        .map(|(position, (text, publisher, published))| record(position as u32 + 1, text, publisher, published))
        .collect();
    let documents = records
        .iter()
        .zip(texts)
        .zip(1..)
        .map(|((record, (_, publisher, published)), number)| DocumentSummary {
            id: record.document.id.clone(),
            title: record.document.title.as_ref().unwrap().value.clone(),
            publisher: Some(publisher.into()),
            published: Some(published.into()),
            url: record.document.capture.url.clone(),
            sha256: record.document.capture.sha256.clone(),
            lineage: format!("l-{}", id(if number == 2 { 1 } else { number })),
        })
        .collect();

    let shipment = "Norland shipped “forty rockets” to Sudmark aboard the Wren";
    let quill = |number| {
        let mut entry = stance(
            number,
            shipment,
            "person:ada-quill",
            "Ada Quill",
            Act::Allege,
            Stance::Alleges,
        );
        entry.represents = Some("EST".into());
        entry
    };
    let mut refusal = stance(
        3,
        "every one of these inventions",
        "state:NOR",
        "Norland",
        Act::Reject,
        Stance::Denies,
    );
    refusal.blanket = true;
    let mut relayed = stance(
        5,
        "the Wren had carried rockets",
        "unnamed:1",
        "an official",
        Act::Assert,
        Stance::Alleges,
    );
    relayed.anonymous = true;
    relayed.relays = Some(entry(1, "s0000000001"));
    let mut central = claim(
        "p0000000001",
        "that Norland supplied rockets to Sudmark",
        Status::Contested,
        vec![
            quill(1),
            quill(2),
            refusal,
            stance(
                4,
                "there was no evidence of a shipment",
                "state:WES",
                "Westmark’s envoy",
                Act::DisputeEvidence,
                Stance::DisputesEvidence,
            ),
            stance(
                4,
                "declined to comment",
                "unnamed:2",
                "The Wren’s owner",
                Act::DeclineComment,
                Stance::Declines,
            ),
            relayed,
            stance(
                4,
                "the Wren may have carried rockets",
                "state:EAS",
                "Eastmark",
                Act::Assert,
                Stance::Suggests,
            ),
            stance(
                6,
                SPEECH.split(['“', '”']).nth(1).unwrap(),
                "state:SUD",
                "Sudmark’s envoy",
                Act::Deny,
                Stance::Denies,
            ),
        ],
    );
    central.origins_denying = OriginCount {
        count: 2,
        explanation: "2 origins: Norland (in Norland Gazette); Sudmark (in Sudmark Gazette)".into(),
    };
    central.evidence = vec![EvidenceEntry {
        kind: EvidenceKind::Imagery,
        status: EvidenceStatus::Shown,
        by: vec!["Ada Quill".into()],
        anchor: anchor(1, "She showed photographs of crates"),
    }];
    let element = |name: &str, reason: &str| Element {
        name: name.into(),
        reason: reason.into(),
    };
    central.provisions = vec![Engagement {
        provision: "S/RES/9001 (2020) ¶4".into(),
        regime: "Norland".into(),
        conduct_of: "state:NOR".into(),
        gloss: "Norland is to send no arms abroad".into(),
        complete: false,
        matched: vec![element("addressee", "the provision names Norland")],
        missing: vec![element("in force", "no date of the shipment is told")],
        confidence: "B".into(),
        verified: false,
        assumes: Vec::new(),
        contested_by: vec!["state:SUD".into()],
    }];
    let mut narrated = stance(
        5,
        "The Council met on Wednesday",
        "narrator:5",
        "Radio Lume",
        Act::Assert,
        Stance::Alleges,
    );
    narrated.narrator = true;
    let mut meeting = claim(
        "p0000000002",
        "that the Council met",
        Status::Uncontested,
        vec![narrated],
    );
    meeting.date = None;
    let dead = stance(
        5,
        "his figure of 30 dead",
        "unnamed:3",
        "An adviser",
        Act::Retract,
        Stance::Retracts,
    );
    let mut figure = claim(
        "p0000000003",
        "that 30 people died",
        Status::Retracted,
        vec![dead.clone()],
    );
    figure.origins_asserting = OriginCount::default();
    figure.part_of = Some("p0000000001".into());

    let rumour = stance(
        5,
        "the Wren had carried rockets",
        "unnamed:1",
        "an official",
        Act::Assert,
        Stance::Alleges,
    );
    let voyage = |id: &str| {
        claim(
            id,
            "that rockets went by sea",
            Status::Uncontested,
            vec![rumour.clone()],
        )
    };
    let mut supposed = claim(
        "p0000000006",
        "that the strike was foreseen",
        Status::Uncontested,
        Vec::new(),
    );
    supposed.events = Vec::new();

    let standing = Standing {
        schema: 1,
        documents,
        actors: vec![
            actor(
                "person:ada-quill",
                ActorKind::Person,
                "Ada Quill",
                None,
                Some("Foreign Minister"),
            ),
            actor("state:EST", ActorKind::State, "Estmark", Some("EST"), None),
            actor("state:NOR", ActorKind::State, "Norland", Some("NOR"), None),
            actor("state:SUD", ActorKind::State, "Sudmark", Some("SUD"), None),
        ],
        lineages: [1, 3, 4, 5, 6]
            .map(|number| {
                let mut members = vec![LineageMember {
                    document: id(number),
                    kind: LineageKind::Original,
                    overlap: 1.0,
                    explanation: String::new(),
                    source: None,
                    shared: Vec::new(),
                    shared_there: Vec::new(),
                }];
                if number == 1 {
                    members.push(LineageMember {
                        document: id(2),
                        kind: LineageKind::Excerpt,
                        overlap: 0.97,
                        explanation: "97 % of its word sequences stand in the origin".into(),
                        source: Some(id(1)),
                        shared: vec![anchor(2, shipment)],
                        shared_there: Vec::new(),
                    });
                }
                Lineage {
                    id: format!("l-{}", id(number)),
                    explanation: "one report by Gannet and an excerpt of it".into(),
                    members,
                }
            })
            .to_vec(),
        propositions: vec![
            meeting,
            central,
            figure,
            voyage("p0000000004"),
            voyage("p0000000005"),
            supposed,
        ],
        tolls: vec![TollSeries {
            id: "ts0000000001".into(),
            effect: Effect::Killed,
            population: "people".into(),
            scope: TollScope::Incident,
            about: "the strike on Port Lume".into(),
            country: None,
            points: vec![TollPoint {
                toll: entry(1, "t0000000001"),
                low: Some(12),
                high: None,
                bound: Bound::AtLeast,
                date: Some("2026-03-02".into()),
                sources: Vec::new(),
                lineage: format!("l-{}", id(1)),
                anchor: anchor(1, "At least 12 people died"),
                parts: Vec::new(),
                set_aside: None,
                also_in: Vec::new(),
            }],
            summary: TollSummary {
                low: Some(12),
                best: Some(12),
                high: Some(12),
                rule: "the only figure".into(),
            },
            by_rule: Vec::new(),
        }],
        positions: vec![Position {
            actor: "person:ada-quill".into(),
            proposition: "p0000000001".into(),
            stances: vec![DatedStance {
                date: Some("2026-03-02".into()),
                stance: Stance::Alleges,
                statement: entry(1, "s0000000001"),
            }],
            changed: true,
        }],
        signatures: Vec::new(),
        flags: vec![StandingFlag {
            code: "implausible-signatory".into(),
            reason: "a body speaks only with the consent of its members".into(),
            entry: entry(5, "s0000000005"),
            anchors: vec![anchor(5, "The Council")],
        }],
    };
    (standing, records)
}
