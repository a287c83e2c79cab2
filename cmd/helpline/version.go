package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
)

// versionCmd prints which build this is, for whoever reports a fault.
type versionCmd struct {
	JSON bool `help:"Print JSON."`
}

// Help is shown below the flags.
func (versionCmd) Help() string {
	return `A build that is no release is named after its commit. The commit is empty if the
program was not built in a clone; that of a container image is in the image's labels.

Example:
  helpline version
  helpline version --json`
}

// versionJSON is the public contract of a build.
type versionJSON struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"`
	Modified bool   `json:"modified"` // there were changes that are in no commit
	Go       string `json:"go"`
}

// Run implements kong's command.
func (c *versionCmd) Run(term *terminal.Terminal) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	built := buildOf(info)
	if c.JSON {
		out := json.NewEncoder(term.Out)
		out.SetIndent("", "  ")
		return out.Encode(built)
	}
	commit := built.Commit
	switch {
	case commit == "":
		commit = "unknown"
	case built.Modified:
		commit += ", with changes"
	}
	_, err := fmt.Fprintf(term.Out, "helpline %s\ncommit   %s\n%s\n", built.Version, commit, built.Go)
	return err
}

func buildOf(info *debug.BuildInfo) versionJSON {
	built := versionJSON{Version: info.Main.Version, Go: info.GoVersion}
	if built.Version == "" {
		built.Version = "(devel)"
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			built.Commit = setting.Value
		case "vcs.modified":
			built.Modified = setting.Value == "true"
		}
	}
	return built
}
