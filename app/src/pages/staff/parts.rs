//! What the pages of everything that is written in parts share: how far a part is.

use crate::{texts::Texts, ui::TaskState};
use model::profile::Progress;

/// How far a part is, and what is still wrong with it; empty: nothing.
pub fn standing(t: Texts, progress: Progress, optional: bool) -> (TaskState, String) {
    match progress {
        Progress::NotStarted if optional => (TaskState::Optional, String::new()),
        Progress::NotStarted => (TaskState::ToDo, String::new()),
        Progress::InProgress { problems } => (TaskState::Started, t.desk_part_wrong(problems.into())),
        Progress::Complete => (TaskState::Done, String::new()),
    }
}
