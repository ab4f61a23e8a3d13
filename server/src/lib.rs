//! The program that serves the platform: configuration, command line, routes, security headers, background work.
//! It holds no rules: those are `model`'s, and what people may do is decided in `services`.

pub mod accounts;
pub mod cli;
pub mod commands;
pub mod config;
pub mod config_value;
pub mod forms;
pub mod http;
pub mod machines;
pub mod monitor;
pub mod post;
pub mod serve;
pub mod state;
pub mod turns;
pub mod worker;
