package main

import "github.com/click-call-connect/helpline/cmd/helpline/internal/settings"

// privacyCmd ends what is kept about people.
type privacyCmd struct {
	Run privacyRunCmd `cmd:"" help:"Erase what has reached its day, as every night."`
}

// spoolFlag names the folder in which promises wait while the database is away.
type spoolFlag struct {
	Spool string `env:"HELPLINE_SPOOL" placeholder:"DIR" help:"Folder that keeps promises on disk while the database is away."`
}

func (f spoolFlag) folder() string { return settings.Flags{Spool: f.Spool}.SpoolFolder() }
