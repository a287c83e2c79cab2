package twilio

import (
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows"
)

// What every document says, whatever the dialogue asks for.
const (
	maxSay        = 3000             // characters of one Say, the carrier's limit for its better voices
	defaultWait   = 10 * time.Second // of silence before the prompt comes again
	recordSilence = "5"              // seconds of silence that end a voicemail
	defaultRecord = 2 * time.Minute
	defaultRing   = 20 * time.Second // of a human's telephone: an unanswered one must not keep the caller
	defaultTalk   = time.Hour
	maxMessage    = 1600 // characters of one text, the carrier's limit
)

// Words turns a line into something the carrier can speak.
type Words interface {
	// Say words a line; slow asks for a lower Rate. No words: the line is left out.
	Say(line flows.Line, slow bool) Utterance
}

// Utterance is something to speak, worded already.
type Utterance struct {
	Text     string
	Language string   // BCP 47; empty: the carrier's default
	Voice    string   // the carrier's name of it; empty: the language's default
	Rate     int      // of speech, in percent of the voice's own; 0: the voice's own
	Audio    []string // URLs of recordings that are played instead, one after the other
}

// Voice renders a reply as TwiML, in the portable profile: Say, Gather, Record,
// Dial, Redirect and Hangup. action gives the URL that takes the answer to a turn.
//
// No document ends without a next step: a Gather or Record that gets nothing
// leads to action as well, also with a carrier that does not know
// actionOnEmptyResult; so does a Dial with a carrier that does not ask its
// action, and a connection with no number. Every line is one Say of at most
// 3,000 characters. The same reply gives the same bytes.
func Voice(reply flows.Reply, words Words, action func(turn int) string) []byte {
	d := newDocument()
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
		d.dial(reply.Expect, next)
		d.redirect(next)
	default:
		d.lines(reply, words)
		d.raw(`<Hangup/>`)
	}
	return d.close()
}

// Spoken is a document without a conversation: it says the lines, then asks the
// URL then, or hangs up when that is empty.
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

// Apology says the lines and hangs up: for a number that is no programme's.
func Apology(lines ...Utterance) []byte { return Spoken(lines, "") }

// Reject declines a call without answering it; it costs the caller nothing.
func Reject() []byte {
	d := newDocument()
	d.raw(`<Reject/>`)
	return d.close()
}

// MessageReply answers a text with a text, cut to 1,600 characters; no text is Empty.
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

// Empty is a document that does nothing: a text that needs no answer.
func Empty() []byte { return newDocument().close() }

func (d *document) lines(reply flows.Reply, words Words) {
	for _, line := range reply.Lines {
		d.say(words.Say(line, reply.Slow))
	}
}

// play writes a line that was recorded: whole, or not at all where the document
// would get too long.
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

// say writes one line. A document that would get too long for the carrier
// loses its last lines rather than its last verb: the call must go on.
func (d *document) say(u Utterance) {
	if len(u.Audio) > 0 {
		d.play(u.Audio)
		return
	}
	text := clean(u.Text)
	if text == "" {
		return
	}
	before, after := u.prosody()
	for _, piece := range split(text, maxSay-len(before)-len(after)) {
		start := len(d.xml)
		d.raw(`<Say`)
		d.optional("language", u.Language)
		d.optional("voice", u.Voice)
		d.raw(`>`)
		d.raw(before)
		d.text(piece)
		d.raw(after)
		d.raw(`</Say>`)
		if len(d.xml) > maxDocument {
			d.xml = d.xml[:start]
			return
		}
	}
}

// What the carrier's better voices take as a rate, in percent.
const (
	slowest = 20
	ownRate = 100
	fastest = 200
)

// prosody is the markup around words that are spoken at another rate.
//
// It is the one verb outside the portable profile: nothing in the profile slows
// a voice down, and somebody who did not get a sentence needs it slower, not
// louder or longer. A rate of 0 leaves it out, for a carrier that does not know
// it. The carrier's basic voices do not know it either, and speak as they do.
func (u Utterance) prosody() (before, after string) {
	if u.Rate <= 0 || u.Rate == ownRate || basicVoice(u.Voice) {
		return "", ""
	}
	rate := strconv.Itoa(min(max(u.Rate, slowest), fastest))
	return `<prosody rate="` + rate + `%">`, `</prosody>`
}

// basicVoice reports whether a voice takes plain words only. Without a name, the
// carrier's own is one.
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
	d.raw(` finishOnKey="0*#" playBeep="true"/>`) // 0 and * mean the same here as everywhere
}

// dial rings a human. Without a number it writes nothing: what follows goes on.
func (d *document) dial(expect flows.Expect, action string) {
	number := clean(expect.Number)
	if number == "" {
		return
	}
	d.raw(`<Dial`)
	d.attribute("action", clean(action))
	d.raw(` method="POST"`)
	d.attribute("timeout", wholeSeconds(expect.Wait, defaultRing))
	d.attribute("timeLimit", wholeSeconds(expect.MaxLength, defaultTalk))
	d.optional("callerId", expect.CallerID)
	d.raw(`><Number>`)
	d.text(number)
	d.raw(`</Number></Dial>`)
}

func (d *document) redirect(to string) {
	d.raw(`<Redirect method="POST">`)
	d.text(clean(to))
	d.raw(`</Redirect>`)
}

// wholeSeconds writes a duration for the carrier, rounded up.
func wholeSeconds(d, fallback time.Duration) string {
	if d <= 0 {
		d = fallback
	}
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}
