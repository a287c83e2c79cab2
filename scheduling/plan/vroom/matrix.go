package vroom

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/click-call-connect/helpline/scheduling/plan/internal/mistakes"
)

// matrix is a table of durations in seconds.
type matrix struct {
	size    int
	seconds []int32
}

func (m *matrix) travel(from, to int) int64 { return int64(m.seconds[from*m.size+to]) }

// readMatrix reads a matrix and checks that it is complete.
func readMatrix(where string, source []byte, wrong *mistakes.List) *matrix {
	var rows []json.RawMessage
	if json.Unmarshal(source, &rows) != nil || rows == nil {
		wrong.Add("%s is no list of rows: write [[0, …], …]", where)
		return nil
	}
	m := &matrix{size: len(rows), seconds: make([]int32, 0, min(len(rows)*len(rows), len(source)/2))}
	ok := true
	for i, row := range rows {
		before := len(m.seconds)
		var err error
		if m.seconds, err = appendRow(m.seconds, row); err != nil {
			wrong.Add("%s[%d]%w", where, i, err)
			ok = false
			m.seconds = m.seconds[:before]
			continue
		}
		if n := len(m.seconds) - before; n != len(rows) {
			wrong.Add("%s[%d] has %d numbers where the matrix has %d rows: each row needs the way to every place", where, i, n, len(rows))
			ok = false
		}
	}
	if !ok {
		return nil
	}
	return m
}

// appendRow parses one row without encoding/json, because a matrix is most of a file
// and has millions of numbers. The JSON was validated before.
func appendRow(row []int32, source []byte) ([]int32, error) {
	i := blank(source, 0)
	if source[i] != '[' {
		return row, fmt.Errorf(" is %s, and not a row of numbers", brief(source))
	}
	i = blank(source, i+1)
	for column := 0; source[i] != ']'; column++ {
		end := i
		for source[end] != ',' && source[end] != ']' && !isBlank(source[end]) {
			end++
		}
		n, err := strconv.ParseInt(string(source[i:end]), 10, 64)
		switch {
		case err != nil && string(source[i:end]) == "null":
			return row, fmt.Errorf("[%d] is a hole: write the seconds that the way takes", column)
		case err != nil:
			return row, fmt.Errorf("[%d] is %s, and not a whole number of seconds", column, brief(source[i:end]))
		case n < 0 || n > math.MaxInt32:
			return row, fmt.Errorf("[%d] is %d: ways take from 0 to %d seconds", column, n, math.MaxInt32)
		}
		row = append(row, int32(n))
		if i = blank(source, end); source[i] == ',' {
			i = blank(source, i+1)
		}
	}
	return row, nil
}

func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

func blank(source []byte, i int) int {
	for isBlank(source[i]) {
		i++
	}
	return i
}
