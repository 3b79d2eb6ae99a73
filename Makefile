# Two commands carry the project: `make serve` and `make test`. Everything else is a part of them.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check -q
UV_COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml

.PHONY: setup serve test lint unit browser eval bench screenshots messages lock clean

serve: .venv/serve
	@$(BIN)/reachin serve

setup: .venv/develop

test: lint unit browser

# The venv is made without ensurepip, so that Debian's python3 needs no python3-venv package.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Reach In needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -m venv --without-pip .venv

.venv/serve: requirements/base.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the site needs (once)..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/develop: requirements/dev.txt .venv/serve
	@echo "Installing what the tests need (once)..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

lint: .venv/develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/reachin check

unit: .venv/develop
	@sh tools/need_postgres.sh
	$(BIN)/pytest -m "not browser"

browser: .venv/develop
	@sh tools/need_chromium.sh
	$(BIN)/pytest -m browser

eval: .venv/develop
	$(BIN)/python -m tools.evaluate

bench: .venv/develop
	$(BIN)/python -m tools.bench

screenshots: .venv/develop
	@sh tools/need_chromium.sh
	$(BIN)/python -m tools.screenshots

messages: .venv/develop
	$(BIN)/python -m tools.messages

# Needs uv; only for whoever changes a dependency in pyproject.toml.
lock:
	$(UV_COMPILE) --group build -o requirements/base.txt
	$(UV_COMPILE) --extra national --group build -o requirements/national.txt
	$(UV_COMPILE) --group dev -o requirements/dev.txt

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis
