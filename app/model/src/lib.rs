//! What things are and when they are valid.
