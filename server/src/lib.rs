//! The program that serves the platform: configuration, command line, routes, security headers, background work.
//! It holds no rules: those are `model`'s, and what people may do is decided in `services`.

pub mod cli;
pub mod commands;
pub mod config;
pub mod config_value;
pub mod post;
pub mod worker;
