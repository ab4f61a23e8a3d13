//! A form that somebody brings, as a file or pasted, as the draft of a proposal. On the server only, as the names are.

use crate::{found_names, proposal_document::standing};
use model::{
    organisation::Office,
    proposal::recognise::{Line, Lookup, Recognised, recognise},
    text::fold,
};

/// What the lines of a form say; `offices` with their names in every language.
#[must_use]
pub fn read(lines: &[Line], offices: &[Office]) -> Recognised {
    let office = |name: &str| {
        let name = fold(name);
        let is = |office: &&Office| name == fold(&office.name) || name == fold(&office.code);
        offices.iter().find(is).map(|office| office.id.clone())
    };
    recognise(lines, Lookup { country: &found_names::country, office: &office, standing: &standing() })
}
