# Two commands on a fresh machine: `make demo` and `make test`. `PORT=8123 make demo` works.
PYTHON ?= python3
PORT ?= 8000
BOOTSTRAP = $(PYTHON) scripts/bootstrap.py

.PHONY: help install demo test lint format bench lock clean

help:
	@echo "make demo    a living commune on http://127.0.0.1:$(PORT)"
	@echo "make test    lint, types, and every test on SQLite and PostgreSQL"
	@echo "make lint    format, lint, types and import contracts only"
	@echo "make bench   measure and write bench/RESULTS.md"
	@echo "make install only make .venv with the locked dependencies"
	@echo "make format  rewrite the code in the house format"
	@echo "make lock    write requirements*.txt anew from requirements*.in"

install:
	@$(BOOTSTRAP) run

demo: install
	@exec .venv/bin/thanthien demo --port $(PORT)

test:
	@$(BOOTSTRAP) test
	@.venv/bin/python -m scripts.check all

lint:
	@$(BOOTSTRAP) test
	@.venv/bin/python -m scripts.check lint

format:
	@$(BOOTSTRAP) test
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

bench:
	@$(BOOTSTRAP) bench
	@.venv/bin/python -m bench

lock:
	@$(BOOTSTRAP) run
	@sh scripts/lock.sh

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
