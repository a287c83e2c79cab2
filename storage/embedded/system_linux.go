package embedded

import (
	"fmt"
	"os"
	"strings"
)

func processName(pid int) (string, error) {
	name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	return strings.TrimSpace(string(name)), err
}
