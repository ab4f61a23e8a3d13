//! Word's files (`.docx`, Office Open XML): documents written as such, and those of others read.

mod package;
mod read;
mod styles;
mod write;

pub use package::FILE_MOST;
pub use read::read;
pub use write::NotWritten;

use model::choices;

choices! {
    /// Why a file cannot be read.
    pub enum Refusal {
        /// There is no text in it.
        Empty = "empty",
        /// More bytes than [`FILE_MOST`].
        TooLarge = "too-large",
        /// It would become too much once unpacked, has too many parts, or parts too deep in each other.
        TooMuch = "too-much",
        /// None of Word's files.
        NotWord = "not-docx",
        /// A file of Word before 2007.
        OldWord = "old-doc",
        /// It has a password.
        Encrypted = "encrypted",
        /// It begins as one of Word's files and is not one.
        Broken = "damaged",
        /// A document that defines entities or refers to other files, as attacks do and Word does not.
        Entities = "entities",
    }
}
