package line

import (
	"os"
	"path/filepath"
	"runtime"
)

// DemoFolder is where the demo keeps its data.
func DemoFolder() string { return ownFolder("demo") }

// ownFolder is a folder of ours among those of the user.
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
