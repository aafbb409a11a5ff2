# hzsearch: `make test` does all that the tests need on a Debian machine with Swift 6.2 or newer.

SHELL := /bin/bash
export SWIFT_BACKTRACE ?= enable=no

DEV_PACKAGES := libxml2-dev libstemmer-dev libuchardet-dev libzstd-dev pkg-config
TEST_PACKAGES := unicode-data

.PHONY: help build test lint tables clean swift packages test-packages

help:
	@echo 'make build   build the release programs'
	@echo 'make test    install what tests need, build, run all tests'
	@echo 'make lint    check the format of the sources'
	@echo 'make tables  generate the Unicode tables again'
	@echo 'make clean   remove what was built'

# Swift is not a Debian package: say where it comes from.
swift:
	@command -v swift >/dev/null || { \
	  echo 'hzsearch needs Swift 6.2 or newer, which was not found on PATH.' >&2; \
	  echo 'Get it from https://www.swift.org/install/linux/ (Debian 12), then run make again.' >&2; exit 1; }

packages:
	@Scripts/install-packages $(DEV_PACKAGES)

test-packages:
	@Scripts/install-packages $(TEST_PACKAGES)

build: swift packages
	swift build -c release --static-swift-stdlib

test: swift packages test-packages
	swift build --build-tests
	swift test --skip-build

lint: swift
	swift format lint --strict --recursive Package.swift Sources Tests

tables: test-packages
	python3 Scripts/generate-unicode-tables.py

clean:
	rm -rf .build
