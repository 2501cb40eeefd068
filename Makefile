# Everything a contributor or a reviewer runs. Each target first makes the set-up, if it is not there.

BIN := .venv/bin
PYTHON_FILES := src tests tools
LOCALE := src/prospect_tui/i18n/locale/fr/LC_MESSAGES/prospect_tui
WORKERS ?= 3
ROWS ?= 1000000
REPEATS ?= 3
TESTS ?=
LOCK_FLAGS ?=
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header $(LOCK_FLAGS) pyproject.toml
UV ?= $(shell command -v uv || command -v $(BIN)/uv)

.DEFAULT_GOAL := help
.PHONY: help setup compiled demo test check format texts docs pictures bench bench-peers lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

setup:  ## make .venv (nothing to do when it is up to date; PYTHON=... chooses the interpreter of a new one)
	@PYTHON="$(PYTHON)" sh tools/setup.sh

# The compiled texts are not tracked; newer French (after a pull) must be seen without a new set-up.
compiled: setup
	@test $(LOCALE).mo -nt $(LOCALE).po || $(BIN)/python -m tools.texts compile

demo: compiled  ## open the program on made-up prospects, in a base of its own
	@$(BIN)/prospect demo

test: compiled  ## run the tests, in random order (TESTS=tests/domain for some, WORKERS=0 for one process)
	$(BIN)/python -m pytest -q -n $(WORKERS) $(TESTS)

check: compiled  ## format, lint, types, layers, texts and generated pages: what is checked beside the tests
	$(BIN)/ruff format --check $(PYTHON_FILES)
	$(BIN)/ruff check $(PYTHON_FILES)
	$(BIN)/mypy $(PYTHON_FILES)
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tools.texts check
	$(BIN)/python -m tools.docs check

format: setup  ## format the code and repair what can be repaired alone
	$(BIN)/ruff check --fix-only --quiet $(PYTHON_FILES)
	$(BIN)/ruff format $(PYTHON_FILES)

texts: setup  ## bring the French catalogue in step with the code, then say what still lacks its French
	$(BIN)/python -m tools.texts update
	$(BIN)/python -m tools.texts check

docs: compiled  ## write the generated pages of docs/ again
	$(BIN)/python -m tools.docs update

pictures: compiled  ## draw the pictures of the README again, from the running program
	$(BIN)/python -m tools.screenshots
	$(BIN)/python -m tools.recording

bench: compiled  ## measure the screens and the services, some 15 minutes (ROWS=100000 REPEATS=1: a look)
	$(BIN)/python -m tests.benchmarks --rows $(ROWS) --repeats $(REPEATS)

bench-peers: setup  ## install, for `make bench` alone, the program that it compares with
	$(BIN)/python -m venv .benchmarks/peers
	.benchmarks/peers/bin/python -m pip install --quiet --disable-pip-version-check visidata==3.4

lock:  ## write requirements/ again from pyproject.toml (needs uv; LOCK_FLAGS=--upgrade for newer versions)
	@test -n "$(UV)" || { echo "make lock needs uv (pipx install uv), and only this target does." >&2; exit 1; }
	$(LOCK) --group dev --output-file requirements/dev.txt
	$(LOCK) --group build --constraint requirements/dev.txt --output-file requirements/runtime.txt

clean:  ## remove .venv and everything made by the other targets
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
		.benchmarks snapshot_report.html $(LOCALE).mo
	find $(PYTHON_FILES) -name __pycache__ -type d -prune -exec rm -rf {} +
