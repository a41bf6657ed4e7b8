# Everything of this project, by one word each. Every step leaves a stamp under .make/, so a second run repeats nothing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
UV_VERSION := 0.13.9
SERVE ?= 1
TESTS ?=
QUICK ?= 1
BIN := .venv/bin
# Groups of tests that need more than Python; `make check` leaves them to `make test`.
GROUPS_OF_TESTS := languagetool or whisper or openai_whisper or postgres or browser or espeak or shared or durable

.PHONY: help setup demo test check bench bench-checks docs lock openai-whisper test-parts clean

help: ## Say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: .make/packages .make/languagetool .make/front-end .make/translations ## Install everything that is needed

demo: setup ## Do the main job on the demo shop and serve the page; SERVE=0 for all but serving
	@$(BIN)/qa demo $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: setup test-parts ## Run every test; TESTS=path to run some
	@$(BIN)/python -m pytest $(TESTS)

check: setup ## Look at format, style, types, imports, quick tests (not with QUICK=0) and rubrics
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(if $(filter 0,$(QUICK)),,$(BIN)/python -m pytest -q -m "not ($(GROUPS_OF_TESTS))")
	@$(BIN)/qa rubric lint rubrics/*.yaml
	@$(BIN)/qa rubric test rubrics/*.yaml

bench: setup ## Measure speed against the raw libraries; figures land in bench/results
	@for script in bench/[a-z]*.py; do \
		echo "== $$script"; PYTHONPATH=. $(BIN)/python -P "$$script" || echo "== $$script did not reach its figure"; done
	@$(BIN)/python scripts/document_performance.py

bench-checks: setup ## Measure what the rubric finds of faults put into clean conversations; ONLY="--language pl" for a part
	@status=0; $(BIN)/python -m bench.injected $(ONLY) || status=$$?; \
		$(if $(ONLY),,$(BIN)/python scripts/document_injected.py || status=$$?; \
		$(BIN)/python -m bench.elsewhere && $(BIN)/python scripts/document_elsewhere.py; \
		$(BIN)/python -m bench.natural && $(BIN)/python scripts/document_natural.py;) exit $$status

acts: setup ## Learn from bench/acts what agents do in a sentence; the weights go to checks/acts/weights
	@$(BIN)/python -m bench.acts --write && $(BIN)/python scripts/document_acts.py

docs: .make/packages ## Write docs/commands.md from the commands' own help
	@$(BIN)/python scripts/document_commands.py

lock: .make/venv ## Pin the newest versions pyproject.toml allows in requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --quiet --upgrade --output-file requirements.lock

openai-whisper: .make/packages ## Install the optional openai-whisper engine (brings PyTorch, several GB)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python -e ".[openai-whisper]"
	@echo "Installed. Choose it with QA_ENGINE=openai_whisper."

test-parts: .make/packages
	@bash scripts/install_test_parts.sh

clean: ## Remove what was built and installed; recordings and databases under var/ stay
	@rm -rf .make .venv node_modules vendor web/static/vendor build dist *.egg-info
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find qa checks transcribe web tests -name __pycache__ -type d -prune -exec rm -rf {} +

.make/venv:
	@mkdir -p .make
	@test -n "$(PYTHON)" || { echo "Missing: Python 3.11 or newer. Nothing works without it. Mend: install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Missing: the venv part of Python. Mend: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python scripts/show_progress.py "Installer" --under .venv/lib --files "python*/site-packages/uv/*" --of 3 -- \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.make/packages: .make/venv requirements.lock pyproject.toml
	@echo "Installing Python packages"
	@$(BIN)/python scripts/show_progress.py "Packages" --under "$$($(BIN)/uv cache dir)/archive-v0" --files "*" \
		--of "$$($(BIN)/uv pip install --dry-run --python $(BIN)/python -r requirements.lock 2>&1 | sed -nE 's/^Would download ([0-9]+).*/\1/p' | grep . || echo 0)" -- \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock \
		|| $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

.make/languagetool: scripts/languagetool/pom.xml scripts/install_languagetool.sh | .make/packages
	@bash scripts/install_languagetool.sh $@

.make/front-end: package.json package-lock.json scripts/install_front_end.sh scripts/copy_front_end.py | .make/packages
	@bash scripts/install_front_end.sh $@

.make/translations: $(wildcard web/translations/*/LC_MESSAGES/*.po) | .make/packages
	@if compgen -G 'web/translations/*/LC_MESSAGES/*.po' >/dev/null; then \
		$(BIN)/pybabel --quiet compile -d web/translations; fi
	@touch $@
