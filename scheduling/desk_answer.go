package scheduling

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	// longestAnswer is how much the office can write, in characters: two segments.
	longestAnswer = 270
	// answerTries is how long such a text makes sense.
	answerTries = 24 * time.Hour
)

// AnswerByText sends what the office writes to somebody who waits for a callback: who
// cannot hear, or cannot speak, is not helped by a call. The same words for the same
// callback again are sent once. ErrInvalid: they cannot be sent, and why.
func (d *Desk) AnswerByText(ctx context.Context, p *Programme, c *Callback, words string) error {
	words = strings.Join(strings.Fields(words), " ")
	if err := d.answerable(ctx, p, c, words); err != nil {
		return err
	}
	now := d.Now()
	return d.Store.SaveMessage(ctx, Message{
		Once:      fmt.Sprintf("office:%d:%x", c.ID, sha256.Sum256([]byte(words))),
		Programme: p.Name, To: c.Phone, Channel: SMS, Kind: Answer, Key: OfficeKey,
		Args: map[string]string{"title": p.Title, "words": words}, Language: p.Languages[0].Code, RunAt: now, Until: now.Add(answerTries),
	}, now)
}

func (d *Desk) answerable(ctx context.Context, p *Programme, c *Callback, words string) error {
	switch {
	case words == "":
		return fmt.Errorf("%w: there is nothing to send", ErrInvalid)
	case utf8.RuneCountInString(words) > longestAnswer:
		return fmt.Errorf("%w: a text has at most %d characters; this one has %d", ErrInvalid, longestAnswer, utf8.RuneCountInString(words))
	case strings.ContainsFunc(words, unicode.IsControl):
		return fmt.Errorf("%w: it holds invisible control characters; type it again", ErrInvalid)
	case ContainsNationalNumber(words):
		return fmt.Errorf("%w: it holds a national register number (rijksregisternummer), which may not be kept", ErrInvalid)
	case c.Phone == "":
		return fmt.Errorf("%w: the number of this caller is not known", ErrInvalid)
	case d.Mobile == nil || !d.Mobile(c.Phone):
		return fmt.Errorf("%w: this number is no mobile, and reads no texts: call it", ErrInvalid)
	}
	out, err := d.Store.OptedOut(ctx, p.Name, c.Phone)
	if err == nil && out {
		err = fmt.Errorf("%w: this number wants no texts (STOP): call it", ErrInvalid)
	}
	return err
}
