//! Invented reports of the length of a wire brief, out of pieces. Nobody and nothing in them exists but the states, and none of it happened.

use crate::chance::Random;

/// The people of every text.
pub(super) const PEOPLE: [&str; 3] = ["Quarel", "Vandor", "Istrem"];
/// The ship of every text.
pub(super) const SHIP: &str = "Marwen";

/// Who can stand in their place: six letters each.
pub(super) const NAMES: [&str; 60] = [
    "Abelin", "Adrano", "Balvek", "Bastor", "Belgar", "Bolren", "Cadrin", "Calvos", "Cersin", "Corvel", "Dalvor",
    "Darnek", "Dervan", "Dolmin", "Elvard", "Ersten", "Falken", "Farolo", "Ferdin", "Galdan", "Garvos", "Gelmer",
    "Gordal", "Halvar", "Harnik", "Helvin", "Iglert", "Jardin", "Jelmar", "Kaldor", "Karven", "Keldin", "Kolvar",
    "Lardek", "Lemvin", "Lostar", "Maldek", "Marvos", "Meldin", "Moltar", "Narvin", "Neldor", "Ostren", "Paldin",
    "Pelvar", "Portan", "Radlin", "Relvos", "Rostek", "Saldin", "Selvar", "Sordan", "Taldor", "Telvin", "Tormek",
    "Ulvard", "Valdin", "Velmar", "Wardek", "Zelvin",
];
/// What the ship can be called: six letters each.
pub(super) const SHIPS: [&str; 20] = [
    "Alcyon", "Boreal", "Cormor", "Dunlin", "Egreta", "Fulmar", "Gannet", "Hobbyr", "Ibison", "Jacana", "Kestre",
    "Lanner", "Merlin", "Osprey", "Petrel", "Ruffin", "Siskin", "Turnix", "Wigeon", "Zenaid",
];

const STATES: [&str; 24] = [
    "Norway",
    "Sweden",
    "Finland",
    "Denmark",
    "Estonia",
    "Latvia",
    "Lithuania",
    "Poland",
    "Austria",
    "Hungary",
    "Romania",
    "Bulgaria",
    "Greece",
    "Portugal",
    "Spain",
    "Ireland",
    "Belgium",
    "Chile",
    "Peru",
    "Uruguay",
    "Canada",
    "Iceland",
    "Malta",
    "Cyprus",
];
const ARMS: [&str; 10] = [
    "rockets",
    "ballistic missiles",
    "artillery shells",
    "attack drones",
    "mortars",
    "anti-tank missiles",
    "rifles",
    "machine guns",
    "armoured vehicles",
    "ammunition",
];
const TOWNS: [&str; 14] = [
    "Bergen", "Malmö", "Turku", "Aarhus", "Tartu", "Riga", "Kaunas", "Gdansk", "Graz", "Szeged", "Varna", "Patras",
    "Porto", "Galway",
];
const OFFICES: [&str; 8] = [
    "Foreign Minister",
    "Defence Minister",
    "Prime Minister",
    "President",
    "Interior Minister",
    "Ambassador",
    "Deputy Foreign Minister",
    "government spokesman",
];

/// An invented text.
pub(super) struct Told {
    pub(super) text: String,
}

fn one<'a>(of: &[&'a str], random: &mut Random) -> &'a str {
    of[random.below(of.len())]
}

impl Told {
    pub(super) fn new(random: &mut Random) -> Self {
        let (first, second, third) = (one(&STATES, random), one(&STATES, random), one(&STATES, random));
        let (arms, town) = (one(&ARMS, random), one(&TOWNS, random));
        let (office, other) = (one(&OFFICES, random), one(&OFFICES, random));
        let figure = 10 + random.below(400);
        let [accuser, answering, witness] = PEOPLE;
        let claims = [
            format!(
                "{first} shipped {figure} {arms} to {second} aboard the {SHIP} on 11 March 2026, {third}'s {office} {accuser} said."
            ),
            format!(
                "{third}'s {office} {accuser} accused {first} of supplying {arms} to {second} since 11 March 2026."
            ),
            format!(
                "{first} has sold {arms} to {second}, {third}'s {office} {accuser} alleged in a letter to the Security Council."
            ),
            format!(
                "Forces of {first} attacked {town} with {arms} on 11 March 2026, {third}'s {office} {accuser} said."
            ),
        ];
        let answers = [
            format!("{first}'s {other} {answering} denied on 12 March 2026 that it had shipped {arms} to {second}."),
            format!("{first}'s {other} {answering} rejected the accusation as a fabrication."),
            format!("“There were no {arms},” {first}'s {other} {answering} told reporters on 12 March 2026."),
            format!("{first} declined to comment."),
            format!("{second}'s {other} {answering} said that it had received nothing from {first}."),
        ];
        let further = [
            format!("{witness}, a dock worker at {town}, said that the {SHIP} had unloaded crates at night."),
            format!(
                "{third}'s intelligence service showed photographs of the crates and of serial numbers on the {arms}."
            ),
            format!("At least {figure} people were killed in {town}, the mayor, {witness}, said."),
            format!("An expert, {witness}, said there was no evidence that the {arms} came from {first}."),
            format!("The delivery would violate Security Council resolution 1718, {accuser} added."),
            format!("{second}'s police detained {witness} in {town} on 12 March 2026."),
        ];
        let title = [
            format!("{third} says {first} sent {arms} to {second}"),
            format!("Dispute over {arms} in {town}"),
            format!("{first} answers {third} over the {SHIP}"),
        ];
        let mut sentences = vec![
            claims[random.below(claims.len())].clone(),
            answers[random.below(answers.len())].clone(),
        ];
        let begins = random.below(further.len());
        sentences.extend(further.iter().cycle().skip(begins).take(2 + random.below(3)).cloned());
        let title = &title[random.below(title.len())];
        let text = format!("{title}\n\n{town}, 13 March 2026 — {}\n", sentences.join(" "));
        Self { text }
    }
}
