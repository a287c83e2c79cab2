package twilio

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// MaxRecording is how long a recording may be, in bytes: twenty minutes of a
// telephone's sound, and ten times what a voicemail may last.
const MaxRecording = 20 << 20

// transferTimes is how many time-outs of a request a recording may take.
const transferTimes = 4

// ErrTooLong says that a recording is longer than MaxRecording.
var ErrTooLong = errors.New("recording is longer than 20 MB")

// errNotAudio says that something else came than a recording.
var errNotAudio = errors.New("answer is no recording")

// FetchRecording writes a recording as WAV. The URL is one that a webhook gave;
// one that is not a recording below the carrier's address is
// scheduling.ErrInvalid, and nobody is asked: our credentials go to the carrier
// only. A recording that is gone is scheduling.ErrNotFound. After another
// error, w may hold a part.
func (a *Account) FetchRecording(ctx context.Context, recording string, w io.Writer) error {
	target, err := a.recording(recording)
	if err != nil {
		return err
	}
	target.Path += ".wav"
	ctx, cancel := context.WithTimeout(ctx, transferTimes*a.rest.timeout)
	defer cancel()
	response, err := a.ask(ctx, http.MethodGet, target)
	if gone(err) {
		return fmt.Errorf("%w: the carrier has no such recording", scheduling.ErrNotFound)
	}
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if !isAudio(response.Header.Get("Content-Type")) {
		return &Error{HTTPStatus: response.StatusCode, Err: errNotAudio}
	}
	return copyRecording(ctx, w, response)
}

func copyRecording(ctx context.Context, w io.Writer, response *http.Response) error {
	if response.ContentLength > MaxRecording {
		return &Error{HTTPStatus: response.StatusCode, Err: ErrTooLong}
	}
	written, err := io.Copy(w, io.LimitReader(response.Body, MaxRecording))
	if err == nil && written == MaxRecording {
		err = atEnd(response.Body)
	}
	if err != nil {
		return brokenOff(ctx, response.StatusCode, err)
	}
	return nil
}

// atEnd is ErrTooLong when a body goes on.
func atEnd(body io.Reader) error {
	if n, err := io.ReadFull(body, make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
		return ErrTooLong
	}
	return nil
}

// isAudio reports whether a content type can be sound; a page of a proxy is not,
// and would be shown by a browser.
func isAudio(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (strings.HasPrefix(kind, "audio/") || kind == "application/octet-stream")
}

// DeleteRecording removes a recording at the carrier. One that is gone already
// is no error; a URL that is not the carrier's is scheduling.ErrInvalid.
func (a *Account) DeleteRecording(ctx context.Context, recording string) error {
	target, err := a.recording(recording)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, a.rest.timeout)
	defer cancel()
	response, err := a.ask(ctx, http.MethodDelete, target)
	if gone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return response.Body.Close()
}

// recording reads the address of a recording, without its .wav, .mp3 or .json.
// It must stand below the carrier's address, on the same host and port, and be
// …/Recordings/{id}: a webhook must not make us fetch or delete anything else.
func (a *Account) recording(text string) (*url.URL, error) {
	if a.rest.broken != nil {
		return nil, &Error{Err: a.rest.broken}
	}
	base := a.base()
	given, err := url.Parse(text)
	switch {
	case err != nil || given.Host == "" || given.User != nil || given.RawPath != "" || given.RawQuery != "":
		return nil, fmt.Errorf("%w: address of a recording cannot be read", scheduling.ErrInvalid)
	case given.Scheme != base.Scheme || hostPort(given) != hostPort(base):
		return nil, fmt.Errorf("%w: recording is not at the carrier's address", scheduling.ErrInvalid)
	}
	rest, below := strings.CutPrefix(given.Path, a.prefix()+"/")
	id, ok := recordingID(rest)
	if !below || !ok {
		return nil, fmt.Errorf("%w: address is not one of a recording", scheduling.ErrInvalid)
	}
	target := *base
	target.RawPath = ""
	target.Path = a.prefix() + "/" + rest[:strings.LastIndexByte(rest, '/')+1] + id
	return &target, nil
}

// hostPort is a URL's host, in lower case, with the port that is meant.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// recordingID is the id at the end of a path like Accounts/AC1/Recordings/RE1,
// whose parts are plain.
func recordingID(path string) (id string, ok bool) {
	parts := strings.Split(path, "/")
	last := len(parts) - 1
	if last < 1 || parts[last-1] != "Recordings" {
		return "", false
	}
	for _, extension := range []string{".wav", ".mp3", ".json"} {
		parts[last] = strings.TrimSuffix(parts[last], extension)
	}
	for _, part := range parts {
		if part == "" || strings.Trim(part, ".") == "" || strings.ContainsFunc(part, notPlain) {
			return "", false
		}
	}
	return parts[last], true
}

// notPlain is what no id, no version and no word of the carrier's paths holds.
func notPlain(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
		return false
	}
	return true
}
