package main

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/preflight"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/redis"
)

const (
	root        = "../../"
	composeFile = root + "docker-compose.yml"
	exampleFile = root + ".env.example"
)

// example returns the variables of .env.example.
func example(t *testing.T) map[string]string {
	t.Helper()
	environment, err := dotenv.Read(exampleFile)
	require.NoError(t, err)
	return environment
}

// composed returns docker-compose.yml as compose reads it, validated, with .env.example
// copied to .env.
func composed(t *testing.T) *types.Project {
	t.Helper()
	content, err := os.ReadFile(composeFile)
	require.NoError(t, err)
	project, err := loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir: root, Environment: example(t),
		ConfigFiles: []types.ConfigFile{{Filename: "docker-compose.yml", Content: content}},
	})
	require.NoError(t, err)
	return project
}

func TestComposeIsValid(t *testing.T) {
	t.Parallel()
	project := composed(t)
	require.ElementsMatch(t, []string{"postgres", "redis", "migrate", "app"}, project.ServiceNames())
	order := project.Services["app"].DependsOn
	require.Equal(t, "service_completed_successfully", order["migrate"].Condition)
	require.Equal(t, "service_healthy", order["postgres"].Condition)
	require.Equal(t, "service_healthy", order["redis"].Condition)
	require.Equal(t, "service_healthy", project.Services["migrate"].DependsOn["postgres"].Condition)
	for name, service := range project.Services {
		if name == "postgres" || name == "redis" {
			require.Empty(t, service.Ports, "%s is open to others", name)
			require.NotNil(t, service.HealthCheck)
			require.Len(t, service.Volumes, 1)
			require.Equal(t, types.VolumeTypeVolume, service.Volumes[0].Type, "%s keeps nothing", name)
			continue
		}
		require.True(t, service.ReadOnly, "%s can write everywhere", name)
		require.Equal(t, []string{"ALL"}, service.CapDrop)
	}
	drain, err := time.ParseDuration(example(t)["HELPLINE_DRAIN"])
	require.NoError(t, err)
	require.Greater(t, time.Duration(*project.Services["app"].StopGracePeriod), drain+line.ShutdownTimeout+outbox.SendTimeout, "it is killed while it leaves")
	for _, service := range project.Services {
		for name, value := range service.Environment {
			require.NotNil(t, value, "%s comes from the machine that runs compose", name)
		}
	}
}

// variables finds the names in ${NAME} and ${NAME:?…}.
var variables = regexp.MustCompile(`\$\{([A-Z_]+)`)

// .env.example holds exactly the variables that compose uses, and every variable that
// the program reads reaches it.
func TestTheExampleEnvironmentIsComplete(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(composeFile)
	require.NoError(t, err)
	var asked []string
	for _, match := range variables.FindAllStringSubmatch(string(content), -1) {
		asked = append(asked, match[1])
	}
	slices.Sort(asked)
	environment := example(t)
	var given []string
	for name := range environment {
		given = append(given, name)
	}
	require.ElementsMatch(t, slices.Compact(asked), given)

	reads := serveReads(t)
	var ours []string
	for _, name := range given {
		if strings.HasPrefix(name, "HELPLINE_") || strings.HasPrefix(name, "TWILIO_") {
			ours = append(ours, name)
		}
	}
	own := slices.DeleteFunc(slices.Clone(reads), func(name string) bool {
		return !strings.HasPrefix(name, "HELPLINE_") && !strings.HasPrefix(name, "TWILIO_")
	})
	require.ElementsMatch(t, own, ours, "the program's variables, and those of .env.example")
	var reaches []string
	for name := range composed(t).Services["app"].Environment {
		reaches = append(reaches, name)
	}
	require.ElementsMatch(t, reads, reaches, "the program's variables, and those that compose hands it")

	text, err := os.ReadFile(exampleFile)
	require.NoError(t, err)
	before := ""
	for line := range strings.Lines(string(text)) {
		if name, _, ok := strings.Cut(line, "="); ok && variables.MatchString("${"+name) && !strings.HasPrefix(line, "#") {
			require.True(t, strings.HasPrefix(before, "#"), "%s is not explained", name)
		}
		before = line
	}
}

// serveReads returns the variables that the flags of helpline serve read.
func serveReads(t *testing.T) []string {
	t.Helper()
	parser, err := kong.New(&cli{}, commandVars())
	require.NoError(t, err)
	var names []string
	for _, command := range parser.Model.Leaves(false) {
		if command.Name != "serve" {
			continue
		}
		for _, flag := range command.Flags {
			names = append(names, flag.Envs...)
		}
	}
	require.NotEmpty(t, names)
	return names
}

