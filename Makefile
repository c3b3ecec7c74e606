# Everything from a fresh clone with python3 (3.11 or newer) and make: `make demo`, `make test`.
# The stamps in .venv make a second run start at once; they age when pyproject.toml changes.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
MADE   := $(VENV)/.made
GRADER := $(VENV)/.installed-grader
DEV    := $(VENV)/.installed-dev
SECONDS ?= 60
PIP    := $(PY) -m pip install -qq --disable-pip-version-check

# Another environment that is active here is not the one in use: IPython would warn of it.
unexport VIRTUAL_ENV

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo test test-all attack lint format bench fuzz clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

demo: $(GRADER) ## the story on a made class: release, hand in, grade, read
	@$(PY) -m grader demo

test: lint ## lint, then every fast test (under 25 minutes on 2 cores)
	@$(PY) -m pytest $(PYTEST_ARGS)

test-all: lint ## lint, then every test, the slow ones too
	@$(PY) -m pytest --slow $(PYTEST_ARGS)

attack: $(DEV) ## every attack of the suite, in every tier of isolation that this machine offers
	@$(PY) -m pytest -p tests.attacks.table --slow tests/test_attacks.py $(PYTEST_ARGS)

lint: $(DEV) ## ruff, mypy and codespell
	@echo "Checking style, types and spelling."
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check . || { echo "The files named by 'ruff format --check .' are not formatted: run 'make format'."; exit 1; }
	@$(PY) -m mypy --no-error-summary
	@$(PY) -m codespell_lib

format: $(DEV) ## format the code and the notebooks, and mend what ruff can mend
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: $(DEV) ## measure run times (benchmarks/)
	@$(PY) -m benchmarks

fuzz: $(DEV) ## fuzz the decoder of what student code sends (atheris; SECONDS=60)
	@$(PIP) 'atheris>=3,<4'
	@$(PY) -m tests.fuzz_codec --seconds $(SECONDS)

clean: ## remove .venv, caches and built packages
	@echo "Removing .venv, caches and built packages. The gradebook and the folders of the class stay."
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@command -v $(PYTHON) >/dev/null 2>&1 \
	  || { echo "There is no '$(PYTHON)' here: install Python 3.11 or newer, or name one with 'make PYTHON=/path/to/python3'."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1), and digit-labs needs Python 3.11 or newer: install one, or name it with 'make PYTHON=python3.11'."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "$(PYTHON) has no venv module: install it (Debian and Ubuntu call the package python3-venv) and run make again."; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) -V)."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# The dev layer holds the grader layer, so it ends the wait of both.
$(GRADER): pyproject.toml $(MADE)
	@echo "Installing digit-labs and its grader into $(VENV). TensorFlow is large: this takes a few minutes the first time."
	@$(PIP) --editable '.[grader]'
	@touch $@

$(DEV): pyproject.toml $(MADE)
	@echo "Installing digit-labs, its grader and the test tools into $(VENV). TensorFlow is large: this takes a few minutes the first time."
	@$(PIP) --editable '.[grader,dask,dev]'
	@touch $(GRADER) $@
