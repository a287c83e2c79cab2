#!/usr/bin/env bash
# Runs every fuzz target of the module for a short while each, one after the
# other: go test fuzzes one target at a time.
#
#   tools/fuzz.sh [duration]     10s when left out; also 200x for a number of inputs
#
# A failing input is written to testdata/fuzz beside its test: commit it with the fix.
set -euo pipefail
cd "$(dirname "$0")/.."

duration=${1:-10s}
go=${GO:-go}

targets=$(grep -rE --include='*_test.go' '^func Fuzz[A-Z0-9_]\w*\(' . |
	sed -E 's#^\./(.*)/[^/]*_test\.go:func (Fuzz\w+)\(.*#\1 \2#' | sort -u)
if [ -z "$targets" ]; then
	echo "no fuzz targets"
	exit 0
fi

while read -r dir name; do
	echo "--- $name (./$dir) for $duration"
	"$go" test -run='^$' -fuzz="^$name\$" -fuzztime="$duration" "./$dir"
done <<<"$targets"
