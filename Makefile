# SPDX-License-Identifier: Apache-2.0
.DEFAULT_GOAL := help
.PHONY: help build demo test unit gcc format tidy fuzz fuzz-long bench zoo mutants coverage lab clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

build: ## the program: build/release/relook
	@scripts/install-packages build
	@cmake --preset release >/dev/null
	@cmake --build --preset release

demo: build ## build, then show what relook does
	@scripts/demo

test: ## everything CI runs: format, release build, tests with sanitizers, fuzz targets
	@scripts/install-packages test
	@scripts/run-tests

unit: ## the tests under clang 19 with sanitizers
	@scripts/run-tests unit

gcc: ## the same under g++ (not part of make test)
	@scripts/run-tests gcc

format: ## is the code laid out as clang-format 19 would?
	@scripts/run-tests format

tidy: ## clang-tidy 19 over src and apps
	@scripts/run-tests tidy

fuzz: ## each fuzz target for 20 seconds
	@scripts/run-tests --fuzz-seconds 20 fuzz

fuzz-long: ## each fuzz target for 30 minutes
	@scripts/run-tests --fuzz-seconds 1800 fuzz

lab: ## real routers against predicted next hops: IS-IS, OSPF, areas, a plane, Janetbackbone (root)
	@scripts/install-packages test
	@cmake --preset dev >/dev/null
	@cmake --build --preset dev --target lab_predict
	@tests/lab/run build/dev/lab_predict

bench: ## the benchmarks, beside DuckDB where there is node
	@cmake --preset bench >/dev/null
	@cmake --build --preset bench
	@bench/run
	@build/bench/bench/pack_benchmark
	@build/bench/bench/proof_benchmark

zoo: ## the proof against every scenario on graphs of the Internet Topology Zoo (RELOOK_SHARED)
	@cmake --preset bench >/dev/null
	@cmake --build --preset bench --target zoo_check
	@build/bench/bench/zoo_check $${RELOOK_SHARED:-../shared/data}/topology_zoo_gml/gml

mutants: ## breaks the prover on purpose, line by line, and sees which test notices
	@tests/mutants/run

coverage: ## which lines the tests run
	@scripts/coverage

clean: ## remove build/
	@rm -rf build
