# Everything that a person types. `make help` lists it.
PYTHON ?= python3
IN_VENV := .venv/bin/python
OLD_PYTHON := Etalase needs Python 3.11 or newer: try make PYTHON=python3.11
SET_UP := $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(OLD_PYTHON)")' && $(PYTHON) -m scripts.setup

.DEFAULT_GOAL := help
.PHONY: help setup run test bench shots demo clean clean-all

help: ## list what can be typed here
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: ## make .venv, install the pinned packages, copy the front-end files
	@$(SET_UP)

run: setup ## serve the sample town on http://127.0.0.1:8000 (PORT=, ETALASE_INSTANCE=)
	@$(IN_VENV) -m scripts.run

test: ## check everything that CI checks: lint, types, imports, templates, tests
	@$(SET_UP) --dev
	@$(IN_VENV) -m scripts.check

bench: setup ## measure speed against plain references
	@$(IN_VENV) -m benchmarks

shots: ## photograph every page into shots/ (PAGES= SIZES= LANGS= SCHEMES= KEEP=1)
	@$(SET_UP) --dev
	@$(IN_VENV) -m scripts.shots

demo: setup ## empty this copy's instance and fill it with the sample town
	@$(IN_VENV) -m flask demo reset
	@$(IN_VENV) -m flask demo load

clean: ## remove what the set-up and the checks made; keeps instance/
	@rm -rf .venv node_modules static/vendor build shots htmlcov .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name '*.mo' -delete
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

clean-all: clean ## remove instance/ too: the database, the photos, everything
	@rm -rf instance
