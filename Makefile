# make run   sets up, ingests the bundled corpus and serves; the first line on standard output is the address
# make test  every gate: format, lint, types, import layers, tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# PyPI's own builds of torch are for CUDA; a CPU build of the same version does as well, so torch is pinned by version.
TORCH := torch==2.13.0

.PHONY: run ingest test lint typecheck evals screenshots lock clean

run: ingest
	@$(BIN)/python app.py

ingest: $(VENV)/.runtime
	@$(BIN)/python -m ingest >&2

test: lint typecheck
	$(BIN)/python -m pytest

evals: ingest $(VENV)/.gates
	$(BIN)/python -m evals

# Renews the pictures in the README; needs Chromium.
screenshots: ingest $(VENV)/.gates
	$(BIN)/python -m evals.screenshots

lint: $(VENV)/.gates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

typecheck: $(VENV)/.gates
	$(BIN)/mypy

$(VENV)/.runtime: requirements.lock
	@echo "Installerar (cirka en minut) …" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(BIN)/python -m compileall -q $(VENV)/lib || true
	@$(BIN)/python -m corpus.encoder >&2
	@touch $@

$(VENV)/.gates: $(VENV)/.runtime tests/requirements.lock
	@$(PIP) "$(TORCH)"
	@$(PIP) --require-hashes -r tests/requirements.lock
	@touch $@

# Renews both lock files from pyproject.toml; needs uv. What only torch needs is left out of the second.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock" pyproject.toml
GATES := --extra test --extra evals --extra models --constraint requirements.lock --output-file tests/requirements.lock
lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) $(GATES)
	$(LOCK) $(GATES) $$(sed -nE 's/^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z0-9-]+)==.*/--no-emit-package \1/p' tests/requirements.lock)

clean:
	rm -rf $(VENV) .klimat
