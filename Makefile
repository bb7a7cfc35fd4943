# Everything that people and machines do here; `make help` lists it.
PYTHON ?= python3
NODE ?= node
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMPS := build/stamps
export PORT

.DEFAULT_GOAL := help
.PHONY: help setup build run test check services services-stop bench lock clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: $(STAMPS)/python $(STAMPS)/node ## Make the environment: .venv and node_modules

build: $(STAMPS)/frontend $(STAMPS)/messages ## Build fonts, style sheets, scripts and translations

run: setup build ## Start the portal (PORT, default 8000) with demonstration content
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/run.sh

test: setup build $(STAMPS)/python-dev ## Run the whole test suite (SQLite, and PostgreSQL where it runs)
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/test.sh

check: setup build $(STAMPS)/python-dev ## Lint, types, import direction, migrations, templates, deployment checks
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check.sh

services: ## Install and start PostgreSQL and Chromium for the tests
	@scripts/services.sh start

services-stop: ## Stop what `make services` started
	@scripts/services.sh stop

bench: setup build $(STAMPS)/python-dev ## Measure speed, as ratios in one run
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m scripts.bench

lock: $(STAMPS)/python-dev ## Write requirements*.txt anew from requirements*.in
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean: ## Remove what can be made again (not var/, where the data lies)
	rm -rf $(VENV) node_modules build

$(STAMPS)/tools: scripts/require_tools.sh
	@PYTHON="$(PYTHON)" NODE="$(NODE)" scripts/require_tools.sh
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/venv: | $(STAMPS)/tools
	@test -x $(BIN)/python || { echo "Making $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/python: requirements.txt | $(STAMPS)/venv
	@echo "Installing Python packages …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(STAMPS)/python-dev: requirements-dev.txt $(STAMPS)/python
	@echo "Installing test and check tools …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(STAMPS)/node: package.json package-lock.json | $(STAMPS)/tools
	@echo "Installing front-end packages …"
	@npm ci --silent --no-audit --no-fund --ignore-scripts
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/frontend: $(STAMPS)/node $(STAMPS)/python $(shell find static_src scripts -type f -name '*.*' 2>/dev/null)
	@echo "Building the front end …"
	@$(BIN)/python scripts/build_fonts.py
	@$(NODE) scripts/build_frontend.mjs
	@touch $@

$(STAMPS)/messages: $(STAMPS)/python $(wildcard locale/*/LC_MESSAGES/*.po locale/third_party/*/LC_MESSAGES/*.po)
	@$(BIN)/python scripts/messages.py compile
	@touch $@
