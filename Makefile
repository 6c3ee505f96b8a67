# Needs nothing but python3 (3.11 or newer) with venv, and make.
# PORT, BUKAPO_DATA and DATABASE_URL are read from the environment or from the command line: make run PORT=9000

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup dev run demo-gateway test check lock translations
.PHONY: bench-intake bench-pages bench-matching bench-export bench-recap
.PHONY: bench-promise bench-floor bench-poster bench-broadcast bench-live bench-forecast bench-evaluation

help: ## say what there is
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1|\2/p' Makefile | column -t -s '|'

setup: ## prepare only: .venv/bin/bukapo exists afterwards
	@python3 setup/prepare.py

dev: ## prepare for testing too
	@python3 setup/prepare.py --dev

run: setup ## fill the demo and serve web and worker at http://127.0.0.1:8000
	@.venv/bin/bukapo migrate
	@.venv/bin/bukapo demo
	@exec .venv/bin/bukapo serve

demo-gateway: setup ## the demo with emulated payment gateways, WhatsApp and couriers to click, at http://127.0.0.1:8000
	@exec .venv/bin/python -m tests.emulators.demo

test: dev ## every gate, then every test on SQLite and PostgreSQL; installs what it lacks where it may
	@exec .venv/bin/python setup/checks.py --all

check: dev ## the fast gates and tests, without browser and PostgreSQL
	@exec .venv/bin/python setup/checks.py

lock: dev ## pin the packages of pyproject.toml anew
	@setup/lock.sh

translations: dev ## bring new texts into the English catalogue and name what it lacks
	@.venv/bin/python setup/translations.py extract
	@.venv/bin/python setup/translations.py check

bench-intake: setup ## orders per second at a drop, beside what others would write (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.intake

bench-pages: setup ## requests per second of the PO's page, beside the emptiest view (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.pages

bench-export: setup ## seconds for 100,000 orders to become an XLSX, beside XlsxWriter alone (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.export

bench-recap: setup ## seconds to freeze a recap of 100,000 lines, beside GROUP BY and XlsxWriter (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.recap

bench-promise: setup ## ms to foresee 2,000 pieces, and how often the promised day is kept (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.promise

bench-matching: setup ## lines per second of a big bank statement, beside one line at a time (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.matching

bench-floor: setup ## milliseconds of a report from the sewing floor with 2,000 work orders open (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.floor

bench-poster: setup ## milliseconds of a poster in every layout and size, against its limit (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.poster

bench-broadcast: setup ## seconds to queue a broadcast to 50,000, and what orders feel of it (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.broadcast

bench-live: setup ## server time of the dashboards of a store with 200,000 orders (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.live

bench-forecast: setup ## how far the forecast of a PO's final count is off, beside the straight line (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.forecast

bench-evaluation: setup ## seconds to evaluate a PO of 50,000 orders, on both databases (BENCH_QUICK=1: short)
	@exec .venv/bin/python -m bench.evaluation
