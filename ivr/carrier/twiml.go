package carrier

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrProfile is returned if a document uses a verb or attribute outside the portable
// profile, which another carrier may not support.
var ErrProfile = errors.New("outside the portable TwiML profile")

// ErrDocument is returned if an answer is no TwiML.
var ErrDocument = errors.New("not a TwiML document")

// maxDocument is the carrier's limit, in bytes.
const maxDocument = 64 << 10

// verb is one element of a document.
type verb struct {
	name       string
	attributes map[string]string
	text       string
	children   []*verb
	silence    time.Duration // of the breaks in it
}

// profile returns the elements that may stand in a parent, with their attributes.
func profile(parent string) map[string][]string {
	spoken := map[string][]string{"Say": {"language", "voice"}, "Play": {}, "Pause": {"length"}}
	switch parent {
	case "Gather":
		return spoken
	case "Say": // the only exceptions from the profile: see twiml.Utterance
		return map[string][]string{"prosody": {"rate"}, "break": {"time"}}
	case "prosody":
		return map[string][]string{"break": {"time"}}
	case "Dial":
		return map[string][]string{"Number": {"url"}}
	case "Message":
		return map[string][]string{"Body": {}}
	case "Response":
		spoken["Gather"] = []string{"input", "action", "method", "timeout", "numDigits", "finishOnKey", "actionOnEmptyResult"}
		spoken["Redirect"] = []string{"method"}
		spoken["Record"] = []string{"action", "method", "maxLength", "timeout", "finishOnKey", "playBeep"}
		spoken["Dial"] = []string{"action", "method", "timeout", "timeLimit", "callerId"}
		spoken["Hangup"], spoken["Reject"], spoken["Message"] = []string{}, []string{"reason"}, []string{}
		return spoken
	case "":
		return map[string][]string{"Response": {}}
	}
	return nil
}

// parseTwiML parses a document, and checks it against the portable profile.
func parseTwiML(document []byte) ([]*verb, error) {
	if len(document) > maxDocument {
		return nil, fmt.Errorf("%w: %d bytes are more than 64 kB", ErrDocument, len(document))
	}
	decoder := xml.NewDecoder(bytes.NewReader(document))
	root := &verb{}
	open := []*verb{root}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDocument, err)
		}
		inside := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			child, err := newVerb(inside.name, token)
			if err != nil {
				return nil, err
			}
			inside.children = append(inside.children, child)
			open = append(open, child)
		case xml.EndElement:
			inside.text = strings.TrimSpace(inside.text)
			if err := inside.finish(); err != nil {
				return nil, err
			}
			open = open[:len(open)-1]
		case xml.CharData:
			inside.text += string(token)
		}
	}
	if len(root.children) != 1 {
		return nil, fmt.Errorf("%w: it has no Response", ErrDocument)
	}
	return root.children[0].children, nil
}

func newVerb(parent string, token xml.StartElement) (*verb, error) {
	name := token.Name.Local
	allowed, known := profile(parent)[name]
	if !known && parent == "" {
		return nil, fmt.Errorf("%w: it begins with <%s>", ErrDocument, name)
	}
	if !known {
		return nil, fmt.Errorf("%w: <%s> in <%s>", ErrProfile, name, parent)
	}
	v := &verb{name: name, attributes: map[string]string{}}
	for _, attribute := range token.Attr {
		if !slices.Contains(allowed, attribute.Name.Local) {
			return nil, fmt.Errorf("%w: attribute %s of <%s>", ErrProfile, attribute.Name.Local, name)
		}
		v.attributes[attribute.Name.Local] = attribute.Value
	}
	return v, v.check()
}

