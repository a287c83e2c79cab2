package rest

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

// MaxRecording is the maximum size of a recording in bytes: twenty minutes of telephone
// sound, which is ten times the maximum of a voicemail.
const MaxRecording = 20 << 20

// transferTimes is how many timeouts of a request the transfer of a recording may take.
const transferTimes = 4

// ErrTooLong is returned by [Account.FetchRecording] if a recording is larger than
// MaxRecording.
var ErrTooLong = errors.New("recording is longer than 20 MB")

// errNotAudio is returned if the answer is no recording.
var errNotAudio = errors.New("answer is no recording")

// FetchRecording writes a recording as WAV. recording is the URL that a webhook gave. If
// it is not one of a recording below the carrier's address, FetchRecording returns
// [scheduling.ErrInvalid] and sends no request, because our credentials must only reach
// the carrier. It returns [scheduling.ErrNotFound] if the recording is gone. After any
// other error, w may hold a part.
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

// atEnd returns ErrTooLong if a body goes on.
func atEnd(body io.Reader) error {
	if n, err := io.ReadFull(body, make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
		return ErrTooLong
	}
	return nil
}

// isAudio reports whether a content type can be sound. The error page of a proxy is none,
// and a browser would display it.
func isAudio(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (strings.HasPrefix(kind, "audio/") || kind == "application/octet-stream")
}

// DeleteRecording deletes a recording at the carrier. It returns nil if the recording is
// gone already, and [scheduling.ErrInvalid] if the URL is not the carrier's.
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

// recording parses the address of a recording, without its .wav, .mp3 or .json. It must
// be below the carrier's address, on the same host and port, and end in /Recordings/{id}:
// a webhook must not make us fetch or delete anything else.
func (a *Account) recording(text string) (*url.URL, error) {
	if a.rest.broken != nil {
		return nil, &Error{Err: a.rest.broken}
	}
	base := a.base()
	given, err := url.Parse(text)
	switch {
	case err != nil || given.Host == "" || given.User != nil || given.RawPath != "" || given.RawQuery != "":
		return nil, fmt.Errorf("%w: address of a recording cannot be read", scheduling.ErrInvalid)
	case !a.rest.base.sameCarrier(given):
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

// hostPort returns a URL's host in lower case, with its port or the default port of the
// scheme.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// recordingID returns the id at the end of a path like Accounts/AC1/Recordings/RE1. It
// returns false if the path has another form, or unusual characters.
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

// notPlain reports whether a rune occurs in no id, version or word of the carrier's
// paths.
func notPlain(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
		return false
	}
	return true
}
