# make run    serve the site with sample data, from nothing but git and make
# make dev    the same, compiled for working on it: quicker to build, slower to run
# make test   everything: formatting, lints, tests on both databases, and in a browser
# make check  formatting and lints only
# make bench  speed and size
# make build  the server and its site folder, side by side, to be installed together
#
# Each sets up what it needs (tools/setup). Compiled files go to CARGO_TARGET_DIR; the server finds its site folder
# beside its own binary: release/ilo-jobs and release/site, debug/ilo-jobs and debug/site.

export CARGO_TARGET_DIR ?= $(HOME)/.cache/ilo-jobs/target
export PATH := $(HOME)/.cargo/bin:$(PATH)

.PHONY: run dev test check bench build

run: build
	exec $(CARGO_TARGET_DIR)/release/ilo-jobs serve --sample

build:
	@tools/setup run
# Beside each other: towards its end each of them keeps one core busy, and no more.
	CARGO_TERM_PROGRESS_WHEN=never tools/wasm & browser=$$!; \
	    cargo build --release --package server --package bundler && wait $$browser
	$(CARGO_TARGET_DIR)/release/bundler

dev:
	@tools/setup run
	cargo build --release --package bundler
	$(CARGO_TARGET_DIR)/release/bundler --dev
	cargo run --package server -- serve --sample

test:
	@tools/setup test
	@tools/test

check:
	@tools/setup run
	@tools/test check

bench: build
	@tools/setup test
	tools/postgres cargo bench --workspace
# With the packages of the build, so that what they have in common is not compiled anew with other features.
	cargo build --release --package server --package bundler --package services --example scale
	tools/postgres npm --prefix end2end run --silent bench
