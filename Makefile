# Two commands are all it takes: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
ADVICE_DATA ?= var
export PORT ADVICE_DATA
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
TESTS ?=
# A file at a time to each of two processes, in order: the long ones, which open browsers, are not left for the end.
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help
help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "make: Python 3.11 or newer is missing (looked for '$(PYTHON)'; say PYTHON=/path/to/python3)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "make: Python's venv module is missing (on Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt | $(BIN)/python
	@echo "Installing what the site needs"
	@$(PIP) -r requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what the tests need"
	@$(PIP) -r requirements/dev.txt
	@touch $@

.PHONY: install
install: $(VENV)/.dev ## Install the pinned dependencies, tests included

.PHONY: prepare
prepare: $(VENV)/.run
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) check --database default
	@$(MANAGE) load_knowledge
	@$(MANAGE) collectstatic --noinput --verbosity 0

.PHONY: run
run: prepare ## Start the site on http://127.0.0.1:8000 (PORT=… for another port)
	@$(MANAGE) serve --port $(PORT)

.PHONY: browser
browser: $(VENV)/.dev
	@$(BIN)/python -m tests.browser.install

.PHONY: proxy
proxy: $(VENV)/.dev
	@$(BIN)/python -m tests.door.install

.PHONY: test
test: $(VENV)/.dev browser proxy ## Run every test on SQLite, and on PostgreSQL all that a database can change (TESTS=tests/search for some)
	@$(if $(TESTS),,echo "== Attacks on the server, with nothing beside"; $(BIN)/python -m pytest -q tests/door)
	@echo "== SQLite"
	@$(PYTEST) $(or $(TESTS),--ignore=tests/door)
	@echo "== PostgreSQL"
	@$(BIN)/python -m tests.postgres $(PYTEST) $(or $(TESTS),--database-only)

.PHONY: lint
lint: $(VENV)/.dev ## Check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: format
format: $(VENV)/.dev ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: check
check: lint migrations deploy-check test ## Everything that continuous integration checks

.PHONY: migrations
migrations: $(VENV)/.run
	@$(MANAGE) makemigrations --check --dry-run

.PHONY: deploy-check
deploy-check: $(VENV)/.run
	@ADVICE_HOSTS=advice.example.org $(MANAGE) check --deploy --fail-level WARNING

.PHONY: lock
lock: $(VENV)/.dev ## Pin the dependencies of pyproject.toml anew, transitive ones and hashes included
	@for set in run dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" pyproject.toml \
	    $$([ $$set = dev ] && echo "--extra dev --constraint requirements/run.txt") -o requirements/$$set.txt; done

.PHONY: digests
digests: ## Pin the images of docker-compose.yml by their digests, in .env (needs Docker)
	@sh deploy/digests.sh .env

.PHONY: clean
clean: ## Remove the virtual environment and caches; the data in ADVICE_DATA stays
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache
