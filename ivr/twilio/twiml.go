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
	maxMessage    = 1600 // characters of one text, the carrier's limit
)

// Words turns a line into something the carrier can speak.
type Words interface {
	// Say returns the words of a line, their BCP 47 tag (nl-BE) and the carrier's
	// voice. No words: the line is left out. No tag or voice: the carrier's own.
	Say(line flows.Line) (text, language, voice string)
}

// Utterance is something to speak, worded already.
type Utterance struct {
	Text     string
	Language string // BCP 47; empty: the carrier's default
	Voice    string // the carrier's name of it; empty: the language's default
}

// Voice renders a reply as TwiML, in the portable profile: Say, Gather, Record,
// Redirect and Hangup. action gives the URL that takes the answer to a turn.
//
// No document ends without a next step: a Gather or Record that gets nothing
// leads to action as well, also with a carrier that does not know
// actionOnEmptyResult. Every line is one Say of at most 3,000 characters. The
// same reply gives the same bytes.
func Voice(reply flows.Reply, words Words, action func(turn int) string) []byte {
	d := newDocument()
	switch reply.Expect.Kind {
	case flows.ExpectKeys:
		next := action(reply.Turn)
		d.openGather(reply.Expect, next)
		d.lines(reply.Lines, words)
		d.raw(`</Gather>`)
		d.redirect(next)
	case flows.ExpectRecording:
		next := action(reply.Turn)
		d.lines(reply.Lines, words)
		d.record(reply.Expect, next)
		d.redirect(next)
	default:
		d.lines(reply.Lines, words)
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
func MessageReply(text string) []byte {
	text = clean(text)
	if text == "" {
		return Empty()
	}
	d := newDocument()
	d.raw(`<Message>`)
	d.text(text[:runeIndex(text, maxMessage)])
	d.raw(`</Message>`)
	return d.close()
}

// Empty is a document that does nothing: a text that needs no answer.
func Empty() []byte { return newDocument().close() }

func (d *document) lines(lines []flows.Line, words Words) {
	for _, line := range lines {
		text, language, voice := words.Say(line)
		d.say(Utterance{Text: text, Language: language, Voice: voice})
	}
}

// say writes one line. A document that would get too long for the carrier
// loses its last lines rather than its last verb: the call must go on.
func (d *document) say(u Utterance) {
	text := clean(u.Text)
	if text == "" {
		return
	}
	for _, piece := range split(text, maxSay) {
		before := len(d.xml)
		d.raw(`<Say`)
		d.optional("language", u.Language)
		d.optional("voice", u.Voice)
		d.raw(`>`)
		d.text(piece)
		d.raw(`</Say>`)
		if len(d.xml) > maxDocument {
			d.xml = d.xml[:before]
			return
		}
	}
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
	d.raw(` finishOnKey="#" playBeep="true"/>`)
}

func (d *document) redirect(to string) {
	d.raw(`<Redirect method="POST">`)
	d.text(clean(to))
	d.raw(`</Redirect>`)
}

// wholeSeconds writes a duration for the carrier, rounded up.
func wholeSeconds(d, otherwise time.Duration) string {
	if d <= 0 {
		d = otherwise
	}
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}
