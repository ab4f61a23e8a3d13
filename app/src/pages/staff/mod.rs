//! The staff's area: one lazily loaded chunk.

pub(crate) mod today;

use crate::lazy_area;
use leptos::prelude::*;

lazy_area! {
    /// The pages of the staff's area.
    staff / __preload_staff {
        Today => today::TodayPage,
    }
}
