package embedded

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

const (
	sharedMemory = "/dev/shm"
	tmpfsMagic   = 0x01021994 // from Linux's include/uapi/linux/magic.h
	minMemory    = 2 << 30    // bytes free; a container's default of 64 MB is too small
)

// memoryDir returns a folder whose files are kept in memory, or "" if there is none
// with enough room.
func memoryDir() string {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(sharedMemory, &stat); err != nil || stat.Type != tmpfsMagic {
		return ""
	}
	if stat.Bavail*uint64(stat.Bsize) < minMemory || syscall.Access(sharedMemory, writable) != nil {
		return ""
	}
	return sharedMemory
}

const writable = 2 // W_OK of access(2)

func processName(pid int) (string, error) {
	name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	return strings.TrimSpace(string(name)), err
}
