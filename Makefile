# Two commands on a bare machine (Python 3.11 and make): `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
# How many tests run beside each other.
WORKERS ?= 2
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check fix letters assets train pins bench mutants clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   the whole way once, on fictional letters, in a throw-away folder"
	@echo "make test   every test"
	@echo "make check  style, types, import directions"
	@echo "make fix    format, and draw the generated pages of docs/ anew"
	@echo "make assets fetch the style sheet of the pages (part of the set-up)"
	@echo "make letters  every letter of every service, printed, and all pages on one contact sheet (minutes)"
	@echo "make bench  how fast it is, beside other libraries (minutes)"
	@echo "make mutants  change the rules of the clock bit by bit: do their tests notice? (minutes)"
	@echo "make train  learn anew from training/letters what cues and words say of a letter (a minute)"
	@echo "make pins   resolve the requirements files anew from pyproject.toml"

demo: $(READY)
	$(BIN)/inforights demo

test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m docs.generate

# In a throw-away installation, so that the letters are as they come with the program. LibreOffice and poppler print.
letters: $(READY)
	INFORIGHTS_HOME=$$(mktemp -d) $(BIN)/inforights specimens --to build/letters --as pdf --sheet

# Every package exactly as pinned, by hash; then this project itself, in place. The pins are constraints as well: an
# older pip looks for what a package wants with an extra (`sqlalchemy[asyncio]`) beside them, and takes the newest.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed as '$(PYTHON)': install it, or say make PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing: on Debian or Ubuntu install the package python3-venv"; exit 1; }
	@echo "Installing what requirements.txt pins into $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt \
	  --constraint requirements.txt || \
	  { echo "The packages could not be installed: is the package index reachable from this machine?"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(MAKE) --no-print-directory assets || echo "Without govuk-frontend the pages are plain, and work; make assets tries again."
	@touch $@

# The style sheet of the pages, by the machine's npm or else by the one that a Python package ships.
NPM = $(shell command -v npm || echo $(CURDIR)/build/npm/bin/npm)
assets:
	@command -v npm >/dev/null || test -x build/npm/bin/npm || { $(PYTHON) -m venv build/npm && \
	  build/npm/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r web/npm.txt; }
	@$(BIN)/python -m web.fetch_assets $(NPM)

# `uv` resolves for every platform and Python at once. It is needed for this alone, so it gets a folder of its own.
UV := build/pins/bin/uv
$(UV):
	$(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet --disable-pip-version-check uv

PIN := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --upgrade \
  --custom-compile-command "make pins"

pins: $(UV)
	$(PIN) --group test -o requirements.txt pyproject.toml
	$(PIN) --group bench --constraints requirements.txt -o benchmarks/requirements.txt
	$(PIN) --group train --constraints requirements.txt -o training/requirements.txt
	$(PIN) --group mutants --constraints requirements.txt -o benchmarks/mutants.txt
	$(PIN) --group npm -o web/npm.txt

# What the project is measured with is no part of it, so each gets an environment of its own beside build/pins.
define environment
@test -x $(1)/bin/python || $(PYTHON) -m venv $(1)
@echo "Installing what $(2) pins into $(1) (once) ..."
@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r $(2) \
  --constraint requirements.txt
@touch $(1)/.ready
endef

build/bench/.ready: requirements.txt benchmarks/requirements.txt
	$(call environment,build/bench,benchmarks/requirements.txt)

build/train/.ready: requirements.txt training/requirements.txt
	$(call environment,build/train,training/requirements.txt)

build/mutants/.ready: requirements.txt benchmarks/mutants.txt
	$(call environment,build/mutants,benchmarks/mutants.txt)

train: build/train/.ready
	build/train/bin/python -m training.learn

bench: build/bench/.ready
	build/bench/bin/python -m benchmarks.start_up
	build/bench/bin/python -m benchmarks.recompute
	build/bench/bin/python -m benchmarks.working_days
	build/bench/bin/python -m benchmarks.classification
	build/bench/bin/python -m benchmarks.letters_written
	build/bench/bin/python -m benchmarks.dashboard
	build/bench/bin/python -m benchmarks.daily_run
	build/bench/bin/python -m benchmarks.statistics
	build/bench/bin/python -m benchmarks.disposal
	build/bench/bin/python -m benchmarks.audit_log
	build/bench/bin/python -m benchmarks.register_import

mutants: build/mutants/.ready
	build/mutants/bin/python -m benchmarks.mutants

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
