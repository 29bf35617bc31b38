//! The words that tell what kind of place a name names.

/// Words after a name that tell what kind of region it is.
pub(super) const REGIONS: &[&str] = &[
    "region",
    "oblast",
    "province",
    "governorate",
    "krai",
    "prefecture",
    "republic",
    "emirate",
    "canton",
];
pub(super) const DISTRICTS: &[&str] = &["district", "county", "raion", "rayon", "municipality", "subdistrict"];
/// The same of several, after the last of them.
pub(super) const LISTED: &[&str] = &[
    "regions", "provinces", "oblasts", "governorates", "republics", "districts", "counties", "raions",
];
/// Words before "of" and a name, or after a name, that tell that it is a town.
pub(super) const TOWNS: &[&str] = &[
    "city",
    "town",
    "village",
    "port",
    "settlement",
    "suburb",
    "hamlet",
    "capital",
];
/// What stands in a place without being named itself.
pub(super) const SITES: &[&str] = &[
    "airbase",
    "airfield",
    "airport",
    "area",
    "area",
    "base",
    "beach",
    "border",
    "bridge",
    "building",
    "camp",
    "center",
    "centre",
    "church",
    "clinic",
    "coast",
    "compound",
    "crossing",
    "dam",
    "depot",
    "factory",
    "farm",
    "field",
    "harbour",
    "harbor",
    "hospital",
    "hotel",
    "house",
    "kindergarten",
    "market",
    "mine",
    "mosque",
    "neighborhood",
    "neighbourhood",
    "outskirts",
    "plant",
    "prison",
    "range",
    "refinery",
    "residential",
    "road",
    "school",
    "shelter",
    "site",
    "square",
    "station",
    "street",
    "suburb",
    "terminal",
    "theatre",
    "theater",
    "university",
    "warehouse",
    "waters",
    "airspace",
    "mall",
    "supermarket",
    "cemetery",
    "stadium",
    "facility",
    "shipyard",
    "substation",
    "apartment",
    "block",
];
/// What sets a part of a state apart ("eastern Ukraine").
pub(super) const PARTS: &[&str] = &[
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "north",
    "south",
    "east",
    "west",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-eastern",
    "south-eastern",
    "mainland",
    "occupied",
    "coastal",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
];

/// The last words of sites and waters that have a name of their own.
pub(super) const NAMED_SITES: &[&str] = &[
    "airbase", "airfield", "airport", "base", "bridge", "canal", "complex", "compound", "cosmodrome", "crossing", "dam", "facility",
    "gulf", "heights", "hospital", "island", "islands", "mosque", "mount", "ocean", "peninsula", "plant", "prison", "reactor", "river",
    "sea", "site", "square", "station", "steelworks", "strait", "straits", "valley", "zone",
];
/// What one does to a town or a region, as lemmas ("entered Hama", "El Fasher was shelled").
pub(super) const ENTERED: &[&str] = &[
    "abandon", "attack", "besiege", "blockade", "bomb", "bombard", "capture", "cross", "defend", "destroy", "encircle", "enter", "evacuate",
    "flee", "hit", "invade", "leave", "liberate", "lose", "occupy", "overrun", "pound", "raid", "reach", "recapture", "retake", "seize",
    "shell", "storm", "strike", "surround", "target", "visit",
];

/// What moves to, from or onto a place, as lemmas ("fell on Saraqib", "withdrew from Khan Younis").
pub(super) const MOVED: &[&str] = &[
    "advance", "arrive", "crash", "drive", "evacuate", "explode", "fall", "flee", "fly", "head", "land", "march", "move", "pull", "push", "rain",
    "retreat", "return", "sail", "travel", "withdraw",
];

/// Nouns of what is done to a place, as lemmas ("the siege of Sarajevo").
pub(super) const ATTACKS: &[&str] = &[
    "advance", "airstrike", "assault", "attack", "battle", "blockade", "bombardment", "bombing", "capture", "fall", "fighting", "liberation",
    "massacre", "offensive", "raid", "shelling", "siege", "strike",
];

/// Whether a lower-cased word tells a kind of place.
pub(super) fn is_kind_word(lower: &str) -> bool {
    REGIONS.contains(&lower) || DISTRICTS.contains(&lower) || TOWNS.contains(&lower)
}
