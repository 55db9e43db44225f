# Two commands do everything: `make run` and `make test`. Both set up first, from the lock file, and only once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test lint types browser screenshots docs wheel lock clean

run: $(READY)
	$(BIN)/crosscheck run

test: $(READY) lint types
	$(BIN)/python -m pytest
	$(BIN)/python -m tests.in_step

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

# The page in Chromium. Not part of `make test`, which needs nothing but Python: there these tests are skipped, aloud.
browser: $(READY)
	tests/browser/set_up.sh
	CROSSCHECK_BROWSER=required $(BIN)/python -m pytest tests/browser

screenshots: $(READY)
	tests/browser/set_up.sh
	$(BIN)/python -m tests.browser.screenshots

docs: $(READY)
	$(BIN)/python -m tests.in_step --write

wheel: $(READY)
	tests/wheel.sh

# pip compiles what it installs, but not an editable package: uncompiled, a start takes 0.2 s longer.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "crosscheck needs Python 3.11 or later; say which with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q crosscheck
	touch $(READY)

clean:
	rm -rf $(VENV)

# Pins every dependency for every platform and Python that pyproject.toml admits.
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --group dev --generate-hashes --no-emit-index-url --no-header pyproject.toml --output-file requirements.txt
