# make demo   installs the packages, builds, simulates 2019, ingests it, prints the KPI table and the December summary
# make test   installs the packages, builds and runs every test
# make bench  times hotline beside what users would pick
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PACKAGES := libsqlite3-dev libcsv-dev libxlsxwriter-dev sqlite3 unzip
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
HOTLINE := .build/release/hotline
YEAR := 2019
SCALE := 1
ROUNDS := 3
LOGS := data/logs-simulated-$(YEAR)
DATABASE := data/hotline.sqlite
SOURCES := Sources Tests

.PHONY: help packages build demo test bench format lint clean

help: ## lists what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

packages: ## installs the Debian packages that are missing
	@missing=(); for package in $(PACKAGES); do dpkg -s "$$package" >/dev/null 2>&1 || missing+=("$$package"); done; \
	if [ "$${#missing[@]}" -gt 0 ]; then \
	  echo "installing $${missing[*]}"; \
	  $(SUDO) apt-get update -q; $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "$${missing[@]}"; \
	fi

build: packages ## builds .build/release/hotline
	swift build -c release --product hotline

demo: build ## the main job on a made-up year: simulate, ingest, KPI table, December summary
	rm -rf $(LOGS) $(DATABASE) $(DATABASE)-wal $(DATABASE)-shm
	$(HOTLINE) simulate --year $(YEAR) --out $(LOGS)
	$(HOTLINE) ingest $(LOGS) --database $(DATABASE)
	$(HOTLINE) report monthly $(YEAR)-12 --database $(DATABASE) --format markdown --out reports
	$(HOTLINE) kpi --period $(YEAR) --database $(DATABASE) --lang zh

test: packages ## builds and runs every test
	swift build --build-tests
	swift test --skip-build

bench: build ## times hotline beside its peers and writes the table of Benchmarks/README.md (SCALE=1 ROUNDS=3)
	python3 Benchmarks/bench.py --scale $(SCALE) --rounds $(ROUNDS)

format: ## formats the Swift sources
	swift format --in-place --recursive $(SOURCES)

lint: ## checks the format and the documentation of the Swift sources
	swift format lint --strict --recursive $(SOURCES)

clean: ## removes what was built and simulated, the demo's database too
	rm -rf .build data/logs-* $(DATABASE) $(DATABASE)-wal $(DATABASE)-shm
