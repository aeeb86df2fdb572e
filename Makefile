# make demo   installs the packages, builds, simulates two years, ingests them, writes the reports of 2019 and prints its KPIs
# make web    builds the server of the pages in the browser too, for `hotline serve`
# make test   installs the packages, builds and runs every test
# make install, make uninstall, make deb  put the program where all users find it, or into a Debian package
# make bench  times hotline beside what users would pick
# make engine holds sums formed on Apache Spark against SQLite
# make fuzz, make attack, make sanitize, make mutants, make sbom, make reproducible  the checks that are run on demand
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PACKAGES := libsqlite3-dev libcsv-dev libminizip-dev libxml2-dev zlib1g-dev libxlsxwriter-dev nettle-dev libsodium-dev tzdata sqlite3 unzip
# Only the tests need these: LibreOffice computes the formulas of workbooks again and prints Word files, python-docx reads these back,
# openpyxl makes and reads workbooks.
# A LibreOffice that is installed, with its windows, is kept.
TEST_PACKAGES := python3 python3-docx python3-openpyxl $(if $(wildcard /usr/bin/soffice),,libreoffice-calc-nogui libreoffice-writer-nogui)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
HOTLINE := .build/release/hotline
# The server of the pages is a program of its own, and installed where it was built; `make deb WEB=` leaves it out.
WEB := $(if $(wildcard Sources/hotline-web),web)
HOTLINE_WEB = $(if $(WEB),$(wildcard .build/release/hotline-web))
# Where the toolchain has them, Swift's own libraries go into the program: it starts sooner and runs where no Swift is installed.
STATIC := $(if $(wildcard $(dir $(realpath $(shell command -v swift)))../lib/swift_static/linux),--static-swift-stdlib -Xswiftc -use-ld=lld)
YEAR := 2019
SCALE := 10.2
ROUNDS := 5
LARGEST := 2000000
LAST_YEAR := $(shell expr $(YEAR) - 1)
LOGS := data/logs-simulated-$(LAST_YEAR) data/logs-simulated-$(YEAR)
# The demo has a database of its own: data/hotline.sqlite belongs to whoever works here.
DATABASE := data/demo.sqlite
DATABASE_FILES := $(DATABASE) $(DATABASE)-wal $(DATABASE)-shm $(DATABASE)-journal $(DATABASE).key
SOURCES := Sources Tests
# Only `make engine` needs these.
ENGINE_PACKAGES := python3 python3-venv $(if $(shell command -v java),,default-jre-headless)
PYSPARK := 4.3.0
# Where `make install` puts things. DESTDIR goes before all of it: a package is made from there.
PREFIX := /usr/local
DESTDIR :=
SHARE = $(DESTDIR)$(PREFIX)/share
ZSH_COMPLETIONS := share/zsh/site-functions
VERSION = $(shell sed -n 's/.*version: "\([0-9.]*\)".*/\1/p' Sources/hotline/Hotline.swift)
# The day that manual pages bear; a package build sets the moment.
DAY = $(shell date -u -d "@$${SOURCE_DATE_EPOCH:-$$(date +%s)}" +%Y-%m-%d)
# What of data/ belongs to the program: no database, no logs.
DATA := calendar districts.csv indicators localities locality.yaml metrics.yaml model.yaml profiles sample units.csv
PACKAGE_TOOLS := debhelper debootstrap dpkg-dev lintian mandoc python3 systemd
REPORT := --database $(DATABASE) --format html,xlsx,markdown --out reports
FUZZ_SECONDS := 60
SEED := 1
COUNT := 150
SANITIZERS := thread address
# Slow, or at odds with a sanitizer's own memory and allocator: a limit of memory, a library that is loaded before the others.
NOT_SANITIZED := KillTests longLine InjectedFaultTests DatabaseFileTests
BROWSER :=
ATTACK_SECONDS := 60

.PHONY: help packages test-packages package-tools build web demo install uninstall deb package-check pictures test bench fuzz attack \
  browser engine sanitize mutants strict sbom reproducible format lint clean

help: ## lists what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

packages: ## installs the Debian packages that are missing
	@missing=(); for package in $(PACKAGES); do dpkg -s "$$package" >/dev/null 2>&1 || missing+=("$$package"); done; \
	if [ "$${#missing[@]}" -gt 0 ]; then \
	  echo "installing $${missing[*]}"; \
	  $(SUDO) apt-get update -q; $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "$${missing[@]}"; \
	fi

