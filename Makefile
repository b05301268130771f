# make run   sets up, ingests the bundled corpus and serves; the first line on standard output is the address
# make run-llm WEIGHTS=model.gguf   the same, with answers worded by a model that llama.cpp runs on this machine
# make test  every gate: format, lint, types, import layers, tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# PyPI's own builds of torch are for CUDA; a CPU build of the same version does as well, so torch is pinned by version.
TORCH := torch==2.13.0

.PHONY: run run-llm ingest test long-test bench lint typecheck evals screenshots lock clean

run: ingest
	@$(BIN)/python app.py

run-llm: ingest $(VENV)/.llm
	@$(BIN)/python -m assistant.chat_writer "$(WEIGHTS)" $(BIN)/python app.py

ingest: $(VENV)/.runtime
	@$(BIN)/python -m ingest >&2

test: lint typecheck
	$(BIN)/python -m pytest

# What takes long: thousands of hostile requests and files, hundreds of kills, servers beside each other.
long-test: $(VENV)/.gates
	$(BIN)/python -m pytest -m long

bench: ingest $(VENV)/.gates
	$(BIN)/python -m evals bench

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

# The extras are read where they are declared; what they have in common with the rest stays as it is locked.
EXTRAS := import tomllib; extras = tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]; \
	print(*extras["chat"], *extras["llm"], sep="\n")
$(VENV)/.llm: $(VENV)/.runtime pyproject.toml
	@$(BIN)/python -c '$(EXTRAS)' > $@.txt
	@$(PIP) --requirement $@.txt
	@touch $@

# Renews both lock files from pyproject.toml; needs uv. What only torch needs is left out of the second.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock" pyproject.toml
GATES := --extra test --extra evals --extra models --extra chat --extra llm --constraint requirements.lock --output-file tests/requirements.lock
lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) $(GATES)
	$(LOCK) $(GATES) $$(sed -nE 's/^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z0-9-]+)==.*/--no-emit-package \1/p' tests/requirements.lock)

clean:
	rm -rf $(VENV) .klimat
