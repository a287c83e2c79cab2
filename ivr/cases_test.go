package ivr_test

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// fieldCase is a sequence of webhooks that carriers have sent to somebody's line, with what
// should come of it. The cases are in testdata/cases.json, and were written for this.
type fieldCase struct {
	Name    string
	Message int64          // a notice by telephone with this id is in the outbox; 0: none
	Counted map[string]int // counts of the hour and the day, before
	Steps   []struct {
		Post  string
		Times int // how often the same webhook comes; 0: once
		Form  map[string]string
	}
	Expects struct {
		Answer        *string // a part of the last answer; "": it is empty
		Never         string  // no part of it
		Answers       string  // "equal, then another": the repeated answers, and the last one
		Log           string
		Conversations *int
		Callback      scheduling.CallbackReason
		Phone         string
		Note          string
		Recording     *string
		Discarded     string
		Journal       string
	}
}

// play posts the steps, and returns every answer.
func (c *fieldCase) play(l *line) (answers []string) {
	for _, step := range c.Steps {
		var pairs []string
		for name, value := range step.Form {
			pairs = append(pairs, name, value)
		}
		for range max(1, step.Times) {
			status, answer := l.post(step.Post, fields(pairs...))
			require.Contains(l.t, []int{http.StatusOK, http.StatusNoContent}, status)
			answers = append(answers, answer)
		}
	}
	return answers
}

func (c *fieldCase) judge(l *line, answers []string) {
	last, want := answers[len(answers)-1], c.Expects
	switch {
	case want.Answer == nil:
	case *want.Answer == "":
		require.Equal(l.t, nothingSaid, last)
	default:
		require.Contains(l.t, last, *want.Answer)
	}
	if want.Never != "" {
		require.NotContains(l.t, last, want.Never)
	}
	if want.Answers != "" {
		for _, answer := range answers[:len(answers)-1] {
			require.Equal(l.t, answers[0], answer)
		}
		require.Contains(l.t, answers[0], "<Message>")
		require.Contains(l.t, last, "<Message>")
		require.NotEqual(l.t, answers[0], last)
	}
	require.Contains(l.t, l.log.String(), want.Log)
	if want.Conversations != nil {
		require.Len(l.t, l.sessions.sessions, *want.Conversations)
	}
	require.Contains(l.t, strings.Join(l.journal.Lines, "\n"), want.Journal)
	c.judgeCallback(l)
}

func (c *fieldCase) judgeCallback(l *line) {
	want := c.Expects
	require.Equal(l.t, want.Discarded, strings.Join(l.office.discarded, ","))
	if want.Callback == "" {
		require.Empty(l.t, l.office.callbacks)
		return
	}
	require.NotEmpty(l.t, l.office.callbacks)
	kept := l.office.callbacks[len(l.office.callbacks)-1]
	require.Equal(l.t, want.Callback, kept.Reason)
	require.Equal(l.t, want.Phone, kept.Phone)
	require.Contains(l.t, kept.Note, want.Note)
	if want.Recording != nil {
		require.Equal(l.t, *want.Recording, kept.RecordingURL)
	}
}

// What other lines got wrong, played on this one.
func TestCasesFromTheField(t *testing.T) {
	file, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var cases []fieldCase
	require.NoError(t, json.Unmarshal(file, &cases))
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			l := newLine(t)
			if c.Message != 0 {
				l.journal.Messages = map[int64]scheduling.Message{c.Message: message(byVoice, func(m *scheduling.Message) {
					m.ID, m.Kind, m.Key = c.Message, scheduling.Notice, contact.MovedKey
				})}
			}
			maps.Copy(l.memory.counts, c.Counted)
			c.judge(l, c.play(l))
			for _, step := range c.Steps {
				if from := step.Form["From"]; strings.HasPrefix(from, "+") {
					require.NotContains(t, l.log.String(), from, "numbers are never logged")
				}
			}
		})
	}
}

// Discard implements flows.Callbacks.
func (d *desk) Discard(_ context.Context, recordingURL string) error {
	d.discarded = append(d.discarded, recordingURL)
	return d.away
}

var _ flows.Callbacks = (*desk)(nil)
