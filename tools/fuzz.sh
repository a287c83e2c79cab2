#!/usr/bin/env bash
# Runs every fuzz target of the module for a short while each, one after the
# other: go test fuzzes one target at a time.
#
#   tools/fuzz.sh [inputs]     20000x when left out
#
# It counts inputs and not seconds: up to Go 1.26, time that runs out in the
# middle of an input is sometimes reported as a failure (golang/go#75804). A time
# (10m) is for a person who watches.
#
# A failing input is written to testdata/fuzz beside its test: commit it with the fix.
set -euo pipefail
cd "$(dirname "$0")/.."

inputs=${1:-20000x}
go=${GO:-go}

targets=$(grep -rE --include='*_test.go' '^func Fuzz[A-Z0-9_]\w*\(' . |
	sed -E 's#^\./(.*)/[^/]*_test\.go:func (Fuzz\w+)\(.*#\1 \2#' | sort -u)
if [ -z "$targets" ]; then
	echo "no fuzz targets"
	exit 0
fi

while read -r dir name; do
	echo "--- $name (./$dir) for $inputs"
	"$go" test -run='^$' -fuzz="^$name\$" -fuzztime="$inputs" -fuzzminimizetime=100x "./$dir"
done <<<"$targets"