test-packages: PACKAGES += $(TEST_PACKAGES)
test-packages: packages

build: packages ## builds .build/release/hotline
	swift build -c release --product hotline $(STATIC)

web: build ## builds .build/release/hotline-web as well, which `hotline serve` starts
	swift build -c release --product hotline-web $(STATIC)

demo: build ## the main job on made-up years, in data/demo.sqlite: simulate, ingest, write the reports of the last one, print its KPIs
	rm -rf $(LOGS) $(DATABASE_FILES)
	for year in $(LAST_YEAR) $(YEAR); do $(HOTLINE) simulate --year $$year --out data/logs-simulated-$$year; done
	$(HOTLINE) ingest $(LOGS) --database $(DATABASE)
	$(HOTLINE) report monthly $(YEAR)-12 $(REPORT)
	$(HOTLINE) report annual $(YEAR) $(REPORT)
	$(HOTLINE) report appraisal data/indicators/hotline-$(YEAR).yaml $(REPORT)
	$(HOTLINE) kpi --period $(YEAR) --database $(DATABASE) --lang zh

install: ## puts the program, its data, manual pages and completions under PREFIX=/usr/local (after `make build`; DESTDIR= before all)
	@[ -x $(HOTLINE) ] || { echo "there is no $(HOTLINE) yet: run make build first" >&2; exit 1; }
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/hotline" "$(SHARE)/man/man1"
	install -m 755 $(HOTLINE) $(HOTLINE_WEB) "$(DESTDIR)$(PREFIX)/bin"
	cp -RP --no-preserve=mode,ownership $(addprefix data/,$(DATA)) "$(SHARE)/hotline"
	for program in $(HOTLINE) $(HOTLINE_WEB); do \
	  $$program --experimental-dump-help | Packaging/manual --version $(VERSION) --date $(DAY) --prefix "$(PREFIX)" "$(SHARE)/man/man1"; \
	done
	$(if $(HOTLINE_WEB),echo ".so man1/hotline-serve.1" > "$(SHARE)/man/man1/hotline-web.1")
	install -d "$(SHARE)/bash-completion/completions" "$(DESTDIR)$(PREFIX)/$(ZSH_COMPLETIONS)" "$(SHARE)/fish/vendor_completions.d"
	$(HOTLINE) --generate-completion-script bash | sed '1{/^#!/d}' > "$(SHARE)/bash-completion/completions/hotline"
	$(HOTLINE) --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/$(ZSH_COMPLETIONS)/_hotline"
	$(HOTLINE) --generate-completion-script fish > "$(SHARE)/fish/vendor_completions.d/hotline.fish"
	chmod -R u=rwX,go=rX "$(SHARE)/hotline" "$(SHARE)"/man/man1/hotline*.1 "$(SHARE)/bash-completion/completions/hotline" \
	  "$(DESTDIR)$(PREFIX)/$(ZSH_COMPLETIONS)/_hotline" "$(SHARE)/fish/vendor_completions.d/hotline.fish"

uninstall: ## takes away what `make install` put there; databases and working folders stay
	rm -rf "$(SHARE)/hotline"
	rm -f "$(DESTDIR)$(PREFIX)"/bin/{hotline,hotline-web} "$(SHARE)"/man/man1/{hotline,hotline-*}.1 "$(SHARE)/bash-completion/completions/hotline" \
	  "$(DESTDIR)$(PREFIX)/$(ZSH_COMPLETIONS)/_hotline" "$(SHARE)/fish/vendor_completions.d/hotline.fish"

package-tools: PACKAGES += $(PACKAGE_TOOLS)
package-tools: packages

deb: package-tools build $(WEB) ## builds the Debian package .build/deb/hotline_*.deb and checks it
	rm -rf .build/deb
	mkdir -p .build/deb/source
	cp -R Packaging/debian .build/deb/source
	$(if $(HOTLINE_WEB),,rm .build/deb/source/debian/hotline.service)
	Packaging/copyright > .build/deb/source/debian/copyright
	cd .build/deb/source && WEB=$(WEB) dpkg-buildpackage --build=binary --no-sign
	Tests/Packaging/check package

package-check: package-tools ## checks what `make install` puts there, and the package of `make deb` installed in a system of its own (as root)
	Tests/Packaging/check

