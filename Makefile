# One profile for everything: each further one would compile whisper.cpp again.
ALOUD := cargo run --release --locked --quiet --

.DEFAULT_GOAL := help
.PHONY: help tools build model demo test bench eval

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

tools: ## Installs what building needs and this machine lacks (says so first)
	@scripts/install-tools

build: tools ## Builds target/release/aloud
	cargo build --release --locked

model: build ## Gets the speech recognition model (82 MB, once)
	@$(ALOUD) models pull base-q8_0

demo: model ## Reviews a recorded sample answer and shows the result
	@scripts/demo

test: model ## Formatting, lints, documentation and all tests: what CI runs
	@scripts/check

bench: model ## Times a file review and the wait after a stop beside faster-whisper (15 min)
	@scripts/bench-review
	@scripts/bench-stop

FOLDER ?= tests/speech
eval: model ## Measures reviews of labelled recordings: make eval FOLDER=folder
	@scripts/eval $(FOLDER)