// The services of compose start here in its order with its settings: a database, a
// Redis with the same flags, helpline migrate, helpline serve. Only paths, addresses and
// the drain differ.
func TestTheLineStartsAsComposeStartsIt(t *testing.T) {
	t.Parallel()
	project := composed(t)
	environment := map[string]string{}
	for name, value := range project.Services["app"].Environment {
		environment[name] = *value
	}
	environment["DATABASE_URL"] = embeddedtest.Database(t, "")
	environment["REDIS_URL"] = composeRedis(t, project.Services["redis"].Command)
	environment["HELPLINE_ADDR"], environment["HELPLINE_DRAIN"] = "127.0.0.1:0", "10ms" // nobody calls any more
	for _, volume := range project.Services["app"].Volumes {
		switch volume.Target {
		case environment["HELPLINE_PROGRAMMES"]:
			environment["HELPLINE_PROGRAMMES"] = volume.Source
		case environment["HELPLINE_SPOOL"]:
			environment["HELPLINE_SPOOL"] = filepath.Join(t.TempDir(), "spool")
		case environment["HELPLINE_AUDIO"]:
			environment["HELPLINE_AUDIO"] = t.TempDir()
		}
	}
	migrating := map[string]string{"DATABASE_URL": environment["DATABASE_URL"]}
	output, err := helplineWith(t, migrating, project.Services["migrate"].Command...).CombinedOutput()
	require.NoError(t, err, string(output))
	require.Equal(t, []string{"serve"}, []string(project.Services["app"].Command))
	line := serves(t, environment)
	status, body := line.get("/readyz")
	require.Equal(t, http.StatusOK, status, body)
	check := []string(project.Services["app"].HealthCheck.Test)
	require.Equal(t, []string{"CMD", "/helpline"}, check[:2])
	output, err = helplineWith(t, map[string]string{"HELPLINE_ADDR": line.addr}, check[2:]...).CombinedOutput()
	require.NoError(t, err, string(output))

	require.Contains(t, line.signedCall(environment), "<Gather")
	_, figures := line.get("/metrics")
	require.Contains(t, figures, `helpline_webhook_seconds_count{route="/twilio/voice",status="200"} 1`)
	require.Contains(t, figures, "helpline_books_up 1")

	client, err := redis.Connect(t.Context(), environment["REDIS_URL"])
	require.NoError(t, err)
	defer client.Close()
	if info, err := preflight.RedisInfo(t.Context(), client); err == nil { // miniredis has no INFO
		findings := preflight.JudgeRedis(info)
		require.Len(t, findings, 1)
		require.Equal(t, preflight.OK, findings[0].Level, "preflight has something to say of compose's own Redis")
	}

	line.stops()
	line.ended()
}

// signedCall begins a call as the carrier does, and returns the answer.
func (p *process) signedCall(environment map[string]string) string {
	p.t.Helper()
	form := url.Values{"CallSid": {"CA1"}, "From": {mobile}, "To": {dialled}, "CallStatus": {"ringing"}, "Direction": {"inbound"}}
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, "http://"+p.addr+ivr.VoicePath, strings.NewReader(form.Encode()))
	require.NoError(p.t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	public := environment["HELPLINE_PUBLIC_URL"] + ivr.VoicePath
	request.Header.Set("X-Twilio-Signature", signature.Sign(environment["TWILIO_AUTH_TOKEN"], public, form))
	answer, err := http.DefaultClient.Do(request)
	require.NoError(p.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(p.t, err)
	require.Equal(p.t, http.StatusOK, answer.StatusCode, string(text))
	return string(text)
}

// composeRedis starts Redis with the flags that compose gives it, on a socket of
// its own. On a machine that has none, one within this process has to do; in
// continuous integration that is a failure.
func composeRedis(t *testing.T, command []string) string {
	t.Helper()
	require.Equal(t, "redis-server", command[0])
	path, err := exec.LookPath(command[0])
	if err != nil {
		require.NotEqual(t, "true", os.Getenv("CI"), "apt-get install redis-server")
		return embeddedtest.InProcessRedis(t).URL()
	}
	dir := t.TempDir()
	socket := filepath.Join(dir, "s")
	args := append(slices.Clone(command[1:]), "--port", "0", "--unixsocket", socket, "--dir", dir)
	server := exec.CommandContext(context.WithoutCancel(t.Context()), path, args...)
	require.NoError(t, server.Start())
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	require.Eventually(t, func() bool {
		_, err := os.Stat(socket)
		return err == nil
	}, patience, 5*time.Millisecond)
	return "unix://" + socket
}

// Every file that the program is built from gets into the image's build, and the image
// has the module's version of Go.
func TestTheImageGetsWhatItIsBuiltFrom(t *testing.T) {
	t.Parallel()
	ignore, err := os.ReadFile(root + ".dockerignore")
	require.NoError(t, err)
	var let []string
	for line := range strings.Lines(string(ignore)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "!"); ok {
			let = append(let, name)
		}
	}
	const format = `{{if .Module}}{{if .Module.Main}}{{range .GoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}` +
		`{{range .EmbedFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}{{end}}{{end}}`
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", format, ".")
	list.Stderr = os.Stderr
	output, err := list.Output()
	require.NoError(t, err)
	folder, err := filepath.Abs(root)
	require.NoError(t, err)
	files := strings.Fields(string(output))
	require.Greater(t, len(files), 100)
	for _, file := range files {
		name, err := filepath.Rel(folder, file)
		require.NoError(t, err)
		top, _, _ := strings.Cut(filepath.ToSlash(name), "/")
		require.Contains(t, let, top, "%s stays outside", name)
		require.NotRegexp(t, `_test\.go$|(^|/)testdata/`, filepath.ToSlash(name), "%s stays outside", name)
	}
	dockerfile, err := os.ReadFile(root + "Dockerfile")
	require.NoError(t, err)
	module, err := os.ReadFile(root + "go.mod")
	require.NoError(t, err)
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(string(module))[1]
	require.Contains(t, string(dockerfile), "FROM golang:"+version+".", "the image is built with another Go")
}
