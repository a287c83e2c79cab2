package twiml

import (
	"strconv"
	"time"
)

// colon is where spoken words have a pause of [flows.KeyPause]: "Om een afspraak te maken:
// druk één." A clock such as 10:30 has no space behind its colon.
const colon = ": "

// marks reports whether an utterance may have SSML in it.
func (u Utterance) marks() bool { return (u.Marks || u.Rate > 0) && !basicVoice(u.Voice) }

// breakOf returns the SSML of a silence. Like prosody, it is outside the portable profile,
// and for voices that heed it. A verb of its own would end the sentence before it.
func breakOf(length time.Duration) string {
	if length <= 0 {
		return ""
	}
	return `<break time="` + strconv.FormatInt(length.Milliseconds(), 10) + `ms"/>`
}

// pause writes a silence without SSML: a recording of it, because not every carrier has a
// verb for it, and the one there is counts whole seconds.
func (d *document) pause(length time.Duration) {
	if length > 0 && d.silence != nil {
		d.play([]string{d.silence(length)})
	}
}
