package embedded

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// pidFile is the content of a running server's postmaster.pid.
type pidFile struct {
	path   string
	pid    int
	port   string
	socket string // folder of its unix socket; empty while the server starts
	ready  bool   // accepts connections
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

// alive reports whether the file's process is running and is a Postgres: after a
// restart of the machine or container, the id may belong to another program.
func (p pidFile) alive() bool {
	if !running(p.pid) {
		return false
	}
	name, err := processName(p.pid)
	return err != nil || name == "postgres"
}

// clear removes the file of a dead server if its process id now belongs to another
// program, which Postgres would take for the server. Otherwise the file stays, and
// Postgres itself checks for remains of the old server.
func (p pidFile) clear() error {
	if running(p.pid) {
		return os.Remove(p.path)
	}
	return nil
}
