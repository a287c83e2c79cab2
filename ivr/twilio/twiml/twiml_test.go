package twiml_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
)

// plainWords speaks keys as they are. Dutch and French have voices that heed SSML.
type plainWords struct{}

func (plainWords) Silence(length time.Duration) string {
	return fmt.Sprintf("/audio/silence/%d.wav", length.Milliseconds())
}

func (plainWords) Say(line flows.Line, slow bool) []twiml.Utterance {
	u := twiml.Utterance{Text: line.Key, Marks: line.Language == "nl" || line.Language == "fr"}
	if slow {
		u.Rate = 85
	}
	switch line.Language {
	case "nl":
		u.Language, u.Voice = "nl-BE", "Polly.Lisa-Neural"
	case "fr":
		u.Language, u.Voice = "fr-FR", "Polly.Lea-Neural"
	case "ar":
		u.Language, u.Voice = "arb", "Polly.Zeina"
	}
	return []twiml.Utterance{u}
}

func action(turn int) string { return fmt.Sprintf("/twilio/voice?a=1&turn=%d", turn) }

func line(language scheduling.Language, words string) flows.Line {
	return flows.Line{Language: language, Message: locale.Message{Key: words}}
}

const (
	head = `<?xml version="1.0" encoding="UTF-8"?><Response>`
	nl   = `<Say language="nl-BE" voice="Polly.Lisa-Neural">`
	fr   = `<Say language="fr-FR" voice="Polly.Lea-Neural">`
	next = `<Redirect method="POST">/twilio/voice?a=1&amp;turn=2</Redirect>`
)

var menu = flows.Reply{
	Turn: 2,
	Lines: []flows.Line{
		line("nl", "Voor een afspraak druk 1."), line("fr", `Pour <le> français & "plus" 2.`),
	},
	Expect: flows.Expect{Kind: flows.ExpectKeys, Digits: 1, Wait: 10 * time.Second},
}

var anyLength = flows.Reply{
	Turn: 2, Lines: []flows.Line{line("nl", "Typ uw code.")},
	Expect: flows.Expect{Kind: flows.ExpectKeys, Wait: 7500 * time.Millisecond},
}

var voicemail = flows.Reply{
	Turn: 2, Lines: []flows.Line{line("nl", "Spreek in na de toon.")},
	Expect: flows.Expect{Kind: flows.ExpectRecording, MaxLength: 90 * time.Second},
}

var goodbye = flows.Reply{
	Turn: 2, Lines: []flows.Line{line("nl", "Tot dan.")}, Expect: flows.Expect{Kind: flows.ExpectNothing},
}

var connection = flows.Reply{
	Turn: 2, Lines: []flows.Line{line("nl", "Ik verbind u door.")},
	Expect: flows.Expect{
		Kind: flows.ExpectConnection, Numbers: []string{"+3232211333"}, CallerID: "+3280012345",
		Wait: 25 * time.Second, MaxLength: 30 * time.Minute,
	},
}

var slowly = flows.Reply{
	Turn: 2, Slow: true, Lines: []flows.Line{line("nl", `Druk "1" & <2>.`)},
	Expect: flows.Expect{Kind: flows.ExpectKeys, Digits: 1},
}

func render(reply flows.Reply) string {
	return string(twiml.Voice(reply, plainWords{}, twiml.Addresses{Answer: action}))
}

