# The two commands are `make site` and `make test`; `make help` lists the others.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONFIG ?= mkdocs.yml

.DEFAULT_GOAL := site
.PHONY: help site serve check test train bench bench-filing bench-desk bench-extracts dist audit lock clean

help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{printf "make %-12s %s\n", $$1, $$2}'

site: $(VENV)/site  ## Build the site into site/
	$(BIN)/python build.py build --config-file $(CONFIG)

serve: $(VENV)/site  ## Preview the site on http://127.0.0.1:8000 and follow every change
	$(BIN)/python build.py serve --config-file $(CONFIG)

check: $(VENV)/site  ## Check all texts and show how each is filed
	$(BIN)/python build.py check --config-file $(CONFIG)

test: $(VENV)/test  ## Run everything that must hold before a change is published
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/zizmor --offline --quiet --no-progress --persona pedantic .github/workflows
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/python -m pytest -n auto

train: $(VENV)/test  ## Learn from filed paragraphs and marked texts: make train LABELLED="a.jsonl b.jsonl"
	$(BIN)/python -m training $(LABELLED)

bench: $(VENV)/bench  ## Measure builds beside other generators: make bench OPTIONS="--sizes 100,1000"
	$(BIN)/python -m benchmarks.speed $(OPTIONS)

bench-filing: $(VENV)/test  ## Measure filing: make bench-filing LABELLED="a.jsonl b.jsonl"
	$(BIN)/python -m benchmarks.filing $(LABELLED)

bench-desk: $(VENV)/test  ## Measure how a desk's line is learned: make bench-desk LABELLED="a.jsonl b.jsonl"
	$(BIN)/python -m benchmarks.desk $(LABELLED)

bench-extracts: $(VENV)/bench  ## Measure leads and key points: make bench-extracts MARKED="a.jsonl"
	$(BIN)/python -m benchmarks.extracts $(MARKED)

dist: $(VENV)/test  ## Build the packages, and the SBOM of what the site is built with, into dist/
	rm -rf dist $(VENV)/locked
	$(BIN)/uv build --quiet --no-build-isolation --python $(BIN)/python --out-dir dist
	$(MAKE) VENV=$(VENV)/locked $(VENV)/locked/site
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  --output-file dist/mkdocs-dossier.cdx.json $(VENV)/locked

audit: $(VENV)/test  ## Ask the registry which locked packages have known vulnerabilities
	$(BIN)/pip-audit --require-hashes --disable-pip --progress-spinner off \
	  -r requirements.lock -r requirements-dev.lock

lock: $(VENV)/test  ## Write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCK) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev $(LOCK) -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --group bench \
	  --constraints requirements-dev.lock $(LOCK) -o requirements-bench.lock

LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

clean:  ## Remove what was built and installed here
	rm -rf $(VENV) dist site .site.*

# --- the environment: one stamp for what the site needs, one for what the tests need besides

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "Dossier needs Python 3.11 to 3.13; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/site: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test: requirements-dev.lock $(VENV)/site
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/bench: requirements-bench.lock $(VENV)/test
	$(INSTALL) --require-hashes -r requirements-bench.lock
	@touch $@
