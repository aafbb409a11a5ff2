# hzsearch: build, try, test, measure, install.
# Every target may be run again at any time; what is done already is not done twice.

SWIFT   ?= swift
PREFIX  ?= /usr/local
DESTDIR ?=
JOBS    ?=

RELEASE  = -c release --static-swift-stdlib $(if $(JOBS),-j $(JOBS))
DEBUG    = $(if $(JOBS),-j $(JOBS))
BIN      = .build/bin
PACKAGES = libarchive-dev libbrotli-dev liblz4-dev libstemmer-dev libtomlplusplus-dev libuchardet-dev libxml2-dev libzstd-dev pkg-config zlib1g-dev

.PHONY: help packages test-packages build install deb deb-check tarball tarball-check clean demo
.PHONY: test docs page page-check soak lint format examples oracle crash reliability reliability-short fuzz coverage
.PHONY: sanitize tables
.PHONY: bench bench-chinese bench-daemon bench-ingest bench-real bench-peers bench-relevance

help:
	@echo "make build     build both programs into $(BIN)"
	@echo "make demo      build, index corpus/, start the daemon, search, stop the daemon"
	@echo "make test      build and run every test"
	@echo "make oracle    hold 100,000 random searches against answers by definition"
	@echo "make coverage  count the lines that tests enter, by module"
	@echo "make sanitize  run every test and the soak under a sanitizer: SANITIZER=address, or thread"
	@echo "make fuzz      feed the readers of files with random input, SECONDS=60 each"
	@echo "make examples  build and run what examples/ shows"
	@echo "make docs      make the documentation of the libraries"
	@echo "make page      put the search page's HTML, CSS and JavaScript into Swift files again"
	@echo "make page-check   drive the search page in headless Chromium"
	@echo "make soak      leave the daemon running while files change, SECONDS=30"
	@echo "make lint      check format and house rules"
	@echo "make tables    generate the Unicode tables again"
	@echo "make crash     kill the writer at every system call (minutes; CRASH_EVERY=7 for a short form)"
	@echo "make reliability  measure every row of docs/RELIABILITY.md (hours, as root; goes on where it was stopped)"
	@echo "make reliability-short  the same in minutes"
	@echo "make bench     measure indexing and searching on this machine"
	@echo "make bench-daemon  measure the daemon beside bare servers and other daemons (HZ_BENCH)"
	@echo "make bench-ingest  score article extraction on gold pages, measure it beside libxml2's bare parser"
	@echo "make bench-relevance   measure how well searches rank (HZ_REL: judged collections)"
	@echo "make bench-chinese  hold Chinese searches against known answers, beside SQLite and Xapian"
	@echo "make bench-real  index 40,000 pages of Debian's documentation, hold counts against a naive reader's"
	@echo "make bench-peers  the same beside other engines, which are installed below HZ_BENCH (takes hours)"
	@echo "make install   install under PREFIX=$(PREFIX) (DESTDIR is honoured)"
	@echo "make deb       build a package for Debian (make deb-check: try it in a fresh Debian)"
	@echo "make tarball   build an archive to be unpacked anywhere (make tarball-check: try it in a fresh Debian)"
	@echo "make clean     remove what was built and the demo's index"

packages:
	@Scripts/ensure-swift "$(SWIFT)"
	@Scripts/install-packages $(PACKAGES)

test-packages: packages
	@Scripts/install-packages unicode-data

# hzsearch links everything statically: without a dynamic loader it starts in a third of the time. Types of its own it makes
# by calls rather than by reading their names, which would take a quarter of a short search.
build: packages
	@mkdir -p $(BIN)
	$(SWIFT) build $(RELEASE) --product hzsearchd
	$(SWIFT) build $(RELEASE) --product hzsearch --scratch-path .build/static -Xswiftc -static-executable \
	    -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
	@install -m 755 .build/release/hzsearchd .build/static/release/hzsearch $(BIN)/

demo: build
	@Scripts/demo $(BIN)

test: test-packages
	$(SWIFT) build $(DEBUG) --build-tests
	SWIFT_BACKTRACE=enable=no $(SWIFT) test $(DEBUG) --skip-build

# PAIRS random requests against answers by definition, from corpus SEED on; `make test` asks some thousands.
oracle: test-packages
	$(SWIFT) build $(DEBUG) --build-tests
	HZ_ORACLE_PAIRS=$(or $(PAIRS),100000) HZ_ORACLE_SEED=$(or $(SEED),0) SWIFT_BACKTRACE=enable=no $(SWIFT) test $(DEBUG) --skip-build --filter OracleTests

# Which lines the tests enter, by module; into docs/RELIABILITY.md with DOCUMENT=document.
coverage: test-packages
	@SWIFT="$(SWIFT)" Scripts/coverage .build-coverage $(DOCUMENT)

# All tests under a sanitizer, then the soak for SECONDS. Takes long.
sanitize: test-packages
	@SWIFT="$(SWIFT)" JOBS="$(JOBS)" Scripts/sanitize $(or $(SANITIZER),address) $(or $(SECONDS),60)

fuzz: packages
	SWIFT="$(SWIFT)" Scripts/fuzz $(or $(SECONDS),60)

examples: build
	@Scripts/install-packages curl jq
	@examples/run $(BIN)

page:
	@Scripts/generate-page

# PICTURES: a folder for screenshots. Skipped with a message where there is no Chromium to be had.
page-check: build
	@Scripts/install-packages chromium || true
	@Scripts/page-check $(BIN) $(PICTURES)

