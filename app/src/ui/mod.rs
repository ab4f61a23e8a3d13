//! Form controls and page furniture: one component a file.

mod conflict;
mod error_summary;
mod field;
mod footer;
mod header;
mod heading;
mod required_note;
mod route_announcer;
mod save_status;
mod skip_link;
mod text_area;
mod text_field;

pub use conflict::Conflict;
pub use error_summary::{ERROR_SUMMARY, ErrorSummary};
pub use field::{FieldFrame, described_by, problem_text};
pub use footer::Footer;
pub use header::Header;
pub use heading::PageTitle;
pub use required_note::RequiredNote;
pub use route_announcer::RouteAnnouncer;
pub use save_status::SaveStatus;
pub use skip_link::SkipLink;
pub use text_area::TextArea;
pub use text_field::TextField;
