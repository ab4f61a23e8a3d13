//! The areas of expertise.

mod area;
mod list;

pub use area::{AreaPage, NewAreaPage};
pub use list::AreasPage;

use crate::{api::area::LIST, texts::Texts};

/// The address of the list of areas, or of a page below it.
fn address(t: Texts, page: &str) -> String {
    super::below(t, LIST, page)
}