soak: build
	@Scripts/soak $(BIN) $(or $(SECONDS),30)

# The libraries' documentation, below .build/docs; links that lead nowhere are errors.
docs: packages
	$(SWIFT) build $(DEBUG) --target HZSearch
	$(SWIFT) build $(DEBUG) --target HZIngest
	@Scripts/check-docs .build/docs

lint:
	@Scripts/ensure-swift "$(SWIFT)"
	$(SWIFT) format lint --strict --recursive Sources Tests examples Package.swift

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

tables: test-packages
	python3 Scripts/generate-unicode-tables.py

crash: build
	@Scripts/install-packages strace
	@Scripts/crash-at-every-call $(BIN) $(CRASH_EVERY)

# Hours; goes on where it was stopped. As root, since disks are mounted. ROWS="R2 R7" measures only these.
reliability: build test-packages
	@Scripts/install-packages strace
	$(SWIFT) build $(DEBUG) --build-tests
	@SWIFT="$(SWIFT)" Scripts/reliability/run $(BIN) $(ROWS)

# Minutes, on the programs that the tests built.
reliability-short: test-packages
	@Scripts/install-packages strace
	$(SWIFT) build $(DEBUG) --build-tests
	@SWIFT="$(SWIFT)" Scripts/reliability/run .build/debug short $(ROWS)

bench: build
	@Scripts/bench $(BIN)

# Beside a bare C program, bare SwiftNIO, Sphinx and Xapian's server, over the documents of bench-peers below HZ_BENCH.
bench-daemon: build
	@Scripts/install-packages gcc libc6-dev python3 python3-xapian sphinxsearch xapian-tools groonga-bin groonga-token-filter-stem
	cd Benchmarks && $(SWIFT) build -c release --product niofloor
	@Benchmarks/daemon/run $(BIN) Benchmarks/.build/release/niofloor

bench-ingest: build
	@Benchmarks/ingest/run $(BIN)/hzsearch

# HZ_REL: a folder of collections with judgements (see Scripts/bench-relevance).
bench-relevance: packages
	cd Benchmarks && $(SWIFT) build $(RELEASE) --product hzbench
	@Scripts/bench-relevance Benchmarks/.build/release/hzbench

# Recall and precision on a Chinese test set of our own, beside SQLite's trigrams and Xapian's n-grams.
bench-chinese: packages
	cd Benchmarks && $(SWIFT) build $(RELEASE) --product hzbench
	@Scripts/bench-chinese Benchmarks/.build/release/hzbench

bench-real: build
	@Benchmarks/real/run $(BIN)

# BENCH_PEERS takes options of Benchmarks/peers/run.py: --runs, --passes, --log, --pages, --skip-index.
bench-peers: packages
	@Benchmarks/peers/setup
	cd Benchmarks && $(SWIFT) build $(RELEASE) --product hzbench
	@$${HZ_BENCH:-/var/tmp/hz-bench}/venv/bin/python Benchmarks/peers/run.py Benchmarks/.build/release/hzbench $(BENCH_PEERS)

# Only copies when the programs are built, so that `make && sudo make install` never builds as root.
install:
	@test -x $(BIN)/hzsearch -a -x $(BIN)/hzsearchd || $(MAKE) build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/libexec/hzsearch
	install -d $(DESTDIR)$(PREFIX)/share/doc/hzsearch $(DESTDIR)$(PREFIX)/lib/systemd/user
	install -m 755 -s $(BIN)/hzsearch $(DESTDIR)$(PREFIX)/bin/hzsearch
	install -m 755 -s $(BIN)/hzsearchd $(DESTDIR)$(PREFIX)/libexec/hzsearch/hzsearchd
	install -m 644 README.md docs/API.md docs/QUERY.md docs/openapi.json $(DESTDIR)$(PREFIX)/share/doc/hzsearch/
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	set -e; for unit in user/hzsearch.service user/hzsearch.socket system/hzsearch-system.service \
	    system/hzsearch-system.socket; do \
	    sed 's|@PREFIX@|$(PREFIX)|g' etc/$${unit#*/}.in > $(DESTDIR)$(PREFIX)/lib/systemd/$$unit; \
	    chmod 644 $(DESTDIR)$(PREFIX)/lib/systemd/$$unit; \
	done
	Scripts/install-manual $(BIN)/hzsearch $(DESTDIR)$(PREFIX)/share
	@echo "installed: $(DESTDIR)$(PREFIX)/bin/hzsearch"

# A package for Debian, below .build/deb.
deb: build
	@Scripts/make-deb $(BIN) .build/deb

# Looks it over with lintian, installs it in a fresh Debian below TMPDIR, indexes and searches there (wants root, network).
deb-check: deb
	@Scripts/install-packages lintian debootstrap
	@Scripts/check-deb .build/deb/*.deb corpus

# An archive to be unpacked anywhere, below .build/tarball: the programs and the libraries they need besides glibc's.
tarball: build
	@Scripts/install-packages patchelf
	@Scripts/make-tarball $(BIN) .build/tarball

# Unpacks it in a fresh Debian below TMPDIR, indexes and searches there (wants root, network).
tarball-check: tarball
	@Scripts/install-packages debootstrap
	@Scripts/check-tarball .build/tarball/*.tar.xz corpus

clean:
	rm -rf .build
	find index -mindepth 1 ! -name .gitkeep -delete
