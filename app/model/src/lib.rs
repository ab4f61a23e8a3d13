//! What things are and when they are valid: types and rules, the same in the browser and on the server.
//!
//! Nothing here knows of a database, a network, a framework or the time: what a rule needs is handed to it.

pub mod account;
pub mod address;
pub mod alert;
pub mod application;
pub mod area;
pub mod choice;
pub mod country;
pub mod date;
pub mod degree;
pub mod deletion;
pub mod draft;
pub mod email;
pub mod form;
pub mod institution;
pub mod language;
pub mod list;
pub mod lookup;
pub mod names;
pub mod organisation;
pub mod period;
pub mod problem;
pub mod profile;
pub mod proposal;
pub mod prose;
pub mod requirements;
pub mod text;
pub mod vacancy;
