# One line per verb; what takes more than a line is a script in tools/ or .ci/.
.DEFAULT_GOAL := help
.PHONY: help demo test install lint format types layers messages pictures browser pdf postgres migrations bench clean-room ci
PY := .venv/bin/python

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## install, build the demo network, serve it at http://127.0.0.1:8000/
	@tools/demo

test: install ## the test suite on SQLite
	$(PY) -m pytest -n auto $(ARGS)

install: ## .venv as uv.lock says, and the French catalogue compiled
	@tools/install

lint: install ## ruff and djlint
	@tools/lint

format: install ## let ruff fix and format
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

types: install ## mypy, strict
	.venv/bin/mypy

layers: install ## imports point down only
	.venv/bin/lint-imports

messages: install ## extract, merge and compile the French catalogue
	$(PY) manage.py messages --compile

browser: install ## tests in Chromium
	$(PY) -m pytest -m browser -n auto $(ARGS)

pdf: install ## tests of the papers (needs Pango and poppler-utils)
	$(PY) -m pytest -m pdf $(ARGS)

postgres: install ## the suite on a throw-away PostgreSQL
	tools/test_postgres -m "not browser and not pdf" -n auto $(ARGS)

migrations: install ## from empty, on SQLite and on PostgreSQL
	@tools/migrations_from_empty

bench: install ## speed, size and scale on a large network, see docs/bench.md (ARGS="--only sqlite")
	@tools/bench $(ARGS)

pictures: install ## docs/pictures, drawn by Chromium from the demo
	@tools/pictures

clean-room: ## both Quick start commands in a bare Debian 13 (as root)
	@tools/clean_room

ci: ## everything that must be green
	@bash .ci/run
