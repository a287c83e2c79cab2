package output

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func workday() time.Time { return time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC) }

// slowly makes 4,000 rows in so many seconds each thousand, and returns what is shown.
func slowly(each time.Duration, onTerminal bool) string {
	var shown bytes.Buffer
	at := workday()
	p := NewProgress(&shown, func() time.Time { return at }, "importing", 8000)
	p.Terminal = onTerminal
	for i := range 4000 {
		if i%1000 == 0 {
			at = at.Add(each)
		}
		p.Step()
	}
	p.End()
	return shown.String()
}

func TestProgressOnATerminalIsABar(t *testing.T) {
	shown := strings.Split(slowly(time.Second, true), "\r\033[K")
	require.Equal(t, []string{
		"",
		"importing [##......................]  12 %, 1000 rows, 1000 a second",
		"importing [######..................]  25 %, 2000 rows, 1000 a second",
		"importing [########................]  37 %, 3000 rows, 1000 a second",
		"importing [############............]  50 %, 4000 rows, 1000 a second",
		"",
	}, shown)
	for _, line := range shown {
		require.Less(t, len(line), 80)
	}
}

func TestProgressElsewhereIsALineNowAndThen(t *testing.T) {
	require.Equal(t, "importing: 25 %, 2000 rows so far\nimporting: 50 %, 4000 rows so far\n", slowly(6*time.Second, false))
}

func TestShortWorkShowsNothing(t *testing.T) {
	require.Empty(t, slowly(10*time.Millisecond, true))
	require.Empty(t, slowly(time.Second, false))
}

func TestAFileIsMeasuredByWhatWasRead(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "residents.csv"))
	require.NoError(t, err)
	defer file.Close()
	_, err = file.WriteString("12345")
	require.NoError(t, err)
	_, err = file.Seek(0, io.SeekStart)
	require.NoError(t, err)
	p := NewProgress(io.Discard, workday, "checking", 10)
	_, err = io.ReadAll(p.Reader(file))
	require.NoError(t, err)
	p.Step()
	require.EqualValues(t, 50, p.percent())
}
