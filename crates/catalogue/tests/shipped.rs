//! The shipped catalogue as a whole.

use onrecord_catalogue::Catalogue;

#[test]
fn the_shipped_files_parse() {
    let catalogue = Catalogue::shipped();
    assert_eq!(catalogue.digest().len(), 16);
}