func TestVoice(t *testing.T) {
	t.Parallel()
	gather := func(attributes string) string {
		return head + `<Gather input="dtmf" action="/twilio/voice?a=1&amp;turn=2" method="POST" ` + attributes +
			` finishOnKey="#" actionOnEmptyResult="true">`
	}
	keys := flows.Expect{Kind: flows.ExpectKeys}
	const dial = `<Dial action="/twilio/voice?a=1&amp;turn=2" method="POST" `
	for name, c := range map[string]struct {
		reply flows.Reply
		want  string
	}{
		"menu": {menu, gather(`timeout="10" numDigits="1"`) + nl + `Voor een afspraak druk 1.</Say>` +
			fr + `Pour &lt;le&gt; français &amp; &#34;plus&#34; 2.</Say></Gather>` + next + `</Response>`},
		"number of any length": {anyLength, gather(`timeout="8"`) + nl + `Typ uw code.</Say></Gather>` + next + `</Response>`},
		"nothing to say":       {flows.Reply{Turn: 2, Expect: keys}, gather(`timeout="10"`) + `</Gather>` + next + `</Response>`},
		"a line without words": {
			flows.Reply{Turn: 2, Expect: keys, Lines: []flows.Line{line("nl", " \x01")}},
			gather(`timeout="10"`) + `</Gather>` + next + `</Response>`,
		},
		"voicemail": {voicemail, head + nl + `Spreek in na de toon.</Say>` +
			`<Record action="/twilio/voice?a=1&amp;turn=2" method="POST" maxLength="90" timeout="5" finishOnKey="0*#" playBeep="true"/>` +
			next + `</Response>`},
		"connection": {connection, head + nl + `Ik verbind u door.</Say>` + dial +
			`timeout="25" timeLimit="1800" callerId="+3280012345"><Number>+3232211333</Number></Dial>` + next + `</Response>`},
		"connection as usual": {
			flows.Reply{Turn: 2, Expect: flows.Expect{Kind: flows.ExpectConnection, Numbers: []string{"+3232211333"}}},
			head + dial + `timeout="20" timeLimit="3600"><Number>+3232211333</Number></Dial>` + next + `</Response>`,
		},
		"connection with nobody": {
			flows.Reply{Turn: 2, Expect: flows.Expect{Kind: flows.ExpectConnection, Numbers: []string{" \x00"}, CallerID: "+3280012345"}},
			head + next + `</Response>`,
		},
		"connection to a hostile number": {
			flows.Reply{Turn: 2, Expect: flows.Expect{Kind: flows.ExpectConnection, Numbers: []string{`<Sip>"&`}, CallerID: `"><`}},
			head + dial + `timeout="20" timeLimit="3600" callerId="&#34;&gt;&lt;"><Number>&lt;Sip&gt;&#34;&amp;</Number></Dial>` + next + `</Response>`,
		},
		"slowly": {slowly, gather(`timeout="10" numDigits="1"`) + nl + `<prosody rate="85%">Druk &#34;1&#34; &amp; &lt;2&gt;.</prosody></Say></Gather>` +
			next + `</Response>`},
		"slowly with the carrier's own voice": {
			flows.Reply{Slow: true, Lines: []flows.Line{line("xx", "?")}}, head + `<Say>?</Say><Hangup/></Response>`,
		},
		"slowly without words": {flows.Reply{Slow: true, Lines: []flows.Line{line("nl", " ")}}, head + `<Hangup/></Response>`},
		"goodbye":              {goodbye, head + nl + `Tot dan.</Say><Hangup/></Response>`},
		"nothing at all":       {flows.Reply{}, head + `<Hangup/></Response>`},
		"other language":       {flows.Reply{Lines: []flows.Line{line("xx", "?")}}, head + `<Say>?</Say><Hangup/></Response>`},
		"illegal in XML":       {flows.Reply{Lines: []flows.Line{line("", "a\x00\x1b\xff\uFFFEb\r\nc😀")}}, head + "<Say>ab\nc😀</Say><Hangup/></Response>"},
		"language switch":      {flows.Reply{Lines: []flows.Line{line("nl", "a"), line("nl", "b")}}, head + nl + `a</Say>` + nl + `b</Say><Hangup/></Response>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, render(c.reply))
		})
	}
}

func TestRate(t *testing.T) {
	t.Parallel()
	for rate, want := range map[int]string{
		-5: "?", 0: "?", 1: `<prosody rate="20%">?</prosody>`, 85: `<prosody rate="85%">?</prosody>`, 100: "?",
		900: `<prosody rate="200%">?</prosody>`,
	} {
		u := twiml.Utterance{Text: "?", Voice: "Polly.Lisa-Neural", Rate: rate}
		require.Equal(t, head+`<Say voice="Polly.Lisa-Neural">`+want+`</Say><Hangup/></Response>`, string(twiml.Apology(u)), rate)
		for _, basic := range []string{"", "man", "woman", "alice"} {
			u.Voice = basic
			require.NotContains(t, string(twiml.Apology(u)), "prosody", "the basic voices take plain words only")
		}
	}
}

func TestOtherDocuments(t *testing.T) {
	t.Parallel()
	sorry := twiml.Utterance{Text: "Dit nummer is niet in gebruik.", Language: "nl-BE", Voice: "Polly.Lisa-Neural"}
	for name, c := range map[string]struct {
		document []byte
		want     string
	}{
		"apology":        {twiml.Apology(sorry), nl + `Dit nummer is niet in gebruik.</Say><Hangup/>`},
		"spoken, then":   {twiml.Spoken([]twiml.Utterance{sorry}, "/x?a=1&b=2"), nl + `Dit nummer is niet in gebruik.</Say><Redirect method="POST">/x?a=1&amp;b=2</Redirect>`},
		"reject":         {twiml.Reject(), `<Reject/>`},
		"text":           {twiml.MessageReply("Dag,\ntot dan & <3"), "<Message>Dag,\ntot dan &amp; &lt;3</Message>"},
		"text too long":  {twiml.MessageReply(strings.Repeat("é", 2000)), "<Message>" + strings.Repeat("é", 1600) + "</Message>"},
		"no text":        {twiml.MessageReply(" \n"), ""},
		"nothing at all": {twiml.Empty(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, head+c.want+"</Response>", string(c.document))
		})
	}
}

func TestLongTextIsSplit(t *testing.T) {
	t.Parallel()
	sentences := strings.TrimSpace(strings.Repeat("Dit is een zin. ", 400))
	for name, text := range map[string]string{
		"at sentences":      sentences,
		"at words":          strings.TrimSpace(strings.Repeat("ééén ", 1500)),
		"anywhere":          strings.Repeat("é", 7000),
		"a sentence early":  "Kort. " + strings.Repeat("woord ", 900),
		"exactly the limit": strings.Repeat("é", 3000),
	} {
		says := saysOf(t, render(flows.Reply{Lines: []flows.Line{line("nl", text)}}))
		for _, said := range says {
			require.LessOrEqual(t, len([]rune(said)), 3000, name)
		}
		require.Equal(t, strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(strings.Join(says, ""), " ", ""), name)
	}
	slow := render(flows.Reply{Slow: true, Lines: []flows.Line{line("nl", strings.Repeat("é", 7000))}})
	for said := range strings.SplitSeq(strings.TrimSuffix(slow, "<Hangup/></Response>"), "</Say>") {
		_, inside, _ := strings.Cut(said, nl)
		require.LessOrEqual(t, len([]rune(inside)), 3000, "its markup counts")
		require.Equal(t, inside != "", strings.HasPrefix(inside, `<prosody rate="85%">é`) && strings.HasSuffix(inside, `é</prosody>`))
	}
	require.Equal(t, 7000, strings.Count(slow, "é"))
	says := saysOf(t, render(flows.Reply{Lines: []flows.Line{line("nl", sentences)}}))
	require.Len(t, says, 3)
	require.True(t, strings.HasSuffix(says[0], "zin."), "split behind a sentence")
}

// recordedWords plays every line from two recordings.
type recordedWords struct{ address string }

func (r recordedWords) Say(flows.Line, bool) []twiml.Utterance {
	return []twiml.Utterance{{Audio: []string{r.address + "a.mp3", r.address + "b.mp3?x=1&y=2"}}}
}

func (r recordedWords) Silence(length time.Duration) string {
	return r.address + length.String() + ".wav"
}

func TestRecordingsArePlayed(t *testing.T) {
	t.Parallel()
	document := string(twiml.Voice(flows.Reply{
		Turn: 2, Slow: true, Lines: menu.Lines[:1], Expect: menu.Expect,
	}, recordedWords{"https://line/"}, twiml.Addresses{Answer: action}))
	require.Contains(t, document, `actionOnEmptyResult="true"><Play>https://line/a.mp3</Play><Play>https://line/b.mp3?x=1&amp;y=2</Play></Gather>`+next)

	long := string(twiml.Voice(flows.Reply{Lines: slices.Repeat(menu.Lines, 1000)}, recordedWords{"https://line/"}, twiml.Addresses{Answer: action}))
	require.Less(t, len(long), 64_000)
	require.Equal(t, strings.Count(long, "a.mp3"), strings.Count(long, "b.mp3"), "a line is whole")
	require.True(t, strings.HasSuffix(long, "<Hangup/></Response>"))
}

func TestDocumentStaysUnder64kB(t *testing.T) {
	t.Parallel()
	reply := menu
	reply.Lines = nil
	for range 100 {
		reply.Lines = append(reply.Lines, line("nl", strings.Repeat("& ", 1000)))
	}
	document := render(reply)
	require.Less(t, len(document), 64_000)
	require.Greater(t, len(document), 50_000)
	require.True(t, strings.HasSuffix(document, "</Gather>"+next+"</Response>"), "the call goes on")
}

func TestVoiceIsDeterministic(t *testing.T) {
	t.Parallel()
	for _, reply := range []flows.Reply{menu, anyLength, voicemail, goodbye, connection, slowly} {
		first := render(reply)
		for range 1000 {
			require.Equal(t, first, render(reply))
		}
	}
}

// The carrier's Node library writes the same documents, except for the order of
// attributes (tools/oracles/twiml.mjs).
func TestTwiMLAgreesWithNode(t *testing.T) {
	t.Parallel()
	ours := map[string]string{
		"menu": render(menu), "number of any length": render(anyLength), "voicemail": render(voicemail),
		"connection": render(connection), "slowly": render(slowly),
		"goodbye": render(goodbye), "reject": string(twiml.Reject()), "empty": string(twiml.Empty()),
		"text": string(twiml.MessageReply("Dag,\ntot dan & \"ja\" <3")),
	}
	theirs := map[string]string{}
	file, err := os.ReadFile("testdata/twiml.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(file, &theirs))
	require.Len(t, theirs, len(ours))
	for name, document := range theirs {
		require.Equal(t, structure(t, document), structure(t, ours[name]), name)
	}
}

// structure returns a document's tags with their attributes, and its texts.
func structure(t *testing.T, document string) []string {
	t.Helper()
	var parts []string
	decoder := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return parts
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			attributes := map[string]string{}
			for _, attribute := range token.Attr {
				attributes[attribute.Name.Local] = attribute.Value
			}
			parts = append(parts, fmt.Sprint(token.Name.Local, attributes)) // maps print sorted
		case xml.EndElement:
			parts = append(parts, "/"+token.Name.Local)
		case xml.CharData:
			parts = append(parts, string(bytes.TrimSpace(token)))
		}
	}
}

func saysOf(t *testing.T, document string) []string {
	t.Helper()
	var response struct {
		Say []string `xml:"Say"`
	}
	require.NoError(t, xml.Unmarshal([]byte(document), &response))
	return response.Say
}

// Whatever the words are, the document is well-formed.
func FuzzVoice(f *testing.F) {
	f.Add("Voor een afspraak: druk één.", `a"b&c`)
	f.Add("\x00\xff\uFFFE", "]]>")
	f.Fuzz(func(t *testing.T, words, url string) {
		reply := flows.Reply{Lines: []flows.Line{line("nl", words)}}
		for _, kind := range []flows.ExpectKind{flows.ExpectKeys, flows.ExpectConnection} {
			reply.Expect = flows.Expect{Kind: kind, Numbers: []string{words}, CallerID: url}
			reply.Slow = !reply.Slow
			document := twiml.Voice(reply, plainWords{}, twiml.Addresses{Answer: func(int) string { return url }})
			structure(t, string(document))
			require.Contains(t, string(document), "<Redirect", "no dead end")
		}
		structure(t, string(twiml.MessageReply(words)))
	})
}

func BenchmarkTwiML(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		twiml.Voice(menu, plainWords{}, twiml.Addresses{Answer: action})
	}
}
