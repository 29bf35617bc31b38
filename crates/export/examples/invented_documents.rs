//! Writes a folder of invented reports of varied wording about invented affairs, to see how exports bear many documents:
//! `cargo run --release -p onrecord-export --example invented_documents -- FOLDER 10000`. The same number gives the same texts.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use onrecord_extract::dates::MONTHS;

/// So many reports tell of one affair, in the mean.
const REPORTS_AN_AFFAIR: u64 = 25;

/// Numbers that look drawn by chance and are the same each time (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (bound.max(1) as u64)).unwrap_or_default()
    }

    fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }
}

const STATES: &[&str] = &[
    "Estonia", "Belarus", "Syria", "Eritrea", "Djibouti", "Mongolia", "Paraguay", "Laos", "Oman", "Gabon", "Nepal",
    "Cuba", "Bolivia", "Ghana", "Malta", "Fiji", "Peru", "Togo", "Latvia", "Kenya", "Chile", "Iceland", "Albania",
    "Panama",
];
const TOWNS: &[&str] = &[
    "Tartus",
    "Moulhoule",
    "Obock",
    "Assab",
    "Massawa",
    "Tadjoura",
    "Homs",
    "Latakia",
    "Nampo",
    "Port Said",
];
const ARMS: &[&str] = &[
    "rockets",
    "artillery rockets",
    "ballistic missiles",
    "mortar shells",
    "attack drones",
    "assault rifles",
    "anti-tank missiles",
    "armoured vehicles",
    "artillery shells",
    "patrol boats",
];
const GIVEN: &[&str] = &[
    "Ada", "Pavel", "Ilya", "Mina", "Jonas", "Leila", "Tomas", "Ruth", "Samir", "Vera", "Otto", "Nadia",
];
const FAMILY: &[&str] = &[
    "Quill", "Orlik", "Sarn", "Velde", "Harrow", "Tamm", "Odell", "Brandt", "Kovar", "Lind", "Marsh", "Peake",
];
const OUTLETS: &[&str] = &[
    "Gannet",
    "The Harbour Post",
    "Meridian Wire",
    "Coastal Radio",
    "The Evening Ledger",
    "North Gate News",
    "Plain Courier",
];
/// The affairs are told of the months before November.
const MONTHS_TOLD: usize = 10;

struct Affair {
    supplier: &'static str,
    recipient: &'static str,
    accuser: &'static str,
    arms: &'static str,
    town: &'static str,
    number: usize,
    dead: usize,
    month: usize,
    day: usize,
    minister: String,
    envoy: String,
}

fn affair(number: u64) -> Affair {
    let mut draw = Numbers(number.wrapping_mul(7919));
    let name = |draw: &mut Numbers| format!("{} {}", draw.one_of(GIVEN), draw.one_of(FAMILY));
    let first = draw.below(STATES.len());
    let state = |step: usize| STATES.get((first + step) % STATES.len()).copied().unwrap_or_default();
    Affair {
        supplier: state(0),
        recipient: state(5),
        accuser: state(11),
        arms: draw.one_of(ARMS),
        town: draw.one_of(TOWNS),
        number: 4 + draw.below(90),
        dead: 2 + draw.below(40),
        month: draw.below(MONTHS_TOLD),
        day: 1 + draw.below(20),
        minister: name(&mut draw),
        envoy: name(&mut draw),
    }
}

fn report(number: u64) -> String {
    let mut draw = Numbers(number ^ 0x5eed);
    let about = affair(number / REPORTS_AN_AFFAIR);
    let month = MONTHS.get(about.month).copied().unwrap_or_default();
    let day = about.day + draw.below(8);
    let outlet = draw.one_of(OUTLETS);
    let Affair {
        supplier,
        recipient,
        accuser,
        arms,
        town,
        minister,
        envoy,
        ..
    } = &about;
    let count = if draw.below(3) == 0 {
        format!("at least {}", about.number)
    } else {
        about.number.to_string()
    };
    let openings = [
        format!("{accuser} accused {supplier} on Monday of sending {count} {arms} to {recipient} in {month}."),
        format!(
            "{supplier} supplied {count} {arms} to {recipient} in {month}, the foreign minister of {accuser}, {minister}, said."
        ),
        format!("{recipient} received {count} {arms} from {supplier}, according to the government of {accuser}."),
        format!("The foreign ministry of {accuser} alleged that {supplier} had delivered {arms} to {recipient}."),
        format!(
            "“{supplier} has shipped {count} {arms} to {recipient},” {minister}, the foreign minister of {accuser}, told reporters."
        ),
        format!("A senior official of {accuser} said {supplier} transferred {arms} to {recipient} by sea in {month}."),
    ];
    let evidence = [
        format!("{minister} said photographs of the crates had been shown to the Security Council."),
        "Experts who examined the debris said its markings were those of an older type.".to_owned(),
        format!("“We have documents that prove the shipment,” {minister} said."),
        format!("Satellite pictures show a vessel at a pier of {town}, a research group said."),
        "No evidence was made public.".to_owned(),
    ];
    let answers = [
        format!("{supplier} denied the allegations on Tuesday."),
        format!("“We have sent no {arms} to anybody,” the ambassador of {supplier}, {envoy}, said."),
        format!("{supplier} said there was no evidence of any shipment."),
        format!("The government of {supplier} declined to comment."),
        format!("{envoy}, the ambassador of {supplier}, rejected all accusations against his country."),
        format!("{recipient} called the report false and denied that it had received {arms}."),
    ];
    let tolls = [
        format!(
            "A strike on {town} on {month} {} killed at least {} people, the health ministry said.",
            about.day, about.dead
        ),
        format!(
            "Rockets struck the harbour of {town} on {month} {}, killing {} people, residents said.",
            about.day,
            about.dead + draw.below(3)
        ),
        format!(
            "{} people were killed and {} were injured when {recipient} attacked {town} with {arms}, local officials said.",
            about.dead,
            about.dead * 2
        ),
        format!("The Security Council will meet on the shipment on Thursday, diplomats in {town} said."),
    ];
    let ends = [
        "The transfer would be a breach of resolution 2254, several members of the council said.".to_owned(),
        format!("{minister} urged all states to stop such deliveries."),
        format!("It was not clear how many {arms} remain in {recipient}."),
        format!("An investigation into the shipment was opened in {accuser}."),
    ];
    let mut text =
        format!("{accuser} and {supplier} at odds over {arms} (report {number})\n\n{month} {day}, 2025 ({outlet}) — ");
    let mut pick = |of: &[String]| of.get(draw.below(of.len())).cloned().unwrap_or_default();
    text.push_str(&[pick(&openings), pick(&evidence)].join(" "));
    text.push_str("\n\n");
    text.push_str(&[pick(&answers), pick(&tolls)].join(" "));
    text.push_str("\n\n");
    text.push_str(&pick(&ends));
    text.push('\n');
    text
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(count)) = (
        arguments.next(),
        arguments.next().and_then(|count| count.parse::<u64>().ok()),
    ) else {
        writeln!(io::stderr(), "usage: invented_documents FOLDER COUNT")?;
        std::process::exit(2);
    };
    let folder = PathBuf::from(folder);
    fs::create_dir_all(&folder)?;
    for number in 0..count {
        fs::write(folder.join(format!("report-{number:05}.txt")), report(number))?;
    }
    Ok(())
}