// check returns an error for values that portable documents do not have.
func (v *verb) check() error {
	if method, given := v.attributes["method"]; given && method != "POST" {
		return fmt.Errorf("%w: method %q of <%s>", ErrProfile, method, v.name)
	}
	if input, given := v.attributes["input"]; given && input != "dtmf" {
		return fmt.Errorf("%w: input %q of <Gather>", ErrProfile, input)
	}
	for _, name := range []string{"timeout", "numDigits", "timeLimit", "maxLength", "length"} {
		value, given := v.attributes[name]
		if n, err := strconv.Atoi(value); given && (err != nil || n < 1) {
			return fmt.Errorf("%w: %s %q of <%s>", ErrProfile, name, value, v.name)
		}
	}
	if rate, given := v.attributes["rate"]; given && !isRate(rate) {
		return fmt.Errorf("%w: rate %q of <prosody>", ErrProfile, rate)
	}
	if length := v.attributes["time"]; v.name == "break" && !isBreak(length) {
		return fmt.Errorf("%w: time %q of <break>", ErrProfile, length)
	}
	if caller, given := v.attributes["callerId"]; given && !isE164(caller) {
		return fmt.Errorf("%w: callerId of <Dial> is not E.164", ErrProfile)
	}
	return nil
}

// finish checks a complete verb. Words that are spoken at another rate become the words
// of the Say.
func (v *verb) finish() error {
	switch v.name {
	case "Say", "prosody":
		return v.finishSay()
	case "Dial":
		if len(v.children) > 1 || len(v.children) == 1 && v.text != "" {
			return fmt.Errorf("%w: more than one number in <Dial>", ErrProfile)
		}
		if len(v.children) == 1 {
			v.text, v.attributes["url"] = v.children[0].text, v.children[0].attributes["url"]
			v.children = nil
		}
		if !isE164(v.text) {
			return fmt.Errorf("%w: number in <Dial> is not E.164", ErrProfile)
		}
	}
	return nil
}

// finishSay makes the words that are spoken at another rate the words of the Say, and adds
// up its breaks.
func (v *verb) finishSay() error {
	for _, child := range v.children {
		switch {
		case child.name == "break":
			v.silence += breakLength(child.attributes["time"])
		case len(v.children) > 1 || v.text != "":
			return fmt.Errorf("%w: <prosody> around a part of a <Say>", ErrProfile)
		default:
			v.text, v.attributes["rate"], v.silence = child.text, child.attributes["rate"], child.silence
		}
	}
	if v.name == "Say" {
		v.children = nil
	}
	return nil
}

// maxBreak is the longest silence that the carrier's voices accept in one element.
const maxBreak = 10 * time.Second

func isBreak(length string) bool {
	return breakLength(length) > 0 && breakLength(length) <= maxBreak
}

// breakLength returns the length of a <break>, or 0 if it cannot be read.
func breakLength(length string) time.Duration {
	d, err := time.ParseDuration(length)
	if err != nil {
		return 0
	}
	return d
}

// isE164 reports whether a number is +, and eight to fifteen digits.
func isE164(number string) bool {
	digits, international := strings.CutPrefix(number, "+")
	return international && len(digits) >= 8 && len(digits) <= 15 && digits[0] != '0' && strings.Trim(digits, "0123456789") == ""
}

// isRate reports whether the carrier's voices accept a rate: 20 % to 200 %.
func isRate(rate string) bool {
	percent, written := strings.CutSuffix(rate, "%")
	n, err := strconv.Atoi(percent)
	return written && err == nil && n >= 20 && n <= 200
}

// rate returns how fast a Say is spoken, in percent of the voice's own rate; 0 is its
// own.
func (v *verb) rate() int {
	n, err := strconv.Atoi(strings.TrimSuffix(v.attributes["rate"], "%"))
	if err != nil {
		return 0
	}
	return n
}

// number returns a numeric attribute, or the fallback, which is the carrier's default.
func (v *verb) number(name string, fallback int) int {
	if n, err := strconv.Atoi(v.attributes[name]); err == nil {
		return n
	}
	return fallback
}

// finishKeys returns the keys that end a Gather or Record.
func (v *verb) finishKeys(fallback string) string {
	if keys, given := v.attributes["finishOnKey"]; given {
		return keys
	}
	return fallback
}
