//! The program `ilo-jobs`.

fn main() -> std::process::ExitCode {
    server::cli::main()
}