pictures: ## draws the README's pictures of the reports (needs Debian's chromium and fonts-noto-cjk)
	for report in monthly-2019-12 annual-2019; do \
	  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1400 \
	    --screenshot=reports/$$report.png "file://$(CURDIR)/reports/$$report.html"; \
	done

test: test-packages ## builds and runs every test
	swift build --build-tests
	swift test --skip-build 2>&1 | tee .build/test.log || { echo "What failed:"; grep -aF "✘" .build/test.log | cut -c1-600; exit 1; }

bench: build ## times hotline beside its peers and writes Benchmarks/README.md (SCALE=10.2 ROUNDS=5 LARGEST=2000000)
	python3 Benchmarks/bench.py --scale $(SCALE) --rounds $(ROUNDS) --largest $(LARGEST)

fuzz: packages ## feeds the reader what libFuzzer makes of the sample for FUZZ_SECONDS=60; what breaks it is kept in Tests/Fuzz/Findings
	HOTLINE_FUZZ=1 swift build --scratch-path .build-fuzz -c release --product ReaderFuzz -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing -Xswiftc -use-ld=lld
	Tests/Fuzz/seeds .build-fuzz/corpus
	.build-fuzz/release/ReaderFuzz -max_total_time=$(FUZZ_SECONDS) -max_len=8192 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
	  -dict=Tests/Fuzz/dictionary -artifact_prefix=.build-fuzz/ .build-fuzz/corpus

attack: build web ## attacks program and server for ATTACK_SECONDS=60 a part: numbers that get out, traps, hangs, files, failing writes, pages (SEED=1)
	python3 Tests/Attack/attack.py --hotline $(HOTLINE) --seconds $(ATTACK_SECONDS) --seed $(SEED)

browser: packages ## opens every page in a real browser and does what people do there; pictures in .build/browser (BROWSER=--quick: fewer variations)
	$(MAKE) packages PACKAGES="$(PACKAGES) chromium chromium-driver python3-selenium python3-venv fonts-noto-cjk"
	swift build --product hotline && swift build --product hotline-web
	test -x .build/browser-venv/bin/python || /usr/bin/python3 -m venv --system-site-packages .build/browser-venv
	.build/browser-venv/bin/pip install --quiet axe-core-python==0.1.0
	.build/browser-venv/bin/python Tests/Browser/browser.py $(BROWSER)

engine: build web ## holds sums formed on Apache Spark, on a cluster of a master and two workers, against SQLite, byte for byte
	$(MAKE) packages PACKAGES="$(PACKAGES) $(ENGINE_PACKAGES)"
	test -x .build-engine/venv/bin/python || python3 -m venv .build-engine/venv
	.build-engine/venv/bin/pip install --quiet pyspark==$(PYSPARK)
	PATH="$(CURDIR)/.build-engine/venv/bin:$$PATH" .build-engine/venv/bin/python Tests/Engines/spark_equality.py $(HOTLINE)

sanitize: packages ## every test but the slowest with the thread sanitizer, then with the address sanitizer (SANITIZERS=thread)
	for sanitizer in $(SANITIZERS); do \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/leaks.txt HOTLINE_MUTATIONS=400 swift test --scratch-path .build-$$sanitizer --sanitize=$$sanitizer $(addprefix --skip ,$(NOT_SANITIZED)); \
	done

mutants: packages ## puts COUNT=150 plausible errors into the sources, one at a time, and tells which of them no test notices (SEED=1)
	nice -n 10 python3 Tests/Mutation/mutants.py --seed $(SEED) --count $(COUNT)

strict: packages ## builds everything with each warning an error
	swift build --build-tests --scratch-path .build-strict -Xswiftc -warnings-as-errors

sbom: packages ## lists what the program is made of, with versions and licences; writes .build/sbom.cdx.json (CycloneDX) as well
	@Tests/Supply/sbom
	@Tests/Supply/sbom --json > .build/sbom.cdx.json

reproducible: packages ## builds the program twice and says whether both are the same bytes
	Tests/Supply/reproducible $(STATIC)

format: ## formats the Swift sources
	swift format --in-place --recursive $(SOURCES)

lint: ## checks the format and the documentation of the Swift sources
	swift format lint --strict --recursive $(SOURCES)

clean: ## removes what was built and simulated, and the demo's database; no other database
	rm -rf .build data/logs-simulated-* $(DATABASE_FILES)
