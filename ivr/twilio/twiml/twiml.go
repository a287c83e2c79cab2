package twiml

import (
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows"
)

// Limits and defaults of every document.
const (
	maxSay        = 3000             // characters of one Say, the carrier's limit for its better voices
	defaultWait   = 10 * time.Second // silence before the prompt is repeated
	recordSilence = "5"              // seconds of silence that end a voicemail
	defaultRecord = 2 * time.Minute
	defaultRing   = 20 * time.Second // of a human's telephone, so that an unanswered one does not keep the caller
	defaultTalk   = time.Hour
	acceptWait    = 4 * time.Second // silence after which the key is said again, and then nobody accepts the call
	maxMessage    = 1600            // characters of one text, the carrier's limit
)

// Words renders lines as speech.
type Words interface {
	// Say renders a line, in as many utterances as it has voices. If slow is true, Rate is
	// lower. Without utterances, or words in them, the line is left out.
	Say(line flows.Line, slow bool) []Utterance
	// Silence returns the URL of a recording of silence, for what knows no SSML.
	Silence(length time.Duration) string
}

// Utterance is something to speak, in words or as recordings.
type Utterance struct {
	Text     string
	Language string   // BCP 47; empty: the carrier's default
	Voice    string   // the carrier's name of the voice; empty: the default of the language
	Rate     int      // of speech, in percent of the voice's own; 0: the voice's own
	Marks    bool     // the voice heeds SSML, as it does if Rate is set
	Audio    []string // URLs of recordings that are played in place of the words, in order
	// Pause is the silence before it. Within Text, a colon is one of flows.KeyPause.
	Pause time.Duration
}

// Addresses are the URLs that a document leads to.
type Addresses struct {
	Answer func(turn int) string // for the answer to a turn
	// Desk is for the document that whoever is rung gets before they are joined; nil: they
	// are joined at once.
	Desk func(turn int) string
}

// Voice renders a reply as TwiML, in the portable profile: Say, Gather, Record, Dial,
// Redirect and Hangup.
//
// Every document has a next step. A Gather or Record that gets nothing leads to action,
// even if the carrier does not support actionOnEmptyResult. So does a Dial, even if the
// carrier does not request its action, and a connection without a number. Every line is
// one Say of at most 3,000 characters. Equal replies give equal bytes.
func Voice(reply flows.Reply, words Words, to Addresses) []byte {
	d, action := newDocument(), to.Answer
	d.silence = words.Silence
	switch reply.Expect.Kind {
	case flows.ExpectKeys:
		next := action(reply.Turn)
		d.openGather(reply.Expect, next)
		d.lines(reply, words)
		d.raw(`</Gather>`)
		d.redirect(next)
	case flows.ExpectRecording:
		next := action(reply.Turn)
		d.lines(reply, words)
		d.record(reply.Expect, next)
		d.redirect(next)
	case flows.ExpectConnection:
		next := action(reply.Turn)
		d.lines(reply, words)
		d.dial(reply.Expect, next, to.desk(reply.Turn))
		d.redirect(next)
	default:
		d.lines(reply, words)
		d.raw(`<Hangup/>`)
	}
	return d.close()
}

func (a Addresses) desk(turn int) string {
	if a.Desk == nil {
		return ""
	}
	return a.Desk(turn)
}

// Accept returns the document that whoever is rung gets before they are joined with the
// caller: it speaks the lines, then the last one again, and requests the URL with the key
// that was pressed. Without a key it hangs up, so that no machine is joined.
func Accept(lines []Utterance, answer string) []byte {
	d := newDocument()
	for _, said := range [][]Utterance{lines, lines[max(0, len(lines)-1):]} {
		d.raw(`<Gather input="dtmf"`)
		d.attribute("action", clean(answer))
		d.raw(` method="POST" timeout="` + wholeSeconds(acceptWait, 0) + `" numDigits="1">`)
		for _, line := range said {
			d.say(line)
		}
		d.raw(`</Gather>`)
	}
	d.raw(`<Hangup/>`)
	return d.close()
}

// Join returns the document after which whoever accepted a call is joined with the
// caller: it has no verb after the lines.
func Join(lines []Utterance) []byte {
	d := newDocument()
	for _, line := range lines {
		d.say(line)
	}
	return d.close()
}

// Spoken returns a document without a conversation: it speaks the lines, then requests
// the URL then, or hangs up if that is empty.
func Spoken(lines []Utterance, then string) []byte {
	d := newDocument()
	for _, line := range lines {
		d.say(line)
	}
	if then != "" {
		d.redirect(then)
	} else {
		d.raw(`<Hangup/>`)
	}
	return d.close()
}

// Apology returns a document that speaks the lines and hangs up, for a number that
// belongs to no programme.
func Apology(lines ...Utterance) []byte { return Spoken(lines, "") }

// Reject returns a document that declines a call without answering it, which is free for
// the caller.
func Reject() []byte {
	d := newDocument()
	d.raw(`<Reject/>`)
	return d.close()
}

// MessageReply returns a document that answers a text with texts, each cut to 1,600
// characters. Without texts it is Empty.
func MessageReply(texts ...string) []byte {
	d := newDocument()
	for _, text := range texts {
		if text = clean(text); text == "" {
			continue
		}
		d.raw(`<Message>`)
		d.text(text[:runeIndex(text, maxMessage)])
		d.raw(`</Message>`)
	}
	return d.close()
}

// Empty returns a document that does nothing, for a text that needs no answer.
func Empty() []byte { return newDocument().close() }

func (d *document) lines(reply flows.Reply, words Words) {
	for _, line := range reply.Lines {
		for i, utterance := range words.Say(line, reply.Slow) {
			if i == 0 {
				utterance.Pause = line.Pause
			}
			d.say(utterance)
		}
	}
}

// play writes the recordings of a line: all of them, or none if the document would get
// too long.
func (d *document) play(recordings []string) {
	start := len(d.xml)
	for _, recording := range recordings {
		d.raw(`<Play>`)
		d.text(clean(recording))
		d.raw(`</Play>`)
	}
	if len(d.xml) > maxDocument {
		d.xml = d.xml[:start]
	}
}

// say writes one utterance. If the document would get too long for the carrier, it is
// left out: losing the last lines is better than losing the last verb, because the call
// must go on.
func (d *document) say(u Utterance) {
	if len(u.Audio) > 0 {
		d.pause(u.Pause)
		d.play(u.Audio)
		return
	}
	text := clean(u.Text)
	if text == "" {
		return
	}
	if !u.marks() {
		d.sayPlain(u, text)
		return
	}
	before, after := u.prosody()
	before += breakOf(u.Pause)
	room := maxSay - len(before) - len(after) - strings.Count(text, colon)*len(breakOf(flows.KeyPause))
	for _, piece := range split(text, max(room, maxSay/2)) {
		d.speak(u, before, piece, after)
		before = strings.TrimSuffix(before, breakOf(u.Pause))
	}
}

// sayPlain writes an utterance for a voice that heeds no SSML: its pauses are recordings of
// silence, which every carrier can play.
func (d *document) sayPlain(u Utterance, text string) {
	d.pause(u.Pause)
	for i, part := range strings.SplitAfter(text, colon) {
		if i > 0 {
			d.pause(flows.KeyPause)
		}
		for _, piece := range split(strings.TrimSpace(part), maxSay) {
			d.speak(u, "", piece, "")
		}
	}
}

// speak writes one Say.
func (d *document) speak(u Utterance, before, text, after string) {
	start := len(d.xml)
	d.raw(`<Say`)
	d.optional("language", u.Language)
	d.optional("voice", u.Voice)
	d.raw(`>`)
	d.raw(before)
	for i, part := range strings.SplitAfter(text, colon) {
		if i > 0 {
			d.raw(breakOf(flows.KeyPause))
		}
		d.text(part)
	}
	d.raw(after)
	d.raw(`</Say>`)
	if len(d.xml) > maxDocument {
		d.xml = d.xml[:start]
	}
}

// The rates that the carrier's better voices accept, in percent.
const (
	slowest = 20
	ownRate = 100
	fastest = 200
)

// prosody returns the markup around words that are spoken at another rate.
//
// It is the only element outside the portable profile: nothing in the profile slows a
// voice down, and somebody who did not get a sentence needs it slower, not louder or
// longer. With a rate of 0 it is left out, for carriers that do not support it. The
// carrier's basic voices do not support it either, and get no markup.
func (u Utterance) prosody() (before, after string) {
	if u.Rate <= 0 || u.Rate == ownRate || basicVoice(u.Voice) {
		return "", ""
	}
	rate := strconv.Itoa(min(max(u.Rate, slowest), fastest))
	return `<prosody rate="` + rate + `%">`, `</prosody>`
}

// basicVoice reports whether a voice accepts plain words only. The default voice, without
// a name, is one.
func basicVoice(voice string) bool {
	switch voice {
	case "", "man", "woman", "alice":
		return true
	}
	return false
}

func (d *document) optional(name, value string) {
	if value != "" {
		d.attribute(name, clean(value))
	}
}

func (d *document) openGather(expect flows.Expect, action string) {
	d.raw(`<Gather input="dtmf"`)
	d.attribute("action", clean(action))
	d.raw(` method="POST"`)
	d.attribute("timeout", wholeSeconds(expect.Wait, defaultWait))
	if expect.Digits > 0 {
		d.attribute("numDigits", strconv.Itoa(expect.Digits))
	}
	d.raw(` finishOnKey="#" actionOnEmptyResult="true">`)
}

func (d *document) record(expect flows.Expect, action string) {
	d.raw(`<Record`)
	d.attribute("action", clean(action))
	d.raw(` method="POST"`)
	d.attribute("maxLength", wholeSeconds(expect.MaxLength, defaultRecord))
	d.attribute("timeout", recordSilence)
	d.raw(` finishOnKey="0*#" playBeep="true"/>`) // 0 and * mean the same as in every menu
}

// dial writes a Dial that rings a human, who gets the document of desk before they are
// joined. Without a number it writes nothing, and the next verb follows.
func (d *document) dial(expect flows.Expect, action, desk string) {
	if len(expect.Numbers) == 0 || clean(expect.Numbers[0]) == "" {
		return
	}
	d.raw(`<Dial`)
	d.attribute("action", clean(action))
	d.raw(` method="POST"`)
	d.attribute("timeout", wholeSeconds(expect.Wait, defaultRing))
	d.attribute("timeLimit", wholeSeconds(expect.MaxLength, defaultTalk))
	d.optional("callerId", expect.CallerID)
	d.raw(`><Number`)
	d.optional("url", desk)
	d.raw(`>`)
	d.text(clean(expect.Numbers[0]))
	d.raw(`</Number></Dial>`)
}

func (d *document) redirect(to string) {
	d.raw(`<Redirect method="POST">`)
	d.text(clean(to))
	d.raw(`</Redirect>`)
}

// wholeSeconds returns a duration in seconds as the carrier reads it, rounded up.
func wholeSeconds(d, fallback time.Duration) string {
	if d <= 0 {
		d = fallback
	}
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}
