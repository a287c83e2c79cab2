package child

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// stopTimeout is how long a server may take to shut down.
const stopTimeout = 20 * time.Second

// Spec describes the process to run.
type Spec struct {
	Path string
	Args []string
	Dir  string         // working folder; empty: this process's
	Log  io.Writer      // receives the child's output; nil: discarded
	Stop syscall.Signal // requests a shutdown; also sent if this process dies
	As   Identity
}

// Child is a running process.
type Child struct {
	stop    syscall.Signal
	process *os.Process
	tail    *tail
	done    chan struct{}
	err     error // set before done is closed
}

// Start starts a process. The goroutine that starts it keeps its thread until the
// process ends, because the kernel treats the end of the starting thread as that of the
// parent.
func Start(spec Spec) (*Child, error) {
	c := &Child{stop: spec.Stop, tail: &tail{log: spec.Log}, done: make(chan struct{})}
	cmd := command(spec, c.tail)
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err != nil {
			return
		}
		c.err = ignorePipe(cmd.Wait())
		close(c.done)
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("start %s: %w", spec.Path, err)
	}
	c.process = cmd.Process
	return c, nil
}

// Run runs a process to its end. If the context ends first, the process is stopped.
func Run(ctx context.Context, spec Spec) error {
	c, err := Start(spec)
	if err != nil {
		return err
	}
	select {
	case <-c.done:
		return c.Err()
	case <-ctx.Done():
		return errors.Join(ctx.Err(), c.Stop())
	}
}

// Done returns a channel that is closed when the process has ended.
func (c *Child) Done() <-chan struct{} { return c.done }

// Pid returns the process id.
func (c *Child) Pid() int { return c.process.Pid }

// Err returns how an ended process ended, with the last lines it wrote, or nil if it
// exited normally.
func (c *Child) Err() error {
	if c.err == nil {
		return nil
	}
	return fmt.Errorf("%w: %s", c.err, c.tail)
}

// Stop requests a shutdown and waits for it. If the process does not end within
// stopTimeout, it is killed, and Stop returns an error.
func (c *Child) Stop() error {
	_ = c.process.Signal(c.stop) // fails only if the process has ended
	timeout := time.NewTimer(stopTimeout)
	defer timeout.Stop()
	select {
	case <-c.done:
		return nil
	case <-timeout.C:
		_ = c.process.Kill()
		<-c.done
		return fmt.Errorf("process %d did not end within %s and was killed", c.Pid(), stopTimeout)
	}
}

func command(spec Spec, last io.Writer) *exec.Cmd {
	cmd := exec.Command(spec.Path, spec.Args...)
	cmd.Dir = spec.Dir
	cmd.Stdout, cmd.Stderr = last, last // equal writers are never written to concurrently
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	cmd.WaitDelay = time.Second // a grandchild may hold the pipe open
	cmd.SysProcAttr = attributes(spec)
	return cmd
}

// ignorePipe removes the error that a grandchild kept the output open.
func ignorePipe(err error) error {
	if errors.Is(err, exec.ErrWaitDelay) {
		return nil
	}
	return err
}

// tail passes on the output and keeps the end of it. It is written by one goroutine,
// and read after that has ended.
type tail struct {
	log  io.Writer
	text string
}

const tailLength = 2000

// Write never fails, because a log that cannot be written must not end a server.
func (t *tail) Write(p []byte) (int, error) {
	if t.log != nil {
		_, _ = t.log.Write(p)
	}
	t.text += string(p)
	if extra := len(t.text) - tailLength; extra > 0 {
		t.text = t.text[extra:]
	}
	return len(p), nil
}

func (t *tail) String() string { return strings.TrimSpace(t.text) }
