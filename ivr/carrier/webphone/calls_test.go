package webphone_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/webphone"
)

func TestCall(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	c := p.dial("0470 00 00 01", "")
	require.Equal(t, []string{resident}, p.line.calledAs())
	require.Equal(t, "asking", c.State)
	require.Equal(t, 1, c.Expects)
	require.Len(t, c.Lines, 3)
	require.Equal(t, "0800 12 001", c.Lines[0].Text)
	dutch, arabic := c.Lines[1], c.Lines[2]
	require.Equal(t, "line spoke nl-BE ltr Druk 1.", strings.Join([]string{dutch.Who, dutch.Kind, dutch.Lang, dutch.Dir, dutch.Text}, " "))
	require.Equal(t, 100, dutch.Rate)
	require.Equal(t, "ar rtl", arabic.Lang+" "+arabic.Dir)

	c = p.does(c, "press", `{"keys":"1"}`)
	require.Equal(t, 6, c.Expects)
	require.Equal(t, "Uw code?", c.heard())
	require.Equal(t, 80, c.Lines[len(c.Lines)-1].Rate)
	c = p.does(c, "press", `{"keys":"234567"}`)
	require.Equal(t, "Dank u234567.", c.heard())
	require.Equal(t, "ended line", c.State+" "+c.Ended)
	require.Equal(t, 1, p.line.endings())
	p.called(p.post("calls/"+c.ID+"/wait", `{}`), http.StatusConflict)
	require.Equal(t, "ended", p.does(c, "hangup", `{}`).State)
}

func TestSilenceSpeechAndHangingUp(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	c := p.dial(carrier.Anonymous, "nobody")
	require.Equal(t, []string{"anonymous"}, p.line.calledAs())
	c = p.does(c, "wait", `{}`)
	require.Equal(t, "recording", c.State)
	spoke := p.does(c, "say", `{}`)
	require.Equal(t, "ended", spoke.State)
	require.Contains(t, spoke.Lines, struct {
		Who, Kind, Lang, Dir, Text string
		Rate, Seconds              int
	}{Who: "caller", Kind: "recorded", Seconds: 5})
	other := p.dial(resident, "")
	p.called(p.post("calls/"+other.ID+"/say", `{}`), http.StatusConflict)
	require.Equal(t, "caller", p.does(other, "hangup", `{}`).Ended)
}

// What happens at the desk's telephone is shown, and is not what the caller hears.
func TestWhatTheDeskHears(t *testing.T) {
	t.Parallel()
	for desk, want := range map[string]string{"talks": "told Druk 1. | pressed 1 | completed", "machine": "told Druk 1. | silent  | unaccepted"} {
		p := newPage(t)
		c := p.does(p.dial(resident, desk), "press", `{"keys":"9"}`)
		require.NotContains(t, c.heard(), "Druk 1")
		var seen []string
		for _, line := range c.Lines {
			if line.Who == "desk" {
				seen = append(seen, line.Kind+" "+line.Text)
			} else if line.Kind == "connected" {
				seen = append(seen, line.Text)
			}
		}
		require.Equal(t, want, strings.Join(seen, " | "))
	}
}

func TestDesk(t *testing.T) {
	t.Parallel()
	for desk, want := range map[string]string{"": "no-answer", "nobody": "no-answer", "busy": "busy", "talks": "completed"} {
		p := newPage(t)
		c := p.does(p.dial(resident, desk), "press", `{"keys":"0"}`)
		require.Equal(t, "Dank u"+want+".", c.heard(), desk)
		var rang, connected string
		for _, line := range c.Lines {
			switch line.Kind {
			case "rang":
				rang = line.Text
			case "connected":
				connected = line.Text
			}
		}
		require.Equal(t, "03 221 13 33 "+want, rang+" "+connected)
	}
}

func TestLineThatFails(t *testing.T) {
	t.Parallel()
	p := newPage(t, func(c *webphone.Config) {
		phone := c.Phone
		c.Phone = func(from string) *carrier.Phone {
			broken := phone(from)
			broken.Line.VoiceURL = strings.Replace(broken.Line.VoiceURL, "/voice", "/broken", 1)
			return broken
		}
	})
	c := p.dial(resident, "")
	require.Equal(t, "ended fault", c.State+" "+c.Ended)
	require.Equal(t, "fault", c.Lines[len(c.Lines)-1].Text, "no reason, which could hold a number")
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	c := p.dial(resident, "")
	for _, wrong := range []struct {
		path, body string
		status     int
		why        string
	}{
		{"calls", `{"programme":"gent","from":"0470000001"}`, http.StatusNotFound, "programme"},
		{"calls", `{"programme":"antwerpen","from":"12"}`, http.StatusUnprocessableEntity, "number"},
		{"calls", `{"programme":"antwerpen","from":"0470000001","desk":"shouts"}`, http.StatusUnprocessableEntity, "desk"},
		{"calls", `{"programme":"antwerpen","more":1}`, http.StatusBadRequest, "json"},
		{"calls", `{} {}`, http.StatusBadRequest, "json"},
		{"calls", ``, http.StatusBadRequest, "json"},
		{"calls", `{"from":"` + strings.Repeat("1", 20_000) + `"}`, http.StatusRequestEntityTooLarge, "large"},
		{"calls/CAunknown/wait", `{}`, http.StatusNotFound, "gone"},
		{"calls/" + c.ID + "/press", `{"keys":""}`, http.StatusUnprocessableEntity, "keys"},
		{"calls/" + c.ID + "/press", `{"keys":"1a"}`, http.StatusUnprocessableEntity, "keys"},
		{"calls/" + c.ID + "/press", `{"keys":"` + strings.Repeat("1", 33) + `"}`, http.StatusUnprocessableEntity, "keys"},
		{"texts", `{"programme":"gent","from":"0470000001","body":"x"}`, http.StatusNotFound, "programme"},
		{"texts", `{"programme":"antwerpen","from":"032000001","body":"x"}`, http.StatusUnprocessableEntity, "mobile"},
		{"texts", `{"programme":"antwerpen","from":"0470000001","body":" "}`, http.StatusUnprocessableEntity, "text"},
		{"texts", `{"programme":"antwerpen","from":"0470000001","body":"` + strings.Repeat("ë", 1601) + `"}`, http.StatusUnprocessableEntity, "text"},
		{"clock", `{"to":"yesterday"}`, http.StatusUnprocessableEntity, "clock"},
	} {
		answer := p.post(wrong.path, wrong.body)
		require.Equal(t, wrong.status, answer.Code, wrong)
		require.JSONEq(t, `{"error":"`+wrong.why+`"}`, answer.Body.String(), wrong)
	}
	require.Equal(t, http.StatusNotFound, p.post("calls/"+c.ID+"/sing", `{}`).Code)
	require.Equal(t, http.StatusMethodNotAllowed, p.ask(http.MethodGet, "/phone/api/calls", "").Code)
}

func TestOnlySoManyCallsAreKept(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	first, second := p.dial(resident, ""), p.dial(resident, "")
	p.does(second, "hangup", `{}`)
	for range 99 {
		p.dial(resident, "")
	}
	require.Equal(t, http.StatusNotFound, p.post("calls/"+second.ID+"/wait", `{}`).Code, "the oldest that has ended goes first")
	require.Equal(t, 1, p.line.endings())
	p.dial(resident, "")
	require.Equal(t, http.StatusNotFound, p.post("calls/"+first.ID+"/wait", `{}`).Code, "then the oldest,")
	require.Equal(t, 2, p.line.endings(), "which is hung up")
}
