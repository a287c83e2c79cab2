package embedded

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// pidFile is what a running server says of itself in postmaster.pid.
type pidFile struct {
	path   string
	pid    int
	port   string
	socket string // folder of its unix socket; empty while it starts
	ready  bool   // to take connections
}

// Lines of postmaster.pid, from PostgreSQL's src/include/utils/pidfile.h.
const (
	pidLine    = 0
	portLine   = 3
	socketLine = 4
	statusLine = 7
)

func readPidFile(data string) (pidFile, error) {
	file := pidFile{path: filepath.Join(data, "postmaster.pid")}
	text, err := os.ReadFile(file.path)
	if err != nil {
		return file, err
	}
	lines := strings.Split(string(text), "\n")
	line := func(i int) string {
		if i < len(lines) {
			return strings.TrimSpace(lines[i])
		}
		return ""
	}
	file.port, file.socket, file.ready = line(portLine), line(socketLine), line(statusLine) == "ready"
	if file.pid, err = strconv.Atoi(line(pidLine)); err != nil {
		return file, fmt.Errorf("%s is damaged (remove it when no server runs there): %w", file.path, err)
	}
	return file, nil
}

// alive says whether the file's process runs, and is a Postgres: after a restart
// of the machine or container the number may be another program's.
func (p pidFile) alive() bool {
	if !running(p.pid) {
		return false
	}
	name, err := processName(p.pid)
	return err != nil || name == "postgres"
}

// clear removes the file of a dead server when its number is another program's
// by now, which Postgres would take for the server. Otherwise the file stays:
// Postgres knows best whether something of the old server is still there.
func (p pidFile) clear() error {
	if running(p.pid) {
		return os.Remove(p.path)
	}
	return nil
}
