# `make` lists the targets. Each works from a fresh clone with Go and git; the
# tools are built from tools/go.mod into bin/.

GO        ?= go
BIN       := bin
FUZZTIME  ?= 20000x
REMINDERS ?= 10000
ARGS      ?=

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } \
		/^## / { printf "\n%s\n", substr($$0, 4); next } \
		/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## Use it

.PHONY: demo
demo: ## the whole helpline on this machine, no account needed (ARGS="--empty")
	$(GO) run ./cmd/helpline demo $(ARGS)

.PHONY: build
build: ## the commands, into bin/
	$(GO) build -o $(BIN)/ ./cmd/...

## Test it

.PHONY: test
test: ## all tests, in about two minutes; servers are found or brought along
	$(GO) test ./...

.PHONY: race
race: ## all tests again, in any order, looking for data races
	$(GO) test -race -shuffle=on -count=1 ./...

.PHONY: full
full: ## the tests that have a longer form, at full length
	$(GO) test -tags full -count=1 -timeout 30m ./cmd/helpline ./flows/resident ./storage/postgres

.PHONY: slowest
slowest: ## the packages and tests that take longest
	$(GO) test -count=1 -json ./... | $(GO) run -C tools ./slowest

.PHONY: browser
browser: ## the web phone in a real browser (needs Chromium and npm)
	$(GO) test -tags browser ./cmd/helpline -run Browser -count=1

.PHONY: speech
speech: ## how long callers listen (needs espeak-ng; ARGS=-update writes docs/speech.md)
	$(GO) test -tags speech ./cmd/helpline -run '^TestSpeech$$' -count=1 $(ARGS)

.PHONY: fuzz
fuzz: ## every fuzz target for some thousand inputs (FUZZTIME=20000x)
	GO=$(GO) tools/fuzz.sh $(FUZZTIME)

.PHONY: bench
bench: ## every benchmark, and 10,000 reminders (REMINDERS=10000)
	$(GO) test -run='^$$' -bench=. -skip='^BenchmarkReminders$$' -benchmem ./...
	$(GO) test -run='^$$' -bench='^BenchmarkReminders$$' -benchtime=$(REMINDERS)x ./cmd/helpline

.PHONY: cover
cover: ## which lines no test runs, as bin/coverage.html
	@mkdir -p $(BIN)
	$(GO) test -coverpkg=./... -coverprofile=$(BIN)/coverage.out ./...
	$(GO) tool cover -html=$(BIN)/coverage.out -o $(BIN)/coverage.html
	@$(GO) tool cover -func=$(BIN)/coverage.out | tail -1

.PHONY: ci
ci: ## everything the build server checks
	.ci/run

## Keep it clean

.PHONY: fmt
fmt: tools ## format the code and sort its imports
	$(BIN)/golangci-lint fmt

.PHONY: vet
vet: ## mistakes that compile, for Linux and macOS
	$(GO) vet ./...
	$(GO) vet -tags browser ./cmd/helpline
	GOOS=darwin $(GO) vet ./...

.PHONY: lint
lint: tools ## every static check, the import graph among them
	$(BIN)/golangci-lint run

.PHONY: tidy
tidy: ## the lists of modules as the imports need them
	$(GO) mod tidy
	$(GO) mod tidy -C tools

.PHONY: tools
tools: ## the linter and the formatter, into bin/
	@$(GO) build -C tools -o ../$(BIN)/ tool

.PHONY: clean
clean: ## remove what was built
	rm -rf $(BIN)
