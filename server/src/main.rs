//! The program `ilo-jobs`.

/// Pages are written in many small pieces, on several threads at once: a quarter of a server's time went by in the system's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    server::cli::main()
}
