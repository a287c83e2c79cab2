package settings

import (
	"os"
	"path/filepath"
	"runtime"
)

// DemoFolder returns the folder of the demo's data.
func DemoFolder() string { return ownFolder("demo") }

// ownFolder returns a folder of the helpline in the user's home.
func ownFolder(name string) string {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "helpline", name)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return filepath.Join(os.TempDir(), "helpline-"+name)
	}
	if runtime.GOOS == "linux" {
		return filepath.Join(home, ".local", "share", "helpline", name)
	}
	if dir, err := os.UserConfigDir(); err == nil {
		return filepath.Join(dir, "helpline", name)
	}
	return filepath.Join(home, ".helpline-"+name)
}
