//go:build !linux

package embedded

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

func processName(pid int) (string, error) {
	name, err := exec.Command("ps", "-o", "comm=", "-p", strconv.Itoa(pid)).Output()
	return filepath.Base(strings.TrimSpace(string(name))), err
}

// memoryDir returns "": these systems have no folder in memory.
func memoryDir() string { return "" }
