package main

import (
	"bytes"
	"encoding/json"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
)

func TestVersion(t *testing.T) {
	t.Parallel()
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "true"}, {Key: "CGO_ENABLED", Value: "0"},
	}}
	require.Equal(t, versionJSON{Version: "v1.2.3", Commit: "0123456789abcdef", Modified: true, Go: "go1.26.8"}, buildOf(info))
	require.Equal(t, versionJSON{Version: "(devel)"}, buildOf(&debug.BuildInfo{}))

	var out, errs bytes.Buffer
	require.Equal(t, exit.CodeOK, run(t.Context(), []string{"version", "--json"}, bytes.NewReader(nil), &out, &errs), errs.String())
	var printed versionJSON
	require.NoError(t, json.Unmarshal(out.Bytes(), &printed))
	require.Equal(t, runtime.Version(), printed.Go)
	out.Reset()
	require.Equal(t, exit.CodeOK, run(t.Context(), []string{"version"}, bytes.NewReader(nil), &out, &errs))
	require.Contains(t, out.String(), "helpline "+printed.Version+"\n")
	require.Contains(t, out.String(), runtime.Version())
}
